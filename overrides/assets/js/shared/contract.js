// @ts-check
/** 两种程序都要用的词：由 `rulebook contract` 从 Python 写出，不在这里改。 */

/** @type {Record<string, string>} */
export const STATUS_WORDS = {"upcoming": "尚未施行", "in_force": "现行有效", "superseded": "已被修改", "expired": "失效（期满）", "repealed": "废止", "partial": "部分失效", "as_of": "当日有效"};

/** @type {Record<string, string>} */
export const STATUS_TONES = {"upcoming": "soon", "in_force": "ok", "superseded": "gone", "expired": "gone", "repealed": "gone", "partial": "soon", "as_of": "ok"};

/** @type {Record<string, string>} */
export const NOW = {"since": "今日起", "day": "今天", "last": "今天止", "month": "本月", "quarter": "本季度", "printed": "打印日 "};

/** @type {Record<string, string>} */
export const THEN = {"since": "当日起", "day": "当日", "last": "当日止", "month": "当月", "quarter": "当季", "printed": "按"};

/** @type {Record<string, string>} */
export const UNITS = {"part": "编", "subpart": "分编", "chp": "章", "sec": "节", "art": "条", "para": "款", "subpara": "项", "point": "目"};

/** @type {Record<string, number>} */
export const DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "〇": 0, "○": 0, "两": 2};

/** @type {Record<string, number>} */
export const NUMERAL_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000};

/** @type {string} */
export const NUMERAL = "零〇○一二两三四五六七八九十百千万";

/** @type {string} */
export const WEEK = "一二三四五六日";
