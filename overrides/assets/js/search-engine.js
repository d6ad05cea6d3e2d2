// @ts-check
/** 检索：先认引用和名字，再按字的二元组在分片索引里找条文。 */
import { owner, score, texts, top, within } from "./search-index.js";
import { understand, weigh } from "./search-query.js";
import { asking, features, worth } from "./search-rank.js";
import { spell } from "./search-pinyin.js";
import { ACTS_A_FILE, articleRow, resolve, slip } from "./search-resolve.js";
import { bare, fold, terms } from "./search-text.js";

const CONSIDERED = 80; // 索引给的头这些条里，正文取得到的才比
const BLOCKS = 6; // 为此取几块正文
const MISTYPED = 200; // 哪里都没有这几个字，又和条标只差一个字：就当打错了
const BESIDE = ["术语", "遇事查办", "表格", "清单"];
const ENDING = /(?:工作|管理|实施)?(?:制度|办法|规定|规范|流程|规程|条例|细则|法)(?:（试行）)?$/;
const NUMERALS = "零一二三四五六七八九";

/**
 * @typedef {{act: import("./search-resolve.js").Act, entry: number, provision: string, expression: string, url: string, label: string, heading: string, text: string, asked?: string, duty: [string, string, string]|0, state: string, score: number, cites?: boolean, found?: Record<string, number>}} Result
 * @typedef {{results: Result[], total: number, entries: Map<number, number>, used: [string, string][], named: Set<string>, missing: {act: import("./search-resolve.js").Act, asked: string, last: string}|null}} Answer
 * entries：每件里找到几处，给分面计数；missing：点了名的那件没有所写的条
 */

/** @param {(name: string) => Promise<any>} load 按名字取一个数据文件 */
export function engine(load) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  const get = (/** @type {string} */ name) => {
    let file = kept.get(name);
    if (!file) {
      file = load(name);
      file.catch(() => kept.delete(name));
      kept.set(name, file);
    }
    return file;
  };
  /** @type {Promise<any[]>|null} */
  let ready = null;
  return {
    /** 先取好小文件，把名字和口语表规整好，第一个字打下去就不用再等。 */
    warm() {
      if (!ready) {
        ready = prepare(get);
        ready.catch(() => (ready = null));
      }
      return ready;
    },
    /** 小的索引打了包，全取来，断了网也能检索。 */
    async keepAll() {
      const manifest = await get("manifest");
      for (let i = 0; i < (manifest.packs || 0); i += 1) {
        for (const [name, value] of Object.entries(await load(`pack-${i}`))) if (!kept.has(name)) kept.set(name, Promise.resolve(value));
      }
    },
    /**
     * stale：读者已经又打了字，取正文以前就可以停。
     * @param {string} typed @param {{most: number, day: string, exact?: boolean, past?: boolean, stale?: () => boolean, keep?: (act: import("./search-resolve.js").Act) => boolean}} wish
     * @returns {Promise<Answer>}
     */
    search: (typed, wish) => search(typed, wish, get),
  };
}

/** 取小文件，拿一个到处都有的字空跑一次：名字和口语表就规整好了，程序也编译好了。 @param {(name: string) => Promise<any>} get */
async function prepare(get) {
  const small = await Promise.all([get("manifest"), get("acts"), get("synonyms")]);
  await search(Object.keys(small[0].common)[0] || "", { most: 0, day: "" }, get);
  return small;
}

/** 某件在某天的状态。 @param {import("./search-resolve.js").Act} act @param {string} day */
export function stateOn(act, day) {
  let state = "";
  for (const [from, key] of act.spans || []) if (!state || from === null || from <= day) state = key;
  return state;
}

/** 某件在某天适用的文本。 @param {import("./search-resolve.js").Act} act @param {string} day */
function textOn(act, day) {
  const versions = act.versions || [];
  return versions.filter((key) => key <= day).pop() || versions[0] || act.key || "";
}

/** @param {string} typed @param {any} wish @param {(name: string) => Promise<any>} get @returns {Promise<Answer>} */
async function search(typed, wish, get) {
  const [manifest, acts, synonyms] = await Promise.all([get("manifest"), get("acts"), get("synonyms")]);
  const query = understand(typed);
  /** @type {Answer} */
  const none = { results: [], total: 0, entries: new Map(), used: [], named: new Set(), missing: null };
  if (!bare(typed)) return none;
  const { sure, maybe, missing } = await resolve(query, acts, get);
  const spelled = query.latin && !sure.length ? await spell(query.latin, get) : "";
  const asked = spelled ? { ...query, text: spelled, plain: spelled } : query;
  const { weights, used } = weigh(asked, wish.exact ? [] : synonyms, terms);
  const { scores, touched, rare } = await score(weights, manifest, get);
  if (wish.stale && wish.stale()) return none;
  const entryOf = owner(acts);
  const { keep } = wish;
  const fits = (/** @type {{entry: number}} */ hit) => !keep || keep(acts[hit.entry]);
  const ids = keep ? touched.filter((id) => keep(acts[entryOf(id)])) : touched;
  const best = ids.reduce((most, id) => Math.max(most, scores[id]), 0);
  const near = ids.filter((id) => scores[id] >= best * 0.3);
  const { called, rest } = split(asked, acts);
  const whole = asking(asked, rare);
  const part = called.size ? asking(rest, without(rare, terms(asked.plain), terms(rest.plain))) : whole;
  const mine = [...called].flatMap((entry) => (fits({ entry }) ? within(acts, entry, scores) : []));
  const first = top(ids, scores, Math.max(CONSIDERED, wish.most + 8));
  const candidates = [...new Set([...first.slice(0, 4), ...top(mine, scores, CONSIDERED), ...first])];
  const records = await texts(considered(candidates, manifest.block, wish.most), manifest, get);
  const results = records.map(([id, row]) => result(acts, row, wish.day, scores[id]));
  const naming = new Set(sure.map((hit) => acts[hit.entry].id));
  const families = shares(results);
  const literal = results.some((r) => bare(fold(r.text + r.heading)).includes(whole.wanted));
  for (const r of results) {
    const known = called.has(r.entry);
    const shared = { first: r.score / (best || 1), family: families.get(r.act.id) || 0, called: Number(known || naming.has(r.act.id)) };
    const ways = (known ? [whole, part] : [whole]).map((way) => ({ ...features(way, r), ...shared }));
    r.found = ways.sort((a, b) => worth(b) - worth(a))[0];
    r.score = worth(r.found) * standing(r, query, wish.day);
    if (query.years.includes(String(r.act.year))) r.score *= 1.3;
    if (!literal && mistyped(whole.wanted, r.heading)) r.score *= MISTYPED;
  }
  results.sort((a, b) => b.score - a.score);
  const kept = (/** @type {any[]} */ hits) => hits.filter(fits).map((hit) => fromName(acts, wish.past ? onDay(acts, hit, wish.day) : hit, wish.day));
  const asState = listed(query, acts, wish.day).filter(fits);
  asState.forEach((r) => naming.add(r.act.id));
  const front = [...kept(sure), ...asState, ...citing(sure, acts, wish.day).filter(fits)];
  const merged = merge([...front, ...blend(aside(results), kept(maybe), query)]);
  const full = await filled(merged.slice(0, wish.most), manifest, get);
  if (wish.past) for (const r of full) if (r.state === "in_force") r.state = "as_of"; // 看过去某一天，有效写“当日有效”
  const entries = new Map();
  for (const id of near) entries.set(entryOf(id), (entries.get(entryOf(id)) || 0) + 1);
  for (const r of front) if (!entries.has(r.entry)) entries.set(r.entry, 1);
  return { results: full, total: Math.max(near.length, merged.length), entries, used, named: naming, missing: missing ? { ...missing, act: acts[missing.entry] } : null };
}

/** 按名字找到的，换成那一天适用的文本。 @param {any[]} acts @param {any} hit @param {string} day */
function onDay(acts, hit, day) {
  const act = acts[hit.entry];
  return act.versions && hit.expression === act.key ? { ...hit, expression: textOn(act, day) } : hit;
}

/** 比哪些：依次把正文所在的块凑够，块里头还有别的候选也一起比。 @param {number[]} ids 分高的在前 @param {number} block @param {number} most */
function considered(ids, block, most) {
  const blocks = new Set();
  for (const id of ids) {
    if (blocks.size >= Math.max(BLOCKS, most)) break;
    blocks.add(Math.floor(id / block));
  }
  return ids.filter((id) => blocks.has(Math.floor(id / block)));
}

/** 打的就是条标，只错了、漏了一个字。 @param {string} wanted @param {string} heading */
function mistyped(wanted, heading) {
  return wanted.length >= 4 && wanted.length <= 12 && Math.abs(wanted.length - heading.length) <= 1 && wanted !== heading && slip(wanted, bare(heading)) > 0;
}

/** 去掉名字里才有的字词。 @param {Map<string, number>} rare @param {string[]} all @param {string[]} kept */
function without(rare, all, kept) {
  const named = new Set(all.filter((term) => !kept.includes(term)));
  return new Map([...rare].filter(([term]) => !named.has(term)));
}

/** 每件制度在候选里占的份。 @param {Result[]} results @returns {Map<string, number>} */
function shares(results) {
  const sums = new Map();
  const all = results.reduce((sum, r) => sum + r.score, 0) || 1;
  for (const r of results) sums.set(r.act.id, (sums.get(r.act.id) || 0) + r.score / all);
  return sums;
}

/** 点了名的制度，和去掉名字以后剩下要问的话。 @param {import("./search-query.js").Query} asked @param {import("./search-resolve.js").Act[]} acts */
function split(asked, acts) {
  /** @type {Set<number>} */
  const called = new Set();
  let plain = asked.plain;
  acts.forEach((act, entry) => {
    if (!act.stems) act.stems = [act.title, ...(act.names || [])].map((full) => (full.replace(ENDING, "").length < 3 ? full : full.replace(ENDING, "")));
    act.stems.forEach((stem, i) => {
      if (stem.length < 3 || !asked.text.includes(stem)) return;
      const full = i ? (act.names || [])[i - 1] : act.title;
      called.add(entry);
      plain = plain.split(asked.text.includes(full) ? full : stem).join(" ");
    });
  });
  return { called, rest: bare(plain).length > 1 ? { ...asked, plain } : asked };
}

/** 按名字找到的条，补上正文。 @param {Result[]} results @param {any} manifest @param {(name: string) => Promise<any>} get @returns {Promise<Result[]>} */
function filled(results, manifest, get) {
  return Promise.all(
    results.map(async (r) => {
      if (r.text || !r.provision) return r;
      const [row, index] = await articleRow(r.entry, r.provision, get);
      if (!row) return r;
      const id = r.act.first + 1 + index;
      const [[, found]] = await texts([id], manifest, get);
      const same = found && found[0] === r.entry && found[2] === r.provision && found[1] === r.expression;
      return same ? { ...r, text: found[6], heading: found[4], label: found[3], duty: found[5] } : { ...r, heading: row[2] };
    }),
  );
}

/** 术语、事项、表格、清单是旁证：有条文时排在头两条之后。 @param {Result[]} ranked */
function aside(ranked) {
  const beside = ranked.filter((r) => BESIDE.includes(r.act.collection) && (r.provision || r.act.collection !== "清单"));
  const main = ranked.filter((r) => !beside.includes(r));
  return [...main.slice(0, 2), ...beside.slice(0, 1), ...main.slice(2), ...beside.slice(1)];
}

/** 只是像的名字：只打了名字的排第一，还问了别的排在头两个正文结果之后。 @param {Result[]} ranked @param {Result[]} maybe @param {import("./search-query.js").Query} query */
function blend(ranked, maybe, query) {
  if (!maybe.length) return ranked;
  const strong = maybe[0].score >= 76 && !BESIDE.includes(maybe[0].act.collection) && !query.question && !/\s/.test(query.text) && !(ranked[0] && ranked[0].heading === query.text);
  return strong ? [maybe[0], ...ranked.slice(0, 3), ...maybe.slice(1), ...ranked.slice(3)] : [...ranked.slice(0, 2), ...maybe, ...ranked.slice(2)];
}

/** @param {Result[]} hits */
function merge(hits) {
  const seen = new Set();
  return hits.filter((hit) => {
    const key = `${hit.act.id}#${hit.provision}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** @param {any[]} acts @param {any[]} row @param {string} day @param {number} value @returns {Result} */
function result(acts, row, day, value) {
  const [entry, expression, provision, label, heading, duty, text, asked] = row;
  const act = acts[entry];
  return { act, entry, provision, expression, label, heading, text, asked, duty, url: address(act, expression, provision), state: stateHere(act, expression, day), score: value };
}

/** @param {any[]} acts @param {any} hit @param {string} day @returns {Result} */
function fromName(acts, hit, day) {
  const act = acts[hit.entry];
  const label = hit.provision.startsWith("art_") ? articleLabel(hit.provision) : "";
  return { act, entry: hit.entry, provision: hit.provision, expression: hit.expression, label, heading: hit.heading, text: "", duty: 0, url: address(act, hit.expression, hit.provision + hit.paragraph), state: stateHere(act, hit.expression, day), score: hit.score };
}

/** @param {any} act @param {string} expression @param {string} anchor */
function address(act, expression, anchor) {
  const page = expression && act.key && expression !== act.key ? `${act.url}${expression}/` : act.url;
  return anchor ? `${page}#${anchor}` : page;
}

/** @param {any} act @param {string} expression @param {string} day */
function stateHere(act, expression, day) {
  const state = stateOn(act, day);
  if (!act.versions || !expression || expression === textOn(act, day)) return state;
  return expression > day ? "upcoming" : "superseded";
}

/** art_9-1 写成第九条之一。 @param {string} eid */
export function articleLabel(eid) {
  const [main, more] = eid.replace("art_", "").split("-").map(Number);
  return `第${chinese(main)}条${more ? `之${chinese(more)}` : ""}`;
}

/** @param {number} n @returns {string} */
function chinese(n) {
  if (n < 10) return NUMERALS[n];
  if (n < 20) return `十${n % 10 ? NUMERALS[n % 10] : ""}`;
  if (n < 100) return `${NUMERALS[Math.floor(n / 10)]}十${n % 10 ? NUMERALS[n % 10] : ""}`;
  const [size, word] = n < 1000 ? [100, "百"] : [1000, "千"];
  const rest = n % size;
  const zero = rest && rest < size / 10 ? "零" : "";
  return `${chinese(Math.floor(n / size))}${word}${zero}${rest ? (rest >= 10 && rest < 20 ? "一" : "") + chinese(rest) : ""}`;
}

/** 不再适用的、还没施行的靠后；检索词指明要的靠前。 @param {Result} r @param {import("./search-query.js").Query} query @param {string} day */
function standing(r, query, day) {
  let value = 1;
  if (query.state && r.state === query.state) value = 1.5;
  else if (r.state === "repealed" || r.state === "expired") value = 0.5;
  else if (r.state === "superseded") value = 0.1;
  else if (r.state === "upcoming") value = r.act.versions ? 0.1 : 0.7;
  return value;
}

/** “2023年废止的制度”：按状态和年份列出。 @param {import("./search-query.js").Query} query @param {any[]} acts @param {string} day @returns {Result[]} */
function listed(query, acts, day) {
  if (!query.listing) return [];
  const out = [];
  acts.forEach((act, entry) => {
    const span = (act.spans || []).find((/** @type {any[]} */ s) => s[1] === query.state && (!query.years.length || query.years.includes((s[0] || "").slice(0, 4))));
    const fits = query.state === "upcoming" ? stateOn(act, day) === "upcoming" : span && (!span[0] || span[0] <= day);
    if (fits) out.push(fromName(acts, { entry, provision: "", expression: act.key || "", heading: "", paragraph: "", score: 150 }, day));
  });
  const page = acts.findIndex((act) => act.id === { repealed: "status-repealed", expired: "status-expired", upcoming: "status-not-yet-in-force" }[query.state]);
  const own = page >= 0 ? [fromName(acts, { entry: page, provision: "", expression: "", heading: "", paragraph: "", score: 160 }, day)] : [];
  return query.years.length ? [...out, ...own] : [...own, ...out];
}

/** 引用了所查那一条的条文。 @param {any[]} sure @param {any[]} acts @param {string} day @returns {Result[]} */
function citing(sure, acts, day) {
  const places = (sure[0] && sure[0].cited) || [];
  return places.slice(0, 8).flatMap((/** @type {[string, string]} */ [id, eid]) => {
    const entry = acts.findIndex((act) => act.id === id);
    return entry < 0 ? [] : [{ ...fromName(acts, { entry, provision: eid, expression: acts[entry].key || "", heading: "", paragraph: "", score: 60 }, day), cites: true }];
  });
}
