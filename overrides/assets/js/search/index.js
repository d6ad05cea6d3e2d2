// @ts-check
/** 分片的索引：每条记录得几分，正文在哪一块，记录归哪一件。 */
import { SINGLE } from "./query.js";
import { shardOf } from "./text.js";

const TOPICS = ""; // 分片里，说的多半是不是制度管的事，和 rulebook/search/index.py 一致
const SCOPE = " "; // 这样问的是不是制度答的事
const ALONE = 0.15; // 没有一对字对得上的，单个的字至少占到这个份
const BLOCKS = 10; // 为此取几块正文
const MANY = 4000; // 有这么多条的站
const MORE = 20; // 多取几块

/** @typedef {import("./files.js").Get} Get */
/** @typedef {import("./files.js").Manifest} Manifest */
/** @typedef {import("./files.js").Shard} Shard */
/** @typedef {{scores: Float32Array, touched: number[], rare: Map<string, number>, held: Map<string, number>, topics: Map<string, number>, scope: Map<string, number>}} Scores 按记录号的分，哪些有分，每个词有多少见，在几条记录里，说的多半是不是制度管的事（正的是，负的不是），这样问的是不是制度答的事 */

/**
 * 每条记录的分：各个词的分加起来，缺的词多的打折。
 * @param {Map<string, number>} weights @param {Manifest} manifest @param {Get} get
 * @returns {Promise<Scores>} 只有零星几个字对得上的，当作没有
 */
export async function score(weights, manifest, get) {
  /** @type {Map<string, `terms-${number}`>} */
  const shards = new Map();
  for (const term of weights.keys()) if (!manifest.common[term]) shards.set(term, `terms-${shardOf(term, manifest.shards)}`);
  await Promise.all([...new Set(shards.values())].map(get));
  const scores = new Float32Array(manifest.records);
  const covered = new Float32Array(manifest.records);
  const paired = new Uint8Array(manifest.records);
  /** @type {number[]} */
  const touched = [];
  /** @type {Map<string, number>} */
  const rare = new Map();
  /** @type {Map<string, number>} */
  const held = new Map();
  /** @type {Map<string, number>} */
  const topics = new Map();
  const scope = new Map(Object.entries(manifest.scope));
  let all = 0;
  for (const [term, weight] of weights) {
    const file = shards.get(term);
    const shard = file ? await get(file) : /** @type {Shard} */ ({});
    const list = shard[term];
    if (shard[TOPICS] && shard[TOPICS][term]) topics.set(term, shard[TOPICS][term]);
    if (shard[SCOPE] && shard[SCOPE][term]) scope.set(term, shard[SCOPE][term]);
    const found = list ? list[0] : manifest.common[term] || 0;
    const value = weight * Math.log(1 + (manifest.records - found + 0.5) / (found + 0.5));
    if (weight === 1 || weight === SINGLE) all += value;
    rare.set(term, value);
    held.set(term, found);
    let id = 0;
    for (let i = 1; list && i < list.length; i += 2) {
      id += list[i];
      if (!scores[id]) touched.push(id);
      scores[id] += (value * list[i + 1]) / manifest.step;
      covered[id] += value;
      if (term.length > 1) paired[id] = 1;
    }
  }
  for (const id of touched) scores[id] *= 0.35 + 0.65 * Math.min(1, covered[id] / (all || 1)) ** 1.3;
  return { scores, touched: touched.filter((id) => paired[id] || covered[id] >= all * ALONE), rare, held, topics, scope };
}

/**
 * 分最高的若干条，分高的在前。
 * @param {number[]} ids @param {Float32Array} scores @param {number} most
 */
export function top(ids, scores, most) {
  let some = ids;
  if (ids.length > most) {
    const cut = Float32Array.from(ids, (id) => scores[id]).sort()[ids.length - most];
    some = ids.filter((id) => scores[id] >= cut);
  }
  return [...some].sort((a, b) => scores[b] - scores[a] || a - b).slice(0, most);
}

/**
 * 一件制度的有分的记录，没有那一件的为空。
 * @param {{first: number}[]} acts @param {number} entry @param {Float32Array} scores
 */
export function within(acts, entry, scores) {
  if (entry < 0) return [];
  const end = entry + 1 < acts.length ? acts[entry + 1].first : scores.length;
  const out = [];
  for (let id = acts[entry].first; id < end; id += 1) if (scores[id]) out.push(id);
  return out;
}

/**
 * 这些词都有的记录，含零碎的字。
 * @param {string[]} wanted @param {Manifest} manifest @param {Get} get @returns {Promise<number[]>}
 */
export async function holding(wanted, manifest, get) {
  const all = wanted.filter((term) => !manifest.common[term]);
  /** @type {number[]|null} */
  let left = null;
  for (const term of all) {
    const list = (await get(`terms-${shardOf(term, manifest.shards)}`))[term] || [0];
    /** @type {Set<number>} */
    const ids = new Set();
    let id = 0;
    for (let i = 1; i < list.length; i += 2) ids.add((id += list[i]));
    left = left ? left.filter((one) => ids.has(one)) : [...ids];
  }
  return left || [];
}

/** @param {number[]} ids @param {Manifest} manifest @param {Get} get @returns {Promise<[number, import("./files.js").Row][]>} */
export function texts(ids, manifest, get) {
  return Promise.all(ids.map(async (id) => /** @type {[number, import("./files.js").Row]} */ ([id, (await get(`texts-${Math.floor(id / manifest.block)}`))[id % manifest.block]])));
}

/**
 * 比哪些：依次把正文所在的块凑够，块里头还有别的候选也一起比。
 * @param {number[]} ids 分高的在前 @param {{block: number, records: number}} manifest
 */
export function considered(ids, { block, records }) {
  /** @type {Set<number>} */
  const blocks = new Set();
  const most = records > MANY ? MORE : BLOCKS;
  for (const id of ids) {
    if (blocks.size >= most) break;
    blocks.add(Math.floor(id / block));
  }
  return ids.filter((id) => blocks.has(Math.floor(id / block)));
}
