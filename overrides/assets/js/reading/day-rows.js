// @ts-check
import { askedDay, buildDay, readerDay } from "../shared/day.js";

/** 带起止日的行（data-valid-from、data-valid-to）按读者当天显示或者收起。 */
export async function dayRows() {
  const rows = document.querySelectorAll("[data-valid-from]");
  if (!rows.length) return;
  const day = askedDay() || (await readerDay()).day;
  if (day === buildDay()) return;
  rows.forEach((row) => {
    const { validFrom: since = "", validTo: until = "" } = /** @type {HTMLElement} */ (row).dataset;
    const off = !((!since || since <= day) && (!until || day <= until));
    row.toggleAttribute("data-off", off);
    /** @type {HTMLElement} */ (row).hidden = off;
  });
  const none = document.querySelector("[data-day-none]");
  if (none instanceof HTMLElement) none.hidden = [...rows].some((row) => !(/** @type {HTMLElement} */ (row).hidden));
  document.querySelectorAll("[data-day-section]").forEach((section) => {
    const shown = section.querySelectorAll("[data-valid-from]:not([hidden])").length;
    const count = section.querySelector("[data-day-count]");
    if (count) count.textContent = String(section.querySelectorAll("[data-valid-from]:not([hidden]):not([data-dead])").length);
    /** @type {HTMLElement} */ (section).hidden = !shown;
    const link = document.querySelector(`.rb-ways a[href="#${section.id}"]`);
    if (link instanceof HTMLElement) link.hidden = !shown;
  });
}
