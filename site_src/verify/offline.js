(() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __esm = (fn, res, err2) => function __init() {
    if (err2) throw err2[0];
    try {
      return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
    } catch (e) {
      throw err2 = [e], e;
    }
  };
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };

  // vendor/qr_reader.js
  var qr_reader_exports = {};
  __export(qr_reader_exports, {
    decodeQR: () => decodeQR
  });
  function formatBits2(ecc, mask) {
    const data = EC_CODE2[ecc] << 3 | mask;
    let d = data;
    for (let i = 0; i < 10; i++)
      d = d << 1 ^ (d >> 9) * 1335;
    return (data << 10 | d) ^ 21522;
  }
  function versionBits2(ver) {
    let d = ver;
    for (let i = 0; i < 12; i++)
      d = d << 1 ^ (d >> 11) * 7973;
    return ver << 12 | d;
  }
  function maskBits2(x, y) {
    const x2 = x % 2;
    const y2 = y % 2;
    const x3 = x % 3;
    const xy3 = x3 * (y % 3) % 3;
    const xy2 = x2 & y2;
    let bits2 = 0;
    if (x2 === y2)
      bits2 |= 1;
    if (y2 === 0)
      bits2 |= 2;
    if (x3 === 0)
      bits2 |= 4;
    if ((x + y) % 3 === 0)
      bits2 |= 8;
    if ((Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0)
      bits2 |= 16;
    if (xy2 + xy3 === 0)
      bits2 |= 32;
    if ((xy2 + xy3) % 2 === 0)
      bits2 |= 64;
    if (((x2 ^ y2) + xy3) % 2 === 0)
      bits2 |= 128;
    return bits2;
  }
  function darkToImage(width, height, dk) {
    const data = new Uint8Array(width * height * 4);
    let i = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const color = dk(x, y) ? 0 : 255;
        data[i] = color;
        data[i + 1] = color;
        data[i + 2] = color;
        data[i + 3] = 255;
        i += 4;
      }
    return { width, height, data };
  }
  function squareToQuad(out, points) {
    const x1 = points[0];
    const y1 = points[1];
    const x2 = points[2];
    const y2 = points[3];
    const x3 = points[4];
    const y3 = points[5];
    const x4 = points[6];
    const y4 = points[7];
    const dx3 = x1 - x2 + x3 - x4;
    const dy3 = y1 - y2 + y3 - y4;
    if (dx3 === 0 && dy3 === 0) {
      out[0] = x2 - x1;
      out[1] = x3 - x2;
      out[2] = x1;
      out[3] = y2 - y1;
      out[4] = y3 - y2;
      out[5] = y1;
      out[6] = 0;
      out[7] = 0;
      out[8] = 1;
      return;
    }
    const dx1 = x2 - x3;
    const dx2 = x4 - x3;
    const dy1 = y2 - y3;
    const dy2 = y4 - y3;
    const den = dx1 * dy2 - dx2 * dy1;
    const a31 = (dx3 * dy2 - dx2 * dy3) / den;
    const a32 = (dx1 * dy3 - dx3 * dy1) / den;
    out[0] = x2 - x1 + a31 * x2;
    out[1] = x4 - x1 + a32 * x4;
    out[2] = x1;
    out[3] = y2 - y1 + a31 * y2;
    out[4] = y4 - y1 + a32 * y4;
    out[5] = y1;
    out[6] = a31;
    out[7] = a32;
    out[8] = 1;
  }
  var MAX_OUTPUT_SIZE2, MAX_COMPACT_OUTPUT_SIZE2, BYTES2, ECC_LEVELS2, WORDS_PER_BLOCK2, ECC_BLOCKS2, EC_CODE2, ALPHANUMERIC2, GF2562, POP162, popcnt2, CTRL2, NL2, cap, EXP, LOG, mul, inv, MAX_IMAGE_SIDE, MAX_ARENA_BYTES, validateSize, FAIL, ECI_ENCODINGS, ECI_DECODERS, NUMERIC_LENGTH_BITS, ALPHANUMERIC_LENGTH_BITS, BYTE_LENGTH_BITS, Payload, dist2, distance, checkVersion, adjugate, ptMul, makePattern, LUMA8, LUMA10, LUMA12, RGB, RGBA, FORMATS, inputFormat, validateOpts, validateImage, copyLuma, packQuad, bit, ratio, run, cross, vertical, refinePattern, refineTriple, fitPattern, mapPoint, crossPitch, finderPitch, edgePitch, copyPattern, swapSet, siftDown, evalLow, scanRows, snapSize, runDecode, nextTick, runDecodeAsync, _QRScanner, decodeQR;
  var init_qr_reader = __esm({
    "vendor/qr_reader.js"() {
      /*!
       * Copyright (c) 2023 Paul Miller (paulmillr.com)
       * SPDX-License-Identifier: MIT OR Apache-2.0
       */
      MAX_OUTPUT_SIZE2 = 1024;
      MAX_COMPACT_OUTPUT_SIZE2 = MAX_OUTPUT_SIZE2 * 4;
      BYTES2 = /* @__PURE__ */ (() => {
        const res = [];
        for (let ver = 1; ver <= 40; ver++) {
          let bits2 = (16 * ver + 128) * ver + 64;
          if (ver >= 2) {
            const align = Math.floor(ver / 7) + 2;
            bits2 -= (25 * align - 10) * align - 55;
            if (ver >= 7)
              bits2 -= 36;
          }
          res.push(bits2 >>> 3);
        }
        return res;
      })();
      ECC_LEVELS2 = ["low", "medium", "quartile", "high"];
      WORDS_PER_BLOCK2 = {
        low: [
          7,
          10,
          15,
          20,
          26,
          18,
          20,
          24,
          30,
          18,
          20,
          24,
          26,
          30,
          22,
          24,
          28,
          30,
          28,
          28,
          28,
          28,
          30,
          30,
          26,
          28,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30
        ],
        medium: [
          10,
          16,
          26,
          18,
          24,
          16,
          18,
          22,
          22,
          26,
          30,
          22,
          22,
          24,
          24,
          28,
          28,
          26,
          26,
          26,
          26,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28,
          28
        ],
        quartile: [
          13,
          22,
          18,
          26,
          18,
          24,
          18,
          22,
          20,
          24,
          28,
          26,
          24,
          20,
          30,
          24,
          28,
          28,
          26,
          30,
          28,
          30,
          30,
          30,
          30,
          28,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30
        ],
        high: [
          17,
          28,
          22,
          16,
          22,
          28,
          26,
          26,
          24,
          28,
          24,
          28,
          22,
          24,
          24,
          30,
          28,
          28,
          26,
          28,
          30,
          24,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30,
          30
        ]
      };
      ECC_BLOCKS2 = {
        low: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
        medium: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
        quartile: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
        high: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81]
      };
      EC_CODE2 = { low: 1, medium: 0, quartile: 3, high: 2 };
      ALPHANUMERIC2 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
      GF2562 = /* @__PURE__ */ (() => {
        const exp = new Uint8Array(510);
        const log = new Uint8Array(256);
        for (let i = 0, x = 1; i < 255; i++) {
          exp[i] = exp[i + 255] = x;
          log[x] = i;
          x <<= 1;
          if (x & 256)
            x ^= 285;
        }
        return { exp, log };
      })();
      POP162 = /* @__PURE__ */ (() => {
        const t = new Uint8Array(1 << 16);
        for (let i = 1; i < t.length; i++)
          t[i] = t[i >>> 1] + (i & 1);
        return t;
      })();
      popcnt2 = (n) => POP162[n & 65535] + POP162[n >>> 16];
      CTRL2 = [10, 27];
      NL2 = /* @__PURE__ */ String.fromCharCode(CTRL2[0]);
      cap = (value, min, max) => {
        let result2 = value;
        if (max !== void 0)
          result2 = Math.min(result2, max);
        if (min !== void 0)
          result2 = Math.max(result2, min);
        return result2;
      };
      ({ exp: EXP, log: LOG } = GF2562);
      mul = (a, b) => a && b ? EXP[LOG[a] + LOG[b]] : 0;
      inv = (a) => EXP[255 - LOG[a]];
      MAX_IMAGE_SIDE = 4096;
      MAX_ARENA_BYTES = 64 * 1024 * 1024;
      validateSize = (size2, name) => {
        if (!Number.isSafeInteger(size2.width) || !Number.isSafeInteger(size2.height))
          throw new TypeError(`${name} expected safe integer width and height`);
        if (size2.width <= 0 || size2.height <= 0)
          throw new RangeError(`${name} expected positive width and height`);
        if (size2.width > MAX_IMAGE_SIDE || size2.height > MAX_IMAGE_SIDE)
          throw new RangeError(`${name} expected width and height <= ${MAX_IMAGE_SIDE}, got ${size2.width}x${size2.height}`);
        return size2.width * size2.height;
      };
      FAIL = Object.freeze({
        data: Object.freeze(new Error("data")),
        dimension: Object.freeze(new Error("dimension")),
        finder: Object.freeze(new Error("finder")),
        format: Object.freeze(new Error("format")),
        alignment: Object.freeze(new Error("alignment")),
        rs: Object.freeze(new Error("rs")),
        timing: Object.freeze(new Error("timing")),
        version: Object.freeze(new Error("version"))
      });
      ECI_ENCODINGS = {
        1: "iso-8859-1",
        2: "ibm437",
        3: "iso-8859-1",
        4: "iso-8859-2",
        5: "iso-8859-3",
        6: "iso-8859-4",
        7: "iso-8859-5",
        8: "iso-8859-6",
        9: "iso-8859-7",
        10: "iso-8859-8",
        11: "iso-8859-9",
        13: "iso-8859-11",
        15: "iso-8859-13",
        16: "iso-8859-14",
        17: "iso-8859-15",
        18: "iso-8859-16",
        20: "shift-jis",
        21: "windows-1250",
        22: "windows-1251",
        23: "windows-1252",
        24: "windows-1256",
        25: "utf-16be",
        26: "utf-8",
        28: "big5",
        29: "gbk",
        30: "euc-kr"
      };
      ECI_DECODERS = {};
      for (const [id, name] of Object.entries(ECI_ENCODINGS)) {
        try {
          ECI_DECODERS[+id] = new TextDecoder(name);
        } catch {
          ECI_DECODERS[+id] = void 0;
        }
      }
      NUMERIC_LENGTH_BITS = Uint8Array.of(10, 12, 14);
      ALPHANUMERIC_LENGTH_BITS = Uint8Array.of(9, 11, 13);
      BYTE_LENGTH_BITS = Uint8Array.of(8, 16, 16);
      Payload = {
        create(capacity2) {
          const bytes = new Uint8Array(capacity2);
          const views = new Array(capacity2 + 1);
          for (let i = 0; i < views.length; i++)
            views[i] = new Uint8Array(bytes.buffer, 0, i);
          let state;
          const read = (bits2) => {
            const start = state.position;
            if (start + bits2 > state.dataLen * 8)
              return -1;
            let value = 0;
            let pos = start;
            for (let i = 0; i < bits2; i++) {
              value = value << 1 | state.data[pos >> 3] >> 7 - (pos & 7) & 1;
              pos++;
            }
            state.position = pos;
            return value;
          };
          state = { position: 0, data: new Uint8Array(0), dataLen: 0, bytes, read, views };
          return state;
        },
        decode(state, data, dataLen, version, deferText = false) {
          state.position = 0;
          state.data = data;
          state.dataLen = dataLen;
          const read = state.read;
          const cls = version < 10 ? 0 : version < 27 ? 1 : 2;
          let eci = 26;
          let res = "";
          const parts = deferText ? [] : void 0;
          while (state.position + 4 <= dataLen * 8) {
            const mode = read(4);
            if (!mode)
              break;
            if (mode === 7) {
              const b0 = read(8);
              if (b0 < 0)
                return FAIL.data;
              if ((b0 & 128) === 0)
                eci = b0;
              else {
                const len = (b0 & 192) === 128 ? 8 : 16;
                const value = read(len);
                if (value < 0)
                  return FAIL.data;
                eci = (b0 & (len === 8 ? 63 : 31)) << len;
                eci |= value;
              }
              continue;
            }
            if (mode === 1) {
              let length = read(NUMERIC_LENGTH_BITS[cls]);
              if (length < 0)
                return FAIL.data;
              for (; length >= 3; length -= 3) {
                const value = read(10);
                if (value < 0 || value >= 1e3)
                  return FAIL.data;
                res += String(value).padStart(3, "0");
              }
              if (length) {
                const value = read(length === 2 ? 7 : 4);
                if (value < 0 || value >= 10 ** length)
                  return FAIL.data;
                res += String(value).padStart(length, "0");
              }
            } else if (mode === 2) {
              let length = read(ALPHANUMERIC_LENGTH_BITS[cls]);
              if (length < 0)
                return FAIL.data;
              for (; length >= 2; length -= 2) {
                const value = read(11);
                if (value < 0 || value >= 45 * 45)
                  return FAIL.data;
                res += ALPHANUMERIC2[value / 45 | 0] + ALPHANUMERIC2[value % 45];
              }
              if (length) {
                const value = read(6);
                if (value < 0 || value >= 45)
                  return FAIL.data;
                res += ALPHANUMERIC2[value];
              }
            } else if (mode === 4) {
              const length = read(BYTE_LENGTH_BITS[cls]);
              if (length < 0 || state.position + 8 * length > dataLen * 8)
                return FAIL.data;
              if (parts) {
                const segment = new Uint8Array(length);
                for (let i = 0; i < length; i++)
                  segment[i] = read(8);
                if (res)
                  parts.push(res);
                parts.push([segment, eci]);
                res = "";
              } else {
                const encoding = ECI_ENCODINGS[eci];
                if (!encoding || length >= state.views.length)
                  return FAIL.data;
                const decoder2 = ECI_DECODERS[eci] || new TextDecoder(encoding);
                for (let i = 0; i < length; i++)
                  state.bytes[i] = read(8);
                res += decoder2.decode(state.views[length]);
              }
            } else
              return FAIL.data;
          }
          if (!parts)
            return res;
          if (res)
            parts.push(res);
          return parts;
        },
        finish(decoded2, textDecoder) {
          if (typeof decoded2 === "string")
            return decoded2;
          if (!textDecoder)
            throw new Error("text decoder");
          let res = "";
          for (const part of decoded2)
            res += typeof part === "string" ? part : textDecoder(part[0], part[1]);
          return res;
        }
      };
      dist2 = (pts, a, b) => (pts[a] - pts[b]) ** 2 + (pts[a + 1] - pts[b + 1]) ** 2;
      distance = (first2, second) => Math.hypot(second.x - first2.x, second.y - first2.y);
      checkVersion = (m, size2) => {
        const ver = (size2 - 17) / 4;
        if (ver < 7)
          return true;
        let v1 = 0;
        let v2 = 0;
        for (let i = 0; i < 18; i++) {
          const x = size2 - 11 + i % 3;
          const y = i / 3 | 0;
          v1 |= m[y * size2 + x] << i;
          v2 |= m[x * size2 + y] << i;
        }
        const expected = versionBits2(ver);
        const d1 = popcnt2(expected ^ v1);
        const d2 = popcnt2(expected ^ v2);
        return d1 <= 3 || d2 <= 3;
      };
      adjugate = (o, m) => {
        for (let i = 0; i < 9; i++) {
          const r = i / 3 | 0;
          const c = i % 3;
          const r1 = (c + 1) % 3 * 3;
          const r2 = (c + 2) % 3 * 3;
          const c1 = (r + 1) % 3;
          const c2 = (r + 2) % 3;
          o[i] = m[r1 + c1] * m[r2 + c2] - m[r1 + c2] * m[r2 + c1];
        }
      };
      ptMul = (o, a, b) => {
        for (let r = 0; r < 9; r += 3) {
          const a0 = a[r];
          const a1 = a[r + 1];
          const a2 = a[r + 2];
          for (let c = 0; c < 3; c++)
            o[r + c] = a0 * b[c] + a1 * b[c + 3] + a2 * b[c + 6];
        }
      };
      makePattern = () => ({ x: 0.1, y: 0.1, ms: 0.1 });
      LUMA8 = { step: 1, bits: 8 };
      LUMA10 = { step: 2, bits: 10 };
      LUMA12 = { step: 2, bits: 12 };
      RGB = { step: 3, bits: 8 };
      RGBA = { step: 4, bits: 8 };
      FORMATS = {
        RGB,
        RGBA,
        RGBX: RGBA,
        BGRA: RGBA,
        BGRX: RGBA,
        I420: LUMA8,
        I420A: LUMA8,
        I422: LUMA8,
        I444: LUMA8,
        NV12: LUMA8,
        I420P10: LUMA10,
        I420P12: LUMA12
      };
      inputFormat = (format) => FORMATS[format];
      validateOpts = (opts) => {
        if (opts === null || typeof opts !== "object" || Array.isArray(opts))
          throw new TypeError(`"opts" expected object, got type=${typeof opts}`);
        if (opts.format !== void 0 && !inputFormat(opts.format))
          throw new TypeError(`invalid opts.format=${opts.format} (${typeof opts.format})`);
        if (opts.effort !== void 0 && opts.effort !== Infinity && (!Number.isSafeInteger(opts.effort) || opts.effort < 1))
          throw new TypeError(`invalid opts.effort=${opts.effort} (${typeof opts.effort})`);
        if (opts.timeLimit !== void 0 && opts.timeLimit !== Infinity && (typeof opts.timeLimit !== "number" || !Number.isFinite(opts.timeLimit) || opts.timeLimit < 0))
          throw new TypeError(`invalid opts.timeLimit=${opts.timeLimit} (${typeof opts.timeLimit})`);
        for (const name of ["textDecoder", "pointsOnDetect", "imageOnResult", "imageOnBitmap"])
          if (opts[name] !== void 0 && typeof opts[name] !== "function")
            throw new TypeError(`invalid opts.${name}=${opts[name]} (${typeof opts[name]})`);
      };
      validateImage = (img, named, layout, capacity2) => {
        const px = validateSize(img, '"img"');
        if (capacity2 && (img.width > capacity2.width || img.height > capacity2.height))
          throw new RangeError(`"img" expected dimensions <= ${capacity2.width}x${capacity2.height}, got ${img.width}x${img.height}`);
        const data = img.data;
        if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray))
          throw new TypeError(`"img.data" expected Uint8Array or Uint8ClampedArray, got ${typeof data}`);
        const bytes = data;
        let format;
        if (named !== void 0) {
          format = inputFormat(named);
          if (!format)
            throw new TypeError(`invalid opts.format=${named} (${typeof named})`);
          if (layout) {
            const { offset, stride } = layout;
            const row2 = format.step * img.width;
            const end = offset + (img.height - 1) * stride + row2;
            if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(stride) || offset < 0 || stride < row2 || end > bytes.length)
              throw new RangeError(`"img.data" expected valid offset/stride for format=${named}, got offset=${offset}, stride=${stride}, length=${bytes.length}`);
          } else {
            const expected = format.step * px;
            const planar = format.step <= 2;
            if (planar && bytes.length < expected || !planar && bytes.length !== expected)
              throw new RangeError(`"img.data" expected ${planar ? "at least " : ""}${expected} bytes for format=${named}, got ${bytes.length}`);
          }
        } else if (bytes.length === 3 * px)
          format = RGB;
        else if (bytes.length === 4 * px)
          format = RGBA;
        else
          throw new RangeError(`"img.data" expected ${3 * px} or ${4 * px} bytes without opts.format, got ${bytes.length}`);
        return format;
      };
      copyLuma = (out, maxSize, img, named, layout) => {
        const { step, bits: bits2 } = validateImage(img, named, layout, maxSize);
        const { width, height, data } = img;
        const stride = layout?.stride || width * step;
        const offset = layout?.offset || 0;
        if (data === out && !offset && stride === width && step === 1)
          return;
        for (let y = 0; y < height; y++) {
          let src = offset + y * stride;
          let dst = y * width;
          if (step === 1)
            for (let x = 0; x < width; x++) {
              out[dst++] = data[src];
              src++;
            }
          else if (step === 2)
            for (let x = 0; x < width; x++) {
              out[dst++] = (data[src] | data[src + 1] << 8) >>> bits2 - 8;
              src += step;
            }
          else
            for (let x = 0; x < width; x++) {
              out[dst++] = data[src] + 2 * data[src + 1] + data[src + 2] >> 2;
              src += step;
            }
        }
      };
      packQuad = (quad, x0, y0, x1, y1, x2, y2, x3, y3) => {
        quad[0] = x0;
        quad[1] = y0;
        quad[2] = x1;
        quad[3] = y1;
        quad[4] = x2;
        quad[5] = y2;
        quad[6] = x3;
        quad[7] = y3;
      };
      bit = (layer, x, y) => {
        if (x < 0 || y < 0 || x >= layer.width || y >= layer.height)
          return -1;
        return layer.bitmap[y * layer.words + (x >>> 5)] >>> (x & 31) & 1;
      };
      ratio = (a, b, c, d, e) => {
        const total = a + b + c + d + e;
        if (total < 7)
          return 0;
        const ms = total / 7;
        const tol = ms * 0.5;
        return Math.abs(ms - a) < tol && Math.abs(ms - b) < tol && Math.abs(3 * ms - c) < 3 * tol && Math.abs(ms - d) < tol && Math.abs(ms - e) < tol ? ms : 0;
      };
      run = (layer, x, y, dx, dy, color, cap2) => {
        let n = 0;
        if (dy) {
          while (bit(layer, x, y) === color && n <= cap2) {
            n++;
            y += dy;
          }
          return n;
        }
        if (y < 0 || y >= layer.height)
          return 0;
        const row2 = y * layer.words;
        while (x >= 0 && x < layer.width && n <= cap2) {
          const shift = x & 31;
          const stops = (color ? ~layer.bitmap[row2 + (x >>> 5)] : layer.bitmap[row2 + (x >>> 5)]) >>> 0;
          const w = dx > 0 ? stops >>> shift : stops << 31 - shift >>> 0;
          const span = dx > 0 ? Math.min(32 - shift, layer.width - x) : shift + 1;
          const first2 = !w ? 32 : dx > 0 ? 31 - Math.clz32((w & -w) >>> 0) : Math.clz32(w);
          const len = Math.min(first2, span);
          n += len;
          x += dx * len;
          if (first2 < span)
            break;
        }
        return Math.min(n, Math.floor(cap2) + 1);
      };
      cross = (layer, cx, cy, dx, dy, maxMs, inverted, measure = false) => {
        const center = +!inverted;
        const side = +inverted;
        let r2 = run(layer, cx, cy, -dx, -dy, center, Infinity);
        let back = r2;
        const r1 = run(layer, cx - dx * back, cy - dy * back, -dx, -dy, side, maxMs);
        back += r1;
        const r0 = run(layer, cx - dx * back, cy - dy * back, -dx, -dy, center, maxMs);
        back += r0;
        const start = (dx ? cx : cy) - back;
        const forward = run(layer, cx + dx, cy + dy, dx, dy, center, Infinity);
        r2 += forward;
        let ahead = 1 + forward;
        const r3 = run(layer, cx + dx * ahead, cy + dy * ahead, dx, dy, side, maxMs);
        ahead += r3;
        const r4 = run(layer, cx + dx * ahead, cy + dy * ahead, dx, dy, center, maxMs);
        if (!ratio(r0, r1, r2, r3, r4))
          return -1;
        return measure ? (r0 + r1 + r2 + r3 + r4) / 7 : start + 1 + r0 + r1 + r2 / 2;
      };
      vertical = (layer, pattern, inverted, measure = false) => {
        const limit = 3 * pattern.ms;
        return cross(layer, Math.round(pattern.x), Math.round(pattern.y), 0, 1, limit, inverted, measure);
      };
      refinePattern = (layer, pattern, inverted) => {
        const y = vertical(layer, pattern, inverted);
        if (y < 0)
          return -1;
        const limit = 3 * pattern.ms;
        const x = cross(layer, Math.round(pattern.x), Math.round(y), 1, 0, limit, inverted);
        if (x < 0)
          return -1;
        const movement = Math.abs(x - pattern.x) + Math.abs(y - pattern.y);
        pattern.x = x;
        pattern.y = y;
        return movement;
      };
      refineTriple = (layer, triple) => {
        const tl = refinePattern(layer, triple.tl, triple.inverted);
        if (tl < 0)
          return false;
        const tr = refinePattern(layer, triple.tr, triple.inverted);
        if (tr < 0)
          return false;
        const bl = refinePattern(layer, triple.bl, triple.inverted);
        return bl >= 0 && tl + tr + bl > 0;
      };
      fitPattern = (layer, pattern, inverted) => {
        const luma = layer.luma;
        const fit = (axis) => {
          const center = axis ? pattern.y : pattern.x;
          const other = axis ? pattern.x : pattern.y;
          const radius = Math.ceil(pattern.ms);
          const lo = Math.round(center) - radius;
          const hi = Math.round(center) + radius;
          let best = center;
          let bestScore = -Infinity;
          for (let candidate = lo; candidate <= hi; candidate++)
            for (let scale = 5; scale <= 15; scale += 2) {
              const pitch = pattern.ms * scale / 10;
              const crossRadius = Math.round(pitch / 2);
              const side = Math.ceil(3.5 * pitch);
              let dark2 = 0;
              let darkCount = 0;
              let light = 0;
              let lightCount = 0;
              for (let along = -side; along <= side; along++) {
                const module = Math.abs(along / pitch);
                const expectedDark = module < 1.5 || module >= 2.5;
                for (let across = -crossRadius; across <= crossRadius; across++) {
                  const x = Math.round(axis ? other + across : candidate + along);
                  const y = Math.round(axis ? candidate + along : other + across);
                  if (x < 0 || y < 0 || x >= layer.width || y >= layer.height)
                    continue;
                  const value = luma[y * layer.width + x];
                  if (expectedDark) {
                    dark2 += value;
                    darkCount++;
                  } else {
                    light += value;
                    lightCount++;
                  }
                }
              }
              let score = light / lightCount - dark2 / darkCount;
              if (inverted)
                score = -score;
              if (score > bestScore) {
                best = candidate;
                bestScore = score;
              }
            }
          return best;
        };
        pattern.x = fit(0);
        pattern.y = fit(1);
      };
      mapPoint = (map, x, y) => {
        const den = map[6] * x + map[7] * y + map[8];
        return {
          x: (map[0] * x + map[1] * y + map[2]) / den,
          y: (map[3] * x + map[4] * y + map[5]) / den
        };
      };
      crossPitch = (layer, pattern, inverted) => {
        const pitch = vertical(layer, pattern, inverted, true);
        return pitch < 0 ? 0 : pitch;
      };
      finderPitch = (layer, pattern) => {
        const vertical2 = crossPitch(layer, pattern, false);
        return vertical2 ? Math.sqrt(pattern.ms * vertical2) : 0;
      };
      edgePitch = (layer, first2, second, inverted) => {
        const dx = second.x - first2.x;
        const dy = second.y - first2.y;
        const length = distance(first2, second);
        if (!length)
          return 0;
        const pitch = (pattern) => {
          const vertical2 = crossPitch(layer, pattern, inverted);
          if (!vertical2)
            return 0;
          return Math.sqrt((dx / length * pattern.ms) ** 2 + (dy / length * vertical2) ** 2);
        };
        const firstPitch = pitch(first2);
        const secondPitch = pitch(second);
        return firstPitch && secondPitch ? (firstPitch + secondPitch) / 2 : 0;
      };
      copyPattern = (layer, index, out) => {
        const pos = index * 4;
        out.x = layer.patterns[pos];
        out.y = layer.patterns[pos + 1];
        out.ms = layer.patterns[pos + 2];
      };
      swapSet = (layer, a, b) => {
        const sets = layer.sets;
        const ap = a * 5;
        const bp = b * 5;
        for (let i = 0; i < 5; i++) {
          const value = sets[ap + i];
          sets[ap + i] = sets[bp + i];
          sets[bp + i] = value;
        }
      };
      siftDown = (layer, end) => {
        const sets = layer.sets;
        for (let index = 0; ; ) {
          const left = index * 2 + 1;
          if (left >= end)
            return;
          const right = left + 1;
          const child = right < end && sets[right * 5] > sets[left * 5] ? right : left;
          if (sets[index * 5] >= sets[child * 5])
            return;
          swapSet(layer, index, child);
          index = child;
        }
      };
      evalLow = (poly, offset, length, x) => {
        let value = 0;
        for (let i = length - 1; i >= 0; i--)
          value = mul(value, x) ^ poly[offset + i];
        return value;
      };
      scanRows = {
        // Downsample two source rows into one pyramid row with a 2x2 box filter.
        resize(src, dst, width, dstWidth, from, to) {
          for (let y = from; y < to; y++) {
            let srcPos = (y << 1) * width;
            let dstPos = y * dstWidth;
            for (let x = 0; x < dstWidth; x++) {
              dst[dstPos++] = src[srcPos] + src[srcPos + 1] + src[srcPos + width] + src[srcPos + width + 1] + 2 >> 2;
              srcPos += 2;
            }
          }
        },
        // Compute one local threshold per 8x8 block, including low-contrast predecessor propagation.
        blocks(layer, from, to) {
          const brightness = layer.luma;
          const block2 = 8;
          const bWidth = layer.blockWidth;
          const maxY = layer.height - block2;
          const maxX = layer.width - block2;
          const blocks = layer.blocks;
          for (let y = from; y < to; y++) {
            const yPos = cap(y * block2, 0, maxY);
            for (let x = 0; x < bWidth; x++) {
              const xPos = cap(x * block2, 0, maxX);
              let sum = 0;
              let min = 255;
              let max = 0;
              let pos = yPos * layer.width + xPos;
              for (let yy = 0; yy < block2; yy++) {
                for (let xx = 0; xx < block2; xx++) {
                  const pixel = brightness[pos + xx];
                  sum += pixel;
                  min = Math.min(min, pixel);
                  max = Math.max(max, pixel);
                }
                pos += layer.width;
              }
              let average = Math.floor(sum / block2 ** 2);
              if (max - min <= 24) {
                average = min / 2;
                if (y > 0 && x > 0) {
                  const top = blocks[(y - 1) * bWidth + x];
                  const left = blocks[y * bWidth + x - 1];
                  const topLeft = blocks[(y - 1) * bWidth + x - 1];
                  const previous = (2 * top + left + topLeft) / 4;
                  if (min < previous)
                    average = previous;
                }
              }
              blocks[bWidth * y + x] = average >>> 0;
            }
          }
        },
        // Smooth block thresholds and write their 8x8 binary pixels into the packed bitmap.
        bitmap(layer, from, to) {
          const brightness = layer.luma;
          const block2 = 8;
          const bWidth = layer.blockWidth;
          const bHeight = layer.blockHeight;
          const maxY = layer.height - block2;
          const maxX = layer.width - block2;
          const blocks = layer.blocks;
          for (let y = from; y < to; y++) {
            const yPos = cap(y * block2, 0, maxY);
            const top = cap(y, 2, bHeight - 3);
            for (let x = 0; x < bWidth; x++) {
              const xPos = cap(x * block2, 0, maxX);
              const left = cap(x, 2, bWidth - 3);
              let sum = 0;
              for (let yy = -2; yy <= 2; yy++) {
                const row2 = bWidth * (top + yy) + left;
                for (let xx = -2; xx <= 2; xx++)
                  sum += blocks[row2 + xx];
              }
              const average = sum / 25;
              layer.cuts[y * bWidth + x] = Math.floor(average);
              let pos = yPos * layer.width + xPos;
              for (let yy = 0; yy < block2; yy++) {
                let value = 0;
                for (let xx = 0; xx < block2; xx++)
                  value |= +(brightness[pos + xx] <= average) << xx;
                const shift = xPos & 31;
                const word = (yPos + yy) * layer.words + (xPos >>> 5);
                const lowMask = 255 << shift >>> 0;
                layer.bitmap[word] = (layer.bitmap[word] & ~lowMask | value << shift >>> 0) >>> 0;
                if (shift > 24) {
                  const highMask = (1 << shift - 24) - 1;
                  layer.bitmap[word + 1] = (layer.bitmap[word + 1] & ~highMask | value >>> 32 - shift) >>> 0;
                }
                pos += layer.width;
              }
            }
          }
        },
        // Find and merge horizontally seeded finder crosses in every second row.
        find(layer, from, to) {
          for (let y = from; y < to; y += 2) {
            let r0 = 0;
            let r1 = 0;
            let r2 = 0;
            let r3 = 0;
            let r4 = 0;
            let runs = 0;
            let previous = !!bit(layer, 0, y | 0);
            for (let x = 0; x < layer.width; ) {
              const length = run(layer, x, y, 1, 0, +previous, Infinity);
              x += length;
              r0 = r1;
              r1 = r2;
              r2 = r3;
              r3 = r4;
              r4 = length;
              runs++;
              const black = previous;
              previous = !previous;
              candidate: {
                if ((runs | 0) < 5)
                  break candidate;
                const inverted = !black;
                const ms = ratio(r0, r1, r2, r3, r4);
                if (!ms)
                  break candidate;
                const start = (x | 0) - r0 - r1 - r2 - r3 - r4;
                const cx = Math.round(start + r0 + r1 + r2 / 2);
                const limit = ms * 3;
                const cy = cross(layer, cx, y | 0, 0, 1, limit, inverted);
                if (cy < 0)
                  break candidate;
                const refinedX = cross(layer, cx, Math.round(cy), 1, 0, limit, inverted);
                if (refinedX < 0)
                  break candidate;
                const patterns = layer.patterns;
                const polarity = +inverted;
                for (let i = 0; i < layer.patternCount; i++) {
                  const pos2 = i * 4;
                  if ((layer.inverted[i] & 1) !== polarity || // Merge observations within two modules of the same finder center.
                  Math.abs(patterns[pos2] - refinedX) >= 2 * ms || Math.abs(patterns[pos2 + 1] - cy) >= 2 * ms)
                    continue;
                  const count2 = patterns[pos2 + 3] + 1;
                  patterns[pos2] = (patterns[pos2] * patterns[pos2 + 3] + refinedX) / count2;
                  patterns[pos2 + 1] = (patterns[pos2 + 1] * patterns[pos2 + 3] + cy) / count2;
                  patterns[pos2 + 2] = (patterns[pos2 + 2] * patterns[pos2 + 3] + ms) / count2;
                  patterns[pos2 + 3] = count2;
                  break candidate;
                }
                const index = layer.patternCount++;
                const pos = index * 4;
                if (pos + 3 >= patterns.length)
                  throw new Error(`finder storage exhausted at ${layer.width}x${layer.height}`);
                patterns[pos] = refinedX;
                patterns[pos + 1] = cy;
                patterns[pos + 2] = ms;
                patterns[pos + 3] = 1;
                layer.inverted[index] = polarity;
              }
            }
          }
        }
      };
      snapSize = (estimate) => Math.round((estimate - 17) / 4) * 4 + 17 | 0;
      runDecode = (walk2) => {
        let step = walk2.next();
        while (!step.done)
          step = walk2.next(0);
        return step.value;
      };
      nextTick = () => {
        const host = globalThis;
        if (typeof host.scheduler?.yield === "function")
          return host.scheduler.yield();
        return new Promise((resolve) => host.setTimeout(resolve, 0));
      };
      runDecodeAsync = async (walk2, timeLimit) => {
        const tick = Math.min(timeLimit, 8);
        let started = Date.now();
        try {
          let step = walk2.next();
          for (; ; ) {
            if (step.done)
              return step.value;
            let waited = 0;
            if (Date.now() - started >= tick) {
              const waiting3 = Date.now();
              await nextTick();
              waited = Date.now() - waiting3;
              started = Date.now();
            }
            step = walk2.next(waited);
          }
        } catch (error) {
          walk2.return(void 0);
          throw error;
        }
      };
      _QRScanner = class {
        constructor(init) {
          this.grid = new Uint8Array(177 * 177);
          this.tmp8 = new Uint8Array(177 * 177);
          this.codewords = new Uint8Array(BYTES2[40 - 1]);
          this.tmp32 = new Uint32Array(4 * 16 * 3 + 16);
          this.tmp64 = new Float64Array(7 * 7 * 2 + (7 * 7 - 3) * 4);
          this.payload = Payload.create(BYTES2[40 - 1]);
          this.inFlight = false;
          this.staged = false;
          this.resized = false;
          this.triple = {
            tl: makePattern(),
            tr: makePattern(),
            bl: makePattern(),
            inverted: false,
            tlIndex: 0,
            trIndex: 0,
            blIndex: 0
          };
          this.blocked = 0;
          this.retryStart = 0;
          this.retries = 0;
          this.map = new Float64Array(9);
          this.from = new Float64Array(9);
          this.to = new Float64Array(9);
          this.alignPoint = { x: 0.1, y: 0.1 };
          this.finePlane = {
            d: new Uint8Array(0),
            cut: new Int16Array(0),
            W: 0,
            H: 0,
            bw: 0,
            sh: 0
          };
          this.invertedProjection = false;
          this.decodedSize = 0;
          validateOpts(init);
          const maxPixels = validateSize(init.maxSize, '"maxSize"');
          const maxSize = Object.freeze({ ...init.maxSize });
          const stride = init.stride === void 0 ? 1 : init.stride;
          if (!Number.isSafeInteger(stride) || stride < 1)
            throw new RangeError(`"stride" expected positive safe integer, got ${stride}`);
          const bytes = maxPixels * stride;
          if (!Number.isSafeInteger(bytes) || bytes > MAX_ARENA_BYTES)
            throw new RangeError(`input arena expected <= ${MAX_ARENA_BYTES} bytes, got ${maxPixels}*${stride}`);
          this.effort = init.effort === void 0 ? 1 : init.effort;
          this.timeLimit = init.timeLimit === void 0 ? 1e3 / 60 : init.timeLimit;
          this.opts = Object.freeze({
            ...init,
            effort: this.effort,
            maxSize,
            timeLimit: this.timeLimit
          });
          this.width = 0;
          this.height = 0;
          this.luma = new Uint8Array(bytes);
          this.image = { data: this.luma, height: 0, width: 0 };
          this.input = { data: this.luma, height: 0, width: 0 };
          const layers = [];
          let width = maxSize.width;
          let height = maxSize.height;
          for (let i = 0; i < 4; i++) {
            if (i && Math.min(width, height) < 64)
              break;
            const blockWidth = Math.ceil(width / 8);
            const blockHeight = Math.ceil(height / 8);
            const centers = Math.ceil(width / 7) * Math.ceil(height / 7);
            const luma = i ? new Uint8Array(width * height) : this.luma;
            const blocks = new Uint8Array(blockWidth * blockHeight);
            const cuts = new Int16Array(blockWidth * blockHeight);
            const fine = i ? { luma: this.image, r: i } : void 0;
            layers.push({
              bitmap: new Uint32Array(Math.ceil(width / 32) * height),
              blockHeight: 0,
              blockWidth: 0,
              blocks,
              cuts,
              height: 0,
              luma,
              patternCount: 0,
              patterns: new Float64Array(centers * 4),
              used: false,
              width: 0,
              words: 0,
              plane: {
                d: luma,
                cut: cuts,
                W: width,
                H: height,
                bw: Math.ceil(width / 8),
                sh: Math.log2(8)
              },
              context: {
                opts: this.opts,
                scale: 1 << i,
                ox: 0,
                oy: 0,
                fine
              },
              found: false,
              inverted: new Uint8Array(centers),
              setCount: 0,
              setCursor: 0,
              sets: new Float64Array(256 * 5),
              setsReady: false,
              pickSum: -1,
              pickLo: 0,
              pickHi: 0
            });
            width >>= 1;
            height >>= 1;
          }
          this.layers = layers;
        }
        beginOperation() {
          if (this.inFlight)
            throw new Error("scanner operation already in flight");
          this.inFlight = true;
        }
        endOperation() {
          this.inFlight = false;
        }
        // Decode corrected bytes through the shared QR payload/ECI parser; Awasm overrides this hook.
        decodePayload(data, dataLen, version) {
          const decoded2 = Payload.decode(this.payload, data, dataLen, version, !!this.opts.textDecoder);
          return decoded2 instanceof Error ? decoded2 : Payload.finish(decoded2, this.opts.textDecoder);
        }
        // Compose the square-to-output and input-to-square homographies from `from` and `to`.
        mapQuad(out) {
          squareToQuad(out, this.to);
          squareToQuad(this.to, this.from);
          adjugate(this.from, this.to);
          ptMul(out, out, this.from);
        }
        // Build the module-to-plane map from the finder-center square (BR is the alignment inset).
        mapFinderQuad(out, size2, t, brX, brY) {
          const c = 3.5;
          packQuad(this.from, c, c, size2 - c, c, size2 - 6.5, size2 - 6.5, c, size2 - c);
          packQuad(this.to, t.tl.x, t.tl.y, t.tr.x, t.tr.y, brX, brY, t.bl.x, t.bl.y);
          this.mapQuad(out);
        }
        // Fill the reusable alignment-position prefix for one QR version and return its length.
        setAlignments(ver) {
          if (ver === 1)
            return 0;
          const last = 17 + 4 * ver - 7;
          const count2 = Math.ceil((last - 6) / 28);
          let interval = Math.floor((last - 6) / count2);
          if (interval & 1)
            interval++;
          else if ((last - 6) % count2 * 2 >= count2)
            interval += 2;
          const positions = this.tmp8;
          positions[0] = 6;
          for (let i = 1; i < count2; i++)
            positions[i] = last - (count2 - i) * interval;
          positions[count2] = last;
          return count2 + 1;
        }
        /** Convert one source image into the preallocated native luma layer. */
        addImage(img, format = this.opts.format) {
          this.beginOperation();
          try {
            copyLuma(this.luma, this.opts.maxSize, img, format);
            this.stage(img);
          } finally {
            this.endOperation();
          }
        }
        // Reset every per-image field after copied or direct-written pixels become active.
        stage({ width, height }) {
          this.width = width;
          this.image.width = width;
          this.height = height;
          this.image.height = height;
          let aw = width;
          let ah = height;
          for (let i = 0; i < this.layers.length; i++) {
            const layer = this.layers[i];
            const used = !i || Math.min(aw, ah) >= 64;
            layer.used = used;
            layer.width = used ? aw : 0;
            layer.height = used ? ah : 0;
            layer.words = used ? Math.ceil(aw / 32) : 0;
            layer.blockWidth = used ? Math.ceil(aw / 8) : 0;
            layer.blockHeight = used ? Math.ceil(ah / 8) : 0;
            layer.patternCount = 0;
            layer.plane.W = layer.width;
            layer.plane.H = layer.height;
            layer.plane.bw = layer.blockWidth;
            layer.context.ox = 0;
            layer.context.oy = 0;
            layer.found = false;
            layer.setCount = 0;
            layer.setCursor = 0;
            layer.setsReady = false;
            layer.pickSum = -1;
            aw >>= 1;
            ah >>= 1;
          }
          this.staged = true;
          this.resized = false;
          this.blocked = 0;
          this.retryStart = 0;
          this.retries = 0;
        }
        clean() {
          this.beginOperation();
          try {
            this.payload.position = 0;
            this.payload.bytes.fill(0);
            for (const v of Object.values(this))
              if (ArrayBuffer.isView(v))
                v.fill(0);
            for (const layer of this.layers) {
              for (const v of Object.values(layer))
                if (ArrayBuffer.isView(v))
                  v.fill(0);
              layer.blockHeight = 0;
              layer.blockWidth = 0;
              layer.height = 0;
              layer.width = 0;
              layer.words = 0;
              layer.patternCount = 0;
              layer.setCount = 0;
              layer.setCursor = 0;
              layer.used = false;
              layer.found = false;
              layer.setsReady = false;
            }
            this.width = 0;
            this.image.width = 0;
            this.height = 0;
            this.image.height = 0;
            this.staged = false;
            this.resized = false;
            this.blocked = 0;
            this.points = void 0;
          } finally {
            this.endOperation();
          }
        }
        /** Process pixels that an integration wrote directly into {@link luma}. */
        processImage(size2, format = "I420", layout = { offset: 0, stride: size2.width * (inputFormat(format)?.step || 0) }) {
          this.beginOperation();
          try {
            this.input.width = size2.width;
            this.input.height = size2.height;
            copyLuma(this.luma, this.opts.maxSize, this.input, format, layout);
            this.stage(size2);
          } finally {
            this.endOperation();
          }
        }
        // Project a module center, then classify its source pixel against the owning threshold block.
        read(s, map, mx, my) {
          const point2 = mapPoint(map, mx, my);
          const px = Math.floor(point2.x);
          const py = Math.floor(point2.y);
          if (px < 0 || py < 0 || px >= s.W || py >= s.H)
            return 0;
          const dark2 = s.d[py * s.W + px] <= s.cut[(py >> s.sh) * s.bw + (px >> s.sh)];
          return dark2 !== this.invertedProjection ? 1 : 0;
        }
        // Recover the fourth corner of a projective finder square from its three local pitches.
        perspective(t, p0, p1, p2) {
          const { tl, tr, bl } = t;
          const wx = Math.cbrt(p0 / p1) ** 2;
          const wy = Math.cbrt(p0 / p2) ** 2;
          const cornerDen = wx + wy - 1;
          if (!cornerDen)
            return false;
          const brX = (wx * tr.x + wy * bl.x - tl.x) / cornerDen;
          const brY = (wx * tr.y + wy * bl.y - tl.y) / cornerDen;
          const dx3 = tl.x - tr.x + brX - bl.x;
          const dy3 = tl.y - tr.y + brY - bl.y;
          if ((dx3 || dy3) && !((tr.x - brX) * (bl.y - brY) - (bl.x - brX) * (tr.y - brY)))
            return false;
          packQuad(this.to, tl.x, tl.y, tr.x, tr.y, brX, brY, bl.x, bl.y);
          squareToQuad(this.map, this.to);
          return true;
        }
        // Best 5x5-template placement on a 7x7 offset lattice around (bx,by): offsets are sx*mul
        // (grid: half-module steps, ties broken toward the smallest offset; perspective: unit
        // steps — the c6 doubled pixel offsets -6..6 step 2 pre-divided — first best wins).
        searchAlign(s, map, scale, side, bx, by, mul2, tie) {
          let bestX = 0;
          let bestY = 0;
          let bestErrors = tie ? Infinity : 5 + 1;
          for (let sy = -3; sy <= 3; sy++)
            for (let sx = -3; sx <= 3; sx++) {
              const dx = sx * mul2;
              const dy = sy * mul2;
              const cap2 = bestErrors + +tie;
              let errors = 0;
              for (let y = -2; y <= 2 && errors < cap2; y++)
                for (let x = -2; x <= 2; x++) {
                  const dark2 = !!this.read(s, map, scale + (bx + dx + x) / side, scale + (by + dy + y) / side);
                  const edge = Math.abs(x) === 2 || Math.abs(y) === 2;
                  if (dark2 !== (edge || x === 0 && y === 0) && ++errors >= cap2)
                    break;
                }
              if (errors > bestErrors || !tie && errors === bestErrors)
                continue;
              if (errors === bestErrors && dx * dx + dy * dy >= bestX * bestX + bestY * bestY)
                continue;
              bestX = dx;
              bestY = dy;
              bestErrors = errors;
            }
          if (bestErrors > 5)
            return false;
          const p = mapPoint(map, scale + (bx + bestX) / side, scale + (by + bestY) / side);
          this.alignPoint.x = p.x;
          this.alignPoint.y = p.y;
          return true;
        }
        // Test whether a finder lies inside an affine QR region already decoded on any pyramid layer.
        excluded(layer, index) {
          if (!this.blocked)
            return false;
          const scale = layer.context.scale;
          const offset = (scale - 1) / 2;
          const pos = 4 * index;
          const x = scale * layer.patterns[pos] + offset;
          const y = scale * layer.patterns[pos + 1] + offset;
          for (const source of this.layers) {
            if (!source.found)
              continue;
            const sourceScale = source.context.scale;
            const sourceOffset = (sourceScale - 1) / 2;
            const s = source.patterns;
            for (let i = 0; i < source.patternCount; i++) {
              const state = source.inverted[i];
              if (!(state & 2))
                continue;
              if (!(state & 4))
                continue;
              const tl = 4 * i;
              const tr = 4 * s[tl + 2];
              const bl = 4 * s[tl + 3];
              const ux = sourceScale * (s[tr] - s[tl]);
              const uy = sourceScale * (s[tr + 1] - s[tl + 1]);
              const vx = sourceScale * (s[bl] - s[tl]);
              const vy = sourceScale * (s[bl + 1] - s[tl + 1]);
              const determinant = ux * vy - uy * vx;
              const dx = x - (sourceScale * s[tl] + sourceOffset);
              const dy = y - (sourceScale * s[tl + 1] + sourceOffset);
              const across = (dx * vy - dy * vx) / determinant;
              const down = (dy * ux - dx * uy) / determinant;
              const padding = s[tr + 2];
              if (across >= -padding && across <= 1 + padding && down >= -padding && down <= 1 + padding)
                return true;
            }
          }
          return false;
        }
        // Mark this layer's finders that fall inside any already decoded QR region.
        exclude(layer) {
          for (let i = 0; i < layer.patternCount; i++) {
            if (layer.inverted[i] & 2 || !this.excluded(layer, i))
              continue;
            layer.inverted[i] |= 2;
            this.blocked++;
          }
        }
        // Bounded candidate retention is identical for mandatory and retry selection; they differ only
        // in their rank expression and capacity. Equal ranks keep the earlier slot.
        retain(index, rank, count2, capacity2, offset = 0) {
          const ranks = this.tmp64;
          if (count2 < capacity2) {
            this.tmp32[count2] = index;
            ranks[offset + count2] = rank;
            return count2 + 1;
          }
          let worst3 = 0;
          for (let i = 1; i < count2; i++)
            if (ranks[offset + worst3] < ranks[offset + i])
              worst3 = i;
          if (rank >= ranks[offset + worst3])
            return count2;
          this.tmp32[worst3] = index;
          ranks[offset + worst3] = rank;
          return count2;
        }
        // Assign three finder records to TL/TR/BL by longest side, then enforce clockwise orientation.
        makeTriple(layer, i0, i1, i2) {
          const pts = layer.patterns;
          const p0 = i0 * 4;
          const p1 = i1 * 4;
          const p2 = i2 * 4;
          const d01 = dist2(pts, p0, p1);
          const d12 = dist2(pts, p1, p2);
          const d02 = dist2(pts, p0, p2);
          let tl = i2;
          let bl = i0;
          let tr = i1;
          if (d12 >= d01 && d12 >= d02) {
            tl = i0;
            bl = i1;
            tr = i2;
          } else if (d02 >= d12 && d02 >= d01) {
            tl = i1;
            bl = i0;
            tr = i2;
          }
          copyPattern(layer, tl, this.triple.tl);
          copyPattern(layer, bl, this.triple.bl);
          copyPattern(layer, tr, this.triple.tr);
          const { tl: topLeft, tr: topRight, bl: bottomLeft } = this.triple;
          if ((topRight.x - topLeft.x) * (bottomLeft.y - topLeft.y) - (topRight.y - topLeft.y) * (bottomLeft.x - topLeft.x) < 0) {
            const index = tr;
            tr = bl;
            bl = index;
            copyPattern(layer, tr, topRight);
            copyPattern(layer, bl, bottomLeft);
          }
          this.triple.tlIndex = tl;
          this.triple.trIndex = tr;
          this.triple.blIndex = bl;
          return this.triple;
        }
        // Best triple of one polarity for the mandatory attempt, into tmp64[polarity * 4..] as
        // (i0, i1, i2, relative error). Raw error rejects square cross-symbol mixes in dense grids;
        // sparse scenes use relative error minus row confidence to reject small data pseudo-squares.
        pickPolarity(layer, polarity) {
          const pts = layer.patterns;
          const candidates = this.tmp32;
          let confirmed = 0;
          for (let i = 0; i < layer.patternCount; i++) {
            const state2 = layer.inverted[i];
            if ((state2 & 1) !== polarity || state2 & 2)
              continue;
            if (pts[i * 4 + 3] >= 2)
              confirmed++;
          }
          const minimum = confirmed >= 3 ? 2 : 1;
          let count2 = 0;
          for (let i = 0; i < layer.patternCount; i++) {
            const state2 = layer.inverted[i];
            if ((state2 & 1) !== polarity || state2 & 2)
              continue;
            const confidence = pts[i * 4 + 3];
            if (confidence < minimum)
              continue;
            count2 = this.retain(i, -confidence, count2, 16, 8);
          }
          if (count2 < 3)
            return false;
          const found = this.tmp32;
          found.fill(0, 16);
          const lowerIndex = this.layers.indexOf(layer);
          for (let upperIndex = lowerIndex + 1; upperIndex < this.layers.length; upperIndex++) {
            const upper = this.layers[upperIndex];
            if (!upper.used || !upper.found)
              continue;
            const scale = upper.context.scale / layer.context.scale;
            const offset = (scale - 1) / 2;
            for (let slot = 0; slot < count2; slot++) {
              const at = 4 * candidates[slot];
              const ms = pts[at + 2];
              let b0 = -1;
              let b1 = -1;
              let b2 = -1;
              let d0 = Infinity;
              let d1 = Infinity;
              let d2 = Infinity;
              for (let i = 0; i < upper.patternCount; i++) {
                if ((upper.inverted[i] & 1) !== polarity)
                  continue;
                if (upper.inverted[i] & 2)
                  continue;
                const pos = 4 * i;
                const mappedMs = scale * upper.patterns[pos + 2];
                const smallest = Math.min(ms, mappedMs);
                const largest = Math.max(ms, mappedMs);
                if (largest > 2 * smallest)
                  continue;
                const dx = scale * upper.patterns[pos] + offset - pts[at];
                const dy = scale * upper.patterns[pos + 1] + offset - pts[at + 1];
                const distance2 = dx * dx + dy * dy;
                if (distance2 >= 4 * largest ** 2 || distance2 >= d2)
                  continue;
                if (distance2 < d0) {
                  b2 = b1;
                  d2 = d1;
                  b1 = b0;
                  d1 = d0;
                  b0 = i;
                  d0 = distance2;
                } else if (distance2 < d1) {
                  b2 = b1;
                  d2 = d1;
                  b1 = i;
                  d1 = distance2;
                } else {
                  b2 = i;
                  d2 = distance2;
                }
              }
              const base2 = 16 + (upperIndex * 16 + slot) * 3;
              found[base2] = b0 + 1;
              found[base2 + 1] = b1 + 1;
              found[base2 + 2] = b2 + 1;
            }
          }
          const moduleRatioMax = count2 === 3 ? 1.8 : 1.4;
          let best0 = -1;
          let best1 = -1;
          let best2 = -1;
          let bestScale = 0;
          let bestScore = Infinity;
          let bestConfidence = 0;
          let rankedScore = Infinity;
          let rankedConfidence = 0;
          let ranked0 = -1;
          let ranked1 = -1;
          let ranked2 = -1;
          let rankedRelative = Infinity;
          for (let i = 0; i < count2 - 2; i++) {
            const i0 = candidates[i];
            const p0 = i0 * 4;
            for (let j = i + 1; j < count2 - 1; j++) {
              const i1 = candidates[j];
              const p1 = i1 * 4;
              const d01 = dist2(pts, p0, p1);
              for (let k = j + 1; k < count2; k++) {
                const i2 = candidates[k];
                const p2 = i2 * 4;
                const minMs = Math.min(pts[p0 + 2], pts[p1 + 2], pts[p2 + 2]);
                const maxMs = Math.max(pts[p0 + 2], pts[p1 + 2], pts[p2 + 2]);
                const nativeConfidence = Math.min(pts[p0 + 3], pts[p1 + 3], pts[p2 + 3]);
                if (maxMs > moduleRatioMax * minMs && // The measured sparse ambiguity has eight eligible centers.
                (count2 !== 8 || nativeConfidence < 4)) {
                  let matched = false;
                  upper: for (let upperIndex = lowerIndex + 1; upperIndex < this.layers.length; upperIndex++) {
                    let first2 = 0;
                    let second = 0;
                    for (let role = 0; role < 3; role++) {
                      const slot = role ? role === 1 ? j : k : i;
                      const base2 = 16 + (upperIndex * 16 + slot) * 3;
                      let selected = 0;
                      for (let rank = 0; rank < 3; rank++) {
                        const candidate = found[base2 + rank];
                        if (!candidate || candidate === first2 || candidate === second)
                          continue;
                        selected = candidate;
                        break;
                      }
                      if (!selected)
                        continue upper;
                      if (!role)
                        first2 = selected;
                      else if (role === 1)
                        second = selected;
                    }
                    matched = true;
                    break;
                  }
                  if (!matched)
                    continue;
                }
                const d12 = dist2(pts, p1, p2);
                const d02 = dist2(pts, p0, p2);
                const a = Math.min(d01, d12, d02);
                const c = Math.max(d01, d12, d02);
                const b = d01 + d12 + d02 - a - c;
                const geometry = Math.abs(c - 2 * b) + Math.abs(c - 2 * a);
                const confidence = pts[p0 + 3] + pts[p1 + 3] + pts[p2 + 3];
                if (geometry < bestScore) {
                  bestScore = geometry;
                  bestScale = c;
                  bestConfidence = confidence;
                  best0 = i0;
                  best1 = i1;
                  best2 = i2;
                }
                if (count2 > 8)
                  continue;
                const score = geometry / c - 0.01 * confidence;
                if (score >= rankedScore)
                  continue;
                rankedScore = score;
                rankedConfidence = confidence;
                rankedRelative = geometry / c;
                ranked0 = i0;
                ranked1 = i1;
                ranked2 = i2;
              }
            }
          }
          if (best0 < 0)
            return false;
          let relative = bestScore / bestScale;
          if (count2 <= 7 && // 0.08..0.12 isolates the measured ambiguous-triplet band.
          relative >= 0.08 && relative <= 0.12 || count2 > 7 && count2 <= 8 && rankedConfidence >= 2 * bestConfidence && rankedConfidence <= 4 * bestConfidence) {
            best0 = ranked0;
            best1 = ranked1;
            best2 = ranked2;
            relative = rankedRelative;
          }
          const base = polarity * 4;
          const state = this.tmp64;
          state[base] = best0;
          state[base + 1] = best1;
          state[base + 2] = best2;
          state[base + 3] = relative;
          return true;
        }
        // Reject wrong triples/dimensions from their alternating timing tracks before full sampling.
        timing(s, map, size2) {
          let gh = 0;
          let gv = 0;
          let n = 0;
          const N = size2 - 2 * 8;
          const track = 6 + 0.5;
          for (let i = 8; i < size2 - 8; i++) {
            const c = i + 0.5;
            const e = 1 - (i & 1);
            if (this.read(s, map, c, track) === e)
              gh++;
            if (this.read(s, map, track, c) === e)
              gv++;
            n++;
            if (100 * (gh + gv + 2 * (N - n)) < 150 * N && gh !== n && gv !== n)
              return false;
          }
          return 100 * (gh + gv) >= 150 * N || gh === N || gv === N;
        }
        // Search a window around the expected bottom-right alignment pattern center for a dark run
        // of ~1 module flanked by light, cross-checked vertically. Alignment detection is finder
        // detection with a [1] pattern instead of 1:1:3:1:1, so it shares run(); keep the layer explicit
        // because this search reads the native bitmap even when projection later samples a fine plane.
        findBasicAlign(layer, ex, ey, ms) {
          const R = Math.max(Math.round(5 * ms), 8);
          let found = false;
          let bestD = Infinity;
          const yLo = Math.max(1, Math.round(ey - R));
          const yHi = Math.min(layer.height - 2, Math.round(ey + R));
          const xLo = Math.max(1, Math.round(ex - R));
          const xHi = Math.min(layer.width - 2, Math.round(ex + R));
          const dark2 = +!this.invertedProjection;
          const capV = Math.ceil(3 * ms) - 1;
          for (let y = yLo; y <= yHi; y++) {
            let x = xLo;
            if (bit(layer, x - 1, y) === dark2)
              x += run(layer, x, y, 1, 0, dark2, Infinity);
            while (x <= xHi) {
              x += run(layer, x, y, 1, 0, 1 - dark2, Infinity);
              if (x > xHi)
                break;
              const w = run(layer, x, y, 1, 0, dark2, xHi + 1 - x);
              const cx = x + w / 2;
              const cxi = Math.round(cx);
              x += w + 1;
              if (w < 0.4 * ms || w > 2.5 * ms)
                continue;
              const up = run(layer, cxi, y - 1, 0, -1, dark2, capV);
              const down = run(layer, cxi, y + 1, 0, 1, dark2, capV);
              const h2 = up + down + 1;
              if (h2 < 0.4 * ms || h2 > 2.5 * ms)
                continue;
              const cy = y - up + h2 / 2;
              const dist = (cx - ex) * (cx - ex) + (cy - ey) * (cy - ey);
              if (dist < bestD) {
                bestD = dist;
                found = true;
                this.alignPoint.x = cx;
                this.alignPoint.y = cy;
              }
            }
          }
          return found;
        }
        // Map detected geometry into caller coordinates and cache the one terminal callback payload.
        report(t, br, aligners, ms, size2, ctx) {
          if (!ctx.opts.pointsOnDetect)
            return;
          const { tl, tr, bl } = t;
          const { scale, ox, oy } = ctx;
          const pt = (point2, moduleSize) => {
            const mapped = {
              x: point2.x * scale + ox,
              y: point2.y * scale + oy
            };
            if (moduleSize !== void 0)
              mapped.moduleSize = moduleSize * scale;
            return mapped;
          };
          const map = this.map;
          this.mapFinderQuad(map, size2, t, br.x, br.y);
          const project = (x, y) => pt(mapPoint(map, x, y));
          const quad = (left, top, right, bottom) => [
            project(left, top),
            project(right, top),
            project(right, bottom),
            project(left, bottom)
          ];
          const marker = (point2, moduleSize, x, y, radius) => {
            const center = pt(point2, moduleSize);
            const expected = project(x, y);
            const corners = quad(x - radius, y - radius, x + radius, y + radius);
            const dx = center.x - expected.x;
            const dy = center.y - expected.y;
            if (dx || dy)
              for (const corner of corners) {
                corner.x += dx;
                corner.y += dy;
              }
            return { ...center, corners };
          };
          const c = 3.5;
          const pad = 1;
          const bounds = quad(0, 0, size2, size2);
          const xs = bounds.map((point2) => point2.x);
          const ys = bounds.map((point2) => point2.y);
          const minX = Math.min(...xs);
          const minY = Math.min(...ys);
          this.points = {
            tl: marker(tl, tl.ms, c, c, c),
            tr: marker(tr, tr.ms, size2 - c, c, c),
            br: project(size2 - c, size2 - c),
            bl: marker(bl, bl.ms, c, size2 - c, c),
            aligners: aligners.map(({ point: point2, x, y }) => marker(point2, ms, x, y, 5 / 2)),
            bounds,
            outline: quad(-pad, -pad, size2 + pad, size2 + pad),
            boundingBox: {
              x: minX,
              y: minY,
              width: Math.max(...xs) - minX,
              height: Math.max(...ys) - minY
            }
          };
        }
        // Retarget a coarse-layer homography and threshold grid to its native-resolution luma.
        upgrade(p, map, ctx) {
          const fine = ctx.fine;
          if (!fine)
            return 0;
          const sc = 1 << fine.r;
          const off = (sc - 1) / 2;
          const scaled = this.to;
          for (let i = 0; i < 6; i++)
            scaled[i] = sc * map[i] + off * map[6 + i % 3];
          scaled[6] = map[6];
          scaled[7] = map[7];
          scaled[8] = map[8];
          const plane = this.finePlane;
          const sh = p.sh + fine.r;
          plane.d = fine.luma.data;
          plane.cut = p.cut;
          plane.W = Math.min(fine.luma.width, p.bw << sh);
          plane.H = Math.min(fine.luma.height, (p.cut.length / p.bw | 0) << sh);
          plane.bw = p.bw;
          plane.sh = sh;
          return sc;
        }
        // Parse format/function bits, deinterleave and correct codewords, then decode the payload.
        decodeGrid(size2, _ctx) {
          let decoded2 = FAIL.format;
          if (!checkVersion(this.grid, size2))
            decoded2 = FAIL.version;
          else {
            const m = this.grid;
            let f1 = 0;
            let f2 = 0;
            for (let i = 0; i < 15; i++) {
              const b1 = i < 6 ? m[i * size2 + 8] : i < 8 ? m[(i + 1) * size2 + 8] : i === 8 ? m[8 * size2 + 7] : m[8 * size2 + 14 - i];
              const b2 = i < 8 ? m[8 * size2 + size2 - 1 - i] : m[(size2 - 15 + i) * size2 + 8];
              f1 |= b1 << i;
              f2 |= b2 << i;
            }
            let aEcc = -1;
            let bEcc = -1;
            let aMask = 0;
            let bMask = 0;
            let aDistance = 0;
            let bDistance = 0;
            for (let ecc = 0; ecc < ECC_LEVELS2.length; ecc++)
              for (let mask = 0; mask < 8; mask++) {
                const bits2 = formatBits2(ECC_LEVELS2[ecc], mask);
                const d1 = popcnt2(bits2 ^ f1);
                const d2 = popcnt2(bits2 ^ f2);
                if (d1 <= 3) {
                  aEcc = ecc;
                  aMask = mask;
                  aDistance = d1;
                }
                if (d2 <= 3) {
                  bEcc = ecc;
                  bMask = mask;
                  bDistance = d2;
                }
              }
            const same = aEcc === bEcc && aMask === bMask;
            const firstB = bEcc >= 0 && (aEcc < 0 || !same && bDistance < aDistance);
            const aFormat = aEcc < 0 ? -1 : aEcc << 3 | aMask;
            const bFormat = bEcc < 0 ? -1 : bEcc << 3 | bMask;
            const first2 = firstB ? bFormat : aFormat;
            const second = firstB ? aFormat : bEcc >= 0 && !same ? bFormat : -1;
            for (let formatValue = first2; formatValue >= 0; ) {
              format: {
                const eccIndex = formatValue >> 3;
                const mask = formatValue & 7;
                const ver = (size2 - 17) / 4;
                const fun = this.tmp8;
                fun.fill(0, 0, size2 * size2);
                for (let finder = 0; finder < 3; finder++) {
                  const fx = finder === 1 ? size2 - 7 : 0;
                  const fy = finder === 2 ? size2 - 7 : 0;
                  for (let dy = -1; dy < 8; dy++)
                    for (let dx = -1; dx < 8; dx++) {
                      const x = fx + dx;
                      const y2 = fy + dy;
                      if (x >= 0 && y2 >= 0 && x < size2 && y2 < size2)
                        fun[y2 * size2 + x] = 1;
                    }
                }
                const count2 = this.setAlignments(ver);
                const align = this.tmp8;
                for (let yi = 0; yi < count2; yi++)
                  for (let xi = 0; xi < count2; xi++) {
                    const ax = align[xi];
                    const ay = align[yi];
                    if (fun[ay * size2 + ax])
                      continue;
                    for (let dy = -2; dy <= 2; dy++)
                      for (let dx = -2; dx <= 2; dx++)
                        fun[(ay + dy) * size2 + ax + dx] = 1;
                  }
                for (let i = 0; i < size2; i++) {
                  fun[6 * size2 + i] = 1;
                  fun[i * size2 + 6] = 1;
                }
                for (let i = 0; i <= 8; i++) {
                  fun[i * size2 + 8] = 1;
                  fun[8 * size2 + i] = 1;
                  if (i < 8) {
                    fun[8 * size2 + size2 - 1 - i] = 1;
                    fun[(size2 - 1 - i) * size2 + 8] = 1;
                  }
                }
                if (ver >= 7)
                  for (let i = 0; i < 18; i++) {
                    const x = size2 - 11 + i % 3;
                    const y2 = i / 3 | 0;
                    fun[y2 * size2 + x] = 1;
                    fun[x * size2 + y2] = 1;
                  }
                const bytes = this.codewords;
                const total = BYTES2[ver - 1];
                bytes.fill(0, 0, total);
                let bit2 = 0;
                let dir = -1;
                let y = size2 - 1;
                for (let xOffset = size2 - 1; xOffset > 0; xOffset -= 2) {
                  if (xOffset === 6)
                    xOffset = 6 - 1;
                  for (; ; ) {
                    for (let j = 0; j < 2; j++) {
                      const x = xOffset - j;
                      if (fun[y * size2 + x])
                        continue;
                      if (bit2 < 8 * total && (this.grid[y * size2 + x] ^ maskBits2(x, y) >> mask & 1) === 1)
                        bytes[bit2 >> 3] |= 128 >> (bit2 & 7);
                      bit2++;
                    }
                    if (y + dir < 0 || y + dir >= size2)
                      break;
                    y += dir;
                  }
                  dir = -dir;
                }
                const ecc = ECC_LEVELS2[eccIndex];
                const words4 = WORDS_PER_BLOCK2[ecc][ver - 1];
                const blocks = ECC_BLOCKS2[ecc][ver - 1];
                const shortLen = Math.floor(total / blocks) - words4;
                const shortBlocks = blocks - total % blocks;
                const syndromes = 0;
                const sigma = words4;
                const previous = 2 * words4 + 1;
                const next = 3 * words4 + 2;
                const blockBase = 4 * words4 + 3;
                const blockLen = shortLen + words4;
                const blockBytes = fun;
                let pos = 0;
                for (let ecc2 = 0; ecc2 < 2; ecc2++)
                  for (let i = 0; i < (ecc2 ? words4 : shortLen + 1); i++)
                    for (let block2 = 0; block2 < blocks; block2++) {
                      const length = blockLen + +(block2 >= shortBlocks);
                      if (!ecc2 && i >= length - words4)
                        continue;
                      const offset = blockBase + block2 * blockLen + Math.max(0, block2 - shortBlocks);
                      blockBytes[offset + (ecc2 ? length - words4 : 0) + i] = bytes[pos++];
                    }
                const dataLen = total - words4 * blocks;
                const data = bytes;
                pos = 0;
                for (let block2 = 0; block2 < blocks; block2++) {
                  const offset = blockBase + block2 * blockLen + Math.max(0, block2 - shortBlocks);
                  const length = blockLen + +(block2 >= shortBlocks);
                  let corrected = false;
                  correct: {
                    let hasError = false;
                    for (let i = 0; i < words4; i++) {
                      let value = 0;
                      for (let j = 0; j < length; j++)
                        value = mul(value, EXP[i]) ^ blockBytes[offset + j];
                      fun[syndromes + i] = value;
                      if (value)
                        hasError = true;
                    }
                    if (!hasError) {
                      corrected = true;
                      break correct;
                    }
                    fun.fill(0, sigma, sigma + words4 + 1);
                    fun.fill(0, previous, previous + words4 + 1);
                    fun[sigma] = 1;
                    fun[previous] = 1;
                    let sigmaLength = 1;
                    let previousLength = 1;
                    let degree = 0;
                    let shift = 1;
                    let discrepancy = 1;
                    for (let n = 0; n < words4; n++) {
                      let delta = fun[syndromes + n];
                      for (let i = 1; i <= degree; i++)
                        delta ^= mul(fun[sigma + i], fun[syndromes + n - i]);
                      if (!delta) {
                        shift++;
                        continue;
                      }
                      const coefficient = mul(delta, inv(discrepancy));
                      const nextLength = Math.max(sigmaLength, previousLength + shift);
                      for (let i = 0; i < nextLength; i++)
                        fun[next + i] = (i < sigmaLength ? fun[sigma + i] : 0) ^ (i >= shift && i - shift < previousLength ? mul(coefficient, fun[previous + i - shift]) : 0);
                      if (2 * degree <= n) {
                        fun.copyWithin(previous, sigma, sigma + sigmaLength);
                        previousLength = sigmaLength;
                        degree = n + 1 - degree;
                        discrepancy = delta;
                        shift = 1;
                      } else
                        shift++;
                      fun.copyWithin(sigma, next, next + nextLength);
                      sigmaLength = nextLength;
                    }
                    while (sigmaLength > 1 && !fun[sigma + sigmaLength - 1])
                      sigmaLength--;
                    const errors = sigmaLength - 1;
                    if (!errors || 2 * errors > words4)
                      break correct;
                    const omega = previous;
                    fun.fill(0, omega, omega + words4);
                    for (let i = 0; i < sigmaLength; i++)
                      for (let j = 0; i + j < words4; j++)
                        fun[omega + i + j] ^= mul(fun[sigma + i], fun[syndromes + j]);
                    const locations = next;
                    let locationCount = 0;
                    for (let i = 1; i < 256 && locationCount < errors; i++)
                      if (!evalLow(fun, sigma, sigmaLength, i))
                        fun[locations + locationCount++] = inv(i);
                    if (locationCount !== errors)
                      break correct;
                    for (let i = 0; i < locationCount; i++) {
                      const location2 = fun[locations + i];
                      const blockPos = length - 1 - LOG[location2];
                      if (blockPos < 0)
                        break correct;
                      const inverse = inv(location2);
                      let denominator = 1;
                      for (let j = 0; j < locationCount; j++)
                        if (i !== j)
                          denominator = mul(denominator, 1 ^ mul(fun[locations + j], inverse));
                      blockBytes[offset + blockPos] ^= mul(evalLow(fun, omega, words4, inverse), inv(denominator));
                    }
                    corrected = true;
                  }
                  if (!corrected) {
                    decoded2 = FAIL.rs;
                    break format;
                  }
                  const end = offset + length - words4;
                  for (let i = offset; i < end; i++)
                    data[pos++] = blockBytes[i];
                }
                decoded2 = this.decodePayload(data, dataLen, ver);
              }
              if (!(decoded2 instanceof Error))
                break;
              formatValue = formatValue === first2 ? second : -1;
            }
          }
          return decoded2;
        }
        // Project one global symbol or one alignment-lattice tile directly into
        // the scanner-owned maximum-version grid; adjacent tile regions never overlap.
        projectQuad(s, map, size2, left = 0, right = size2, top = 0, bottom = size2) {
          for (let y = top; y < bottom; y++)
            for (let x = left; x < right; x++) {
              this.grid[y * size2 + x] = this.read(s, map, x + 0.5, y + 0.5);
            }
        }
        // Timing prefilter + global grid projection against one plane.
        projectMap(s, map, size2, ctx) {
          const ok = this.timing(s, map, size2);
          if (ok)
            this.projectQuad(s, map, size2);
          return ok ? this.decodeGrid(size2, ctx) : FAIL.timing;
        }
        // Sample only timing and redundant version bits to gate expensive Version 7+ tiled projection.
        confirm(s, map, size2) {
          let ok = this.timing(s, map, size2);
          if (ok) {
            for (let i = 0; i < 18; i++) {
              const x = size2 - 11 + i % 3;
              const y = i / 3 | 0;
              this.grid[y * size2 + x] = this.read(s, map, x + 0.5, y + 0.5);
              this.grid[x * size2 + y] = this.read(s, map, y + 0.5, x + 0.5);
            }
            ok = checkVersion(this.grid, size2);
          }
          return ok;
        }
        // One path for both polarities: inverted sampling flips read() and the aligner's dark color;
        // perspective state is cleared after every value-returning projection path.
        projectWith(layer, triple, pitch) {
          const inverted = triple.inverted;
          this.invertedProjection = inverted;
          const p = layer.plane;
          const t = triple;
          const ctx = layer.context;
          let failed = FAIL.dimension;
          project: {
            const { tl, tr, bl } = t;
            const ms = (tl.ms + tr.ms + bl.ms) / 3;
            const minMs = Math.min(tl.ms, tr.ms, bl.ms);
            const maxMs = Math.max(tl.ms, tr.ms, bl.ms);
            const ax = tr.x - tl.x;
            const ay = tr.y - tl.y;
            const bx = bl.x - tl.x;
            const by = bl.y - tl.y;
            const area = Math.abs(ax * by - ay * bx);
            const span = Math.max(Math.abs(ay), Math.abs(by));
            const medianMs = tl.ms + tr.ms + bl.ms - minMs - maxMs;
            const medianEst = span > 0 && medianMs > 0 ? area / (span * medianMs) + 7 : Infinity;
            const length = distance(tl, tr);
            const est = pitch ? length / pitch + 7 : (
              // 1.105, 10/9, 1.125, and 1.15 were tested; 10/9 is the best gain plateau.
              maxMs > 10 / 9 * minMs ? length * 2 / (tl.ms + tr.ms) + 7 : medianEst
            );
            const snapped = snapSize(est);
            const meanEst = span > 0 && ms > 0 ? area / (span * ms) + 7 : Infinity;
            const mean = snapSize(meanEst);
            for (let i = 0; i < 4; i++) {
              const size2 = i === 0 ? snapped : i === 1 ? mean : i === 2 ? snapped - 4 : snapped + 4;
              const estimate = i === 1 ? meanEst : est;
              if (i > 0 && size2 === snapped || i > 1 && size2 === mean)
                continue;
              if (size2 < 21 || size2 > 177 || // Reject estimates more than six modules from their snapped QR size.
              Math.abs(size2 - estimate) > 6)
                continue;
              this.decodedSize = size2;
              const f = 1 - (3.5 - 0.5) / (size2 - 7);
              const brEstX = tl.x + (tr.x - tl.x + bl.x - tl.x) * f;
              const brEstY = tl.y + (tr.y - tl.y + bl.y - tl.y) * f;
              let found = false;
              if (size2 >= 21 + 4) {
                if (inverted || !this.perspective(t, t.tl.ms, t.tr.ms, t.bl.ms))
                  found = this.findBasicAlign(layer, brEstX, brEstY, ms);
                else {
                  const ax2 = tr.x + bl.x - 2 * tl.x;
                  const ay2 = tr.y + bl.y - 2 * tl.y;
                  const scale = (ax2 * (brEstX - tl.x) + ay2 * (brEstY - tl.y)) / (ax2 * ax2 + ay2 * ay2);
                  const map = this.map;
                  const predictedDen = (map[6] + map[7]) * scale + map[8];
                  const dx = ((map[0] + map[1]) * scale + map[2]) / predictedDen - brEstX;
                  const dy = ((map[3] + map[4]) * scale + map[5]) / predictedDen - brEstY;
                  if (dx * dx + dy * dy <= 9 * ms * ms)
                    found = this.findBasicAlign(layer, brEstX, brEstY, ms);
                  else {
                    const tlMs = finderPitch(layer, tl);
                    const trMs = finderPitch(layer, tr);
                    const blMs = finderPitch(layer, bl);
                    if (tlMs && trMs && blMs && this.perspective(t, tlMs, trMs, blMs)) {
                      const side = (3.5 - 0.5) / (1 - scale);
                      found = this.searchAlign(p, map, scale, side, 0, 0, 1, false);
                    }
                  }
                }
              }
              failed = FAIL.alignment;
              const attempts = found ? 2 : 1;
              for (let attempt2 = 0; attempt2 < attempts; attempt2++) {
                const align = !attempt2 && found;
                const brX = align ? this.alignPoint.x : brEstX;
                const brY = align ? this.alignPoint.y : brEstY;
                const brPoint = ctx.opts.pointsOnDetect ? { x: brX, y: brY } : void 0;
                if (ctx.opts.pointsOnDetect) {
                  const inset = size2 - 6.5;
                  const aligners = align ? [{ point: this.alignPoint, x: inset, y: inset }] : [];
                  this.report(t, brPoint, aligners, ms, size2, ctx);
                }
                const map = this.map;
                this.mapFinderQuad(map, size2, t, brX, brY);
                const version = (size2 - 17) / 4;
                if (version < 7) {
                  failed = this.projectMap(p, map, size2, ctx);
                  if (!(failed instanceof Error))
                    break project;
                  if (this.upgrade(p, map, ctx)) {
                    failed = this.projectMap(this.finePlane, this.to, size2, ctx);
                    if (!(failed instanceof Error))
                      break project;
                  }
                } else {
                  const fine = this.upgrade(p, map, ctx);
                  const sp = fine ? this.finePlane : p;
                  const sm = fine ? this.to : map;
                  let confirmed = this.confirm(sp, sm, size2);
                  if (!confirmed && fine)
                    confirmed = this.confirm(p, map, size2);
                  if (confirmed) {
                    tiles: {
                      const tileFine = sp === this.finePlane;
                      const sc = tileFine ? fine : 1;
                      const off = (sc - 1) / 2;
                      const count2 = this.setAlignments(version);
                      const positions = this.tmp8;
                      const nodes = this.tmp64;
                      const located = this.tmp64;
                      const last = positions[count2 - 1];
                      const c = 0.5;
                      let locatedCount = 0;
                      let tileBrX = 0;
                      let tileBrY = 0;
                      let hasTileBr = false;
                      for (let yi = 0; yi < count2; yi++)
                        for (let xi = 0; xi < count2; xi++) {
                          const x = positions[xi];
                          const y = positions[yi];
                          const overlapsFinder = x === 6 && (y === 6 || y === last) || x === last && y === 6;
                          const node = (yi * count2 + xi) * 2;
                          if (!overlapsFinder && this.searchAlign(sp, sm, c, 1, x, y, c, true)) {
                            const pos = 7 * 7 * 2 + locatedCount * 4;
                            located[pos] = this.alignPoint.x;
                            located[pos + 1] = this.alignPoint.y;
                            located[pos + 2] = x + c;
                            located[pos + 3] = y + c;
                            locatedCount++;
                            if (x === last && y === last) {
                              hasTileBr = true;
                              tileBrX = this.alignPoint.x;
                              tileBrY = this.alignPoint.y;
                            }
                            nodes[node] = this.alignPoint.x;
                            nodes[node + 1] = this.alignPoint.y;
                          } else {
                            const q = mapPoint(sm, x + c, y + c);
                            nodes[node] = q.x;
                            nodes[node + 1] = q.y;
                          }
                        }
                      if (!locatedCount) {
                        failed = FAIL.alignment;
                        break tiles;
                      }
                      for (let yi = 0; yi < count2 - 1; yi++)
                        for (let xi = 0; xi < count2 - 1; xi++) {
                          const left = positions[xi];
                          const right = positions[xi + 1];
                          const top = positions[yi];
                          const bottom = positions[yi + 1];
                          const tlNode = (yi * count2 + xi) * 2;
                          const trNode = tlNode + 2;
                          const blNode = ((yi + 1) * count2 + xi) * 2;
                          const brNode = blNode + 2;
                          const tile = this.map;
                          packQuad(this.from, left + c, top + c, right + c, top + c, right + c, bottom + c, left + c, bottom + c);
                          packQuad(this.to, nodes[tlNode], nodes[tlNode + 1], nodes[trNode], nodes[trNode + 1], nodes[brNode], nodes[brNode + 1], nodes[blNode], nodes[blNode + 1]);
                          this.mapQuad(tile);
                          this.projectQuad(sp, tile, size2, xi ? left : 0, xi === count2 - 2 ? size2 : right, yi ? top : 0, yi === count2 - 2 ? size2 : bottom);
                        }
                      if (ctx.opts.pointsOnDetect) {
                        const reportAligners = [];
                        for (let i2 = 0; i2 < locatedCount; i2++) {
                          const pos = 7 * 7 * 2 + i2 * 4;
                          reportAligners.push({
                            point: { x: (located[pos] - off) / sc, y: (located[pos + 1] - off) / sc },
                            x: located[pos + 2],
                            y: located[pos + 3]
                          });
                        }
                        this.report(t, hasTileBr ? { x: (tileBrX - off) / sc, y: (tileBrY - off) / sc } : brPoint, reportAligners, ms, size2, ctx);
                      }
                      failed = this.decodeGrid(size2, ctx);
                    }
                    if (!(failed instanceof Error)) {
                      break project;
                    }
                    failed = this.projectMap(sp, sm, size2, ctx);
                    if (!(failed instanceof Error))
                      break project;
                    if (fine) {
                      failed = this.projectMap(p, map, size2, ctx);
                      if (!(failed instanceof Error))
                        break project;
                    }
                  } else
                    failed = FAIL.version;
                }
              }
            }
          }
          this.invertedProjection = false;
          return failed;
        }
        // Lazily build pyramid stages, then try one mandatory and any budgeted retry triples.
        *scan(cooperative) {
          if (!this.staged)
            throw new Error("expected addImage before decode");
          const layers = this.layers;
          this.points = void 0;
          let failed = FAIL.finder;
          if (!this.resized) {
            for (let i = 1; i < layers.length; i++) {
              const layer = layers[i];
              if (!layer.used)
                break;
              const src = layers[i - 1].luma;
              const dst = layer.luma;
              const width = layers[i - 1].width;
              const rows = cooperative ? 64 : layer.height;
              for (let y = 0; y < layer.height; y += rows) {
                scanRows.resize(src, dst, width, layer.width, y, Math.min(layer.height, y + rows));
                if (cooperative && y + rows < layer.height)
                  this.retryStart += yield;
              }
            }
            this.resized = true;
          }
          walk: for (let mandatory = true; ; mandatory = false) {
            let attempted = false;
            for (let i = layers.length - 1; i >= 0; i--) {
              if (!mandatory && (!this.retries || this.timeLimit !== Infinity && Date.now() - this.retryStart >= this.timeLimit))
                break walk;
              const layer = layers[i];
              if (!layer.used)
                continue;
              if (!layer.found) {
                const bHeight = layer.blockHeight;
                const blockRows = cooperative ? 16 : bHeight;
                for (let y = 0; y < bHeight; y += blockRows) {
                  scanRows.blocks(layer, y, Math.min(bHeight, y + blockRows));
                  if (cooperative && y + blockRows < bHeight)
                    this.retryStart += yield;
                }
                const matrix = layer.bitmap;
                matrix.fill(0, 0, layer.words * layer.height);
                for (let y = 0; y < bHeight; y += blockRows) {
                  scanRows.bitmap(layer, y, Math.min(bHeight, y + blockRows));
                  if (cooperative && y + blockRows < bHeight)
                    this.retryStart += yield;
                }
                if (this.opts.imageOnBitmap)
                  this.opts.imageOnBitmap(darkToImage(layer.width, layer.height, (x, y) => bit(layer, x, y)));
                layer.patternCount = 0;
                const finderRows = cooperative ? 32 : layer.height;
                for (let y = 0; y < layer.height; y += finderRows) {
                  scanRows.find(layer, y, Math.min(layer.height, y + finderRows));
                  if (cooperative && y + finderRows < layer.height)
                    this.retryStart += yield;
                }
                layer.found = true;
              }
              let triple;
              if (mandatory) {
                this.exclude(layer);
                const ordinary = this.pickPolarity(layer, 0);
                const inverted = this.pickPolarity(layer, 1);
                if (ordinary || inverted) {
                  const state = this.tmp64;
                  const pts = layer.patterns;
                  let polarity = 0;
                  if (inverted) {
                    const ordConfidence = ordinary ? pts[state[0] * 4 + 3] + pts[state[1] * 4 + 3] + pts[state[2] * 4 + 3] : 0;
                    const invConfidence = pts[state[4] * 4 + 3] + pts[state[5] * 4 + 3] + pts[state[6] * 4 + 3];
                    if (!ordinary || (state[7] + 0.1) * ordConfidence < (state[3] + 0.1) * invConfidence)
                      polarity = 1;
                  }
                  const base = polarity * 4;
                  const w0 = state[base] | 0;
                  const w1 = state[base + 1] | 0;
                  const w2 = state[base + 2] | 0;
                  layer.pickSum = w0 + w1 + w2;
                  layer.pickLo = Math.min(w0, w1, w2);
                  layer.pickHi = Math.max(w0, w1, w2);
                  triple = this.makeTriple(layer, w0, w1, w2);
                  triple.inverted = polarity === 1;
                }
              } else {
                schedule: {
                  if (layer.setsReady)
                    break schedule;
                  layer.setsReady = true;
                  layer.setCount = 0;
                  layer.setCursor = 0;
                  let eligible = 0;
                  for (let i2 = 0; i2 < layer.patternCount; i2++) {
                    if (layer.inverted[i2] & 2)
                      continue;
                    eligible++;
                  }
                  if (eligible < 3)
                    break schedule;
                  const pts = layer.patterns;
                  const neighbors = this.tmp32;
                  const useFilters = eligible > 5;
                  for (let i2 = 0; i2 < layer.patternCount - 2; i2++) {
                    if (cooperative && i2 && !(i2 & 7))
                      this.retryStart += yield;
                    const state = layer.inverted[i2];
                    if (state & 2)
                      continue;
                    const inverted = !!(state & 1);
                    const p0 = i2 * 4;
                    const maxDistance = pts[p0 + 2] * 177 * 1.5;
                    const maxDistance2 = maxDistance * maxDistance;
                    let count2 = 0;
                    for (let index = i2 + 1; index < layer.patternCount; index++) {
                      const otherState = layer.inverted[index];
                      if (otherState & 2 || !!(otherState & 1) !== inverted)
                        continue;
                      const pos = index * 4;
                      const smallest = Math.min(pts[p0 + 2], pts[pos + 2]);
                      const largest = Math.max(pts[p0 + 2], pts[pos + 2]);
                      if (useFilters && // The 2.4 ratio preserves upper-layer-confirmed perspective triples.
                      largest > 2.4 * smallest + 2 / 7)
                        continue;
                      const dx = pts[p0] - pts[pos];
                      const dy = pts[p0 + 1] - pts[pos + 1];
                      const distance2 = dx * dx + dy * dy;
                      if (distance2 > maxDistance2)
                        continue;
                      const rank = distance2 / pts[pos + 3];
                      count2 = this.retain(index, rank, count2, 15);
                    }
                    for (let u = 0; u < count2 - 1; u++) {
                      const i1 = neighbors[u];
                      const p1 = i1 * 4;
                      const d01 = dist2(pts, p0, p1);
                      for (let v = u + 1; v < count2; v++) {
                        const i22 = neighbors[v];
                        const p2 = i22 * 4;
                        const d12 = dist2(pts, p1, p2);
                        const d02 = dist2(pts, p0, p2);
                        const a = Math.min(d01, d12, d02);
                        const c = Math.max(d01, d12, d02);
                        const b = d01 + d12 + d02 - a - c;
                        if (!a || !b || useFilters && (a > 4 * b || b > 4 * a))
                          continue;
                        const da = Math.sqrt(a);
                        const db = Math.sqrt(b);
                        const moduleCount = (da + db) / (2 * ((pts[p0 + 2] + pts[p1 + 2] + pts[p2 + 2]) / 3)) + 7;
                        if (
                          // Center-line pitch can overestimate small finders; allow 0.8..1.5 scaling.
                          moduleCount < 21 * 0.8 || moduleCount > 177 * 1.5
                        )
                          continue;
                        const cosine = (a + b - c) / (2 * Math.sqrt(a * b));
                        if (useFilters && Math.abs(cosine) > 0.5)
                          continue;
                        const confidence = pts[p0 + 3] + pts[p1 + 3] + pts[p2 + 3];
                        const score = (da + db + Math.abs(da - db)) / confidence;
                        retain: {
                          const sets2 = layer.sets;
                          let index = layer.setCount;
                          if (index < 256)
                            layer.setCount++;
                          else {
                            if (score >= sets2[0])
                              break retain;
                            index = 0;
                          }
                          const pos = index * 5;
                          sets2[pos] = score;
                          sets2[pos + 1] = +inverted;
                          sets2[pos + 2] = i2;
                          sets2[pos + 3] = i1;
                          sets2[pos + 4] = i22;
                          while (index) {
                            const parent = index - 1 >> 1;
                            if (sets2[parent * 5] >= sets2[index * 5])
                              break retain;
                            swapSet(layer, parent, index);
                            index = parent;
                          }
                          siftDown(layer, layer.setCount);
                        }
                      }
                    }
                  }
                  for (let end = layer.setCount - 1; end > 0; end--) {
                    swapSet(layer, 0, end);
                    siftDown(layer, end);
                  }
                }
                const sets = layer.sets;
                while (layer.setCursor < layer.setCount) {
                  const pos = layer.setCursor++ * 5;
                  const i0 = sets[pos + 2] | 0;
                  const i1 = sets[pos + 3] | 0;
                  const i2 = sets[pos + 4] | 0;
                  if (layer.inverted[i0] & 2 || layer.inverted[i1] & 2 || layer.inverted[i2] & 2)
                    continue;
                  if (i0 + i1 + i2 === layer.pickSum && Math.min(i0, i1, i2) === layer.pickLo && Math.max(i0, i1, i2) === layer.pickHi)
                    continue;
                  triple = this.makeTriple(layer, i0, i1, i2);
                  triple.inverted = !!sets[pos + 1];
                  break;
                }
              }
              if (!triple) {
                if (cooperative)
                  this.retryStart += yield;
                continue;
              }
              if (!mandatory && this.retries !== Infinity)
                this.retries--;
              attempted = true;
              let pitch = !this.blocked && Math.abs(triple.tr.y - triple.tl.y) > Math.abs(triple.tr.x - triple.tl.x) ? edgePitch(layer, triple.tl, triple.tr, triple.inverted) : 0;
              const fit = !!(pitch && distance(triple.tl, triple.tr) / pitch + 7 >= 21 + (7 - 1) * 4);
              if (fit) {
                fitPattern(layer, triple.tl, triple.inverted);
                fitPattern(layer, triple.tr, triple.inverted);
                fitPattern(layer, triple.bl, triple.inverted);
                refineTriple(layer, triple);
                pitch = edgePitch(layer, triple.tl, triple.tr, triple.inverted);
              }
              let done = this.projectWith(layer, triple, pitch);
              if (done instanceof Error && !fit && refineTriple(layer, triple))
                done = this.projectWith(layer, triple, pitch);
              const opts = layer.context.opts;
              const result2 = done;
              if (!(done instanceof Error)) {
                if (opts.imageOnResult)
                  opts.imageOnResult(darkToImage(this.decodedSize, this.decodedSize, (x, y) => this.grid[y * this.decodedSize + x]));
                const padding = 3.5 / (this.decodedSize - 7);
                const p = layer.patterns;
                const tl = 4 * triple.tlIndex;
                const tr = 4 * triple.trIndex;
                const bl = 4 * triple.blIndex;
                p[tl] = triple.tl.x;
                p[tl + 1] = triple.tl.y;
                p[tl + 2] = triple.trIndex;
                p[tl + 3] = triple.blIndex;
                p[tr] = triple.tr.x;
                p[tr + 1] = triple.tr.y;
                p[tr + 2] = padding;
                p[bl] = triple.bl.x;
                p[bl + 1] = triple.bl.y;
                if (!(layer.inverted[triple.tlIndex] & 2))
                  this.blocked++;
                if (!(layer.inverted[triple.trIndex] & 2))
                  this.blocked++;
                if (!(layer.inverted[triple.blIndex] & 2))
                  this.blocked++;
                layer.inverted[triple.tlIndex] |= 2 | 4;
                layer.inverted[triple.trIndex] |= 2 | 8;
                layer.inverted[triple.blIndex] |= 2 | 8;
                for (const source of layers) {
                  if (!source.found)
                    continue;
                  this.exclude(source);
                }
                if (this.points)
                  this.opts.pointsOnDetect?.(this.points, result2);
              }
              if (!(result2 instanceof Error))
                return result2;
              failed = result2;
              if (cooperative)
                this.retryStart += yield;
            }
            if (!mandatory && !attempted)
              break;
          }
          if (this.points)
            this.opts.pointsOnDetect?.(this.points, failed);
          return failed;
        }
        // Re-run the scan after each success for decode-all while sharing one retry deadline/budget.
        *walk(cooperative, all) {
          this.retryStart = Date.now();
          this.retries = this.effort === Infinity ? Infinity : this.effort - 1;
          const results2 = [];
          for (; ; ) {
            const result2 = yield* this.scan(cooperative);
            results2.push(result2);
            if (!all)
              return results2;
            if (result2 instanceof Error)
              return results2;
            if (cooperative)
              this.retryStart += yield;
          }
        }
        decode(all = false) {
          this.beginOperation();
          try {
            return runDecode(this.walk(false, all));
          } finally {
            this.endOperation();
          }
        }
        async decodeAsync(all = false) {
          this.beginOperation();
          try {
            return await runDecodeAsync(this.walk(true, all), this.timeLimit);
          } finally {
            this.endOperation();
          }
        }
      };
      decodeQR = (img, opts = {}) => {
        validateOpts(opts);
        validateImage(img, opts.format);
        const scanner = new _QRScanner({ ...opts, maxSize: { height: img.height, width: img.width } });
        try {
          scanner.addImage(img, opts.format);
          const result2 = scanner.decode()[0];
          if (result2 instanceof Error)
            throw new Error(result2.message);
          return result2;
        } finally {
          scanner.clean();
        }
      };
    }
  });

  // page/dom.js
  var SVG = "http://www.w3.org/2000/svg";
  var KEPT = "since";
  var SHAPES = {
    pass: [["circle", { cx: 8, cy: 8, r: 7.5 }], ["path", { class: "cut", d: "M4.4 8.3l2.5 2.5 4.8-5.3" }]],
    fail: [["path", { d: "M8 .8l7.6 14H.4z" }], ["path", { class: "cut", d: "M8 5.6v4.4M8 11.6v1.4" }]],
    pending: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }], ["path", { class: "hand", d: "M8 4.2V8l2.6 1.8" }]],
    unknown: [
      ["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }],
      ["path", { class: "hand", d: "M6 6.2c.2-2.4 4-2.4 4 0 0 1.6-2 1.5-2 3.2M8 11.7v.3" }]
    ],
    waits: [["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }], ["path", { class: "hand", d: "M5 6.2h6M5 9.8h6" }]],
    void: [["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }], ["path", { class: "hand", d: "M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4" }]],
    drawn: [["circle", { cx: 8, cy: 8, r: 7.5 }], ["circle", { class: "cut", cx: 8, cy: 8, r: 3.6 }]],
    spared: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }]],
    idle: [["circle", { class: "ring dash", cx: 8, cy: 8, r: 6.5 }]],
    running: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }], ["circle", { cx: 8, cy: 8, r: 2.6 }]]
  };
  [SHAPES.done, SHAPES.waiting] = [SHAPES.pass, SHAPES.pending];
  function h(name, props = {}, ...children) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(props || {})) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== null && value !== void 0 && value !== false) element.setAttribute(key, String(value));
    }
    return fill(element, children);
  }
  function fill(element, children) {
    for (const child of [children].flat(Infinity)) {
      if (child !== null && child !== void 0 && child !== false) element.append(child);
    }
    return element;
  }
  function put(element, ...children) {
    element.textContent = "";
    return fill(element, children);
  }
  function shape(kind) {
    const drawn2 = document.createElementNS(SVG, "svg");
    const common = { class: "shape", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" };
    for (const [key, value] of Object.entries(common)) drawn2.setAttribute(key, value);
    for (const [tag, attributes] of SHAPES[kind]) {
      const part = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
      drawn2.append(part);
    }
    return drawn2;
  }
  function mark(kind, word) {
    return h(`span.mark.mark--${kind}`, {}, shape(kind), h("span", {}, word));
  }
  function dots([filled, total]) {
    const columns = Math.min(total, 20);
    const [width, height] = [columns * 9, Math.ceil(total / 20) * 9];
    const drawn2 = document.createElementNS(SVG, "svg");
    const common = { class: "dots", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true", focusable: "false" };
    for (const [key, value] of Object.entries(common)) drawn2.setAttribute(key, value);
    for (let index = 0; index < total; index++) {
      const dot = document.createElementNS(SVG, "circle");
      const place3 = { cx: index % 20 * 9 + 4.5, cy: Math.floor(index / 20) * 9 + 4.5, r: 3.2 };
      for (const [key, value] of Object.entries(place3)) dot.setAttribute(key, value);
      if (index < filled) dot.setAttribute("class", "on");
      drawn2.append(dot);
    }
    return drawn2;
  }
  function hash(value, cut = 0) {
    if (!cut || value.length <= cut) return h("code.hash", {}, value);
    return h("code.hash", { title: value }, `${value.slice(0, cut)}…`);
  }
  function fingerprint(value, label) {
    const groups = Array.from({ length: 16 }, (_, at) => h("span", {}, value.slice(4 * at, 4 * at + 4)));
    return h("p.fingerprint.fingerprint--four", { role: "img", "aria-label": `${label} ${spoken(value)}` }, groups);
  }
  function spoken(value) {
    return (value.match(/.{1,4}/g) || []).join(" ");
  }
  async function copyFrom(block2, button, idle = "复制") {
    try {
      await navigator.clipboard.writeText(block2.textContent);
      button.textContent = "已复制";
      setTimeout(() => {
        button.textContent = idle;
      }, 2e3);
    } catch (error) {
      getSelection().selectAllChildren(block2);
      button.textContent = "已选中，请按 Ctrl+C";
    }
  }
  function block(text2, label, { copy = true } = {}) {
    const code = h("code", {}, text2);
    const pre = h("pre", { tabindex: "0" }, code);
    const button = h("button.copy", { type: "button", "aria-label": `复制${label}` }, "复制");
    button.addEventListener("click", () => copyFrom(code, button));
    return h("div.shell", { role: "group", "aria-label": label }, pre, copy ? button : null);
  }
  function details(summary, ...children) {
    return h("details", {}, h("summary", {}, summary), children);
  }
  function save(name, data, type = "text/plain;charset=utf-8") {
    const address = URL.createObjectURL(new Blob([data], { type }));
    const link = h("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 6e4);
  }
  function announcer() {
    const place3 = h("p.hidden", { role: "status", "aria-live": "polite" });
    return {
      place: place3,
      say(text2) {
        if (place3.textContent !== text2) place3.textContent = text2;
      }
    };
  }
  function fileLink(root2, path) {
    const name = h("code", {}, path);
    return root2 ? h("a", { href: new URL(path, root2).href }, name) : name;
  }
  function evidenceLink(root2, path) {
    return path === KEPT ? "您从前保存的总账指纹" : ["文件 ", fileLink(root2, path)];
  }
  function size(bytes) {
    if (bytes < 1e3) return `${bytes} 字节`;
    return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  }
  function duration(ms) {
    return ms < 100 ? `${Math.max(1, Math.round(ms))} 毫秒` : `${(ms / 1e3).toFixed(1)} 秒`;
  }
  function moment(when2) {
    const time2 = new Date(typeof when2 === "string" ? Date.parse(when2) : when2.getTime());
    const local = new Date(time2.getTime() + 8 * 36e5);
    const two = (number) => String(number).padStart(2, "0");
    const day = `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
    return `${day} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
  }

  // page/words.js
  var VERDICTS = { pass: "成立", fail: "不成立", pending: "还没到时候", unknown: "无法判断" };
  var WAITS = "成立（待比对起点）";
  var ORDER = ["pass", "pending", "unknown", "fail"];
  var CHECKS = {
    C01: ["签名人有权", "每个签名的密钥，在总账的那个位置上，都列在签名规则里，且属于应有的角色。"],
    C02: ["总账完整", "最新的总账指纹有总账的签名，并能由全部条目重新算出。"],
    C03: ["历史未改", "以前的每个总账指纹，都是今天这本总账的开头一段。"],
    C04: ["有人见证", "足够多的见证人见证了封签时的总账和最新的总账。"],
    C05: ["次序无缺", "抽签编号不缺号，一个编号只封存一次，同一事项不同时抽两次，作废须在公共随机数产生之前有人见证。"],
    C06: ["签批齐全", "每份签名文书都有应当签名的各方签名。"],
    C07: ["文件相符", "公布的每个文件与总账登记的一字不差，没有多余的，也没有缺少的。"],
    C08: ["名单有据", "参加抽签的名单和检查人员名单，可以由当时的名录、抽查方案和规则重新得出。"],
    C09: ["名额相符", "各组抽多少、检查组要什么人，可以由名单重新算出。"],
    C10: ["先封后抽", "封存、拆封、封签依次写进总账，并在公共随机数产生至少60秒之前有人见证。"],
    C11: ["秘密相符", "各方拆封的秘密，正是它抽签前封存的那一个；没有拆封的写明缺席。"],
    C12: ["公共随机数为真", "公共随机数有证明，正是抽签前指定的那一期，时刻由计算得出。"],
    C13: ["种子可重算", "本次抽签的种子，由各方秘密和公共随机数按公布的写法重新得出。"],
    C14: ["抽中名单可重算", "每家单位的签号可以单独算出；各组签号最小的若干家，正是公布的抽中名单。"],
    C15: ["检查组可重算", "由谁去检查，按公布的规则重新计算，结果相同。"],
    C16: ["更换有据", "每次更换、增补都在新的公共随机数产生之前写进总账，并由它决定换成谁。"],
    C17: ["结果齐全", "抽中的每家单位都按期公布了结果，由应去的检查人员在抽签之后检查，记录没有被改动。"],
    C18: ["按期公布", "每个结果在认定后30日与20个工作日中较早的一天之前公布。"],
    C19: ["名录无异动", "抽签前没有无故移出、移出又移回，也没有临时改动本次抽签用到的内容。"],
    C20: ["不泄露隐私", "公布的文件里没有不应公开的栏目、身份证号和电话号码。"]
  };
  var ASKS = {
    C01: "每个签名的密钥，在总账的那个位置上，是否都列在签名规则里，且属于应有的角色？",
    C02: "最新的总账指纹是否有总账的签名，并能由全部条目重新算出？",
    C03: "以前的每个总账指纹，是否都是今天这本总账的开头一段？",
    C04: "是否有足够多的见证人见证了封签时的总账和最新的总账？",
    C05: "抽签编号是否不缺号，一个编号是否只封存一次，同一事项是否不同时抽两次，作废是否在公共随机数产生之前有人见证？",
    C06: "每份签名文书是否都有应当签名的各方签名？",
    C07: "公布的每个文件是否与总账登记的一字不差，没有多余的，也没有缺少的？",
    C08: "参加抽签的名单和检查人员名单，是否可以由当时的名录、抽查方案和规则重新得出？",
    C09: "各组抽多少、检查组要什么人，是否可以由名单重新算出？",
    C10: "封存、拆封、封签是否依次写进总账，并在公共随机数产生至少60秒之前有人见证？",
    C11: "各方拆封的秘密，是否正是它抽签前封存的那一个，没有拆封的是否写明缺席？",
    C12: "公共随机数是否有证明，是否正是抽签前指定的那一期，时刻是否由计算得出？",
    C13: "本次抽签的种子，能否由各方秘密和公共随机数按公布的写法重新得出？",
    C14: "每家单位的签号能否单独算出，各组签号最小的若干家是否正是公布的抽中名单？",
    C15: "由谁去检查，按公布的规则重新计算，结果是否相同？",
    C16: "每次更换、增补是否都在新的公共随机数产生之前写进总账，并由它决定换成谁？",
    C17: "抽中的每家单位是否都按期公布了结果，由应去的检查人员在抽签之后检查，记录没有被改动？",
    C18: "每个结果是否在认定后30日与20个工作日中较早的一天之前公布？",
    C19: "抽签前是否没有无故移出、移出又移回，也没有临时改动本次抽签用到的内容？",
    C20: "公布的文件里是否没有不应公开的栏目、身份证号和电话号码？"
  };
  var UNPINNED = "；尚未与公告上印的起点指纹比对";
  var COMPARES = {
    C01: "签名文书的签名人，对照那时有效的签名规则。",
    C02: "由全部条目重算的根，对照最新总账指纹里写的根；总账的签名，对照签名规则里的钥匙。",
    C03: "以前的每个总账指纹，对照由今天的条目重算、同样长的那一段。",
    C04: "总账指纹上见证人的签名，对照签名规则要求的见证人。",
    C05: "全部抽查的编号、封存、结束和作废，对照总账里的先后。",
    C06: "每份文书上的签名，对照应当签名的各方。",
    C07: "公布的文件，对照总账登记的 SHA-256。",
    C08: "公布的两份名单，对照由当时的名录、抽查方案、规则和以前的检查结果重新得出的名单。",
    C09: "封存的名额和席位，对照由名单重新算出的。",
    C10: "见证人签名的时刻，对照公共随机数的时刻（至少早 60 秒）。",
    C11: "拆封的秘密，对照抽签前封存的承诺值。",
    C12: "公布的随机数，对照由它的证明算出的值、抽签前指定的轮次和由轮次算出的时刻。",
    C13: "公布的种子，对照由秘密、公共随机数和总账记录重新写出的 seed.txt。",
    C14: "公布的抽中名单，对照由种子重新算出的。",
    C15: "公布的检查组，对照由种子重新算出的。",
    C16: "公布的更换，对照由新的公共随机数重新算出的。",
    C17: "公布的每个结果，对照总账登记的哈希、应去的检查组和期限。",
    C18: "每个结果得到见证的时间，对照从认定之日算起的期限。",
    C19: "前后各份名录，逐份对照变更清单；抽签前的移出和改动，对照以后有没有改回。",
    C20: "公布的文件和总账，对照公开的栏目，和身份证号、电话、银行卡号、详细地址的写法。"
  };
  var VALUES = {
    C04: ["总账指纹", "总账指纹"],
    C05: ["写明的原因代码", "应有的"],
    C06: ["签名人", ""],
    C09: ["名单里数得", "封存的"],
    C10: ["见证人签名的时刻", "最晚应在"],
    C11: ["参与方", "承诺值"],
    C12: ["公布的值", "算出的值"]
  };
  var SOURCES = {
    "drand-quicknet": "drand 公共随机数网络",
    "lottery-ssq": "双色球开奖号码",
    "lottery-dlt": "大乐透开奖号码",
    "nist-2": "NIST 随机信标",
    ceremony: "现场公开摇号"
  };
  var VOIDS = { error: "封存的文件有错", absence: "参与方缺席", unwitnessed: "封签未及时得到见证", "beacon-silent": "公共随机数未产生" };
  var NOTHING = ["没有可以核验的内容", "已作废，此后的步骤不再需要", "已作废，没有抽取", "封签前已作废", "没有更换"];
  var OF_RESULTS = ["C17", "C18"];
  var COMPUTED = ["C11", "C12", "C13", "C14", "C15"];
  var MEANINGS = {
    C01: ["有的签名用了签名规则里没有的钥匙，或者钥匙不属于应有的人。", "不等于抽签一定算错；抽签算得对不对，看 C13 至 C15。"],
    C02: ["总账的指纹和总账里的条目对不上：总账被改过，或者文件在发布时损坏。", "不等于抽签结果被改过：也可能是文件损坏。换一台设备、换一个网络再取一次，可以分清。"],
    C03: ["今天的总账不是从前那一本的延续：过去的记录被改写或者删除过。", "不说明改了哪一条、是谁改的；把从前的指纹和今天的一起交给见证人，才查得出来。"],
    C04: ["见证人的签名不够，或者有一个是坏的：“只有一本总账”得不到外人的证明。", "不等于总账真的被换过，只是没有外人能替它作证。"],
    C05: ["抽签的次序不合规则：有缺号、重抽、同时抽两次，或者作废来得太晚。", "不说明是谁的主意；要请抽查机构说明缘由。"],
    C06: ["有的文书缺少应有的签名，或者签名是坏的。", "不等于文书内容是假的；但没有签齐的文书不该算数。"],
    C07: ["公布的某个文件和总账登记的不是同一个：它在登记以后变过，或者缺失、多余。", "不等于抽签算错了，也不说明是谁改的：可能是有意改动，也可能是发布出错。总账里登记的哈希才是当时的那一个。"],
    C08: ["参加抽签的名单不能从当时的名录和方案得出：有人多了、少了，或者分错了组。", "不等于您的单位被动过；在“查我的单位”里可以单独看。"],
    C09: ["名额和名单对不上：抽多了、抽少了，或者席位改过。", "不说明哪一家不该被抽中。"],
    C10: ["封存没有在公共随机数产生之前得到见证：名单有可能是知道结果以后才定的。", "不能证明名单真的改过；但规则要求这样的抽签不能算数。"],
    C11: ["有一方拆封的秘密不是它封存的那一个：有人事后换过。", "不等于种子是他们选定的：只要有一方守信，谁也不能单独选定种子。"],
    C12: ["公共随机数不是抽签前指定的那一期，或者它的证明不成立：种子可能被人选过。", "不等于随机数的发布机构有问题；先看是哪一期、哪个值不对。"],
    C13: ["种子和它应有的来历对不上：抽签用的不是这些秘密和公共随机数。", "不等于名单被改过；差在哪一行，逐行核对 seed.txt 就能看出。"],
    C14: ["按公布的种子重算，抽中的不是公布的这些单位。", "不等于每一家都错；对照两份名单可以看出是哪几家。"],
    C15: ["按公布的规则重算，派去检查的不是公布的这些人。", "不等于抽中的单位错了；单位对不对看 C14。"],
    C16: ["有一次更换或增补不合规则：换谁、补谁不是由事后的随机数决定的。", "不影响没有更换过的检查组。"],
    C17: ["有的结果过期没有公布、被改动过，或者去检查的不是应去的人。", "不等于结论本身是错的；对结论有异议请按期提出。"],
    C18: ["有的结果公布晚了。", "不等于结果是错的。"],
    C19: ["名录在抽签前有说不清的变动：有人被移出、移出又移回，或者改过内容。", "不等于有人做了手脚：可能有正当原因，变动清单应当写明。"],
    C20: ["公布的文件里有不该公开的内容。", "不等于抽签有问题；请尽快通知本局撤下，并请不要转发。"]
  };
  var EXCLUDED = {
    inactive: "已不在经营状态",
    "clean-twice": "一年内已抽查多次且均无违法（第十一条）",
    visited: "本年度已被本机构检查过其他事项（第十六条）",
    capped: "本年度检查次数已到事项的频次上限",
    expired: "执法证到期",
    suspended: "暂停执法",
    transferred: "已调离"
  };
  var GROUNDS = { repair: "信用修复", expired: "公示期满", court: "法院裁判" };
  var OBJECTIONS = {
    received: ["waiting", "收到异议"],
    accepted: ["waiting", "异议处理中"],
    dismissed: ["done", "异议不成立，结果维持"],
    upheld: ["waiting", "异议成立，待更正"],
    corrected: ["done", "异议成立，已更正"]
  };

  // page/failure.js
  var MAILED = 1500;
  var LISTED = 8;
  function failurePanel(report, context) {
    const failed = report.checks.filter((check3) => check3.verdict === "fail");
    return h(
      "section.failure",
      { "aria-labelledby": "check-failure" },
      h("h3", { id: "check-failure" }, "哪里对不上"),
      failed.map((check3) => failedCheck(check3, context)),
      h("h3", {}, "现在请您做"),
      todo(context),
      complaintPart(report, failed, context)
    );
  }
  function failedCheck(check3, context) {
    const [means, not] = MEANINGS[check3.code];
    const findings = check3.findings.filter((finding) => finding.verdict === "fail");
    const more = findings.slice(LISTED);
    return h(
      "div.failure__check",
      {},
      h("p.failure__title", {}, mark("fail", "不成立"), " ", h("strong", {}, `${check3.code} ${CHECKS[check3.code][0]}`)),
      findings.slice(0, LISTED).map((finding) => compared(finding, context)),
      more.length ? details(`还有 ${more.length} 处`, more.map((finding) => compared(finding, context))) : null,
      h(
        "dl.failure__means",
        {},
        h("div", {}, h("dt", {}, "这意味着"), h("dd", {}, means)),
        h("div", {}, h("dt", {}, "这不意味着"), h("dd", {}, not))
      )
    );
  }
  function compared(finding, context) {
    return h(
      "div.failure__finding",
      {},
      h("p", {}, `${context.say(finding.zh)}。`),
      finding.file ? h("p", {}, evidenceLink(context.root, finding.file), saveButton(finding.file, context)) : null,
      valuePair(finding)
    );
  }
  function valuePair(finding) {
    if (!finding.found && !finding.expected) return null;
    const part = difference(finding.found, finding.expected);
    return h(
      "dl.pair",
      {},
      h("div", {}, h("dt", {}, "实际是"), h("dd", {}, pointed(finding.found, part))),
      h("div", {}, h("dt", {}, "应当是"), h("dd", {}, pointed(finding.expected, part)))
    );
  }
  function difference(one, other) {
    if (!one || !other || one === other) return null;
    const shorter = Math.min(one.length, other.length);
    let [start, end] = [0, 0];
    while (start < shorter && one[start] === other[start]) start++;
    while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
    return { start, end };
  }
  function pointed(text2, part) {
    if (!text2) return h("span.quiet", {}, "（没有）");
    if (!part) return hash(text2);
    const last = text2.length - part.end;
    const marked = text2.slice(part.start, last) || (part.end ? "" : "（到此为止）");
    return h("code.hash", {}, text2.slice(0, part.start), marked ? h("mark", {}, marked) : null, text2.slice(last));
  }
  function saveButton(path, context) {
    const button = h("button.link", { type: "button" }, "保存刚才取到的这个文件");
    button.addEventListener("click", async () => {
      const data = await context.read(path).catch(() => null);
      if (data) save(path.replace(/\//g, "_"), data, "application/octet-stream");
      else button.replaceWith(h("span.quiet", {}, "这个文件没有取到"));
    });
    return [" ", button];
  }
  function todo(context) {
    const { bureau, witnesses } = context;
    const outside = witnesses.filter((witness) => witness.outside).map((witness) => witness.name);
    return h(
      "ol.failure__todo",
      {},
      h("li", {}, h("strong", {}, "不要只是刷新。"), "对不上的这一刻就是证据。先把本页存下来（打印成 PDF 或截图），保存上面的文件和下面的报告，不要改动。"),
      h("li", {}, "换一台设备、换一个网络再核对一次，两次的结果都留下。"),
      h(
        "li",
        {},
        h("strong", {}, "今天就告诉："),
        outside.length ? `本局以外的见证人（${outside.join("、")}）；` : "",
        "上级人力资源和社会保障部门或者纪检监察机关；也可以告诉本局",
        bureau.phone || bureau.office ? `（${[bureau.office, bureau.phone && `电话 ${bureau.phone}`].filter(Boolean).join("，")}）` : "",
        "。见证人下一次签名以前知道，最有用。"
      ),
      bureau.objections ? h("li", {}, `您是被检查的单位，还可以提出异议：${bureau.objections}。`) : null
    );
  }
  function complaintPart(report, failed, context) {
    const text2 = complaint(failed, context, report);
    const shown3 = block(text2, "可以直接发出的文字", { copy: false });
    const code = shown3.querySelector("code");
    const copy = h("button.button.button--second", { type: "button" }, "复制这段文字");
    copy.addEventListener("click", () => copyFrom(code, copy, "复制这段文字"));
    const keep = h("button.button.button--second", { type: "button" }, "保存核对报告");
    keep.addEventListener("click", () => save(`report-${context.draw}.json`, reportText(report, context), "application/json"));
    const body = text2.length > MAILED ? `${text2.slice(0, MAILED)}…
（其余见所附报告）` : text2;
    const subject = `抽查 ${context.draw} 核验不成立：${failed.map((check3) => check3.code).join("、")}`;
    const mail = h("a", { href: `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}` }, "用邮件发送");
    return h("div.failure__text", {}, h("h3", {}, "可以直接发出的文字"), shown3, h("p.check__actions", {}, copy, keep, mail));
  }
  function reportText(report, context) {
    const { address, draw: draw2, time: time2, bureau } = context;
    const { checks, notices: notices3, genesis, checkpoint, verdict: verdict2 } = report;
    return `${JSON.stringify({ address, bureau: bureau.name, draw: draw2, time: time2, verdict: verdict2, genesis, checkpoint, checks, notices: notices3 }, null, 2)}
`;
  }
  function complaint(failed, context, report) {
    const lines = [
      `关于抽查 ${context.draw}（${context.title}）核验不成立的情况`,
      "",
      `${moment(context.time)}，我在 ${context.address} 按“现在就核对”，由我的浏览器取来公布的文件重新计算，下列检查不成立：`,
      ""
    ];
    for (const check3 of failed) {
      lines.push(`${check3.code} ${CHECKS[check3.code][0]}`);
      for (const finding of check3.findings.filter((one) => one.verdict === "fail").slice(0, LISTED)) {
        lines.push(`  ${context.say(finding.zh)}`);
        if (finding.file) lines.push(`  文件：${finding.file}`);
        if (finding.found) lines.push(`  实际是：${finding.found}`);
        if (finding.expected) lines.push(`  应当是：${finding.expected}`);
        if (finding.byHand) lines.push(`  自己查：${finding.byHand}`);
      }
      lines.push("");
    }
    const { checkpoint, genesis } = report;
    if (checkpoint) lines.push(`当时的总账指纹：${checkpoint.fingerprint}（${checkpoint.size} 条）`);
    if (genesis) lines.push(`起点指纹：${genesis.hash}（${context.pinned ? "我已与纸上的比对过" : "我没有与纸上的比对"}）`);
    lines.push(`浏览器：${navigator.userAgent}`, "", "附：核对报告，以及当时取到的文件。请书面答复原因。");
    return lines.join("\n");
  }

  // page/limits.js
  function limits({ root: root2, bureau }, checkpoint) {
    const names = checkpoint ? checkpoint.witnesses.filter((one) => one.outside).map((one) => one.name) : [];
    const phone = bureau.phone ? `（电话 ${bureau.phone}）` : "";
    const paper = h("a", { href: "#check-root" }, "和纸上的比对");
    return details(
      "全部成立，也不能证明的几件事，和您能做的",
      h(
        "ul",
        {},
        point("名录是不是齐全。", `总账能证明名录变过什么，不能证明没有漏掉的单位。您知道哪家漏了，请告诉本局${phone}和监督机关。`),
        point("检查是不是公正、结论对不对。", "抽签只决定查谁、谁去查。", bureau.objections ? `有异议：${bureau.objections}。` : "有异议，请书面提出。"),
        point("这个网页有没有被换过。", "把起点指纹", paper, root2 ? ["，或者用", h("a", { href: new URL("offline.html", root2).href }, "离线核验"), "、", h("a", { href: new URL("verify.html", root2).href }, "自己动手算"), "。"] : "。"),
        point("公共随机数有没有人操纵。", "它由本局以外的机构产生；用哪一期，抽签前就已写死，本局挑不了。您可以到别处取来同一期比对。"),
        point("抽查机构和法制机构会不会串通。", "它们同属本局。能看住它们的，是本局以外的见证人：", names.length ? `${names.join("、")}。您可以问它们签过的总账指纹是不是这一个。` : "现在还没有。")
      )
    );
  }
  function point(title2, ...more) {
    return h("li", {}, h("strong", {}, title2), more);
  }

  // vendor/qr.js
  /*!
   * Copyright (c) 2023 Paul Miller (paulmillr.com)
   * SPDX-License-Identifier: MIT OR Apache-2.0
   */
  var MAX_OUTPUT_SIZE = 1024;
  var MAX_COMPACT_OUTPUT_SIZE = MAX_OUTPUT_SIZE * 4;
  var BYTES = /* @__PURE__ */ (() => {
    const res = [];
    for (let ver = 1; ver <= 40; ver++) {
      let bits2 = (16 * ver + 128) * ver + 64;
      if (ver >= 2) {
        const align = Math.floor(ver / 7) + 2;
        bits2 -= (25 * align - 10) * align - 55;
        if (ver >= 7)
          bits2 -= 36;
      }
      res.push(bits2 >>> 3);
    }
    return res;
  })();
  var ECC_LEVELS = ["low", "medium", "quartile", "high"];
  var WORDS_PER_BLOCK = {
    low: [
      7,
      10,
      15,
      20,
      26,
      18,
      20,
      24,
      30,
      18,
      20,
      24,
      26,
      30,
      22,
      24,
      28,
      30,
      28,
      28,
      28,
      28,
      30,
      30,
      26,
      28,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30
    ],
    medium: [
      10,
      16,
      26,
      18,
      24,
      16,
      18,
      22,
      22,
      26,
      30,
      22,
      22,
      24,
      24,
      28,
      28,
      26,
      26,
      26,
      26,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28,
      28
    ],
    quartile: [
      13,
      22,
      18,
      26,
      18,
      24,
      18,
      22,
      20,
      24,
      28,
      26,
      24,
      20,
      30,
      24,
      28,
      28,
      26,
      30,
      28,
      30,
      30,
      30,
      30,
      28,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30
    ],
    high: [
      17,
      28,
      22,
      16,
      22,
      28,
      26,
      26,
      24,
      28,
      24,
      28,
      22,
      24,
      24,
      30,
      28,
      28,
      26,
      28,
      30,
      24,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30,
      30
    ]
  };
  var ECC_BLOCKS = {
    low: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
    medium: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
    quartile: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
    high: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81]
  };
  var EC_CODE = { low: 1, medium: 0, quartile: 3, high: 2 };
  var ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  function alignmentPatterns(ver) {
    ver = asVersion(ver);
    if (ver === 1)
      return [];
    const last = 21 + 4 * (ver - 1) - 7;
    const count2 = Math.ceil((last - 6) / 28);
    let interval = Math.floor((last - 6) / count2);
    if (interval % 2)
      interval += 1;
    else if ((last - 6) % count2 * 2 >= count2)
      interval += 2;
    const res = [6];
    for (let m = 1; m < count2; m++)
      res.push(last - (count2 - m) * interval);
    res.push(last);
    return res;
  }
  function formatBits(ecc, mask) {
    const data = EC_CODE[ecc] << 3 | mask;
    let d = data;
    for (let i = 0; i < 10; i++)
      d = d << 1 ^ (d >> 9) * 1335;
    return (data << 10 | d) ^ 21522;
  }
  function versionBits(ver) {
    let d = ver;
    for (let i = 0; i < 12; i++)
      d = d << 1 ^ (d >> 11) * 7973;
    return ver << 12 | d;
  }
  var MODE_BITS = { numeric: 1, alphanumeric: 2, byte: 4 };
  var LENGTH_BITS = {
    numeric: [10, 12, 14],
    alphanumeric: [9, 11, 13],
    byte: [8, 16, 16]
  };
  var GF256 = /* @__PURE__ */ (() => {
    const exp = new Uint8Array(510);
    const log = new Uint8Array(256);
    for (let i = 0, x = 1; i < 255; i++) {
      exp[i] = exp[i + 255] = x;
      log[x] = i;
      x <<= 1;
      if (x & 256)
        x ^= 285;
    }
    return { exp, log };
  })();
  function rsGenerator(eccWords) {
    const { exp: EXP2, log: LOG2 } = GF256;
    const gen = new Uint8Array(eccWords);
    gen[eccWords - 1] = 1;
    for (let i = 0, root2 = 1; i < eccWords; i++) {
      for (let j = 0; j < eccWords; j++) {
        const c = gen[j];
        gen[j] = (c ? EXP2[LOG2[c] + LOG2[root2]] : 0) ^ (j + 1 < eccWords ? gen[j + 1] : 0);
      }
      root2 = EXP2[LOG2[root2] + 1];
    }
    return gen;
  }
  var RS_CACHE = [];
  function rsCached(eccWords) {
    let cached = RS_CACHE[eccWords];
    if (cached !== void 0)
      return cached;
    const gen = rsGenerator(eccWords);
    const { exp: EXP2, log: LOG2 } = GF256;
    const mul2 = new Uint8Array(256 * eccWords);
    for (let f = 1; f < 256; f++) {
      const lf = LOG2[f];
      const off = f * eccWords;
      for (let j = 0; j < eccWords; j++) {
        const c = gen[j];
        if (c)
          mul2[off + j] = EXP2[LOG2[c] + lf];
      }
    }
    return RS_CACHE[eccWords] = { gen, mul: mul2 };
  }
  function rsEcc(data, gen, mul2) {
    const { exp: EXP2, log: LOG2 } = GF256;
    const eccWords = gen.length;
    const res = new Uint8Array(eccWords);
    if (mul2 !== void 0) {
      const last = eccWords - 1;
      for (let i = 0; i < data.length; i++) {
        const off = (data[i] ^ res[0]) * eccWords;
        for (let j = 0; j < last; j++)
          res[j] = res[j + 1] ^ mul2[off + j];
        res[last] = mul2[off + last];
      }
      return res;
    }
    for (let i = 0; i < data.length; i++) {
      const f = data[i] ^ res[0];
      res.copyWithin(0, 1);
      res[eccWords - 1] = 0;
      if (f) {
        for (let j = 0; j < eccWords; j++)
          if (gen[j])
            res[j] ^= EXP2[LOG2[gen[j]] + LOG2[f]];
      }
    }
    return res;
  }
  function capacity(ver, ecc) {
    const bytes = BYTES[ver - 1];
    const words4 = WORDS_PER_BLOCK[ecc][ver - 1];
    const numBlocks = ECC_BLOCKS[ecc][ver - 1];
    const blockLen = Math.floor(bytes / numBlocks) - words4;
    const shortBlocks = numBlocks - bytes % numBlocks;
    return { words: words4, numBlocks, shortBlocks, blockLen, capacity: (bytes - words4 * numBlocks) * 8 };
  }
  var err = (msg) => {
    throw new Error(msg);
  };
  function asVersion(ver) {
    if (typeof ver !== "number")
      throw new TypeError(`"ver" expected number, got type=${typeof ver}`);
    if (!Number.isSafeInteger(ver))
      throw new RangeError(`"ver" expected safe integer, got ${ver}`);
    if (ver < 1 || ver > 40)
      throw new RangeError(`Invalid version=${ver}. Expected number [1..40]`);
    return ver;
  }
  function detectType(str) {
    let type = "numeric";
    for (let i = 0; i < str.length; i++) {
      const v = ALNUM_VAL[str.charCodeAt(i)];
      if (!(v >= 0))
        return "byte";
      if (v > 9)
        type = "alphanumeric";
    }
    return type;
  }
  var ALNUM_VAL = /* @__PURE__ */ (() => {
    const t = new Int8Array(128).fill(-1);
    for (let i = 0; i < ALPHANUMERIC.length; i++)
      t[ALPHANUMERIC.charCodeAt(i)] = i;
    return t;
  })();
  function encodeData(ver, ecc, text2, type, utf8) {
    const cap2 = capacity(ver, ecc);
    const lengthBits = LENGTH_BITS[type][Math.floor((ver + 7) / 17)];
    const dataLen = type === "byte" ? utf8.length : text2.length;
    if (dataLen >= 1 << lengthBits)
      err("Capacity overflow");
    const bytes = new Uint8Array(cap2.capacity >>> 3);
    let acc = 0;
    let accBits = 0;
    let bytePos = 0;
    const push = (value, len) => {
      acc = acc << len | value;
      for (accBits += len; accBits >= 8; )
        bytes[bytePos++] = acc >>> (accBits -= 8) & 255;
    };
    push(MODE_BITS[type], 4);
    push(dataLen, lengthBits);
    if (type === "numeric") {
      for (let i = 0; i < dataLen; i += 3) {
        const n = Math.min(3, dataLen - i);
        push(Number(text2.slice(i, i + n)), [0, 4, 7, 10][n]);
      }
    } else if (type === "alphanumeric") {
      for (let i = 0; i + 1 < dataLen; i += 2)
        push(ALNUM_VAL[text2.charCodeAt(i)] * 45 + ALNUM_VAL[text2.charCodeAt(i + 1)], 11);
      if (dataLen & 1)
        push(ALNUM_VAL[text2.charCodeAt(dataLen - 1)], 6);
    } else {
      for (let i = 0; i < utf8.length; i++)
        push(utf8[i], 8);
    }
    let bitPos = bytePos * 8 + accBits;
    if (bitPos > cap2.capacity)
      err("Capacity overflow");
    if (accBits)
      bytes[bytePos] = acc << 8 - accBits & 255;
    bitPos += Math.min(4, cap2.capacity - bitPos);
    if (bitPos & 7)
      bitPos += 8 - (bitPos & 7);
    for (let i = bitPos >>> 3, pad = 0; i < bytes.length; i++, pad ^= 1)
      bytes[i] = pad ? 17 : 236;
    const { words: words4, numBlocks, shortBlocks, blockLen } = cap2;
    const rs = rsCached(words4);
    const blocks = [];
    const eccs = [];
    for (let i = 0, pos = 0; i < numBlocks; i++) {
      const len = blockLen + (i < shortBlocks ? 0 : 1);
      blocks.push(bytes.subarray(pos, pos + len));
      eccs.push(rsEcc(blocks[i], rs.gen, rs.mul));
      pos += len;
    }
    const res = new Uint8Array(bytes.length + words4 * numBlocks);
    let p = 0;
    for (let i = 0; i <= blockLen; i++) {
      for (const b of blocks)
        if (i < b.length)
          res[p++] = b[i];
    }
    for (let i = 0; i < words4; i++)
      for (const e of eccs)
        res[p++] = e[i];
    return res;
  }
  function maskBits(x, y) {
    const x2 = x % 2;
    const y2 = y % 2;
    const x3 = x % 3;
    const xy3 = x3 * (y % 3) % 3;
    const xy2 = x2 & y2;
    let bits2 = 0;
    if (x2 === y2)
      bits2 |= 1;
    if (y2 === 0)
      bits2 |= 2;
    if (x3 === 0)
      bits2 |= 4;
    if ((x + y) % 3 === 0)
      bits2 |= 8;
    if ((Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0)
      bits2 |= 16;
    if (xy2 + xy3 === 0)
      bits2 |= 32;
    if ((xy2 + xy3) % 2 === 0)
      bits2 |= 64;
    if (((x2 ^ y2) + xy3) % 2 === 0)
      bits2 |= 128;
    return bits2;
  }
  var POP16 = /* @__PURE__ */ (() => {
    const t = new Uint8Array(1 << 16);
    for (let i = 1; i < t.length; i++)
      t[i] = t[i >>> 1] + (i & 1);
    return t;
  })();
  var popcnt = (n) => POP16[n & 65535] + POP16[n >>> 16];
  var TRANSPOSE_TMP = /* @__PURE__ */ new Uint32Array(32);
  function transpose32(a) {
    const masks = [1431655765, 858993459, 252645135, 16711935, 65535];
    for (let stage = 0; stage < 5; stage++) {
      const m = masks[stage] >>> 0;
      const s = 1 << stage;
      for (let i = 0; i < 32; i += s << 1) {
        for (let k = 0; k < s; k++) {
          const x = a[i + k] >>> 0;
          const y = a[i + k + s] >>> 0;
          const t = (x >>> s ^ y) & m;
          a[i + k] = (x ^ t << s) >>> 0;
          a[i + k + s] = (y ^ t) >>> 0;
        }
      }
    }
  }
  var mat = (size2) => {
    const words4 = size2 + 31 >>> 5;
    return { size: size2, words: words4, v: new Uint32Array(words4 * size2) };
  };
  var matGet = (m, x, y) => m.v[y * m.words + (x >>> 5)] >>> (x & 31) & 1;
  var matSet = (m, x, y, bit2) => {
    const i = y * m.words + (x >>> 5);
    const b = 1 << (x & 31);
    m.v[i] = bit2 ? m.v[i] | b : m.v[i] & ~b;
  };
  function transposeMat(src, dst) {
    const { size: size2, words: words4, v } = src;
    const tmp = TRANSPOSE_TMP;
    for (let by = 0; by < size2; by += 32) {
      for (let bx = 0; bx < words4; bx++) {
        const rows = Math.min(32, size2 - by);
        for (let r = 0; r < rows; r++)
          tmp[r] = v[(by + r) * words4 + bx];
        tmp.fill(0, rows);
        transpose32(tmp);
        for (let i = 0, dstY = bx * 32; i < 32 && dstY < size2; i++, dstY++) {
          dst.v[dstY * dst.words + (by >>> 5)] = tmp[i];
        }
      }
    }
  }
  function runsPenaltyVertical(m) {
    const { size: size2, words: words4, v } = m;
    const tail = size2 & 31 ? (1 << (size2 & 31)) - 1 >>> 0 : 4294967295;
    let score = 0;
    for (let wi = 0; wi < words4; wi++) {
      const valid = wi === words4 - 1 ? tail : 4294967295;
      let r3 = v[3 * words4 + wi];
      let dPrev = 4294967295;
      let d0 = v[wi] ^ v[words4 + wi];
      let d1 = v[words4 + wi] ^ v[2 * words4 + wi];
      let d2 = v[2 * words4 + wi] ^ r3;
      for (let y = 0, idx = 4 * words4 + wi; y <= size2 - 5; y++, idx += words4) {
        const r4 = v[idx];
        const d3 = r3 ^ r4;
        const w = ~(d0 | d1 | d2 | d3) & valid;
        if (w)
          score += popcnt(w >>> 0) + 2 * popcnt((w & dPrev) >>> 0);
        dPrev = d0;
        d0 = d1;
        d1 = d2;
        d2 = d3;
        r3 = r4;
      }
    }
    return score;
  }
  function finderPenaltyVertical(m) {
    const { size: size2, words: words4, v } = m;
    const tail = size2 & 31 ? (1 << (size2 & 31)) - 1 >>> 0 : 4294967295;
    let count2 = 0;
    for (let wi = 0; wi < words4; wi++) {
      const valid = wi === words4 - 1 ? tail : 4294967295;
      for (let y = 0; y <= size2 - 11; y++) {
        let i = y * words4 + wi;
        const r0 = v[i];
        const r1 = v[i += words4];
        const r2 = v[i += words4];
        const r3 = v[i += words4];
        const r4 = v[i += words4];
        const r5 = v[i += words4];
        const r6 = v[i += words4];
        const r7 = v[i += words4];
        const r8 = v[i += words4];
        const r9 = v[i += words4];
        const r10 = v[i + words4];
        const m0 = valid & r0 & ~r1 & r2 & r3 & r4 & ~r5 & r6 & ~(r7 | r8 | r9 | r10);
        const m1 = valid & ~(r0 | r1 | r2 | r3) & r4 & ~r5 & r6 & r7 & r8 & ~r9 & r10;
        count2 += popcnt(m0 >>> 0) + popcnt(m1 >>> 0);
      }
    }
    return count2;
  }
  function penaltyScore(m, t, limit = Infinity) {
    const { size: size2, words: words4, v } = m;
    const adjacent = runsPenaltyVertical(m) + runsPenaltyVertical(t);
    if (adjacent >= limit)
      return adjacent;
    const tail2 = (1 << size2 - 32 * (words4 - 1) - 1) - 1 >>> 0;
    let boxes = 0;
    let dark2 = 0;
    for (let y = 0; y < size2; y++) {
      for (let wi = 0; wi < words4; wi++) {
        const a0 = v[y * words4 + wi];
        dark2 += popcnt(a0 >>> 0);
        if (y === size2 - 1)
          continue;
        const a1 = v[(y + 1) * words4 + wi];
        const n0 = wi + 1 < words4 ? v[y * words4 + wi + 1] : 0;
        const n1 = wi + 1 < words4 ? v[(y + 1) * words4 + wi + 1] : 0;
        const eqV = ~(a0 ^ a1);
        const eqH0 = ~(a0 ^ (a0 >>> 1 | n0 << 31));
        const eqH1 = ~(a1 ^ (a1 >>> 1 | n1 << 31));
        let w = eqV & eqH0 & eqH1;
        if (wi === words4 - 1)
          w &= tail2;
        boxes += popcnt(w >>> 0);
      }
    }
    const total = size2 * size2;
    const darkSteps = Math.ceil(Math.max(0, Math.abs(dark2 * 100 - total * 50) - total * 5) / (total * 5));
    const partial = adjacent + 3 * boxes + 10 * darkSteps;
    if (partial >= limit)
      return partial;
    return partial + 40 * (finderPenaltyVertical(m) + finderPenaltyVertical(t));
  }
  function drawInfo(m, ver, ecc, mask) {
    const size2 = m.size;
    const bits2 = formatBits(ecc, mask);
    for (let i = 0; i < 15; i++) {
      const bit2 = bits2 >> i & 1;
      if (i < 6)
        matSet(m, 8, i, bit2);
      else if (i < 8)
        matSet(m, 8, i + 1, bit2);
      else if (i === 8)
        matSet(m, 7, 8, bit2);
      else
        matSet(m, 14 - i, 8, bit2);
      if (i < 8)
        matSet(m, size2 - 1 - i, 8, bit2);
      else
        matSet(m, 8, size2 - 15 + i, bit2);
    }
    matSet(m, 8, size2 - 8, 1);
    if (ver >= 7) {
      const vbits = versionBits(ver);
      for (let i = 0; i < 18; i++) {
        const bit2 = vbits >> i & 1;
        const x = size2 - 11 + i % 3;
        const y = i / 3 | 0;
        matSet(m, x, y, bit2);
        matSet(m, y, x, bit2);
      }
    }
  }
  var symCache;
  function buildSymCache(ver) {
    const size2 = 21 + 4 * (ver - 1);
    const m = mat(size2);
    const fun = new Uint8Array(size2 * size2);
    const setF = (x, y, bit2) => {
      matSet(m, x, y, bit2);
      fun[y * size2 + x] = 1;
    };
    for (const [fx, fy] of [
      [0, 0],
      [size2 - 7, 0],
      [0, size2 - 7]
    ]) {
      for (let dy = -1; dy < 8; dy++) {
        for (let dx = -1; dx < 8; dx++) {
          const x = fx + dx;
          const y = fy + dy;
          if (x < 0 || y < 0 || x >= size2 || y >= size2)
            continue;
          const on = dx >= 0 && dx < 7 && dy >= 0 && dy < 7 && (dx === 0 || dx === 6 || dy === 0 || dy === 6 || dx > 1 && dx < 5 && dy > 1 && dy < 5);
          setF(x, y, on ? 1 : 0);
        }
      }
    }
    const align = alignmentPatterns(ver);
    for (const ay of align) {
      for (const ax of align) {
        if (fun[ay * size2 + ax])
          continue;
        for (let dy = -2; dy <= 2; dy++) {
          for (let dx = -2; dx <= 2; dx++) {
            const on = Math.max(Math.abs(dx), Math.abs(dy)) !== 1;
            setF(ax + dx, ay + dy, on ? 1 : 0);
          }
        }
      }
    }
    for (let i = 0; i < size2; i++) {
      if (!fun[6 * size2 + i])
        setF(i, 6, i % 2 === 0 ? 1 : 0);
      if (!fun[i * size2 + 6])
        setF(6, i, i % 2 === 0 ? 1 : 0);
    }
    for (let i = 0; i < 9; i++) {
      if (i !== 6) {
        setF(8, i, 0);
        setF(i, 8, 0);
      }
      if (i < 8) {
        setF(size2 - 1 - i, 8, 0);
        setF(8, size2 - 1 - i, 0);
      }
    }
    if (ver >= 7) {
      for (let i = 0; i < 18; i++) {
        const x = size2 - 11 + i % 3;
        const y = i / 3 | 0;
        setF(x, y, 0);
        setF(y, x, 0);
      }
    }
    const planes = [];
    for (let i = 0; i < 8; i++)
      planes.push(mat(size2));
    const posBuf = new Uint16Array(size2 * size2);
    let n = 0;
    for (let xOffset = size2 - 1, dir = -1, y = size2 - 1; xOffset > 0; xOffset -= 2, dir = -dir) {
      if (xOffset === 6)
        xOffset = 5;
      for (; ; y += dir) {
        for (let j = 0; j < 2; j++) {
          const x = xOffset - j;
          if (fun[y * size2 + x])
            continue;
          const wi = y * m.words + (x >>> 5);
          posBuf[n++] = wi << 5 | x & 31;
          for (let p = 0, mb = maskBits(x, y); mb; p++, mb >>= 1) {
            if (mb & 1)
              planes[p].v[wi] |= 1 << (x & 31);
          }
        }
        if (y + dir < 0 || y + dir >= size2)
          break;
      }
    }
    const planesT = planes.map((p) => {
      const t = mat(size2);
      transposeMat(p, t);
      return t.v;
    });
    return {
      ver,
      tpl: m.v,
      pos: posBuf.slice(0, n),
      planes: planes.map((p) => p.v),
      planesT,
      work: [mat(size2), mat(size2), mat(size2), mat(size2)]
    };
  }
  function drawSymbol(ver, ecc, data, maskIdx, test = false) {
    if (symCache === void 0 || symCache.ver !== ver)
      symCache = buildSymCache(ver);
    const { tpl, pos, planes, planesT, work } = symCache;
    const [m, t, cand, candT] = work;
    m.v.set(tpl);
    const need = Math.min(8 * data.length, pos.length);
    for (let i = 0; i < need; i++) {
      if (data[i >>> 3] & 128 >>> (i & 7)) {
        const p = pos[i];
        m.v[p >>> 5] |= 1 << (p & 31);
      }
    }
    let mask = maskIdx;
    if (mask === void 0) {
      transposeMat(m, t);
      let bestScore = Infinity;
      for (let p = 0; p < 8; p++) {
        const pv2 = planes[p];
        const ptv = planesT[p];
        for (let i = 0; i < cand.v.length; i++) {
          cand.v[i] = m.v[i] ^ pv2[i];
          candT.v[i] = t.v[i] ^ ptv[i];
        }
        const score = penaltyScore(cand, candT, bestScore);
        if (score < bestScore) {
          bestScore = score;
          mask = p;
        }
      }
    }
    const pv = planes[mask];
    for (let i = 0; i < m.v.length; i++)
      m.v[i] ^= pv[i];
    if (!test)
      drawInfo(m, ver, ecc, mask);
    return m;
  }
  var asNum = (n, title2) => {
    if (typeof n !== "number")
      throw new TypeError(`"${title2}" expected number, got type=${typeof n}`);
    if (!Number.isSafeInteger(n))
      throw new RangeError(`"${title2}" expected safe integer, got ${n}`);
    return n;
  };
  var asString = (s, title2) => {
    if (typeof s !== "string")
      throw new TypeError(`"${title2}" expected string, got type=${typeof s}`);
    return s;
  };
  function utf8Length(str) {
    let length = 0;
    for (let i = 0; i < str.length; i++) {
      const c = str.charCodeAt(i);
      if (c < 128)
        length++;
      else if (c < 2048)
        length += 2;
      else if (c < 55296 || c > 57343)
        length += 3;
      else if (c <= 56319 && i + 1 < str.length) {
        const next = str.charCodeAt(i + 1);
        if (next >= 56320 && next <= 57343) {
          length += 4;
          i++;
        } else
          length += 3;
      } else
        length += 3;
    }
    return length;
  }
  function byteCapacity(ver, ecc) {
    const lengthBits = LENGTH_BITS.byte[Math.floor((ver + 7) / 17)];
    return Math.min((1 << lengthBits) - 1, Math.floor((capacity(ver, ecc).capacity - 4 - lengthBits) / 8));
  }
  function _isBytes(a) {
    return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
  }
  var dark = (r, x, y) => r.map[x] >= 0 && r.map[y] >= 0 && matGet(r.m, r.map[x], r.map[y]) === 1;
  var CTRL = [10, 27];
  var NL = /* @__PURE__ */ String.fromCharCode(CTRL[0]);
  function renderRaw(r) {
    const W = r.W;
    const res = new Array(W);
    for (let y = 0; y < W; y++) {
      const row2 = new Array(W);
      for (let x = 0; x < W; x++)
        row2[x] = dark(r, x, y);
      res[y] = row2;
    }
    return res;
  }
  function renderAscii(r) {
    const W = r.W;
    let out = "";
    for (let y = 0; y < W; y += 2) {
      for (let x = 0; x < W; x++) {
        const first2 = dark(r, x, y);
        const second = y + 1 >= W ? true : dark(r, x, y + 1);
        out += !first2 && !second ? "█" : !first2 && second ? "▀" : first2 && !second ? "▄" : " ";
      }
      out += NL;
    }
    return out;
  }
  function renderTerm(r) {
    const W = r.W;
    const esc = String.fromCharCode(CTRL[1]);
    const reset = esc + "[0m";
    let out = "";
    for (let y = 0; y < W; y++) {
      for (let x = 0; x < W; x++) {
        out += dark(r, x, y) ? `${esc}[40m  ${reset}` : `${esc}[1;47m  ${reset}`;
      }
      out += NL;
    }
    return out;
  }
  function renderSvg(r, optimize) {
    const W = r.W;
    let out = `<svg viewBox="0 0 ${W} ${W}" xmlns="http://www.w3.org/2000/svg">`;
    let pathData = "";
    let prev;
    for (let y = 0; y < W; y++) {
      for (let x = 0; x < W; x++) {
        if (!dark(r, x, y))
          continue;
        if (!optimize) {
          out += `<rect x="${x}" y="${y}" width="1" height="1" />`;
          continue;
        }
        let mv = `M${x} ${y}`;
        if (prev) {
          const rel = `m${x - prev.x} ${y - prev.y}`;
          if (rel.length <= mv.length)
            mv = rel;
        }
        pathData += `${mv}h1v1${x < 10 ? `H${x}` : "h-1"}Z`;
        prev = { x, y };
      }
    }
    if (optimize)
      out += `<path d="${pathData}"/>`;
    return out + "</svg>";
  }
  function renderGif(r) {
    const W = r.W;
    const pixels2 = W * W;
    const N = 126;
    const fullChunks = Math.floor(pixels2 / N);
    const tail = pixels2 % N;
    const out = new Uint8Array(408 + fullChunks * (N + 2) + 2 + tail + 4);
    let p = 0;
    const u16 = (v) => {
      out[p++] = v & 255;
      out[p++] = v >>> 8;
    };
    for (const b of [71, 73, 70, 56, 55, 97])
      out[p++] = b;
    u16(W);
    u16(W);
    out[p++] = 246;
    p += 2;
    out[p++] = 255;
    out[p++] = 255;
    out[p++] = 255;
    p += 3 * 127;
    out[p++] = 44;
    p += 4;
    u16(W);
    u16(W);
    out[p++] = 0;
    out[p++] = 7;
    const { m, map } = r;
    const row2 = new Uint8Array(W);
    let prevMy = -2;
    for (let y = 0, i = 0; y < W; y++) {
      const my = map[y];
      if (my !== prevMy) {
        prevMy = my;
        row2.fill(0);
        if (my >= 0) {
          for (let x = 0; x < W; x++)
            if (map[x] >= 0)
              row2[x] = matGet(m, map[x], my);
        }
      }
      for (let x = 0; x < W; ) {
        if (i % N === 0) {
          const rem = pixels2 - i;
          out[p++] = (rem < N ? rem : N) + 1;
          out[p++] = 128;
        }
        const n = Math.min(N - i % N, W - x);
        out.set(row2.subarray(x, x + n), p);
        p += n;
        x += n;
        i += n;
      }
    }
    if (tail === 0) {
      out[p++] = 1;
      out[p++] = 128;
    }
    out[p++] = 1;
    out[p++] = 129;
    out[p++] = 0;
    out[p++] = 59;
    return out;
  }
  function gifDataUrl(gif) {
    const g = gif;
    let b64;
    if (typeof g.toBase64 === "function")
      b64 = g.toBase64();
    else {
      let bin = "";
      for (let i = 0; i < g.length; i += 8192)
        bin += String.fromCharCode(...g.subarray(i, i + 8192));
      b64 = btoa(bin);
    }
    return "data:image/gif;base64," + b64;
  }
  function encodeQR(text2, output = "raw", opts = {}) {
    asString(text2, "text");
    asString(output, "output");
    if (typeof opts !== "object" || opts === null || Array.isArray(opts))
      throw new TypeError(`"opts" expected object, got type=${typeof opts}`);
    let ver = opts.version;
    if (ver !== void 0)
      ver = asVersion(ver);
    const ecc = opts.ecc !== void 0 ? opts.ecc : "medium";
    if (!ECC_LEVELS.includes(ecc))
      err(`invalid ecc=${ecc}`);
    const encoding = opts.encoding !== void 0 ? opts.encoding : detectType(text2);
    if (!LENGTH_BITS[encoding])
      err(`invalid encoding=${encoding}`);
    if (encoding !== "byte") {
      const alpha = encoding === "numeric" ? ALPHANUMERIC.slice(0, 10) : ALPHANUMERIC;
      for (const ch of text2) {
        if (!alpha.includes(ch))
          err(`Unknown letter: "${ch}". Allowed: ${alpha}`);
      }
    }
    if (opts.mask !== void 0 && (asNum(opts.mask, "opts.mask") < 0 || opts.mask > 7))
      err(`invalid mask=${opts.mask}`);
    const textEncoder = opts.textEncoder;
    if (encoding === "byte" && textEncoder === void 0) {
      const maxBytes = byteCapacity(ver === void 0 ? 40 : ver, ecc);
      if (text2.length > maxBytes || utf8Length(text2) > maxBytes)
        err("Capacity overflow");
    }
    const utf8 = encoding === "byte" ? (textEncoder !== void 0 ? textEncoder : (s) => new TextEncoder().encode(s))(text2) : void 0;
    if (utf8 !== void 0 && !_isBytes(utf8))
      throw new TypeError(`"opts.textEncoder" expected Uint8Array, got type=${typeof utf8}`);
    const dataLen = encoding === "byte" ? utf8.length : text2.length;
    const encodedBits = encoding === "numeric" ? Math.floor(dataLen / 3) * 10 + [0, 4, 7][dataLen % 3] : encoding === "alphanumeric" ? Math.floor(dataLen / 2) * 11 + dataLen % 2 * 6 : dataLen * 8;
    if (ver === void 0) {
      for (ver = 1; ver <= 40; ver++) {
        const lengthBits = LENGTH_BITS[encoding][Math.floor((ver + 7) / 17)];
        if (dataLen < 1 << lengthBits && 4 + lengthBits + encodedBits <= capacity(ver, ecc).capacity)
          break;
      }
      if (ver > 40)
        err("Capacity overflow");
    } else {
      const lengthBits = LENGTH_BITS[encoding][Math.floor((ver + 7) / 17)];
      if (dataLen >= 1 << lengthBits || 4 + lengthBits + encodedBits > capacity(ver, ecc).capacity)
        err("Capacity overflow");
    }
    const data = encodeData(ver, ecc, text2, encoding, utf8);
    const m = drawSymbol(ver, ecc, data, opts.mask);
    const border = opts.border === void 0 ? 2 : asNum(opts.border, "opts.border");
    if (border <= 0)
      throw new RangeError(`invalid border=${border}`);
    const scale = opts.scale === void 0 ? 1 : asNum(opts.scale, "opts.scale");
    if (scale <= 0 || scale > 1024)
      throw new RangeError(`invalid scale factor: ${scale}`);
    const W = (m.size + 2 * border) * scale;
    const maxOutputSize = output === "ascii" || output === "gif" || output === "data-url" ? MAX_COMPACT_OUTPUT_SIZE : MAX_OUTPUT_SIZE;
    if (W > maxOutputSize)
      throw new RangeError(`invalid opts: output is ${W}x${W} (max ${maxOutputSize}), reduce border/scale`);
    const map = new Int32Array(W);
    for (let i = 0; i < W; i++) {
      const f = Math.floor(i / scale) - border;
      map[i] = f >= 0 && f < m.size ? f : -1;
    }
    const r = { m, W, map };
    if (output === "raw")
      return renderRaw(r);
    if (output === "ascii")
      return renderAscii(r);
    if (output === "term")
      return renderTerm(r);
    if (output === "svg")
      return renderSvg(r, opts.optimize === void 0 ? true : opts.optimize);
    if (output === "gif")
      return renderGif(r);
    if (output === "data-url")
      return gifDataUrl(renderGif(r));
    return err(`Unknown output: ${output}`);
  }

  // page/paper.js
  var SVG2 = "http://www.w3.org/2000/svg";
  var QUIET = 4;
  var LONGEST = 213;
  function paperLine(address) {
    if (!/^https?:/.test(address)) return null;
    const code = codeOf(address);
    return h("div.paper", {}, code ? drawn(code) : null, h("p", {}, "本页网址：", h("span.code", {}, decodeURI(address)), "。用手机扫一扫，可以自己再核对一次。"));
  }
  function codeOf(text2) {
    return new TextEncoder().encode(text2).length > LONGEST ? null : encodeQR(text2, "raw", { ecc: "medium", border: QUIET });
  }
  function drawn(code) {
    const size2 = code.length;
    const picture = document.createElementNS(SVG2, "svg");
    const common = { viewBox: `0 0 ${size2} ${size2}`, class: "paper__code", "aria-hidden": "true", focusable: "false", "shape-rendering": "crispEdges" };
    for (const [key, value] of Object.entries(common)) picture.setAttribute(key, value);
    const path = document.createElementNS(SVG2, "path");
    const squares = code.flatMap((row2, y) => row2.map((dark2, x) => dark2 ? `M${x} ${y}h1v1h-1z` : ""));
    path.setAttribute("d", squares.join(""));
    picture.append(path);
    return picture;
  }

  // page/hand.js
  var VERIFIED = "Signature Verified Successfully";
  var FORMS = [
    [/openssl pkeyutl -verify/, "用 openssl 验证一个签名：取出被签的文字、公钥和签名，再比对。"],
    [/-macopt hexkey:/, "用公布的名单密钥，算一家单位的盐；代号就由它算出。"],
    [/^sha256sum /, "算这个文件的 SHA-256；看印出的第一段，后面是文件名。"],
    [/^(?:head|tail) .*\| sha256sum$/, "取文件里被登记的那一段，算它的 SHA-256。"],
    [/^printf .*sha256sum; .*date -d/, "算随机数证明的 SHA-256，就是随机数；再由轮次算出它产生的时刻（第二行）。"],
    [/^printf .*\| sha256sum$/, "算这段文字的 SHA-256。"],
    [/^diff .*\| sha256sum$/, "比较这两份名录，只留不同的行，算它们的 SHA-256。去掉最后一段，就能看到是哪些行。"],
    [/^diff .*\| grep -c/, "比较前后两份名录，数一数后一份里有、前一份里没有的行。"],
    [/^grep -c /, "数一数这个分组在名单里有几行。"]
  ];
  function handPart({ byHand, expected }, root2) {
    const form = FORMS.find(([pattern]) => pattern.test(byHand));
    const folder = root2 ? h("a", { href: new URL("evidence.zip", root2).href }, "evidence.zip") : "evidence.zip";
    return details(
      "不用我们，自己查",
      form ? h("p.findings__says", {}, form[1]) : null,
      block(byHand, "自己查的命令"),
      h("p.findings__says", {}, "应当印出 ", wantedOf(byHand, expected).map((text2, at) => [at ? " 和 " : "", h("code.hash.findings__wanted", {}, text2)]), "；印出别的，就是对不上。"),
      h("p.findings__says", {}, "在放证据的文件夹里运行（下载 ", folder, " 解开就是）。要 Linux、macOS 或 Windows 的 WSL。")
    );
  }
  function wantedOf(byHand, expected) {
    if (!byHand.includes("openssl pkeyutl -verify")) return [expected];
    return byHand.includes("| od ") ? [VERIFIED, expected] : [VERIFIED];
  }

  // page/say.js
  var TIME = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})/g;
  var VOID = new RegExp(`已作废（(${Object.keys(VOIDS).join("|")})）`, "g");
  var MINUTES = /([0-9]+)分钟/g;
  var ROUNDS = { "lottery-ssq": "期", "lottery-dlt": "期", "drand-quicknet": "轮" };
  var ROUND = new RegExp(`(${Object.keys(SOURCES).join("|")}) ([0-9][0-9A-Za-z/-]*)`, "g");
  function speaker({ parties = {}, strata = {} } = {}) {
    return (text2) => {
      let said = text2.endsWith(UNPINNED) ? text2.slice(0, -UNPINNED.length) : text2;
      for (const [name, holder] of Object.entries(parties)) said = said.split(name).join(`“${holder}”`);
      for (const [code, title2] of Object.entries(strata)) said = groupNamed(said, code, title2);
      said = said.replace(VOID, (_, code) => `已作废（${VOIDS[code]}）`);
      said = said.replace(MINUTES, (_, minutes) => longTime(Number(minutes)));
      return spaced(said.replace(ROUND, (_, source, round) => roundOf(source, round))).replace(TIME, exact);
    };
  }
  function exact(time2) {
    const seconds = time2.slice(17, 19);
    return seconds === "00" ? moment(time2) : `${moment(time2)}:${seconds}`;
  }
  function roundOf(source, round) {
    return ROUNDS[source] ? `${SOURCES[source]}第${round}${ROUNDS[source]}` : `${SOURCES[source]}（${round}）`;
  }
  function beaconSaid(source, round) {
    const name = SOURCES[source] || source;
    if (source === "ceremony") return name;
    return ROUNDS[source] ? `${name}第 ${round} ${ROUNDS[source]}` : `${name}（${round}）`;
  }
  function longTime(minutes) {
    const hours = Math.floor(minutes / 60);
    const parts = hours < 2 ? [[minutes, "分钟"]] : hours < 48 ? [[hours, "小时"], [minutes % 60, "分钟"]] : [[Math.floor(hours / 24), "天"], [hours % 24, "小时"]];
    return parts.filter(([number]) => number).map(([number, unit]) => `${number}${unit}`).join("");
  }
  function ended(words4) {
    return words4.endsWith("。") ? words4 : `${words4}。`;
  }
  function groupNamed(text2, code, title2) {
    const plain2 = code.replace(/\./g, "\\.");
    const quota2 = new RegExp(`(^|[：，])${plain2} ([0-9]+)/([0-9]+)`, "g");
    const named = text2.replace(quota2, (_, before2, size2, eligible) => `${before2}“${title2}”${eligible}户抽${size2}户`);
    return named.replace(new RegExp(`分组${plain2}(?![0-9A-Za-z._-])`, "g"), () => `分组“${title2}”`);
  }
  function spaced(text2) {
    return text2.replace(/(\p{Script=Han})([0-9A-Za-z])/gu, "$1 $2").replace(/([0-9A-Za-z])(\p{Script=Han})/gu, "$1 $2");
  }

  // page/summary.js
  function judged({ code, findings }) {
    return { code, findings, verdict: worst(findings.map(({ verdict: verdict2 }) => verdict2)), shown: shownAs(code, findings) };
  }
  function worst(verdicts) {
    return ORDER[Math.max(0, ...verdicts.map((verdict2) => ORDER.indexOf(verdict2)))];
  }
  function shownAs(code, findings) {
    const rest = worst(findings.map(bareOf));
    if (rest === "fail") return "fail";
    if (isEmpty(code, findings, rest)) return "empty";
    return rest === "pass" && findings.some(waiting) ? "waits" : rest;
  }
  function isEmpty(code, findings, rest) {
    if (findings.every(nothing)) return true;
    return OF_RESULTS.includes(code) && rest !== "unknown" && findings.every((finding) => finding.draw === "" || nothing(finding));
  }
  function nothing({ zh }) {
    return NOTHING.some((words4) => zh.startsWith(words4));
  }
  function bareOf(finding) {
    return waiting(finding) ? finding.bare : finding.verdict;
  }
  function waiting({ verdict: verdict2, zh }) {
    return verdict2 === "unknown" && zh.endsWith(UNPINNED);
  }
  function markOf(shown3) {
    if (shown3 === "empty") return ["void", "没有要查的"];
    return shown3 === "waits" ? ["waits", WAITS] : [shown3, VERDICTS[shown3]];
  }
  function markOfFinding(finding) {
    return markOf(shownAs("", [finding]));
  }
  function sentenceOf(code, shown3) {
    return shown3 === "pass" ? CHECKS[code][1] : ASKS[code];
  }
  function counted(checks) {
    const counts = { pass: 0, fail: 0, pending: 0, unknown: 0, waits: 0, empty: 0 };
    for (const check3 of checks) counts[check3.shown]++;
    return counts;
  }
  function countedWords(counts) {
    const kinds = ["fail", "pass", "waits", "pending", "unknown"].filter((kind) => counts[kind]);
    const words4 = kinds.map((kind) => `${counts[kind]} 项${kind === "waits" ? WAITS : VERDICTS[kind]}`);
    return [...words4, ...counts.empty ? [`${counts.empty} 项没有要查的`] : []].join("，");
  }
  function verdict(report, { voided = false, fires = "" } = {}) {
    const by = new Map(report.checks.map((check3) => [check3.code, check3.shown]));
    const counts = counted(report.checks);
    const computed = COMPUTED.map((code) => by.get(code));
    if (counts.fail) {
      return { kind: "fail", title: `对不上：${counts.fail} 项检查不成立。`, text: "公布的文件里，有的和应有的对不上。请不要只是刷新，照下面说的做。" };
    }
    const rest = restWords(counts);
    if (voided) {
      return { kind: "unknown", title: "这次抽查已经作废，没有抽签结果可以核对。", text: `封存的文件仍然核对过了，没有发现不对。${rest}` };
    }
    if (computed.every((one) => one === "pass")) {
      return { kind: "pass", title: "您的浏览器把这次抽签重新算了一遍，结果与公布的一致。", text: rest };
    }
    if (computed.includes("pending")) {
      const when2 = fires ? `要等公共随机数在 ${fires} 产生以后` : "要等公共随机数产生以后";
      return { kind: "pending", title: "还没有抽签。现在能查的，没有发现不对。", text: `抽签结果${when2}才能核对；到那时再按一次。${rest}` };
    }
    return { kind: "unknown", title: "现在还不能判断这次抽签。", text: `没有发现不对，但是缺少判断所需的证据，原因写在各项里。${rest}` };
  }
  function restWords({ waits, unknown }) {
    return unknown ? `${waits ? "另有 " : "有 "}${unknown} 项现在无法判断，原因写在各项里。` : "";
  }

  // page/report_view.js
  var IDLE = "checks__item checks__item--idle";
  var SHOWN = 12;
  var REASONS = 3;
  var FOLDED = ["waits", "empty"];
  var LATEST = "≤ ";
  var GROUPS = [
    ["抽签以前：先封存", ["C07", "C08", "C09", "C10"]],
    ["抽签：照着算", ["C11", "C12", "C13", "C14", "C15"]],
    ["抽签以后", ["C16", "C17", "C18", "C19", "C20"]],
    ["总账和签名", ["C01", "C02", "C03", "C04", "C05", "C06"]]
  ];
  var ReportView = class {
    /** @param {HTMLElement} place @param {URL|null} root where the published files have addresses */
    constructor(place3, root2) {
      this.root = root2;
      this.say = speaker();
      this.live = announcer();
      this.head = h("div.verdict", { tabindex: "-1" });
      this.bar = h("progress.check__bar", { max: "20", "aria-label": "核对进度" });
      this.step = h("p.check__step");
      this.failures = h("div");
      this.items = /* @__PURE__ */ new Map();
      this.list = h("div.checks", {}, GROUPS.map(([title2, codes]) => this.group(title2, codes)));
      this.after = h("div.check__after");
      this.started = performance.now();
      this.done = 0;
      put(place3, this.live.place, this.head, h("div.check__running", {}, this.bar, this.step), this.failures, this.after, this.list);
      this.running();
    }
    group(title2, codes) {
      const rows = codes.map((code) => {
        const item = h("li", { class: IDLE, "data-code": code });
        this.items.set(code, item);
        this.row(item, code, mark("idle", "等待"), "", sentence(code));
        return item;
      });
      return h("section", {}, h("h3.checks__group", {}, title2), h("ul.checks__list", {}, rows));
    }
    row(item, code, state, time2 = "", ...more) {
      put(
        item,
        h("p.checks__head", {}, h("span.checks__state", {}, state), h("span.checks__title", {}, h("span.code", {}, code), " ", h("strong", {}, CHECKS[code][0])), h("span.checks__time", {}, time2)),
        more
      );
    }
    running() {
      put(this.head, h("p.verdict__title", {}, shape("running"), h("span", {}, "正在核对……")), h("p", {}, "您的浏览器正在取公布的文件，从头计算。可以继续看别的地方。"));
      this.live.say("开始核对");
    }
    /** Whose names sentences should use. */
    about(names) {
      this.say = speaker(names);
    }
    /** What is being read. */
    reading(words4) {
      this.step.textContent = `已取 ${words4}`;
    }
    /** Which checks are under way. `rows`: done so far of the draw's list; `share`: of all of them, from 0 to 1. */
    computing({ codes, rows, share }) {
      for (const code of codes) {
        const item = this.items.get(code);
        if (item.className !== IDLE) continue;
        item.className = "checks__item checks__item--running";
        this.row(item, code, mark("running", "正在查"), "", sentence(code));
      }
      this.bar.value = this.done + share * codes.length;
      const part = rows ? `，已算 ${rows.toLocaleString("zh-CN")} 行` : "";
      this.step.textContent = codes.length ? `正在查：${codes.map((code) => CHECKS[code][0]).join("、")}${part}` : "";
    }
    /** A check is done. `check`: `{code, verdict, findings}`; `ms`: since the start; `done`: how many are. */
    checked(check3, ms, done) {
      const item = this.items.get(check3.code);
      item.className = `checks__item checks__item--${check3.shown}`;
      item.dataset.verdict = check3.shown === "empty" ? "none" : check3.verdict;
      this.row(item, check3.code, mark(...markOf(check3.shown)), `第 ${duration(ms)}`, this.depths(check3));
      this.bar.value = this.done = done;
      if (done % 5 === 0) this.live.say(`已查完 ${done} 项，共 20 项`);
    }
    /** The reason where a check doesn't hold; then what was compared, and how to do each comparison without us. */
    depths(check3) {
      const folded = FOLDED.includes(check3.shown);
      const bad = folded ? [] : check3.findings.filter((finding) => bareOf(finding) !== "pass");
      const reasons = Array.from(new Set(bad.map((finding) => this.say(finding.zh))));
      const byHand = check3.findings.some((finding) => finding.byHand);
      const title2 = `${byHand ? "对照了什么，怎样自己查" : "对照了什么"}（${check3.findings.length} 处）`;
      return [
        folded ? null : sentence(check3.code, check3.shown),
        reasons.slice(0, REASONS).map((reason) => h("p.checks__reason", {}, ended(reason))),
        reasons.length > REASONS ? h("p.checks__reason", {}, `还有 ${reasons.length - REASONS} 条，见下。`) : null,
        check3.findings.length ? details(title2, folded ? sentence(check3.code, check3.shown) : null, h("p.findings__what", {}, COMPARES[check3.code]), this.findings(check3.findings)) : null
      ];
    }
    findings(findings) {
      const order = { fail: 0, unknown: 1, pending: 2, pass: 3 };
      const sorted = findings.slice().sort((a, b) => order[a.verdict] - order[b.verdict]);
      const shown3 = sorted.slice(0, SHOWN).map((finding) => this.finding(finding));
      const rest = sorted.slice(SHOWN);
      return [h("ul.findings", {}, shown3), rest.length ? details(`还有 ${rest.length} 处`, h("ul.findings", {}, rest.map((finding) => this.finding(finding)))) : null];
    }
    finding(finding) {
      return h(
        "li",
        {},
        h("p", {}, mark(...markOfFinding(finding)), " ", ended(this.say(finding.zh))),
        finding.file ? h("p.findings__file", {}, evidenceLink(this.root, finding.file)) : null,
        finding.verdict === "fail" ? valuePair(finding) : values(finding, this.say),
        finding.byHand ? handPart(finding, this.root) : null
      );
    }
    /** The verdict, in a sentence; the reader's focus goes there unless it has moved on. */
    finished({ kind, title: title2, text: text2 }, fine) {
      const ran = performance.now() - this.started;
      this.bar.hidden = true;
      this.step.textContent = "";
      this.head.className = `verdict verdict--${kind}`;
      put(this.head, h("p.verdict__title", {}, shape(kind), h("span", {}, title2)), text2 ? h("p", {}, text2) : null, fine(ran));
      this.live.say(`核对完毕。${title2}`);
    }
    /** The check couldn't be carried out at all. */
    broken(words4) {
      this.bar.hidden = true;
      this.step.textContent = "";
      this.head.className = "verdict verdict--unknown";
      put(this.head, h("p.verdict__title", {}, shape("unknown"), h("span", {}, "没有核对成：这不说明抽签有问题，也不说明没有问题。")), h("p", {}, words4));
      this.live.say("没有核对成");
    }
  };
  function sentence(code, shown3 = "") {
    return h("p.checks__sentence", {}, sentenceOf(code, shown3));
  }
  function values({ code, found, expected, byHand }, say) {
    const [left, right] = VALUES[code] || (expected.startsWith(LATEST) ? ["时刻", "最晚应在"] : ["这里的", "应有的"]);
    const row2 = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, h("code.hash", {}, say(value.startsWith(LATEST) ? value.slice(LATEST.length) : value))));
    if (found && found === expected) return h("dl.pair", {}, row2("两边都是", found));
    const rows = [found ? row2(left, found) : null, expected && (found || !byHand) ? row2(right, expected) : null].filter(Boolean);
    return rows.length ? h("dl.pair", {}, rows) : null;
  }

  // page/root.js
  var HEX64 = /^[0-9a-f]{64}$/;
  var CHECKPOINT = /^[^\n]+\n([0-9]{1,16})\n[0-9A-Za-z+/]{43}=\n\n\u2014 /;
  var Memory = class {
    /** @param {string} site what tells sites of one host apart: the path of the site's root */
    constructor(site) {
      this.key = `shuangsuiji:${site}`;
      this.value = this.load();
    }
    load() {
      try {
        const value = JSON.parse(localStorage.getItem(this.key) || "{}");
        const good = value && typeof value === "object" && (!value.genesis || HEX64.test(value.genesis));
        return good ? value : {};
      } catch (error) {
        return {};
      }
    }
    /** Adds members and stores them. @returns {boolean} whether the browser could keep them */
    remember(more) {
      this.value = { ...this.value, ...more };
      try {
        localStorage.setItem(this.key, JSON.stringify(this.value));
        return true;
      } catch (error) {
        return false;
      }
    }
    forget() {
      this.value = {};
      try {
        localStorage.removeItem(this.key);
      } catch (error) {
        return;
      }
    }
    /** The genesis hash that the reader has compared, or undefined. */
    get genesis() {
      return this.value.genesis;
    }
    /** The note of the checkpoint that the reader kept, as bytes, or undefined. */
    get since() {
      return this.value.checkpoint ? new TextEncoder().encode(this.value.checkpoint) : void 0;
    }
  };
  function typedHex(text2) {
    return text2.normalize("NFKC").toLowerCase().replace(/[\s·.,:_-]/g, "");
  }
  function compareTyped(text2, genesis) {
    const typed = typedHex(text2);
    if (!typed || !/^[0-9a-f]+$/.test(typed) || typed.length > 64) return { result: typed ? "unreadable" : "empty", group: 0 };
    if (typed === genesis) return { result: "same", group: 16 };
    for (let at = 0; at < typed.length; at++) {
      if (typed[at] !== genesis[at]) return { result: "other", group: Math.floor(at / 4) + 1 };
    }
    return { result: "begins", group: Math.floor(typed.length / 4) };
  }
  function rootPanel({ memory, genesis, again }) {
    const panel = h("section.check__root", { "aria-labelledby": "check-root" });
    const show2 = () => put(panel, ...content2());
    const answer = (more) => {
      memory.remember(more);
      show2();
      again();
    };
    const content2 = () => {
      const title2 = h("h3", { id: "check-root" }, "起点：和纸上的一样吗");
      if (memory.genesis && memory.genesis !== genesis) return [title2, ...changed()];
      return [title2, ...memory.genesis ? compared2() : asking()];
    };
    const changed = () => [
      h("p.check__alarm", { role: "alert" }, h("strong", {}, "起点和您以前比对过的不一样。"), "您现在看的不是那一本总账。不要只是刷新：请保存两个指纹，告诉见证人和监督机关。"),
      h("p", {}, "您以前比对过的："),
      fingerprint(memory.genesis, "以前比对过的起点"),
      h("p", {}, "这个网站现在的："),
      fingerprint(genesis, "现在的起点"),
      h("p", {}, forgetButton())
    ];
    const compared2 = () => [
      h("p", {}, `您在 ${moment(memory.value.compared)} 把起点和纸上的比对过，记在这台设备的浏览器里。以后这里的起点变了，核对会报出来。`),
      details("看起点指纹", fingerprint(genesis, "起点指纹")),
      h("p", {}, forgetButton())
    ];
    const asking = () => {
      const yes = h("button.button.button--second", { type: "button" }, "一样，记住它");
      const no = h("button.button.button--second", { type: "button" }, "不一样");
      const said = h("div", { "aria-live": "polite" });
      yes.addEventListener("click", () => answer({ genesis, compared: (/* @__PURE__ */ new Date()).toISOString() }));
      no.addEventListener("click", () => put(said, ...different()));
      return [
        h("p", {}, "总账从这一条开始。它的指纹印在抽查通知书、公告栏和核验凭条上；网页可以被人换掉，纸上的换不掉。请逐组对照："),
        fingerprint(genesis, "起点指纹"),
        h("p.check__actions", {}, yes, no),
        said,
        typing(),
        h("p.quiet", {}, "没有比对以前，凡是取决于“这是不是那一本总账”的检查，都写“成立（待比对起点）”。您的答复只记在这个浏览器里。")
      ];
    };
    const typing = () => {
      const input = h("textarea", {
        id: "check-typed",
        rows: "2",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        "aria-describedby": "check-typed-said"
      });
      const said = h("p", { id: "check-typed-said", "aria-live": "polite" });
      input.addEventListener("input", () => {
        const { result: result2, group } = compareTyped(input.value, genesis);
        const words4 = {
          empty: "",
          unreadable: "只能有数字 0–9 和字母 a–f，共 64 位。",
          begins: `到这里都一样（${group} 组）。请继续输入，全部 16 组一样才算数。`,
          other: `第 ${group} 组不一样。请再看一眼纸上的这一组；确实不一样，请按上面的“不一样”。`,
          same: "全部一样。"
        };
        said.textContent = words4[result2];
        if (result2 === "same") answer({ genesis, compared: (/* @__PURE__ */ new Date()).toISOString() });
      });
      return details(
        "把纸上的抄进来，让程序比",
        h("div.field", {}, h("label", { for: "check-typed" }, "纸上的 16 组"), input),
        said
      );
    };
    const different = () => [
      h(
        "div.notice.notice--warn",
        {},
        h("p", {}, h("strong", {}, "不要只是刷新。")),
        h("p", {}, "先确认纸上那一份是本局的通知书、公告或凭条。确实不一样，就说明这个网站给您看的不是纸上所说的那一本总账：拍下纸和屏幕，今天就告诉本局以外的见证人和监督机关。")
      )
    ];
    const forgetButton = () => {
      const button = h("button.link", { type: "button" }, "忘掉这台设备记住的起点和指纹");
      button.addEventListener("click", () => {
        memory.forget();
        show2();
        again();
      });
      return button;
    };
    show2();
    return panel;
  }
  function keepPanel({ memory, checkpoint, again }) {
    const panel = h("section.check__keep", { "aria-labelledby": "check-keep" });
    const button = h("button.button.button--second", { type: "button" }, "保存今天的总账指纹");
    const file = h("button.link", { type: "button" }, "存成文件");
    const said = h("p", { role: "status", "aria-live": "polite" });
    const { kept, size: size2 } = memory.value;
    button.addEventListener("click", () => {
      const done = memory.remember({ checkpoint: checkpoint.note, size: checkpoint.size, kept: (/* @__PURE__ */ new Date()).toISOString() });
      said.textContent = done ? "已经记在这台设备的浏览器里。下次来核对时，会查从今天起有没有改写过。" : "这个浏览器不让保存。请存成文件，或者抄下来。";
    });
    file.addEventListener("click", () => save(`checkpoint-${checkpoint.size}.txt`, checkpoint.note));
    return put(
      panel,
      h("h3", { id: "check-keep" }, "带走今天的总账指纹"),
      kept ? h("p", {}, `您在 ${moment(kept)} 存下了总账到第 ${size2} 条为止的指纹；这次核对已经用上它，见 C03：从那时起有没有改写过。`) : h("p", {}, "今天的总账有 ", h("strong", {}, String(checkpoint.size)), " 条。留下它的指纹，以后再来，就能查出其间有没有人改写过去。"),
      fingerprint(checkpoint.fingerprint, "今天的总账指纹"),
      h("p.check__actions", {}, button, file),
      said,
      keptFile({ memory, again })
    );
  }
  function keptFile({ memory, again }) {
    const input = h("input", { id: "check-kept", type: "file", accept: ".txt,text/plain" });
    const said = h("p", { role: "status", "aria-live": "polite" });
    input.addEventListener("change", async () => {
      const text2 = input.files.length ? await input.files[0].text() : "";
      const [, size2] = CHECKPOINT.exec(text2) || [];
      if (!size2) {
        said.textContent = "这个文件不是从前在这里存下的总账指纹。";
        return;
      }
      memory.remember({ checkpoint: text2, size: Number(size2), kept: new Date(input.files[0].lastModified).toISOString() });
      again();
    });
    return details(
      "从前存过文件？拿来比",
      h("div.field", {}, h("label", { for: "check-kept" }, "从前存下的 checkpoint-….txt"), input),
      said
    );
  }
  function amount(files2, bytes) {
    return `${files2} 个文件，${size(bytes)}`;
  }

  // page/check.js
  async function check(given) {
    const { place: place3, draw: draw2, root: root2, memory } = given;
    const view = new ReportView(place3, root2);
    const options = { draw: draw2, genesis: memory.genesis, since: memory.since };
    try {
      const engine = await given.engine;
      const { report, context } = await engine.run(options, (event2) => shown(view, event2));
      show(view, report, { ...context, ...given, read: (path) => engine.read(path) });
    } catch (error) {
      view.broken(`${error.zh || error.message || error}。请检查网络再试；如果一直这样，请告诉我们。`);
    }
  }
  function shown(view, event2) {
    if (event2.type === "about") view.about(event2.names);
    if (event2.type === "read") view.reading(amount(event2.files, event2.bytes));
    if (event2.type === "running") view.computing(event2);
    if (event2.type === "checked") view.checked(event2.check, event2.ms, event2.done);
  }
  function show(view, report, context) {
    const { memory, draw: draw2, now, demo } = context;
    const time2 = /* @__PURE__ */ new Date();
    const pinned = Boolean(memory.genesis) && memory.genesis === report.genesis.hash;
    const full = { ...context, time: time2, pinned, address: location.href.split("#")[0], title: context.title, say: view.say };
    const fires = context.fires ? moment(context.fires) : "";
    const said = verdict(report, { voided: context.voided, fires });
    view.finished(said, (ran) => [
      toPaper(report.checks),
      h("p.verdict__fine", {}, `20 项检查：${countedWords(counted(report.checks))}。取了 ${amount(context.files, context.bytes)}，用了 ${duration(ran)}，${moment(time2)} 在您这台设备上算的。`),
      demo ? h("p.verdict__fine", {}, `示例数据，时钟固定在 ${moment(now)}。`) : null
    ]);
    if (said.kind === "fail") put(view.failures, failurePanel(report, full));
    const { again } = context;
    const checkpoint = { ...report.checkpoint, note: context.note };
    const keep = h("button.link", { type: "button" }, "保存核对报告");
    keep.addEventListener("click", () => save(`report-${draw2}.json`, reportText(report, full), "application/json"));
    put(
      view.after,
      notices(report, view.say),
      h(
        "div.check__panels",
        {},
        report.genesis.hash ? rootPanel({ memory, genesis: report.genesis.hash, again }) : null,
        report.checkpoint ? keepPanel({ memory, checkpoint, again }) : null
      ),
      limits(full, report.checkpoint),
      h("p", {}, keep),
      paperLine(full.address)
    );
    if (document.activeElement === document.body) view.head.focus({ preventScroll: true });
  }
  function toPaper(checks) {
    const { waits } = counted(checks);
    return waits ? h("p", {}, `${waits} 项算下来成立，只差一步：把起点指纹和纸上的比对一下，就在下面。`) : null;
  }
  function notices(report, say) {
    if (!report.notices.length) return null;
    const lines = Array.from(new Set(report.notices.map((notice) => ended(say(notice.zh)))));
    const shown3 = lines.slice(0, 6).map((line2) => h("li", {}, line2));
    const rest = lines.slice(6).map((line2) => h("li", {}, line2));
    return h("div.notice", {}, h("p", {}, h("strong", {}, "读者应当知道：")), h("ul", {}, shown3), rest.length ? details(`还有 ${rest.length} 条`, h("ul", {}, rest)) : null);
  }

  // errors.js
  var Fault = class extends Error {
    /**
     * @param {string} code stable kebab-case
     * @param {string} zh what is wrong, for people
     * @param {string} en the same in English
     * @param {{file?: string, line?: number}} [place]
     */
    constructor(code, zh, en, place3 = {}) {
      super(en);
      this.name = this.constructor.name;
      this.code = code;
      this.zh = zh;
      this.en = en;
      this.file = place3.file || "";
      this.line = place3.line || 0;
    }
    /** The same fault with its file's name, where it wasn't known yet. */
    at(file) {
      this.file = this.file || file;
      return this;
    }
  };
  var Malformed = class extends Fault {
  };
  var Refused = class extends Fault {
  };
  var Fails = class extends Fault {
  };
  function attempt(work) {
    try {
      return { value: work() };
    } catch (error) {
      if (error instanceof Fault) return { fault: error };
      throw error;
    }
  }

  // vendor/noble.js
  var U32_MASK64 = /* @__PURE__ */ (() => BigInt(2 ** 32 - 1))();
  var _32n = /* @__PURE__ */ BigInt(32);
  function fromBig(n, le = false) {
    if (le)
      return { h: Number(n & U32_MASK64), l: Number(n >> _32n & U32_MASK64) };
    return { h: Number(n >> _32n & U32_MASK64) | 0, l: Number(n & U32_MASK64) | 0 };
  }
  function split(lst, le = false) {
    const len = lst.length;
    let Ah = new Uint32Array(len);
    let Al = new Uint32Array(len);
    for (let i = 0; i < len; i++) {
      const { h: h2, l } = fromBig(lst[i], le);
      [Ah[i], Al[i]] = [h2, l];
    }
    return [Ah, Al];
  }
  var fromNumH = (n) => n / 2 ** 32 | 0;
  var fromNumL = (n) => n >>> 0;
  function setU64FromNum(view, byteOffset, n, isLE) {
    const h2 = fromNumH(n);
    const l = fromNumL(n);
    view.setUint32(byteOffset, isLE ? l : h2, isLE);
    view.setUint32(byteOffset + 4, isLE ? h2 : l, isLE);
  }
  var shrSH = (h2, _l, s) => h2 >>> s;
  var shrSL = (h2, l, s) => h2 << 32 - s | l >>> s;
  var rotrSH = (h2, l, s) => h2 >>> s | l << 32 - s;
  var rotrSL = (h2, l, s) => h2 << 32 - s | l >>> s;
  var rotrBH = (h2, l, s) => h2 << 64 - s | l >>> s - 32;
  var rotrBL = (h2, l, s) => h2 >>> s - 32 | l << 64 - s;
  function add(Ah, Al, Bh, Bl) {
    const l = (Al >>> 0) + (Bl >>> 0);
    return { h: Ah + Bh + (l / 2 ** 32 | 0) | 0, l: l | 0 };
  }
  var add3L = (Al, Bl, Cl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0);
  var add3H = (low, Ah, Bh, Ch) => Ah + Bh + Ch + (low / 2 ** 32 | 0) | 0;
  var add4L = (Al, Bl, Cl, Dl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0);
  var add4H = (low, Ah, Bh, Ch, Dh) => Ah + Bh + Ch + Dh + (low / 2 ** 32 | 0) | 0;
  var add5L = (Al, Bl, Cl, Dl, El) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0) + (El >>> 0);
  var add5H = (low, Ah, Bh, Ch, Dh, Eh) => Ah + Bh + Ch + Dh + Eh + (low / 2 ** 32 | 0) | 0;
  function isBytes(a) {
    return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
  }
  var atitle = (title2) => title2 ? `"${title2}" ` : "";
  function anumber(n, title2 = "") {
    if (typeof n !== "number")
      throw new TypeError(atitle(title2) + "expected number, got " + typeof n);
    if (!Number.isSafeInteger(n) || n < 0)
      throw new RangeError(atitle(title2) + "expected integer >= 0, got " + n);
    return n;
  }
  function abytes(value, length, title2 = "") {
    if (isBytes(value) && (length === void 0 || value.length === length))
      return value;
    if (length !== void 0)
      anumber(length, "length");
    const bytes = isBytes(value);
    const ofLen = length !== void 0 ? ` of length ${length}` : "";
    const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
    const message = atitle(title2) + "expected Uint8Array" + ofLen + ", got " + got;
    if (!bytes)
      throw new TypeError(message);
    throw new RangeError(message);
  }
  function ahash(h2) {
    if (typeof h2 !== "function" || typeof h2.create !== "function")
      throw new TypeError("expected hash wrapped by utils.createHasher");
    anumber(h2.outputLen);
    anumber(h2.blockLen);
    if (h2.outputLen < 1 || h2.blockLen < 1)
      throw new Error("hash blockLen / outputLen must be >= 1");
  }
  var aobject = (value, label) => {
    if (value === null || typeof value !== "object" || Array.isArray(value))
      throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
  };
  var aopts = (value, label) => {
    aobject(value, label);
    const proto = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null)
      throw new TypeError(`"${label}" expected plain object`);
    if (Object.hasOwn(value, "__proto__"))
      throw new TypeError(`"${label}.__proto__" is not allowed`);
  };
  function aexists(instance, checkFinished = true) {
    if (instance.destroyed)
      throw new Error("hash was destroyed");
    if (checkFinished && instance.finished)
      throw new Error("digest() was already called");
  }
  function aoutput(out, instance) {
    abytes(out, void 0, "output");
    const min = instance.outputLen;
    if (!(out.length >= min)) {
      throw new RangeError('"output" expected length >= ' + min);
    }
  }
  function clean(...arrays) {
    for (let i = 0; i < arrays.length; i++) {
      arrays[i].fill(0);
    }
  }
  function createView(arr) {
    return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
  }
  function rotr(word, shift) {
    return word << 32 - shift | word >>> shift;
  }
  var hasHexBuiltin = /* @__PURE__ */ (() => (
    // @ts-ignore
    typeof Uint8Array.from([]).toHex === "function" && typeof Uint8Array.fromHex === "function"
  ))();
  var hexes = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
  function bytesToHex(bytes) {
    abytes(bytes);
    if (hasHexBuiltin)
      return bytes.toHex();
    let hex = "";
    for (let i = 0; i < bytes.length; i++) {
      hex += hexes[bytes[i]];
    }
    return hex;
  }
  function asciiToBase16(ch) {
    return ch >= 48 && ch <= 57 ? ch - 48 : ch >= 65 && ch <= 70 ? ch - (65 - 10) : ch >= 97 && ch <= 102 ? ch - (97 - 10) : void 0;
  }
  function hexToBytes(hex) {
    if (typeof hex !== "string")
      throw new TypeError("hex string expected, got " + typeof hex);
    if (hasHexBuiltin) {
      try {
        return Uint8Array.fromHex(hex);
      } catch (error) {
        if (error instanceof SyntaxError)
          throw new RangeError(error.message);
        throw error;
      }
    }
    const hl = hex.length;
    const al = hl / 2;
    if (hl % 2)
      throw new RangeError("hex string expected, got unpadded hex of length " + hl);
    const array = new Uint8Array(al);
    for (let ai = 0, hi = 0; ai < al; ai++, hi += 2) {
      const n1 = asciiToBase16(hex.charCodeAt(hi));
      const n2 = asciiToBase16(hex.charCodeAt(hi + 1));
      if (n1 === void 0 || n2 === void 0) {
        const char = hex[hi] + hex[hi + 1];
        throw new RangeError('hex string expected, got non-hex character "' + char + '" at index ' + hi);
      }
      array[ai] = n1 * 16 + n2;
    }
    return array;
  }
  function concatBytes(...arrays) {
    let sum = 0;
    for (let i = 0; i < arrays.length; i++) {
      const a = arrays[i];
      abytes(a);
      sum += a.length;
    }
    const res = new Uint8Array(sum);
    for (let i = 0, pad = 0; i < arrays.length; i++) {
      const a = arrays[i];
      res.set(a, pad);
      pad += a.length;
    }
    return res;
  }
  function checkOpts(defaults, opts, title2 = "opts") {
    aopts(defaults, "defaults");
    if (opts !== void 0)
      aopts(opts, title2);
    const merged = Object.assign(/* @__PURE__ */ Object.create(null), defaults, opts);
    return merged;
  }
  function createHasher(hashCons, info = {}) {
    if (typeof hashCons !== "function")
      throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
    info = checkOpts({}, info, "info");
    const hashC = (msg, opts) => hashCons(opts).update(msg).digest();
    const tmp = hashCons(void 0);
    hashC.outputLen = tmp.outputLen;
    hashC.blockLen = tmp.blockLen;
    hashC.canXOF = tmp.canXOF;
    hashC.create = (opts) => hashCons(opts);
    Object.assign(hashC, info);
    return Object.freeze(hashC);
  }
  function randomBytes(bytesLength = 32) {
    anumber(bytesLength, "bytesLength");
    const cr = typeof globalThis === "object" ? globalThis.crypto : null;
    if (typeof cr?.getRandomValues !== "function")
      throw new Error("crypto.getRandomValues must be defined");
    if (bytesLength > 65536)
      throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);
    return cr.getRandomValues(new Uint8Array(bytesLength));
  }
  var oidNist = (suffix) => ({
    // Current NIST hashAlgs suffixes used here fit in one DER subidentifier octet.
    // Larger suffix values would need base-128 OID encoding and a different length byte.
    oid: Uint8Array.from([6, 9, 96, 134, 72, 1, 101, 3, 4, 2, suffix])
  });
  function Chi(a, b, c) {
    return a & b ^ ~a & c;
  }
  function Maj(a, b, c) {
    return a & b ^ a & c ^ b & c;
  }
  var HashMD = class {
    constructor(blockLen, outputLen, padOffset, isLE) {
      this.canXOF = false;
      this.finished = false;
      this.length = 0;
      this.pos = 0;
      this.destroyed = false;
      this.blockLen = blockLen;
      this.outputLen = outputLen;
      this.padOffset = padOffset;
      this.isLE = isLE;
      this.buffer = new Uint8Array(blockLen);
      this.view = createView(this.buffer);
    }
    update(data) {
      aexists(this);
      abytes(data);
      const { view, buffer, blockLen } = this;
      const len = data.length;
      let processed = false;
      for (let pos = 0; pos < len; ) {
        const take = Math.min(blockLen - this.pos, len - pos);
        if (take === blockLen) {
          const dataView = createView(data);
          for (; blockLen <= len - pos; pos += blockLen)
            this.process(dataView, pos);
          processed = true;
          continue;
        }
        buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
        this.pos += take;
        pos += take;
        if (this.pos === blockLen) {
          this.process(view, 0);
          this.pos = 0;
          processed = true;
        }
      }
      this.length += data.length;
      if (processed)
        this.roundClean();
      return this;
    }
    digestInto(out) {
      aexists(this);
      aoutput(out, this);
      this.finished = true;
      const { buffer, view, blockLen, isLE } = this;
      let { pos } = this;
      buffer[pos++] = 128;
      buffer.fill(0, pos);
      if (this.padOffset > blockLen - pos) {
        this.process(view, 0);
        buffer.fill(0);
      }
      setU64FromNum(view, blockLen - 8, this.length * 8, isLE);
      this.process(view, 0);
      this.roundClean();
      const oview = out === buffer ? view : createView(out);
      const len = this.outputLen;
      const outLen = len / 4;
      const state = this.get();
      if (len % 4 || outLen > state.length)
        throw new Error("invalid outputLen");
      for (let i = 0; i < outLen; i++)
        oview.setUint32(4 * i, state[i], isLE);
    }
    digest() {
      const { buffer, outputLen } = this;
      this.digestInto(buffer);
      const res = buffer.slice(0, outputLen);
      this.destroy();
      return res;
    }
    _cloneIntoMeta(to) {
      const { buffer, length, finished, destroyed, pos } = this;
      to.destroyed = destroyed;
      to.finished = finished;
      to.length = length;
      to.pos = pos;
      if (pos)
        to.buffer.set(buffer);
      return to;
    }
    clone() {
      return this._cloneInto();
    }
  };
  var SHA256_IV = /* @__PURE__ */ Uint32Array.from([
    1779033703,
    3144134277,
    1013904242,
    2773480762,
    1359893119,
    2600822924,
    528734635,
    1541459225
  ]);
  var SHA512_IV = /* @__PURE__ */ Uint32Array.from([
    1779033703,
    4089235720,
    3144134277,
    2227873595,
    1013904242,
    4271175723,
    2773480762,
    1595750129,
    1359893119,
    2917565137,
    2600822924,
    725511199,
    528734635,
    4215389547,
    1541459225,
    327033209
  ]);
  var SHA256_K = /* @__PURE__ */ Uint32Array.from([
    1116352408,
    1899447441,
    3049323471,
    3921009573,
    961987163,
    1508970993,
    2453635748,
    2870763221,
    3624381080,
    310598401,
    607225278,
    1426881987,
    1925078388,
    2162078206,
    2614888103,
    3248222580,
    3835390401,
    4022224774,
    264347078,
    604807628,
    770255983,
    1249150122,
    1555081692,
    1996064986,
    2554220882,
    2821834349,
    2952996808,
    3210313671,
    3336571891,
    3584528711,
    113926993,
    338241895,
    666307205,
    773529912,
    1294757372,
    1396182291,
    1695183700,
    1986661051,
    2177026350,
    2456956037,
    2730485921,
    2820302411,
    3259730800,
    3345764771,
    3516065817,
    3600352804,
    4094571909,
    275423344,
    430227734,
    506948616,
    659060556,
    883997877,
    958139571,
    1322822218,
    1537002063,
    1747873779,
    1955562222,
    2024104815,
    2227730452,
    2361852424,
    2428436474,
    2756734187,
    3204031479,
    3329325298
  ]);
  var SHA256_W = /* @__PURE__ */ new Uint32Array(64);
  var SHA2_32B = class extends HashMD {
    constructor(outputLen, IV) {
      super(64, outputLen, 8, false);
      this.A = 0;
      this.B = 0;
      this.C = 0;
      this.D = 0;
      this.E = 0;
      this.F = 0;
      this.G = 0;
      this.H = 0;
      this.A = IV[0] | 0;
      this.B = IV[1] | 0;
      this.C = IV[2] | 0;
      this.D = IV[3] | 0;
      this.E = IV[4] | 0;
      this.F = IV[5] | 0;
      this.G = IV[6] | 0;
      this.H = IV[7] | 0;
    }
    get() {
      const { A, B, C, D, E, F, G, H } = this;
      return [A, B, C, D, E, F, G, H];
    }
    // prettier-ignore
    set(A, B, C, D, E, F, G, H) {
      this.A = A | 0;
      this.B = B | 0;
      this.C = C | 0;
      this.D = D | 0;
      this.E = E | 0;
      this.F = F | 0;
      this.G = G | 0;
      this.H = H | 0;
    }
    _cloneInto(to) {
      (to || (to = new this.constructor())).set(...this.get());
      return this._cloneIntoMeta(to);
    }
    process(view, offset) {
      for (let i = 0; i < 16; i++, offset += 4)
        SHA256_W[i] = view.getUint32(offset, false);
      for (let i = 16; i < 64; i++) {
        const W15 = SHA256_W[i - 15];
        const W2 = SHA256_W[i - 2];
        const s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ W15 >>> 3;
        const s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ W2 >>> 10;
        SHA256_W[i] = s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16] | 0;
      }
      let { A, B, C, D, E, F, G, H } = this;
      for (let i = 0; i < 64; i++) {
        const sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25);
        const T1 = H + sigma1 + Chi(E, F, G) + SHA256_K[i] + SHA256_W[i] | 0;
        const sigma0 = rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22);
        const T2 = sigma0 + Maj(A, B, C) | 0;
        H = G;
        G = F;
        F = E;
        E = D + T1 | 0;
        D = C;
        C = B;
        B = A;
        A = T1 + T2 | 0;
      }
      A = A + this.A | 0;
      B = B + this.B | 0;
      C = C + this.C | 0;
      D = D + this.D | 0;
      E = E + this.E | 0;
      F = F + this.F | 0;
      G = G + this.G | 0;
      H = H + this.H | 0;
      this.set(A, B, C, D, E, F, G, H);
    }
    roundClean() {
      clean(SHA256_W);
    }
    destroy() {
      this.destroyed = true;
      this.set(0, 0, 0, 0, 0, 0, 0, 0);
      clean(this.buffer);
    }
  };
  var _SHA256 = class extends SHA2_32B {
    constructor() {
      super(32, SHA256_IV);
    }
  };
  var K512 = /* @__PURE__ */ (() => split([
    "0x428a2f98d728ae22",
    "0x7137449123ef65cd",
    "0xb5c0fbcfec4d3b2f",
    "0xe9b5dba58189dbbc",
    "0x3956c25bf348b538",
    "0x59f111f1b605d019",
    "0x923f82a4af194f9b",
    "0xab1c5ed5da6d8118",
    "0xd807aa98a3030242",
    "0x12835b0145706fbe",
    "0x243185be4ee4b28c",
    "0x550c7dc3d5ffb4e2",
    "0x72be5d74f27b896f",
    "0x80deb1fe3b1696b1",
    "0x9bdc06a725c71235",
    "0xc19bf174cf692694",
    "0xe49b69c19ef14ad2",
    "0xefbe4786384f25e3",
    "0x0fc19dc68b8cd5b5",
    "0x240ca1cc77ac9c65",
    "0x2de92c6f592b0275",
    "0x4a7484aa6ea6e483",
    "0x5cb0a9dcbd41fbd4",
    "0x76f988da831153b5",
    "0x983e5152ee66dfab",
    "0xa831c66d2db43210",
    "0xb00327c898fb213f",
    "0xbf597fc7beef0ee4",
    "0xc6e00bf33da88fc2",
    "0xd5a79147930aa725",
    "0x06ca6351e003826f",
    "0x142929670a0e6e70",
    "0x27b70a8546d22ffc",
    "0x2e1b21385c26c926",
    "0x4d2c6dfc5ac42aed",
    "0x53380d139d95b3df",
    "0x650a73548baf63de",
    "0x766a0abb3c77b2a8",
    "0x81c2c92e47edaee6",
    "0x92722c851482353b",
    "0xa2bfe8a14cf10364",
    "0xa81a664bbc423001",
    "0xc24b8b70d0f89791",
    "0xc76c51a30654be30",
    "0xd192e819d6ef5218",
    "0xd69906245565a910",
    "0xf40e35855771202a",
    "0x106aa07032bbd1b8",
    "0x19a4c116b8d2d0c8",
    "0x1e376c085141ab53",
    "0x2748774cdf8eeb99",
    "0x34b0bcb5e19b48a8",
    "0x391c0cb3c5c95a63",
    "0x4ed8aa4ae3418acb",
    "0x5b9cca4f7763e373",
    "0x682e6ff3d6b2b8a3",
    "0x748f82ee5defb2fc",
    "0x78a5636f43172f60",
    "0x84c87814a1f0ab72",
    "0x8cc702081a6439ec",
    "0x90befffa23631e28",
    "0xa4506cebde82bde9",
    "0xbef9a3f7b2c67915",
    "0xc67178f2e372532b",
    "0xca273eceea26619c",
    "0xd186b8c721c0c207",
    "0xeada7dd6cde0eb1e",
    "0xf57d4f7fee6ed178",
    "0x06f067aa72176fba",
    "0x0a637dc5a2c898a6",
    "0x113f9804bef90dae",
    "0x1b710b35131c471b",
    "0x28db77f523047d84",
    "0x32caab7b40c72493",
    "0x3c9ebe0a15c9bebc",
    "0x431d67c49c100d4c",
    "0x4cc5d4becb3e42b6",
    "0x597f299cfc657e2a",
    "0x5fcb6fab3ad6faec",
    "0x6c44198c4a475817"
  ].map((n) => BigInt(n))))();
  var SHA512_Kh = /* @__PURE__ */ (() => K512[0])();
  var SHA512_Kl = /* @__PURE__ */ (() => K512[1])();
  var SHA512_W_H = /* @__PURE__ */ new Uint32Array(80);
  var SHA512_W_L = /* @__PURE__ */ new Uint32Array(80);
  var SHA2_64B = class extends HashMD {
    constructor(outputLen, IV) {
      super(128, outputLen, 16, false);
      this.Ah = 0;
      this.Al = 0;
      this.Bh = 0;
      this.Bl = 0;
      this.Ch = 0;
      this.Cl = 0;
      this.Dh = 0;
      this.Dl = 0;
      this.Eh = 0;
      this.El = 0;
      this.Fh = 0;
      this.Fl = 0;
      this.Gh = 0;
      this.Gl = 0;
      this.Hh = 0;
      this.Hl = 0;
      this.Ah = IV[0] | 0;
      this.Al = IV[1] | 0;
      this.Bh = IV[2] | 0;
      this.Bl = IV[3] | 0;
      this.Ch = IV[4] | 0;
      this.Cl = IV[5] | 0;
      this.Dh = IV[6] | 0;
      this.Dl = IV[7] | 0;
      this.Eh = IV[8] | 0;
      this.El = IV[9] | 0;
      this.Fh = IV[10] | 0;
      this.Fl = IV[11] | 0;
      this.Gh = IV[12] | 0;
      this.Gl = IV[13] | 0;
      this.Hh = IV[14] | 0;
      this.Hl = IV[15] | 0;
    }
    // prettier-ignore
    get() {
      const { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
      return [Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl];
    }
    // prettier-ignore
    set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl) {
      this.Ah = Ah | 0;
      this.Al = Al | 0;
      this.Bh = Bh | 0;
      this.Bl = Bl | 0;
      this.Ch = Ch | 0;
      this.Cl = Cl | 0;
      this.Dh = Dh | 0;
      this.Dl = Dl | 0;
      this.Eh = Eh | 0;
      this.El = El | 0;
      this.Fh = Fh | 0;
      this.Fl = Fl | 0;
      this.Gh = Gh | 0;
      this.Gl = Gl | 0;
      this.Hh = Hh | 0;
      this.Hl = Hl | 0;
    }
    _cloneInto(to) {
      (to || (to = new this.constructor())).set(...this.get());
      return this._cloneIntoMeta(to);
    }
    process(view, offset) {
      for (let i = 0; i < 16; i++, offset += 4) {
        SHA512_W_H[i] = view.getUint32(offset);
        SHA512_W_L[i] = view.getUint32(offset += 4);
      }
      for (let i = 16; i < 80; i++) {
        const W15h = SHA512_W_H[i - 15] | 0;
        const W15l = SHA512_W_L[i - 15] | 0;
        const s0h = rotrSH(W15h, W15l, 1) ^ rotrSH(W15h, W15l, 8) ^ shrSH(W15h, W15l, 7);
        const s0l = rotrSL(W15h, W15l, 1) ^ rotrSL(W15h, W15l, 8) ^ shrSL(W15h, W15l, 7);
        const W2h = SHA512_W_H[i - 2] | 0;
        const W2l = SHA512_W_L[i - 2] | 0;
        const s1h = rotrSH(W2h, W2l, 19) ^ rotrBH(W2h, W2l, 61) ^ shrSH(W2h, W2l, 6);
        const s1l = rotrSL(W2h, W2l, 19) ^ rotrBL(W2h, W2l, 61) ^ shrSL(W2h, W2l, 6);
        const SUMl = add4L(s0l, s1l, SHA512_W_L[i - 7], SHA512_W_L[i - 16]);
        const SUMh = add4H(SUMl, s0h, s1h, SHA512_W_H[i - 7], SHA512_W_H[i - 16]);
        SHA512_W_H[i] = SUMh | 0;
        SHA512_W_L[i] = SUMl | 0;
      }
      let { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
      for (let i = 0; i < 80; i++) {
        const sigma1h = rotrSH(Eh, El, 14) ^ rotrSH(Eh, El, 18) ^ rotrBH(Eh, El, 41);
        const sigma1l = rotrSL(Eh, El, 14) ^ rotrSL(Eh, El, 18) ^ rotrBL(Eh, El, 41);
        const CHIh = Eh & Fh ^ ~Eh & Gh;
        const CHIl = El & Fl ^ ~El & Gl;
        const T1ll = add5L(Hl, sigma1l, CHIl, SHA512_Kl[i], SHA512_W_L[i]);
        const T1h = add5H(T1ll, Hh, sigma1h, CHIh, SHA512_Kh[i], SHA512_W_H[i]);
        const T1l = T1ll | 0;
        const sigma0h = rotrSH(Ah, Al, 28) ^ rotrBH(Ah, Al, 34) ^ rotrBH(Ah, Al, 39);
        const sigma0l = rotrSL(Ah, Al, 28) ^ rotrBL(Ah, Al, 34) ^ rotrBL(Ah, Al, 39);
        const MAJh = Ah & Bh ^ Ah & Ch ^ Bh & Ch;
        const MAJl = Al & Bl ^ Al & Cl ^ Bl & Cl;
        Hh = Gh | 0;
        Hl = Gl | 0;
        Gh = Fh | 0;
        Gl = Fl | 0;
        Fh = Eh | 0;
        Fl = El | 0;
        ({ h: Eh, l: El } = add(Dh | 0, Dl | 0, T1h | 0, T1l | 0));
        Dh = Ch | 0;
        Dl = Cl | 0;
        Ch = Bh | 0;
        Cl = Bl | 0;
        Bh = Ah | 0;
        Bl = Al | 0;
        const All = add3L(T1l, sigma0l, MAJl);
        Ah = add3H(All, T1h, sigma0h, MAJh);
        Al = All | 0;
      }
      ({ h: Ah, l: Al } = add(this.Ah | 0, this.Al | 0, Ah | 0, Al | 0));
      ({ h: Bh, l: Bl } = add(this.Bh | 0, this.Bl | 0, Bh | 0, Bl | 0));
      ({ h: Ch, l: Cl } = add(this.Ch | 0, this.Cl | 0, Ch | 0, Cl | 0));
      ({ h: Dh, l: Dl } = add(this.Dh | 0, this.Dl | 0, Dh | 0, Dl | 0));
      ({ h: Eh, l: El } = add(this.Eh | 0, this.El | 0, Eh | 0, El | 0));
      ({ h: Fh, l: Fl } = add(this.Fh | 0, this.Fl | 0, Fh | 0, Fl | 0));
      ({ h: Gh, l: Gl } = add(this.Gh | 0, this.Gl | 0, Gh | 0, Gl | 0));
      ({ h: Hh, l: Hl } = add(this.Hh | 0, this.Hl | 0, Hh | 0, Hl | 0));
      this.set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl);
    }
    roundClean() {
      clean(SHA512_W_H, SHA512_W_L);
    }
    destroy() {
      this.destroyed = true;
      clean(this.buffer);
      this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
  };
  var _SHA512 = class extends SHA2_64B {
    constructor() {
      super(64, SHA512_IV);
    }
  };
  var sha256 = /* @__PURE__ */ createHasher(
    () => new _SHA256(),
    /* @__PURE__ */ oidNist(1)
  );
  var sha512 = /* @__PURE__ */ createHasher(
    () => new _SHA512(),
    /* @__PURE__ */ oidNist(3)
  );
  var _HMAC = class {
    constructor(hash2, key) {
      this.canXOF = false;
      this.finished = false;
      this.destroyed = false;
      ahash(hash2);
      abytes(key, void 0, "key");
      this.iHash = hash2.create();
      if (typeof this.iHash.update !== "function")
        throw new Error("expected Hash instance");
      this.blockLen = this.iHash.blockLen;
      this.outputLen = this.iHash.outputLen;
      const blockLen = this.blockLen;
      const pad = new Uint8Array(blockLen);
      pad.set(key.length > blockLen ? hash2.create().update(key).digest() : key);
      for (let i = 0; i < pad.length; i++)
        pad[i] ^= 54;
      this.iHash.update(pad);
      this.oHash = hash2.create();
      for (let i = 0; i < pad.length; i++)
        pad[i] ^= 54 ^ 92;
      this.oHash.update(pad);
      clean(pad);
    }
    update(buf) {
      aexists(this);
      this.iHash.update(buf);
      return this;
    }
    digestInto(out) {
      aexists(this);
      aoutput(out, this);
      this.finished = true;
      const buf = out.subarray(0, this.outputLen);
      this.iHash.digestInto(buf);
      this.oHash.update(buf);
      this.oHash.digestInto(buf);
      this.destroy();
    }
    digest() {
      const out = new Uint8Array(this.oHash.outputLen);
      this.digestInto(out);
      return out;
    }
    _cloneInto(to) {
      to || (to = Object.create(Object.getPrototypeOf(this), {}));
      const { oHash, iHash, finished, destroyed, blockLen, outputLen, canXOF } = this;
      to = to;
      to.finished = finished;
      to.destroyed = destroyed;
      to.blockLen = blockLen;
      to.outputLen = outputLen;
      to.canXOF = canXOF;
      to.oHash = oHash._cloneInto(to.oHash);
      to.iHash = iHash._cloneInto(to.iHash);
      return to;
    }
    clone() {
      return this._cloneInto();
    }
    destroy() {
      this.destroyed = true;
      this.oHash.destroy();
      this.iHash.destroy();
    }
  };
  var hmac = /* @__PURE__ */ (() => {
    const hmac_ = ((hash2, key, message) => new _HMAC(hash2, key).update(message).digest());
    hmac_.create = (hash2, key) => new _HMAC(hash2, key);
    return hmac_;
  })();
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  function aarray(item, title2, inner = () => {
  }) {
    if (!Array.isArray(item))
      throw new TypeError(`"${title2}" expected array, got type=${typeof item}`);
    for (let i = 0; i < item.length; i++)
      inner(item[i], `${title2}[${i}]`);
    return item;
  }
  var abytes2 = (value, length, title2) => abytes(value, length, title2);
  var anumber2 = anumber;
  function aobject2(value, title2 = "object") {
    if (value === null || typeof value !== "object" || Array.isArray(value))
      throw new TypeError(title2 === "object" ? "expected valid options object" : `"${title2}" expected object, got type=${typeof value}`);
    return value;
  }
  function afunction(value, title2) {
    if (typeof value !== "function")
      throw new TypeError(`"${title2}" is invalid: expected function, got ${typeof value}`);
    return value;
  }
  var bytesToHex2 = bytesToHex;
  var concatBytes2 = (...arrays) => concatBytes(...arrays);
  var hexToBytes2 = (hex) => hexToBytes(hex);
  var isBytes2 = isBytes;
  var randomBytes2 = (bytesLength) => randomBytes(bytesLength);
  var _0n = /* @__PURE__ */ BigInt(0);
  var _1n = /* @__PURE__ */ BigInt(1);
  var atitle2 = (title2) => title2 ? `"${title2}" ` : "";
  function abool(value, title2 = "") {
    if (typeof value !== "boolean")
      throw new TypeError(atitle2(title2) + "expected boolean, got type=" + typeof value);
    return value;
  }
  function abignumber(n) {
    if (typeof n === "bigint") {
      if (!isPosBig(n))
        throw new RangeError("positive bigint expected, got " + n);
    } else
      anumber2(n);
    return n;
  }
  function asafenumber(value, title2 = "") {
    if (typeof value !== "number") {
      const prefix = title2 && `"${title2}" `;
      throw new TypeError(prefix + "expected number, got type=" + typeof value);
    }
    if (!Number.isSafeInteger(value)) {
      const prefix = title2 && `"${title2}" `;
      throw new RangeError(prefix + "expected safe integer, got " + value);
    }
  }
  function hexToNumber(hex) {
    if (typeof hex !== "string")
      throw new TypeError("hex string expected, got " + typeof hex);
    return hex === "" ? _0n : BigInt("0x" + hex);
  }
  function bytesToNumberBE(bytes) {
    return hexToNumber(bytesToHex(bytes));
  }
  function bytesToNumberLE(bytes) {
    return hexToNumber(bytesToHex(copyBytes(abytes(bytes)).reverse()));
  }
  function numberToBytesBE(n, len) {
    anumber(len);
    if (len === 0)
      throw new Error("zero output length is invalid");
    n = abignumber(n);
    const expectedLen = len * 2;
    const hex = n.toString(16);
    if (hex.length > expectedLen)
      throw new RangeError("number is too large");
    return hexToBytes(hex.padStart(expectedLen, "0"));
  }
  function numberToBytesLE(n, len) {
    return numberToBytesBE(n, len).reverse();
  }
  function equalBytes(a, b) {
    a = abytes2(a);
    b = abytes2(b);
    if (a.length !== b.length)
      return false;
    let diff = 0;
    for (let i = 0; i < a.length; i++)
      diff |= a[i] ^ b[i];
    return diff === 0;
  }
  function copyBytes(bytes) {
    return Uint8Array.from(abytes2(bytes));
  }
  function asciiToBytes(ascii) {
    if (typeof ascii !== "string")
      throw new TypeError("ascii string expected, got " + typeof ascii);
    return Uint8Array.from(ascii, (c, i) => {
      const charCode = c.charCodeAt(0);
      if (c.length !== 1 || charCode > 127) {
        throw new RangeError(`string contains non-ASCII character "${ascii[i]}" with code ${charCode} at position ${i}`);
      }
      return charCode;
    });
  }
  function isPosBig(n) {
    return typeof n === "bigint" && _0n <= n;
  }
  function inRange(n, min, max) {
    return isPosBig(n) && isPosBig(min) && isPosBig(max) && min <= n && n < max;
  }
  function aInRange(title2, n, min, max) {
    if (!inRange(n, min, max))
      throw new RangeError("expected valid " + title2 + ": " + min + " <= n < " + max + ", got " + n);
  }
  function bitLen(n) {
    if (n < _0n)
      throw new Error("expected non-negative bigint, got " + n);
    return n === _0n ? 0 : n.toString(2).length;
  }
  function bitGet(n, pos) {
    if (typeof n !== "bigint")
      throw new TypeError('"n" expected bigint, got type=' + typeof n);
    asafenumber(pos, "pos");
    return n >> BigInt(pos) & _1n;
  }
  var bitMask = (n) => {
    asafenumber(n, "n");
    return (_1n << BigInt(n)) - _1n;
  };
  function validateObject(object2, fields2 = {}, optFields = {}, title2 = "object") {
    aobject2(object2, title2);
    aobject2(fields2, "fields");
    aobject2(optFields, "optFields");
    function checkField(fieldName, expectedType, isOpt) {
      const label = title2 === "object" ? `param "${String(fieldName)}"` : `"${title2}.${String(fieldName)}"`;
      const val = object2[fieldName];
      if (!Object.hasOwn(object2, fieldName) && (isOpt ? val !== void 0 : expectedType !== "function")) {
        throw new TypeError(`${label} is invalid: expected own property`);
      }
      if (isOpt && val === void 0)
        return;
      const current = typeof val;
      if (current !== expectedType || val === null)
        throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`);
    }
    const iter = (f, isOpt) => Object.entries(f).forEach(([k, v]) => checkField(k, v, isOpt));
    iter(fields2, false);
    iter(optFields, true);
  }
  var notImplemented = () => {
    throw new Error("not implemented");
  };
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n2 = /* @__PURE__ */ BigInt(0);
  var _1n2 = /* @__PURE__ */ BigInt(1);
  var _2n = /* @__PURE__ */ BigInt(2);
  var _3n = /* @__PURE__ */ BigInt(3);
  var _4n = /* @__PURE__ */ BigInt(4);
  var _5n = /* @__PURE__ */ BigInt(5);
  var _7n = /* @__PURE__ */ BigInt(7);
  var _8n = /* @__PURE__ */ BigInt(8);
  var _9n = /* @__PURE__ */ BigInt(9);
  var _15n = /* @__PURE__ */ BigInt(15);
  var _16n = /* @__PURE__ */ BigInt(16);
  var POW_WINDOWED_MIN = /* @__PURE__ */ BigInt("0x10000000000000000");
  function mod(a, b) {
    if (b <= _0n2)
      throw new Error("mod: expected positive modulus, got " + b);
    const result2 = a % b;
    return result2 >= _0n2 ? result2 : b + result2;
  }
  function pow(num, power, modulo) {
    if (modulo <= _1n2)
      throw new Error("pow: expected modulus > 1, got " + modulo);
    if (typeof power !== "bigint")
      throw new TypeError("invalid exponent: expected bigint, got " + typeof power);
    if (power < _0n2)
      throw new Error("invalid exponent, negatives unsupported");
    if (power === _0n2)
      return _1n2;
    if (power === _1n2)
      return num;
    let d = num % modulo;
    if (d < _0n2)
      d += modulo;
    if (power < POW_WINDOWED_MIN) {
      let p2 = _1n2;
      while (power > _0n2) {
        if (power & _1n2)
          p2 = p2 * d % modulo;
        d = d * d % modulo;
        power >>= _1n2;
      }
      return p2;
    }
    const digits = [];
    while (power > _0n2) {
      digits.push(Number(power & _15n));
      power >>= _4n;
    }
    const table = new Array(16);
    table[0] = _1n2;
    table[1] = d;
    for (let i = 2; i < 16; i++)
      table[i] = table[i - 1] * d % modulo;
    let p = table[digits[digits.length - 1]];
    for (let w = digits.length - 2; w >= 0; w--) {
      p = p * p % modulo;
      p = p * p % modulo;
      p = p * p % modulo;
      p = p * p % modulo;
      const digit = digits[w];
      if (digit !== 0)
        p = p * table[digit] % modulo;
    }
    return p;
  }
  function pow2(x, power, modulo) {
    if (modulo <= _1n2)
      throw new Error("pow2: expected modulus > 1, got " + modulo);
    if (power < _0n2)
      throw new Error("pow2: expected non-negative exponent, got " + power);
    let res = x;
    while (power-- > _0n2) {
      res *= res;
      res %= modulo;
    }
    return res;
  }
  function invert(number, modulo) {
    if (number === _0n2)
      throw new Error("invert: expected non-zero number");
    if (modulo <= _1n2)
      throw new Error("invert: expected modulus > 1, got " + modulo);
    let a = mod(number, modulo);
    let b = modulo;
    let x = _0n2, u = _1n2;
    while (a !== _0n2) {
      const q = b / a;
      const r = b - a * q;
      const m = x - u * q;
      b = a, a = r, x = u, u = m;
    }
    const gcd = b;
    if (gcd !== _1n2)
      throw new Error("invert: does not exist");
    return mod(x, modulo);
  }
  function assertIsSquare(Fp3, root2, n) {
    const F = Fp3;
    if (!F.eql(F.sqr(root2), n))
      throw new Error("Cannot find square root");
  }
  function aoddModulus(order, fnName) {
    if ((order & _1n2) === _0n2)
      throw new Error(fnName + ": expected odd modulus, got " + order);
  }
  function sqrt3mod4(Fp3, n) {
    const F = Fp3;
    const p1div4 = (F.ORDER + _1n2) / _4n;
    const root2 = F.pow(n, p1div4);
    assertIsSquare(F, root2, n);
    return root2;
  }
  function sqrt5mod8(Fp3, n) {
    const F = Fp3;
    const p5div8 = (F.ORDER - _5n) / _8n;
    const n2 = F.mul(n, _2n);
    const v = F.pow(n2, p5div8);
    const nv = F.mul(n, v);
    const i = F.mul(F.mul(nv, _2n), v);
    const root2 = F.mul(nv, F.sub(i, F.ONE));
    assertIsSquare(F, root2, n);
    return root2;
  }
  function sqrt9mod16(P) {
    const Fp_ = Field(P);
    const tn = tonelliShanks(P);
    const c1 = tn(Fp_, Fp_.neg(Fp_.ONE));
    const c2 = tn(Fp_, c1);
    const c3 = tn(Fp_, Fp_.neg(c1));
    const c4 = (P + _7n) / _16n;
    return ((Fp3, n) => {
      const F = Fp3;
      let tv1 = F.pow(n, c4);
      let tv2 = F.mul(tv1, c1);
      const tv3 = F.mul(tv1, c2);
      const tv4 = F.mul(tv1, c3);
      const e1 = F.eql(F.sqr(tv2), n);
      const e2 = F.eql(F.sqr(tv3), n);
      tv1 = F.cmov(tv1, tv2, e1);
      tv2 = F.cmov(tv4, tv3, e2);
      const e3 = F.eql(F.sqr(tv2), n);
      const root2 = F.cmov(tv1, tv2, e3);
      assertIsSquare(F, root2, n);
      return root2;
    });
  }
  function tonelliShanks(P) {
    if (P < _3n)
      throw new Error("sqrt is not defined for small field");
    aoddModulus(P, "tonelliShanks");
    let Q = P - _1n2;
    let S = 0;
    while (Q % _2n === _0n2) {
      Q /= _2n;
      S++;
    }
    let Z = _2n;
    const _Fp = Field(P);
    while (FpLegendre(_Fp, Z) === 1) {
      if (Z++ > 1e3)
        throw new Error("Cannot find square root: probably non-prime P");
    }
    if (S === 1)
      return sqrt3mod4;
    let cc = _Fp.pow(Z, Q);
    const Q1div2 = (Q + _1n2) / _2n;
    return function tonelliSlow(Fp3, n) {
      const F = Fp3;
      if (F.is0(n))
        return n;
      if (FpLegendre(F, n) !== 1)
        throw new Error("Cannot find square root");
      let M = S;
      let c = F.mul(F.ONE, cc);
      let t = F.pow(n, Q);
      let R = F.pow(n, Q1div2);
      while (!F.eql(t, F.ONE)) {
        if (F.is0(t))
          throw new Error("Cannot find square root: probably non-prime P");
        let i = 1;
        let t_tmp = F.sqr(t);
        while (!F.eql(t_tmp, F.ONE)) {
          i++;
          t_tmp = F.sqr(t_tmp);
          if (i === M)
            throw new Error("Cannot find square root");
        }
        const exponent = _1n2 << BigInt(M - i - 1);
        const b = F.pow(c, exponent);
        M = i;
        c = F.sqr(b);
        t = F.mul(t, c);
        R = F.mul(R, b);
      }
      return R;
    };
  }
  function FpSqrt(P) {
    aoddModulus(P, "Fp.sqrt");
    if (P % _4n === _3n)
      return sqrt3mod4;
    if (P % _8n === _5n)
      return sqrt5mod8;
    if (P % _16n === _9n)
      return sqrt9mod16(P);
    return tonelliShanks(P);
  }
  var isNegativeLE = (num, modulo) => (mod(num, modulo) & _1n2) === _1n2;
  var FIELD_FIELDS = [
    "create",
    "isValid",
    "is0",
    "neg",
    "inv",
    "sqrt",
    "sqr",
    "eql",
    "add",
    "sub",
    "mul",
    "pow",
    "div",
    "addN",
    "subN",
    "mulN",
    "sqrN"
  ];
  function validateField(field) {
    aobject2(field, "field");
    if (typeof field.ORDER !== "bigint")
      throw new TypeError('param "ORDER" is invalid: expected bigint, got ' + typeof field.ORDER);
    asafenumber(field.BYTES, "BYTES");
    asafenumber(field.BITS, "BITS");
    for (const name of FIELD_FIELDS)
      afunction(field[name], "field." + name);
    if (field.BYTES < 1 || field.BITS < 1)
      throw new Error("invalid field: expected BYTES/BITS > 0");
    if (field.ORDER <= _1n2)
      throw new Error("invalid field: expected ORDER > 1, got " + field.ORDER);
    return field;
  }
  function FpPow(Fp3, num, power) {
    validateField(Fp3);
    const F = Fp3;
    if (typeof power !== "bigint")
      throw new TypeError("invalid exponent: expected bigint, got " + typeof power);
    if (power < _0n2)
      throw new Error("invalid exponent, negatives unsupported");
    if (power === _0n2)
      return F.ONE;
    if (power === _1n2)
      return num;
    if (power < POW_WINDOWED_MIN) {
      let p2 = F.ONE;
      let d = num;
      while (power > _0n2) {
        if (power & _1n2)
          p2 = F.mul(p2, d);
        d = F.sqr(d);
        power >>= _1n2;
      }
      return p2;
    }
    const digits = [];
    while (power > _0n2) {
      digits.push(Number(power & _15n));
      power >>= _4n;
    }
    const table = new Array(16);
    table[0] = F.ONE;
    table[1] = num;
    for (let i = 2; i < 16; i++)
      table[i] = F.mul(table[i - 1], num);
    let p = table[digits[digits.length - 1]];
    for (let w = digits.length - 2; w >= 0; w--) {
      p = F.sqr(F.sqr(F.sqr(F.sqr(p))));
      const digit = digits[w];
      if (digit !== 0)
        p = F.mul(p, table[digit]);
    }
    return p;
  }
  function FpInvertBatch(Fp3, nums, passZero = false) {
    validateField(Fp3);
    aarray(nums, "nums");
    abool(passZero, "passZero");
    const F = Fp3;
    const inverted = new Array(nums.length).fill(passZero ? F.ZERO : void 0);
    const multipliedAcc = nums.reduce((acc, num, i) => {
      if (F.is0(num))
        return acc;
      inverted[i] = acc;
      return F.mul(acc, num);
    }, F.ONE);
    const invertedAcc = F.inv(multipliedAcc);
    nums.reduceRight((acc, num, i) => {
      if (F.is0(num))
        return acc;
      inverted[i] = F.mul(acc, inverted[i]);
      return F.mul(acc, num);
    }, invertedAcc);
    return inverted;
  }
  function FpLegendre(Fp3, n) {
    validateField(Fp3);
    const F = Fp3;
    aoddModulus(F.ORDER, "FpLegendre");
    const p1mod2 = (F.ORDER - _1n2) / _2n;
    const powered2 = F.pow(n, p1mod2);
    const yes = F.eql(powered2, F.ONE);
    const zero = F.eql(powered2, F.ZERO);
    const no = F.eql(powered2, F.neg(F.ONE));
    if (!yes && !zero && !no)
      throw new Error("invalid Legendre symbol result");
    return yes ? 1 : zero ? 0 : -1;
  }
  function FpIsSquare(Fp3, n) {
    const l = FpLegendre(Fp3, n);
    return l !== -1;
  }
  function nLength(n, nBitLength) {
    if (nBitLength !== void 0)
      anumber2(nBitLength);
    if (n <= _0n2)
      throw new Error("invalid n length: expected positive n, got " + n);
    if (nBitLength !== void 0 && nBitLength < 1)
      throw new Error("invalid n length: expected positive bit length, got " + nBitLength);
    const bits2 = bitLen(n);
    if (nBitLength !== void 0 && nBitLength < bits2)
      throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits2})`);
    const _nBitLength = nBitLength !== void 0 ? nBitLength : bits2;
    const nByteLength = Math.ceil(_nBitLength / 8);
    return { nBitLength: _nBitLength, nByteLength };
  }
  var FIELD_SQRT = /* @__PURE__ */ new WeakMap();
  var _Field = class {
    constructor(ORDER4, opts = {}) {
      this.ZERO = _0n2;
      this.ONE = _1n2;
      if (ORDER4 <= _1n2)
        throw new Error("invalid field: expected ORDER > 1, got " + ORDER4);
      let _nbitLength = void 0;
      this.isLE = false;
      if (opts != null && typeof opts === "object") {
        if (typeof opts.BITS === "number")
          _nbitLength = opts.BITS;
        if (typeof opts.sqrt === "function")
          Object.defineProperty(this, "sqrt", { value: opts.sqrt, enumerable: true });
        if (typeof opts.isLE === "boolean")
          this.isLE = opts.isLE;
        if (opts.allowedLengths)
          this._lengths = Object.freeze(opts.allowedLengths.slice());
        if (typeof opts.modFromBytes === "boolean")
          this._mod = opts.modFromBytes;
      }
      const { nBitLength, nByteLength } = nLength(ORDER4, _nbitLength);
      if (nByteLength > 2048)
        throw new Error("invalid field: expected ORDER of <= 2048 bytes");
      this.ORDER = ORDER4;
      this.BITS = nBitLength;
      this.BYTES = nByteLength;
      Object.freeze(this);
    }
    create(num) {
      return mod(num, this.ORDER);
    }
    isValid(num) {
      if (typeof num !== "bigint")
        throw new TypeError("invalid field element: expected bigint, got " + typeof num);
      return _0n2 <= num && num < this.ORDER;
    }
    is0(num) {
      return num === _0n2;
    }
    // is valid and invertible
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    isOdd(num) {
      return (num & _1n2) === _1n2;
    }
    neg(num) {
      return mod(-num, this.ORDER);
    }
    eql(lhs, rhs) {
      return lhs === rhs;
    }
    sqr(num) {
      return mod(num * num, this.ORDER);
    }
    add(lhs, rhs) {
      return mod(lhs + rhs, this.ORDER);
    }
    sub(lhs, rhs) {
      return mod(lhs - rhs, this.ORDER);
    }
    mul(lhs, rhs) {
      return mod(lhs * rhs, this.ORDER);
    }
    pow(num, power) {
      return pow(num, power, this.ORDER);
    }
    div(lhs, rhs) {
      return mod(lhs * invert(rhs, this.ORDER), this.ORDER);
    }
    // Same as above, but doesn't normalize
    sqrN(num) {
      return num * num;
    }
    addN(lhs, rhs) {
      return lhs + rhs;
    }
    subN(lhs, rhs) {
      return lhs - rhs;
    }
    mulN(lhs, rhs) {
      return lhs * rhs;
    }
    inv(num) {
      return invert(num, this.ORDER);
    }
    sqrt(num) {
      let sqrt = FIELD_SQRT.get(this);
      if (!sqrt)
        FIELD_SQRT.set(this, sqrt = FpSqrt(this.ORDER));
      return sqrt(this, num);
    }
    toBytes(num) {
      return this.isLE ? numberToBytesLE(num, this.BYTES) : numberToBytesBE(num, this.BYTES);
    }
    fromBytes(bytes, skipValidation = false) {
      abytes2(bytes);
      const { _lengths: allowedLengths, BYTES: BYTES3, isLE, ORDER: ORDER4, _mod: modFromBytes } = this;
      if (allowedLengths) {
        if (bytes.length < 1 || !allowedLengths.includes(bytes.length) || bytes.length > BYTES3) {
          throw new Error("Field.fromBytes: expected " + allowedLengths + " bytes, got " + bytes.length);
        }
        const padded = new Uint8Array(BYTES3);
        padded.set(bytes, isLE ? 0 : padded.length - bytes.length);
        bytes = padded;
      }
      if (bytes.length !== BYTES3)
        throw new Error("Field.fromBytes: expected " + BYTES3 + " bytes, got " + bytes.length);
      let scalar = isLE ? bytesToNumberLE(bytes) : bytesToNumberBE(bytes);
      if (modFromBytes)
        scalar = mod(scalar, ORDER4);
      if (!skipValidation) {
        if (!this.isValid(scalar))
          throw new Error("invalid field element: outside of range 0..ORDER");
      }
      return scalar;
    }
    // TODO: we don't need it here, move out to separate fn
    invertBatch(lst) {
      return FpInvertBatch(this, lst, true);
    }
    // We can't move this out because Fp6, Fp12 implement it
    // and it's unclear what to return in there.
    cmov(a, b, condition) {
      abool(condition, "condition");
      return condition ? b : a;
    }
  };
  function Field(ORDER4, opts = {}) {
    Object.freeze(_Field.prototype);
    return new _Field(ORDER4, opts);
  }
  function getFieldBytesLength(fieldOrder) {
    if (typeof fieldOrder !== "bigint")
      throw new Error("field order must be bigint");
    if (fieldOrder <= _1n2)
      throw new Error("field order must be greater than 1");
    const bitLength = bitLen(fieldOrder - _1n2);
    return Math.ceil(bitLength / 8);
  }
  function getMinHashLength(fieldOrder) {
    const length = getFieldBytesLength(fieldOrder);
    return length + Math.ceil(length / 2);
  }
  function mapHashToField(key, fieldOrder, isLE = false) {
    abytes2(key);
    const len = key.length;
    const fieldLen = getFieldBytesLength(fieldOrder);
    const minLen = Math.max(getMinHashLength(fieldOrder), 16);
    if (len < minLen || len > 1024)
      throw new Error("expected " + minLen + "-1024 bytes of input, got " + len);
    const num = isLE ? bytesToNumberLE(key) : bytesToNumberBE(key);
    const reduced = mod(num, fieldOrder - _1n2) + _1n2;
    return isLE ? numberToBytesLE(reduced, fieldLen) : numberToBytesBE(reduced, fieldLen);
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n3 = /* @__PURE__ */ BigInt(0);
  var _1n3 = /* @__PURE__ */ BigInt(1);
  var _4n2 = /* @__PURE__ */ BigInt(4);
  var BLIND_BYTES = 16;
  var BLIND_BITS = 128;
  var FW_WINDOW = 5;
  var TABLE_BYTES_MAX = /* @__PURE__ */ (() => 2 ** 31)();
  function validatePointCons(Point2) {
    const pc = Point2;
    if (typeof pc !== "function")
      throw new TypeError('"Point" expected constructor, got type=' + typeof Point2);
    afunction(pc.fromAffine, "Point.fromAffine");
    afunction(pc.fromBytes, "Point.fromBytes");
    afunction(pc.fromHex, "Point.fromHex");
    aobject2(pc.BASE, "Point.BASE");
    aobject2(pc.ZERO, "Point.ZERO");
    validateField(pc.Fp);
    validateField(pc.Fn);
  }
  function normalizeZ(c, points) {
    validatePointCons(c);
    validateMSMPoints(points, c);
    const invertedZs = FpInvertBatch(c.Fp, points.map((p) => p.Z));
    return points.map((p, i) => c.fromAffine(p.toAffine(invertedZs[i])));
  }
  function validateW(W, bits2, min = 1) {
    if (!Number.isSafeInteger(W) || W < min || W > bits2)
      throw new Error("invalid window size, expected [" + min + ".." + bits2 + "], got W=" + W);
  }
  function validateTableBytes(numPoints, fpBytes) {
    const bytes = numPoints * (4 * fpBytes + 128);
    if (bytes > TABLE_BYTES_MAX)
      throw new Error("invalid window size: table would need ~" + Math.ceil(bytes / 2 ** 20) + " MiB, max " + TABLE_BYTES_MAX / 2 ** 20 + " MiB");
  }
  function probeRandomBytes(randomBytes3, length) {
    if (randomBytes3 === void 0)
      return void 0;
    afunction(randomBytes3, "randomBytes");
    try {
      const probe = randomBytes3(length);
      if (!isBytes2(probe) || probe.length !== length)
        return void 0;
    } catch {
      return void 0;
    }
    return randomBytes3;
  }
  function validateMSMPoints(points, c) {
    aarray(points, "points");
    points.forEach((p, i) => {
      if (!(p instanceof c))
        throw new Error("invalid point at index " + i);
    });
  }
  function validateMSMScalars(scalars, field, maxScalar) {
    if (!Array.isArray(scalars))
      throw new Error("array of scalars expected");
    scalars.forEach((s, i) => {
      const ok = maxScalar === void 0 ? field.isValid(s) : isPosBig(s) && s < maxScalar;
      if (!ok)
        throw new Error("invalid scalar at index " + i);
    });
  }
  var pointWindowSizes = /* @__PURE__ */ new WeakMap();
  function getWindowSize(P) {
    return pointWindowSizes.get(P) || 1;
  }
  function oddMultiples(p, size2) {
    const dbl = p.double();
    const t = [p];
    for (let j = 1; j < size2; j++)
      t.push(t[j - 1].add(dbl));
    return t;
  }
  function wnafDigits(n, W) {
    const size2 = 2 ** W;
    const half = size2 / 2;
    const mask = BigInt(size2 - 1);
    const d = [];
    while (n > _0n3) {
      let w = 0;
      if (n & _1n3) {
        w = Number(n & mask);
        if (w >= half)
          w -= size2;
        n -= BigInt(w);
      }
      d.push(w);
      n >>= _1n3;
    }
    return d;
  }
  function signedWindowDigits(n, W, windows) {
    const size2 = 2 ** W;
    const half = size2 / 2;
    const mask = BigInt(size2 - 1);
    const shiftBy = BigInt(W);
    const d = [];
    for (let w = 0; w < windows; w++) {
      let v = Number(n & mask);
      n >>= shiftBy;
      if (v > half) {
        v -= size2;
        n += _1n3;
      }
      d.push(v);
    }
    if (n !== _0n3)
      throw new Error("invalid wnaf");
    return d;
  }
  function wnafWalk(zero, tables, digits) {
    let max = 0;
    for (const d of digits)
      max = Math.max(max, d.length);
    let acc = zero;
    for (let bit2 = max - 1; bit2 >= 0; bit2--) {
      if (bit2 !== max - 1)
        acc = acc.double();
      for (let i = 0; i < digits.length; i++) {
        const w = digits[i][bit2];
        if (w) {
          const item = tables[i][Math.abs(w) - 1 >> 1];
          acc = acc.add(w < 0 ? item.negate() : item);
        }
      }
    }
    return acc;
  }
  var ScalarMultiplier = class {
    // Parametrized with a given Point class (not individual point)
    constructor(Point2, randomBytes3) {
      this.wnafPrecomputes = /* @__PURE__ */ new WeakMap();
      validatePointCons(Point2);
      this.randomBytes = probeRandomBytes(randomBytes3, BLIND_BYTES);
      this.Point = Point2;
      this.BASE = Point2.BASE;
      this.ZERO = Point2.ZERO;
      this.bits = Point2.Fn.BITS;
    }
    /**
     * Creates a signed fixed-window wNAF precomputation table: for every window w, the
     * multiples `[1..2^(W−1)]⋅2^(w⋅W)⋅P`, flattened. All doublings are baked into the table,
     * so cached multiplication is additions-only. `windows = ceil(bits/W) + 1`: the extra
     * window absorbs the final carry of signed-digit recoding.
     * For a 256-bit curve and W=6, the table is 44⋅32 = 1408 points.
     * @param point - Point instance
     * @param W - window size
     * @param bits - scalar bitlength the table must cover
     */
    buildWnafTable(point2, W, bits2) {
      const windows = Math.ceil(bits2 / W) + 1;
      const half = 2 ** (W - 1);
      const comp = [];
      let base = point2;
      for (let w = 0; w < windows; w++) {
        let acc = base;
        for (let i = 0; i < half; i++) {
          comp.push(acc);
          acc = acc.add(base);
        }
        base = comp[comp.length - 1].double();
      }
      return { W, bits: bits2, windows, comp };
    }
    /**
     * Implements ec multiplication using precomputed signed fixed-window wNAF tables.
     * Constant-time: fixed window count with one table addition per window — zero digits feed
     * the fake accumulator — and no doublings; the lookup scans the whole window slice.
     * Scalar bounds are validated by the public entry points ({@link ScalarMultiplier.mulCT},
     * {@link ScalarMultiplier.mulCTBlinded}, {@link ScalarMultiplier.mulUnsafe});
     * signedWindowDigits throws if `n` exceeds the table.
     * @returns real and fake (for const-time) points
     */
    wnafCachedCT(precomputes, n) {
      const { W, windows, comp } = precomputes;
      const half = 2 ** (W - 1);
      const digits = signedWindowDigits(n, W, windows);
      let p = this.ZERO;
      let f = this.BASE;
      for (let w = 0; w < windows; w++) {
        const digit = digits[w];
        const start = w * half;
        const idx = Math.abs(digit) - 1;
        let sel = comp[start];
        for (let i = 1; i < half; i++)
          sel = i === idx ? comp[start + i] : sel;
        const neg = sel.negate();
        if (digit === 0)
          f = f.add(comp[start]);
        else
          p = p.add(digit < 0 ? neg : sel);
      }
      return { p, f };
    }
    // Cache key is point identity plus (W, bits); at most two entries exist per point (public-width
    // `Fn.BITS` and blinded `Fn.BITS + BLIND_BITS`). Callers must not reuse the same point with
    // incompatible `transform(...)` layouts and expect a separate cache entry.
    getWnafPrecomputes(W, point2, bits2, transform) {
      let entries = this.wnafPrecomputes.get(point2);
      let comp = entries?.find((entry) => entry.W === W && entry.bits === bits2);
      if (!comp) {
        comp = this.buildWnafTable(point2, W, bits2);
        if (typeof transform === "function")
          comp = { ...comp, comp: transform(comp.comp) };
        if (!entries) {
          entries = [];
          this.wnafPrecomputes.set(point2, entries);
        }
        entries.push(comp);
      }
      return comp;
    }
    assertPoint(point2) {
      if (!(point2 instanceof this.Point))
        throw new TypeError('"point" expected Point instance, got type=' + typeof point2);
    }
    // Shared prologue of the constant-time entry points. Rejects scalar 0: in key/signature-style
    // callers a zero scalar means broken upstream plumbing, and concrete Points already reject it.
    // Uses inRange instead of Fn.isValidNot0: validateField() only certifies the arithmetic subset.
    validateMulInput(point2, scalar) {
      this.assertPoint(point2);
      if (!inRange(scalar, _1n3, this.Point.Fn.ORDER))
        throw new Error("invalid scalar");
    }
    // Constant-time dispatch shared by mulCT / mulCTBlinded. Un-precomputed points (W===1, e.g.
    // ECDH peer keys) skip building a throwaway cached table in favor of a small fixed-window
    // multiply. `n` must be < 2^bits.
    runCT(point2, n, bits2, transform) {
      const W = getWindowSize(point2);
      if (W === 1)
        return this.fixedWindowCT(point2, n, bits2);
      return this.wnafCachedCT(this.getWnafPrecomputes(W, point2, bits2, transform), n);
    }
    mulCT(point2, scalar, transform) {
      this.validateMulInput(point2, scalar);
      return this.runCT(point2, scalar, this.bits, transform);
    }
    mulCTBlinded(point2, scalar, transform) {
      this.validateMulInput(point2, scalar);
      if (this.randomBytes === void 0)
        throw new Error("randomBytes is required for scalar blinding");
      const bits2 = this.Point.Fn.BITS + BLIND_BITS;
      const blind = this.randomBytes(BLIND_BYTES);
      if (!isBytes2(blind) || blind.length !== BLIND_BYTES)
        throw new Error("randomBytes returned invalid byte array");
      blind[0] = blind[0] & 63 | 128;
      const n = scalar + bytesToNumberBE(blind) * this.Point.Fn.ORDER;
      return this.runCT(point2, n, bits2, transform);
    }
    /**
     * Constant-time multiplication `n*point` for an un-precomputed point, via a small fixed window.
     * A cached wNAF table only pays off when reused; a flat 2^FW_WINDOW table (`size-1` adds) is
     * far cheaper to build for a single use. The point-operation sequence is independent of `n`:
     * build the table, then per window exactly FW_WINDOW doublings, a data-oblivious scan over
     * every table entry, and one addition (adds the identity when the window digit is 0 — never
     * skipped).
     *
     * `n` must be `< 2^bits`. Assumes complete addition (adding the identity costs the same as any
     * add), which holds for the Weierstrass/Edwards point types used here. The table is left in
     * projective form (no normalizeZ): normalizing this small a table costs more than the
     * mixed-add savings it would buy for a single multiply.
     * @returns real point `p`; `f` duplicates it only to match {@link wnafCachedCT}'s return shape
     * (this path needs no fake accumulator — its op-count is already scalar-independent).
     */
    fixedWindowCT(point2, n, bits2) {
      const W = FW_WINDOW;
      const size2 = 1 << W;
      const mask = bitMask(W);
      const table = new Array(size2);
      table[0] = this.ZERO;
      for (let i = 1; i < size2; i++)
        table[i] = table[i - 1].add(point2);
      const windows = Math.ceil(bits2 / W);
      let acc = this.ZERO;
      for (let window = windows - 1; window >= 0; window--) {
        if (window !== windows - 1)
          for (let d = 0; d < W; d++)
            acc = acc.double();
        const digit = Number(n >> BigInt(window * W) & mask);
        let sel = table[0];
        for (let i = 1; i < size2; i++)
          sel = i === digit ? table[i] : sel;
        acc = acc.add(sel);
      }
      return { p: acc, f: acc };
    }
    shouldBlind(point2, cofactor) {
      if (this.randomBytes === void 0)
        return false;
      if (cofactor === _1n3)
        return true;
      if (point2 !== this.BASE)
        return false;
      if (this.baseCanBeBlinded === void 0)
        this.baseCanBeBlinded = this.mulUnsafe(this.BASE, this.Point.Fn.ORDER).is0();
      return this.baseCanBeBlinded;
    }
    mulSecret(point2, scalar, cofactor, transform) {
      return this.shouldBlind(point2, cofactor) ? this.mulCTBlinded(point2, scalar, transform) : this.mulCT(point2, scalar, transform);
    }
    mulUnsafe(point2, scalar, transform) {
      this.assertPoint(point2);
      if (!isPosBig(scalar))
        throw new Error("invalid scalar");
      const W = getWindowSize(point2);
      if (W === 1 || scalar >= this.Point.Fn.ORDER)
        return mulAddUnsafe(this.Point, [point2], [scalar], true);
      const precomputes = this.getWnafPrecomputes(W, point2, this.bits, transform);
      return this.wnafCachedCT(precomputes, scalar).p;
    }
    // Remembers the window size used for precomputed wNAF multiplication of the given point
    // and drops any previously built tables. Usually only the base point is precomputed.
    // W=1 resets the point to the un-precomputed (table-less) paths.
    // W is additionally capped so tables stay under ~2 GiB ({@link TABLE_BYTES_MAX}).
    setWindowSize(point2, W) {
      this.assertPoint(point2);
      validateW(W, this.bits);
      const windows = Math.ceil((this.bits + BLIND_BITS) / W) + 1;
      validateTableBytes(windows * 2 ** (W - 1), this.Point.Fp.BYTES);
      pointWindowSizes.set(point2, W);
      this.wnafPrecomputes.delete(point2);
    }
    // True when a window size is set: tables themselves are built lazily on first multiply.
    hasWindowSize(point2) {
      return getWindowSize(point2) !== 1;
    }
  };
  function mulAddUnsafe(c, points, scalars, allowOversized = false) {
    validatePointCons(c);
    validateMSMPoints(points, c);
    abool(allowOversized, "allowOversized");
    validateMSMScalars(scalars, c.Fn, allowOversized ? c.Fn.ORDER ** _4n2 : void 0);
    if (points.length !== scalars.length)
      throw new Error("arrays of points and scalars must have equal length");
    const tables = points.map((p) => oddMultiples(p, 4));
    const digits = scalars.map((n) => wnafDigits(n, 4));
    return wnafWalk(c.ZERO, tables, digits);
  }
  function createField(order, field, isLE) {
    if (field) {
      if (field.ORDER !== order)
        throw new Error("Field.ORDER must match order: Fp == p, Fn == n");
      validateField(field);
      return field;
    } else {
      return Field(order, { isLE });
    }
  }
  function createCurveFields(type, CURVE, curveOpts = {}, FpFnLE) {
    if (type !== "weierstrass" && type !== "edwards")
      throw new Error('expected curve type "weierstrass" or "edwards"');
    if (FpFnLE === void 0)
      FpFnLE = type === "edwards";
    if (!CURVE || typeof CURVE !== "object")
      throw new Error(`expected valid ${type} CURVE object`);
    validateObject(curveOpts);
    for (const p of ["p", "n", "h"]) {
      const val = CURVE[p];
      if (!(isPosBig(val) && val !== _0n3))
        throw new Error(`CURVE.${p} must be positive bigint`);
    }
    const Fp3 = createField(CURVE.p, curveOpts.Fp, FpFnLE);
    const Fn2 = createField(CURVE.n, curveOpts.Fn, FpFnLE);
    const _b = type === "weierstrass" ? "b" : "d";
    const params = ["Gx", "Gy", "a", _b];
    for (const p of params) {
      if (!Fp3.isValid(CURVE[p]))
        throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`);
    }
    CURVE = Object.freeze(Object.assign({}, CURVE));
    return { CURVE, Fp: Fp3, Fn: Fn2 };
  }
  function createKeygen(randomSecretKey, getPublicKey) {
    return function keygen(seed2) {
      const secretKey = randomSecretKey(seed2);
      return { secretKey, publicKey: getPublicKey(secretKey) };
    };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n4 = /* @__PURE__ */ BigInt(0);
  var _1n4 = /* @__PURE__ */ BigInt(1);
  var _2n2 = /* @__PURE__ */ BigInt(2);
  var _4n3 = /* @__PURE__ */ BigInt(4);
  var _8n2 = /* @__PURE__ */ BigInt(8);
  function isEdValidXY(Fp3, CURVE, x, y) {
    const x2 = Fp3.sqr(x);
    const y2 = Fp3.sqr(y);
    const left = Fp3.add(Fp3.mul(CURVE.a, x2), y2);
    const right = Fp3.add(Fp3.ONE, Fp3.mul(CURVE.d, Fp3.mul(x2, y2)));
    return Fp3.eql(left, right);
  }
  function edwards(params, extraOpts = {}) {
    validateObject(extraOpts, {}, {}, "extraOpts");
    const opts = extraOpts;
    const validated = createCurveFields("edwards", params, opts, opts.FpFnLE);
    const { Fp: Fp3, Fn: Fn2 } = validated;
    let CURVE = validated.CURVE;
    const { h: cofactor } = CURVE;
    if (FpLegendre(Fp3, CURVE.a) !== 1)
      throw new Error("edwards: CURVE.a must be a square in Fp for complete addition formulas");
    if (FpLegendre(Fp3, CURVE.d) !== -1)
      throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");
    validateObject(opts, {}, { uvRatio: "function", randomBytes: "function" });
    const randomBytes3 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes;
    const MASK = _2n2 << BigInt(Fp3.BYTES * 8) - _1n4;
    function isOdd(n) {
      if (!Fp3.isOdd)
        throw new Error("Field does not have .isOdd()");
      return Fp3.isOdd(n);
    }
    const uvRatio2 = opts.uvRatio === void 0 ? (u, v) => {
      try {
        return { isValid: true, value: Fp3.sqrt(Fp3.div(u, v)) };
      } catch (e) {
        return { isValid: false, value: _0n4 };
      }
    } : opts.uvRatio;
    if (!isEdValidXY(Fp3, CURVE, CURVE.Gx, CURVE.Gy))
      throw new Error("bad curve params: generator point");
    const mulA = Fp3.eql(CURVE.a, Fp3.neg(Fp3.ONE)) ? (x) => Fp3.neg(x) : Fp3.eql(CURVE.a, Fp3.ONE) ? (x) => x : (x) => Fp3.mul(CURVE.a, x);
    function acoord(title2, n, banZero = false) {
      const min = banZero ? _1n4 : _0n4;
      aInRange("coordinate " + title2, n, min, MASK);
      return n;
    }
    function aedpoint(other) {
      if (!(other instanceof Point2))
        throw new Error("EdwardsPoint expected");
    }
    const _Point = class _Point2 {
      constructor(X, Y, Z, T) {
        this.X = acoord("x", X);
        this.Y = acoord("y", Y);
        this.Z = acoord("z", Z, true);
        this.T = acoord("t", T);
        Object.freeze(this);
      }
      static CURVE() {
        return CURVE;
      }
      /**
       * Create one extended Edwards point from affine coordinates.
       * Does NOT validate that the point is on-curve or torsion-free.
       * Use `.assertValidity()` on adversarial inputs.
       */
      static fromAffine(p) {
        if (p instanceof _Point2)
          throw new Error("extended point not allowed");
        const { x, y } = p || {};
        acoord("x", x);
        acoord("y", y);
        return new _Point2(x, y, Fp3.ONE, Fp3.mul(x, y));
      }
      // Uses algo from RFC8032 5.1.3.
      static fromBytes(bytes, zip215 = false) {
        const len = Fp3.BYTES;
        const { a, d } = CURVE;
        bytes = copyBytes(abytes2(bytes, len, "point"));
        abool(zip215, "zip215");
        const normed = copyBytes(bytes);
        const lastByte = bytes[len - 1];
        normed[len - 1] = lastByte & ~128;
        const y = bytesToNumberLE(normed);
        const max = zip215 ? MASK : Fp3.ORDER;
        aInRange("point.y", y, _0n4, max);
        const y2 = Fp3.sqr(y);
        const u = Fp3.sub(y2, Fp3.ONE);
        const v = Fp3.sub(Fp3.mulN(d, y2), a);
        let { isValid, value: x } = uvRatio2(u, v);
        if (!isValid)
          throw new Error("bad point: invalid y coordinate");
        const isXOdd = isOdd(x);
        const isLastByteOdd = (lastByte & 128) !== 0;
        if (!zip215 && Fp3.is0(x) && isLastByteOdd)
          throw new Error("bad point: x=0 and x_0=1");
        if (isLastByteOdd !== isXOdd)
          x = Fp3.neg(x);
        return _Point2.fromAffine({ x, y });
      }
      static fromHex(hex, zip215 = false) {
        return _Point2.fromBytes(hexToBytes2(hex), zip215);
      }
      get x() {
        return this.toAffine().x;
      }
      get y() {
        return this.toAffine().y;
      }
      precompute(windowSize = 6, isLazy = true) {
        wnaf.setWindowSize(this, windowSize);
        if (!isLazy)
          this.multiply(_2n2);
        return this;
      }
      // Useful in fromAffine() - not for fromBytes(), which always created valid points.
      assertValidity() {
        const p = this;
        const { a, d } = CURVE;
        if (p.is0())
          throw new Error("bad point: ZERO");
        const { X, Y, Z, T } = p;
        const X2 = Fp3.sqr(X);
        const Y2 = Fp3.sqr(Y);
        const Z2 = Fp3.sqr(Z);
        const Z4 = Fp3.sqr(Z2);
        const aX2 = Fp3.mul(X2, a);
        const left = Fp3.mul(Fp3.add(aX2, Y2), Z2);
        const right = Fp3.add(Z4, Fp3.mul(d, Fp3.mul(X2, Y2)));
        if (!Fp3.eql(left, right))
          throw new Error("bad point: equation left != right (1)");
        const XY = Fp3.mul(X, Y);
        const ZT = Fp3.mul(Z, T);
        if (!Fp3.eql(XY, ZT))
          throw new Error("bad point: equation left != right (2)");
      }
      // Compare one point to another.
      equals(other) {
        aedpoint(other);
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const { X: X2, Y: Y2, Z: Z2 } = other;
        const X1Z2 = Fp3.mul(X1, Z2);
        const X2Z1 = Fp3.mul(X2, Z1);
        const Y1Z2 = Fp3.mul(Y1, Z2);
        const Y2Z1 = Fp3.mul(Y2, Z1);
        return Fp3.eql(X1Z2, X2Z1) && Fp3.eql(Y1Z2, Y2Z1);
      }
      is0() {
        return this.equals(_Point2.ZERO);
      }
      negate() {
        return new _Point2(Fp3.neg(this.X), this.Y, this.Z, Fp3.neg(this.T));
      }
      // Fast algo for doubling Extended Point.
      // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#doubling-dbl-2008-hwcd
      // Cost: 4M + 4S + 1*a + 6add + 1*2.
      double() {
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const A = Fp3.sqr(X1);
        const B = Fp3.sqr(Y1);
        const C = Fp3.mul(Fp3.sqr(Z1), _2n2);
        const D = mulA(A);
        const x1y1 = Fp3.addN(X1, Y1);
        const E = Fp3.sub(Fp3.subN(Fp3.sqr(x1y1), A), B);
        const G = Fp3.addN(D, B);
        const F = Fp3.subN(G, C);
        const H = Fp3.subN(D, B);
        const X3 = Fp3.mul(E, F);
        const Y3 = Fp3.mul(G, H);
        const T3 = Fp3.mul(E, H);
        const Z3 = Fp3.mul(F, G);
        return new _Point2(X3, Y3, Z3, T3);
      }
      // Fast algo for adding 2 Extended Points.
      // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#addition-add-2008-hwcd
      // Cost: 9M + 1*a + 1*d + 7add.
      add(other) {
        aedpoint(other);
        const { d } = CURVE;
        const { X: X1, Y: Y1, Z: Z1, T: T1 } = this;
        const { X: X2, Y: Y2, Z: Z2, T: T2 } = other;
        const A = Fp3.mul(X1, X2);
        const B = Fp3.mul(Y1, Y2);
        const C = Fp3.mul(Fp3.mulN(T1, d), T2);
        const D = Fp3.mul(Z1, Z2);
        const E = Fp3.sub(Fp3.subN(Fp3.mulN(Fp3.addN(X1, Y1), Fp3.addN(X2, Y2)), A), B);
        const F = Fp3.subN(D, C);
        const G = Fp3.addN(D, C);
        const H = Fp3.sub(B, mulA(A));
        const X3 = Fp3.mul(E, F);
        const Y3 = Fp3.mul(G, H);
        const T3 = Fp3.mul(E, H);
        const Z3 = Fp3.mul(F, G);
        return new _Point2(X3, Y3, Z3, T3);
      }
      subtract(other) {
        aedpoint(other);
        return this.add(other.negate());
      }
      // Constant-time multiplication.
      multiply(scalar) {
        if (!Fn2.isValidNot0(scalar))
          throw new RangeError("invalid scalar: expected 1 <= sc < curve.n");
        const { p, f } = wnaf.mulSecret(this, scalar, cofactor, normalize);
        return normalize([p, f])[0];
      }
      // Non-constant-time multiplication. Uses double-and-add algorithm.
      // It's faster, but should only be used when you don't care about
      // an exposed private key e.g. sig verification.
      // Keeps the same subgroup-scalar contract: 0 is allowed for public-scalar callers, but
      // n and larger values are rejected instead of being reduced mod n to the identity point.
      multiplyUnsafe(scalar) {
        if (!Fn2.isValid(scalar))
          throw new RangeError("invalid scalar: expected 0 <= sc < curve.n");
        if (scalar === _0n4)
          return _Point2.ZERO;
        if (this.is0() || scalar === _1n4)
          return this;
        return wnaf.mulUnsafe(this, scalar, normalize);
      }
      // Checks if point is of small order.
      // If you add something to small order point, you will have "dirty"
      // point with torsion component.
      // Clears cofactor and checks if the result is 0.
      isSmallOrder() {
        return this.clearCofactor().is0();
      }
      // Multiplies point by curve order and checks if the result is 0.
      // Returns `false` is the point is dirty.
      isTorsionFree() {
        return wnaf.mulUnsafe(this, CURVE.n).is0();
      }
      // Converts Extended point to default (x, y) coordinates.
      // Can accept precomputed Z^-1 - for example, from invertBatch.
      toAffine(invertedZ) {
        const p = this;
        let iz = invertedZ;
        if (iz != null && typeof iz !== "bigint")
          throw new TypeError('"invertedZ" expected bigint, got type=' + typeof iz);
        const { X, Y, Z } = p;
        const is0 = p.is0();
        if (iz == null)
          iz = is0 ? Fp3.create(_8n2) : Fp3.inv(Z);
        const x = Fp3.mul(X, iz);
        const y = Fp3.mul(Y, iz);
        const zz = Fp3.mul(Z, iz);
        if (is0)
          return { x: Fp3.ZERO, y: Fp3.ONE };
        if (!Fp3.eql(zz, Fp3.ONE))
          throw new Error("invZ was invalid");
        return { x, y };
      }
      clearCofactor() {
        if (cofactor === _1n4)
          return this;
        if (cofactor === _2n2)
          return this.double();
        if (cofactor === _4n3)
          return this.double().double();
        if (cofactor === _8n2)
          return this.double().double().double();
        return this.multiplyUnsafe(cofactor);
      }
      toBytes() {
        const { x, y } = this.toAffine();
        const bytes = Fp3.toBytes(y);
        bytes[bytes.length - 1] |= isOdd(x) ? 128 : 0;
        return bytes;
      }
      toHex() {
        return bytesToHex2(this.toBytes());
      }
      toString() {
        return `<Point ${this.is0() ? "ZERO" : this.toHex()}>`;
      }
    };
    _Point.BASE = new _Point(CURVE.Gx, CURVE.Gy, Fp3.ONE, Fp3.mul(CURVE.Gx, CURVE.Gy));
    _Point.ZERO = new _Point(Fp3.ZERO, Fp3.ONE, Fp3.ONE, Fp3.ZERO);
    _Point.Fp = Fp3;
    _Point.Fn = Fn2;
    let Point2 = _Point;
    const normalize = (points) => normalizeZ(Point2, points);
    const wnaf = new ScalarMultiplier(Point2, randomBytes3);
    if (wnaf.bits >= 6)
      Point2.BASE.precompute(6);
    Object.freeze(Point2.prototype);
    Object.freeze(Point2);
    return Point2;
  }
  var PrimeEdwardsPoint = class {
    /**
     * Wrap one internal Edwards representative directly.
     * This is not a canonical encoding boundary: alternate Edwards
     * representatives may still describe the same abstract wrapper element.
     */
    constructor(ep) {
      this.ep = ep;
    }
    // Static methods that must be implemented by subclasses
    static fromBytes(_bytes) {
      notImplemented();
    }
    static fromHex(_hex) {
      notImplemented();
    }
    get x() {
      return this.toAffine().x;
    }
    get y() {
      return this.toAffine().y;
    }
    // Common implementations
    clearCofactor() {
      return this;
    }
    assertValidity() {
      this.ep.assertValidity();
    }
    /**
     * Return affine coordinates of the current internal Edwards representative.
     * This is a convenience helper, not a canonical Ristretto/Decaf encoding.
     * Equal abstract elements may expose different `x` / `y`; use
     * `toBytes()` / `fromBytes()` for canonical roundtrips.
     */
    toAffine(invertedZ) {
      return this.ep.toAffine(invertedZ);
    }
    toHex() {
      return bytesToHex2(this.toBytes());
    }
    toString() {
      return this.toHex();
    }
    isTorsionFree() {
      return true;
    }
    isSmallOrder() {
      return false;
    }
    add(other) {
      this.assertSame(other);
      return this.init(this.ep.add(other.ep));
    }
    subtract(other) {
      this.assertSame(other);
      return this.init(this.ep.subtract(other.ep));
    }
    multiply(scalar) {
      return this.init(this.ep.multiply(scalar));
    }
    multiplyUnsafe(scalar) {
      return this.init(this.ep.multiplyUnsafe(scalar));
    }
    double() {
      return this.init(this.ep.double());
    }
    negate() {
      return this.init(this.ep.negate());
    }
    precompute(windowSize, isLazy) {
      this.ep.precompute(windowSize, isLazy);
      return this;
    }
  };
  function eddsa(Point2, cHash, eddsaOpts = {}) {
    validatePointCons(Point2);
    if (typeof cHash !== "function")
      throw new Error('"hash" function param is required');
    const hash2 = cHash;
    const opts = eddsaOpts;
    validateObject(opts, {}, {
      adjustScalarBytes: "function",
      randomBytes: "function",
      domain: "function",
      prehash: "function",
      zip215: "boolean",
      mapToCurve: "function",
      toMontgomery: "function",
      toMontgomerySecret: "function"
    });
    const { prehash } = opts;
    const { BASE, Fp: Fp3, Fn: Fn2 } = Point2;
    const outputLen = hash2.outputLen;
    const expectedLen = 2 * Fp3.BYTES;
    if (outputLen !== void 0) {
      asafenumber(outputLen, "hash.outputLen");
      if (outputLen !== expectedLen)
        throw new Error(`hash.outputLen must be ${expectedLen}, got ${outputLen}`);
    }
    const randomBytes3 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes;
    const toMontgomery2 = opts.toMontgomery;
    const toMontgomerySecret2 = opts.toMontgomerySecret;
    const adjustScalarBytes2 = opts.adjustScalarBytes === void 0 ? (bytes) => bytes : opts.adjustScalarBytes;
    const domain = opts.domain === void 0 ? (data, ctx, phflag) => {
      abool(phflag, "phflag");
      if (ctx.length || phflag)
        throw new Error("Contexts/pre-hash are not supported");
      return data;
    } : opts.domain;
    function modN_LE(hash22) {
      return Fn2.create(bytesToNumberLE(hash22));
    }
    function getPrivateScalar(key) {
      const len = lengths.secretKey;
      abytes2(key, lengths.secretKey, "secretKey");
      const hashed = abytes2(hash2(key), 2 * len, "hashedSecretKey");
      const head = adjustScalarBytes2(hashed.slice(0, len));
      const prefix = hashed.slice(len, 2 * len);
      const scalar = modN_LE(head);
      return { head, prefix, scalar };
    }
    function getExtendedPublicKey(secretKey) {
      const { head, prefix, scalar } = getPrivateScalar(secretKey);
      const point2 = BASE.multiply(scalar);
      const pointBytes = point2.toBytes();
      return { head, prefix, scalar, point: point2, pointBytes };
    }
    function getPublicKey(secretKey) {
      return getExtendedPublicKey(secretKey).pointBytes;
    }
    function hashDomainToScalar(context = Uint8Array.of(), ...msgs) {
      const msg = concatBytes2(...msgs);
      return modN_LE(hash2(domain(msg, abytes2(context, void 0, "context"), !!prehash)));
    }
    function sign(msg, secretKey, options = {}) {
      validateObject(options, {}, {}, "options");
      msg = copyBytes(abytes2(msg, void 0, "message"));
      if (prehash)
        msg = prehash(msg);
      const { prefix, scalar, pointBytes } = getExtendedPublicKey(secretKey);
      const r = hashDomainToScalar(options.context, prefix, msg);
      const R = BASE.multiply(r).toBytes();
      const k = hashDomainToScalar(options.context, R, pointBytes, msg);
      const s = Fn2.create(r + k * scalar);
      if (!Fn2.isValid(s))
        throw new Error("sign failed: invalid s");
      const rs = concatBytes2(R, Fn2.toBytes(s));
      return abytes2(rs, lengths.signature, "result");
    }
    const verifyOpts = {
      zip215: opts.zip215
    };
    function verify2(sig, msg, publicKey, options = verifyOpts) {
      validateObject(options);
      const { context } = options;
      const zip215 = options.zip215 === void 0 ? !!verifyOpts.zip215 : options.zip215;
      const len = lengths.signature;
      sig = abytes2(sig, len, "signature");
      msg = abytes2(msg, void 0, "message");
      publicKey = abytes2(publicKey, lengths.publicKey, "publicKey");
      if (zip215 !== void 0)
        abool(zip215, "zip215");
      if (prehash)
        msg = prehash(msg);
      const mid = len / 2;
      const r = sig.subarray(0, mid);
      const s = bytesToNumberLE(sig.subarray(mid, len));
      let A, R, SB;
      try {
        A = Point2.fromBytes(publicKey, zip215);
        R = Point2.fromBytes(r, zip215);
        SB = BASE.multiplyUnsafe(s);
      } catch (error) {
        return false;
      }
      if (!zip215 && A.isSmallOrder())
        return false;
      const k = hashDomainToScalar(context, r, publicKey, msg);
      const RkA = R.add(A.multiplyUnsafe(k));
      return RkA.subtract(SB).clearCofactor().is0();
    }
    const _size = Fp3.BYTES;
    const lengths = {
      secretKey: _size,
      publicKey: _size,
      signature: 2 * _size,
      seed: _size
    };
    function randomSecretKey(seed2) {
      seed2 = seed2 === void 0 ? randomBytes3(lengths.seed) : seed2;
      return abytes2(seed2, lengths.seed, "seed");
    }
    function isValidSecretKey(key) {
      return isBytes2(key) && key.length === lengths.secretKey;
    }
    function isValidPublicKey(key, zip215) {
      try {
        return !!Point2.fromBytes(key, zip215 === void 0 ? verifyOpts.zip215 : zip215);
      } catch (error) {
        return false;
      }
    }
    const utils = {
      getExtendedPublicKey,
      randomSecretKey,
      isValidSecretKey,
      isValidPublicKey,
      /** Converts an Edwards public key to a companion Montgomery public key. */
      toMontgomery(publicKey) {
        if (toMontgomery2 === void 0)
          throw new Error("Montgomery conversion is not supported for this curve");
        return toMontgomery2(Point2.fromBytes(publicKey));
      },
      toMontgomerySecret(secretKey) {
        if (toMontgomerySecret2 === void 0)
          throw new Error("Montgomery conversion is not supported for this curve");
        return toMontgomerySecret2(secretKey);
      }
    };
    Object.freeze(lengths);
    Object.freeze(utils);
    return Object.freeze({
      keygen: createKeygen(randomSecretKey, getPublicKey),
      getPublicKey,
      sign,
      verify: verify2,
      utils,
      Point: Point2,
      lengths
    });
  }
  var _0n5 = /* @__PURE__ */ BigInt(0);
  var _1n5 = /* @__PURE__ */ BigInt(1);
  var _2n3 = /* @__PURE__ */ BigInt(2);
  var _3n2 = /* @__PURE__ */ BigInt(3);
  var _4n4 = /* @__PURE__ */ BigInt(4);
  var os2ip = bytesToNumberBE;
  function i2osp(value, length) {
    asafenumber(value);
    asafenumber(length);
    if (length < 0 || length > 4)
      throw new Error("invalid I2OSP length: " + length);
    if (value < 0 || value > 2 ** (8 * length) - 1)
      throw new Error("invalid I2OSP input: " + value);
    const res = Array.from({ length }).fill(0);
    for (let i = length - 1; i >= 0; i--) {
      res[i] = value & 255;
      value >>>= 8;
    }
    return new Uint8Array(res);
  }
  function strxor(a, b) {
    const arr = new Uint8Array(a.length);
    for (let i = 0; i < a.length; i++) {
      arr[i] = a[i] ^ b[i];
    }
    return arr;
  }
  function normDST(DST) {
    if (!isBytes2(DST) && typeof DST !== "string")
      throw new Error("DST must be Uint8Array or ascii string");
    const dst = typeof DST === "string" ? asciiToBytes(DST) : DST;
    if (dst.length === 0)
      throw new Error("DST must be non-empty");
    return dst;
  }
  function expand_message_xmd(msg, DST, lenInBytes, H) {
    abytes2(msg);
    asafenumber(lenInBytes);
    if (typeof H !== "function")
      throw new Error("expand_message_xmd: expected hash function");
    asafenumber(H.outputLen, "hash.outputLen");
    asafenumber(H.blockLen, "hash.blockLen");
    DST = normDST(DST);
    if (DST.length > 255)
      DST = H(concatBytes2(asciiToBytes("H2C-OVERSIZE-DST-"), DST));
    const { outputLen: b_in_bytes, blockLen: r_in_bytes } = H;
    const ell = Math.ceil(lenInBytes / b_in_bytes);
    if (lenInBytes > 65535 || ell > 255)
      throw new Error("expand_message_xmd: invalid lenInBytes");
    const DST_prime = concatBytes2(DST, i2osp(DST.length, 1));
    const Z_pad = new Uint8Array(r_in_bytes);
    const l_i_b_str = i2osp(lenInBytes, 2);
    const b = new Array(ell);
    const b_0 = H(concatBytes2(Z_pad, msg, l_i_b_str, i2osp(0, 1), DST_prime));
    b[0] = H(concatBytes2(b_0, i2osp(1, 1), DST_prime));
    for (let i = 1; i < ell; i++) {
      const args = [strxor(b_0, b[i - 1]), i2osp(i + 1, 1), DST_prime];
      b[i] = H(concatBytes2(...args));
    }
    const pseudo_random_bytes = concatBytes2(...b);
    return pseudo_random_bytes.slice(0, lenInBytes);
  }
  function expand_message_xof(msg, DST, lenInBytes, k, H) {
    abytes2(msg);
    asafenumber(lenInBytes);
    asafenumber(k, "k");
    if (k < 0)
      throw new Error("expand_message_xof: invalid k");
    if (typeof H !== "function")
      throw new Error("expand_message_xof: expected XOF function");
    if (typeof H.create !== "function")
      throw new Error("expand_message_xof: expected XOF create");
    DST = normDST(DST);
    if (lenInBytes < 0 || lenInBytes > 65535)
      throw new Error("expand_message_xof: invalid lenInBytes");
    if (DST.length > 255) {
      const dkLen = Math.ceil(2 * k / 8);
      DST = H.create({ dkLen }).update(asciiToBytes("H2C-OVERSIZE-DST-")).update(DST).digest();
    }
    if (DST.length > 255)
      throw new Error("expand_message_xof: invalid DST");
    return H.create({ dkLen: lenInBytes }).update(msg).update(i2osp(lenInBytes, 2)).update(DST).update(i2osp(DST.length, 1)).digest();
  }
  function hash_to_field(msg, count2, options) {
    validateObject(options, {
      p: "bigint",
      m: "number",
      k: "number",
      hash: "function"
    });
    const { p, k, m, hash: hash2, expand, DST } = options;
    asafenumber(hash2.outputLen, "valid hash");
    abytes2(msg);
    asafenumber(count2);
    asafenumber(m, "m");
    asafenumber(k, "k");
    if (p <= BigInt(1))
      throw new Error("hash_to_field: expected valid field characteristic");
    if (count2 < 1)
      throw new Error("hash_to_field: expected count >= 1");
    if (m < 1)
      throw new Error("hash_to_field: expected m >= 1");
    if (k < 0)
      throw new Error("hash_to_field: invalid k");
    const log2p = p.toString(2).length;
    const L = Math.ceil((log2p + k) / 8);
    const len_in_bytes = count2 * m * L;
    let prb;
    if (expand === "xmd") {
      prb = expand_message_xmd(msg, DST, len_in_bytes, hash2);
    } else if (expand === "xof") {
      prb = expand_message_xof(msg, DST, len_in_bytes, k, hash2);
    } else if (expand === "_internal_pass") {
      prb = msg;
    } else {
      throw new Error('expand must be "xmd" or "xof"');
    }
    const u = new Array(count2);
    for (let i = 0; i < count2; i++) {
      const e = new Array(m);
      for (let j = 0; j < m; j++) {
        const elm_offset = L * (j + i * m);
        const tv = prb.subarray(elm_offset, elm_offset + L);
        e[j] = mod(os2ip(tv), p);
      }
      u[i] = e;
    }
    return u;
  }
  function isogenyMap(field, map) {
    validateField(field);
    aarray(map, "map");
    const coeff = map.map((i, row2) => {
      aarray(i, "map[" + row2 + "]");
      if (i.length < 1)
        throw new Error("isogenyMap: expected non-empty coefficients");
      return Array.from(i).reverse();
    });
    return (x, y) => {
      const [xn, xd, yn, yd] = coeff.map((val) => val.reduce((acc, i) => field.add(field.mul(acc, x), i)));
      const isZero = field.is0(xd) || field.is0(yd);
      const [xd_inv, yd_inv] = FpInvertBatch(field, [xd, yd], true);
      x = field.mul(xn, xd_inv);
      y = field.mul(y, field.mul(yn, yd_inv));
      return isZero ? { x: field.ZERO, y: field.ZERO } : { x, y };
    };
  }
  var _DST_scalar = "HashToScalar-";
  function createHasher2(Point2, mapToCurve, defaults) {
    if (typeof mapToCurve !== "function")
      throw new Error("mapToCurve() must be defined");
    validateObject(defaults);
    const snapshot2 = (src) => Object.freeze({
      ...src,
      DST: isBytes2(src.DST) ? copyBytes(src.DST) : src.DST,
      ...src.encodeDST === void 0 ? {} : { encodeDST: isBytes2(src.encodeDST) ? copyBytes(src.encodeDST) : src.encodeDST }
    });
    const safeDefaults = snapshot2(defaults);
    const dstOverride = (options) => options && options.DST !== void 0 ? { DST: options.DST } : void 0;
    function map(num) {
      return Point2.fromAffine(mapToCurve(num));
    }
    function clear(initial) {
      const P = initial.clearCofactor();
      if (P.equals(Point2.ZERO))
        return Point2.ZERO;
      P.assertValidity();
      return P;
    }
    return Object.freeze({
      get defaults() {
        return snapshot2(safeDefaults);
      },
      Point: Point2,
      hashToCurve(msg, options) {
        const opts = Object.assign({}, safeDefaults, dstOverride(options));
        const u = hash_to_field(msg, 2, opts);
        const u0 = map(u[0]);
        const u1 = map(u[1]);
        return clear(u0.add(u1));
      },
      encodeToCurve(msg, options) {
        const optsDst = safeDefaults.encodeDST === void 0 ? {} : { DST: safeDefaults.encodeDST };
        const opts = Object.assign({}, safeDefaults, optsDst, dstOverride(options));
        const u = hash_to_field(msg, 1, opts);
        const u0 = map(u[0]);
        return clear(u0);
      },
      /** See {@link H2CHasher} */
      mapToCurve(scalars) {
        if (safeDefaults.m === 1) {
          if (typeof scalars !== "bigint")
            throw new Error("expected bigint (m=1)");
          return clear(map([scalars]));
        }
        if (!Array.isArray(scalars))
          throw new Error("expected array of bigints");
        if (scalars.length !== safeDefaults.m)
          throw new Error(`expected array of ${safeDefaults.m} bigints`);
        for (const i of scalars)
          if (typeof i !== "bigint")
            throw new Error("expected array of bigints");
        return clear(map(scalars));
      },
      // hash_to_scalar can produce 0: https://www.rfc-editor.org/errata/eid8393
      // RFC 9380, draft-irtf-cfrg-bbs-signatures-08. Default scalar DST is the shared generic
      // `HashToScalar-` prefix above unless the caller overrides it per invocation.
      hashToScalar(msg, options) {
        const N = Point2.Fn.ORDER;
        const opts = Object.assign({}, safeDefaults, { DST: _DST_scalar }, dstOverride(options), {
          p: N,
          m: 1
        });
        return hash_to_field(msg, 1, opts)[0][0];
      }
    });
  }
  function SWUFpSqrtRatio(Fp3, Z) {
    const F = validateField(Fp3);
    const q = F.ORDER;
    let l = _0n5;
    for (let o = q - _1n5; o % _2n3 === _0n5; o /= _2n3)
      l += _1n5;
    const c1 = l;
    const _2n_pow_c1_1 = _2n3 << c1 - _1n5 - _1n5;
    const _2n_pow_c1 = _2n_pow_c1_1 * _2n3;
    const c2 = (q - _1n5) / _2n_pow_c1;
    const c3 = (c2 - _1n5) / _2n3;
    const c4 = _2n_pow_c1 - _1n5;
    const c5 = _2n_pow_c1_1;
    const c6 = F.pow(Z, c2);
    const c7 = F.pow(Z, (c2 + _1n5) / _2n3);
    let sqrtRatio = (u, v) => {
      let tv1 = c6;
      let tv2 = F.pow(v, c4);
      let tv3 = F.sqr(tv2);
      tv3 = F.mul(tv3, v);
      let tv5 = F.mul(u, tv3);
      tv5 = F.pow(tv5, c3);
      tv5 = F.mul(tv5, tv2);
      tv2 = F.mul(tv5, v);
      tv3 = F.mul(tv5, u);
      let tv4 = F.mul(tv3, tv2);
      tv5 = F.pow(tv4, c5);
      let isQR = F.eql(tv5, F.ONE);
      tv2 = F.mul(tv3, c7);
      tv5 = F.mul(tv4, tv1);
      tv3 = F.cmov(tv2, tv3, isQR);
      tv4 = F.cmov(tv5, tv4, isQR);
      for (let i = c1; i > _1n5; i--) {
        let tv52 = i - _2n3;
        tv52 = _2n3 << tv52 - _1n5;
        let tvv5 = F.pow(tv4, tv52);
        const e1 = F.eql(tvv5, F.ONE);
        tv2 = F.mul(tv3, tv1);
        tv1 = F.mul(tv1, tv1);
        tvv5 = F.mul(tv4, tv1);
        tv3 = F.cmov(tv2, tv3, e1);
        tv4 = F.cmov(tvv5, tv4, e1);
      }
      return { isValid: !F.is0(v) && (isQR || F.is0(u)), value: tv3 };
    };
    if (F.ORDER % _4n4 === _3n2) {
      const c12 = (F.ORDER - _3n2) / _4n4;
      const c22 = F.sqrt(F.neg(Z));
      sqrtRatio = (u, v) => {
        let tv1 = F.sqr(v);
        const tv2 = F.mul(u, v);
        tv1 = F.mul(tv1, tv2);
        let y1 = F.pow(tv1, c12);
        y1 = F.mul(y1, tv2);
        const y2 = F.mul(y1, c22);
        const tv3 = F.mul(F.sqr(y1), v);
        const isQR = F.eql(tv3, u);
        let y = F.cmov(y2, y1, isQR);
        return { isValid: !F.is0(v) && isQR, value: y };
      };
    }
    return sqrtRatio;
  }
  function mapToCurveSimpleSWU(Fp3, opts) {
    const F = validateField(Fp3);
    validateObject(opts, {}, {}, "opts");
    const { A, B, Z } = opts;
    if (!F.isValidNot0(A) || !F.isValidNot0(B) || !F.isValid(Z))
      throw new Error("mapToCurveSimpleSWU: invalid opts");
    if (F.eql(Z, F.neg(F.ONE)) || FpIsSquare(F, Z))
      throw new Error("mapToCurveSimpleSWU: invalid opts");
    const x = F.mul(B, F.inv(F.mul(Z, A)));
    const gx = F.add(F.add(F.mul(F.sqr(x), x), F.mul(A, x)), B);
    if (!FpIsSquare(F, gx))
      throw new Error("mapToCurveSimpleSWU: invalid opts");
    const sqrtRatio = SWUFpSqrtRatio(F, Z);
    if (!F.isOdd)
      throw new Error("Field does not have .isOdd()");
    return (u) => {
      let tv1, tv2, tv3, tv4, tv5, tv6, x2, y;
      tv1 = F.sqr(u);
      tv1 = F.mul(tv1, Z);
      tv2 = F.sqr(tv1);
      tv2 = F.add(tv2, tv1);
      tv3 = F.add(tv2, F.ONE);
      tv3 = F.mul(tv3, B);
      tv4 = F.cmov(Z, F.neg(tv2), !F.eql(tv2, F.ZERO));
      tv4 = F.mul(tv4, A);
      tv2 = F.sqr(tv3);
      tv6 = F.sqr(tv4);
      tv5 = F.mul(tv6, A);
      tv2 = F.add(tv2, tv5);
      tv2 = F.mul(tv2, tv3);
      tv6 = F.mul(tv6, tv4);
      tv5 = F.mul(tv6, B);
      tv2 = F.add(tv2, tv5);
      x2 = F.mul(tv1, tv3);
      const { isValid, value } = sqrtRatio(tv2, tv6);
      y = F.mul(tv1, u);
      y = F.mul(y, value);
      x2 = F.cmov(x2, tv3, isValid);
      y = F.cmov(y, value, isValid);
      const e1 = F.isOdd(u) === F.isOdd(y);
      y = F.cmov(F.neg(y), y, e1);
      const tv4_inv = FpInvertBatch(F, [tv4], true)[0];
      x2 = F.mul(x2, tv4_inv);
      return { x: x2, y };
    };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _1n6 = /* @__PURE__ */ BigInt(1);
  var _2n4 = /* @__PURE__ */ BigInt(2);
  var _5n2 = /* @__PURE__ */ BigInt(5);
  var _8n3 = /* @__PURE__ */ BigInt(8);
  var ed25519_CURVE_p = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
  var ed25519_CURVE = /* @__PURE__ */ (() => ({
    p: ed25519_CURVE_p,
    n: BigInt("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed"),
    h: _8n3,
    a: BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),
    d: BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"),
    Gx: BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),
    Gy: BigInt("0x6666666666666666666666666666666666666666666666666666666666666658")
  }))();
  function ed25519_pow_2_252_3(x) {
    const _10n = BigInt(10), _20n = BigInt(20), _40n = BigInt(40), _80n = BigInt(80);
    const P = ed25519_CURVE_p;
    const x2 = x * x % P;
    const b2 = x2 * x % P;
    const b4 = pow2(b2, _2n4, P) * b2 % P;
    const b5 = pow2(b4, _1n6, P) * x % P;
    const b10 = pow2(b5, _5n2, P) * b5 % P;
    const b20 = pow2(b10, _10n, P) * b10 % P;
    const b40 = pow2(b20, _20n, P) * b20 % P;
    const b80 = pow2(b40, _40n, P) * b40 % P;
    const b160 = pow2(b80, _80n, P) * b80 % P;
    const b240 = pow2(b160, _80n, P) * b80 % P;
    const b250 = pow2(b240, _10n, P) * b10 % P;
    const pow_p_5_8 = pow2(b250, _2n4, P) * x % P;
    return { pow_p_5_8, b2 };
  }
  function adjustScalarBytes(bytes) {
    bytes[0] &= 248;
    bytes[31] &= 127;
    bytes[31] |= 64;
    return bytes;
  }
  var ED25519_SQRT_M1 = /* @__PURE__ */ BigInt("19681161376707505956807079304988542015446066515923890162744021073123829784752");
  function uvRatio(u, v) {
    const P = ed25519_CURVE_p;
    const v3 = mod(v * v * v, P);
    const v7 = mod(v3 * v3 * v, P);
    const pow3 = ed25519_pow_2_252_3(u * v7).pow_p_5_8;
    let x = mod(u * v3 * pow3, P);
    const vx2 = mod(v * x * x, P);
    const root1 = x;
    const root2 = mod(x * ED25519_SQRT_M1, P);
    const useRoot1 = vx2 === u;
    const useRoot2 = vx2 === mod(-u, P);
    const noRoot = vx2 === mod(-u * ED25519_SQRT_M1, P);
    if (useRoot1)
      x = root1;
    if (useRoot2 || noRoot)
      x = root2;
    if (isNegativeLE(x, P))
      x = mod(-x, P);
    return { isValid: useRoot1 || useRoot2, value: x };
  }
  var ed25519_Point = /* @__PURE__ */ edwards(ed25519_CURVE, { uvRatio });
  var Fp = /* @__PURE__ */ (() => ed25519_Point.Fp)();
  function toMontgomery(point2) {
    const { y } = point2;
    return Fp.toBytes(Fp.div(_1n6 + y, _1n6 - y));
  }
  function toMontgomerySecret(secretKey) {
    const size2 = ed25519_Point.Fp.BYTES;
    abytes(secretKey, size2);
    return adjustScalarBytes(sha512(secretKey.subarray(0, size2))).subarray(0, size2);
  }
  var Fn = /* @__PURE__ */ (() => ed25519_Point.Fn)();
  function ed(opts) {
    return eddsa(ed25519_Point, sha512, Object.assign({ adjustScalarBytes, toMontgomery, toMontgomerySecret, zip215: true }, opts));
  }
  var ed25519 = /* @__PURE__ */ ed({});
  var SQRT_M1 = ED25519_SQRT_M1;
  var INVSQRT_A_MINUS_D = /* @__PURE__ */ BigInt("54469307008909316920995813868745141605393597292927456921205312896311721017578");
  var invertSqrt = (number) => uvRatio(_1n6, number);
  var MAX_255B = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
  var bytes255ToNumberLE = (bytes) => Fp.create(bytesToNumberLE(bytes) & MAX_255B);
  var __RistrettoPoint = class __RistrettoPoint2 extends PrimeEdwardsPoint {
    constructor(ep) {
      super(ep);
    }
    /**
     * Create one Ristretto255 point from affine Edwards coordinates.
     * This wraps the internal Edwards representative directly and is not a
     * canonical ristretto255 decoding path.
     * Use `toBytes()` / `fromBytes()` if canonical ristretto255 bytes matter.
     */
    static fromAffine(ap) {
      return new __RistrettoPoint2(ed25519_Point.fromAffine(ap));
    }
    assertSame(other) {
      if (!(other instanceof __RistrettoPoint2))
        throw new Error("RistrettoPoint expected");
    }
    init(ep) {
      return new __RistrettoPoint2(ep);
    }
    static fromBytes(bytes) {
      abytes(bytes, 32);
      const { a, d } = ed25519_CURVE;
      const s = bytes255ToNumberLE(bytes);
      if (!equalBytes(Fp.toBytes(s), bytes) || Fp.isOdd(s))
        throw new Error("invalid ristretto255 encoding 1");
      const s2 = Fp.sqr(s);
      const u1 = Fp.add(_1n6, Fp.mulN(a, s2));
      const u2 = Fp.sub(_1n6, Fp.mulN(a, s2));
      const u1_2 = Fp.sqr(u1);
      const u2_2 = Fp.sqr(u2);
      const v = Fp.sub(Fp.mulN(Fp.mulN(a, d), u1_2), u2_2);
      const { isValid, value: I } = invertSqrt(Fp.mul(v, u2_2));
      const Dx = Fp.mul(I, u2);
      const Dy = Fp.mul(Fp.mulN(I, Dx), v);
      let x = Fp.mul(Fp.addN(s, s), Dx);
      if (Fp.isOdd(x))
        x = Fp.neg(x);
      const y = Fp.mul(u1, Dy);
      const t = Fp.mul(x, y);
      if (!isValid || Fp.isOdd(t) || Fp.is0(y))
        throw new Error("invalid ristretto255 encoding 2");
      return new __RistrettoPoint2(new ed25519_Point(x, y, Fp.ONE, t));
    }
    /**
     * Converts ristretto-encoded string to ristretto point.
     * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-decode).
     * @param hex - Ristretto-encoded 32 bytes. Not every 32-byte string is valid ristretto encoding
     */
    static fromHex(hex) {
      return __RistrettoPoint2.fromBytes(hexToBytes(hex));
    }
    /**
     * Encodes ristretto point to Uint8Array.
     * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-encode).
     */
    toBytes() {
      let { X, Y, Z, T } = this.ep;
      const u1 = Fp.mul(Fp.add(Z, Y), Fp.sub(Z, Y));
      const u2 = Fp.mul(X, Y);
      const u2sq = Fp.sqr(u2);
      const { value: invsqrt } = invertSqrt(Fp.mul(u1, u2sq));
      const D1 = Fp.mul(invsqrt, u1);
      const D2 = Fp.mul(invsqrt, u2);
      const zInv = Fp.mul(Fp.mulN(D1, D2), T);
      let D;
      if (Fp.isOdd(Fp.mul(T, zInv))) {
        let _x = Fp.mul(Y, SQRT_M1);
        let _y = Fp.mul(X, SQRT_M1);
        X = _x;
        Y = _y;
        D = Fp.mul(D1, INVSQRT_A_MINUS_D);
      } else {
        D = D2;
      }
      if (Fp.isOdd(Fp.mul(X, zInv)))
        Y = Fp.neg(Y);
      let s = Fp.mul(Fp.subN(Z, Y), D);
      if (Fp.isOdd(s))
        s = Fp.neg(s);
      return Fp.toBytes(s);
    }
    /**
     * Compares two Ristretto points.
     * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-equals).
     */
    equals(other) {
      this.assertSame(other);
      const { X: X1, Y: Y1 } = this.ep;
      const { X: X2, Y: Y2 } = other.ep;
      const one = Fp.eql(Fp.mul(X1, Y2), Fp.mul(Y1, X2));
      const two = Fp.eql(Fp.mul(Y1, Y2), Fp.mul(X1, X2));
      return one || two;
    }
    is0() {
      return this.equals(__RistrettoPoint2.ZERO);
    }
  };
  __RistrettoPoint.BASE = /* @__PURE__ */ (() => new __RistrettoPoint(ed25519_Point.BASE))();
  __RistrettoPoint.ZERO = /* @__PURE__ */ (() => new __RistrettoPoint(ed25519_Point.ZERO))();
  __RistrettoPoint.Fp = /* @__PURE__ */ (() => Fp)();
  __RistrettoPoint.Fn = /* @__PURE__ */ (() => Fn)();
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n6 = BigInt(0);
  var _1n7 = BigInt(1);
  var _2n5 = BigInt(2);
  var _3n3 = BigInt(3);
  function NAfDecomposition(a) {
    const res = [];
    for (; a > _1n7; a >>= _1n7) {
      if ((a & _1n7) === _0n6)
        res.unshift(0);
      else if ((a & _3n3) === _3n3) {
        res.unshift(-1);
        a += _1n7;
      } else
        res.unshift(1);
    }
    return res;
  }
  function aNonEmpty(arr) {
    if (!Array.isArray(arr) || arr.length === 0)
      throw new Error("expected non-empty array");
  }
  function createBlsPairing(fields2, G1, G2, params) {
    validateObject(fields2, { Fp: "object", Fr: "object", Fp2: "object", Fp12: "object" }, { Fp6: "object" }, "fields");
    if (typeof G1 !== "function")
      throw new TypeError('"G1_Point" expected point constructor, got type=' + typeof G1);
    if (typeof G2 !== "function")
      throw new TypeError('"G2_Point" expected point constructor, got type=' + typeof G2);
    validateObject(params, { ateLoopSize: "bigint", xNegative: "boolean", twistType: "string" }, { randomBytes: "function", postPrecompute: "function" }, "params");
    const { Fp: Fp3, Fr, Fp2: Fp23, Fp12: Fp122 } = fields2;
    const { twistType, ateLoopSize, xNegative, postPrecompute } = params;
    const fp22 = (c0, c1) => ({ c0, c1 });
    const fp2f = ({ c0, c1 }) => Object.freeze({ c0, c1 });
    const add2 = (a, b) => fp22(Fp3.add(a.c0, b.c0), Fp3.add(a.c1, b.c1));
    const sub2 = (a, b) => fp22(Fp3.sub(a.c0, b.c0), Fp3.sub(a.c1, b.c1));
    const mul2 = (a, b) => {
      const t0 = Fp3.mul(a.c0, b.c0);
      const t1 = Fp3.mul(a.c1, b.c1);
      return fp22(Fp3.sub(t0, t1), Fp3.sub(Fp3.mul(Fp3.add(a.c0, a.c1), Fp3.add(b.c0, b.c1)), Fp3.add(t0, t1)));
    };
    const mul2ByFp = (a, rhs) => fp22(Fp3.mul(a.c0, rhs), Fp3.mul(a.c1, rhs));
    const mul2ByNonresidue = (a) => Fp23.mulByNonresidue(a);
    const mul014ByLine = ({ c0: f0, c1: f1 }, o0, l1, l4, Px, Py) => {
      const o1 = mul2ByFp(l1, Px);
      const o4 = mul2ByFp(l4, Py);
      const { c0: a0, c1: a1, c2: a2 } = f0;
      const { c0: b0, c1: b1, c2: b2 } = f1;
      const t0_0 = mul2(a0, o0);
      const t0_1 = mul2(a1, o1);
      const t0_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(a1, a2), o1), t0_1)), t0_0);
      const t0_c1 = sub2(sub2(mul2(add2(o0, o1), add2(a0, a1)), t0_0), t0_1);
      const t0_c2 = add2(sub2(mul2(add2(a0, a2), o0), t0_0), t0_1);
      const t1_c0 = mul2ByNonresidue(mul2(b2, o4));
      const t1_c1 = mul2(b0, o4);
      const t1_c2 = mul2(b1, o4);
      const s0 = add2(a0, b0);
      const s1 = add2(a1, b1);
      const s2 = add2(a2, b2);
      const o14 = add2(o1, o4);
      const t2_0 = mul2(s0, o0);
      const t2_1 = mul2(s1, o14);
      const t2_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(s1, s2), o14), t2_1)), t2_0);
      const t2_c1 = sub2(sub2(mul2(add2(o0, o14), add2(s0, s1)), t2_0), t2_1);
      const t2_c2 = add2(sub2(mul2(add2(s0, s2), o0), t2_0), t2_1);
      return Object.freeze({
        c0: Object.freeze({
          c0: fp2f(add2(mul2ByNonresidue(t1_c2), t0_c0)),
          c1: fp2f(add2(t1_c0, t0_c1)),
          c2: fp2f(add2(t1_c1, t0_c2))
        }),
        c1: Object.freeze({
          c0: fp2f(sub2(sub2(t2_c0, t0_c0), t1_c0)),
          c1: fp2f(sub2(sub2(t2_c1, t0_c1), t1_c1)),
          c2: fp2f(sub2(sub2(t2_c2, t0_c2), t1_c2))
        })
      });
    };
    const mul034ByLine = ({ c0: f0, c1: f1 }, l0, l3, o4, Px, Py) => {
      const o0 = mul2ByFp(l0, Py);
      const o3 = mul2ByFp(l3, Px);
      const { c0: a0, c1: a1, c2: a2 } = f0;
      const { c0: b0, c1: b1, c2: b2 } = f1;
      const a_c0 = mul2(a0, o0);
      const a_c1 = mul2(a1, o0);
      const a_c2 = mul2(a2, o0);
      const b0m = mul2(b0, o3);
      const b1m = mul2(b1, o4);
      const b_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(b1, b2), o4), b1m)), b0m);
      const b_c1 = sub2(sub2(mul2(add2(o3, o4), add2(b0, b1)), b0m), b1m);
      const b_c2 = add2(sub2(mul2(add2(b0, b2), o3), b0m), b1m);
      const s0 = add2(a0, b0);
      const s1 = add2(a1, b1);
      const s2 = add2(a2, b2);
      const o03 = add2(o0, o3);
      const e0m = mul2(s0, o03);
      const e1m = mul2(s1, o4);
      const e_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(s1, s2), o4), e1m)), e0m);
      const e_c1 = sub2(sub2(mul2(add2(o03, o4), add2(s0, s1)), e0m), e1m);
      const e_c2 = add2(sub2(mul2(add2(s0, s2), o03), e0m), e1m);
      return Object.freeze({
        c0: Object.freeze({
          c0: fp2f(add2(mul2ByNonresidue(b_c2), a_c0)),
          c1: fp2f(add2(b_c0, a_c1)),
          c2: fp2f(add2(b_c1, a_c2))
        }),
        c1: Object.freeze({
          c0: fp2f(sub2(sub2(e_c0, a_c0), b_c0)),
          c1: fp2f(sub2(sub2(e_c1, a_c1), b_c1)),
          c2: fp2f(sub2(sub2(e_c2, a_c2), b_c2))
        })
      });
    };
    let lineFunction;
    if (twistType === "multiplicative") {
      lineFunction = (c0, c1, c2, f, Px, Py) => mul014ByLine(f, c0, c1, c2, Px, Py);
    } else if (twistType === "divisive") {
      lineFunction = (c0, c1, c2, f, Px, Py) => mul034ByLine(f, c2, c1, c0, Px, Py);
    } else
      throw new Error("bls: unknown twist type");
    const Fp2div2 = Fp23.div(Fp23.ONE, Fp23.mul(Fp23.ONE, _2n5));
    function pointDouble(ell, Rx, Ry, Rz) {
      const t0 = Fp23.sqr(Ry);
      const t1 = Fp23.sqr(Rz);
      const t2 = Fp23.mulByB(Fp23.mul(t1, _3n3));
      const t3 = Fp23.mul(t2, _3n3);
      const t4 = Fp23.sub(Fp23.sub(Fp23.sqr(Fp23.add(Ry, Rz)), t1), t0);
      const c0 = Fp23.sub(t2, t0);
      const c1 = Fp23.mul(Fp23.sqr(Rx), _3n3);
      const c2 = Fp23.neg(t4);
      ell.push([c0, c1, c2]);
      Rx = Fp23.mul(Fp23.mul(Fp23.mul(Fp23.sub(t0, t3), Rx), Ry), Fp2div2);
      Ry = Fp23.sub(Fp23.sqr(Fp23.mul(Fp23.add(t0, t3), Fp2div2)), Fp23.mul(Fp23.sqr(t2), _3n3));
      Rz = Fp23.mul(t0, t4);
      return { Rx, Ry, Rz };
    }
    function pointAdd(ell, Rx, Ry, Rz, Qx, Qy) {
      const t0 = Fp23.sub(Ry, Fp23.mul(Qy, Rz));
      const t1 = Fp23.sub(Rx, Fp23.mul(Qx, Rz));
      const c0 = Fp23.sub(Fp23.mul(t0, Qx), Fp23.mul(t1, Qy));
      const c1 = Fp23.neg(t0);
      const c2 = t1;
      ell.push([c0, c1, c2]);
      const t2 = Fp23.sqr(t1);
      const t3 = Fp23.mul(t2, t1);
      const t4 = Fp23.mul(t2, Rx);
      const t5 = Fp23.add(Fp23.sub(t3, Fp23.mul(t4, _2n5)), Fp23.mul(Fp23.sqr(t0), Rz));
      Rx = Fp23.mul(t1, t5);
      Ry = Fp23.sub(Fp23.mul(Fp23.sub(t4, t5), t0), Fp23.mul(t3, Ry));
      Rz = Fp23.mul(Rz, t3);
      return { Rx, Ry, Rz };
    }
    const ATE_NAF = NAfDecomposition(ateLoopSize);
    const calcPairingPrecomputes = (point2) => {
      if (!(point2 instanceof G2))
        throw new TypeError('"point" expected G2 point, got type=' + typeof point2);
      const p = point2;
      const { x, y } = p.toAffine();
      const Qx = x, Qy = y, negQy = Fp23.neg(y);
      let Rx = Qx, Ry = Qy, Rz = Fp23.ONE;
      const ell = [];
      for (const bit2 of ATE_NAF) {
        const cur = [];
        ({ Rx, Ry, Rz } = pointDouble(cur, Rx, Ry, Rz));
        if (bit2)
          ({ Rx, Ry, Rz } = pointAdd(cur, Rx, Ry, Rz, Qx, bit2 === -1 ? negQy : Qy));
        ell.push(cur);
      }
      if (postPrecompute) {
        const last = ell[ell.length - 1];
        postPrecompute(Rx, Ry, Rz, Qx, Qy, pointAdd.bind(null, last));
      }
      return ell;
    };
    function millerLoopBatch(pairs, withFinalExponent = false) {
      aarray(pairs, "pairs", (pair, title2) => {
        aarray(pair, title2);
        if (pair.length !== 3)
          throw new TypeError(`"${title2}" expected precompute tuple`);
        aarray(pair[0], title2 + "[0]");
      });
      let f12 = Fp122.ONE;
      if (pairs.length) {
        const ellLen = pairs[0][0].length;
        for (let i = 0; i < ellLen; i++) {
          if (i !== 0)
            f12 = Fp122.sqr(f12);
          for (const [ell, Px, Py] of pairs) {
            for (const [c0, c1, c2] of ell[i])
              f12 = lineFunction(c0, c1, c2, f12, Px, Py);
          }
        }
      }
      if (xNegative)
        f12 = Fp122.conjugate(f12);
      return withFinalExponent ? Fp122.finalExponentiate(f12) : f12;
    }
    function pairingBatch(pairs, withFinalExponent = true) {
      aarray(pairs, "pairs");
      const res = [];
      for (let i = 0; i < pairs.length; i++) {
        const pair = pairs[i];
        validateObject(pair, { g1: "object", g2: "object" }, {}, "pairs[" + i + "]");
        const { g1: g12, g2: g22 } = pair;
        if (!(g12 instanceof G1))
          throw new TypeError('"pairs[' + i + '].g1" expected G1 point, got type=' + typeof g12);
        if (!(g22 instanceof G2))
          throw new TypeError('"pairs[' + i + '].g2" expected G2 point, got type=' + typeof g22);
        if (g12.is0() || g22.is0())
          throw new Error("pairing is not available for ZERO point");
        g12.assertValidity();
        g22.assertValidity();
        const Qa = g12.toAffine();
        res.push([calcPairingPrecomputes(g22), Qa.x, Qa.y]);
      }
      return millerLoopBatch(res, withFinalExponent);
    }
    function pairing(Q, P, withFinalExponent = true) {
      if (!(Q instanceof G1))
        throw new TypeError('"Q" expected G1 point, got type=' + typeof Q);
      if (!(P instanceof G2))
        throw new TypeError('"P" expected G2 point, got type=' + typeof P);
      return pairingBatch([{ g1: Q, g2: P }], withFinalExponent);
    }
    const lengths = {
      seed: getMinHashLength(Fr.ORDER)
    };
    const rand = params.randomBytes === void 0 ? randomBytes2 : params.randomBytes;
    const randomSecretKey = (seed2) => {
      seed2 = seed2 === void 0 ? rand(lengths.seed) : seed2;
      abytes2(seed2, lengths.seed, "seed");
      return mapHashToField(seed2, Fr.ORDER);
    };
    Object.freeze(lengths);
    return {
      lengths,
      Fr,
      Fp12: Fp122,
      // NOTE: we re-export Fp12 here because pairing results are Fp12!
      millerLoopBatch,
      pairing,
      pairingBatch,
      calcPairingPrecomputes,
      randomSecretKey
    };
  }
  function createBlsSig(blsPairing, PubPoint, SigPoint, isSigG1, hashToSigCurve, SignatureCoder) {
    const { Fr, Fp12: Fp122, pairingBatch, randomSecretKey, lengths } = blsPairing;
    if (!SignatureCoder) {
      SignatureCoder = {
        fromBytes: notImplemented,
        fromHex: notImplemented,
        toBytes: notImplemented,
        toHex: notImplemented
      };
    }
    const sigCoder = Object.freeze({ ...SignatureCoder });
    function normPub(point2) {
      return point2 instanceof PubPoint ? point2 : PubPoint.fromBytes(point2);
    }
    function normSig(point2) {
      return point2 instanceof SigPoint ? point2 : sigCoder.fromBytes(point2);
    }
    function amsg(m) {
      if (!(m instanceof SigPoint))
        throw new Error(`expected valid message hashed to ${!isSigG1 ? "G2" : "G1"} curve`);
      return m;
    }
    const pair = !isSigG1 ? (a, b) => ({ g1: a, g2: b }) : (a, b) => ({ g1: b, g2: a });
    return Object.freeze({
      lengths: Object.freeze({ ...lengths, secretKey: Fr.BYTES }),
      keygen(seed2) {
        const secretKey = randomSecretKey(seed2);
        const publicKey = this.getPublicKey(secretKey);
        return { secretKey, publicKey };
      },
      // P = pk x G
      getPublicKey(secretKey) {
        let sec;
        try {
          sec = PubPoint.Fn.fromBytes(secretKey);
        } catch (error) {
          throw new Error("invalid private key: " + typeof secretKey, { cause: error });
        }
        return PubPoint.BASE.multiply(sec);
      },
      // S = pk x H(m)
      sign(message, secretKey, unusedArg) {
        if (unusedArg != null)
          throw new Error("sign() expects 2 arguments");
        const sec = PubPoint.Fn.fromBytes(secretKey);
        amsg(message).assertValidity();
        return message.multiply(sec);
      },
      // Checks if pairing of public key & hash is equal to pairing of generator & signature.
      // e(P, H(m)) == e(G, S)
      // e(S, G) == e(H(m), P)
      verify(signature, message, publicKey, unusedArg) {
        if (unusedArg != null)
          throw new Error("verify() expects 3 arguments");
        signature = normSig(signature);
        publicKey = normPub(publicKey);
        const P = publicKey.negate();
        const G = PubPoint.BASE;
        const Hm = amsg(message);
        const S = signature;
        try {
          const exp = pairingBatch([pair(P, Hm), pair(G, S)]);
          return Fp122.eql(exp, Fp122.ONE);
        } catch {
          return false;
        }
      },
      // https://ethresear.ch/t/fast-verification-of-multiple-bls-signatures/5407
      // e(G, S) = e(G, SUM(n)(Si)) = MUL(n)(e(G, Si))
      // TODO: maybe `{message: G2Hex, publicKey: G1Hex}[]` instead?
      verifyBatch(signature, items2) {
        aNonEmpty(items2);
        const sig = normSig(signature);
        const nMessages = items2.map((i) => amsg(i.message));
        const nPublicKeys = items2.map((i) => normPub(i.publicKey));
        const messagePubKeyMap = /* @__PURE__ */ new Map();
        for (let i = 0; i < nPublicKeys.length; i++) {
          const pub = nPublicKeys[i];
          const msg = nMessages[i];
          let keys = messagePubKeyMap.get(msg);
          if (keys === void 0) {
            keys = [];
            messagePubKeyMap.set(msg, keys);
          }
          keys.push(pub);
        }
        const paired = [];
        const G = PubPoint.BASE;
        try {
          for (const [msg, keys] of messagePubKeyMap) {
            const groupPublicKey = keys.reduce((acc, msg2) => acc.add(msg2));
            paired.push(pair(groupPublicKey, msg));
          }
          paired.push(pair(G.negate(), sig));
          return Fp122.eql(pairingBatch(paired), Fp122.ONE);
        } catch {
          return false;
        }
      },
      // Adds a bunch of public key points together.
      // pk1 + pk2 + pk3 = pkA
      aggregatePublicKeys(publicKeys) {
        aNonEmpty(publicKeys);
        publicKeys = publicKeys.map((pub) => normPub(pub));
        const agg = publicKeys.reduce((sum, p) => sum.add(p), PubPoint.ZERO);
        agg.assertValidity();
        return agg;
      },
      // Adds a bunch of signature points together.
      // pk1 + pk2 + pk3 = pkA
      aggregateSignatures(signatures) {
        aNonEmpty(signatures);
        signatures = signatures.map((sig) => normSig(sig));
        const agg = signatures.reduce((sum, s) => sum.add(s), SigPoint.ZERO);
        agg.assertValidity();
        return agg;
      },
      hash(messageBytes, DST) {
        abytes2(messageBytes);
        const opts = DST === void 0 ? void 0 : { DST };
        return hashToSigCurve(messageBytes, opts);
      },
      Signature: Object.freeze({ ...sigCoder })
    });
  }
  function blsBasic(fields2, G1_Point2, G2_Point2, params) {
    const { Fp: Fp3, Fr, Fp2: Fp23, Fp6: Fp62, Fp12: Fp122 } = fields2;
    const G1 = { Point: G1_Point2 };
    const G2 = { Point: G2_Point2 };
    const pairingRes = createBlsPairing(fields2, G1_Point2, G2_Point2, params);
    const { millerLoopBatch, pairing, pairingBatch, calcPairingPrecomputes, randomSecretKey, lengths } = pairingRes;
    G1.Point.BASE.precompute(4);
    Object.freeze(G1);
    Object.freeze(G2);
    return Object.freeze({
      lengths: Object.freeze(lengths),
      millerLoopBatch,
      pairing,
      pairingBatch,
      G1,
      G2,
      fields: Object.freeze({ Fr, Fp: Fp3, Fp2: Fp23, Fp6: Fp62, Fp12: Fp122 }),
      params: Object.freeze({
        ateLoopSize: params.ateLoopSize,
        xNegative: params.xNegative,
        twistType: params.twistType,
        postPrecompute: params.postPrecompute
      }),
      utils: Object.freeze({
        randomSecretKey,
        calcPairingPrecomputes
      })
    });
  }
  function blsHashers(fields2, G1_Point2, G2_Point2, params, hasherParams) {
    const base = blsBasic(fields2, G1_Point2, G2_Point2, params);
    validateObject(hasherParams, { hasherOpts: "object", hasherOptsG1: "object", hasherOptsG2: "object" }, { mapToG1: "function", mapToG2: "function" }, "hasherParams");
    const G1Hasher = createHasher2(G1_Point2, hasherParams.mapToG1 === void 0 ? notImplemented : hasherParams.mapToG1, {
      ...hasherParams.hasherOpts,
      ...hasherParams.hasherOptsG1
    });
    const G2Hasher = createHasher2(G2_Point2, hasherParams.mapToG2 === void 0 ? notImplemented : hasherParams.mapToG2, {
      ...hasherParams.hasherOpts,
      ...hasherParams.hasherOptsG2
    });
    return Object.freeze({ ...base, G1: G1Hasher, G2: G2Hasher });
  }
  function bls(fields2, G1_Point2, G2_Point2, params, hasherParams, signatureCoders2) {
    const base = blsHashers(fields2, G1_Point2, G2_Point2, params, hasherParams);
    const pairingRes = {
      ...base,
      Fr: base.fields.Fr,
      Fp12: base.fields.Fp12,
      calcPairingPrecomputes: base.utils.calcPairingPrecomputes,
      randomSecretKey: base.utils.randomSecretKey
    };
    const longSignatures = createBlsSig(pairingRes, G1_Point2, G2_Point2, false, base.G2.hashToCurve, signatureCoders2?.LongSignature);
    const shortSignatures = createBlsSig(pairingRes, G2_Point2, G1_Point2, true, base.G1.hashToCurve, signatureCoders2?.ShortSignature);
    return Object.freeze({ ...base, longSignatures, shortSignatures });
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n7 = /* @__PURE__ */ BigInt(0);
  var _1n8 = /* @__PURE__ */ BigInt(1);
  var _2n6 = /* @__PURE__ */ BigInt(2);
  var _3n4 = /* @__PURE__ */ BigInt(3);
  var _6n = /* @__PURE__ */ BigInt(6);
  var _12n = /* @__PURE__ */ BigInt(12);
  var isObj = (value) => !!value && typeof value === "object";
  function calcFrobeniusCoefficients(Fp3, nonResidue, modulus, degree, num = 1, divisor) {
    asafenumber(num, "num");
    asafenumber(degree, "degree");
    const divisorN = divisor === void 0 ? degree : divisor;
    asafenumber(divisorN, "divisor");
    const F = Fp3;
    if (typeof modulus !== "bigint" || modulus <= _1n8)
      throw new Error("calcFrobeniusCoefficients: expected valid modulus, got " + modulus);
    if (degree <= 0)
      throw new Error("calcFrobeniusCoefficients: expected positive degree, got " + degree);
    if (num <= 0)
      throw new Error("calcFrobeniusCoefficients: expected positive row count, got " + num);
    if (divisorN <= 0)
      throw new Error("calcFrobeniusCoefficients: expected positive divisor, got " + divisorN);
    const _divisor = BigInt(divisorN);
    const towerModulus = modulus ** BigInt(degree);
    const res = [];
    for (let i = 0; i < num; i++) {
      const a = BigInt(i + 1);
      const powers = [];
      for (let j = 0, qPower = _1n8; j < degree; j++) {
        const numer = a * qPower - a;
        if (numer % _divisor)
          throw new Error("calcFrobeniusCoefficients: inexact tower exponent");
        const power = numer / _divisor % towerModulus;
        powers.push(F.pow(nonResidue, power));
        qPower *= modulus;
      }
      res.push(powers);
    }
    return res;
  }
  function psiFrobenius(Fp3, Fp23, base) {
    validateField(Fp3);
    validateField(Fp23);
    validateObject(Fp23, {
      Fp: "object",
      frobeniusMap: "function",
      fromBigTuple: "function",
      mulByB: "function",
      mulByNonresidue: "function",
      reim: "function",
      Fp4Square: "function",
      NONRESIDUE: "object"
    }, {});
    if (!isObj(base) || Array.isArray(base))
      throw new TypeError('"base" expected Fp2 element, got type=' + typeof base);
    if (!Fp23.isValid(base))
      throw new RangeError('"base" expected valid Fp2 element');
    const PSI_X = Fp23.pow(base, (Fp3.ORDER - _1n8) / _3n4);
    const PSI_Y = Fp23.pow(base, (Fp3.ORDER - _1n8) / _2n6);
    function psi(x, y) {
      const x2 = Fp23.mul(Fp23.frobeniusMap(x, 1), PSI_X);
      const y2 = Fp23.mul(Fp23.frobeniusMap(y, 1), PSI_Y);
      return [x2, y2];
    }
    const PSI2_X = Fp23.pow(base, (Fp3.ORDER ** _2n6 - _1n8) / _3n4);
    const PSI2_Y = Fp23.pow(base, (Fp3.ORDER ** _2n6 - _1n8) / _2n6);
    if (!Fp23.eql(PSI2_Y, Fp23.neg(Fp23.ONE)))
      throw new Error("psiFrobenius: PSI2_Y!==-1");
    function psi2(x, y) {
      return [Fp23.mul(x, PSI2_X), Fp23.neg(y)];
    }
    const mapAffine = (fn) => (c, P) => {
      if (typeof c !== "function")
        throw new TypeError('"c" expected point constructor, got type=' + typeof c);
      validatePointCons(c);
      if (!(P instanceof c))
        throw new TypeError('"P" expected Point instance, got type=' + typeof P);
      const affine = P.toAffine();
      const p = fn(affine.x, affine.y);
      return c.fromAffine({ x: p[0], y: p[1] });
    };
    const G2psi3 = mapAffine(psi);
    const G2psi22 = mapAffine(psi2);
    return { psi, psi2, G2psi: G2psi3, G2psi2: G2psi22, PSI_X, PSI_Y, PSI2_X, PSI2_Y };
  }
  var _Field2 = class {
    constructor(Fp3, opts = {}) {
      const { NONRESIDUE = BigInt(-1), FP2_NONRESIDUE, Fp2mulByB } = opts;
      const ORDER4 = Fp3.ORDER;
      const FP2_ORDER = ORDER4 * ORDER4;
      this.Fp = Fp3;
      this.ORDER = FP2_ORDER;
      this.BITS = bitLen(FP2_ORDER);
      this.BYTES = Math.ceil(bitLen(FP2_ORDER) / 8);
      this.isLE = Fp3.isLE;
      this.ZERO = this.create({ c0: Fp3.ZERO, c1: Fp3.ZERO });
      this.ONE = this.create({ c0: Fp3.ONE, c1: Fp3.ZERO });
      this.Fp_NONRESIDUE = Fp3.create(NONRESIDUE);
      this.Fp_div2 = Fp3.div(Fp3.ONE, _2n6);
      this.NONRESIDUE = this.create({ c0: FP2_NONRESIDUE[0], c1: FP2_NONRESIDUE[1] });
      this.mulByB = (num) => {
        const { c0, c1 } = Fp2mulByB(num);
        return Object.freeze({ c0, c1 });
      };
      Object.freeze(this);
    }
    fromBigTuple(tuple) {
      if (!Array.isArray(tuple) || tuple.length !== 2)
        throw new Error("invalid Fp2.fromBigTuple");
      const [c0, c1] = tuple;
      if (typeof c0 !== "bigint" || typeof c1 !== "bigint")
        throw new Error("invalid Fp2.fromBigTuple");
      return this.create({ c0, c1 });
    }
    create(num) {
      const { Fp: Fp3 } = this;
      const c0 = Fp3.create(num.c0);
      const c1 = Fp3.create(num.c1);
      return Object.freeze({ c0, c1 });
    }
    isValid(num) {
      if (!isObj(num))
        throw new TypeError("invalid field element: expected object, got " + typeof num);
      const { c0, c1 } = num;
      const { Fp: Fp3 } = this;
      return Fp3.isValid(c0) && Fp3.isValid(c1);
    }
    is0(num) {
      if (!isObj(num))
        return false;
      const { c0, c1 } = num;
      const { Fp: Fp3 } = this;
      return Fp3.is0(c0) && Fp3.is0(c1);
    }
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    eql({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp: Fp3 } = this;
      return Fp3.eql(c0, r0) && Fp3.eql(c1, r1);
    }
    neg({ c0, c1 }) {
      const { Fp: Fp3 } = this;
      return Object.freeze({ c0: Fp3.neg(c0), c1: Fp3.neg(c1) });
    }
    pow(num, power) {
      return FpPow(this, num, power);
    }
    invertBatch(nums) {
      return FpInvertBatch(this, nums, true);
    }
    // Normalized
    add(f1, f2) {
      const { Fp: Fp3 } = this;
      const { c0, c1 } = f1;
      const { c0: r0, c1: r1 } = f2;
      return Object.freeze({
        c0: Fp3.add(c0, r0),
        c1: Fp3.add(c1, r1)
      });
    }
    sub({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp: Fp3 } = this;
      return Object.freeze({
        c0: Fp3.sub(c0, r0),
        c1: Fp3.sub(c1, r1)
      });
    }
    mul({ c0, c1 }, rhs) {
      const { Fp: Fp3 } = this;
      if (typeof rhs === "bigint")
        return Object.freeze({ c0: Fp3.mul(c0, rhs), c1: Fp3.mul(c1, rhs) });
      const { c0: r0, c1: r1 } = rhs;
      let t1 = Fp3.mul(c0, r0);
      let t2 = Fp3.mul(c1, r1);
      const o0 = Fp3.sub(t1, t2);
      const o1 = Fp3.sub(Fp3.mul(Fp3.add(c0, c1), Fp3.add(r0, r1)), Fp3.add(t1, t2));
      return Object.freeze({ c0: o0, c1: o1 });
    }
    sqr({ c0, c1 }) {
      const { Fp: Fp3 } = this;
      const a = Fp3.add(c0, c1);
      const b = Fp3.sub(c0, c1);
      const c = Fp3.add(c0, c0);
      return Object.freeze({ c0: Fp3.mul(a, b), c1: Fp3.mul(c, c1) });
    }
    // NonNormalized stuff
    addN(a, b) {
      return this.add(a, b);
    }
    subN(a, b) {
      return this.sub(a, b);
    }
    mulN(a, b) {
      return this.mul(a, b);
    }
    sqrN(a) {
      return this.sqr(a);
    }
    // Why inversion for bigint inside Fp instead of Fp2? it is even used in that context?
    div(lhs, rhs) {
      const { Fp: Fp3 } = this;
      return this.mul(lhs, typeof rhs === "bigint" ? Fp3.inv(Fp3.create(rhs)) : this.inv(rhs));
    }
    inv({ c0: a, c1: b }) {
      const { Fp: Fp3 } = this;
      const factor = Fp3.inv(Fp3.create(a * a + b * b));
      return Object.freeze({ c0: Fp3.mul(factor, Fp3.create(a)), c1: Fp3.mul(factor, Fp3.create(-b)) });
    }
    sqrt(num) {
      const { Fp: Fp3 } = this;
      const Fp23 = this;
      const { c0, c1 } = num;
      if (Fp3.is0(c1)) {
        if (FpLegendre(Fp3, c0) === 1)
          return Fp23.create({ c0: Fp3.sqrt(c0), c1: Fp3.ZERO });
        else
          return Fp23.create({ c0: Fp3.ZERO, c1: Fp3.sqrt(Fp3.div(c0, this.Fp_NONRESIDUE)) });
      }
      const a = Fp3.sqrt(Fp3.sub(Fp3.sqr(c0), Fp3.mul(Fp3.sqr(c1), this.Fp_NONRESIDUE)));
      let d = Fp3.mul(Fp3.add(a, c0), this.Fp_div2);
      const legendre = FpLegendre(Fp3, d);
      if (legendre === -1)
        d = Fp3.sub(d, a);
      const a0 = Fp3.sqrt(d);
      const candidateSqrt = Fp23.create({ c0: a0, c1: Fp3.div(Fp3.mul(c1, this.Fp_div2), a0) });
      if (!Fp23.eql(Fp23.sqr(candidateSqrt), num))
        throw new Error("Cannot find square root");
      const x1 = candidateSqrt;
      const x2 = Fp23.neg(x1);
      const { re: re1, im: im1 } = Fp23.reim(x1);
      const { re: re2, im: im2 } = Fp23.reim(x2);
      if (im1 > im2 || im1 === im2 && re1 > re2)
        return x1;
      return x2;
    }
    // Same as sgn0_m_eq_2 in RFC 9380
    isOdd(x) {
      const { re: x0, im: x1 } = this.reim(x);
      const sign_0 = x0 % _2n6;
      const zero_0 = x0 === _0n7;
      const sign_1 = x1 % _2n6;
      return BigInt(sign_0 || zero_0 && sign_1) == _1n8;
    }
    // Bytes util
    fromBytes(b) {
      const { Fp: Fp3 } = this;
      abytes2(b);
      if (b.length !== this.BYTES)
        throw new Error("fromBytes invalid length=" + b.length);
      return this.create({
        c0: Fp3.fromBytes(b.subarray(0, Fp3.BYTES)),
        c1: Fp3.fromBytes(b.subarray(Fp3.BYTES))
      });
    }
    toBytes({ c0, c1 }) {
      return concatBytes2(this.Fp.toBytes(c0), this.Fp.toBytes(c1));
    }
    cmov({ c0, c1 }, { c0: r0, c1: r1 }, c) {
      const { Fp: Fp3 } = this;
      return this.create({
        c0: Fp3.cmov(c0, r0, c),
        c1: Fp3.cmov(c1, r1, c)
      });
    }
    reim({ c0, c1 }) {
      return { re: c0, im: c1 };
    }
    Fp4Square(a, b) {
      const Fp23 = this;
      const a2 = Fp23.sqr(a);
      const b2 = Fp23.sqr(b);
      return {
        first: Fp23.add(Fp23.mulByNonresidue(b2), a2),
        // b² * Nonresidue + a²
        second: Fp23.sub(Fp23.sub(Fp23.sqr(Fp23.add(a, b)), a2), b2)
        // (a + b)² - a² - b²
      };
    }
    // multiply by u + 1
    mulByNonresidue({ c0, c1 }) {
      const { Fp: Fp3, NONRESIDUE: nr } = this;
      if (nr.c0 === Fp3.ONE && nr.c1 === Fp3.ONE) {
        return Object.freeze({ c0: Fp3.sub(c0, c1), c1: Fp3.add(c0, c1) });
      }
      if (nr.c1 === Fp3.ONE) {
        return Object.freeze({
          c0: Fp3.sub(Fp3.mul(c0, nr.c0), c1),
          c1: Fp3.add(c0, Fp3.mul(c1, nr.c0))
        });
      }
      return this.mul({ c0, c1 }, nr);
    }
    frobeniusMap(num, power) {
      const { c0, c1 } = num;
      const { Fp: Fp3 } = this;
      return Object.freeze({ c0, c1: power % 2 === 0 ? c1 : Fp3.neg(c1) });
    }
  };
  var _Field6 = class {
    constructor(Fp23) {
      this.Fp2 = Fp23;
      this.ORDER = Fp23.Fp.ORDER ** _6n;
      this.BITS = 3 * Fp23.BITS;
      this.BYTES = 3 * Fp23.BYTES;
      this.isLE = Fp23.isLE;
      this.ZERO = this.create({ c0: Fp23.ZERO, c1: Fp23.ZERO, c2: Fp23.ZERO });
      this.ONE = this.create({ c0: Fp23.ONE, c1: Fp23.ZERO, c2: Fp23.ZERO });
      Object.freeze(this);
    }
    // Most callers never touch Frobenius maps, so keep the sextic tables lazy:
    // eagerly deriving them dominates `bls12-381.js` / `bn254.js` import time.
    get FROBENIUS_COEFFICIENTS_1() {
      const frob2 = _FROBENIUS_COEFFICIENTS_6.get(this);
      if (frob2)
        return frob2[0];
      const { Fp2: Fp23 } = this;
      const { Fp: Fp3 } = Fp23;
      const rows = calcFrobeniusCoefficients(Fp23, Fp23.NONRESIDUE, Fp3.ORDER, 6, 2, 3);
      const cache = [Object.freeze(rows[0]), Object.freeze(rows[1])];
      _FROBENIUS_COEFFICIENTS_6.set(this, cache);
      return cache[0];
    }
    get FROBENIUS_COEFFICIENTS_2() {
      const frob2 = _FROBENIUS_COEFFICIENTS_6.get(this);
      if (frob2)
        return frob2[1];
      void this.FROBENIUS_COEFFICIENTS_1;
      return _FROBENIUS_COEFFICIENTS_6.get(this)[1];
    }
    add({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.add(c0, r0),
        c1: Fp23.add(c1, r1),
        c2: Fp23.add(c2, r2)
      });
    }
    sub({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.sub(c0, r0),
        c1: Fp23.sub(c1, r1),
        c2: Fp23.sub(c2, r2)
      });
    }
    mul({ c0, c1, c2 }, rhs) {
      const { Fp2: Fp23 } = this;
      if (typeof rhs === "bigint") {
        return Object.freeze({
          c0: Fp23.mul(c0, rhs),
          c1: Fp23.mul(c1, rhs),
          c2: Fp23.mul(c2, rhs)
        });
      }
      const { c0: r0, c1: r1, c2: r2 } = rhs;
      const t0 = Fp23.mul(c0, r0);
      const t1 = Fp23.mul(c1, r1);
      const t2 = Fp23.mul(c2, r2);
      return Object.freeze({
        // t0 + (c1 + c2) * (r1 * r2) - (T1 + T2) * (u + 1)
        c0: Fp23.add(t0, Fp23.mulByNonresidue(Fp23.sub(Fp23.mul(Fp23.add(c1, c2), Fp23.add(r1, r2)), Fp23.add(t1, t2)))),
        // (c0 + c1) * (r0 + r1) - (T0 + T1) + T2 * (u + 1)
        c1: Fp23.add(Fp23.sub(Fp23.mul(Fp23.add(c0, c1), Fp23.add(r0, r1)), Fp23.add(t0, t1)), Fp23.mulByNonresidue(t2)),
        // T1 + (c0 + c2) * (r0 + r2) - T0 + T2
        c2: Fp23.sub(Fp23.add(t1, Fp23.mul(Fp23.add(c0, c2), Fp23.add(r0, r2))), Fp23.add(t0, t2))
      });
    }
    sqr({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      let t0 = Fp23.sqr(c0);
      let t1 = Fp23.mul(Fp23.mul(c0, c1), _2n6);
      let t3 = Fp23.mul(Fp23.mul(c1, c2), _2n6);
      let t4 = Fp23.sqr(c2);
      return Object.freeze({
        c0: Fp23.add(Fp23.mulByNonresidue(t3), t0),
        // T3 * (u + 1) + T0
        c1: Fp23.add(Fp23.mulByNonresidue(t4), t1),
        // T4 * (u + 1) + T1
        // T1 + (c0 - c1 + c2)² + T3 - T0 - T4
        c2: Fp23.sub(Fp23.sub(Fp23.add(Fp23.add(t1, Fp23.sqr(Fp23.add(Fp23.sub(c0, c1), c2))), t3), t0), t4)
      });
    }
    addN(a, b) {
      return this.add(a, b);
    }
    subN(a, b) {
      return this.sub(a, b);
    }
    mulN(a, b) {
      return this.mul(a, b);
    }
    sqrN(a) {
      return this.sqr(a);
    }
    create(num) {
      const { Fp2: Fp23 } = this;
      const c0 = Fp23.create(num.c0);
      const c1 = Fp23.create(num.c1);
      const c2 = Fp23.create(num.c2);
      return Object.freeze({ c0, c1, c2 });
    }
    isValid(num) {
      if (!isObj(num))
        throw new TypeError("invalid field element: expected object, got " + typeof num);
      const { c0, c1, c2 } = num;
      const { Fp2: Fp23 } = this;
      return Fp23.isValid(c0) && Fp23.isValid(c1) && Fp23.isValid(c2);
    }
    is0(num) {
      if (!isObj(num))
        return false;
      const { c0, c1, c2 } = num;
      const { Fp2: Fp23 } = this;
      return Fp23.is0(c0) && Fp23.is0(c1) && Fp23.is0(c2);
    }
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    neg({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({ c0: Fp23.neg(c0), c1: Fp23.neg(c1), c2: Fp23.neg(c2) });
    }
    eql({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }) {
      const { Fp2: Fp23 } = this;
      return Fp23.eql(c0, r0) && Fp23.eql(c1, r1) && Fp23.eql(c2, r2);
    }
    sqrt(_) {
      return notImplemented();
    }
    // Do we need division by bigint at all? Should be done via order:
    div(lhs, rhs) {
      const { Fp2: Fp23 } = this;
      const { Fp: Fp3 } = Fp23;
      return this.mul(lhs, typeof rhs === "bigint" ? Fp3.inv(Fp3.create(rhs)) : this.inv(rhs));
    }
    pow(num, power) {
      return FpPow(this, num, power);
    }
    invertBatch(nums) {
      return FpInvertBatch(this, nums, true);
    }
    inv({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      let t0 = Fp23.sub(Fp23.sqr(c0), Fp23.mulByNonresidue(Fp23.mul(c2, c1)));
      let t1 = Fp23.sub(Fp23.mulByNonresidue(Fp23.sqr(c2)), Fp23.mul(c0, c1));
      let t2 = Fp23.sub(Fp23.sqr(c1), Fp23.mul(c0, c2));
      let t4 = Fp23.inv(Fp23.add(Fp23.mulByNonresidue(Fp23.add(Fp23.mul(c2, t1), Fp23.mul(c1, t2))), Fp23.mul(c0, t0)));
      return Object.freeze({ c0: Fp23.mul(t4, t0), c1: Fp23.mul(t4, t1), c2: Fp23.mul(t4, t2) });
    }
    // Bytes utils
    fromBytes(b) {
      const { Fp2: Fp23 } = this;
      abytes2(b);
      if (b.length !== this.BYTES)
        throw new Error("fromBytes invalid length=" + b.length);
      const B2 = Fp23.BYTES;
      return this.create({
        c0: Fp23.fromBytes(b.subarray(0, B2)),
        c1: Fp23.fromBytes(b.subarray(B2, B2 * 2)),
        c2: Fp23.fromBytes(b.subarray(2 * B2))
      });
    }
    toBytes({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      return concatBytes2(Fp23.toBytes(c0), Fp23.toBytes(c1), Fp23.toBytes(c2));
    }
    cmov({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }, c) {
      const { Fp2: Fp23 } = this;
      return this.create({
        c0: Fp23.cmov(c0, r0, c),
        c1: Fp23.cmov(c1, r1, c),
        c2: Fp23.cmov(c2, r2, c)
      });
    }
    fromBigSix(tuple) {
      const { Fp2: Fp23 } = this;
      if (!Array.isArray(tuple) || tuple.length !== 6)
        throw new Error("invalid Fp6.fromBigSix");
      for (let i = 0; i < 6; i++)
        if (typeof tuple[i] !== "bigint")
          throw new Error("invalid Fp6.fromBigSix");
      const t = tuple;
      return this.create({
        c0: Fp23.fromBigTuple(t.slice(0, 2)),
        c1: Fp23.fromBigTuple(t.slice(2, 4)),
        c2: Fp23.fromBigTuple(t.slice(4, 6))
      });
    }
    frobeniusMap(num, power) {
      const { c0, c1, c2 } = num;
      if (power % 6 === 0)
        return Object.freeze({ c0, c1, c2 });
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.frobeniusMap(c0, power),
        c1: Fp23.mul(Fp23.frobeniusMap(c1, power), this.FROBENIUS_COEFFICIENTS_1[power % 6]),
        c2: Fp23.mul(Fp23.frobeniusMap(c2, power), this.FROBENIUS_COEFFICIENTS_2[power % 6])
      });
    }
    mulByFp2({ c0, c1, c2 }, rhs) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.mul(c0, rhs),
        c1: Fp23.mul(c1, rhs),
        c2: Fp23.mul(c2, rhs)
      });
    }
    mulByNonresidue({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({ c0: Fp23.mulByNonresidue(c2), c1: c0, c2: c1 });
    }
    // Sparse multiplication
    mul1({ c0, c1, c2 }, b1) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.mulByNonresidue(Fp23.mul(c2, b1)),
        c1: Fp23.mul(c0, b1),
        c2: Fp23.mul(c1, b1)
      });
    }
    // Sparse multiplication
    mul01({ c0, c1, c2 }, b0, b1) {
      const { Fp2: Fp23 } = this;
      let t0 = Fp23.mul(c0, b0);
      let t1 = Fp23.mul(c1, b1);
      return Object.freeze({
        // ((c1 + c2) * b1 - T1) * (u + 1) + T0
        c0: Fp23.add(Fp23.mulByNonresidue(Fp23.sub(Fp23.mul(Fp23.add(c1, c2), b1), t1)), t0),
        // (b0 + b1) * (c0 + c1) - T0 - T1
        c1: Fp23.sub(Fp23.sub(Fp23.mul(Fp23.add(b0, b1), Fp23.add(c0, c1)), t0), t1),
        // (c0 + c2) * b0 - T0 + T1
        c2: Fp23.add(Fp23.sub(Fp23.mul(Fp23.add(c0, c2), b0), t0), t1)
      });
    }
  };
  var _FROBENIUS_COEFFICIENTS_6 = /* @__PURE__ */ new WeakMap();
  var _Field12 = class {
    constructor(Fp62, opts) {
      const { X_LEN, Fp12finalExponentiate } = opts;
      const { Fp2: Fp23 } = Fp62;
      const { Fp: Fp3 } = Fp23;
      this.Fp6 = Fp62;
      this.ORDER = Fp3.ORDER ** _12n;
      this.BITS = 2 * Fp62.BITS;
      this.BYTES = 2 * Fp62.BYTES;
      this.isLE = Fp62.isLE;
      this.ZERO = this.create({ c0: Fp62.ZERO, c1: Fp62.ZERO });
      this.ONE = this.create({ c0: Fp62.ONE, c1: Fp62.ZERO });
      this.X_LEN = X_LEN;
      this.finalExponentiate = (num) => {
        const copy2 = ({ c0, c1 }) => Object.freeze({ c0, c1 });
        const copy6 = ({ c0, c1, c2 }) => Object.freeze({ c0: copy2(c0), c1: copy2(c1), c2: copy2(c2) });
        const res = Fp12finalExponentiate(num);
        return Object.freeze({ c0: copy6(res.c0), c1: copy6(res.c1) });
      };
      Object.freeze(this);
    }
    // Keep the degree-12 Frobenius row lazy too; after the first lookup the cached
    // array is reused exactly like the old eager table.
    get FROBENIUS_COEFFICIENTS() {
      const frob2 = _FROBENIUS_COEFFICIENTS_12.get(this);
      if (frob2)
        return frob2;
      const { Fp2: Fp23 } = this.Fp6;
      const { Fp: Fp3 } = Fp23;
      const cache = Object.freeze(calcFrobeniusCoefficients(Fp23, Fp23.NONRESIDUE, Fp3.ORDER, 12, 1, 6)[0]);
      _FROBENIUS_COEFFICIENTS_12.set(this, cache);
      return cache;
    }
    create(num) {
      const { Fp6: Fp62 } = this;
      const c0 = Fp62.create(num.c0);
      const c1 = Fp62.create(num.c1);
      return Object.freeze({ c0, c1 });
    }
    isValid(num) {
      if (!isObj(num))
        throw new TypeError("invalid field element: expected object, got " + typeof num);
      const { c0, c1 } = num;
      const { Fp6: Fp62 } = this;
      return Fp62.isValid(c0) && Fp62.isValid(c1);
    }
    is0(num) {
      if (!isObj(num))
        return false;
      const { c0, c1 } = num;
      const { Fp6: Fp62 } = this;
      return Fp62.is0(c0) && Fp62.is0(c1);
    }
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    neg({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({ c0: Fp62.neg(c0), c1: Fp62.neg(c1) });
    }
    eql({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp6: Fp62 } = this;
      return Fp62.eql(c0, r0) && Fp62.eql(c1, r1);
    }
    sqrt(_) {
      return notImplemented();
    }
    inv({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      let t = Fp62.inv(Fp62.sub(Fp62.sqr(c0), Fp62.mulByNonresidue(Fp62.sqr(c1))));
      return Object.freeze({ c0: Fp62.mul(c0, t), c1: Fp62.neg(Fp62.mul(c1, t)) });
    }
    div(lhs, rhs) {
      const { Fp6: Fp62 } = this;
      const { Fp2: Fp23 } = Fp62;
      const { Fp: Fp3 } = Fp23;
      return this.mul(lhs, typeof rhs === "bigint" ? Fp3.inv(Fp3.create(rhs)) : this.inv(rhs));
    }
    pow(num, power) {
      return FpPow(this, num, power);
    }
    invertBatch(nums) {
      return FpInvertBatch(this, nums, true);
    }
    // Normalized
    add({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({
        c0: Fp62.add(c0, r0),
        c1: Fp62.add(c1, r1)
      });
    }
    sub({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({
        c0: Fp62.sub(c0, r0),
        c1: Fp62.sub(c1, r1)
      });
    }
    mul({ c0, c1 }, rhs) {
      const { Fp6: Fp62 } = this;
      if (typeof rhs === "bigint")
        return Object.freeze({ c0: Fp62.mul(c0, rhs), c1: Fp62.mul(c1, rhs) });
      let { c0: r0, c1: r1 } = rhs;
      let t1 = Fp62.mul(c0, r0);
      let t2 = Fp62.mul(c1, r1);
      return Object.freeze({
        c0: Fp62.add(t1, Fp62.mulByNonresidue(t2)),
        // T1 + T2 * v
        // (c0 + c1) * (r0 + r1) - (T1 + T2)
        c1: Fp62.sub(Fp62.mul(Fp62.add(c0, c1), Fp62.add(r0, r1)), Fp62.add(t1, t2))
      });
    }
    sqr({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      let ab = Fp62.mul(c0, c1);
      return Object.freeze({
        // (c1 * v + c0) * (c0 + c1) - AB - AB * v
        c0: Fp62.sub(Fp62.sub(Fp62.mul(Fp62.add(Fp62.mulByNonresidue(c1), c0), Fp62.add(c0, c1)), ab), Fp62.mulByNonresidue(ab)),
        c1: Fp62.add(ab, ab)
      });
    }
    // NonNormalized stuff
    addN(a, b) {
      return this.add(a, b);
    }
    subN(a, b) {
      return this.sub(a, b);
    }
    mulN(a, b) {
      return this.mul(a, b);
    }
    sqrN(a) {
      return this.sqr(a);
    }
    // Bytes utils
    fromBytes(b) {
      const { Fp6: Fp62 } = this;
      abytes2(b);
      if (b.length !== this.BYTES)
        throw new Error("fromBytes invalid length=" + b.length);
      return this.create({
        c0: Fp62.fromBytes(b.subarray(0, Fp62.BYTES)),
        c1: Fp62.fromBytes(b.subarray(Fp62.BYTES))
      });
    }
    toBytes({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      return concatBytes2(Fp62.toBytes(c0), Fp62.toBytes(c1));
    }
    cmov({ c0, c1 }, { c0: r0, c1: r1 }, c) {
      const { Fp6: Fp62 } = this;
      return this.create({
        c0: Fp62.cmov(c0, r0, c),
        c1: Fp62.cmov(c1, r1, c)
      });
    }
    // Utils
    // toString() {
    //   return '' + 'Fp12(' + this.c0 + this.c1 + '* w');
    // },
    // fromTuple(c: [Fp6, Fp6]) {
    //   return new Fp12(...c);
    // }
    fromBigTwelve(tuple) {
      const { Fp6: Fp62 } = this;
      if (!Array.isArray(tuple) || tuple.length !== 12)
        throw new Error("invalid Fp12.fromBigTwelve");
      for (let i = 0; i < 12; i++)
        if (typeof tuple[i] !== "bigint")
          throw new Error("invalid Fp12.fromBigTwelve");
      const t = tuple;
      return this.create({
        c0: Fp62.fromBigSix(t.slice(0, 6)),
        c1: Fp62.fromBigSix(t.slice(6, 12))
      });
    }
    // Raises to q**i -th power
    frobeniusMap(lhs, power) {
      const p = power % 12;
      if (p === 0)
        return Object.freeze({ c0: lhs.c0, c1: lhs.c1 });
      if (p === 6)
        return this.conjugate(lhs);
      const { Fp6: Fp62 } = this;
      const { Fp2: Fp23 } = Fp62;
      const { c0, c1, c2 } = Fp62.frobeniusMap(lhs.c1, power);
      const coeff = this.FROBENIUS_COEFFICIENTS[p];
      return Object.freeze({
        c0: Fp62.frobeniusMap(lhs.c0, power),
        c1: Object.freeze({
          c0: Fp23.mul(c0, coeff),
          c1: Fp23.mul(c1, coeff),
          c2: Fp23.mul(c2, coeff)
        })
      });
    }
    mulByFp2({ c0, c1 }, rhs) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({
        c0: Fp62.mulByFp2(c0, rhs),
        c1: Fp62.mulByFp2(c1, rhs)
      });
    }
    conjugate({ c0, c1 }) {
      return Object.freeze({ c0, c1: this.Fp6.neg(c1) });
    }
    // A cyclotomic group is a subgroup of Fp^n defined by
    //   GΦₙ(p) = {α ∈ Fpⁿ : α^Φₙ(p) = 1}
    // The result of any pairing is in a cyclotomic subgroup
    // https://eprint.iacr.org/2009/565.pdf
    // https://eprint.iacr.org/2010/354.pdf
    _cyclotomicSquare({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      const { Fp2: Fp23 } = Fp62;
      const { c0: c0c0, c1: c0c1, c2: c0c2 } = c0;
      const { c0: c1c0, c1: c1c1, c2: c1c2 } = c1;
      const { first: t3, second: t4 } = Fp23.Fp4Square(c0c0, c1c1);
      const { first: t5, second: t6 } = Fp23.Fp4Square(c1c0, c0c2);
      const { first: t7, second: t8 } = Fp23.Fp4Square(c0c1, c1c2);
      const t9 = Fp23.mulByNonresidue(t8);
      return Object.freeze({
        c0: Object.freeze({
          c0: Fp23.add(Fp23.mul(Fp23.sub(t3, c0c0), _2n6), t3),
          // 2 * (T3 - c0c0)  + T3
          c1: Fp23.add(Fp23.mul(Fp23.sub(t5, c0c1), _2n6), t5),
          // 2 * (T5 - c0c1)  + T5
          c2: Fp23.add(Fp23.mul(Fp23.sub(t7, c0c2), _2n6), t7)
        }),
        // 2 * (T7 - c0c2)  + T7
        c1: Object.freeze({
          c0: Fp23.add(Fp23.mul(Fp23.add(t9, c1c0), _2n6), t9),
          // 2 * (T9 + c1c0) + T9
          c1: Fp23.add(Fp23.mul(Fp23.add(t4, c1c1), _2n6), t4),
          // 2 * (T4 + c1c1) + T4
          c2: Fp23.add(Fp23.mul(Fp23.add(t6, c1c2), _2n6), t6)
        })
      });
    }
    // https://eprint.iacr.org/2009/565.pdf
    _cyclotomicExp(num, n) {
      aInRange("cyclotomic exponent", n, _0n7, _1n8 << BigInt(this.X_LEN));
      if (n === _0n7)
        return this.ONE;
      let z = num;
      for (let i = bitLen(n) - 2; i >= 0; i--) {
        z = this._cyclotomicSquare(z);
        if (bitGet(n, i))
          z = this.mul(z, num);
      }
      return z;
    }
  };
  var _FROBENIUS_COEFFICIENTS_12 = /* @__PURE__ */ new WeakMap();
  function tower12(opts) {
    validateObject(opts, {
      ORDER: "bigint",
      X_LEN: "number",
      FP2_NONRESIDUE: "object",
      Fp2mulByB: "function",
      Fp12finalExponentiate: "function"
    }, { NONRESIDUE: "bigint" });
    asafenumber(opts.X_LEN, "X_LEN");
    if (opts.X_LEN < 1)
      throw new Error("invalid X_LEN");
    const nonresidue = opts.FP2_NONRESIDUE;
    if (!Array.isArray(nonresidue) || nonresidue.length !== 2)
      throw new Error("invalid FP2_NONRESIDUE");
    if (typeof nonresidue[0] !== "bigint" || typeof nonresidue[1] !== "bigint")
      throw new Error("invalid FP2_NONRESIDUE");
    const Fp3 = Field(opts.ORDER);
    const Fp23 = new _Field2(Fp3, opts);
    const Fp62 = new _Field6(Fp23);
    const Fp122 = new _Field12(Fp62, opts);
    return { Fp: Fp3, Fp2: Fp23, Fp6: Fp62, Fp12: Fp122 };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var divNearest = (num, den) => (num + (num >= 0 ? den : -den) / _2n7) / den;
  function _splitEndoScalar(k, basis, n) {
    aInRange("scalar", k, _0n8, n);
    const [[a1, b1], [a2, b2]] = basis;
    const c1 = divNearest(b2 * k, n);
    const c2 = divNearest(-b1 * k, n);
    let k1 = k - c1 * a1 - c2 * a2;
    let k2 = -c1 * b1 - c2 * b2;
    const k1neg = k1 < _0n8;
    const k2neg = k2 < _0n8;
    if (k1neg)
      k1 = -k1;
    if (k2neg)
      k2 = -k2;
    const MAX_NUM = bitMask(Math.ceil(bitLen(n) / 2)) + _1n9;
    if (k1 < _0n8 || k1 >= MAX_NUM || k2 < _0n8 || k2 >= MAX_NUM) {
      throw new Error("splitScalar (endomorphism): failed for k");
    }
    return { k1neg, k1, k2neg, k2 };
  }
  var _0n8 = /* @__PURE__ */ BigInt(0);
  var _1n9 = /* @__PURE__ */ BigInt(1);
  var _2n7 = /* @__PURE__ */ BigInt(2);
  var _3n5 = /* @__PURE__ */ BigInt(3);
  var _4n5 = /* @__PURE__ */ BigInt(4);
  function weierstrass(params, extraOpts = {}) {
    const validated = createCurveFields("weierstrass", params, extraOpts);
    const Fp3 = validated.Fp;
    const Fn2 = validated.Fn;
    let CURVE = validated.CURVE;
    const { h: cofactor, n: CURVE_ORDER } = CURVE;
    validateObject(extraOpts, {}, {
      allowInfinityPoint: "boolean",
      clearCofactor: "function",
      isTorsionFree: "function",
      fromBytes: "function",
      toBytes: "function",
      endo: "object",
      randomBytes: "function"
    });
    const { endo: endoOpts, allowInfinityPoint, clearCofactor, isTorsionFree, fromBytes, toBytes } = extraOpts;
    const randomBytes3 = extraOpts.randomBytes === void 0 ? randomBytes2 : extraOpts.randomBytes;
    if (endoOpts) {
      if (!Fp3.is0(CURVE.a) || typeof endoOpts.beta !== "bigint" || !Array.isArray(endoOpts.basises)) {
        throw new Error('invalid endo: expected "beta": bigint and "basises": array');
      }
    }
    const endo = endoOpts ? {
      beta: endoOpts.beta,
      basises: endoOpts.basises.map((basis) => [...basis])
    } : void 0;
    const lengths = getWLengths(Fp3, Fn2);
    function assertCompressionIsSupported() {
      if (!Fp3.isOdd)
        throw new Error("compression is not supported: Field does not have .isOdd()");
    }
    function pointToBytes(_c, point2, isCompressed) {
      if (point2.is0()) {
        if (!allowInfinityPoint)
          throw new Error("bad point: ZERO");
        return Uint8Array.of(0);
      }
      const { x, y } = point2.toAffine();
      const bx = Fp3.toBytes(x);
      abool(isCompressed, "isCompressed");
      if (isCompressed) {
        assertCompressionIsSupported();
        const hasEvenY = !Fp3.isOdd(y);
        return concatBytes2(pprefix(hasEvenY), bx);
      } else {
        return concatBytes2(Uint8Array.of(4), bx, Fp3.toBytes(y));
      }
    }
    function pointFromBytes(bytes) {
      abytes2(bytes, void 0, "Point");
      const { publicKey: comp, publicKeyUncompressed: uncomp } = lengths;
      const length = bytes.length;
      const head = bytes[0];
      const tail = bytes.subarray(1);
      if (allowInfinityPoint && length === 1 && head === 0)
        return { x: Fp3.ZERO, y: Fp3.ZERO };
      if (length === comp && (head === 2 || head === 3)) {
        const x = Fp3.fromBytes(tail);
        if (!Fp3.isValid(x))
          throw new Error("bad point: is not on curve, wrong x");
        const y2 = weierstrassEquation(x);
        let y;
        try {
          y = Fp3.sqrt(y2);
        } catch (sqrtError) {
          const err2 = sqrtError instanceof Error ? ": " + sqrtError.message : "";
          throw new Error("bad point: is not on curve, sqrt error" + err2);
        }
        assertCompressionIsSupported();
        const evenY = Fp3.isOdd(y);
        const evenH = (head & 1) === 1;
        if (evenH !== evenY)
          y = Fp3.neg(y);
        return { x, y };
      } else if (length === uncomp && head === 4) {
        const L = Fp3.BYTES;
        const x = Fp3.fromBytes(tail.subarray(0, L));
        const y = Fp3.fromBytes(tail.subarray(L, L * 2));
        if (!isValidXY(x, y))
          throw new Error("bad point: is not on curve");
        return { x, y };
      } else {
        throw new Error(`bad point: got length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`);
      }
    }
    const encodePoint = toBytes === void 0 ? pointToBytes : toBytes;
    const decodePoint = fromBytes === void 0 ? pointFromBytes : fromBytes;
    const b3 = Fp3.mul(CURVE.b, _3n5);
    const mulA = Fp3.is0(CURVE.a) ? (_) => Fp3.ZERO : (x) => Fp3.mul(CURVE.a, x);
    function weierstrassEquation(x) {
      const x2 = Fp3.sqr(x);
      const x3 = Fp3.mul(x2, x);
      return Fp3.add(Fp3.add(x3, Fp3.mul(x, CURVE.a)), CURVE.b);
    }
    function isValidXY(x, y) {
      const left = Fp3.sqr(y);
      const right = weierstrassEquation(x);
      return Fp3.eql(left, right);
    }
    if (!isValidXY(CURVE.Gx, CURVE.Gy))
      throw new Error("bad curve params: generator point");
    const _4a3 = Fp3.mul(Fp3.pow(CURVE.a, _3n5), _4n5);
    const _27b2 = Fp3.mul(Fp3.sqr(CURVE.b), BigInt(27));
    if (Fp3.is0(Fp3.add(_4a3, _27b2)))
      throw new Error("bad curve params: a or b");
    function acoord(title2, n, banZero = false) {
      if (!Fp3.isValid(n) || banZero && Fp3.is0(n))
        throw new Error(`bad point coordinate ${title2}`);
      return typeof n === "object" && n !== null ? Fp3.create(n) : n;
    }
    function aprjpoint(other) {
      if (!(other instanceof Point2))
        throw new Error("Weierstrass Point expected");
    }
    function splitEndoScalarN(k) {
      if (!endo || !endo.basises)
        throw new Error("no endo");
      return _splitEndoScalar(k, endo.basises, Fn2.ORDER);
    }
    function pushWnafPair(points, scalars, p, k) {
      if (!Fn2.isValid(k))
        throw new RangeError("invalid scalar: out of range");
      if (endo) {
        const { k1neg, k1, k2neg, k2 } = splitEndoScalarN(k);
        const psi = new Point2(Fp3.mul(p.X, endo.beta), p.Y, p.Z);
        points.push(k1neg ? p.negate() : p, k2neg ? psi.negate() : psi);
        scalars.push(k1, k2);
      } else {
        points.push(p);
        scalars.push(k);
      }
    }
    const validityCache = /* @__PURE__ */ new WeakSet();
    const _Point = class _Point2 {
      /** Does NOT validate if the point is valid. Use `.assertValidity()`. */
      constructor(X, Y, Z) {
        this.X = acoord("x", X);
        this.Y = acoord("y", Y, true);
        this.Z = acoord("z", Z);
        Object.freeze(this);
      }
      static CURVE() {
        return CURVE;
      }
      /** Does NOT validate if the point is valid. Use `.assertValidity()`. */
      static fromAffine(p) {
        const { x, y } = p || {};
        if (!p || !Fp3.isValid(x) || !Fp3.isValid(y))
          throw new Error("invalid affine point");
        if (p instanceof _Point2)
          throw new Error("projective point not allowed");
        if (Fp3.is0(x) && Fp3.is0(y))
          return _Point2.ZERO;
        return new _Point2(x, y, Fp3.ONE);
      }
      static fromBytes(bytes) {
        const P = _Point2.fromAffine(decodePoint(abytes2(bytes, void 0, "point")));
        P.assertValidity();
        return P;
      }
      static fromHex(hex) {
        return _Point2.fromBytes(hexToBytes2(hex));
      }
      get x() {
        return this.toAffine().x;
      }
      get y() {
        return this.toAffine().y;
      }
      /**
       * @param isLazy - true will defer table computation until the first multiplication
       */
      precompute(windowSize = 6, isLazy = true) {
        wnaf.setWindowSize(this, windowSize);
        if (!isLazy)
          this.multiply(_3n5);
        return this;
      }
      // TODO: return `this`
      /** A point on curve is valid if it conforms to equation. */
      assertValidity() {
        const p = this;
        if (p.is0()) {
          if (allowInfinityPoint && Fp3.is0(p.X) && Fp3.eql(p.Y, Fp3.ONE) && Fp3.is0(p.Z))
            return;
          throw new Error("bad point: ZERO");
        }
        if (validityCache.has(p))
          return;
        const { x, y } = p.toAffine();
        if (!Fp3.isValid(x) || !Fp3.isValid(y))
          throw new Error("bad point: x or y not field elements");
        if (!isValidXY(x, y))
          throw new Error("bad point: equation left != right");
        if (!p.isTorsionFree())
          throw new Error("bad point: not in prime-order subgroup");
        validityCache.add(p);
      }
      hasEvenY() {
        const { y } = this.toAffine();
        if (!Fp3.isOdd)
          throw new Error("Field doesn't support isOdd");
        return !Fp3.isOdd(y);
      }
      /** Compare one point to another. */
      equals(other) {
        aprjpoint(other);
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const { X: X2, Y: Y2, Z: Z2 } = other;
        const U1 = Fp3.eql(Fp3.mul(X1, Z2), Fp3.mul(X2, Z1));
        const U2 = Fp3.eql(Fp3.mul(Y1, Z2), Fp3.mul(Y2, Z1));
        return U1 && U2;
      }
      /** Flips point to one corresponding to (x, -y) in Affine coordinates. */
      negate() {
        return new _Point2(this.X, Fp3.neg(this.Y), this.Z);
      }
      // Renes-Costello-Batina exception-free doubling formula.
      // There is 30% faster Jacobian formula, but it is not complete.
      // https://eprint.iacr.org/2015/1060, algorithm 3
      // Cost: 8M + 3S + 3*a + 2*b3 + 15add.
      double() {
        const { X: X1, Y: Y1, Z: Z1 } = this;
        let X3 = Fp3.ZERO, Y3 = Fp3.ZERO, Z3 = Fp3.ZERO;
        let t0 = Fp3.mul(X1, X1);
        let t1 = Fp3.mul(Y1, Y1);
        let t2 = Fp3.mul(Z1, Z1);
        let t3 = Fp3.mul(X1, Y1);
        t3 = Fp3.add(t3, t3);
        Z3 = Fp3.mul(X1, Z1);
        Z3 = Fp3.add(Z3, Z3);
        X3 = mulA(Z3);
        Y3 = Fp3.mul(b3, t2);
        Y3 = Fp3.add(X3, Y3);
        X3 = Fp3.sub(t1, Y3);
        Y3 = Fp3.add(t1, Y3);
        Y3 = Fp3.mul(X3, Y3);
        X3 = Fp3.mul(t3, X3);
        Z3 = Fp3.mul(b3, Z3);
        t2 = mulA(t2);
        t3 = Fp3.sub(t0, t2);
        t3 = mulA(t3);
        t3 = Fp3.add(t3, Z3);
        Z3 = Fp3.add(t0, t0);
        t0 = Fp3.add(Z3, t0);
        t0 = Fp3.add(t0, t2);
        t0 = Fp3.mul(t0, t3);
        Y3 = Fp3.add(Y3, t0);
        t2 = Fp3.mul(Y1, Z1);
        t2 = Fp3.add(t2, t2);
        t0 = Fp3.mul(t2, t3);
        X3 = Fp3.sub(X3, t0);
        Z3 = Fp3.mul(t2, t1);
        Z3 = Fp3.add(Z3, Z3);
        Z3 = Fp3.add(Z3, Z3);
        return new _Point2(X3, Y3, Z3);
      }
      // Renes-Costello-Batina exception-free addition formula.
      // There is 30% faster Jacobian formula, but it is not complete.
      // https://eprint.iacr.org/2015/1060, algorithm 1
      // Cost: 12M + 0S + 3*a + 3*b3 + 23add.
      add(other) {
        aprjpoint(other);
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const { X: X2, Y: Y2, Z: Z2 } = other;
        let X3 = Fp3.ZERO, Y3 = Fp3.ZERO, Z3 = Fp3.ZERO;
        let t0 = Fp3.mul(X1, X2);
        let t1 = Fp3.mul(Y1, Y2);
        let t2 = Fp3.mul(Z1, Z2);
        let t3 = Fp3.add(X1, Y1);
        let t4 = Fp3.add(X2, Y2);
        t3 = Fp3.mul(t3, t4);
        t4 = Fp3.add(t0, t1);
        t3 = Fp3.sub(t3, t4);
        t4 = Fp3.add(X1, Z1);
        let t5 = Fp3.add(X2, Z2);
        t4 = Fp3.mul(t4, t5);
        t5 = Fp3.add(t0, t2);
        t4 = Fp3.sub(t4, t5);
        t5 = Fp3.add(Y1, Z1);
        X3 = Fp3.add(Y2, Z2);
        t5 = Fp3.mul(t5, X3);
        X3 = Fp3.add(t1, t2);
        t5 = Fp3.sub(t5, X3);
        Z3 = mulA(t4);
        X3 = Fp3.mul(b3, t2);
        Z3 = Fp3.add(X3, Z3);
        X3 = Fp3.sub(t1, Z3);
        Z3 = Fp3.add(t1, Z3);
        Y3 = Fp3.mul(X3, Z3);
        t1 = Fp3.add(t0, t0);
        t1 = Fp3.add(t1, t0);
        t2 = mulA(t2);
        t4 = Fp3.mul(b3, t4);
        t1 = Fp3.add(t1, t2);
        t2 = Fp3.sub(t0, t2);
        t2 = mulA(t2);
        t4 = Fp3.add(t4, t2);
        t0 = Fp3.mul(t1, t4);
        Y3 = Fp3.add(Y3, t0);
        t0 = Fp3.mul(t5, t4);
        X3 = Fp3.mul(t3, X3);
        X3 = Fp3.sub(X3, t0);
        t0 = Fp3.mul(t3, t1);
        Z3 = Fp3.mul(t5, Z3);
        Z3 = Fp3.add(Z3, t0);
        return new _Point2(X3, Y3, Z3);
      }
      subtract(other) {
        aprjpoint(other);
        return this.add(other.negate());
      }
      is0() {
        return this.equals(_Point2.ZERO);
      }
      /**
       * Constant time multiplication.
       * Uses precomputed tables (signed fixed-window wNAF) when available.
       * Uses scalar blinding and avoids endomorphism splitting in the secret-scalar path.
       * @param scalar - by which the point would be multiplied
       * @returns New point
       */
      multiply(scalar) {
        if (!Fn2.isValidNot0(scalar))
          throw new RangeError("invalid scalar: out of range");
        const { p, f } = wnaf.mulSecret(this, scalar, cofactor, normalize);
        return normalize([p, f])[0];
      }
      /**
       * Non-constant-time multiplication. Uses width-4 wNAF with GLV endomorphism splitting
       * when available (two half-width scalars sharing one halved doubling chain).
       * It's faster, but should only be used when you don't care about
       * an exposed secret key e.g. sig verification, which works over *public* keys.
       */
      multiplyUnsafe(scalar) {
        const p = this;
        const sc = scalar;
        if (!Fn2.isValid(sc))
          throw new RangeError("invalid scalar: out of range");
        if (sc === _0n8 || p.is0())
          return _Point2.ZERO;
        if (sc === _1n9)
          return p;
        if (wnaf.hasWindowSize(this))
          return wnaf.mulUnsafe(p, sc, normalize);
        const points = [];
        const scalars = [];
        pushWnafPair(points, scalars, p, sc);
        return mulAddUnsafe(_Point2, points, scalars);
      }
      /**
       * Non-constant-time double-scalar multiplication `a⋅this + b⋅other` (Strauss–Shamir).
       * Both walks share one doubling chain via {@link mulAddUnsafe}, and GLV endomorphism
       * (when available) halves the chain again by splitting each scalar into two half-width
       * parts. Used by ECDSA verification and public-key recovery for `R = u1⋅G + u2⋅P`.
       * Only for public scalars.
       */
      mulAddUnsafe(a, other, b) {
        aprjpoint(other);
        const points = [];
        const scalars = [];
        pushWnafPair(points, scalars, this, a);
        pushWnafPair(points, scalars, other, b);
        return mulAddUnsafe(_Point2, points, scalars);
      }
      /**
       * Converts Projective point to affine (x, y) coordinates.
       * (X, Y, Z) ∋ (x=X/Z, y=Y/Z).
       * @param invertedZ - Z^-1 (inverted zero) - optional, precomputation is useful for invertBatch
       */
      toAffine(invertedZ) {
        const p = this;
        let iz = invertedZ;
        if (iz != null && !Fp3.isValid(iz))
          throw new RangeError('"invertedZ" expected valid field element');
        const { X, Y, Z } = p;
        if (Fp3.eql(Z, Fp3.ONE))
          return { x: X, y: Y };
        const is0 = p.is0();
        if (iz == null)
          iz = is0 ? Fp3.ONE : Fp3.inv(Z);
        const x = Fp3.mul(X, iz);
        const y = Fp3.mul(Y, iz);
        const zz = Fp3.mul(Z, iz);
        if (is0)
          return { x: Fp3.ZERO, y: Fp3.ZERO };
        if (!Fp3.eql(zz, Fp3.ONE))
          throw new Error("invZ was invalid");
        return { x, y };
      }
      /**
       * Checks whether Point is free of torsion elements (is in prime subgroup).
       * Always torsion-free for cofactor=1 curves.
       */
      isTorsionFree() {
        if (cofactor === _1n9)
          return true;
        if (isTorsionFree)
          return isTorsionFree(_Point2, this);
        return wnaf.mulUnsafe(this, CURVE_ORDER).is0();
      }
      clearCofactor() {
        if (cofactor === _1n9)
          return this;
        if (clearCofactor)
          return clearCofactor(_Point2, this);
        return this.multiplyUnsafe(cofactor);
      }
      isSmallOrder() {
        if (cofactor === _1n9)
          return this.is0();
        return this.clearCofactor().is0();
      }
      toBytes(isCompressed = true) {
        abool(isCompressed, "isCompressed");
        this.assertValidity();
        return encodePoint(_Point2, this, isCompressed);
      }
      toHex(isCompressed = true) {
        return bytesToHex2(this.toBytes(isCompressed));
      }
      toString() {
        return `<Point ${this.is0() ? "ZERO" : this.toHex()}>`;
      }
    };
    _Point.BASE = new _Point(CURVE.Gx, CURVE.Gy, Fp3.ONE);
    _Point.ZERO = new _Point(Fp3.ZERO, Fp3.ONE, Fp3.ZERO);
    _Point.Fp = Fp3;
    _Point.Fn = Fn2;
    let Point2 = _Point;
    const normalize = (points) => normalizeZ(Point2, points);
    const wnaf = new ScalarMultiplier(Point2, randomBytes3);
    if (wnaf.bits >= 6)
      Point2.BASE.precompute(6);
    Object.freeze(Point2.prototype);
    Object.freeze(Point2);
    return Point2;
  }
  function pprefix(hasEvenY) {
    return Uint8Array.of(hasEvenY ? 2 : 3);
  }
  function getWLengths(Fp3, Fn2) {
    return {
      secretKey: Fn2.BYTES,
      publicKey: 1 + Fp3.BYTES,
      publicKeyUncompressed: 1 + 2 * Fp3.BYTES,
      publicKeyHasPrefix: true,
      // Raw compact `(r || s)` signature width; DER and recovered signatures use
      // different lengths outside this helper.
      signature: 2 * Fn2.BYTES
    };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n9 = BigInt(0);
  var _1n10 = BigInt(1);
  var _2n8 = BigInt(2);
  var _3n6 = BigInt(3);
  var _4n6 = BigInt(4);
  var BLS_X = BigInt("0xd201000000010000");
  var BLS_X_LEN = bitLen(BLS_X);
  var bls12_381_CURVE_G1 = {
    p: BigInt("0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"),
    n: BigInt("0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"),
    h: BigInt("0x396c8c005555e1568c00aaab0000aaab"),
    a: _0n9,
    b: _4n6,
    Gx: BigInt("0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"),
    Gy: BigInt("0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1")
  };
  var bls12_381_Fr = Field(bls12_381_CURVE_G1.n, {
    modFromBytes: true
  });
  function bls12FromCompressed(g0, g12, { g2: g22, g3, g4, g5 }) {
    return { c0: { c0: g0, c1: g4, c2: g3 }, c1: { c0: g22, c1: g12, c2: g5 } };
  }
  function bls12Compress({ c0, c1 }) {
    return { g2: c1.c0, g3: c0.c2, g4: c0.c1, g5: c1.c2 };
  }
  function bls12CyclotomicSquareCompressed({ g2: g22, g3, g4, g5 }) {
    const { first: h23c0, second: h23c1 } = Fp22.Fp4Square(g4, g5);
    const { first: h45c0, second: h45c1 } = Fp22.Fp4Square(g22, g3);
    const d2 = Fp22.add(g22, g22);
    const d3 = Fp22.add(g3, g3);
    const d4 = Fp22.add(g4, g4);
    const d5 = Fp22.add(g5, g5);
    return {
      g2: Fp22.add(Fp22.mul(Fp22.mulByNonresidue(h23c1), _3n6), d2),
      g3: Fp22.sub(Fp22.mul(h23c0, _3n6), d3),
      g4: Fp22.sub(Fp22.mul(h45c0, _3n6), d4),
      g5: Fp22.add(Fp22.mul(h45c1, _3n6), d5)
    };
  }
  function bls12RecoverG1Ratio({ g2: g22, g3, g4, g5 }) {
    if (Fp22.is0(g22))
      return { num: Fp22.mul(Fp22.mul(g4, g5), _2n8), den: g3 };
    return {
      num: Fp22.add(Fp22.sub(Fp22.mul(Fp22.sqr(g4), _3n6), Fp22.mul(g3, _2n8)), Fp22.mulByNonresidue(Fp22.sqr(g5))),
      den: Fp22.mul(g22, _4n6)
    };
  }
  function bls12RecoverG0(g12, { g2: g22, g3, g4, g5 }) {
    const g3g4 = Fp22.mul(g3, g4);
    const t = Fp22.add(Fp22.sub(Fp22.mul(Fp22.sub(Fp22.sqr(g12), g3g4), _2n8), g3g4), Fp22.mul(g22, g5));
    return Fp22.add(Fp22.mulByNonresidue(t), Fp22.ONE);
  }
  function bls12CyclotomicExpCompressed(num, squarings) {
    const gs = [];
    let g = bls12Compress(num);
    for (const count2 of squarings) {
      for (let i = 0; i < count2; i++)
        g = bls12CyclotomicSquareCompressed(g);
      gs.push(g);
    }
    const isOne = gs.map(({ g2: g22, g3 }) => Fp22.is0(g22) && Fp22.is0(g3));
    const ratios = gs.map(bls12RecoverG1Ratio);
    const invDens = Fp22.invertBatch(ratios.map(({ den }) => den));
    const elems = gs.map((compressed, i) => {
      if (isOne[i])
        return Fp12.ONE;
      const g12 = Fp22.mul(ratios[i].num, invDens[i]);
      return bls12FromCompressed(bls12RecoverG0(g12, compressed), g12, compressed);
    });
    return { result: Fp12.mul(Fp12.mul(elems[0], elems[1]), elems[2]), last: elems[2] };
  }
  function bls12CyclotomicExpX(num) {
    const { result: result2, last } = bls12CyclotomicExpCompressed(num, [16, 32, 9]);
    let r = result2;
    let s = last;
    for (let i = 0; i < 3; i++)
      s = Fp12._cyclotomicSquare(s);
    r = Fp12.mul(r, s);
    for (let i = 0; i < 2; i++)
      s = Fp12._cyclotomicSquare(s);
    r = Fp12.mul(r, s);
    s = Fp12._cyclotomicSquare(s);
    return Fp12.mul(r, s);
  }
  var { Fp: Fp2, Fp2: Fp22, Fp6, Fp12 } = tower12({
    ORDER: bls12_381_CURVE_G1.p,
    X_LEN: BLS_X_LEN,
    // Finite extension field over irreducible polynominal.
    // Fp(u) / (u² - β) where β = -1
    // Public `Fp2.NONRESIDUE` below is the sextic-tower value `(1, 1) = u + 1`;
    // the quadratic non-residue for the base Fp2 construction is still `-1`.
    FP2_NONRESIDUE: [_1n10, _1n10],
    Fp2mulByB: ({ c0, c1 }) => {
      const t0 = Fp2.mul(c0, _4n6);
      const t1 = Fp2.mul(c1, _4n6);
      return { c0: Fp2.sub(t0, t1), c1: Fp2.add(t0, t1) };
    },
    Fp12finalExponentiate: (num) => {
      const powMinusX = (num2) => Fp12.conjugate(bls12CyclotomicExpX(num2));
      const t0 = Fp12.div(Fp12.frobeniusMap(num, 6), num);
      const t1 = Fp12.mul(Fp12.frobeniusMap(t0, 2), t0);
      const t2 = powMinusX(t1);
      const t3 = Fp12.mul(Fp12.conjugate(Fp12._cyclotomicSquare(t1)), t2);
      const t4 = powMinusX(t3);
      const t5 = powMinusX(t4);
      const t6 = Fp12.mul(powMinusX(t5), Fp12._cyclotomicSquare(t2));
      const t7 = powMinusX(t6);
      const t2_t5_pow_q2 = Fp12.frobeniusMap(Fp12.mul(t2, t5), 2);
      const t4_t1_pow_q3 = Fp12.frobeniusMap(Fp12.mul(t4, t1), 3);
      const t6_t1c_pow_q1 = Fp12.frobeniusMap(Fp12.mul(t6, Fp12.conjugate(t1)), 1);
      const t7_t3c_t1 = Fp12.mul(Fp12.mul(t7, Fp12.conjugate(t3)), t1);
      return Fp12.mul(Fp12.mul(Fp12.mul(t2_t5_pow_q2, t4_t1_pow_q3), t6_t1c_pow_q1), t7_t3c_t1);
    }
  });
  var frob;
  var getFrob = () => frob || (frob = psiFrobenius(Fp2, Fp22, Fp22.div(Fp22.ONE, Fp22.NONRESIDUE)));
  var G2psi = (c, P) => {
    const fn = getFrob().G2psi;
    G2psi = fn;
    return fn(c, P);
  };
  var G2psi2 = (c, P) => {
    const fn = getFrob().G2psi2;
    G2psi2 = fn;
    return fn(c, P);
  };
  var hasher_opts = Object.freeze({
    DST: "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_",
    encodeDST: "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_",
    p: Fp2.ORDER,
    m: 2,
    k: 128,
    expand: "xmd",
    hash: sha256
  });
  var bls12_381_CURVE_G2 = {
    p: Fp22.ORDER,
    n: bls12_381_CURVE_G1.n,
    h: BigInt("0x5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa628f1cb4d9e82ef21537e293a6691ae1616ec6e786f0c70cf1c38e31c7238e5"),
    a: Fp22.ZERO,
    b: Fp22.fromBigTuple([_4n6, _4n6]),
    Gx: Fp22.fromBigTuple([
      BigInt("0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
      BigInt("0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")
    ]),
    Gy: Fp22.fromBigTuple([
      BigInt("0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"),
      BigInt("0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be")
    ])
  };
  var sortBit = (parts, p) => {
    for (const part of parts) {
      if (part !== _0n9)
        return Boolean(part * _2n8 / p);
    }
    return false;
  };
  var fp2 = {
    // Generic tower bytes use `c0 || c1`, but the BLS12-381 G2 point/signature wire encoding uses
    // `c1 || c0`, so keep this local wrapper instead of changing generic field serialization.
    encode({ c0, c1 }) {
      const { BYTES: L } = Fp2;
      return concatBytes2(numberToBytesBE(c1, L), numberToBytesBE(c0, L));
    },
    decode(bytes) {
      const { BYTES: L } = Fp2;
      return Fp22.create({
        c0: decodeFp(bytes.subarray(L)),
        c1: decodeFp(bytes.subarray(0, L))
      });
    }
  };
  var BaseFp = Fp2;
  function decodeFp(bytes) {
    return Fp2.fromBytes(bytes);
  }
  var coder = (name, Fp3, b, encode, decode, yparts) => {
    const F = Fp3;
    const enc = encode;
    const dec = decode;
    const W = F.BYTES;
    return (allowUncompressed) => ({
      encode(point2, compressed = true) {
        if (!compressed && !allowUncompressed)
          throw new Error("invalid signature: expected compressed encoding");
        const infinity = point2.is0();
        const { x, y } = point2.toAffine();
        const bytes = compressed ? enc(x) : concatBytes2(enc(x), enc(y));
        let sort;
        if (compressed && !infinity)
          sort = sortBit(yparts(y), BaseFp.ORDER);
        return setMask(bytes, { compressed, infinity, sort });
      },
      decode(bytes) {
        const raw = allowUncompressed ? abytes2(bytes, void 0, "point") : abytes2(bytes, W, "signature");
        const { compressed, infinity, sort, value } = parseMask(raw);
        if (!allowUncompressed && !compressed)
          throw new Error("invalid signature: expected compressed encoding");
        const len = compressed ? W : 2 * W;
        if (value.length !== len)
          throw new Error(`invalid ${name} point: expected ${len} bytes`);
        if (infinity) {
          for (const b2 of value) {
            if (b2)
              throw new Error(`invalid ${name} point: non-canonical zero`);
          }
          return { x: F.ZERO, y: F.ZERO };
        }
        const x = dec(compressed ? value : value.subarray(0, W));
        let y;
        if (compressed) {
          y = F.sqrt(F.add(F.pow(x, _3n6), b));
          if (!y)
            throw new Error(`invalid ${name} point: compressed`);
          if (sortBit(yparts(y), BaseFp.ORDER) !== sort)
            y = F.neg(y);
        } else {
          y = dec(value.subarray(W));
        }
        if (!compressed && F.is0(x) && F.is0(y))
          throw new Error(`invalid ${name} point: uncompressed`);
        return { x, y };
      }
    });
  };
  function validateMask({ compressed, infinity, sort }) {
    if (!compressed && !infinity && sort || // 0010_0000 = 0x20
    !compressed && infinity && sort || // 0110_0000 = 0x60
    compressed && infinity && sort)
      throw new Error("invalid encoding flag");
  }
  function parseMask(bytes) {
    bytes = copyBytes(bytes);
    const mask = bytes[0] & 224;
    const compressed = !!(mask >> 7 & 1);
    const infinity = !!(mask >> 6 & 1);
    const sort = !!(mask >> 5 & 1);
    validateMask({ compressed, infinity, sort });
    bytes[0] &= 31;
    return { compressed, infinity, sort, value: bytes };
  }
  function setMask(bytes, mask) {
    if (bytes[0] & 224)
      throw new Error("setMask: non-empty mask");
    validateMask({ compressed: !!mask.compressed, infinity: !!mask.infinity, sort: !!mask.sort });
    if (mask.compressed)
      bytes[0] |= 128;
    if (mask.infinity)
      bytes[0] |= 64;
    if (mask.sort)
      bytes[0] |= 32;
    return bytes;
  }
  var g1coder = coder("G1", Fp2, Fp2.create(bls12_381_CURVE_G1.b), (x) => numberToBytesBE(x, Fp2.BYTES), decodeFp, (y) => [y]);
  var g1 = { point: g1coder(true), sig: g1coder(false) };
  var signatureG1ToBytes = (point2) => {
    point2.assertValidity();
    return g1.sig.encode(point2);
  };
  function signatureG1FromBytes(bytes) {
    const Point2 = bls12_381.G1.Point;
    const point2 = Point2.fromAffine(g1.sig.decode(bytes));
    point2.assertValidity();
    return point2;
  }
  var g2coder = coder("G2", Fp22, bls12_381_CURVE_G2.b, fp2.encode, fp2.decode, (y) => [
    y.c1,
    y.c0
  ]);
  var g2 = { point: g2coder(true), sig: g2coder(false) };
  var signatureG2ToBytes = (point2) => {
    point2.assertValidity();
    return g2.sig.encode(point2);
  };
  function signatureG2FromBytes(bytes) {
    const Point2 = bls12_381.G2.Point;
    const point2 = Point2.fromAffine(g2.sig.decode(bytes));
    point2.assertValidity();
    return point2;
  }
  var signatureCoders = {
    ShortSignature: {
      fromBytes(bytes) {
        return signatureG1FromBytes(abytes2(bytes));
      },
      fromHex(hex) {
        return signatureG1FromBytes(hexToBytes2(hex));
      },
      toBytes(point2) {
        return signatureG1ToBytes(point2);
      },
      // Historical alias: BLS signatures have a single compressed byte format here.
      toRawBytes(point2) {
        return signatureG1ToBytes(point2);
      },
      toHex(point2) {
        return bytesToHex2(signatureG1ToBytes(point2));
      }
    },
    LongSignature: {
      fromBytes(bytes) {
        return signatureG2FromBytes(abytes2(bytes));
      },
      fromHex(hex) {
        return signatureG2FromBytes(hexToBytes2(hex));
      },
      toBytes(point2) {
        return signatureG2ToBytes(point2);
      },
      // Historical alias: BLS signatures have a single compressed byte format here.
      toRawBytes(point2) {
        return signatureG2ToBytes(point2);
      },
      toHex(point2) {
        return bytesToHex2(signatureG2ToBytes(point2));
      }
    }
  };
  var fields = {
    Fp: Fp2,
    Fp2: Fp22,
    Fp6,
    Fp12,
    Fr: bls12_381_Fr
  };
  var G1_Point = weierstrass(bls12_381_CURVE_G1, {
    // Public point APIs still accept infinity, even though the Zcash proof
    // encoding rules cited above only define nonzero point encodings.
    allowInfinityPoint: true,
    Fn: bls12_381_Fr,
    fromBytes: g1.point.decode,
    toBytes: (_c, point2, isComp) => g1.point.encode(point2, isComp),
    // Checks is the point resides in prime-order subgroup.
    // point.isTorsionFree() should return true for valid points
    // It returns false for shitty points.
    // https://eprint.iacr.org/2021/1130.pdf
    isTorsionFree: (c, point2) => {
      const beta = BigInt("0x5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe");
      const phi = new c(Fp2.mul(point2.X, beta), point2.Y, point2.Z);
      const xP = point2.multiplyUnsafe(BLS_X).negate();
      const u2P = xP.multiplyUnsafe(BLS_X);
      return u2P.equals(phi);
    },
    // Clear cofactor of G1
    // https://eprint.iacr.org/2019/403
    clearCofactor: (_c, point2) => {
      return point2.multiplyUnsafe(BLS_X).add(point2);
    }
  });
  var G2_Point = weierstrass(bls12_381_CURVE_G2, {
    Fp: Fp22,
    // Public point APIs still accept infinity, even though the Zcash proof
    // encoding rules cited above only define nonzero point encodings.
    allowInfinityPoint: true,
    Fn: bls12_381_Fr,
    fromBytes: g2.point.decode,
    toBytes: (_c, point2, isComp) => g2.point.encode(point2, isComp),
    // https://eprint.iacr.org/2021/1130.pdf
    // Older version: https://eprint.iacr.org/2019/814.pdf
    isTorsionFree: (c, P) => {
      return P.multiplyUnsafe(BLS_X).negate().equals(G2psi(c, P));
    },
    // clear_cofactor_bls12381_g2 from RFC 9380.
    // https://eprint.iacr.org/2017/419.pdf
    // prettier-ignore
    clearCofactor: (c, P) => {
      const x = BLS_X;
      let t1 = P.multiplyUnsafe(x).negate();
      let t2 = G2psi(c, P);
      let t3 = P.double();
      t3 = G2psi2(c, t3);
      t3 = t3.subtract(t2);
      t2 = t1.add(t2);
      t2 = t2.multiplyUnsafe(x).negate();
      t3 = t3.add(t2);
      t3 = t3.subtract(t1);
      const Q = t3.subtract(P);
      return Q;
    }
  });
  var bls12_hasher_opts = {
    mapToG1,
    mapToG2,
    hasherOpts: hasher_opts,
    // RFC 9380 Appendix J defines distinct G1/G2 RO and NU suite IDs, and
    // draft-irtf-cfrg-bls-signature-06 §4.2.1 gives separate G1/G2 `_NUL_` DSTs.
    // Keep G1 encode-to-curve on the G1 domain instead of inheriting G2's `encodeDST`.
    hasherOptsG1: {
      ...hasher_opts,
      m: 1,
      DST: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_",
      encodeDST: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
    },
    hasherOptsG2: { ...hasher_opts }
  };
  var bls12_params = {
    ateLoopSize: BLS_X,
    // The BLS parameter x for BLS12-381
    xNegative: true,
    twistType: "multiplicative",
    randomBytes: randomBytes2
  };
  var bls12_381 = bls(fields, G1_Point, G2_Point, bls12_params, bls12_hasher_opts, signatureCoders);
  var isogenyMapG2 = isogenyMap(Fp22, [
    // xNum
    [
      [
        "0x5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6",
        "0x5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6"
      ],
      [
        "0x0",
        "0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71a"
      ],
      [
        "0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71e",
        "0x8ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38d"
      ],
      [
        "0x171d6541fa38ccfaed6dea691f5fb614cb14b4e7f4e810aa22d6108f142b85757098e38d0f671c7188e2aaaaaaaa5ed1",
        "0x0"
      ]
    ],
    // xDen
    [
      [
        "0x0",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa63"
      ],
      [
        "0xc",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa9f"
      ],
      ["0x1", "0x0"]
      // LAST 1
    ],
    // yNum
    [
      [
        "0x1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706",
        "0x1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706"
      ],
      [
        "0x0",
        "0x5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97be"
      ],
      [
        "0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71c",
        "0x8ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38f"
      ],
      [
        "0x124c9ad43b6cf79bfbf7043de3811ad0761b0f37a1e26286b0e977c69aa274524e79097a56dc4bd9e1b371c71c718b10",
        "0x0"
      ]
    ],
    // yDen
    [
      [
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb"
      ],
      [
        "0x0",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa9d3"
      ],
      [
        "0x12",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa99"
      ],
      ["0x1", "0x0"]
      // LAST 1
    ]
  ].map((i) => i.map((pair) => Fp22.fromBigTuple(pair.map(BigInt)))));
  var isogenyMapG1 = isogenyMap(Fp2, [
    // xNum
    [
      "0x11a05f2b1e833340b809101dd99815856b303e88a2d7005ff2627b56cdb4e2c85610c2d5f2e62d6eaeac1662734649b7",
      "0x17294ed3e943ab2f0588bab22147a81c7c17e75b2f6a8417f565e33c70d1e86b4838f2a6f318c356e834eef1b3cb83bb",
      "0xd54005db97678ec1d1048c5d10a9a1bce032473295983e56878e501ec68e25c958c3e3d2a09729fe0179f9dac9edcb0",
      "0x1778e7166fcc6db74e0609d307e55412d7f5e4656a8dbf25f1b33289f1b330835336e25ce3107193c5b388641d9b6861",
      "0xe99726a3199f4436642b4b3e4118e5499db995a1257fb3f086eeb65982fac18985a286f301e77c451154ce9ac8895d9",
      "0x1630c3250d7313ff01d1201bf7a74ab5db3cb17dd952799b9ed3ab9097e68f90a0870d2dcae73d19cd13c1c66f652983",
      "0xd6ed6553fe44d296a3726c38ae652bfb11586264f0f8ce19008e218f9c86b2a8da25128c1052ecaddd7f225a139ed84",
      "0x17b81e7701abdbe2e8743884d1117e53356de5ab275b4db1a682c62ef0f2753339b7c8f8c8f475af9ccb5618e3f0c88e",
      "0x80d3cf1f9a78fc47b90b33563be990dc43b756ce79f5574a2c596c928c5d1de4fa295f296b74e956d71986a8497e317",
      "0x169b1f8e1bcfa7c42e0c37515d138f22dd2ecb803a0c5c99676314baf4bb1b7fa3190b2edc0327797f241067be390c9e",
      "0x10321da079ce07e272d8ec09d2565b0dfa7dccdde6787f96d50af36003b14866f69b771f8c285decca67df3f1605fb7b",
      "0x6e08c248e260e70bd1e962381edee3d31d79d7e22c837bc23c0bf1bc24c6b68c24b1b80b64d391fa9c8ba2e8ba2d229"
    ],
    // xDen
    [
      "0x8ca8d548cff19ae18b2e62f4bd3fa6f01d5ef4ba35b48ba9c9588617fc8ac62b558d681be343df8993cf9fa40d21b1c",
      "0x12561a5deb559c4348b4711298e536367041e8ca0cf0800c0126c2588c48bf5713daa8846cb026e9e5c8276ec82b3bff",
      "0xb2962fe57a3225e8137e629bff2991f6f89416f5a718cd1fca64e00b11aceacd6a3d0967c94fedcfcc239ba5cb83e19",
      "0x3425581a58ae2fec83aafef7c40eb545b08243f16b1655154cca8abc28d6fd04976d5243eecf5c4130de8938dc62cd8",
      "0x13a8e162022914a80a6f1d5f43e7a07dffdfc759a12062bb8d6b44e833b306da9bd29ba81f35781d539d395b3532a21e",
      "0xe7355f8e4e667b955390f7f0506c6e9395735e9ce9cad4d0a43bcef24b8982f7400d24bc4228f11c02df9a29f6304a5",
      "0x772caacf16936190f3e0c63e0596721570f5799af53a1894e2e073062aede9cea73b3538f0de06cec2574496ee84a3a",
      "0x14a7ac2a9d64a8b230b3f5b074cf01996e7f63c21bca68a81996e1cdf9822c580fa5b9489d11e2d311f7d99bbdcc5a5e",
      "0xa10ecf6ada54f825e920b3dafc7a3cce07f8d1d7161366b74100da67f39883503826692abba43704776ec3a79a1d641",
      "0x95fc13ab9e92ad4476d6e3eb3a56680f682b4ee96f7d03776df533978f31c1593174e4b4b7865002d6384d168ecdd0a",
      "0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001"
      // LAST 1
    ],
    // yNum
    [
      "0x90d97c81ba24ee0259d1f094980dcfa11ad138e48a869522b52af6c956543d3cd0c7aee9b3ba3c2be9845719707bb33",
      "0x134996a104ee5811d51036d776fb46831223e96c254f383d0f906343eb67ad34d6c56711962fa8bfe097e75a2e41c696",
      "0xcc786baa966e66f4a384c86a3b49942552e2d658a31ce2c344be4b91400da7d26d521628b00523b8dfe240c72de1f6",
      "0x1f86376e8981c217898751ad8746757d42aa7b90eeb791c09e4a3ec03251cf9de405aba9ec61deca6355c77b0e5f4cb",
      "0x8cc03fdefe0ff135caf4fe2a21529c4195536fbe3ce50b879833fd221351adc2ee7f8dc099040a841b6daecf2e8fedb",
      "0x16603fca40634b6a2211e11db8f0a6a074a7d0d4afadb7bd76505c3d3ad5544e203f6326c95a807299b23ab13633a5f0",
      "0x4ab0b9bcfac1bbcb2c977d027796b3ce75bb8ca2be184cb5231413c4d634f3747a87ac2460f415ec961f8855fe9d6f2",
      "0x987c8d5333ab86fde9926bd2ca6c674170a05bfe3bdd81ffd038da6c26c842642f64550fedfe935a15e4ca31870fb29",
      "0x9fc4018bd96684be88c9e221e4da1bb8f3abd16679dc26c1e8b6e6a1f20cabe69d65201c78607a360370e577bdba587",
      "0xe1bba7a1186bdb5223abde7ada14a23c42a0ca7915af6fe06985e7ed1e4d43b9b3f7055dd4eba6f2bafaaebca731c30",
      "0x19713e47937cd1be0dfd0b8f1d43fb93cd2fcbcb6caf493fd1183e416389e61031bf3a5cce3fbafce813711ad011c132",
      "0x18b46a908f36f6deb918c143fed2edcc523559b8aaf0c2462e6bfe7f911f643249d9cdf41b44d606ce07c8a4d0074d8e",
      "0xb182cac101b9399d155096004f53f447aa7b12a3426b08ec02710e807b4633f06c851c1919211f20d4c04f00b971ef8",
      "0x245a394ad1eca9b72fc00ae7be315dc757b3b080d4c158013e6632d3c40659cc6cf90ad1c232a6442d9d3f5db980133",
      "0x5c129645e44cf1102a159f748c4a3fc5e673d81d7e86568d9ab0f5d396a7ce46ba1049b6579afb7866b1e715475224b",
      "0x15e6be4e990f03ce4ea50b3b42df2eb5cb181d8f84965a3957add4fa95af01b2b665027efec01c7704b456be69c8b604"
    ],
    // yDen
    [
      "0x16112c4c3a9c98b252181140fad0eae9601a6de578980be6eec3232b5be72e7a07f3688ef60c206d01479253b03663c1",
      "0x1962d75c2381201e1a0cbd6c43c348b885c84ff731c4d59ca4a10356f453e01f78a4260763529e3532f6102c2e49a03d",
      "0x58df3306640da276faaae7d6e8eb15778c4855551ae7f310c35a5dd279cd2eca6757cd636f96f891e2538b53dbf67f2",
      "0x16b7d288798e5395f20d23bf89edb4d1d115c5dbddbcd30e123da489e726af41727364f2c28297ada8d26d98445f5416",
      "0xbe0e079545f43e4b00cc912f8228ddcc6d19c9f0f69bbb0542eda0fc9dec916a20b15dc0fd2ededda39142311a5001d",
      "0x8d9e5297186db2d9fb266eaac783182b70152c65550d881c5ecd87b6f0f5a6449f38db9dfa9cce202c6477faaf9b7ac",
      "0x166007c08a99db2fc3ba8734ace9824b5eecfdfa8d0cf8ef5dd365bc400a0051d5fa9c01a58b1fb93d1a1399126a775c",
      "0x16a3ef08be3ea7ea03bcddfabba6ff6ee5a4375efa1f4fd7feb34fd206357132b920f5b00801dee460ee415a15812ed9",
      "0x1866c8ed336c61231a1be54fd1d74cc4f9fb0ce4c6af5920abc5750c4bf39b4852cfe2f7bb9248836b233d9d55535d4a",
      "0x167a55cda70a6e1cea820597d94a84903216f763e13d87bb5308592e7ea7d4fbc7385ea3d529b35e346ef48bb8913f55",
      "0x4d2f259eea405bd48f010a01ad2911d9c6dd039bb61a6290e591b36e636a5c871a5c29f4f83060400f8b49cba8f6aa8",
      "0xaccbb67481d033ff5852c1e48c50c477f94ff8aefce42d28c0f9a88cea7913516f968986f7ebbea9684b529e2561092",
      "0xad6b9514c767fe3c3613144b45f1496543346d98adf02267d5ceef9a00d9b8693000763e3b90ac11e99b138573345cc",
      "0x2660400eb2e4f3b628bdd0d53cd76f2bf565b94e72927c1cb748df27942480e420517bd8714cc80d1fadc1326ed06f7",
      "0xe0fa1d816ddc03e6b24255e0d7819c171c40f65e273b853324efcd6356caa205ca2f570f13497804415473a1d634b8f",
      "0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001"
      // LAST 1
    ]
  ].map((i) => i.map((j) => BigInt(j))));
  var G1_SWU;
  var G2_SWU;
  var getG1_SWU = () => G1_SWU || (G1_SWU = mapToCurveSimpleSWU(Fp2, {
    A: Fp2.create(BigInt("0x144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d")),
    B: Fp2.create(BigInt("0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0")),
    Z: Fp2.create(BigInt(11))
  }));
  var getG2_SWU = () => G2_SWU || (G2_SWU = mapToCurveSimpleSWU(Fp22, {
    // SWU map for the RFC 9380 §8.8.2 pre-isogeny G2 curve E':
    // y² = x³ + 240i * x + 1012 + 1012i
    A: Fp22.create({ c0: Fp2.create(_0n9), c1: Fp2.create(BigInt(240)) }),
    // A' = 240 * I
    B: Fp22.create({ c0: Fp2.create(BigInt(1012)), c1: Fp2.create(BigInt(1012)) }),
    // B' = 1012 * (1 + I)
    Z: Fp22.create({ c0: Fp2.create(BigInt(-2)), c1: Fp2.create(BigInt(-1)) })
    // Z: -(2 + I)
  }));
  function mapToG1(scalars) {
    const { x, y } = getG1_SWU()(Fp2.create(scalars[0]));
    return isogenyMapG1(x, y);
  }
  function mapToG2(scalars) {
    const { x, y } = getG2_SWU()(Fp22.fromBigTuple(scalars));
    return isogenyMapG2(x, y);
  }

  // evidence.js
  var MAX_INTEGER = Number.MAX_SAFE_INTEGER;
  var MAX_DEPTH = 64;
  var CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;
  var NOT_ASCII = /[^\u0000-\u007f]/;
  var SURROGATE = /[\ud800-\udfff]/;
  var STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  var ENCODER = new TextEncoder();
  var HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
  function bytesOf(text2) {
    return ENCODER.encode(text2);
  }
  function hexOf(bytes) {
    let text2 = "";
    for (let at = 0; at < bytes.length; at++) text2 += HEX_OF_BYTE[bytes[at]];
    return text2;
  }
  function bytesOfHex(text2) {
    if (!/^(?:[0-9a-f]{2})*$/.test(text2)) throw new Malformed("hex", "不是十六进制", "not lower-case hex");
    const bytes = new Uint8Array(text2.length / 2);
    for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text2.slice(2 * at, 2 * at + 2), 16);
    return bytes;
  }
  function sameBytes(left, right) {
    return left.length === right.length && left.every((byte, at) => byte === right[at]);
  }
  function sha256Hex(data) {
    return hexOf(sha256(typeof data === "string" ? bytesOf(data) : data));
  }
  function compareBytes(left, right) {
    if (left === right) return 0;
    if (!SURROGATE.test(left) && !SURROGATE.test(right)) return left < right ? -1 : left > right ? 1 : 0;
    const [a, b] = [Array.from(left), Array.from(right)];
    for (let at = 0; at < a.length && at < b.length; at++) {
      if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
    }
    return a.length - b.length;
  }
  function checkText(text2, name = "", firstLine2 = 1) {
    const found = CONTROL.exec(text2);
    if (found) {
      const line2 = firstLine2 + text2.slice(0, found.index).split("\n").length - 1;
      throw new Malformed("control-character", "含控制字符", "a control character", { file: name, line: line2 });
    }
    if (NOT_ASCII.test(text2) && text2.normalize("NFC") !== text2) {
      throw new Malformed("not-nfc", "文字不是NFC规范形式", "the text is not in NFC", { file: name, line: firstLine2 });
    }
    return text2;
  }
  function evidenceText(data, name = "") {
    const text2 = decodeUtf8(data, name);
    if (text2.startsWith("\uFEFF")) {
      throw new Malformed("bom", "文件开头有BOM", "the file starts with a byte order mark", { file: name, line: 1 });
    }
    return checkText(text2, name);
  }
  function decodeUtf8(data, name = "") {
    try {
      return STRICT_UTF8.decode(data);
    } catch (error) {
      throw new Malformed("not-utf8", "不是UTF-8", "not UTF-8", { file: name });
    }
  }
  var CanonicalReader = class {
    constructor(text2, name) {
      this.text = text2;
      this.name = name;
      this.at = 0;
    }
    fail(zh, en) {
      const line2 = this.text.slice(0, this.at).split("\n").length;
      throw new Malformed("not-canonical", zh, en, { file: this.name, line: line2 });
    }
    take(literal) {
      if (!this.text.startsWith(literal, this.at)) return false;
      this.at += literal.length;
      return true;
    }
    need(literal) {
      if (!this.take(literal))
        this.fail("与规范写法不同", `not written in its one form: ${JSON.stringify(literal)} expected`);
    }
    value(indent, depth) {
      if (depth > MAX_DEPTH) this.fail("嵌套过深", "nested too deeply");
      const first2 = this.text[this.at];
      if (first2 === "{") return this.object(indent, depth);
      if (first2 === "[") return this.array(indent, depth);
      if (first2 === '"') return this.string();
      if (this.take("true")) return true;
      if (this.take("false")) return false;
      return this.integer();
    }
    object(indent, depth) {
      const members = /* @__PURE__ */ Object.create(null);
      if (this.take("{}")) return members;
      this.need("{");
      let last = null;
      do {
        this.need(`
${indent}  `);
        const key = this.string();
        if (NOT_ASCII.test(key)) this.fail("键含非ASCII字符", "a key that is not ASCII");
        if (last !== null && !(last < key)) this.fail("键未排序或重复", "keys out of order, or a duplicate");
        this.need(": ");
        members[key] = this.value(`${indent}  `, depth + 1);
        last = key;
      } while (this.take(","));
      this.need(`
${indent}}`);
      return members;
    }
    array(indent, depth) {
      const items2 = [];
      if (this.take("[]")) return items2;
      this.need("[");
      do {
        this.need(`
${indent}  `);
        items2.push(this.value(`${indent}  `, depth + 1));
      } while (this.take(","));
      this.need(`
${indent}]`);
      return items2;
    }
    string() {
      this.need('"');
      let value = "";
      for (; ; ) {
        const plain2 = /[^"\\\n]*/y;
        plain2.lastIndex = this.at;
        value += plain2.exec(this.text)[0];
        this.at = plain2.lastIndex;
        if (this.take('"')) return value;
        if (this.take("\\n")) value += "\n";
        else if (this.take('\\"')) value += '"';
        else if (this.take("\\\\")) value += "\\";
        else this.fail("字符串写法不符", "a string that isn't written in its one form");
      }
    }
    integer() {
      const digits = /0|[1-9][0-9]{0,15}/y;
      digits.lastIndex = this.at;
      const found = digits.exec(this.text);
      const value = found ? Number(found[0]) : NaN;
      if (!Number.isSafeInteger(value)) this.fail("不是允许的值", "not a value that evidence can hold");
      this.at = digits.lastIndex;
      return value;
    }
  };
  function parseJson(data, name = "") {
    return parseJsonText(evidenceText(data, name), name);
  }
  function parseJsonText(text2, name = "") {
    const reader = new CanonicalReader(text2, name);
    const value = reader.value("", 0);
    if (text2.slice(reader.at) !== "\n")
      reader.fail("结尾不符", "something else follows the value, or no final line feed");
    return value;
  }

  // page/directory.js
  var SHOWN2 = 8;
  var LISTS = 3;
  function shardOf(key, shards) {
    return parseInt(sha256Hex(key).slice(0, 8), 16) % shards;
  }
  function plain(name) {
    return name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  }
  function pairsOf(text2) {
    const chars = Array.from(text2);
    return Array.from(new Set(chars.slice(1).map((char, at) => chars[at] + char)));
  }
  function numbersOf(deltas) {
    let last = 0;
    return deltas.split(" ").map((word) => last += parseInt(word, 36));
  }
  function inRanges(ranges, number) {
    return ranges.split(".").some((span) => {
      const [low, high] = span.split("-").map(Number);
      return span !== "" && number >= low && number <= (high === void 0 ? low : high);
    });
  }
  function codeOf2(text2) {
    const typed = text2.normalize("NFKC").replace(/\s/g, "");
    return /^[0-9A-Za-z][0-9A-Za-z._-]{5,63}$/.test(typed) && /[0-9]/.test(typed) ? typed : null;
  }
  var Directory = class {
    /** @param {(path: string) => Promise<Uint8Array|null>} get */
    constructor(get) {
      this.get = get;
    }
    async json(path) {
      const data = await this.get(path);
      if (!data) throw new Error(`缺少 ${path}`);
      return JSON.parse(new TextDecoder().decode(data));
    }
    /** Draws, rosters, numbers of shards. */
    index() {
      return this.json("find/index.json");
    }
    /** The rows of one shard that begin with `key`. */
    async rows(folder, shards, key) {
      const rows = await this.json(`${folder}/${shardOf(key, shards).toString(16)}.json`);
      return rows.filter((row2) => row2[0] === key);
    }
    /** What is known of a firm over all draws: `{drawn, added, objections, outside}` (publisher/site/lookup/told.py). */
    async told(firm) {
      return firm.told || {};
    }
    /** The firm of a code: `{id, name, rosters, told}`, or null. A code is upper case, but for a bureau's own ones. */
    async byCode(code) {
      const { firms } = await this.index();
      for (const key of /* @__PURE__ */ new Set([code, code.toUpperCase()])) {
        const [row2] = await this.rows("find/firms", firms.shards, key);
        if (row2) return firmOf(row2);
      }
      return null;
    }
    /**
     * Firms by name or part of one.
     *
     * @returns {Promise<{firms: object[], more: number, common: boolean}>} `more` firms aren't listed; `common`: what was
     *   typed stands in too many names to be searched
     */
    async byName(text2) {
      const index = await this.index();
      const wanted2 = plain(text2);
      const whole2 = await this.listed(index, `=${sha256Hex(wanted2).slice(0, 10)}`);
      const pairs = pairsOf(wanted2).filter((pair) => !index.common.split(" ").includes(pair));
      if (!pairs.length && !whole2.length) return { firms: [], more: 0, common: wanted2 !== "" };
      let numbers = pairs.length ? await this.listed(index, pairs[0]) : [];
      for (const pair of pairs.slice(1, LISTS)) {
        const held = new Set(await this.listed(index, pair));
        numbers = numbers.filter((number) => held.has(number));
      }
      const all = Array.from(/* @__PURE__ */ new Set([...whole2, ...numbers]));
      const firms = [];
      let passed2 = 0;
      for (const number of all) {
        if (firms.length === SHOWN2 || passed2 - firms.length > SHOWN2) break;
        const firm = await this.numbered(index, number);
        passed2++;
        if (firm && plain(firm.name).includes(wanted2)) firms.push(firm);
      }
      return { firms, more: all.length - passed2, common: false };
    }
    async listed(index, term) {
      const [row2] = await this.rows("find/terms", index.terms.shards, term);
      return row2 ? numbersOf(row2[1]) : [];
    }
    async numbered(index, number) {
      const shards = index.firms.shards;
      const rows = await this.json(`find/firms/${(number % shards).toString(16)}.json`);
      const row2 = rows[Math.floor(number / shards)];
      return row2 ? firmOf(row2) : null;
    }
    /** What holds for all of one draw. */
    draw(draw2) {
      return this.json(`find/${draw2}/index.json`);
    }
    /** The row of an id or alias in a draw's frame: `{stratum, code, place, visit}`, or null. */
    async standing(info, key) {
      const rows = await this.rows(`find/${info.draw}`, info.shards, key);
      const row2 = rows.find((one) => typeof one[1] === "number");
      return row2 ? { stratum: row2[1], code: row2[2], place: row2[3], visit: row2[4] || null } : null;
    }
    /** The alias of a firm in a blinded draw whose result has published its opening, or null. */
    async opened(info, objectId) {
      const rows = await this.rows(`find/${info.draw}`, info.shards, objectId);
      const row2 = rows.find((one) => typeof one[1] === "string");
      return row2 ? row2[1] : null;
    }
  };
  function firmOf([id, name, rosters, told2]) {
    return { id, name, rosters, told: told2 };
  }

  // ed25519.js
  var { Point } = ed25519;
  var ORDER2 = Point.Fn.ORDER;
  var KEY_BYTES = 32;
  var SIGNATURE_BYTES = 64;
  var KEYS = /* @__PURE__ */ new Map();
  var MOST_KEYS = 256;
  var TABLE_AFTER = 4;
  var TABLE_BITS = 4;
  var JUDGED = /* @__PURE__ */ new Map();
  var MOST_JUDGED = 8192;
  function littleEndian(bytes) {
    return BigInt(`0x${hexOf(bytes.slice().reverse())}`);
  }
  function strictPoint(bytes) {
    let point2;
    try {
      point2 = Point.fromBytes(bytes, false);
    } catch (error) {
      return null;
    }
    const strict = sameBytes(point2.toBytes(), bytes) && !point2.isSmallOrder() && point2.isTorsionFree();
    return strict ? point2 : null;
  }
  function pointOf(key) {
    const name = hexOf(key);
    if (!KEYS.has(name)) {
      if (KEYS.size >= MOST_KEYS) KEYS.clear();
      KEYS.set(name, { point: strictPoint(key), uses: 0 });
    }
    const held = KEYS.get(name);
    if (held.point && ++held.uses === TABLE_AFTER) held.point.precompute(TABLE_BITS, false);
    return held.point;
  }
  function checkPublicKey(key) {
    if (key.length !== KEY_BYTES) throw new Malformed("key-length", "公钥不是32字节", "the key hasn't 32 bytes");
    if (!pointOf(key)) {
      throw new Refused(
        "weak-key",
        "公钥不是素数阶子群中规范书写的点",
        "the key is not a canonical point of prime order"
      );
    }
  }
  function verifySignature(key, signature, message) {
    if (key.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
    const [r, s] = [signature.slice(0, 32), littleEndian(signature.slice(32))];
    const point2 = pointOf(key);
    if (!point2 || s >= ORDER2) return false;
    const k = littleEndian(sha512.create().update(r).update(key).update(message).digest()) % ORDER2;
    const judged2 = `${hexOf(key)} ${hexOf(signature)} ${k}`;
    if (!JUDGED.has(judged2)) {
      if (JUDGED.size >= MOST_JUDGED) JUDGED.clear();
      JUDGED.set(judged2, holds(point2, r, s, k));
    }
    return JUDGED.get(judged2);
  }
  function holds(point2, r, s, k) {
    const base = s === 0n ? Point.ZERO : Point.BASE.multiply(s);
    return sameBytes(base.subtract(point2.multiplyUnsafe(k)).toBytes(), r);
  }

  // notes.js
  var MAX_ENTRY = 65535;
  var MAX_SIGNATURES = 64;
  var NOTE_KEY = 1;
  var COSIGNER_KEY = 4;
  var DASH = "— ";
  var FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]/;
  var NAME = /^[^\u0000-\u0020+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;
  var BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  function encodeBase64(bytes) {
    let written = "";
    for (let at = 0; at < bytes.length; at += 3) {
      const held = bytes.length - at;
      const bits2 = bytes[at] << 16 | (bytes[at + 1] || 0) << 8 | (bytes[at + 2] || 0);
      written += BASE64[bits2 >> 18] + BASE64[bits2 >> 12 & 63];
      written += (held > 1 ? BASE64[bits2 >> 6 & 63] : "=") + (held > 2 ? BASE64[bits2 & 63] : "=");
    }
    return written;
  }
  function decodeBase64(written) {
    const digits = written.replace(/={1,2}$/, "");
    const bytes = new Uint8Array(Math.floor(digits.length * 3 / 4));
    let [bits2, held, at] = [0, 0, 0];
    for (const digit of digits) {
      bits2 = (bits2 << 6 | BASE64.indexOf(digit)) & 65535;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes[at++] = bits2 >> held;
      }
    }
    if (encodeBase64(bytes) !== written) throw new Malformed("base64", "不是规范的base64", "not canonical base64");
    return bytes;
  }
  function keyId(name, key, type = NOTE_KEY) {
    return sha256(Uint8Array.from([...bytesOf(name), 10, type, ...key])).slice(0, 4);
  }
  function vkeyFor(name, key, type = NOTE_KEY) {
    if (!NAME.test(name)) throw new Malformed("key-name", "密钥名称有误", "not a key name");
    if (type !== NOTE_KEY && type !== COSIGNER_KEY) {
      throw new Malformed("key-type", `不支持的密钥类型${type}`, `key type ${type} is not supported`);
    }
    checkPublicKey(key);
    return { name, keyId: keyId(name, key, type), type, key };
  }
  function parseVkey(written) {
    const found = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(written);
    if (!found) throw new Malformed("vkey", "不是公钥", "not a verifier key");
    const data = decodeBase64(found[3]);
    if (data.length !== 33) throw new Malformed("vkey", "不是公钥", "not a verifier key");
    const vkey = vkeyFor(found[1], data.slice(1), data[0]);
    if (hexOf(vkey.keyId) !== found[2]) throw new Malformed("key-id", "公钥标识不符", "the key id is wrong");
    return vkey;
  }
  function parseSignature(line2) {
    const found = line2.startsWith(DASH) ? /^([^ ]*) (.*)$/s.exec(line2.slice(DASH.length)) : null;
    if (!found || !NAME.test(found[1])) throw new Malformed("signature-line", "不是签名行", "not a signature line");
    const data = decodeBase64(found[2]);
    if (data.length < 5) throw new Malformed("signature-line", "签名过短", "the signature is too short");
    return { name: found[1], keyId: data.slice(0, 4), signature: data.slice(4) };
  }
  var Note = class _Note {
    constructor(text2, signatures) {
      this.text = text2;
      this.signatures = signatures;
    }
    /**
     * The note in `data`, split at the last blank line.
     *
     * @param {Uint8Array} data
     * @throws {Malformed}
     */
    static parse(data, name = "") {
      const text2 = noteText(data, name);
      const split2 = text2.lastIndexOf("\n\n");
      const lines = text2.slice(split2 + 2).split("\n").slice(0, -1);
      if (split2 < 0 || lines.length === 0) {
        throw new Malformed("no-signatures", "没有签名行", "no signature lines", { file: name });
      }
      if (lines.length > MAX_SIGNATURES) {
        throw new Malformed("many-signatures", "签名过多", "too many signatures", { file: name });
      }
      try {
        return new _Note(text2.slice(0, split2 + 1), lines.map(parseSignature));
      } catch (error) {
        throw error instanceof Malformed ? error.at(name) : error;
      }
    }
    /** The record hash: SHA-256 of the text, final line feed included. */
    get hash() {
      return sha256Hex(this.text);
    }
    /** The line that names this key, not yet verified; null without one. @throws {Fails} where there are two */
    signatureOf(vkey) {
      const lines = this.signatures.filter((line2) => line2.name === vkey.name && sameBytes(line2.keyId, vkey.keyId));
      if (lines.length > 1) throw badSignature(vkey.name, "签名重复", "two lines of one key");
      return lines.length ? lines[0] : null;
    }
    /**
     * Whether the key has signed.
     *
     * @throws {Fails} where its line is bad or there twice: the whole note is then rejected (section 3)
     */
    signedBy(vkey) {
      const line2 = this.signatureOf(vkey);
      if (!line2) return false;
      if (vkey.type !== NOTE_KEY || !verifySignature(vkey.key, line2.signature, bytesOf(this.text))) {
        throw badSignature(vkey.name, "签名无效", "a bad signature");
      }
      return true;
    }
  };
  function badSignature(name, zh, en) {
    return new Fails("bad-signature", `${name}的${zh}`, `${en} of ${name}`);
  }
  function noteText(data, name) {
    const text2 = decodeUtf8(data, name);
    if (FORBIDDEN.test(text2))
      throw new Malformed("control-character", "含控制字符", "a control character", { file: name });
    if (!text2.endsWith("\n")) throw new Malformed("no-final-lf", "没有以换行结束", "no final line feed", { file: name });
    return text2;
  }
  function parseEntry(data) {
    if (data.length > MAX_ENTRY) throw new Malformed("entry-size", "条目过长", `an entry of ${data.length} bytes`);
    const text2 = noteText(data, "");
    if (!text2.includes("\n\n")) return new Note(text2, []);
    const note = Note.parse(data);
    const ordered = note.signatures.every((line2, at) => at === 0 || before(note.signatures[at - 1], line2));
    if (!ordered) throw new Malformed("signature-order", "签名行次序有误", "signature lines out of order");
    return note;
  }
  function before(left, right) {
    return (compareBytes(left.name, right.name) || (hexOf(left.keyId) < hexOf(right.keyId) ? -1 : 0)) < 0;
  }

  // by_hand.js
  var SPKI = [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0];
  function shellWord(text2) {
    return /^[0-9A-Za-z._/:@=,+-]+$/.test(text2) ? text2 : `'${text2.replace(/'/g, "'\\''")}'`;
  }
  function hashOfFile(path) {
    return `sha256sum ${shellWord(path)}`;
  }
  function hashOfText(text2) {
    return `printf '%s' ${shellWord(text2)} | sha256sum`;
  }
  function hashOfLines(lines) {
    return `printf '%s\\n' ${lines.map(shellWord).join(" ")} | sha256sum`;
  }
  function hashOfBytes(bytes) {
    const octal = Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
    return `printf '${octal}' | sha256sum`;
  }
  function saltOf(frameKey, objectId) {
    return `printf '%s' ${shellWord(objectId)} | openssl dgst -sha256 -mac HMAC -macopt hexkey:${hexOf(frameKey)}`;
  }
  function verified(text2, key, signature) {
    const spki = encodeBase64(Uint8Array.from([...SPKI, ...key]));
    return [
      "d=$(mktemp -d)",
      `${text2} > $d/text`,
      `echo ${spki} | openssl base64 -d -A -out $d/key`,
      `echo ${encodeBase64(signature)} | openssl base64 -d -A -out $d/signature`,
      "openssl pkeyutl -verify -pubin -inkey $d/key -keyform DER -rawin -in $d/text -sigfile $d/signature"
    ].join("; ");
  }
  function signatureOf(path, text2, vkey, signature) {
    return verified(`head -c ${bytesOf(text2).length} ${shellWord(path)}`, vkey.key, signature);
  }
  function cosignatureOf(path, text2, vkey, signature, time2) {
    const head = `printf 'cosignature/v1\\ntime %s\\n' ${time2}`;
    return verified(`{ ${head}; head -c ${bytesOf(text2).length} ${shellWord(path)}; }`, vkey.key, signature.slice(8));
  }
  function genesisHash(bundle2, text2) {
    const length = bytesOf(text2).length;
    return `head -c ${length + 2} ${shellWord(bundle2)} | tail -c ${length} | sha256sum`;
  }
  function rootOf(path) {
    return `sed -n 3p ${shellWord(path)} | openssl base64 -d | od -An -v -tx1 | tr -d ' \\n'; echo`;
  }
  function rowHashOf({ salt, text: text2 }) {
    return hashOfLines(["draw/1 row", salt, ...text2.slice(0, -1).split("\n")]);
  }
  function drandRoundTime(round) {
    return `TZ=Asia/Shanghai date -d @$((1692803367 + 3 * (${round} - 1))) +%Y-%m-%dT%H:%M:%S+08:00`;
  }

  // hashing.js
  var BLOCK = 64;
  function commitment(draw2, party2, secret) {
    return sha256Hex(`draw/1 secret
${draw2}
${party2}
${secret}
`);
  }
  function aliasSalt(frameKey, objectId) {
    return hexOf(hmac(sha256, frameKey, bytesOf(objectId)));
  }
  function alias(draw2, objectId, salt) {
    return sha256Hex(`draw/1 alias
${draw2}
${objectId}
${salt}
`);
  }
  function objectTicketText(seed2, objectId) {
    return `${seed2}:object:${objectId}`;
  }
  function objectTicket(seed2, objectId) {
    return sha256Hex(objectTicketText(seed2, objectId));
  }
  function inspectorTicket(seed2, objectId, inspectorId) {
    return sha256Hex(`${seed2}:inspector:${objectId}:${inspectorId}`);
  }
  function changeSeed(draw2, changeHash, beaconValue) {
    return sha256Hex(`draw/1 change
${draw2}
${changeHash}
${beaconValue}
`);
  }
  function rowHash(salt, text2) {
    return sha256Hex(`draw/1 row
${salt}
${text2}`);
  }
  var PrefixHash = class {
    /** @param {string} prefix ASCII */
    constructor(prefix) {
      const bytes = bytesOf(prefix);
      const whole2 = bytes.length - bytes.length % BLOCK;
      this.hasher = sha256.create().update(bytes.subarray(0, whole2));
      this.start = this.hasher.get();
      this.hashed = whole2;
      this.rest = bytes.length - whole2;
      this.buffer = new Uint8Array(4 * BLOCK);
      this.buffer.set(bytes.subarray(whole2));
      this.view = new DataView(this.buffer.buffer);
    }
    /** Hashes prefix and `tail` (at most 180 bytes) and leaves the digest as eight words in `this.hasher`. */
    digest(tail) {
      const { buffer, view, hasher, start } = this;
      const length = this.rest + tail.length;
      const padded = length + 9 - ((length + 9) % BLOCK || BLOCK) + BLOCK;
      buffer.set(tail, this.rest);
      buffer.fill(0, length, padded);
      buffer[length] = 128;
      view.setUint32(padded - 4, (this.hashed + length) * 8);
      hasher.set(start[0], start[1], start[2], start[3], start[4], start[5], start[6], start[7]);
      for (let at = 0; at < padded; at += BLOCK) hasher.process(view, at);
      return hasher;
    }
    /** The first 48 bits of the digest, as a number: sorts as the digest does, but for one tie in 2^48. */
    key(tail) {
      const words4 = this.digest(tail);
      return (words4.A >>> 0) * 65536 + (words4.B >>> 16);
    }
    /** The digest of prefix and `tail` (bytes) as 64 hex digits. */
    hex(tail) {
      return this.digest(tail).get().map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    }
  };

  // page/standing.js
  var SMALL = 65536;
  async function standing(directory, entry, objectId, { receipt = null, listed = null } = {}) {
    const info = await directory.draw(entry.draw);
    const mine = receipt && receipt.draw === entry.draw && receipt.objectId === objectId ? receipt : null;
    const { key, how } = await keyOf(directory, info, objectId, mine);
    const row2 = key === null ? null : await directory.standing(info, key);
    const base = { info, objectId, key, how, listed, receipt: mine, inFrame: key === null ? null : row2 !== null };
    if (!row2) return { ...base, drawn: key === null ? null : false };
    const stratum2 = info.strata[row2.stratum];
    const code = info.codes[row2.code];
    const found = { ...base, stratum: stratum2, code, visit: row2.visit, place: row2.place };
    if (code[0] || !info.seed || !info.outcome) return { ...found, drawn: code[0] ? false : null };
    const ticket = objectTicket(info.seed, key);
    return { ...found, hashed: objectTicketText(info.seed, key), ticket, drawn: isDrawn(ticket, key, stratum2) };
  }
  function isDrawn(ticket, key, stratum2) {
    if (!stratum2 || !stratum2.last) return false;
    const [last, lastKey] = stratum2.last;
    return (compareBytes(ticket, last) || compareBytes(key, lastKey)) <= 0;
  }
  async function keyOf(directory, info, objectId, receipt) {
    if (!info.blinded) return { key: objectId, how: "" };
    if (receipt) return { key: receipt.alias, how: "receipt" };
    if (info.key) {
      const data = await directory.get(`draws/${info.draw}/frame-key.txt`);
      const text2 = data ? new TextDecoder().decode(data).trim() : "";
      if (/^[0-9a-f]{64}$/.test(text2)) {
        return { key: alias(info.draw, objectId, aliasSalt(bytesOfHex(text2), objectId)), how: "key" };
      }
    }
    const opened = await directory.opened(info, objectId);
    return { key: opened, how: opened ? "result" : null };
  }
  function receiptFaults(found, genesis) {
    const { receipt } = found;
    if (!receipt) return [];
    const faults = [];
    if (genesis && receipt.genesis !== genesis) faults.push("凭条上的起点指纹不是这本总账的。");
    if (!found.inFrame) faults.push("凭条所说的代号不在公布的名单里。");
    else if (found.stratum.stratum !== receipt.stratum) faults.push(`凭条写的分组是 ${receipt.stratum}，公布的是 ${found.stratum.stratum}。`);
    else if (found.code[0] !== receipt.excluded) faults.push("凭条写的能否参加抽签与公布的不一样。");
    return faults;
  }
  async function proofs(get, found, { all = false } = {}) {
    const { info, key } = found;
    if (!info.outcome || !found.ticket) return [];
    const said = [];
    const seed2 = await get(`draws/${info.draw}/seed.txt`);
    const same = seed2 !== null && sha256Hex(seed2) === info.seed;
    said.push(proof(same, "seed.txt 的 SHA-256 就是上面用的种子", "seed.txt 的 SHA-256 不是上面用的种子"));
    const outcome = recordOf(await get(`draws/${info.draw}/outcome.note`));
    if (outcome) said.push(proof(outcome.seed === info.seed, "抽签结果那条记录写的也是这个种子", "抽签结果那条记录写的是另一个种子"));
    if (found.visit === null || found.visit.rank > 0) {
      const listed = found.visit !== null;
      said.push(proof(listed === found.drawn, listed ? "签号不大于本组最后一个抽中的签号，名单里也有" : "签号大于本组最后一个抽中的签号，名单里也没有", "签号和抽中名单对不上"));
    }
    if (!outcome || info.selection > SMALL && !all) {
      return [...said, { kind: "unknown", zh: "抽中名单 selection.csv 较大，没有取来比对", more: Boolean(outcome) }];
    }
    const selection = await get(`draws/${info.draw}/selection.csv`);
    const bound = selection !== null && sha256Hex(selection) === outcome.files["selection.csv"];
    said.push(proof(bound, "selection.csv 与抽签结果那条记录登记的一字不差", "selection.csv 与抽签结果那条记录登记的不一样"));
    if (selection !== null) {
      const line2 = new TextDecoder().decode(selection).split("\n").find((one) => one.split(",")[1] === key);
      const good = Boolean(line2) === found.drawn && (!line2 || line2.split(",")[3] === found.ticket);
      said.push(proof(good, line2 ? `selection.csv 里第 ${line2.split(",")[0]} 位就是这个签号` : "selection.csv 里没有这个编号", "selection.csv 与这里算出的不一样"));
    }
    return said;
  }
  function proof(good, holds3, fails) {
    return { kind: good ? "pass" : "fail", zh: good ? holds3 : fails };
  }
  function recordOf(data) {
    if (!data) return null;
    const text2 = new TextDecoder().decode(data);
    try {
      const record = JSON.parse(text2.slice(0, text2.lastIndexOf("\n\n") + 1));
      return record && typeof record.files === "object" ? record : null;
    } catch (error) {
      return null;
    }
  }

  // page/firm_view.js
  function headline(found) {
    const { info, inFrame, listed, code, visit, drawn: drawn2 } = found;
    if (inFrame === null) return { kind: "unknown", word: "名单暂不公开姓名", text: "有核验凭条就能查到。" };
    if (!inFrame && listed === false) return { kind: "void", word: "当时不在名录里", text: "所以没有参加这次抽签。" };
    if (!inFrame) return { kind: "void", word: "不在这次抽签的名单里", text: "这次抽查的事项或者范围不包括这家单位。" };
    if (code[0]) return { kind: "void", word: "在名单里，但不参加抽签", text: `原因：${code[1]}。` };
    if (info.kind === "void") return { kind: "void", word: "在名单里；这次抽查已作废", text: "没有抽签。" };
    if (drawn2 === null) return { kind: "pending", word: "在名单里，还没有抽签", text: `公共随机数要到 ${moment(info.beacon)} 才产生。` };
    if (drawn2) return { kind: "drawn", word: visit && visit.rank ? `抽中，总第 ${visit.rank} 位` : "抽中", text: "" };
    if (visit && visit.instead) return { kind: "drawn", word: "后来增补", text: `代替 ${visit.instead[1] || visit.instead[0]}。` };
    return { kind: "spared", word: "没有抽中", text: "" };
  }
  function standingCard(found, about) {
    const { info } = found;
    const { kind, word, text: text2 } = headline(found);
    const link = about.link(info.draw);
    const title2 = link ? h("a", { href: link }, info.title) : info.title;
    const brief = found.inFrame === false && !found.receipt ? ".standing--brief" : "";
    return h(
      `section.card.standing${brief}`,
      { "data-draw": info.draw, "data-kind": kind },
      h(about.only ? "h4" : "h3", {}, title2, " ", h("span.code", {}, info.draw)),
      h("p.standing__say", {}, mark(kind, word), text2 ? ` ${text2}` : ""),
      faultsOf(found, about),
      found.inFrame === null ? withoutReceipt(info) : null,
      found.inFrame ? facts(found, about) : null,
      found.ticket ? ticketPart(found) : null,
      found.ticket ? proofPart(found, about) : null,
      found.visit ? howToObject(about.contact) : null,
      found.code && found.code[0] ? h("p.quiet", {}, "认为原因不对，请告诉本局。") : null
    );
  }
  function faultsOf(found, about) {
    const faults = receiptFaults(found, about.genesis);
    if (found.receipt && !faults.length) return h("p.standing__receipt", {}, mark("pass", "凭条与公布的名单相符"));
    if (!faults.length) return null;
    return h(
      "div.notice.notice--warn",
      { role: "alert" },
      h("p", {}, h("strong", {}, "凭条和公布的不一致。")),
      h("ul", {}, faults.map((fault) => h("li", {}, fault))),
      h("p", {}, "请保存好凭条原件，不要只是刷新，把凭条和本页交给本局以外的见证人和监督机关。")
    );
  }
  function withoutReceipt(info) {
    const chances = info.strata.map((stratum2) => fact(`${stratum2.title}：每户的机会`, chance(stratum2)));
    return h(
      "div",
      {},
      h("p", {}, "这次抽签的名单用代号，姓名在检查以后随结果公开，所以现在谁也不能凭名称查到。没有凭条，仍能知道名单有多少户、抽多少户、每户机会多大、抽中了哪些代号，而且都能重新计算。"),
      h("dl.facts", {}, chances),
      h("p", {}, "凭条在检查时发给；没有被检查的，在最后一次检查以后也可以索取。")
    );
  }
  function chance(stratum2) {
    const whole2 = `${stratum2.size}/${stratum2.eligible}`;
    const exact2 = stratum2.one_in === whole2 ? stratum2.percent : `${whole2}，${stratum2.percent}`;
    return h("span.chance", {}, `${stratum2.one_in}（${exact2}）`, stratum2.dots ? dots(stratum2.dots) : null);
  }
  function facts(found, about) {
    const { stratum: stratum2, code, place: place3, visit, info } = found;
    return h(
      "dl.facts",
      {},
      stratum2 ? fact("分组", stratum2.title) : null,
      stratum2 && !code[0] ? fact("抽签前的机会", chance(stratum2)) : null,
      place3 ? fact("签号从小到大排", `本组 ${stratum2.eligible} 户中第 ${place3}，抽前 ${stratum2.size}`) : null,
      visit ? fact("检查人员", team(visit)) : null,
      visit ? fact("检查结果", results(visit, info, about.objections)) : null
    );
  }
  function fact(name, value) {
    return h("div", {}, h("dt", {}, name), h("dd", {}, value));
  }
  function team(visit) {
    if (visit.team.every((member) => member === null)) return "人手不足，延期";
    return visit.team.map((member) => member ? h("span.member", {}, member[1] || member[0], " ", h("span.code", {}, member[1] ? member[0] : "")) : h("span.member", {}, "空缺"));
  }
  function results(visit, info, objections2) {
    const replaced = visit.replaced ? h("span.member", {}, "已由增补单位代替") : null;
    if (!visit.results.length) return replaced || `尚未公示，期限 ${info.publish_by}`;
    const [now, ...before2] = visit.results;
    const objection = visit.results.map((one) => objections2.get(one.row)).find(Boolean);
    return [result(now, objection), replaced, before2.length ? details(later(visit.results), before2.map((one) => h("p", {}, result(one)))) : null];
  }
  function later(rows) {
    const corrected = rows.filter((one) => one.corrects).length;
    const again = rows.filter((one) => one.re_checks).length;
    return [corrected ? `更正过 ${corrected} 次` : "", again ? `复查 ${again} 次` : ""].filter(Boolean).join("，");
  }
  function result(one, objection = null) {
    if (one.withdrawn) return `已停止公示（${one.withdrawn}），总账第 ${one.position} 条`;
    if (!one.codes) return `记录正文缺失（总账第 ${one.position} 条）`;
    const words4 = [one.dispositions, one.remark, one.review, one.corrects && one.reason ? `更正原因：${one.reason}` : ""];
    return told(one, words4, objection);
  }
  function told(one, words4, objection) {
    const lines = [
      h("strong", {}, one.codes),
      ...words4.filter(Boolean),
      objection ? mark(...objection) : "",
      h("span.quiet", {}, `${one.visited}检查，总账第 ${one.position} 条`),
      one.until ? h("span.quiet", {}, `异议期至 ${one.until}`) : ""
    ];
    return lines.filter(Boolean).map((line2) => h("span.member", {}, line2));
  }
  function outsideCard(one, { contact }) {
    return h(
      "section.card.standing",
      { "data-draw": one.number, "data-kind": "outside" },
      h("h3", {}, one.title, " ", h("span.code", {}, one.number)),
      h(
        "dl.facts",
        {},
        fact("检查人员", one.team.map((member) => h("span.member", {}, member))),
        fact("检查结果", told(one, [one.dispositions, ...one.notes], one.objection))
      ),
      howToObject(contact)
    );
  }
  function howToObject({ objections: objections2, office, phone }) {
    const parts = [objections2 ? `${objections2}。` : "", office ? `地址：${office}。` : "", phone ? `电话：${phone}。` : ""];
    return parts.some(Boolean) ? h("p.quiet", {}, "对检查结果有异议：", ...parts) : null;
  }
  function ticketPart(found) {
    const { stratum: stratum2, hashed, ticket } = found;
    const last = stratum2.last ? stratum2.last[0] : "";
    return h(
      "div.standing__ticket",
      {},
      h(
        "dl.pair",
        {},
        h("div", {}, h("dt", {}, "您的签号"), h("dd", {}, hash(ticket))),
        h("div", {}, h("dt", {}, "本组最后一个抽中的签号"), h("dd", {}, last ? hash(last) : "没有抽"))
      ),
      details(
        "签号是怎么算出来的",
        h("p", {}, "签号是下面这一行文字的 SHA-256：种子、", h("code", {}, ":object:"), "、编号。这台设备刚刚算过；您也可以自己算："),
        h("p", {}, h("code.hash.standing__literal", {}, hashed)),
        block(hashOfText(hashed), "自己算签号的命令"),
        h("p", {}, "应得 ", hash(ticket))
      )
    );
  }
  function proofPart(found, about) {
    const list2 = h("ul.findings", { "aria-live": "polite" });
    const warning = h("div");
    const part = h("details", {}, h("summary", {}, "这里核对了什么，没有核对什么"), list2, warning, limits2());
    const run3 = async (all) => {
      put(list2, h("li", {}, "正在取文件……"));
      try {
        const said = await proofs(about.get, found, { all });
        put(list2, said.map((one) => h("li", {}, mark(one.kind, VERDICTS[one.kind]), " ", one.zh, one.more ? fetchAll(run3) : null)));
        if (said.some((one) => one.kind === "fail")) warning.replaceChildren(alarm(found, about));
      } catch (error) {
        put(list2, h("li", {}, mark("unknown", VERDICTS.unknown), ` 取不到文件：${error.zh || error.message}`));
      }
    };
    let ran = false;
    part.addEventListener("toggle", () => {
      if (!part.open || ran) return;
      ran = true;
      run3(false);
    });
    if (about.open) part.open = true;
    return part;
  }
  function alarm({ info }, about) {
    const link = about.link(info.draw);
    const page = link ? h("a", { href: `${link}#check-now` }, "这次抽查的页面") : "本页";
    return h(
      "div.notice.notice--warn",
      { role: "alert" },
      h("p", {}, h("strong", {}, "不要只是刷新。")),
      h("p", {}, "对不上的这一刻就是证据：先把本页存下来（打印成 PDF 或截图），再到", page, "按“现在就核对”，那里会说出是哪个文件、两边各是什么值、告诉谁，并有写好的文字可以直接发出。")
    );
  }
  function fetchAll(run3) {
    const button = h("button.link", { type: "button" }, "取来比对");
    button.addEventListener("click", () => run3(true));
    return [" ", button];
  }
  function limits2() {
    return h("p.quiet", {}, "签号是在这台设备上算的。分组、位次、检查人员和结果取自本站整理的小文件，没有逐一核对；要连整份名单、公共随机数和签名一起核对，请到这次抽查的页面按“现在就核对”。");
  }

  // page/told.js
  var DRAWN = 4;
  var OTHERS = 2;
  function atOnce(told2, draws, receipt = "") {
    const named = /* @__PURE__ */ new Set([receipt, ...told2.drawn || [], ...told2.added || []]);
    const first2 = draws.filter((entry) => named.has(entry.draw)).slice(0, DRAWN);
    const others = draws.filter((entry) => !named.has(entry.draw)).slice(0, Math.max(OTHERS, DRAWN - first2.length));
    const chosen = [...first2, ...others];
    return [chosen, draws.filter((entry) => !chosen.includes(entry))];
  }
  function tally(told2, draws, found) {
    const seen = new Map(found.map((one) => [one.info.draw, one]));
    const done = draws.filter((entry) => entry.kind === "done");
    const of = (kind) => done.filter((entry) => kindOf(told2, entry, seen.get(entry.draw)) === kind).map((entry) => entry.draw);
    return [drawsWords(done.length, of("drawn"), of("added"), of("sealed")), outsideWords(told2.outside || [])].join("");
  }
  function kindOf(told2, entry, one) {
    if (one && one.inFrame === null) return "sealed";
    if (one && (one.drawn || one.visit && one.visit.instead)) return one.drawn ? "drawn" : "added";
    if (one) return "spared";
    const known = ["drawn", "added"].find((kind) => (told2[kind] || []).includes(entry.draw));
    return known || (entry.sealed ? "sealed" : "spared");
  }
  function drawsWords(total, drawn2, added, sealed) {
    if (!total) return "还没有抽过签。";
    if (sealed.length === total) return `已抽签的 ${total} 次抽查，名单都用代号，要有核验凭条才能查到。`;
    const parts = [
      drawn2.length ? `抽中 ${drawn2.length} 次：${drawn2.join("、")}` : "没有抽中过",
      added.length ? `增补 ${added.length} 次：${added.join("、")}` : "",
      sealed.length ? `其中 ${sealed.length} 次名单用代号，要有核验凭条才能查到：${sealed.join("、")}` : ""
    ];
    return `已抽签的 ${total} 次抽查中，${parts.filter(Boolean).join("；")}。`;
  }
  function outsideWords(outside) {
    return outside.length ? `抽签以外检查 ${outside.length} 次：${outside.map((one) => one.number).join("、")}。` : "";
  }
  function numbersOf2(draws) {
    const numbers = draws.map((one) => one.draw);
    return numbers.length > 8 ? `${numbers[numbers.length - 1]} 至 ${numbers[0]}` : numbers.join("、");
  }

  // page/answer.js
  var Answer = class {
    /**
     * @param {import("./firm.js").FirmSearch} search
     * @param {object} asked `{firm, index, told, asked}`
     */
    constructor(search, { firm, index, told: told2, asked }) {
      Object.assign(this, { search, firm, index, told: told2, asked, found: [], missing: [] });
      const { only } = search.about;
      const { receipt } = search;
      this.draws = index.draws.filter((entry) => !only || entry.draw === only);
      const [first2, rest] = atOnce(told2, this.draws, receipt && receipt.objectId === firm.id ? receipt.draw : "");
      this.first = first2;
      this.shown = this.aboutCards();
      this.tally = h("p.firm__tally");
      this.cards = h("div", {}, only ? null : (told2.outside || []).map((one) => outsideCard(one, this.shown)));
      this.absent = h("details.firm__absent", { hidden: true }, h("summary"), h("div"));
      this.later = rest.length ? this.laterPart(rest) : null;
      this.count();
    }
    aboutCards() {
      const { about, reader } = this.search;
      const objections2 = new Map((this.told.objections || []).map(([row2, ...said]) => [row2, said]));
      return { ...about, get: reader.read, genesis: this.index.genesis, contact: this.index.contact, objections: objections2, open: Boolean(about.only) };
    }
    count() {
      put(this.tally, tally(this.told, this.draws, this.found));
    }
    /** Looks up some draws, and shows each when it is there. */
    async add(draws) {
      for (const entry of draws) {
        const listed = entry.roster >= 0 ? Boolean(this.firm.rosters) && inRanges(this.firm.rosters, entry.roster) : null;
        const one = await standing(this.search.directory, entry, this.firm.id, { receipt: this.search.receipt, listed });
        if (this.asked !== this.search.asked) return;
        this.found.push(one);
        this.place(one);
      }
      this.count();
    }
    /** A list that the firm isn't on is no news: all of them stand together at the end. */
    place(one) {
      const card = standingCard(one, this.shown);
      if (this.shown.only || one.inFrame !== false || one.receipt) {
        fill(this.cards, [card]);
        return;
      }
      this.missing.push(one.info);
      const [summary, cards] = this.absent.children;
      put(summary, `不在名单里的 ${this.missing.length} 次抽查：${numbersOf2(this.missing)}`);
      fill(cards, [card]);
      this.absent.hidden = false;
    }
    /** What isn't shown yet, which paper says as well, and the button that shows it. */
    laterPart(draws) {
      const button = h("button.button.button--second", { type: "button" }, `再看其余的 ${draws.length} 次抽查`);
      const place3 = h("div", {}, h("p", {}, `其余 ${draws.length} 次抽查没有列在这里：${numbersOf2(draws)}。`), h("p", {}, button));
      button.addEventListener("click", async () => {
        button.disabled = true;
        await this.search.guarded(this.asked, async () => {
          const before2 = this.cards.children.length;
          place3.remove();
          await this.add(draws);
          if (this.asked !== this.search.asked) return;
          const card = this.cards.children[before2];
          const first2 = card ? card.querySelector("h3") : this.absent.firstChild;
          if (card) first2.tabIndex = -1;
          this.search.goTo(first2);
        });
      });
      return place3;
    }
  };
  function rosterWords(firm, index) {
    const newest = index.rosters.length - 1;
    const now = firm.rosters && inRanges(firm.rosters, newest);
    const text2 = now ? "在现在的名录里。" : firm.rosters ? "从前在名录里，现在不在。" : "不在任何一份抽签用过的名录里，也不在现在的名录里。编号没有抄错的话，这家单位没有参加过抽签。";
    return h("p", {}, text2);
  }

  // page/reading.js
  var PATH = /^(?:[0-9A-Za-z][0-9A-Za-z._-]*\/)*[0-9A-Za-z][0-9A-Za-z._-]*$/;
  var MAX_FILE = 200 * 2 ** 20;
  var KEPT2 = 4 * 2 ** 20;
  var AT_ONCE = 24;
  function isPath(path) {
    return path.length <= 500 && PATH.test(path);
  }
  function unreadable(path, zh, en) {
    return new Malformed("unreadable", zh, en, { file: path });
  }
  var Reader = class {
    /** @param {(path: string) => Promise<Uint8Array|null>} get bytes, or null where there is no such file */
    constructor(get) {
      this.get = get;
      this.held = /* @__PURE__ */ new Map();
      this.files = 0;
      this.bytes = 0;
      this.read = this.read.bind(this);
    }
    /** The file's bytes; null where there is no such file. @throws {Malformed} where it can't be had */
    async read(path) {
      if (!isPath(path)) return null;
      if (this.held.has(path)) return this.held.get(path);
      const coming = this.load(path);
      this.held.set(path, coming);
      try {
        const data = await coming;
        if (data && data.length > KEPT2) this.held.delete(path);
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
  };
  function siteReader(root2) {
    const once = async (path) => {
      const answer = await fetch(new URL(path, root2), { cache: "no-cache", credentials: "omit", redirect: "error" });
      if (answer.status === 404 || answer.status === 410) return null;
      if (!answer.ok) throw unreadable(path, `服务器答复 ${answer.status}`, `the server answers ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    };
    return new Reader(async (path) => {
      try {
        return await once(path).catch(() => once(path));
      } catch (error) {
        throw error instanceof Malformed ? error : unreadable(path, "取不到这个文件（网络中断？）", "the file can't be fetched (no network?)");
      }
    });
  }
  function heldReader(files2) {
    return new Reader(async (path) => {
      if (!Object.prototype.hasOwnProperty.call(files2, path)) return null;
      const content2 = files2[path];
      if (typeof content2 === "string") return new TextEncoder().encode(content2);
      return Uint8Array.from(atob(content2[0]), (char) => char.charCodeAt(0));
    });
  }
  function folderReader(files2) {
    return new Reader(async (path) => {
      const file = files2.get(path);
      if (!file) return null;
      try {
        return new Uint8Array(await file.arrayBuffer());
      } catch (error) {
        throw unreadable(path, "读不出这个文件", "the file can't be read");
      }
    });
  }
  function publishedIn(entries) {
    const marks = entries.filter(({ path }) => /(?:^|\/)evidence\.json$/.test(path));
    const top = marks.map(({ path }) => path.slice(0, -"evidence.json".length)).sort((a, b) => a.length - b.length)[0];
    if (top === void 0) return /* @__PURE__ */ new Map();
    const inside = entries.filter(({ path }) => path.startsWith(top));
    return new Map(inside.map(({ path, file }) => [path.slice(top.length), file]).filter(([path]) => isPath(path)));
  }
  async function droppedFiles(transfer) {
    const items2 = Array.from(transfer.items).filter((item) => item.kind === "file");
    const found = [];
    if (items2.length && items2[0].getAsFileSystemHandle) {
      const handles = await Promise.all(items2.map((item) => item.getAsFileSystemHandle()));
      for (const handle of handles.filter(Boolean)) await walkHandle(handle, handle.name, found);
    } else {
      const entries = items2.map((item) => item.webkitGetAsEntry()).filter(Boolean);
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
    for (; ; ) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const one of some) await walk(one, found);
    }
  }
  function chosenFiles(list2) {
    return Array.from(list2, (file) => ({ path: file.webkitRelativePath || file.name, file }));
  }

  // page/receipt.js
  var MOST_PIXELS = 1600;
  var HEX642 = /^[0-9a-f]{64}$/;
  var DRAW = /^[0-9]{4}-[0-9]{3,}$/;
  var IDENTIFIER = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
  var BadReceipt = class extends Error {
  };
  function parseReceipt(text2) {
    let value;
    try {
      value = JSON.parse(text2.slice(text2.indexOf("{"), text2.lastIndexOf("}") + 1));
    } catch (error) {
      throw new BadReceipt("这不是凭条的内容。凭条的文字从 { 开始，到 } 结束，请整段粘贴。");
    }
    const { draw: draw2, opening, stratum: stratum2, excluded, genesis } = value;
    const good = DRAW.test(draw2) && opening && IDENTIFIER.test(opening.object_id) && HEX642.test(opening.salt) && IDENTIFIER.test(stratum2) && typeof excluded === "string" && HEX642.test(genesis);
    if (!good) throw new BadReceipt("凭条的内容不全，或者抄错了。请整段粘贴，不要改动。");
    const { object_id: objectId, salt } = opening;
    return { draw: draw2, objectId, salt, stratum: stratum2, excluded, genesis, alias: alias(draw2, objectId, salt) };
  }
  async function decoder() {
    try {
      return (await Promise.resolve().then(() => (init_qr_reader(), qr_reader_exports))).decodeQR;
    } catch (error) {
      throw new BadReceipt("识别二维码的程序没有取到（网络中断？）。请再试一次，或者粘贴凭条的文字。");
    }
  }
  async function scan(file) {
    const [decode, image] = [await decoder(), await pixels(file)];
    try {
      return decode(image);
    } catch (error) {
      throw new BadReceipt("图片里没有找到二维码。请拍得近一些、正一些，或者粘贴凭条的文字。");
    }
  }
  async function pixels(file) {
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, MOST_PIXELS / Math.max(image.width, image.height));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale)));
      const drawing = canvas.getContext("2d");
      drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
      return drawing.getImageData(0, 0, canvas.width, canvas.height);
    } catch (error) {
      throw new BadReceipt("读不出这张图片。请换一张，或者粘贴凭条的文字。");
    }
  }

  // page/firm.js
  var LONGEST2 = 100;
  var FirmSearch = class {
    constructor(place3, about) {
      this.about = about;
      this.reader = about.reader || siteReader(about.root);
      this.directory = about.directory || new Directory(this.reader.read);
      this.input = place3.querySelector("input[name=firm]");
      this.said = place3.querySelector("[data-said]");
      this.answer = place3.querySelector("[data-answer]");
      this.receipt = null;
      this.asked = 0;
      this.receiptPart(place3);
      if (about.share) {
        addEventListener("hashchange", () => this.fromAddress());
        this.fromAddress();
      }
    }
    fromAddress() {
      const asked = askedIn(location.hash);
      if (!asked || asked === this.shown || document.getElementById(asked)) return;
      this.input.value = asked;
      this.search(asked);
    }
    /** Searches for what stands in the field. */
    submit() {
      return this.search(this.input.value);
    }
    say(text2) {
      this.said.textContent = text2;
    }
    /** Takes the reader to what was found, unless the reader has gone elsewhere or typed on since asking. */
    goTo(found) {
      const stayed = [this.askedFrom, document.body].includes(document.activeElement);
      if (stayed && this.input.value === this.askedWith) found.focus();
    }
    /** Searches for what was typed. Later searches silence earlier ones. */
    async search(text2) {
      const asked = ++this.asked;
      this.askedFrom = document.activeElement;
      this.askedWith = this.input.value;
      const typed = text2.trim();
      if (!typed) {
        this.say("请输入单位名称或者统一社会信用代码。");
        this.input.focus();
        return;
      }
      this.say("正在查找……");
      put(this.answer);
      await this.guarded(asked, async () => {
        const code = codeOf2(typed);
        const firm = code ? await this.directory.byCode(code) : null;
        const found = firm ? { firms: [firm], more: 0, common: false } : await this.directory.byName(typed);
        if (asked !== this.asked) return;
        if (!firm && code && !found.firms.length) await this.show({ id: code.toUpperCase(), name: "", rosters: "" }, asked);
        else if (found.firms.length === 1) await this.show(found.firms[0], asked);
        else this.choose(found);
      });
    }
    /** Does some work for one search, and says so where it can't be done. */
    async guarded(asked, work) {
      try {
        await work();
      } catch (error) {
        if (asked === this.asked) this.say(`没有查成：${error.zh || error.message}。请检查网络再试。`);
      }
    }
    choose({ firms, more, common }) {
      if (!firms.length) {
        this.say(common ? "这几个字太常见了。请再输入几个字，或者输入全称、统一社会信用代码。" : "没有找到。请检查有没有错字，或者只输入名称里特别的两三个字，也可以输入统一社会信用代码。");
        put(this.answer, h("p", {}, "确实不在名录里的单位不会被抽到。您知道有单位应当在名录里却没有，请告诉本局。"));
        return;
      }
      this.say(`找到 ${firms.length}${more ? " 家以上" : " 家"}，请选一家：`);
      const items2 = firms.map((firm) => {
        const button = h("button.link", { type: "button" }, firm.name);
        const asked = this.asked;
        button.addEventListener("click", () => this.guarded(asked, () => this.show(firm, asked)));
        return h("li", {}, button, " ", h("span.code", {}, firm.id));
      });
      put(this.answer, h("ul.choices", {}, items2), more ? h("p.quiet", {}, "还有更多，请再输入几个字。") : null);
      this.goTo(items2[0].firstChild);
    }
    /** All draws of one firm, those in which it was drawn first. */
    async show(firm, asked) {
      this.firm = firm;
      this.shown = firm.id;
      if (this.about.share && location.hash !== `#${firm.id}`) history.replaceState(null, "", `#${firm.id}`);
      const index = await this.directory.index();
      const told2 = await this.directory.told(firm);
      if (asked !== this.asked) return;
      const { only, share } = this.about;
      const title2 = h(only ? "h3.firm__name" : "h2.firm__name", { tabindex: "-1" }, firm.name || "名录里没有这个编号", " ", h("span.code", {}, firm.id));
      const answer = new Answer(this, { firm, index, told: told2, asked });
      put(this.answer, title2, only ? null : answer.tally, rosterWords(firm, index), answer.cards, answer.later, answer.absent, share ? paperLine(location.href) : null);
      this.say("正在逐次查看……");
      this.goTo(title2);
      await answer.add(answer.first);
      if (asked === this.asked) this.say(answer.draws.length ? "查到了。" : "还没有抽查。");
    }
    receiptPart(place3) {
      const part = place3.querySelector("[data-receipt]");
      if (!part) return;
      this.paper = { text: part.querySelector("textarea"), image: part.querySelector("input[type=file]"), said: part.querySelector("[data-receipt-said]") };
    }
    /** Searches with the receipt whose text was pasted. */
    useReceipt() {
      const { text: text2, said } = this.paper;
      try {
        this.receipt = parseReceipt(text2.value);
        said.textContent = "";
        this.input.value = this.receipt.objectId;
        return this.submit();
      } catch (error) {
        if (!(error instanceof BadReceipt)) throw error;
        said.textContent = error.message;
        return void 0;
      }
    }
    /** Reads the receipt from the image that was chosen, then searches with it. */
    async useImage() {
      const { text: text2, image, said } = this.paper;
      if (!image.files.length) return;
      said.textContent = "正在识别……";
      try {
        text2.value = await scan(image.files[0]);
      } catch (error) {
        said.textContent = error.message;
        return;
      }
      this.useReceipt();
    }
  };
  function askedIn(hash2) {
    const code = /^#([0-9A-Za-z][0-9A-Za-z._-]{0,63})$/.exec(hash2);
    if (code) return code[1];
    try {
      return hash2.startsWith("#q=") ? decodeURIComponent(hash2.slice(3)).trim().slice(0, LONGEST2) : "";
    } catch (error) {
      return "";
    }
  }

  // page/firm_form.js
  function wakeForm(section, search) {
    const said = section.querySelector("[data-said]");
    const act = async (work) => {
      try {
        work(await search());
      } catch (error) {
        said.textContent = "查找程序没有取到。请检查网络再试。";
      }
    };
    section.addEventListener("focusin", () => act(() => null));
    section.querySelector("form").addEventListener("submit", (event2) => {
      event2.preventDefault();
      act((found) => found.submit());
    });
    const receipt = section.querySelector("[data-receipt]");
    if (receipt) {
      receipt.querySelector("button").addEventListener("click", () => act((found) => found.useReceipt()));
      receipt.querySelector("input[type=file]").addEventListener("change", () => act((found) => found.useImage()));
    }
    for (const control of section.querySelectorAll("[disabled]")) control.disabled = false;
  }

  // csv.js
  var LF = 10;
  var PIECE = 1 << 20;
  function csvField(value) {
    return /[",]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
  }
  function csvText(header, rows) {
    let text2 = `${header.map(csvField).join(",")}
`;
    for (const row2 of rows) text2 += `${row2.map(csvField).join(",")}
`;
    return text2;
  }
  function* linesOf(data, name) {
    if (data.length === 0 || data[data.length - 1] !== LF) {
      throw new Malformed("csv-end", "文件须以换行结束", "the file must end with a line feed", { file: name });
    }
    let number = 1;
    for (let start = 0; start < data.length; ) {
      let end = Math.min(start + PIECE, data.length);
      end = end === data.length ? end : data.indexOf(LF, end) + 1;
      const text2 = decodeUtf8(data.subarray(start, end), name);
      if (start === 0 && text2.startsWith("\uFEFF")) {
        throw new Malformed("bom", "文件开头有BOM", "the file starts with a byte order mark", { file: name, line: 1 });
      }
      checkText(text2, name, number);
      const lines = text2.split("\n");
      lines.pop();
      for (const line2 of lines) yield [line2, number++];
      start = end;
    }
  }
  function quotedFields(line2) {
    const fields2 = [];
    const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
    for (let ended2 = false; !ended2; ) {
      const found = field.exec(line2);
      if (!found) return null;
      fields2.push(found[1] === void 0 ? found[2] : found[1].replace(/""/g, '"'));
      ended2 = found[3] === "";
    }
    return fields2;
  }
  function fieldsOf(line2, number = 0, name = "") {
    if (!line2.includes('"')) return line2.split(",");
    const fields2 = quotedFields(line2);
    if (!fields2 || fields2.map(csvField).join(",") !== line2) {
      const en = "quotes that don't match, or quoted where no quote is needed";
      throw new Malformed("csv-quote", "引号不成对或不必要", en, { file: name, line: number });
    }
    return fields2;
  }
  function* linesBelow(data, header, name) {
    for (const [line2, number] of linesOf(data, name)) {
      if (number > 1) yield [line2, number];
      else if (line2 !== header.join(",")) {
        const en = `the header must be ${header.join(",")}`;
        throw new Malformed("csv-header", "表头不符", en, { file: name, line: 1 });
      }
    }
  }
  function checkWidth(found, header, number, name) {
    if (found === header.length) return;
    const en = `expected ${header.length} columns, found ${found}`;
    throw new Malformed("csv-width", `应有${header.length}列`, en, { file: name, line: number });
  }
  function* csvRows(data, header, name = "") {
    for (const [line2, number] of linesBelow(data, header, name)) {
      const fields2 = fieldsOf(line2, number, name);
      checkWidth(fields2.length, header, number, name);
      yield [fields2, number];
    }
  }
  function widthOf(line2, number, name) {
    if (line2.includes('"')) return fieldsOf(line2, number, name).length;
    let width = 1;
    for (let at = line2.indexOf(","); at !== -1; at = line2.indexOf(",", at + 1)) width++;
    return width;
  }
  function keyOf2(line2) {
    const end = line2.indexOf(",");
    return line2.startsWith('"') || end < 0 ? fieldsOf(line2)[0] : line2.slice(0, end);
  }
  function* sortedLines(data, header, name = "") {
    const order = new KeyOrder(name);
    for (const [line2, number] of linesBelow(data, header, name)) {
      checkWidth(widthOf(line2, number, name), header, number, name);
      const key = keyOf2(line2);
      order.add(key, number);
      yield [key, line2];
    }
    if (order.mixed) checkCases(firstColumn(data, header, name), name);
  }
  function parseCsv(data, header, name = "") {
    return Array.from(csvRows(data, header, name), ([fields2]) => fields2);
  }
  var KeyOrder = class {
    constructor(name = "") {
      this.name = name;
      this.last = null;
      this.upper = false;
      this.lower = false;
    }
    /** Whether keys of both cases came by: only then can two of a sorted list be equal but for case. */
    get mixed() {
      return this.upper && this.lower;
    }
    /** @throws {Malformed} */
    add(key, line2) {
      if (this.last !== null && !(compareBytes(this.last, key) < 0)) {
        const en = "not in byte order, or a duplicate key";
        throw new Malformed("not-sorted", "未按字节排序或键重复", en, { file: this.name, line: line2 });
      }
      this.last = key;
      this.upper = this.upper || /[A-Z]/.test(key);
      this.lower = this.lower || /[a-z]/.test(key);
    }
  };
  function checkCases(keys, name = "") {
    const seen = /* @__PURE__ */ new Set();
    let line2 = 1;
    for (const key of keys) {
      line2++;
      const folded = key.toLowerCase();
      if (seen.has(folded)) {
        throw new Malformed("duplicate", `${key}与前文仅大小写不同`, `${key} differs only by case`, { file: name, line: line2 });
      }
      seen.add(folded);
    }
  }
  function checkSorted(keys, name = "") {
    const order = new KeyOrder(name);
    keys.forEach((key, index) => order.add(key, index + 2));
    if (order.mixed) checkCases(keys, name);
  }
  function* sortedRows(data, header, name = "") {
    const order = new KeyOrder(name);
    for (const row2 of csvRows(data, header, name)) {
      order.add(row2[0][0], row2[1]);
      yield row2;
    }
    if (order.mixed) checkCases(firstColumn(data, header, name), name);
  }
  function* firstColumn(data, header, name) {
    for (const [fields2] of csvRows(data, header, name)) yield fields2[0];
  }

  // merkle.js
  var HASH_BYTES = 32;
  var EMPTY_ROOT = sha256(new Uint8Array(0));
  function leafHash(entry) {
    return sha256.create().update(Uint8Array.of(0)).update(entry).digest();
  }
  function nodeHash(left, right) {
    return sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest();
  }
  function root(leaves) {
    return rootsAt(leaves, [leaves.length]).get(leaves.length);
  }
  var Frontier = class {
    constructor() {
      this.size = 0;
      this.peaks = [];
    }
    /** Adds one leaf hash on the right. */
    append(leaf) {
      let node = leaf;
      for (let size2 = this.size; size2 % 2 === 1; size2 = (size2 - 1) / 2) node = nodeHash(this.peaks.pop(), node);
      this.peaks.push(node);
      this.size++;
    }
    /** The root of the tree so far. */
    root() {
      return this.peaks.length ? this.peaks.reduceRight((right, left) => nodeHash(left, right)) : EMPTY_ROOT;
    }
  };
  function rootsAt(leaves, sizes) {
    const wanted2 = new Set(sizes);
    wanted2.forEach((size2) => require2(Number.isInteger(size2) && size2 >= 0 && size2 <= leaves.length));
    const frontier = new Frontier();
    const roots = new Map(wanted2.has(0) ? [[0, EMPTY_ROOT]] : []);
    for (const leaf of leaves) {
      frontier.append(leaf);
      if (wanted2.has(frontier.size)) roots.set(frontier.size, frontier.root());
    }
    return roots;
  }
  function require2(holds3) {
    if (!holds3) throw new Refused("log-position", "总账中没有这个位置", "there is no such position in the log");
  }

  // checkpoints.js
  var LAST_TIME = 32503679999;
  var TIME_BYTES = 8;
  function parseDecimal(text2) {
    const value = /^(?:0|[1-9][0-9]{0,15})$/.test(text2) ? Number(text2) : NaN;
    if (!Number.isSafeInteger(value)) throw new Malformed("decimal", "不是数", "not a decimal number");
    return value;
  }
  function parseCheckpoint(text2) {
    const lines = text2.split("\n");
    if (lines.length !== 4 || lines[3] !== "" || lines[0] === "" || /[\u0000-\u001f]/.test(lines[0])) {
      throw new Malformed("checkpoint", "不是总账指纹的写法", "not a checkpoint");
    }
    const [size2, root2] = [parseDecimal(lines[1]), decodeBase64(lines[2])];
    if (root2.length !== HASH_BYTES) throw new Malformed("checkpoint", "根不是32字节", "the root hasn't 32 bytes");
    return { origin: lines[0], size: size2, root: root2, text: text2 };
  }
  function fingerprint2(checkpoint) {
    return sha256Hex(checkpoint.text);
  }
  function verifyCheckpoint(note, log) {
    const checkpoint = parseCheckpoint(note.text);
    if (checkpoint.origin !== log.name) {
      throw new Fails("origin", `来源${checkpoint.origin.slice(0, 80)}不符`, "another log's checkpoint");
    }
    if (!note.signedBy(log)) {
      throw new Fails("unsigned-checkpoint", "没有总账的签名", "the log hasn't signed this checkpoint");
    }
    return checkpoint;
  }
  function verifyCosignature(note, vkey) {
    if (vkey.type !== COSIGNER_KEY) throw new Refused("key-type", "不是会签密钥", "not a cosigner's key");
    const line2 = note.signatureOf(vkey);
    if (!line2) return null;
    let time2 = 0;
    for (const byte of line2.signature.slice(0, TIME_BYTES)) time2 = time2 * 256 + byte;
    const message = bytesOf(`cosignature/v1
time ${time2}
${note.text}`);
    const good = time2 <= LAST_TIME && verifySignature(vkey.key, line2.signature.slice(TIME_BYTES), message);
    if (!good) throw new Fails("bad-cosignature", `${vkey.name}的见证签名无效`, `a bad cosignature of ${vkey.name}`);
    return time2;
  }

  // identifiers.js
  var IDENTIFIER2 = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
  var DRAW2 = /^[0-9]{4}-(?:00[1-9]|0[1-9][0-9]|[1-9][0-9]{2,})$/;
  var HEX643 = /^[0-9a-f]{64}$/;
  var RATIO = /^(?:0|1|0\.[0-9]{1,6})$/;
  var COUNT = /^(?:0|[1-9][0-9]*)$/;
  var PARTY = /^[a-z0-9.-]+\/[a-z0-9-]+$/;
  var ABSENT = "ABSENT";
  var VACANT = "-";
  var TIME2 = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;
  var DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
  var DAY = 86400;
  var SHANGHAI = 8 * 3600;
  var [FIRST_YEAR, LAST_YEAR] = [1900, 2999];
  function isIdentifier(text2) {
    return IDENTIFIER2.test(text2);
  }
  function dayStart(year, month, day) {
    const date2 = /* @__PURE__ */ new Date(0);
    date2.setUTCFullYear(year, month - 1, day);
    const exists = date2.getUTCFullYear() === year && date2.getUTCMonth() === month - 1 && date2.getUTCDate() === day;
    return exists && year >= FIRST_YEAR && year <= LAST_YEAR ? date2.getTime() / 1e3 : NaN;
  }
  function parseTime(text2) {
    const found = TIME2.exec(text2);
    if (!found) throw notTime(text2);
    const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
    const [sign, hours, minutes] = [found[7] === "-" ? -1 : 1, Number(found[8] || 0), Number(found[9] || 0)];
    const seconds = dayStart(year, month, day) + hour * 3600 + minute * 60 + second;
    const fine = hour < 24 && minute < 60 && second < 60 && hours < 24 && minutes < 60;
    if (!fine || Number.isNaN(seconds)) throw notTime(text2);
    return seconds - sign * (hours * 3600 + minutes * 60);
  }
  function notTime(text2) {
    return new Malformed("time", `不是时刻：${text2.slice(0, 40)}`, `not a time: ${text2.slice(0, 40)}`);
  }
  function parseDate(text2) {
    const found = DATE.exec(text2);
    const seconds = found ? dayStart(Number(found[1]), Number(found[2]), Number(found[3])) : NaN;
    if (Number.isNaN(seconds)) {
      throw new Malformed("date", `不是日期：${text2.slice(0, 40)}`, `not a date: ${text2.slice(0, 40)}`);
    }
    return seconds;
  }
  function endOf(date2, days2 = 0) {
    return parseDate(date2) + (1 + days2) * DAY - SHANGHAI;
  }
  function timeText(seconds) {
    return `${new Date((seconds + SHANGHAI) * 1e3).toISOString().slice(0, 19)}+08:00`;
  }
  function dateOf(seconds) {
    return timeText(seconds).slice(0, 10);
  }
  function drawNumber(year, ordinal) {
    return `${year}-${String(ordinal).padStart(3, "0")}`;
  }

  // schema.js
  var SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
  function characters(text2) {
    return text2.replace(SURROGATE_PAIR, " ").length;
  }
  var when = (holds3) => (value, path) => holds3(value) ? null : path;
  var matching = (pattern) => when((value) => typeof value === "string" && pattern.test(value));
  var text = (longest) => when((value) => typeof value === "string" && characters(value) <= longest);
  var oneOf = (...texts) => when((value) => texts.includes(value));
  var integer = (least, most) => when((value) => Number.isInteger(value) && least <= value && value <= most);
  var anything = when((value) => typeof value === "object" && !Array.isArray(value));
  var list = (item, least, most) => (value, path) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return path;
    return first(value.map((member, at) => () => item(member, `${path}[${at}]`)));
  };
  var object = (members, optional2 = []) => (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
    const stranger = Object.keys(value).find((key) => !Object.prototype.hasOwnProperty.call(members, key));
    if (stranger !== void 0) return `${path}.${stranger}`;
    const missing2 = Object.keys(members).find((key) => !(key in value) && !optional2.includes(key));
    if (missing2 !== void 0) return `${path}.${missing2}`;
    return first(Object.keys(value).map((key) => () => members[key](value[key], `${path}.${key}`)));
  };
  var mapping = (keys, item, least = 0, most = Infinity) => (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
    const names = Object.keys(value);
    if (names.length < least || names.length > most || !names.every((name) => keys.test(name))) return path;
    return first(names.map((name) => () => item(value[name], `${path}.${name}`)));
  };
  var ruled = (validator, holds3) => (value, path) => validator(value, path) || (holds3(value) ? null : path);
  var areDistinct = (texts) => new Set(texts.map((each) => each.toLowerCase())).size === texts.length;
  var distinct = (validator) => ruled(validator, areDistinct);
  function first(checks) {
    for (const check3 of checks) {
      const found = check3();
      if (found !== null) return found;
    }
    return null;
  }
  var parses = (parse) => (value, path) => {
    if (typeof value !== "string") return path;
    try {
      parse(value);
      return null;
    } catch (error) {
      if (error instanceof Malformed) return path;
      throw error;
    }
  };
  var identifier = matching(IDENTIFIER2);
  var hex64 = matching(HEX643);
  var hex64OrEmpty = when((value) => value === "" || typeof value === "string" && HEX643.test(value));
  var draw = matching(DRAW2);
  var drawOrEmpty = when((value) => value === "" || typeof value === "string" && DRAW2.test(value));
  var party = matching(PARTY);
  var ratio2 = matching(RATIO);
  var count = matching(COUNT);
  var time = parses(parseTime);
  var date = parses(parseDate);
  var whole = integer(0, Number.MAX_SAFE_INTEGER);
  var boolean = when((value) => typeof value === "boolean");
  var line = (longest) => when((value) => typeof value === "string" && value !== "" && characters(value) <= longest && !value.includes("\n"));
  var title = line(200);
  var words = line(500);
  function checked(value, validator, name = "") {
    const wrong = validator(value, "");
    if (wrong === null) return value;
    const member = wrong.replace(/^\./, "") || "(whole)";
    throw new Malformed(
      "member",
      `成员${member}缺失、多余或写法不符`,
      `member ${member} is missing, unknown or not well written`,
      {
        file: name
      }
    );
  }
  function parsePart(data, validator, name = "") {
    return checked(parseJson(data, name), validator, name);
  }

  // records.js
  var WANTED = matching(/^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/);
  var FILE_NAME = /^[0-9a-z][0-9a-z./-]{0,127}$/;
  var LONG = text(4e3);
  var seat = object({ department: WANTED, skill: WANTED });
  var beacon = object({
    source: matching(/^[a-z0-9-]{1,32}$/),
    round: matching(/^[0-9A-Za-z/-]{1,64}$/),
    time
  });
  var files = mapping(FILE_NAME, hex64);
  var either = (one, other) => (value) => one in value !== other in value;
  var quota = ruled(
    object({ stratum: identifier, listed: whole, eligible: whole, ratio: ratio2, count, size: whole }, ["ratio", "count"]),
    either("ratio", "count")
  );
  var planUse = ruled(
    object({ file: hex64, row: identifier, occurrence: matching(/^[1-9][0-9]{0,3}$/), approval: title }, [
      "file",
      "row",
      "occurrence",
      "approval"
    ]),
    (use) => Object.keys(use).length === ("approval" in use ? 1 : 3)
  );
  var removal = object({
    object: identifier,
    inspector: matching(/^(?:-|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/),
    code: oneOf("recused", "prevented", "vacant"),
    late: boolean
  });
  var fileRecord = {
    file: matching(/^[0-9A-Za-z][0-9A-Za-z._/-]{0,127}$/),
    sha256: hex64,
    version: title,
    effective: date
  };
  var row = { draw: drawOrEmpty, object: identifier, row: hex64, replaces: hex64OrEmpty };
  var filing = { draw, period: title, files };
  var NUMBER = integer(1, 9999);
  var MEMBERS = {
    genesis: [{ bureau: title, trust: hex64 }],
    trust: [{ trust: hex64, reason: LONG }],
    items: [fileRecord],
    plan: [fileRecord],
    policy: [fileRecord],
    roster: [
      { table: oneOf("objects", "inspectors", "agencies"), sha256: hex64, rows: whole, changes: hex64, sealed: hex64 }
    ],
    commit: [
      {
        draw,
        title,
        protocol: oneOf("draw/1"),
        basis: object({ size: whole, root: hex64 }),
        plan: planUse,
        register: hex64,
        items: list(identifier, 1, 64),
        files,
        frame: oneOf("open", "blinded"),
        quotas: list(quota, 1, 64),
        team: object({ seats: list(seat, 2, 8) }),
        beacons: list(beacon, 1, 8),
        parties: list(object({ party, commitment: hex64 }), 2, 16),
        reveal_by: time,
        inspect_by: date,
        publish_by: date,
        replaces: object({ draw, differences: list(LONG, 0, 64) })
      },
      ["replaces"]
    ],
    reveal: [{ draw, commit: hex64, party, secret: hex64 }],
    ceremony: [{ draw, commit: hex64, value: matching(/^[0-9]{20}$/) }],
    close: [
      { draw, commit: hex64, reveals: mapping(/^[a-z0-9.-]+\/[a-z0-9-]+$/, matching(/^(?:[0-9a-f]{64}|ABSENT)$/)) }
    ],
    outcome: [{ draw, commit: hex64, close: hex64, seed: hex64, files }],
    change: [
      {
        draw,
        number: NUMBER,
        removals: list(removal, 0, 1e3),
        supplements: list(object({ object: identifier }), 0, 1e3),
        beacon
      }
    ],
    changed: [{ draw, number: NUMBER, change: hex64, answer: anything, files }],
    void: [{ draw, commit: hex64, code: oneOf("error", "absence", "unwitnessed", "beacon-silent"), reason: LONG }],
    audit: [{ draw, checked: whole, errors: whole, statement: LONG }],
    report: [filing, ["draw", "period"]],
    archive: [filing, ["draw", "period"]],
    result: [row],
    correction: [row],
    nonrandom: [row],
    withdraw: [{ ...row, ground: oneOf("repair", "expired", "court"), document: LONG }]
  };
  var VALIDATORS = new Map(
    Object.keys(MEMBERS).map((type) => {
      const [members, optional2] = MEMBERS[type];
      return [type, object({ type: oneOf(type), time, ...members }, optional2)];
    })
  );
  var SIGNERS = {
    genesis: ["draw", "legal", "log", "recovery"],
    trust: ["draw", "legal"],
    items: ["draw", "legal"],
    plan: ["draw", "legal"],
    policy: ["draw", "legal"],
    roster: ["draw"],
    commit: ["draw", "legal"],
    reveal: [],
    ceremony: ["draw", "legal"],
    close: ["draw", "legal"],
    outcome: ["draw", "legal"],
    change: ["draw", "legal"],
    changed: ["draw", "legal"],
    void: ["draw", "legal"],
    audit: ["auditor"],
    report: ["draw"],
    archive: ["draw"],
    result: [],
    correction: [],
    nonrandom: [],
    withdraw: ["draw", "legal"]
  };
  function parseRecord(recordText, name = "") {
    const value = parseJsonText(evidenceText(bytesOf(recordText), name), name);
    const validator = value && typeof value === "object" ? VALIDATORS.get(value.type) : void 0;
    if (!validator) throw new Malformed("type", "不是协议中的记录", "not a record of the protocol", { file: name });
    return checked(value, validator, name);
  }

  // history.js
  var Entry = class {
    constructor(position, data) {
      this.position = position;
      this.data = data;
      this.note = null;
      this.record = null;
      this.fault = null;
      try {
        this.note = parseEntry(data);
        this.record = parseRecord(this.note.text);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        this.fault = error;
      }
      this.hash = this.note ? this.note.hash : "";
    }
  };
  var DrawRecords = class {
    constructor(draw2) {
      this.draw = draw2;
      this.commits = [];
      this.reveals = [];
      this.ceremonies = [];
      this.closes = [];
      this.outcomes = [];
      this.changes = [];
      this.changed = [];
      this.voids = [];
      this.rows = [];
      this.withdrawals = [];
      this.audits = [];
    }
    /** The commit's entry, or null; likewise close, outcome and void. */
    get commit() {
      return this.commits[0] || null;
    }
    get close() {
      return this.closes[0] || null;
    }
    get outcome() {
      return this.outcomes[0] || null;
    }
    get void() {
      return this.voids[0] || null;
    }
    /** Objects (or aliases) that have a result logged before `position`. */
    settledBefore(position) {
      const rows = this.rows.filter((entry) => entry.position < position);
      return new Set(rows.map((entry) => entry.record.object));
    }
  };
  var LISTS2 = {
    commit: "commits",
    reveal: "reveals",
    ceremony: "ceremonies",
    close: "closes",
    outcome: "outcomes",
    change: "changes",
    changed: "changed",
    void: "voids",
    result: "rows",
    correction: "rows",
    withdraw: "withdrawals",
    audit: "audits"
  };
  var History = class {
    /** @param {Uint8Array[]} entries */
    constructor(entries) {
      this.entries = entries.map((data, position) => new Entry(position, data));
      this.draws = /* @__PURE__ */ new Map();
      this.entries.forEach((entry) => this.gather(entry));
    }
    gather(entry) {
      const list2 = entry.record ? LISTS2[entry.record.type] : void 0;
      const draw2 = list2 ? entry.record.draw : "";
      if (!draw2) return;
      if (!this.draws.has(draw2)) this.draws.set(draw2, new DrawRecords(draw2));
      this.draws.get(draw2)[list2].push(entry);
    }
    /** All entries whose record is of one of `types`, in the order of the log. */
    of(...types) {
      return this.entries.filter((entry) => entry.record && types.includes(entry.record.type));
    }
    /** `{position, trust}` of the genesis and of each trust record: which policy was bound where. */
    trustChanges() {
      return this.of("genesis", "trust").map(({ position, record }) => ({ position, trust: record.trust }));
    }
    /** Entries of the item lists, policies or plans logged before `size`, oldest first. */
    files(type, size2) {
      return this.of(type).filter((entry) => entry.position < size2);
    }
    /** The newest roster entry of a table logged before `size`, or null. */
    roster(table, size2) {
      const found = this.of("roster").filter((entry) => entry.record.table === table && entry.position < size2);
      return found.length ? found[found.length - 1] : null;
    }
  };

  // published.js
  var TRUST = "keys/trust.json";
  var CHECKPOINT2 = "log/checkpoint";
  var BUREAU = "data/bureau.json";
  var LISTING = "evidence.json";
  var COMMIT_FILES = ["order.json", "frame.csv", "panel.csv"];
  var OUTCOME_FILES = ["beacon.json", "seed.txt", "selection.csv", "teams.csv"];
  var FRAME_KEY = "frame-key.txt";
  var drawFile = (draw2, name) => `draws/${draw2}/${name}`;
  var revealFile = (number) => `reveal-${number}.note`;
  var changeFile = (number, kind) => {
    const digits = String(number).padStart(4, "0");
    return kind === "done" ? `changes/${digits}-done.note` : `changes/${digits}.${kind}`;
  };
  var rowFile = (row2) => `rows/${row2}.json`;
  var nonrandomFile = (row2) => `data/nonrandom/${row2}.json`;
  var snapshot = (sha2562, suffix = "csv") => `data/snapshots/${sha2562}.${suffix}`;
  var FILED = "data/reports/";
  var filed = (name, sha2562) => `${FILED}${sha2562}.${name.slice(name.lastIndexOf(".") + 1)}`;
  var checkpointFile = (size2) => `log/checkpoints/${size2}`;
  var PATH2 = /^(?:[0-9A-Za-z][0-9A-Za-z._-]*\/)*[0-9A-Za-z][0-9A-Za-z._-]*$/;
  var LONGEST_PATH = 500;
  var MOST_FILES = 2e5;
  function isPath2(path) {
    return path.length <= LONGEST_PATH && PATH2.test(path);
  }
  var TOO_BIG = "too-big";
  var SMALL2 = 1 << 20;
  var BIG_KEPT = 3;
  var Source = class {
    /**
     * @param {(path: string) => Promise<Uint8Array|null>} read
     * @param {string[]} [files] all paths, where the caller knows them (a folder, a zip)
     */
    constructor(read, files2) {
      this.read = read;
      this.files = files2 ? files2.filter(isPath2) : null;
      this.kept = /* @__PURE__ */ new Map();
      this.hashes = /* @__PURE__ */ new Map();
      this.asked = /* @__PURE__ */ new Set();
      this.big = [];
      this.listed = null;
      this.failure = null;
      this.unreadable = /* @__PURE__ */ new Map();
    }
    async bytes(path) {
      if (!isPath2(path)) return null;
      this.asked.add(path);
      if (this.kept.has(path)) return this.kept.get(path);
      const data = await this.load(path);
      this.kept.set(path, data);
      if (data !== null && data.length >= SMALL2 && this.big.push(path) > BIG_KEPT) this.kept.delete(this.big.shift());
      return data;
    }
    async load(path) {
      try {
        return await this.read(path);
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== TOO_BIG) {
          this.failure = error;
          throw error;
        }
        this.unreadable.set(path, error.at(path));
        return null;
      }
    }
    async hash(path) {
      if (!this.hashes.has(path)) {
        const data = await this.bytes(path);
        this.hashes.set(path, data ? sha256Hex(data) : "");
      }
      return this.hashes.get(path);
    }
    /** All paths: those the caller knows, else those of evidence.json, which nobody has signed. */
    async paths() {
      if (!this.files) {
        const data = await this.bytes(LISTING);
        const { value } = data ? attempt(() => parseJson(data, LISTING)) : {};
        const listed = value && Array.isArray(value.files) ? value.files.slice(0, MOST_FILES) : [];
        this.files = Array.from(new Set(listed.filter((path) => typeof path === "string" && isPath2(path)))).sort();
      }
      return this.files;
    }
    /** Whether `path` is among them. */
    async lists(path) {
      if (!this.listed) this.listed = new Set(await this.paths());
      return this.listed.has(path);
    }
  };

  // tiles.js
  var WIDTH = 256;
  function place(index, width) {
    const digits = String(index);
    const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/[0-9]{3}/g);
    const path = groups.map((group, at) => at < groups.length - 1 ? `x${group}` : group).join("/");
    return width === WIDTH ? path : `${path}.p/${width}`;
  }
  function tilePath(level, index, width = WIDTH) {
    return `tile/${level}/${place(index, width)}`;
  }
  function entriesPath(index, width = WIDTH) {
    return `tile/entries/${place(index, width)}`;
  }
  function parseBundle(data, name = "") {
    const entries = [];
    let at = 0;
    while (at + 2 <= data.length) {
      const end = at + 2 + data[at] * 256 + data[at + 1];
      if (end > data.length) break;
      entries.push(data.slice(at + 2, end));
      at = end;
    }
    if (at !== data.length || entries.length === 0 || entries.length > WIDTH) {
      throw new Malformed("bundle", "条目包不完整", "the bundle is cut or has a wrong length", { file: name });
    }
    return entries;
  }
  function* pathsFor(size2) {
    for (let start = 0; start < size2; start += WIDTH) {
      const width = Math.min(WIDTH, size2 - start);
      yield { path: entriesPath(start / WIDTH, width), width };
    }
  }
  function* tilesOf(leaves) {
    let level = 0;
    for (let hashes = leaves; hashes.length; level++) {
      const above = [];
      for (let start = 0; start < hashes.length; start += WIDTH) {
        const chunk = hashes.slice(start, start + WIDTH);
        const tile = new Uint8Array(chunk.length * 32);
        chunk.forEach((hash2, at) => tile.set(hash2, at * 32));
        yield [tilePath(level, start / WIDTH, chunk.length), tile];
        if (chunk.length === WIDTH) above.push(root(chunk));
      }
      hashes = above;
    }
  }

  // trust.js
  var OFFICES = ["draw", "legal", "deputy", "log"];
  var ROLES = [...OFFICES, "observer", "auditor", "recovery"];
  var MINIMUM_NOTICE = 600;
  var LONGEST_NOTICE = 30 * 86400;
  var FOR_EVER = Infinity;
  var POLICY = object({
    origin: matching(/^[a-z0-9.-]+\/shuangsuiji$/),
    keys: list(
      object({ vkey: text(300), role: oneOf(...ROLES), holder: title, outside: boolean, from: whole, until: whole }, [
        "until"
      ]),
      0,
      256
    ),
    witnesses: list(object({ vkey: text(300), name: title, outside: boolean }), 0, 64),
    quorum: object({ total: whole, outside: whole }),
    recovery: whole,
    beacons: list(matching(/^[a-z0-9-]{1,32}$/), 1, 16),
    notice: integer(MINIMUM_NOTICE, LONGEST_NOTICE)
  });
  var untilOf = (key) => key.until === void 0 ? FOR_EVER : key.until;
  var overlap = (a, b) => a.from < untilOf(b) && b.from < untilOf(a);
  var TrustPolicy = class {
    constructor(members, hash2) {
      this.origin = members.origin;
      this.keys = members.keys.map((key) => ({ ...key, parsed: parseVkey(key.vkey) }));
      this.witnesses = members.witnesses.map((witness) => ({ ...witness, parsed: parseVkey(witness.vkey) }));
      this.quorum = members.quorum;
      this.recovery = members.recovery;
      this.beacons = members.beacons;
      this.notice = members.notice;
      this.hash = hash2;
      this.settings = JSON.stringify({ ...members, keys: [] });
      this.watching = JSON.stringify([members.witnesses, members.quorum]);
    }
    /** The keys that count for the entry at `position`, of one role or of all. */
    keysAt(position, role) {
      return this.keys.filter((key) => isValidAt(key, position) && (role === void 0 || key.role === role));
    }
    /** Whether this policy asks for any cosignature at all. */
    get isWatched() {
      return this.quorum.total > 0;
    }
    /**
     * The earliest moment at which the quorum was complete, with who had cosigned by then: `{time, names}`; null where it
     * isn't. Where nobody is asked for, one witness is enough to tell the time.
     *
     * @param {Map<string, number>} times cosigner's vkey → Unix seconds
     */
    quorumOf(times) {
      const signed = this.witnesses.filter(({ vkey }) => times.has(vkey));
      const moments = signed.map(({ vkey }) => times.get(vkey)).sort((a, b) => a - b);
      for (const moment2 of moments) {
        const present = signed.filter(({ vkey }) => times.get(vkey) <= moment2);
        const outside = present.filter((witness) => witness.outside).length;
        if (present.length < Math.max(this.quorum.total, 1) || outside < this.quorum.outside) continue;
        return { time: moment2, names: present.map(({ parsed }) => parsed.name) };
      }
      return null;
    }
  };
  function isValidAt(key, position) {
    return key.from <= position && position < untilOf(key);
  }
  function parseTrust(data, name = "keys/trust.json") {
    const members = parsePart(data, POLICY, name);
    let policy;
    try {
      policy = new TrustPolicy(members, sha256Hex(data));
    } catch (error) {
      if (error instanceof Refused) throw new Malformed(error.code, error.zh, error.en, { file: name });
      throw error instanceof Malformed ? error.at(name) : error;
    }
    const wrong = incoherence(policy);
    if (wrong) throw new Malformed("trust", wrong[0], wrong[1], { file: name });
    return policy;
  }
  function incoherence(policy) {
    const vkeys = [...policy.keys, ...policy.witnesses].map((key) => key.parsed);
    const kinds = [...policy.keys.map(() => NOTE_KEY), ...policy.witnesses.map(() => COSIGNER_KEY)];
    if (vkeys.some((vkey, at) => vkey.type !== kinds[at])) return ["密钥类型不符", "a key of the wrong kind"];
    if (new Set(vkeys.map((vkey) => hexOf(vkey.key))).size !== vkeys.length)
      return ["一把密钥用于两处", "one key stands for two"];
    const names = policy.witnesses.map((witness) => witness.parsed.name);
    if (new Set(names).size !== names.length) return ["两名见证人同名", "two witnesses of one name"];
    const offices = policy.keys.filter((key) => OFFICES.includes(key.role));
    const both = offices.some((a) => offices.some((b) => a.holder === b.holder && a.role !== b.role && overlap(a, b)));
    if (both) return ["一人持有抽查、法制、代签、总账中的两把密钥", "one holder has two of draw, legal, deputy and log keys"];
    if (policy.quorum.total > policy.witnesses.length)
      return ["法定见证数多于见证人", "the quorum exceeds the witnesses"];
    return null;
  }
  function signedBy(policy, note, position) {
    return note.signatures.length ? policy.keysAt(position).filter((key) => note.signedBy(key.parsed)) : [];
  }
  function outsideHolders(keys, role) {
    return new Set(keys.filter((key) => key.role === role && key.outside).map((key) => key.holder)).size;
  }
  var TrustHistory = class {
    /**
     * @param {{position: number, trust: string}[]} changes ascending, the genesis first
     * @param {Map<string, TrustPolicy>} policies by hash, as far as they are held
     */
    constructor(changes, policies) {
      this.changes = changes;
      this.policies = policies;
    }
    /** The policy that decides on the entry at `position`; null where it isn't held. */
    at(position) {
      const before2 = this.changes.filter((change) => change.position < position || change.position === 0);
      return before2.length ? this.policies.get(before2[before2.length - 1].trust) || null : null;
    }
  };

  // ledger.js
  var MAX_SIZE = 5e6;
  var KEPT3 = /^log\/checkpoints\/(?:0|[1-9][0-9]{0,15})$/;
  var HeldCheckpoint = class {
    constructor(path, note, checkpoint, fault) {
      this.path = path;
      this.note = note;
      this.checkpoint = checkpoint;
      this.fault = fault;
      this.prefix = false;
      this.times = /* @__PURE__ */ new Map();
    }
    /** Signed by the log, of these entries, no bad line: its cosignatures count. */
    get good() {
      return this.fault === null && this.prefix;
    }
    /** Its size; 0 where it can't be read. */
    get size() {
      return this.checkpoint ? this.checkpoint.size : 0;
    }
  };
  var Ledger = class {
    constructor() {
      this.entries = [];
      this.leaves = [];
      this.torn = null;
      this.newest = null;
      this.earlier = [];
      this.since = null;
      this.history = new History([]);
      this.trust = new TrustHistory([], /* @__PURE__ */ new Map());
      this.policies = /* @__PURE__ */ new Map();
      this.roots = /* @__PURE__ */ new Map();
      this.signers = /* @__PURE__ */ new Map();
      this.watched = /* @__PURE__ */ new Map();
    }
    get size() {
      return this.entries.length;
    }
    /** The genesis hash: that of entry 0's text; empty where there is none. */
    get genesis() {
      const first2 = this.history.entries[0];
      return first2 ? first2.hash : "";
    }
    /** The newest checkpoint's fingerprint, as notices print it; empty where it can't be read. */
    get fingerprint() {
      return this.newest.checkpoint ? fingerprint2(this.newest.checkpoint) : "";
    }
    /** All checkpoints that are held: the published ones, the newest, and the reader's own. */
    get checkpoints() {
      return [...this.earlier, this.newest, ...this.since ? [this.since] : []];
    }
    /** The root of the first `size` entries; null where there are fewer. */
    rootAt(size2) {
      if (size2 > this.size) return null;
      if (!this.roots.has(size2)) this.roots.set(size2, rootsAt(this.leaves, [size2]).get(size2));
      return this.roots.get(size2);
    }
    /** The same as hex; empty where there are fewer. */
    rootHexAt(size2) {
      const root2 = this.rootAt(size2);
      return root2 ? hexOf(root2) : "";
    }
    /** Who signed an entry, by the policy in force at its position: `{keys, fault}`; null where that isn't published. */
    signersOf(entry) {
      if (!this.signers.has(entry.position)) {
        const policy = this.trust.at(entry.position);
        const { value, fault } = policy ? attempt(() => signedBy(policy, entry.note, entry.position)) : {};
        this.signers.set(entry.position, policy ? { keys: value || [], fault: fault || null } : null);
      }
      return this.signers.get(entry.position);
    }
    /** The keys that signed an entry; nobody where a line is bad (C01 fails for it). */
    keysOf(entry) {
      const signed = entry.note ? this.signersOf(entry) : null;
      return signed ? signed.keys : [];
    }
  };
  async function readLedger(source, { since } = {}) {
    const ledger = new Ledger();
    ledger.newest = await publishedCheckpoint(source, CHECKPOINT2);
    const paths = (await source.paths()).filter((path) => KEPT3.test(path)).sort();
    for (const path of paths) ledger.earlier.push(await publishedCheckpoint(source, path));
    ledger.since = since ? readCheckpoint("since", since) : null;
    await readEntries(source, ledger, ledger.newest.size);
    ledger.leaves = ledger.entries.map(leafHash);
    ledger.history = new History(ledger.entries);
    await readPolicies(source, ledger);
    const sizes = ledger.checkpoints.map(({ size: size2 }) => size2);
    ledger.roots = rootsAt(
      ledger.leaves,
      sizes.filter((size2) => size2 <= ledger.size)
    );
    return ledger;
  }
  async function loadLedger(source) {
    const ledger = await readLedger(source);
    if (ledger.size === 0)
      throw new Malformed("no-log", "没有总账可读", "there is no log to read", { file: CHECKPOINT2 });
    return ledger;
  }
  async function publishedCheckpoint(source, path) {
    const data = await source.bytes(path);
    if (data) return readCheckpoint(path, data);
    const missing2 = new Fails("missing-checkpoint", "没有这个文件", "there is no such file", { file: path });
    return new HeldCheckpoint(path, null, null, source.unreadable.get(path) || missing2);
  }
  function readCheckpoint(path, data) {
    const { value: note = null, fault } = attempt(() => Note.parse(data, path));
    const read = note ? attempt(() => parseCheckpoint(note.text)) : { fault };
    return new HeldCheckpoint(path, note, read.value || null, read.fault ? read.fault.at(path) : null);
  }
  async function readEntries(source, ledger, size2) {
    if (size2 > MAX_SIZE) {
      const en = `the log claims ${size2} entries`;
      ledger.torn = new Malformed("log-size", `总账称有${size2}条`, en, { file: CHECKPOINT2 });
      return;
    }
    for (const { path, width } of pathsFor(size2)) {
      const { value, fault } = await bundle(source, `log/${path}`, width);
      if (fault) {
        ledger.torn = fault;
        return;
      }
      for (const entry of value) ledger.entries.push(entry);
    }
  }
  async function bundle(source, path, width) {
    const full = path.replace(/\.p\/[0-9]+$/, "");
    const file = await source.bytes(path) === null && !source.unreadable.has(path) ? full : path;
    const data = await source.bytes(file);
    const missing2 = new Malformed("bundle", "条目包缺失", "a bundle of entries is missing", { file: path });
    if (!data) return { fault: source.unreadable.get(file) || missing2 };
    const { value: entries, fault } = attempt(() => parseBundle(data, file));
    if (fault || entries.length >= width) return { value: entries && entries.slice(0, width), fault };
    return { fault: new Malformed("bundle", `应有${width}条`, `${width} entries expected`, { file }) };
  }
  async function readPolicies(source, ledger) {
    const changes = ledger.history.trustChanges();
    for (const { trust } of changes) ledger.policies.set(trust, await policyOf(source, trust));
    const held = Array.from(ledger.policies).filter(([, { value }]) => value);
    ledger.trust = new TrustHistory(changes, new Map(held.map(([trust, { value }]) => [trust, value])));
  }
  async function policyOf(source, trust) {
    for (const path of [snapshot(trust, "json"), TRUST]) {
      const data = await source.bytes(path);
      if (!data || sha256Hex(data) !== trust) continue;
      const { value = null, fault = null } = attempt(() => parseTrust(data, path));
      return { path, value, fault };
    }
    return { path: snapshot(trust, "json"), value: null, fault: null };
  }
  function judgeCheckpoints(ledger) {
    const policies = Array.from(ledger.trust.policies.values());
    const witnesses = new Map(policies.flatMap((policy) => policy.witnesses.map(({ vkey, parsed }) => [vkey, parsed])));
    for (const held of ledger.checkpoints) {
      if (!held.checkpoint) continue;
      const root2 = ledger.rootAt(held.size);
      held.prefix = root2 !== null && sameBytes(root2, held.checkpoint.root);
      const { value, fault } = attempt(() => {
        checkSigned(ledger, held);
        return cosignatureTimes(held.note, witnesses);
      });
      if (fault) held.fault = fault.at(held.path);
      else held.times = value;
    }
  }
  function checkSigned(ledger, { note, size: size2 }) {
    const policy = ledger.trust.at(size2);
    const keys = policy ? policy.keys.filter(({ role }) => role === "log") : [];
    let error = new Fails("no-log-key", "没有可用的总账密钥", "no log key counts here");
    for (const key of keys.filter((each) => isValidAt(each, size2) || isValidAt(each, size2 - 1))) {
      const { fault } = attempt(() => verifyCheckpoint(note, key.parsed));
      if (!fault) return;
      error = fault;
    }
    throw error;
  }
  function cosignatureTimes(note, witnesses) {
    const times = /* @__PURE__ */ new Map();
    for (const [vkey, parsed] of witnesses) {
      const time2 = verifyCosignature(note, parsed);
      if (time2 !== null) times.set(vkey, time2);
    }
    return times;
  }

  // rosters.js
  var OBJECTS_HEADER = ["object_id", "name", "kind", "section", "industry", "town", "status", "listed_on"];
  var INSPECTORS_HEADER = [
    "inspector_id",
    "name",
    "department",
    "skills",
    "certificate_until",
    "status",
    "reserve"
  ];
  var AGENCIES_HEADER = ["agency", "name", "kind", "delegation"];
  var LAST_DIVISION = [
    ["A", 5],
    ["B", 12],
    ["C", 43],
    ["D", 46],
    ["E", 50],
    ["F", 52],
    ["G", 60],
    ["H", 62],
    ["I", 65],
    ["J", 69],
    ["K", 70],
    ["L", 72],
    ["M", 75],
    ["N", 79],
    ["O", 82],
    ["P", 83],
    ["Q", 85],
    ["R", 90],
    ["S", 96],
    ["T", 97]
  ];
  var SECTION_OF = /* @__PURE__ */ new Map();
  for (const [section, last] of LAST_DIVISION)
    while (SECTION_OF.size < last) SECTION_OF.set(String(SECTION_OF.size + 1).padStart(2, "0"), section);
  var SECTIONS = new Set(SECTION_OF.values());
  var KINDS = /* @__PURE__ */ new Set(["企业", "个体工商户", "农民专业合作社", "民办非企业单位", "事业单位", "社会团体"]);
  var OBJECT_STATUSES = /* @__PURE__ */ new Set(["存续", "停业", "清算", "注销", "吊销", "撤销", "迁出", "失联"]);
  var AGENCY_KINDS = /* @__PURE__ */ new Set(["own", "delegated", "partner"]);
  var INSPECTOR_STATUSES = /* @__PURE__ */ new Set(["active", "suspended", "transferred"]);
  var CODE = /^(?:[0-9A-Z]{18}|[0-9]{15})$/;
  var TOWN = /^[0-9]{9}$/;
  var MAX_CELL = 500;
  var VALUES2 = /* @__PURE__ */ new Map([
    ["kind", (value) => KINDS.has(value)],
    ["section", (value) => SECTIONS.has(value)],
    ["industry", (value) => SECTION_OF.has(value)],
    ["town", (value) => TOWN.test(value)]
  ]);
  var isText = (cell) => cell !== "" && (cell.length <= MAX_CELL || characters(cell) <= MAX_CELL);
  var isTokens = (cell) => cell.split(";").every((token, at, all) => isIdentifier(token) && (at === 0 || all[at - 1] < token));
  function remembered(holds3) {
    const known = /* @__PURE__ */ new Map();
    return (value) => {
      if (!known.has(value)) known.set(value, holds3(value));
      return known.get(value);
    };
  }
  function isObject([object_id, name, kind, section, industry, town, status, listedOn], isDate3) {
    return CODE.test(object_id) && isText(name) && KINDS.has(kind) && SECTION_OF.get(industry) === section && TOWN.test(town) && OBJECT_STATUSES.has(status) && isDate3(listedOn);
  }
  function isInspector([inspector_id, name, department, skills, certificateUntil, status, reserve], isDate3) {
    return [inspector_id, department].every(isIdentifier) && isText(name) && (skills === "" || isTokens(skills)) && isDate3(certificateUntil) && INSPECTOR_STATUSES.has(status) && ["", "yes"].includes(reserve);
  }
  function isAgency([agency, name, kind, delegation]) {
    const paper = kind !== "delegated" || delegation !== "";
    return isIdentifier(agency) && isText(name) && AGENCY_KINDS.has(kind) && (delegation === "" || isText(delegation)) && paper;
  }
  function* rowsOf(data, { header, isRow: isRow2 }, name) {
    const isDate3 = remembered((value) => date(value, "") === null);
    for (const row2 of sortedRows(data, header, name)) {
      if (!isRow2(row2[0], isDate3)) throw new Malformed("row", "不是名录行", "not a roster's row", { file: name, line: row2[1] });
      yield row2;
    }
  }
  function objectRows(data, name = "") {
    return rowsOf(data, { header: OBJECTS_HEADER, isRow: isObject }, name);
  }
  function inspectorRows(data, name = "") {
    return rowsOf(data, { header: INSPECTORS_HEADER, isRow: isInspector }, name);
  }
  function parseAgencies(data, name = "") {
    const rows = Array.from(rowsOf(data, { header: AGENCIES_HEADER, isRow: isAgency }, name));
    return rows.map(([[agency, title2, kind, delegation]]) => ({ agency, name: title2, kind, delegation }));
  }

  // strata.js
  var PUBLIC_COLUMNS = ["kind", "section", "industry", "town"];
  var FOCUS = "focus";
  var [FOUND_COLUMN, ATTENTION] = ["found", "attention"];
  function holds2(fields2, conditions, { found, attention } = {}) {
    const value = (column) => {
      if (column === FOUND_COLUMN) return found;
      return column === ATTENTION ? attention : fields2[OBJECTS_HEADER.indexOf(column)];
    };
    return conditions.every(({ column, in: values2 }) => values2.includes(value(column)));
  }
  function asks(strata, wanted2) {
    return strata.some(({ where: where2 }) => where2.some(({ column }) => column === wanted2));
  }
  function stratumOf(fields2, strata, derived) {
    const found = strata.find(({ where: where2 }) => holds2(fields2, where2, derived));
    return found ? found.stratum : "";
  }

  // calendar.js
  var DAY2 = 86400;
  var WEEKEND = [0, 6];
  var NEW_YEAR_REACH = "12-29";
  function addDays(date2, days2) {
    return new Date((parseDate(date2) + days2 * DAY2) * 1e3).toISOString().slice(0, 10);
  }
  function yearsBefore(date2, years) {
    const [year, month, day] = date2.split("-").map(Number);
    const last = new Date(Date.UTC(2e3 + (year - years) % 400, month, 0)).getUTCDate();
    const digits = (value, length) => String(value).padStart(length, "0");
    return `${digits(year - years, 4)}-${digits(month, 2)}-${digits(Math.min(day, last), 2)}`;
  }
  var Calendar = class {
    /** @param {Object<string, {off: string[], work: string[]}>} notices by year; one may speak of its neighbours' days */
    constructor(notices3) {
      this.years = new Set(Object.keys(notices3));
      this.worked = /* @__PURE__ */ new Map();
      for (const own of [false, true])
        for (const year of Object.keys(notices3).sort()) this.take(notices3[year], (date2) => date2.startsWith(year) === own);
    }
    take({ off, work }, wanted2) {
      for (const date2 of off.filter(wanted2)) this.worked.set(date2, false);
      for (const date2 of work.filter(wanted2)) this.worked.set(date2, true);
    }
    /** Whether all notices that may speak of this day are there: in its last days, the next year's may, too. */
    knows(date2) {
      const year = date2.slice(0, 4);
      if (this.worked.has(date2)) return true;
      return this.years.has(year) && (date2.slice(5) < NEW_YEAR_REACH || this.years.has(String(Number(year) + 1)));
    }
    /** Whether this is a working day. */
    isWorking(date2) {
      if (this.worked.has(date2)) return this.worked.get(date2);
      return !WEEKEND.includes(new Date(parseDate(date2) * 1e3).getUTCDay());
    }
  };
  function publicBy(date2, { publish_days: days2, publish_working_days: wanted2 }, calendar) {
    const latest = addDays(date2, days2);
    for (let at = 1, working = 0; at <= days2; at++) {
      const day = addDays(date2, at);
      if (!calendar.knows(day)) return { earliest: addDays(date2, Math.min(wanted2, days2)), latest };
      if (calendar.isWorking(day)) working++;
      if (working === wanted2) return { earliest: day, latest: day };
    }
    return { earliest: latest, latest };
  }

  // visits.js
  var FOUND = ["clean", "none", "problem"];
  function byDay(visits) {
    const days2 = /* @__PURE__ */ new Map();
    for (const { day, items: items2, codes } of visits) {
      if (!days2.has(day)) days2.set(day, { day, items: /* @__PURE__ */ new Set(), codes: /* @__PURE__ */ new Set() });
      const one = days2.get(day);
      items2.forEach((item) => one.items.add(item));
      codes.forEach((code) => one.codes.add(code));
    }
    return Array.from(days2.values()).sort((a, b) => a.day < b.day ? -1 : 1);
  }
  var every = (codes, holds3) => Array.from(codes).every(holds3);
  function isClean({ codes }, { result_codes: meanings }) {
    return every(codes, (code) => code in meanings && meanings[code].clean === true);
  }
  function isProblem({ codes }, { result_codes: meanings }) {
    const harmless = (code) => code in meanings && (meanings[code].clean === true || "roster_action" in meanings[code]);
    return !every(codes, harmless);
  }
  function recent(visits, day, { numbers }) {
    const from = yearsBefore(day, numbers.clean_years);
    return visits.filter((visit) => from < visit.day && visit.day <= day);
  }
  function foundAt(visits, day, policy) {
    const past = byDay(visits).filter((visit) => visit.day <= day);
    const counted2 = Array.from(/* @__PURE__ */ new Set([...past.slice(-1), ...recent(past, day, policy)]));
    if (counted2.some((visit) => isProblem(visit, policy))) return "problem";
    return counted2.length && counted2.every((visit) => isClean(visit, policy)) ? "clean" : "none";
  }

  // conditions.js
  var [MOST, MOST_VALUES] = [8, 200];
  var conditionsOn = (values2) => {
    const condition = object({ column: oneOf(...values2.keys()), in: distinct(list(words, 1, MOST_VALUES)) });
    const possible = ruled(condition, ({ column, in: wanted2 }) => wanted2.every(values2.get(column)));
    const once = (conditions) => new Set(conditions.map(({ column }) => column)).size === conditions.length;
    return ruled(list(possible, 0, MOST), once);
  };
  var publicWhere = conditionsOn(VALUES2);
  var stratumWhere = conditionsOn(
    new Map([...VALUES2, [FOUND_COLUMN, (value) => FOUND.includes(value)], [ATTENTION, (value) => value === "yes"]])
  );

  // orders.js
  var LONG2 = text(4e3);
  var MOST_BYTES = 2 ** 20;
  var where = list(object({ column: identifier, in: list(title, 1, 1e3) }), 0, 16);
  var ORDER3 = object({
    title,
    unit: identifier,
    items: list(identifier, 1, 64),
    kind: oneOf("undirected", "directed"),
    method: oneOf("daily", "special", "paper"),
    visits: oneOf("announced", "unannounced", "paper"),
    frame: oneOf("open", "blinded"),
    approval: LONG2,
    approval_no: LONG2,
    notice_no: LONG2,
    targeting: where,
    scheme: identifier,
    strata: list(object({ stratum: identifier, title, where, ratio: ratio2, count }, ["ratio", "count"]), 1, 64),
    exclusions: list(identifier, 0, 16),
    team: list(seat, 2, 8),
    beacons: list(beacon, 1, 8),
    times: object({ reveal_by: time, inspect_by: date, publish_by: date })
  });
  var days = integer(1, 3660);
  var small = integer(1, 120);
  var monthDay = matching(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/);
  var sources = list(oneOf("drand-quicknet", "lottery-ssq", "lottery-dlt", "nist-2", "ceremony"), 1, 8);
  var flags = distinct(list(oneOf("C1", "C2", "C3", "C4", "C5", "C6", "C7"), 0, 7));
  var dates = list(date, 0, 100);
  var NUMBERS = {
    publish_days: days,
    publish_working_days: days,
    certificate_days: days,
    withdraw_after_months: small,
    small_population: small,
    high_chance: ratio2,
    joint_share: ratio2,
    retention_years: small,
    roster_age_days: days,
    basis_age_days: days,
    clean_visits: small,
    clean_years: small,
    merge_below: small,
    confidence: ratio2,
    jump_level: ratio2,
    edit_days: days,
    referral_days: days,
    object_days: days,
    receive_days: days,
    decide_days: days,
    plan_due: monthDay,
    report_on: list(monthDay, 0, 12)
  };
  var TARGETS = ["plan_done", "on_time", "joint", "roster_fresh", "substitutions", "corrections"];
  var FOCUS2 = {
    public: list(publicWhere, 1, 16),
    market: distinct(list(oneOf("A", "B", "C", "D"), 0, 4)),
    hr: distinct(list(oneOf("A", "B", "C"), 0, 3)),
    flags
  };
  var MEANING = {
    text: words,
    exclusive: boolean,
    clean: boolean,
    needs_followup: boolean,
    needs: list(oneOf("rectify_notice", "rectify_done_on"), 0, 12),
    refer: words,
    roster_action: oneOf("deactivate", "remove", "transfer"),
    publish: oneOf("full", "after_decision", "count_only"),
    note: words,
    origin: words
  };
  var optional = (members, ...needed) => object(
    members,
    Object.keys(members).filter((name) => !needed.includes(name))
  );
  var stratum = object({ stratum: identifier, title, where: stratumWhere }, ["where"]);
  var TELLING = ["投诉", "举报", "黑名单", "失信", "违法", "风险", "监控", "关注", "信用"];
  function standsApart({ stratum: label, title: shown3, where: conditions = [] }) {
    if (label !== FOCUS) return !conditions.some(({ column }) => column === ATTENTION);
    const alone = conditions.length === 1 && conditions[0].column === ATTENTION;
    return alone && !TELLING.some((word) => shown3.includes(word));
  }
  var scheme = ruled(list(stratum, 1, 64), (strata) => {
    const isRest = ({ where: conditions = [] }) => conditions.length === 0;
    const fine = (each, at) => isRest(each) === (at === strata.length - 1) && standsApart(each);
    return strata.every(fine) && areDistinct(strata.map((each) => each.stratum));
  });
  var POLICY2 = ruled(
    object(
      {
        schema: integer(1, 1),
        version: title,
        effective: date,
        numbers: optional(NUMBERS),
        strata: mapping(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, scheme, 1, 64),
        focus: optional(FOCUS2, "public"),
        lapses_on: flags,
        targets: optional(Object.fromEntries(TARGETS.map((name) => [name, ratio2]))),
        beacons: optional({ connected: sources, offline: sources }),
        result_codes: mapping(/^(?:[1-9][0-9]?|[A-Z][0-9]?)$/, optional(MEANING, "text")),
        calendars: mapping(/^2[0-9]{3}$/, object({ off: dates, work: dates }))
      },
      ["focus", "lapses_on", "targets", "beacons"]
    ),
    ({ focus, strata }) => focus !== void 0 || !Object.values(strata).some((each) => asksAttention(each))
  );
  var asksAttention = (strata) => asks(strata.map((each) => ({ where: each.where || [] })), ATTENTION);
  var LAPSES_ON = ["C1", "C2", "C3"];
  var USUAL = {
    publish_days: 30,
    publish_working_days: 20,
    withdraw_after_months: 3,
    small_population: 20,
    high_chance: "0.5",
    clean_visits: 2,
    clean_years: 1,
    edit_days: 30
  };
  function needsAudit({ visits, exclusions, strata }, { lapses_on: lapsesOn }) {
    const focus = strata.some((each) => each.stratum === FOCUS);
    return visits !== "unannounced" || focus || exclusions.includes("clean-twice") && lapsesOn.length > 0;
  }
  var ITEM = object({
    item: identifier,
    name: title,
    class: oneOf("重点检查事项", "一般检查事项"),
    law_type: words,
    basis: distinct(list(words, 1, 200)),
    unit: identifier,
    method: distinct(list(matching(/^[1-9][0-9]?$/), 1, 6)),
    ratio: ratio2,
    frequency_cap: integer(1, 12),
    scope: publicWhere,
    scope_text: words,
    skill: matching(/^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/)
  });
  var ITEMS = object({
    schema: integer(1, 1),
    version: title,
    effective: date,
    items: ruled(list(ITEM, 1, 500), (items2) => areDistinct(items2.map(({ item }) => item)))
  });
  function parseApproved(data, validator, name) {
    if (data.length > MOST_BYTES) throw new Malformed("size", "文件太大", "the file is too big", { file: name });
    return parsePart(data, validator, name);
  }
  function parseOrder(data, name = "order.json") {
    return parsePart(data, ORDER3, name);
  }
  function parsePolicy(data, name = "") {
    const policy = parseApproved(data, POLICY2, name);
    return { ...policy, numbers: { ...USUAL, ...policy.numbers }, lapses_on: policy.lapses_on || LAPSES_ON };
  }
  function parseItems(data, name = "") {
    return parseApproved(data, ITEMS, name);
  }

  // blinding.js
  var OPENING = object({ object_id: identifier, salt: hex64 });
  var words2 = text(Infinity);
  var RECEIPT = object({
    draw: words2,
    opening: OPENING,
    stratum: identifier,
    excluded: words2,
    genesis: hex64
  });
  function openedAlias(draw2, { object_id, salt }) {
    return alias(draw2, object_id, salt);
  }
  function parseFrameKey(data, name = "frame-key.txt") {
    const written = String.fromCharCode.apply(null, data.subarray(0, 80));
    if (!/^[0-9a-f]{64}\n$/.test(written)) {
      throw new Malformed("frame-key", "不是名单密钥", "not a frame key", { file: name });
    }
    return Uint8Array.from(written.match(/[0-9a-f]{2}/g), (pair) => parseInt(pair, 16));
  }

  // rows.js
  var ROW_FILE = object({ salt: hex64, text: text(6e4) });
  var inspectors = list(identifier, 2, 8);
  var items = list(identifier, 1, 64);
  var REVIEW = object({ mode: oneOf("masked", "withheld"), ground: identifier });
  var FOUND2 = {
    visited_on: date,
    fixed_on: date,
    inspectors,
    method: identifier,
    codes: list(identifier, 1, 16),
    dispositions: list(identifier, 0, 16),
    remark: text(4e3),
    review: REVIEW
  };
  var RESULT_ROW = object(
    {
      draw,
      object: identifier,
      opening: OPENING,
      items,
      ...FOUND2,
      reason: text(4e3),
      follow_up: object({ visited_on: date, inspectors })
    },
    ["opening", "follow_up", "review"]
  );
  var NONRANDOM_ROW = object(
    {
      id: identifier,
      object: identifier,
      agency: identifier,
      items,
      code: oneOf("COMPLAINT", "BIGDATA", "TRANSFER", "SUPERIOR"),
      from: date,
      to: date,
      source: hex64,
      result: object(FOUND2, ["review"]),
      reason: text(4e3)
    },
    ["result"]
  );
  function parseRowFile(data, name = "") {
    return parsePart(data, ROW_FILE, name);
  }
  function rowOf(file) {
    return rowHash(file.salt, file.text);
  }
  function parseResultRow(file, name = "") {
    return parsePart(bytesOf(file.text), RESULT_ROW, name);
  }
  function parseNonrandomRow(file, name = "") {
    return parsePart(bytesOf(file.text), NONRANDOM_ROW, name);
  }

  // selection.js
  var PAUSE = 16384;
  function* ticketsByStratum(frame, seed2) {
    const counts = new Array(frame.strata.length).fill(0);
    for (let at = 0; at < frame.size; at++) if (frame.excluded[at] === 0) counts[frame.stratum[at]]++;
    const tickets = counts.map((count2) => ({ rows: new Uint32Array(count2), keys: new Float64Array(count2) }));
    const filled = new Array(counts.length).fill(0);
    const prefix = new PrefixHash(`${seed2}:object:`);
    for (let at = 0; at < frame.size; at++) {
      if (at % PAUSE === PAUSE - 1) yield at;
      if (frame.excluded[at] !== 0) continue;
      const stratum2 = frame.stratum[at];
      const index = filled[stratum2]++;
      tickets[stratum2].rows[index] = at;
      tickets[stratum2].keys[index] = prefix.key(frame.idBytes(at));
    }
    return new Map(frame.strata.map((stratum2, number) => [stratum2, tickets[number]]));
  }
  function lowestRows({ rows, keys }, size2) {
    if (size2 >= rows.length) return Array.from(rows);
    const limit = keys.slice().sort()[size2 - 1];
    return Array.from(rows).filter((_, index) => keys[index] <= limit);
  }
  function byTicketThenId(a, b) {
    return compareBytes(a.ticket, b.ticket) || compareBytes(a.object_id, b.object_id);
  }
  function* selectSteps(frame, sizes, seed2) {
    const tickets = yield* ticketsByStratum(frame, seed2);
    const prefix = new PrefixHash(`${seed2}:object:`);
    const drawn2 = [];
    for (const [stratum2, held] of tickets) {
      const size2 = sizes.get(stratum2) || 0;
      if (size2 === 0) continue;
      const lowest = lowestRows(held, size2).map((at) => {
        return { rank: 0, object_id: frame.row(at).object_id, stratum: stratum2, ticket: prefix.hex(frame.idBytes(at)) };
      });
      for (const row2 of lowest.sort(byTicketThenId).slice(0, size2)) drawn2.push(row2);
      yield frame.size;
    }
    drawn2.sort(byTicketThenId);
    drawn2.forEach((row2, index) => {
      row2.rank = index + 1;
    });
    return drawn2;
  }
  function select(frame, sizes, seed2) {
    const steps = selectSteps(frame, sizes, seed2);
    for (; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  // names.js
  var NEAR = 64;
  var MOST_NAMES = 65535;
  var LATIN = new TextDecoder("latin1");
  var Names = class {
    constructor(list2) {
      this.list = list2;
      this.bytes = list2.map(bytesOf);
      this.numbers = new Map(list2.map((text2, number) => [text2, number]));
    }
    /** The number of `data` from `start` to `end`; -1 where there are too many different ones. */
    numberOf(data, start, end) {
      const length = end - start;
      const near = Math.min(this.bytes.length, NEAR);
      for (let number = 0; number < near; number++) {
        const known = this.bytes[number];
        let at = known.length === length ? 0 : Infinity;
        while (at < length && known[at] === data[start + at]) at++;
        if (at === length) return number;
      }
      return this.slowNumberOf(data.subarray(start, end));
    }
    slowNumberOf(bytes) {
      const text2 = LATIN.decode(bytes);
      const known = this.numbers.get(text2);
      if (known !== void 0 || this.list.length > MOST_NAMES) return known === void 0 ? -1 : known;
      this.numbers.set(text2, this.list.length);
      this.bytes.push(bytes);
      return this.list.push(text2) - 1;
    }
  };

  // tables.js
  var FRAME_HEADER = ["object_id", "stratum", "excluded"];
  var PANEL_HEADER = ["inspector_id", "department", "skills", "excluded", "reserve"];
  var SELECTION_HEADER = ["rank", "object_id", "stratum", "ticket"];
  var TEAMS_HEADER = ["object_id", "seat", "inspector_id", "ticket"];
  var CHANGE_HEADER = ["kind", "object_id", "removed", "added", "ticket"];
  var PANEL_EXCLUSIONS = ["", "expired", "suspended", "transferred"];
  var [COMMA, LF2] = [44, 10];
  var MAX_ID = 64;
  var LATIN2 = new TextDecoder("latin1");
  function badRow(name, line2, zh, en) {
    return new Malformed("row", zh, en, { file: name, line: line2 });
  }
  var ID_BYTES = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const char = String.fromCharCode(byte);
    ID_BYTES[byte] = /[0-9A-Za-z]/.test(char) ? 2 : /[._-]/.test(char) ? 1 : 0;
  }
  var Frame = class {
    constructor(data, capacity2) {
      this.data = data;
      this.size = 0;
      this.start = new Uint32Array(capacity2);
      this.length = new Uint8Array(capacity2);
      this.stratum = new Uint16Array(capacity2);
      this.excluded = new Uint16Array(capacity2);
      this.strata = [];
      this.codes = [""];
    }
    /** The id's bytes of row `at`. */
    idBytes(at) {
      return this.data.subarray(this.start[at], this.start[at] + this.length[at]);
    }
    /** Row `at` as `{object_id, stratum, excluded}`. */
    row(at) {
      return {
        object_id: LATIN2.decode(this.idBytes(at)),
        stratum: this.strata[this.stratum[at]],
        excluded: this.codes[this.excluded[at]]
      };
    }
    /** Where row `at` stands: `stratum,code`. */
    place(at) {
      return `${this.strata[this.stratum[at]]},${this.codes[this.excluded[at]]}`;
    }
    /** Whether row `at` is the object's. */
    isAt(at, objectId) {
      if (at >= this.size || this.length[at] !== objectId.length) return false;
      let same = 0;
      while (same < objectId.length && this.data[this.start[at] + same] === objectId.charCodeAt(same)) same++;
      return same === objectId.length;
    }
    /** The index of an id, or -1. */
    find(objectId) {
      const wanted2 = bytesOf(objectId);
      let [low, high] = [0, this.size - 1];
      while (low <= high) {
        const middle = low + high >>> 1;
        const order = compareIds(this.idBytes(middle), wanted2);
        if (order === 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    }
    /** All rows as objects, one after another. */
    *rows() {
      for (let at = 0; at < this.size; at++) yield this.row(at);
    }
  };
  function compareIds(left, right) {
    const shorter = Math.min(left.length, right.length);
    for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return left[at] - right[at];
    return left.length - right.length;
  }
  function precedes(data, left, right) {
    let at = 0;
    while (data[left + at] === data[right + at] && data[left + at] !== COMMA) at++;
    return data[left + at] < data[right + at];
  }
  function identifierEnd(data, at) {
    if (ID_BYTES[data[at]] !== 2) return -1;
    let end = at + 1;
    while (ID_BYTES[data[end]]) end++;
    return end - at <= MAX_ID ? end : -1;
  }
  function casesIn(frame) {
    let [upper, lower] = [false, false];
    for (let at = 0; at < frame.size && !(upper && lower); at++) {
      for (let i = frame.start[at], end = i + frame.length[at]; i < end; i++) {
        upper = upper || frame.data[i] >= 65 && frame.data[i] <= 90;
        lower = lower || frame.data[i] >= 97 && frame.data[i] <= 122;
      }
    }
    return upper && lower;
  }
  function* ids(frame) {
    for (let at = 0; at < frame.size; at++) yield LATIN2.decode(frame.idBytes(at));
  }
  function* frameSteps(data, name = "frame.csv") {
    const header = bytesOf(`${FRAME_HEADER.join(",")}
`);
    if (compareIds(data.subarray(0, header.length), header) !== 0) {
      throw badRow(name, 1, "表头不符", `the header must be ${FRAME_HEADER.join(",")}`);
    }
    let lines = 0;
    for (let at = data.indexOf(LF2); at !== -1; at = data.indexOf(LF2, at + 1)) lines++;
    const frame = new Frame(data, lines);
    const [strata, codes] = [new Names(frame.strata), new Names(frame.codes)];
    for (let at = header.length; at < data.length; ) {
      const row2 = frame.size;
      const bad = () => badRow(name, row2 + 2, "不是“编号,分组,排除代码”", "not object_id,stratum,excluded");
      const idEnd = identifierEnd(data, at);
      if (idEnd < 0 || data[idEnd] !== COMMA) throw bad();
      const stratumEnd = identifierEnd(data, idEnd + 1);
      if (stratumEnd < 0 || data[stratumEnd] !== COMMA) throw bad();
      const codeEnd = data[stratumEnd + 1] === LF2 ? stratumEnd + 1 : identifierEnd(data, stratumEnd + 1);
      if (codeEnd < 0 || data[codeEnd] !== LF2) throw bad();
      const [stratum2, code] = [
        strata.numberOf(data, idEnd + 1, stratumEnd),
        codes.numberOf(data, stratumEnd + 1, codeEnd)
      ];
      if (stratum2 < 0 || code < 0) throw bad();
      frame.start[row2] = at;
      frame.length[row2] = idEnd - at;
      frame.stratum[row2] = stratum2;
      frame.excluded[row2] = code;
      if (row2 > 0 && !precedes(data, frame.start[row2 - 1], at)) {
        throw badRow(name, row2 + 2, "未按字节排序或编号重复", "not in byte order, or a duplicate id");
      }
      frame.size++;
      at = codeEnd + 1;
      if (frame.size % 16384 === 0) yield frame.size;
    }
    if (casesIn(frame)) checkCases(ids(frame), name);
    return frame;
  }
  function parseFrame(data, name = "frame.csv") {
    const steps = frameSteps(data, name);
    for (; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }
  function parsePanel(data, name = "panel.csv") {
    const rows = parseCsv(data, PANEL_HEADER, name).map((fields2, index) => {
      const [inspector_id, department, joined, excluded, reserve] = fields2;
      const skills = joined === "" ? [] : joined.split(";");
      const fine = [inspector_id, department, ...skills].every(isIdentifier) && skills.every((skill, at) => at === 0 || skills[at - 1] < skill) && PANEL_EXCLUSIONS.includes(excluded) && ["", "yes"].includes(reserve);
      if (!fine) throw badRow(name, index + 2, "检查人员行不符", "not a panel row");
      return { inspector_id, department, skills, excluded, reserve };
    });
    checkSorted(
      rows.map((row2) => row2.inspector_id),
      name
    );
    return rows;
  }
  function panelText(rows) {
    const fields2 = (row2) => [row2.inspector_id, row2.department, row2.skills.join(";"), row2.excluded, row2.reserve];
    return csvText(PANEL_HEADER, rows.map(fields2));
  }
  function selectionText(rows) {
    return csvText(
      SELECTION_HEADER,
      rows.map((row2) => [String(row2.rank), row2.object_id, row2.stratum, row2.ticket])
    );
  }
  function parseSelection(data, name = "selection.csv") {
    return parseCsv(data, SELECTION_HEADER, name).map(([rank, object_id, stratum2, ticket], index) => {
      const fine = rank === String(index + 1) && isIdentifier(object_id) && HEX643.test(ticket);
      if (!fine) throw badRow(name, index + 2, "抽中名单行不符", "not a selection row");
      return { rank: index + 1, object_id, stratum: stratum2, ticket };
    });
  }
  function teamsText(rows) {
    return csvText(
      TEAMS_HEADER,
      rows.map((row2) => [row2.object_id, String(row2.seat), row2.inspector_id, row2.ticket])
    );
  }
  function parseTeams(data, name = "teams.csv") {
    return parseCsv(data, TEAMS_HEADER, name).map(([object_id, seat2, inspector_id, ticket], index) => {
      const someone = inspector_id === VACANT ? ticket === "" : isIdentifier(inspector_id) && HEX643.test(ticket);
      if (!isIdentifier(object_id) || !/^[1-8]$/.test(seat2) || !someone) {
        throw badRow(name, index + 2, "检查组行不符", "not a teams row");
      }
      return { object_id, seat: Number(seat2), inspector_id, ticket };
    });
  }
  function changeText(rows) {
    return csvText(
      CHANGE_HEADER,
      rows.map((row2) => [row2.kind, row2.object_id, row2.removed, row2.added, row2.ticket])
    );
  }

  // seats.js
  var ANY = "*";
  function fits(inspector, seat2) {
    return inspector.excluded === "" && (seat2.department === ANY || seat2.department === inspector.department) && (seat2.skill === ANY || inspector.skills.includes(seat2.skill));
  }
  function fitting(panel, seat2) {
    return panel.filter((row2) => fits(row2, seat2)).map((row2) => row2.inspector_id);
  }
  function regular(panel) {
    return panel.filter((row2) => row2.reserve === "");
  }
  function seatOrder(seats, panel) {
    const rows = regular(panel);
    const counted2 = seats.map((seat2) => ({ seat: seat2, count: fitting(rows, seat2).length }));
    counted2.sort(
      (a, b) => a.count - b.count || compareBytes(a.seat.department, b.seat.department) || compareBytes(a.seat.skill, b.seat.skill)
    );
    return counted2.map((entry) => entry.seat);
  }
  var Matching = class {
    constructor(choices) {
      this.choices = choices;
      this.seatOf = /* @__PURE__ */ new Map();
      this.personOf = new Array(choices.length).fill(null);
    }
    /** Gives `seat` a person, re-seating others where needed. Whoever is seated stays seated. */
    fillSeat(seat2, visited = /* @__PURE__ */ new Set()) {
      for (const person of this.choices[seat2]) {
        if (visited.has(person)) continue;
        visited.add(person);
        const held = this.seatOf.get(person);
        if (held === void 0 || this.fillSeat(held, visited)) return this.put(person, seat2);
      }
      return false;
    }
    /** Gives `person` a seat, moving others where needed. Every seat that is filled stays filled. */
    seatPerson(person, visited = /* @__PURE__ */ new Set()) {
      for (let seat2 = 0; seat2 < this.choices.length; seat2++) {
        if (visited.has(seat2) || !this.choices[seat2].includes(person)) continue;
        visited.add(seat2);
        const holder = this.personOf[seat2];
        if (holder === null || this.seatPerson(holder, visited)) return this.put(person, seat2);
      }
      return false;
    }
    put(person, seat2) {
      this.seatOf.set(person, seat2);
      this.personOf[seat2] = person;
      return true;
    }
  };
  function fillable(choices, taken = /* @__PURE__ */ new Set()) {
    const open = choices.map((ids2) => taken.size ? ids2.filter((id) => !taken.has(id)) : ids2);
    if (open.every((ids2) => ids2.length >= open.length)) return true;
    const matching2 = new Matching(open);
    return open.every((_, seat2) => matching2.fillSeat(seat2));
  }
  function seatable(members, choices, helpers) {
    if (members.length > choices.length) return false;
    const allowed = choices.map((ids2) => ids2.filter((id) => helpers.has(id) || members.includes(id)));
    const matching2 = new Matching(allowed);
    return members.every((member) => matching2.seatPerson(member)) && allowed.every((_, seat2) => matching2.personOf[seat2] !== null || matching2.fillSeat(seat2));
  }

  // teams.js
  var MINIMUM_SEATS = 2;
  var PAUSE2 = 64;
  var TeamDraw = class {
    /**
     * @param {object[]} panel all rows of panel.csv
     * @param {{department: string, skill: string}[]} seats in the commit's order
     * @param {{loads?: Map<string, number>, barred?: Set<string>}} [start] loads to begin with (in a change: teams.csv
     *   and earlier supplements); ids that serve no more in this draw
     */
    constructor(panel, seats, { loads = /* @__PURE__ */ new Map(), barred = /* @__PURE__ */ new Set() } = {}) {
      const able = panel.filter((row2) => !barred.has(row2.inspector_id));
      const pools = [regular(able), able].map((rows) => seats.map((seat2) => fitting(rows, seat2)));
      this.seats = seats;
      this.loads = new Map(loads);
      this.choices = seats.length < MINIMUM_SEATS ? void 0 : pools.find((choices) => fillable(choices));
    }
    /**
     * The team of one object, seat by seat; every seat `-` where the panel admits none.
     *
     * @returns {{object_id: string, seat: number, inspector_id: string, ticket: string}[]}
     */
    team(seed2, objectId) {
      const member = (inspector, index, ticket) => {
        return { object_id: objectId, seat: index + 1, inspector_id: inspector, ticket };
      };
      if (!this.choices) return this.seats.map((_, index) => member(VACANT, index, ""));
      const tickets = new TicketBook(seed2, objectId);
      const taken = /* @__PURE__ */ new Set();
      const team2 = this.seats.map((_, index) => {
        const inspector = this.candidate(index, taken, tickets);
        taken.add(inspector);
        return member(inspector, index, tickets.of(inspector));
      });
      for (const inspector of taken) this.loads.set(inspector, (this.loads.get(inspector) || 0) + 1);
      return team2;
    }
    /** Whoever has the smallest (load, ticket, id) among those with whom the remaining seats can still be filled. */
    candidate(seat2, taken, tickets) {
      const rest = this.choices.slice(seat2 + 1);
      const free = this.choices[seat2].filter((inspector) => !taken.has(inspector));
      const loads = Array.from(new Set(free.map((inspector) => this.loads.get(inspector) || 0))).sort((a, b) => a - b);
      for (const load of loads) {
        const equals = free.filter((inspector) => (this.loads.get(inspector) || 0) === load);
        for (const inspector of tickets.sort(equals)) {
          if (fillable(rest, /* @__PURE__ */ new Set([...taken, inspector]))) return inspector;
        }
      }
      throw new Error("a panel that fills all seats can always fill the rest");
    }
  };
  var TicketBook = class {
    constructor(seed2, objectId) {
      this.prefix = new PrefixHash(`${seed2}:inspector:${objectId}:`);
      this.known = /* @__PURE__ */ new Map();
    }
    of(inspector) {
      let ticket = this.known.get(inspector);
      if (ticket === void 0) {
        ticket = this.prefix.hex(bytesOf(inspector));
        this.known.set(inspector, ticket);
      }
      return ticket;
    }
    /** Inspectors by ticket, then id. */
    sort(inspectors2) {
      return inspectors2.slice().sort((a, b) => compareBytes(this.of(a), this.of(b)) || compareBytes(a, b));
    }
  };
  function* teamSteps(panel, seats, objectsByRank, seed2) {
    const draw2 = new TeamDraw(panel, seats);
    const rows = [];
    for (let at = 0; at < objectsByRank.length; at++) {
      for (const member of draw2.team(seed2, objectsByRank[at])) rows.push(member);
      if (at % PAUSE2 === PAUSE2 - 1) yield at;
    }
    return rows;
  }
  function teamsByObject(rows) {
    const teams = /* @__PURE__ */ new Map();
    for (const row2 of rows) {
      if (!teams.has(row2.object_id)) teams.set(row2.object_id, []);
      teams.get(row2.object_id).push(row2.inspector_id);
    }
    return teams;
  }

  // page/context.js
  async function gather(reader, draw2) {
    const [bureau, trust, note, commit, voided, order] = await Promise.all([
      json(reader, "data/bureau.json"),
      json(reader, "keys/trust.json"),
      textOf(reader, "log/checkpoint"),
      noteOf(reader, `draws/${draw2}/commit.note`),
      reader.read(`draws/${draw2}/void.note`).catch(() => null),
      json(reader, `draws/${draw2}/order.json`)
    ]);
    const demo = Boolean(bureau && bureau.demo === true && bureau.now);
    const beacons = commit && Array.isArray(commit.beacons) ? commit.beacons.map((beacon2) => String(beacon2.time)) : [];
    return {
      demo,
      now: demo ? bureau.now : (/* @__PURE__ */ new Date()).toISOString().replace(/\.[0-9]+Z$/, "Z"),
      rows: commit && Array.isArray(commit.quotas) ? commit.quotas.reduce((sum, quota2) => sum + Number(quota2.listed), 0) : 0,
      snapshots: commit && commit.files ? Object.keys(commit.files).filter((name) => name.startsWith("snapshots/")).map((name) => `data/${name}`) : [],
      bureau: { name: words3(bureau && bureau.bureau), ...contactOf(bureau) },
      names: { parties: holders(trust), strata: titles(order) },
      witnesses: (trust && Array.isArray(trust.witnesses) ? trust.witnesses : []).map((one) => ({ name: words3(one.name), outside: one.outside === true })),
      note,
      title: words3(commit && commit.title),
      fires: beacons.sort()[0] || "",
      voided: voided !== null
    };
  }
  function contactOf(bureau) {
    const contact = bureau && bureau.contact || {};
    return { objections: words3(contact.objections), office: words3(contact.office), phone: words3(contact.phone_public) };
  }
  function holders(trust) {
    const list2 = (name) => trust && Array.isArray(trust[name]) ? trust[name] : [];
    const keys = [...list2("keys").map((key) => [key.vkey, key.holder]), ...list2("witnesses").map((one) => [one.vkey, one.name])];
    return Object.fromEntries(keys.map(([vkey, holder]) => [words3(vkey).split("+")[0], words3(holder)]).filter(([name, holder]) => name && holder));
  }
  function titles(order) {
    const strata = order && Array.isArray(order.strata) ? order.strata : [];
    return Object.fromEntries(strata.map((one) => [words3(one.stratum), words3(one.title)]).filter(([code, title2]) => code && title2));
  }
  function words3(value) {
    return typeof value === "string" ? value : "";
  }
  async function textOf(reader, path) {
    const data = await reader.read(path).catch(() => null);
    return data ? new TextDecoder().decode(data) : "";
  }
  async function json(reader, path) {
    try {
      return JSON.parse(await textOf(reader, path));
    } catch (error) {
      return null;
    }
  }
  async function noteOf(reader, path) {
    const text2 = await textOf(reader, path);
    try {
      return JSON.parse(text2.slice(0, text2.lastIndexOf("\n\n") + 1));
    } catch (error) {
      return null;
    }
  }

  // page/local_told.js
  async function toldLocally(directory, objectId) {
    const told2 = { drawn: [], added: [], objections: await objections(directory) };
    for (const { draw: draw2, kind, blinded, sealed } of (await directory.index()).draws) {
      if (kind !== "done") continue;
      const info = { draw: draw2, blinded, key: blinded && !sealed, openings: blinded ? await directory.openings(draw2) : null };
      const { key } = await keyOf(directory, info, objectId, null);
      if (key === null) continue;
      if (await drawnAs(directory, draw2, key)) told2.drawn.push(draw2);
      else if (await addedAs(directory, draw2, key)) told2.added.push(draw2);
    }
    return told2;
  }
  async function drawnAs(directory, draw2, key) {
    const data = await directory.get(drawFile(draw2, "selection.csv"));
    const rows = data && attempt(() => parseSelection(data)).value || [];
    return rows.some((row2) => row2.object_id === key);
  }
  async function addedAs(directory, draw2, key) {
    const records = (await directory.ledger()).history.draws.get(draw2);
    for (const { record } of records.changed) {
      const data = await directory.get(drawFile(draw2, changeFile(record.number, "csv")));
      const rows = data && attempt(() => parseCsv(data, CHANGE_HEADER)).value || [];
      if (rows.some(([kind, object2]) => kind === "supplement" && object2 === key)) return true;
    }
    return false;
  }
  async function objections(directory) {
    const registers = await json(directory.reader, "data/registers.json");
    const list2 = registers && Array.isArray(registers.objections) ? registers.objections : [];
    return list2.filter(({ state }) => OBJECTIONS[state]).map(({ row: row2, state }) => [row2, ...OBJECTIONS[state]]);
  }

  // page/local.js
  var SHOWN3 = 8;
  var LocalDirectory = class {
    constructor(reader) {
      this.reader = reader;
      this.get = reader.read;
      this.made = /* @__PURE__ */ new Map();
    }
    once(key, make) {
      if (!this.made.has(key)) this.made.set(key, make());
      return this.made.get(key);
    }
    ledger() {
      return this.once("ledger", () => loadLedger(new Source(this.get)));
    }
    /** Draws, newest first; rosters of firms, oldest first. @throws {Malformed} where there is no log */
    index() {
      return this.once("index", async () => {
        const ledger = await this.ledger();
        const entries = ledger.history.of("roster").filter(({ record }) => record.table === "objects");
        const rosters = Array.from(new Set(entries.map(({ record }) => record.sha256)), (sha2562) => ({ sha256: sha2562 }));
        const committed = Array.from(ledger.history.draws.values()).filter((records) => records.commit);
        const draws = await Promise.all(committed.map((records) => drawEntry(this, records, rosters)));
        const contact = contactOf(await json(this.reader, "data/bureau.json"));
        return { contact, draws: draws.reverse(), rosters, size: ledger.size, genesis: ledger.genesis };
      });
    }
    /** Code → `{id, name, rosters}` of every firm on any roster. */
    firms() {
      return this.once("firms", async () => {
        const firms = /* @__PURE__ */ new Map();
        const { rosters } = await this.index();
        for (let number = 0; number < rosters.length; number++) {
          const data = await this.get(snapshot(rosters[number].sha256));
          for (const [id, name] of data ? namesOf(data) : []) {
            const known = firms.get(id);
            firms.set(id, { id, name, rosters: known ? `${known.rosters}.${number}` : String(number) });
          }
        }
        return firms;
      });
    }
    told(firm) {
      return this.once(`told ${firm.id}`, () => toldLocally(this, firm.id));
    }
    /** Code → alias of every firm that a blinded draw's results have named. */
    openings(draw2) {
      return this.once(`openings ${draw2}`, async () => readResults(this, (await this.ledger()).history.draws.get(draw2), /* @__PURE__ */ new Map()));
    }
    async byCode(code) {
      const firms = await this.firms();
      return firms.get(code) || firms.get(code.toUpperCase()) || null;
    }
    async byName(text2) {
      const wanted2 = plain(text2);
      const all = wanted2 ? Array.from((await this.firms()).values()).filter((firm) => plain(firm.name).includes(wanted2)) : [];
      all.sort((a, b) => a.name.length - b.name.length);
      return { firms: all.slice(0, SHOWN3), more: Math.max(0, all.length - SHOWN3), common: false };
    }
    /** What holds for all of one draw, with its frame and its drawn, recomputed here. */
    draw(draw2) {
      return this.once(`draw ${draw2}`, async () => drawInfo2(this, (await this.ledger()).history.draws.get(draw2)));
    }
    async standing(info, key) {
      const at = info.frame ? info.frame.find(key) : -1;
      if (at < 0) return null;
      const { frame } = info;
      const place3 = info.seed && frame.excluded[at] === 0 ? placeOf(frame, at, info.seed) : 0;
      const stratum2 = info.strata.findIndex((one) => one.stratum === frame.strata[frame.stratum[at]]);
      return { stratum: stratum2, code: frame.excluded[at], place: place3, visit: info.visits.get(key) || null };
    }
    async opened(info, objectId) {
      return info.openings.get(objectId) || null;
    }
  };
  async function drawEntry(directory, { draw: draw2, commit, outcome, void: voided }, rosters) {
    const { title: title2, frame, files: files2 } = commit.record;
    const kind = voided ? "void" : outcome ? "done" : "waiting";
    const roster = rosters.findIndex(({ sha256: sha2562 }) => `snapshots/${sha2562}.csv` in files2);
    const blinded = frame === "blinded";
    const sealed = blinded && await directory.get(drawFile(draw2, FRAME_KEY)) === null;
    return { draw: draw2, title: title2, kind, blinded, sealed, roster, concluded: Boolean(outcome) };
  }
  function namesOf(data) {
    const header = new TextDecoder().decode(data.subarray(0, 1e3)).split("\n")[0].split(",");
    const at = header.indexOf("name");
    const { value } = attempt(() => parseCsv(data, header));
    return value && at > 0 ? value.map((row2) => [row2[0], row2[at]]) : [];
  }
  async function drawInfo2(directory, records) {
    const { draw: draw2, commit: { record: commit }, outcome, void: voided } = records;
    const read = (name) => directory.get(drawFile(draw2, name));
    const [orderData, frameData] = await Promise.all(COMMIT_FILES.slice(0, 2).map(read));
    const order = orderData ? attempt(() => parseOrder(orderData)).value : null;
    const frame = frameData ? attempt(() => parseFrame(frameData)).value || null : null;
    const seedData = outcome ? await read("seed.txt") : null;
    const seed2 = seedData ? sha256Hex(seedData) : "";
    const sizes = new Map(commit.quotas.map((quota2) => [quota2.stratum, quota2.size]));
    const drawn2 = seed2 && frame ? select(frame, sizes, seed2) : [];
    const { visits, openings } = outcome ? await visitsOf(directory, records, drawn2) : { visits: /* @__PURE__ */ new Map(), openings: /* @__PURE__ */ new Map() };
    return {
      draw: draw2,
      title: commit.title,
      kind: voided ? "void" : outcome ? "done" : "waiting",
      blinded: commit.frame === "blinded",
      key: await read(FRAME_KEY) !== null,
      seed: seed2,
      outcome: Boolean(outcome),
      frame,
      visits,
      openings,
      codes: frame ? frame.codes.map((code) => [code, EXCLUDED[code] || code]) : [["", ""]],
      strata: commit.quotas.map((quota2) => stratumInfo(quota2, order, drawn2)),
      beacon: commit.beacons.map((beacon2) => beacon2.time).sort()[0],
      publish_by: commit.publish_by,
      selection: 0
    };
  }
  function stratumInfo({ stratum: stratum2, listed, eligible, size: size2 }, order, drawn2) {
    const part = order && order.strata.find((one) => one.stratum === stratum2);
    const mine = drawn2.filter((row2) => row2.stratum === stratum2);
    const last = mine.length ? mine[mine.length - 1] : null;
    return {
      stratum: stratum2,
      listed,
      eligible,
      size: size2,
      title: part ? part.title : stratum2,
      last: last ? [last.ticket, last.object_id] : null,
      ...chanceWords(size2, eligible)
    };
  }
  function chanceWords(size2, eligible) {
    const percent = `${eligible ? (100 * size2 / eligible).toFixed(1) : "0.0"}%`;
    if (!size2) return { one_in: "-", percent, dots: null };
    const third = 3 * size2 <= eligible;
    const whole2 = rounded(eligible, size2);
    const one_in = size2 === eligible ? "必然抽中" : third ? `约 1/${whole2}` : `${size2}/${eligible}`;
    const dots2 = 60 * size2 < eligible ? null : third ? [1, whole2] : [rounded(10 * size2, eligible), 10];
    return { one_in, percent, dots: dots2 };
  }
  function rounded(number, by) {
    const whole2 = Math.floor(number / by);
    const twice = 2 * (number - whole2 * by);
    return twice > by || twice === by && whole2 % 2 ? whole2 + 1 : whole2;
  }
  function placeOf(frame, at, seed2) {
    const prefix = new PrefixHash(`${seed2}:object:`);
    const mine = prefix.key(frame.idBytes(at));
    let place3 = 1;
    for (let other = 0; other < frame.size; other++) {
      const rival = other !== at && frame.excluded[other] === 0 && frame.stratum[other] === frame.stratum[at];
      if (rival && prefix.key(frame.idBytes(other)) < mine) place3++;
    }
    return place3;
  }
  async function visitsOf(directory, records, drawn2) {
    const { draw: draw2 } = records;
    const read = (name) => directory.get(drawFile(draw2, name));
    const teamsData = await read("teams.csv");
    const teams = teamsByObject(teamsData && attempt(() => parseTeams(teamsData)).value || []);
    const visits = new Map(drawn2.map((row2) => [row2.object_id, { rank: row2.rank, instead: null, replaced: false, results: [] }]));
    for (const { record } of records.changed) {
      const data = await read(changeFile(record.number, "csv"));
      const rows = data && attempt(() => parseCsv(data, CHANGE_HEADER)).value || [];
      rows.forEach((row2) => applyChange(row2, teams, visits));
    }
    const openings = await readResults(directory, records, visits);
    const names = await inspectorNames(directory, records.commit.record);
    const words4 = await json(directory.reader, "data/codes.json") || {};
    for (const [key, visit] of visits) {
      visit.team = (teams.get(key) || []).map((id) => id === "-" ? null : [id, names.get(id) || ""]);
      visit.results = visit.results.map((result2) => resultWords(result2, words4)).reverse();
    }
    return { visits, openings };
  }
  function applyChange([kind, object2, removed, added], teams, visits) {
    if (kind === "substitute") {
      const team2 = teams.get(object2) || [];
      if (team2.includes(removed)) team2[team2.indexOf(removed)] = added;
    } else if (kind === "member") {
      teams.set(object2, [...teams.get(object2) || [], added]);
    } else if (kind === "supplement") {
      if (visits.has(removed)) visits.get(removed).replaced = object2 !== "-";
      if (object2 !== "-") visits.set(object2, { rank: 0, instead: [removed.slice(0, 18), ""], replaced: false, results: [] });
    }
  }
  async function readResults(directory, records, visits) {
    const withdrawn = new Map(records.withdrawals.map(({ record }) => [record.row, record.ground]));
    const openings = /* @__PURE__ */ new Map();
    for (const { position, record } of records.rows) {
      const data = await directory.get(drawFile(records.draw, rowFile(record.row)));
      const file = data ? attempt(() => parseRowFile(data)).value : null;
      const row2 = file && rowOf(file) === record.row ? attempt(() => parseResultRow(file)).value || null : null;
      if (row2 && row2.opening && openedAlias(records.draw, row2.opening) === row2.object) openings.set(row2.opening.object_id, row2.object);
      const visit = visits.get(record.object);
      if (visit) visit.results.push({ position, row: row2, hash: record.row, ...kindOf2(record, row2, visit.results), ground: withdrawn.get(record.row) || "" });
    }
    return openings;
  }
  function kindOf2(record, row2, earlier) {
    const again = (one) => one && one.follow_up ? one.follow_up.visited_on : "";
    const before2 = earlier.length ? earlier[earlier.length - 1].row : null;
    const re_checks = record.type === "correction" && again(row2) !== "" && again(before2) !== again(row2);
    return { corrects: record.type === "correction" && !re_checks, re_checks };
  }
  async function inspectorNames(directory, commit) {
    for (const name of Object.keys(commit.files).filter((one) => one.startsWith("snapshots/"))) {
      const data = await directory.get(`data/${name}`);
      if (data && new TextDecoder().decode(data.subarray(0, 12)) === "inspector_id") return new Map(namesOf(data));
    }
    return /* @__PURE__ */ new Map();
  }
  function resultWords({ position, row: row2, hash: hash2, corrects, re_checks, ground }, words4) {
    const say = (list2, codes) => codes.map((code) => textOf2((words4[list2] || {})[code]) || code).join("；");
    const shown3 = row2 || { codes: [], dispositions: [], remark: "", reason: "", visited_on: "" };
    return {
      position,
      row: hash2,
      corrects,
      re_checks,
      withdrawn: ground && (GROUNDS[ground] || ground),
      codes: say("result", shown3.codes),
      dispositions: say("disposition", shown3.dispositions),
      remark: shown3.remark,
      reason: shown3.reason,
      visited: shown3.visited_on
    };
  }
  function textOf2(entry) {
    return entry && typeof entry === "object" ? entry.text : entry;
  }

  // signing.js
  var OF_DRAWS = ["commit", "close", "ceremony", "outcome", "change", "changed", "void", "withdraw"];
  var rolesOf = (keys) => new Set(keys.map((key) => key.role));
  function missingSigners(record, keys, policy) {
    if (record.type === "reveal")
      return keys.some((key) => key.parsed.name === record.party) ? [] : [record.party];
    if (record.type === "trust") return byOffices(keys) || byRecovery(keys, policy) ? [] : ["draw, legal / recovery"];
    const roles = rolesOf(keys);
    if (OF_DRAWS.includes(record.type) && roles.has("deputy")) roles.add("legal");
    const missing2 = SIGNERS[record.type].filter((role) => !roles.has(role));
    const recovering = recoveryHolders(keys);
    if (record.type === "genesis" && recovering > 0 && recovering < policy.recovery) missing2.push("recovery");
    return missing2;
  }
  function byOffices(keys) {
    const roles = rolesOf(keys);
    return roles.has("draw") && roles.has("legal");
  }
  function recoveryHolders(keys) {
    return new Set(keys.filter((key) => key.role === "recovery").map((key) => key.holder)).size;
  }
  function byRecovery(keys, policy) {
    return recoveryHolders(keys) >= Math.max(policy.recovery, 1) && outsideHolders(keys, "recovery") > 0;
  }

  // approval.js
  var CEREMONY_OBSERVERS = 2;
  var OBSERVED_FROM = 3;
  var ROLE_ZH = {
    "observer (outside)": "局外观察人",
    draw: "抽查机构",
    legal: "法制机构",
    log: "总账",
    recovery: "恢复密钥",
    auditor: "审计人",
    "draw, legal / recovery": "抽查机构和法制机构，或恢复密钥"
  };
  function checkApproval(ledger, findings, { courses, skipped }) {
    const before2 = findings.list.length;
    const good = /* @__PURE__ */ new Map();
    for (const entry of ledger.history.entries.filter((each) => !skipped(each))) {
      const draw2 = entry.record && entry.record.draw ? entry.record.draw : "";
      if (judgeEntry(ledger, findings, entry, draw2, courses)) good.set(draw2, (good.get(draw2) || 0) + 1);
    }
    if (findings.list.length > before2) return;
    for (const [draw2, count2] of good)
      findings.add("C06", "pass", `${count2}份记录都有应有的签名`, `${count2} records carry their signers`, {
        draw: draw2,
        ...exampleOf(ledger, draw2)
      });
  }
  function judgeEntry(ledger, findings, entry, draw2, courses) {
    const { position, record } = entry;
    const bad = (zh, en, more) => {
      findings.add("C06", "fail", `总账第${position}条${zh}`, `entry ${position} ${en}`, { draw: draw2, ...more });
      return false;
    };
    if (!record) return bad(`不是协议中的记录：${entry.fault.zh}`, `isn't a record of the protocol: ${entry.fault.en}`);
    const policy = ledger.trust.at(position);
    if (!policy) {
      const en = `the policy for entry ${position} isn't published`;
      findings.add("C06", "unknown", `第${position}条适用的签名规定没有公布`, en, { draw: draw2 });
      return false;
    }
    const { keys, fault } = ledger.signersOf(entry);
    if (fault) return bad(`${fault.zh}，整份文书不予采信`, `${fault.en}; the whole note is rejected`);
    const observers = observersNeeded(ledger, entry, courses) - outsideHolders(keys, "observer");
    const missing2 = [
      ...missingSigners(record, keys, policy),
      ...Array.from({ length: Math.max(0, observers) }, () => "observer (outside)")
    ];
    if (missing2.length) {
      const zh = missing2.map((role) => ROLE_ZH[role] || role).join("、");
      return bad(`（${record.type}）缺少${zh}的签名`, `(${record.type}) lacks ${missing2.join(", ")}`, {
        found: keys.map((key) => key.parsed.name).join(" "),
        expected: missing2.join(" ")
      });
    }
    const next = record.type === "trust" && !byOffices(keys) ? ledger.trust.policies.get(record.trust) : void 0;
    if (next && next.settings !== policy.settings)
      return bad("由恢复密钥签署，却改动了密钥以外的内容", "is signed by recovery keys and changes more than keys");
    return true;
  }
  function observersNeeded(ledger, { record, position }, courses) {
    if (record.type === "ceremony") {
      const course = courses.get(record.draw);
      return course && course.standsAlone ? CEREMONY_OBSERVERS : 0;
    }
    return record.type === "change" && needsObserver(ledger.history.draws.get(record.draw), record, position) ? 1 : 0;
  }
  function needsObserver(records, change, position) {
    const earlier = records.changes.filter((entry) => entry.position < position).map(({ record }) => record);
    const before2 = removalCounts(earlier);
    return Array.from(removalCounts([change])).some(
      ([object2, count2]) => (before2.get(object2) || 0) + count2 >= OBSERVED_FROM
    );
  }
  function removalCounts(changes) {
    const counts = /* @__PURE__ */ new Map();
    for (const { object: object2, inspector } of changes.flatMap(({ removals }) => removals))
      if (inspector !== VACANT) counts.set(object2, (counts.get(object2) || 0) + 1);
    return counts;
  }
  function exampleOf(ledger, draw2) {
    const records = ledger.history.draws.get(draw2);
    const entry = records ? records.commit : null;
    const policy = entry ? ledger.trust.at(entry.position) : null;
    const key = policy ? policy.keysAt(entry.position).find(({ parsed }) => entry.note.signatureOf(parsed)) : null;
    if (!key) return {};
    const file = drawFile(draw2, "commit.note");
    return {
      file,
      found: key.parsed.name,
      byHand: signatureOf(file, entry.note.text, key.parsed, entry.note.signatureOf(key.parsed).signature)
    };
  }

  // drand.js
  var QUICKNET = {
    chainHash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    publicKey: "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
    genesis: 1692803367,
    period: 3,
    dst: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
  };
  var DRAND_BITS = 256;
  var LAST_TIME2 = 32503593600;
  var LAST_ROUND = Math.floor((LAST_TIME2 - QUICKNET.genesis) / QUICKNET.period) + 1;
  function drandRound(round) {
    if (!/^[1-9][0-9]{0,15}$/.test(round) || Number(round) > LAST_ROUND) {
      throw new Refused(
        "beacon-round",
        `drand轮次不符：${round.slice(0, 40)}`,
        `not a drand round: ${round.slice(0, 40)}`
      );
    }
    return Number(round);
  }
  function drandTime(round) {
    return QUICKNET.genesis + QUICKNET.period * (drandRound(round) - 1);
  }
  function proveDrand(round, answer) {
    const wanted2 = drandRound(round);
    const { round: found, signature, randomness } = answer;
    if (!Number.isSafeInteger(found) || typeof signature !== "string" || !/^[0-9a-f]{96}$/.test(signature)) {
      throw new Malformed("beacon-answer", "drand应答缺少轮次或签名", "a drand answer without round or signature");
    }
    if (randomness !== void 0 && !(typeof randomness === "string" && HEX643.test(randomness))) {
      throw new Malformed("beacon-answer", "drand应答的randomness写法不符", "randomness isn't 64 hex digits");
    }
    if (found !== wanted2) {
      throw new Fails(
        "beacon-proof",
        `这是第${found}轮的应答，不是第${round}轮`,
        `an answer of round ${found}, not ${round}`
      );
    }
    const value = sha256Hex(bytesOfHex(signature));
    if (randomness !== void 0 && randomness !== value) {
      throw new Fails("beacon-proof", "randomness不是签名的SHA-256", "randomness isn't the signature's SHA-256");
    }
    if (!isSigned(wanted2, signature)) {
      throw new Fails("beacon-proof", `第${round}轮的签名不是drand的`, `quicknet didn't sign this as round ${round}`);
    }
    return value;
  }
  function signedMessage(number) {
    const bytes = new Uint8Array(8);
    for (let at = 7, left = number; at >= 0; at--, left = Math.floor(left / 256)) bytes[at] = left % 256;
    return sha256(bytes);
  }
  var JUDGED2 = /* @__PURE__ */ new Map();
  var MOST_JUDGED2 = 1024;
  function isSigned(number, signature) {
    const name = `${number} ${signature}`;
    if (!JUDGED2.has(name)) {
      if (JUDGED2.size >= MOST_JUDGED2) JUDGED2.clear();
      JUDGED2.set(name, isQuicknetSignature(number, bytesOfHex(signature)));
    }
    return JUDGED2.get(name);
  }
  function isQuicknetSignature(number, bytes) {
    const { G1, G2, fields: fields2, pairingBatch } = bls12_381;
    let signature;
    try {
      signature = G1.Point.fromBytes(bytes);
      signature.assertValidity();
    } catch (error) {
      return false;
    }
    if (signature.is0() || !signature.isTorsionFree() || !sameBytes(signature.toBytes(true), bytes)) return false;
    const key = G2.Point.fromBytes(bytesOfHex(QUICKNET.publicKey));
    const hashed = G1.hashToCurve(signedMessage(number), { DST: QUICKNET.dst });
    const product = pairingBatch([
      { g1: signature.negate(), g2: G2.Point.BASE },
      { g1: hashed, g2: key }
    ]);
    return fields2.Fp12.eql(product, fields2.Fp12.ONE);
  }

  // lottery.js
  var LOTTERY_BITS = 24;
  var DRAWN_AT = 20 * 3600;
  var SHANGHAI2 = 8 * 3600;
  var GAMES = {
    "lottery-ssq": {
      zones: [
        [6, 33],
        [1, 16]
      ],
      rows: (answer) => answer.result,
      read: (row2) => ({ code: row2.code, day: row2.date, numbers: [row2.red, row2.blue] })
    },
    "lottery-dlt": {
      zones: [
        [5, 35],
        [2, 12]
      ],
      rows: (answer) => answer.value && typeof answer.value === "object" ? answer.value.list : void 0,
      read: (row2) => ({ code: row2.lotteryDrawNum, day: row2.lotteryDrawTime, numbers: [row2.lotteryDrawResult] })
    }
  };
  function malformed() {
    return new Malformed("beacon-answer", "开奖应答不能读取", "this isn't a lottery's answer");
  }
  function lotteryRound(round) {
    if (!/^[0-9]{1,16}$/.test(round)) {
      throw new Refused(
        "beacon-round",
        `期号不符：${round.slice(0, 40)}`,
        `not a lottery's issue: ${round.slice(0, 40)}`
      );
    }
    return round;
  }
  function lotteryTime(source, value) {
    const [day, ...zones] = value.split("/");
    if (valueOf(
      source,
      day,
      zones.map((zone) => zone.split("."))
    ) !== value)
      throw malformed();
    return parseDate(day) + DRAWN_AT - SHANGHAI2;
  }
  function valueOf(source, day, zones) {
    parseDate(day);
    const wanted2 = GAMES[source].zones;
    const fine = zones.length === wanted2.length && zones.every((numbers, at) => {
      const [drawn2, greatest] = wanted2[at];
      const each = numbers.every((number) => /^[0-9]{2}$/.test(number) && number >= "01" && Number(number) <= greatest);
      return each && numbers.length === drawn2 && new Set(numbers).size === drawn2;
    });
    if (!fine) throw malformed();
    return [day, ...zones.map((numbers) => numbers.slice().sort().join("."))].join("/");
  }
  function proveLottery(source, round, answer) {
    lotteryRound(round);
    const game = GAMES[source];
    const { code, day, numbers } = game.read(rowOf2(game, answer, round));
    if (typeof code !== "string" || !/^[0-9]{1,16}$/.test(code)) throw malformed();
    if (code !== round)
      throw new Fails("beacon-proof", `这是第${code}期，不是第${round}期`, `issue ${code}, not ${round}`);
    if (typeof day !== "string" || !/^[0-9-]{10}(?:\([一二三四五六日]\))?$/.test(day)) throw malformed();
    if (!numbers.every((part) => typeof part === "string" && /^[0-9]{2}(?:[, ][0-9]{2}){0,6}$/.test(part)))
      throw malformed();
    const all = numbers.join(" ").split(/[, ]/);
    const first2 = game.zones[0][0];
    return valueOf(source, day.slice(0, 10), [all.slice(0, first2), all.slice(first2)]);
  }
  function rowOf2(game, answer, round) {
    const rows = game.rows(answer);
    if (!Array.isArray(rows)) return answer;
    const isRow2 = (row2) => row2 !== null && typeof row2 === "object" && !Array.isArray(row2);
    const found = rows.filter((row2) => isRow2(row2) && game.read(row2).code === round);
    if (found.length !== 1) throw malformed();
    return found[0];
  }

  // nist.js
  var NIST_BITS = 512;
  var KEY_BYTES2 = 512;
  var EXPONENT_SQUARINGS = 16;
  var DIGEST_INFO = "3051300d060960864801650304020305000440";
  var MODULI = /* @__PURE__ */ new Map([
    [
      "5501e3d72bc42f3b96e16de4dcadcb16768e109662bd16d667d5fd9aee585af31bbdc5dd4f53592276064b53dddd76c8f3604b2a41db6e09f78f82bb5d6569e7",
      "ea75b8440df04e0b30a35ba70a0522a4925f2973bbfa5430c8db5540b397cec994684b07d6b4773d62456860168d4df994056e50f2159b93ae557ed0b39e310521ad3995d304fc0046292910285c82dc42ec138f9e9e433523d1093adf5d0921fd7529b3c2315ff02fdfc611aa6046ad1fc19e9ee43f15b53bb218a2822a8750953d492559b6b1f8a95eecce670805dfd5cd54e02c58a917c9e5e84a1270421d80e0be666468d0b2df07fba5513ee2697bb307418fa1c323c24e327c98073641e2b6018ca03358195cf8b14d100ad4120178e3bf000c6fe133181574f198f6a8d30400d29772f751440df8d2dde80ba3db99e5beef0f88468d2da3c02a8549520286e6b72ea9394cf290476183f83a14a3a8c101332599211ddd7fec587b5d11ef73a10acf9b6300ff9ce4c50ff678ba3b637abb3acd6e6f78a742661a4e83c095564b403597b33fc6338ddda64dd9fd994a57b3bab061f4605610d9e21d4b06fe238976d8dbf9513c542afe2772ed9fad827db814e1a5be5dbc07b59abe8ed2f37f654a807a5e3382ca0b38106e149b24dbae3429b689bf0f692fdffa4cfea7d0fc45dfea4dee3fc34ddaf9ba9944172a97c2bb9fbdf2b13fabe7de68a2ce8042e8e3e2b80e1d4edbc990cb4466cc1cf868c783830ddee260684c1dc7d47b3ec5609174ccd41a7c4b7b8993fa53f3e282d3e88b794934f2dc8a36cd705352a3"
    ]
  ]);
  function malformed2(member) {
    return new Malformed(
      "beacon-answer",
      `NIST应答的成员${member}缺失或写法不符`,
      `member ${member} of NIST's answer is missing or wrong`
    );
  }
  function nistRound(round) {
    const found = /^([1-9][0-9]{0,15})\/([1-9][0-9]{0,15})$/.exec(round);
    const numbers = found ? [Number(found[1]), Number(found[2])] : [NaN];
    if (!numbers.every(Number.isSafeInteger)) {
      throw new Refused("beacon-round", `NIST轮次不符：${round.slice(0, 40)}`, `not a NIST round: ${round.slice(0, 40)}`);
    }
    return numbers;
  }
  var textMember = (from, name, pattern) => {
    const value = from[name];
    if (typeof value !== "string" || !pattern.test(value)) throw malformed2(name);
    return value;
  };
  var numberMember = (from, name, below) => {
    const value = from[name];
    if (!Number.isSafeInteger(value) || value < 0 || value >= below) throw malformed2(name);
    return value;
  };
  var objectMember = (from, name) => {
    const value = from[name];
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed2(name);
    return value;
  };
  var LINE = /^[\u0020-\u007e]{1,512}$/;
  var DIGEST = /^[0-9A-Fa-f]{128}$/;
  function integer2(value, width) {
    return bytesOfHex(value.toString(16).padStart(2 * width, "0"));
  }
  function prefixed(bytes) {
    return [integer2(bytes.length, 4), bytes];
  }
  function signedMessage2(pulse) {
    const digest = (from, name) => prefixed(bytesOfHex(textMember(from, name, DIGEST).toLowerCase()));
    const line2 = (name) => prefixed(bytesOf(textMember(pulse, name, LINE)));
    const external = objectMember(pulse, "external");
    if (!Array.isArray(pulse.listValues)) throw malformed2("listValues");
    const parts = [
      ...line2("uri"),
      ...line2("version"),
      integer2(numberMember(pulse, "cipherSuite", 2 ** 32), 4),
      integer2(numberMember(pulse, "period", 2 ** 32), 4),
      ...digest(pulse, "certificateId"),
      integer2(numberMember(pulse, "chainIndex", Infinity), 8),
      integer2(numberMember(pulse, "pulseIndex", Infinity), 8),
      ...line2("timeStamp"),
      ...digest(pulse, "localRandomValue"),
      ...digest(external, "sourceId"),
      integer2(numberMember(external, "statusCode", 2 ** 32), 4),
      ...digest(external, "value"),
      ...pulse.listValues.flatMap((_, at) => digest(objectMember(pulse.listValues, at), "value")),
      ...digest(pulse, "precommitmentValue"),
      integer2(numberMember(pulse, "statusCode", 2 ** 32), 4)
    ];
    return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
  }
  function powered(signature, modulus) {
    let power = signature;
    for (let squaring = 0; squaring < EXPONENT_SQUARINGS; squaring++) power = power * power % modulus;
    return power * signature % modulus;
  }
  function verifyRsa(modulus, signature, message) {
    const [n, s] = [BigInt(`0x${modulus}`), BigInt(`0x${hexOf(signature)}`)];
    if (signature.length !== KEY_BYTES2 || s >= n) return false;
    const tail = `00${DIGEST_INFO}${hexOf(sha512(message))}`;
    const expected = `0001${"ff".repeat(KEY_BYTES2 - 2 - tail.length / 2)}${tail}`;
    return powered(s, n).toString(16).padStart(2 * KEY_BYTES2, "0") === expected;
  }
  function nistStamp(answer) {
    const stamp = textMember(objectMember(answer, "pulse"), "timeStamp", /^[0-9T:-]{19}\.[0-9]{3}Z$/);
    return parseTime(`${stamp.slice(0, 19)}Z`);
  }
  function proveNist(round, answer) {
    const [chain, index] = nistRound(round);
    const pulse = objectMember(answer, "pulse");
    const message = signedMessage2(pulse);
    nistStamp(answer);
    const signature = bytesOfHex(textMember(pulse, "signatureValue", /^[0-9A-Fa-f]{1024}$/).toLowerCase());
    const output = textMember(pulse, "outputValue", DIGEST).toLowerCase();
    if (pulse.chainIndex !== chain || pulse.pulseIndex !== index) {
      throw new Fails("beacon-proof", `这不是${round}号脉冲`, `not pulse ${round}`);
    }
    if (pulse.cipherSuite !== 0)
      throw new Fails("beacon-proof", "签名算法不是RSA-SHA512", "not the cipher suite of section 6");
    const modulus = MODULI.get(pulse.certificateId.toLowerCase());
    if (!modulus)
      throw new Fails("beacon-proof", "证书不在核验程序所带的证书之内", "a certificate that isn't carried here");
    if (!verifyRsa(modulus, signature, message))
      throw new Fails("beacon-proof", "NIST的签名不成立", "NIST's signature doesn't hold");
    if (hexOf(sha512(Uint8Array.from([...message, ...signature]))) !== output) {
      throw new Fails("beacon-proof", "outputValue与脉冲不符", "outputValue doesn't follow from the pulse");
    }
    return output;
  }

  // beacons.js
  var CEREMONY = "ceremony";
  var MINUTE = 60;
  var SHANGHAI3 = 8 * 3600;
  var DAY3 = 86400;
  var HOUR_20 = 20 * 3600;
  var SIGNED = [
    "签名以核验程序内置的公钥验证通过，且正是封存的那一轮",
    "signed for exactly this round, under a key carried in this program"
  ];
  var PUBLIC_FACT = ["公开事实，须与第二来源比对", "a public fact: compare with a second source"];
  var PRESENT = ["仅凭在场人员见证", "rests on those present"];
  function ceremonyRound(round) {
    if (!DRAW2.test(round))
      throw new Refused("beacon-round", "摇号的轮次须为抽查编号", "a ceremony's round is the draw's number");
    return round;
  }
  function proveCeremony(round, answer) {
    ceremonyRound(round);
    const { draw: draw2, value } = answer;
    const fine = typeof draw2 === "string" && DRAW2.test(draw2) && typeof value === "string" && isCeremonyValue(value);
    if (!fine) throw new Malformed("beacon-answer", "不是摇号记录", "not a ceremony's record");
    if (draw2 !== round) throw new Fails("beacon-proof", "这是另一次抽查的摇号", "another draw's ceremony");
    return value;
  }
  function isCeremonyValue(text2) {
    return text2 === ABSENT || /^[0-9]{20}$/.test(text2);
  }
  function lottery(source) {
    return {
      bits: LOTTERY_BITS,
      check: lotteryRound,
      prove: (round, answer) => proveLottery(source, round, answer),
      // before the draw only the hour is known; the value carries the date
      time: (time2, round, answer) => answer === void 0 ? Math.floor((time2 + SHANGHAI3) / DAY3) * DAY3 + HOUR_20 - SHANGHAI3 : lotteryTime(source, proveLottery(source, round, answer)),
      verdict: "unknown",
      reason: PUBLIC_FACT
    };
  }
  var SOURCES2 = {
    "drand-quicknet": {
      bits: DRAND_BITS,
      check: drandRound,
      prove: proveDrand,
      time: (_, round) => drandTime(round),
      verdict: "pass",
      reason: SIGNED
    },
    "lottery-ssq": lottery("lottery-ssq"),
    "lottery-dlt": lottery("lottery-dlt"),
    "nist-2": {
      bits: NIST_BITS,
      check: nistRound,
      prove: proveNist,
      time: nistTime,
      verdict: "pass",
      reason: SIGNED
    },
    [CEREMONY]: {
      bits: 0,
      check: ceremonyRound,
      prove: proveCeremony,
      time: (time2) => time2,
      verdict: "unknown",
      reason: PRESENT
    }
  };
  function nistTime(time2, round, answer) {
    const minute = time2 - time2 % MINUTE;
    return answer === void 0 ? minute : Math.min(minute, nistStamp(answer));
  }
  function sourceOf(name) {
    if (!Object.prototype.hasOwnProperty.call(SOURCES2, name)) {
      throw new Refused("beacon-source", `未知的公共随机源：${name}`, `unknown source of randomness: ${name}`);
    }
    return SOURCES2[name];
  }
  function bits(source) {
    return sourceOf(source).bits;
  }
  function checkTime({ source, round, time: time2 }, answer) {
    const { check: check3, time: ownTime } = sourceOf(source);
    check3(round);
    const stated = parseTime(time2);
    const own = ownTime(stated, round, answer);
    if (stated !== own) {
      const zh = `所列时刻${timeText(stated)}不是该轮次的时刻${timeText(own)}`;
      throw new Fails("beacon-time", zh, `the stated time ${timeText(stated)} is not the round's own, ${timeText(own)}`);
    }
  }
  function prove(source, round, answer) {
    const { prove: proveRound, verdict: verdict2, reason } = sourceOf(source);
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
      throw new Malformed("beacon-answer", "应答不是JSON对象", "the answer isn't a JSON object");
    }
    return { value: proveRound(round, answer), verdict: verdict2, zh: reason[0], en: reason[1] };
  }

  // draw_case.js
  async function drive(steps, tick) {
    for (; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
      await tick(step.value);
    }
  }
  var DrawCase = class {
    constructor(course) {
      this.course = course;
      this.draw = course.draw;
      this.commit = course.commit;
      this.records = course.records;
      this.files = /* @__PURE__ */ new Map();
      this.order = null;
      this.frame = null;
      this.panel = null;
      this.faults = /* @__PURE__ */ new Map();
      this.computed = null;
      this.teams = null;
      this.frameKey = null;
    }
    /** The bytes of a file below draws/<draw>/, or null. */
    file(name) {
      return this.files.get(name) || null;
    }
    /** The published path of a file of this draw. */
    path(name) {
      return drawFile(this.draw, name);
    }
    /** What `parse` makes of a file; null, with the reason in `faults`, where there is none or it can't be read. */
    read(name, parse) {
      const data = this.file(name);
      if (!data) {
        if (!this.faults.has(name)) this.faults.set(name, missing(this.path(name)));
        return null;
      }
      const { value, fault } = attempt(() => parse(data, this.path(name)));
      if (fault) this.faults.set(name, fault.at(this.path(name)));
      return fault ? null : value;
    }
  };
  function missing(file) {
    return new Malformed("missing", "文件没有公布", "the file isn't published", { file });
  }
  async function expectedNames(held, source) {
    const { records, commit, course } = held;
    const names = [...COMMIT_FILES];
    if (records.outcome) names.push(...OUTCOME_FILES);
    if (course.voidedAfterClose) names.push("beacon.json");
    if (commit.frame === "blinded") names.push(FRAME_KEY);
    for (const { record } of records.changed) names.push(changeFile(record.number, "csv"));
    for (const { record } of records.rows) names.push(rowFile(record.row));
    for (const name of [...OUTCOME_FILES, FRAME_KEY]) if (await source.lists(held.path(name))) names.push(name);
    return new Set(names);
  }
  async function loadCase(course, source, { frameKey, tick }) {
    const held = new DrawCase(course);
    for (const name of await expectedNames(held, source)) {
      held.files.set(name, await source.bytes(held.path(name)));
      if (source.unreadable.has(held.path(name))) held.faults.set(name, source.unreadable.get(held.path(name)));
    }
    held.order = held.read("order.json", parseOrder);
    held.panel = held.read("panel.csv", parsePanel);
    await readFrame(held, tick);
    if (frameKey) held.frameKey = frameKey;
    else if (held.file(FRAME_KEY)) held.frameKey = held.read(FRAME_KEY, parseFrameKey);
    return held;
  }
  async function readFrame(held, tick) {
    const data = held.file("frame.csv");
    if (!data) {
      held.read("frame.csv", () => null);
      return;
    }
    try {
      held.frame = await drive(frameSteps(data, held.path("frame.csv")), tick);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      held.faults.set("frame.csv", error);
    }
  }
  function parseBeaconFile(data, name = "beacon.json") {
    const value = parseJson(data, name);
    const isItem = (item) => typeof item === "object" && !Array.isArray(item) && Object.keys(item).sort().join() === "answer,round,source" && typeof item.source === "string" && typeof item.round === "string";
    if (!Array.isArray(value) || !value.every(isItem)) {
      throw new Malformed("beacon-file", "不是随机数文件", "not a file of beacons", { file: name });
    }
    return value;
  }

  // seed.js
  function seedText({ draw: draw2, commit, close, secrets, beacons }) {
    const lines = ["draw/1 seed", `draw ${draw2}`, `commit ${commit}`, `close ${close}`];
    for (const party2 of Array.from(secrets.keys()).sort()) lines.push(`secret ${party2} ${secrets.get(party2)}`);
    for (const { source, round, value } of beacons) lines.push(`beacon ${source} ${round} ${value}`);
    return lines.map((line2) => `${line2}
`).join("");
  }
  function seed(text2) {
    return sha256Hex(text2);
  }

  // witnessing.js
  var DAY4 = 86400;
  var GRACE = 30 * DAY4;
  function watches(ledger, policy) {
    if (!ledger.watched.has(policy)) {
      const found = ledger.checkpoints.filter(({ good }) => good).map((held) => ({ held, quorum: policy.quorumOf(held.times) })).filter(({ quorum }) => quorum !== null).map(({ held, quorum }) => ({ size: held.size, ...quorum, held }));
      found.sort((a, b) => a.size - b.size || a.time - b.time);
      ledger.watched.set(policy, found);
    }
    return ledger.watched.get(policy);
  }
  function earliest(list2) {
    return list2.reduce((best, watch) => best === null || watch.time < best.time ? watch : best, null);
  }
  function firstWatch(ledger, position, policy) {
    return earliest(watches(ledger, policy).filter(({ size: size2 }) => size2 > position));
  }
  function governing(ledger, position, time2) {
    let current = null;
    for (const { position: at, trust } of ledger.trust.changes) {
      const policy = ledger.trust.policies.get(trust);
      if (!policy || at >= position && at > 0) continue;
      const agreed = () => {
        const seen = firstWatch(ledger, at, current);
        return seen !== null && time2 >= seen.time + GRACE;
      };
      if (current === null || current.watching === policy.watching || agreed()) current = policy;
    }
    return current;
  }
  function lastSeen(ledger, policy, most) {
    let last = null;
    for (const held of ledger.checkpoints) {
      if (!held.good || held.size > most) continue;
      for (const { vkey } of policy.witnesses) {
        const time2 = held.times.get(vkey);
        if (time2 !== void 0 && (last === null || time2 > last)) last = time2;
      }
    }
    return last;
  }
  function outsideCosigners(ledger, policy, size2, until = Infinity) {
    const names = /* @__PURE__ */ new Set();
    for (const held of ledger.checkpoints) {
      if (!held.good || held.size !== size2) continue;
      for (const { name, vkey, outside } of policy.witnesses)
        if (outside && held.times.has(vkey) && held.times.get(vkey) <= until) names.add(name);
    }
    return Array.from(names).sort();
  }
  function witnessLine(policy, { path, note, times }) {
    const cosigners = policy.witnesses.filter(({ vkey: vkey2 }) => times.has(vkey2));
    const witness = cosigners.find(({ outside }) => outside) || cosigners[0];
    if (!witness) return "";
    const { vkey, parsed } = witness;
    return cosignatureOf(path, note.text, parsed, note.signatureOf(parsed).signature, times.get(vkey));
  }

  // course.js
  var MARGIN = 60;
  var DAY5 = 86400;
  var SILENCE = 7 * DAY5;
  var Course = class {
    /**
     * @param {import("./ledger.js").Ledger} ledger
     * @param {import("./history.js").DrawRecords} records with a commit
     * @param {number} now
     */
    constructor(ledger, records, now) {
      const { record, position } = records.commit;
      const times = record.beacons.map(({ time: time2 }) => parseTime(time2));
      this.ledger = ledger;
      this.records = records;
      this.now = now;
      this.draw = records.draw;
      this.commit = record;
      this.position = position;
      this.committedAt = parseTime(record.time);
      this.earliest = Math.min(...times);
      this.latest = Math.max(...times);
      this.deadline = this.earliest - MARGIN;
      this.policy = ledger.trust.at(position);
      this.watchers = governing(ledger, position, this.committedAt);
      const closing = earliest(this.closeWatches.filter(({ time: time2 }) => time2 <= this.deadline));
      this.closing = closing;
      this.void = this.voidThatCounts();
    }
    /** Who first watched over the entry at `position`, in the quorum that governs this draw; null without one. */
    watchOf(position) {
      return this.watchers ? firstWatch(this.ledger, position, this.watchers) : null;
    }
    /** The quorum's checkpoints that hold the close and no ceremony yet, whenever they were cosigned. */
    get closeWatches() {
      const { close, ceremonies } = this.records;
      if (!close || !this.watchers) return [];
      const last = ceremonies.length ? ceremonies[0].position : this.ledger.size;
      return watches(this.ledger, this.watchers).filter(({ size: size2 }) => close.position < size2 && size2 <= last);
    }
    voidThatCounts() {
      const { void: entry, outcome } = this.records;
      if (!entry || outcome && outcome.position < entry.position) return null;
      return this.counts(entry) ? entry : null;
    }
    counts({ record, position }) {
      if (record.code === "unwitnessed") return this.closing === null;
      if (record.code === "beacon-silent") return parseTime(record.time) >= this.earliest + SILENCE;
      const seen = this.watchOf(position);
      return seen !== null && seen.time <= this.deadline;
    }
    get isVoid() {
      return this.void !== null;
    }
    /** Whether the secrets were out when the draw was declared void, so that its outcome can be computed. */
    get voidedAfterClose() {
      const { void: entry, close } = this.records;
      return entry !== null && close !== null && close.position < entry.position;
    }
    /** Where in the log the draw ended: at a void that counts, else at its outcome; Infinity while it is open. */
    get end() {
      if (this.void) return this.void.position;
      return this.records.outcome ? this.records.outcome.position : Infinity;
    }
    /** Whether a ceremony is the draw's only source (section 6). */
    get standsAlone() {
      return this.commit.beacons.length === 1 && this.commit.beacons[0].source === CEREMONY;
    }
    /** What the ceremony enters into the seed: the first record's digits, cosigned in time, or ABSENT (section 6). */
    get ceremonyValue() {
      const first2 = this.records.ceremonies[0];
      if (!first2) return ABSENT;
      if (this.standsAlone) return first2.record.value;
      const others = this.commit.beacons.filter(({ source }) => source !== CEREMONY).map(({ time: time2 }) => parseTime(time2));
      const seen = this.watchOf(first2.position);
      return seen && others.length && seen.time < Math.min(...others) ? first2.record.value : ABSENT;
    }
    /** The outside witnesses on whom the draw's time rests: those that cosigned its closing in time. */
    get outside() {
      if (!this.closing) return [];
      return outsideCosigners(this.ledger, this.watchers, this.closing.size, this.deadline);
    }
    /**
     * Whether the record at `position`, dated `stated`, was logged by the moment `limit`: `in-time`, `late` where its own
     * date or a witness who later saw the log without it says so, `unshown` where no cosignature shows it, or `waits`.
     */
    loggedBy(position, stated, limit) {
      const seen = this.watchOf(position);
      const without = this.watchers ? lastSeen(this.ledger, this.watchers, position) : null;
      if (parseTime(stated) > limit) return "late";
      if (seen && seen.time <= limit) return "in-time";
      if (without !== null && without > limit) return "late";
      return seen || this.now > limit ? "unshown" : "waits";
    }
  };
  function coursesOf(ledger, now) {
    const committed = Array.from(ledger.history.draws.values()).filter((records) => records.commit);
    committed.sort((a, b) => a.commit.position - b.commit.position);
    return new Map(committed.map((records) => [records.draw, new Course(ledger, records, now)]));
  }

  // endings.js
  async function checkEnding(findings, course, { now, known }) {
    const { draw: draw2, records } = course;
    const { void: entry, outcome, commit } = records;
    const due = course.latest + SILENCE;
    if (entry) {
      if (entry.record.commit !== commit.hash)
        findings.add("C05", "fail", "作废的不是这份封存", "the void names another commit", {
          draw: draw2,
          found: entry.record.commit,
          expected: commit.hash
        });
      if (outcome)
        findings.add("C05", "fail", "同一次抽查既有结果又有作废", "one draw has both an outcome and a void", { draw: draw2 });
      await checkVoid(findings, course, entry, { now, known });
    } else if (outcome) {
      findings.add("C05", "pass", "已抽签", "concluded", { draw: draw2 });
    } else if (now > due) {
      const en = "neither outcome nor void seven days after the beacon";
      findings.add("C05", "fail", "随机数出来以后七天，既无结果也未作废", en, { draw: draw2, expected: timeText(due) });
    } else {
      findings.add("C05", "pass", "尚在期限之内", "within its time", { draw: draw2, expected: `≤ ${timeText(due)}` });
    }
  }
  async function checkVoid(findings, course, entry, { now, known }) {
    const { draw: draw2, deadline } = course;
    const { code } = entry.record;
    const add2 = (verdict2, zh, en, more) => findings.add("C05", verdict2, zh, en, { draw: draw2, found: code, ...more });
    if (code === "unwitnessed") checkUnwitnessed(course, add2);
    else if (code === "beacon-silent") await checkSilent(course, entry, known, add2);
    else if (course.isVoid)
      add2("pass", `已作废（${code}），在随机数出来以前有见证`, `void (${code}), witnessed before the beacon`);
    else if (now <= deadline) add2("pending", "作废尚待见证", "the void waits for the witnesses");
    else
      add2(
        "fail",
        "作废没有在随机数出来以前得到见证，无效",
        "the void wasn't witnessed before the beacon: it has no effect",
        { expected: `≤ ${timeText(deadline)}` }
      );
  }
  function checkUnwitnessed({ closing }, add2) {
    if (!closing) {
      add2("pass", "已作废：封签没有及时得到见证", "void: the close was not cosigned in time");
      return;
    }
    const en = "voided as unwitnessed, though the close was witnessed in time";
    add2("fail", "以“未见证”作废，但封签及时得到了见证", en, { file: closing.held.path, found: timeText(closing.time) });
  }
  async function checkSilent(course, entry, known, add2) {
    const stated = parseTime(entry.record.time);
    const late = course.commit.beacons.filter(({ time: time2 }) => parseTime(time2) + SILENCE <= stated);
    const seen = course.watchOf(entry.position);
    if (!late.length || seen && seen.time < course.earliest + SILENCE) {
      const found = seen ? timeText(seen.time) : entry.record.time;
      add2("fail", "以“随机数未出”作废，未满七天", "voided as silent before seven days had passed", {
        found,
        expected: `≥ ${timeText(course.earliest + SILENCE)}`
      });
      return;
    }
    const values2 = await Promise.all(late.map(({ source, round }) => known.value(source, round)));
    if (values2.every((value) => value !== null)) {
      const en = "void as beacon-silent, yet the round was published";
      add2("fail", "以“随机数未出”作废，但这一轮已经公布", en, { found: values2[0] });
    } else {
      add2(
        "unknown",
        "以“随机数未出”作废：请查证这一轮是否已经公布",
        "voided because the round stayed away: ask the source whether it was published"
      );
    }
  }

  // plans.js
  var PLAN_HEADER = [
    "row",
    "items",
    "title",
    "kind",
    "scope_text",
    "ratio",
    "frequency",
    "method",
    "joint",
    "from",
    "to"
  ];
  var MAX_CELL2 = 500;
  var FREQUENCY = /^(?:[1-9]|1[0-2])$/;
  var isText2 = (cell) => cell !== "" && characters(cell) <= MAX_CELL2;
  var isDate = (cell) => date(cell, "") === null;
  function isRow([row2, items2, title2, kind, scope, ratio3, frequency, method, joint, from, to]) {
    return isIdentifier(row2) && isTokens(items2) && [title2, scope].every(isText2) && ["undirected", "directed"].includes(kind) && RATIO.test(ratio3) && FREQUENCY.test(frequency) && ["daily", "special", "paper"].includes(method) && ["", "yes"].includes(joint) && [from, to].every(isDate) && from <= to;
  }
  function parsePlan(data, name = "") {
    const rows = parseCsv(data, PLAN_HEADER, name);
    checkSorted(
      rows.map(([row2]) => row2),
      name
    );
    return rows.map((cells, index) => {
      if (!isRow(cells)) throw new Malformed("row", "不是计划行", "not a plan row", { file: name, line: index + 2 });
      return { row: cells[0], items: cells[1].split(";"), frequency: Number(cells[6]) };
    });
  }

  // plan_use.js
  function planName({ ledger, commit }) {
    const logged = ledger.history.files("plan", commit.basis.size);
    const found = logged.find(({ record }) => record.sha256 === commit.plan.file);
    return found ? found.record.file : null;
  }
  async function checkPlanUses(findings, courses, source) {
    const users = /* @__PURE__ */ new Map();
    for (const course of courses.values()) {
      const { plan } = course.commit;
      if (plan.approval !== void 0) continue;
      const name = planName(course);
      if (name === null)
        findings.add("C05", "fail", "所用的年度计划当时没有登记", "the plan wasn't in the log at the basis", {
          draw: course.draw,
          found: plan.file
        });
      else await checkPlanRow(findings, course, source);
      const use = JSON.stringify([name === null ? plan.file : name, plan.row, plan.occurrence]);
      users.set(use, [...users.get(use) || [], course]);
    }
    for (const used of users.values()) checkReuse(findings, used);
  }
  function checkReuse(findings, used) {
    used.slice(1).forEach((later2, at) => {
      const earlier = used[at];
      const { plan, replaces } = later2.commit;
      if (earlier.isVoid && replaces && replaces.draw === earlier.draw) return;
      findings.add(
        "C05",
        "fail",
        `计划${plan.row}第${plan.occurrence}次已由抽查${earlier.draw}用过`,
        `occurrence ${plan.occurrence} of plan row ${plan.row} was used by draw ${earlier.draw}`,
        { draw: later2.draw, found: earlier.draw }
      );
    });
  }
  async function checkPlanRow(findings, { draw: draw2, commit }, source) {
    const { plan } = commit;
    const file = snapshot(plan.file);
    const data = await source.hash(file) === plan.file ? await source.bytes(file) : null;
    const { value: rows } = data ? attempt(() => parsePlan(data, file)) : {};
    if (!rows) {
      findings.add("C05", "unknown", "年度计划没有公布或不能读取", "the plan can't be read", { draw: draw2, file });
      return;
    }
    const bad = (zh, en, found, expected) => findings.add("C05", "fail", zh, en, { draw: draw2, file, found, expected });
    const row2 = rows.find((each) => each.row === plan.row);
    if (!row2) bad("年度计划里没有这一行", "the plan has no such row", plan.row);
    else if (Number(plan.occurrence) > row2.frequency)
      bad("超过了计划的频次", "more draws than the plan's frequency", plan.occurrence, `≤ ${row2.frequency}`);
    else if (!commit.items.every((item) => row2.items.includes(item)))
      bad(
        "抽签的事项不是计划这一行的事项",
        "the draw's items aren't those of its plan row",
        commit.items.join(";"),
        row2.items.join(";")
      );
  }
  function checkReplaces(findings, course, courses) {
    const { replaces, files: files2 } = course.commit;
    if (!replaces) return;
    const { draw: draw2 } = course;
    const old = courses.get(replaces.draw);
    if (!old || !old.isVoid || old.position >= course.position) {
      findings.add(
        "C05",
        "fail",
        `抽查${replaces.draw}没有作废，不能代替`,
        `draw ${replaces.draw} isn't void and can't be replaced`,
        { draw: draw2, found: replaces.draw }
      );
      return;
    }
    const names = Array.from(/* @__PURE__ */ new Set([...Object.keys(files2), ...Object.keys(old.commit.files)])).sort();
    const said = replaces.differences.join("\n");
    const silent = names.find(
      (name) => files2[name] !== old.commit.files[name] && !said.includes(name) && !said.includes(name.split("/")[0])
    );
    if (silent === void 0) {
      const zh = `代替已作废的抽查${old.draw}，不同之处都已列出`;
      findings.add("C05", "pass", zh, `replaces the void draw ${old.draw}, differences listed`, { draw: draw2 });
    } else {
      const en = `differs from ${old.draw} without saying so: ${silent}`;
      findings.add("C05", "fail", `与${old.draw}不同的文件没有列出：${silent}`, en, { draw: draw2, found: silent });
    }
  }

  // sequence.js
  var ONCE = [
    ["封存", "commit", "commits"],
    ["封签", "close", "closes"],
    ["抽签结果", "outcome", "outcomes"],
    ["作废", "void", "voids"]
  ];
  async function checkSequence(ledger, findings, courses, { source, now, known }) {
    checkRepeats(ledger, findings);
    checkHomeless(ledger, findings);
    checkOnce(ledger, findings);
    checkNumbers(findings, courses);
    checkOpenDraws(findings, Array.from(courses.values()));
    await checkPlanUses(findings, courses, source);
    for (const course of courses.values()) {
      await checkEnding(findings, course, { now, known });
      checkReplaces(findings, course, courses);
    }
  }
  var drawOf = ({ record }) => record && record.draw || "";
  function checkRepeats(ledger, findings) {
    const first2 = /* @__PURE__ */ new Map();
    for (const entry of ledger.history.entries.filter(({ hash: hash2 }) => hash2 !== "")) {
      const { position, hash: hash2 } = entry;
      if (!first2.has(hash2)) first2.set(hash2, position);
      else
        findings.add(
          "C05",
          "fail",
          `第${position}条与第${first2.get(hash2)}条重复`,
          `entry ${position} repeats entry ${first2.get(hash2)}`,
          { draw: drawOf(entry) }
        );
    }
  }
  function checkHomeless(ledger, findings) {
    for (const { position, record } of ledger.history.of("result")) {
      if (record.draw !== "") continue;
      const en = `entry ${position} is a result without a draw`;
      findings.add("C05", "fail", `第${position}条是没有抽查的结果`, en, { found: record.object });
    }
  }
  function checkOnce(ledger, findings) {
    for (const [draw2, records] of ledger.history.draws) {
      for (const [zh, en, list2] of ONCE) {
        const count2 = records[list2].length;
        if (count2 > 1)
          findings.add("C05", "fail", `同一次抽查有${count2}份${zh}`, `${count2} ${en} records of one draw`, {
            draw: draw2,
            found: count2,
            expected: 1
          });
      }
      if (!records.commit)
        findings.add("C05", "fail", "有记录而没有封存", "records of a draw that was never committed", { draw: draw2 });
    }
  }
  function checkNumbers(findings, courses) {
    const ordinals = /* @__PURE__ */ new Map();
    let wrong = 0;
    for (const { draw: draw2, committedAt } of courses.values()) {
      const year = dateOf(committedAt).slice(0, 4);
      const ordinal = (ordinals.get(year) || 0) + 1;
      const expected = drawNumber(year, ordinal);
      ordinals.set(year, ordinal);
      if (draw2 === expected) continue;
      wrong++;
      findings.add("C05", "fail", "编号有空号或次序不对", "a gap in the numbers, or out of order", {
        draw: draw2,
        found: draw2,
        expected
      });
    }
    if (courses.size && !wrong)
      findings.add("C05", "pass", `${courses.size}次抽查的编号连续`, `the numbers of ${courses.size} draws have no gap`);
  }
  function checkOpenDraws(findings, all) {
    all.forEach((course, at) => {
      for (const other of all.slice(0, at)) {
        const shared2 = other.commit.items.find((item) => course.commit.items.includes(item));
        if (shared2 === void 0 || other.end <= course.position) continue;
        findings.add(
          "C05",
          "fail",
          `抽查${other.draw}尚未结束，又对事项${shared2}抽签`,
          `draw ${other.draw} of item ${shared2} was still open`,
          { draw: course.draw, found: shared2 }
        );
      }
    });
  }
  function namesCommit(findings, code, { commit, draw: draw2 }, entry) {
    if (entry.record.commit === commit.hash) return true;
    findings.add(code, "fail", `第${entry.position}条指向另一份封存`, `entry ${entry.position} names another commit`, {
      draw: draw2,
      found: entry.record.commit,
      expected: commit.hash
    });
    return false;
  }

  // waiting.js
  function waiting2({ isVoid, latest, records }) {
    if (isVoid) {
      const [zh, en] = ["已作废，此后的步骤不再需要", "the draw is void: nothing after that is due"];
      return { verdict: "pass", zh, en };
    }
    if (records.outcome) return null;
    const when2 = timeText(latest);
    return { verdict: "pending", zh: `公共随机数${when2}产生，之后才有`, en: `not before the beacon fires, ${when2}` };
  }
  function saidWaiting(course, findings, code) {
    const pause = waiting2(course);
    if (pause) findings.add(code, pause.verdict, pause.zh, pause.en, { draw: course.draw });
    return pause !== null;
  }

  // computed.js
  var SHOWN4 = 20;
  async function compute(held, { known, tick }) {
    const { records, commit, frame, panel } = held;
    const needed = records.outcome || held.course.voidedAfterClose;
    const text2 = needed ? await expectedText(held, known) : null;
    const data = held.file("seed.txt");
    const seed2 = text2 === null ? data && needed && sha256Hex(data) : seed(text2);
    if (!seed2 || !frame) return { text: text2, seed: seed2 || null, drawn: null, teams: null };
    const sizes = new Map(commit.quotas.map(({ stratum: stratum2, size: size2 }) => [stratum2, size2]));
    const drawn2 = await drive(selectSteps(frame, sizes, seed2), tick);
    const objects = drawn2.map((row2) => row2.object_id);
    const teams = panel ? await drive(teamSteps(panel, commit.team.seats, objects, seed2), tick) : null;
    return { text: text2, seed: seed2, drawn: drawn2, teams };
  }
  async function expectedText(held, known) {
    const { records, draw: draw2 } = held;
    const [secrets, beacons] = [secretsOf(held), await valuesOf(held, known)];
    if (!secrets || !beacons) return null;
    return seedText({ draw: draw2, commit: records.commit.hash, close: records.close.hash, secrets, beacons });
  }
  function secretsOf({ records, commit }) {
    if (!records.close) return null;
    const { reveals } = records.close.record;
    const secrets = /* @__PURE__ */ new Map();
    for (const { party: party2 } of commit.parties) {
      const reveal = records.reveals.find(({ hash: hash2 }) => hash2 === reveals[party2]);
      if (!reveal && reveals[party2] !== ABSENT) return null;
      secrets.set(party2, reveal ? reveal.record.secret : ABSENT);
    }
    return secrets;
  }
  async function valuesOf(held, known) {
    const data = held.file("beacon.json");
    const answers = data && attempt(() => parseBeaconFile(data)).value || [];
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
  function checkSeed(held, findings) {
    const { draw: draw2, records, course, computed } = held;
    const pause = waiting2(course);
    if (pause) {
      if (!wouldHaveBeen(held)) findings.add("C13", pause.verdict, pause.zh, pause.en, { draw: draw2 });
      else
        findings.add("C13", "pass", "已作废；本会得出的种子可以算出", "void; the seed that it would have had", {
          draw: draw2,
          found: computed.seed
        });
      return;
    }
    const { outcome, close } = records;
    namesCommit(findings, "C13", records, outcome);
    if (!close || outcome.record.close !== close.hash)
      findings.add("C13", "fail", "抽签结果指向另一份封签", "the outcome names another close", {
        draw: draw2,
        found: outcome.record.close,
        expected: close ? close.hash : ""
      });
    compareSeed(held, findings);
  }
  function compareSeed(held, findings) {
    const { draw: draw2, computed } = held;
    const file = held.path("seed.txt");
    const data = held.file("seed.txt");
    const stated = held.records.outcome.record.seed;
    if (!data) {
      held.read("seed.txt", () => null);
      findings.fault("C13", held.faults.get("seed.txt"), { draw: draw2 });
      return;
    }
    if (computed.text === null) {
      findings.add(
        "C13",
        "unknown",
        "缺少秘密值或随机数，种子不能重算；以下各项按公布的种子重算",
        "without secrets and proven values the seed can't be recomputed; what follows uses the published one",
        { draw: draw2, file }
      );
      return;
    }
    const found = sha256Hex(data);
    const more = { draw: draw2, file, found, expected: computed.seed, byHand: hashOfFile(file) };
    if (found === computed.seed && stated === computed.seed) {
      const en = "the seed recomputes from the logged records and the beacon";
      findings.add("C13", "pass", "种子由登记的记录和随机数重算相同", en, more);
    } else {
      const wrong = found === computed.seed ? stated : found;
      findings.add("C13", "fail", "种子与重算的不同", "the seed isn't the one that follows", { ...more, found: wrong });
    }
  }
  function checkSelection(held, findings) {
    const { draw: draw2, course, computed, records } = held;
    if (!records.outcome || course.isVoid) {
      withoutOutcome(held, findings);
      return;
    }
    const { drawn: drawn2, seed: seed2 } = computed;
    if (!drawn2) {
      cannot(held, findings, "C14");
      return;
    }
    const first2 = drawn2[0];
    const line2 = first2 ? { expected: first2.ticket, byHand: hashOfText(objectTicketText(seed2, first2.object_id)) } : {};
    const words4 = [`抽中的${drawn2.length}户重算相同`, `all ${drawn2.length} drawn objects recompute`];
    compareTable(held, findings, "C14", "selection.csv", selectionText(drawn2), words4, { draw: draw2, ...line2 });
  }
  function cannot(held, findings, code) {
    if (held.faults.has("frame.csv")) findings.fault(code, held.faults.get("frame.csv"), { draw: held.draw });
    else
      findings.add(code, "unknown", "没有种子，不能重算", "without a seed nothing can be recomputed", { draw: held.draw });
  }
  function wouldHaveBeen({ course, computed }) {
    return course.voidedAfterClose && computed.text !== null && computed.drawn !== null;
  }
  function withoutOutcome(held, findings) {
    const { draw: draw2, course, computed } = held;
    if (!wouldHaveBeen(held)) {
      const pause = waiting2(course);
      findings.add("C14", pause.verdict, pause.zh, pause.en, { draw: draw2 });
      if (course.voidedAfterClose)
        findings.notice(
          "封签以后作废：公共随机数出来后，任何人都能算出它本来的结果",
          "voided after its close: with the beacon's value anybody can compute its outcome",
          draw2
        );
      return;
    }
    const names = shown2(computed.drawn.map((row2) => row2.object_id));
    const count2 = computed.drawn.length;
    const [zh, en] = [`封签以后作废；本来会抽中${count2}户：${names}`, `voided after its close; it would have drawn ${count2}`];
    findings.add("C14", course.isVoid ? "pass" : "unknown", zh, `${en}: ${names}`, { draw: draw2 });
    findings.notice(zh, `${en}: ${names}`, draw2);
  }
  var shown2 = (names) => names.slice(0, SHOWN4).join(" ") + (names.length > SHOWN4 ? " …" : "");
  function checkTeams(held, findings) {
    const { draw: draw2, course, computed } = held;
    const pause = waiting2(course);
    if (pause) {
      if (wouldHaveBeen(held) && computed.teams) {
        const people = shown2(Array.from(new Set(computed.teams.map((row2) => row2.inspector_id))).sort());
        findings.add("C15", "pass", `已作废；本来会由${people}检查`, `void; it would have sent ${people}`, { draw: draw2 });
      } else findings.add("C15", pause.verdict, pause.zh, pause.en, { draw: draw2 });
      return;
    }
    const { teams, seed: seed2 } = computed;
    if (!teams) {
      if (held.faults.has("panel.csv")) findings.fault("C15", held.faults.get("panel.csv"), { draw: draw2 });
      else cannot(held, findings, "C15");
      return;
    }
    const first2 = teams.find((row2) => row2.ticket !== "");
    const text2 = first2 ? `${seed2}:inspector:${first2.object_id}:${first2.inspector_id}` : "";
    const line2 = first2 ? { expected: first2.ticket, byHand: hashOfText(text2) } : {};
    const words4 = [`${computed.drawn.length}个检查组重算相同`, `all ${computed.drawn.length} teams recompute`];
    compareTable(held, findings, "C15", "teams.csv", teamsText(teams), words4, { draw: draw2, ...line2 });
  }
  function compareTable(held, findings, code, name, expected, [zh, en], line2) {
    const file = drawFile(held.draw, name);
    const data = held.file(name);
    if (!data) {
      findings.add(code, "unknown", `没有公布${name}`, `${name} isn't published`, { draw: held.draw, file });
      return;
    }
    if (sameBytes(data, bytesOf(expected))) {
      findings.add(code, "pass", zh, en, { ...line2, file });
      return;
    }
    const [left, right] = [(attempt(() => decodeUtf8(data)).value || "").split("\n"), expected.split("\n")];
    const at = right.findIndex((each, index) => each !== left[index]);
    const row2 = at < 0 ? right.length : at;
    findings.add(code, "fail", `${name}第${row2 + 1}行与重算的不同`, `line ${row2 + 1} of ${name} isn't what follows`, {
      draw: held.draw,
      file,
      found: left[row2] || "",
      expected: right[row2] || ""
    });
  }

  // basis.js
  function inForce(history2, type, size2, commitTime) {
    const today = parseDate(dateOf(parseTime(commitTime)));
    const found = history2.files(type, size2).filter(({ record }) => parseDate(record.effective) <= today);
    return found.length ? found[found.length - 1].record : null;
  }
  async function content(source, { path, hash: hash2, parse }) {
    const sound = await source.hash(path) === hash2;
    const missing2 = new Fails("missing", "没有公布，或内容与登记的不同", "not published, or not the logged content", {
      file: path
    });
    const data = sound ? await source.bytes(path) : null;
    const { value, fault } = data ? attempt(() => parse(data, path)) : { fault: missing2 };
    if (fault) throw fault.at(path);
    return value;
  }
  async function readable(source, file) {
    try {
      return await content(source, file);
    } catch (error) {
      if (!(error instanceof Fault) || error === source.failure) throw error;
      return null;
    }
  }
  var asIs = (data) => data;
  function inputRecords({ ledger: { history: history2 }, commit }, size2) {
    const files2 = ["policy", "items"].map((type) => [type, inForce(history2, type, size2, commit.time)]);
    const rosters = ["objects", "inspectors"].map((table) => [table, history2.roster(table, size2)]);
    const missing2 = [...files2, ...rosters].find(([, found]) => found === null);
    if (missing2) throw new Fails("inputs", `总账在依据处没有${missing2[0]}`, `the log has no ${missing2[0]} at the basis`);
    const parsers = { policy: parsePolicy, items: parseItems };
    const records = {};
    for (const [type, { sha256: sha2562 }] of files2)
      records[type] = { hash: sha2562, path: snapshot(sha2562, "json"), parse: parsers[type] };
    for (const [table, { record }] of rosters)
      records[table] = { hash: record.sha256, path: snapshot(record.sha256), parse: asIs };
    return records;
  }
  function sameInputs(left, right) {
    return Object.keys(left).every((name) => left[name].hash === right[name].hash);
  }
  async function readInputs(source, records) {
    const inputs = {};
    for (const name of Object.keys(records)) inputs[name] = await content(source, records[name]);
    return inputs;
  }

  // result_texts.js
  var DEFAULT_MONTHS = 3;
  function resultTexts(held) {
    return held.records.rows.map((entry) => {
      const name = rowFile(entry.record.row);
      const data = held.file(name);
      const file = held.path(name);
      const row2 = data ? attempt(() => parseRowFile(data, file)) : { fault: held.faults.get(name) };
      const text2 = row2.value ? attempt(() => parseResultRow(row2.value, file)) : row2;
      const fault = text2.fault ? text2.fault.at(file) : null;
      return { entry, file, data, row: row2.value || null, text: fault ? null : text2.value || null, fault };
    });
  }
  async function checkText2(held, findings, result2, { source, before: before2 }) {
    const { entry, file, data, row: row2, text: text2, fault } = result2;
    const { record } = entry;
    const add2 = (zh, en, found = "", expected = "") => findings.add("C17", "fail", `${zh}：${record.object}`, `${en}: ${record.object}`, {
      draw: held.draw,
      file,
      found,
      expected
    });
    const withdrawn = held.records.withdrawals.find((other) => other.record.row === record.row);
    if (withdrawn) await checkWithdrawn(held, add2, entry, withdrawn, source);
    if (fault) add2(`结果不能读取（${fault.zh}）`, `a result that can't be read (${fault.en})`);
    else if (!data && withdrawn)
      findings.notice(`${record.object}的一条结果已停止公示`, `a result of ${record.object} was withdrawn`, held.draw);
    else if (!data) add2("登记的结果没有公开", "a logged result isn't published", "", record.row);
    else if (rowOf(row2) !== record.row)
      add2("结果与总账登记的不同", "a result that isn't the logged one", rowOf(row2), record.row);
    else {
      checkContent(held, findings, entry, text2, add2);
      const policy = await policyOf2(held.course.ledger, entry, source);
      if (policy) checkCodes(policy.result_codes, text2, before2 ? before2.text : null, add2);
    }
  }
  function checkCodes(meanings, text2, before2, add2) {
    const known = text2.codes.filter((code) => code in meanings);
    const unknown = text2.codes.filter((code) => !known.includes(code));
    const counted2 = known.filter((code) => meanings[code].publish === "count_only");
    if (unknown.length) add2("结果代码不在代码表里", "a result code that isn't on the list", unknown.join(";"));
    if (counted2.length)
      add2("按户公布了只能公布数目的代码", "a code that is told only in numbers stands by a firm's name", counted2.join(";"));
    if (!text2.follow_up || !before2) return;
    const same = before2.follow_up && before2.follow_up.visited_on === text2.follow_up.visited_on;
    const open = before2.codes.some((code) => code in meanings && meanings[code].needs_followup === true);
    if (!same && !open) add2("前一条结果已了结，不能复查", "the result before it was closed: no re-check");
  }
  function checkContent(held, findings, { record, position }, text2, add2) {
    const { draw: draw2, teams } = held;
    if (text2.draw !== draw2 || text2.object !== record.object)
      add2(
        "结果写的是别的抽查或单位",
        "a result of another draw or object",
        `${text2.draw} ${text2.object}`,
        `${draw2} ${record.object}`
      );
    checkOpening(held, text2, add2);
    const team2 = (teams.at(position).get(record.object) || []).filter((inspector) => inspector !== VACANT);
    const [found, expected] = [text2.inspectors, team2].map((ids2) => ids2.slice().sort().join(" "));
    if (found !== expected && position < teams.lost)
      add2("检查人员不是当时有效的检查组", "its inspectors aren't the team in force", found, expected);
    const first2 = drawnOn(held, record.object);
    if (parseDate(text2.visited_on) < parseDate(first2))
      add2("检查早于抽签结果", "a visit before the outcome", text2.visited_on, `≥ ${first2}`);
    checkSaid(held, record, position, text2, add2);
  }
  function checkSaid({ commit, course }, record, position, text2, add2) {
    const strange = text2.items.filter((item) => !commit.items.includes(item));
    if (strange.length) add2("结果写了不是本次抽查的事项", "a result under items that aren't the draw's", strange.join(";"));
    const again = text2.follow_up ? [text2.follow_up.visited_on] : [];
    const days2 = [text2.visited_on, ...again, text2.fixed_on];
    if (days2.some((day, at) => at > 0 && parseDate(day) < parseDate(days2[at - 1])))
      add2("结果日期颠倒", "a result whose days are out of order", days2.join(" "));
    const watch = course.watchOf(position);
    if (watch && parseDate(text2.fixed_on) > parseDate(dateOf(watch.time)))
      add2("结果日期晚于登记", "a result dated after it was logged", text2.fixed_on, `≤ ${dateOf(watch.time)}`);
    if (text2.follow_up && !record.replaces) add2("第一条结果不能是复查", "a first result that is a re-check");
  }
  function drawnOn({ teams, course, records }, object2) {
    const change = teams.since.get(object2);
    if (change) return dateOf(parseTime(change.record.beacon.time));
    return dateOf(Math.max(course.latest, parseTime(records.outcome.record.time)));
  }
  function checkOpening({ draw: draw2, commit }, text2, add2) {
    const blinded = commit.frame === "blinded";
    if (blinded && !text2.opening) add2("抽中的代号没有揭名", "a drawn alias without opening");
    else if (!blinded && text2.opening) add2("公开的名单不需要揭名", "an opening in an open draw");
    else if (text2.opening && openedAlias(draw2, text2.opening) !== text2.object)
      add2("揭名打不开这个代号", "the opening doesn't open this alias", openedAlias(draw2, text2.opening), text2.object);
  }
  async function checkWithdrawn({ course }, add2, entry, withdrawn, source) {
    if (withdrawn.position < entry.position) add2("停止公示在登记之前", "withdrawn before it was logged");
    const seen = course.watchOf(withdrawn.position);
    await checkTerm(course.ledger, add2, { entry, withdrawn, seenOn: seen ? dateOf(seen.time) : "" }, source);
  }
  async function checkTerm(ledger, add2, { entry, withdrawn, seenOn }, source) {
    const months = await termOf(ledger, withdrawn, source);
    const [stated, first2] = [withdrawn, entry].map(({ record }) => dateOf(parseTime(record.time)));
    const day = seenOn && seenOn < stated ? seenOn : stated;
    const earliest2 = monthsAfter(first2, months);
    if (withdrawn.record.ground !== "court" && day < earliest2)
      add2("停止公示时公示期未满", "withdrawn before its term was over", day, `≥ ${earliest2}`);
  }
  async function termOf(ledger, { position, record }, source) {
    const policy = await policyOf2(ledger, { position, record }, source);
    return policy ? policy.numbers.withdraw_after_months : DEFAULT_MONTHS;
  }
  async function policyOf2(ledger, { position, record }, source) {
    const policy = inForce(ledger.history, "policy", position, record.time);
    const path = policy ? snapshot(policy.sha256, "json") : "";
    const data = policy && await source.hash(path) === policy.sha256 ? await source.bytes(path) : null;
    return data && attempt(() => parsePolicy(data)).value || null;
  }
  function monthsAfter(date2, months) {
    const [year, month, day] = date2.split("-").map(Number);
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
  }

  // change_checks.js
  var DUE = 3 * DAY5;
  var GONE = ["6", "7", "9", "10", "11", "12"];
  function checkChanges(held, findings) {
    const { records, course, teams, draw: draw2 } = held;
    if (!records.changes.length && !records.changed.length) {
      if (!saidWaiting(course, findings, "C16"))
        findings.add("C16", "pass", "没有更换", "there were no changes", { draw: draw2 });
      return;
    }
    checkNumbers2(held, findings);
    if (!teams.steps.length)
      findings.add("C16", "unknown", "没有检查组，更换无从核对", "without teams no change can be judged", { draw: draw2 });
    const texts = resultTexts(held);
    for (const step of teams.steps) {
      const { number } = step.entry.record;
      const add2 = (verdict2, zh, en, more) => findings.add("C16", verdict2, `第${number}次更换：${zh}`, `change ${number}: ${en}`, {
        draw: draw2,
        file: held.path(changeFile(number, "note")),
        ...more
      });
      checkAllowed(held, texts, step, add2);
      checkFresh(held, step, add2);
      checkInTime(held, step, add2);
      checkEffect(held, findings, step, add2);
    }
    notices2(held, findings);
  }
  function checkNumbers2({ draw: draw2, records }, findings) {
    const bad = (zh, en, found) => findings.add("C16", "fail", zh, en, { draw: draw2, found });
    const { changes, changed, outcome } = records;
    const numbers = changes.map(({ record }) => record.number);
    if (numbers.some((number, at) => number !== at + 1))
      bad("更换的编号有空号或重复", "a gap in the changes' numbers, or twice the same", numbers.join(" "));
    for (const { position, record } of changed) {
      const change = changes.find(({ hash: hash2 }) => hash2 === record.change);
      if (!change || change.record.number !== record.number || change.position > position)
        bad("完成记录没有对应的更换", "a completion answers no change", position);
    }
    const done = new Map(changed.map(({ position, record }) => [record.number, position]));
    if (done.size !== changed.length) bad("同一次更换完成了两次", "one change was completed twice", "");
    for (const { position, record } of changes) {
      const before2 = done.has(record.number - 1) ? done.get(record.number - 1) : -1;
      const unfinished = record.number > 1 && !(before2 >= 0 && before2 < position);
      if (unfinished || !outcome || position < outcome.position)
        bad("前一步尚未完成就提出更换", "a change was logged before the step before it was finished", position);
    }
  }
  function checkAllowed({ records, course }, texts, { entry, wrong }, add2) {
    for (const [zh, en] of wrong) add2("fail", zh, en);
    if (needsObserver(records, entry.record, entry.position) && !outsideHolders(course.ledger.keysOf(entry), "observer"))
      add2(
        "fail",
        "同一组第三次换人，没有局外观察人签名",
        "the third removal from one team without an outside observer's signature"
      );
    for (const { object: object2 } of entry.record.supplements) {
      const rows = texts.filter((each) => each.entry.record.object === object2 && each.entry.position < entry.position);
      const row2 = rows[rows.length - 1];
      const isWithdrawn = row2 && records.withdrawals.some(({ record }) => record.row === row2.entry.record.row);
      if (row2 && !row2.text && isWithdrawn)
        add2("unknown", `${object2}的结果已停止公示，不再能核对`, `the result of ${object2} is withdrawn by now`);
      else if (!row2 || !row2.text)
        add2("fail", `${object2}没有公布的结果，不能增补`, `${object2} has no published result: no supplement`);
      else if (!row2.text.codes.some((code) => GONE.includes(code)))
        add2("fail", `${object2}的结果不允许增补`, `the result of ${object2} allows no supplement`, {
          found: row2.text.codes.join(" "),
          expected: GONE.join(" ")
        });
    }
  }
  function checkFresh({ course }, { entry, done }, add2) {
    const { beacon: beacon2 } = entry.record;
    const { policy, watchers, now } = course;
    if (beacon2.source === CEREMONY || policy && !policy.beacons.includes(beacon2.source))
      add2("fail", "随机源不可用", "a source that isn't allowed", { found: beacon2.source });
    const { fault } = attempt(() => checkTime(beacon2, done ? done.record.answer : void 0));
    if (fault) add2("fail", fault.zh, fault.en);
    const limit = parseTime(beacon2.time) - MARGIN;
    const seen = course.watchOf(entry.position);
    const more = { found: seen ? timeText(seen.time) : "", expected: `≤ ${timeText(limit)}` };
    if (seen && seen.time <= limit)
      add2("pass", "在新的公共随机数产生60秒之前有见证", "cosigned 60 s or more before its beacon", more);
    else if (now <= limit) add2("pending", "尚待见证", "waits for the witnesses", more);
    else if (watchers && watchers.isWatched) add2("fail", "没有及时见证", "lacks a timely cosignature", more);
    else add2("unknown", "签名规定没有要求见证", "the policy asks for no witness", more);
  }
  function checkInTime({ course }, { entry, done }, add2) {
    const limit = parseTime(entry.record.beacon.time) + DUE;
    const expected = `≤ ${timeText(limit)}`;
    if (!done) {
      if (course.now <= limit) add2("pending", "尚未完成", "isn't completed yet", { expected });
      else add2("fail", "随机数产生三天后仍未完成", "not completed three days after its beacon", { expected });
      return;
    }
    const logged = course.loggedBy(done.position, done.record.time, limit);
    if (logged === "late") add2("fail", "完成得太晚", "completed too late", { found: done.record.time, expected });
    if (logged === "unshown")
      add2("unknown", "没有见证表明它在三天内完成", "no cosignature shows that it was completed within three days", {
        expected
      });
  }
  function checkEffect(held, findings, { entry, done, proven, wrong, rows }, add2) {
    if (!done) return;
    const { draw: draw2 } = held;
    const { number } = entry.record;
    const file = held.path(changeFile(number, "done"));
    if (proven && proven.fault) add2("fail", proven.fault.zh, proven.fault.en, { file });
    if (proven && proven.value) {
      const { verdict: verdict2, zh, en, value: value2 } = proven.value;
      add2(verdict2, zh, en, { file, found: value2 });
    }
    if (!rows) {
      if (!wrong.length && proven && proven.value)
        add2("unknown", "没有两份名单，不能重算", "without frame and panel it can't be recomputed");
      return;
    }
    const { value } = proven.value;
    const words4 = [`第${number}次更换重算相同`, `change ${number} comes out as published`];
    compareTable(held, findings, "C16", changeFile(number, "csv"), changeText(rows), words4, {
      draw: draw2,
      expected: changeSeed(draw2, entry.hash, value),
      byHand: hashOfLines(["draw/1 change", draw2, entry.hash, value])
    });
  }
  function notices2({ draw: draw2, records }, findings) {
    const changes = records.changes.map(({ record }) => record);
    for (const [object2, count2] of removalCounts(changes))
      if (count2 > 1)
        findings.notice(`${object2}的检查组已换下${count2}人次`, `${count2} removals from the team of ${object2}`, draw2);
    for (const { object: object2, inspector } of changes.flatMap(({ removals }) => removals.filter(({ late }) => late)))
      findings.notice(
        `${object2}的回避（${inspector}）不在抽签前的登记册里`,
        `the recusal of ${inspector} from ${object2} wasn't in the register`,
        draw2
      );
  }

  // commitments.js
  function checkSecrets(course, findings) {
    const { draw: draw2, records, commit } = course;
    const before2 = findings.list.length;
    checkParties(course, findings);
    checkTwice(course, findings);
    for (const entry of records.reveals) {
      namesCommit(findings, "C11", records, entry);
      checkReveal(course, findings, entry);
    }
    if (records.close) checkClose(course, findings);
    if (findings.list.length > before2) return;
    if (!records.close) {
      const [verdict2, zh, en] = course.isVoid ? ["pass", "封签前已作废", "void before the close"] : ["pending", "尚未拆封完毕", "not all have revealed yet"];
      findings.add("C11", verdict2, zh, en, { draw: draw2, expected: commit.reveal_by });
      return;
    }
    const first2 = records.reveals[0];
    const { party: party2, secret } = first2 ? first2.record : { party: "", secret: "" };
    findings.add(
      "C11",
      "pass",
      `${records.reveals.length}个参与方的秘密值都打开了各自的承诺`,
      `${records.reveals.length} secrets open their commitments`,
      {
        draw: draw2,
        found: party2,
        expected: first2 ? commitment(draw2, party2, secret) : "",
        byHand: first2 ? hashOfLines(["draw/1 secret", draw2, party2, secret]) : ""
      }
    );
  }
  function checkParties({ commit, policy, position, draw: draw2 }, findings) {
    const names = commit.parties.map(({ party: party2 }) => party2);
    const bad = (zh, en, found) => findings.add("C11", "fail", zh, en, { draw: draw2, found });
    if (names.some((name, at) => at > 0 && names[at - 1] >= name))
      bad("参与方未按名称排列或重复", "the parties aren't in order, each once", names.join(" "));
    if (!policy) return;
    const roles = new Map(policy.keysAt(position).map(({ parsed, role }) => [parsed.name, role]));
    const stranger = names.find((name) => !roles.has(name));
    if (stranger !== void 0)
      bad(`参与方${stranger}没有有效的密钥`, `the party ${stranger} has no key that counts`, stranger);
    const present = names.map((name) => roles.get(name));
    if (!present.includes("draw") || !(present.includes("legal") || present.includes("deputy")))
      bad("参与方须有抽查机构和法制机构", "draw office and legal office must be among the parties", names.join(" "));
  }
  function checkTwice({ records, draw: draw2 }, findings) {
    const seen = /* @__PURE__ */ new Set();
    for (const { record } of records.reveals) {
      if (seen.has(record.party))
        findings.add("C11", "fail", `${record.party}拆封了两次`, `${record.party} revealed twice`, { draw: draw2 });
      seen.add(record.party);
    }
  }
  function checkReveal({ commit, draw: draw2 }, findings, { position, record }) {
    const party2 = commit.parties.find((entry) => entry.party === record.party);
    const found = commitment(draw2, record.party, record.secret);
    if (party2 && party2.commitment === found) return;
    findings.add(
      "C11",
      "fail",
      `第${position}条的秘密值打不开${record.party}的承诺`,
      `the secret of ${record.party} doesn't open its commitment`,
      {
        draw: draw2,
        found,
        expected: party2 ? party2.commitment : "",
        byHand: hashOfLines(["draw/1 secret", draw2, record.party, record.secret])
      }
    );
  }
  function checkClose({ commit, records, draw: draw2 }, findings) {
    const { close } = records;
    namesCommit(findings, "C11", records, close);
    const { reveals } = close.record;
    const made = /* @__PURE__ */ new Map();
    for (const entry of records.reveals) if (entry.position < close.position) made.set(entry.record.party, entry.hash);
    const expected = new Map(commit.parties.map(({ party: party2 }) => [party2, made.get(party2) || ABSENT]));
    for (const party2 of Array.from(/* @__PURE__ */ new Set([...expected.keys(), ...Object.keys(reveals)])).sort()) {
      const [stated, right] = [reveals[party2] || "", expected.get(party2) || ""];
      if (stated !== right)
        findings.add("C11", "fail", `封签所写的${party2}与拆封不符`, `the close doesn't state what ${party2} revealed`, {
          draw: draw2,
          file: drawFile(draw2, "close.note"),
          found: stated,
          expected: right
        });
      if (stated === ABSENT) findings.notice(`参与方${party2}没有拆封`, `party ${party2} didn't reveal`, draw2);
    }
  }

  // deputies.js
  async function checkDeputies(ledger, findings, { source, skipped }) {
    const asked = /* @__PURE__ */ new Set();
    for (const entry of ledger.history.entries) {
      const { record, position } = entry;
      const draw2 = record && record.draw ? record.draw : "";
      if (!record || !OF_DRAWS.includes(record.type) || asked.has(draw2) || skipped(entry) || !forLegal(ledger, entry)) continue;
      asked.add(draw2);
      const records = ledger.history.draws.get(draw2);
      const due = records && records.commit ? await owned(ledger, records.commit.record, source) : false;
      if (due === null) {
        const en = "without items and agencies no deputy can be judged";
        findings.add("C06", "unknown", "事项或机构的名录没有公布，无法判断代签", en, { draw: draw2 });
      } else if (!due) {
        const zh = `总账第${position}条由代签人代法制机构签署，事项却不属于法制机构`;
        const en = `entry ${position} is signed by a deputy, and the legal office owns none of the items`;
        findings.add("C06", "fail", zh, en, { draw: draw2, expected: "legal" });
      }
    }
  }
  function forLegal(ledger, entry) {
    if (!ledger.trust.at(entry.position)) return false;
    const { keys, fault } = ledger.signersOf(entry);
    const roles = fault ? [] : keys.map(({ role }) => role);
    return roles.includes("deputy") && !roles.includes("legal");
  }
  async function owned({ history: history2, trust }, commit, source) {
    const { size: size2 } = commit.basis;
    const [list2, roster, policy] = [inForce(history2, "items", size2, commit.time), history2.roster("agencies", size2), trust.at(size2)];
    if (!list2 || !roster || !policy) return null;
    const items2 = await readable(source, { path: snapshot(list2.sha256, "json"), hash: list2.sha256, parse: parseItems });
    const { sha256: hash2 } = roster.record;
    const agencies = await readable(source, { path: snapshot(hash2), hash: hash2, parse: parseAgencies });
    if (!items2 || !agencies) return null;
    const holders2 = policy.keysAt(size2).filter(({ role }) => role === "legal").map(({ holder }) => holder);
    const units = agencies.filter(({ name }) => holders2.includes(name)).map(({ agency }) => agency);
    return items2.items.some(({ item, unit }) => commit.items.includes(item) && units.includes(unit));
  }

  // earlier_visits.js
  var AT_ONCE2 = 48;
  var [EVER, NEVER] = ["9999-12-31", ""];
  var Past = class {
    constructor() {
      this.visits = /* @__PURE__ */ new Map();
      this.lost = [];
    }
    of(object2) {
      return this.visits.get(object2) || [];
    }
    add(visit) {
      this.visits.set(visit.object_id, [...this.of(visit.object_id), visit]);
    }
  };
  var EarlierVisits = class {
    /**
     * @param {import("./ledger.js").Ledger} ledger
     * @param {import("./published.js").Source} source
     * @param {number} now
     */
    constructor(ledger, source, now) {
      this.ledger = ledger;
      this.history = ledger.history;
      this.source = source;
      this.now = now;
      this.entries = this.history.of("result", "correction", "nonrandom");
      this.rows = [];
      this.units = /* @__PURE__ */ new Map();
    }
    /**
     * What was known before `size`: a chain of corrections is one visit, told by its newest row.
     *
     * @param {number} size
     * @param {(done: number) => Promise<void>} tick
     * @returns {Promise<Past>}
     */
    async before(size2, tick) {
      const count2 = this.entries.filter(({ position }) => position < size2).length;
      while (this.rows.length < count2) {
        const next = this.entries.slice(this.rows.length, Math.min(count2, this.rows.length + AT_ONCE2));
        this.rows.push(...await Promise.all(next.map((entry) => this.row(entry))));
        await tick(this.rows.length);
      }
      const chains = /* @__PURE__ */ new Map();
      const roots = /* @__PURE__ */ new Map();
      for (const row2 of this.rows.slice(0, count2)) {
        const root2 = roots.get(row2.replaces) || row2.row;
        roots.set(row2.row, root2);
        chains.set(root2, row2);
      }
      const past = new Past();
      for (const { entry, object: object2, visit, drawn: drawn2, lost, by } of chains.values()) {
        if (lost) past.lost.push({ object: object2 || await this.nameOf(entry.record), drawn: drawn2, by });
        else if (visit) past.add(visit);
      }
      return past;
    }
    /** Whom an alias, or a number of the register, stands for, as any other row of it tells; empty where none does. */
    async nameOf({ draw: draw2, object: object2 }) {
      for (const entry of this.entries.filter(({ record }) => record.draw === draw2 && record.object === object2)) {
        const said = await (draw2 === "" ? this.outside(entry) : this.result(entry));
        if (said.object) return said.object;
      }
      return "";
    }
    /** Whether a sealed row was logged from position `first` to before `end`. */
    between(first2, end) {
      return this.entries.some(({ position }) => first2 <= position && position < end);
    }
    /**
     * One row: `{entry, row, replaces, object, drawn, visit, lost, by}`; `visit` null where it tells of none, `lost` where it can't
     * be read: the visit was made `by` the day on which a quorum first saw the row.
     */
    async row(entry) {
      const { draw: draw2, row: row2, replaces } = entry.record;
      const said = await (draw2 === "" ? this.outside(entry) : this.result(entry));
      return { entry, row: row2, replaces, drawn: draw2 !== "", by: said.lost ? this.seenOn(entry) : NEVER, ...said };
    }
    seenOn({ position }) {
      const policy = governing(this.ledger, position, this.now);
      const seen = policy ? firstWatch(this.ledger, position, policy) : null;
      return seen ? dateOf(seen.time) : EVER;
    }
    async result({ record }) {
      const { draw: draw2, object: name } = record;
      const records = this.history.draws.get(draw2);
      const blinded = Boolean(records.commit) && records.commit.record.frame === "blinded";
      const text2 = await this.text(drawFile(draw2, rowFile(record.row)), record, parseResultRow);
      const opened = text2 && text2.opening && openedAlias(draw2, text2.opening) === name ? text2.opening.object_id : "";
      const object2 = blinded ? opened : name;
      if (!text2 || text2.draw !== draw2 || text2.object !== name || !object2) return { object: object2, visit: null, lost: true };
      const unit = await this.unitOf(records);
      const { visited_on: day, items: items2, codes } = text2;
      return { object: object2, lost: false, visit: { object_id: object2, day, items: items2, codes, unit, drawn: true } };
    }
    /** A row of article 13: nothing is known, and nothing counts, before its result. */
    async outside({ record }) {
      const text2 = await this.text(nonrandomFile(record.row), record, parseNonrandomRow);
      if (!text2) return { object: "", visit: null, lost: record.type !== "nonrandom" };
      const { object: object2, items: items2, agency: unit, result: result2 } = text2;
      const visit = result2 && { object_id: object2, day: result2.visited_on, items: items2, codes: result2.codes, unit, drawn: false };
      return { object: object2, visit: visit || null, lost: false };
    }
    /** What a row's text says; null where it isn't there, isn't the logged one or can't be read (C17 says which). */
    async text(file, { row: row2 }, parse) {
      const data = await this.source.bytes(file);
      const { value } = data ? attempt(() => parseRowFile(data, file)) : {};
      return value && rowOf(value) === row2 ? attempt(() => parse(value, file)).value || null : null;
    }
    /** The unit of a draw's order, as its commit bound it; null where that can't be read (placing.js knows what follows). */
    async unitOf({ draw: draw2, commit }) {
      if (!this.units.has(draw2)) {
        const file = drawFile(draw2, "order.json");
        const sound = commit && await this.source.hash(file) === commit.record.files["order.json"];
        const data = sound ? await this.source.bytes(file) : null;
        const { value } = data ? attempt(() => parseOrder(data, file)) : {};
        this.units.set(draw2, value ? value.unit : null);
      }
      return this.units.get(draw2);
    }
  };

  // files.js
  var EVIDENCE = /\.(?:note|json|csv|txt)$/;
  var MAY_BE = ["void.note", "audit.note"];
  async function checkFiles(records, findings, { source, known }) {
    const before2 = findings.list.length;
    const hashes = boundHashes(records);
    const notes = boundNotes(records);
    checkNamed(records, findings);
    for (const [file2, expected] of hashes) await compareHash(source, findings, file2, expected, records.draw);
    for (const [file2, entry] of notes) await compareNote(source, findings, file2, entry, records.draw);
    const folder = drawFile(records.draw, "");
    for (const file2 of await source.paths()) {
      if (!file2.startsWith(folder) || !EVIDENCE.test(file2) || hashes.has(file2) || notes.has(file2)) continue;
      await checkOther(records, findings, file2, { source, known });
    }
    if (findings.list.length > before2 || !records.commit) return;
    const file = drawFile(records.draw, "frame.csv");
    const [zh, en] = ["登记的文件哈希都相符，没有未登记的文件", "every bound file has its hash and no file is unbound"];
    const hash2 = hashes.get(file);
    findings.add("C07", "pass", zh, en, {
      draw: records.draw,
      file,
      found: hash2,
      expected: hash2,
      byHand: hashOfFile(file)
    });
  }
  function boundHashes({ draw: draw2, commit, outcome, changed }) {
    const found = /* @__PURE__ */ new Map();
    const bind = (files2, place3) => Object.keys(files2).forEach((name) => found.set(place3(name), files2[name]));
    if (commit)
      bind(commit.record.files, (name) => name.startsWith("snapshots/") ? `data/${name}` : drawFile(draw2, name));
    for (const { record } of [...outcome ? [outcome] : [], ...changed])
      bind(record.files, (name) => drawFile(draw2, name));
    return found;
  }
  function boundNotes({ draw: draw2, commit, commits, reveals, closes, outcomes, ceremonies, changes, changed }) {
    const found = /* @__PURE__ */ new Map();
    const bind = (name, entry) => {
      if (!found.has(drawFile(draw2, name))) found.set(drawFile(draw2, name), entry);
    };
    for (const [name, entries] of [
      ["commit.note", commits],
      ["close.note", closes],
      ["outcome.note", outcomes],
      ["ceremony.note", ceremonies]
    ])
      entries.slice(0, 1).forEach((entry) => bind(name, entry));
    const parties = commit ? commit.record.parties.map(({ party: party2 }) => party2) : [];
    for (const entry of reveals) {
      const at = parties.indexOf(entry.record.party);
      if (at >= 0) bind(revealFile(at + 1), entry);
    }
    for (const entry of changes) bind(changeFile(entry.record.number, "note"), entry);
    for (const entry of changed) bind(changeFile(entry.record.number, "done"), entry);
    return found;
  }
  function checkNamed({ draw: draw2, commit, outcome, changed }, findings) {
    const check3 = (type, files2, expected, holds3) => {
      const found = Object.keys(files2).sort();
      if (holds3(found)) return;
      findings.add("C07", "fail", `${type}登记的文件不对`, `the ${type} binds other files than it should`, {
        draw: draw2,
        found: found.join(" "),
        expected: expected.join(" ")
      });
    };
    const exactly = (names) => (found) => found.join() === names.slice().sort().join();
    if (commit)
      check3("commit", commit.record.files, COMMIT_FILES, (found) => COMMIT_FILES.every((name) => found.includes(name)));
    if (outcome) check3("outcome", outcome.record.files, OUTCOME_FILES, exactly(OUTCOME_FILES));
    for (const { record } of changed) {
      const names = [changeFile(record.number, "csv")];
      check3("changed", record.files, names, exactly(names));
    }
  }
  async function compareHash(source, findings, file, expected, draw2 = "") {
    const found = await source.hash(file);
    if (found === expected) return;
    const fault = source.unreadable.get(file);
    if (fault) {
      findings.fault("C07", fault, { draw: draw2, file });
      return;
    }
    const [zh, en] = found ? ["文件与登记的哈希不符", "the file hasn't the bound hash"] : ["登记的文件没有公布", "a bound file isn't published"];
    findings.add("C07", "fail", `${zh}：${file}`, `${en}: ${file}`, {
      draw: draw2,
      file,
      found,
      expected,
      byHand: hashOfFile(file)
    });
  }
  async function compareNote(source, findings, file, entry, draw2) {
    const data = await source.bytes(file);
    if (data && sameBytes(data, entry.data)) return;
    const [zh, en] = data ? ["文书与总账不同", "the note isn't the log's"] : ["文书没有公布", "the note isn't published"];
    findings.add("C07", "fail", `${zh}：${file}`, `${en}: ${file}`, {
      draw: draw2,
      file,
      found: data ? sha256Hex(data) : "",
      expected: sha256Hex(entry.data),
      byHand: hashOfFile(file)
    });
  }
  async function checkOther(records, findings, file, { source, known }) {
    const { draw: draw2 } = records;
    const name = file.slice(drawFile(draw2, "").length);
    const bad = (zh, en) => findings.add("C07", "fail", `${zh}：${name}`, `${en}: ${name}`, { draw: draw2, file });
    if (name.startsWith("rows/")) {
      await checkRow(records, findings, name, source);
    } else if (MAY_BE.includes(name)) {
      const data = await source.bytes(file);
      const mine = [...records.voids, ...records.audits];
      if (!data || !mine.some((entry) => sameBytes(entry.data, data))) bad("文书不在总账里", "the note isn't in the log");
    } else if (!await isAuthentic(records, file, name, { source, known })) {
      bad("文件没有登记", "no record binds this file");
    }
  }
  async function isAuthentic({ commit, close, void: entry }, file, name, { source, known }) {
    if (name === FRAME_KEY) return commit !== null && commit.record.frame === "blinded";
    const after = entry !== null && close !== null && close.position < entry.position;
    const data = name === "beacon.json" && commit && after ? await source.bytes(file) : null;
    const { value: answers } = data ? attempt(() => parseBeaconFile(data, file)) : {};
    const committed = ({ source: from, round }) => commit.record.beacons.some((beacon2) => beacon2.source === from && beacon2.round === round);
    return Boolean(answers && answers.length && answers.every((each) => committed(each) && known.prove(each).value));
  }
  async function checkRow({ draw: draw2, rows }, findings, name, source) {
    const file = drawFile(draw2, name);
    const row2 = rows.find(({ record }) => rowFile(record.row) === name);
    const data = row2 ? await source.bytes(file) : null;
    if (row2 && !data) {
      findings.add("C07", "unknown", "结果的文件读不出", "the result's file can't be read", { draw: draw2, file });
      return;
    }
    const { value, fault } = row2 ? attempt(() => parseRowFile(data, file)) : {};
    if (value && rowOf(value) === row2.record.row) return;
    if (fault) {
      findings.fault("C07", fault.at(file), { draw: draw2, file });
      return;
    }
    const [zh, en] = row2 ? ["结果与总账登记的哈希不符", "a result hasn't the hash that the log has"] : ["总账里没有这一条结果", "the log has no such row"];
    findings.add("C07", "fail", `${zh}：${name}`, `${en}: ${name}`, {
      draw: draw2,
      file,
      found: value ? rowOf(value) : "",
      expected: row2 ? row2.record.row : ""
    });
  }

  // focus.js
  var MILLIONTHS = 1e6;
  var millionths = (ratio3) => Math.round(Number(ratio3) * MILLIONTHS);
  function reasonsOf({ market = [], hr = [], flags: flags2 = [] }) {
    return (market.length ? 1 : 0) + (hr.length ? 1 : 0) + flags2.length;
  }
  function checkFocus({ draw: draw2, order, commit, frame }, findings, { focus, numbers }, chosen) {
    const stratum2 = order.strata.find((each) => each.stratum === FOCUS);
    if (!stratum2) return;
    const bad = (zh, en, found, expected) => findings.add("C08", "fail", zh, en, { draw: draw2, found, expected });
    const reasons = reasonsOf(focus);
    if (reasons < 2)
      bad("分组focus只有一种不公开的理由", "focus has fewer than two reasons that aren't public", reasons, "≥ 2");
    if (!chosen) bad("分组focus没有一户按公开条件列入", "no row of focus was chosen by a public criterion", 0, "≥ 1");
    const { listed, eligible, size: size2 } = countsOf(frame, commit);
    if (listed < numbers.small_population)
      bad("分组focus户数太少", "focus has too few rows", listed, `≥ ${numbers.small_population}`);
    const most = millionths(numbers.high_chance);
    if (stratum2.ratio !== void 0 && millionths(stratum2.ratio) > most)
      bad("分组focus的比例太高", "the ratio of focus is too high", stratum2.ratio, `≤ ${numbers.high_chance}`);
    if (size2 * MILLIONTHS > eligible * most)
      bad("分组focus的机会太高", "the chance in focus is too high", `${size2}/${eligible}`, `≤ ${numbers.high_chance}`);
  }
  function countsOf(frame, commit) {
    let [listed, eligible] = [0, 0];
    for (let at = 0; at < frame.size; at++) {
      if (frame.strata[frame.stratum[at]] !== FOCUS) continue;
      listed++;
      if (frame.excluded[at] === 0) eligible++;
    }
    const quota2 = commit.quotas.find(({ stratum: stratum2 }) => stratum2 === FOCUS);
    return { listed, eligible, size: quota2 ? quota2.size : 0 };
  }

  // exclusions.js
  var INACTIVE = "inactive";
  var CLEAN_TWICE = "clean-twice";
  var EXCLUSIONS = [INACTIVE, CLEAN_TWICE, "visited", "capped"];
  var RULES = {
    [CLEAN_TWICE]: (visits, { day, policy }) => {
      const last = recent(byDay(visits), day, policy);
      return last.length >= policy.numbers.clean_visits && last.every((visit) => isClean(visit, policy));
    },
    visited: (visits, { day, order }) => {
      const own = visits.filter((visit) => visit.unit === order.unit && sameYear(visit, day));
      const done = new Set(own.flatMap(({ items: items2 }) => items2));
      return own.length > 0 && order.items.some((item) => !done.has(item));
    },
    capped: (visits, { day, order, caps }) => {
      const year = byDay(visits.filter((visit) => sameYear(visit, day)));
      const times = (item) => year.filter(({ items: items2 }) => items2.has(item)).length;
      return order.items.some((item) => caps.has(item) && times(item) >= caps.get(item));
    }
  };
  var sameYear = (visit, day) => visit.day.slice(0, 4) === day.slice(0, 4);
  function holding(visits, context) {
    const drawn2 = visits.filter((visit) => visit.drawn);
    if (!drawn2.length) return [];
    return EXCLUSIONS.filter(
      (code) => code in RULES && context.order.exclusions.includes(code) && RULES[code](drawn2, context)
    );
  }

  // placing.js
  var STATUS = OBJECTS_HEADER.indexOf("status");
  var PUBLIC = [OBJECTS_HEADER.indexOf("kind"), STATUS + 1];
  var ACTIVE = "存续";
  var PAUSE3 = 8192;
  function rulesOf(order, { policy, items: { items: list2 } }, past, day) {
    const entries = order.items.map((item) => list2.find((entry) => entry.item === item)).filter(Boolean);
    const rules = {
      order,
      policy,
      past,
      day,
      scopes: entries.map(({ scope }) => scope),
      caps: new Map(entries.map(({ item, frequency_cap: cap2 }) => [item, cap2])),
      asksFound: asks(order.strata, FOUND_COLUMN),
      asksAttention: asks(order.strata, ATTENTION),
      byHistory: order.exclusions.some((code) => code !== INACTIVE),
      lapses: order.exclusions.includes(CLEAN_TWICE) && policy.lapses_on.length > 0
    };
    const lost = past.lost.filter((visit) => mayDecide(visit, rules));
    const named = /* @__PURE__ */ new Map();
    for (const { object: object2, drawn: drawn2 } of lost) if (object2) named.set(object2, drawn2 || named.get(object2) === true);
    for (const object2 of order.exclusions.includes("visited") ? unitless(rules) : []) named.set(object2, true);
    return {
      ...rules,
      /** Object → whether a drawn visit of it has no text; false where only one of article 13 hasn't. */
      lost: named,
      /** How many rows may differ because nobody can say any more whose visit it was: of a draw, of article 13. */
      nameless: { drawn: countOf(lost, true), outside: countOf(lost, false) }
    };
  }
  function* unitless({ past, day }) {
    for (const [object2, visits] of past.visits)
      if (visits.some(({ unit, day: on }) => unit === null && on.slice(0, 4) === day.slice(0, 4))) yield object2;
  }
  var countOf = (lost, wanted2) => lost.filter(({ object: object2, drawn: drawn2 }) => !object2 && drawn2 === wanted2).length;
  function mayDecide({ drawn: drawn2, by }, { order: { exclusions }, policy, day, asksFound }) {
    if (asksFound) return true;
    const clean2 = exclusions.includes(CLEAN_TWICE) && by > yearsBefore(day, policy.numbers.clean_years);
    const yearly = ["visited", "capped"].some((code) => exclusions.includes(code)) && by.slice(0, 4) >= day.slice(0, 4);
    return drawn2 && (clean2 || yearly);
  }
  function namelessOf({ nameless }) {
    return nameless.drawn + nameless.outside;
  }
  function* placements(roster, rules, name = "") {
    const alike = /* @__PURE__ */ new Map();
    for (const [fields2] of objectRows(roster, name)) {
      const [object_id] = fields2;
      const visited = rules.lost.has(object_id) || rules.past.of(object_id).length > 0;
      const key = visited ? "" : fields2.slice(...PUBLIC).join();
      const placement = alike.get(key) || placementOf(fields2, rules);
      if (!visited) alike.set(key, placement);
      if (placement.places.length) yield { object_id, fields: fields2, ...placement };
    }
  }
  function placementOf(fields2, rules) {
    const { scopes, order, lost } = rules;
    if (![...scopes, order.targeting].every((conditions) => holds2(fields2, conditions))) return { places: [] };
    const known = placesOf(fields2, rules, {});
    const codes = lost.get(fields2[0]);
    const places = codes === void 0 ? known : placesOf(fields2, rules, { found: true, codes });
    const chosen = rules.asksAttention && isChosen(fields2, rules) && known.every((place3) => place3.startsWith(`${FOCUS},`));
    return { places, chosen, unjudged: places.length > known.length };
  }
  function isChosen(fields2, { policy }) {
    return policy.focus.public.some((conditions) => holds2(fields2, conditions));
  }
  function placesOf(fields2, rules, unseen) {
    const { order, policy, past, day } = rules;
    const visits = past.of(fields2[0]);
    const founds = rules.asksFound ? unseen.found ? FOUND : [foundAt(visits, day, policy)] : [""];
    const attentions = rules.asksAttention ? isChosen(fields2, rules) ? ["yes"] : ["", "yes"] : [""];
    const strata = /* @__PURE__ */ new Set();
    for (const found of founds)
      for (const attention of attentions) strata.add(stratumOf(fields2, order.strata, { found, attention }));
    strata.delete("");
    const codes = codesOf(fields2, visits, rules, unseen);
    return Array.from(strata).flatMap((stratum2) => codes.map((code) => `${stratum2},${code}`));
  }
  function codesOf(fields2, visits, rules, unseen) {
    const { exclusions } = rules.order;
    if (exclusions.includes(INACTIVE) && fields2[STATUS] !== ACTIVE) return [INACTIVE];
    if (unseen.codes) return ["", ...exclusions.filter((code) => code !== INACTIVE)];
    const [first2 = "", second = ""] = rules.byHistory && visits.length ? holding(visits, rules) : [];
    return first2 === CLEAN_TWICE && rules.lapses ? [first2, second] : [first2];
  }
  function mayHave(place3, { fields: fields2 }, rules, drawn2) {
    return placesOf(fields2, rules, { found: true, codes: drawn2 }).includes(place3);
  }
  function* compareRows(frame, roster, rules, find) {
    const [seen, odd] = [new Tally(), { drawn: 0, outside: 0 }];
    for (const row2 of placements(roster, rules, "objects")) {
      const [name, at] = find(row2.object_id, seen.count);
      const expected = `${name},${row2.places[0]}`;
      if (at < 0) return { wrong: { found: "", expected } };
      const place3 = frame.place(at);
      if (place3 !== row2.places[0] && row2.places.includes(place3) && !row2.unjudged) seen.closed++;
      if (!row2.places.includes(place3)) {
        if (mayHave(place3, row2, rules, false)) odd.outside++;
        else odd.drawn += mayHave(place3, row2, rules, true) ? 1 : Infinity;
        if (!areSpared(odd, rules.nameless)) return { wrong: { found: `${name},${place3}`, expected } };
      }
      seen.add(row2);
      if (seen.count % PAUSE3 === 0) yield seen.count;
    }
    return seen.count === frame.size ? seen : { wrong: { found: frame.size, expected: seen.count } };
  }
  function areSpared(odd, nameless) {
    return odd.drawn <= nameless.drawn && odd.drawn + odd.outside <= nameless.drawn + nameless.outside;
  }
  var Tally = class {
    constructor() {
      Object.assign(this, { count: 0, chosen: 0, unjudged: 0, closed: 0 });
    }
    add({ chosen, unjudged: unjudged2 }) {
      this.count++;
      if (chosen) this.chosen++;
      if (unjudged2) this.unjudged++;
    }
  };
  function* compareCounts(frame, roster, rules) {
    const [seen, groups] = [new Tally(), /* @__PURE__ */ new Map()];
    for (const row2 of placements(roster, rules, "objects")) {
      const key = row2.places.join(";");
      if (!groups.has(key)) groups.set(key, { places: row2.places, count: 0 });
      groups.get(key).count++;
      seen.add(row2);
      if (seen.count % PAUSE3 === 0) yield seen.count;
    }
    if (seen.count !== frame.size) return { wrong: { found: frame.size, expected: seen.count } };
    const counts = /* @__PURE__ */ new Map();
    for (const { stratum: stratum2, excluded } of frame.rows()) {
      const key = `${stratum2},${excluded}`;
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    const astray = seen.count - dealt(Array.from(groups.values()), counts);
    return astray > namelessOf(rules) ? { wrong: impossible(groups, counts) } : seen;
  }
  function impossible(groups, counts) {
    const bounds = new Map(Array.from(counts.keys(), (place3) => [place3, [0, 0]]));
    for (const { places, count: count2 } of groups.values())
      for (const place3 of places) {
        const [least, most] = bounds.get(place3) || [0, 0];
        bounds.set(place3, [least + (places.length === 1 ? count2 : 0), most + count2]);
      }
    for (const [place3, [least, most]] of Array.from(bounds).sort()) {
      const found = counts.get(place3) || 0;
      if (found < least) return { found: `${place3}: ${found}`, expected: `${place3}: ${least === most ? "" : "≥ "}${least}` };
      if (found > most) return { found: `${place3}: ${found}`, expected: `${place3}: ${least === most ? "" : "≤ "}${most}` };
    }
    return { found: Array.from(counts, ([place3, found]) => `${place3}: ${found}`).sort().join("; "), expected: "" };
  }
  function dealt(groups, counts) {
    const left = new Map(counts);
    const given = groups.map(() => /* @__PURE__ */ new Map());
    let total = 0;
    groups.forEach(({ count: count2 }, start) => {
      for (let wanted2 = count2; wanted2 > 0; ) {
        const amount2 = augment(groups, given, left, start, wanted2);
        if (amount2 === 0) return;
        wanted2 -= amount2;
        total += amount2;
      }
    });
    return total;
  }
  function augment(groups, given, left, start, wanted2) {
    const from = /* @__PURE__ */ new Map();
    const queue = [[start, null]];
    for (const [group, leaves] of queue) {
      for (const place3 of groups[group].places) {
        if (from.has(place3)) continue;
        from.set(place3, [group, leaves]);
        if (left.get(place3) > 0) return move(given, left, from, place3, wanted2);
        given.forEach((taken, other) => {
          if (taken.get(place3) > 0) queue.push([other, place3]);
        });
      }
    }
    return 0;
  }
  function move(given, left, from, end, wanted2) {
    let amount2 = Math.min(wanted2, left.get(end));
    for (let place3 = end; from.get(place3)[1] !== null; place3 = from.get(place3)[1]) {
      const [group, leaves] = from.get(place3);
      amount2 = Math.min(amount2, given[group].get(leaves));
    }
    left.set(end, left.get(end) - amount2);
    for (let place3 = end; place3 !== null; ) {
      const [group, leaves] = from.get(place3);
      given[group].set(place3, (given[group].get(place3) || 0) + amount2);
      if (leaves !== null) given[group].set(leaves, given[group].get(leaves) - amount2);
      place3 = leaves;
    }
    return amount2;
  }

  // blinded_frames.js
  async function checkBlinded(held, findings, bases, { now, tick }) {
    const before2 = findings.list.length;
    let [unjudged2, closed] = [0, 0];
    for (const [at, { roster, policy, rules }] of bases.entries()) {
      const steps = held.frameKey ? compareByKey(held, roster, rules) : compareCounts(held.frame, roster, rules);
      const { wrong, ...counts } = await drive(steps, tick);
      if (wrong) {
        sayWrong(held, findings, wrong);
        return;
      }
      if (at === 0) checkFocus(held, findings, policy, counts.chosen);
      unjudged2 = Math.max(unjudged2, counts.unjudged + (held.frame.size ? namelessOf(rules) : 0));
      closed = Math.max(closed, counts.closed);
    }
    if (findings.list.length > before2) return;
    const audited = judgeAudits(held, findings, bases[0].policy, now);
    if (findings.list.length > before2) return;
    const [zh, en] = [[], []];
    const say = (words4) => [zh, en].forEach((list2, at) => list2.push(words4[at]));
    if (unjudged2) say(unjudgedWords(unjudged2));
    if (!held.frameKey)
      say([
        "姓名暂不公开，没有名单密钥不能重算",
        "names aren't public yet, and without the key the frame can't be recomputed"
      ]);
    if (closed)
      say([`${closed}户的分组或排除依据不公开的情况`, `${closed} rows rest on facts that aren't public`]);
    if (audited) say([`审计人：${audited.statement}`, `the auditor: ${audited.statement}`]);
    if (zh.length) findings.add("C08", "unknown", zh.join("；"), en.join("; "), { draw: held.draw });
    else sayRecomputed(held, findings);
  }
  function unjudgedWords(count2) {
    return [
      `有${count2}户以前的检查结果已停止公示或没有公布，这几行不能判断`,
      `${count2} rows rest on earlier results whose text isn't public any more and can't be judged`
    ];
  }
  function sayWrong(held, findings, wrong) {
    const [zh, en] = held.frameKey ? ["名单密钥不能由名录和以前的检查得出这份名单", "with its key the frame doesn't follow from roster and visits"] : ["各分组户数与名录和以前的检查不符", "the strata's counts don't follow from roster and earlier visits"];
    findings.add("C08", "fail", zh, en, { draw: held.draw, file: held.path("frame.csv"), ...wrong });
  }
  function sayRecomputed(held, findings) {
    const { frameKey, sample } = held;
    const en = "with the frame key every alias and stratum recomputes";
    findings.add("C08", "pass", "用名单密钥重算，全部代号和分组都相同", en, {
      draw: held.draw,
      file: held.path(FRAME_KEY),
      expected: sample ? sample.salt : "",
      byHand: sample ? saltOf(frameKey, sample.object_id) : ""
    });
  }
  function compareByKey(held, roster, rules) {
    const { frame, frameKey, draw: draw2 } = held;
    return compareRows(frame, roster, rules, (objectId) => {
      const salt = aliasSalt(frameKey, objectId);
      held.sample = held.sample || { object_id: objectId, salt };
      const name = alias(draw2, objectId, salt);
      return [name, frame.find(name)];
    });
  }
  function leastChecked({ quotas: quotas2 }) {
    const undrawn = quotas2.reduce((sum, { listed, size: size2 }) => sum + listed - size2, 0);
    return Math.min(undrawn, Math.max(30, Math.ceil(undrawn / 100)));
  }
  function checkAuditInTime({ draw: draw2, commit, course }, findings, audits) {
    const [due, least] = [endOf(commit.publish_by), leastChecked(commit)];
    const timely = audits.filter(({ record }) => parseTime(record.time) <= due);
    const whole2 = timely.filter(({ record }) => record.checked >= least);
    const seen = whole2.map(({ position }) => course.watchOf(position)).filter(Boolean).map(({ time: time2 }) => time2);
    const expected = `≤ ${commit.publish_by}`;
    if (timely.length && !whole2.length) {
      const [zh, en] = ["局外审计核对的行数少于应核对的", "the outside audit looked at fewer rows than it must"];
      const most = Math.max(...timely.map(({ record }) => record.checked));
      findings.add("C08", "fail", zh, en, { draw: draw2, found: String(most), expected: `≥ ${least}` });
    } else if (!whole2.length || seen.length && Math.min(...seen) > due) {
      findings.add("C08", "fail", "到期没有局外审计", "no outside audit in time", { draw: draw2, expected });
    } else if (!seen.length) {
      const [zh, en] = ["没有见证表明局外审计按时作出", "no cosignature shows that the outside audit was in time"];
      findings.add("C08", "unknown", zh, en, { draw: draw2, expected });
    }
  }
  function judgeAudits(held, findings, policy, now) {
    const { draw: draw2, commit, records, course, order, frameKey } = held;
    const audits = records.audits.filter((entry) => outsideHolders(course.ledger.keysOf(entry), "auditor") > 0);
    const bad = audits.find((entry) => entry.record.errors > 0);
    const late = now > endOf(commit.publish_by) && !course.isVoid;
    const byKey = policy ? !needsAudit(order, policy) : order.visits === "unannounced";
    if (bad) {
      const { errors, statement } = bad.record;
      const en = `the outside auditor found ${errors} errors: ${statement}`;
      findings.add("C08", "fail", `局外审计发现${errors}处错误：${statement}`, en, { draw: draw2 });
    } else if (late && byKey && held.file(FRAME_KEY) === null) {
      const en = "the frame key wasn't published in time";
      findings.add("C08", "fail", "到期没有公布名单密钥", en, { draw: draw2, expected: commit.publish_by });
    } else if (late && !byKey) {
      checkAuditInTime(held, findings, audits);
    }
    const speaks = audits.length > 0 && (!byKey || !frameKey);
    return speaks ? audits[audits.length - 1].record : null;
  }

  // frames.js
  function panelExclusion({ status, certificate_until }, inspectBy) {
    if (status === "suspended" || status === "transferred") return status;
    return parseDate(certificate_until) < parseDate(inspectBy) ? "expired" : "";
  }
  function buildPanel(roster, inspectBy, name = "") {
    return Array.from(inspectorRows(roster, name), ([fields2]) => {
      const [inspector_id, , department, skills, certificate_until, status, reserve] = fields2;
      return {
        inspector_id,
        department,
        skills: skills === "" ? [] : skills.split(";"),
        excluded: panelExclusion({ status, certificate_until }, inspectBy),
        reserve
      };
    });
  }

  // frame_checks.js
  async function checkFrame(held, findings, { source, earlier, now, tick }) {
    const failed = () => findings.list.some(({ code, draw: draw2, verdict: verdict2 }) => code === "C08" && draw2 === held.draw && verdict2 === "fail");
    for (const name of ["order.json", "frame.csv", "panel.csv"]) {
      if (held.faults.has(name)) findings.fault("C08", held.faults.get(name), { draw: held.draw });
    }
    if (held.commit.frame === "blinded" && held.faults.has(FRAME_KEY))
      findings.fault("C08", held.faults.get(FRAME_KEY), { draw: held.draw });
    if (!held.order || !held.frame) return;
    checkOrder(held, findings);
    const blinded = held.commit.frame === "blinded";
    let inputs = null;
    try {
      const records = inputRecords(held.course, held.commit.basis.size);
      inputs = await readInputs(source, records);
      held.roster = records.objects;
      const later2 = inputRecords(held.course, held.course.position);
      held.laterInputs = sameInputs(records, later2) ? null : await readInputs(source, later2);
      checkRules(held, findings, inputs, records);
      checkPanel(held, findings, inputs);
      if (failed()) return;
      const bases = await basesOf(held, inputs, earlier, tick);
      if (blinded) await checkBlinded(held, findings, bases, { now, tick });
      else await checkOpen(held, findings, bases, { tick });
    } catch (error) {
      if (!(error instanceof Fault) || error === source.failure) throw error;
      findings.fault("C08", error, { draw: held.draw });
      if (blinded) judgeAudits(held, findings, inputs && inputs.policy, now);
    }
  }
  function restsOnVisits({ exclusions, strata }) {
    return exclusions.some((code) => code !== INACTIVE) || asks(strata, FOUND_COLUMN);
  }
  async function basesOf({ order, commit, course, laterInputs }, inputs, earlier, tick) {
    const day = dateOf(course.committedAt);
    const byVisits = restsOnVisits(order);
    const at = async (size2, { objects, ...rest }) => {
      const past = byVisits ? await earlier.before(size2, tick) : new Past();
      return { roster: objects, policy: rest.policy, rules: rulesOf(order, rest, past, day) };
    };
    const bases = [await at(commit.basis.size, inputs)];
    if (laterInputs || byVisits && earlier.between(commit.basis.size, course.position))
      bases.push(await at(course.position, laterInputs || inputs));
    return bases;
  }
  function checkOrder({ order, commit, draw: draw2 }, findings) {
    const same = (name, left, right) => {
      if (JSON.stringify(left) === JSON.stringify(right)) return;
      findings.add("C08", "fail", `抽查方案与封存的${name}不同`, `order and commit differ in ${name}`, {
        draw: draw2,
        file: `draws/${draw2}/order.json`,
        found: JSON.stringify(left),
        expected: JSON.stringify(right)
      });
    };
    same("title", order.title, commit.title);
    same("items", order.items, commit.items);
    same("frame", order.frame, commit.frame);
    same("beacons", order.beacons, commit.beacons);
    const { reveal_by, inspect_by, publish_by } = commit;
    same(
      "times",
      [order.times.reveal_by, order.times.inspect_by, order.times.publish_by],
      [reveal_by, inspect_by, publish_by]
    );
    if (commit.frame === "open" && order.visits === "unannounced") {
      findings.add(
        "C08",
        "fail",
        "事先不告知的检查，名单不得公开姓名",
        "a draw of unannounced visits can't have an open frame",
        { draw: draw2 }
      );
    }
    const columns = order.targeting.map((condition) => condition.column);
    const named = columns.find((column) => !PUBLIC_COLUMNS.includes(column));
    if (named !== void 0)
      findings.add("C08", "fail", `条件使用了不允许的栏目${named}`, `a condition on ${named}, which isn't allowed`, {
        draw: draw2,
        found: named
      });
    const code = order.exclusions.find((exclusion) => !EXCLUSIONS.includes(exclusion));
    if (code !== void 0)
      findings.add("C08", "fail", `没有排除代码${code}`, `there is no exclusion ${code}`, { draw: draw2, found: code });
  }
  function checkRules({ order, draw: draw2, commit }, findings, { policy, items: items2 }, { objects, inspectors: inspectors2 }) {
    if (commit.frame === "open") checkOpenAllowed(order, draw2, findings, policy);
    const unlisted = order.items.find((item) => !items2.items.some((entry) => entry.item === item));
    if (unlisted !== void 0) {
      findings.add("C08", "fail", `事项${unlisted}不在核准的清单里`, `item ${unlisted} isn't on the approved list`, {
        draw: draw2,
        found: unlisted
      });
    }
    const scheme2 = policy.strata[order.scheme];
    const bare = order.strata.map(({ stratum: stratum2, title: title2, where: where2 }) => ({ stratum: stratum2, title: title2, where: where2 }));
    const plain2 = scheme2 && scheme2.map(({ stratum: stratum2, title: title2, where: where2 }) => ({ stratum: stratum2, title: title2, where: where2 }));
    if (JSON.stringify(bare) !== JSON.stringify(plain2)) {
      findings.add(
        "C08",
        "fail",
        `分组办法${order.scheme}与核准的政策参数不同`,
        `the strata aren't the policy's scheme ${order.scheme}`,
        { draw: draw2, found: order.scheme }
      );
    }
    for (const { hash: hash2 } of [objects, inspectors2]) {
      if (commit.files[`snapshots/${hash2}.csv`] === hash2) continue;
      findings.add(
        "C08",
        "fail",
        "封存没有登记依据处最新的名录",
        "the commit doesn't bind the newest roster at its basis",
        { draw: draw2, expected: hash2 }
      );
    }
  }
  function checkOpenAllowed({ strata, exclusions }, draw2, findings, { lapses_on: lapsesOn }) {
    const [zh, en] = ["依据的情况不公开，名单却公开了姓名", "an open frame that rests on facts that aren't public"];
    const why = strata.some(({ stratum: stratum2 }) => stratum2 === FOCUS) ? FOCUS : lapsesOn.join(" ");
    if (why === FOCUS || why && exclusions.includes(CLEAN_TWICE))
      findings.add("C08", "fail", zh, en, { draw: draw2, found: "open", expected: `blinded: ${why}` });
  }
  function checkPanel(held, findings, inputs) {
    if (!held.panel) return;
    for (const { inspectors: inspectors2 } of [inputs, held.laterInputs].filter(Boolean)) {
      const expected = panelText(buildPanel(inspectors2, held.commit.inspect_by));
      const found = panelText(held.panel);
      if (found === expected) continue;
      const [line2, other] = firstDifference(found, expected);
      findings.add("C08", "fail", "检查人员名单不能由名录得出", "the panel doesn't follow from the roster", {
        draw: held.draw,
        file: held.path("panel.csv"),
        found: line2,
        expected: other
      });
    }
  }
  function firstDifference(found, expected) {
    const [left, right] = [found.split("\n"), expected.split("\n")];
    const at = left.findIndex((line2, index) => line2 !== right[index]);
    return at < 0 ? ["", right[left.length] || ""] : [left[at], right[at] || ""];
  }
  async function checkOpen(held, findings, bases, { tick }) {
    const { draw: draw2, frame } = held;
    const file = held.path("frame.csv");
    const find = (objectId, count2) => [objectId, frame.isAt(count2, objectId) ? count2 : -1];
    let unjudged2 = 0;
    for (const { roster, rules } of bases) {
      const { wrong, ...counts } = await drive(compareRows(frame, roster, rules, find), tick);
      if (wrong) {
        const en2 = "the frame doesn't follow from roster, order and earlier visits";
        findings.add("C08", "fail", "抽签名单不能由名录、方案和以前的检查得出", en2, { draw: draw2, file, ...wrong });
        return;
      }
      unjudged2 = Math.max(unjudged2, counts.unjudged + (frame.size ? namelessOf(rules) : 0));
    }
    const more = { draw: draw2, file, ...rosterLine(held) };
    if (unjudged2) {
      findings.add("C08", "unknown", ...unjudgedWords(unjudged2), more);
      return;
    }
    const people = held.panel ? held.panel.length : 0;
    const en = `all ${frame.size} rows and ${people} inspectors follow from rosters and earlier visits`;
    findings.add("C08", "pass", `${frame.size}户和${people}名检查人员都由名录、方案得出`, en, more);
  }
  function rosterLine({ roster }) {
    return { found: roster.hash, expected: roster.hash, byHand: hashOfFile(roster.path) };
  }

  // history_checks.js
  var COSIGNED_WITHIN = 7 * DAY5;
  function checkHistory(ledger, findings, courses) {
    const before2 = findings.list.length;
    for (const held of ledger.earlier) {
      if (held.fault) findings.fault("C03", held.fault, { file: held.path });
      checkPrefix(ledger, findings, held);
    }
    const clean2 = findings.list.length === before2;
    for (const { path, checkpoint, size: size2 } of ledger.earlier) {
      if (!checkpoint || path === checkpointFile(size2)) continue;
      const expected = checkpointFile(size2);
      findings.add("C03", "fail", "总账指纹放错了位置", "a checkpoint lies under another size", { file: path, expected });
    }
    if (ledger.since) checkKept(ledger, findings);
    for (const course of courses.values()) checkBasis(ledger, findings, course);
    if (!ledger.newest.good || !clean2) return;
    const number = ledger.earlier.length;
    findings.add(
      "C03",
      "pass",
      `公布的${number}份总账指纹都是最新一份的前段`,
      `all ${number} published checkpoints are prefixes of the newest`,
      { file: CHECKPOINT2 }
    );
  }
  function checkPrefix(ledger, findings, held) {
    if (!held.checkpoint || held.prefix) return;
    const { path: file, size: size2 } = held;
    if (size2 > ledger.newest.size) {
      const en = `a log of ${size2} entries was signed once; today only ${ledger.newest.size} are shown: it was cut`;
      findings.add("C03", "fail", `曾签过${size2}条的总账，今天只给出${ledger.newest.size}条：总账被截短`, en, {
        file,
        found: ledger.newest.size,
        expected: size2
      });
    } else if (ledger.rootAt(size2) === null) {
      findings.add("C03", "unknown", "总账有缺失的条目，无从比较", "entries are missing, it can't be compared", { file });
    } else {
      findings.add(
        "C03",
        "fail",
        `前${size2}条与当时签名的不同：历史被改写，请保存两份总账指纹`,
        `the first ${size2} entries aren't those signed then: history was rewritten; keep both checkpoints`,
        { file, found: ledger.rootHexAt(size2), expected: hexOf(held.checkpoint.root) }
      );
    }
  }
  function checkKept(ledger, findings) {
    const held = ledger.since;
    if (held.fault) {
      const en = `what you kept is no checkpoint of this log: ${held.fault.en}`;
      findings.add("C03", "unknown", `你保存的不是这个总账的指纹：${held.fault.zh}`, en, { file: "since" });
    } else if (!held.prefix) {
      checkPrefix(ledger, findings, held);
    } else {
      findings.add(
        "C03",
        "pass",
        `你保存的总账指纹（${held.size}条）仍是今天这个总账的前段`,
        `the checkpoint that you kept (size ${held.size}) is still a prefix of today's log`,
        { file: "since" }
      );
    }
  }
  function checkBasis(ledger, findings, { draw: draw2, commit }) {
    const { size: size2, root: root2 } = commit.basis;
    if (ledger.rootAt(size2) === null) {
      const en = "entries are missing, the basis can't be compared";
      findings.add("C03", "unknown", "总账有缺失的条目，无从核对依据", en, { draw: draw2 });
    } else if (ledger.rootHexAt(size2) !== root2) {
      findings.add("C03", "fail", "封存所依据的总账不是这个总账", "the commit's basis isn't this log", {
        draw: draw2,
        file: drawFile(draw2, "commit.note"),
        found: root2,
        expected: ledger.rootHexAt(size2)
      });
    }
  }
  function checkWitnesses(ledger, findings, courses, now) {
    checkNewest(ledger, findings, now);
    for (const course of courses.values()) checkDraw(ledger, findings, course, now);
    for (const entry of ledger.history.of("trust")) checkHandedOver(ledger, findings, entry, now);
  }
  function watchingNow(ledger, now) {
    const policy = governing(ledger, ledger.newest.size, now);
    const seen = policy ? watches(ledger, policy) : [];
    return seen.length ? outsideCosigners(ledger, policy, seen[seen.length - 1].size) : [];
  }
  function checkNewest(ledger, findings, now) {
    const { size: size2 } = ledger.newest;
    const policy = governing(ledger, size2, now);
    const unknown = (zh, en, more) => findings.add("C04", "unknown", zh, en, more);
    if (!policy) {
      unknown("没有签名规定，不知道见证人是谁", "without a trust policy no witness is known");
      return;
    }
    if (!policy.isWatched) {
      unknown("签名规定没有要求任何见证：只有本局自己看见", "the policy asks for no witness: only the bureau itself watched");
      return;
    }
    const seen = watches(ledger, policy);
    const last = seen[seen.length - 1];
    if (last && last.size === size2) {
      const [zh, en] = [`最新的总账指纹在${timeText(last.time)}已有法定见证`, "the quorum had cosigned the newest checkpoint by"];
      seenBy(findings, policy, last, zh, `${en} ${timeText(last.time)}`);
      const names = watchingNow(ledger, now);
      if (names.length === 1) findings.notice(`局外见证只有一位：${names[0]}`, `the only outside witness is ${names[0]}`);
      return;
    }
    const since = last ? last.time : foundedAt(ledger);
    const recent2 = since !== null && now <= since + COSIGNED_WITHIN;
    const covered = last ? last.size : 0;
    findings.add(
      "C04",
      recent2 ? "pending" : "fail",
      `最新的总账指纹尚无法定见证，已见证到${covered}条`,
      `the newest checkpoint lacks its quorum; what is cosigned ends at ${covered}`,
      { file: CHECKPOINT2, found: covered, expected: size2 }
    );
  }
  function foundedAt(ledger) {
    const [genesis] = ledger.history.of("genesis");
    return genesis ? parseTime(genesis.record.time) : null;
  }
  function seenBy(findings, policy, { held, size: size2, names }, zh, en, draw2 = "") {
    findings.add("C04", "pass", `${zh}（${names.join("、")}见证了${size2}条）`, `${en} (${names.join(", ")}, size ${size2})`, {
      draw: draw2,
      file: held.path,
      found: fingerprint2(held.checkpoint),
      byHand: witnessLine(policy, held)
    });
  }
  var lacking = (policy) => policy.isWatched ? "fail" : "unknown";
  function checkDraw(ledger, findings, course, now) {
    const { draw: draw2, commit, watchers, closing, deadline } = course;
    if (!watchers) {
      const en = "without a trust policy no witness is known";
      findings.add("C04", "unknown", "没有签名规定，不知道见证人是谁", en, { draw: draw2 });
      return;
    }
    const { size: size2 } = commit.basis;
    if (!watches(ledger, watchers).some((watch) => watch.size === size2)) {
      const en = `the checkpoint at the commit's basis (size ${size2}) lacks its quorum`;
      const more = { draw: draw2, file: checkpointFile(size2), found: size2 };
      findings.add("C04", lacking(watchers), `封存所依据的总账指纹（${size2}条）没有法定见证`, en, more);
    }
    if (closing) {
      seenBy(findings, watchers, closing, "封签的总账指纹有法定见证", "the quorum cosigned the log with the close", draw2);
    } else if (course.isVoid) {
      findings.add("C04", "pass", "已作废，没有抽取", "void: nothing was drawn", { draw: draw2 });
    } else {
      const due = now <= deadline;
      const [zh, en] = due ? ["尚未封签或尚未见证", "not closed or not cosigned yet"] : ["封签没有及时得到法定见证", "the quorum didn't cosign the close in time"];
      findings.add("C04", due ? "pending" : lacking(watchers), zh, en, { draw: draw2, expected: `≤ ${timeText(deadline)}` });
    }
  }
  function checkHandedOver(ledger, findings, { position, record }, now) {
    const [old, next] = [ledger.trust.at(position), ledger.trust.policies.get(record.trust)];
    if (!old || !next || old.watching === next.watching || !old.isWatched) return;
    const seen = firstWatch(ledger, position, old);
    if (seen) {
      seenBy(findings, old, seen, "见证人的变更有原见证人的见证", "the old quorum cosigned the change of witnesses");
      return;
    }
    const file = snapshot(record.trust, "json");
    const waits = now <= parseTime(record.time) + COSIGNED_WITHIN;
    findings.add(
      "C04",
      waits ? "pending" : "fail",
      waits ? "见证人的变更尚待原见证人见证" : "见证人的变更没有得到原见证人的见证",
      waits ? "a change of witnesses waits for the old quorum" : "a change of witnesses wasn't cosigned by the old quorum",
      { file }
    );
  }

  // tile_files.js
  var TILE = /^log\/tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
  var MAX_INDEX = 1e9;
  var HASH_BYTES2 = 32;
  async function checkTiles(ledger, findings, source) {
    const own = /* @__PURE__ */ new Map();
    for (const [path, tile] of tilesOf(ledger.leaves)) {
      const [, level, place3] = TILE.exec(`log/${path}`);
      own.set(`${level} ${indexOf(place3)}`, tile);
    }
    for (const path of (await source.paths()).filter((name) => name.startsWith("log/tile/"))) {
      const expected = contentOf(ledger, own, path);
      const data = await source.bytes(path);
      if (expected && data && sameBytes(data, expected)) continue;
      findings.add("C02", "fail", "数据块与总账的各条不符", "a tile doesn't follow from the log's entries", { file: path });
    }
  }
  var indexOf = (place3) => Number(place3.replace(/[x/]/g, ""));
  function contentOf(ledger, own, path) {
    const found = TILE.exec(path);
    if (!found) return null;
    const [index, width] = [indexOf(found[2]), Number(found[3] || WIDTH)];
    if (index > MAX_INDEX || width > WIDTH) return null;
    if (found[1] === "entries") return bundleOf(ledger.entries.slice(index * WIDTH, index * WIDTH + width), width);
    const tile = own.get(`${Number(found[1])} ${index}`);
    return tile && tile.length >= width * HASH_BYTES2 ? tile.subarray(0, width * HASH_BYTES2) : null;
  }
  function bundleOf(entries, width) {
    if (entries.length !== width || entries.some(({ length }) => length > MAX_ENTRY)) return null;
    const data = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0));
    let at = 0;
    for (const entry of entries) {
      data.set([entry.length >> 8, entry.length & 255], at);
      data.set(entry, at + 2);
      at += 2 + entry.length;
    }
    return data;
  }

  // keys_and_log.js
  async function checkKeys(ledger, findings, { source, skipped }) {
    await checkPolicies(ledger, findings, source);
    const signed = ledger.history.entries.filter(({ note }) => note && note.signatures.length);
    const judged2 = signed.filter((entry) => !skipped(entry) && ledger.trust.at(entry.position));
    const before2 = findings.list.length;
    for (const entry of judged2) checkSigners(ledger, findings, entry);
    if (!judged2.length || findings.list.length > before2) return;
    findings.add(
      "C01",
      "pass",
      `${judged2.length}份签名文书的签名人都在签名规定之内`,
      `the signers of ${judged2.length} notes are in the trust policy`,
      { file: TRUST }
    );
  }
  async function checkPolicies(ledger, findings, source) {
    for (const [trust, { path, value, fault }] of ledger.policies) {
      const en = "a trust policy that the log binds isn't published";
      if (fault) findings.fault("C01", fault, { file: path });
      else if (!value)
        findings.add("C01", "unknown", "总账登记的签名规定没有公布，无法判断签名", en, { file: path, expected: trust });
      else checkNames(findings, value, path);
    }
    const { changes } = ledger.trust;
    const newest = await source.bytes(TRUST);
    if (!newest) {
      findings.add("C01", "unknown", "没有公布签名规定", "the trust policy isn't published", { file: TRUST });
      return;
    }
    const [found, expected] = [sha256Hex(newest), changes.length ? changes[changes.length - 1].trust : ""];
    if (!changes.length || found === expected) return;
    findings.add(
      "C01",
      "fail",
      "公布的签名规定不是总账里最新的一份",
      "the published trust policy isn't the newest of the log",
      { file: TRUST, found, expected, byHand: hashOfFile(TRUST) }
    );
  }
  function checkNames(findings, policy, file) {
    const signers = new Map(
      policy.keys.map(({ parsed, role, holder }) => [JSON.stringify([parsed.name, role, holder]), parsed.name])
    );
    const names = [...signers.values(), ...policy.witnesses.map(({ parsed }) => parsed.name)];
    for (const name of new Set(names.filter((each, at) => names.indexOf(each) !== at))) {
      const en = `in the trust policy ${name} stands for more than one signer`;
      findings.add("C01", "fail", `名称${name}在签名规定里代表不止一方`, en, { file, found: name });
    }
  }
  function checkSigners(ledger, findings, entry) {
    const { position, note } = entry;
    const draw2 = drawOf2(entry);
    const idOf = ({ name, keyId: keyId2 }) => `${name}+${hexOf(keyId2)}`;
    const valid = new Set(ledger.trust.at(position).keysAt(position).map(({ parsed }) => idOf(parsed)));
    for (const line2 of note.signatures.filter((each) => !valid.has(idOf(each)))) {
      findings.add(
        "C01",
        "fail",
        `第${position}条由当时无效的密钥${line2.name}签名`,
        `entry ${position} is signed by ${line2.name}, whose key didn't count there`,
        { draw: draw2, file: TRUST, found: idOf(line2) }
      );
    }
    const { fault } = ledger.signersOf(entry);
    if (fault) findings.add("C01", "fail", `第${position}条${fault.zh}`, `entry ${position}: ${fault.en}`, { draw: draw2 });
  }
  function drawOf2({ record }) {
    return record && record.draw ? record.draw : "";
  }
  async function checkLog(ledger, findings, { source, genesis }) {
    const before2 = findings.list.length;
    checkGenesis(ledger, findings, genesis);
    const { newest, torn } = ledger;
    if (newest.fault) findings.fault("C02", newest.fault, { file: CHECKPOINT2 });
    if (!newest.checkpoint) return;
    const policy = ledger.trust.at(newest.size);
    const { origin } = newest.checkpoint;
    if (policy && origin !== policy.origin)
      findings.add(
        "C02",
        "fail",
        "总账指纹的来源不是签名规定所写的",
        "the checkpoint's origin isn't the trust policy's",
        { file: CHECKPOINT2, found: origin, expected: policy.origin }
      );
    if (torn) findings.fault("C02", torn);
    else if (!newest.prefix)
      findings.add("C02", "fail", "总账的根与各条不符", "the log's root doesn't follow from its entries", {
        file: CHECKPOINT2,
        found: hexOf(newest.checkpoint.root),
        expected: ledger.rootHexAt(newest.size)
      });
    else await checkTiles(ledger, findings, source);
    if (findings.list.length === before2) passed(ledger, findings, policy);
  }
  function checkGenesis(ledger, findings, genesis) {
    const founded = ledger.history.of("genesis").map(({ position }) => position);
    if (ledger.size && founded.join() !== "0")
      findings.add(
        "C02",
        "fail",
        "第0条必须是唯一的起点记录",
        "entry 0, and no other, must be the genesis",
        { found: founded.join(" "), expected: "0" }
      );
    if (!genesis || ledger.genesis === genesis) return;
    findings.add(
      "C02",
      "fail",
      "起点指纹与公告上印的不同：这是另一个总账",
      "the genesis isn't the one on the notice: another log",
      { found: ledger.genesis, expected: genesis }
    );
  }
  function passed(ledger, findings, policy) {
    const { newest, size: size2 } = ledger;
    const first2 = ledger.history.entries[0];
    if (first2)
      findings.add("C02", "pass", "起点记录的指纹", "the genesis hash, to compare with the printed notice", {
        found: ledger.genesis,
        expected: ledger.genesis,
        byHand: genesisHash(`log/${pathsFor(size2).next().value.path}`, first2.note.text)
      });
    const key = policy && policy.keys.find(({ role, parsed }) => role === "log" && hasSigned(newest.note, parsed));
    findings.add(
      "C02",
      "pass",
      `总账共${size2}条，根重算相同，有总账的签名`,
      `${size2} entries; the root recomputes and is signed`,
      {
        file: CHECKPOINT2,
        found: ledger.rootHexAt(size2),
        expected: hexOf(newest.checkpoint.root),
        byHand: key ? checkpointLine(newest.note, key.parsed) : ""
      }
    );
  }
  var hasSigned = (note, key) => Boolean(attempt(() => note.signedBy(key)).value);
  function checkpointLine(note, key) {
    return `${signatureOf(CHECKPOINT2, note.text, key, note.signatureOf(key).signature)}; ${rootOf(CHECKPOINT2)}`;
  }

  // known_beacons.js
  var KnownBeacons = class {
    /**
     * @param {import("./published.js").Source} source
     * @param {import("./history.js").History} history
     */
    constructor(source, history2) {
      this.source = source;
      this.history = history2;
      this.answers = null;
      this.proofs = /* @__PURE__ */ new Map();
    }
    /** The value of a round, or null where no answer for it is published. @returns {Promise<string|null>} */
    async value(source, round) {
      if (!this.answers) this.answers = await this.gather();
      for (const found of this.answers.filter((each) => each.source === source && each.round === round)) {
        const { value } = this.prove(found);
        if (value) return value.value;
      }
      return null;
    }
    /** What an answer proves, as `attempt` gives it; each answer is proven once. */
    prove({ source, round, answer }) {
      const key = JSON.stringify([source, round, answer]);
      if (!this.proofs.has(key)) this.proofs.set(key, attempt(() => prove(source, round, answer)));
      return this.proofs.get(key);
    }
    async gather() {
      const found = [];
      for (const [draw2, records] of this.history.draws) {
        const data = await this.source.bytes(drawFile(draw2, "beacon.json"));
        const { value } = data ? attempt(() => parseBeaconFile(data)) : {};
        found.push(...value || []);
        for (const { record } of records.changed) {
          const change = records.changes.find(({ hash: hash2 }) => hash2 === record.change);
          if (change) found.push({ ...change.record.beacon, answer: record.answer });
        }
      }
      return found;
    }
  };

  // notices.js
  var FEW_FIT = 3;
  var MILLIONTHS2 = 1e6;
  var USUAL2 = { small_population: 20, high_chance: "0.5" };
  var WINDOW = 90 * 86400;
  var YEAR = 365 * 86400;
  var FEWEST = 2;
  async function noticeDraw({ draw: draw2, course, commit, order, panel }, findings, source) {
    const notice = (zh, en) => findings.notice(zh, en, draw2);
    const approval = order && order.approval || commit.plan.approval || "";
    const [byZh, byEn] = approval ? [`批准：${approval}`, `approved by ${approval}`] : ["没有写明批准", "no approval is named"];
    const { small_population: small2, high_chance: high } = await numbersOf3(course, source);
    for (const { stratum: stratum2, eligible, size: size2 } of commit.quotas.filter((quota2) => quota2.eligible)) {
      const aim = (zh, en) => notice(`分组${stratum2}${zh}；${byZh}`, `stratum ${stratum2} ${en}; ${byEn}`);
      if (stratum2 === FOCUS)
        notice("分组focus所依据的事实不公开", "the stratum focus rests on facts that aren't public");
      if (size2 && eligible < small2) aim(`只有${eligible}户可抽（少于${small2}）`, `has only ${eligible} eligible objects`);
      if (size2 * MILLIONTHS2 > eligible * Math.round(Number(high) * MILLIONTHS2))
        aim(`的机会超过${high}：${size2}/${eligible}`, `is drawn with a chance over ${high}: ${size2}/${eligible}`);
    }
    commit.team.seats.forEach((seat2, at) => {
      const fit = panel ? fitting(regular(panel), seat2).length : FEW_FIT;
      if (fit < FEW_FIT) notice(`检查组的第${at + 1}个席位只有${fit}人符合条件，派谁去可选的人很少`, `only ${fit} people fit seat ${at + 1}`);
    });
    if (commit.plan.approval) notice(`计划之外的抽查，${byZh}`, `outside the plan, ${byEn}`);
    if (commit.replaces) notice(`替代已作废的${commit.replaces.draw}`, `replaces the void ${commit.replaces.draw}`);
  }
  async function numbersOf3({ ledger: { history: history2 }, commit }, source) {
    const record = inForce(history2, "policy", commit.basis.size, commit.time);
    if (!record) return USUAL2;
    try {
      return (await content(source, { path: snapshot(record.sha256, "json"), hash: record.sha256, parse: parsePolicy })).numbers;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return USUAL2;
    }
  }
  function shared(left, right) {
    let [a, b, count2] = [0, 0, 0];
    while (a < left.size && b < right.size) {
      const order = compare(left.idBytes(a), right.idBytes(b));
      if (order === 0) count2++;
      if (order <= 0) a++;
      if (order >= 0) b++;
    }
    return count2;
  }
  function compare(left, right) {
    const shorter = Math.min(left.length, right.length);
    for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return left[at] - right[at];
    return left.length - right.length;
  }
  var ParallelDraws = class {
    constructor() {
      this.recent = [];
    }
    /** @param {import("./draw_case.js").DrawCase} held in the order of the log */
    add({ draw: draw2, commit, frame }, findings) {
      if (!frame || frame.size < FEWEST || commit.frame !== "open") return;
      const time2 = parseTime(commit.time);
      this.recent = this.recent.filter((other) => time2 - other.time <= WINDOW);
      for (const other of this.recent) {
        const count2 = shared(other.frame, frame);
        if (2 * count2 <= Math.min(other.frame.size, frame.size)) continue;
        findings.notice(
          `与抽查${other.draw}相隔不到90天，名单有${count2}户相同`,
          `within 90 days of draw ${other.draw}, with ${count2} objects in common`,
          draw2
        );
      }
      this.recent.push({ draw: draw2, time: time2, frame });
    }
  };
  function noticeVisits(visits, findings) {
    const days2 = /* @__PURE__ */ new Map();
    for (const { object: object2, day } of visits) days2.set(object2, (days2.get(object2) || /* @__PURE__ */ new Set()).add(parseDate(day)));
    for (const [object2, set] of Array.from(days2).sort()) {
      const times = Array.from(set).sort((a, b) => a - b);
      if (!times.some((time2, at) => at > 0 && time2 - times[at - 1] < YEAR)) continue;
      findings.notice(`${object2}一年内第二次在抽签之外被检查`, `a second visit of ${object2} outside the draws within a year`);
    }
  }

  // nonrandom_checks.js
  var FOLDER = "data/nonrandom/";
  async function checkNonrandom(ledger, findings, { source, now }) {
    const add2 = (verdict2, zh, en, more) => findings.add("C17", verdict2, zh, en, more);
    const rows = ledger.history.of("nonrandom", "result", "correction").filter(({ record }) => record.draw === "");
    const withdrawn = new Map(ledger.history.of("withdraw").map((entry) => [entry.record.row, entry]));
    const chains = /* @__PURE__ */ new Map();
    for (const entry of rows) {
      const { object: object2 } = entry.record;
      chains.set(object2, [...chains.get(object2) || [], await readRow(source, entry)]);
    }
    for (const [number, chain] of chains) {
      checkChain(number, chain, add2);
      for (const each of chain) {
        const gone = withdrawn.get(each.entry.record.row);
        checkText3(number, each, { gone, told: chain.length > 1 }, add2);
        if (gone) await checkGone(ledger, number, each, gone, { source, now, add: add2 });
      }
      checkBefore(ledger, number, chain, now, add2);
    }
    await checkStrangers(source, rows, add2);
    const told2 = Array.from(chains.values()).flatMap((chain) => chain.filter(({ text: text2 }) => text2 && text2.result));
    noticeVisits(
      told2.map(({ text: text2 }) => ({ object: text2.object, day: text2.result.visited_on })),
      findings
    );
    if (chains.size)
      add2("pass", `抽签以外的检查登记了${chains.size}件`, `${chains.size} inspections outside the draw are entered`);
  }
  async function readRow(source, entry) {
    const file = nonrandomFile(entry.record.row);
    const data = await source.bytes(file);
    const row2 = data ? attempt(() => parseRowFile(data, file)) : {};
    const text2 = row2.value ? attempt(() => parseNonrandomRow(row2.value, file)) : row2;
    return { entry, file, data, row: row2.value || null, text: text2.fault ? null : text2.value || null, fault: text2.fault };
  }
  function checkChain(number, chain, add2) {
    let before2 = "";
    for (const { entry } of chain) {
      const { type, replaces, row: row2 } = entry.record;
      const kind = before2 === "" ? "nonrandom" : "correction";
      if (type !== kind || replaces !== before2)
        add2("fail", `登记${number}没有接续前一条`, `a row of entry ${number} doesn't continue the one before it`, {
          found: `${type} ${replaces}`,
          expected: `${kind} ${before2}`
        });
      before2 = row2;
    }
    const texts = chain.filter(({ text: text2 }) => text2).map(({ text: text2 }) => text2);
    const facts2 = new Set(texts.map(({ object: object2, code, source }) => JSON.stringify([object2, code, source])));
    if (facts2.size > 1)
      add2("fail", `登记${number}换了单位、情形或来源`, `entry ${number} changed its object, reason or source`, {
        file: chain[chain.length - 1].file
      });
  }
  function checkText3(number, { entry, file, data, row: row2, text: text2, fault }, { gone, told: told2 }, add2) {
    const { record } = entry;
    if (!data) {
      if (told2 && !gone) add2("fail", `登记${number}的正文没有公布`, `a text of entry ${number} isn't published`, { file });
    } else if (!text2) {
      add2("fail", `登记${number}不能读取（${fault.zh}）`, `entry ${number} can't be read (${fault.en})`, { file });
    } else if (rowOf(row2) !== record.row || text2.id !== number) {
      add2("fail", `登记${number}的内容与总账的不同`, `the text of entry ${number} isn't what the log holds`, {
        file,
        found: rowOf(row2),
        expected: record.row
      });
    }
  }
  async function checkGone(ledger, number, { entry, file }, gone, { source, now, add: add2 }) {
    const policy = governing(ledger, gone.position, now);
    const seen = policy ? firstWatch(ledger, gone.position, policy) : null;
    const tell = (zh, en, found, expected) => add2("fail", `登记${number}：${zh}`, `entry ${number}: ${en}`, { file, found, expected });
    await checkTerm(ledger, tell, { entry, withdrawn: gone, seenOn: seen ? dateOf(seen.time) : "" }, source);
  }
  function checkBefore(ledger, number, chain, now, add2) {
    const visits = chain.filter(({ text: text2 }) => text2 && text2.result);
    if (!visits.length) return;
    const watch = ({ position }) => {
      const policy = governing(ledger, position, now);
      return policy ? firstWatch(ledger, position, policy) : null;
    };
    for (const { entry: entry2, file: file2, text: text2 } of visits) {
      const day = text2.result.visited_on;
      const before2 = chain.filter((each) => each.text && watch(each.entry) && watch(each.entry).time <= endOf(day));
      const periods = before2.map((each) => [each.text.from, each.text.to]);
      if (periods.length && !periods.some(([from, to]) => from <= day && day <= to)) {
        const more3 = { file: file2, found: day, expected: periods[periods.length - 1].join(" … ") };
        add2("fail", `登记${number}的检查不在登记的期间内`, `the visit of entry ${number} wasn't in its period`, more3);
      }
      const seen2 = watch(entry2);
      if (!seen2 || text2.result.visited_on <= dateOf(seen2.time)) continue;
      const more2 = { file: file2, found: text2.result.visited_on, expected: `≤ ${timeText(seen2.time)}` };
      add2("fail", `登记${number}的结果早于检查`, `the result of entry ${number} was logged before the visit`, more2);
    }
    const latest = endOf(visits.map(({ text: text2 }) => text2.result.visited_on).sort()[0]);
    const { entry, file } = chain[0];
    const seen = watch(entry);
    const more = { file, found: seen ? timeText(seen.time) : "", expected: `≤ ${timeText(latest)}` };
    if (!seen)
      add2("unknown", `没有见证表明登记${number}早于检查`, `no cosignature shows that entry ${number} came first`, more);
    else if (seen.time > latest) add2("fail", `登记${number}晚于检查`, `entry ${number} was logged after the visit`, more);
  }
  async function checkStrangers(source, rows, add2) {
    const known = new Set(rows.map(({ record }) => nonrandomFile(record.row)));
    for (const file of await source.paths())
      if (file.startsWith(FOLDER) && !known.has(file))
        add2("fail", "多出一个总账没有登记的文件", "a text that the log doesn't hold", { file });
  }

  // private_data.js
  var FULL_WIDTH = /[\uff01-\uff5e\u3000]/g;
  var DASHES = /[\u2010\u2011\u2013\u2014\u2212]/g;
  var ALNUM = /[0-9A-Za-z]/;
  var SEPARATORS = /[ ()+-]/g;
  var HAN = "[\\u4e00-\\u9fff]";
  var DIGITS = "[0-9一二三四五六七八九十百零〇]{1,6}";
  var NUMBER2 = `[ ]?第?${DIGITS}(?:[之-]${DIGITS})?[ ]?`;
  var NOT_PAPER = "(?!文|令|公告|通知|通告|机|线|标段)";
  var STREET = `(?:(?![线电网公铁思套回水气油])${HAN}路|${HAN}(?:街|大道|巷|胡同))`;
  var PART = "(?:[东西南北中]?段?|[一二三四五六七八九十]+[路街巷横])";
  var FLAT = "(?:[0-9]{3,4}(?:室|房|号|铺)?|[0-9]{1,2}(?:室|房|号|铺))";
  var ADDRESSES = [
    `${STREET}${PART}${NUMBER2}(?:号|弄)${NOT_PAPER}`,
    `${HAN}村(?:委会)?(?:${HAN}{1,6}(?:组|队|屯))?${NUMBER2}号${NOT_PAPER}`,
    `[0-9A-Za-z]{1,4}(?:栋|幢|座|号楼|单元)(?:[0-9]{1,2}(?:单元|层|楼))?[A-Za-z]?${FLAT}`,
    `${HAN}(?:小区|花园|花苑|家园|公寓|新村|大厦|宿舍)[0-9A-Za-z一二三四五六七八九十]{1,4}(?:栋|幢|座|号楼|号|室|房)`
  ].map((pattern) => new RegExp(pattern));
  var NUMBERS2 = [
    ["id-number", "[1-9][0-9]{5}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3}[0-9Xx]", isIdentityNumber],
    ["id-number", "[1-9][0-9]{14}", isIdentityNumber],
    ["mobile", "(?:86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}", () => true],
    ["phone", "0[1-9][0-9]{1,2}[)-][ ]?[0-9]{7,8}", () => true],
    ["bank-card", "(?:[0-9]{16,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?)", isCardNumber]
  ].map(([kind, pattern, holds3]) => [kind, new RegExp(`${pattern}(?![0-9A-Za-z])`, "g"), holds3]);
  var LABELS = /信用代码|注册号|登记号/;
  var LABEL_REACH = 12;
  var FREE = ["id-number", "mobile", "phone", "bank-card", "address"];
  var OTHER = ["id-number", "mobile", "bank-card"];
  var IDENTITY = ["id-number"];
  function narrow(text2) {
    return text2.replace(FULL_WIDTH, (char) => char.normalize("NFKC")).replace(DASHES, "-");
  }
  function privateData(text2, kinds) {
    const plain2 = narrow(text2);
    const found = [];
    if (/[0-9]{4}/.test(plain2)) {
      for (const [kind, pattern, holds3] of NUMBERS2)
        if (kinds.includes(kind)) for (const digits of numbersIn(plain2, pattern, kind, holds3)) found.push([kind, digits]);
    }
    if (kinds.includes("address") && ADDRESSES.some((pattern) => pattern.test(plain2))) found.push(["address", ""]);
    return found;
  }
  function* numbersIn(text2, pattern, kind, holds3) {
    for (pattern.lastIndex = 0; ; ) {
      const match = pattern.exec(text2);
      if (!match) return;
      const digits = match[0].replace(SEPARATORS, "");
      const doubtful = digits.length === 15 || kind === "bank-card";
      if (startsApart(text2, match.index) && holds3(digits) && !(doubtful && isLabelled(text2, match.index))) yield digits;
      else pattern.lastIndex = match.index + 1;
    }
  }
  function startsApart(text2, start) {
    const decimal = text2[start - 1] === "." && /[0-9]/.test(text2[start - 2] || "");
    return !decimal && !ALNUM.test(text2[start - 1] || "");
  }
  function isLabelled(text2, start) {
    const before2 = text2.slice(Math.max(0, start - LABEL_REACH), start).split(/[。；;，,、]/);
    return LABELS.test(before2[before2.length - 1]);
  }
  var WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  var PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;
  function isIdentityNumber(digits) {
    if (!PROVINCE.test(digits)) return false;
    if (digits.length === 15) return isDate2(`19${digits.slice(6, 12)}`);
    const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
    return isDate2(digits.slice(6, 14)) && "10X98765432"[total % 11] === digits[17].toUpperCase();
  }
  function isDate2(text2) {
    const [year, month, day] = [text2.slice(0, 4), text2.slice(4, 6), text2.slice(6)].map(Number);
    const date2 = new Date(Date.UTC(year, month - 1, day));
    return year >= 1880 && year <= 2099 && date2.getUTCMonth() === month - 1 && date2.getUTCDate() === day;
  }
  function isCardNumber(digits) {
    if (!/^(?:(?:62|9558)[0-9]{14,17}|4[0-9]{15}(?:[0-9]{3})?|5[1-5][0-9]{14})$/.test(digits)) return false;
    const values2 = Array.from(digits, Number).reverse();
    const doubled = values2.map((value, place3) => place3 % 2 ? 2 * value - (value > 4 ? 9 : 0) : value);
    return doubled.reduce((sum, value) => sum + value, 0) % 10 === 0;
  }

  // privacy.js
  var SNAPSHOTS = /^data\/snapshots\/.*\.csv$/;
  var CHANGES_HEADER = ["id", "change", "reason"];
  var [OBJECTS, INSPECTORS, ...OTHERS2] = [
    OBJECTS_HEADER,
    INSPECTORS_HEADER,
    AGENCIES_HEADER,
    PLAN_HEADER,
    CHANGES_HEADER
  ].map((header) => header.join(","));
  var HEADERS = [OBJECTS, INSPECTORS, ...OTHERS2];
  var FREELY = ["remark", "reason", "statement", "document"];
  var SHOWN5 = 20;
  var PAUSE4 = 8192;
  var PIECE2 = 1 << 20;
  var [COMMA2, LF3] = [44, 10];
  var SHORTEST = 11;
  async function checkPrivacy(ledger, findings, { source, only, tick }) {
    const search = new Search(source, findings, tick);
    for (const { record, position } of ledger.history.entries)
      if (record) search.value(record, `log/entries/${position}`);
    const paths = only ? filesOf(ledger, only) : await source.paths();
    for (const path of paths) {
      if (SNAPSHOTS.test(path)) await search.table(path);
      else if (path.endsWith(".json") && path !== BUREAU) await search.json(path);
    }
    await search.tell(ledger.history.of("roster"));
  }
  function filesOf({ history: history2 }, draw2) {
    const { commit, rows } = history2.draws.get(draw2) || { commit: null, rows: [] };
    const outside = history2.of("nonrandom", "correction").filter(({ record }) => record.draw === "");
    const bound = commit ? Object.keys(commit.record.files).filter((name) => name.startsWith("snapshots/")) : [];
    return [
      ...commit ? [drawFile(draw2, "order.json")] : [],
      ...bound.map((name) => `data/${name}`),
      ...rows.map(({ record }) => drawFile(draw2, rowFile(record.row))),
      ...outside.map(({ record }) => nonrandomFile(record.row)),
      ...history2.of("items", "policy").map(({ record }) => snapshot(record.sha256, "json"))
    ];
  }
  var Search = class {
    constructor(source, findings, tick) {
      Object.assign(this, { source, findings, tick });
      this.found = [];
      this.looked = 0;
      this.before = findings.list.length;
    }
    /** A text: `kinds` are what may not be in it. */
    text(text2, kinds, file) {
      for (const [kind, digits] of privateData(text2, kinds)) this.found.push({ kind, digits, file });
    }
    /** All texts of a JSON value, however deep they lie. */
    value(value, file) {
      const left = [[value, OTHER]];
      while (left.length) {
        const [part, kinds] = left.pop();
        if (typeof part === "string") this.text(part, kinds, file);
        else if (Array.isArray(part)) part.forEach((item) => left.push([item, kinds]));
        else if (typeof part === "object" && part !== null)
          for (const name of Object.keys(part)) left.push([part[name], FREELY.includes(name) ? FREE : OTHER]);
      }
    }
    /** A JSON file; a sealed row's text is JSON again. What is no JSON is looked through as it is. */
    async json(file) {
      const data = await this.source.bytes(file);
      if (!data) return;
      this.looked++;
      const value = anyJson(decoded(data));
      const isRow2 = typeof value === "object" && value !== null && typeof value.text === "string";
      this.value(isRow2 ? { ...value, text: anyJson(value.text) } : value, file);
    }
    /** A snapshot: its header, and all cells but the key, which on the roster of inspectors is no identity number. */
    async table(file) {
      const data = await this.source.bytes(file);
      if (!data) return;
      this.looked++;
      const end = data.indexOf(LF3) < 0 ? data.length : data.indexOf(LF3);
      const header = this.header(decoded(data.subarray(0, end)), file);
      for (const { rows, lines } of suspects(data, end + 1, header === INSPECTORS)) {
        for (const line2 of lines) this.row(line2, header, file);
        await this.tick(rows);
      }
    }
    header(line2, file) {
      const [zh, en] = ["快照里有不公开的栏目，或不是公开的表", "the snapshot has a column that isn't public"];
      if (!HEADERS.includes(line2)) this.findings.add("C20", "fail", zh, en, { file });
      return line2;
    }
    row(line2, header, file) {
      const comma = line2.indexOf(",");
      this.text(line2.slice(comma + 1), OTHER, file);
      if (header === INSPECTORS) this.text(line2.slice(0, comma < 0 ? line2.length : comma), IDENTITY, file);
    }
    /** Which of the numbers found are codes of a roster of objects. */
    async codes(rosters) {
      const left = new Set(this.found.map(({ digits }) => digits).filter(Boolean));
      const listed = /* @__PURE__ */ new Set();
      for (const { record } of left.size ? rosters : []) {
        const data = record.table === "objects" ? await this.source.bytes(snapshot(record.sha256)) : null;
        for (const line2 of data ? linesOf2(data) : []) {
          const code = line2.slice(0, Math.max(0, line2.indexOf(",")));
          if (left.has(code)) listed.add(code);
        }
      }
      return listed;
    }
    async tell(rosters) {
      const codes = await this.codes(rosters);
      const real = this.found.filter(({ digits }) => !codes.has(digits));
      for (const { kind, file } of real.slice(0, SHOWN5)) {
        const [zh, en] = WORDS[kind];
        this.findings.add("C20", "fail", `公开的文字里像有${zh}`, `published text seems to hold ${en}`, { file });
      }
      if (real.length > SHOWN5) {
        const more = real.length - SHOWN5;
        this.findings.add("C20", "fail", `还有${more}处`, `and ${more} more`);
      }
      if (this.findings.list.length > this.before) return;
      if (!this.looked) this.findings.add("C20", "unknown", "没有可查看的文件", "there are no files to look at");
      else
        this.findings.add(
          "C20",
          "pass",
          `查看了${this.looked}个文件和总账，只有公开的栏目，没有个人号码和详细地址`,
          `${this.looked} files and the log were looked at: public columns alone, no private number or address`
        );
    }
  };
  var RUN = Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte >= 48 && byte <= 57 || byte === 239) return 2;
    return byte === 32 || byte === 45 || byte >= 128 && byte < 192 || byte === 226 || byte === 227 ? 1 : 0;
  });
  function decoded(data) {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
  }
  function* suspects(data, start, keys) {
    let [rows, lines, line2, run3, longest, key] = [0, [], start, 0, 0, !keys];
    for (let at = start; at <= data.length; at++) {
      const byte = at < data.length ? data[at] : LF3;
      if (byte === LF3) {
        if (longest >= SHORTEST || key && at > line2) lines.push(decoded(data.subarray(line2, at)));
        [line2, run3, longest, key] = [at + 1, 0, 0, !keys];
        if (++rows % PAUSE4 === 0) {
          yield { rows, lines };
          lines = [];
        }
      } else if (key) key = byte !== COMMA2;
      else if (RUN[byte] === 0) run3 = 0;
      else if (RUN[byte] === 2) longest = Math.max(longest, ++run3);
    }
    yield { rows, lines };
  }
  function* linesOf2(data) {
    if (!data.length) yield "";
    for (let start = 0; start < data.length; ) {
      const found = data.indexOf(LF3, start + PIECE2);
      const end = found < 0 ? data.length : found + 1;
      yield* decoded(data.subarray(start, end)).split("\n");
      start = end;
    }
  }
  function anyJson(text2) {
    try {
      return JSON.parse(text2);
    } catch (error) {
      return text2;
    }
  }
  var WORDS = {
    "id-number": ["身份证号码", "an identity number"],
    mobile: ["手机号码", "a mobile number"],
    phone: ["电话号码", "a phone number"],
    "bank-card": ["银行卡号", "a bank card's number"],
    address: ["详细地址", "a street address"]
  };

  // publication.js
  async function checkPublication(ledger, findings, { source, courses, now }) {
    const judge2 = new Judge(ledger, findings, source, now);
    for (const { draw: draw2, records, watchers } of courses) {
      const rows = records.rows.map((entry) => ({ entry, file: drawFile(draw2, rowFile(entry.record.row)) }));
      await judge2.rows(rows, (text2) => parseResultRow(text2).fixed_on, watchers, draw2);
    }
    const outside = ledger.history.of("correction").filter(({ record }) => record.draw === "");
    const fixedOn = (text2) => (parseNonrandomRow(text2).result || { fixed_on: null }).fixed_on;
    for (const entry of outside) {
      const watchers = governing(ledger, entry.position, now);
      await judge2.rows([{ entry, file: nonrandomFile(entry.record.row) }], fixedOn, watchers, "");
    }
  }
  var Judge = class {
    constructor(ledger, findings, source, now) {
      Object.assign(this, { ledger, findings, source, now });
      this.policies = /* @__PURE__ */ new Map();
    }
    /** @param {(file: object) => string|null} fixedOn the day on which a row's result was fixed; null where it has none */
    async rows(rows, fixedOn, watchers, draw2) {
      const before2 = this.findings.list.length;
      let judged2 = 0;
      for (const { entry, file } of rows) {
        const day = await this.day(entry, file, fixedOn);
        if (day === null) continue;
        judged2++;
        await this.row(entry, file, day, watchers, draw2);
      }
      if (!judged2 || this.findings.list.length > before2) return;
      this.findings.add("C18", "pass", `${judged2}条结果都按期公示`, `all ${judged2} results were public in time`, { draw: draw2 });
    }
    /** The day a row's result was fixed; "" where its text can't be read; null where it has no result. */
    async day({ record }, file, fixedOn) {
      const data = await this.source.bytes(file);
      const { value } = data ? attempt(() => parseRowFile(data, file)) : {};
      if (!value || rowOf(value) !== record.row) return "";
      const read = attempt(() => fixedOn(value));
      return read.fault ? "" : read.value;
    }
    async row({ position, record }, file, day, watchers, draw2) {
      const tell = (verdict2, zh, en, found = "", expected = "") => this.findings.add("C18", verdict2, `${zh}：${record.object}`, `${en}: ${record.object}`, { draw: draw2, file, found, expected });
      const policy = await this.policyAt(position, record.time);
      if (day === "") tell("unknown", "结果的正文没有公布或已停止公示", "a result whose text isn't public (any more)");
      else if (!policy) tell("unknown", "登记时有效的政策参数没有公布", "the policy in force isn't published");
      else if (!watchers) tell("unknown", "没有签名规定，不知道见证人是谁", "without a trust policy no witness is known");
      else this.judge(position, publicBy(day, policy.numbers, policy.calendar), watchers, tell);
    }
    judge(position, { earliest: earliest2, latest }, watchers, tell) {
      const [first2, last] = [endOf(earliest2), endOf(latest)];
      const seen = firstWatch(this.ledger, position, watchers);
      const expected = first2 === last ? `≤ ${timeText(last)}` : `≤ ${timeText(first2)} … ${timeText(last)}`;
      const moment2 = seen ? seen.time : this.now;
      const found = seen ? timeText(seen.time) : "";
      if (moment2 <= first2) {
        if (!seen) tell("pending", "结果尚待见证", "the result waits for the witnesses", found, expected);
      } else if (!seen && !watchers.isWatched)
        tell("unknown", "没有要求见证：只有本局自己看见", "no witness was asked for: only the bureau itself watched", found, expected);
      else if (moment2 <= last)
        tell("unknown", "那一年的节假日安排不在政策参数里，不能判断是否按期", "the year's holidays aren't known, so the term isn't", found, expected);
      else tell("fail", "结果公示得太晚", "a result was public too late", found, expected);
    }
    /** The policy in force when a row was logged, with its calendar; null where it isn't published. */
    async policyAt(position, time2) {
      const record = inForce(this.ledger.history, "policy", position, time2);
      if (!record) return null;
      if (!this.policies.has(record.sha256)) {
        const path = snapshot(record.sha256, "json");
        const data = await this.source.hash(path) === record.sha256 ? await this.source.bytes(path) : null;
        const { value } = data ? attempt(() => parsePolicy(data, path)) : {};
        this.policies.set(record.sha256, value ? { ...value, calendar: new Calendar(value.calendars) } : null);
      }
      return this.policies.get(record.sha256);
    }
  };

  // quotas.js
  function quotaSize(listed, eligible, { ratio: ratio3, count: count2 }) {
    const written = count2 === void 0 ? RATIO.test(String(ratio3)) : ratio3 === void 0 && COUNT.test(count2);
    if (!written) throw new Malformed("rate", "比例或数量写法不符", "neither a ratio nor a count");
    const wanted2 = count2 === void 0 ? rounded2(BigInt(listed), ratio3) : BigInt(count2);
    return wanted2 < BigInt(eligible) ? Number(wanted2) : eligible;
  }
  function rounded2(listed, ratio3) {
    const [whole2, decimals = ""] = ratio3.split(".");
    const scale = 10n ** BigInt(decimals.length);
    return (listed * BigInt(whole2 + decimals) + scale - 1n) / scale;
  }
  function quotas(frame, rates) {
    const listed = new Array(frame.strata.length).fill(0);
    const eligible = new Array(frame.strata.length).fill(0);
    for (let at = 0; at < frame.size; at++) {
      listed[frame.stratum[at]]++;
      if (frame.excluded[at] === 0) eligible[frame.stratum[at]]++;
    }
    const unknown = frame.strata.find((stratum2) => !rates.has(stratum2));
    if (unknown !== void 0) {
      throw new Malformed("stratum", `名单中的分组${unknown}没有名额`, `the frame's stratum ${unknown} has no quota`);
    }
    return Array.from(rates.keys()).sort().map((stratum2) => {
      const at = frame.strata.indexOf(stratum2);
      const [all, some] = at < 0 ? [0, 0] : [listed[at], eligible[at]];
      const rate = rates.get(stratum2);
      return { stratum: stratum2, listed: all, eligible: some, ...rate, size: quotaSize(all, some, rate) };
    });
  }

  // quota_checks.js
  var MAX_COUNT_DIGITS = 9;
  function checkQuotas(held, findings) {
    const { draw: draw2, order, frame, panel, commit } = held;
    const why = (name) => findings.fault("C09", held.faults.get(name), { draw: draw2 });
    if (!order) {
      why("order.json");
      return;
    }
    const before2 = findings.list.length;
    if (frame) compareQuotas(held, findings);
    else why("frame.csv");
    if (panel) compareSeats(held, findings);
    else why("panel.csv");
    if (findings.list.length > before2) return;
    const sizes = commit.quotas.map(({ stratum: stratum2, size: size2, eligible }) => `${stratum2} ${size2}/${eligible}`).join("，");
    findings.add("C09", "pass", `名额和席位由名单重算相同：${sizes}`, `quotas and seats recompute: ${sizes}`, {
      draw: draw2,
      file: held.path("frame.csv"),
      found: commit.quotas[0].listed,
      expected: commit.quotas[0].listed,
      byHand: `grep -c ',${commit.quotas[0].stratum},' ${held.path("frame.csv")}`
    });
  }
  function compareSeats({ draw: draw2, order, panel, commit }, findings) {
    const seats = seatOrder(order.team, panel);
    if (seatsText(seats) === seatsText(commit.team.seats)) return;
    findings.add("C09", "fail", "席位不是按最难找人的在前排列", "the seats aren't the order's, scarcest first", {
      draw: draw2,
      found: seatsText(commit.team.seats),
      expected: seatsText(seats)
    });
  }
  function seatsText(seats) {
    return seats.map(({ department, skill }) => `${department}/${skill}`).join(" ");
  }
  function compareQuotas({ draw: draw2, order, frame, commit }, findings) {
    const bad = (zh, en, more) => findings.add("C09", "fail", zh, en, { draw: draw2, ...more });
    const rates = new Map(order.strata.map(({ stratum: stratum2, ratio: ratio3, count: count2 }) => [stratum2, { ratio: ratio3, count: count2 }]));
    const unclear = order.strata.some(({ count: count2 }) => count2 !== void 0 && count2.length > MAX_COUNT_DIGITS);
    const both = ({ ratio: ratio3, count: count2 }) => ratio3 === void 0 === (count2 === void 0);
    if (unclear || Array.from(rates.values()).some(both)) {
      bad("每组须写比例或数量之一", "each stratum needs either a ratio or a count", { file: drawFile(draw2, "order.json") });
      return;
    }
    const astray = frame.strata.find((stratum2) => !rates.has(stratum2));
    if (astray !== void 0)
      bad(`名单中有方案没有的分组：${astray}`, `the frame has a stratum that the order lacks: ${astray}`, {
        file: drawFile(draw2, "frame.csv")
      });
    else {
      const written = Array.from(rates, ([stratum2, { ratio: ratio3, count: count2 }]) => [stratum2, count2 === void 0 ? { ratio: ratio3 } : { count: count2 }]);
      compareEach(quotas(frame, new Map(written)), commit.quotas, bad);
    }
    if (commit.quotas.every((quota2) => quota2.size === 0))
      bad("名额全是零，不得抽签", "all sizes are 0: such a draw is refused");
  }
  function compareEach(computed, stated, bad) {
    for (let at = 0; at < Math.max(computed.length, stated.length); at++) {
      const [found, expected] = [stated[at], computed[at]];
      if (found && expected && sameQuota(found, expected)) continue;
      const { stratum: stratum2 } = expected || found;
      bad(`分组${stratum2}的名额不对`, `the quota of stratum ${stratum2} is wrong`, {
        found: found ? quotaText(found) : "",
        expected: expected ? quotaText(expected) : ""
      });
    }
  }
  function sameQuota(left, right) {
    return ["stratum", "listed", "eligible", "ratio", "count", "size"].every((name) => left[name] === right[name]);
  }
  function quotaText({ stratum: stratum2, listed, eligible, ratio: ratio3, count: count2, size: size2 }) {
    return `${stratum2}: ${size2} of ${eligible} (${listed} × ${ratio3 === void 0 ? count2 : ratio3})`;
  }

  // randomness.js
  var LEAST_BITS = 48;
  var FILE = "beacon.json";
  function checkBeacons(held, findings, known) {
    const { course, draw: draw2 } = held;
    checkCommitted(course, findings);
    if (saidWaiting(course, findings, "C12")) return;
    const answers = held.read(FILE, parseBeaconFile);
    if (!answers) {
      findings.fault("C12", held.faults.get(FILE), { draw: draw2 });
      return;
    }
    const { beacons } = held.commit;
    const rounds = (list2) => list2.map(({ source, round }) => `${source} ${round}`).join(", ");
    const same = ({ source, round }, at) => answers[at].source === source && answers[at].round === round;
    if (answers.length !== beacons.length || !beacons.every(same)) {
      findings.add("C12", "fail", "随机数不是封存的那几轮", "these aren't the committed rounds", {
        draw: draw2,
        file: held.path(FILE),
        found: rounds(answers),
        expected: rounds(beacons)
      });
      return;
    }
    beacons.forEach((beacon2, at) => judge(held, findings, beacon2, answers[at], known));
  }
  function checkCommitted(course, findings) {
    const { commit, policy, draw: draw2, standsAlone } = course;
    const bad = (zh, en, more) => findings.add("C12", "fail", zh, en, { draw: draw2, ...more });
    for (const beacon2 of commit.beacons) {
      const { source, round, time: time2 } = beacon2;
      if (policy && !policy.beacons.includes(source)) {
        const expected = policy.beacons.join(" ");
        bad(`签名规定不允许随机源${source}`, `the trust policy doesn't allow the source ${source}`, {
          found: source,
          expected
        });
      }
      const { fault } = attempt(() => checkTime(beacon2));
      if (fault) findings.fault("C12", fault, { draw: draw2, found: time2 });
      if (source === CEREMONY && round !== draw2)
        bad("摇号的轮次不是本次抽查的编号", "the ceremony isn't this draw's", { found: round, expected: draw2 });
    }
    const rounds = new Map(commit.beacons.map(({ source, round }) => [`${source} ${round}`, source]));
    if (rounds.size !== commit.beacons.length) bad("同一轮列了两次", "the same round is listed twice");
    const total = Array.from(rounds.values()).reduce((sum, source) => sum + bitsOf(source), 0);
    if (!standsAlone && total < LEAST_BITS)
      bad("随机源合计不足48位", "the sources have fewer than 48 bits together", {
        found: total,
        expected: `≥ ${LEAST_BITS}`
      });
  }
  var bitsOf = (source) => attempt(() => bits(source)).value || 0;
  function judge(held, findings, beacon2, found, known) {
    const { source, round } = beacon2;
    const { draw: draw2 } = held;
    const file = held.path(FILE);
    const { value: proven, fault } = known.prove(found);
    if (fault) {
      findings.fault("C12", fault, { draw: draw2, file });
      return;
    }
    if (source === CEREMONY) {
      judgeCeremony(held, findings, proven);
      return;
    }
    const late = attempt(() => checkTime(beacon2, found.answer)).fault;
    if (late) {
      findings.fault("C12", late, { draw: draw2, file });
      return;
    }
    findings.add("C12", proven.verdict, `${source} ${round}：${proven.zh}`, `${source} ${round}: ${proven.en}`, {
      draw: draw2,
      file,
      found: proven.value,
      expected: source === "drand-quicknet" ? proven.value : "",
      byHand: lineFor(source, round, found.answer)
    });
  }
  function lineFor(source, round, answer) {
    if (source !== "drand-quicknet") return "";
    return `${hashOfBytes(bytesOfHex(answer.signature))}; ${drandRoundTime(round)}`;
  }
  function judgeCeremony(held, findings, proven) {
    const { course, records, draw: draw2 } = held;
    const first2 = records.ceremonies[0];
    if (first2) namesCommit(findings, "C12", records, first2);
    const expected = course.ceremonyValue;
    const add2 = (verdict2, zh, en) => findings.add("C12", verdict2, `摇号：${zh}`, `ceremony: ${en}`, {
      draw: draw2,
      file: held.path(first2 ? "ceremony.note" : FILE),
      found: proven.value,
      expected
    });
    const observers = first2 ? outsideHolders(course.ledger.keysOf(first2), "observer") : 0;
    if (proven.value !== expected)
      add2("fail", `数字与登记的不同，应为${expected}`, `not the digits that were logged in time: ${expected}`);
    else if (!course.standsAlone)
      add2("pass", "在其他随机数以前已有见证，或按缺席计", "cosigned before the other sources fired, or ABSENT");
    else if (observers >= CEREMONY_OBSERVERS)
      add2("pass", `摇号由${observers}名局外观察人签名`, `signed by ${observers} outside observers`);
    else add2(proven.verdict, proven.zh, proven.en);
  }

  // report.js
  var VERDICTS2 = ["pass", "pending", "unknown", "fail"];
  var CHECKS2 = [
    check2(
      "C01",
      "密钥",
      "keys",
      "每个签名人在总账的那个位置确有那个身份",
      "every signer had that role at that place of the log",
      { root: true }
    ),
    check2(
      "C02",
      "总账",
      "log",
      "最新总账指纹有签名，根能由各条重算",
      "the newest checkpoint is signed and its root recomputes from the entries",
      { root: true }
    ),
    check2("C03", "历史", "history", "每一份更早的总账指纹都是它的前段", "every earlier checkpoint is a prefix of it", {
      history: true
    }),
    check2(
      "C04",
      "见证",
      "witnesses",
      "所用的和最新的总账指纹都有法定见证",
      "the quorum cosigned the checkpoints in use and the newest one",
      { history: true }
    ),
    check2("C05", "次序", "sequence", "无空号，不重抽，作废及时", "no gap in the numbers, no second draw, no late void", {
      history: true
    }),
    check2("C06", "批准", "approval", "每份记录都有应有的签名", "each record carries its signers"),
    check2(
      "C07",
      "文件",
      "files",
      "登记的文件哈希相符，文件都已登记",
      "every bound file has its hash, and every file is bound"
    ),
    check2(
      "C08",
      "名单",
      "frame",
      "两份名单由当时的名录、方案、政策参数和历史得出",
      "frame and panel follow from rosters, order, policy and history",
      { history: true }
    ),
    check2("C09", "名额", "quotas", "名额和席位由名单得出", "quotas and seats follow from frame and panel"),
    check2(
      "C10",
      "时间",
      "time",
      "封存、拆封、封签在随机数出来以前已有见证",
      "commit, reveals and close were witnessed before the beacon",
      { history: true }
    ),
    check2("C11", "秘密值", "secrets", "每个秘密值打开它的承诺", "each secret opens its commitment"),
    check2(
      "C12",
      "公共随机数",
      "beacon",
      "随机数正是封存的那一轮，有证明",
      "the value is proven for exactly the committed round"
    ),
    check2("C13", "种子", "seed", "种子重算相同", "the seed recomputes"),
    check2("C14", "抽中名单", "selection", "抽中名单重算相同", "the selection recomputes"),
    check2("C15", "检查组", "teams", "检查组重算相同", "the teams recompute"),
    check2(
      "C16",
      "更换",
      "changes",
      "每次更换合规、及时，换的人和补的户正确",
      "each change is allowed, in time and comes out right",
      { history: true }
    ),
    check2(
      "C17",
      "结果",
      "results",
      "每个抽中单位按期有公开的结果，没有被改动",
      "every drawn object has its opened result in time",
      { history: true }
    ),
    check2("C18", "公示", "publication", "每个结果按期公示", "each result was published in time", { history: true }),
    check2(
      "C19",
      "名录",
      "rosters",
      "没有无故移除、移出又移回和临时改动",
      "no unexplained removal, no leave-and-return, no late edit",
      { history: true }
    ),
    check2("C20", "隐私", "privacy", "公布的文件里没有应当保密的内容", "nothing sealed stands in the published files")
  ];
  function check2(code, zh, en, holdsZh, holdsEn, { root: root2 = false, history: history2 = false } = {}) {
    return { code, title: { zh, en }, holds: { zh: holdsZh, en: holdsEn }, root: root2 || history2, history: history2 };
  }
  var BY_CODE = new Map(CHECKS2.map((entry) => [entry.code, entry]));
  var NOT_PINNED = ["尚未与公告上印的起点指纹比对", "the genesis hash hasn't been compared with the printed notice"];
  var ONLY_BUREAU = ["只有本局自己看见", "only the bureau itself watched"];
  var WHOLE_LOG = ["C03", "C04", "C05"];
  var Findings = class {
    constructor() {
      this.pinned = false;
      this.watched = true;
      this.unwatched = /* @__PURE__ */ new Set();
      this.list = [];
      this.notices = [];
    }
    /** Why a `pass` of this check comes to no more than `unknown`, each reason in both languages. */
    ceilings(code, draw2) {
      const { root: root2, history: history2 } = BY_CODE.get(code);
      const alone = history2 && (WHOLE_LOG.includes(code) ? !this.watched : this.unwatched.has(draw2));
      return [root2 && !this.pinned && NOT_PINNED, alone && ONLY_BUREAU].filter(Boolean);
    }
    /**
     * Adds one finding.
     *
     * @param {string} code
     * @param {string} verdict
     * @param {string} zh
     * @param {string} en
     * @param {{draw?: string, file?: string, found?: *, expected?: *, byHand?: string}} [more]
     */
    add(code, verdict2, zh, en, { draw: draw2 = "", file = "", found = "", expected = "", byHand = "" } = {}) {
      const lowered = verdict2 === "pass" || verdict2 === "pending" ? this.ceilings(code, draw2) : [];
      this.list.push({
        code,
        verdict: lowered.length ? "unknown" : verdict2,
        bare: verdict2,
        zh: [zh, ...lowered.map((why) => why[0])].join("；"),
        en: [en, ...lowered.map((why) => why[1])].join("; "),
        draw: draw2,
        file,
        found: String(found),
        expected: String(expected),
        byHand
      });
    }
    /** A fault of the evidence as a failed check; what isn't there at all can't be judged. */
    fault(code, fault, more = {}) {
      const place3 = fault.file || more.file || "";
      const line2 = fault.line ? `（第${fault.line}行）` : "";
      this.add(
        code,
        fault.code === "missing" ? "unknown" : "fail",
        `${place3}${line2}：${fault.zh}`,
        `${place3}${fault.line ? `:${fault.line}` : ""}: ${fault.en}`,
        {
          ...more,
          file: place3
        }
      );
    }
    /** A fact that a reader should know though nothing is wrong. */
    notice(zh, en, draw2 = "") {
      this.notices.push({ zh, en, draw: draw2 });
    }
  };
  function worst2(findings) {
    return VERDICTS2[findings.reduce((found, { verdict: verdict2 }) => Math.max(found, VERDICTS2.indexOf(verdict2)), 0)];
  }
  function makeReport(findings, { genesis, checkpoint, now }) {
    const checks = CHECKS2.map(({ code, title: title2, holds: holds3 }) => {
      if (!findings.list.some((finding) => finding.code === code))
        findings.add(code, "unknown", "没有可以核验的内容", "there is nothing to judge");
      const mine = findings.list.filter((finding) => finding.code === code);
      return { code, title: title2, holds: holds3, verdict: worst2(mine), findings: mine };
    });
    const verdict2 = worst2(checks);
    const exit = { pass: 0, fail: 1, unknown: 3, pending: 3 }[verdict2];
    return { verdict: verdict2, exit, checks, notices: findings.notices, genesis, checkpoint, now };
  }

  // results.js
  var LAST_RESORT = 90;
  async function checkResults(held, findings, source) {
    const { draw: draw2, records, course, teams } = held;
    if (saidWaiting(course, findings, "C17")) {
      if (records.rows.length)
        findings.add("C17", "fail", "没有抽签结果，却有检查结果", "results of a draw without outcome", { draw: draw2 });
      return;
    }
    if (!teams.states.length) {
      const en = "the teams can't be recomputed, so results can't be judged";
      findings.add("C17", "unknown", "检查组不能重算，结果无从核对", en, { draw: draw2 });
      return;
    }
    if (teams.lost !== Infinity) {
      const en = "a change couldn't be applied for want of evidence: the teams after it aren't known";
      findings.add("C17", "unknown", "有一次更换因证据不全不能重算，此后的检查组无从核对", en, { draw: draw2 });
    }
    const texts = resultTexts(held);
    const complete = await checkObjects(held, findings, texts, source);
    const openings = openingsOf(texts);
    checkOpenedTwice(held, findings, openings);
    await checkGhosts(held, findings, source, openings);
    if (complete)
      findings.add("C17", "pass", `${complete}户的结果齐全相符`, `the results of ${complete} objects are complete`, {
        draw: draw2,
        ...firstLine(texts)
      });
  }
  async function checkObjects(held, findings, texts, source) {
    const rows = new Map(Array.from(held.teams.now.keys(), (object2) => [object2, []]));
    for (const text2 of texts) {
      const { object: object2 } = text2.entry.record;
      rows.set(object2, [...rows.get(object2) || [], text2]);
    }
    let complete = 0;
    for (const [object2, mine] of rows) {
      const before2 = findings.list.length;
      await checkObject(held, findings, object2, mine, source);
      if (findings.list.length === before2) complete++;
    }
    return complete;
  }
  async function checkObject(held, findings, object2, rows, source) {
    const { draw: draw2, teams, course } = held;
    if (!teams.since.has(object2)) {
      const lost = teams.lost !== Infinity;
      const zh = lost ? `不知道${object2}是否抽中` : `${object2}没有被抽中，却有结果`;
      const en = lost ? `whether ${object2} was drawn isn't known` : `${object2} has a result but wasn't drawn`;
      findings.add("C17", lost ? "unknown" : "fail", zh, en, { draw: draw2, found: object2 });
      return;
    }
    const due = dueOf(held, object2);
    const expected = `≤ ${timeText(due)}`;
    if (!rows.length) {
      const late = course.now > due;
      const [zh, en] = late ? ["到期没有结果", "no result in time"] : ["尚无结果", "no result yet"];
      findings.add("C17", late ? "fail" : "pending", `${zh}：${object2}`, `${en}: ${object2}`, { draw: draw2, expected });
      return;
    }
    checkInTime2(held, findings, object2, rows[0].entry, due);
    checkChain2(held, findings, object2, rows);
    const replacedBy = ({ entry }) => rows.find((other) => other.entry.record.row === entry.record.replaces);
    for (const row2 of rows) await checkText2(held, findings, row2, { source, before: replacedBy(row2) });
  }
  function dueOf({ teams, commit }, object2) {
    const last = endOf(commit.inspect_by, LAST_RESORT);
    const team2 = teams.states[0].teams.get(object2) || [];
    const later2 = team2.every((inspector) => inspector === VACANT) || teams.since.get(object2) !== null;
    return later2 ? last : Math.min(endOf(commit.publish_by), last);
  }
  function checkInTime2({ draw: draw2, course }, findings, object2, { position, record }, due) {
    const logged = course.loggedBy(position, record.time, due);
    const more = { draw: draw2, found: record.time, expected: `≤ ${timeText(due)}` };
    const en = "no cosignature shows that the result was logged in time";
    if (logged === "late") findings.add("C17", "fail", `结果登记得太晚：${object2}`, `logged too late: ${object2}`, more);
    if (logged === "unshown")
      findings.add("C17", "unknown", `没有见证表明结果按期登记：${object2}`, `${en}: ${object2}`, more);
  }
  function checkChain2({ draw: draw2 }, findings, object2, rows) {
    let before2 = "";
    for (const { entry } of rows) {
      const { type, replaces, row: row2 } = entry.record;
      const kind = before2 === "" ? "result" : "correction";
      if (type !== kind || replaces !== before2)
        findings.add(
          "C17",
          "fail",
          `第${entry.position}条没有接续${object2}的前一条：两次结果，或更正没有写明所改的记录`,
          `entry ${entry.position} doesn't continue ${object2}'s row: two results, or a correction of another row`,
          { draw: draw2, found: `${type} ${replaces}`, expected: `${kind} ${before2}` }
        );
      before2 = row2;
    }
  }
  function openingsOf(texts) {
    const found = /* @__PURE__ */ new Map();
    for (const { text: text2 } of texts.filter((each) => each.text && each.text.opening)) {
      const { object_id: name } = text2.opening;
      found.set(name, (found.get(name) || /* @__PURE__ */ new Set()).add(text2.object));
    }
    return found;
  }
  function checkOpenedTwice({ draw: draw2 }, findings, openings) {
    for (const [name, aliases] of openings)
      if (aliases.size > 1)
        findings.add("C17", "fail", `${name}被揭名两次`, `${name} stands under two aliases`, {
          draw: draw2,
          found: Array.from(aliases).sort().join(" ")
        });
  }
  async function checkGhosts({ draw: draw2, course }, findings, source, openings) {
    const roster = course.ledger.history.roster("objects", course.commit.basis.size);
    if (!openings.size || !roster) return;
    const file = snapshot(roster.record.sha256);
    const data = await source.hash(file) === roster.record.sha256 ? await source.bytes(file) : null;
    const left = new Set(openings.keys());
    const listed = () => Array.from(objectRows(data, file), ([fields2]) => left.delete(fields2[0]));
    if (!data || !attempt(listed).value) return;
    for (const name of left)
      findings.add("C17", "fail", `${name}不在名录里`, `${name} wasn't on the roster`, { draw: draw2, file, found: name });
  }
  function firstLine(texts) {
    const first2 = texts.find(({ row: row2 }) => row2);
    return first2 ? { file: first2.file, expected: first2.entry.record.row, byHand: rowHashOf(first2.row) } : {};
  }

  // roster_timeline.js
  var CHANGES_HEADER2 = ["id", "change", "reason"];
  var INITIAL = "initial";
  var REASONS2 = /* @__PURE__ */ new Map([
    ["registered", "added"],
    ["moved-in", "added"],
    ["found", "added"],
    ["certified", "added"],
    ["deregistered", "removed"],
    ["revoked", "removed"],
    ["moved-out", "removed"],
    ["duplicate", "removed"],
    ["uncertified", "removed"],
    ["re-registered", "edited"],
    ["status", "edited"],
    ["corrected", "edited"],
    ["renewed", "edited"]
  ]);
  var PAUSE5 = 8192;
  var LF4 = 10;
  var MOST_PRINTED = 1e5;
  var AT_ONCE3 = 24;
  var Step = class {
    constructor({ position, record }, day, before2) {
      this.position = position;
      this.hash = record.sha256;
      this.file = snapshot(record.sha256);
      this.listHash = record.changes;
      this.list = snapshot(record.changes);
      this.day = day;
      this.before = before2;
      this.printed = "";
      this.missing = [];
      this.faults = [];
    }
  };
  var Timeline = class _Timeline {
    constructor(source) {
      this.source = source;
      this.steps = [];
      this.events = /* @__PURE__ */ new Map();
    }
    /**
     * The steps of roster records.
     *
     * @param {import("./ledger.js").Ledger} ledger
     * @param {object[]} entries of one table, in the order of the log
     * @param {{source: import("./published.js").Source, now: number, tick: (done: number) => Promise<void>,
     *   compared?: (step: Step) => boolean}} run which steps are compared by their snapshots; the others are taken from their
     *   lists, without rows
     */
    static async of(ledger, entries, { source, now, tick, compared: compared2 = () => true }) {
      const timeline2 = new _Timeline(source);
      for (const entry of entries) {
        const before2 = timeline2.steps.length ? timeline2.steps[timeline2.steps.length - 1] : null;
        timeline2.steps.push(new Step(entry, dayOf(ledger, entry, now), before2));
      }
      for (let at = 0; at < timeline2.steps.length; at += AT_ONCE3)
        await Promise.all(timeline2.steps.slice(at, at + AT_ONCE3).map(({ list: list2 }) => source.bytes(list2)));
      for (const [at, step] of timeline2.steps.entries()) {
        if (compared2(step)) await timeline2.compare(step, at, tick);
        else if (at > 0) await timeline2.take(step, at);
      }
      return timeline2;
    }
    /** Compares a step with the newest snapshot before it that can be read, and its list with the one just before it. */
    async compare(step, at, tick) {
      const data = await this.sound(step.file, step.hash);
      const changes = await this.sound(step.list, step.listHash);
      const older = await this.older(step);
      const comparable = data && (!step.before || older && older.file === step.before.file);
      const diff = data ? differences(older, { file: step.file, data }) : [].values();
      const found = await compareList(step, diff, comparable ? changes : null, tick);
      if (!changes) step.missing.push(step.list);
      if (data && found) this.last = { file: step.file, data };
      else step.missing.push(step.file);
      for (const change of found || []) this.remember({ at, ...change });
    }
    async older({ before: before2 }) {
      const last = this.last;
      if (!before2 || last && last.file === before2.file || before2.missing.includes(before2.file)) return last || null;
      const data = await this.sound(before2.file, before2.hash);
      return data ? { file: before2.file, data } : last || null;
    }
    /** Takes a step's changes as its list tells them. */
    async take(step, at) {
      const data = await this.sound(step.list, step.listHash);
      if (!data) step.missing.push(step.list);
      const lines = new Lines(step, data);
      for (; lines.line; lines.next()) {
        const [id, kind, reason] = lines.line;
        if (REASONS2.get(reason) === kind) this.remember({ id, at, kind, before: null, after: null });
        else lines.fault(id, `${id},${kind},…`);
      }
    }
    remember(change) {
      this.events.set(change.id, [...this.events.get(change.id) || [], change]);
    }
    /** Reads the rows of changes that were taken from a list. */
    async fill(changes) {
      for (const at of new Set(changes.filter(({ after, kind }) => !after && kind !== "removed").map((change) => change.at))) {
        const wanted2 = new Map(changes.filter((change) => change.at === at).map((change) => [change.id, change]));
        const { file, hash: hash2, missing: missing2 } = this.steps[at];
        const data = await this.sound(file, hash2);
        const read = () => {
          for (const row2 of rowsOf2({ file, data })) if (wanted2.has(row2.id)) wanted2.get(row2.id).after = row2;
        };
        if (!data || attempt(read).fault) missing2.push(file);
      }
    }
    /** The bytes of what is published with the logged hash; else null. */
    async sound(file, hash2) {
      return await this.source.hash(file) === hash2 ? this.source.bytes(file) : null;
    }
  };
  function dayOf(ledger, { position, record }, now) {
    const policy = governing(ledger, position, now);
    const seen = policy ? firstWatch(ledger, position, policy) : null;
    return dateOf(Math.max(parseTime(record.time), seen ? seen.time : 0));
  }
  async function compareList(step, changes, data, tick) {
    const [found, lines, group] = [[], new Lines(step, data), []];
    let count2 = 0;
    try {
      for (const change of changes) {
        if (++count2 % PAUSE5 === 0) await tick(count2);
        if (!change.kind) print(step, group);
        else {
          if (step.before) found.push(change);
          if (step.before) group.push(change);
          if (data) lines.explain(change);
        }
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      step.faults = [];
      return null;
    }
    print(step, group);
    lines.end();
    return found;
  }
  function print(step, group) {
    const side = (mark2, name) => group.map((each) => each[name] ? `${mark2} ${each[name].line}
` : "").join("");
    if (group.length && step.printed !== null) step.printed += side("<", "before") + side(">", "after");
    if (step.printed !== null && step.printed.length > MOST_PRINTED) step.printed = null;
    group.length = 0;
  }
  var Lines = class {
    constructor(step, data) {
      this.step = step;
      this.rows = data ? csvRows(data, CHANGES_HEADER2, step.list) : [].values();
      this.next();
    }
    next() {
      const { value, fault } = attempt(() => this.rows.next());
      if (fault) this.step.faults.push([fault.zh, fault.en, "", ""]);
      this.line = fault || value.done ? null : value.value[0];
    }
    /** A change without a reason that fits. */
    fault(id, expected) {
      const found = this.line ? this.line.join(",") : "";
      this.step.faults.push([`${id}的变更没有写明理由`, `a change of ${id} isn't explained`, found, expected]);
    }
    /** Takes the line of a change, and those before it, which tell of nothing. */
    explain({ id, kind }) {
      while (this.line && compareBytes(this.line[0], id) < 0) this.idle();
      const mine = this.line !== null && this.line[0] === id;
      const [, named, reason] = mine ? this.line : [];
      const fine = named === kind && (this.step.before ? REASONS2.get(reason) === kind : reason === INITIAL);
      if (!fine) this.fault(id, `${id},${kind},…`);
      if (mine) this.next();
    }
    idle() {
      const [zh, en] = ["变更清单写了没有发生的变更", "the list names a change that didn't happen"];
      this.step.faults.push([zh, en, this.line.join(","), ""]);
      this.next();
    }
    end() {
      while (this.line) this.idle();
    }
  };
  function* differences(older, newer) {
    if (older && older.file === newer.file) return;
    const [left, right] = [older ? rowsOf2(older) : [].values(), rowsOf2(newer)];
    let [a, b] = [left.next(), right.next()];
    while (!a.done || !b.done) {
      const [before2, after] = [a.done ? null : a.value, b.done ? null : b.value];
      const order = before2 && after ? compareBytes(before2.id, after.id) : before2 ? -1 : 1;
      if (order === 0) yield { id: after.id, kind: isSame(before2, after) ? "" : "edited", before: before2, after };
      else if (order < 0) yield { id: before2.id, kind: "removed", before: before2, after: null };
      else yield { id: after.id, kind: "added", before: null, after };
      if (order <= 0) a = left.next();
      if (order >= 0) b = right.next();
    }
  }
  function* rowsOf2({ file, data }) {
    const header = decodeUtf8(data.subarray(0, Math.max(0, data.indexOf(LF4))), file).split(",");
    for (const [id, line2] of sortedLines(data, header, file)) yield { id, header, line: line2 };
  }
  function isSame(before2, after) {
    return before2.line === after.line && before2.header.join() === after.header.join();
  }
  function valueOf2({ header, line: line2 }, column) {
    const at = header.indexOf(column);
    return at < 0 ? "" : fieldsOf(line2)[at];
  }

  // roster_changes.js
  var TABLES = { objects: "检查对象", inspectors: "检查人员" };
  var PANEL_COLUMNS = ["department", "skills", "certificate_until", "status", "reserve"];
  var SHOWN6 = 20;
  var LISTED2 = 20;
  async function checkRosters(ledger, findings, { source, courses, now, light, tick }) {
    const used = /* @__PURE__ */ new Map();
    for (const course of courses) used.set(course, await usedBy(course, source));
    const [only] = courses;
    const compared2 = light ? (step) => isLate(step, only, used.get(only)) : () => true;
    for (const table of courses.length ? Object.keys(TABLES) : []) {
      const entries = ledger.history.of("roster").filter(({ record }) => record.table === table);
      const timeline2 = await Timeline.of(ledger, entries, { source, now, tick, compared: compared2 });
      for (const course of courses) await checkDraw2(findings, course, { table, timeline: timeline2, used: used.get(course) });
    }
  }
  function isLate({ position, day }, { commit }, used) {
    return used !== null && position < commit.basis.size && used.from < day && day <= used.to;
  }
  async function checkDraw2(findings, course, { table, timeline: timeline2, used }) {
    const { draw: draw2, commit } = course;
    const known = timeline2.steps.filter(({ position }) => position < commit.basis.size);
    const last = known.length - 1;
    const before2 = findings.list.length;
    const edits = used ? await checkEdits(findings, course, { timeline: timeline2, used, table, last }) : [];
    checkReturns(findings, course, { table, timeline: timeline2, last });
    for (const file of timeline2.steps.flatMap(({ missing: missing2 }) => missing2)) {
      const en2 = "a roster or its change list isn't published, or isn't the logged content";
      findings.add("C19", "unknown", "名录或变更清单没有公布，或内容与登记的不同", en2, { draw: draw2, file });
    }
    for (const { list: file, faults } of known)
      for (const [zh2, en2, found, expected] of faults.slice(0, SHOWN6))
        findings.add("C19", "fail", zh2, en2, { draw: draw2, file, found, expected });
    if (!known.length || findings.list.length > before2) return;
    const shown3 = edits.slice(0, LISTED2).join("、") + (edits.length > LISTED2 ? "……" : "");
    const late = edits.length ? [`；抽签前改动过：${shown3}`, `; edited before the draw: ${shown3}`] : ["", ""];
    const zh = `${TABLES[table]}：${known.length}份名录的每个变更都有理由${late[0]}`;
    const en = `${table}: every change of ${known.length} rosters is explained${late[1]}`;
    findings.add("C19", "pass", zh, en, { draw: draw2, ...handLine(known) });
  }
  function handLine(known) {
    const last = known.filter(({ before: before2, printed }) => before2 && printed).pop();
    if (!last) return {};
    const expected = sha256Hex(last.printed);
    const byHand = `diff ${shellWord(last.before.file)} ${shellWord(last.file)} | grep '^[<>]' | sha256sum`;
    return { file: last.list, found: expected, expected, byHand };
  }
  function checkReturns(findings, { draw: draw2 }, { table, timeline: timeline2, last }) {
    for (const [id, changes] of timeline2.events) {
      const [past, later2] = [changes.filter(({ at }) => at <= last), changes.filter(({ at }) => at > last)];
      if (!past.length || past[past.length - 1].kind !== "removed" || !later2.length) continue;
      const en = `${id} left the ${table} roster before the draw's basis and came back after it`;
      findings.add("C19", "fail", `${id}在抽签的依据之前移出名录，之后又移回`, en, { draw: draw2, found: id });
    }
  }
  async function checkEdits(findings, course, { timeline: timeline2, used, table, last }) {
    const late = ({ at, kind }) => kind === "edited" && isLate(timeline2.steps[at], course, used);
    const edited = Array.from(timeline2.events.values()).filter((changes) => changes.some(late));
    const later2 = edited.map((changes) => changes.filter(({ at }) => at > last));
    await timeline2.fill(later2.flat());
    const edits = [];
    edited.forEach((changes, index) => {
      const past = changes.filter(({ at }) => at <= last);
      const { id, after: now } = past[past.length - 1];
      for (const column of used[table]) {
        const mine = past.filter((each) => late(each) && valueOf2(each.before, column) !== valueOf2(each.after, column));
        if (mine.length) edits.push(`${id} ${column}`);
        const old = new Set(mine.map(({ before: before2 }) => valueOf2(before2, column)));
        const back = later2[index].map(({ after }) => after ? valueOf2(after, column) : "").find((value) => old.has(value));
        if (!now || back === void 0 || back === valueOf2(now, column)) continue;
        const [zh, en] = [`${id}的${column}在抽签前临时改动，之后又改回`, `${column} of ${id} was edited before the draw and back after it`];
        findings.add("C19", "fail", zh, en, { draw: course.draw, found: valueOf2(now, column), expected: back });
      }
    });
    return edits;
  }
  async function usedBy({ ledger, commit, draw: draw2, committedAt }, source) {
    const read = (path, hash2, parse) => readable(source, { path, hash: hash2, parse });
    const [policy, items2] = ["policy", "items"].map((type) => inForce(ledger.history, type, commit.basis.size, commit.time));
    if (!policy || !items2) return null;
    const { numbers, focus } = await read(snapshot(policy.sha256, "json"), policy.sha256, parsePolicy) || {};
    const { items: list2 } = await read(snapshot(items2.sha256, "json"), items2.sha256, parseItems) || {};
    const order = await read(drawFile(draw2, "order.json"), commit.files["order.json"], parseOrder);
    if (!numbers || !list2 || !order) return null;
    const scopes = list2.filter(({ item }) => order.items.includes(item)).map(({ scope }) => scope);
    const attention = asks(order.strata, ATTENTION) && focus ? focus.public : [];
    const conditions = [...scopes, order.targeting, ...order.strata.map(({ where: where2 }) => where2), ...attention];
    const columns = new Set(conditions.flatMap((each) => each.map(({ column }) => column)));
    if (order.exclusions.includes(INACTIVE)) columns.add("status");
    const to = dateOf(committedAt);
    return {
      objects: OBJECTS_HEADER.filter((column) => columns.has(column)),
      inspectors: PANEL_COLUMNS,
      from: addDays(to, -numbers.edit_days),
      to
    };
  }

  // snapshot_files.js
  var SNAPSHOT = /^data\/snapshots\/([0-9a-f]{64})\.(?:csv|json)$/;
  var HASHES = /[0-9a-f]{64}/g;
  var LATIN3 = new TextDecoder("latin1");
  var LF5 = 10;
  async function checkSnapshotFolder(ledger, findings, source) {
    const before2 = findings.list.length;
    const bound = /* @__PURE__ */ new Map();
    for (const { record } of ledger.history.of("roster", "plan")) bound.set(snapshot(record.sha256), record);
    for (const { record } of ledger.history.of("items", "policy")) bound.set(snapshot(record.sha256, "json"), record);
    for (const [file, record] of bound) await compareHash(source, findings, file, record.sha256);
    await checkRowCounts(ledger, findings, source);
    await checkOthers(ledger, findings, source, bound);
    await checkFilings(ledger, findings, source);
    await checkUnknownDraws(ledger, findings, source);
    if (!ledger.size || findings.list.length > before2) return;
    findings.add(
      "C07",
      "pass",
      `${bound.size}份快照都按内容命名，都有登记`,
      `${bound.size} snapshots are named by their content and bound`
    );
  }
  async function checkAskedSnapshots(findings, source) {
    const told2 = new Set(findings.list.filter(({ code, verdict: verdict2 }) => code === "C07" && verdict2 === "fail").map(({ file }) => file));
    for (const file of Array.from(source.asked).sort()) {
      const found = SNAPSHOT.exec(file);
      if (found && !told2.has(file) && await source.bytes(file) !== null) await compareHash(source, findings, file, found[1]);
    }
  }
  async function checkRowCounts(ledger, findings, source) {
    for (const { record } of ledger.history.of("roster")) {
      const file = snapshot(record.sha256);
      const data = await source.bytes(file);
      const rows = data && data.length ? countLines(data) - 1 : record.rows;
      if (rows === record.rows) continue;
      const en = "the roster hasn't as many rows as its record says";
      findings.add("C07", "fail", "名录的行数与登记的不同", en, { file, found: rows, expected: record.rows });
    }
  }
  function countLines(data) {
    let lines = 0;
    for (let at = data.indexOf(LF5); at !== -1; at = data.indexOf(LF5, at + 1)) lines++;
    return lines;
  }
  async function checkOthers(ledger, findings, source, bound) {
    const named = new Set(ledger.entries.flatMap((entry) => LATIN3.decode(entry).match(HASHES) || []));
    for (const file of await source.paths()) {
      if (!file.startsWith("data/snapshots/") || bound.has(file)) continue;
      const found = SNAPSHOT.exec(file);
      if (!found || !named.has(found[1])) {
        findings.add("C07", "fail", "没有记录登记这份快照", "no record binds this snapshot", { file });
        continue;
      }
      const hash2 = await source.hash(file);
      if (hash2 === found[1]) continue;
      const [zh, en] = hash2 ? ["快照的内容与名称不符", "a snapshot whose content isn't its name"] : ["文件读不出", "the file can't be read"];
      const more = { file, found: hash2, expected: found[1], byHand: hashOfFile(file) };
      findings.add("C07", hash2 ? "fail" : "unknown", zh, en, more);
    }
  }
  async function checkFilings(ledger, findings, source) {
    const bound = /* @__PURE__ */ new Map();
    for (const { record } of ledger.history.of("report", "archive"))
      for (const name of Object.keys(record.files)) bound.set(filed(name, record.files[name]), record.files[name]);
    for (const [file, hash2] of bound) await compareHash(source, findings, file, hash2);
    for (const file of await source.paths()) {
      if (!file.startsWith(FILED) || bound.has(file)) continue;
      findings.add("C07", "fail", "没有记录登记这份报告", "no record binds this report", { file });
    }
  }
  async function checkUnknownDraws(ledger, findings, source, only = "") {
    for (const file of await source.paths()) {
      const found = /^draws\/([^/]+)\//.exec(file);
      if (!found || !EVIDENCE.test(file) || ledger.history.draws.has(found[1])) continue;
      if (only && found[1] !== only) continue;
      findings.add("C07", "fail", "总账里没有这次抽查", "the log has no such draw", { file });
    }
  }

  // changes.js
  var PREVENTED = "prevented";
  var Standing = class _Standing {
    constructor() {
      this.teams = /* @__PURE__ */ new Map();
      this.removed = /* @__PURE__ */ new Map();
      this.prevented = /* @__PURE__ */ new Set();
      this.loads = /* @__PURE__ */ new Map();
      this.removals = /* @__PURE__ */ new Map();
    }
    /** The standing right after the outcome, from the rows of teams.csv. */
    static afterDraw(teams) {
      const standing2 = new _Standing();
      standing2.teams = teamsByObject(teams);
      for (const { inspector_id } of teams) {
        if (inspector_id !== VACANT) standing2.loads.set(inspector_id, (standing2.loads.get(inspector_id) || 0) + 1);
      }
      return standing2;
    }
    /** A copy that later changes don't touch. */
    copy() {
      const other = new _Standing();
      other.teams = new Map(Array.from(this.teams, ([object2, team2]) => [object2, team2.slice()]));
      other.removed = new Map(Array.from(this.removed, ([object2, ids2]) => [object2, new Set(ids2)]));
      other.prevented = new Set(this.prevented);
      other.loads = new Map(this.loads);
      other.removals = new Map(this.removals);
      return other;
    }
  };
  function substitute(panel, seats, { changeSeed: changeSeed2, objectId, members, barred }) {
    const able = panel.filter((row2) => row2.excluded === "" && !barred.has(row2.inspector_id));
    const choices = seats.map((seat2) => fitting(panel, seat2));
    for (const pool of [regular(able), able]) {
      const helpers = new Set(pool.map((row2) => row2.inspector_id));
      const ranked = Array.from(helpers).filter((inspector) => !members.includes(inspector)).map((inspector) => ({ inspector, ticket: inspectorTicket(changeSeed2, objectId, inspector) })).sort((a, b) => compareBytes(a.ticket, b.ticket) || compareBytes(a.inspector, b.inspector));
      const found = ranked.find(({ inspector }) => seatable([...members, inspector], choices, helpers));
      if (found) return found;
    }
    return { inspector: VACANT, ticket: "" };
  }
  function leaving(standing2, removals, settled) {
    for (const removal2 of removals) if (removal2.code === PREVENTED) standing2.prevented.add(removal2.inspector);
    const left = removals.slice();
    const found = [];
    for (const [object2, team2] of standing2.teams) {
      team2.forEach((inspector, seat2) => {
        const at = left.findIndex((removal2) => removal2.object === object2 && removal2.inspector === inspector);
        if (at >= 0) left.splice(at, 1);
        const gone = standing2.prevented.has(inspector) && !settled.has(object2);
        if (at >= 0 || gone) found.push({ object: object2, seat: seat2, inspector });
      });
    }
    return found;
  }
  function nextObject(standing2, frame, changeSeed2, replaced) {
    const at = frame.find(replaced);
    const prefix = new PrefixHash(`${changeSeed2}:object:`);
    let best = null;
    for (let row2 = 0; at >= 0 && row2 < frame.size; row2++) {
      if (frame.stratum[row2] !== frame.stratum[at] || frame.excluded[row2] !== 0) continue;
      const key = prefix.key(frame.idBytes(row2));
      if (best && key > best.key) continue;
      const { object_id } = frame.row(row2);
      if (standing2.teams.has(object_id)) continue;
      const ticket = prefix.hex(bytesOf(object_id));
      if (!best || ticket < best.ticket) best = { key, ticket, object_id };
    }
    return best;
  }
  function supplementRows(standing2, { frame, panel, seats, changeSeed: changeSeed2 }, replaced) {
    const next = nextObject(standing2, frame, changeSeed2, replaced);
    if (!next) return [{ kind: "supplement", object_id: VACANT, removed: replaced, added: "", ticket: "" }];
    const draw2 = new TeamDraw(panel, seats, { loads: standing2.loads, barred: standing2.prevented });
    const team2 = draw2.team(changeSeed2, next.object_id);
    standing2.loads = draw2.loads;
    standing2.teams.set(
      next.object_id,
      team2.map((member) => member.inspector_id)
    );
    const { object_id, ticket } = next;
    return [
      { kind: "supplement", object_id, removed: replaced, added: "", ticket },
      ...team2.map((row2) => ({ kind: "member", object_id, removed: "", added: row2.inspector_id, ticket: row2.ticket }))
    ];
  }
  function applyChange2(standing2, change) {
    const vacancies = leaving(standing2, change.removals, change.settled || /* @__PURE__ */ new Set());
    for (const { object: object2, seat: seat2, inspector } of vacancies) {
      if (inspector === VACANT) continue;
      standing2.teams.get(object2)[seat2] = VACANT;
      standing2.removed.set(object2, (standing2.removed.get(object2) || /* @__PURE__ */ new Set()).add(inspector));
      standing2.removals.set(object2, (standing2.removals.get(object2) || 0) + 1);
    }
    const rows = vacancies.map(({ object: object2, seat: seat2, inspector }) => {
      const team2 = standing2.teams.get(object2);
      const found = substitute(change.panel, change.seats, {
        changeSeed: change.changeSeed,
        objectId: object2,
        members: team2.filter((member) => member !== VACANT),
        barred: /* @__PURE__ */ new Set([...standing2.removed.get(object2) || [], ...standing2.prevented])
      });
      team2[seat2] = found.inspector;
      return { kind: "substitute", object_id: object2, removed: inspector, added: found.inspector, ticket: found.ticket };
    });
    for (const replaced of change.supplements) rows.push(...supplementRows(standing2, change, replaced));
    return rows;
  }

  // teams_in_force.js
  var TeamsInForce = class {
    constructor() {
      this.steps = [];
      this.states = [];
      this.since = /* @__PURE__ */ new Map();
      this.lost = Infinity;
    }
    /** The teams after the last change. */
    get now() {
      return this.states.length ? this.states[this.states.length - 1].teams : /* @__PURE__ */ new Map();
    }
    /** The teams in force for an entry at `position`. */
    at(position) {
      const known = this.states.filter(({ from }) => from < position);
      return known.length ? known[known.length - 1].teams : /* @__PURE__ */ new Map();
    }
  };
  function teamsInForce(held, known) {
    const found = new TeamsInForce();
    const { outcome, changes } = held.records;
    const members = held.computed.teams || held.read("teams.csv", parseTeams);
    if (!outcome || !members) return found;
    const standing2 = Standing.afterDraw(members);
    for (const object2 of standing2.teams.keys()) found.since.set(object2, null);
    found.states.push({ from: outcome.position, teams: standing2.copy().teams });
    let whole2 = true;
    for (const entry of changes) {
      const step = whole2 ? applied(held, standing2, entry, known) : unjudged(held, entry);
      found.steps.push(step);
      whole2 = step.rows !== null;
      if (step.missing) found.lost = Math.min(found.lost, step.done.position);
      if (!step.rows) continue;
      found.states.push({ from: step.done.position, teams: standing2.copy().teams });
      for (const { kind, object_id } of step.rows)
        if (kind === "supplement" && object_id !== VACANT) found.since.set(object_id, entry);
    }
    return found;
  }
  function doneOf({ records }, entry) {
    return records.changed.find(({ record }) => record.number === entry.record.number) || null;
  }
  function unjudged(held, entry) {
    const wrong = [["前一次更换不成立，无法判断", "the change before it doesn't hold, it can't be judged"]];
    return { entry, done: doneOf(held, entry), proven: null, wrong, rows: null };
  }
  function applied(held, standing2, entry, known) {
    const done = doneOf(held, entry);
    const wrong = notAllowed(held, standing2, entry);
    const step = { entry, done, proven: null, wrong, rows: null };
    if (!done) return step;
    const { beacon: beacon2, removals, supplements } = entry.record;
    step.proven = known.prove({ ...beacon2, answer: done.record.answer });
    const { frame, panel, commit, records, draw: draw2 } = held;
    step.missing = !frame || !panel;
    if (wrong.length || !step.proven.value || step.missing) return step;
    step.rows = applyChange2(standing2, {
      frame,
      panel,
      seats: commit.team.seats,
      changeSeed: changeSeed(draw2, entry.hash, step.proven.value.value),
      removals,
      supplements: supplements.map(({ object: object2 }) => object2),
      settled: records.settledBefore(entry.position)
    });
    return step;
  }
  function notAllowed(held, standing2, entry) {
    const { removals, supplements } = entry.record;
    const wrong = [...removalsWrong(held, standing2, entry), ...supplementsWrong(held, standing2, entry)];
    if (!removals.length && !supplements.length) wrong.push(["更换没有内容", "the change is empty"]);
    return wrong;
  }
  function removalsWrong({ records }, standing2, { record, position }) {
    const settled = records.settledBefore(position);
    const ranks = new Map(Array.from(standing2.teams.keys(), (object2, rank) => [object2, rank]));
    const [wrong, places, used] = [[], [], /* @__PURE__ */ new Map()];
    for (const { object: object2, inspector, code } of record.removals) {
      const team2 = standing2.teams.get(object2) || [];
      const seats = team2.map((member, seat2) => member === inspector ? seat2 : -1).filter((seat2) => seat2 >= 0);
      const nth = used.get(`${object2} ${inspector}`) || 0;
      used.set(`${object2} ${inspector}`, nth + 1);
      if (nth >= seats.length || inspector === VACANT !== (code === "vacant")) {
        wrong.push([`${inspector}不在${object2}的检查组里`, `${inspector} isn't in the team of ${object2}`]);
        continue;
      }
      places.push([ranks.get(object2), seats[nth]]);
      if (settled.has(object2)) wrong.push([`${object2}已经有结果`, `${object2} has a result already`]);
    }
    const ordered = places.every(
      ([rank, seat2], at) => at === 0 || places[at - 1][0] < rank || places[at - 1][0] === rank && places[at - 1][1] <= seat2
    );
    if (!ordered) wrong.push(["换下的人没有按序号、席位排列", "the removals aren't by rank, then seat"]);
    return wrong;
  }
  function supplementsWrong({ records, frame }, standing2, { record, position }) {
    const earlier = records.changes.filter((entry) => entry.position < position).map((entry) => entry.record);
    const replaced = [...earlier, record].flatMap(({ supplements }) => supplements.map(({ object: object2 }) => object2));
    const wrong = [];
    for (const { object: object2 } of record.supplements) {
      const listed = !frame || frame.find(object2) >= 0;
      if (!standing2.teams.has(object2) || !listed) wrong.push([`${object2}没有被抽中`, `${object2} wasn't drawn`]);
      else if (replaced.filter((each) => each === object2).length > 1)
        wrong.push([`${object2}已经补过`, `${object2} was supplemented before`]);
    }
    return wrong;
  }

  // timing.js
  var BASIS_AGE = 7 * DAY5;
  function checkTime2(course, findings) {
    const add2 = (verdict2, zh, en, more) => findings.add("C10", verdict2, zh, en, { draw: course.draw, ...more });
    if (!course.policy || !course.watchers) {
      add2("unknown", "封存时的签名规定没有公布", "the trust policy at the commit isn't published");
      return;
    }
    if (course.isVoid) {
      add2("pass", "已作废，没有抽取", "void: nothing was drawn");
      return;
    }
    checkOrder2(course, add2);
    checkNotice(course, add2);
    checkBasis2(course, add2);
    checkClosed(course, findings, add2);
    checkAbsent(course, add2);
  }
  function checkOrder2({ position, records }, add2) {
    const { close, outcome } = records;
    const bad = (zh, en, entry) => add2("fail", zh, en, entry ? { found: entry.position } : {});
    const astray = records.reveals.find(
      (entry) => entry.position < position || close && entry.position > close.position
    );
    if (astray) bad("拆封不在封存与封签之间", "a reveal isn't between commit and close", astray);
    if (!close) {
      if (outcome) bad("没有封签就有结果", "an outcome without a close");
      return;
    }
    if (close.position < position) bad("封签在封存之前", "the close comes before the commit");
    const between = [...records.closes.slice(1), ...records.changes, ...records.rows].find(
      (entry) => close.position < entry.position && (!outcome || entry.position < outcome.position)
    );
    if (between)
      bad(
        `封签之后、结果之前又有第${between.position}条`,
        `entry ${between.position} stands between close and outcome`,
        between
      );
    if (outcome && outcome.position < close.position) bad("结果在封签之前", "the outcome comes before the close");
    if (records.ceremonies.some((entry) => entry.position < close.position))
      bad("摇号早于封签", "the ceremony comes before the close");
  }
  function checkNotice({ earliest: earliest2, commit, policy }, add2) {
    const due = parseTime(commit.reveal_by) + policy.notice;
    if (earliest2 >= due) return;
    add2("fail", "随机数离拆封截止太近", "the beacon comes too soon after reveal_by", {
      found: timeText(earliest2),
      expected: `≥ ${timeText(due)}`
    });
  }
  function checkBasis2({ ledger, watchers, commit, position, committedAt }, add2) {
    const { size: size2 } = commit.basis;
    if (size2 > position) {
      add2("fail", "依据在封存之后", "the basis lies after the commit", { found: size2, expected: `≤ ${position}` });
      return;
    }
    const watch = watches(ledger, watchers).find((each) => each.size === size2);
    const file = checkpointFile(size2);
    if (!watch) {
      const en = `the basis of ${size2} entries isn't a cosigned checkpoint`;
      add2(watchers.isWatched ? "fail" : "unknown", `依据的总账指纹（${size2}条）没有法定见证`, en, { file, found: size2 });
    } else if (committedAt - watch.time > BASIS_AGE) {
      add2("fail", "依据的总账指纹超过七天", "the basis is older than 7 days", {
        file,
        found: timeText(committedAt),
        expected: `≤ ${timeText(watch.time + BASIS_AGE)}`
      });
    }
  }
  function checkClosed(course, findings, add2) {
    const { closing, watchers, deadline, now, committedAt, earliest: earliest2 } = course;
    const expected = `≤ ${timeText(deadline)}`;
    if (closing) {
      if (committedAt > closing.time)
        add2("fail", "封存所写的时间晚于见证的时间", "the commit is dated after it was cosigned", {
          found: timeText(committedAt),
          expected: `≤ ${timeText(closing.time)}`
        });
      const minutes = Math.floor((earliest2 - closing.time) / 60);
      const { outside } = course;
      if (outside.length === 1)
        findings.notice(`只有一位局外见证人：${outside[0]}`, `the only outside witness is ${outside[0]}`, course.draw);
      add2(
        "pass",
        `封存、拆封、封签在随机数出来前${minutes}分钟已有见证：${closing.names.join("、")}`,
        `commit, reveals and close were cosigned ${minutes} minutes before the beacon by ${closing.names.join(", ")}`,
        { file: closing.held.path, found: timeText(closing.time), expected, byHand: witnessLine(watchers, closing.held) }
      );
    } else if (!watchers.isWatched) {
      const en = "no witness was asked for: only the bureau itself watched";
      add2("unknown", "没有要求见证：只有本局自己看见", en);
    } else if (now <= deadline) {
      const [zh, en] = course.records.close ? ["封签尚待见证", "the close waits for the witnesses"] : ["尚未封签", "not closed yet"];
      add2("pending", zh, en, { expected });
    } else {
      const late = course.closeWatches.map(({ time: time2 }) => time2);
      const zh = course.records.close ? "封签没有及时得到法定见证" : "到期没有封签";
      const found = late.length ? timeText(Math.min(...late)) : "";
      add2("fail", zh, "no quorum-cosigned close in time", { found, expected });
    }
  }
  function checkAbsent({ draw: draw2, records, commit, closeWatches }, add2) {
    const { close } = records;
    if (!close || !Object.values(close.record.reveals).includes(ABSENT)) return;
    const first2 = Math.min(parseTime(close.record.time), ...closeWatches.map(({ time: time2 }) => time2));
    if (first2 >= parseTime(commit.reveal_by)) return;
    add2("fail", "有参与方缺席，封签却早于拆封截止", "closed before reveal_by though somebody is ABSENT", {
      file: drawFile(draw2, "close.note"),
      found: timeText(first2),
      expected: `≥ ${commit.reveal_by}`
    });
  }

  // verify.js
  var ROOTS = [CHECKPOINT2, TRUST, BUREAU, LISTING];
  async function verify(read, { now, genesis = "", since, frameKeys = {}, draw: draw2 = "", light = draw2 !== "", files: files2, onProgress } = {}) {
    const moment2 = parseTime(now);
    const run3 = new Run(read, { now: moment2, genesis, files: files2, onProgress, only: light ? draw2 : "" });
    await run3.readLog(since);
    await run3.checkLedger();
    await run3.guard("C07", "", () => run3.checkShared());
    await run3.checkDraws(draw2, frameKeys);
    const { findings, ledger, source } = run3;
    await run3.guard("C17", "", () => checkNonrandom(ledger, findings, { source, now: moment2 }));
    await run3.checkRest(draw2);
    if (run3.only) await run3.guard("C07", "", () => checkAskedSnapshots(findings, source));
    if (draw2) keepOnly(findings, draw2);
    return makeReport(findings, {
      genesis: { hash: ledger.genesis, pinned: genesis },
      checkpoint: checkpointOf(ledger),
      now: timeText(moment2)
    });
  }
  var Run = class {
    constructor(read, { now, genesis, files: files2, onProgress, only }) {
      this.source = new Source(read, files2);
      this.now = now;
      this.genesis = genesis;
      this.onProgress = onProgress;
      this.only = only;
      this.findings = new Findings();
    }
    tell(step, draw2, done = 0) {
      return this.onProgress && this.onProgress({ draw: draw2, step, done, findings: this.findings.list });
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
      for (const { draw: draw2, records, outside } of this.courses.values())
        if (records.outcome && !outside.length) this.findings.unwatched.add(draw2);
    }
    /** Whether an entry is left to the verification of another draw. */
    skipped({ record }) {
      return Boolean(this.only && record && record.draw && record.draw !== this.only);
    }
    /**
     * Runs one check. Evidence crafted to break it off must not silence the others; what `read` raises isn't the
     * evidence's doing and goes on.
     */
    async guard(code, draw2, work) {
      try {
        await work();
      } catch (error) {
        if (error === this.source.failure) throw error;
        const [zh, en] = [
          `这一项中途停止（${error.name}）：证据刻意写坏，或程序有误，请告诉我们`,
          `this check broke off (${error.name}): evidence made to break it, or a fault of the program; please tell us`
        ];
        this.findings.add(code, "unknown", zh, en, { draw: draw2 });
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
      const homeless = Array.from(ledger.history.draws.keys()).filter((draw2) => !courses.has(draw2));
      for (const draw2 of [...courses.keys(), ...homeless]) {
        if (only && draw2 !== only) continue;
        await this.tell("files", draw2);
        const records = ledger.history.draws.get(draw2);
        await this.guard("C07", draw2, () => checkFiles(records, findings, { source, known }));
        if (!courses.has(draw2)) continue;
        const held = await this.checkDraw(courses.get(draw2), frameKeys[draw2]);
        parallel.add(held, findings);
      }
    }
    /** C18 to C20, of one draw or of all. */
    async checkRest(only) {
      const { ledger, findings, source, now } = this;
      const courses = Array.from(this.courses.values()).filter(({ draw: draw2 }) => !only || draw2 === only);
      const tick = (done) => this.tell("results", only, done);
      await this.guard("C18", "", () => checkPublication(ledger, findings, { source, courses, now }));
      const light = this.only !== "";
      await this.guard("C19", "", () => checkRosters(ledger, findings, { source, courses, now, light, tick }));
      await this.guard("C20", "", () => checkPrivacy(ledger, findings, { source, only: this.only, tick }));
    }
    /** C08 to C17 of one draw. */
    async checkDraw(course, frameKey) {
      const { findings, source, now, known, earlier } = this;
      const { draw: draw2 } = course;
      const step = (name) => async (done) => this.tell(name, draw2, done);
      const guard = (code, work) => this.guard(code, draw2, work);
      const key = frameKey ? bytesOfHex(frameKey) : void 0;
      const held = await loadCase(course, source, { frameKey: key, tick: step("files") });
      await this.tell("frame", draw2);
      await guard("C08", () => checkFrame(held, findings, { source, earlier, now, tick: step("frame") }));
      await guard("C09", () => checkQuotas(held, findings));
      await guard("C09", () => noticeDraw(held, findings, source));
      await guard("C10", () => checkTime2(course, findings));
      await guard("C11", () => checkSecrets(course, findings));
      await this.tell("beacon", draw2);
      await guard("C12", () => checkBeacons(held, findings, known));
      await this.tell("draw", draw2);
      await guard("C13", async () => {
        held.computed = await compute(held, { known, tick: step("draw") });
        checkSeed(held, findings);
      });
      await guard("C14", () => checkSelection(held, findings));
      await guard("C15", () => checkTeams(held, findings));
      await this.tell("results", draw2);
      await guard("C16", () => {
        held.teams = teamsInForce(held, known);
        checkChanges(held, findings);
      });
      await guard("C17", () => checkResults(held, findings, source));
      return held;
    }
  };
  function keepOnly(findings, draw2) {
    findings.list = findings.list.filter((finding) => finding.draw === "" || finding.draw === draw2);
    findings.notices = findings.notices.filter((notice) => notice.draw === "" || notice.draw === draw2);
  }
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
      witnesses: witnesses.map(({ name, outside, vkey }) => ({ name, outside, time: timeText(times.get(vkey)) }))
    };
  }

  // page/running.js
  var SHORT = 2e4;
  var TICK = 80;
  var STEPS = {
    log: ["C01", "C02", "C03", "C04", "C05", "C06"],
    files: ["C07"],
    frame: ["C08", "C09", "C10", "C11"],
    beacon: ["C12"],
    draw: ["C13", "C14", "C15"],
    results: ["C16", "C17", "C18", "C19", "C20"]
  };
  async function run2(reader, options, tell) {
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
      onProgress: (event2) => teller.progress(event2)
    });
    const checks = report.checks.map(judged);
    teller.settle(checks);
    return { report: { ...report, checks }, context: { ...context, files: reader.files, bytes: reader.bytes } };
  }
  var Teller = class {
    constructor(reader, draw2, tell) {
      Object.assign(this, { reader, draw: draw2, tell, rows: 0, told: 0, step: "", settled: /* @__PURE__ */ new Map(), started: performance.now() });
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
      if (!next && now - this.told < TICK) return void 0;
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
      const before2 = names.slice(0, names.indexOf(step)).flatMap((name) => STEPS[name]);
      if (!findings) return;
      const mine = findings.filter((finding) => finding.draw === "" || finding.draw === this.draw);
      this.settle(before2.map((code) => judged({ code, findings: mine.filter((finding) => finding.code === code) })));
    }
    /** Tells of checks; of one that was told before only where something was found since. */
    settle(checks) {
      for (const check3 of checks) {
        const found = `${check3.verdict} ${check3.findings.length}`;
        if (this.settled.get(check3.code) === found) continue;
        this.settled.set(check3.code, found);
        this.tell({ type: "checked", check: check3, ms: performance.now() - this.started, done: this.settled.size });
      }
    }
  };
  async function wanted(reader, draw2, { rows, snapshots }) {
    const listing = await json(reader, "evidence.json");
    const files2 = listing && Array.isArray(listing.files) ? listing.files.filter((path) => typeof path === "string") : [];
    const own = (path) => path.startsWith(`draws/${draw2}/`) && (rows <= SHORT || !path.endsWith("/frame.csv"));
    const rosters = rows <= SHORT ? snapshots : [];
    return files2.filter((path) => /^(?:log|keys|data\/nonrandom)\/|^data\/snapshots\/.*\.json$/.test(path) || own(path) || rosters.includes(path));
  }

  // page/sandbox.js
  var LISTED3 = 8;
  var BIG = 2 ** 20;
  async function openSandbox(place3, { draw: draw2, reader }) {
    const path = (name) => `draws/${draw2}/${name}`;
    const [seedData, frameData, selectionData, commit] = await Promise.all([
      reader.read(path("seed.txt")),
      reader.read(path("frame.csv")),
      reader.read(path("selection.csv")),
      noteOf(reader, path("commit.note"))
    ]);
    if (!seedData || !frameData || !selectionData || !commit) throw new Error("缺少这次抽签的文件");
    const published = new TextDecoder().decode(seedData);
    const drawn2 = parseSelection(selectionData);
    const frame = frameData.length <= BIG ? parseFrame(frameData) : null;
    const sizes = new Map(commit.quotas.map((quota2) => [quota2.stratum, quota2.size]));
    return new Sandbox(place3, { published, drawn: drawn2, frame, sizes });
  }
  var Sandbox = class {
    constructor(place3, { published, drawn: drawn2, frame, sizes }) {
      Object.assign(this, { published, drawn: drawn2, frame, sizes, original: sha256Hex(published) });
      this.text = h("textarea.sandbox__text", { id: "sandbox-text", rows: "10", spellcheck: "false", autocomplete: "off", autocapitalize: "off" });
      this.id = h("input", { id: "sandbox-id", type: "text", spellcheck: "false", autocomplete: "off" });
      this.out = h("div.sandbox__out");
      this.said = h("p.sandbox__said", { role: "status", "aria-live": "polite" });
      const change = h("button.button.button--second", { type: "button" }, "替我改一个字");
      const restore = h("button.button.button--second", { type: "button" }, "恢复原样");
      change.addEventListener("click", () => this.changeOne());
      restore.addEventListener("click", () => this.restore());
      for (const input of [this.text, this.id]) input.addEventListener("input", () => this.show());
      put(
        place3,
        h("div.field", {}, h("label", { for: "sandbox-text" }, "seed.txt（可以改任何一个字）"), this.text),
        h("p.check__actions", {}, change, restore),
        h("div.field", {}, h("label", { for: "sandbox-id" }, "编号（算它的签号）"), this.id),
        this.said,
        this.out
      );
      this.restore();
    }
    restore() {
      this.text.value = this.published;
      this.id.value = this.drawn.length ? this.drawn[0].object_id : "";
      this.show();
    }
    /** Changes the last hexadecimal digit of the text: the smallest thing that can be changed. */
    changeOne() {
      const text2 = this.text.value;
      const at = text2.search(/[0-9a-f]\n?$/);
      const digit = ((parseInt(text2[at], 16) || 0) + 1) % 16;
      this.text.value = `${text2.slice(0, at)}${digit.toString(16)}${text2.slice(at + 1)}`;
      this.show();
      this.text.focus();
      this.text.setSelectionRange(at, at + 1);
    }
    show() {
      const seed2 = sha256Hex(this.text.value.normalize("NFC"));
      const id = this.id.value.trim();
      const first2 = this.drawn[0] || { object_id: id };
      const rows = [
        this.row("种子（seed.txt 的 SHA-256）", this.original, seed2),
        this.row("签号", objectTicket(this.original, first2.object_id), objectTicket(seed2, id))
      ];
      const list2 = this.frame ? this.lists(seed2) : [h("p.quiet", {}, "名单很大，这里只算种子和签号。")];
      put(this.out, h("div.scroll", {}, h("table.stack", {}, h("thead", {}, h("tr", {}, h("td"), ["公布的", "现在的"].map((word) => h("th", { scope: "col" }, word)))), h("tbody", {}, rows))), list2);
    }
    row(name, before2, now) {
      const shown3 = pointed(now, difference(now, before2));
      return h("tr", {}, h("th", { scope: "row" }, name), h("td", { "data-label": "公布的" }, h("code.hash", {}, before2)), h("td", { "data-label": "现在的" }, shown3));
    }
    lists(seed2) {
      const now = select(this.frame, this.sizes, seed2);
      const before2 = new Set(this.drawn.map((row2) => row2.object_id));
      const kept = now.filter((row2) => before2.has(row2.object_id)).length;
      const same = seed2 === this.original;
      this.said.textContent = same ? `和公布的一样：抽中的 ${this.drawn.length} 户一户不差。` : `原来抽中的 ${this.drawn.length} 户，现在只有 ${kept} 户还会抽中。谁也算不出要改哪个字才能抽中想要的人。`;
      const column = (title2, rows) => h("div", {}, h("h3", {}, title2), h("ol.sandbox__list", {}, rows.slice(0, LISTED3).map((row2) => h("li", {}, h("span.code", {}, short(row2.object_id)), " ", h("span.quiet", {}, `${row2.ticket.slice(0, 8)}…`)))));
      return [h("div.sandbox__columns", {}, column(`公布的前 ${Math.min(LISTED3, this.drawn.length)} 位`, this.drawn), column("现在的前几位", now))];
    }
  };
  function short(id) {
    return id.length > 20 ? `${id.slice(0, 12)}…` : id;
  }

  // page/timeline.js
  async function timeline(reader, draw2) {
    const note = (name) => noteOf(reader, `draws/${draw2}/${name}`);
    const commit = await note("commit.note");
    if (!commit) return null;
    const say = speaker({ parties: holders(await json(reader, "keys/trust.json")) });
    const before2 = [event(commit.time, "抽签前封存", `登记了 ${Object.keys(commit.files).length} 个文件的哈希和 ${commit.parties.length} 个参与方的密封承诺`)];
    for (let number = 1; number <= commit.parties.length; number++) {
      const reveal = await note(`reveal-${number}.note`);
      if (reveal) before2.push(event(reveal.time, "拆封", `${say(reveal.party)}公开了自己的秘密值`));
    }
    const [ceremony, close, voided, outcome] = await Promise.all(["ceremony.note", "close.note", "void.note", "outcome.note"].map(note));
    if (close) before2.push(event(close.time, "封签", "此后再没有任何秘密"));
    if (voided) before2.push(event(voided.time, "作废", voided.reason));
    const seed2 = await textOf(reader, `draws/${draw2}/seed.txt`);
    const random = commit.beacons.map((beacon2) => {
      const line2 = seed2.split("\n").find((one) => one.startsWith(`beacon ${beacon2.source} ${beacon2.round} `));
      const value = line2 ? line2.split(" ")[3] : "";
      return event(beacon2.time, value ? "公共随机数产生" : "公共随机数将要产生", beaconSaid(beacon2.source, beacon2.round), { value, pending: !value });
    });
    if (ceremony) random.push(event(ceremony.time, "现场公开摇号", `摇得 ${ceremony.value}`));
    random.sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
    const after = outcome ? [event(outcome.time, "抽签结果", "按公布的规则算出")] : [];
    return h("ol.line", {}, phase("before", "之前：先封存", before2), phase("random", "公共随机数", random), after.length ? phase("after", "之后：照着算", after) : null);
  }
  function event(time2, title2, detail, { value = "", pending = false } = {}) {
    return { time: time2, title: title2, detail, value, pending };
  }
  function phase(kind, title2, events) {
    const items2 = events.map((one) => h(
      `li.line__event.line__event--${kind}${one.pending ? ".line__event--pending" : ""}`,
      {},
      h("p.line__time", {}, moment(one.time)),
      h("p.line__title", {}, one.title),
      h("p", {}, one.detail),
      one.value ? h("p", {}, "值 ", hash(one.value)) : null
    ));
    return [h(`li.line__phase.line__phase--${kind}`, {}, h("h3", {}, title2)), items2];
  }

  // page/offline_page.js
  var KINDS2 = { done: ["pass", "已抽签"], waiting: ["pending", "等待抽签"], void: ["void", "已作废"] };
  var OfflinePage = class {
    constructor(place3, held) {
      this.said = h("p", { role: "status", "aria-live": "polite" });
      this.list = h("div");
      this.one = h("div");
      put(place3, this.sources(held), this.said, this.list, this.one);
      if (held) this.use(heldReader(held), new URL(".", location.href));
      else this.said.textContent = "这个文件夹没有带证据的脚本（证据太多）。请把整个文件夹拖到上面，或者选择它。";
    }
    /** Where evidence can come from: what lies in the zip, or a folder given now. */
    sources(held) {
      const input = h("input", { id: "offline-folder", type: "file", webkitdirectory: true, multiple: true });
      const zone = h(
        "div.drop",
        {},
        h("p", {}, held ? "证据已经在这一页里。也可以换一份来核对：把另一个证据文件夹拖到这里，或者" : "把证据文件夹拖到这里，或者"),
        h("p", {}, h("label", { for: "offline-folder" }, "选择文件夹 "), input)
      );
      input.addEventListener("change", () => this.give(chosenFiles(input.files)));
      zone.addEventListener("dragover", (event2) => {
        event2.preventDefault();
        zone.classList.add("drop--over");
      });
      zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
      zone.addEventListener("drop", async (event2) => {
        event2.preventDefault();
        zone.classList.remove("drop--over");
        const dropped = droppedFiles(event2.dataTransfer);
        this.said.textContent = "正在读文件夹……";
        try {
          this.give(await dropped);
        } catch (error) {
          this.said.textContent = "读不出拖来的文件夹。请用“选择文件夹”。";
        }
      });
      return zone;
    }
    give(entries) {
      const files2 = publishedIn(entries);
      if (files2.size) this.use(folderReader(files2), null);
      else this.said.textContent = "这个文件夹里没有证据：应有 evidence.json。请选择解开 evidence.zip 得到的那个文件夹。";
    }
    /** Lists the draws of some evidence. */
    async use(reader, root2) {
      this.reader = reader;
      this.root = root2;
      put(this.list);
      put(this.one);
      try {
        this.directory = new LocalDirectory(reader);
        const index = await this.directory.index();
        this.said.textContent = `证据里有 ${index.draws.length} 次抽查，总账 ${index.size} 条。`;
        put(this.list, h("h2", {}, "选一次抽查"), h("ul.choices", {}, index.draws.map((entry) => this.choice(entry))), this.search());
      } catch (error) {
        this.said.textContent = `证据读不出：${error.zh || error.message}`;
      }
    }
    choice(entry) {
      const button = h("button.link", { type: "button" }, entry.title);
      button.addEventListener("click", () => this.open(entry));
      const [shape2, word] = KINDS2[entry.kind];
      return h("li", { "data-draw": entry.draw }, button, " ", h("span.code", {}, entry.draw), " ", mark(shape2, word));
    }
    search() {
      const section = h("section.now", {}, h("h2", {}, "查我的单位"), document.getElementById("firm-form").content.cloneNode(true));
      const about = { reader: this.reader, directory: this.directory, link: () => null };
      let search = null;
      wakeForm(section, async () => search = search || new FirmSearch(section, about));
      return section;
    }
    /** One draw: the check, the line of time, the sandbox. */
    async open(entry) {
      const place3 = h("div.check");
      const button = h("button.button", { type: "button" }, "现在就核对");
      const line2 = h("div");
      const title2 = h("h2", { id: "offline-draw", tabindex: "-1" }, entry.title, " ", h("span.code", {}, entry.draw));
      const start = async () => {
        button.disabled = true;
        const { reader } = this;
        const engine = Promise.resolve({ run: (options, tell) => run2(reader, options, tell), read: reader.read });
        await check({ place: place3, draw: entry.draw, root: this.root, memory: new Memory("offline"), engine, again: start });
        button.textContent = "再核对一次";
        button.disabled = false;
      };
      button.addEventListener("click", start);
      put(this.one, h("section.now", {}, title2, h("p.check__actions", {}, button), place3), line2, this.sandbox(entry));
      title2.focus();
      title2.scrollIntoView();
      put(line2, h("h2", {}, "先后次序：随机数产生之前和之后"), await timeline(this.reader, entry.draw));
    }
    sandbox(entry) {
      if (!entry.concluded) return null;
      const place3 = h("div.sandbox");
      const button = h("button.button.button--second", { type: "button" }, "打开试一试");
      button.addEventListener("click", async () => {
        await openSandbox(place3, { draw: entry.draw, reader: this.reader });
        button.remove();
      });
      return h("section.now", {}, h("h2", {}, "试一试：改一个字，什么都变"), h("p.check__actions", {}, button), place3);
    }
  };
  var place2 = document.getElementById("offline");
  if (place2) new OfflinePage(place2, globalThis.SHUANGSUIJI_EVIDENCE || null);
})();
