// @ts-check
/** 认出检索词里的引用、文号、题名、简称、拼音首字母：直接给出那一条。 */
import { bare, toNumber } from "./search-text.js";

/**
 * @typedef {{act: string, title: string, short: string, names: string[], initials: string[], expression: string, url: string, numbers: [string, string, string][], articles: [string, number, string][], spans: string, keys?: string[]}} Name
 * @typedef {{act: string, provision: string, expression: string, url: string, title: string, label: string, heading: string, spans: string, score: number}} Hit
 */

const N = "[零〇一二两三四五六七八九十百千万0-9]+";
const ARTICLE = new RegExp(`第?(${N})条(?:之(${N}))?(?:第?(${N})款)?(?:第?(${N})项)?`);
const NUMBER = /([\u4e00-\u9fffa-z]{1,8}?)[\s〔[【（(]*((?:19|20)\d\d)[\s〕\]】）)]*(?:第|年)?(\d{1,4})号?/;
const ORDER = /第?(\d{1,4})号令|令(?:第)?(\d{1,4})号/;

/**
 * @param {string} query @param {Name[]} names @returns {Hit[]}
 */
export function resolve(query, names) {
  const text = query.normalize("NFKC").trim();
  const cited = ARTICLE.exec(text);
  const rest = cited ? text.slice(0, cited.index) + " " + text.slice(cited.index + cited[0].length) : text;
  const numbered = byNumber(text, names);
  if (numbered.length) return cited ? numbered.map((hit) => article(hit, cited, names)) : numbered;
  const found = byName(rest, names, Boolean(cited));
  if (!cited) return found.filter((hit) => hit.score >= 70);
  return found.map((hit) => article(hit, cited, names)).filter((hit) => hit.provision).slice(0, 5);
}

/** @param {string} text @param {Name[]} names @returns {Hit[]} */
function byNumber(text, names) {
  const match = NUMBER.exec(text.toLowerCase());
  const order = ORDER.exec(text);
  if (!match && !order) return [];
  const out = [];
  for (const name of names) {
    for (const [docNo, key, url] of name.numbers) {
      const plain = docNo.normalize("NFKC").toLowerCase().replace(/\s/g, "");
      const parts = /^(.*?)[〔[（(]((?:19|20)\d\d)[〕\])）]第?(\d+)号/.exec(plain);
      const isOrder = /第?(\d+)号/.exec(plain);
      const fits = match && parts ? parts[2] === match[2] && parts[3] === match[3] && parts[1].endsWith(bare(match[1]).slice(-parts[1].length)) : order && isOrder && plain.includes("令") && isOrder[1] === (order[1] || order[2]) && sharesIssuer(text, plain);
      if (fits) out.push({ ...hit(name, 120), expression: key, url });
    }
  }
  return out;
}

/** @param {string} text @param {string} docNo */
function sharesIssuer(text, docNo) {
  const issuer = text.replace(/[第\d号令\s]/g, "");
  return !issuer || docNo.includes(issuer.slice(0, 3));
}

/** @param {Name} name @param {number} score @returns {Hit} */
function hit(name, score) {
  return { act: name.act, provision: "", expression: name.expression, url: name.url, title: name.short, label: "", heading: name.title, spans: name.spans, score };
}

/** @param {string} text @param {Name[]} names @param {boolean} cited @returns {Hit[]} */
function byName(text, names, cited) {
  const wanted = bare(text.replace(/的规定|规定是什么|内容|是什么|讲什么|全文|原文/g, "")).replace(/^中华人民共和国/, "");
  if (!wanted) return [];
  const latin = /^[a-z0-9]+$/.test(wanted);
  /** @type {Hit[]} */
  const out = [];
  for (const name of names) {
    if (!name.keys) name.keys = [name.title, ...name.names].map((n) => bare(n).replace(/^中华人民共和国/, ""));
    let best = 0;
    if (latin) best = Math.max(...name.initials.map((i) => (i === wanted ? 100 : wanted.length > 2 && i.includes(wanted) ? 85 - Math.min(10, i.length - wanted.length) / 2 : 0)), 0);
    else for (const key of name.keys) best = Math.max(best, likeness(wanted, key, cited));
    if (best) out.push(hit(name, best));
  }
  out.sort((a, b) => b.score - a.score || a.heading.length - b.heading.length);
  return out.slice(0, cited ? 40 : 5);
}

/** 名字像不像，0 到 100。 @param {string} wanted @param {string} key @param {boolean} cited */
export function likeness(wanted, key, cited) {
  if (wanted === key) return 100;
  if (key.startsWith(wanted) && wanted.length > 1) return 92 - Math.min(8, (key.length - wanted.length) / 4);
  if (key.includes(wanted) && wanted.length > 1) return 88 - Math.min(12, (key.length - wanted.length) / 3);
  if (cited && wanted.includes(key) && key.length > 2) return 86;
  if (wanted.length >= 2 && wanted.length <= 8 && subsequence(wanted, key)) return 78 - Math.min(16, (key.length - wanted.length) / 2) + (key[0] === wanted[0] ? 6 : 0) + (key[key.length - 1] === wanted[wanted.length - 1] ? 4 : 0);
  if (wanted.length >= 4) {
    const close = dice(wanted, key);
    if (close >= 0.6) return 60 + close * 25;
  }
  return 0;
}

/** @param {string} short @param {string} long */
function subsequence(short, long) {
  let at = -1;
  return [...short].every((c) => (at = long.indexOf(c, at + 1)) >= 0);
}

/** 二元组的重合，容一两个错字、漏字。 @param {string} a @param {string} b */
function dice(a, b) {
  const pairs = (/** @type {string} */ t) => new Set([...t].slice(1).map((c, i) => t[i] + c));
  const left = pairs(a);
  const right = pairs(b);
  let both = 0;
  left.forEach((p) => (both += right.has(p) ? 1 : 0));
  const chars = [...new Set(a)].filter((c) => b.includes(c)).length / new Set(a).size;
  return Math.max((2 * both) / (left.size + right.size), chars >= 0.8 && Math.abs(a.length - b.length) <= 2 ? chars * 0.9 : 0);
}

/** @param {Hit} found @param {RegExpExecArray} cited @param {Name[]} names @returns {Hit} */
function article(found, cited, names) {
  const name = names.find((n) => n.act === found.act);
  const eid = `art_${toNumber(cited[1])}${cited[2] ? `-${toNumber(cited[2])}` : ""}`;
  const known = name && name.articles.find(([id]) => id === eid);
  if (!known) return found;
  const paragraph = cited[3] ? `__para_${toNumber(cited[3])}` : "";
  const label = `第${cited[1]}条${cited[2] ? `之${cited[2]}` : ""}`;
  return { ...found, provision: eid, label, heading: known[2], url: `${found.url}#${eid}${paragraph && toNumber(cited[3]) <= known[1] ? paragraph : ""}`, score: found.score + 60 };
}
