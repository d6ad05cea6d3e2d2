// @ts-check
/** 第一条是不是真的答了：问的那些词在不在里面。汇编里根本没有的词，多半是没有规定。分量和界限由 bench/answering.py 定。 */
import { bare, close, cut, fold, pairs as twos, segmented, terms } from "./text.js";

/**
 * 凭据和分量，`bench/answering.py` 印出来的就是这两段：知道人怎么问的站，和别的站。合起来不到 0 的算没有答。
 * @type {Record<string, number>}
 */
const ASKED = { alike: 1.62, any: 2.51, base: -4.00, bodyHeld: -0.62, clock: -1.50, device: -2.42, head: 0.21, headHeld: -0.36, headWord: 0.82, lack: 0.20, likely: 0.06, likelyEach: 6.87, live: -3.29, many: -0.93, missed: -1.43, near: -0.37, nearHead: -1.33, pairs: 3.02, place: -0.92, price: -1.12, repair: -1.71, run: -1.79, sample: -2.48, scope: 0.39, side: 0.77, sum: 0.23, task: -0.18, taskTells: 0.61, taste: -0.45, tells: 0.78, told: -1.23, topic: 0.53, topicLow: -0.70, topicMissed: -0.53, topicWorst: -0.25, uncounted: -0.43, undated: -0.67, unknown: 0.21, way: 1.82, wayHeld: -0.27, who: -3.35, why: -1.39, worth: 1.28 };
/** @type {Record<string, number>} */
const PLAIN = { any: -2.31, base: -3.99, bodyHeld: -2.54, clock: -2.96, head: 5.55, headHeld: -4.57, headWord: 5.16, lack: 0.40, likely: -0.65, likelyEach: 10.36, many: 3.09, missed: -0.39, nearHead: -14.16, pairs: -0.47, place: -0.77, price: 0.28, repair: -0.97, run: 0.97, side: -2.71, sum: 2.33, taste: -0.21, tells: 1.05, topic: 2.32, topicLow: -3.39, topicMissed: -1.50, topicWorst: 1.64, uncounted: -0.36, undated: -0.50, unknown: -3.11, worth: 5.14 };

const EMPTY = /^(?:请问|我|我们|你|你们|他|她|他们|自己|人|大家|别人|的|地|得|了|过|着|吗|呢|吧|啊|呀|么|是|不|没|没有|有|在|到|去|来|给|被|把|让|叫|和|与|跟|同|对|对于|关于|从|为|为了|因为|所以|就|都|还|还是|也|再|又|很|太|已|已经|这|这个|那|那个|哪|哪个|哪些|哪里|哪儿|什么|怎么|怎样|怎么样|如何|多少|多久|多长|几|几个|谁|何时|时候|要|想|能|会|可|可以|应该|应当|需要|需|必须|得|一|一个|一下|一些|一次|两|个|次|件|些|里|里面|上|下|中|内|外|前|后|以后|以前|之后|之前|时|们|个人|单位|局里|局|科里|事|事情|东西|办|办理|做|弄|搞|算|行|好|呢|现在|今天|昨天|明天|刚|刚才|正在|如果|的话|或者|并|而|但|但是|可是|只|只有|才|最|更|比较|等|等等|之|其|此|该|所|以|及|向|由|于|至|知道|告诉|请|帮|找|问|说|讲|看|用|拿|放|说明|是否|能否|可否|要不要|能不能|可不可以|是不是|有没有)$/;
/**
 * 问的是哪一种答案，正文里要有什么才算答：规定里少有价钱、钟点、地方、修理、好坏，没有眼下是谁、有几个，少有范文和缘由。
 * @type {[string, RegExp, RegExp|null][]}
 */
const KINDS = [
  ["price", /多少钱|价格|便宜|[很太]贵|收费|花多少/, /元|费用标准|收费/],
  ["clock", /几点/, /\d+[时点](?!间)|上午|下午/],
  ["place", /在哪|哪里|哪儿|几楼|地址|怎么走|哪条路|电话|网址|号码/, /地点|地址|场所|存放|停放|电话/],
  ["repair", /坏了|打不开|开不了|登不上|登录|没声音|连不上|漏水|堵了|失灵|崩溃|没电|没墨|卡顿|报错|密码|安装|下载|怎么用/, null],
  ["taste", /推荐|哪家|好不好|好吗|什么牌子|品牌|什么颜色|多大|尺寸|好吃|好玩|哪款|怎么选/, null],
  ["device", /装不上|读不出|换不[上了]|卡纸|中毒|死机|[蓝黑]屏|哪个键|怎么(?:连|重置|恢复|打印)|爆了|[掉断]了/, null],
  ["live", /(?:今[天年晚早日]|昨[天晚]|去年|明[天年]|本周|这个?周末?|上次|最近).{0,12}(?:谁|哪[个位家]|几[个次件]|多少|主题|重点是)/, null],
  ["who", /叫什么名?字?$|姓什么|(?:书记|局长|科长|主任|领导|所长|员)是(?:谁|哪位)|都有谁|名单里|有(?:几个|多少)人?$|[一总]共有?(?:几|多少)/, null],
  ["sample", /范文|模[板版]|样稿|PPT|多少字|几号字|字体|字号|什么格式|怎么写$/i, /格式|提纲|样表|\d+字/],
  ["why", /为什么|为啥|凭什么|谁发明|哪个(?:更|重要)|区别|不同|谁大/, null],
];
const AGAINST = new Set(["undated", "uncounted", "price", "clock", "place", "lack", "missed", "topicMissed", "topicWorst", "side", "sample"]); // 说没有答的
export const SIDE = /^(?:术语|上位依据|清单|本站|汇编|表格)$/; // 这些自己不规定什么
const ALONE = 0.4; // 单个的字轻
const WAYS = 12; // 最像的这么多种问法
const PART = 0.6; // 词里有几对字在，就当在了几成
const SCALE = 4; // 分是整数，这么多分是一，和 rulebook/search/scope.py 一致
const MEANT = { sure: 0.9, not: 0.7 }; // 换成的说法在：照本汇编核对过的，通用的

/**
 * 问话里有内容的词；切碎了的单字和前面的连成一个词（停车＋位）：汇编里没有的词，词典里也常没有。
 * @param {string} text @returns {string[]}
 */
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

/**
 * 词在不在一段话里，两头都要在词的边上：值班车里没有班车。
 * @param {string} word @param {string} text
 */
export function stands(word, text) {
  let at = text.indexOf(word);
  if (at < 0) return false;
  if (!segmented || word.length > 3) return true;
  for (; at >= 0; at = text.indexOf(word, at + 1)) {
    const from = Math.max(0, at - 8);
    const ends = new Set([0]);
    for (const piece of cut(text.slice(from, at + word.length + 8))) ends.add(piece.index + piece.segment.length);
    if (ends.has(at - from) && ends.has(at - from + word.length)) return true;
  }
  return false;
}

/**
 * @typedef {{word: string, pairs: string[], value: number, strange: boolean, meant: Meant[], topic: number}} Word
 * value：有多少见；strange：汇编里没有；meant：换成的说法；topic：说的多半是不是制度管的事
 * @typedef {{pieces: string[], part: number}} Meant 一种说法的几段，都在的时候算几成
 * @typedef {{query: import("./query.js").Query, words: Word[], all: number, most: number, said: Set<string>, scope: number, worths: [string, number][], worth: number}} Questioned worths：相邻的两个字各有多少见；worth：加起来； scope：这样问的多半是不是制度答的事
 */

/**
 * 问的是哪些词。
 * @param {import("./query.js").Query} query @param {import("./query.js").Synonym[]} used
 * @param {{rare: Map<string, number>, held: Map<string, number>, topics: Map<string, number>, scope: Map<string, number>}} found 每个词有多少见，在几条记录里，说的是不是制度管的事，这样问的是不是制度答的事
 * @returns {Questioned}
 */
export function questioned(query, used, found) {
  const { rare, held, topics, scope } = found;
  const known = (/** @type {string} */ pair) => !held.has(pair) || Boolean(held.get(pair));
  const most = Math.max(4, ...rare.values());
  const words = content(query.text).map((word) => {
    const pairs = word.length > 1 ? twos(word) : [word];
    const meant = used.filter((row) => (row.from || "").includes(word) || word.includes(row.from || ""));
    const strange = !meant.length && pairs.some((pair) => !known(pair));
    const value = strange ? most : Math.max(...pairs.map((pair) => rare.get(pair) || 0), 0.3) * (word.length > 1 ? 1 : ALONE);
    const told = meant.map((row) => means(row, word));
    const topic = word.length > 1 ? pairs.reduce((sum, pair) => sum + (topics.get(pair) || 0), 0) / pairs.length : 0;
    return { word, pairs, value, strange, meant: told, topic };
  });
  const worthOf = (/** @type {string} */ pair) => (known(pair) ? (rare.get(pair) || 0.3) * (pair.length > 1 ? 1 : ALONE) : most);
  const worths = words.flatMap((word) => word.pairs).map((pair) => /** @type {[string, number]} */ ([pair, worthOf(pair)]));
  return { query, words, all: words.reduce((sum, { value }) => sum + value, 0), most, said: new Set(twos(bare(fold(query.text)))), scope: [...new Set(terms(query.text))].reduce((sum, term) => sum + (scope.get(term) || 0), 0) / SCALE, worths, worth: worths.reduce((sum, [, value]) => sum + value, 0) };
}

/**
 * 一处结果答了的凭据，一项一个数。
 * @param {Questioned} asked @param {import("./rank.js").Compared} result @returns {Record<string, number>}
 */
export function evidence(asked, result) {
  const { query, words } = asked;
  const { ways, near } = nearest(asked.said, result.flat.ways);
  const head = fold(`${result.heading} ${result.act.title} ${result.act.short || ""}`);
  const body = `${head} ${fold(result.text)}`;
  const by = result.found || {};
  const task = Number(result.act.collection === "遇事查办");
  const tells = Number(query.tells);
  return {
    ...covered(asked, head, body, ways),
    ...topical(words, `${bare(body)} ${result.asked}`),
    told: Number(ways.length > 0),
    side: Number(SIDE.test(result.act.collection)),
    task,
    taskTells: task * tells,
    tells,
    undated: Number(query.when && !by.when),
    uncounted: Number(Boolean(query.unit) && !by.count),
    ...Object.fromEntries(KINDS.map(([name, asks, answer]) => [name, Number(asks.test(query.text) && !(answer && answer.test(body)))])),
    likely: by.likely || 0,
    likelyEach: (by.likely || 0) / Math.max(4, query.text.length),
    alike: by.alike || 0,
    scope: asked.scope,
    way: by.way || 0,
    any: by.any || 0,
    pairs: by.pairs || 0,
    run: Math.max(by.runHead || 0, by.runText || 0),
    headWord: by.headWord || 0,
    many: Math.min(words.length, 8) / 8,
    near,
    nearHead: close(asked.said, result.flat.heading),
    wayHeld: Math.max(0, ...ways.map((way) => within(asked, way))),
    bodyHeld: within(asked, bare(body)),
    headHeld: within(asked, bare(head)),
    worth: Math.log(Math.max(1e-9, result.score)) / 10,
    base: 1,
  };
}

/**
 * 最像的几种问法，最像的有多像：别的不会更说明答了。
 * @param {Set<string>} said @param {string[]} ways
 */
function nearest(said, ways) {
  const likes = ways.map((way) => ({ way, like: close(said, way) })).sort((a, b) => b.like - a.like);
  return { ways: likes.slice(0, WAYS).map(({ way }) => way), near: likes.length ? likes[0].like : 0 };
}

/**
 * 问的词有几成在里面，缺的有多要紧。
 * @param {Questioned} asked @param {string} head @param {string} body @param {string[]} ways
 */
function covered({ words, all, most }, head, body, ways) {
  const asked = ways.map(() => 0);
  let cover = 0;
  let inHead = 0;
  let missed = 0;
  let unknown = 0;
  for (const { word, pairs, value, strange, meant } of words) {
    const stood = (/** @type {string} */ text) => Math.max(here(word, pairs, text), ...meant.map(({ pieces, part }) => (part * pieces.filter((piece) => text.includes(piece)).length) / pieces.length), 0);
    const found = stood(body);
    ways.forEach((way, i) => (asked[i] += value * stood(way)));
    cover += value * found;
    inHead += value * stood(head);
    missed = Math.max(missed, (value * (1 - found)) / most);
    if (strange) unknown += value;
  }
  const best = Math.max(cover, ...asked);
  return { head: all ? inHead / all : 0, missed, unknown: all ? unknown / all : 0, sum: Math.min(6, best / most), lack: Math.min(6, (all - best) / most) };
}

/**
 * 词说的多半是不是制度管的事；里面没有的那些，说的是不是别的事。
 * @param {Word[]} words @param {string} text
 */
function topical(words, text) {
  const long = words.filter(({ word }) => word.length > 1);
  const strangers = long.filter(({ word, topic }) => topic < 0 && !text.includes(word)).map(({ topic }) => -topic);
  return {
    topic: long.reduce((sum, { topic }) => sum + topic, 0) / Math.max(1, long.length) / 3,
    topicLow: Math.max(0, ...long.map(({ topic }) => -topic)) / 4,
    topicMissed: Math.min(12, strangers.reduce((sum, topic) => sum + topic, 0)) / 4,
    topicWorst: Math.max(0, ...strangers) / 4,
  };
}

/**
 * 问的词里相邻的两个字，按多少见算有几成在里面。
 * @param {Questioned} asked @param {string} text
 */
function within({ worths, worth }, text) {
  return worths.length ? worths.reduce((sum, [pair, value]) => sum + (text.includes(pair) ? value : 0), 0) / worth : 0;
}

/** @param {string} word @param {string[]} pairs @param {string} text */
function here(word, pairs, text) {
  if (stands(word, text)) return 1;
  return word.length > 2 ? (PART * pairs.filter((pair) => stands(pair, text)).length) / pairs.length : 0;
}

/**
 * 换成的说法；说的只是词里的一段（停车之于停车位），按几成算。
 * @param {import("./query.js").Synonym} row @param {string} word @returns {Meant}
 */
function means(row, word) {
  const part = (row.sure ? MEANT.sure : MEANT.not) * Math.min(1, (row.from || "").length / word.length);
  return { pieces: row.means.split(/\s+/).map((piece) => bare(fold(piece))), part };
}

/**
 * 头几处的凭据合成一个数，不低于 0 才算答了：每一项取头几处里最好的：说没有答的，取最小的。
 * @param {Record<string, number>[]} grounds @param {boolean} asking 这个站知道人怎么问
 */
export function trust(grounds, asking) {
  const weights = asking ? ASKED : PLAIN;
  const best = (/** @type {string} */ name) => (AGAINST.has(name) ? Math.min : Math.max)(...grounds.map((found) => found[name] || 0));
  return Object.keys(weights).reduce((sum, name) => sum + weights[name] * best(name), 0);
}
