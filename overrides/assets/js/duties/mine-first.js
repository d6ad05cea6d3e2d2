// @ts-check
import { OFFICE, ROLE, read } from "../shared/kept.js";

/** 首页选的科室、角色，在每一页都算数：按科室、按角色列的，自己的在最前面；制度页里自己要办的事在最前面。 */
export function mineFirst() {
  for (const [slug, name] of [[read(ROLE), "我的角色"], [read(OFFICE), "我的科室"]]) {
    if (!slug || !/^[\w-]+$/.test(slug)) continue;
    section(slug, name);
    document.querySelectorAll(`li[data-duty-office="${slug}"]`).forEach((duty) => first(duty, name));
    const sheet = document.querySelector(`.rb-sheetcols .rb-toc a[href$="/${slug}/"], .rb-sheetcols .rb-toc a[href$="/${slug}/index.html"]`);
    if (sheet) mark(sheet, name);
    if (name === "我的角色") document.querySelectorAll(".rb-seg a[href$='tasks/roles/'], .rb-seg a[href='roles/']").forEach((link) => link.setAttribute("href", `${link.getAttribute("href")}#${slug}`));
  }
}

/** @param {string} slug @param {string} name */
function section(slug, name) {
  const found = document.querySelector(`section.rb-sec[id="${slug}"], section.rb-sec[data-office="${slug}"]`);
  if (!found) return;
  const heading = found.querySelector("h2");
  if (heading) mark(heading, name);
  const link = document.querySelector(`.rb-ways a[href="#${slug}"]`);
  link?.parentElement?.prepend(link);
  if (location.hash) return; // 去了别处的不再挪动
  const other = found.parentElement?.querySelector("section.rb-sec");
  if (other && other !== found) other.before(found);
}

/**
 * 排到最前面；程序里的步骤仍在收起的一列里。
 * @param {Element} duty @param {string} name
 */
function first(duty, name) {
  if (duty.matches(".is-mine")) return;
  const list = duty.hasAttribute("data-step") ? duty.parentElement : duty.closest("section")?.querySelector("ul");
  const before = [...(list?.children || [])].find((other) => !other.matches(".is-mine"));
  if (before && before !== duty) before.before(duty);
  duty.classList.add("is-mine");
  const said = document.createElement("span");
  said.className = "vh";
  said.textContent = `（${name}）`;
  duty.querySelector("b")?.append(said);
}

/** @param {Element} element @param {string} name */
function mark(element, name) {
  if ([...element.querySelectorAll(".rb-tag")].some((tag) => tag.textContent === name)) return;
  const tag = document.createElement("span");
  tag.className = "rb-tag rb-tag--in";
  tag.textContent = name;
  element.append("　", tag);
}
