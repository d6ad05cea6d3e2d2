// @ts-check
import { announce } from "../shared/clipboard.js";

/** 表格页：按字和按栏筛选，不用服务器。 */
export function filter() {
  const bar = document.querySelector("[data-filter]");
  const table = document.querySelector("[data-filter-table]");
  if (!(bar instanceof HTMLElement) || !table) return;
  const rows = [...table.querySelectorAll("tbody tr")];
  if (rows.length < 8) return;
  bar.hidden = false;
  const input = /** @type {HTMLInputElement} */ (bar.querySelector("input"));
  const count = /** @type {HTMLElement} */ (bar.querySelector("[data-filter-count]"));
  const selects = facets(table, rows, bar, count);
  const update = () => {
    const words = input.value.trim().toLowerCase();
    let left = 0;
    rows.forEach((row) => {
      const fits = (row.textContent || "").toLowerCase().includes(words) && selects.every((s) => !s.value || cell(row, Number(s.dataset.column)) === s.value);
      const off = row.hasAttribute("data-off"); // 那一天不在表里的行
      /** @type {HTMLElement} */ (row).hidden = !fits || off;
      left += fits && !off ? 1 : 0;
    });
    const all = rows.filter((row) => !row.hasAttribute("data-off")).length;
    count.textContent = left === all ? `共${all}行` : `${left}行，共${all}行`;
  };
  [input, ...selects].forEach((control) => control.addEventListener("input", update));
  update();
  announce("");
}

/** @param {Element} table @param {Element[]} rows @param {Element} bar @param {Element} before */
function facets(table, rows, bar, before) {
  return [...table.querySelectorAll("th")].flatMap((th, column) => {
    if (!th.hasAttribute("data-facet")) return [];
    const values = [...new Set(rows.map((row) => cell(row, column)))].filter(Boolean);
    const select = document.createElement("select");
    select.dataset.column = String(column);
    select.setAttribute("aria-label", `按${th.textContent}筛选`);
    select.append(new Option(`全部${th.textContent}`, ""), ...values.map((v) => new Option(v, v)));
    bar.insertBefore(select, before);
    return [select];
  });
}

/** @param {Element} row @param {number} column */
function cell(row, column) {
  const td = row.children[column];
  return ((td && td.firstChild && td.firstChild.textContent) || "").trim();
}
