// @ts-check
import { askedDay, buildDay, words } from "../shared/day.js";

/** @typedef {{left: string, right: string, code: string, foot: string}} Margins */

/** 打印：收起的先打开；页眉页脚写上简称、文号、打印日状态、核验码；也可以只印一条。 */
export function print() {
  document.querySelectorAll("[data-action=print]").forEach((b) => b.addEventListener("click", () => window.print()));
  let folded = /** @type {Element[]} */ ([]);
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.rb-fold:not([open]):not([data-year-words])")];
    folded.forEach((box) => box.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => folded.forEach((box) => box.removeAttribute("open")));
  running();
  if (!document.querySelector(".rb-head[data-act]")) return;
  document.querySelectorAll(".rb-art").forEach((article) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = "打印";
    one.setAttribute("aria-label", `只打印${article.querySelector(".no")?.textContent || ""}`);
    one.addEventListener("click", () => {
      document.body.classList.add("print-one");
      article.classList.add("print-this");
      window.print();
      document.body.classList.remove("print-one");
      article.classList.remove("print-this");
    });
    article.querySelector(".tools")?.append(one);
  });
}

/**
 * 页眉页脚的字：制度页写打印日的状态，对照表写两边的日期，别的页写题目和选了什么；表格、一页纸和全年自己有版式。
 * @returns {Margins|null}
 */
function margins() {
  const head = document.querySelector(".rb-head[data-act], [data-running]");
  if (!(head instanceof HTMLElement)) return plain();
  const { short, docNo, fingerprint, effective, running, code, sample } = head.dataset;
  const foot = sample === undefined ? "" : "示范文本，以正式印发文本为准";
  if (running) return { left: running, right: askedDay() ? "" : onDay(), code: "", foot: [foot, code].filter(Boolean).join("　") };
  const state = document.querySelector(".rb-facts [data-word]")?.textContent || "";
  const left = [short, docNo].filter(Boolean).join("　");
  return { left, right: `${onDay()}：${state}`, code: fingerprint ? `核验码 ${fingerprint}` : `${effective}文本`, foot };
}

/** 照哪一天印的：打印日 2026年12月1日；定版的汇编写它的名字和它的那一天，和读者的今天没有关系。 */
function onDay() {
  const day = words(document.documentElement.dataset.day || buildDay());
  const edition = document.querySelector("[data-frozen]");
  return edition ? `${edition.getAttribute("data-frozen")}　${day}` : `${askedDay() ? "按" : "打印日 "}${day}`;
}

/** @returns {Margins|null} */
function plain() {
  if (document.querySelector(".rb-form, .rb-sheet, .rb-yearfig")) return null;
  const choices = /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll(".rb-calhead select"));
  const chosen = [...choices].filter((one) => one.value).map((one) => one.selectedOptions[0].textContent);
  const name = document.querySelector(".md-header__title")?.textContent || "";
  const left = [name, document.querySelector("h1")?.textContent, ...chosen].filter(Boolean).join("　");
  const foot = document.querySelector(".rb-foot > span")?.textContent || "";
  return { left, right: onDay(), code: "", foot };
}

/** 构造样式表不受“不许行内样式”的限制；旧浏览器没有页边框时只是不显示页眉页脚。 */
function running() {
  const sheet = new CSSStyleSheet();
  addEventListener("beforeprint", () => {
    const said = margins();
    if (!said) return;
    const font = 'font: 8.5pt "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #222;';
    const edge = document.querySelector(".rb-dutypage") ? "20mm 14mm 17mm" : "26mm 24mm 24mm"; // 职责表行多，页边窄
    sheet.replaceSync(`@page { size: A4; margin: ${edge};
      @top-left { content: ${quoted(said.left)}; ${font} }
      @top-right { content: ${quoted(said.right)}; ${font} }
      @bottom-left { content: ${quoted(said.foot)}; ${said.code ? "" : "width: 82%; "}${font} }
      @bottom-center { content: ${quoted(said.code)}; ${font} }
      @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; ${font} } }`);
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** @param {string} text */
function quoted(text) {
  return `"${text.replace(/["\\\n]/g, "")}"`;
}
