// @ts-check
/** 选中正文复制：只有字和条号，干净的段落，粘到 Word、WPS 里不带按钮、条标和款序。 */
export function selection() {
  const text = document.querySelector("[data-rule-text]");
  if (!text) return;
  document.addEventListener("copy", (event) => {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed || !event.clipboardData || !text.contains(chosen.anchorNode)) return;
    const paragraphs = lines(chosen.getRangeAt(0));
    if (paragraphs.length < 2 && !chosen.toString().includes("\n")) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", paragraphs.join("\n"));
    event.clipboardData.setData("text/html", paragraphs.map((p) => `<p>${escape(p)}</p>`).join(""));
  });
}

/** @param {Range} range @returns {string[]} */
function lines(range) {
  const out = [];
  const piece = document.createElement("div");
  piece.append(range.cloneContents());
  piece.querySelectorAll(".tools, .tt, .rb-menu, .rb-pop, .rb-note, button").forEach((e) => e.remove());
  let number = "";
  for (const block of piece.querySelectorAll("h2, h3, p")) {
    const words = (block.textContent || "").trim();
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
