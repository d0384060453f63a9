/**
 * The run: every check of section 10 over published files, one after the other, never stopping at a failure.
 *
 * Reads through a function that the caller gives; knows no file, network or clock itself. What takes long pauses often,
 * so that a page stays alive.
 */

import { checkApproval } from "./approval.js";
import { checkChanges } from "./change_checks.js";
import { checkSecrets } from "./commitments.js";
import { checkSeed, checkSelection, checkTeams, compute } from "./computed.js";
import { checkDeputies } from "./deputies.js";
import { coursesOf } from "./course.js";
import { loadCase } from "./draw_case.js";
import { EarlierVisits } from "./earlier_visits.js";
import { Malformed } from "./errors.js";
import { bytesOfHex, hexOf } from "./evidence.js";
import { checkFiles } from "./files.js";
import { checkFrame } from "./frame_checks.js";
import { checkHistory, checkWitnesses, watchingNow } from "./history_checks.js";
import { parseTime, timeText } from "./identifiers.js";
import { checkKeys, checkLog } from "./keys_and_log.js";
import { KnownBeacons } from "./known_beacons.js";
import { judgeCheckpoints, readLedger } from "./ledger.js";
import { checkNonrandom } from "./nonrandom_checks.js";
import { ParallelDraws, noticeDraw } from "./notices.js";
import { checkPrivacy } from "./privacy.js";
import { checkPublication } from "./publication.js";
import { BUREAU, CHECKPOINT, LISTING, Source, TRUST } from "./published.js";
import { checkQuotas } from "./quota_checks.js";
import { checkBeacons } from "./randomness.js";
import { Findings, makeReport } from "./report.js";
import { checkResults } from "./results.js";
import { checkRosters } from "./roster_changes.js";
import { checkSequence } from "./sequence.js";
import { checkAskedSnapshots, checkSnapshotFolder, checkUnknownDraws } from "./snapshot_files.js";
import { teamsInForce } from "./teams_in_force.js";
import { checkTime } from "./timing.js";

/** Every publication has one of these; a place that has none is no input that can be read. */
const ROOTS = [CHECKPOINT, TRUST, BUREAU, LISTING];

/**
 * @typedef {object} Options
 * @property {string} now the moment by which deadlines are judged, RFC 3339
 * @property {string} [genesis] the genesis hash that the reader has compared with a printed notice, 64 hex
 * @property {Uint8Array} [since] a checkpoint that the reader kept
 * @property {Object<string, string>} [frameKeys] draw → frame key, 64 hex
 * @property {string} [draw] only this draw
 * @property {boolean} [light] with `draw`: leave unread what belongs to other draws alone, as a page does: their notes'
 *   signatures, and snapshots that this draw doesn't rest on
 * @property {string[]} [files] all paths, where the caller knows them; else evidence.json says
 * @property {(progress: object) => (void|Promise<void>)} [onProgress] hears `{draw, step, done, findings}` often: the step
 *   (`log`, `files`, `frame`, `beacon`, `draw`, `results`), the rows done in it, all findings so far; what it returns is
 *   awaited, so that a page can let its events run
 */

/**
 * Verifies what `read` gives.
 *
 * @param {(path: string) => Promise<Uint8Array|null>} read the bytes of a published path, null where there is none
 * @param {Options} options
 * @returns {Promise<object>} the report (report.js)
 * @throws {Malformed} where there is no log to read, or an option can't be
 */
export async function verify(
  read,
  { now, genesis = "", since, frameKeys = {}, draw = "", light = draw !== "", files, onProgress } = {},
) {
  const moment = parseTime(now);
  const run = new Run(read, { now: moment, genesis, files, onProgress, only: light ? draw : "" });
  await run.readLog(since);
  await run.checkLedger();
  await run.guard("C07", "", () => run.checkShared());
  await run.checkDraws(draw, frameKeys);
  const { findings, ledger, source } = run;
  await run.guard("C17", "", () => checkNonrandom(ledger, findings, { source, now: moment }));
  await run.checkRest(draw);
  if (run.only) await run.guard("C07", "", () => checkAskedSnapshots(findings, source));
  if (draw) keepOnly(findings, draw);
  return makeReport(findings, {
    genesis: { hash: ledger.genesis, pinned: genesis },
    checkpoint: checkpointOf(ledger),
    now: timeText(moment),
  });
}

/** One verification: the log, what was found so far, and who is told of it. */
class Run {
  constructor(read, { now, genesis, files, onProgress, only }) {
    this.source = new Source(read, files);
    this.now = now;
    this.genesis = genesis;
    this.onProgress = onProgress;
    /** The one draw whose notes are judged, beside those of no draw; empty for all. */
    this.only = only;
    this.findings = new Findings();
  }

  tell(step, draw, done = 0) {
    return this.onProgress && this.onProgress({ draw, step, done, findings: this.findings.list });
  }

  async readLog(since) {
    await this.tell("log", "");
    this.ledger = await readLedger(this.source, { since });
    const there = await Promise.all(ROOTS.map((path) => this.source.bytes(path)));
    if (there.every((data) => data === null))
      throw new Malformed("no-evidence", "这里没有公布的抽签证据", "there is no published evidence here");
    judgeCheckpoints(this.ledger);
    this.courses = coursesOf(this.ledger, this.now);
    this.known = new KnownBeacons(this.source, this.ledger.history);
    this.earlier = new EarlierVisits(this.ledger, this.source, this.now);
    this.findings.pinned = this.genesis !== "" && this.ledger.genesis === this.genesis;
    this.findings.watched = watchingNow(this.ledger, this.now).length > 0;
    for (const { draw, records, outside } of this.courses.values())
      if (records.outcome && !outside.length) this.findings.unwatched.add(draw);
  }

  /** Whether an entry is left to the verification of another draw. */
  skipped({ record }) {
    return Boolean(this.only && record && record.draw && record.draw !== this.only);
  }

  /**
   * Runs one check. Evidence crafted to break it off must not silence the others; what `read` raises isn't the
   * evidence's doing and goes on.
   */
  async guard(code, draw, work) {
    try {
      await work();
    } catch (error) {
      if (error === this.source.failure) throw error;
      const [zh, en] = [
        `这一项中途停止（${error.name}）：证据刻意写坏，或程序有误，请告诉我们`,
        `this check broke off (${error.name}): evidence made to break it, or a fault of the program; please tell us`,
      ];
      this.findings.add(code, "unknown", zh, en, { draw });
    }
  }

  /** C01 to C06. */
  async checkLedger() {
    const { ledger, findings, courses, source, genesis, now, known } = this;
    const skipped = (entry) => this.skipped(entry);
    await this.guard("C01", "", () => checkKeys(ledger, findings, { source, skipped }));
    await this.guard("C02", "", () => checkLog(ledger, findings, { source, genesis }));
    await this.guard("C03", "", () => checkHistory(ledger, findings, courses));
    await this.guard("C04", "", () => checkWitnesses(ledger, findings, courses, now));
    await this.guard("C05", "", () => checkSequence(ledger, findings, courses, { source, now, known }));
    await this.guard("C06", "", () => checkDeputies(ledger, findings, { source, skipped }));
    await this.guard("C06", "", () => checkApproval(ledger, findings, { courses, skipped }));
  }

  /** C07 for what belongs to no draw; where one draw is judged, only whether the log has it. */
  checkShared() {
    const { ledger, findings, source, only } = this;
    return only ? checkUnknownDraws(ledger, findings, source, only) : checkSnapshotFolder(ledger, findings, source);
  }

  /** C07 to C17, draw by draw in the order of their commits; what was never committed has files to judge, no more. */
  async checkDraws(only, frameKeys) {
    const { ledger, findings, courses, source, known } = this;
    const parallel = new ParallelDraws();
    const homeless = Array.from(ledger.history.draws.keys()).filter((draw) => !courses.has(draw));
    for (const draw of [...courses.keys(), ...homeless]) {
      if (only && draw !== only) continue;
      await this.tell("files", draw);
      const records = ledger.history.draws.get(draw);
      await this.guard("C07", draw, () => checkFiles(records, findings, { source, known }));
      if (!courses.has(draw)) continue;
      const held = await this.checkDraw(courses.get(draw), frameKeys[draw]);
      parallel.add(held, findings);
    }
  }

  /** C18 to C20, of one draw or of all. */
  async checkRest(only) {
    const { ledger, findings, source, now } = this;
    const courses = Array.from(this.courses.values()).filter(({ draw }) => !only || draw === only);
    const tick = (done) => this.tell("results", only, done);
    await this.guard("C18", "", () => checkPublication(ledger, findings, { source, courses, now }));
    const light = this.only !== "";
    await this.guard("C19", "", () => checkRosters(ledger, findings, { source, courses, now, light, tick }));
    await this.guard("C20", "", () => checkPrivacy(ledger, findings, { source, only: this.only, tick }));
  }

  /** C08 to C17 of one draw. */
  async checkDraw(course, frameKey) {
    const { findings, source, now, known, earlier } = this;
    const { draw } = course;
    const step = (name) => async (done) => this.tell(name, draw, done);
    const guard = (code, work) => this.guard(code, draw, work);
    const key = frameKey ? bytesOfHex(frameKey) : undefined;
    const held = await loadCase(course, source, { frameKey: key, tick: step("files") });
    await this.tell("frame", draw);
    await guard("C08", () => checkFrame(held, findings, { source, earlier, now, tick: step("frame") }));
    await guard("C09", () => checkQuotas(held, findings));
    await guard("C09", () => noticeDraw(held, findings, source));
    await guard("C10", () => checkTime(course, findings));
    await guard("C11", () => checkSecrets(course, findings));
    await this.tell("beacon", draw);
    await guard("C12", () => checkBeacons(held, findings, known));
    await this.tell("draw", draw);
    await guard("C13", async () => {
      held.computed = await compute(held, { known, tick: step("draw") });
      checkSeed(held, findings);
    });
    await guard("C14", () => checkSelection(held, findings));
    await guard("C15", () => checkTeams(held, findings));
    await this.tell("results", draw);
    await guard("C16", () => {
      held.teams = teamsInForce(held, known);
      checkChanges(held, findings);
    });
    await guard("C17", () => checkResults(held, findings, source));
    return held;
  }
}

function keepOnly(findings, draw) {
  findings.list = findings.list.filter((finding) => finding.draw === "" || finding.draw === draw);
  findings.notices = findings.notices.filter((notice) => notice.draw === "" || notice.draw === draw);
}

/** The newest checkpoint: size, root, fingerprint, and who outside the bureau cosigned it. */
function checkpointOf(ledger) {
  const { checkpoint, times } = ledger.newest;
  if (!checkpoint) return null;
  const policy = ledger.trust.at(ledger.size);
  const witnesses = policy ? policy.witnesses.filter(({ vkey }) => times.has(vkey)) : [];
  return {
    size: checkpoint.size,
    root: hexOf(checkpoint.root),
    fingerprint: ledger.fingerprint,
    note: checkpoint.text,
    witnesses: witnesses.map(({ name, outside, vkey }) => ({ name, outside, time: timeText(times.get(vkey)) })),
  };
}
