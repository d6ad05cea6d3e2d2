// @ts-check
/**
 * 这句话多半是问哪一条的：每一条的问法、条标、正文合成一个用词的习惯，看照这个习惯说出这句话有多大可能。
 * 单个的字和相邻的两个字各算一个词，没有说过的照大家的习惯补（Zhai、Lafferty，2004，狄利克雷平滑）。
 */
import { bare, fold, pairs } from "./text.js";

const SENTENCE = 1.5; // 正文的一句，当几种问法
const HEAD = 5; // 条标和题名，当几种问法
const PAIR = 0.6; // 相邻的两个字和单个的字重着，轻一点
const PRIOR = 800; // 照大家的习惯补这么多个词
const USUAL = 1100; // 一条里的词大约这么多
const NEAREST = [1, 0.5, 0.3]; // 最像的、第二像的、第三像的问法各算多少

/**
 * 各条的可能，取对数，比大家的习惯高出多少。
 * @param {string} text 原话 @param {import("./rank.js").Flat[]} places
 * @returns {number[]}
 */
export function likely(text, places) {
  const plain = bare(fold(text));
  const terms = [...new Set([...plain, ...pairs(plain)])];
  const sizes = places.map(({ head, ways, parts }) => words(ways) + SENTENCE * words(parts) + HEAD * words([head]));
  const sums = places.map(() => 0);
  for (const term of terms) {
    const held = places.map(({ whole }) => whole.includes(term));
    const usual = (PRIOR * (held.filter(Boolean).length + 0.5)) / (places.length * USUAL);
    places.forEach(({ head, ways, parts }, i) => {
      const said = held[i] ? count(ways, term) + SENTENCE * count(parts, term) + (head.includes(term) ? HEAD : 0) : 0;
      sums[i] += (term.length > 1 ? PAIR : 1) * Math.log(((said + usual) / (sizes[i] + PRIOR)) * (PRIOR / usual));
    });
  }
  return sums;
}

/**
 * 和最像的几种问法有多像：相邻的两个字，越少见越算数，问法长的打折扣。
 * @param {string} text 原话 @param {import("./rank.js").Flat[]} places
 * @returns {number[]}
 */
export function alike(text, places) {
  const terms = [...new Set(pairs(bare(fold(text))))].map((term) => {
    const held = places.filter(({ whole }) => whole.includes(term)).length;
    return { term, rare: Math.max(0.1, Math.log((places.length + 1) / (held + 0.5))) };
  });
  const all = terms.reduce((sum, { rare }) => sum + rare, 0);
  const scale = all / Math.sqrt(terms.length || 1); // 和一样长的一模一样的问法，是 1
  return places.map(({ ways }) => {
    const likes = ways.map((way) => {
      let sum = 0;
      for (const { term, rare } of terms) if (way.includes(term)) sum += rare;
      return sum / Math.sqrt(Math.max(3, way.length - 1));
    });
    likes.sort((a, b) => b - a);
    return NEAREST.reduce((sum, part, i) => sum + part * (likes[i] || 0), 0) / (scale || 1);
  });
}

/** @param {string[]} texts @param {string} term */
function count(texts, term) {
  let found = 0;
  for (const text of texts) if (text.includes(term)) found += 1;
  return found;
}

/**
 * 字和相邻的两个字一共多少。
 * @param {string[]} texts
 */
function words(texts) {
  return texts.reduce((sum, text) => sum + 2 * text.length - 1, 0);
}
