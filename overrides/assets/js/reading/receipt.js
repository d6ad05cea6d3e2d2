// @ts-check
import { copyText } from "../shared/clipboard.js";

/** 学习回执：“本人已阅……”这一句复制走，或者打成一张签名交科室；本站不收、不存。 */
export function receipt() {
  const words = document.querySelector("[data-receipt]");
  if (!words) return;
  opened("[data-receipt-copy]", () => copyText((words.textContent ?? "").trim(), "已复制学习回执"));
  opened("[data-receipt-print]", () => {
    document.body.classList.add("print-receipt");
    window.print();
    document.body.classList.remove("print-receipt");
  });
}

/**
 * 没有脚本时不显示的按钮。
 * @param {string} where @param {() => void} act
 */
function opened(where, act) {
  const button = document.querySelector(where);
  if (!(button instanceof HTMLButtonElement)) return;
  button.hidden = false;
  button.addEventListener("click", act);
}
