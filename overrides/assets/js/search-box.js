// @ts-check
import { announce } from "./clipboard.js";
import { beijingDay } from "./day.js";
import { find } from "./search-plain.js";
import { at } from "./status.js";

const WORDS = { in_force: "现行有效", upcoming: "尚未施行", expired: "失效（期满）", repealed: "废止", partial: "部分失效" };

/** @type {Promise<import("./search-plain.js").Rec[]>|null} */
let loading = null;

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

function root() {
  return new URL("../../", import.meta.url);
}

function records() {
  if (!loading) loading = fetch(new URL("assets/records.json", root())).then((a) => a.json());
  return loading;
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
  input.addEventListener("focus", () => void records());
  input.addEventListener("input", async () => {
    const mine = ++turn;
    const all = await records();
    if (mine !== turn) return;
    const found = input.value.trim() ? find(input.value, all) : [];
    draw(list, found, all);
    list.hidden = !input.value.trim();
    announce(found.length ? `${found.length}个结果，按下键选择` : input.value.trim() ? "没有找到" : "");
  });
  input.addEventListener("keydown", (event) => {
    const links = /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("a")]);
    if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[0].focus();
    } else if (event.key === "Enter" && !list.hidden && links.length && !input.form?.hasAttribute("data-search-page")) {
      event.preventDefault();
      links[0].click();
    } else if (event.key === "Escape") list.hidden = true;
  });
  list.addEventListener("keydown", (event) => {
    const links = /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("a")]);
    const now = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = now + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) input.focus();
      else links[Math.min(next, links.length - 1)].focus();
    } else if (event.key === "Escape") {
      list.hidden = true;
      input.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !list.contains(event.target) && event.target !== input) list.hidden = true;
  });
}

/** @param {Element} list @param {import("./search-plain.js").Rec[]} found @param {import("./search-plain.js").Rec[]} all */
function draw(list, found, all) {
  list.textContent = "";
  const acts = new Map(all.filter((r) => !r.provision).map((r) => [r.act, r]));
  for (const record of found) {
    const act = acts.get(record.act);
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = new URL(record.url, root()).href;
    link.dataset.result = "";
    link.dataset.act = record.act;
    link.dataset.provision = record.provision;
    link.dataset.expression = record.expression;
    const name = link.appendChild(document.createElement("b"));
    name.textContent = record.provision ? `${record.label}　${record.heading || ""}` : record.title || "";
    const side = link.appendChild(document.createElement("span"));
    side.className = "s2 mut";
    const spans = act && act.status_spans ? JSON.parse(act.status_spans) : [];
    const state = spans.length ? WORDS[at(spans, document.documentElement.dataset.day || beijingDay(new Date()))[0]] : "";
    side.textContent = `　${record.provision && act ? act.short : (act && act.doc_no) || ""}　${state}`;
    list.append(item);
  }
  if (!found.length) {
    const item = document.createElement("li");
    item.textContent = "没有找到。可以换个说法，或者从“制度”按类别、按科室找。";
    list.append(item);
  }
}

/** 检索页：/search/?q= */
async function page() {
  const box = document.querySelector("[data-search-results]");
  const input = document.querySelector("[data-search-page] input[data-search]");
  if (!(box instanceof HTMLElement) || !(input instanceof HTMLInputElement)) return;
  const query = new URLSearchParams(location.search).get("q") || "";
  if (!query) return;
  input.value = query;
  box.dataset.searchState = "busy";
  const all = await records();
  const found = find(query, all);
  box.textContent = "";
  const list = box.appendChild(document.createElement("ul"));
  list.className = "rb-results";
  draw(list, found, all);
  box.dataset.searchState = "done";
}
