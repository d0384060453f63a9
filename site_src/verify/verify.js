/**
 * The run: every check of section 10 over published files, one after the other, never stopping at a failure.
 *
 * Reads through a function that the caller gives; knows no file, network or clock itself. What takes long pauses often,
 * so that a page stays alive.
 */

import { checkApproval } from "./approval.js";
import { inForce } from "./basis.js";
import { checkChanges } from "./change_checks.js";
import { fingerprint } from "./checkpoints.js";
import { checkSecrets } from "./commitments.js";
import { checkComputed } from "./computed.js";
import { coursesOf } from "./course.js";
import { loadCase } from "./draw_case.js";
import { attempt, Malformed } from "./errors.js";
import { bytesOfHex, hexOf } from "./evidence.js";
import { checkFiles } from "./files.js";
import { checkFrame } from "./frame_checks.js";
import { checkHistory, checkWitnesses } from "./history_checks.js";
import { parseTime, timeText } from "./identifiers.js";
import { checkKeys, checkLog } from "./keys_and_log.js";
import { checkLater } from "./later.js";
import { loadLedger } from "./ledger.js";
import { ParallelDraws, noticeVisits } from "./notices.js";
import { parsePolicy } from "./orders.js";
import { Source, TRUST, snapshot } from "./published.js";
import { checkQuotas } from "./quota_checks.js";
import { checkBeacons } from "./randomness.js";
import { Findings, makeReport } from "./report.js";
import { checkResults } from "./results.js";
import { checkSequence } from "./sequence.js";
import { checkSnapshotFolder } from "./snapshot_files.js";
import { checkTime } from "./timing.js";
import { firstQuorum, governing, outsideCosigners } from "./witnessing.js";

/**
 * @typedef {object} Options
 * @property {string} now the moment by which deadlines are judged, RFC 3339
 * @property {string} [genesis] the genesis hash that the reader has compared with a printed notice, 64 hex
 * @property {Uint8Array} [since] a checkpoint that the reader kept
 * @property {Object<string, string>} [frameKeys] draw → frame key, 64 hex
 * @property {string} [draw] only this draw
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
export async function verify(read, { now, genesis = "", since, frameKeys = {}, draw = "", files, onProgress } = {}) {
  const source = new Source(read, files);
  const moment = parseTime(now);
  const findings = new Findings();
  const tell = async (step, of, done = 0) =>
    onProgress && onProgress({ draw: of, step, done, findings: findings.list });
  await tell("log", "");
  const ledger = await loadLedger(source, { since, only: draw });
  findings.pinned = genesis !== "" && ledger.genesis === genesis;
  const courses = coursesOf(ledger);
  if (draw && !courses.has(draw)) throw new Malformed("no-draw", `没有抽查${draw}`, `there is no draw ${draw}`);
  await checkLedger(ledger, findings, { source, genesis, now: moment, courses });
  const parallel = new ParallelDraws();
  if (!draw) await checkSnapshotFolder(ledger, findings, source);
  for (const course of courses.values()) {
    if (draw && course.draw !== draw) continue;
    parallel.add(
      await checkDraw(course, findings, { source, now: moment, frameKey: frameKeys[course.draw], tell }),
      findings,
    );
  }
  noticeVisits(ledger, findings);
  checkLater(findings);
  if (draw) keepOnly(findings, draw);
  return makeReport(findings, {
    genesis: genesisOf(ledger, genesis),
    checkpoint: checkpointOf(ledger),
    now: timeText(moment),
  });
}

async function checkLedger(ledger, findings, { source, genesis, now, courses }) {
  const policy = governing(ledger, ledger.size, now);
  const seen = policy ? firstQuorum(ledger, policy, 1) : null;
  const watched = seen !== null && outsideCosigners(policy, seen.held).length > 0;
  checkKeys(ledger, findings, { trustFile: await source.bytes(TRUST) });
  await checkLog(ledger, findings, { source, genesis });
  checkHistory(ledger, findings, watched);
  checkWitnesses(ledger, findings, now);
  await checkSequence(ledger, findings, courses, { source, now, watched });
  checkApproval(ledger, findings);
}

/** C07 to C17 of one draw. */
async function checkDraw(course, findings, { source, now, frameKey, tell }) {
  const step = (name) => async (done) => tell(name, course.draw, done);
  const key = frameKey ? bytesOfHex(frameKey) : undefined;
  const held = await loadCase(course, source, { frameKey: key, tick: step("files") });
  await tell("files", course.draw);
  await checkFiles(held, findings, source);
  await tell("frame", course.draw);
  await checkFrame(held, findings, { source, now, tick: step("frame") });
  checkQuotas(held, findings);
  checkTime(held, findings, now);
  checkSecrets(held, findings, now);
  await tell("beacon", course.draw);
  checkBeacons(held, findings, now);
  await checkComputed(held, findings, { now, tick: step("draw") });
  await tell("results", course.draw);
  checkChanges(held, findings, now);
  await checkResults(held, findings, { source, now, termMonths: await termOf(course, source) });
  if (held.isVoid(now)) nothingDue(held, findings);
  return held;
}

/** What a void draw no longer owes. */
function nothingDue({ draw }, findings) {
  for (const code of ["C10", "C11", "C12", "C13", "C14", "C15", "C16", "C17"]) {
    const judged = findings.list.some((finding) => finding.code === code && finding.draw === draw);
    if (!judged)
      findings.add(code, "pass", "已作废，此后的步骤不再需要", "the draw is void: nothing after that is due", { draw });
  }
}

/** For how many months a row stays public, by the policy in force at the commit; undefined where it isn't held. */
async function termOf(course, source) {
  const record = inForce(course.ledger.history, "policy", course.position, course.commit.time);
  const data = record ? await source.bytes(snapshot(record.sha256, "json")) : null;
  const { value } = data ? attempt(() => parsePolicy(data)) : {};
  return value ? value.numbers.withdraw_after_months : undefined;
}

function keepOnly(findings, draw) {
  findings.list = findings.list.filter((finding) => finding.draw === "" || finding.draw === draw);
  findings.notices = findings.notices.filter((notice) => notice.draw === "" || notice.draw === draw);
}

/** The genesis hash, and whether the reader has pinned it. */
function genesisOf(ledger, pinned) {
  return { hash: ledger.genesis, pinned };
}

/** The newest checkpoint: size, root, fingerprint, and who outside the bureau cosigned it. */
function checkpointOf(ledger) {
  const { newest } = ledger;
  if (!newest || !newest.checkpoint) return null;
  const { checkpoint, times } = newest;
  const policy = ledger.policy;
  const witnesses = policy ? policy.witnesses.filter(({ vkey }) => times.has(vkey)) : [];
  return {
    size: checkpoint.size,
    root: hexOf(checkpoint.root),
    fingerprint: fingerprint(checkpoint),
    note: checkpoint.text,
    witnesses: witnesses.map(({ name, outside, vkey }) => ({ name, outside, time: timeText(times.get(vkey)) })),
  };
}
