/** What a draw rests on, as it was logged before its basis: rosters, item list, policy (section 5). */

import { attempt, Fails, Fault } from "./errors.js";
import { dateOf, parseDate, parseTime } from "./identifiers.js";
import { parseItems, parsePolicy } from "./orders.js";
import { snapshot } from "./published.js";

/** The newest record of a type logged before `size` whose date has come on the commit's day; null without one. */
export function inForce(history, type, size, commitTime) {
  const today = parseDate(dateOf(parseTime(commitTime)));
  const found = history.files(type, size).filter(({ record }) => parseDate(record.effective) <= today);
  return found.length ? found[found.length - 1].record : null;
}

/**
 * A published file with the logged hash, parsed.
 *
 * @throws {import("./errors.js").Fault} it isn't published, isn't that content, or can't be read
 */
export async function content(source, { path, hash, parse }) {
  const sound = (await source.hash(path)) === hash;
  const missing = new Fails("missing", "没有公布，或内容与登记的不同", "not published, or not the logged content", {
    file: path,
  });
  const data = sound ? await source.bytes(path) : null;
  const { value, fault } = data ? attempt(() => parse(data, path)) : { fault: missing };
  if (fault) throw fault.at(path);
  return value;
}

/** The same; null where it can't be had, of which other checks speak. What the reader of files itself raises goes on. */
export async function readable(source, file) {
  try {
    return await content(source, file);
  } catch (error) {
    if (!(error instanceof Fault) || error === source.failure) throw error;
    return null;
  }
}

const asIs = (data) => data;

/**
 * Which inputs stood in the log before a size: name → `{hash, path, parse}`.
 *
 * @param {import("./course.js").Course} course
 * @param {number} size `basis.size`, or the commit's own position
 * @throws {Fails} something isn't logged
 */
export function inputRecords({ ledger: { history }, commit }, size) {
  const files = ["policy", "items"].map((type) => [type, inForce(history, type, size, commit.time)]);
  const rosters = ["objects", "inspectors"].map((table) => [table, history.roster(table, size)]);
  const missing = [...files, ...rosters].find(([, found]) => found === null);
  if (missing) throw new Fails("inputs", `总账在依据处没有${missing[0]}`, `the log has no ${missing[0]} at the basis`);
  const parsers = { policy: parsePolicy, items: parseItems };
  const records = {};
  for (const [type, { sha256 }] of files)
    records[type] = { hash: sha256, path: snapshot(sha256, "json"), parse: parsers[type] };
  for (const [table, { record }] of rosters)
    records[table] = { hash: record.sha256, path: snapshot(record.sha256), parse: asIs };
  return records;
}

/** Whether two sets of inputs are the same. */
export function sameInputs(left, right) {
  return Object.keys(left).every((name) => left[name].hash === right[name].hash);
}

/**
 * The inputs themselves: `{policy, items}` parsed, `{objects, inspectors}` as the snapshots' bytes.
 *
 * @throws {import("./errors.js").Fault} something isn't published or can't be read
 */
export async function readInputs(source, records) {
  const inputs = {};
  for (const name of Object.keys(records)) inputs[name] = await content(source, records[name]);
  return inputs;
}
