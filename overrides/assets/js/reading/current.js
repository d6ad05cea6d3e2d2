// @ts-check
import { words } from "../shared/day.js";

/**
 * 生成站点以后，读者当天适用的文本变了：在正文上面说明，并给出那一天的文本。
 * @param {string} day @param {boolean} asked 地址里写了日期
 */
export function current(day, asked) {
  const head = document.querySelector(".rb-head[data-act]");
  if (!(head instanceof HTMLElement)) return;
  const notice = document.querySelector("[data-notice]");
  if (notice instanceof HTMLElement && (notice.dataset.notice || "") <= day) notice.hidden = true;
  const texts = [...document.querySelectorAll("[data-text-from]")].map((text) => /** @type {HTMLElement} */ (text));
  const then = texts.find(({ dataset: { textFrom = "", textUntil = "" } }) => textFrom <= day && (!textUntil || day <= textUntil));
  const old = document.querySelector("[data-banner]");
  const here = head.dataset.effective;
  const state = document.querySelector(".rb-facts [data-spans]");
  const word = state?.querySelector("[data-word]")?.textContent || "";
  const key = state?.querySelector("use")?.getAttribute("href")?.replace("#st-", "") || "";
  const first = texts.map(({ dataset: { textFrom = "" } }) => textFrom).sort()[0] || "";
  const live = then?.dataset.textFrom === here;
  document.querySelectorAll("[data-once]").forEach((words) => (/** @type {HTMLElement} */ (words).hidden = live || key === "upcoming"));
  document.querySelectorAll("[data-instead]").forEach((words) => (/** @type {HTMLElement} */ (words).hidden = live));
  if (live) {
    if (old instanceof HTMLElement) old.hidden = true;
    document.querySelector("#content")?.classList.remove("rb-gone");
    return;
  }
  if (old instanceof HTMLElement && old.dataset.banner === key && !asked) return;
  const bar = document.createElement("div");
  bar.className = key === "upcoming" ? "rb-soon" : "rb-banner";
  bar.setAttribute("role", "note");
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("viewBox", "0 0 16 16");
  mark.setAttribute("aria-hidden", "true");
  mark.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "use")).setAttribute("href", `#st-${key}`);
  const title = document.createElement("b");
  title.textContent = word;
  const text = document.createElement("p");
  const link = then?.querySelector("a[data-keep-article], a[data-text]");
  if (then && link instanceof HTMLAnchorElement) {
    text.textContent = `${words(day)}适用的是${words(then.dataset.textFrom || "")}起施行的文本。`;
    const go = text.appendChild(document.createElement("a"));
    go.href = link.href + location.search;
    go.setAttribute("data-keep-article", "");
    go.textContent = "看那一天的文本";
  } else if (day < first && first !== here) {
    text.textContent = `${words(day)}没有适用的文本。最早的文本${words(first)}起施行。`;
    const note = document.querySelector(".rb-facts [data-since]");
    if (note) note.textContent = `　最早的文本${words(first)}起施行`;
  } else {
    text.textContent = `${words(day)}没有适用的文本。${document.querySelector(".rb-facts [data-since]")?.textContent?.trim() || ""}`;
  }
  bar.append(mark, title, text);
  if (old) old.replaceWith(bar);
  else head.querySelector("h1")?.after(bar);
  if (key !== "upcoming") document.querySelector("#content")?.classList.add("rb-gone");
}
