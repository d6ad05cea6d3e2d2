// @ts-check
import { say } from "../shared/clipboard.js";
import { address, json } from "../shared/data.js";
import { readerDay, words } from "../shared/day.js";
import { el } from "../shared/element.js";
import { exported, favourites, forget, imported, keepFavourites, keepSeen, seen } from "../shared/kept.js";
import { keepMine } from "./my-duties.js";

/** @typedef {{id: string, act: string, title: string, event: string, known: string, effective: string, when: string, doc_no: string, note: string, path: string, compared: string}} Change */
/** @typedef {{changes: Change[]}} Changes */

const MOST = 20;

/**
 * 上次看过以来才有的，和这段日子里开始施行、不再适用的；第一次来的没有“上次”，从今天记起。
 * @param {Change[]} changes @param {string} day
 */
export function fresh(changes, day) {
  const last = seen();
  if (!last) {
    keepSeen({ on: day, ids: changes.map(({ id }) => id) });
    return { since: "", changes: [] };
  }
  const known = new Set(last.ids);
  const found = changes.filter(({ id, effective }) => !known.has(id) || (effective > last.on && effective <= day));
  return { since: last.on, changes: found };
}

/** 首页：上次以来有几件变动。 */
export async function news() {
  const place = document.querySelector("[data-news]");
  if (!(place instanceof HTMLElement)) return;
  const [{ day }, data] = await Promise.all([readerDay(), /** @type {Promise<Changes>} */ (json(place.dataset.news || ""))]);
  const { since, changes } = fresh(data.changes, day);
  if (!changes.length) return;
  place.replaceChildren(el("a", { href: address("mine/").href }, `${words(since)}以来有${changes.length}件变动，您还没有看过`));
  place.hidden = false;
}

/** “我的”一页。 */
export async function mine() {
  const page = document.querySelector("[data-mine-page]");
  if (!(page instanceof HTMLElement)) return;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (page.querySelector(`[data-mine-${name}]`));
  const [{ day }, data] = await Promise.all([readerDay(), /** @type {Promise<Changes>} */ (json(part("changes").dataset.mineChanges || ""))]);
  const all = data.changes;
  page.hidden = false;
  if (page.querySelector("[data-mine-office]")) keepMine(() => say("已记住，只存在本机。"), true);

  function showChanges() {
    const { since, changes } = fresh(all, day);
    const lead = since ? `${words(since)}以来${changes.length ? `有${changes.length}件变动。` : "没有变动。"}` : "从今天记起，下次来的时候列出这以后的变动。";
    part("since").textContent = lead;
    const rest = changes.length - MOST;
    part("list").replaceChildren(...changes.slice(0, MOST).map(line), rest > 0 ? el("li", {}, `另有${rest}件，见“全部变动”。`) : "");
    part("seen").hidden = !changes.length;
  }

  /** @param {Change} change */
  function line(change) {
    const more = change.compared ? el("a", { href: address(change.compared).href }, "修改对照") : "";
    return el("li", {}, el("span", {}, el("a", { href: address(change.path).href }, `《${change.title}》`), `　${change.event}`), more, el("span", { class: "sn" }, [change.when || words(change.known), change.doc_no, change.note].filter(Boolean).join("　")));
  }

  function showFavourites() {
    const list = favourites();
    part("none").hidden = list.length > 0;
    part("favourites").replaceChildren(
      ...list.map((one, index) => {
        const since = all.filter(({ act, known, effective }) => act === one.act && (known > one.on || (effective > one.on && effective <= day)));
        const drop = el("button", { type: "button", class: "rb-link", "aria-label": `取消收藏${one.title}${one.label}` }, "取消收藏");
        drop.addEventListener("click", () => {
          keepFavourites(favourites().filter(({ path }) => path !== one.path));
          showFavourites();
          const next = /** @type {NodeListOf<HTMLElement>} */ (part("favourites").querySelectorAll("button"));
          (next[Math.min(index, next.length - 1)] || part("none")).focus();
        });
        const changed = since.length ? el("b", {}, `收藏以后这件制度有变动：${since.map(({ event, known }) => `${words(known)}${event}`).join("、")}。`) : "";
        return el("li", {}, el("span", {}, el("a", { href: address(one.path).href }, `${one.title}${one.label}`)), drop, el("span", { class: "sn" }, `${one.words}……`, changed));
      }),
    );
  }

  part("seen").addEventListener("click", () => {
    keepSeen({ on: day, ids: all.map(({ id }) => id) });
    showChanges();
    part("since").focus();
    say("已记下，下次只列以后的变动。");
  });
  part("save").addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
    el("a", { href: url, download: "我的制度汇编.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  });
  const file = /** @type {HTMLInputElement} */ (part("bring"));
  file.addEventListener("change", async () => {
    const found = file.files?.[0] ? imported(await file.files[0].text()) : -1;
    file.value = "";
    if (found < 0) return say("不是从“我的”导出的文件，没有导入。");
    say(`已导入${found}条收藏。`);
    showChanges();
    showFavourites();
  });
  part("forget").addEventListener("click", () => {
    if (!window.confirm("清除本机存的收藏、科室、角色和上次来的日子？清除以后找不回来。")) return;
    forget();
    showChanges();
    showFavourites();
    page.querySelectorAll("select").forEach((select) => (select.value = ""));
    say("已清除。");
  });
  addEventListener("storage", showFavourites); // 在另一个标签页里收藏的
  showChanges();
  showFavourites();
  page.dataset.ready = day;
}
