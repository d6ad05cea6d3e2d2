// @ts-check
/** 引用预览：悬停、聚焦、第一次点按时显示所引的字和它的状态；移开、离开就收起。 */

import { fileText } from "../shared/data.js";

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();
/** @type {HTMLElement|null} */
let shown = null;
/** @type {Element|null} */
let opener = null;
let timer = 0;

export function preview() {
  const text = document.querySelector("[data-rule-text]");
  if (!text) return;
  for (const link of text.querySelectorAll("a.rb-cite[data-target]")) watch(link);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) {
      const back = opener;
      close();
      if (back instanceof HTMLElement) back.focus();
      close();
    }
  });
  for (const leaving of ["click", "focusin"]) {
    document.addEventListener(leaving, (event) => {
      const target = event.target;
      if (opener && target instanceof Node && !shown?.contains(target) && !opener.contains(target)) close();
    });
  }
}

/** @param {Element} link */
function watch(link) {
  // 触屏上焦点先于点按到来，所以在按下时记住：这一处已经预览过，还是第一次点
  let first = false;
  link.addEventListener("pointerdown", (event) => {
    first = /** @type {PointerEvent} */ (event).pointerType === "touch" && opener !== link;
  });
  link.addEventListener("click", (event) => {
    if (first) {
      event.preventDefault();
      show(link);
    }
    first = false;
  });
  link.addEventListener("focus", () => show(link));
  link.addEventListener("mouseenter", () => later(() => show(link)));
  link.addEventListener("mouseleave", () => later(() => away(link)));
}

/**
 * 停一停再做，鼠标路过、移到预览上都不算数。
 * @param {() => void} run
 */
function later(run) {
  clearTimeout(timer);
  timer = setTimeout(run, 250);
}

/** @param {Element} link */
function away(link) {
  if (opener === link && document.activeElement !== link && !shown?.contains(document.activeElement)) close();
}

function close() {
  clearTimeout(timer);
  shown?.remove();
  opener?.classList.remove("is-open");
  shown = opener = null;
}

/** @param {Element} link */
async function show(link) {
  if (opener === link) return;
  close();
  opener = link;
  link.classList.add("is-open");
  const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
  const id = decodeURIComponent(url.hash.slice(1));
  const page = url.pathname === location.pathname ? document : await load(url);
  if (opener !== link) return;
  const target = page && page.getElementById(id);
  shown = page && target ? draw(link, target, page, url) : missing(Boolean(page));
  shown.addEventListener("mouseenter", () => clearTimeout(timer));
  shown.addEventListener("mouseleave", () => later(() => away(link)));
  (link.closest("p, td, li") || link).after(shown);
}

/** @param {URL} url @returns {Promise<Document|null>} */
async function load(url) {
  const key = url.pathname;
  if (!pages.has(key)) pages.set(key, read(key));
  try {
    return (await pages.get(key)) || null;
  } catch (e) {
    pages.delete(key);
    return null;
  }
}

/** @param {string} path */
async function read(path) {
  return new DOMParser().parseFromString(await fileText(path), "text/html");
}

function frame() {
  const box = document.createElement("div");
  box.className = "rb-pop";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "引用预览");
  return box;
}

/** @param {boolean} reached 页面取到了，只是没有这一处 */
function missing(reached) {
  const box = frame();
  const words = box.appendChild(document.createElement("p"));
  words.className = "txt";
  words.setAttribute("role", "status");
  words.textContent = reached ? "被引的页面里没有这一处。" : "没有取到被引的条文，可能网络断开了，请稍后再试。";
  return box;
}

/** @param {Element} link @param {Element} target @param {Document} page @param {URL} url */
function draw(link, target, page, url) {
  const box = frame();
  const header = box.appendChild(document.createElement("header"));
  const title = header.appendChild(document.createElement("b"));
  const article = target.closest(".rb-art") || target;
  const head = page.querySelector(".rb-head");
  const name = page === document ? "本件" : `《${head?.getAttribute("data-short") || ""}》`;
  title.textContent = `${name}${link.getAttribute("data-words") || article.querySelector(".no")?.textContent || ""}　${article.querySelector(".tt")?.textContent || ""}`;
  const state = page.querySelector(".rb-facts .rb-st");
  if (state) {
    const copy = document.importNode(state, true);
    copy.querySelector("[data-since]")?.remove();
    copy.classList.add("sm");
    header.append(copy);
  }
  const words = box.appendChild(document.createElement("p"));
  words.className = "txt";
  words.textContent = quote(target);
  const footer = box.appendChild(document.createElement("footer"));
  const go = footer.appendChild(document.createElement("a"));
  go.href = url.href;
  go.textContent = "转到这里";
  const hint = footer.appendChild(document.createElement("span"));
  hint.textContent = "Esc 关闭";
  return box;
}

/** @param {Element} target */
function quote(target) {
  const paragraphs = target.classList.contains("rb-art") ? [...target.querySelectorAll(".body > p:not(.rb-note)")] : [target];
  const text = paragraphs.map((p) => (p.textContent || "").trim()).join(" ");
  return text.length > 220 ? `${text.slice(0, 220)}……` : text;
}
