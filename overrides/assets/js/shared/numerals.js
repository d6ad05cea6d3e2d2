// @ts-check
import { DIGITS, NUMERAL_UNITS } from "./contract.js";
/** 中文数字和数，和 rulebook/markup/numerals.py 一致。 */

/**
 * 汉字数字读成数；不是十万以内的数为 null。
 * @param {string} text @returns {number|null}
 */
export function toNumber(text) {
  const plain = text.normalize("NFKC").trim();
  if (!plain) return null;
  if (/^[\x00-\x7f]*$/.test(plain)) return /^\d{1,5}$/.test(plain) ? Number(plain) : null;
  const all = [...plain];
  if (all.some((c) => !(c in DIGITS) && !(c in NUMERAL_UNITS))) return null;
  if (!all.some((c) => c in NUMERAL_UNITS)) return all.length <= 5 ? Number(all.map((c) => DIGITS[c]).join("")) : null;
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const c of all) {
    if (c in DIGITS) digit = DIGITS[c];
    else if (c === "万") {
      total = (total + section + digit) * 10000;
      section = digit = 0;
    } else {
      section += (digit || 1) * NUMERAL_UNITS[c];
      digit = 0;
    }
  }
  return total + section + digit;
}

/**
 * 123 写成一百二十三，15 写成十五。
 * @param {number} number 0—99999
 */
export function toChinese(number) {
  if (number === 0) return "零";
  let out = "";
  let zero = false;
  let rest = number;
  for (const [unit, name] of /** @type {[number, string][]} */ ([[10000, "万"], [1000, "千"], [100, "百"], [10, "十"], [1, ""]])) {
    const digit = Math.floor(rest / unit);
    rest %= unit;
    if (digit) {
      out += (zero && out ? "零" : "") + "零一二三四五六七八九"[digit] + name;
      zero = false;
    } else zero = true;
  }
  return out.startsWith("一十") ? out.slice(1) : out;
}
