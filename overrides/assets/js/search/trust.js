// @ts-check
/** 第一条是不是真的答了：问的那些词在不在里面。汇编里根本没有的词，多半是没有规定。分量和界限由 bench/answering.py 定。 */
import { bare, fold } from "./text.js";

/** 特征和分量，`bench/answering.py` 印出来的就是这两段：知道人怎么问的结果，和别的结果。 @type {Record<string, number>} */
const ASKED = { any: 3.39, base: -10.68, bodyHeld: 0.58, head: 1.79, headHeld: 2.33, headWord: 2.99, lack: 0.23, many: 5.86, missed: -0.48, near: 5.65, nearHead: 2.88, pairs: 1.73, run: -1.69, sum: 0.79, task: 1.51, taskTells: 1.35, tells: 1.99, undated: -1.33, unknown: -1.38, way: 2.36, wayHeld: -1.73, worth: 1.86 };
/** @type {Record<string, number>} */
const PLAIN = { any: 0.35, base: -0.82, bodyHeld: -4.43, head: -0.62, headHeld: 0.30, headWord: 9.42, lack: -0.30, many: 2.92, missed: -0.65, nearHead: -8.64, pairs: 1.56, run: -3.80, sum: 1.25, unknown: -2.46, worth: 3.65 };
export const LEAST = -1.3; // 和到这里才算答了，曲线上每百个答得了的问题约丢两个

const EMPTY = /^(?:请问|我|我们|你|你们|他|她|他们|自己|人|大家|别人|的|地|得|了|过|着|吗|呢|吧|啊|呀|么|是|不|没|没有|有|在|到|去|来|给|被|把|让|叫|和|与|跟|同|对|对于|关于|从|为|为了|因为|所以|就|都|还|还是|也|再|又|很|太|已|已经|这|这个|那|那个|哪|哪个|哪些|哪里|哪儿|什么|怎么|怎样|怎么样|如何|多少|多久|多长|几|几个|谁|何时|时候|要|想|能|会|可|可以|应该|应当|需要|需|必须|得|一|一个|一下|一些|一次|两|个|次|件|些|里|里面|上|下|中|内|外|前|后|以后|以前|之后|之前|时|们|个人|单位|局里|局|科里|事|事情|东西|办|办理|做|弄|搞|算|行|好|呢|现在|今天|昨天|明天|刚|刚才|正在|如果|的话|或者|并|而|但|但是|可是|只|只有|才|最|更|比较|等|等等|之|其|此|该|所|以|及|向|由|于|至|知道|告诉|请|帮|找|问|说|讲|看|用|拿|放|说明|是否|能否|可否|要不要|能不能|可不可以|是不是|有没有)$/;
const ALONE = 0.4; // 单个的字轻
const PART = 0.6; // 词里有几对字在，就当在了几成
const MEANT = { sure: 0.9, not: 0.7 }; // 换成的说法在：照本汇编核对过的，通用的

/** @type {{segment: (text: string) => Iterable<{segment: string, index: number, isWordLike?: boolean}>}|null} */
// @ts-expect-error Intl.Segmenter 比类型库新；没有的浏览器走下面的老办法
const segmenter = typeof Intl !== "undefined" && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

/** 一句话里的词和位置。 @param {string} text @returns {{segment: string, index: number, isWordLike?: boolean}[]} */
function cut(text) {
  if (segmenter) return [...segmenter.segment(text)];
  return [...text.matchAll(/[\u3400-\u9fff]{1,2}|[a-z0-9]+/g)].map((match) => ({ segment: match[0], index: match.index || 0, isWordLike: true }));
}

/** 问话里有内容的词；切碎了的单字和前面的连成一个词（停车＋位）：汇编里没有的词，词典里也常没有。 @param {string} text @returns {string[]} */
export function content(text) {
  /** @type {string[]} */
  const out = [];
  let open = false; // 前一个词后面还可以连一个字
  for (const piece of cut(fold(text))) {
    const word = piece.isWordLike === false ? "" : bare(piece.segment);
    const kept = word && !EMPTY.test(word) && !/^\d+[年月日天个]?$/.test(word);
    if (kept && word.length === 1 && open) out[out.length - 1] += word;
    else if (kept) out.push(word);
    open = Boolean(kept);
  }
  return [...new Set(out)];
}

/** 词在不在一段话里，两头都要在词的边上：值班车里没有班车。 @param {string} word @param {string} text */
export function stands(word, text) {
  let at = text.indexOf(word);
  if (at < 0) return false;
  if (!segmenter || word.length > 3) return true;
  for (; at >= 0; at = text.indexOf(word, at + 1)) {
    const from = Math.max(0, at - 8);
    const ends = new Set([0]);
    for (const piece of cut(text.slice(from, at + word.length + 8))) ends.add(piece.index + piece.segment.length);
    if (ends.has(at - from) && ends.has(at - from + word.length)) return true;
  }
  return false;
}

/**
 * @param {import("./query.js").Query} query @param {import("./query.js").Synonym[]} used
 * @param {Map<string, number>} rare 每个词多少见
 * @param {(term: string) => boolean} known 索引里有没有
 * @param {import("./engine.js").Result} result @returns {Record<string, number>}
 */
export function evidence(query, used, rare, known, result) {
  const words = content(query.text);
  const most = Math.max(4, ...rare.values());
  const ways = result.asked ? result.asked.split("；") : [];
  const head = fold(`${result.heading} ${result.act.title} ${result.act.short || ""}`);
  const body = `${head} ${fold(result.text)}`;
  const asked = ways.map(() => 0);
  let all = 0;
  let cover = 0;
  let inHead = 0;
  let missed = 0;
  let unknown = 0;
  for (const word of words) {
    const pairs = word.length > 1 ? [...word].slice(1).map((c, i) => word[i] + c) : [word];
    const strange = pairs.some((pair) => !known(pair)) && !used.some((row) => word.includes(row.from || "") || (row.from || "").includes(word));
    const value = strange ? most : Math.max(...pairs.map((pair) => rare.get(pair) || 0), 0.3) * (word.length > 1 ? 1 : ALONE);
    const meant = used.filter((row) => (row.from || "").includes(word) || word.includes(row.from || ""));
    const found = Math.max(here(word, pairs, body), ...meant.map((row) => means(row, body, word)), 0);
    const top = Math.max(here(word, pairs, head), ...meant.map((row) => means(row, head, word)), 0);
    ways.forEach((way, i) => (asked[i] += value * Math.max(here(word, pairs, way), ...meant.map((row) => means(row, way, word)), 0)));
    all += value;
    cover += value * found;
    inHead += value * top;
    missed = Math.max(missed, (value * (1 - found)) / most);
    if (strange) unknown += value;
  }
  const share = (/** @type {number} */ sum) => (all ? sum / all : 0);
  const by = result.found || {};
  const task = Number(result.act.collection === "遇事查办");
  const said = new Set(twos(bare(fold(query.text))));
  const close = (/** @type {string} */ text) => {
    const other = new Set(twos(text));
    const both = [...other].filter((pair) => said.has(pair)).length;
    return other.size ? (2 * both) / (said.size + other.size) : 0;
  };
  const held = (/** @type {string} */ text) => {
    let sum = 0;
    let whole = 0;
    for (const word of words) {
      for (const pair of word.length > 1 ? twos(word) : [word]) {
        const value = known(pair) ? (rare.get(pair) || 0.3) * (word.length > 1 ? 1 : ALONE) : most;
        whole += value;
        if (text.includes(pair)) sum += value;
      }
    }
    return whole ? sum / whole : 0;
  };
  return { told: Number(ways.length > 0), task, taskTells: task * Number(query.tells), tells: Number(query.tells), undated: Number(query.when && !by.when), head: share(inHead), missed, unknown: share(unknown), sum: Math.min(6, Math.max(cover, ...asked) / most), lack: Math.min(6, (all - Math.max(cover, ...asked)) / most), way: by.way || 0, any: by.any || 0, pairs: by.pairs || 0, run: Math.max(by.runHead || 0, by.runText || 0), headWord: by.headWord || 0, many: Math.min(words.length, 8) / 8, near: Math.max(0, ...ways.map(close)), wayHeld: Math.max(0, ...ways.map((way) => held(way))), nearHead: close(bare(fold(result.heading))), bodyHeld: held(bare(body)), headHeld: held(bare(head)), worth: Math.log(Math.max(1e-9, result.score)) / 10, base: 1 };
}

/** @param {string} text */
function twos(text) {
  return [...text].slice(1).map((c, i) => text[i] + c);
}

/** @param {string} word @param {string[]} pairs @param {string} text */
function here(word, pairs, text) {
  if (stands(word, text)) return 1;
  return word.length > 2 ? (PART * pairs.filter((pair) => stands(pair, text)).length) / pairs.length : 0;
}

/** 换成的说法在不在；说的只是词里的一段（停车之于停车位），按几成算。 @param {import("./query.js").Synonym} row @param {string} text @param {string} word */
function means(row, text, word) {
  const pieces = row.means.split(/\s+/).map((piece) => bare(fold(piece)));
  const found = pieces.filter((piece) => text.includes(piece)).length / pieces.length;
  return found * (row.sure ? MEANT.sure : MEANT.not) * Math.min(1, (row.from || "").length / word.length);
}

/** 特征合成一个数，不低于 LEAST 才算答了。 @param {Record<string, number>} found */
export function trust(found) {
  const weights = found.told ? ASKED : PLAIN;
  return Object.keys(weights).reduce((sum, name) => sum + weights[name] * (found[name] || 0), 0);
}
