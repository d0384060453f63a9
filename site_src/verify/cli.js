/**
 * The second command-line verifier: `node site_src/verify/cli.js DIR`; `--help` says more.
 *
 * Exit status: 0 all holds, 1 a check fails, 2 the input can't be read, 3 not yet or not known.
 */

import { main } from "./command.js";

process.stdout.on("error", () => undefined); // whoever reads along may stop, as `head` does

main(process.argv.slice(2), {
  environment: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}).then((status) => {
  process.exitCode = status;
});
