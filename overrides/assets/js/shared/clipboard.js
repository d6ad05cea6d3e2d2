// @ts-check
/** 复制文字：普通 http 下没有 navigator.clipboard，用 execCommand。 */

/** @param {string} text @param {string} done 读屏和提示用的话 */
export async function copyText(text, done) {
  let ok = false;
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      ok = true;
    }
  } catch (e) {
    ok = false;
  }
  if (!ok) ok = fallback(text);
  say(ok ? done : "没有复制成功，请选中文字后按 Ctrl+C。");
  return ok;
}

/** @param {string} text */
function fallback(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "vh";
  document.body.append(area);
  const before = document.activeElement;
  area.focus({ preventScroll: true });
  area.select();
  const ok = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return ok;
}

/**
 * 带格式的一份和纯文字的一份，粘贴的地方自己选。
 * @param {string} text @param {string} html @param {string} done
 */
export function copyRich(text, html, done) {
  const put = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
  };
  document.addEventListener("copy", put);
  const ok = document.execCommand("copy");
  document.removeEventListener("copy", put);
  say(ok ? done : "没有复制成功，请选中表格后按 Ctrl+C。");
  return ok;
}

/**
 * 只给读屏。
 * @param {string} words
 */
export function announce(words) {
  const live = document.querySelector("[data-live]");
  if (!live) return;
  live.className = "vh";
  live.textContent = words;
}

let timer = 0;

/**
 * 给读屏，也在屏幕上显示几秒。
 * @param {string} words
 */
export function say(words) {
  const live = document.querySelector("[data-live]");
  if (!live) return;
  announce(words);
  live.className = "rb-said";
  clearTimeout(timer);
  timer = setTimeout(() => (live.className = "vh"), 4000);
}
