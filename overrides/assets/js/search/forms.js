// @ts-check
/** 要的是哪一张表：名字像不像，写着它的那一条像不像，写着它的那一句像不像。 */
import { bare, fold, pairs } from "./text.js";
import { SIDE } from "./trust.js";

const FORM = 0.8; // 名字里有要的表的几成的字，就是这张
const HALF = 0.5; // 名字里有一半的字，或者最像的几条里写着，才可能是
const FAR = 3; // 写着它的那一条和最像的一条差多少（分取对数），抵得上名字一个字也不像
const SENTENCE = 1.5; // 写着它的那一句和话里的字，两个两个地比
const PAPERS = "表格";

/** @typedef {import("./rank.js").Compared} Compared */
/** @typedef {import("./query.js").Query} Query */

/**
 * 可能要的表，最像的在前。
 * @param {Compared[]} ranked 比过的，分高的在前 @param {Query} query
 */
export function wanted(ranked, query) {
  const [best] = ranked.filter((r) => !SIDE.test(r.act.collection));
  const said = pairs(bare(fold(query.text)));
  const likes = ranked.filter((r) => r.act.collection === PAPERS).map((r) => {
    const { near, same } = written(r, ranked, best, said);
    return { r, possible: near > -1 || named(r, query) >= HALF, like: alike(r, query) + near + SENTENCE * same };
  });
  return likes.filter(({ possible }) => possible).sort((a, b) => b.like - a.like || b.r.score - a.r.score).map(({ r }) => r);
}

/**
 * 要的就是这张表：话里的字几乎都在名字里，或者有一半在、跟着的条文里又写着它。
 * @param {import("./engine.js").Result[]} first @param {Query} query
 */
export function isForm([r, ...rest], query) {
  if (!r || !query.form || r.act.collection !== PAPERS) return false;
  return held(r, query) >= (rest.some((one) => one.act.id === r.act.of && one.text.includes(r.heading)) ? HALF : FORM);
}

/**
 * 写着这张表的条文、事项，最像的比头一条差多少，至多差到 -FAR；写着它的那一句有话里几成的字。
 * @param {Compared} form @param {Compared[]} ranked @param {Compared|undefined} best @param {string[]} said
 */
function written(form, ranked, best, said) {
  const name = bare(fold(form.heading));
  let near = -FAR;
  let same = 0;
  for (const r of ranked) {
    if (!best || SIDE.test(r.act.collection) || !r.flat.text.includes(name)) continue;
    near = Math.max(near, Math.log(r.score / best.score));
    for (const part of r.flat.parts) if (part.includes(name)) same = Math.max(same, said.filter((pair) => part.includes(pair)).length / (said.length || 1));
  }
  return { near: near / FAR, same };
}

/**
 * 话和名字互相有几成的字；话里的字都在名字里的，再加一。
 * @param {Compared} r @param {Query} query
 */
function alike(r, query) {
  const name = [...bare(r.heading)];
  const own = held(r, query);
  return own + name.filter((c) => query.form.includes(c)).length / name.length + Number(own === 1);
}

/**
 * 要的表的字，几成在这张表的名字里。
 * @param {import("./engine.js").Result} r @param {Query} query
 */
function held(r, query) {
  const name = bare(r.heading);
  return [...query.form].filter((c) => name.includes(c)).length / query.form.length;
}

/**
 * 同上；一个词也没有、只碰上几个字的，不算。
 * @param {import("./engine.js").Result} r @param {Query} query
 */
function named(r, query) {
  const own = held(r, query);
  return own === 1 || pairs(query.form).some((two) => bare(r.heading).includes(two)) ? own : 0;
}
