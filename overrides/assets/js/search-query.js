// @ts-check
/** 读懂检索词：年份、效力状态、日子、问的是多久还是找谁。 */
import { bare, fold } from "./search-text.js";

const ASKING = /请问|我想|我要|想知道|怎么办理|怎么办|怎么样|怎么|如何|什么时候|是什么|什么|有哪些|哪些|哪个|哪里|多长时间|多久|几天|谁来|谁负责|由谁|找谁|是谁|谁|要不要|能不能|可不可以|可以不可以|是不是|需不需要|有没有|需要|可以|应该|吗|呢|啊|的话|一下|的规定|(?<![个项])规定|关于|的|了/g;
const ASKED = /请问|吗|呢|怎么|如何|什么|多久|多长|几天|多少|谁|[？?]/;
const WHEN = /多久|几[\u4e00-\u9fff]|多少|什么时候|何时|多长时间|时限|期限|截止|之前|前报/;
const THEN = /会怎么样|会怎样|怎么处理|怎么处罚|什么后果|什么责任|受什么处分|怎么追究/;
const MAY = /能不能|可不可以|可以不可以|允许|(?:能|可以).{0,10}吗/;
const WHO = /谁|哪个科室|哪个部门|找哪/;
const STATES = [
  ["repealed", /(?:已经?|被)?(?:废止|作废|取消)了?/],
  ["expired", /(?:已经?)?(?:失效|(?:有效期)?(?:已?届满|期满)|过期|到期)了?/],
  ["upcoming", /尚未施行|即将施行|还没(?:有)?(?:施行|生效)|未(?:施行|生效)|将要施行/],
];
const GENERIC = /^(?:长效)?(?:制度|规定|办法|规章制度|机制|文件|规范|规章)?$/;

/**
 * @typedef {{text: string, plain: string, years: string[], state: string, listing: boolean, question: boolean, when: boolean, who: boolean, may: boolean, then: boolean, unit: string, latin: string}} Query
 * text：规整后的原话；plain：去掉问话虚词；state：指明的效力状态；listing：只问有哪些；unit：问几家、几天、多少元的那个单位
 */

/** @param {string} typed @returns {Query} */
export function understand(typed) {
  const text = typed.normalize("NFKC").trim();
  const long = text.length > 24 && !ASKED.test(text);
  let plain = long ? text : text.replace(ASKING, " ");
  if (bare(plain).length < 2) plain = text;
  const years = text.match(/(?:19|20)\d\d(?=年|$|\D)/g) || [];
  let state = "";
  let rest = plain;
  for (const [key, pattern] of /** @type {[string, RegExp][]} */ (STATES)) {
    const match = long ? null : pattern.exec(rest);
    if (!match) continue;
    const left = bare(rest.replace(pattern, "").replace(/(?:19|20)\d\d年?/g, ""));
    if (!GENERIC.test(left) && !new RegExp(`${pattern.source}的`).test(text)) continue;
    state = key;
    rest = left;
    break;
  }
  const compact = bare(text);
  return {
    text,
    plain,
    years,
    state,
    listing: Boolean(state) && GENERIC.test(rest),
    question: ASKED.test(text),
    when: WHEN.test(text),
    who: WHO.test(text),
    may: MAY.test(text),
    then: THEN.test(text),
    unit: unit(text),
    latin: /^[a-z]{2,}$/.test(compact) ? compact : "",
  };
}

export const SINGLE = 0.4; // 单个的字比两个字连着的轻

/** 问几家、几天、多少元、多久一次的那个单位，没有为空。 @param {string} text */
function unit(text) {
  if (/多久.{0,8}次|隔多久|频次/.test(text)) return "次";
  const asked = /(?:几|多少)个?([\u4e00-\u9fff])/.exec(text);
  return asked ? { 天: "日", 钱: "元", 块: "元" }[asked[1]] || asked[1] : "";
}

const MEANT = 0.7; // 换成的说法比打的字轻

/** @typedef {[string, string, 0|1]} Synonym 打的词、制度的说法、要不要告诉读者 */
/** @type {WeakMap<Synonym[], [string, string, 0|1, string, string][]>} */
const known = new WeakMap();

/** 口语表规整一次。 @param {Synonym[]} synonyms */
function folded(synonyms) {
  let rows = known.get(synonyms);
  if (!rows) {
    rows = synonyms.map(([word, means, told]) => [word, means, told, bare(fold(word)), bare(fold(means))]);
    known.set(synonyms, rows);
  }
  return rows;
}

/**
 * 检索词的权：问话的虚词不算，口语换成制度的说法。
 * @param {Query} query @param {Synonym[]} synonyms @param {(text: string) => string[]} terms
 * @returns {{weights: Map<string, number>, used: [string, string][]}}
 */
export function weigh(query, synonyms, terms) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  const add = (/** @type {string} */ text, /** @type {number} */ weight) => terms(text).forEach((t) => weights.set(t, Math.max(weights.get(t) || 0, t.length > 1 || t < "\u3400" ? weight : weight * SINGLE)));
  add(query.plain, 1);
  if (!weights.size) add(query.text, 1);
  /** @type {[string, string][]} */
  const used = [];
  const flat = bare(fold(query.text));
  for (const [word, means, told, plainWord, plainMeans] of folded(synonyms)) {
    if (!flat.includes(plainWord) || flat.includes(plainMeans)) continue;
    means.split(/\s+/).forEach((piece) => add(piece, MEANT));
    if (told) used.push([word, means]);
  }
  return { weights, used };
}
