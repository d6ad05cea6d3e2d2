// @ts-check
import { nowWords, readerDay } from "../shared/day.js";
import { el } from "../shared/element.js";
import { read, write } from "../shared/kept.js";
import { load, mine, monthSpan } from "./duty-data.js";
import { comingRows, link, monthGroups } from "./duty-rows.js";

const MOST = 6;
const FEWEST = 5; // 本月不到这么多的，接着列以后的

/**
 * 科室、角色的两个选框，选择只存在本浏览器。
 * @param {() => void} changed
 * @param {boolean} fill 是否用存下的选择，并且存下新的；日历页只看不存
 */
export function keepMine(changed, fill) {
  const office = /** @type {HTMLSelectElement} */ (document.querySelector("[data-mine-office]"));
  const role = /** @type {HTMLSelectElement} */ (document.querySelector("[data-mine-role]"));
  for (const [select, key] of /** @type {[HTMLSelectElement, string][]} */ ([[office, "rb-office"], [role, "rb-role"]])) {
    const kept = fill ? read(key) : "";
    if (kept && [...select.options].some((o) => o.value === kept)) select.value = kept;
    select.addEventListener("change", () => {
      if (fill) write(key, select.value);
      changed();
    });
  }
  return {
    office: () => office.value,
    role: () => role.value,
    /**
     * 选上地址里写的，没有写的用首页选的；没有这一项就是全部。
     * @param {URLSearchParams} asked
     */
    choose(asked) {
      for (const [select, name] of /** @type {[HTMLSelectElement, string][]} */ ([[office, "office"], [role, "role"]])) {
        const said = asked.get(name);
        const wanted = said === null ? read(`rb-${name}`) : said;
        select.value = [...select.options].some((o) => o.value === wanted) ? wanted : "";
      }
    },
  };
}

/** 首页：我的这个月的职责。 */
export async function myDuties() {
  const section = document.querySelector("[data-my-duties]");
  const found = section && section.querySelector("[data-my-list]");
  if (!(section instanceof HTMLElement) || !found) return;
  const list = found;
  const [{ day }, data] = await Promise.all([readerDay(), load(section.dataset.myDuties || "")]);
  const pick = keepMine(show, true);
  const now = nowWords(day, day);

  function show() {
    const office = pick.office();
    const role = pick.role();
    const duties = mine(data, office, office || role ? role : "all-staff");
    const rows = monthGroups(duties, day.slice(0, 7), day, now)
      .filter((group) => !group.past)
      .flatMap((group) => group.rows);
    /** @type {Set<string>} */
    const seen = new Set();
    const fresh = (/** @type {import("./duty-rows.js").Row[]} */ rows) =>
      rows.filter((row) => {
        const key = `${row.duty.act} ${row.duty.id} ${row.when}`;
        return !seen.has(key) && seen.add(key);
      });
    const kept = fresh(rows);
    const later = kept.length < FEWEST ? fresh(comingRows(duties, monthSpan(Number(day.slice(0, 4)), Number(day.slice(5, 7)))[1])) : [];
    list.replaceChildren(
      ...kept.slice(0, MOST).map(line),
      kept.length ? (kept.length > MOST ? el("p", { class: "rb-more" }, `另有${kept.length - MOST}项，见“全部职责”。`) : "") : el("p", { class: "rb-more" }, `${now.month}没有定期职责。`),
      later.length ? el("h3", { class: "rb-later" }, "此后") : "",
      ...later.slice(0, FEWEST - kept.length).map(line),
    );
  }

  section.querySelectorAll("[hidden]").forEach((e) => e.removeAttribute("hidden"));
  show();
  section.dataset.ready = day;
}

/** @param {import("./duty-rows.js").Row} row */
function line(row) {
  return el(
    "div",
    { class: "rb-ev" },
    el("span", { class: "d" }, [row.when, row.small].filter(Boolean).join(" ")),
    el("span", {}, row.duty.what, el("br", {}), el("span", { class: "w" }, link(row.duty.name, row.duty.path), row.duty.place.split("　")[0], row.note ? `　${row.note}` : "")),
    el("span", {}, row.soon ? el("b", {}, row.left) : row.left),
  );
}
