// @ts-check
/** 检索：先认引用、名字和日子，再按字的二元组在分片索引里找条文。 */
import { duties } from "./duties.js";
import { Outdated, files } from "./files.js";
import { considered, holding, score, texts, top, within } from "./index.js";
import { alike, likely } from "./likely.js";
import { moments, states } from "./moments.js";
import { lettered, spelled } from "./pinyin.js";
import { understand, weigh } from "./query.js";
import { asking, features, flat, worth } from "./rank.js";
import { book, stateOn, textOn } from "./records.js";
import { resolve, slip, split } from "./resolve.js";
import { mend } from "./slips.js";
import { isForm } from "./forms.js";
import { front, ordered } from "./order.js";
import { bare, fold, plainly, terms } from "./text.js";
import { evidence, questioned, trust } from "./trust.js";

export { Outdated };

const CONSIDERED = 120; // 索引给的头这些条里，正文取得到的才比
const NEAR = 0.3; // 分有头一条的几成，才列出来
const LIKELY = 0.2; // 分有头一条的几成，才比
const MISTYPED = 200; // 哪里都没有这几个字，又和条标只差一个字：就当打错了
const READ = 95; // 拼音就是这个名字的拼音
const ASIDE = new Set(["术语", "表格"]); // 拼音是术语、表格的名字的，写成汉字再找
const OTHER = 0.3; // 问的是15个工作日，条文里写的是别的数
const SAID = Math.exp(6); // 问的正是这一条的一种问法，一字不差
const LITERAL = 1200; // 只按原词：至多核对这么多条正文
const FAINT = 0.12; // 事项的分有头一条的几成，才比
const TASKS = 3; // 最像的几件事项，总要比一比
const FORMS = 12; // 要表的，最像的几张
const ODDS = 10; // 可能的对数除以这么多，和别的特征差不多大
const LOOKED = 3; // 头几条里有一条答了，就算答了

/**
 * @typedef {import("./records.js").Act} Act
 * @typedef {{id: number, act: Act, entry: number, provision: string, expression: string, url: string, label: string, heading: string, text: string, asked: string, duty: string[], rests: string[], state: string, score: number, told?: string, cites?: boolean, found?: Record<string, number>, mistyped?: boolean}} Result
 * @typedef {{act: Act, state: string}} Listed 列出的一处：哪一件，什么状态
 * @typedef {{results: Result[], total: number, all: Listed[], used: import("./query.js").Synonym[], named: Set<string>, missing: {act: Act, asked: string, last: string}|null, unheld: string, common: boolean, weak: boolean, sure: boolean, evidence: Record<string, number>[], byName: boolean, query: import("./query.js").Query}} Answer
 * results：要的头几处；total：一共列几处；all：不按分面筛的每一处；missing：点了名的那件没有所写的条；unheld：没有一件是这个文号；common：只打了一个太常见的字；
 * weak：本汇编没有规定；sure：第一处就是答案；byName：认出的是名字、引用、日子；evidence：头几条各有几分把握，为什么
 * @typedef {{most: number, day: string, asOf?: boolean, exact?: boolean, past?: boolean, stale?: () => boolean, keep?: (act: Act, state: string) => boolean}} Wish
 */

/** @param {import("./files.js").Load} load 取一个数据文件 */
export function engine(load) {
  const store = files(load);
  return {
    /** 先取好小文件，把名字和口语表规整好，第一个字打下去就不用再等。 */
    warm: () => store.use((session) => prepare(session.get)),
    /** 小的索引打了包，全取来，断了网也能检索。 */
    keepAll: () =>
      store.use(async (session) => {
        const manifest = await session.get("manifest");
        for (let i = 0; i < (manifest.packs || 0); i += 1) {
          for (const [name, value] of Object.entries(await session.get(`pack-${i}`))) session.keep(name, value);
        }
      }),
    /**
     * stale：读者已经又打了字，取正文以前就可以停。
     * @param {string} typed @param {Wish} wish @returns {Promise<Answer>}
     */
    search: (typed, wish) => store.use((session) => search(typed, wish, session.get)),
  };
}

/** @typedef {import("./files.js").Get} Get */
/** @typedef {import("./files.js").Manifest} Manifest */
/** @typedef {[Manifest, Act[], import("./query.js").Synonym[]]} Small manifest、制度、口语表 */
/** @type {WeakMap<Get, Promise<Small>>} */
const prepared = new WeakMap();

/**
 * 取小文件，拿一个到处都有的字空跑一次：名字和口语表就规整好了，程序也编译好了。
 * @param {Get} get @returns {Promise<Small>}
 */
function prepare(get) {
  let ready = prepared.get(get);
  if (!ready) {
    ready = Promise.all([get("manifest"), get("acts"), get("synonyms")]).then(async (small) => {
      await search(Object.keys(small[0].common)[0] || "", { most: 0, day: "" }, get);
      return small;
    });
    ready.catch(() => prepared.delete(get));
    prepared.set(get, ready);
  }
  return ready;
}

/** @type {WeakMap<Act[], import("./records.js").Book>} */
const books = new WeakMap();

/** @param {Act[]} acts */
function bookOf(acts) {
  let found = books.get(acts);
  if (!found) books.set(acts, (found = book(acts)));
  return found;
}

/** @returns {Answer} @param {import("./query.js").Query} query 什么也没有找到 */
function nothing(query) {
  return { results: [], total: 0, all: [], used: [], named: new Set(), missing: null, unheld: "", common: false, weak: false, sure: false, evidence: [], byName: false, query };
}

/** @typedef {{known: import("./records.js").Book, wish: Wish, manifest: Manifest, get: Get}} Ground 在哪一套数据里、按什么愿望找 */
/** @typedef {Awaited<ReturnType<typeof recognised>>} Recognised */
/** @typedef {import("./index.js").Scores & {used: import("./query.js").Synonym[], best: number, near: number[], likely: number[]}} Scored 各条的分；near：够得上列出来的；likely：够得上比的 */

/**
 * mended：打错的字已经改过。
 * @param {string} typed @param {Wish} wish @param {Get} get @param {boolean} [mended] @returns {Promise<Answer>}
 */
async function search(typed, wish, get, mended = false) {
  const [manifest, acts, synonyms] = await Promise.all([get("manifest"), get("acts"), get("synonyms")]);
  const ground = { known: bookOf(acts), wish, manifest, get };
  const asked = await recognised(typed, ground.known, wish, get);
  const none = nothing(asked.query);
  if (!bare(asked.query.text)) return none;
  if (wish.exact) return literally(asked.query, wish, ground.known, manifest, get, none);
  const found = await scored(asked.query, synonyms, ground);
  if (wish.stale && wish.stale()) return none;
  if ([...found.held].some(([term, count]) => !count && term.length === 1 && term > "\u3400")) {
    const plain = plainly(typed, await get("variants")); // 哪里都没有的字，多半是繁体
    if (plain !== typed) return search(plain, wish, get, mended);
  }
  const leading = [...asked.leads, ...states(asked.query, ground.known, wish.day)];
  const naming = new Set([...asked.sure, ...leading].map((hit) => ground.known.place(hit.id).act.id));
  const results = await compared(asked, found, naming, ground);
  const placed = front({ sure: asked.sure, maybe: asked.maybe, leading, query: asked.query, known: ground.known, wish, results });
  const rest = [...new Set([...found.near, ...results.map((r) => r.id).filter((id) => found.scores[id] >= found.best * NEAR)])];
  const list = ordered(placed, top(one(rest, ground.known, wish, found.scores), found.scores, rest.length), ground.known, wish, naming);
  const counted = list.filter((hit) => !wish.asOf || applies(ground.known, hit.id, wish.day));
  const kept = wish.keep ? counted.filter((hit) => wish.keep && wish.keep(ground.known.place(hit.id).act, hit.state)) : counted;
  const shown = await drawn(kept.slice(0, wish.most), ground.known, wish, manifest, get);
  const features = new Map(results.map((r) => [r.id, r.found]));
  for (const r of shown) r.found = features.get(r.id);
  const verdict = judged(asked, found, { leading, list, results, asking: Boolean(manifest.asked) });
  const common = Boolean(manifest.common[bare(asked.query.text)]);
  const answer = {
    ...none,
    ...verdict,
    results: shown,
    total: kept.length,
    all: counted.map((hit) => ({ act: ground.known.place(hit.id).act, state: hit.state })),
    used: found.used,
    named: naming,
    missing: asked.missing || null,
    unheld: asked.unheld || "",
    common,
    weak: !verdict.sure && counted.length > 0 && !common,
  };
  return mended || verdict.byName ? answer : meant(answer, found.held, wish, get);
}

/**
 * 打错了字，改好以后才有答案的：给改好的，告诉读者改了什么。
 * @param {Answer} answer @param {Map<string, number>} held @param {Wish} wish @param {Get} get @returns {Promise<Answer>}
 */
async function meant(answer, held, wish, get) {
  const known = answer.used.map((row) => row.word); // 表里有的说法，不是打错的
  const right = (await mend(answer.query.plain, held, !answer.sure, get)).filter(({ from }) => !known.some((word) => word.includes(from)));
  if (!right.length) return answer;
  const other = await search(right.reduce((text, { from, to }) => text.replace(from, to), answer.query.text), wish, get, true);
  if (!other.sure) return answer;
  return { ...other, used: [...right.map(({ from, to }) => /** @type {import("./query.js").Synonym} */ ({ word: from, means: to, told: 1 })), ...other.used] };
}

/**
 * 索引给每条几分。
 * @param {import("./query.js").Query} query @param {import("./query.js").Synonym[]} synonyms @param {Ground} ground @returns {Promise<Scored>}
 */
async function scored(query, synonyms, { manifest, get }) {
  const { weights, used } = weigh(query, synonyms, terms);
  const { scores, touched, rare, held, topics, scope } = await score(weights, manifest, get);
  const best = touched.reduce((most, id) => Math.max(most, scores[id]), 0);
  return { used, scores, touched, rare, held, topics, scope, best, near: touched.filter((id) => scores[id] >= best * NEAR), likely: touched.filter((id) => scores[id] >= best * LIKELY) };
}

/**
 * 取来正文的那些，按特征比过，分高的在前。
 * @param {Recognised} asked @param {Scored} found @param {Set<string>} naming @param {Ground} ground @returns {Promise<import("./rank.js").Compared[]>}
 */
async function compared({ query }, { scores, touched, rare, best, likely: some, used }, naming, { known, wish, manifest, get }) {
  const { called, rest } = split(query, known.acts);
  const whole = asking(query, rare, used);
  const part = called.size ? asking(rest, without(rare, terms(query.plain), terms(rest.plain)), used) : whole;
  const mine = [...called].flatMap((entry) => within(known.acts, entry, scores));
  const likely = top(one(some, known, wish, scores), scores, CONSIDERED);
  const forms = query.form ? touched.filter((id) => known.place(id).act.collection === "表格") : [];
  const told = touched.filter((id) => known.place(id).act.id === "tasks" && scores[id] >= best * FAINT);
  const own = query.form ? [...new Set(likely.slice(0, FORMS).map((id) => known.place(id).act.id))].flatMap(known.forms) : [];
  const beside = [...top(told, scores, TASKS), ...top(one(forms, known, wish, scores), scores, FORMS), ...own];
  const candidates = one([...new Set([...likely.slice(0, 4), ...top(mine, scores, CONSIDERED), ...likely])], known, wish, scores);
  const records = await texts([...new Set([...considered(candidates, manifest), ...beside])], manifest, get);
  const results = records.map(([id, row]) => {
    const made = result(known, id, row, wish.day);
    return { ...made, score: scores[id], flat: row.flat || (row.flat = flat(made)) };
  });
  weighed(results, { whole, part, called, naming, best, query, day: wish.day, asked: Boolean(manifest.asked) });
  return results;
}

/**
 * 头几条里有没有真的答了的。
 * @param {Recognised} asked
 * @param {Scored} found
 * @param {{leading: import("./moments.js").Lead[], list: import("./order.js").Hit[], results: import("./rank.js").Compared[], asking: boolean}} by
 */
function judged(asked, found, by) {
  const { query, sure, maybe, missing, absent } = asked;
  const { leading, list, results, asking } = by;
  const first = list.slice(0, LOOKED).flatMap((hit) => results.find((r) => r.id === hit.id) || []);
  const words = questioned(query, found.used, found);
  const grounds = first.map((r) => evidence(words, r));
  const named = sure.length > 0 || leading.length > 0 || (list.length > 0 && maybe.some((hit) => hit.id === list[0].id)) || first.some((r) => r.mistyped) || isForm(first, query);
  const gone = absent || (Boolean(missing) && !sure.length); // 没有点了名的那件，那件没有所写的条，就是没有答
  const byName = named && !gone;
  return { evidence: grounds, byName, sure: byName || (!gone && grounds.length > 0 && trust(grounds, asking) >= 0) };
}

/**
 * 打的是什么：问的日子，点的名字，拼音写成的汉字。
 * @param {string} typed @param {import("./records.js").Book} known @param {Wish} wish @param {Get} get
 */
async function recognised(typed, known, wish, get) {
  let query = understand(wish.exact ? typed : await spelled(typed, get));
  if (wish.exact || !bare(query.text)) return { query, leads: [], sure: [], maybe: [], missing: undefined, absent: false, unheld: "" };
  const dated = moments(query, known, wish.day);
  const leads = dated.length ? dated : duties(query, known, wish.day);
  if (leads.length) return { query, leads, sure: [], maybe: [], missing: undefined, absent: false, unheld: "" };
  let found = await resolve(query, known, get);
  const acts = (/** @type {import("./resolve.js").Named} */ hit) => hit.score >= READ && !ASIDE.has(known.place(hit.id).act.collection);
  if (query.latin && !found.sure.some(acts)) {
    const { text, loose } = await lettered(query.text, get);
    if (text) {
      for (const read of new Set([text.replace(/(?<=\D)\d{1,4}$/, "第$&条"), text])) { // 名字后面的数多半是条号
        query = understand(read);
        found = await resolve(query, known, get);
        if (found.sure.length) break;
      }
    } else if (!found.sure.length && loose) query = { ...query, text: loose, plain: loose };
  }
  return { query, leads, ...found };
}

/** @param {import("./rank.js").Compared[]} results @param {{whole: import("./rank.js").Asked, part: import("./rank.js").Asked, called: Set<number>, naming: Set<string>, best: number, query: import("./query.js").Query, day: string, asked: boolean}} by */
function weighed(results, { whole, part, called, naming, best, query, day, asked }) {
  const families = shares(results);
  const typed = bare(fold(query.text));
  const amounts = typed.match(/\d+(?:个?工作日|个月|小时|[日年件次人])/g) || [];
  const places = results.map((r) => r.flat);
  const odds = likely(query.text, places);
  const likes = alike(query.text, places);
  const literal = results.some((r) => r.flat.text.includes(whole.wanted) || r.flat.heading.includes(whole.wanted));
  for (const [i, r] of results.entries()) {
    const known = called.has(r.entry);
    const shared = { likely: odds[i] / ODDS, alike: likes[i], first: r.score / (best || 1), family: families.get(r.act.id) || 0, called: Number(known || naming.has(r.act.id)) };
    const ways = (known ? [whole, part] : [whole]).map((way) => ({ ...features(way, r), ...shared }));
    r.found = ways.sort((a, b) => worth(b, asked) - worth(a, asked))[0];
    r.score = worth(r.found, asked) * standing(r, query, day);
    if (r.act.id !== "tasks" && r.flat.ways.includes(typed)) r.score *= SAID;
    if (query.years.includes(String(r.act.year))) r.score *= 1.3;
    if (amounts.length && !amounts.some((amount) => new RegExp(`(?<!\\d)${amount}`).test(bare(fold(r.text))))) r.score *= OTHER;
    r.mistyped = !literal && mistyped(whole.wanted, r.heading);
    if (r.mistyped) r.score *= MISTYPED;
  }
  results.sort((a, b) => b.score - a.score || a.id - b.id);
}

/**
 * 只按原词：打的词一个不少，原样在条标、正文或者题名里。
 * @param {import("./query.js").Query} query
 * @param {Wish} wish
 * @param {import("./records.js").Book} known
 * @param {Manifest} manifest
 * @param {Get} get
 * @param {Answer} none
 * @returns {Promise<Answer>}
 */
async function literally(query, wish, known, manifest, get, none) {
  const flat = (/** @type {string} */ text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const words = query.text.split(/\s+/).map(flat).filter(Boolean);
  const wanted = [...new Set(words.flatMap((word) => (terms(word).length > 1 ? terms(word).filter((term) => term.length > 1) : terms(word))))];
  const ids = (await holding(wanted, manifest, get)).slice(0, LITERAL);
  const { scores } = await score(new Map(wanted.map((term) => [term, 1])), manifest, get);
  const found = [];
  for (const [id, row] of await texts(ids, manifest, get)) {
    const r = result(known, id, row, wish.day);
    const text = flat(`${r.label}${r.heading}\n${r.text}\n${r.provision ? "" : r.act.title}`);
    if (words.every((word) => text.includes(word))) found.push({ ...r, score: scores[id] * (flat(r.heading).includes(words[0]) ? 2 : 1) });
  }
  const groups = new Set(one(found.map((r) => r.id), known, wish, scores));
  const counted = found.filter((r) => groups.has(r.id) && (!wish.asOf || applies(known, r.id, wish.day))).sort((a, b) => b.score - a.score || a.id - b.id);
  const kept = counted.filter((r) => !wish.keep || wish.keep(r.act, r.state));
  return { ...none, results: kept.slice(0, wish.most), total: kept.length, all: counted.map((r) => ({ act: r.act, state: r.state })), common: Boolean(manifest.common[bare(query.text)]) };
}

/**
 * 同一条的几个文本只留一处：那一天适用的，没有就留分高的。
 * @param {number[]} ids @param {import("./records.js").Book} known @param {Wish} wish @param {Float32Array} scores
 */
function one(ids, known, wish, scores) {
  /** @type {Map<number, number>} */
  const kept = new Map();
  for (const id of ids) {
    const { group, expression, act } = known.place(id);
    const before = kept.get(group);
    const fits = (/** @type {string} */ key) => !act.versions || key === textOn(act, wish.day);
    if (before === undefined || (fits(expression) && !fits(known.place(before).expression)) || (scores[id] > scores[before] && fits(expression) === fits(known.place(before).expression))) kept.set(group, id);
  }
  return [...kept.values()];
}

/**
 * 看某一天的：那一天没有适用的不列，表格和清单跟着它的制度。
 * @param {import("./records.js").Book} known @param {number} id @param {string} day
 */
function applies(known, id, day) {
  return ["", "in_force", "as_of", "partial"].includes(known.state(known.place(id), day));
}

/**
 * 补上正文。
 * @param {import("./order.js").Hit[]} hits
 * @param {import("./records.js").Book} known
 * @param {Wish} wish
 * @param {Manifest} manifest
 * @param {Get} get
 * @returns {Promise<Result[]>}
 */
async function drawn(hits, known, wish, manifest, get) {
  const rows = new Map(await texts(hits.map((hit) => hit.id), manifest, get));
  return hits.map((hit) => {
    const made = result(known, hit.id, /** @type {import("./files.js").Row} */ (rows.get(hit.id)), wish.day, hit.paragraph);
    if (wish.past && made.state === "in_force") made.state = "as_of"; // 看过去某一天，有效写“当日有效”
    return { ...made, ...(hit.url ? { url: hit.url } : {}), ...(hit.told ? { told: hit.told } : {}), ...(hit.cites ? { cites: true } : {}), score: hit.score };
  });
}

/**
 * 打的就是条标，只错了、漏了一个字。
 * @param {string} wanted @param {string} heading
 */
function mistyped(wanted, heading) {
  return wanted.length >= 4 && wanted.length <= 12 && Math.abs(wanted.length - heading.length) <= 1 && wanted !== heading && slip(wanted, bare(heading)) > 0;
}

/**
 * 去掉名字里才有的字词。
 * @param {Map<string, number>} rare @param {string[]} all @param {string[]} kept
 */
function without(rare, all, kept) {
  const named = new Set(all.filter((term) => !kept.includes(term)));
  return new Map([...rare].filter(([term]) => !named.has(term)));
}

/**
 * 每件制度在候选里占的份。
 * @param {Result[]} results @returns {Map<string, number>}
 */
function shares(results) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  const all = results.reduce((sum, r) => sum + r.score, 0) || 1;
  for (const r of results) sums.set(r.act.id, (sums.get(r.act.id) || 0) + r.score / all);
  return sums;
}

/** @param {import("./records.js").Book} known @param {number} id @param {import("./files.js").Row} row @param {string} day @param {string} [paragraph] @returns {Result} */
function result(known, id, row, day, paragraph = "") {
  const at = known.place(id);
  const { act, entry, expression } = at;
  const { provision = "", label = "", heading = "", text = "", asked = "", duty = [], rests = [] } = row;
  const page = expression && act.key && expression !== act.key ? `${act.url}${expression}/` : act.url;
  const url = provision ? (act.paged ? `${page}${provision}/` : `${page}#${provision}${paragraph}`) : page;
  return { id, act, entry, provision, expression, label, heading, text, asked, duty, rests, url, state: known.state(at, day), score: 0 };
}

/**
 * 不再适用的、还没施行的靠后；检索词指明要的靠前。
 * @param {Result} r @param {import("./query.js").Query} query @param {string} day
 */
function standing(r, query, day) {
  if (query.state && r.state === query.state) return 1.5;
  if (r.state === "repealed" || r.state === "expired") return 0.5;
  if (r.state === "superseded") return 0.1;
  return r.state === "upcoming" ? (stateOn(r.act, day) === "upcoming" ? 0.7 : 0.1) : 1;
}
