/** Published files in a folder. With command.js the only module that knows files; links that lead out are no evidence. */

import { promises as fs } from "node:fs";
import path from "node:path";

import { Malformed } from "./errors.js";
import { TOO_BIG, isPath } from "./published.js";

const MAX_FILE = 200 * 2 ** 20; // bytes
const GONE = ["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG"];

function unreadable(file, error) {
  return new Malformed("unreadable", `读不出（${error.code}）`, `can't be read (${error.code})`, { file });
}

/**
 * The bytes of a file that the user names.
 *
 * @throws {Malformed} where there is none, or it can't be read
 */
export async function fileBytes(file) {
  try {
    const data = await fs.readFile(file);
    return new Uint8Array(data.buffer, data.byteOffset, data.length);
  } catch (error) {
    if (!GONE.includes(error.code)) throw unreadable(file, error);
    throw new Malformed("missing", "没有这个文件", "there is no such file", { file });
  }
}

/** A folder's evidence as `verify` takes it: `files`, all paths, and `read`. */
export class Folder {
  constructor(root, files) {
    this.root = root;
    this.files = files;
    this.known = new Set(files);
    this.read = this.read.bind(this);
  }

  /** @throws {Malformed} where there is no such folder, or it can't be listed */
  static async open(where) {
    const root = await fs.realpath(where).catch(() => null);
    const isFolder = root !== null && (await fs.stat(root)).isDirectory();
    if (!isFolder) throw new Malformed("no-source", "没有这个文件夹", "there is no such folder", { file: where });
    try {
      return new Folder(root, (await pathsBelow(root, "")).sort());
    } catch (error) {
      throw unreadable(where, error);
    }
  }

  /** A file's bytes, or null where there is none. @throws {Malformed} where it can't be read */
  async read(name) {
    if (!this.known.has(name)) return null;
    const file = path.join(this.root, name);
    try {
      const { size } = await fs.stat(file);
      if (size > MAX_FILE) throw new Malformed(TOO_BIG, "文件超过200 MB", "the file is over 200 MB", { file: name });
      return await fileBytes(file);
    } catch (error) {
      throw error instanceof Malformed ? error : unreadable(name, error);
    }
  }
}

/** The paths of all regular files that can be evidence; neither devices nor pipes are opened. */
async function pathsBelow(root, prefix) {
  const found = [];
  for (const entry of await fs.readdir(path.join(root, prefix), { withFileTypes: true })) {
    const name = `${prefix}${entry.name}`;
    if (!isPath(name)) continue;
    if (entry.isDirectory()) found.push(...(await pathsBelow(root, `${name}/`)));
    else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsInside(root, name)))) found.push(name);
  }
  return found;
}

async function leadsInside(root, name) {
  const target = await fs.realpath(path.join(root, name)).catch(() => null);
  return target !== null && target.startsWith(root + path.sep) && (await fs.stat(target)).isFile();
}
