// @ts-check
/**
 * 表单问的（检索、查某一天）由程序带到地址里去：站点的策略连本站的表单也不许提交（form-action 'none'）时照样能用。
 * 没有程序的浏览器照表单自己的 action 走。
 */
export function askedByForm() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "get") return;
    event.preventDefault();
    const to = new URL(form.getAttribute("action") || "", location.href);
    to.search = `${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`;
    to.hash = "";
    location.assign(to.href);
  });
}
