// @ts-check
import { WEEK } from "../shared/contract.js";
import { json } from "../shared/data.js";
/** 职责数据：带起止日的记录，按读者当天、科室、角色挑选。画法在 duty-rows.js。 */

/**
 * @typedef {object} Duty
 * @property {string} id @property {string} act @property {string} from @property {string} to
 * @property {string} name @property {string} path @property {string} place @property {string} who
 * @property {string[]} offices @property {string} what @property {string} deadline @property {string} form
 * @property {string} formPath @property {string} trigger @property {number} times @property {string[][]} due
 * @property {boolean} [step] 程序里的一步，一页纸不印
 * @property {{key: string, word: string, note: string, path: string}} [ended]
 */
/** @typedef {{first: string, last: string, offices: Record<string, string[]>, roles: Record<string, string[]>, duties: Duty[]}} Data */
/** @typedef {{duty: Duty, first: string, last: string, stretch: string, note: string}} Time */

/** @param {string} url @returns {Promise<Data>} */
export function load(url) {
  return /** @type {Promise<Data>} */ (json(url));
}

/**
 * 条款在某天是否有效。
 * @param {Duty} duty @param {string} day
 */
export function holds(duty, day) {
  return (!duty.from || duty.from <= day) && (!duty.to || day <= duty.to);
}

/**
 * 科室、角色都选时取两者之和；都不选时是全部。
 * @param {Data} data @param {string} office @param {string} role @returns {Duty[]}
 */
export function mine(data, office, role) {
  if (!office && !role) return data.duties;
  const wanted = new Set([...(office ? data.offices[office] || [office] : []), ...(role ? data.roles[role] || [role] : [])]);
  return data.duties.filter((duty) => duty.offices.some((slug) => wanted.has(slug)));
}

/**
 * 一段日子里的期限日，和碰到这段日子、在 day 有效的时段。
 * @param {Duty[]} duties @param {string} first @param {string} last @param {string} day
 * @returns {{single: Time[], stretches: Time[]}}
 */
export function due(duties, first, last, day) {
  /** @type {Time[]} */
  const single = [];
  /** @type {Time[]} */
  const stretches = [];
  for (const duty of duties) {
    for (const [start, end = "", stretch = "", note = ""] of duty.due) {
      const time = { duty, first: start, last: end || start, stretch: stretch || "day", note };
      if (time.last < first || time.first > last) continue;
      if (time.stretch === "day") single.push(time);
      else if (holds(duty, day)) stretches.push(time);
    }
  }
  return { single: single.sort((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0)), stretches };
}

/** @param {string} day 2026-11-23 @param {number} days */
export function plus(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86400e3).toISOString().slice(0, 10);
}

/** @param {string} a @param {string} b 从 a 到 b 的天数 */
export function between(a, b) {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86400e3);
}

/** @param {number} year @param {number} month 1—12，可以越界 @returns {[string, string]} 一月的首尾两天 */
export function monthSpan(year, month) {
  const iso = (/** @type {number} */ m, /** @type {number} */ d) => new Date(Date.UTC(year, m, d)).toISOString().slice(0, 10);
  return [iso(month - 1, 1), iso(month, 0)];
}

/** @param {string} day */
export function weekday(day) {
  return `周${WEEK[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]}`;
}

/** @param {string} day @returns {string} 11月30日 */
export function short(day) {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}
