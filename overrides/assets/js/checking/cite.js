// @ts-check
import { copyRich } from "../shared/clipboard.js";
import { address, json } from "../shared/data.js";
import { askedDay, readerDay, words as dayWords } from "../shared/day.js";
import { sha256 } from "../shared/sha256.js";
import { BROKEN, Unreadable, docxText } from "./docx-text.js";

/**
 * @typedef {{line: number, text: string, verdict: string, word: string, title: string, whose: string, told: string, today: string, place: string, quoted_equal: boolean|null}} Row 一处引用
 * @typedef {{name: string, unit: string, lines: string[], unread: string[], failed: string}} Draft unit：行或者段
 * @typedef {{own: number[]}} Read 读出的引用，交回给脚本；own：只写条号的在哪几行
 * @typedef {{add: (act: unknown) => void}} Books 汇编收着什么，要用的几件一边用一边添
 * @typedef {() => Promise<void>} Rest
 * @typedef {object} Engine rulebook/script/entry.js 给的函数
 * @property {(names: unknown) => Books} shelf
 * @property {(lines: string[], rest: Rest) => Promise<Read>} read_slowly
 * @property {(read: Read, books: Books) => string[]} wanted
 * @property {(read: Read, books: Books, day: string, today: string, rest: Rest) => Promise<{rows: Row[], table: string}>} check_slowly
 * @typedef {{engine: Engine, books: Books}} Shelf
 */

const OTHER = /\.(doc|wps|pdf|ofd)$/i;
const MOST = 20_000_000; // 一个文件的字节
/** 换一份稿件，前一份的结果就不要了。 */
let turn = 0;

/** 核对引用：稿件在本机读，语法和结论与 rulebook cite 是同一份源码（assets/cite/engine.js）。 */
export async function cite() {
  const form = document.querySelector("[data-cite]");
  const answer = document.querySelector("[data-cite-answer]");
  if (!(form instanceof HTMLFormElement) || !(answer instanceof HTMLElement)) return;
  const area = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const file = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  const day = /** @type {HTMLInputElement} */ (form.querySelector("input[type=date]"));
  const today = (await readerDay()).day;
  day.value = askedDay() || today;
  form.hidden = false;
  const pasted = () => ({ name: "", unit: "行", lines: area.value.replace(/\r\n?/g, "\n").split("\n"), unread: [], failed: "" });
  /** @type {Draft|null} 从文件读来的，框里的字一改就不算了 */
  let opened = null;
  const run = async () => {
    const mine = (turn += 1);
    const draft = opened || pasted();
    answer.replaceChildren(paragraph("rb-sum", "正在核对……"));
    await new Promise((done) => setTimeout(done, 30));
    const shown = await judge(draft, day.value || today, today).catch((error) => {
      console.error(error);
      return [paragraph("rb-soon", "没有核对成：汇编的数据取不到。请刷新页面再试。")];
    });
    if (mine === turn) answer.replaceChildren(...shown);
  };
  const open = async (/** @type {File|undefined} */ chosen) => {
    if (!chosen) return;
    opened = await readFile(chosen);
    area.value = opened.lines.join("\n");
    file.value = "";
    await run();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  area.addEventListener("input", () => (opened = null));
  file.addEventListener("change", () => open(file.files?.[0]));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    open(event.dataTransfer?.files[0]);
  });
}

/** @param {File} file @returns {Promise<Draft>} */
async function readFile(file) {
  const draft = { name: file.name, unit: "行", lines: /** @type {string[]} */ ([]), unread: /** @type {string[]} */ ([]), failed: "" };
  const other = OTHER.exec(file.name);
  if (other) return { ...draft, failed: `${other[0]} 文件不能直接读。请在 WPS 中另存为 .docx 再核对，或者全选、复制，粘贴到框里。` };
  if (file.size > MOST) return { ...draft, failed: `文件超过 ${MOST / 1e6} MB。请拆成几份再核对。` };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (/\.docx$/i.test(file.name)) {
    try {
      return { ...draft, unit: "段", ...(await docxText(bytes)) };
    } catch (error) {
      return { ...draft, failed: error instanceof Unreadable ? error.message : BROKEN };
    }
  }
  for (const code of ["utf-8", "gb18030"]) {
    try {
      return { ...draft, lines: new TextDecoder(code, { fatal: true, ignoreBOM: true }).decode(bytes).split("\n") };
    } catch (error) {
      continue; // 记事本存的常是 GBK
    }
  }
  return { ...draft, failed: "这个文件不是文字。请用记事本或者 WPS 另存为 UTF-8 的 .txt。" };
}

/** @type {Promise<Shelf>|undefined} 一页只取一次 */
let loaded;

/** @returns {Promise<Shelf>} */
function shelf() {
  loaded = loaded || Promise.all([engine(), json(address("assets/cite/names.json"))]).then(([run, names]) => ({ engine: run, books: run.shelf(names) }));
  return loaded.catch((error) => {
    loaded = undefined;
    throw error;
  });
}

/**
 * 生成的脚本很大，用到才取；它把函数放在自己的标签上。
 * @returns {Promise<Engine>}
 */
function engine() {
  return new Promise((done, fail) => {
    /** @type {HTMLScriptElement & {engine?: Engine}} */
    const script = document.createElement("script");
    script.src = address("assets/cite/engine.js").href;
    script.onload = () => (script.engine ? done(script.engine) : fail(new Error(script.src)));
    script.onerror = () => fail(new Error(script.src));
    document.head.append(script);
  });
}

/** @param {Draft} draft @param {string} day @param {string} today @returns {Promise<Node[]>} */
async function judge(draft, day, today) {
  if (draft.failed) return [paragraph("rb-soon", `${draft.name}：${draft.failed}`)];
  if (!draft.lines.some((line) => line.trim())) return [paragraph("rb-soon", "没有可以核对的字。请粘贴稿件，或者选一个文件。")];
  const { engine: run, books } = await shelf();
  const read = await run.read_slowly(draft.lines, rest);
  for (const act of await Promise.all(run.wanted(read, books).map((id) => json(address(`assets/cite/acts/${id}.json`))))) books.add(act);
  const { rows, table } = await run.check_slowly(read, books, day, today, rest);
  return report(draft, rows, read.own, day, seal(table));
}

/**
 * 让页面先画、先听键盘和鼠标。
 * @type {Rest}
 */
function rest() {
  return new Promise((done) => setTimeout(done, 0));
}

/**
 * 核验码：前16位，四位一组，与 rulebook cite 打印的相同。
 * @param {string} table
 */
function seal(table) {
  return sha256(new TextEncoder().encode(table)).slice(0, 16).toUpperCase().replace(/(.{4})(?=.)/g, "$1-");
}

/** @param {Draft} draft @param {Row[]} rows @param {number[]} own 只写条号的在哪几行 @param {string} day @param {string} code */
function report(draft, rows, own, day, code) {
  const title = `引用核对表（按${dayWords(day)}）`;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) counts.set(row.word, (counts.get(row.word) || 0) + 1);
  const parts = [...counts].map(([word, count]) => `${word}${count}处`).join("，");
  const sum = `${draft.name ? `${draft.name}：` : ""}引用${rows.length}处${parts ? `，${parts}` : ""}。`;
  const unread = [
    draft.unread.length ? `${draft.unread.join("、")}里的字读不到，没有核对。` : "",
    own.length ? `第${[...new Set(own)].slice(0, 10).join("、")}${draft.unit}${new Set(own).size > 10 ? "等" : ""}有${own.length}处是稿件引用自己的条、款，没有核对。` : "",
  ].join("");
  const foot = `核验码 ${code}。同一份稿件、同一天、用同一版汇编再核对，核验码相同。示范文本，以正式印发文本为准。`;
  const head = document.createElement("h2");
  head.className = "rb-h2";
  head.textContent = title;
  const out = [head, paragraph("rb-sum", sum)];
  if (unread) out.push(paragraph("rb-soon", unread));
  if (!rows.length) return [...out, paragraph("mut", "没有读到对别的文件的引用。引用写成《题名》第×条，或者写文号，才认得出来。")];
  const grid = tableOf(draft.unit, rows);
  out.push(ways(grid, rows, title, [sum, unread, foot].filter(Boolean), draft.unit), grid, paragraph("rb-cite-foot", foot));
  return out;
}

/** @param {string} unit @param {Row[]} rows */
function tableOf(unit, rows) {
  const table = document.createElement("table");
  table.className = "rb-tbl rb-cite-tbl";
  const top = table.createTHead().insertRow();
  for (const name of [unit, "引用", "结果", "说明", "今天的条文"]) top.append(Object.assign(document.createElement("th"), { textContent: name, scope: "col" }));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    line.dataset.verdict = row.verdict;
    line.insertCell().textContent = String(row.line);
    const cell = line.insertCell();
    if (row.place) cell.append(Object.assign(document.createElement("a"), { href: address(row.place).href, textContent: row.text }));
    else cell.textContent = row.text;
    line.insertCell().append(Object.assign(document.createElement("span"), { className: `rb-cv rb-cv--${row.verdict}`, textContent: row.word }));
    if (!named(row)) cell.append(Object.assign(document.createElement("small"), { textContent: `《${row.whose}》` }));
    line.insertCell().textContent = row.told;
    line.insertCell().append(...words(row));
    [unit, "引用", "结果", "说明", "今天的条文"].forEach((name, i) => (line.cells[i].dataset.label = name));
  }
  return table;
}

/**
 * 要看的写出来，一致的收起来。
 * @param {Row} row @returns {(string|Node)[]}
 */
function words(row) {
  if (!row.today || matters(row)) return [row.today];
  const box = document.createElement("details");
  box.append(Object.assign(document.createElement("summary"), { textContent: "看条文" }), row.today);
  return [box];
}

/**
 * 不是“现行”，或者引文对不上。
 * @param {Row} row
 */
function matters(row) {
  return row.verdict !== "current" || row.quoted_equal === false;
}

/**
 * 复制、打印，和只看要改的。
 * @param {HTMLTableElement} grid @param {Row[]} rows @param {string} title @param {string[]} notes @param {string} unit
 */
function ways(grid, rows, title, notes, unit) {
  const box = paragraph("rb-ways", "");
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "rb-btn";
    one.textContent = words;
    one.addEventListener("click", act);
    box.append(one, " ");
  };
  button("复制表格", () => copyRich(plain(rows, title, notes, unit), rich(rows, title, notes, unit), "已复制，可以粘贴到 Word、WPS 里。"));
  button("打印", () => window.print());
  const few = rows.filter(matters).length;
  if (few && few < rows.length) {
    const label = document.createElement("label");
    const only = Object.assign(document.createElement("input"), { type: "checkbox" });
    only.addEventListener("change", () => {
      [...grid.tBodies[0].rows].forEach((line, i) => (line.hidden = only.checked && !matters(rows[i])));
    });
    label.append(only, ` 只看要看的${few}处`);
    box.append(label);
  }
  return box;
}

/**
 * 引用的字里有没有题名，没有的要写明是哪件。
 * @param {Row} row
 */
function named(row) {
  return !row.title || row.text.includes(row.title) && !row.title.endsWith("号") || row.text.includes(row.whose);
}

/**
 * 复制到材料里的一行。
 * @param {Row} row
 */
function cells(row) {
  return [row.line, named(row) ? row.text : `${row.text}（《${row.whose}》）`, row.word, row.told, matters(row) ? row.today : ""];
}

/** @param {Row[]} rows @param {string} title @param {string[]} notes @param {string} unit */
function plain(rows, title, notes, unit) {
  const lines = rows.map((row) => cells(row).map((value) => String(value).replace(/\s+/g, " ")).join("\t"));
  return [title, [unit, "引用", "结果", "说明", "今天的条文"].join("\t"), ...lines, ...notes].join("\n");
}

/** @param {Row[]} rows @param {string} title @param {string[]} notes @param {string} unit */
function rich(rows, title, notes, unit) {
  const safe = (/** @type {unknown} */ value) => String(value).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>");
  const line = (/** @type {unknown[]} */ cells, /** @type {string} */ tag) => `<tr>${cells.map((cell) => `<${tag}>${safe(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((row) => line(cells(row), "td")).join("");
  return `<p><b>${safe(title)}</b></p><table border="1" cellspacing="0" cellpadding="4">${line([unit, "引用", "结果", "说明", "今天的条文"], "th")}${body}</table>${notes.map((note) => `<p>${safe(note)}</p>`).join("")}`;
}

/** @param {string} style @param {string} words */
function paragraph(style, words) {
  return Object.assign(document.createElement("p"), { className: style, textContent: words });
}
