// @ts-check
// 没有这个地址：页面里的地址从“/”写起，站点可能放在别的路径下，从脚本自己的地址算出站点的根。
const root = new URL("../../", import.meta.url);
const page = document.documentElement;
const header = document.querySelector("[data-site-root]");

// 里外两层都有站点时，外层先到，只由它办一次。
if (header instanceof HTMLElement && !page.dataset.root) {
  page.dataset.root = root.pathname;
  const written = header.dataset.siteRoot || "/";
  const moved = written !== root.pathname;
  if (moved) repair(written);
  header.dataset.siteRoot = root.pathname;
  // @ts-ignore 是经典脚本，没有导出
  if (moved) await import("./first-paint.js");
  await import("./site.js");
}

/** @param {string} written 页面里写的根 */
function repair(written) {
  for (const name of ["href", "action"]) {
    document.querySelectorAll(`[${name}^="${written}"]`).forEach((element) => {
      element.setAttribute(name, new URL((element.getAttribute(name) || "").slice(written.length), root).href);
    });
  }
}
