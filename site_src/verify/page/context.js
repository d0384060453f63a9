/** What pages show beside a report, read loosely and for display alone: the verifier reads the same files strictly. */

/** What the page says beside the report: whose site, which clock, who witnesses, when the random value is due. */
export async function gather(reader, draw) {
  const [bureau, trust, note, commit, voided, order] = await Promise.all([
    json(reader, "data/bureau.json"),
    json(reader, "keys/trust.json"),
    textOf(reader, "log/checkpoint"),
    noteOf(reader, `draws/${draw}/commit.note`),
    reader.read(`draws/${draw}/void.note`).catch(() => null),
    json(reader, `draws/${draw}/order.json`),
  ]);
  const demo = Boolean(bureau && bureau.demo === true && bureau.now);
  const beacons = commit && Array.isArray(commit.beacons) ? commit.beacons.map((beacon) => String(beacon.time)) : [];
  return {
    demo,
    now: demo ? bureau.now : new Date().toISOString().replace(/\.[0-9]+Z$/, "Z"),
    rows: commit && Array.isArray(commit.quotas) ? commit.quotas.reduce((sum, quota) => sum + Number(quota.listed), 0) : 0,
    snapshots: commit && commit.files ? Object.keys(commit.files).filter((name) => name.startsWith("snapshots/")).map((name) => `data/${name}`) : [],
    bureau: { name: words(bureau && bureau.bureau), ...contactOf(bureau) },
    names: { parties: holders(trust), strata: titles(order) },
    witnesses: (trust && Array.isArray(trust.witnesses) ? trust.witnesses : []).map((one) => ({ name: words(one.name), outside: one.outside === true })),
    note,
    title: words(commit && commit.title),
    fires: beacons.sort()[0] || "",
    voided: voided !== null,
  };
}

/** `{objections, office, phone}` of data/bureau.json: how to object, and where. */
export function contactOf(bureau) {
  const contact = (bureau && bureau.contact) || {};
  return { objections: words(contact.objections), office: words(contact.office), phone: words(contact.phone_public) };
}

/** Key name → who holds it, by the newest trust policy; witnesses too. */
export function holders(trust) {
  const list = (name) => (trust && Array.isArray(trust[name]) ? trust[name] : []);
  const keys = [...list("keys").map((key) => [key.vkey, key.holder]), ...list("witnesses").map((one) => [one.vkey, one.name])];
  return Object.fromEntries(keys.map(([vkey, holder]) => [words(vkey).split("+")[0], words(holder)]).filter(([name, holder]) => name && holder));
}

/** Code of a group → its title, by the order. */
function titles(order) {
  const strata = order && Array.isArray(order.strata) ? order.strata : [];
  return Object.fromEntries(strata.map((one) => [words(one.stratum), words(one.title)]).filter(([code, title]) => code && title));
}

function words(value) {
  return typeof value === "string" ? value : "";
}

/** A text file; "" where there is none. */
export async function textOf(reader, path) {
  const data = await reader.read(path).catch(() => null);
  return data ? new TextDecoder().decode(data) : "";
}

/** A JSON file for display alone: the verifier reads it again, strictly. */
export async function json(reader, path) {
  try {
    return JSON.parse(await textOf(reader, path));
  } catch (error) {
    return null;
  }
}

/** The record of a note, for display alone. */
export async function noteOf(reader, path) {
  const text = await textOf(reader, path);
  try {
    return JSON.parse(text.slice(0, text.lastIndexOf("\n\n") + 1));
  } catch (error) {
    return null;
  }
}
