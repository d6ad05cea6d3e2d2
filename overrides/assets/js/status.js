// @ts-check
import { buildDay, readerDay, words } from "./day.js";

const WORDS = { in_force: "现行有效", upcoming: "尚未施行", superseded: "已被修改", expired: "失效（期满）", repealed: "废止", partial: "部分失效" };
const TONES = { in_force: "ok", upcoming: "soon", partial: "soon", superseded: "gone", expired: "gone", repealed: "gone" };

/**
 * 某一天的状态。
 * @param {[string|null, string, string][]} spans 从早到晚
 * @param {string} day
 * @returns {[string, string]} 状态和旁边的话
 */
export function at(spans, day) {
  let found = spans[0];
  for (const span of spans) if (span[0] === null || span[0] <= day) found = span;
  return [found[1], found[2]];
}

/** 给元素换上某一天的状态。 @param {Element} element @param {string} day */
export function apply(element, day) {
  const spans = JSON.parse(element.getAttribute("data-spans") || "[]");
  if (!spans.length) return;
  const [key, since] = at(spans, day);
  const word = element.querySelector("[data-word]");
  if (!word) {
    element.textContent = WORDS[key];
    return;
  }
  word.textContent = WORDS[key];
  element.classList.remove("rb-st--ok", "rb-st--soon", "rb-st--gone");
  element.classList.add(`rb-st--${TONES[key]}`);
  const use = element.querySelector("use");
  if (use) use.setAttribute("href", `#st-${key}`);
  const note = element.querySelector("[data-since]");
  if (note) note.textContent = since ? `　${since}` : "";
}

/** 全页按读者当天显示；本机日期不准时说明。 */
export async function status() {
  const { day, wrong } = await readerDay();
  if (day !== buildDay()) document.querySelectorAll("[data-spans]").forEach((element) => apply(element, day));
  const week = "日一二三四五六"[new Date(`${day}T00:00:00Z`).getUTCDay()];
  const note = document.querySelector("[data-day-note]");
  if (note) note.textContent = `按${words(day)}（星期${week}）显示`;
  const today = document.querySelector("[data-today]");
  if (today) today.textContent = `今日 ${words(day)}　星期${week}`;
  document.documentElement.dataset.day = day;
  if (wrong) {
    const bar = document.createElement("p");
    bar.className = "rb-clock";
    bar.setAttribute("role", "status");
    bar.textContent = `本机日期不准（${words(wrong)}），状态按${words(day)}显示。请校准本机日期。`;
    document.querySelector(".md-header")?.after(bar);
  }
}
