// @ts-check
/** 打错的字：哪里都没有的两个字，换成读音一样、样子相像而本汇编里常见的词（报费，报废）。 */
import { cut, segmented } from "./text.js";

const MOST = 2; // 一句话里改这么多处
const HAN = /^[\u3400-\u9fff]{2}$/;
const BLURRED = [["zh", "z"], ["ch", "c"], ["sh", "s"], ["ang", "an"], ["eng", "en"], ["ing", "in"], ["l", "n"], ["f", "h"]]; // 分不清的音

/** @typedef {{from: string, to: string}} Mended 打的两个字，改成的 */
/** @typedef {{pair: string, option: string, text: string, pieces: number}} Option 改一处：打的、改成的、改好的话、切成几个词 */

/**
 * 打错了的怎么改。
 * @param {string} text @param {Map<string, number>} held 每个词在几条记录里 @param {boolean} lost 没有找到答案：词和词中间也看
 * @param {import("./files.js").Get} get @returns {Promise<Mended[]>}
 */
export async function mend(text, held, lost, get) {
  if (!segmented) return [];
  let now = text;
  /** @type {Mended[]} */
  const mended = [];
  for (let turn = 0; turn < MOST; turn += 1) {
    const places = suspicious(now, held, lost);
    if (!places.length) break;
    const file = await get("sounds").catch(() => null);
    if (!file) break;
    const table = { sounds: file.sounds, words: new Set(file.words.match(/../g)) };
    const options = (await Promise.all(places.map((at) => optionsAt(now, at, table, get)))).flat();
    const best = options.sort((a, b) => a.pieces - b.pieces)[0];
    if (!best) break;
    mended.push({ from: best.pair, to: best.option });
    now = best.text;
  }
  return mended;
}

/**
 * 哪里可能打错了：两个字连着哪里都没有，也不是一个词；找到了答案的，只看两个落单的字。
 * @param {string} text @param {Map<string, number>} held @param {boolean} lost
 */
function suspicious(text, held, lost) {
  const pieces = cut(text);
  const pieceAt = (/** @type {number} */ at) => pieces.findIndex((piece) => piece.index <= at && at < piece.index + piece.segment.length);
  return [...text.slice(1)].flatMap((_, at) => {
    const pair = text.slice(at, at + 2);
    const [left, right] = [pieceAt(at), pieceAt(at + 1)];
    const alone = [left, right].filter((n) => n >= 0 && pieces[n].segment.length === 1).length;
    return HAN.test(pair) && held.get(pair) === 0 && left !== right && alone >= (lost ? 1 : 2) ? [at] : [];
  });
}

/**
 * 这两个字可以改成什么：一个字不动，另一个字换成读音一样、分不清或者样子相像的，连成一个词；没有落单的字不动。
 * @param {string} text
 * @param {number} at
 * @param {{sounds: Record<string, string>, words: Set<string>}} table 音节到字；条标里的字
 * @param {import("./files.js").Get} get
 * @returns {Promise<Option[]>}
 */
async function optionsAt(text, at, table, get) {
  const pair = text.slice(at, at + 2);
  const pieces = cut(text);
  const [left, right] = [...pair].map((c) => Object.keys(table.sounds).filter((syllable) => table.sounds[syllable].includes(c)));
  const alone = (/** @type {number} */ place) => pieces.some((piece) => piece.index === place && piece.segment.length === 1);
  const read = (/** @type {string[]} */ some, /** @type {boolean} */ free) => (free ? [...some, ...some.flatMap(blurred)] : some);
  const readings = new Set(read(left, alone(at)).flatMap((a) => read(right, alone(at + 1)).map((b) => a + b)));
  const found = await Promise.all([...readings].map(async (reading) => {
    const file = await get(`readings-${reading[0]}`).catch(() => null);
    const options = (file && file.pairs[reading]) || [];
    return options.filter((option) => (option[0] !== pair[0] && option[1] === pair[1] && alone(at)) || (option[0] === pair[0] && option[1] !== pair[1] && alone(at + 1)));
  }));
  return [...new Set(found.flat())].flatMap((option) => {
    const changed = text.slice(0, at) + option + text.slice(at + 2);
    const now = cut(changed);
    const whole = now.length < pieces.length && now.some((piece) => piece.index <= at && piece.index + piece.segment.length >= at + 2);
    const named = table.words.has(option) && alone(at) && alone(at + 1); // 词典没有的词，条标里有
    return whole || named ? [{ pair, option, text: changed, pieces: now.length - Number(named && !whole) }] : [];
  });
}

/**
 * 容易分不清的别的音。
 * @param {string} syllable
 */
function blurred(syllable) {
  return BLURRED.flatMap(([a, b]) => {
    const head = a.length < 3 && /^[zcslfhn]/.test(a);
    const fits = (/** @type {string} */ x, /** @type {string} */ y) => (head ? syllable.startsWith(x) && !(x.length === 1 && y.startsWith(x) && syllable.startsWith(y)) : syllable.endsWith(x));
    const turned = (/** @type {string} */ x, /** @type {string} */ y) => (head ? y + syllable.slice(x.length) : syllable.slice(0, -x.length) + y);
    return fits(a, b) ? [turned(a, b)] : fits(b, a) ? [turned(b, a)] : [];
  });
}
