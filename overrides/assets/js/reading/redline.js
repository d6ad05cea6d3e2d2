// @ts-check
import { address } from "../shared/data.js";

/** 对照表：标点改动、只看改动两个开关，另选两个文本。 */
export function redline() {
  const page = document.querySelector(".rb-red");
  if (!(page instanceof HTMLElement)) return;
  page.querySelector("[data-redline-minor]")?.addEventListener("change", (event) => {
    page.toggleAttribute("data-minor", event.target instanceof HTMLInputElement && event.target.checked);
  });
  page.querySelector("[data-redline-only]")?.addEventListener("change", (event) => {
    page.toggleAttribute("data-only", event.target instanceof HTMLInputElement && event.target.checked);
  });
  const form = page.querySelector("[data-redline-choose]");
  if (form instanceof HTMLFormElement) choose(form);
}

/**
 * 选两个文本去看它们的对照；选反了照先后放。
 * @param {HTMLFormElement} form
 */
function choose(form) {
  const [old, fresh] = ["old", "new"].map((name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name)));
  const said = /** @type {HTMLElement} */ (form.querySelector("[data-redline-said]"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first, last] = [old.value, fresh.value].sort();
    if (first === last) said.textContent = "两边选的是同一个文本，请另选一个。";
    else location.assign(address(`${form.dataset.redlineChoose}${first}..${last}/`).href);
  });
  form.hidden = false;
}
