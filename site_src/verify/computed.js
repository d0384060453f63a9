/** C13 seed, C14 selection, C15 teams: what follows, recomputed and compared byte for byte (sections 6 to 8). */

import { CEREMONY } from "./beacons.js";
import { hashOfFile, hashOfText } from "./by_hand.js";
import { drive, parseBeaconFile } from "./draw_case.js";
import { attempt } from "./errors.js";
import { bytesOf, decodeUtf8, sameBytes, sha256Hex } from "./evidence.js";
import { objectTicketText } from "./hashing.js";
import { ABSENT } from "./identifiers.js";
import { drawFile } from "./published.js";
import { seed as seedOf, seedText } from "./seed.js";
import { selectSteps } from "./selection.js";
import { namesCommit } from "./sequence.js";
import { selectionText, teamsText } from "./tables.js";
import { teamSteps } from "./teams.js";
import { waiting } from "./waiting.js";

const SHOWN = 20; // names in one sentence

/**
 * What a draw comes to, from the log and the proven beacons alone, void or not: `{text, seed, drawn, teams}`, each null
 * where something is missing. `seed`: without proven values that of the published seed.txt, which C13 doesn't pass.
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {{known: import("./known_beacons.js").KnownBeacons, tick: (done: number) => Promise<void>}} run
 */
export async function compute(held, { known, tick }) {
  const { records, commit, frame, panel } = held;
  const needed = records.outcome || held.course.voidedAfterClose;
  const text = needed ? await expectedText(held, known) : null;
  const data = held.file("seed.txt");
  const seed = text === null ? data && needed && sha256Hex(data) : seedOf(text);
  if (!seed || !frame) return { text, seed: seed || null, drawn: null, teams: null };
  const sizes = new Map(commit.quotas.map(({ stratum, size }) => [stratum, size]));
  const drawn = await drive(selectSteps(frame, sizes, seed), tick);
  const objects = drawn.map((row) => row.object_id);
  const teams = panel ? await drive(teamSteps(panel, commit.team.seats, objects, seed), tick) : null;
  return { text, seed, drawn, teams };
}

/** seed.txt as it must be; null without close, with a reveal that isn't logged, or without a beacon's value. */
async function expectedText(held, known) {
  const { records, draw } = held;
  const [secrets, beacons] = [secretsOf(held), await valuesOf(held, known)];
  if (!secrets || !beacons) return null;
  return seedText({ draw, commit: records.commit.hash, close: records.close.hash, secrets, beacons });
}

function secretsOf({ records, commit }) {
  if (!records.close) return null;
  const { reveals } = records.close.record;
  const secrets = new Map();
  for (const { party } of commit.parties) {
    const reveal = records.reveals.find(({ hash }) => hash === reveals[party]);
    if (!reveal && reveals[party] !== ABSENT) return null;
    secrets.set(party, reveal ? reveal.record.secret : ABSENT);
  }
  return secrets;
}

/** The commit's beacons with their values; null where one can't be had. */
async function valuesOf(held, known) {
  const data = held.file("beacon.json");
  const answers = (data && attempt(() => parseBeaconFile(data)).value) || [];
  const found = [];
  for (const { source, round } of held.commit.beacons) {
    const own = answers.find((answer) => answer.source === source && answer.round === round);
    const proven = own ? known.prove(own).value : null;
    let value = own ? proven && proven.value : null;
    if (source === CEREMONY) value = held.course.ceremonyValue;
    else if (!own) value = await known.value(source, round);
    if (!value) return null;
    found.push({ source, round, value });
  }
  return found;
}

/**
 * C13 (section 6):
 *
 * - the outcome names this draw's commit and close
 * - seed.txt is, byte for byte, what secrets and beacon values make by the writing of section 6
 * - its SHA-256 is the outcome's seed
 * - of a draw that was voided after its close, the seed is computed where the beacon is known
 */
export function checkSeed(held, findings) {
  const { draw, records, course, computed } = held;
  const pause = waiting(course);
  if (pause) {
    if (!wouldHaveBeen(held)) findings.add("C13", pause.verdict, pause.zh, pause.en, { draw });
    else
      findings.add("C13", "pass", "已作废；本会得出的种子可以算出", "void; the seed that it would have had", {
        draw,
        found: computed.seed,
      });
    return;
  }
  const { outcome, close } = records;
  namesCommit(findings, "C13", records, outcome);
  if (!close || outcome.record.close !== close.hash)
    findings.add("C13", "fail", "抽签结果指向另一份封签", "the outcome names another close", {
      draw,
      found: outcome.record.close,
      expected: close ? close.hash : "",
    });
  compareSeed(held, findings);
}

function compareSeed(held, findings) {
  const { draw, computed } = held;
  const file = held.path("seed.txt");
  const data = held.file("seed.txt");
  const stated = held.records.outcome.record.seed;
  if (!data) {
    held.read("seed.txt", () => null); // for the reason
    findings.fault("C13", held.faults.get("seed.txt"), { draw });
    return;
  }
  if (computed.text === null) {
    findings.add(
      "C13",
      "unknown",
      "缺少秘密值或随机数，种子不能重算；以下各项按公布的种子重算",
      "without secrets and proven values the seed can't be recomputed; what follows uses the published one",
      { draw, file },
    );
    return;
  }
  const found = sha256Hex(data);
  const more = { draw, file, found, expected: computed.seed, byHand: hashOfFile(file) };
  if (found === computed.seed && stated === computed.seed) {
    const en = "the seed recomputes from the logged records and the beacon";
    findings.add("C13", "pass", "种子由登记的记录和随机数重算相同", en, more);
  } else {
    const wrong = found === computed.seed ? stated : found;
    findings.add("C13", "fail", "种子与重算的不同", "the seed isn't the one that follows", { ...more, found: wrong });
  }
}

/**
 * C14 (section 7): in each stratum the `size` lowest tickets of those not excluded are drawn, and selection.csv lists
 * them by ticket. Of a draw that was voided after its close, what it would have drawn is computed (attack A03).
 */
export function checkSelection(held, findings) {
  const { draw, course, computed, records } = held;
  if (!records.outcome || course.isVoid) {
    withoutOutcome(held, findings);
    return;
  }
  const { drawn, seed } = computed;
  if (!drawn) {
    cannot(held, findings, "C14");
    return;
  }
  const first = drawn[0];
  const line = first ? { expected: first.ticket, byHand: hashOfText(objectTicketText(seed, first.object_id)) } : {};
  const words = [`抽中的${drawn.length}户重算相同`, `all ${drawn.length} drawn objects recompute`];
  compareTable(held, findings, "C14", "selection.csv", selectionText(drawn), words, { draw, ...line });
}

/** Why nothing can be recomputed: the frame isn't there, or no seed. */
function cannot(held, findings, code) {
  if (held.faults.has("frame.csv")) findings.fault(code, held.faults.get("frame.csv"), { draw: held.draw });
  else
    findings.add(code, "unknown", "没有种子，不能重算", "without a seed nothing can be recomputed", { draw: held.draw });
}

/** Whether a draw was voided once its secrets were out, and what it would have come to can be computed. */
function wouldHaveBeen({ course, computed }) {
  return course.voidedAfterClose && computed.text !== null && computed.drawn !== null;
}

function withoutOutcome(held, findings) {
  const { draw, course, computed } = held;
  if (!wouldHaveBeen(held)) {
    const pause = waiting(course);
    findings.add("C14", pause.verdict, pause.zh, pause.en, { draw });
    if (course.voidedAfterClose)
      findings.notice(
        "封签以后作废：公共随机数出来后，任何人都能算出它本来的结果",
        "voided after its close: with the beacon's value anybody can compute its outcome",
        draw,
      );
    return;
  }
  const names = shown(computed.drawn.map((row) => row.object_id));
  const count = computed.drawn.length;
  const [zh, en] = [`封签以后作废；本来会抽中${count}户：${names}`, `voided after its close; it would have drawn ${count}`];
  findings.add("C14", course.isVoid ? "pass" : "unknown", zh, `${en}: ${names}`, { draw });
  findings.notice(zh, `${en}: ${names}`, draw);
}

const shown = (names) => names.slice(0, SHOWN).join(" ") + (names.length > SHOWN ? " …" : "");

/**
 * C15 (section 8): going by rank, each seat goes to the candidate with the smallest (load, ticket, id); a team that the
 * panel can't fill stays empty; teams.csv lists them by rank and seat.
 */
export function checkTeams(held, findings) {
  const { draw, course, computed } = held;
  const pause = waiting(course);
  if (pause) {
    if (wouldHaveBeen(held) && computed.teams) {
      const people = shown(Array.from(new Set(computed.teams.map((row) => row.inspector_id))).sort());
      findings.add("C15", "pass", `已作废；本来会由${people}检查`, `void; it would have sent ${people}`, { draw });
    } else findings.add("C15", pause.verdict, pause.zh, pause.en, { draw });
    return;
  }
  const { teams, seed } = computed;
  if (!teams) {
    if (held.faults.has("panel.csv")) findings.fault("C15", held.faults.get("panel.csv"), { draw });
    else cannot(held, findings, "C15");
    return;
  }
  const first = teams.find((row) => row.ticket !== "");
  const text = first ? `${seed}:inspector:${first.object_id}:${first.inspector_id}` : "";
  const line = first ? { expected: first.ticket, byHand: hashOfText(text) } : {};
  const words = [`${computed.drawn.length}个检查组重算相同`, `all ${computed.drawn.length} teams recompute`];
  compareTable(held, findings, "C15", "teams.csv", teamsText(teams), words, { draw, ...line });
}

/** A published table against the recomputed text, byte for byte; the first line that differs. */
export function compareTable(held, findings, code, name, expected, [zh, en], line) {
  const file = drawFile(held.draw, name);
  const data = held.file(name);
  if (!data) {
    findings.add(code, "unknown", `没有公布${name}`, `${name} isn't published`, { draw: held.draw, file });
    return;
  }
  if (sameBytes(data, bytesOf(expected))) {
    findings.add(code, "pass", zh, en, { ...line, file });
    return;
  }
  const [left, right] = [(attempt(() => decodeUtf8(data)).value || "").split("\n"), expected.split("\n")];
  const at = right.findIndex((each, index) => each !== left[index]);
  const row = at < 0 ? right.length : at;
  findings.add(code, "fail", `${name}第${row + 1}行与重算的不同`, `line ${row + 1} of ${name} isn't what follows`, {
    draw: held.draw,
    file,
    found: left[row] || "",
    expected: right[row] || "",
  });
}
