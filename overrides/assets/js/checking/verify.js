// @ts-check
import { address, fileText, json } from "../shared/data.js";
import { readerDay, words as dayWords } from "../shared/day.js";
import { sha256 } from "../shared/sha256.js";

/**
 * @typedef {[string, string, string, string, string, string, number[]]} Text 制度、题名、施行日期、末日、指纹、地址、各行的记号（前五行是文件头）
 */

const HEAD = 5;
const FRAME = /^\s*《(.+?)》(?:（([^（）]*)）)?([^《》“”]*?)(?:第([一二三四五六七八九十百]+)款)?规定：“([\s\S]+)”[\s。]*$/;
/** 读者的当天：没有修改的文本也可能还没有施行。 */
let today = "";

/** 验真：粘贴的字、核验码或者文件是哪一个文本。 */
export function verify() {
  const form = document.querySelector("[data-verify]");
  const answer = document.querySelector("[data-verify-answer]");
  if (!(form instanceof HTMLFormElement) || !(answer instanceof HTMLElement)) return;
  form.hidden = false;
  const area = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  const tell = async (/** @type {string} */ typed, /** @type {Uint8Array|undefined} */ bytes) => {
    answer.replaceChildren(...(await judge(typed, bytes)));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(area.value, undefined);
  });
  const read = async (/** @type {File|undefined} */ file) => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    area.value = new TextDecoder().decode(bytes);
    await tell(area.value, bytes);
  };
  input.addEventListener("change", () => read(input.files?.[0]));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    read(event.dataTransfer?.files[0]);
  });
  const asked = new URLSearchParams(location.search).get("code");
  if (asked) {
    area.value = asked;
    tell(asked, undefined);
  }
}

/** @param {string} typed @param {Uint8Array|undefined} bytes @returns {Promise<Node[]>} */
async function judge(typed, bytes) {
  const texts = /** @type {Text[]} */ (await json(address("assets/verify.json")));
  today = (await readerDay()).day;
  const code = typed.normalize("NFKC").replace(/核验码|[\s:：-]/g, "").toLowerCase();
  if (/^[0-9a-f]{8,64}$/.test(code)) {
    const known = texts.filter((text) => text[4].startsWith(code));
    return known.length ? known.map((text) => said("ok", "是本站发布的文本", text)) : [line("gone", "没有这个核验码", "请再核对一遍数字和字母；旧的纸件也可以粘贴条文来查。")];
  }
  if (bytes) {
    const digest = sha256(bytes);
    const known = texts.find((text) => text[4] === digest);
    if (known) return [said("ok", "文件和发布的规范文本逐字节相同", known)];
  }
  const framed = FRAME.exec(typed);
  const lines = (framed ? unframed(framed) : typed.replace(/^---\n[\s\S]*?\n---\n/, "").split(/\r?\n/)).filter((one) => bare(one));
  if (!lines.length) return [line("soon", "没有可以核对的字", "请粘贴条文、核验码，或者选一个文件。")];
  const marks = lines.map(mark);
  const scored = texts.map((text) => ({ text, found: marks.filter((m) => text[6].includes(m)).length }));
  const most = Math.max(...scored.map((one) => one.found));
  const best = scored.filter((one) => one.found === most).map((one) => one.text);
  if (most === lines.length) {
    if (framed) return Promise.all(best.map((text) => quoted(text, framed)));
    const whole = best.filter((text) => text[6].slice(HEAD).every((m) => marks.includes(m)));
    const shown = whole.length ? whole : best;
    return shown.map((text) => said("ok", whole.length ? "全文和发布的文本一致" : `这${lines.length}段和发布的文本一致`, text));
  }
  return most ? nearest(lines, marks, best) : nearest(lines, marks, texts);
}

/**
 * 本站“条号加原文”的写法拆成规范文本的行：题名、文号、带条号的条文。
 * @param {string[]} framed
 */
function unframed(framed) {
  const [, title, number, place, paragraph, words] = framed;
  return [title, number || "", (paragraph && paragraph !== "一" ? "" : place) + words].flatMap((part) => part.split(/\r?\n/));
}

/**
 * 引用的字都在这个文本里；再看是不是在引用的那一条。
 * @param {Text} text @param {string[]} framed
 */
async function quoted(text, framed) {
  const [, , , place, , words] = framed;
  let here = "";
  /** @type {Set<string>} */
  const article = new Set();
  for (const one of (await published(text)).slice(HEAD).map(bare)) {
    here = (/^第[零〇一二三四五六七八九十百千两0-9]+条(?:之[一二三四五六七八九十]+)?/.exec(one) || [here])[0];
    if (here === place) article.add(one).add(one.slice(place.length));
  }
  const known = article.size === 0 || words.split(/\r?\n/).every((one) => !bare(one) || article.has(bare(one)));
  return known ? said("ok", "引用的题名、文号、条号和原文与发布的文本一致", text) : said("soon", `字和发布的文本一致，但不在${place}`, text);
}

/**
 * 发布的各行。
 * @param {Text} text @returns {Promise<string[]>}
 */
async function published(text) {
  return (await fileText(address(`${text[5]}text.txt`))).split("\n");
}

/**
 * 最接近的文本，和不同的地方。
 * @param {string[]} lines @param {number[]} marks @param {Text[]} texts
 */
async function nearest(lines, marks, texts) {
  const wanted = lines.filter((_, i) => !texts.some((text) => text[6].includes(marks[i])));
  let best = { score: -1, text: texts[0], rows: /** @type {[string, string][]} */ ([]) };
  /** @type {Text|null} */
  let inside = null;
  for (const text of texts) {
    const words = (await published(text)).filter(Boolean);
    const whole = words.map(bare).join("");
    if (lines.every((one) => whole.includes(bare(one)))) {
      inside = text;
      if (!text[3]) break;
    }
    /** @type {[string, string][]} */
    const rows = [];
    let score = 0;
    for (const one of (wanted.length ? wanted : lines).slice(0, 40)) {
      let near = { value: -1, words: "" };
      for (const other of words) {
        const value = alike(bare(one), bare(other));
        if (value > near.value) near = { value, words: other };
      }
      score += near.value;
      rows.push([one, near.words]);
    }
    if (score > best.score || (score === best.score && !text[3])) best = { score, text, rows };
  }
  if (inside) return [said("ok", "这些字在发布的文本里，一字不差，但不是完整的段", inside)];
  if (best.score / Math.max(1, best.rows.length) < 0.35) return [line("gone", "本站没有这些字", "和哪一个文本都不接近。只核对本机关的制度，不核对法律法规。")];
  const out = [said("soon", `和发布的文本不一致，${best.rows.length}处不同。最接近的是`, best.text)];
  for (const [mine, theirs] of best.rows) out.push(difference(mine, theirs));
  return out;
}

/** @param {string} a @param {string} b 两字组的重合程度，0到1；一段里的一截也算接近 */
function alike(a, b) {
  const pairs = (/** @type {string} */ s) => new Set(Array.from({ length: Math.max(0, s.length - 1) }, (_, i) => s.slice(i, i + 2)));
  const x = pairs(a);
  const y = pairs(b);
  const both = [...x].filter((pair) => y.has(pair)).length;
  return (2 * both) / (x.size + y.size || 1) + (0.2 * both) / (x.size || 1);
}

/** @param {string} mine @param {string} theirs */
function difference(mine, theirs) {
  const a = plain(mine);
  const b = plain(theirs);
  const rows = new Uint16Array((a.length + 1) * (b.length + 1));
  const at = (/** @type {number} */ i, /** @type {number} */ j) => i * (b.length + 1) + j;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) rows[at(i, j)] = a[i] === b[j] ? rows[at(i + 1, j + 1)] + 1 : Math.max(rows[at(i + 1, j)], rows[at(i, j + 1)]);
  }
  const box = document.createElement("p");
  box.className = "rb-diff";
  let i = 0;
  let j = 0;
  const put = (/** @type {string} */ tag, /** @type {string} */ char) => {
    const last = box.lastElementChild && box.lastChild === box.lastElementChild ? box.lastElementChild : null;
    if (tag && last && last.localName === tag) last.textContent += char;
    else if (tag) box.appendChild(document.createElement(tag)).textContent = char;
    else box.append(char);
  };
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put("", a[i]);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || rows[at(i + 1, j)] >= rows[at(i, j + 1)])) {
      put("ins", a[i]);
      i += 1;
    } else {
      put("del", b[j]);
      j += 1;
    }
  }
  const note = document.createElement("small");
  note.textContent = "加线的字是您粘贴的多出来的，划去的字是发布的文本有而您没有的。";
  box.append(note);
  return box;
}

/** @param {string} tone @param {string} title @param {string} words */
function line(tone, title, words) {
  const box = document.createElement("div");
  box.className = `rb-verdict rb-verdict--${tone}`;
  const strong = box.appendChild(document.createElement("b"));
  strong.textContent = title;
  box.append(document.createElement("br"), words);
  return box;
}

/** @param {string} tone @param {string} title @param {Text} text */
function said(tone, title, text) {
  const box = line(tone, title, "");
  const link = document.createElement("a");
  link.href = address(text[5]).href;
  link.textContent = `《${text[1]}》${dayWords(text[2])}文本`;
  const code = text[4].slice(0, 16).toUpperCase().replace(/(.{4})(?=.)/g, "$1-");
  const life = text[3] ? `适用至${dayWords(text[3])}` : "至今没有被修改";
  box.append(link, `　${text[2] > today ? `尚未施行，${dayWords(text[2])}起施行` : life}　核验码 ${code}`);
  return box;
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKC").replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, "").replace(/^#+/, "");
}

/**
 * 粘贴来的一行：去空白、井号和条标。与引擎的 bare 相同。
 * @param {string} text
 */
function bare(text) {
  return plain(text).replace(/^(第[零〇一二三四五六七八九十百千两0-9]+条(?:之[一二三四五六七八九十]+)?)【[^】]*】/, "$1");
}

/** @param {string} text */
function mark(text) {
  const words = bare(text);
  let value = 0x811c9dc5;
  for (let i = 0; i < words.length; i += 1) value = Math.imul(value ^ words.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
