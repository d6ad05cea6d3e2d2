// @ts-check
/** 选中复制：只有正文的字和条号，干净的段落，粘到 Word、WPS 里不带按钮、条标和款序；选到正文以外的，只取题名和正文。 */
export function selection() {
  const text = document.querySelector("[data-rule-text]");
  const title = document.querySelector(".rb-head h1");
  if (!text) return;
  document.addEventListener("copy", (event) => {
    const chosen = getSelection();
    const field = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (field || !chosen || chosen.isCollapsed || !event.clipboardData) return;
    const range = chosen.getRangeAt(0);
    const inside = within(range, text);
    if (!inside) return;
    const paragraphs = lines(inside);
    const name = title && within(range, title);
    if (name) paragraphs.unshift(name.toString().trim());
    const whole = text.contains(range.startContainer) && text.contains(range.endContainer);
    if (whole && paragraphs.length < 2 && !chosen.toString().includes("\n")) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", paragraphs.join("\n"));
    event.clipboardData.setData("text/html", paragraphs.map((p) => `<p>${escape(p)}</p>`).join(""));
  });
}

/**
 * 选区落在这个元素里的部分，没有为空。
 * @param {Range} range @param {Element} element @returns {Range|null}
 */
function within(range, element) {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.END_TO_START, part) >= 0 || range.compareBoundaryPoints(Range.START_TO_END, part) <= 0) return null;
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.collapsed ? null : part;
}

/** @param {Range} range @returns {string[]} */
function lines(range) {
  const out = [];
  const piece = document.createElement("div");
  piece.append(range.cloneContents());
  piece.querySelectorAll(".tools, .tt, .rb-menu, .rb-pop, .rb-note, button").forEach((e) => e.remove());
  let number = "";
  for (const block of piece.querySelectorAll("h2, h3, p, tr")) {
    const cells = [...block.querySelectorAll("th, td")].map((cell) => (cell.textContent || "").trim());
    const words = cells.length ? cells.join("\t") : (block.textContent || "").trim();
    if (block.tagName === "H3" && block.querySelector(".no")) number = words;
    else if (words) {
      out.push((number ? `${number}　` : "") + words);
      number = "";
    }
  }
  if (!out.length) out.push(piece.textContent || "");
  return out;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
