// @ts-check
import { address } from "../shared/data.js";
import { NOW } from "../shared/contract.js";
import { el } from "../shared/element.js";
import { between, due, holds, monthSpan, plus, short, weekday } from "./duty-data.js";
/** 职责表的组和行，同 rulebook/pages/duty_rows.py 一致。 */

/** @typedef {import("./duty-data.js").Duty} Duty */
/** @typedef {import("./duty-data.js").Time} Time */
/** @typedef {{when: string, small: string, duty: Duty, note: string, left: string, soon: boolean}} Row */
/** @typedef {{title: string, rows: Row[], past?: boolean}} Group */

const STRETCHES = ["month", "months", "quarter", "half", "year"];

/** @param {Time} time @returns {string} 11月、第四季度…… */
function stretchWords(time) {
  const month = Number(time.first.slice(5, 7));
  if (time.stretch === "month") return `${month}月`;
  if (time.stretch === "months") return `${month}月至${Number(time.last.slice(5, 7))}月`;
  if (time.stretch === "quarter") return `第${"一二三四"[(month - 1) / 3]}季度`;
  if (time.stretch === "half") return month === 1 ? "上半年" : "下半年";
  return `${time.first.slice(0, 4)}年`;
}

/** @param {Time} time @param {string} day @param {typeof NOW} now 这一天叫什么 */
function left(time, day, now) {
  const days = between(day, time.last);
  if (time.stretch === "day") return days === 0 ? now.day : days > 0 ? `${days}天后` : `已过${-days}天`;
  if (time.first <= day && day <= time.last) return days ? `${days}天内` : now.last;
  return "";
}

/** @param {Time} time @param {string} day 读者当天，不数天数时为空 @param {typeof NOW} [now] 这一天叫什么 @returns {Row} */
export function dueRow(time, day, now = NOW) {
  const single = time.stretch === "day";
  const times = time.duty.times > 1 ? `不少于${time.duty.times}次` : "";
  const days = day ? between(day, time.last) : -1;
  return {
    when: single ? short(time.last) : `${stretchWords(time)}内`,
    small: times || (single ? weekday(time.last) : ""),
    duty: time.duty,
    note: time.note,
    left: day ? left(time, day, now) : "",
    soon: single && days >= 0 && days <= 7,
  };
}

/** @param {Duty} duty @returns {Row} */
function plainRow(duty) {
  return { when: duty.deadline || "未写期限", small: "", duty, note: "", left: "", soon: false };
}

/**
 * 一个月的职责。
 * @param {Duty[]} duties @param {string} month 2026-11 @param {string} day @param {typeof NOW} [now] 这一天叫什么
 * @returns {Group[]}
 */
export function monthGroups(duties, month, day, now = NOW) {
  const [first, last] = monthSpan(Number(month.slice(0, 4)), Number(month.slice(5)));
  const here = first <= day && day <= last;
  const counted = here ? day : "";
  const { single, stretches } = due(duties, first, last, day < first ? first : day > last ? last : day);
  const rows = (/** @type {Time[]} */ times) => times.map((t) => dueRow(t, counted, now));
  const ahead = single.filter((t) => !here || t.last >= day);
  const past = single.filter((t) => here && t.last < day).reverse();
  /** @type {Group[]} */
  const groups = [{ title: here ? `${now.since}　${short(day)}（${weekday(day)}）` : "有期限日", rows: rows(ahead) }];
  /** @type {Group[]} */
  const longer = [];
  for (const stretch of STRETCHES) {
    const found = stretches.filter((t) => t.stretch === stretch);
    if (found.length) (stretch === "month" ? groups : longer).push({ title: `${stretch === "months" ? "连续几个月" : stretchWords(found[0])}内`, rows: rows(found) });
  }
  if (past.length) groups.push({ title: `${now.month}已过期限`, rows: rows(past), past: true });
  if (here) {
    const after = plus(last, 1);
    const early = due(duties, after, plus(after, 9), after).single;
    if (early.length) groups.push({ title: `${Number(after.slice(5, 7))}月初`, rows: rows(early) });
  }
  return [...groups, ...longer];
}

/**
 * 这以后半年的期限日，近的在前。
 * @param {Duty[]} duties @param {string} day
 */
export function comingRows(duties, day) {
  return due(duties, plus(day, 1), plus(day, 183), day).single.map((time) => dueRow(time, ""));
}

/**
 * 一个角色一季度的职责。
 * @param {Duty[]} duties @param {number} year @param {number} quarter @param {string} day @returns {Group[]}
 */
export function quarterGroups(duties, year, quarter, day) {
  const first = monthSpan(year, quarter * 3 - 2)[0];
  const last = monthSpan(year, quarter * 3)[1];
  const seen = day < first ? first : day > last ? last : day;
  /** @type {Group[]} */
  const groups = [];
  /** @type {Map<string, Row>} */
  const long = new Map();
  for (let month = quarter * 3 - 2; month <= quarter * 3; month += 1) {
    const { single, stretches } = due(duties, ...monthSpan(year, month), seen);
    const times = [...single, ...stretches.filter((t) => t.stretch === "month")];
    groups.push({ title: `${month}月`, rows: times.map((t) => dueRow(t, "")) });
    for (const time of stretches) {
      const key = `${time.duty.act} ${time.duty.id}`;
      if (time.stretch !== "month" && !long.has(key)) long.set(key, dueRow(time, ""));
    }
  }
  if (long.size) groups.push({ title: "季度、半年和全年", rows: [...long.values()] });
  for (const [kind, title] of [["meeting", "随会议确定"], ["event", "遇事即办"]]) {
    const rows = duties.filter((d) => d.trigger === kind && holds(d, seen)).map(plainRow);
    if (rows.length) groups.push({ title, rows });
  }
  const coming = due(duties, ...monthSpan(year, quarter * 3 + 1), plus(last, 1)).single;
  if (coming.length) groups.push({ title: "下季度第一个月", rows: coming.map((t) => dueRow(t, "")) });
  return groups;
}

/** @param {string} text @param {string} path 相对站点根，没有可看的为空 */
export function link(text, path) {
  return path ? el("a", { href: address(path).href }, text) : document.createTextNode(text);
}

/**
 * 一行表格。
 * @param {Row} row
 */
function tableRow(row) {
  const d = row.duty;
  const note = `　${d.place}${row.note ? `　${row.note}` : ""}`;
  return el(
    "tr",
    {},
    el("td", { class: "d-when" }, el("b", {}, row.when), row.small ? el("span", { class: "w" }, row.small) : null),
    el("td", {}, d.what, el("span", { class: "w" }, link(d.name, d.path), note)),
    el("td", {}, d.who),
    el("td", {}, d.form ? link(d.form, d.formPath) : null),
    el("td", { class: "d-left" }, row.soon ? el("b", {}, row.left) : row.left),
  );
}

/**
 * 换上各组的行。
 * @param {Element} body @param {Group[]} groups
 */
export function draw(body, groups) {
  body.replaceChildren(
    ...groups.flatMap((g) => [
      el("tr", { class: "grp" }, el("td", { colspan: "5" }, g.title, g.rows.length ? null : el("span", { class: "d-none" }, "没有定期职责"))),
      ...g.rows.map(tableRow),
    ]),
  );
}
