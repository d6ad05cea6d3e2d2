// @ts-check
/** 全拼写成汉字：把字母切成音节，逐对找最常见的两个字。 */

const SYLLABLE = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ia|ua|uo|ue|er|an|en|in|un|a|o|e|i|u|v)/;

/** @param {string} letters @returns {string[]} 音节，切不开为空 */
export function syllables(letters) {
  /** @type {Map<number, string[]>} */
  const dead = new Map();
  const walk = (/** @type {number} */ from) => {
    if (from === letters.length) return [];
    if (dead.has(from)) return null;
    const longest = SYLLABLE.exec(letters.slice(from));
    for (let size = longest ? longest[0].length : 0; size > 0; size -= 1) {
      const piece = letters.slice(from, from + size);
      const whole = SYLLABLE.exec(piece);
      if (!whole || whole[0] !== piece) continue;
      const rest = /** @type {string[]|null} */ (walk(from + size));
      if (rest) return [piece, ...rest];
    }
    dead.set(from, []);
    return null;
  };
  return walk(0) || [];
}

const CHAINS = 3; // 连得成一串的说法，留这么多

/**
 * 全拼写成汉字：逐对找最常见的两个字，前后连得上的（年休、休假）接成一个词。
 * @param {string} letters @param {import("./files.js").Get} get
 * @returns {Promise<{word: string, loose: string}>} word：连得成的词，没有为空；loose：不管连不连得上，最常见的几对
 */
async function spell(letters, get) {
  const parts = syllables(letters);
  /** @type {string[]} */
  const loose = [];
  let chains = [""];
  for (let i = 0; i + 1 < parts.length; i += 1) {
    const table = await get(`readings-${parts[i][0]}`).catch(() => null);
    const pairs = (table && table.pairs[parts[i] + parts[i + 1]]) || [];
    loose.push(...pairs.slice(0, 3));
    chains = chains.flatMap((chain) => pairs.filter((pair) => !chain || chain.endsWith(pair[0])).slice(0, CHAINS).map((pair) => chain + (chain ? pair[1] : pair)));
  }
  return { word: chains[0] || "", loose: loose.join(" ") };
}

/**
 * 全是拼音的话，一段一段写成汉字；数字照旧，读不出的段不要。
 * @param {string} typed @param {import("./files.js").Get} get @returns {Promise<{text: string, loose: string}>} text：每一段都连得成词，否则为空；loose：不管连不连得上
 */
export async function lettered(typed, get) {
  const parts = typed.toLowerCase().match(/[a-z]+|[^a-z\s]+/g) || [];
  const read = await Promise.all(parts.map(async (part) => (/^[a-z]/.test(part) ? spell(part, get) : { word: part, loose: part })));
  const known = read.filter(({ word, loose }) => word || loose);
  const joined = (/** @type {(one: {word: string, loose: string}) => string} */ of) => known.map(of).join(" ").replace(/ (?=[\d第])/g, "");
  const whole = known.length > 0 && known.every(({ word }) => word);
  return { text: whole ? joined(({ word }) => word) : "", loose: joined(({ word, loose }) => word || loose) };
}

/**
 * 汉字里夹着的全拼（三个规定 rushitianbao）写成汉字。
 * @param {string} typed @param {import("./files.js").Get} get
 */
export async function spelled(typed, get) {
  const match = /[\u3400-\u9fff]/.test(typed) ? /[a-z]{4,}/i.exec(typed) : null;
  const { word, loose } = match ? await spell(match[0].toLowerCase(), get) : { word: "", loose: "" };
  return match && (word || loose) ? typed.replace(match[0], ` ${word || loose} `) : typed;
}
