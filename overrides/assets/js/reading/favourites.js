// @ts-check
import { say } from "../shared/clipboard.js";
import { root } from "../shared/data.js";
import { beijingDay } from "../shared/day.js";
import { favourites, keepFavourites } from "../shared/kept.js";

/** 制度页每一条旁边的“收藏”。 */
export function favouriteArticles() {
  const head = document.querySelector(".rb-head[data-act]");
  if (!(head instanceof HTMLElement) || document.querySelector("[data-frozen]")) return; // 定版的汇编里没有“我的”
  const page = location.pathname.replace(root.pathname, "").replace(/index\.html$/, "");
  const kept = new Set(favourites().map(({ path }) => path));
  document.querySelectorAll(".rb-art").forEach((article) => {
    const path = `${page}#${article.id}`;
    const label = article.querySelector(".no")?.textContent || "";
    const button = document.createElement("button");
    button.type = "button";
    const show = (/** @type {boolean} */ on) => {
      button.textContent = on ? "已收藏" : "收藏";
      button.setAttribute("aria-pressed", String(on));
      button.setAttribute("aria-label", `收藏${label}`);
    };
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      const others = favourites().filter((one) => one.path !== path);
      const words = (article.querySelector(".body")?.textContent || "").replace(/\s+/g, " ").trim().slice(0, 60);
      const added = { act: head.dataset.act || "", title: head.dataset.short || "", eid: article.id, label, path, words, on: beijingDay(new Date()) };
      if (!keepFavourites(on ? [added, ...others] : others)) return say("这个浏览器不让保存，收藏不了。");
      show(on);
      say(on ? `已收藏${label}，在“我的”里，只存在本机。` : `已取消收藏${label}。`);
    });
    show(kept.has(path));
    article.querySelector(".tools")?.append(button);
  });
}
