// 首次绘制之前：深浅、大字。小而同步，避免闪一下；存不了也照常。
(function () {
  var root = document.documentElement;
  /** @type {{dark?: string|null, large?: string|null}} */
  var keep = {};
  try {
    keep = { dark: localStorage.getItem("rb-dark"), large: localStorage.getItem("rb-large") };
  } catch (e) {
    keep = {};
  }
  var dark = keep.dark === null || keep.dark === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : keep.dark === "1";
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.size = keep.large === "1" ? "large" : "normal";
  root.classList.remove("no-js");
})();
