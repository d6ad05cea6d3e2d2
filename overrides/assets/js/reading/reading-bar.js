// @ts-check
/**
 * 正在读的一条：最后一个已经到了各条下面的。
 * @returns {Element|undefined}
 */
export function readingArticle() {
  const edge = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 32;
  return [...document.querySelectorAll(".rb-art")].filter((a) => a.getBoundingClientRect().top < edge).pop();
}

/** 标题滚出屏幕后出现的阅读条，和目录里正在读的一条。 */
export function readingBar() {
  const bar = document.querySelector("[data-where]");
  const head = document.querySelector(".rb-head");
  if (!(bar instanceof HTMLElement) || !head) return;
  const place = bar.querySelector("[data-where-place]");
  const tocLinks = new Map([...document.querySelectorAll(".rb-toc .sub a")].map((a) => [a.getAttribute("href"), a]));
  let waiting = false;
  const update = () => {
    waiting = false;
    bar.hidden = head.getBoundingClientRect().bottom > 60;
    const reading = readingArticle() || document.querySelector(".rb-art");
    if (!reading) return;
    const number = reading.querySelector(".no")?.textContent || "";
    let chapter = reading.previousElementSibling;
    while (chapter && !/^H[23]$/.test(chapter.tagName)) chapter = chapter.previousElementSibling;
    if (place) place.textContent = (chapter ? `${chapter.textContent}　` : "") + number;
    const link = tocLinks.get(`#${reading.id}`);
    document.querySelectorAll(".rb-toc [aria-current]").forEach((a) => a.removeAttribute("aria-current"));
    document.querySelectorAll(".rb-toc .cur").forEach((li) => li.classList.remove("cur"));
    if (link) {
      link.setAttribute("aria-current", "true");
      link.closest(".sub")?.parentElement?.classList.add("cur");
    }
    document.querySelectorAll("[data-keep-article]").forEach((a) => {
      a.setAttribute("href", (a.getAttribute("href") || "").replace(/#.*$/, "") + (bar.hidden ? "" : `#${reading.id}`));
    });
  };
  const later = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(update);
    }
  };
  addEventListener("scroll", later, { passive: true });
  update();
}
