// @ts-check
import { announce, copyText } from "../shared/clipboard.js";
import { STATUS_TONES } from "../shared/contract.js";
import { words } from "../shared/day.js";
import { chain, children, place, plainWords, quoted, single, unit } from "./provision.js";
import { readingArticle } from "./reading-bar.js";

/** @typedef {[string, string]} Form 写法的名称和要复制的字 */

/** 题名、条、款、项的复制引用和复制链接。 */
export function copy() {
  const head = document.querySelector(".rb-head[data-act]");
  if (!(head instanceof HTMLElement)) return;
  document.querySelectorAll(".rb-art").forEach((article) => addTools(article, head));
  document.querySelectorAll("[data-copy-open]").forEach((opener) => {
    opener.addEventListener("click", () => {
      const reading = readingArticle();
      if (reading && opener.closest("[data-where]")) openArticle(reading, head, opener);
      else open(opener, (menu, close) => entries(menu, actForms(head), close));
    });
  });
}

/** @param {Element} article @param {HTMLElement} head */
function addTools(article, head) {
  const tools = document.createElement("div");
  tools.className = "tools";
  const no = article.querySelector(".no")?.textContent || "";
  const quote = button("复制引用", () => openArticle(article, head, quote));
  quote.setAttribute("aria-label", `复制引用${no}`);
  const link = button("链接", () => {
    const eid = asked(article);
    copyText(address(eid, head), `已复制${place(article, eid)}的链接`);
  });
  link.setAttribute("aria-label", `复制${no}的链接`);
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

/**
 * 固定地址：带施行日期，以后改了也还是这段文字。
 * @param {string} eid 空为全文 @param {HTMLElement} head
 */
function address(eid, head) {
  return new URL(head.dataset.dated || "", location.href).href + (eid && `#${eid}`);
}

/**
 * 地址里指到本条的哪一款、哪一项，没有就是整条。
 * @param {Element} article
 */
function asked(article) {
  const eid = decodeURIComponent(location.hash.slice(1));
  const inside = eid.startsWith(`${article.id}__`) && document.getElementById(eid);
  return inside && !(single(article) && chain(article.id, eid).length === 1) ? eid : article.id;
}

/**
 * 不是现行的，引用里写明：2023年3月1日起废止、适用至2021年5月27日。
 * @param {HTMLElement} head
 */
function standing(head) {
  const key = (head.querySelector(".rb-facts .rb-st use")?.getAttribute("href") || "").replace("#st-", "");
  return STATUS_TONES[key] === "ok" || key === "partial" ? "" : (head.querySelector(".rb-facts [data-since]")?.textContent || "").trim();
}

/** @param {string} title @param {string[]} facts */
function named(title, facts) {
  const known = [...new Set(facts)].filter(Boolean).join("，");
  return known ? `${title}（${known}）` : title;
}

/** @param {HTMLElement} head @returns {Form[]} */
function actForms(head) {
  const title = `《${head.dataset.title}》`;
  const number = head.dataset.docNo || "";
  const since = head.dataset.effective ? `${words(head.dataset.effective)}起施行` : "";
  /** @type {Form[]} */
  const forms = [["题名", title]];
  if (number) forms.push(["带文号", named(title, [number, standing(head)])]);
  if (since) forms.push([number ? "带文号、施行日期" : "带施行日期", named(title, [number, since, standing(head)])]);
  return [...forms, ["链接", address("", head)]];
}

/** @param {Element} article @param {HTMLElement} head @param {string} eid @returns {Form[]} */
function articleForms(article, head, eid) {
  const title = `《${head.dataset.title}》`;
  const at = place(article, eid);
  const full = named(title, [head.dataset.docNo || "", standing(head)]) + at;
  return [["引用条号", title + at], ["带文号", full], ["条号加原文", `${full}规定：${quoted(plainWords(article, eid))}`], ["链接", address(eid, head)]];
}

/** @param {Element} article @param {HTMLElement} head @param {Element} opener */
function openArticle(article, head, opener) {
  let eid = asked(article);
  open(opener, (menu, close, redraw) => {
    choosers(menu, article, eid, (chosen) => {
      eid = chosen;
      redraw();
      /** @type {HTMLElement|null} */ (menu.querySelector(`[data-eid="${chosen}"]`))?.focus({ preventScroll: true });
    });
    entries(menu, articleForms(article, head, eid), close);
  }, article);
}

/**
 * 开一个菜单：选完、按 Esc、点别处、焦点离开时关上。
 * @param {Element} opener
 * @param {(menu: HTMLElement, close: () => void, redraw: () => void) => void} fill
 * @param {Element} [article] 不能遮住的条
 */
function open(opener, fill, article) {
  document.dispatchEvent(new CustomEvent("rb-close-copy"));
  const menu = document.createElement("ul");
  menu.className = "rb-menu rb-copy";
  menu.setAttribute("aria-label", "复制引用");
  const leave = () => {
    menu.remove();
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("pointerdown", onPointer);
    document.removeEventListener("rb-close-copy", leave);
  };
  const close = () => {
    leave();
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  };
  const draw = () => {
    menu.textContent = "";
    fill(menu, close, draw);
    menu.appendChild(document.createElement("li")).append(button("关闭", close));
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key === "Escape") close();
    else move(menu, event);
  };
  /** @param {Event} event */
  const onPointer = (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) leave();
  };
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) leave();
  });
  draw();
  opener.parentElement?.after(menu);
  settle(menu, opener, article);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", onPointer);
  document.addEventListener("rb-close-copy", leave);
  /** @type {HTMLElement|null} */ (menu.querySelector("li > button"))?.focus({ preventScroll: true });
  announce("选择要复制的写法");
}

/**
 * 宽屏就在按钮下面，右边与按钮对齐，盖住目录而不盖正文；窄屏在屏幕下边，条号被挡住时把它让出来。
 * @param {HTMLElement} menu @param {Element} opener @param {Element} [article]
 */
function settle(menu, opener, article) {
  if (matchMedia("(min-width: 1220px)").matches) {
    const at = opener.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    menu.style.top = `${Math.max(62, Math.min(at.bottom + 6, innerHeight - menu.offsetHeight - 12))}px`;
    menu.style.right = `${Math.max(8, Math.min(wide - at.right, wide - menu.offsetWidth - 8))}px`;
    return;
  }
  if (!article) return;
  const top = article.getBoundingClientRect().top;
  const hidden = Math.min(top + 90 - menu.getBoundingClientRect().top, top - 96);
  if (hidden > 0) scrollBy(0, hidden);
}

/**
 * 上下键在菜单里走。
 * @param {HTMLElement} menu @param {KeyboardEvent} event
 */
function move(menu, event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const buttons = [...menu.querySelectorAll("button")];
  const now = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const next = event.key === "ArrowDown" ? now + 1 : now + buttons.length - 1;
  buttons[next % buttons.length].focus();
}

/** @param {HTMLElement} menu @param {Form[]} forms @param {() => void} close */
function entries(menu, forms, close) {
  for (const [name, text] of forms) {
    const choose = button("", () => copyText(text, `已复制：${name}`).then((done) => done && close()));
    const title = document.createElement("b");
    title.textContent = name;
    const shown = document.createElement("span");
    shown.className = "s ser";
    shown.textContent = text.length > 90 ? `${text.slice(0, 90)}……` : text;
    choose.append(title, shown);
    menu.appendChild(document.createElement("li")).append(choose);
  }
}

/**
 * 引到整条、哪一款、哪一项、哪一目：每级一行。
 * @param {HTMLElement} menu @param {Element} article @param {string} now @param {(eid: string) => void} choose
 */
function choosers(menu, article, now, choose) {
  const levels = [article.id, ...chain(article.id, now)];
  const rows = levels.map((eid) => children(article, eid));
  if (single(article)) rows.splice(0, 2, children(article, rows[0][0]), []);
  if (!rows[0].length) return;
  rows[0].unshift(article.id);
  const item = menu.appendChild(document.createElement("li"));
  item.className = "mut";
  item.textContent = "引到：";
  for (const row of rows.filter((options) => options.length)) {
    const group = item.appendChild(document.createElement("span"));
    group.className = "rb-seg";
    for (const eid of row) {
      const pick = group.appendChild(button(eid === article.id ? "整条" : unit(eid), () => choose(eid)));
      pick.dataset.eid = eid;
      pick.setAttribute("aria-pressed", String(eid === article.id ? levels.length === 1 : levels.includes(eid)));
    }
  }
}
