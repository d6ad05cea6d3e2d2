// @ts-check
import { readerDay, words } from "../shared/day.js";
import { el } from "../shared/element.js";
import { load, mine } from "./duty-data.js";
import { link, quarterGroups } from "./duty-rows.js";

/** 一个角色一季度的一页纸：按读者当天的季度，可以另选。 */
export async function sheet() {
  const paper = document.querySelector("[data-sheet]");
  const quarters = document.querySelector("[data-quarter]");
  if (!(paper instanceof HTMLElement) || !(quarters instanceof HTMLSelectElement)) return;
  const [page, select] = [paper, quarters];
  const [{ day }, data] = await Promise.all([readerDay(), load(page.dataset.sheet || "")]);
  const now = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  const role = page.dataset.role || "";
  const others = new Set(Object.keys(data.roles).filter((slug) => slug !== role));
  const duties = mine(data, "", role).filter((d) => !d.step && !(d.trigger && others.has(d.offices[0])));
  const most = Number(data.last.slice(0, 4)) * 4 + 3;
  for (let index = now - 4; index <= Math.min(now + 4, most); index += 1) select.append(new Option(name(index), String(index)));
  select.value = String(now);
  select.hidden = false;
  select.addEventListener("change", show);

  /** @param {number} index 年×4＋季度（从 0 数） */
  function name(index) {
    return `${Math.floor(index / 4)}年第${"一二三四"[index % 4]}季度`;
  }

  function show() {
    const index = Number(select.value);
    const quarter = (index % 4) + 1;
    const groups = quarterGroups(duties, Math.floor(index / 4), quarter, day);
    text("[data-quarter-words]", name(index));
    text("[data-quarter-span]", `${quarter * 3 - 2}月1日至${quarter * 3}月${quarter === 1 || quarter === 4 ? 31 : 30}日`);
    text("[data-print-day]", words(day));
    const fit = paperFit(groups);
    for (const name of ["snug", "dense"]) page.classList.toggle(`rb-sheet--${name}`, fit === name);
    page.querySelector("[data-sheet-rows]")?.replaceChildren(
      ...groups.flatMap((group) => [
        el("h3", {}, group.title, group.rows.length ? null : el("span", {}, "没有定期职责")),
        ...(group.rows.length ? [el("table", {}, el("tbody", {}, ...group.rows.map(row)))] : []),
      ]),
    );
  }

  /** @param {string} selector @param {string} value */
  function text(selector, value) {
    const found = page.querySelector(selector);
    if (found) found.textContent = value;
  }

  show();
  page.dataset.ready = day;
}

/** @param {import("./duty-rows.js").Row} row */
function row(row) {
  const d = row.duty;
  return el(
    "tr",
    {},
    el("td", { class: "s-box" }, el("span", {})),
    el("td", { class: "s-when" }, row.when, row.small ? el("small", {}, row.small) : null),
    el("td", {}, d.what, row.note ? el("small", {}, row.note) : null),
    el("td", { class: "s-act" }, link(d.name, d.path), d.place, d.form ? el("small", {}, link(d.form, d.formPath)) : null),
  );
}

/**
 * 一张A4要排多紧，同 duty_rows.py 的 paper_fit 一致。
 * @param {import("./duty-rows.js").Group[]} groups
 */
function paperFit(groups) {
  const height = groups.flatMap((g) => g.rows).reduce((sum, r) => sum + 2.4 + 4.5 * lines(r), 24 + 9.2 * groups.length);
  return height <= 268 ? "" : height <= 335 ? "snug" : "dense";
}

/**
 * 一行里最高的一栏有几行字，小字少算。
 * @param {import("./duty-rows.js").Row} row
 */
function lines(row) {
  const d = row.duty;
  return Math.max(
    Math.ceil(width(row.when + row.small) / 10),
    Math.ceil(width(d.what) / 20) + 0.9 * Math.ceil(width(row.note) / 22),
    0.9 * (Math.ceil((width(d.name + d.place) + 1) / 21) + Math.ceil(width(d.form) / 21)),
  );
}

/**
 * 几个字宽，字母、数字约算半个。
 * @param {string} text
 */
function width(text) {
  return [...text].reduce((sum, char) => sum + (char < "\x80" ? 0.55 : 1), 0);
}
