// @ts-check
/** 大字、深色、手机上的栏目和全年的文字版。选择只存在本浏览器。 */
export function display() {
  const root = document.documentElement;
  toggle("large", () => root.dataset.size === "large", (on) => (root.dataset.size = on ? "large" : "normal"));
  toggle("dark", () => root.dataset.theme === "dark", (on) => (root.dataset.theme = on ? "dark" : "light"));
  const button = document.querySelector("[data-action=menu]");
  const tabs = document.getElementById("rb-tabs");
  if (button && tabs) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(tabs.classList.toggle("is-open")));
    });
  }
  const year = document.querySelector("details[data-year-words]");
  if (year instanceof HTMLDetailsElement && matchMedia("(max-width: 700px)").matches) year.open = true;
}

/**
 * @param {string} name
 * @param {() => boolean} read
 * @param {(on: boolean) => void} write
 */
function toggle(name, read, write) {
  const button = document.querySelector(`[data-action=${name}]`);
  if (!button) return;
  button.setAttribute("aria-pressed", String(read()));
  button.addEventListener("click", () => {
    write(!read());
    button.setAttribute("aria-pressed", String(read()));
    try {
      localStorage.setItem(`rb-${name}`, read() ? "1" : "0");
    } catch (e) {
      // 存不了就只管这一页
    }
  });
}
