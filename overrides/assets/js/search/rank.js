// @ts-check
/** 取来正文之后再比一次：几个特征各有各的分量，分量由 bench/ranking.py 从问法表里学来。 */
import { bare, fold } from "./text.js";

/**
 * 特征和分量，`bench/ranking.py` 印出来的就是这两段：知道人怎么问的站，和别的站。
 * @type {Record<string, number>}
 */
const ASKED = {
  way: 2.48, more: 2.98, any: 2.09, runHead: 0.21, head: 0.71, headWord: 0.53, pairs: 0.61, opening: 0.86, sentence: 0.89, twosHead: 2.25,
  scope: -1.04, beside: -1.15, page: 0.52, who: 0.65, count: 1.45, may: 1.02, sum: 1.64, then: 1.70, formal: -0.82, duty: -0.21, long: 0.67,
  whole: 1.05, likely: 1.88, alike: 2.09, first: 0.84, family: 1.41, called: 2.43,
};
/** @type {Record<string, number>} */
const PLAIN = {
  text: 0.52, way: 1.37, more: 5.39, any: 4.20, head: 1.36, headWord: 1.31, opening: 2.77, twosHead: 1.57, meant: 0.45, local: -1.74, court: -2.46,
  scope: -2.45, beside: -2.89, page: 1.74, who: 1.52, when: 1.29, count: 2.78, may: 3.19, sum: 3.04, then: 1.72, formal: -2.35, duty: 0.09, long: 0.24,
  whole: -1.99, defined: 2.00, handled: -2.00, likely: 0.77, first: 4.34, family: 1.80, called: 2.76,
};

const BESIDE = new Set(["术语", "遇事查办", "表格", "上位依据"]);
const PAGES = new Set(["清单", "本站", "汇编"]);
const BLAMED = /责任追究|违规|责任$|处理$|追责|罚则/;
const BLAMING = /^.{0,14}违反|处.{0,12}罚款|责令改正|依法给予.{0,4}处分/;
const LOCAL = /^(?!中华人民)([\u4e00-\u9fff]{2,4}?)(?:省|市|自治区|自治州|县|区)/; // 一地的规定
const OPENING = 40; // 开头这么多字多半说明这一条管什么
const DEADLINE = /\d+(?:个?工作)?[日月年]|\d+小时|每[日周月季年半]/;
const DEFINED = /本(?:法|条例|规定|办法|细则|解释)所称|是指/;
const HANDLED = /(?:受理|接到|收到).{0,14}?(?:申请|诉状|请求|投诉|举报|报告|材料).{0,6}?之日起/; // 收到申请的人要在几天内做的事
const SUM = /(?!一块)(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)(?:万(?:[一二三四五六七八九]千?)?|[百千]?(?=[元块]))[元块]?/g; // 问话里的金额是举的例子，条文写的是界限，不照字面比
const LIMIT = /(?:不满|不足|超过|达到|未达|高于|低于)\d+(?:\.\d+)?万?元|\d+(?:\.\d+)?万?元(?:以[上下内]|的)/; // 划界限的金额
const FORBIDDEN = /禁止|不得|不准|禁令|禁区|限制/;

/**
 * @typedef {{query: import("./query.js").Query, wanted: string, words: string[], pairs: string[], ones: [string, number][], all: number, held: Set<string>, twos: [string, number][], both: number, meant: string[][], sums: boolean}} Asked
 * words：问话里去掉虚词以后一段一段的词；pairs：词里相邻的两个字；ones：检索词里的字各有多少见；all：加起来；held：这些字；twos、both：相邻的两个字的；meant：换成的说法，一种几段
 */

/** @param {import("./query.js").Query} query @param {Map<string, number>} rare @param {import("./query.js").Synonym[]} used @returns {Asked} */
export function asking(query, rare, used) {
  const plain = query.plain.replace(SUM, " ");
  const sums = plain !== query.plain;
  const counted = [...rare].filter(([term]) => !sums || !/[\d元块]/.test(term));
  const ones = counted.filter(([term]) => term.length === 1);
  const words = plain.split(/\s+/).map((word) => bare(fold(word))).filter((word) => word.length > 1);
  const pairs = words.flatMap((word) => [...word].slice(1).map((_, i) => word.slice(i, i + 2)));
  const twos = counted.filter(([term]) => term.length > 1);
  const sum = (/** @type {[string, number][]} */ terms) => terms.reduce((total, [, value]) => total + value, 0) || 1;
  const meant = used.map((row) => row.means.split(/\s+/).map((piece) => bare(fold(piece))));
  return { query, wanted: bare(fold(plain)), words, pairs, ones, all: sum(ones), held: new Set(ones.map(([one]) => one)), twos, both: sum(twos), meant, sums };
}

/** @typedef {{heading: string, title: string, head: string, text: string, parts: string[], ways: string[], whole: string}} Flat 一条的话，都去掉了标点：条标，题名，两样合起来，正文，一句一句的正文，问法，全部 */
/** @typedef {import("./engine.js").Result & {flat: Flat}} Compared 取来了正文，可以比的 */

/**
 * 去掉标点，数字统一，好拿来比。
 * @param {{heading: string, text: string, asked: string, act: import("./records.js").Act}} record @returns {Flat}
 */
export function flat({ heading, text, asked, act }) {
  const name = bare(fold(heading));
  const title = act.plain || (act.plain = bare(fold(`${act.title} ${act.short || ""}`)));
  const parts = text.split(/[。；：]/).map((part) => bare(fold(part))).filter(Boolean);
  const ways = asked.split("；").filter(Boolean);
  const joined = parts.join("");
  return { heading: name, title, head: `${name}${bare(fold(act.short || act.title))}`, text: joined, parts, ways, whole: [name, joined, title, ...ways].join(" ") };
}

/**
 * 一个结果的特征，多在 0 到 1 之间。
 * @param {Asked} asked @param {Compared} record
 * @returns {Record<string, number>}
 */
export function features(asked, record) {
  const { query, wanted, words, pairs, ones, all, held, twos, both, meant, sums } = asked;
  const { heading, title, text, parts, ways, whole } = record.flat;
  const likes = ways.map((way) => share(ones, way) * Math.sqrt(known(way, held))).sort((a, b) => b - a);
  const defined = query.defines && DEFINED.test(text);
  const run = (/** @type {string} */ where) => longest(wanted, where) / Math.max(4, wanted.length);
  return {
    text: often(ones, text) / all,
    way: (likes[0] || 0) / all,
    more: likes.slice(1, 4).reduce((sum, like) => sum + like, 0) / 3 / all,
    any: share(ones, whole) / all,
    runHead: run(heading),
    runText: run(text),
    head: known(heading, held),
    headWord: words.reduce((most, word) => Math.max(most, heading.includes(word) ? word.length / heading.length : 0), 0),
    pairs: pairs.filter((pair) => whole.includes(pair)).length / (pairs.length || 1),
    opening: share(ones, text.slice(0, OPENING)) / all,
    sentence: Math.max(0, ...parts.map((part) => share(ones, part))) / all,
    twosHead: share(twos, `${heading} ${title}`) / both,
    meant: meant.reduce((most, pieces) => Math.max(most, pieces.filter((piece) => whole.includes(piece)).length / pieces.length), 0),
    local: Number(LOCAL.test(record.act.title) && !query.text.includes((LOCAL.exec(record.act.title) || [""])[1])),
    court: Number(/^最高人民|^人民检察院/.test(record.act.title)),
    scope: Number(!defined && /^为|制定本|适用本|本(?:法|条例|规定|办法)所称/.test(record.text.slice(0, 60))),
    defined: Number(defined),
    handled: Number(query.applies && HANDLED.test(text)),
    beside: Number(BESIDE.has(record.act.collection) || (record.act.collection === "清单" && Boolean(record.provision))),
    page: Number(!record.provision && (PAGES.has(record.act.collection) || !record.text)),
    who: Number(query.who && /权限|审批|审核|签发|批准|职责|分工|主体|人员|组长|主持|归口|部门|机构|对象/.test(heading)),
    when: Number(query.when && DEADLINE.test(text)),
    count: Number(Boolean(query.unit) && new RegExp(`\\d+(?:个?工作)?个?${query.unit}`).test(text)),
    may: query.may ? (FORBIDDEN.test(heading) ? 1 : FORBIDDEN.test(text) ? 0.4 : 0) : 0,
    sum: Number(sums && LIMIT.test(text)),
    then: Number(query.then && (BLAMED.test(heading) || BLAMING.test(record.text))),
    formal: Number(/^(?:目的|依据|目的依据|施行|解释|附则)/.test(heading)),
    duty: Number(record.duty.length > 0),
    long: Math.log(Math.max(1, record.text.length)),
    whole: Number(!record.provision || record.provision.startsWith("annex")),
  };
}

/**
 * 特征合成一个正数，乘在一起比。
 * @param {Record<string, number>} found @param {boolean} asked 这个站知道人怎么问
 */
export function worth(found, asked) {
  const weights = asked ? ASKED : PLAIN;
  let sum = 0;
  for (const name of Object.keys(found)) sum += found[name] * (weights[name] || 0);
  return Math.exp(sum);
}

/**
 * 词频饱和的和（BM25 的正文部分）。
 * @param {[string, number][]} terms @param {string} text
 */
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

/**
 * 检索词里有的那些，各有多少见，加起来。
 * @param {[string, number][]} terms @param {string} where
 */
function share(terms, where) {
  let sum = 0;
  for (const [term, value] of terms) if (where.includes(term)) sum += value;
  return sum;
}

/**
 * 这些字里有几成是检索词里有的。
 * @param {string} words @param {Set<string>} held
 */
function known(words, held) {
  let found = 0;
  for (const one of words) if (held.has(one)) found += 1;
  return words ? found / words.length : 0;
}

/**
 * 最长的连着相同的字数。
 * @param {string} wanted @param {string} text
 */
function longest(wanted, text) {
  let best = 0;
  for (let i = 0; i + best < wanted.length; i += 1) while (i + best < wanted.length && text.includes(wanted.slice(i, i + best + 1))) best += 1;
  return best;
}
