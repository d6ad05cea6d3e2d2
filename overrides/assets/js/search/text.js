// @ts-check
import { toNumber } from "../shared/numerals.js";
/** 检索用的字词，和 rulebook/search/tokens.py 一致。 */

const NUMERAL = /[零〇一二两三四五六七八九十百千万]+(?=[个日天年月周条款项人家元次份小分倍成季岁本名件号章节编])/g;

/** @param {string} text */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(NUMERAL, (n) => String(toNumber(n) ?? n)).replace(/(\d)天/g, "$1日");
}

/**
 * 去掉标点空格，用来比名字。
 * @param {string} text
 */
export function bare(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^\u3400-\u9fffa-z0-9]/g, "");
}

/** @param {string} text @returns {string[]} */
export function terms(text) {
  const out = [];
  for (const run of fold(text).split(/[^\u3400-\u9fffa-z0-9\s]+/)) {
    const units = run.match(/[\u3400-\u9fff]|[a-z0-9]+/g) || [];
    units.forEach((unit, i) => {
      if (i) out.push(units[i - 1] + unit);
    });
    out.push(...units);
  }
  return out;
}

/**
 * 相邻的两个字。
 * @param {string} text @returns {string[]}
 */
export function pairs(text) {
  return [...text].slice(1).map((c, i) => text[i] + c);
}

/**
 * 相邻的两个字有几成相同。
 * @param {Set<string>} said @param {string} text
 */
export function close(said, text) {
  const other = new Set(pairs(text));
  const both = [...other].filter((pair) => said.has(pair)).length;
  return other.size ? (2 * both) / (said.size + other.size) : 0;
}

/** @param {string} term @param {number} shards */
export function shardOf(term, shards) {
  let value = 7;
  for (const c of term) value = (Math.imul(value, 31) + /** @type {number} */ (c.codePointAt(0))) >>> 0;
  return value % shards;
}

/**
 * 繁体写成简体。
 * @param {string} text @param {string} variants 一个繁体一个简体挨着
 */
export function plainly(text, variants) {
  const table = new Map([...variants].flatMap((c, i, all) => (i % 2 ? [] : [/** @type {[string, string]} */ ([c, all[i + 1]])])));
  return [...text].map((c) => table.get(c) || c).join("");
}

/** @type {{segment: (text: string) => Iterable<{segment: string, index: number, isWordLike?: boolean}>}|null} */
// @ts-expect-error Intl.Segmenter 比类型库新；没有的浏览器走下面的老办法
const segmenter = typeof Intl !== "undefined" && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

export const segmented = Boolean(segmenter); // 浏览器认得词

/**
 * 一句话里的词和位置。
 * @param {string} text @returns {{segment: string, index: number, isWordLike?: boolean}[]}
 */
export function cut(text) {
  if (segmenter) return [...segmenter.segment(text)];
  return [...text.matchAll(/[\u3400-\u9fff]{1,2}|[a-z0-9]+/g)].map((match) => ({ segment: match[0], index: match.index || 0, isWordLike: true }));
}
