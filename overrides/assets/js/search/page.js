// @ts-check
/** 检索页 /search/?q=：结果、筛选、哪一天的规定，都记在地址里，返回时还是原样。 */
import { announce } from "../shared/clipboard.js";
import { address } from "../shared/data.js";
import { words } from "../shared/day.js";
import { el } from "../shared/element.js";
import { find, titles, today } from "./box.js";
import { facets, fits } from "./facets.js";
import { COMMON, NONE, anchor, answer as answerCard, badge, excerpt, exchanged, failure, lacking, name, place } from "./show.js";

const PAGE = 20;
const PAUSE = 150; // 毫秒：手停下这么久才找
const TYPED = 700; // 毫秒：日期一格一格地打，停下这么久才算打完
let waiting = 0;
let turn = 0;
const ASKED = 3; // 至多问这么多个科室
const PLACES = /^(?!术语|表格|清单|本站|上位依据)/; // 门类里能直接作答的：条文和事项
const FILTERS = ["state", "collection", "category", "office", "year"];

/** @typedef {import("./engine.js").Result} Result */
/** @typedef {import("./records.js").Act} Act */

export async function searchPage() {
  const box = document.querySelector("[data-search-results]");
  const form = document.querySelector("form[data-search-page]");
  const input = form?.querySelector("input[data-search]");
  if (!(box instanceof HTMLElement) || !(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement)) return;
  const show = () => draw(box, input);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go({ q: input.value.trim() }, true);
    void show();
  });
  const follow = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const q = input.value.trim();
      history.replaceState({}, "", q ? `?${new URLSearchParams({ q })}` : location.pathname);
      void show();
    }, PAUSE);
  };
  input.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent) || !event.isComposing) follow();
  });
  input.addEventListener("compositionend", follow);
  box.addEventListener("change", (event) => {
    const changed = event.target;
    if (!(changed instanceof HTMLInputElement)) return;
    clearTimeout(waiting);
    const date = changed.type === "date";
    const set = () => {
      if (date) go({ as_of: changed.value });
      else toggle(changed.name, changed.value, changed.checked);
      void show();
    };
    if (date) waiting = setTimeout(set, TYPED);
    else set();
  });
  box.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-set]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const [key, value] = (button.dataset.set || "").split("=");
    const shown = box.querySelectorAll("a[data-result]").length;
    go({ [key]: value });
    void show().then(() => {
      if (key === "n") /** @type {HTMLElement[]} */ ([...box.querySelectorAll("a[data-result]")])[shown]?.focus();
    });
  });
  input.addEventListener("keydown", (event) => {
    const first = /** @type {HTMLElement|null} */ (box.querySelector("a[data-result]"));
    if (event.key !== "ArrowDown" || event.isComposing || !first) return;
    event.preventDefault();
    first.focus();
  });
  addEventListener("popstate", () => {
    input.value = params().get("q") || "";
    void show();
  });
  addEventListener("pagehide", () => history.replaceState({ y: scrollY }, ""));
  if (!params().get("q")) input.focus();
  const before = history.state && history.state.y;
  await show();
  if (before) scrollTo(0, before);
}

function params() {
  return new URLSearchParams(location.search);
}

/** @param {Record<string, string>} change @param {boolean} fresh 换了检索词，筛选从头来 */
function go(change, fresh = false) {
  const next = fresh ? new URLSearchParams() : params();
  for (const [key, value] of Object.entries(change)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  history.pushState({}, "", `?${next}`);
}

/** @param {string} key @param {string} value @param {boolean} on */
function toggle(key, value, on) {
  const next = params();
  const kept = next.getAll(key).filter((v) => v !== value);
  next.delete(key);
  [...kept, ...(on ? [value] : [])].forEach((v) => next.append(key, v));
  next.delete("n");
  history.pushState({}, "", `?${next}`);
}

/** @param {HTMLElement} box @param {HTMLInputElement} input */
async function draw(box, input) {
  const wish = params();
  const query = (wish.get("q") || "").trim();
  const mine = ++turn;
  if (document.activeElement !== input) input.value = query;
  if (!query) {
    if (box.dataset.searchState !== "idle") box.textContent = "";
    box.dataset.searchState = "idle";
    return;
  }
  box.dataset.searchState = "busy";
  const day = wish.get("as_of") || today();
  const most = Number(wish.get("n")) || PAGE;
  const asOf = Boolean(wish.get("as_of"));
  const past = asOf || Boolean(document.querySelector("[data-frozen]"));
  const chosen = fits(wish, past);
  try {
    const shown = await find.search(query, { most, day, exact: wish.has("exact"), past, asOf, keep: (act, state) => chosen({ act, state }) });
    const [, acts] = await find.warm();
    const titleOf = await titles();
    if (mine !== turn) return;
    const main = el("div", { class: "main" }, summary(shown, day, asOf), ...notices(shown, query, acts));
    main.append(...blocks(shown, query, titleOf, (result) => formOf(acts, result)));
    if (shown.total > shown.results.length) main.append(button(`再显示${Math.min(PAGE, shown.total - shown.results.length)}条`, `n=${most + PAGE}`));
    if (!shown.results.length && !shown.common) main.append(help(FILTERS.some((key) => wish.has(key))));
    const back = stood(box);
    const open = box.querySelector("details.rb-filter[open]") !== null;
    const aside = side(shown, wish, past);
    if (open) aside.querySelector("details")?.setAttribute("open", "");
    box.textContent = "";
    box.append(aside, main);
    back();
    document.title = `检索：${query}`;
    announce(shown.results.length ? `${shown.total}条结果` : "没有找到");
  } catch (error) {
    if (mine !== turn) return;
    box.textContent = "";
    box.append(el("p", { class: "mut" }, failure(error)));
  }
  box.dataset.searchState = "done";
}

/**
 * 光标在哪一个筛选、哪一个按钮上，重画以后回到那里：只用键盘的不丢位置。
 * @param {HTMLElement} box @returns {() => void}
 */
function stood(box) {
  const on = document.activeElement;
  if (!(on instanceof HTMLInputElement || on instanceof HTMLButtonElement) || !box.contains(on)) return () => undefined;
  const [key] = (on.dataset.set || "").split("=");
  const same = (/** @type {HTMLElement} */ one) => (on instanceof HTMLInputElement && on.type === "checkbox" ? one instanceof HTMLInputElement && one.name === on.name && one.value === on.value : key !== "" && key !== "as_of" ? (one.dataset.set || "").startsWith(`${key}=`) : one.matches("[type=date]"));
  return () => {
    const all = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("input, button[data-set]")]);
    (all.find(same) || all[0])?.focus();
  };
}

/**
 * 换成了什么说法：公章＝印章 用印。一个词写一次。
 * @param {{word: string, means: string}[]} used
 */
function equations(used) {
  /** @type {Map<string, Set<string>>} */
  const meant = new Map();
  used.forEach(({ word, means }) => means.split(" ").forEach((one) => meant.set(word, (meant.get(word) || new Set()).add(one))));
  return [...meant].map(([word, means]) => `${word}＝${[...means].join(" ")}`);
}

/** @param {import("./engine.js").Answer} shown @param {string} day @param {boolean} past */
function summary(shown, day, past) {
  const line = el("p", { class: "rb-sum mut" }, el("b", {}, `${shown.total}条结果`));
  if (past) line.append(`　按${words(day)}适用的规定`);
  const used = exchanged(shown);
  if (params().has("exact")) line.append("　只按原词检索　", button("也找近义的说法", "exact="));
  else if (used.length) line.append(`　${equations(used).slice(0, 3).join("，")}　`, button("只按原词检索", "exact=1"));
  else line.append("　", button("只按原词检索", "exact=1"));
  return line;
}

/**
 * 没有那一条、一个字太常见、没有规定。
 * @param {import("./engine.js").Answer} shown @param {string} query @param {Act[]} acts @returns {HTMLElement[]}
 */
function notices(shown, query, acts) {
  const out = [];
  if (lacking(shown) && !shown.weak) out.push(el("p", { class: "rb-lack" }, lacking(shown)));
  if (shown.common) out.push(el("p", { class: "rb-lack" }, COMMON));
  if (shown.weak) out.push(weak(shown, query, acts));
  return out;
}

/**
 * 本汇编未作规定：最接近的在下面，问谁，怎么提。
 * @param {import("./engine.js").Answer} shown @param {string} query @param {Act[]} acts
 */
function weak(shown, query, acts) {
  const offices = [...new Set(shown.results.map((r) => r.act.office || (acts.find((act) => act.id === r.act.of) || {}).office).filter(Boolean))].slice(0, ASKED);
  const made = el("section", { class: "rb-weak" }, el("p", {}, el("b", {}, NONE), `　${lacking(shown) || `没有条文直接规定“${query.length > 30 ? `${query.slice(0, 30)}……` : query}”。`}`));
  made.dataset.searchWeak = "";
  made.append(el("p", {}, `${shown.results.length ? "下面是最接近的，不一定适用。" : ""}${offices.length ? `可以先问主管相近事项的${offices.join("、")}。` : ""}`));
  const guide = acts.find((act) => act.url === "guide/change/");
  const propose = el("p", {}, "需要作出规定的，请向主管科室提出立项建议");
  if (guide) {
    const link = /** @type {HTMLAnchorElement} */ (el("a", {}, "怎么修改"));
    link.href = address(guide.url).href;
    propose.append("，办法见“", link, "”");
  }
  propose.append("。");
  made.append(propose);
  return made;
}

/** @param {string} text @param {string} set */
function button(text, set) {
  const made = /** @type {HTMLButtonElement} */ (el("button", { class: "rb-link" }, text));
  made.type = "button";
  made.dataset.set = set;
  return made;
}

/**
 * 答案里那张表的地址。
 * @param {Act[]} acts @param {Result} result
 */
function formOf(acts, result) {
  const form = acts.find((act) => act.of === result.act.id && result.duty[2] && act.title === result.duty[2]);
  return form ? address(form.url).href : "";
}

/** @param {import("./engine.js").Answer} shown @param {string} query @param {(id: string) => string} titleOf @param {(result: Result) => string} form @returns {HTMLElement[]} */
function blocks(shown, query, titleOf, form) {
  const words = [query, ...shown.used.map((row) => row.means)];
  const first = shown.results[0];
  const ended = (/** @type {Result} */ r) => ["repealed", "expired", "superseded"].includes(r.state) && !shown.named.has(r.act.id);
  const gone = (/** @type {Result} */ r) => ended(r) && r.act !== first.act; // 降了位还排第一的，多半问的就是它
  const direct = first && shown.sure && !ended(first) && first.text && first.provision && PLACES.test(first.act.collection) ? first : null;
  const current = shown.results.filter((r) => r !== direct && !gone(r));
  const old = shown.results.filter((r) => r !== direct && gone(r));
  const out = [];
  if (direct) out.push(card(direct, words, titleOf, shown.query.facts ? form(direct) : null));
  const list = el("ol", { class: "rb-results" });
  current.forEach((r) => list.append(hit(r, words, titleOf)));
  out.push(list);
  if (old.length) {
    const items = el("ol", {});
    old.forEach((r) => items.append(hit(r, words, titleOf)));
    out.push(el("section", { class: "rb-old" }, el("h2", {}, "不再适用的文本"), items));
  }
  return out;
}

/** @param {Result} result @param {string[]} words @param {(id: string) => string} titleOf @param {string|null} form 表格的地址；问的不是谁、几天、什么表，为 null */
function card(result, words, titleOf, form) {
  const link = anchor(result, params().get("as_of") || "");
  link.append(el("b", {}, `${place(result, titleOf)}　${name(result)}`));
  const text = excerpt(result.text, words, result.act.collection === "遇事查办"); // 事项的答案就在开头
  text.className = "t";
  const facts = !result.duty.length ? [] : form === null ? [el("p", { class: "d" }, known(result))] : [answerCard(result.duty, form)];
  const made = el("section", { class: "rb-ans" }, ...(form === null ? [text, ...facts] : [...facts, text]), el("p", { class: "f" }, link, badge(result.state)));
  made.setAttribute("aria-label", "直接答案");
  return made;
}

/**
 * 谁、期限、表格，一行。
 * @param {Result} result
 */
function known(result) {
  return result.duty.filter(Boolean).join("　·　");
}

/** @param {Result} result @param {string[]} words @param {(id: string) => string} titleOf */
function hit(result, words, titleOf) {
  const link = anchor(result, params().get("as_of") || "");
  link.append(name(result));
  const head = el("div", { class: "h" }, link, el("span", { class: "a" }, place(result, titleOf)));
  if (result.state) head.append(badge(result.state));
  const made = el("li", { class: "rb-hit" }, head);
  if (result.duty.length) made.append(el("p", { class: "d" }, known(result)));
  if (result.text) made.append(excerpt(result.text, words));
  return made;
}

/** @param {import("./engine.js").Answer} shown @param {URLSearchParams} wish @param {boolean} past */
function side(shown, wish, past) {
  const aside = el("aside", {});
  aside.setAttribute("aria-label", "筛选");
  const inner = el("details", { class: "rb-filter" }, el("summary", {}, "筛选"));
  inner.toggleAttribute("open", matchMedia("(min-width: 900px)").matches || FILTERS.some((key) => wish.has(key)));
  inner.append(...facets(shown.all, wish, past));
  aside.append(inner);
  if (document.querySelector("[data-frozen]")) return aside; // 定版的汇编只有一天
  const date = document.createElement("input");
  date.type = "date";
  date.value = wish.get("as_of") || "";
  date.setAttribute("aria-label", "哪一天的规定");
  const when = el("div", { class: "rb-facet" }, el("h2", {}, "哪一天的规定"), date);
  if (wish.get("as_of")) when.append(button("回到今日", "as_of="));
  inner.append(when);
  return aside;
}

/** @param {boolean} filtered */
function help(filtered) {
  const list = el("ul", {});
  [
    filtered ? "去掉左边的筛选再看" : "",
    "换个说法，或者少写几个字：例如“报备”“用印”“比价”",
    "引用可以写成“三个规定第6条”，文号可以写成“司党2021 8号”",
    "拼音可以打全拼或者首字母：sggd",
    "从“制度”按类别、按科室、按文号找",
  ].filter(Boolean).forEach((words) => list.append(el("li", {}, words)));
  const made = el("div", { class: "rb-none" }, el("p", {}, `没有找到${filtered ? "" : `，${NONE}`}。可以试试：`), list);
  made.dataset.searchNone = "";
  return made;
}
