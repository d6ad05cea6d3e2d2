// @ts-check
import { fileBytes } from "../shared/data.js";
import { words } from "../shared/day.js";
import { el } from "../shared/element.js";
import { filledDocx } from "./form-docx.js";
import { formPeriod } from "./form-period.js";

/** @typedef {HTMLInputElement|HTMLTextAreaElement} Control */
/** @typedef {{values: Record<string, [label: string, value: string]>, rows: Record<string, number>}} Kept 填的内容，和每张表的行数 */

/**
 * 纸上印的是外面这一层的字：框随字数长高，空着的不占地方。
 * @param {Control} control
 */
function show(control) {
  const box = /** @type {HTMLElement} */ (control.parentElement);
  if (control.type === "checkbox") box.toggleAttribute("data-on", /** @type {HTMLInputElement} */ (control).checked);
  else box.dataset.value = control.type === "date" && control.value ? words(control.value) : control.value;
}

/** @param {string} key @param {string} label @param {string} [kind] */
function blank(key, label, kind) {
  const attributes = { "data-key": key, "aria-label": label, autocomplete: "off", spellcheck: "false" };
  const control = kind === "date" ? el("input", { ...attributes, type: "date" }) : el("textarea", { ...attributes, rows: "1" });
  return el("span", { class: "fl", "data-value": "" }, control);
}

/** @param {HTMLElement} box */
function fillBox(box) {
  const key = box.dataset.box || "";
  const label = box.dataset.label || "";
  box.querySelectorAll("u").forEach((choice, n) => {
    const name = (choice.textContent || "").replace(/^□\s*/, "");
    const tick = el("input", { type: "checkbox", "data-key": `${key}.c${n + 1}`, "aria-label": `${label}：${name}`, autocomplete: "off" });
    choice.replaceChildren(el("label", {}, tick, el("i", { class: "bx" }), ` ${name}`));
  });
  box.append(blank(key, label, box.dataset.kind));
}

/** @param {HTMLTableElement} table @param {HTMLTableRowElement} row @param {number} number */
function fillRow(table, row, number) {
  [...row.cells].forEach((cell, n) => {
    const head = table.tHead?.rows[0].cells[n].textContent || "";
    cell.replaceChildren(blank(`${table.dataset.grid}.${number}.${n + 1}`, `${head}，第${number}行`));
  });
}

/** @param {HTMLTableElement} table */
function addRow(table) {
  const row = table.tBodies[0].insertRow();
  row.className = "added";
  for (let n = table.tHead?.rows[0].cells.length || 0; n > 0; n--) row.insertCell();
  fillRow(table, row, table.tBodies[0].rows.length);
  return row;
}

/**
 * 把一张空白表变成可以填的。
 * @param {Element} sheet
 */
export function fillable(sheet) {
  sheet.querySelectorAll("[data-box]").forEach((box) => fillBox(/** @type {HTMLElement} */ (box)));
  sheet.querySelectorAll("table[data-grid]").forEach((found) => {
    const table = /** @type {HTMLTableElement} */ (found);
    [...table.tBodies[0].rows].forEach((row, n) => fillRow(table, row, n + 1));
    const more = el("button", { type: "button", class: "rb-btn more-rows" }, "加一行");
    more.addEventListener("click", () => addRow(table).querySelector("textarea")?.focus());
    table.after(more);
  });
}

/** 表格页：在表上直接填，打印，清除；读者勾选才存在本机。填的内容不离开浏览器。 */
export function formFill() {
  const bar = document.querySelector("[data-form-fill]");
  const found = document.querySelector(".rb-form");
  if (!(bar instanceof HTMLElement) || !(found instanceof HTMLElement)) return;
  const sheet = found;
  const keep = /** @type {HTMLInputElement} */ (bar.querySelector("[data-fill-keep]"));
  const said = /** @type {HTMLElement} */ (bar.querySelector("[data-fill-said]"));
  const place = `rb-form:${location.pathname}`;
  fillable(sheet);
  const clearPeriod = formPeriod(sheet);

  const controls = () => /** @type {Control[]} */ ([...sheet.querySelectorAll("[data-key]")]);
  const value = (/** @type {Control} */ c) => (c instanceof HTMLInputElement && c.type === "checkbox" ? (c.checked ? "1" : "") : c.value);
  const filled = () => controls().some((c) => value(c));

  function save() {
    if (!keep.checked) return;
    /** @type {Kept} */
    const kept = { values: {}, rows: {} };
    for (const c of controls()) if (value(c)) kept.values[c.dataset.key || ""] = [c.getAttribute("aria-label") || "", value(c)];
    for (const t of /** @type {NodeListOf<HTMLTableElement>} */ (sheet.querySelectorAll("table[data-grid]"))) kept.rows[t.dataset.grid || ""] = t.tBodies[0].rows.length;
    try {
      localStorage.setItem(place, JSON.stringify(kept));
      said.textContent = "已存在本机的这个浏览器里。";
    } catch (e) {
      keep.checked = false;
      said.textContent = "这个浏览器不让保存，请打印留存。";
    }
  }

  /** 表的格式改过的，名称对不上的内容不取回。 */
  function restore() {
    const kept = read(place);
    if (!kept) return;
    for (const t of /** @type {NodeListOf<HTMLTableElement>} */ (sheet.querySelectorAll("table[data-grid]"))) {
      const rows = Math.min(Number(kept.rows[t.dataset.grid || ""]) || 0, 400);
      while (t.tBodies[0].rows.length < rows) addRow(t);
    }
    for (const c of controls()) {
      const [label, text] = kept.values[c.dataset.key || ""] || [];
      if (label !== c.getAttribute("aria-label") || !text) continue;
      if (c instanceof HTMLInputElement && c.type === "checkbox") c.checked = true;
      else c.value = String(text);
      show(c);
    }
    keep.checked = true;
    said.textContent = "已取回上次存在本机的内容。";
  }

  function forget() {
    try {
      localStorage.removeItem(place);
    } catch (e) {
      // 本来就没有存
    }
  }

  sheet.addEventListener("input", (event) => {
    if (event.target instanceof HTMLElement && event.target.dataset.key) show(/** @type {Control} */ (event.target));
    save();
  });
  keep.addEventListener("change", () => {
    if (keep.checked) save();
    else {
      forget();
      said.textContent = "本机不再保存。";
    }
  });
  /**
   * 必填的空着就先问；不填也可以，打印以后手写。
   * @param {string} action
   */
  function complete(action) {
    const missing = emptyBoxes(sheet);
    for (const box of sheet.querySelectorAll("[data-asked]")) box.toggleAttribute("data-missing", missing.includes(box));
    if (!missing.length) return true;
    const names = missing.map((box) => box.getAttribute("data-label") || "");
    said.textContent = `还有${names.length}格必填的没有填：${names.join("、")}。没有的写“无”。`;
    if (window.confirm(`${said.textContent}\n仍然${action}？`)) return true;
    /** @type {HTMLElement|null} */ (missing[0].querySelector("[data-key]"))?.focus();
    return false;
  }

  async function download() {
    if (!complete("下载")) return;
    const link = /** @type {HTMLAnchorElement} */ (document.querySelector("a[data-form-docx]"));
    const values = new Map(controls().map((c) => [c.dataset.key || "", value(c)]));
    try {
      const made = await filledDocx(await fileBytes(link.href), values);
      hand(made, `${sheet.querySelector("h2")?.textContent || "表格"}（已填）.docx`);
      said.textContent = "填好的 Word 文件已经生成，在浏览器的下载里。";
    } catch (e) {
      said.textContent = "这个浏览器生成不了 Word 文件。请打印，或者下载空白的 Word 填。";
    }
  }

  bar.querySelector("[data-fill-print]")?.addEventListener("click", () => complete("打印") && window.print());
  bar.querySelector("[data-fill-docx]")?.addEventListener("click", download);
  bar.querySelector("[data-fill-clear]")?.addEventListener("click", () => {
    if (filled() && !window.confirm("清除表上填的内容和存在本机的内容？清除以后找不回来。")) return;
    sheet.querySelectorAll("tr.added").forEach((row) => row.remove());
    for (const c of controls()) {
      if (c instanceof HTMLInputElement && c.type === "checkbox") c.checked = false;
      else c.value = "";
      show(c);
    }
    sheet.querySelectorAll("[data-missing]").forEach((box) => box.removeAttribute("data-missing"));
    clearPeriod?.();
    keep.checked = false;
    forget();
    said.textContent = "已清除。";
  });
  const empty = document.querySelector("[data-print-blank]"); // 填过的也能印空白的
  if (empty) empty.addEventListener("click", () => sheet.classList.add("is-blank"), true);
  addEventListener("afterprint", () => sheet.classList.remove("is-blank"));
  addEventListener("beforeunload", (event) => {
    if (filled() && !keep.checked) event.preventDefault();
  });
  bar.hidden = false;
  restore();
  sheet.dataset.ready = "";
}

/**
 * 必填、还空着的格。
 * @param {Element} sheet @returns {Element[]}
 */
export function emptyBoxes(sheet) {
  return [...sheet.querySelectorAll("[data-asked]")].filter((box) =>
    [...box.querySelectorAll("[data-key]")].every((c) => (c instanceof HTMLInputElement && c.type === "checkbox" ? !c.checked : !(/** @type {Control} */ (c).value.trim()))),
  );
}

/**
 * 交给浏览器的下载。
 * @param {Blob} file @param {string} name
 */
function hand(file, name) {
  const url = URL.createObjectURL(file);
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {string} place @returns {Kept|null} */
function read(place) {
  try {
    const kept = /** @type {Kept|null} */ (JSON.parse(localStorage.getItem(place) || "null"));
    return kept && kept.values && kept.rows ? kept : null;
  } catch (e) {
    return null;
  }
}
