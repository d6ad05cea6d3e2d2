// @ts-check
import { announce } from "./clipboard.js";
import { beijingDay } from "./day.js";
import { engine } from "./search-engine.js";
import { at } from "./status.js";

const WORDS = { in_force: "现行有效", upcoming: "尚未施行", expired: "失效（期满）", repealed: "废止", partial: "部分失效" };

/** 站点的根，从脚本自己的地址算出。 */
const root = new URL("../../", import.meta.url);
const find = engine((name) => fetch(new URL(`assets/search/${name}.json`, root)).then((answer) => answer.json()));

/** 检索框：打字就出结果，/ 或者 Ctrl-K 到检索框，上下键选。 */
export function searchBox() {
  const inputs = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input[data-search]")]);
  inputs.forEach(connect);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if ((event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      inputs[0]?.focus();
    }
  });
  page();
}

/** @param {HTMLInputElement} input */
function connect(input) {
  const list = document.createElement("ul");
  list.className = "rb-drop";
  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute("aria-label", "检索结果");
  input.after(list);
  let turn = 0;
  input.addEventListener("focus", () => void find.warm());
  input.addEventListener("input", async () => {
    const mine = ++turn;
    const query = input.value.trim();
    const found = query ? await find.search(query, 8) : [];
    if (mine !== turn) return;
    draw(list, found, query, false);
    list.hidden = !query;
    announce(found.length ? `${found.length}个结果，按下键选择` : query ? "没有找到" : "");
  });
  const links = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("a")]);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && links().length) {
      event.preventDefault();
      links()[0].focus();
    } else if (event.key === "Escape") list.hidden = true;
  });
  list.addEventListener("keydown", (event) => {
    const now = links().indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = now + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) input.focus();
      else links()[Math.min(next, links().length - 1)].focus();
    } else if (event.key === "Escape") {
      list.hidden = true;
      input.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !list.contains(event.target) && event.target !== input) list.hidden = true;
  });
}

/** @param {Element} list @param {any[]} found @param {string} query @param {boolean} full 带正文摘录 */
function draw(list, found, query, full) {
  list.textContent = "";
  for (const record of found) list.appendChild(document.createElement("li")).append(line(record, query, full));
  if (!found.length) {
    const item = list.appendChild(document.createElement("li"));
    item.textContent = "没有找到。可以换个说法、少写几个字，或者从“制度”按类别、按科室、按文号找。";
  }
}

/** @param {any} record @param {string} query @param {boolean} full */
function line(record, query, full) {
  const link = document.createElement("a");
  link.href = new URL(record.url, root).href;
  link.dataset.result = "";
  link.dataset.act = record.act;
  link.dataset.provision = record.provision;
  link.dataset.expression = record.expression;
  if (record.duty) {
    const answer = link.appendChild(document.createElement("span"));
    answer.className = "ans";
    [record.duty[1], record.duty[0], record.duty[2]].filter(Boolean).forEach((words, i) => {
      const part = answer.appendChild(document.createElement(i ? "span" : "b"));
      part.textContent = i ? `　${words}` : words;
    });
    link.append(document.createElement("br"));
  }
  const name = link.appendChild(document.createElement("b"));
  name.textContent = record.provision && record.label ? `${record.label}　${record.heading || ""}` : record.heading || record.title;
  const side = link.appendChild(document.createElement("span"));
  side.className = "s2 mut";
  const spans = JSON.parse(record.spans || "[]");
  const day = document.documentElement.dataset.day || beijingDay(new Date());
  const state = spans.length ? WORDS[at(spans, day)[0]] : "";
  side.textContent = [record.title, state].filter(Boolean).map((t) => `　${t}`).join("");
  if (full && record.text) {
    const words = link.appendChild(document.createElement("span"));
    words.className = "x";
    excerpt(words, record.text, query);
  }
  return link;
}

/** 摘录，标出检索词里的字。 @param {Element} box @param {string} text @param {string} query */
function excerpt(box, text, query) {
  const words = [...new Set(query.match(/[\u3400-\u9fff]{2,}|[a-z0-9]+/gi) || [])].flatMap((w) => [w, ...pairs(w)]);
  const first = words.map((w) => text.indexOf(w)).filter((i) => i >= 0);
  const start = Math.max(0, Math.min(...first, text.length) - 30);
  const shown = text.slice(start === text.length - 30 ? 0 : start).slice(0, 120);
  const marked = words.sort((a, b) => b.length - a.length).filter((w) => shown.includes(w)).slice(0, 12);
  if (start) box.append("……");
  if (!marked.length) box.append(shown);
  else {
    const pattern = new RegExp(`(${marked.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`);
    shown.split(pattern).forEach((piece, i) => {
      if (i % 2) box.appendChild(document.createElement("mark")).textContent = piece;
      else box.append(piece);
    });
  }
  box.append("……");
}

/** @param {string} word */
function pairs(word) {
  return word.length < 4 ? [] : [...word].slice(1).map((c, i) => word[i] + c);
}

/** 检索页：/search/?q= */
async function page() {
  const box = document.querySelector("[data-search-results]");
  const input = document.querySelector("[data-search-page] input[data-search]");
  if (!(box instanceof HTMLElement) || !(input instanceof HTMLInputElement)) return;
  const query = new URLSearchParams(location.search).get("q") || "";
  if (!query.trim()) return;
  input.value = query;
  box.dataset.searchState = "busy";
  const found = await find.search(query, 30);
  box.textContent = "";
  const list = box.appendChild(document.createElement("ul"));
  list.className = "rb-results";
  draw(list, found, query, true);
  announce(found.length ? `${found.length}个结果` : "没有找到");
  box.dataset.searchState = "done";
}
