// @ts-check
import { json } from "../shared/data.js";
import { readerDay, words } from "../shared/day.js";
import { el } from "../shared/element.js";
import { count, reason } from "./deadline.js";
import { weekday } from "./duty-data.js";

/** @typedef {import("./deadline.js").Table} Table */
/** @typedef {[since: string, amount: number, unit: "wd"|"d"|"m", back: boolean, kind: string]} Within 从哪一天起、多少、单位、往前、哪一种 */

/**
 * 若干个月以后（以前）的同一日，没有那一日的是月末。
 * @param {string} day @param {number} months
 */
export function months(day, months) {
  const [y, m, d] = day.split("-").map(Number);
  const last = new Date(Date.UTC(y, m + months, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10);
}

/** @param {Table} table @param {string} start @param {Within} within @returns {{end: string, unannounced: number[]}|null} 算不出为空 */
export function last(table, start, [, amount, unit, back]) {
  if (start < table.first || start > table.last) return null;
  if (unit === "m") return { end: months(start, back ? -amount : amount), unannounced: [] };
  const found = count(table, start, amount, unit === "wd", back);
  return found.beyond ? null : found;
}

/** 遇事查办的一页：填上出行、收到等日子，每一步旁边写出最迟哪一天。日子只在这一页上，不存、不上传。 */
export async function task() {
  const dates = document.querySelector("[data-task-dates]");
  const told = document.querySelector("[data-task-note]");
  if (!(dates instanceof HTMLFormElement) || !told) return;
  const [form, note] = [dates, told];
  /** @type {Promise<[Table, string]>|undefined} */
  let known;
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[data-since]")]);
  const cells = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-within]")]);

  async function show() {
    known = known || Promise.all([/** @type {Promise<Table>} */ (json(form.dataset.taskDates || "")), readerDay().then((d) => d.day)]);
    const [table, today] = await known;
    const starts = Object.fromEntries(inputs.map((input) => [input.dataset.since || "", input.value]));
    /** @type {Set<number>} */
    const unannounced = new Set();
    let outside = false;
    for (const cell of cells) {
      cell.querySelectorAll(".t-date").forEach((old) => old.remove());
      const all = /** @type {Within[]} */ (JSON.parse(cell.dataset.within || "[]"));
      const several = new Set(all.map(([since]) => since)).size > 1;
      for (const within of all) {
        const start = starts[within[0]];
        if (!start) continue;
        const found = last(table, start, within);
        outside = outside || !found;
        if (!found) continue;
        found.unannounced.forEach((year) => unannounced.add(year));
        const why = within[2] === "wd" ? "" : reason(table, found.end);
        const late = found.end < today ? "，已过" : why ? "，不是工作日，是否顺延看条文" : "";
        cell.append(el("small", { class: found.end < today ? "t-date t-late" : "t-date" }, within[4] ? `${within[4]}：` : several ? `${within[0]}起：` : "", "最迟", el("b", {}, words(found.end)), `（${weekday(found.end)}${late}）`));
      }
    }
    note.textContent = [
      inputs.some((i) => i.value) ? `期限按${inputs.filter((i) => i.value).map((i) => `${i.dataset.since}${words(i.value)}`).join("，")}算，当日不计入。` : "",
      unannounced.size ? `${[...unannounced].join("、")}年放假安排未公布，暂按法定节日和周一至周五推算，公布后以公布的为准。` : "",
      outside ? `只能计算${words(table.first)}至${words(table.last)}之间的日期。` : "",
    ].join("");
    form.dataset.ready = "";
  }

  form.addEventListener("input", () => show().catch((error) => console.error(error)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (inputs.some((i) => i.value)) await show();
}
