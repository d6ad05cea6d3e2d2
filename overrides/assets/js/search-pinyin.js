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

/**
 * @param {string} letters @param {(name: string) => Promise<any>} get
 * @returns {Promise<string>} 最可能的汉字，空格隔开，认不出为空
 */
export async function spell(letters, get) {
  const parts = syllables(letters);
  const out = [];
  for (let i = 0; i + 1 < parts.length; i += 1) {
    const table = await get(`readings-${parts[i][0]}`).catch(() => null);
    const words = table && table.pairs[parts[i] + parts[i + 1]];
    if (words) out.push(...words.slice(0, 3));
  }
  return out.join(" ");
}
