// @ts-check
/** 记录号：归哪一件、哪个文本，某一天是什么状态；同一条的几个文本算一处。 */

/**
 * @typedef {{key: string, first: number, same: number[]}} Text 另一个文本：从第几条记录起，各条对应现在的第几条（没有为负）
 * @typedef {{id: string, url: string, title: string, collection: string, first: number, short?: string, names?: string[], key?: string, category?: string, office?: string, year?: number, spans?: [string|null, string][], versions?: string[], texts?: Text[], dead?: Record<string, string>, resting?: Record<string, string>, of?: string, paged?: 1, by?: string, about?: string[], who?: string[], keys?: string[], stems?: string[], plain?: string}} Act
 * of：表格归哪一件；who：这一页是谁的职责；paged：各条自成一页
 * @typedef {{entry: number, act: Act, offset: number, expression: string, group: number}} Place
 */

/**
 * 某件在某天的状态。
 * @param {Act} act @param {string} day
 */
export function stateOn(act, day) {
  let state = "";
  for (const [from, key] of act.spans || []) if (!state || from === null || from <= day) state = key;
  return state;
}

/**
 * 某件在某天适用的文本。
 * @param {Act} act @param {string} day
 */
export function textOn(act, day) {
  const versions = act.versions || [];
  return versions.filter((key) => key <= day).pop() || versions[0] || act.key || "";
}

/** @param {Act[]} acts */
export function book(acts) {
  /** @type {Map<string, number>} */
  const numbers = new Map(acts.map((act, entry) => [act.id, entry]));
  const owner = (/** @type {number} */ id) => {
    let low = 0;
    let high = acts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (acts[middle].first <= id) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  /** @param {number} id @returns {Place} */
  const place = (id) => {
    const entry = owner(id);
    const act = acts[entry];
    const offset = id - act.first;
    const text = act.texts && act.texts.filter((t) => t.first <= offset).pop();
    const same = text ? text.same[offset - text.first] : offset;
    return { entry, act, offset, expression: text ? text.key : act.key || "", group: same < 0 ? id : act.first + same };
  };
  /**
   * 这一处在某天的状态，无所谓状态的为空。
   * @param {Place} at @param {string} day
   */
  const state = (at, day) => {
    const { act } = at;
    const rests = act.resting && act.resting[at.offset];
    if (rests) {
      const under = acts[numbers.get(rests) ?? -1];
      const found = under ? stateOn(under, day) : "";
      return found === "in_force" || found === "partial" ? "" : found;
    }
    const found = stateOn(act, day);
    if (act.versions && at.expression && at.expression !== textOn(act, day)) return at.expression > day ? "upcoming" : "superseded";
    if (found === "partial" && act.dead) return act.dead[at.offset] ? (act.dead[at.offset] <= day ? "repealed" : "in_force") : at.offset ? "in_force" : found;
    return found;
  };
  /**
   * 换成那一天适用的文本里的同一处，没有就还是它。
   * @param {number} id @param {string} day
   */
  const onDay = (id, day) => {
    const at = place(id);
    const wanted = textOn(at.act, day);
    if (!at.act.versions || at.expression === wanted) return id;
    if (at.act.key === wanted) return at.group;
    const text = (at.act.texts || []).find((t) => t.key === wanted);
    const index = text ? text.same.indexOf(at.group - at.act.first) : -1;
    return text && index >= 0 ? at.act.first + text.first + index : id;
  };
  /**
   * 一件制度的各张表的记录。
   * @param {string} id
   */
  const forms = (id) => acts.filter((act) => act.of === id).map((act) => act.first);
  return { acts, place, state, onDay, forms, entry: (/** @type {string} */ id) => numbers.get(id) ?? -1 };
}

/** @typedef {ReturnType<typeof book>} Book */
