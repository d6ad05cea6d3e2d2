// @ts-check
/** 检索：先认引用和名字，再按字的二元组在分片索引里找条文。 */
import { resolve } from "./search-resolve.js";
import { bare, fold, shardOf, terms } from "./search-text.js";

const ASKING = /请问|我想|我要|想知道|怎么办理|怎么办|怎么样|怎么|如何|什么时候|什么|哪些|哪个|哪里|多长时间|多久|几天|谁来|谁负责|由谁|找谁|是谁|谁|要不要|能不能|可不可以|可以不可以|是不是|需不需要|有没有|需要|可以|应该|应当|吗|呢|啊|的话|一下|规定|的|了/g;
const WHEN = /多久|几天|几日|几次|几家|多少|什么时候|何时|多长时间|时限|期限/;
const K1 = 1.2;
const B = 0.4;

/**
 * @param {(name: string) => Promise<any>} load 按名字取一个数据文件
 */
export function engine(load) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  const get = (/** @type {string} */ name) => {
    if (!kept.has(name)) kept.set(name, load(name));
    return /** @type {Promise<any>} */ (kept.get(name));
  };
  return {
    /** 先取好小文件。 */
    warm: () => Promise.all([get("manifest"), get("names"), get("synonyms"), get("lengths")]),
    /** @param {string} query @param {number} most */
    search: (query, most) => search(query, most, get),
  };
}

/**
 * @param {string} query @param {number} most @param {(name: string) => Promise<any>} get
 * @returns {Promise<any[]>}
 */
async function search(query, most, get) {
  if (!bare(query)) return [];
  const [manifest, names, synonyms, lengths] = await Promise.all([get("manifest"), get("names"), get("synonyms"), get("lengths")]);
  const named = resolve(query, names);
  const weights = weigh(query, synonyms);
  const scores = await score(weights, manifest, lengths, get);
  const top = [...scores.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, Math.max(most * 2, 24));
  const records = await texts(top.map(([id]) => id), manifest, get);
  const ranked = top.map(([id, value]) => ({ ...records.get(id), score: value * closeness(query, records.get(id)) }));
  ranked.sort((a, b) => b.score - a.score);
  const sure = named.filter((hit) => hit.score >= 88 || (hit.provision && hit.score >= 120));
  const maybe = named.filter((hit) => !sure.includes(hit));
  return merge([...sure, ...blend(ranked, maybe)], most);
}

/** 只是像的名字排在第一个正文结果之后。 @param {any[]} ranked @param {any[]} maybe */
function blend(ranked, maybe) {
  if (!maybe.length) return ranked;
  const strong = maybe[0].score >= 76;
  return strong ? [maybe[0], ...ranked.slice(0, 3), ...maybe.slice(1), ...ranked.slice(3)] : [...ranked.slice(0, 2), ...maybe, ...ranked.slice(2)];
}

/** @param {any[]} hits @param {number} most */
function merge(hits, most) {
  const seen = new Set();
  return hits
    .filter((h) => {
      const key = `${h.act}#${h.provision}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, most);
}

/** 检索词的权：问话的虚词不算，口语换成制度的说法。 @param {string} query @param {[string, string][]} synonyms */
function weigh(query, synonyms) {
  /** @type {Map<string, number>} */
  const out = new Map();
  const add = (/** @type {string} */ text, /** @type {number} */ weight) => terms(text).forEach((t) => out.set(t, Math.max(out.get(t) || 0, weight)));
  const plain = query.length > 24 ? query : query.replace(ASKING, " ");
  add(plain, 1);
  if (!out.size) add(query, 1);
  const flat = bare(query);
  for (const [word, means] of synonyms) if (flat.includes(bare(word))) add(means, 0.8);
  return out;
}

/**
 * @param {Map<string, number>} weights @param {any} manifest @param {number[]} lengths @param {(name: string) => Promise<any>} get
 * @returns {Promise<Map<number, number>>}
 */
async function score(weights, manifest, lengths, get) {
  const shards = new Map();
  for (const term of weights.keys()) shards.set(term, `terms-${shardOf(term, manifest.shards)}`);
  await Promise.all([...new Set(shards.values())].map(get));
  /** @type {Map<number, number>} */
  const scores = new Map();
  /** @type {Map<number, number>} */
  const covered = new Map();
  let all = 0;
  for (const [term, weight] of weights) {
    const list = (await get(shards.get(term)))[term];
    const found = list ? list.length / 2 : 0;
    const rare = weight * Math.log(1 + (manifest.records - found + 0.5) / (found + 0.5));
    all += rare;
    if (!list) continue;
    let id = 0;
    for (let i = 0; i < list.length; i += 2) {
      id += list[i];
      const length = 1 - B + (B * lengths[id] * 20) / manifest.mean;
      scores.set(id, (scores.get(id) || 0) + (rare * list[i + 1] * (K1 + 1)) / (list[i + 1] + K1 * length));
      covered.set(id, (covered.get(id) || 0) + rare);
    }
  }
  scores.forEach((value, id) => scores.set(id, value * (0.35 + 0.65 * ((covered.get(id) || 0) / all) ** 1.3)));
  return scores;
}

/** @param {number[]} ids @param {any} manifest @param {(name: string) => Promise<any>} get */
async function texts(ids, manifest, get) {
  const out = new Map();
  await Promise.all(ids.map(async (id) => out.set(id, (await get(`texts-${Math.floor(id / manifest.block)}`))[id % manifest.block])));
  return out;
}

/** 整句、整词连着出现的更像；条标对上的更像；不再适用的靠后。 @param {string} query @param {any} record */
function closeness(query, record) {
  const wanted = bare(fold(query.length > 24 ? query : query.replace(ASKING, "")));
  const text = bare(fold(`${record.heading} ${record.text}`));
  let best = 0;
  for (let i = 0; i < wanted.length; i += 1) {
    let j = i + best + 1;
    while (j <= wanted.length && text.includes(wanted.slice(i, j))) {
      best = j - i;
      j += 1;
    }
  }
  let value = 1 + (0.8 * best) / Math.max(4, wanted.length);
  const heading = bare(fold(record.heading || ""));
  if (record.provision && heading && (wanted.includes(heading) || heading.includes(wanted)) && wanted.length > 1) value *= 1.25;
  if (record.duty) value *= 1.06;
  const spans = JSON.parse(record.spans || "[]");
  const last = spans.length ? spans[spans.length - 1][1] : "";
  if (last === "repealed" || last === "expired") value *= 0.75;
  if (record.act === "glossary") value *= 0.45;
  else if (!record.provision) value *= 0.7;
  if (WHEN.test(query)) {
    if (/\d+(个?工作)?[日月年]|\d+小时/.test(text)) value *= 1.15;
    if (/时限|期限|频次|时间|时点/.test(heading)) value *= 1.15;
  }
  return value;
}
