/** One run of the verifier over some reader's files, with what the page says about it. Runs in a worker or on the page. */

import { verify } from "../verify.js";
import { gather, json } from "./context.js";
import { judged } from "./summary.js";

const SHORT = 20000; // rows of a list up to which it and its rosters are small files, too
const TICK = 80; // milliseconds between two reports, and between two pauses in which a page can do its own work

/** The verifier's steps, and the checks that each of them settles. */
const STEPS = {
  log: ["C01", "C02", "C03", "C04", "C05", "C06"],
  files: ["C07"],
  frame: ["C08", "C09", "C10", "C11"],
  beacon: ["C12"],
  draw: ["C13", "C14", "C15"],
  results: ["C16", "C17", "C18", "C19", "C20"],
};

/**
 * Verifies one draw.
 *
 * @param {object} reader of page/reading.js
 * @param {{draw: string, genesis?: string, since?: Uint8Array}} options
 * @param {(event: object) => void} tell hears `{type: "about", names}`, `{type: "read", files, bytes}`, `{type: "running", codes, rows, share}` and
 *   `{type: "checked", check, ms}` (`ms` since the start)
 * @returns {Promise<{report: object, context: object}>} both can be cloned
 */
export async function run(reader, options, tell) {
  const teller = new Teller(reader, options.draw, tell);
  const context = await gather(reader, options.draw);
  teller.rows = context.rows;
  tell({ type: "about", names: context.names });
  await reader.ahead(await wanted(reader, options.draw, context), () => teller.read());
  const report = await verify(reader.read, {
    now: context.now,
    genesis: options.genesis || "",
    since: options.since,
    draw: options.draw,
    onProgress: (event) => teller.progress(event),
  });
  const checks = report.checks.map(judged);
  teller.settle(checks);
  return { report: { ...report, checks }, context: { ...context, files: reader.files, bytes: reader.bytes } };
}

/** Passes on what the verifier says, not more often than a person can read, and lets the page do its own work. */
class Teller {
  constructor(reader, draw, tell) {
    Object.assign(this, { reader, draw, tell, rows: 0, told: 0, step: "", settled: new Map(), started: performance.now() });
  }

  read() {
    const now = performance.now();
    if (now - this.told < TICK) return;
    this.told = now;
    this.tell({ type: "read", files: this.reader.files, bytes: this.reader.bytes });
  }

  /** @returns {Promise<void>|undefined} a pause, now and then */
  progress({ step, done, findings }) {
    const next = step !== this.step;
    if (next) this.enter(step, findings);
    const now = performance.now();
    if (!next && now - this.told < TICK) return undefined;
    this.told = now;
    const share = this.rows ? Math.min(1, done / this.rows) : 0;
    this.tell({ type: "running", codes: STEPS[step] || [], rows: done, share });
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }

  /** A new step: the checks of the steps before it are settled. */
  enter(step, findings) {
    this.step = step;
    const names = Object.keys(STEPS);
    const before = names.slice(0, names.indexOf(step)).flatMap((name) => STEPS[name]);
    if (!findings) return;
    const mine = findings.filter((finding) => finding.draw === "" || finding.draw === this.draw);
    this.settle(before.map((code) => judged({ code, findings: mine.filter((finding) => finding.code === code) })));
  }

  /** Tells of checks; of one that was told before only where something was found since. */
  settle(checks) {
    for (const check of checks) {
      const found = `${check.verdict} ${check.findings.length}`;
      if (this.settled.get(check.code) === found) continue;
      this.settled.set(check.code, found);
      this.tell({ type: "checked", check, ms: performance.now() - this.started, done: this.settled.size });
    }
  }
}

/** The small files that any verification reads, asked for many at a time before it reads them one by one. */
async function wanted(reader, draw, { rows, snapshots }) {
  const listing = await json(reader, "evidence.json");
  const files = listing && Array.isArray(listing.files) ? listing.files.filter((path) => typeof path === "string") : [];
  const own = (path) => path.startsWith(`draws/${draw}/`) && (rows <= SHORT || !path.endsWith("/frame.csv"));
  const rosters = rows <= SHORT ? snapshots : [];
  return files.filter((path) => /^(?:log|keys|data\/nonrandom)\/|^data\/snapshots\/.*\.json$/.test(path) || own(path) || rosters.includes(path));
}

