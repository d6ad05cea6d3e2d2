// @ts-check
/** 排次序：点了名的、问日子的在前；说的是一件事，事项在前；要表的，表在前；不再适用的在最后。 */
import { wanted } from "./forms.js";
import { bare, fold } from "./text.js";

const TASKS = "遇事查办";
const BESIDE = ["术语", "遇事查办", "表格", "清单"];
const ENDED = ["repealed", "expired", "superseded"];
const STRONG = 76;
const SITUATION = 0.62; // 事项的说法对上几成，就排在第二
const AS_GOOD = Math.exp(-4.5); // 讲一件事的：旁证的分本来就压低，事项的分到条文的几成，就算说的是这件事
const TOLD = Math.exp(-6); // 说的是遇到的事，不是问规定的，放宽到这里；只是几个词的，事项的分要不低于条文
const LOOKED = 3;
const RESTING = 1.5; // 步骤依据的正是最像的那一条，事项比别的事项高这么多（分取对数）
const LEANING = 6; // 同上，和条文比：依据的是那一条的高一半，一条也没有依据的低一半
const SAME_ACT = 0.5; // 依据的是同一件里别的条，算半条
const STORY = 18; // 这么长、几句连着说的，是讲一件事
const FILLER = /^(?:我|我们|我想|我要|今天|昨天|刚才|刚刚|现在|要|想)|(?:了|怎么办|怎么弄|怎么处理|怎么做|要怎么办|该怎么办|跟谁说|找谁|要办什么(?:手续)?|办什么手续|有什么手续|要什么手续|需要做什么|吗|呢|啊)$/g;

/** @typedef {import("./engine.js").Result} Result */
/** @typedef {{id: number, state: string, score: number, paragraph?: string, url?: string, told?: string, cites?: boolean, front?: boolean}} Hit 列出的一处 */
/** @typedef {{id: number, paragraph?: string, score?: number}} Spot 认出的一处 */

/**
 * 取过正文的排好次序。
 * @param {{sure: import("./resolve.js").Named[], maybe: import("./resolve.js").Named[], leading: import("./moments.js").Lead[], query: import("./query.js").Query, known: import("./records.js").Book, wish: import("./engine.js").Wish, results: import("./rank.js").Compared[]}} by
 * @returns {Hit[]}
 */
export function front({ sure, maybe, leading, query, known, wish, results }) {
  const hit = (/** @type {Spot} */ named, /** @type {Partial<Hit>} */ more = {}) => {
    const id = wish.past ? known.onDay(named.id, wish.day) : named.id;
    return { id, state: known.state(known.place(id), wish.day), score: named.score || 0, paragraph: named.paragraph, ...more };
  };
  const asked = leading.map((lead) => ({ ...hit(lead, { front: true }), url: lead.url, told: lead.told }));
  const named = sure.map((one) => hit(one, { front: true }));
  const citing = (sure[0] && sure[0].cited ? sure[0].cited : []).slice(0, 8).map((id) => hit({ id, score: 60 }, { cites: true }));
  const ranked = blend(aside(results, query), maybe, query, hit, known);
  return [...asked, ...named, ...citing, ...ranked];
}

/**
 * 全部列出的：取过正文的在前，其余照索引的分；每处只列一次，不再适用的放在最后。
 * @param {Hit[]} placed @param {number[]} rest 分高的在前 @param {import("./records.js").Book} known @param {import("./engine.js").Wish} wish @param {Set<string>} naming
 */
export function ordered(placed, rest, known, wish, naming) {
  /** @type {Set<number>} */
  const seen = new Set();
  /** @type {Hit[]} */
  const all = [...placed, ...rest.map((id) => ({ id, state: known.state(known.place(id), wish.day), score: 0 }))].filter((hit) => {
    const { group } = known.place(hit.id);
    return seen.has(group) ? false : seen.add(group);
  });
  const [lead] = all.map((hit) => known.place(hit.id).act).filter(({ collection }) => !BESIDE.includes(collection)); // 前面的事项、表格不是条文，不算
  const gone = (/** @type {Hit} */ hit) => !hit.front && ENDED.includes(hit.state) && known.place(hit.id).act !== lead && !naming.has(known.place(hit.id).act.id);
  return [...all.filter((hit) => !gone(hit)), ...all.filter(gone)];
}

/**
 * 术语、事项、表格、清单是旁证：有条文时排在头两条之后；要表的、说的正是那件事的，往前。
 * @param {import("./rank.js").Compared[]} ranked @param {import("./query.js").Query} query @returns {Result[]}
 */
function aside(ranked, query) {
  const forms = query.form ? wanted(ranked, query).slice(0, 2) : [];
  const rest = ranked.filter((r) => !forms.includes(r));
  const { task, place } = forms.length ? { task: null, place: 2 } : situation(rest, query);
  const left = rest.filter((r) => r !== task);
  const beside = left.filter((r) => BESIDE.includes(r.act.collection) && (r.provision || r.act.collection !== "清单"));
  const main = left.filter((r) => !beside.includes(r));
  const lead = task ? [...main.slice(0, place), task, ...main.slice(place, 2)] : main.slice(0, 2);
  return [...forms, ...lead, ...beside.slice(0, 1), ...main.slice(2), ...beside.slice(1)];
}

/**
 * 这件事项的步骤，依据的是不是最像的那几条：正是那一条的为1，同一件里别的条为一半；后几条的减半，再减。
 * @param {Result} task @param {Result[]} articles
 */
function rested(task, articles) {
  const own = (/** @type {Result} */ { act, heading }) => (task.rests.includes(`${act.id}#${heading}`) ? 1 : task.rests.some((target) => target.startsWith(`${act.id}#`)) ? SAME_ACT : 0);
  return Math.max(0, ...articles.slice(0, LOOKED).map((one, i) => own(one) / (i + 1)));
}

/**
 * 说的最像哪件事项，排第几：说的正是这件事、讲一件事的，最前；像的，第二；不像的，不往前。
 * @param {Result[]} ranked @param {import("./query.js").Query} query @returns {{task: Result|null, place: number}}
 */
function situation(ranked, query) {
  const articles = ranked.filter((r) => !BESIDE.includes(r.act.collection));
  const tasks = ranked.filter((r) => r.act.collection === TASKS).map((r) => ({ r, like: likeness(r, query), rests: rested(r, articles) }));
  const score = (/** @type {{r: Result, rests: number}} */ { r, rests }) => r.score * Math.exp(RESTING * rests);
  const [said] = tasks.sort((a, b) => (a.like >= 1 || b.like >= 1 ? b.like - a.like : score(b) - score(a)));
  if (!said) return { task: null, place: 2 };
  const { r: task, like, rests } = said;
  const [main] = articles;
  if (like >= 1) return { task, place: Number(Boolean(query.asks && main && main.score > task.score)) };
  const story = query.text.length >= STORY && /[，,。；]/.test(query.text);
  const close = !main || task.score * Math.exp(LEANING * (rests - SAME_ACT)) >= main.score * (query.tells ? TOLD : story ? AS_GOOD : 1);
  const really = query.tells || story || (!query.asks && like >= SITUATION);
  if (close && really && !(main && main.heading === query.text)) return { task, place: 0 };
  return like >= SITUATION ? { task, place: 1 } : { task: null, place: 2 };
}

/**
 * 打的就是头一条的条标；打的是术语的，管它的那件的条标里有它也算。
 * @param {Result|undefined} r @param {import("./query.js").Query} query @param {import("./resolve.js").Named} named
 */
function headed(r, query, named) {
  return Boolean(r && (r.heading === query.text || (named.term && r.provision && r.act.first === named.id && bare(r.heading).includes(bare(query.text)))));
}

/**
 * 像不像这件事：正是一种说法的为1，说法在话里的也算。
 * @param {Result} r @param {import("./query.js").Query} query
 */
function likeness(r, query) {
  const whole = bare(fold(query.text));
  const trimmed = bare(fold(query.text.replace(/[，。？！?!,]/g, "").replace(FILLER, "")));
  const ways = [...r.asked.split("；"), bare(fold(r.heading))].filter(Boolean);
  if (ways.some((way) => way === whole || way === trimmed)) return 1;
  return r.found ? Math.max(r.found.way, ...ways.map((way) => (way.length > 3 && whole.includes(way) ? 0.9 : 0))) : 0;
}

/**
 * 只是像的名字：只打了名字的排第一，还问了别的排在头两个正文结果之后。
 * @param {Result[]} ranked
 * @param {import("./resolve.js").Named[]} maybe
 * @param {import("./query.js").Query} query
 * @param {(named: Spot) => Hit} hit
 * @param {import("./records.js").Book} known
 * @returns {Hit[]}
 */
function blend(ranked, maybe, query, hit, known) {
  const found = ranked.map((r) => ({ id: r.id, state: r.state, score: r.score }));
  if (!maybe.length) return found;
  const like = maybe.map((named) => hit(named));
  const strong = maybe[0].score >= STRONG && !BESIDE.includes(known.place(maybe[0].id).act.collection) && !query.question && !query.form && !/\s/.test(query.text) && !headed(ranked[0], query, maybe[0]);
  return strong ? [like[0], ...found.slice(0, 3), ...like.slice(1), ...found.slice(3)] : [...found.slice(0, 2), ...like, ...found.slice(2)];
}
