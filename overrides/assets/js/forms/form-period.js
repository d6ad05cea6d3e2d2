// @ts-check
import { weekday } from "../duties/duty-data.js";
import { last } from "../duties/task.js";
import { json } from "../shared/data.js";
import { readerDay, words } from "../shared/day.js";
import { el } from "../shared/element.js";

/** @typedef {import("../duties/deadline.js").Table} Table */
/** @typedef {import("../duties/task.js").Within} Within */

const FILED = /^(填表|填写|填报|填制|填发|申请|申报|报送|报告|登记|提出|送审|签署)日期/;

/**
 * 表上的日期有没有迟于条文的期限：填上出行、收到等日子，写出最迟哪一天；已经迟的，写明按第几条。
 * @param {HTMLElement} sheet
 */
export function formPeriod(sheet) {
  const dates = document.querySelector("[data-form-dates]");
  const late = document.querySelector("[data-form-late]");
  if (!(dates instanceof HTMLFormElement) || !(late instanceof HTMLElement)) return;
  const [form, said] = [dates, late];
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[data-since]")]);
  const within = /** @type {Within[]} */ (JSON.parse(form.dataset.within || "[]"));
  const setBy = /** @type {number[]} */ (JSON.parse(form.dataset.setBy || "[]"));
  const own = new Map(inputs.map((input) => [input, box(sheet, (label) => stem(label) === stem(input.dataset.since || ""))]));
  /** @type {Promise<[Table, {day: string}]>|undefined} */
  let known;

  async function show() {
    if (!inputs.some((input) => input.value)) return said.replaceChildren();
    known = known || Promise.all([/** @type {Promise<Table>} */ (json(form.dataset.formDates || "")), readerDay()]);
    const [table, { day }] = await known;
    const dated = box(sheet, (label) => FILED.test(label));
    const [filed, name] = dated?.value ? [dated.value, (dated.getAttribute("aria-label") || "").replace(/（.*/, "")] : [day, "今日"];
    said.replaceChildren(...inputs.flatMap((input) => within.filter(([since]) => since === input.dataset.since && input.value).map((one) => line(input, one))));
    quoted.hidden = !said.querySelector(".t-late");

    /** @param {HTMLInputElement} input @param {Within} one */
    function line(input, one) {
      const [since, amount, unit, back, kind] = one;
      const found = last(table, input.value, one);
      const period = `${since}（${words(input.value)}）${back ? "前" : "后"}${amount}${{ wd: "个工作日", d: "日", m: "个月" }[unit]}`;
      const head = kind ? `${kind}：` : "";
      if (!found) return el("li", {}, `${head}${period}：只能计算${words(table.first)}至${words(table.last)}之间的日期。`);
      const end = [el("b", {}, words(found.end)), `（${weekday(found.end)}）`];
      const guess = found.unannounced.length ? `${found.unannounced.join("、")}年放假安排未公布，暂按法定节日推算。` : "";
      if (filed <= found.end) return el("li", {}, `${head}${period}：最迟`, ...end, `。${guess}`);
      return el("li", { class: "t-late" }, `${head}${period}：${name}${words(filed)}已迟于期限，最迟是`, ...end, "，按", articles[setBy[within.indexOf(one)] || 0].cloneNode(true), `办理。${guess}`);
    }
  }

  const articles = form.querySelectorAll("[data-period-article]");
  const quoted = /** @type {HTMLElement} */ (document.querySelector("[data-period-quoted]"));
  const later = () => show().catch((error) => console.error(error));
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => event.preventDefault());
  sheet.addEventListener("input", () => {
    for (const [input, control] of own) if (control?.value) input.value = control.value; // 表上有这一日的，照表上的
    later();
  });
  form.hidden = false;
  return () => {
    form.reset();
    said.replaceChildren();
    quoted.hidden = true;
  };
}

/**
 * 收到之日、收到日期说的是同一日。
 * @param {string} label
 */
function stem(label) {
  return label.replace(/（.*/, "").replace(/(之日|日期|日)$/, "");
}

/** @param {HTMLElement} sheet @param {(label: string) => boolean} fits @returns {HTMLInputElement|undefined} */
function box(sheet, fits) {
  const dates = /** @type {HTMLInputElement[]} */ ([...sheet.querySelectorAll("input[type=date]")]);
  return dates.find((date) => fits(date.getAttribute("aria-label") || ""));
}
