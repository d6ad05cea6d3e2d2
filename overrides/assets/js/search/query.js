// @ts-check
/** 读懂检索词：年份、效力状态、日子、问的是多久还是找谁。 */
import { toChinese } from "../shared/numerals.js";
import { bare, fold } from "./text.js";

const ASKING = /请问|我想|我要|想知道|怎么办理|怎么办|会怎么?样|怎么?样|怎么|如何|什么时候|是什么|什么|是啥|啥|有哪些|哪些|哪个|哪里|多长时间|多久|几天|谁来|谁负责|由谁|找谁|是谁|谁|要不要|能不能|可不可以|可以不可以|是不是|需不需要|有没有|行不行|用不用|对不对|行吗|需要|可以|应该|吗|呢|啊|的话|一下|的规定|(?<![个项])规定|关于|的|了/g;
const ASKED = /请问|吗|呢|怎么|如何|什么|多久|多长|几天|多少|谁|[？?]/;
const WHEN = /多久|几[\u4e00-\u9fff]|多少|什么时候|何时|多长时间|时限|期限|截止|之前|前报/;
const THEN = /会怎么?样|什么下场|后果|挨罚|怎么处理|怎么处罚|怎么罚|罚多少|要罚|会被?罚|判几年|犯法吗|违法吗|什么责任|受什么处分|怎么追究/;
const MAY = /能不能|可不可以|可以不可以|行不行|行吗|成吗|准不准|让不让|允许|(?:能|可以).{0,10}吗/;
const FACTS = /多久|[几多][少]?个?(?:天|日|号|工作日|月|小时)|哪天|什么时候|何时|多长时间|时限|期限|截止|之前|提前|怎么(?:办|申请|走|报|请|交|填|借|领|批)|如何|流程|手续|程序|步骤|填|交给|办理|报给|要不要|用不用|需不需要|[要得].{0,10}吗/; // 问谁、几天内、什么表，也问怎么办
const DEFINES = /^什么(?:是|叫)|(?:是|叫)什么$|指什么|是指|什么意思|啥意思|定义|含义|概念|算不算|哪些(?:算|属于)|(?:算|属于)(?:什么|哪些)/; // 问一个词是什么
const APPLIES = /申请|起诉|上诉|复议|复核|[要能]提|提出|提交/; // 问几天内要申请的
const HANDLES = /答复|回复|办[结完好]|办下来|批[下准]|立案|审[核完批]|出结果|给(?:个|我)?(?:答|回|结果)/; // 问申请以后几天办的
const PERCENT = /(\d{1,3})(?:\.(\d+))?\s*[%％]/g;
const WHO = /谁|哪个科室|哪个部门|找哪/;
const APPROVES = /(?:谁|哪个领导|哪位领导|哪一?级).{0,3}(?:批|核准|同意|签[字批发]|点头|说了算|决定|拍板)|(?:批|同意|签字)的?(?:人|领导)?是谁/; // 批的人在条文里，不是职责里办事的那个
const STATES = [
  ["repealed", /(?:已经?|被)?(?:废止|作废|取消)了?/],
  ["expired", /(?:已经?)?(?:失效|(?:有效期)?(?:已?届满|期满)|过期|到期)了?/],
  ["upcoming", /(?:尚未|即将|快要|还没(?:有)?|将要|未|明年|后年|下个?月|下半年|以后)(?:才)?(?:开始)?(?:施行|生效|实施|执行|适用)/],
];
const EXPIRING = /(?:试行|有效)?期?(?:快|将|即将|就|马上|快要)要?(?:期?满|到期|届满|失效|过期)了?/;
const ASKS = /[\d一二两三四五六七八九十百]+个?(?:小时|工作日|年|月|元)|\d+[日天]|能不能|可不可以|要不要|是不是|算不算|会不会|有没有|([\u4e00-\u9fff])不\1|会怎么?样|怎样|(?<!^我?想要?.?)几|多[久少长大高]|(?<!不知道?是?)谁|吗|呢|什么|啥|哪|如何|是否|(?:怎么|咋)(?!办|弄|处理)|[\s《]|第.+条/;
const TELLS = /了|我|想|收到|接到|碰到|遇到|拿到|发现|要(?!求|件|点|素|害|情|闻|员)|刚|有人|被|[明今昨后]天|今晚|下周|周末|下个?月|准备|打算|打电话|来(?![源访文信电人])|去|让|叫|给/;
const NEXT = /(?:怎么|咋)(?:办|弄|处理)/;
const GENERIC = /^(?:(?:现有|所有|全部|本局|我局|试行|目前|现在|都|个|项|件|规章|长效|的|有)*)(?:制度|规定|办法|机制|文件|规范|规章)?$/;

/**
 * @typedef {{text: string, plain: string, years: string[], state: string, listing: boolean, question: boolean, facts: boolean, when: boolean, who: boolean, may: boolean, defines: boolean, applies: boolean, then: boolean, asks: boolean, tells: boolean, unit: string, latin: string, form: string}} Query
 * text：规整后的原话；plain：去掉问话虚词；state：指明的效力状态；listing：只问有哪些；unit：问几家、几天、多少元的那个单位；asks：问的是一条规定；tells：说的是遇到的一件事；facts：谁、期限、表格就是要的答案；form：要的是一张表，去掉“表”字以后的话
 */

/** @param {string} typed @returns {Query} */
export function understand(typed) {
  const text = typed.normalize("NFKC").trim();
  const long = text.length > 24 && !ASKED.test(text);
  let plain = long ? text : text.replace(ASKING, " ");
  if (bare(plain).length < 2) plain = text;
  plain = plain.replace(PERCENT, (all, whole, part) => `${all} 百分之${toChinese(Number(whole))}${part ? `点${[...part].map((digit) => toChinese(Number(digit))).join("")}` : ""}`); // 条文多写汉字
  const years = text.match(/(?:19|20)\d\d(?=年|$|\D)/g) || [];
  let state = "";
  let rest = plain;
  for (const [key, pattern] of /** @type {[string, RegExp][]} */ ([["expiring", EXPIRING], ...STATES])) {
    const match = long ? null : pattern.exec(rest);
    if (!match) continue;
    const left = bare(rest.replace(pattern, "").replace(/(?:19|20)\d\d年?/g, ""));
    if (!GENERIC.test(left) && !new RegExp(`${pattern.source}的`).test(text)) continue;
    state = key;
    rest = left;
    break;
  }
  const compact = bare(text);
  return {
    text,
    plain,
    years,
    state,
    listing: Boolean(state) && GENERIC.test(rest),
    question: ASKED.test(text),
    facts: FACTS.test(text) || (WHO.test(text) && !APPROVES.test(text)) || Boolean(formed(text)),
    when: WHEN.test(text),
    who: WHO.test(text),
    defines: DEFINES.test(text),
    applies: WHEN.test(text) && APPLIES.test(text) && !HANDLES.test(text),
    may: MAY.test(text),
    then: THEN.test(text),
    asks: ASKS.test(text),
    tells: !ASKS.test(text) && !NEXT.test(text) && TELLS.test(text),
    unit: unit(text),
    latin: /^[a-z]{2,}(?:第?[零〇一二三四五六七八九十百千\d]{1,6}条?.{0,6})?$/.test(compact) ? (/^[a-z]+/.exec(compact) || [""])[0] : "",
    form: formed(text),
  };
}

const FORM = /(?:的|用的)?(?:空白)?(?:表格|表单|登记表|申请表|审批表|报告表|记录表|报备表|审批单|申请单|登记簿|登记本|单子|条子|模板|样表|表|单|(?<![一二三四五六七八九十百千\d第哪几])条)(?:在哪(?:里|儿)?(?:下载?|领|找|拿)?|(?:怎么|去哪(?:里|儿)?|到哪(?:里|儿)?)(?:下载?|领|找|拿)|下载|打印)?$/;
const WHICH_FORM = /(?:[要得需该]*(?:填写?|用|写|交|打|签|[记登]在|[登录写]到|登记在?|写在|走)?)?(?:(?:张|个)?(?:什么|啥)|哪一?[张个份种])(?:表格|表单|表|单子|单|(?<=哪张)纸|审批[表单]|申请[表单]|登记[表单]|记录[表单])(?:里面?|上面?|中)?$/; // 问填哪张表
const FILL = /[要得需该]*(?:填写?|填报)(?:什么|啥|哪一?[张个份种])$/; // 没有说“表”字
const WHETHER = /要不要|会不会|是否|能不能|可不可以|是不是|用不用|需不需要|有没有/; // 问要不要填，不是要表
const NO_FORM = /^(?:代表|发表|外表|仪表|名单|简单|清单|菜单|账单|手表|单|表)$|名单$|清单$|代表$|发表$|简单$|任务单$|工单$|订单$/;

/**
 * 要一张表的话：去掉“表”“单”“条”以后是什么表，不是的为空。
 * @param {string} text
 */
function formed(text) {
  const plain = bare(text);
  const match = WHICH_FORM.exec(plain) || FILL.exec(plain) || FORM.exec(plain);
  if (!match || NO_FORM.test(plain) || ASKED.test(plain.slice(0, match.index)) || WHETHER.test(plain)) return "";
  const rest = plain.slice(0, match.index).replace(/^(?:我要|我想要|下载|打印|填写?|要填|领|找)/, "");
  return rest.length > 1 ? rest : "";
}

export const SINGLE = 0.4; // 单个的字比两个字连着的轻

/**
 * 问几家、几天、多少元、多久一次的那个单位，没有为空。
 * @param {string} text
 */
function unit(text) {
  if (/多久.{0,8}次|隔多久|频次/.test(text)) return "次";
  const asked = /(?:几|多少)个?([\u4e00-\u9fff])/.exec(text);
  return asked ? { 天: "日", 钱: "元", 块: "元" }[asked[1]] || asked[1] : "";
}

const MEANT = 0.7; // 换成的说法比打的字轻

/** @typedef {{word: string, means: string, sure?: 1, told?: 1, from?: string, to?: string}} Synonym 打的词、制度的说法、是不是照本汇编核对过、要不要告诉读者 */

/**
 * 检索词的权：问话的虚词不算，口语换成制度的说法。
 * @param {Query} query @param {Synonym[]} synonyms @param {(text: string) => string[]} terms
 * @returns {{weights: Map<string, number>, used: Synonym[]}}
 */
export function weigh(query, synonyms, terms) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  const add = (/** @type {string} */ text, /** @type {number} */ weight) => terms(text).forEach((t) => weights.set(t, Math.max(weights.get(t) || 0, t.length > 1 || t < "\u3400" ? weight : weight * SINGLE)));
  add(query.plain, 1);
  if (!weights.size) add(query.text, 1);
  /** @type {Synonym[]} */
  const used = [];
  const flat = bare(fold(query.text));
  for (const row of synonyms) {
    if (row.from === undefined) {
      row.from = bare(fold(row.word));
      row.to = bare(fold(row.means));
    }
    if (!row.from || !flat.includes(row.from) || flat.includes(row.to || "")) continue;
    row.means.split(/\s+/).forEach((piece) => add(piece, MEANT));
    used.push(row);
  }
  return { weights, used };
}
