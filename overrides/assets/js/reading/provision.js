// @ts-check
import { UNITS } from "../shared/contract.js";
import { toChinese } from "../shared/numerals.js";
/** 一条里的款、项、目：怎么称呼，原文是什么。编号取自元素的 id（art_4__para_1__subpara_2__point_1）。 */

/**
 * 直接在它下面的款、项或者目的 id。
 * @param {Element} article @param {string} eid
 */
export function children(article, eid) {
  const ids = [...article.querySelectorAll(".body > p[id]")].map((p) => p.id);
  return ids.filter((id) => id.startsWith(`${eid}__`) && !id.slice(eid.length + 2).includes("__"));
}

/**
 * 从条到它自己的各级 id。
 * @param {string} article @param {string} eid
 */
export function chain(article, eid) {
  const rest = eid.slice(article.length).split("__").slice(1);
  return rest.map((_, i) => [article, ...rest.slice(0, i + 1)].join("__"));
}

/**
 * 第一款、第（二）项、第一目。
 * @param {string} eid
 */
export function unit(eid) {
  const [name, number = ""] = eid.slice(eid.lastIndexOf("__") + 2).split("_");
  const [head, tail] = number.split("-").map((n) => toChinese(Number(n)));
  const shown = name === "subpara" ? `（${head}）` : head;
  return `第${shown}${UNITS[name]}${tail ? `之${tail}` : ""}`;
}

/**
 * 只有一款的条，说到项时不写款。
 * @param {Element} article
 */
export function single(article) {
  const below = children(article, article.id);
  return below.length === 1 && below[0].includes("__para_");
}

/**
 * 第四条第一款第（二）项。
 * @param {Element} article @param {string} eid
 */
export function place(article, eid) {
  const levels = chain(article.id, eid);
  return (article.querySelector(".no")?.textContent || "") + levels.slice(single(article) ? 1 : 0).map(unit).join("");
}

/**
 * 原文：不带条标、款序、按钮；引到项、目时不带它自己的序号。
 * @param {Element} article @param {string} eid
 */
export function plainWords(article, eid) {
  let at = "";
  const wanted = [...article.querySelectorAll(".body > p:not(.rb-note)")].filter((p) => {
    at = p.id || at.split("__").slice(0, 2).join("__"); // 没有编号的一段接着本款
    return eid === article.id || at === eid || at.startsWith(`${eid}__`);
  });
  return wanted.map((p) => (p.id === eid ? own(p) : p.textContent || "").trim()).join("\n");
}

/** @param {Element} paragraph */
function own(paragraph) {
  const copy = /** @type {Element} */ (paragraph.cloneNode(true));
  copy.querySelector("i")?.remove();
  return copy.textContent || "";
}

/**
 * 加引号引用：里面的双引号改单引号，单引号改双引号。
 * @param {string} text
 */
export function quoted(text) {
  const inner = { "“": "‘", "”": "’", "‘": "“", "’": "”" };
  return `“${text.replace(/[“”‘’]/g, (mark) => inner[/** @type {keyof typeof inner} */ (mark)])}”`;
}
