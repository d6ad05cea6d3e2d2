// @ts-check
/** .docx 里的字，一段一行，与引擎的 importer/draft.py 相同。不用别的程序：zip 的目录自己读，解压交给浏览器。 */
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const MOST = 50_000_000; // 一个部件解压后的字节
const ELSEWHERE = new Map([["header", "页眉"], ["footer", "页脚"], ["footnotes", "脚注"], ["endnotes", "尾注"], ["comments", "批注"]]);
export const BROKEN = "这个 .docx 读不出来，可能没有存完整。请用 WPS 打开，另存为 .docx 再核对。";

/** 读不了的文件；说明里写明怎么办。 */
export class Unreadable extends Error {}

/** @typedef {{name: string, method: number, crc: number, packed: number, size: number, at: number}} Entry zip 里的一个文件 */

/** @param {Uint8Array} bytes @returns {Promise<{lines: string[], unread: string[]}>} */
export async function docxText(bytes) {
  const entries = directory(bytes);
  const main = entries.find((entry) => entry.name === "word/document.xml");
  if (!main) throw new Unreadable(BROKEN);
  if (main.size > MOST) throw new Unreadable(`正文有 ${Math.floor(main.size / 1e6)} MB，太大了。请分成几份再核对。`);
  const xml = new DOMParser().parseFromString(new TextDecoder().decode(await unpacked(bytes, main)), "application/xml");
  if (xml.getElementsByTagName("parsererror").length) throw new Unreadable(BROKEN);
  const paragraphs = [...xml.getElementsByTagNameNS(W, "p")].filter((one) => !inside(one));
  const unread = [...ELSEWHERE].filter(([part]) => entries.some((entry) => new RegExp(`^word/(?:.*/)?${part}\\d*\\.[^./]*$`).test(entry.name))).map(([, words]) => words);
  if (xml.getElementsByTagNameNS(W, "txbxContent").length) unread.push("文本框");
  if (xml.getElementsByTagNameNS(W, "del").length) unread.push("修订中删去的字");
  return { lines: paragraphs.map(words), unread };
}

/** @param {Element} paragraph */
function words(paragraph) {
  let out = "";
  for (const node of paragraph.getElementsByTagNameNS(W, "*")) {
    const name = node.localName;
    if (!["t", "tab", "br", "noBreakHyphen"].includes(name) || holder(node) !== paragraph) continue;
    out += name === "t" ? node.textContent : name === "noBreakHyphen" ? "-" : " ";
  }
  return out.replace(/\n/g, " ");
}

/** 最近的段。 @param {Element} node @returns {Element|null} */
function holder(node) {
  for (let above = node.parentElement; above; above = above.parentElement) if (above.localName === "p" && above.namespaceURI === W) return above;
  return null;
}

/** 在文本框里。 @param {Element} node */
function inside(node) {
  for (let above = node.parentElement; above; above = above.parentElement) if (above.localName === "txbxContent") return true;
  return false;
}

/** @param {Uint8Array} bytes @returns {Entry[]} */
function directory(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Unreadable(BROKEN);
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Unreadable(BROKEN);
    const [name, extra, note] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + note;
  }
  return entries;
}

/**
 * 浏览器只会解 gzip（不加头的 deflate 要 Chromium 103），所以给 zip 里的字节配上 gzip 的头和尾；校验和不对就读不出来。
 * @param {Uint8Array} bytes @param {Entry} entry @returns {Promise<Uint8Array>}
 */
async function unpacked(bytes, entry) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (entry.at + 30 > bytes.length) throw new Unreadable(BROKEN);
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Unreadable(BROKEN);
  if (typeof DecompressionStream === "undefined") throw new Unreadable("这个浏览器打不开 .docx。请在 WPS 里全选、复制，粘贴到上面的框里。");
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, entry.crc, true);
  tail.setUint32(4, entry.size, true);
  const whole = new Blob([new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]), packed, tail.buffer]);
  const reader = whole.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MOST) throw new Unreadable("正文太大了。请分成几份再核对。");
      pieces.push(value);
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(BROKEN);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
