// @ts-check
import { askedDay, words } from "./day.js";

/** 打印：收起的先打开；页眉页脚写上简称、文号、打印日状态、核验码；也可以只印一条。 */
export function print() {
  document.querySelectorAll("[data-action=print]").forEach((b) => b.addEventListener("click", () => window.print()));
  let folded = /** @type {Element[]} */ ([]);
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.rb-fold:not([open]):not([data-year-words])")];
    folded.forEach((box) => box.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => folded.forEach((box) => box.removeAttribute("open")));
  const head = document.querySelector(".rb-head[data-act]");
  if (!(head instanceof HTMLElement)) return;
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
  // 构造样式表不受“不许行内样式”的限制；旧浏览器没有页边框时只是不显示页眉页脚。
  const sheet = new CSSStyleSheet();
  addEventListener("beforeprint", () => {
    const state = document.querySelector(".rb-facts [data-word]")?.textContent || "";
    const day = words(document.documentElement.dataset.day || new Date().toISOString().slice(0, 10));
    const edition = document.querySelector("[data-frozen]");
    const on = edition ? `${edition.getAttribute("data-frozen")}　${day}` : askedDay() ? `按${day}` : `打印日 ${day}`;
    const left = `x区司法局　${head.dataset.short}　${head.dataset.docNo}`;
    const code = head.dataset.fingerprint ? `核验码 ${head.dataset.fingerprint}` : `${head.dataset.effective}文本`;
    const font = 'font: 8.5pt "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #222;';
    sheet.replaceSync(`@page { size: A4; margin: 26mm 24mm 24mm;
      @top-left { content: ${quoted(left)}; ${font} }
      @top-right { content: ${quoted(`${on}：${state}`)}; ${font} }
      @bottom-left { content: "示范文本，以正式印发文本为准"; ${font} }
      @bottom-center { content: ${quoted(code)}; ${font} }
      @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; ${font} } }`);
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** @param {string} text */
function quoted(text) {
  return `"${text.replace(/["\\\n]/g, "")}"`;
}
