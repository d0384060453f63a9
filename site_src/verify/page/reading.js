/** Where the published files come from: the site, a folder that was dropped here, or a script in the offline zip. */

import { Malformed } from "../errors.js";

const PATH = /^(?:[0-9A-Za-z][0-9A-Za-z._-]*\/)*[0-9A-Za-z][0-9A-Za-z._-]*$/;
const MAX_FILE = 200 * 2 ** 20; // bytes, as publisher/verify/paths.py
const KEPT = 4 * 2 ** 20; // files up to this size are kept, so that nothing small is fetched twice
const AT_ONCE = 24; // over HTTP/1.1 the browser takes six of them at a time; over HTTP/2 all

/** Whether `path` can name evidence: relative, plain, no segment that starts with a dot. */
export function isPath(path) {
  return path.length <= 500 && PATH.test(path);
}

function unreadable(path, zh, en) {
  return new Malformed("unreadable", zh, en, { file: path });
}

/** Files read so far: how many, how many bytes, and the small ones themselves. */
class Reader {
  /** @param {(path: string) => Promise<Uint8Array|null>} get bytes, or null where there is no such file */
  constructor(get) {
    this.get = get;
    this.held = new Map();
    this.files = 0;
    this.bytes = 0;
    this.read = this.read.bind(this);
  }

  /** The file's bytes; null where there is no such file. @throws {Malformed} where it can't be had */
  async read(path) {
    if (!isPath(path)) return null;
    if (this.held.has(path)) return this.held.get(path);
    const coming = this.load(path);
    this.held.set(path, coming); // whoever asks meanwhile waits for the same answer
    try {
      const data = await coming;
      if (data && data.length > KEPT) this.held.delete(path);
      return data;
    } catch (error) {
      this.held.delete(path);
      throw error;
    }
  }

  async load(path) {
    const data = await this.get(path);
    if (!data) return null;
    if (data.length > MAX_FILE) throw unreadable(path, "文件超过200 MB", "the file is over 200 MB");
    this.files++;
    this.bytes += data.length;
    return data;
  }

  /** Asks for many files ahead, a few at a time. What can't be had is found out when it is really read. */
  async ahead(paths, tick = () => null) {
    const queue = paths.slice();
    const one = async () => {
      while (queue.length) {
        await this.read(queue.shift()).catch(() => null);
        tick();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }
}

/** Files of a site. `root`: its address, with a final slash. Always asks the server again: old copies prove nothing. */
export function siteReader(root) {
  const once = async (path) => {
    const answer = await fetch(new URL(path, root), { cache: "no-cache", credentials: "omit", redirect: "error" });
    if (answer.status === 404 || answer.status === 410) return null;
    if (!answer.ok) throw unreadable(path, `服务器答复 ${answer.status}`, `the server answers ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  return new Reader(async (path) => {
    try {
      return await once(path).catch(() => once(path)); // a telephone's network fails now and then
    } catch (error) {
      throw error instanceof Malformed ? error : unreadable(path, "取不到这个文件（网络中断？）", "the file can't be fetched (no network?)");
    }
  });
}

/** Files in memory: path → text, or `[base64]` for what isn't text. */
export function heldReader(files) {
  return new Reader(async (path) => {
    if (!Object.prototype.hasOwnProperty.call(files, path)) return null;
    const content = files[path];
    if (typeof content === "string") return new TextEncoder().encode(content);
    return Uint8Array.from(atob(content[0]), (char) => char.charCodeAt(0));
  });
}

/** Files that the reader chose or dropped: path → File. */
export function folderReader(files) {
  return new Reader(async (path) => {
    const file = files.get(path);
    if (!file) return null;
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw unreadable(path, "读不出这个文件", "the file can't be read");
    }
  });
}

/**
 * Path → File of a folder with published files, wherever in `entries` it begins: the folder that holds `evidence.json`.
 *
 * @param {{path: string, file: File}[]} entries
 * @returns {Map<string, File>} empty where there is no such folder
 */
export function publishedIn(entries) {
  const marks = entries.filter(({ path }) => /(?:^|\/)evidence\.json$/.test(path));
  const top = marks.map(({ path }) => path.slice(0, -"evidence.json".length)).sort((a, b) => a.length - b.length)[0];
  if (top === undefined) return new Map();
  const inside = entries.filter(({ path }) => path.startsWith(top));
  return new Map(inside.map(({ path, file }) => [path.slice(top.length), file]).filter(([path]) => isPath(path)));
}

/**
 * All files below what was dropped, with their paths. A page from file:// gets nothing out of entries in Chromium
 * (EncodingError), but handles work there; Firefox knows entries alone. Both must be asked for before anything waits.
 *
 * @param {DataTransfer} transfer
 */
export async function droppedFiles(transfer) {
  const items = Array.from(transfer.items).filter((item) => item.kind === "file");
  const found = [];
  if (items.length && items[0].getAsFileSystemHandle) {
    const handles = await Promise.all(items.map((item) => item.getAsFileSystemHandle()));
    for (const handle of handles.filter(Boolean)) await walkHandle(handle, handle.name, found);
  } else {
    const entries = items.map((item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of entries) await walk(entry, found);
  }
  return found;
}

async function walkHandle(handle, path, found) {
  if (handle.kind === "file") {
    found.push({ path, file: await handle.getFile() });
    return;
  }
  for await (const child of handle.values()) await walkHandle(child, `${path}/${child.name}`, found);
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // at most 100 at a time
    if (some.length === 0) return;
    for (const one of some) await walk(one, found);
  }
}

/** All files chosen with `<input webkitdirectory>`, with their paths. */
export function chosenFiles(list) {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}
