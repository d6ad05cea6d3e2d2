// @ts-check
/** 大字、深色、各处的菜单、手机上全年的文字版。选择只存在本浏览器。 */
export function display() {
  const root = document.documentElement;
  toggle("large", () => root.dataset.size === "large", (on) => (root.dataset.size = on ? "large" : "normal"));
  toggle("dark", () => root.dataset.theme === "dark", (on) => (root.dataset.theme = on ? "dark" : "light"));
  document.querySelectorAll("details.rb-nav, details.rb-switch").forEach((menu) => shut(/** @type {HTMLDetailsElement} */ (menu)));
  const year = document.querySelector("details[data-year-words]");
  if (year instanceof HTMLDetailsElement && matchMedia("(max-width: 700px)").matches) year.open = true;
}

/**
 * 菜单没有脚本也能开合；有脚本时，点别处、按 Esc、去了别处也合上。
 * @param {HTMLDetailsElement} menu
 */
function shut(menu) {
  const panel = menu.matches(".rb-nav") ? menu.nextElementSibling : menu;
  /** @param {Event} event */
  const away = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const inside = target && (menu.contains(target) || panel?.contains(target));
    const gone = event.type === "click" && target?.closest("a[href^='#']"); // 去了本页别处
    if (!inside || gone) menu.open = false;
  };
  document.addEventListener("click", away);
  document.addEventListener("focusin", away);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
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
