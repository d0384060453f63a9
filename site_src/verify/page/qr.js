/**
 * QR codes for paper (ISO/IEC 18004): bytes, level M, versions 1 to 10, which is up to 213 bytes of text. Pure; drawn as
 * SVG by paper.js. A test compares every module with those of another encoder.
 */

// For versions 1 to 10 at level M: check codewords in each block, and data codewords of each block.
const BLOCKS = [
  [10, [16]], [16, [28]], [26, [44]], [18, [32, 32]], [24, [43, 43]], [16, [27, 27, 27, 27]], [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]], [22, [36, 36, 36, 37, 37]], [26, [43, 43, 43, 43, 44]],
];
const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS = [
  (y, x) => (y + x) % 2 === 0, (y) => y % 2 === 0, (y, x) => x % 3 === 0, (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0, (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0, (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/** Powers of 2 in the field of 256 elements (x⁸+x⁴+x³+x²+1), and their logarithms. */
const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let at = 0, value = 1; at < 255; at++) {
  EXP[at] = EXP[at + 255] = value;
  LOG[value] = at;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

/**
 * The modules of a text's QR code, row by row, `true` for dark; null where the text is too long.
 *
 * @param {string} text
 * @param {number} [mask] 0 to 7; chosen by the standard's penalties where it isn't given
 * @returns {boolean[][]|null}
 */
export function qr(text, mask) {
  const bytes = new TextEncoder().encode(text);
  const version = BLOCKS.findIndex(([, sizes], at) => bytes.length <= sum(sizes) - (at < 9 ? 2 : 3)) + 1;
  if (!version) return null;
  const words = interleaved(dataWords(bytes, version), version);
  const masks = mask === undefined ? MASKS.map((_, at) => at) : [mask];
  const drawn = masks.map((at) => symbol(words, version, at));
  return drawn.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Mode, length, bytes and padding, as codewords. */
function dataWords(bytes, version) {
  const capacity = sum(BLOCKS[version - 1][1]);
  const bits = [];
  const push = (value, length) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >> at) & 1);
  };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, 8 * capacity - bits.length));
  while (bits.length % 8) bits.push(0);
  const words = Array.from({ length: bits.length / 8 }, (_, at) => parseInt(bits.slice(8 * at, 8 * at + 8).join(""), 2));
  for (let pad = 0xec; words.length < capacity; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** The codewords of all blocks, data and then check words, taken from the blocks in turn. */
function interleaved(words, version) {
  const [checks, sizes] = BLOCKS[version - 1];
  let from = 0;
  const data = sizes.map((size) => words.slice(from, (from += size)));
  const check = data.map((block) => remainder(block, checks));
  const turn = (blocks, length) => Array.from({ length }, (_, at) => blocks.map((block) => block[at])).flat();
  return [...turn(data, Math.max(...sizes)), ...turn(check, checks)].filter((word) => word !== undefined);
}

/** The Reed–Solomon check words of a block. */
function remainder(block, checks) {
  let generator = [1];
  for (let root = 0; root < checks; root++) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => (next[at + 1] ^= times(factor, EXP[root])));
    generator = next;
  }
  const rest = [...block, ...new Array(checks).fill(0)];
  for (let at = 0; at < block.length; at++) {
    const lead = rest[at];
    if (lead) generator.forEach((factor, step) => (rest[at + step] ^= times(factor, lead)));
  }
  return rest.slice(block.length);
}

function times(a, b) {
  return a && b ? EXP[LOG[a] + LOG[b]] : 0;
}

/** `bits` followed by their check bits by the generator polynomial `by`. */
function checked(bits, by, length) {
  const degree = 31 - Math.clz32(by);
  let rest = bits << degree;
  for (let at = length + degree - 1; at >= degree; at--) if ((rest >> at) & 1) rest ^= by << (at - degree);
  return (bits << degree) | rest;
}

/** The whole symbol under one mask. */
function symbol(words, version, mask) {
  const size = 17 + 4 * version;
  const grid = Array.from({ length: size }, () => new Array(size).fill(null));
  const set = (y, x, dark) => {
    if (y >= 0 && x >= 0 && y < size && x < size) grid[y][x] = dark;
  };
  drawPatterns(set, grid, version, size);
  drawFormat(set, size, checked(mask, 0x537, 5) ^ 0x5412); // level M is 00
  if (version >= 7) drawVersion(set, size, checked(version, 0x1f25, 6));
  drawWords(grid, words, size, MASKS[mask]);
  return grid;
}

function drawPatterns(set, grid, version, size) {
  const square = (cy, cx, reach, dark) => {
    for (let y = -reach; y <= reach; y++) for (let x = -reach; x <= reach; x++) set(cy + y, cx + x, dark(Math.max(Math.abs(y), Math.abs(x))));
  };
  for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(y, x, 4, (ring) => ring !== 2 && ring !== 4);
  const centres = ALIGNED[version - 1];
  for (const y of centres) for (const x of centres) if (grid[y][x] === null) square(y, x, 2, (ring) => ring !== 1);
  for (let at = 8; at < size - 8; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  set(size - 8, 8, true);
}

/** Fifteen bits of level and mask, twice. */
function drawFormat(set, size, bits) {
  for (let at = 0; at < 15; at++) {
    const dark = Boolean((bits >> at) & 1);
    set(at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, 8, dark);
    set(8, at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at, dark);
  }
}

function drawVersion(set, size, bits) {
  for (let at = 0; at < 18; at++) {
    const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)];
    set(near, far, Boolean((bits >> at) & 1));
    set(far, near, Boolean((bits >> at) & 1));
  }
}

/** The codewords' bits, upwards and downwards in columns of two from the right, under a mask. */
function drawWords(grid, words, size, mask) {
  let bit = 0;
  let up = true;
  for (let right = size - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== null) continue;
        const dark = Boolean(((words[bit >> 3] || 0) >> (7 - (bit & 7))) & 1);
        grid[y][x] = dark !== mask(y, x);
        bit++;
      }
    }
  }
}

/** How hard a symbol is to read: runs, blocks, patterns that look like a finder, and how far from half is dark. */
function penalty(grid) {
  const size = grid.length;
  const columns = grid.map((_, x) => grid.map((row) => row[x]));
  let points = sum([...grid, ...columns].map(linePoints));
  for (let y = 0; y + 1 < size; y++) {
    for (let x = 0; x + 1 < size; x++) {
      if (grid[y][x] === grid[y][x + 1] && grid[y][x] === grid[y + 1][x] && grid[y][x] === grid[y + 1][x + 1]) points += 3;
    }
  }
  const dark = sum(grid.map((row) => row.filter(Boolean).length));
  return points + 10 * Math.floor(Math.abs((100 * dark) / (size * size) - 50) / 5);
}

function linePoints(line) {
  const text = line.map(Number).join("");
  const runs = sum((text.match(/0{5,}|1{5,}/g) || []).map((run) => run.length - 2));
  return runs + 40 * (text.match(/(?=0000(?:1011101))|(?=10111010000)/g) || []).length;
}
