// @ts-check
/** 没有这个地址：站点可能放在任何路径下，从脚本自己的地址算出站点的根。 */
export function lost() {
  if (!document.querySelector("[data-lost]")) return;
  const root = new URL("../../", import.meta.url);
  document.querySelectorAll("[data-lost-link]").forEach((a) => {
    a.setAttribute("href", new URL(a.getAttribute("data-lost-link") || "", root).href);
  });
}
