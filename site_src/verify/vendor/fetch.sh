#!/bin/sh
# Fetches the noble packages from the npm registry, compares each with the hash recorded here, and bundles the parts
# that the verifier needs into one ES2020 module, noble.js. Run it by hand when a version changes; it needs npm and tar.
# The bundle is not minified, so that it can be read and compared with the packages.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

HASHES=2.4.0
CURVES=2.4.0
ESBUILD=0.28.2
cat > pinned <<'END'
e1946149b780017b2564fcc092cb01c04e1d7f20627d0296c17da8868f4436dc  noble-hashes-2.4.0.tgz
55279c71b0201d6c0e58d0206d15825359e02a3932f326ba7b7909ac2d334aa9  noble-curves-2.4.0.tgz
END

npm pack --silent "@noble/hashes@$HASHES" "@noble/curves@$CURVES" > /dev/null
sha256sum -c --quiet pinned
for name in hashes curves; do
  mkdir -p "node_modules/@noble/$name"
  tar -xzf noble-$name-*.tgz -C "node_modules/@noble/$name" --strip-components 1
done
npm install --silent --no-save --no-package-lock --prefix tool "esbuild@$ESBUILD" > /dev/null

cat > entry.js <<'END'
export { sha256, sha512 } from "@noble/hashes/sha2.js";
export { hmac } from "@noble/hashes/hmac.js";
export { ed25519 } from "@noble/curves/ed25519.js";
export { bls12_381 } from "@noble/curves/bls12-381.js";
END
# Read as TypeScript, class fields become plain assignments: the ES2020 helper for them makes hashing slower.
tool/node_modules/.bin/esbuild entry.js --bundle --format=esm --target=es2020 --legal-comments=inline \
  --loader:.js=ts --tsconfig-raw='{"compilerOptions":{"useDefineForClassFields":false}}' \
  --log-level=warning --outfile=noble.js

cp noble.js "$here/noble.js"
cp node_modules/@noble/hashes/LICENSE "$here/LICENSE-noble-hashes"
cp node_modules/@noble/curves/LICENSE "$here/LICENSE-noble-curves"
cd "$here"
{
  cat <<END
# Vendored code

Written by \`fetch.sh\`, which names the versions and the hashes of the packages; don't edit by hand.

| package | version | licence | package's SHA-256 |
|---|---|---|---|
| @noble/hashes | $HASHES | MIT, \`LICENSE-noble-hashes\` | \`$(cut -d' ' -f1 "$work/pinned" | sed -n 1p)\` |
| @noble/curves | $CURVES | MIT, \`LICENSE-noble-curves\` | \`$(cut -d' ' -f1 "$work/pinned" | sed -n 2p)\` |

\`noble.js\` is bundled from them once, by esbuild $ESBUILD, for the syntax of ES2020 and not minified:

    esbuild entry.js --bundle --format=esm --target=es2020 --legal-comments=inline --loader:.js=ts \\
      --tsconfig-raw='{"compilerOptions":{"useDefineForClassFields":false}}' --outfile=noble.js

where \`entry.js\` stands in \`fetch.sh\`. A test compares the files here with these hashes:

END
  echo '```'
  sha256sum noble.js LICENSE-noble-hashes LICENSE-noble-curves
  echo '```'
} > README.md
