#!/bin/sh
# Bundles offline_page.js and everything it imports into ../offline.js: one classic script, because a page from file://
# may load no modules. Run it after any change to the verifier (it needs npm); a test compares the bytes. With an
# argument it writes there instead and records nothing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-"$here/../offline.js"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ESBUILD=0.28.2
npm install --silent --no-save --no-package-lock --prefix "$work/tool" "esbuild@$ESBUILD" > /dev/null

# Run in the verifier's folder, so that no path of this machine gets into the file. Not minified: it can be read.
cd "$here/.."
"$work/tool/node_modules/.bin/esbuild" page/offline_page.js --bundle --format=iife --target=es2020 --charset=utf8 \
  --legal-comments=inline --log-level=warning --outfile="$work/offline.js"
cp "$work/offline.js" "$out"

[ $# -eq 0 ] || exit 0
cat > "$here/README.md" <<END
# The pages that check

These modules show what the verifier beside them (\`../verify.js\`) finds. They are plain ES modules, loaded as they are.

| module | what it does |
|---|---|
| \`page.js\` | what a page of the site loads: wakes the check, the search, the sandbox |
| \`check.js\`, \`engine.js\`, \`worker.js\`, \`running.js\` | one check: where it runs, and what it tells on the way |
| \`report_view.js\`, \`failure.js\`, \`root.js\`, \`summary.js\`, \`words.js\`, \`context.js\` | how it is shown |
| \`say.js\`, \`hand.js\`, \`limits.js\` | a finding in words, its line for a shell, what no check proves |
| \`paper.js\` | the page's address on paper, as text and as a QR code (\`../vendor/qr.js\`); a receipt is read by \`../vendor/qr_reader.js\` |
| \`firm_form.js\`, \`firm.js\`, \`answer.js\`, \`told.js\`, \`firm_view.js\`, \`directory.js\`, \`standing.js\`, \`receipt.js\` | 查我的单位, from small files |
| \`sandbox.js\`, \`timeline.js\`, \`dom.js\`, \`reading.js\` | the sandbox, the line of time, elements, files |
| \`offline_page.js\`, \`local.js\`, \`local_told.js\` | offline.html, on a folder's evidence |

\`../offline.js\` is \`offline_page.js\` and all that it imports, bundled by esbuild $ESBUILD:

    site_src/verify/page/bundle.sh

Its SHA-256, which a test compares with a bundle made anew:

\`\`\`
$(cd "$here/.." && sha256sum offline.js)
\`\`\`
END
