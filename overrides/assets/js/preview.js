// @ts-check
/** 引用预览：悬停、聚焦、点按时显示所引的字和它的状态。 */

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();
/** @type {HTMLElement|null} */
let shown = null;
/** @type {Element|null} */
let opener = null;

export function preview() {
  const text = document.querySelector("[data-rule-text]");
  if (!text) return;
  let timer = 0;
  const links = [...text.querySelectorAll("a.rb-cite[data-target]")];
  for (const link of links) {
    link.addEventListener("mouseenter", () => (timer = setTimeout(() => show(link), 250)));
    link.addEventListener("mouseleave", () => clearTimeout(timer));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("click", (event) => {
      if (matchMedia("(hover: none)").matches && opener !== link) {
        event.preventDefault();
        show(link);
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) {
      const back = opener;
      close();
      if (back instanceof HTMLElement) back.focus();
      close();
    }
  });
  document.addEventListener("click", (event) => {
    const target = event.target;
    if (shown && target instanceof Node && !shown.contains(target) && !(opener && opener.contains(target))) close();
  });
}

function close() {
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
  if (opener !== link || !page) return;
  const target = page.getElementById(id);
  if (!target) return;
  const paragraph = link.closest("p, td, li") || link;
  shown = draw(link, target, page, url);
  paragraph.after(shown);
}

/** @param {URL} url @returns {Promise<Document|null>} */
async function load(url) {
  const key = url.pathname;
  if (!pages.has(key)) {
    pages.set(key, fetch(url.pathname).then((a) => a.text()).then((t) => new DOMParser().parseFromString(t, "text/html")));
  }
  try {
    return (await pages.get(key)) || null;
  } catch (e) {
    pages.delete(key);
    return null;
  }
}

/** @param {Element} link @param {Element} target @param {Document} page @param {URL} url */
function draw(link, target, page, url) {
  const box = document.createElement("div");
  box.className = "rb-pop";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "引用预览");
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
