// @ts-check
import { buildDay, readerDay, words } from "./day.js";
import { el } from "./duty-rows.js";

/** 带起止日的行（data-valid-from、data-valid-to）按读者当天显示或者收起。 */
export async function dayRows() {
  const rows = document.querySelectorAll("[data-valid-from]");
  if (!rows.length) return;
  const asked = askedDay();
  const day = asked || (await readerDay()).day;
  if (asked) dayBar(asked);
  if (day === buildDay()) return;
  rows.forEach((row) => {
    const { validFrom: since = "", validTo: until = "" } = /** @type {HTMLElement} */ (row).dataset;
    /** @type {HTMLElement} */ (row).hidden = !((!since || since <= day) && (!until || day <= until));
  });
  document.querySelectorAll("[data-day-section]").forEach((section) => {
    const shown = section.querySelectorAll("[data-valid-from]:not([hidden])").length;
    const count = section.querySelector("[data-day-count]");
    if (count) count.textContent = String(section.querySelectorAll("[data-valid-from]:not([hidden]):not([data-dead])").length);
    /** @type {HTMLElement} */ (section).hidden = !shown;
    const link = document.querySelector(`.rb-ways a[href="#${section.id}"]`);
    if (link instanceof HTMLElement) link.hidden = !shown;
  });
}

/** 地址里要看的那一天（?day=2022-05-20），没有为空。 */
export function askedDay() {
  const asked = new URLSearchParams(location.search).get("day") || "";
  return /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : "";
}

/** @param {string} day */
function dayBar(day) {
  const bar = el("div", { class: "rb-daybar", role: "status" }, el("div", {}, `正在看${words(day)}当日的职责`, el("a", { href: "./" }, "回到今天")));
  document.querySelector(".md-header")?.after(bar);
}
