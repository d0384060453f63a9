/** Runs every claim about the vectors where pages run the verifier: in a worker of the browser. */

import { checks, goldenChecks } from "./vector_checks.mjs";

async function bytesAt(path) {
  const answer = await fetch(`../../${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function run() {
  const paths = JSON.parse(new TextDecoder().decode(await bytesAt("index.json")));
  const files = new Map(await Promise.all(paths.map(async (path) => [path, await bytesAt(path)])));
  return [...checks(files), ...goldenChecks(files)].map(([name, claim]) => {
    try {
      claim();
      return [name, ""];
    } catch (error) {
      return [name, String(error.stack || error)];
    }
  });
}

run().then(
  (results) => self.postMessage(results),
  (error) => self.postMessage([["the vectors can be read", String(error.stack || error)]]),
);
