// @ts-check
import { askedDay, readerDay, words } from "../shared/day.js";

const NAMES = { mechanism: "长效机制", rule: "规章制度", register: "清单", law: "法律法规" };

/** 时点查询：只留那一天适用的文本，和今日不同的排在前面。 */
export async function asOf() {
  const form = document.querySelector("[data-as-of]");
  const table = document.querySelector("[data-as-of-table]");
  if (!(form instanceof HTMLFormElement) || !(table instanceof HTMLTableElement)) return;
  form.hidden = false;
  const today = (await readerDay()).day;
  const day = askedDay() || today;
  /** @type {HTMLInputElement} */ (form.elements.namedItem("day")).value = day;
  const rows = [...table.tBodies[0].rows];
  /** @type {HTMLTableRowElement[]} */
  const same = [];
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {string[][]} */
  const list = [["制度", "当日适用的文本", "文号", "今日"]];
  let applies = 0;
  let differ = 0;
  for (const row of rows) {
    const texts = [...row.querySelectorAll("[data-since]")];
    const then = texts.find((text) => on(text, day));
    const now = texts.find((text) => on(text, today));
    for (const text of texts) show(text, text === then, day);
    told(row, then, now, day);
    if (then) {
      applies += 1;
      counts[row.dataset.collection || ""] = (counts[row.dataset.collection || ""] || 0) + 1;
      const state = row.cells[2].querySelector("[data-word]")?.textContent || "";
      list.push([row.cells[0].textContent || "", link(then)?.textContent || "", number(then), now && now !== then ? link(now)?.textContent || "" : state]);
    }
    if (then === now) same.push(row);
    else if (then || now) differ += 1;
    row.hidden = !then && !now;
  }
  const head = table.querySelector("[data-as-of-head]");
  if (head) head.textContent = words(day);
  const parts = Object.entries(NAMES).filter(([key]) => counts[key]).map(([key, name]) => `${name}${counts[key]}件`);
  const difference = day === today ? "" : differ ? `${differ}件与今日不同。` : "都与今日相同。";
  const sum = document.querySelector("[data-as-of-sum]");
  if (sum) sum.textContent = `${words(day)}适用${applies}件${parts.length ? `：${parts.join("，")}` : ""}。${difference}`;
  if (day !== today) fold(same.filter((row) => !row.hidden));
  ways(list, day);
}

/** @param {Element} text @param {string} day */
function on(text, day) {
  const { since = "", until = "" } = /** @type {HTMLElement} */ (text).dataset;
  return since <= day && (!until || day <= until);
}

/** @param {Element} text @param {boolean} shown @param {string} day */
function show(text, shown, day) {
  /** @type {HTMLElement} */ (text).hidden = !shown;
  const address = link(text);
  if (shown && address) address.href = `${address.getAttribute("href")?.split("?")[0]}?day=${day}`;
}

/** @param {Element} text */
function link(text) {
  return text.querySelector("a");
}

/** @param {Element} text */
function number(text) {
  return (text.childNodes[1]?.textContent || "").trim();
}

/**
 * 两栏里的话。
 * @param {HTMLTableRowElement} row @param {Element|undefined} then @param {Element|undefined} now @param {string} day
 */
function told(row, then, now, day) {
  const cell = row.cells[1];
  let mark = cell.querySelector("[data-then]");
  if (!mark) {
    mark = cell.insertBefore(document.createElement("b"), cell.firstChild);
    mark.setAttribute("data-then", "");
  }
  const first = row.querySelector("[data-since]");
  const before = first instanceof HTMLElement && day < (first.dataset.since || "");
  mark.textContent = then ? "当日有效" : before ? "当日尚未施行" : "当日已不适用";
  const title = row.cells[0].querySelector("a");
  if (title) {
    title.dataset.today = title.dataset.today || title.getAttribute("href") || "";
    title.setAttribute("href", (then && link(then)?.getAttribute("href")) || title.dataset.today);
  }
  const note = row.querySelector("[data-now]");
  const red = now?.querySelector(".red");
  if (note && now && now !== then) note.replaceChildren(copyOf(link(now)), "　", copyOf(red?.querySelector("a")));
  else if (note) note.textContent = "";
  const after = row.querySelector("[data-after]");
  if (after instanceof HTMLElement) after.hidden = Boolean(now);
}

/** @param {Element|null|undefined} element */
function copyOf(element) {
  return element ? element.cloneNode(true) : "";
}

/**
 * 与今日相同的收起来。
 * @param {HTMLTableRowElement[]} rows
 */
function fold(rows) {
  const box = document.querySelector("[data-as-of-same]");
  const table = document.querySelector("[data-as-of-table]");
  if (!(box instanceof HTMLElement) || !(table instanceof HTMLTableElement) || !rows.length) return;
  const inner = document.createElement("table");
  inner.className = "rb-tbl rb-asof-tbl";
  inner.createTBody().append(...rows);
  box.append(inner);
  box.hidden = false;
  const summary = box.querySelector("summary");
  if (summary) summary.textContent = `与今日相同的${rows.length}件`;
}

/** @param {string[][]} list @param {string} day */
function ways(list, day) {
  const box = document.querySelector("[data-as-of-ways]");
  if (!(box instanceof HTMLElement)) return;
  box.hidden = false;
  const csv = box.querySelector("[data-as-of-csv]");
  const text = list.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(",")).join("\r\n");
  if (csv instanceof HTMLAnchorElement) {
    csv.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
    csv.download = `${day}适用的制度.csv`;
  }
  const duties = box.querySelector("[data-as-of-duties]");
  if (duties instanceof HTMLAnchorElement) duties.href = `${duties.getAttribute("href")}?day=${day}`;
}
