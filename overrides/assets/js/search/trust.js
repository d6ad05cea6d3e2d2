// @ts-check
/** 第一条是不是真的答了：问的那些词在不在里面。汇编里根本没有的词，多半是没有规定。分量和界限由 bench/answering.py 定。 */
import { bare, fold } from "./text.js";

/** 特征和分量，`bench/answering.py` 印出来的就是这一段。 @type {Record<string, number>} */
export const WEIGHTS = { cover: 4, head: 2, missed: -3, unknown: -3, way: 2, worth: 0.3, base: -2 };
export const LEAST = 0; // 和到这里才算答了

const EMPTY = /^(?:请问|我|我们|你|你们|他|她|他们|自己|人|大家|别人|的|地|得|了|过|着|吗|呢|吧|啊|呀|么|是|不|没|没有|有|在|到|去|来|给|被|把|让|叫|和|与|跟|同|对|对于|关于|从|为|为了|因为|所以|就|都|还|还是|也|再|又|很|太|已|已经|这|这个|那|那个|哪|哪个|哪些|哪里|哪儿|什么|怎么|怎样|怎么样|如何|多少|多久|多长|几|几个|谁|何时|时候|要|想|能|会|可|可以|应该|应当|需要|需|必须|得|一|一个|一下|一些|一次|两|个|次|件|些|里|里面|上|下|中|内|外|前|后|以后|以前|之后|之前|时|们|个人|单位|局里|局|科里|事|事情|东西|办|办理|做|弄|搞|算|行|好|呢|现在|今天|昨天|明天|刚|刚才|正在|如果|的话|或者|并|而|但|但是|可是|只|只有|才|最|更|比较|等|等等|之|其|此|该|所|以|及|向|由|于|至|知道|告诉|请|帮|找|问|说|讲|看|用|拿|放|说明|是否|能否|可否|要不要|能不能|可不可以|是不是|有没有)$/;
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

/** 问话里有内容的词。 @param {string} text @returns {string[]} */
export function content(text) {
  const words = cut(fold(text)).filter((piece) => piece.isWordLike !== false).map((piece) => bare(piece.segment));
  return [...new Set(words.filter((word) => word && !EMPTY.test(word) && !/^\d+[年月日天个]?$/.test(word)))];
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
  const whole = `${head} ${ways.join(" ")} ${fold(result.text)}`;
  let all = 0;
  let cover = 0;
  let inHead = 0;
  let missed = 0;
  let unknown = 0;
  for (const word of words) {
    const pairs = word.length > 1 ? [...word].slice(1).map((c, i) => word[i] + c) : [word];
    const strange = pairs.some((pair) => !known(pair)) && !used.some((row) => word.includes(row.from || "") || (row.from || "").includes(word));
    const value = strange ? most : Math.max(...pairs.map((pair) => rare.get(pair) || 0), ...[...word].map((c) => (rare.get(c) || 0) * 0.8), 0.3);
    const meant = used.filter((row) => (row.from || "").includes(word) || word.includes(row.from || ""));
    const found = Math.max(here(word, pairs, whole), ...meant.map((row) => means(row, whole)), 0);
    const top = Math.max(here(word, pairs, head), ...ways.map((way) => here(word, pairs, way) * 0.9), ...meant.map((row) => means(row, head)), 0);
    all += value;
    cover += value * found;
    inHead += value * top;
    missed = Math.max(missed, (value * (1 - found)) / most);
    if (strange) unknown += value;
  }
  const share = (/** @type {number} */ sum) => (all ? sum / all : 0);
  return { cover: share(cover), head: share(inHead), missed, unknown: share(unknown), way: (result.found && result.found.way) || 0, worth: Math.log(Math.max(1e-9, result.score)), base: 1 };
}

/** @param {string} word @param {string[]} pairs @param {string} text */
function here(word, pairs, text) {
  if (stands(word, text)) return 1;
  return word.length > 2 ? (PART * pairs.filter((pair) => stands(pair, text)).length) / pairs.length : 0;
}

/** @param {import("./query.js").Synonym} row @param {string} text */
function means(row, text) {
  const pieces = row.means.split(/\s+/).map((piece) => bare(fold(piece)));
  const found = pieces.filter((piece) => text.includes(piece)).length / pieces.length;
  return found * (row.sure ? MEANT.sure : MEANT.not);
}

/** 特征合成一个数，不低于 LEAST 才算答了。 @param {Record<string, number>} found */
export function trust(found) {
  return Object.keys(WEIGHTS).reduce((sum, name) => sum + WEIGHTS[name] * (found[name] || 0), 0);
}
