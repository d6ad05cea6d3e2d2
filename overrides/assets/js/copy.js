// @ts-check
import { announce, copyText } from "./clipboard.js";
import { readingArticle } from "./reading-bar.js";

const DIGITS = "零一二三四五六七八九十";

/** 每条的复制引用、复制链接。 */
export function copy() {
  const head = document.querySelector(".rb-head[data-act]");
  if (!(head instanceof HTMLElement)) return;
  document.querySelectorAll(".rb-art").forEach((article) => addTools(article, head));
  document.querySelectorAll("[data-copy-open]").forEach((button) => {
    button.addEventListener("click", () => {
      const reading = readingArticle();
      const bar = document.querySelector("[data-where]");
      if (reading && bar instanceof HTMLElement && !bar.hidden) open(reading, head, button);
      else copyText(citation(head, null, 0, true), "已复制题名和文号");
    });
  });
}

/** @param {Element} article @param {HTMLElement} head */
function addTools(article, head) {
  const tools = document.createElement("div");
  tools.className = "tools";
  const quote = button("复制引用", () => open(article, head, quote));
  quote.setAttribute("aria-label", `复制引用${article.querySelector(".no")?.textContent || ""}`);
  const link = button("链接", () => copyText(address(article.id, head), "已复制链接"));
  link.setAttribute("aria-label", `复制${article.querySelector(".no")?.textContent || ""}的链接`);
  tools.append(quote, link);
  article.querySelector("h3")?.after(tools);
}

/** @param {string} text @param {() => void} run */
function button(text, run) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", run);
  return element;
}

/** 固定地址：带施行日期，以后改了也还是这段文字。 @param {string} id @param {HTMLElement} head */
function address(id, head) {
  return new URL(head.dataset.dated || "", location.href).href + `#${id}`;
}

/**
 * 《标题》（文号）第十二条第一款
 * @param {HTMLElement} head @param {Element|null} article @param {number} paragraph 0 为整条 @param {boolean} number 带文号
 */
export function citation(head, article, paragraph, number) {
  const no = article ? article.querySelector(".no")?.textContent || "" : "";
  const docNo = number && head.dataset.docNo ? `（${head.dataset.docNo}）` : "";
  return `《${head.dataset.title}》${docNo}${no}${paragraph ? `第${ordinal(paragraph)}款` : ""}`;
}

/** @param {number} n */
function ordinal(n) {
  if (n <= 10) return DIGITS[n];
  return (n < 20 ? "十" : `${DIGITS[Math.floor(n / 10)]}十`) + (n % 10 ? DIGITS[n % 10] : "");
}

/** 原文：不带条标、款序、按钮。 @param {Element} article @param {number} paragraph */
export function plainWords(article, paragraph) {
  const all = [...article.querySelectorAll(".body > p:not(.rb-note)")];
  const wanted = paragraph ? all.filter((p) => p.id.startsWith(`${article.id}__para_${paragraph}`) && belongs(p.id, article.id, paragraph)) : all;
  return wanted.map((p) => (p.textContent || "").trim()).join("\n");
}

/** @param {string} id @param {string} article @param {number} paragraph */
function belongs(id, article, paragraph) {
  const rest = id.slice(`${article}__para_${paragraph}`.length);
  return rest === "" || rest.startsWith("__");
}

/** @param {Element} article @param {HTMLElement} head @param {Element} opener */
function open(article, head, opener) {
  document.querySelector(".rb-copy")?.remove();
  let paragraph = 0;
  const count = article.querySelectorAll(".body > p.kuan").length;
  const menu = document.createElement("ul");
  menu.className = "rb-menu rb-copy";
  menu.setAttribute("aria-label", "复制引用");
  const close = () => {
    menu.remove();
    document.removeEventListener("keydown", onKey);
    if (opener instanceof HTMLElement) opener.focus();
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key === "Escape") close();
    const buttons = [...menu.querySelectorAll("button")];
    const now = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      buttons[(now + (event.key === "ArrowDown" ? 1 : buttons.length - 1)) % buttons.length].focus();
    }
  };
  const draw = () => {
    menu.textContent = "";
    const quoted = `${citation(head, article, paragraph, true)}规定：“${plainWords(article, paragraph)}”`;
    entry(menu, "引用条号", citation(head, article, paragraph, false), close);
    entry(menu, "带文号", citation(head, article, paragraph, true), close);
    entry(menu, "条号加原文", quoted, close);
    if (count > 1) menu.append(chooser(count, paragraph, (n) => ((paragraph = n), draw())));
    const last = menu.appendChild(document.createElement("li"));
    last.append(button("关闭", close));
  };
  draw();
  article.querySelector("h3")?.after(menu);
  document.addEventListener("keydown", onKey);
  menu.querySelector("button")?.focus();
  announce("选择要复制的写法");
}

/** @param {Element} menu @param {string} name @param {string} text @param {() => void} close */
function entry(menu, name, text, close) {
  const item = document.createElement("li");
  const choose = button("", () => copyText(text, `已复制：${name}`).then(close));
  const title = document.createElement("b");
  title.textContent = name;
  const words = document.createElement("span");
  words.className = "s ser";
  words.textContent = text.length > 90 ? `${text.slice(0, 90)}……` : text;
  choose.append(title, words);
  item.append(choose);
  menu.append(item);
}

/** @param {number} count @param {number} now @param {(n: number) => void} choose */
function chooser(count, now, choose) {
  const item = document.createElement("li");
  item.className = "mut";
  item.textContent = "引到：";
  const group = item.appendChild(document.createElement("span"));
  group.className = "rb-seg";
  for (let n = 0; n <= count; n += 1) {
    const one = button(n ? `第${ordinal(n)}款` : "整条", () => choose(n));
    one.setAttribute("aria-pressed", String(n === now));
    group.append(one);
  }
  return item;
}
