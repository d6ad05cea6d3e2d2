// @ts-check
/** 认出检索词里的引用、文号、题名、简称、拼音：直接给出那一件、那一条。 */
import { toNumber } from "../shared/numerals.js";
import { bare, pairs } from "./text.js";

/** @typedef {import("./records.js").Act} Act */
/** @typedef {{id: number, paragraph: string, score: number, cited?: number[], term?: boolean}} Named 记录号，款，像不像（0到220），哪些记录引它，是不是由管的术语认出 */

const N = "[零〇一二两三四五六七八九十百千万0-9]+";
const ARTICLE = new RegExp(`第?(${N})条(?:之(${N}))?(?:第?(${N})款)?(?:第?[（(]?(${N})[)）]?项)?`);
const BARE = new RegExp(`(?<=(?:法|条例|规定|办法|制度|规范|细则|解释|规则|流程|规程|清单)[》\\s]*)(?:第(?=${N}$)|(?=\\d{1,4}$))(${N})$`); // 公务员法59，值班规定第七：没有写“条”
const NUMBER = /([\u4e00-\u9fffa-z]{0,8}?)[\s〔[【（(]*((?:19|20)\d\d)[\s〕\]】）)年]*(?:第)?(\d{1,4})号?(?![年月日条\d])/;
const WHOLE = /[\u4e00-\u9fffa-z]{0,8}\s*[〔[【（(](?:19|20)\d\d[〕\]】）)]\s*第?\d{1,4}号/i; // 写全了的文号
const ORDER = /第?(\d{1,4})号令|令(?:第)?(\d{1,4})号/;
const CALLS = /[\u4e00-\u9fff]{2,}(?:制度|办法|规定|规范|流程|规程|条例|细则|规则|法典?)[》”"]?\s*$/; // 引用前面的这段话是一件的名字
const ACTS_A_FILE = 48;
const SURE = 88;
const CALLED = 84; // 这么像，就算点了名
const TERM = 86; // 打的是一个术语：先给管它的那一件

/** @typedef {{sure: Named[], maybe: Named[], missing?: {act: Act, asked: string, last: string}, absent?: boolean, unheld?: string}} Resolved missing：点了名的那件没有所写的条；absent：没有这一件；unheld：没有一件是这个文号 */

/** @param {import("./query.js").Query} query @param {import("./records.js").Book} book @param {import("./files.js").Get} get @returns {Promise<Resolved>} */
export async function resolve(query, book, get) {
  const numbered = await byNumber(query.text, get);
  const cited = ARTICLE.exec(query.text);
  if (numbered.length) return { sure: cited ? await withArticle(numbered, cited, book, get) : numbered, maybe: [] };
  const [unheld] = WHOLE.exec(query.text) || [""];
  const found = await byWords(unheld ? query.text.replace(unheld, " ") : query.text, query.latin, book, get);
  return unheld ? { ...found, unheld, absent: !found.sure.length } : found;
}

/**
 * 按题名、简称、拼音。
 * @param {string} text
 * @param {string} latin
 * @param {import("./records.js").Book} book
 * @param {import("./files.js").Get} get
 * @returns {Promise<Resolved>}
 */
async function byWords(text, latin, book, get) {
  const cited = ARTICLE.exec(text) || BARE.exec(text) || (latin ? /(\d{1,4})$/.exec(text) : null);
  const rest = cited ? `${text.slice(0, cited.index)} ${text.slice(cited.index + cited[0].length)}` : text;
  const read = latin ? await byReading(latin, book, get) : [];
  const found = latin ? read.filter((hit) => !cited || !book.place(hit.id).offset) : byName(rest, book, Boolean(cited)); // 写了条号的，读音是一件的名字，不是别的条标
  if (!cited) return { sure: found.filter((h) => h.score >= SURE), maybe: found.filter((h) => h.score >= 70 && h.score < SURE) };
  const placed = await withArticle(found, cited, book, get);
  const known = placed.filter((hit) => hit.score > 120).slice(0, 5);
  const best = placed[0];
  const gone = best && best.score <= 120 && best.score >= CALLED && !known.some((hit) => hit.score - 60 >= best.score);
  return { sure: known, maybe: gone ? [best] : [], missing: gone ? await lacking(book.place(best.id), articleId(cited), get) : undefined, absent: !known.length && CALLS.test(text.slice(0, cited.index)) };
}

/**
 * 点了名的那件没有这一条：问的是哪一条，最后一条是哪一条。
 * @param {import("./records.js").Place} at @param {string} asked @param {import("./files.js").Get} get
 */
async function lacking(at, asked, get) {
  const rows = at.act.key === undefined ? [] : await articlesOf(at.entry, get);
  return rows.length ? { act: at.act, asked, last: rows[rows.length - 1].id } : undefined;
}

/** @param {RegExpExecArray} cited */
function articleId(cited) {
  return `art_${toNumber(cited[1])}${cited[2] ? `-${toNumber(cited[2])}` : ""}`;
}

/** @param {string} text @param {import("./files.js").Get} get @returns {Promise<Named[]>} */
async function byNumber(text, get) {
  const plain = text.toLowerCase();
  const match = NUMBER.exec(plain);
  const order = ORDER.exec(plain);
  if (!match && !order) return [];
  const out = [];
  for (const { number, record } of await get("numbers")) {
    const known = number.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    const parts = /^(.*?)[〔[（(]((?:19|20)\d\d)[〕\])）]第?(\d+)号/.exec(known);
    const ordered = /第?(\d+)号/.exec(known);
    const issuer = match ? bare(match[1]) : "";
    const same = parts && match && parts[2] === match[2] && parts[3] === match[3];
    const fits = same ? !issuer || bare(parts[1]).endsWith(issuer) || issuer.endsWith(bare(parts[1])) : order && ordered && known.includes("令") && ordered[1] === (order[1] || order[2]) && sharesIssuer(plain, known);
    if (fits) out.push({ id: record, paragraph: "", score: 120 });
  }
  return out;
}

/** @param {string} text @param {string} docNo */
function sharesIssuer(text, docNo) {
  const issuer = text.replace(/[第\d号令\s]/g, "");
  return !issuer || docNo.includes(issuer.slice(0, 3));
}

/** @param {string} letters @param {import("./records.js").Book} book @param {import("./files.js").Get} get @returns {Promise<Named[]>} */
async function byReading(letters, book, get) {
  const table = await get(`readings-${letters[0]}`).catch(() => null);
  if (!table) return [];
  /** @type {Named[]} */
  const out = [];
  for (const [reading, records] of Object.entries(table.names)) {
    const score = reading === letters ? 100 : letters.length > 2 && reading.startsWith(letters) ? 92 - Math.min(12, (reading.length - letters.length) / 2) : 0;
    if (score) for (const id of records) out.push({ id, paragraph: "", score: score - (book.place(id).offset ? 3 : 0) });
  }
  return out.sort((a, b) => b.score - a.score).slice(0, 6);
}

/**
 * 名字像的几件，最像的在前。
 * @param {string} text @param {import("./records.js").Book} book @param {boolean} cited @returns {Named[]}
 */
export function byName(text, { acts }, cited) {
  const wanted = bare(text.replace(/的规定|规定是什么|内容|是什么|讲什么|全文|原文|怎么说|说了什么/g, "")).replace(/^中华人民共和国/, "");
  if (!wanted) return [];
  /** @type {Named[]} */
  const out = [];
  const named = (/** @type {Act} */ act, /** @type {number} */ score, term = false) => out.push({ id: act.first, paragraph: "", score, term });
  acts.forEach((act) => {
    if (!act.keys) act.keys = [act.title, act.short || "", ...(act.names || [])].filter(Boolean).map((n) => bare(n).replace(/^中华人民共和国/, ""));
    let best = 0;
    for (const key of act.keys) best = Math.max(best, likeness(wanted, key, cited));
    const term = best < TERM && (act.about || []).some((one) => bare(one) === wanted);
    if (term) best = TERM;
    if (best) named(act, best - (act.key !== undefined ? 0 : act.collection === "清单" ? 1 : 6), term);
  });
  if (!cited && !out.some((hit) => hit.score >= 70) && wanted.length >= 4 && wanted.length <= 20) {
    acts.forEach((act) => {
      const near = act.key === undefined ? 0 : Math.max(...(act.keys || []).map((key) => (akin(wanted, key) ? slip(wanted, key) : 0)));
      if (near) named(act, near);
    });
  }
  const title = new Map(acts.map((act) => [act.first, act.title.length]));
  out.sort((a, b) => b.score - a.score || (title.get(a.id) || 0) - (title.get(b.id) || 0));
  return out.slice(0, cited ? 40 : 5);
}

/**
 * 名字像不像，0 到 100。
 * @param {string} wanted @param {string} key @param {boolean} cited
 */
export function likeness(wanted, key, cited) {
  if (wanted === key) return 100;
  if (wanted.length < 2) return key.includes(wanted) ? 70 : 0;
  if (key.startsWith(wanted)) return 92 - Math.min(8, (key.length - wanted.length) / 4);
  if (key.includes(wanted)) return 88 - Math.min(12, (key.length - wanted.length) / 3);
  if (cited && wanted.includes(key) && key.length > 2) return 86;
  const own = cited ? wanted.replace(GENERIC, "") : wanted;
  if (own !== wanted && own.length > 1 && key.includes(own)) return CALLED + (key.startsWith(own) ? 2 : 0) - Math.min(10, (key.length - own.length) / 4); // 考勤办法第七条：是规定，不是办法
  if (subsequence(wanted, key)) return (wanted.length > 8 ? 86 : 78) - Math.min(16, (key.length - wanted.length) / 2) + (key[0] === wanted[0] ? 6 : 0) + (key[key.length - 1] === wanted[wanted.length - 1] ? 4 : 0);
  const close = wanted.length >= 4 && akin(wanted, key) ? dice(wanted, key) : 0;
  return close >= 0.6 ? 60 + close * 25 : 0;
}

/** @param {string} short @param {string} long */
function subsequence(short, long) {
  let at = -1;
  return [...short].every((c) => (at = long.indexOf(c, at + 1)) >= 0);
}

/**
 * 前一个里有几个字也在后一个里：便宜的先筛。
 * @param {string} a @param {string} b
 */
function shared(a, b) {
  let count = 0;
  for (let i = 0; i < a.length; i += 1) if (b.includes(a[i])) count += 1;
  return count;
}

/**
 * 二元组的重合，容一两个错字、漏字。
 * @param {string} a @param {string} b
 */
function dice(a, b) {
  if (shared(a, b) < a.length / 2) return 0;
  const left = new Set(pairs(a));
  const right = new Set(pairs(b));
  let both = 0;
  left.forEach((p) => (both += right.has(p) ? 1 : 0));
  const chars = [...new Set(a)].filter((c) => b.includes(c)).length / new Set(a).size;
  return Math.max((2 * both) / (left.size + right.size), chars >= 0.8 && Math.abs(a.length - b.length) <= 2 ? chars * 0.9 : 0);
}

const GENERIC = /(?:工作|管理|实施|使用)?(?:制度|办法|规定|规范|流程|规程|条例|细则|规则)(?:试行)?$/;

/**
 * 名字里说是管什么的那一半也像：食堂管理办法和合同管理办法只有后一半一样，不是一件。
 * @param {string} wanted @param {string} key
 */
function akin(wanted, key) {
  const own = wanted.replace(GENERIC, "");
  return own === wanted || own.length < 2 || shared(own, key.replace(GENERIC, "")) * 2 >= own.length;
}

/**
 * 名字里有一段和打的字只差一个字（八个字以上差两个）：84 起，否则 0。
 * @param {string} wanted @param {string} key
 */
export function slip(wanted, key) {
  const most = wanted.length >= 8 ? 2 : 1;
  if (shared(wanted, key) < wanted.length - most) return 0;
  let row = Array.from({ length: key.length + 1 }, () => 0);
  for (let i = 1; i <= wanted.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= key.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (wanted[i - 1] === key[j - 1] ? 0 : 1));
    row = next;
  }
  const least = Math.min(...row);
  return least <= most ? 92 - 4 * least - Math.min(6, Math.abs(key.length - wanted.length) / 4) : 0;
}

/** @param {Named[]} found @param {RegExpExecArray} cited @param {import("./records.js").Book} book @param {import("./files.js").Get} get @returns {Promise<Named[]>} */
async function withArticle(found, cited, book, get) {
  const eid = articleId(cited);
  const out = [];
  for (const hit of found) {
    const at = book.place(hit.id);
    const row = at.act.key === undefined ? null : (await articlesOf(at.entry, get)).find((r) => r.id === eid);
    if (!row) out.push(hit);
    else {
      const paragraph = cited[3] && (toNumber(cited[3]) || 0) <= (row.paragraphs || 0) ? `__para_${toNumber(cited[3])}` : "";
      out.push({ id: inText(at, row.record), paragraph, cited: row.cited || [], score: hit.score + 60 });
    }
  }
  return out;
}

/**
 * 同一条在所指的那个文本里的记录。
 * @param {import("./records.js").Place} at @param {number} record
 */
function inText(at, record) {
  const text = (at.act.texts || []).find((t) => t.key === at.expression);
  const index = text ? text.same.indexOf(record - at.act.first) : -1;
  return text && index >= 0 ? at.act.first + text.first + index : record;
}

/**
 * 某件的各条：条号、记录号、款数、引它的记录。
 * @param {number} entry @param {import("./files.js").Get} get @returns {Promise<import("./files.js").Article[]>}
 */
async function articlesOf(entry, get) {
  return (await get(`articles-${Math.floor(entry / ACTS_A_FILE)}`))[entry % ACTS_A_FILE] || [];
}

const ENDING = /(?:工作|管理|实施)?(?:制度|办法|规定|规范|流程|规程|条例|细则|法)(?:（试行）)?$/;

/**
 * 点了名的制度，和去掉名字以后剩下要问的话。
 * @param {import("./query.js").Query} asked @param {Act[]} acts
 */
export function split(asked, acts) {
  /** @type {Set<number>} */
  const called = new Set();
  let plain = asked.plain;
  acts.forEach((act, entry) => {
    if (!act.stems) act.stems = [act.title, ...(act.names || [])].map((full) => (full.replace(ENDING, "").length < 3 ? full : full.replace(ENDING, "")));
    act.stems.forEach((stem, i) => {
      if (stem.length < 3 || !asked.text.includes(stem)) return;
      const full = i ? (act.names || [])[i - 1] : act.title;
      called.add(entry);
      plain = plain.split(asked.text.includes(full) ? full : stem).join(" ");
    });
  });
  return { called, rest: bare(plain).length > 1 ? { ...asked, plain } : asked };
}
