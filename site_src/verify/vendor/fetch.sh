#!/bin/sh
# Fetches the vendored packages from the npm registry, compares each with the hash recorded here, and bundles the parts
# that are needed into ES2020 modules: noble.js for the verifier, qr.js and qr_reader.js for its page (the second one is
# loaded only when somebody chooses a picture of a receipt). Run it by hand when a version
# changes; it needs npm and tar. The bundles are not minified, so that they can be read and compared with the packages.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

HASHES=2.4.0
CURVES=2.4.0
QR=0.7.0
ESBUILD=0.28.2
cat > pinned <<'END'
e1946149b780017b2564fcc092cb01c04e1d7f20627d0296c17da8868f4436dc  noble-hashes-2.4.0.tgz
55279c71b0201d6c0e58d0206d15825359e02a3932f326ba7b7909ac2d334aa9  noble-curves-2.4.0.tgz
632ef43ecb74f7eb5f578e978068bcbfba0fbba36101e79c079a6d95f24d8865  qr-0.7.0.tgz
END

npm pack --silent "@noble/hashes@$HASHES" "@noble/curves@$CURVES" "qr@$QR" > /dev/null
sha256sum -c --quiet pinned
for name in hashes curves; do
  mkdir -p "node_modules/@noble/$name"
  tar -xzf noble-$name-*.tgz -C "node_modules/@noble/$name" --strip-components 1
done
mkdir -p node_modules/qr
tar -xzf qr-*.tgz -C node_modules/qr --strip-components 1
npm install --silent --no-save --no-package-lock --prefix tool "esbuild@$ESBUILD" > /dev/null

cat > entry.js <<'END'
export { sha256, sha512 } from "@noble/hashes/sha2.js";
export { hmac } from "@noble/hashes/hmac.js";
export { ed25519 } from "@noble/curves/ed25519.js";
export { bls12_381 } from "@noble/curves/bls12-381.js";
END
echo 'export { encodeQR } from "qr";' > entry-qr.js
echo 'export { decodeQR } from "qr/decode.js";' > entry-qr-reader.js
# Read as TypeScript, class fields become plain assignments: the ES2020 helper for them makes hashing slower.
bundle() {
  tool/node_modules/.bin/esbuild "$1" --bundle --format=esm --target=es2020 --legal-comments=inline \
    --loader:.js=ts --tsconfig-raw='{"compilerOptions":{"useDefineForClassFields":false}}' \
    --log-level=warning --outfile="$2"
}
bundle entry.js noble.js
bundle entry-qr.js qr.js
bundle entry-qr-reader.js qr_reader.js

cp noble.js qr.js qr_reader.js "$here/"
cp node_modules/@noble/hashes/LICENSE "$here/LICENSE-noble-hashes"
cp node_modules/@noble/curves/LICENSE "$here/LICENSE-noble-curves"
cp node_modules/qr/LICENSE-MIT "$here/LICENSE-qr"
cd "$here"
{
  cat <<END
# Vendored code

Written by \`fetch.sh\`, which names the versions and the hashes of the packages; don't edit by hand.

| package | version | licence | package's SHA-256 |
|---|---|---|---|
| @noble/hashes | $HASHES | MIT, \`LICENSE-noble-hashes\` | \`$(cut -d' ' -f1 "$work/pinned" | sed -n 1p)\` |
| @noble/curves | $CURVES | MIT, \`LICENSE-noble-curves\` | \`$(cut -d' ' -f1 "$work/pinned" | sed -n 2p)\` |
| qr | $QR | MIT or Apache-2.0, \`LICENSE-qr\` | \`$(cut -d' ' -f1 "$work/pinned" | sed -n 3p)\` |

\`noble.js\`, \`qr.js\` and \`qr_reader.js\` are bundled from them once, by esbuild $ESBUILD, for the syntax of ES2020 and not minified:

    esbuild entry.js --bundle --format=esm --target=es2020 --legal-comments=inline --loader:.js=ts \\
      --tsconfig-raw='{"compilerOptions":{"useDefineForClassFields":false}}' --outfile=noble.js

and likewise \`entry-qr.js\` and \`entry-qr-reader.js\`; all entries stand in \`fetch.sh\`. A test compares the files here with these hashes:

END
  echo '```'
  sha256sum noble.js qr.js qr_reader.js LICENSE-noble-hashes LICENSE-noble-curves LICENSE-qr
  echo '```'
} > README.md
