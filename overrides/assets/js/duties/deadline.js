// @ts-check
import { json } from "../shared/data.js";
import { readerDay, words } from "../shared/day.js";
import { el } from "../shared/element.js";
import { plus, weekday } from "./duty-data.js";

/** @typedef {{first: string, last: string, unannounced: number[], off: Record<string, string>, work: string[]}} Table */
/** @typedef {{end: string, skipped: [string, string][], unannounced: number[], beyond: boolean}} Count */

/**
 * 某天为什么不是工作日，是工作日为空。
 * @param {Table} table @param {string} day
 */
export function reason(table, day) {
  if (table.work.includes(day)) return "";
  if (table.off[day]) return table.off[day];
  const week = weekday(day);
  return week === "周六" || week === "周日" ? week : "";
}

/**
 * 数日子：开始的当日不计入。
 * @param {Table} table @param {string} start @param {number} count @param {boolean} workdays @param {boolean} back @returns {Count}
 */
export function count(table, start, count, workdays, back) {
  let day = start;
  let left = count;
  /** @type {[string, string][]} */
  const skipped = [];
  while (left > 0 && day >= table.first && day <= table.last) {
    day = plus(day, back ? -1 : 1);
    const why = workdays ? reason(table, day) : "";
    if (why) skipped.push([day, why]);
    else left -= 1;
  }
  const [low, high] = start < day ? [start, day] : [day, start];
  const years = table.unannounced.filter((y) => workdays && String(y) >= low.slice(0, 4) && String(y) <= high.slice(0, 4));
  return { end: day, skipped: back ? skipped.reverse() : skipped, unannounced: years, beyond: day < table.first || day > table.last };
}

/** 期限计算页。地址后可以写 ?start=2026-11-23&count=5&unit=wd&dir=after。 */
export async function deadline() {
  const form = document.querySelector("[data-deadline]");
  const found = document.querySelector("[data-deadline-answer]");
  if (!(form instanceof HTMLFormElement) || !(found instanceof HTMLElement)) return;
  const answer = found;
  const [{ day }, table] = await Promise.all([readerDay(), /** @type {Promise<Table>} */ (json(form.dataset.deadline || ""))]);
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  field("start").value = day;
  new URLSearchParams(location.search).forEach((value, name) => {
    if (field(name)) field(name).value = value;
  });

  function show() {
    const start = field("start").value;
    const number = Number(field("count").value);
    if (!/^\d{4}-\d\d-\d\d$/.test(start) || !(Number.isInteger(number) && number >= 1 && number <= 400)) {
      answer.replaceChildren(el("p", {}, "请选开始的日期，天数写1到400的整数。"));
      delete answer.dataset.end;
      return;
    }
    const workdays = field("unit").value === "wd";
    const back = field("dir").value === "before";
    const found = count(table, start, number, workdays, back);
    if (found.beyond || start < table.first || start > table.last) {
      answer.replaceChildren(el("p", {}, `只能计算${words(table.first)}至${words(table.last)}之间的日期。`));
      return;
    }
    draw(start, number, workdays, back, found);
  }

  /** @param {string} start @param {number} number @param {boolean} workdays @param {boolean} back @param {Count} found */
  function draw(start, number, workdays, back, found) {
    const why = reason(table, found.end);
    const facts = [
      ["开始的当日（不计入）", `${words(start)}（${weekday(start)}）`],
      [back ? "最迟一日" : "最后一日", `${words(found.end)}（${weekday(found.end)}）`],
    ];
    const notes = [
      table.work.includes(found.end) ? `这一日虽是${weekday(found.end)}，因调休上班，是工作日。` : "",
      why ? `这一日${why.startsWith("周") ? "为" : "在"}${why}，是否顺延看所依据的条款。` : "",
      found.unannounced.length ? `${found.unannounced.join("、")}年放假安排未公布，暂按法定节日和周一至周五推算，公布后以公布的为准。` : "",
    ].filter(Boolean);
    answer.replaceChildren(
      el("p", {}, `${words(start)}${back ? "之前" : "之后"}${number}${workdays ? "个工作日" : "日"}`),
      el("dl", {}, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
      ...notes.map((note) => el("p", { class: "f" }, note)),
      workdays ? el("p", { class: "f" }, found.skipped.length ? `跳过${found.skipped.length}天：` : "中间没有休息日。") : "",
      found.skipped.length ? el("ul", { class: "d-skipped" }, ...runs(found.skipped).map((words) => el("li", {}, words))) : "",
    );
    answer.dataset.end = found.end;
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  answer.hidden = false;
  show();
}

/**
 * 相连、理由相同的日子并成一行。
 * @param {[string, string][]} days @returns {string[]}
 */
function runs(days) {
  /** @type {[string, string, string][]} */
  const out = [];
  for (const [day, why] of days) {
    const last = out[out.length - 1];
    const weekend = why.startsWith("周");
    if (last && plus(last[1], 1) === day && (last[2] === why || (weekend && last[2].startsWith("周")))) {
      last[1] = day;
      if (last[2] !== why) last[2] = "周末";
    } else out.push([day, day, why]);
  }
  return out.map(([a, b, why]) => (a === b ? `${words(a)}　${why}` : `${words(a)}至${words(b)}　${why}`));
}
