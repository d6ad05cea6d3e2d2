// @ts-check
/** 检索页 /search/?q=：结果、筛选、哪一天的规定，都记在地址里，返回时还是原样。 */
import { announce } from "./clipboard.js";
import { words } from "./day.js";
import { find, root, titles, today } from "./search-box.js";
import { stateOn } from "./search-engine.js";
import { STATES, anchor, answer as answerCard, badge, el, excerpt, lacking, name, place } from "./search-show.js";

const PAGE = 20;
const PAUSE = 150; // 毫秒：手停下这么久才找
let waiting = 0;
let turn = 0;
const FACETS = [
  ["state", "状态"],
  ["collection", "门类"],
  ["category", "类别"],
  ["office", "科室"],
  ["year", "年份"],
];

/** @typedef {import("./search-engine.js").Result} Result */

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
    if (changed.type === "date") go({ as_of: changed.value });
    else toggle(changed.name, changed.value, changed.checked);
    void show();
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

/** @param {any} act @param {string} key @param {string} day */
function facet(act, key, day) {
  if (key !== "state") return String(act[key] || "");
  const state = stateOn(act, day);
  return STATES[state === "in_force" && (params().get("as_of") || document.querySelector("[data-frozen]")) ? "as_of" : state] || "";
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
  const chosen = FACETS.filter(([key]) => wish.getAll(key).length);
  const past = Boolean(wish.get("as_of")) || Boolean(document.querySelector("[data-frozen]"));
  const keep = (/** @type {any} */ act) => chosen.every(([key]) => wish.getAll(key).includes(facet(act, key, day))) && (!wish.get("as_of") || !act.spans || ["in_force", "partial"].includes(stateOn(act, day)));
  try {
    const exact = wish.has("exact");
    const all = await find.search(query, { most, day, exact, past });
    const shown = chosen.length || wish.get("as_of") ? await find.search(query, { most, day, exact, past, keep }) : all;
    const [, acts] = await find.warm();
    const titleOf = await titles();
    if (mine !== turn) return;
    const main = el("div", "main");
    main.append(summary(shown, query, day, Boolean(wish.get("as_of"))));
    if (all.missing) main.append(el("p", "rb-lack", lacking(all)));
    main.append(...blocks(shown, query, titleOf, (result) => formOf(acts, result)));
    if (shown.total > most && shown.results.length >= most) main.append(button(`再显示${PAGE}条`, `n=${most + PAGE}`));
    if (!shown.results.length) main.append(help(chosen.length > 0));
    box.textContent = "";
    box.append(side(all, acts, wish, day), main);
    document.title = `检索：${query}`;
    announce(shown.results.length ? `${shown.total}条结果` : "没有找到");
  } catch (error) {
    if (mine !== turn) return;
    box.textContent = "";
    box.append(el("p", "mut", "检索数据没有取到。请检查网络后再试；也可以从“制度”按类别、按科室、按文号找。"));
  }
  box.dataset.searchState = "done";
}

/** @param {import("./search-engine.js").Answer} shown @param {string} query @param {string} day @param {boolean} past */
function summary(shown, query, day, past) {
  const line = el("p", "rb-sum mut", el("b", "", `${shown.total}条结果`));
  if (past) line.append(`　按${words(day)}适用的规定`);
  if (shown.used.length) {
    line.append(`　${shown.used.slice(0, 3).map(([word, means]) => `${word}＝${means}`).join("，")}　`);
    line.append(button("只按原词检索", "exact=1"));
  } else if (params().has("exact")) line.append("　只按原词检索　", button("也找近义的说法", "exact="));
  return line;
}

/** @param {string} text @param {string} set */
function button(text, set) {
  const made = /** @type {HTMLButtonElement} */ (el("button", "rb-link", text));
  made.type = "button";
  made.dataset.set = set;
  return made;
}

/** 答案里那张表的地址。 @param {any[]} acts @param {Result} result */
function formOf(acts, result) {
  const form = acts.find((act) => act.collection === "表格" && result.duty && act.title === result.duty[2] && act.id.startsWith(`${result.act.id}-`));
  return form ? new URL(form.url, root).href : "";
}

/** @param {import("./search-engine.js").Answer} shown @param {string} query @param {(id: string) => string} titleOf @param {(result: Result) => string} form @returns {HTMLElement[]} */
function blocks(shown, query, titleOf, form) {
  const words = [query, ...shown.used.map(([, means]) => means)];
  const first = shown.results[0];
  const ended = (/** @type {Result} */ r) => ["repealed", "expired", "superseded"].includes(r.state) && !shown.named.has(r.act.id);
  const gone = (/** @type {Result} */ r) => ended(r) && r.act !== first.act; // 降了位还排第一的，多半问的就是它
  const alone = shown.results.every(ended);
  const direct = first && first.duty && !ended(first) ? first : null;
  const current = shown.results.filter((r) => r !== direct && (alone || !gone(r)));
  const old = alone ? [] : shown.results.filter((r) => r !== direct && gone(r));
  const out = [];
  if (direct) out.push(card(direct, words, titleOf, form(direct)));
  const list = el("ol", "rb-results");
  current.forEach((r) => list.append(hit(r, words, titleOf)));
  out.push(list);
  if (old.length) {
    const items = el("ol", "");
    old.forEach((r) => items.append(hit(r, words, titleOf)));
    out.push(el("section", "rb-old", el("h2", "", `不再适用的文本（${old.length}）`), items));
  }
  return out;
}

/** @param {Result} result @param {string[]} words @param {(id: string) => string} titleOf @param {string} form */
function card(result, words, titleOf, form) {
  const link = anchor(result, root, params().get("as_of") || "");
  link.append(el("b", "", `${place(result, titleOf)}　${name(result)}`));
  const text = excerpt(result.text, words);
  text.className = "t";
  const made = el("section", "rb-ans", answerCard(/** @type {[string, string, string]} */ (result.duty), form), text, el("p", "f", link, badge(result.state)));
  made.setAttribute("aria-label", "直接答案");
  return made;
}

/** @param {Result} result @param {string[]} words @param {(id: string) => string} titleOf */
function hit(result, words, titleOf) {
  const link = anchor(result, root, params().get("as_of") || "");
  link.append(name(result));
  const head = el("div", "h", link, el("span", "a", place(result, titleOf)));
  if (result.state) head.append(badge(result.state));
  const made = el("li", "rb-hit", head);
  if (result.duty) made.append(el("p", "d", result.duty.filter(Boolean).join("　·　")));
  if (result.text) made.append(excerpt(result.text, words));
  return made;
}

/** @param {import("./search-engine.js").Answer} all @param {any[]} acts @param {URLSearchParams} wish @param {string} day */
function side(all, acts, wish, day) {
  const aside = el("aside", "");
  aside.setAttribute("aria-label", "筛选");
  const inner = el("details", "rb-filter", el("summary", "", "筛选"));
  inner.toggleAttribute("open", matchMedia("(min-width: 900px)").matches || FACETS.some(([key]) => wish.has(key)));
  for (const [key, title] of FACETS) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [entry, found] of all.entries) {
      const value = facet(acts[entry], key, day);
      if (value) counts.set(value, (counts.get(value) || 0) + found);
    }
    for (const value of wish.getAll(key)) if (!counts.has(value)) counts.set(value, 0);
    if (!counts.size) continue;
    const list = el("ul", "");
    [...counts].sort((a, b) => (key === "year" ? b[0].localeCompare(a[0]) : b[1] - a[1])).slice(0, 12).forEach(([value, count]) => {
      const input = document.createElement("input");
      input.type = "checkbox";
      input.name = key;
      input.value = value;
      input.checked = wish.getAll(key).includes(value);
      list.append(el("li", "", el("label", "", input, value), el("span", "num", String(count))));
    });
    inner.append(el("div", "rb-facet", el("h3", "", title), list));
  }
  const date = document.createElement("input");
  date.type = "date";
  date.value = wish.get("as_of") || "";
  date.setAttribute("aria-label", "哪一天的规定");
  const when = el("div", "rb-facet", el("h3", "", "哪一天的规定"), date);
  if (wish.get("as_of")) when.append(button("回到今日", "as_of="));
  inner.append(when);
  aside.append(inner);
  return aside;
}

/** @param {boolean} filtered */
function help(filtered) {
  const list = el("ul", "");
  [
    filtered ? "去掉左边的筛选再看" : "",
    "换个说法，或者少写几个字：例如“报备”“用印”“比价”",
    "引用可以写成“三个规定第6条”，文号可以写成“司党2021 8号”",
    "拼音可以打全拼或者首字母：sggd",
    "从“制度”按类别、按科室、按文号找",
  ].filter(Boolean).forEach((words) => list.append(el("li", "", words)));
  return el("div", "rb-none", el("p", "", "没有找到。可以试试："), list);
}
