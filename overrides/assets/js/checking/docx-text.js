// @ts-check
import { content, entries } from "../shared/zip.js";

/** .docx 里的字，一段一行，与引擎的 importer/draft.py 相同。 */
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const MOST = 50_000_000; // 一个部件解压后的字节
const ELSEWHERE = new Map([["header", "页眉"], ["footer", "页脚"], ["footnotes", "脚注"], ["endnotes", "尾注"], ["comments", "批注"]]);
export const BROKEN = "这个 .docx 读不出来，可能没有存完整。请用 WPS 打开，另存为 .docx 再核对。";

/** 读不了的文件；说明里写明怎么办。 */
export class Unreadable extends Error {}

/** @param {Uint8Array} bytes @returns {Promise<{lines: string[], unread: string[]}>} */
export async function docxText(bytes) {
  const files = parts(bytes);
  const main = files.find((entry) => entry.name === "word/document.xml");
  if (!main) throw new Unreadable(BROKEN);
  if (main.size > MOST) throw new Unreadable(`正文有 ${Math.floor(main.size / 1e6)} MB，太大了。请分成几份再核对。`);
  const xml = new DOMParser().parseFromString(new TextDecoder().decode(await unpacked(main)), "application/xml");
  if (xml.getElementsByTagName("parsererror").length) throw new Unreadable(BROKEN);
  const paragraphs = [...xml.getElementsByTagNameNS(W, "p")].filter((one) => !inside(one));
  const unread = [...ELSEWHERE].filter(([part]) => files.some((entry) => new RegExp(`^word/(?:.*/)?${part}\\d*\\.[^./]*$`).test(entry.name))).map(([, words]) => words);
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

/**
 * 最近的段。
 * @param {Element} node @returns {Element|null}
 */
function holder(node) {
  for (let above = node.parentElement; above; above = above.parentElement) if (above.localName === "p" && above.namespaceURI === W) return above;
  return null;
}

/**
 * 在文本框里。
 * @param {Element} node
 */
function inside(node) {
  for (let above = node.parentElement; above; above = above.parentElement) if (above.localName === "txbxContent") return true;
  return false;
}

/** @param {Uint8Array} bytes @returns {import("../shared/zip.js").Entry[]} */
function parts(bytes) {
  try {
    return entries(bytes);
  } catch (error) {
    throw new Unreadable(BROKEN);
  }
}

/** @param {import("../shared/zip.js").Entry} entry @returns {Promise<Uint8Array>} */
async function unpacked(entry) {
  if (typeof DecompressionStream === "undefined") throw new Unreadable("这个浏览器打不开 .docx。请在 WPS 里全选、复制，粘贴到上面的框里。");
  try {
    return await content(entry, MOST);
  } catch (error) {
    throw new Unreadable(BROKEN);
  }
}
