// @ts-check
/** 检索框：打字就出结果，/ 或者 Ctrl-K 到检索框，上下键选。 */
import { announce } from "../shared/clipboard.js";
import { address, json, root } from "../shared/data.js";
import { beijingDay, buildDay, frozen } from "../shared/day.js";
import { el } from "../shared/element.js";
import { engine } from "./engine.js";
import { COMMON, NONE, anchor, answerLine, badge, exchanged, failure, lacking, name, place } from "./show.js";

const SHOWN = 6;

export { root };
export const find = engine(/** @type {import("./files.js").Load} */ ((name, fresh) => json(address(`assets/search/${name}.json`), fresh || name === "manifest" ? "no-cache" : "default")));

/** 读者的当天，定版的汇编是它的那一天；页面还没有核对本机日期的时候先用本机的。 */
export function today() {
  return document.documentElement.dataset.day || (frozen() ? buildDay() : beijingDay(new Date()));
}

export function searchBox() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && /INPUT|TEXTAREA|SELECT/.test(event.target.tagName);
    if ((event.key === "/" && !typing) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      /** @type {HTMLInputElement|null} */ (document.querySelector("input[data-search]"))?.focus();
    }
  });
  const idle = window.requestIdleCallback || ((/** @type {() => void} */ work) => setTimeout(work, 400));
  /** @type {Navigator & {connection?: {saveData: boolean}}} 不是每个浏览器都有 */
  const network = navigator;
  if (!network.connection?.saveData) addEventListener("load", () => idle(() => void find.keepAll().catch(() => null)));
  document.querySelectorAll("input[data-search]").forEach((input) => {
    if (input instanceof HTMLInputElement && !input.form?.hasAttribute("data-search-page")) connect(input);
  });
}

/** @typedef {{box: HTMLElement, list: HTMLElement, all: HTMLAnchorElement}} Drop 检索框下面的一栏：结果和“全部结果” */

/** @param {HTMLInputElement} input */
function connect(input) {
  const drop = dropped(input);
  let turn = 0;
  const update = async () => {
    const mine = ++turn;
    const query = input.value.trim();
    if (!query) {
      drop.box.hidden = true;
      return;
    }
    try {
      const answer = await find.search(query, { most: SHOWN, day: today(), past: frozen(), stale: () => mine !== turn });
      if (mine !== turn) return;
      fill(drop, query, answer, await titles());
    } catch (error) {
      if (mine !== turn) return;
      drop.list.textContent = "";
      drop.list.append(el("li", { class: "rb-lack" }, failure(error)));
      drop.box.hidden = false;
    }
  };
  input.addEventListener("focus", () => void find.warm().catch(() => null));
  input.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent) || !event.isComposing) void update();
  });
  input.addEventListener("compositionend", () => void update());
  walked(input, drop.box);
}

/**
 * 在检索框后面加上结果一栏，先不显示。
 * @param {HTMLInputElement} input @returns {Drop}
 */
function dropped(input) {
  const box = el("div", { class: "rb-drop" });
  const list = box.appendChild(el("ul", {}));
  list.setAttribute("aria-label", "检索结果");
  const all = /** @type {HTMLAnchorElement} */ (el("a", {}, "全部结果"));
  box.append(el("div", { class: "ft" }, el("span", {}, "↑↓ 选择"), el("span", {}, "Enter 打开"), el("span", {}, "Esc 关闭"), all));
  box.hidden = true;
  input.after(box);
  return { box, list, all };
}

/** @param {Drop} drop @param {string} query @param {import("./engine.js").Answer} answer @param {(id: string) => string} titleOf */
function fill({ box, list, all }, query, answer, titleOf) {
  list.textContent = "";
  if (lacking(answer)) list.append(el("li", { class: "rb-lack" }, lacking(answer)));
  if (answer.common) list.append(el("li", { class: "rb-lack" }, COMMON));
  if (answer.weak) list.append(el("li", { class: "rb-lack" }, `${NONE}，最接近的是：`));
  answer.results.forEach((result) => list.append(line(result, answer, titleOf)));
  if (!answer.results.length && !answer.common) list.append(el("li", { class: "rb-lack" }, "没有找到。可以换个说法、少写几个字，或者从“制度”按类别、按科室、按文号找。"));
  all.textContent = answer.total > SHOWN ? `全部${answer.total}条结果` : "到检索页";
  const page = address("search/");
  page.searchParams.set("q", query);
  all.href = page.href;
  box.hidden = false;
  box.dataset.answered = query;
  announce(answer.results.length ? `${answer.weak ? `${NONE}，最接近的` : ""}${answer.total}条结果，按下键选择` : "没有找到");
}

/**
 * 上下键在框和结果之间走，Esc 和点别处收起来。
 * @param {HTMLInputElement} input @param {HTMLElement} box
 */
function walked(input, box) {
  const links = () => /** @type {HTMLAnchorElement[]} */ ([...box.querySelectorAll("a")]);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && !box.hidden && links().length) {
      event.preventDefault();
      links()[0].focus();
    } else if (event.key === "Escape") box.hidden = true;
  });
  box.addEventListener("keydown", (event) => {
    const now = links().indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = now + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) input.focus();
      else links()[Math.min(next, links().length - 1)].focus();
    } else if (event.key === "Escape") {
      box.hidden = true;
      input.focus();
    }
  });
  box.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) box.hidden = true;
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !box.contains(event.target) && event.target !== input) box.hidden = true;
  });
}

/**
 * 制度的题名，按 id 查。
 * @returns {Promise<(id: string) => string>}
 */
export async function titles() {
  const [, acts] = await find.warm();
  return (id) => (acts.find((act) => act.id === id) || { title: "" }).title;
}

/** @param {import("./engine.js").Result} result @param {import("./engine.js").Answer} answer @param {(id: string) => string} titleOf */
function line(result, answer, titleOf) {
  const link = anchor(result);
  const top = el("span", { class: "h" });
  const said = result.duty.length > 0 && !answer.weak && answer.query.facts;
  if (said) top.append(answerLine(result.duty));
  else top.append(el("b", {}, name(result)));
  top.append(badge(result.state));
  const below = [said ? name(result) : "", place(result, titleOf)].filter(Boolean).join("　");
  link.append(top);
  if (below) link.append(el("span", { class: "s2" }, below));
  if (result.duty.length && !said && !answer.weak) link.append(el("span", { class: "s2" }, result.duty.filter(Boolean).join("　·　")));
  const [used] = result === answer.results[0] ? exchanged(answer) : [];
  if (used && !answer.named.size && !below.includes(used.means)) link.append(el("span", { class: "s2" }, `${used.word}＝${used.means}`));
  return el("li", {}, link);
}
