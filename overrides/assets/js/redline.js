// @ts-check
/** 对照表：标点改动、只看改动两个开关。 */
export function redline() {
  const page = document.querySelector(".rb-red");
  if (!(page instanceof HTMLElement)) return;
  page.querySelector("[data-redline-minor]")?.addEventListener("change", (event) => {
    page.toggleAttribute("data-minor", event.target instanceof HTMLInputElement && event.target.checked);
  });
  page.querySelector("[data-redline-only]")?.addEventListener("change", (event) => {
    page.toggleAttribute("data-only", event.target instanceof HTMLInputElement && event.target.checked);
  });
}
