// @ts-check
/** 取来正文之后再比一次：几个特征各有各的分量，分量由 bench/ranking.py 从问法表里学来。 */
import { bare, fold } from "./text.js";

/** 特征和分量，`bench/ranking.py` 印出来的就是这一段。 @type {Record<string, number>} */
export const WEIGHTS = {
  text: 2.34, way: 3.93, any: 4.28, runHead: 1.91, head: 1.04, headWord: 2.41, pairs: 1.74, opening: 2.10, sentence: 1.15, words: 0.57,
  beside: -4.99, page: -2.33, who: 0.68, when: 0.90, count: 2.05, may: 2.17, then: 2.15, formal: -0.37, duty: -0.51, long: -0.31,
  first: 3.50, family: 2.65, called: 2.13, whole: -1.00,
};

const BESIDE = new Set(["术语", "遇事查办", "表格", "上位依据"]);
const PAGES = new Set(["清单", "本站", "汇编"]);
const BLAMED = /责任追究|违规|责任$|处理$|追责|罚则/;
const BLAMING = /^.{0,14}违反|处.{0,12}罚款|责令改正|依法给予.{0,4}处分/;
const OPENING = 40; // 开头这么多字多半说明这一条管什么
const DEADLINE = /\d+(?:个?工作)?[日月年]|\d+小时|每[日周月季年半]/;
const FORBIDDEN = /禁止|不得|不准|禁令|禁区|限制/;

/**
 * @typedef {{query: import("./query.js").Query, wanted: string, words: string[], pairs: string[], ones: [string, number][], all: number}} Asked
 * words：问话里去掉虚词以后一段一段的词；pairs：词里相邻的两个字；ones：检索词里的字各有多少见；all：加起来
 */

/** @param {import("./query.js").Query} query @param {Map<string, number>} rare @returns {Asked} */
export function asking(query, rare) {
  const ones = [...rare].filter(([term]) => term.length === 1);
  const words = query.plain.split(/\s+/).map((word) => bare(fold(word))).filter((word) => word.length > 1);
  const pairs = words.flatMap((word) => [...word].slice(1).map((_, i) => word.slice(i, i + 2)));
  return { query, wanted: bare(fold(query.plain)), words, pairs, ones, all: ones.reduce((sum, [, value]) => sum + value, 0) || 1 };
}

/**
 * 一个结果的特征，多在 0 到 1 之间。 @param {Asked} asked @param {any} record
 * @returns {Record<string, number>}
 */
export function features(asked, record) {
  const { query, wanted, words, pairs, ones, all } = asked;
  const text = bare(fold(record.text));
  const heading = bare(fold(record.heading || ""));
  const title = record.act.plain || (record.act.plain = bare(fold(`${record.act.title} ${record.act.short || ""}`)));
  const ways = record.asked ? record.asked.split("；") : [];
  const whole = [heading, text, title, ...ways].join(" ");
  const run = (/** @type {string} */ where) => longest(wanted, where) / Math.max(4, wanted.length);
  return {
    text: often(ones, text) / all,
    way: ways.reduce((/** @type {number} */ most, /** @type {string} */ way) => Math.max(most, share(ones, way) * Math.sqrt(known(way, ones))), 0) / all,
    any: share(ones, whole) / all,
    runHead: run(heading),
    runText: run(text),
    head: known(heading, ones),
    headWord: words.reduce((most, word) => Math.max(most, heading.includes(word) ? word.length / heading.length : 0), 0),
    pairs: pairs.filter((pair) => whole.includes(pair)).length / (pairs.length || 1),
    opening: share(ones, text.slice(0, OPENING)) / all,
    sentence: Math.max(...record.text.split(/[。；：]/).map((/** @type {string} */ part) => share(ones, bare(fold(part))))) / all,
    words: words.filter((word) => whole.includes(word)).length / (words.length || 1),
    beside: Number(BESIDE.has(record.act.collection) || (record.act.collection === "清单" && Boolean(record.provision))),
    page: Number(!record.provision && (PAGES.has(record.act.collection) || !record.text)),
    who: Number(query.who && /权限|审批|审核|签发|批准|职责|分工|主体|人员|组长|主持|归口|部门|机构|对象/.test(heading)),
    when: Number(query.when && DEADLINE.test(text)),
    count: Number(Boolean(query.unit) && new RegExp(`\\d+(?:个?工作)?个?${query.unit}`).test(text)),
    may: query.may ? (FORBIDDEN.test(heading) ? 1 : FORBIDDEN.test(text) ? 0.4 : 0) : 0,
    then: Number(query.then && (BLAMED.test(heading) || BLAMING.test(record.text))),
    formal: Number(/^(?:目的|依据|目的依据|施行|解释|附则)/.test(heading)),
    duty: Number(record.duty.length > 0),
    long: Math.log(Math.max(1, record.text.length)),
    whole: Number(!record.provision || record.provision.startsWith("annex")),
  };
}

/** 特征合成一个正数，乘在一起比。 @param {Record<string, number>} found */
export function worth(found) {
  let sum = 0;
  for (const name of Object.keys(found)) sum += found[name] * (WEIGHTS[name] || 0);
  return Math.exp(sum);
}

/** 词频饱和的和（BM25 的正文部分）。 @param {[string, number][]} terms @param {string} text */
function often(terms, text) {
  const length = 1.2 * (0.6 + (0.4 * Math.min(text.length, 2000)) / 140);
  let sum = 0;
  for (const [term, value] of terms) {
    let count = 0;
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) count += 1;
    if (count) sum += (value * count * 2.2) / (count + length);
  }
  return sum;
}

/** 检索词里有的那些，各有多少见，加起来。 @param {[string, number][]} terms @param {string} where */
function share(terms, where) {
  return terms.reduce((sum, [term, value]) => sum + (where.includes(term) ? value : 0), 0);
}

/** 这些字里有几成是检索词里有的。 @param {string} words @param {[string, number][]} ones */
function known(words, ones) {
  return words ? [...words].filter((c) => ones.some(([one]) => one === c)).length / words.length : 0;
}

/** 最长的连着相同的字数。 @param {string} wanted @param {string} text */
function longest(wanted, text) {
  let best = 0;
  for (let i = 0; i + best < wanted.length; i += 1) while (i + best < wanted.length && text.includes(wanted.slice(i, i + best + 1))) best += 1;
  return best;
}
