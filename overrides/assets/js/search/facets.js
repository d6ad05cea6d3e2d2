// @ts-check
/** 左边的筛选：每个数就是勾上以后的结果数。 */
import { STATUS_WORDS as STATES } from "../shared/contract.js";
import { el } from "../shared/element.js";

/** @typedef {"state"|"collection"|"category"|"office"|"year"} Facet */

/** @type {[Facet, string][]} */
export const FACETS = [
  ["state", "状态"],
  ["collection", "门类"],
  ["category", "类别"],
  ["office", "科室"],
  ["year", "年份"],
];
const MOST = 12; // 一栏至多列这么多，勾了的都列

/** @typedef {import("./engine.js").Listed} Listed */

/** @param {Listed} listed @param {Facet} key @param {boolean} past 看的是过去某一天 */
function value({ act, state }, key, past) {
  if (key === "state") return STATES[past && state === "in_force" ? "as_of" : state] || "";
  return String(act[key] || "");
}

/**
 * 合不合勾了的各栏；but：不算这一栏。
 * @param {URLSearchParams} wish @param {boolean} past @param {Facet} [but] @returns {(listed: Listed) => boolean}
 */
export function fits(wish, past, but) {
  const chosen = FACETS.filter(([key]) => key !== but && wish.getAll(key).length);
  return (listed) => chosen.every(([key]) => wish.getAll(key).includes(value(listed, key, past)));
}

/** @param {Listed[]} all 不按分面筛的每一处 @param {URLSearchParams} wish @param {boolean} past */
export function facets(all, wish, past) {
  const out = [];
  for (const [key, title] of FACETS) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const listed of all.filter(fits(wish, past, key))) {
      const name = value(listed, key, past);
      if (name) counts.set(name, (counts.get(name) || 0) + 1);
    }
    const ticked = wish.getAll(key);
    for (const name of ticked) if (!counts.has(name)) counts.set(name, 0);
    if (!counts.size) continue;
    const list = el("ul", {});
    const sorted = [...counts].sort((a, b) => (key === "year" ? b[0].localeCompare(a[0]) : b[1] - a[1]));
    sorted.filter(([name], i) => i < MOST || ticked.includes(name)).forEach(([name, count]) => {
      const input = document.createElement("input");
      input.type = "checkbox";
      input.name = key;
      input.value = name;
      input.checked = ticked.includes(name);
      list.append(el("li", {}, el("label", {}, input, name), el("span", { class: "num" }, String(count))));
    });
    out.push(el("div", { class: "rb-facet" }, el("h2", {}, title), list));
  }
  return out;
}
