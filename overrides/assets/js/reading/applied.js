// @ts-check
import { askedDay, readerDay, words } from "../shared/day.js";
import { el } from "../shared/element.js";

/** 事发日适用：选制度的一页，和一件制度的一页。 */
export async function applied() {
  await choose();
  const form = document.querySelector("[data-applied]");
  const answer = document.querySelector("[data-applied-answer]");
  if (!(form instanceof HTMLFormElement) || !(answer instanceof HTMLElement)) return;
  form.hidden = false;
  const today = (await readerDay()).day;
  const day = askedDay();
  /** @type {HTMLInputElement} */ (form.elements.namedItem("day")).value = day || today;
  if (!day) return;
  answer.hidden = false;
  answer.replaceChildren(...told(answer, day, today));
  answer.dataset.ready = day;
}

/** 选好制度和日子，去那件制度的一页。 */
async function choose() {
  const form = document.querySelector("[data-applied-choice]");
  if (!(form instanceof HTMLFormElement)) return;
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  form.hidden = false;
  field("day").value = (await readerDay()).day;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const page = [...document.querySelectorAll(".rb-tbl a")].find((a) => a.getAttribute("href")?.replace(/index\.html$/, "") === field("act").value);
    if (page instanceof HTMLAnchorElement) location.assign(`${page.href}?day=${field("day").value}`);
  });
}

/** @param {HTMLElement} answer @param {string} day @param {string} today @returns {Node[]} */
function told(answer, day, today) {
  const texts = [...document.querySelectorAll("[data-text-since]")].map((text) => /** @type {HTMLElement} */ (text));
  const then = texts.find(({ dataset: { textSince = "", textTill = "" } }) => textSince <= day && (!textTill || day <= textTill));
  const later = texts.filter(({ dataset: { textSince = "" } }) => textSince > day);
  const name = `《${answer.dataset.name}》`;
  const out = [];
  if (then) out.push(el("p", {}, el("b", {}, `${words(day)}适用`), name, link(then, day), "。"));
  else if (later.length === texts.length) out.push(el("p", {}, el("b", {}, `${words(day)}${name}还没有施行。`), `最早的文本${words(texts[0].dataset.textSince || "")}起施行。`));
  else out.push(el("p", {}, el("b", {}, `${words(day)}没有适用的文本。`), ended(texts, day)));
  if (later.length) {
    out.push(el("p", {}, "此后的文本："));
    out.push(el("ul", {}, ...later.map((text) => follow(text, then, today))));
  } else if (then) {
    out.push(el("p", {}, ended([then], "9999-12-31") || "此后没有改过。"));
  }
  if (then && later.length) out.push(...before(answer, later));
  return out;
}

/** @param {HTMLElement} text @param {string} [day] */
function link(text, day) {
  const found = /** @type {HTMLAnchorElement} */ (text.querySelector("[data-text-name] a"));
  return el("a", { href: found.href + (day ? `?day=${day}` : "") }, found.textContent || "");
}

/**
 * 后来的一个文本，和当日文本的对照。
 * @param {HTMLElement} text @param {HTMLElement|undefined} then @param {string} today
 */
function follow(text, then, today) {
  const since = text.dataset.textSince || "";
  const compared = then?.querySelector(`[data-redline-to="${since}"] a`);
  return el("li", {}, link(text), `　${words(since)}${since > today ? "起施行（还没有到）" : "起施行"}　`, compared ? compared.cloneNode(true) : "", "　", ended([text], "9999-12-31"));
}

/**
 * 到那一天已经结束的最后一个文本是怎么结束的。
 * @param {HTMLElement[]} texts @param {string} day
 */
function ended(texts, day) {
  const last = texts.filter(({ dataset: { textTill = "" } }) => textTill && textTill < day).pop();
  return last?.querySelector("[data-text-ended]")?.textContent || "";
}

/**
 * 后来的文本怎么说以前的事。
 * @param {HTMLElement} answer @param {HTMLElement[]} later @returns {Node[]}
 */
function before(answer, later) {
  const said = later.flatMap((text) => [...text.querySelectorAll("[data-clause='过渡条款']")].map((clause) => el("div", {}, link(text), clause.cloneNode(true))));
  if (said.length) return [el("p", {}, "后来的文本对以前的事另有规定："), ...said];
  const ask = answer.dataset.ask;
  return [el("p", {}, `后来的文本里没有找到过渡条款。办到一半的事按哪个文本，请询${ask || "责任科室"}。`)];
}
