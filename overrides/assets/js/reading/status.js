// @ts-check
import { STATUS_TONES as TONES, STATUS_WORDS as WORDS } from "../shared/contract.js";
import { askedDay, buildDay, readerDay, words } from "../shared/day.js";
import { current } from "./current.js";

/** @typedef {[since: string|null, key: string, note: string]} Span 从哪一天起、状态、旁边的话 */

/**
 * 某一天的状态。
 * @param {Span[]} spans 从早到晚
 * @param {string} day
 * @returns {[string, string]} 状态和旁边的话
 */
export function at(spans, day) {
  let found = spans[0];
  for (const span of spans) if (span[0] === null || span[0] <= day) found = span;
  return [found[1], found[2]];
}

/**
 * 给元素换上某一天的状态；看过去某一天时，有效写“当日有效”。
 * @param {Element} element @param {string} day @param {boolean} [past]
 */
export function apply(element, day, past = false) {
  const spans = /** @type {Span[]} */ (JSON.parse(element.getAttribute("data-spans") || "[]"));
  if (!spans.length) return;
  const [key, since] = at(spans, day);
  const word = element.querySelector("[data-word]");
  const name = past && key === "in_force" ? WORDS.as_of : WORDS[key];
  if (!word) {
    element.textContent = name;
    return;
  }
  word.textContent = name;
  element.classList.remove("rb-st--ok", "rb-st--soon", "rb-st--gone");
  element.classList.add(`rb-st--${TONES[key]}`);
  const use = element.querySelector("use");
  if (use) use.setAttribute("href", `#st-${key}`);
  const note = element.querySelector("[data-since]");
  if (note) note.textContent = since ? `　${since}` : "";
}

/** 全页按读者当天显示，地址里写了 ?day= 的按那一天；本机日期不准时说明。 */
export async function status() {
  const { day: today, wrong } = await readerDay();
  const asked = askedDay();
  const day = asked || today;
  document.querySelectorAll("[data-spans]").forEach((element) => {
    const on = element.closest("[data-as-of-table]") ? today : day;
    if (on !== buildDay()) apply(element, on, on < today);
  });
  document.querySelectorAll("a.rb-cite[data-ended]").forEach((link) => gone(/** @type {HTMLElement} */ (link), day));
  const week = "日一二三四五六"[new Date(`${day}T00:00:00Z`).getUTCDay()];
  const note = document.querySelector("[data-day-note]");
  if (note) note.textContent = `按${words(day)}（星期${week}）显示`;
  const shown = document.querySelector("[data-today]");
  if (shown && !document.querySelector("[data-frozen]")) shown.textContent = `今日 ${words(today)}　星期${"日一二三四五六"[new Date(`${today}T00:00:00Z`).getUTCDay()]}`;
  document.documentElement.dataset.day = day;
  if (asked && asked !== today) askedBar(asked, today);
  current(day, asked !== "" && asked !== today);
  stack();
  if (wrong) {
    const bar = document.createElement("p");
    bar.className = "rb-clock";
    bar.setAttribute("role", "status");
    bar.textContent = `本机日期不准（${words(wrong)}），状态按${words(today)}显示。请校准本机日期。`;
    document.querySelector(".md-header")?.after(bar);
  }
}

/**
 * 引用的已经不再适用，写在旁边。
 * @param {HTMLElement} link @param {string} day
 */
function gone(link, day) {
  if ((link.dataset.ended || "") <= day) link.dataset.gone = link.dataset.endedWord || "";
  else delete link.dataset.gone;
}

/** 日期条有多高，阅读条、表头、锚点就让多少，三条不相叠。 */
function stack() {
  const bar = document.querySelector(".rb-daybar");
  const root = document.documentElement;
  if (!(bar instanceof HTMLElement)) return;
  new ResizeObserver(() => root.style.setProperty("--daybar", `${bar.offsetHeight}px`)).observe(bar);
  root.style.setProperty("--daybar", `${bar.offsetHeight}px`);
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const top = target ? target.getBoundingClientRect().top : -1;
  if (top >= 0 && top < parseFloat(getComputedStyle(root).scrollPaddingTop)) target?.scrollIntoView();
}

/** @param {string} asked @param {string} today */
function askedBar(asked, today) {
  const bar = document.createElement("div");
  bar.className = "rb-daybar";
  bar.setAttribute("role", "status");
  const inner = bar.appendChild(document.createElement("div"));
  const strong = inner.appendChild(document.createElement("b"));
  strong.textContent = `正在按${words(asked)}显示`;
  inner.append(asked > today ? "以后的状态按已经登记的日期推算" : "状态、职责都是当日的");
  const back = inner.appendChild(document.createElement("a"));
  back.href = location.pathname;
  back.textContent = `回到今日（${words(today)}）`;
  document.querySelector(".md-header")?.after(bar);
}
