// @ts-check
/** 取来正文之后再比一次：整词连着出现、几个词靠在一起、条标对得上的排前。 */
import { bare, fold, pairs } from "./search-text.js";

/**
 * @param {import("./search-query.js").Query} query @param {string[]} phrases @param {any} record
 * @returns {number} 乘在得分上
 */
export function closeness(query, phrases, record) {
  const wanted = bare(fold(query.plain));
  const text = bare(fold(record.text));
  const heading = bare(fold(record.heading || ""));
  const whole = heading + text + bare(fold(record.asked || ""));
  let value = 1 + (0.8 * longest(wanted, whole)) / Math.max(4, wanted.length);
  value *= 1 + 0.45 * nearness(phrases, whole);
  const held = phrases.map((p) => pairs(p).filter((pair) => whole.includes(pair)).length / (p.length - 1));
  value *= 0.4 + 0.6 * (held.reduce((a, b) => a + b, 0) / (held.length || 1));
  const blamed = /责任追究|违规|责任$|处理$|追责|罚则/.test(heading);
  if ((blamed || /^.{0,14}违反|处.{0,12}罚款|责令改正|依法给予.{0,4}处分/.test(record.text)) && !/违反|处理|处罚|罚|责任|后果|追究|处分/.test(query.text) && !query.then) value *= 0.85;
  if (query.then && blamed) value *= 1.4;
  if (record.provision && heading.length > 1) {
    if (wanted === heading) value *= 1.4;
    else if ((wanted.includes(heading) && heading.length > 2) || (heading.includes(wanted) && wanted.length > 1)) value *= 1.25;
    else if (phrases.some((p) => p.includes(heading) || heading.includes(p))) value *= 1.25;
  }
  const named = pairs(heading);
  const known = new Set([...pairs(wanted), ...phrases.flatMap(pairs)]);
  if (record.provision && named.length > 1) value *= 1 + (0.8 * named.filter((pair) => known.has(pair)).length) / named.length;
  const asked = query.when && /\d+(?:个?工作)?[日月年]|\d+小时|每[日周月季年半]/.test(text);
  if (asked) value *= 1.15;
  if (query.when && /时限|期限|频次|时间|时点|节点|周期|标准/.test(heading)) value *= 1.25;
  const measure = /几个?([\u4e00-\u9fff])/.exec(query.text);
  if (measure && new RegExp(`\\d+个?${measure[1] === "天" ? "(?:工作)?日" : measure[1]}`).test(text)) value *= 1.2;
  if (query.may && /禁止|不得|不准|禁令|禁区|限制/.test(heading)) value *= 1.3;
  else if (query.may && /不得|不准|禁止/.test(record.text)) value *= 1.1;
  if (record.duty) value *= query.when || query.who ? 1.15 : 1.06;
  if (/^(?:目的|依据|目的依据|施行|解释|附则)/.test(heading)) value *= 0.65;
  return value;
}

/** 最长的连着相同的字数。 @param {string} wanted @param {string} text */
function longest(wanted, text) {
  let best = 0;
  for (let i = 0; i + best < wanted.length; i += 1) while (i + best < wanted.length && text.includes(wanted.slice(i, i + best + 1))) best += 1;
  return best;
}

/** 各个词的字对靠得多近：0 到 1，一个不缺又挨着的为 1。 @param {string[]} phrases @param {string} text */
export function nearness(phrases, text) {
  const wanted = [...new Set(phrases.flatMap(pairs))];
  if (wanted.length < 2) return 0;
  /** @type {[number, number][]} */
  const spots = [];
  wanted.forEach((pair, k) => {
    for (let at = text.indexOf(pair); at >= 0; at = text.indexOf(pair, at + 1)) spots.push([at, k]);
  });
  spots.sort((a, b) => a[0] - b[0]);
  const kinds = new Set(spots.map((s) => s[1])).size;
  if (kinds < 2) return 0;
  const held = new Map();
  let from = 0;
  let least = Infinity;
  for (let to = 0; to < spots.length; to += 1) {
    held.set(spots[to][1], (held.get(spots[to][1]) || 0) + 1);
    while (held.size === kinds) {
      least = Math.min(least, spots[to][0] - spots[from][0] + 2);
      const k = spots[from][1];
      if (held.get(k) === 1) held.delete(k);
      else held.set(k, held.get(k) - 1);
      from += 1;
    }
  }
  return (kinds / wanted.length) * Math.min(1, (kinds + 2) / least);
}
