// @ts-check
import { NOW, THEN } from "./contract.js";
/** 读者的当天（北京时间）。 */

/** @param {Date} moment @returns {string} 2026-11-23 */
export function beijingDay(moment) {
  return new Date(moment.getTime() + 8 * 3600e3).toISOString().slice(0, 10);
}

/** @param {string} day @returns {string} 2026年11月23日 */
export function words(day) {
  const [y, m, d] = day.split("-").map(Number);
  return `${y}年${m}月${d}日`;
}

/**
 * 有效期到哪一天为止：2023年6月30日后不再适用。
 * @param {string} since 不再适用的第一天 @returns {string}
 */
export function lastDayWords(since) {
  return `${words(new Date(Date.parse(`${since}T00:00:00Z`) - 86400e3).toISOString().slice(0, 10))}后不再适用`;
}

/**
 * 生成站点的那一天。
 * @returns {string}
 */
export function buildDay() {
  const header = document.querySelector("[data-site-day]");
  return (header instanceof HTMLElement && header.dataset.siteDay) || beijingDay(new Date());
}

/** 定版的汇编只有一天，和读者的今天没有关系。 */
export function frozen() {
  return document.querySelector("[data-frozen]") !== null;
}

/**
 * 正在看的那一天叫什么：读者的今天叫今天，别的日子、定版的汇编叫当日。
 * @param {string} day @param {string} today
 */
export function nowWords(day, today) {
  return frozen() || day !== today ? THEN : NOW;
}

/** 地址里要看的那一天（?day=2022-05-20），没有为空。 */
export function askedDay() {
  if (frozen()) return "";
  const asked = new URLSearchParams(location.search).get("day") || "";
  return /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : "";
}

/**
 * 本机日期早于生成日，或者与服务器相差一天以上，就以服务器（没有就以生成日）为准。
 * @returns {Promise<{day: string, wrong: string}>} wrong：本机日期，正常时为空
 */
export function readerDay() {
  return (known = known || findDay());
}

/** @type {Promise<{day: string, wrong: string}>|undefined} 一页只问一次 */
let known;

/** @returns {Promise<{day: string, wrong: string}>} */
async function findDay() {
  if (frozen()) return { day: buildDay(), wrong: "" };
  const local = beijingDay(new Date());
  const built = buildDay();
  const server = await serverDay();
  const off = server ? Math.abs(Date.parse(server) - Date.parse(local)) > 86400e3 : false;
  if (local >= built && !off) return { day: local, wrong: "" };
  return { day: server && server >= built ? server : built, wrong: local };
}

/** @returns {Promise<string>} 服务器 Date 头的日子，取不到为空 */
async function serverDay() {
  if (location.protocol === "file:") return "";
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    const date = answer.headers.get("date");
    return date ? beijingDay(new Date(date)) : "";
  } catch (e) {
    return "";
  }
}
