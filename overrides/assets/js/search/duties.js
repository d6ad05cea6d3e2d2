// @ts-check
/** 问的是谁要做什么（科长要做什么、政治处的职责、十二月要做哪些事）：到职责页去。 */
import { toNumber } from "../shared/numerals.js";
import { bare } from "./text.js";

const N = "[零〇一二三四五六七八九十\\d]{1,3}";
const MONTH = new RegExp(`(?:(今年|明年|去年)?(${N})月份?|(这|本|下|上)个?月)`);
const PERIOD = /[每这本][个一]?(?:半年|季度?|年|月|周|星期)|全年|[上下]半年|今天|明天|下周|近期|最近/;
const AROUND = /请问|我是|我们|我该|我要|我|作为|一个|当上?|每个?月|每个?季度|这个?季度|本季度|上半年|下半年|每年|全年|平时|主要|日常|一共|具体|科室|都|要|应该|应当|需要|得|该|做|干|管|负责|承担|履行|办|上报|上交|报送|报|交|材料|有|哪些|哪几|什么|啥|些|的|岗位|职责|工作|任务|责任|分工|职能|事情|事项|事|活|主任|科长|所长|处长|负责人|是|吗|呢|件|项|在/g;
const ASKS = /做|干|管|负责|承担|履行|职责|职能|任务|分工|工作|责任|[什哪].{0,2}事|[什哪].{0,2}活|办|[报交].{0,2}[什哪啥]/;
const HELD = "(?:制度|规定|办法|文件|规章)";
const MANY = "(?:哪些|哪几[件个项]|什么|几[件个项]|多少)";
const RULES = new RegExp(`${MANY}.{0,3}${HELD}|${HELD}.{0,2}${MANY}`); // 问它管着哪几件

/** @typedef {import("./moments.js").Lead} Lead */

/**
 * @param {import("./query.js").Query} query @param {import("./records.js").Book} book @param {string} today 读者的当天
 * @returns {Lead[]} 没有问谁的职责的为空
 */
export function duties(query, book, today) {
  const text = query.text.replace(/\s/g, "");
  const month = MONTH.exec(text);
  const rest = month ? text.replace(month[0], "") : text;
  const filler = (/** @type {string} */ words) => !bare(words.replace(AROUND, ""));
  const named = book.acts.flatMap((act) => (act.who || []).filter((name) => rest.includes(name)).map((name) => ({ act, name })));
  named.sort((a, b) => b.name.length - a.name.length);
  const [found] = named.filter(({ name }) => filler(rest.replace(name, "")));
  const ruled = named.find(({ name }) => RULES.test(rest.replace(name, "")) && filler(rest.replace(name, "").replace(RULES, "").replace(/主管|牵头|起草|解释/g, "")));
  if (ruled) return [{ id: ruled.act.first, url: `offices/acts/#${(ruled.act.who || [])[0]}`, told: "主管的制度" }];
  if (found && (rest === (found.act.who || [])[0] || ASKS.test(rest.replace(found.name, "")))) return [{ id: found.act.first, url: "", told: "按期要办的、遇事要办的" }];
  const entry = book.entry("duty-calendar");
  if (!(month || PERIOD.test(rest)) || entry < 0 || !ASKS.test(rest) || !filler(rest.replace(PERIOD, ""))) return [];
  const asked = month ? monthOf(month, today) : "";
  if (!month) return [{ id: book.acts[entry].first, url: "", told: "" }];
  return asked ? [{ id: book.acts[entry].first, url: `calendar/?month=${asked}`, told: `${Number(asked.slice(0, 4))}年${Number(asked.slice(5))}月要办的` }] : [];
}

/**
 * 说的是哪个月：2026-12。
 * @param {RegExpExecArray} match @param {string} today
 */
function monthOf(match, today) {
  const now = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  const step = { 这: 0, 本: 0, 下: 1, 上: -1 }[match[3]];
  const number = toNumber(match[2] || "") || 0;
  if (step === undefined && (number < 1 || number > 12)) return "";
  const year = Number(today.slice(0, 4)) + ({ 去年: -1, 明年: 1 }[match[1]] || 0);
  const at = step === undefined ? year * 12 + number - 1 : now + step;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
