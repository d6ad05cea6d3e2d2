// @ts-check
/** 问的是时间：有多少件有效、某天有效的、要施行的、失效的、最近改的、某件怎么变的，到那几页去，日子填好。 */
import { lastDayWords, words } from "../shared/day.js";
import { stateOn, textOn } from "./records.js";
import { byName } from "./resolve.js";
import { toNumber } from "../shared/numerals.js";
import { bare } from "./text.js";

const N = "[零〇一二三四五六七八九十\\d]";
const DATE = new RegExp(`(${N}{4}(?=[年./-])|今年|去年|前年|明年|本年)[年./-]?(?:(年?底|年?末|年?初)|(${N}{1,3})(?:月|[./-])(?:(${N}{1,3})[日号]?)?(?!\\d))?`);
const VALID = /有效|适用|施行|实行|执行|生效|当时|那时|在用|的时候/;
const DATED = new RegExp(`${DATE.source}.{0,6}(?:${VALID.source})|(?:${VALID.source}).{0,6}${DATE.source}`); // 日子和“有效”挨着
const CITED = /[〔[【]|第.{1,5}条|\d号/;
const CHANGED = /改|变|修订|新|更新/;
const CHANGED_FILLER = /最近|近期|近来|这阵子|这段时间|今年|本年|这个月|本月|上个月|有没有|有|什么|哪些|哪几个|几个|制度|规定|办法|文件|规章|内容|地方|的|了|过|吗|啊|呢|都|被|变化|变动|变更|变|修订|修改|修正|改动|改|新|出台|发布|印发|更新|动|情况|一下|看看/g;
const HISTORY = /(?:是)?怎么变(?:化|过来)?的?|怎么改的|改了(?:哪些|什么|几次)?(?:地方|内容|条)?|改过(?:几次|哪些|什么)?|(?:修改|修订)?(?:前后|新旧)(?:的)?(?:条文)?(?:对照|对比|比较|区别|不同|差别)(?:表)?|和以前有什么(?:不同|区别)|有(?:什么|哪些)(?:变化|改动|修改)|变化(?:情况)?$|沿革$|修改(?:情况|历史|记录)$|修改对照(?:表)?/;
const ENDS = /(?:到|至)?(?:什么时候|何时|哪天|哪一天|多久)(?:失效|到期|期满|废止|作废|结束)|到(?:什么时候|何时|哪天|哪一天|几号)(?:为止|到期|截止)?$|有效期(?:到|至|是|有).{0,5}$|(?:还|现在|目前|是否|是不是)(?:还)?(?:有效|管用|能用|适用|算数)(?:吗)?|有没有(?:失效|废止|作废|过期)|(?:失效|废止|作废|过期)了(?:吗|没有|没)/;
const STARTS = /(?:从)?(?:什么时候|何时|哪天|哪一天|几号)(?:开始|起)?(?:施行|生效|实施|执行|实行)(?:的)?/;
const LISTED = /一共|总共|到底|目前|现在|现行|全局|本局|我局|局里|还|在用|有效|适用|施行|管用|规章制度|规章|制度|规定|办法|文件|[多几]少|几|哪些|什么|啥|多|少|件|个|部|项|有|的|都|是|吗|呢|啊/g;
const HOW_MANY = /多少|几[件个部项]|哪些|有什么|有啥/;
const RULES = /制度|规定|办法|文件|现行|有效/;
const LIKE = 76; // 这么像才算说的是那一件

/** @typedef {{id: number, url: string, told: string}} Lead 到哪条记录（一页或者一件），地址（空的照记录自己的），旁边的话 */

/**
 * @param {import("./query.js").Query} query @param {import("./records.js").Book} book @param {string} today 读者的当天
 * @returns {Lead[]} 没有问时间的为空
 */
export function moments(query, book, today) {
  const page = (/** @type {string} */ id, /** @type {string} */ told, /** @type {string} */ asked = "") => {
    const entry = book.entry(id);
    return entry < 0 ? [] : [{ id: book.acts[entry].first, url: asked && `${book.acts[entry].url}?day=${asked}`, told }];
  };
  const text = query.text;
  if (CITED.test(text)) return [];
  if (CHANGED.test(text) && !bare(text.replace(CHANGED_FILLER, ""))) return page("changes", "");
  if (!query.state && HOW_MANY.test(text) && RULES.test(text) && !bare(text.replace(LISTED, ""))) return page("as-of", `${words(today)}适用的制度`, today);
  const about = (/** @type {RegExp} */ pattern) => {
    const match = pattern.exec(text);
    const rest = match ? text.replace(match[0], "").replace(/[，,。？?]/g, "").replace(/(?:的|是|会|要|还)$/, "") : "";
    const [hit] = bare(rest).length > 1 ? byName(rest, book, false).filter((h) => h.score >= LIKE && book.place(h.id).act.key !== undefined) : [];
    return hit ? book.place(hit.id) : null;
  };
  const changed = about(HISTORY);
  if (changed) return [...redlines(changed.act, book), { id: changed.act.first, url: "", told: versions(changed.act) }, ...page("changes", "")];
  const ending = about(ENDS);
  if (ending) return [{ id: ending.act.first, url: "", told: lasting(ending.act, today) }, ...page("expiring", "")];
  const starting = about(STARTS);
  if (starting) return [{ id: starting.act.first, url: "", told: versions(starting.act) }];
  const day = DATED.test(text) ? date(text, today) : "";
  if (!day || query.state) return [];
  const named = about(new RegExp(`${DATE.source}.{0,4}?(?:${VALID.source})?`));
  const then = `${words(day)}适用的制度`;
  if (!named) return bare(text.replace(DATE, "").replace(VALID, "").replace(CHANGED_FILLER, "").replace(/全部|所有|哪|个|件|目录|清单|长效机制|规章/g, "")) ? [] : page("as-of", then, day);
  return [{ id: book.onDay(named.act.first, day), url: "", told: `${words(day)}${stateOn(named.act, day) === "in_force" ? "适用的文本" : "不适用"}` }, ...page("as-of", then, day)];
}

/**
 * 句子里的那一天，没有为空；只写了年的算到年底。
 * @param {string} text @param {string} today
 */
export function date(text, today) {
  const match = DATE.exec(text);
  if (!match) return "";
  const shift = { 今年: 0, 本年: 0, 去年: -1, 前年: -2, 明年: 1 }[match[1]];
  const year = shift === undefined ? toNumber(match[1]) || 0 : Number(today.slice(0, 4)) + shift;
  if (year < 1949 || year > 2200) return "";
  const month = match[3] ? toNumber(match[3]) : match[2] && /初/.test(match[2]) ? 1 : 12;
  const day = match[4] ? toNumber(match[4]) : match[3] || (match[2] && /初/.test(match[2])) ? 1 : 31;
  const found = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const real = new Date(`${found}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== found) return "";
  return !match[3] && !match[2] && shift === 0 ? today : found;
}

/**
 * 最近两个文本的修改对照。
 * @param {import("./records.js").Act} act @param {import("./records.js").Book} book @returns {Lead[]}
 */
function redlines(act, book) {
  const keys = act.versions || [];
  const entry = book.entry("redline");
  if (keys.length < 2 || entry < 0) return [];
  const [before, after] = keys.slice(-2);
  return [{ id: book.acts[entry].first, url: `redline/${act.id}/${before}..${after}/`, told: `《${act.short || act.title}》${words(before)}文本和${words(after)}文本` }];
}

/** @param {import("./records.js").Act} act */
function versions(act) {
  const keys = (act.versions || [act.key || ""]).filter((key) => /^\d{4}-/.test(key));
  return keys.length ? `${keys.map(words).join("、")}施行${keys.length > 1 ? `，共${keys.length}个文本` : ""}` : "施行日期未登记";
}

/**
 * 到什么时候为止。
 * @param {import("./records.js").Act} act @param {string} today
 */
function lasting(act, today) {
  const end = (act.spans || []).find(([from, state]) => from && (state === "expired" || state === "repealed"));
  if (end && end[0]) return end[1] === "expired" ? lastDayWords(end[0]) : `${words(end[0])}起废止`;
  return stateOn(act, today) === "upcoming" ? `${words(textOn(act, today))}起施行，没有写有效期` : "没有写有效期";
}

/** @type {Record<string, string>} 说到状态，去哪一页 */
const PAGES = { repealed: "status-repealed", expired: "status-expired", upcoming: "status-not-yet-in-force", expiring: "expiring" };

/**
 * “2023年废止的制度”：按状态和年份列出。
 * @param {import("./query.js").Query} query
 * @param {import("./records.js").Book} known
 * @param {string} day
 * @returns {Lead[]}
 */
export function states(query, known, day) {
  if (!query.listing) return [];
  const acts = known.acts.filter((act) => {
    if (query.state === "expiring" || act.key === undefined) return false;
    if (query.state === "upcoming") return stateOn(act, day) === "upcoming" || (act.versions || []).some((key) => key > day);
    const span = (act.spans || []).find((s) => s[1] === query.state && (!query.years.length || query.years.includes((s[0] || "").slice(0, 4))));
    return span && (!span[0] || span[0] <= day);
  });
  const entry = known.entry(PAGES[query.state]);
  const page = entry < 0 ? [] : [{ id: known.acts[entry].first, url: "", told: "" }];
  const found = acts.map((act) => ({ id: act.first, url: "", told: "" }));
  return query.years.length ? [...found, ...page] : [...page, ...found];
}
