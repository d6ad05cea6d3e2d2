// @ts-check
import { words } from "../shared/day.js";
import { content, entries, stored, zipped } from "../shared/zip.js";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
const XML_SPACE = "http://www.w3.org/XML/1998/namespace";
const DOCUMENT = "word/document.xml";
const LONGEST = 400; // 表里最多加到的行数

/**
 * 把填的内容写进空白的 .docx：每一格还是内容控件，Word、WPS 可以接着填。
 * @param {Uint8Array} blank @param {Map<string, string>} values 格子的编号和内容，打勾的是 1 @returns {Promise<Blob>}
 */
export async function filledDocx(blank, values) {
  const files = entries(blank);
  const at = files.findIndex(({ name }) => name === DOCUMENT);
  const document = new DOMParser().parseFromString(new TextDecoder().decode(await content(files[at])), "application/xml");
  addRows(document, values);
  for (const control of [...document.getElementsByTagNameNS(W, "sdt")]) {
    const value = values.get(tag(control));
    if (value) enter(control, clean(value));
  }
  dropSpareLines(document, values);
  const text = new XMLSerializer().serializeToString(document).replace(/^<\?xml[^>]*\?>\s*/, "");
  files[at] = stored(DOCUMENT, new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`));
  return zipped(files);
}

/** @param {Element} control */
function tag(control) {
  return control.getElementsByTagNameNS(W, "tag")[0]?.getAttributeNS(W, "val") || "";
}

/**
 * 去掉 XML 里不能有的字符。
 * @param {string} text
 */
function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}

/** @param {Element} control @param {string} value */
function enter(control, value) {
  const inside = control.getElementsByTagNameNS(W, "sdtContent")[0];
  const run = inside.getElementsByTagNameNS(W, "r")[0];
  const box = control.getElementsByTagNameNS(W14, "checked")[0];
  const date = control.getElementsByTagNameNS(W, "date")[0];
  [...control.getElementsByTagNameNS(W, "showingPlcHdr")].forEach((mark) => mark.remove());
  if (box) box.setAttributeNS(W14, "w14:val", "1");
  if (date) date.setAttributeNS(W, "w:fullDate", `${value}T00:00:00Z`);
  write(run, box ? "☑" : date ? words(value) : value);
}

/**
 * 一段里的字，换行照写。
 * @param {Element} run @param {string} text
 */
function write(run, text) {
  const document = run.ownerDocument;
  [...run.children].forEach((child) => child.localName !== "rPr" && child.remove());
  text.split("\n").forEach((line, n) => {
    if (n) run.append(document.createElementNS(W, "w:br"));
    const piece = document.createElementNS(W, "w:t");
    piece.setAttributeNS(XML_SPACE, "xml:space", "preserve");
    piece.textContent = line;
    run.append(piece);
  });
}

/**
 * 网页上加了行的，在 Word 的表里也加：照最后一行再写一行。
 * @param {Document} document @param {Map<string, string>} values
 */
function addRows(document, values) {
  for (const key of values.keys()) {
    const [, part, row] = /^(p\d+)\.(\d+)\.\d+$/.exec(key) || [];
    for (let missing = part && Number(row) <= LONGEST; missing; ) missing = addRow(document, part, Number(row));
  }
}

/** @param {Document} document @param {string} part @param {number} wanted @returns {boolean} 还差 */
function addRow(document, part, wanted) {
  const cells = [...document.getElementsByTagNameNS(W, "sdt")].filter((c) => new RegExp(`^${part}\\.\\d+\\.\\d+$`).test(tag(c)));
  const last = cells[cells.length - 1];
  const at = last ? Number(tag(last).split(".")[1]) : wanted;
  if (at >= wanted) return false;
  const row = /** @type {Element} */ (last.closest("tr"));
  const copy = /** @type {Element} */ (row.cloneNode(true));
  [...copy.getElementsByTagNameNS(W, "sdt")].forEach((control) => {
    const [, , column] = tag(control).split(".");
    control.getElementsByTagNameNS(W, "tag")[0].setAttributeNS(W, "w:val", `${part}.${at + 1}.${column}`);
    control.getElementsByTagNameNS(W, "id")[0].setAttributeNS(W, "w:val", String(1e9 + Number(part.slice(1)) * 1e6 + (at + 1) * 100 + Number(column)));
  });
  row.after(copy);
  return at + 1 < wanted;
}

/**
 * 正文格在 Word 里一行一格：内容都写在第一行，其余的横线去掉。
 * @param {Document} document @param {Map<string, string>} values
 */
function dropSpareLines(document, values) {
  for (const control of [...document.getElementsByTagNameNS(W, "sdt")]) {
    const [, part] = /^(p\d+)\.\d+$/.exec(tag(control)) || [];
    const line = control.parentElement;
    if (part && values.get(part) && line?.localName === "p" && line.parentElement?.localName === "body") line.remove();
  }
}
