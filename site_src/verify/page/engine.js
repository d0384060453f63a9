/** Where the verifier runs: in a worker if the browser gives one, else on the page's own thread, with pauses. */

import { siteReader } from "./reading.js";

const PATIENCE = 15000; // milliseconds until a worker that says nothing is given up for this thread

/** The verifier on this page's own thread. */
export class HereEngine {
  constructor(reader) {
    this.reader = reader;
  }

  async run(options, tell) {
    const { run } = await import("./running.js");
    return run(this.reader, options, tell);
  }

  read(path) {
    return this.reader.read(path);
  }

  close() {}
}

/** The verifier in a worker. */
class WorkerEngine {
  constructor(worker, root) {
    this.worker = worker;
    this.root = root;
  }

  run(options, tell) {
    return new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }) => {
        if (data.type === "done") resolve(data);
        else if (data.type === "broken") reject(new Error(data.words));
        else tell(data);
      };
      this.worker.onerror = (event) => reject(new Error(event.message || "核验程序停止了"));
      this.worker.postMessage({ type: "verify", root: this.root.href, options });
    });
  }

  read(path) {
    return new Promise((resolve) => {
      this.worker.onmessage = ({ data }) => data.type === "file" && data.path === path && resolve(data.bytes);
      this.worker.postMessage({ type: "file", path });
    });
  }

  close() {
    this.worker.terminate();
  }
}

/** A worker that has answered, or this thread where there is none. Each run takes a fresh one: it reads everything anew. */
export function siteEngine(root) {
  return new Promise((resolve) => {
    const here = () => resolve(new HereEngine(siteReader(root)));
    try {
      const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
      const patience = setTimeout(here, PATIENCE);
      worker.onerror = () => {
        clearTimeout(patience);
        here();
      };
      worker.onmessage = () => {
        clearTimeout(patience);
        resolve(new WorkerEngine(worker, root));
      };
    } catch (error) {
      here();
    }
  });
}
