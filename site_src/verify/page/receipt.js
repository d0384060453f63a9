/** A firm's receipt in a blinded draw: pasted as text, or read from a photograph. */

import { alias } from "../hashing.js";

const MOST_PIXELS = 1600; // a side
const HEX64 = /^[0-9a-f]{64}$/;
const DRAW = /^[0-9]{4}-[0-9]{3,}$/;
const IDENTIFIER = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;

/** Something about a receipt that its holder can put right. */
export class BadReceipt extends Error {}

/**
 * The receipt in a text: `{draw, objectId, salt, stratum, excluded, genesis, alias}`. White space doesn't matter: people
 * paste from anywhere.
 *
 * @throws {BadReceipt} with words for the reader
 */
export function parseReceipt(text) {
  let value;
  try {
    value = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  } catch (error) {
    throw new BadReceipt("这不是凭条的内容。凭条的文字从 { 开始，到 } 结束，请整段粘贴。");
  }
  const { draw, opening, stratum, excluded, genesis } = value;
  const good =
    DRAW.test(draw) && opening && IDENTIFIER.test(opening.object_id) && HEX64.test(opening.salt) &&
    IDENTIFIER.test(stratum) && typeof excluded === "string" && HEX64.test(genesis);
  if (!good) throw new BadReceipt("凭条的内容不全，或者抄错了。请整段粘贴，不要改动。");
  const { object_id: objectId, salt } = opening;
  return { draw, objectId, salt, stratum, excluded, genesis, alias: alias(draw, objectId, salt) };
}

/** The library that reads codes: no browser does so by itself on plain http. Fetched only when it is wanted. @throws {BadReceipt} */
async function decoder() {
  try {
    return (await import("../vendor/qr_reader.js")).decodeQR;
  } catch (error) {
    throw new BadReceipt("识别二维码的程序没有取到（网络中断？）。请再试一次，或者粘贴凭条的文字。");
  }
}

/** The text of the QR code in an image. @throws {BadReceipt} */
export async function scan(file) {
  const [decode, image] = [await decoder(), await pixels(file)];
  try {
    return decode(image);
  } catch (error) {
    throw new BadReceipt("图片里没有找到二维码。请拍得近一些、正一些，或者粘贴凭条的文字。");
  }
}

/** An image's pixels, made smaller where a camera gave more than a code needs. @throws {BadReceipt} */
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
