// @ts-check
/** 把一个检索结果画出来：下拉里一行，结果页上一块。 */
import { address } from "../shared/data.js";
import { words as dayWords } from "../shared/day.js";
import { STATUS_WORDS as STATES, STATUS_TONES as TONES } from "../shared/contract.js";
import { el } from "../shared/element.js";
import { toChinese } from "../shared/numerals.js";
import { Outdated } from "./engine.js";
import { pairs } from "./text.js";

const EXCERPT = 110;
const LEADING = 3; // 换的说法在头几处里没有的，和答案无关
const FAR = 48; // 离一句的开头这么近，就从开头起
export const NONE = "本汇编未作规定";
export const COMMON = "一个字太常见，请多写几个字。";

/** @typedef {import("./engine.js").Result} Result */

/**
 * 通往结果的链接，带着契约里的属性。
 * @param {Result} result @param {string} [day] 看的是过去哪一天，记在地址里
 */
export function anchor(result, day) {
  const link = /** @type {HTMLAnchorElement} */ (el("a", {}));
  const url = address(result.url);
  if (day && result.act.key && !url.searchParams.has("day")) url.searchParams.set("day", day);
  link.href = url.href;
  link.dataset.result = "";
  link.dataset.act = result.act.id;
  link.dataset.provision = result.provision;
  link.dataset.expression = result.expression;
  return link;
}

/**
 * 要告诉读者的：改了的错字，和头几处里真有的说法。
 * @param {import("./engine.js").Answer} answer
 */
export function exchanged({ used, results }) {
  const seen = results.slice(0, LEADING).map((r) => `${r.heading} ${r.text} ${r.act.title}`).join(" ");
  return used.filter((row) => row.told && (row.from === undefined || row.means.split(" ").some((piece) => seen.includes(piece))));
}

/**
 * 条号和条标，整件的是题名。
 * @param {Result} result
 */
export function name(result) {
  if (!result.provision) return result.act.title;
  return [result.label, result.heading].filter(Boolean).join("　") || result.act.title;
}

/**
 * art_9-1 写成第九条之一。
 * @param {string} eid
 */
export function articleLabel(eid) {
  const [main, more] = eid.replace("art_", "").split("-").map(Number);
  return `第${toChinese(main)}条${more ? `之${toChinese(more)}` : ""}`;
}

/**
 * 没有检索成的原因和出路。
 * @param {unknown} error
 */
export function failure(error) {
  return error instanceof Outdated ? "站点已经更新，请刷新本页再检索。" : "检索数据没有取到。请检查网络后再试；也可以从“制度”按类别、按科室、按文号找。";
}

/**
 * 在哪一件里；不再适用的说明由谁替代。
 * @param {Result} result @param {(id: string) => string} titleOf
 */
export function place(result, titleOf) {
  const parts = [];
  if (result.provision) parts.push(result.act.short || result.act.title);
  else if (!result.act.key) parts.push(result.act.collection);
  if (result.told) parts.push(result.told);
  if (result.cites) parts.push("引用所查的条");
  if (result.state === "superseded") parts.push(`${dayWords(result.expression)}文本`);
  const by = result.act.by && result.state === "repealed" ? titleOf(result.act.by) || result.act.by : "";
  if (by) parts.push(`由《${by}》替代`);
  return parts.join("　");
}

/**
 * 没有一件是这个文号，点了名的那件没有所写的条。
 * @param {import("./engine.js").Answer} answer
 */
export function lacking(answer) {
  const { missing, unheld } = answer;
  if (unheld) return `没有收录文号为“${unheld}”的文件。`;
  return missing ? `《${missing.act.short || missing.act.title}》没有${articleLabel(missing.asked)}，最后一条是${articleLabel(missing.last)}。` : "";
}

/**
 * 摘录从哪里起：前面不远有句号、分号的，从那一句起。
 * @param {string} text @param {number} at
 */
function opening(text, at) {
  const before = text.slice(Math.max(0, at - FAR), at);
  const [end] = [...before.matchAll(/[。；：]/g)].reverse();
  return end ? at - before.length + (end.index || 0) + 1 : Math.max(0, at < FAR ? 0 : at - 28);
}

/**
 * 状态：形、字、色。
 * @param {string} state
 */
export function badge(state) {
  const box = el("span", { class: `rb-st rb-st--${TONES[state] || "ok"} sm` });
  if (!state) return box;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#st-${state}`);
  svg.append(use);
  box.append(svg, el("span", {}, el("b", {}, STATES[state] || state)));
  return box;
}

/**
 * 谁 · 期限 · 表格。
 * @param {string[]} duty @param {string} form 表格的地址，没有为空
 */
export function answer(duty, form) {
  const list = el("dl", {});
  [["谁", duty[0]], ["期限", duty[1]], ["表格", duty[2]]].forEach(([term, value]) => {
    if (!value) return;
    const words = el("dd", {}, form && term === "表格" ? "" : value);
    if (form && term === "表格") {
      const link = document.createElement("a");
      link.href = form;
      link.textContent = value;
      words.append(link);
    }
    list.append(el("div", {}, el("dt", {}, term), words));
  });
  return list;
}

/**
 * 一句话的答案，用在下拉里。
 * @param {string[]} duty
 */
export function answerLine(duty) {
  const line = el("span", { class: "ans" });
  duty.filter(Boolean).forEach((words) => line.append(el("b", {}, words)));
  return line;
}

/**
 * 摘录，标出检索词里的字；从一句的开头起。
 * @param {string} text @param {string[]} words 检索词和换成的说法 @param {boolean} [head] 要开头的，不找哪里有这些字
 */
export function excerpt(text, words, head = false) {
  const box = el("p", { class: "x" });
  const wanted = [...new Set(words.flatMap((w) => w.match(/[\u3400-\u9fff]{2,}|[a-z0-9]+/gi) || []))];
  const pieces = [...new Set([...wanted, ...wanted.flatMap((w) => (w.length > 2 ? pairs(w) : []))])].filter((w) => text.includes(w));
  pieces.sort((a, b) => b.length - a.length);
  const start = pieces.length && !head ? opening(text, text.indexOf(pieces[0])) : 0;
  const shown = text.slice(start, start + EXCERPT);
  if (start) box.append("……");
  const marked = pieces.filter((w) => shown.includes(w)).slice(0, 12);
  if (marked.length) {
    const pattern = new RegExp(`(${marked.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`);
    shown.split(pattern).forEach((piece, i) => box.append(i % 2 ? el("mark", {}, piece) : piece));
  } else box.append(shown);
  if (start + EXCERPT < text.length) box.append("……");
  return box;
}
