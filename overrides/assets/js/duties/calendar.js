// @ts-check
import { askedDay, nowWords, readerDay } from "../shared/day.js";
import { load, mine, monthSpan } from "./duty-data.js";
import { draw, monthGroups } from "./duty-rows.js";
import { keepMine } from "./my-duties.js";

/**
 * 日历页：读者的这个月；可以翻月，按科室、角色看，都写在地址里，后退就回到原来看的。
 * 地址后写 ?month=2026-11&office=…&role=… 或者 ?day=2026-11-23 直接到；没有写科室、角色的，用首页选的。
 */
export async function calendar() {
  const found = document.querySelector("[data-calendar]");
  const body = document.querySelector("[data-calendar-rows]");
  if (!(found instanceof HTMLElement) || !body) return;
  const head = found;
  const [{ day: today }, data] = await Promise.all([readerDay(), load(head.dataset.calendar || "")]);
  const day = askedDay() || today;
  let month = "";
  const pick = keepMine(go, false);

  /** 照地址里写的显示。 */
  function come() {
    const asked = new URLSearchParams(location.search);
    const wanted = asked.get("month") || "";
    month = /^\d{4}-(0[1-9]|1[0-2])$/.test(wanted) && wanted >= data.first.slice(0, 7) && wanted <= data.last.slice(0, 7) ? wanted : day.slice(0, 7);
    pick.choose(asked);
    show();
  }

  /** 把正在看的写进地址，再显示。 */
  function go() {
    const asked = new URLSearchParams({ month, office: pick.office(), role: pick.role() });
    if (askedDay()) asked.set("day", askedDay());
    if (`?${asked}` !== location.search) history.pushState(null, "", `?${asked}`);
    show();
  }

  function show() {
    const [year, number] = month.split("-").map(Number);
    const title = `${year}年${number}月`;
    const heading = head.querySelector("[data-month-title]");
    if (heading) heading.textContent = title;
    draw(/** @type {Element} */ (body), monthGroups(mine(data, pick.office(), pick.role()), month, day, nowWords(day, today)));
    const file = head.querySelector("[data-file]");
    if (file instanceof HTMLAnchorElement) file.href = `./${pick.office() || pick.role() || "all"}.ics`;
    button("[data-month-back]").disabled = month <= data.first.slice(0, 7);
    button("[data-month-on]").disabled = month >= data.last.slice(0, 7);
  }

  /** @param {string} selector */
  function button(selector) {
    return /** @type {HTMLButtonElement} */ (head.querySelector(selector));
  }

  /** @param {number} step 0 回到本月 */
  function turn(step) {
    const [year, number] = month.split("-").map(Number);
    month = step ? monthSpan(year, number + step)[0].slice(0, 7) : today.slice(0, 7);
    go();
  }

  button("[data-month-back]").addEventListener("click", () => turn(-1));
  button("[data-month-on]").addEventListener("click", () => turn(1));
  button("[data-month-now]").addEventListener("click", () => turn(0));
  head.querySelectorAll("[hidden]").forEach((e) => e.removeAttribute("hidden"));
  addEventListener("popstate", come);
  come();
  head.dataset.ready = day;
}
