/** What only paper needs: where this page stands on the net, as text and as a QR code. */

import { encodeQR } from "../vendor/qr.js";
import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules of white around a code
const LONGEST = 213; // bytes: more of them make a code too fine for paper

/**
 * A line that is shown on paper alone (page.css). Nothing where the page has no address, as offline.
 *
 * @param {string} address
 */
export function paperLine(address) {
  if (!/^https?:/.test(address)) return null;
  const code = codeOf(address);
  return h("div.paper", {}, code ? drawn(code) : null, h("p", {}, "本页网址：", h("span.code", {}, decodeURI(address)), "。用手机扫一扫，可以自己再核对一次。"));
}

/** The modules of a text's QR code with their white border, row by row, `true` for dark; null for too long a text. */
function codeOf(text) {
  return new TextEncoder().encode(text).length > LONGEST ? null : encodeQR(text, "raw", { ecc: "medium", border: QUIET });
}

function drawn(code) {
  const size = code.length;
  const picture = document.createElementNS(SVG, "svg");
  const common = { viewBox: `0 0 ${size} ${size}`, class: "paper__code", "aria-hidden": "true", focusable: "false", "shape-rendering": "crispEdges" };
  for (const [key, value] of Object.entries(common)) picture.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  const squares = code.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  path.setAttribute("d", squares.join(""));
  picture.append(path);
  return picture;
}
