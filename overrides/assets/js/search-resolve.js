// @ts-check
/** 认出检索词里的引用、文号、题名、简称、拼音：直接给出那一件、那一条。 */
import { bare, pairs, toNumber } from "./search-text.js";

/**
 * @typedef {{id: string, url: string, title: string, collection: string, first: number, short?: string, names?: string[], key?: string, category?: string, office?: string, year?: number, spans?: [string|null, string][], versions?: string[], by?: string, about?: string[], keys?: string[], stems?: string[], plain?: string}} Act
 * @typedef {{entry: number, provision: string, expression: string, label: string, heading: string, paragraph: string, score: number, cited?: [string, string][]}} Named
 */

const N = "[零〇一二两三四五六七八九十百千万0-9]+";
const ARTICLE = new RegExp(`第?(${N})条(?:之(${N}))?(?:第?(${N})款)?(?:第?[（(]?(${N})[)）]?项)?`);
const BARE = /(?<=(?:法|条例|规定|办法|制度|规范|细则|解释|规则|流程|规程)[》\s]*)(\d{1,4})$/; // 公务员法59：没有写“条”
const NUMBER = /([\u4e00-\u9fffa-z]{0,8}?)[\s〔[【（(]*((?:19|20)\d\d)[\s〕\]】）)年]*(?:第)?(\d{1,4})号?(?![年月日条\d])/;
const ORDER = /第?(\d{1,4})号令|令(?:第)?(\d{1,4})号/;
export const ACTS_A_FILE = 48;
const SURE = 88;
const CALLED = 84; // 这么像，就算点了名
const TERM = 86; // 打的是一个术语：先给管它的那一件

/**
 * @param {import("./search-query.js").Query} query @param {Act[]} acts @param {(name: string) => Promise<any>} get
 * @returns {Promise<{sure: Named[], maybe: Named[], missing?: {entry: number, asked: string, last: string}}>}
 */
export async function resolve(query, acts, get) {
  const cited = ARTICLE.exec(query.text) || BARE.exec(query.text);
  const rest = cited ? `${query.text.slice(0, cited.index)} ${query.text.slice(cited.index + cited[0].length)}` : query.text;
  const numbered = await byNumber(query.text, acts, get);
  if (numbered.length) return { sure: cited ? await withArticle(numbered, cited, get) : numbered, maybe: [] };
  if (query.latin) {
    const read = await byReading(query.latin, get);
    return { sure: read.filter((hit) => hit.score >= SURE), maybe: read.filter((hit) => hit.score < SURE) };
  }
  const found = byName(rest, acts, Boolean(cited));
  if (!cited) return { sure: found.filter((h) => h.score >= SURE), maybe: found.filter((h) => h.score >= 70 && h.score < SURE) };
  const placed = await withArticle(found, cited, get);
  const known = placed.filter((hit) => hit.provision).slice(0, 5);
  const best = placed[0];
  const gone = best && !best.provision && best.score >= CALLED && !known.some((hit) => hit.score - 60 >= best.score);
  return { sure: known, maybe: gone ? [best] : [], missing: gone ? await lacking(best.entry, articleId(cited), get) : undefined };
}

/** 点了名的那件没有这一条：问的是哪一条，最后一条是哪一条。 @param {number} entry @param {string} asked @param {(name: string) => Promise<any>} get */
async function lacking(entry, asked, get) {
  const rows = (await get(`articles-${Math.floor(entry / ACTS_A_FILE)}`))[entry % ACTS_A_FILE];
  return rows.length ? { entry, asked, last: rows[rows.length - 1][0] } : undefined;
}

/** @param {RegExpExecArray} cited */
function articleId(cited) {
  return `art_${toNumber(cited[1])}${cited[2] ? `-${toNumber(cited[2])}` : ""}`;
}

/** @param {number} entry @param {Act} act @param {number} score @returns {Named} */
function named(entry, act, score) {
  return { entry, provision: "", expression: act.key || "", label: "", heading: "", paragraph: "", score };
}

/** @param {string} text @param {Act[]} acts @param {(name: string) => Promise<any>} get @returns {Promise<Named[]>} */
async function byNumber(text, acts, get) {
  const plain = text.toLowerCase();
  const match = NUMBER.exec(plain);
  const order = ORDER.exec(plain);
  if (!match && !order) return [];
  const out = [];
  for (const [docNo, entry, key] of await get("numbers")) {
    const known = docNo.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    const parts = /^(.*?)[〔[（(]((?:19|20)\d\d)[〕\])）]第?(\d+)号/.exec(known);
    const ordered = /第?(\d+)号/.exec(known);
    const issuer = match ? bare(match[1]) : "";
    const same = parts && match && parts[2] === match[2] && parts[3] === match[3];
    const fits = same ? !issuer || bare(parts[1]).endsWith(issuer) || issuer.endsWith(bare(parts[1])) : order && ordered && known.includes("令") && ordered[1] === (order[1] || order[2]) && sharesIssuer(plain, known);
    if (fits) out.push({ ...named(entry, acts[entry], 120), expression: key || acts[entry].key || "" });
  }
  return out;
}

/** @param {string} text @param {string} docNo */
function sharesIssuer(text, docNo) {
  const issuer = text.replace(/[第\d号令\s]/g, "");
  return !issuer || docNo.includes(issuer.slice(0, 3));
}

/** @param {string} letters @param {(name: string) => Promise<any>} get @returns {Promise<Named[]>} */
async function byReading(letters, get) {
  const [table, acts] = await Promise.all([get(`readings-${letters[0]}`).catch(() => null), get("acts")]);
  if (!table) return [];
  const out = [];
  for (const [reading, places] of Object.entries(table.names)) {
    const score = reading === letters ? 100 : letters.length > 2 && reading.startsWith(letters) ? 92 - Math.min(12, (reading.length - letters.length) / 2) : 0;
    if (score) for (const [entry, provision] of places) out.push({ ...named(entry, acts[entry], score - (provision ? 3 : 0)), provision, inner: true });
  }
  return out.sort((a, b) => b.score - a.score).slice(0, 6);
}

/** @param {string} text @param {Act[]} acts @param {boolean} cited @returns {Named[]} */
function byName(text, acts, cited) {
  const wanted = bare(text.replace(/的规定|规定是什么|内容|是什么|讲什么|全文|原文|怎么说|说了什么/g, "")).replace(/^中华人民共和国/, "");
  if (!wanted) return [];
  /** @type {Named[]} */
  const out = [];
  acts.forEach((act, entry) => {
    if (!act.keys) act.keys = [act.title, act.short || "", ...(act.names || [])].filter(Boolean).map((n) => bare(n).replace(/^中华人民共和国/, ""));
    let best = 0;
    for (const key of act.keys) best = Math.max(best, likeness(wanted, key, cited));
    if (best < TERM && (act.about || []).some((term) => bare(term) === wanted)) best = TERM;
    if (best) out.push(named(entry, act, best - (act.key !== undefined ? 0 : act.collection === "清单" ? 1 : 6)));
  });
  if (!cited && !out.some((hit) => hit.score >= 70) && wanted.length >= 4 && wanted.length <= 20) {
    acts.forEach((act, entry) => {
      const near = act.key === undefined ? 0 : Math.max(...(act.keys || []).map((key) => slip(wanted, key)));
      if (near) out.push(named(entry, act, near));
    });
  }
  out.sort((a, b) => b.score - a.score || acts[a.entry].title.length - acts[b.entry].title.length);
  return out.slice(0, cited ? 40 : 5);
}

/** 名字像不像，0 到 100。 @param {string} wanted @param {string} key @param {boolean} cited */
export function likeness(wanted, key, cited) {
  if (wanted === key) return 100;
  if (wanted.length < 2) return 0;
  if (key.startsWith(wanted)) return 92 - Math.min(8, (key.length - wanted.length) / 4);
  if (key.includes(wanted)) return 88 - Math.min(12, (key.length - wanted.length) / 3);
  if (cited && wanted.includes(key) && key.length > 2) return 86;
  if (wanted.length <= 8 && subsequence(wanted, key)) return 78 - Math.min(16, (key.length - wanted.length) / 2) + (key[0] === wanted[0] ? 6 : 0) + (key[key.length - 1] === wanted[wanted.length - 1] ? 4 : 0);
  const close = wanted.length >= 4 ? dice(wanted, key) : 0;
  return close >= 0.6 ? 60 + close * 25 : 0;
}

/** @param {string} short @param {string} long */
function subsequence(short, long) {
  let at = -1;
  return [...short].every((c) => (at = long.indexOf(c, at + 1)) >= 0);
}

/** 前一个里有几个字也在后一个里：便宜的先筛。 @param {string} a @param {string} b */
function shared(a, b) {
  let count = 0;
  for (let i = 0; i < a.length; i += 1) if (b.includes(a[i])) count += 1;
  return count;
}

/** 二元组的重合，容一两个错字、漏字。 @param {string} a @param {string} b */
function dice(a, b) {
  if (shared(a, b) < a.length / 2) return 0;
  const left = new Set(pairs(a));
  const right = new Set(pairs(b));
  let both = 0;
  left.forEach((p) => (both += right.has(p) ? 1 : 0));
  const chars = [...new Set(a)].filter((c) => b.includes(c)).length / new Set(a).size;
  return Math.max((2 * both) / (left.size + right.size), chars >= 0.8 && Math.abs(a.length - b.length) <= 2 ? chars * 0.9 : 0);
}

/** 名字里有一段和打的字只差一个字（八个字以上差两个）：84 起，否则 0。 @param {string} wanted @param {string} key */
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

/** @param {Named[]} found @param {RegExpExecArray} cited @param {(name: string) => Promise<any>} get @returns {Promise<Named[]>} */
function withArticle(found, cited, get) {
  const eid = articleId(cited);
  return Promise.all(
    found.map(async (hit) => {
      const [known] = await articleRow(hit.entry, eid, get);
      if (!known) return hit;
      const paragraph = cited[3] && toNumber(cited[3]) <= known[1] ? `__para_${toNumber(cited[3])}` : "";
      return { ...hit, provision: eid, paragraph, heading: known[2], cited: known[3] || [], score: hit.score + 60 };
    }),
  );
}

/** 某件的某一条：条号、款数、条标、谁引它，和它是第几条。 @param {number} entry @param {string} eid @param {(name: string) => Promise<any>} get @returns {Promise<[any[]|undefined, number]>} */
export async function articleRow(entry, eid, get) {
  const rows = (await get(`articles-${Math.floor(entry / ACTS_A_FILE)}`))[entry % ACTS_A_FILE];
  const index = rows.findIndex((/** @type {any[]} */ row) => row[0] === eid);
  return [rows[index], index];
}
