// @ts-check
import { copyText } from "./clipboard.js";

/** 学习回执：复制“本人已阅……”这一句，交给科室的人登记；本站不收、不存。 */
export function receipt() {
  const button = document.querySelector("[data-receipt-copy]");
  const words = document.querySelector("[data-receipt]");
  if (!(button instanceof HTMLButtonElement) || !words) return;
  button.hidden = false;
  button.addEventListener("click", () => copyText((words.textContent ?? "").trim(), "已复制学习回执"));
}
