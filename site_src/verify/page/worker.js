/** The verifier in a thread of its own, so that the page stays usable: one request, a stream of events, one answer. */

import { run } from "./running.js";
import { siteReader } from "./reading.js";

let reader = null;

self.addEventListener("message", async ({ data }) => {
  if (data.type === "file") {
    const bytes = reader ? await reader.read(data.path).catch(() => null) : null;
    self.postMessage({ type: "file", path: data.path, bytes });
    return;
  }
  reader = siteReader(data.root);
  try {
    const answer = await run(reader, data.options, (event) => self.postMessage(event));
    self.postMessage({ type: "done", ...answer });
  } catch (error) {
    self.postMessage({ type: "broken", words: error.zh || String(error.message || error) });
  }
});

self.postMessage({ type: "ready" });
