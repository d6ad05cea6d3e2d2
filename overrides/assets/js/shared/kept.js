// @ts-check
/** 存在本机这个浏览器里的东西：读、写、都有哪些。存不了的浏览器照常看，只是记不住。 */

/** @typedef {{act: string, title: string, eid: string, label: string, path: string, words: string, on: string}} Favourite 收藏的一条；path 从站点的根写起；on 收藏的日子 */
/** @typedef {{on: string, ids: string[]}} Seen 上次看变动的日子，和那时已经有的变动 */

export const OFFICE = "rb-office";
export const ROLE = "rb-role";
const FAVOURITES = "rb-favourites";
const SEEN = "rb-seen";
const MOST = 500;
const PATH = /^(?!.*(\/\/|\.\.|:))[\w\-./%]*(#[\w\-%.]*)?$/;

/** @param {string} key */
export function read(key) {
  try {
    return localStorage.getItem(key) || "";
  } catch (e) {
    return "";
  }
}

/** @param {string} key @param {string} value 空的就删去 @returns {boolean} */
export function write(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
    return true;
  } catch (e) {
    return false;
  }
}

/** @returns {Favourite[]} */
export function favourites() {
  return checkedFavourites(parsed(read(FAVOURITES)));
}

/** @param {Favourite[]} list */
export function keepFavourites(list) {
  return write(FAVOURITES, list.length ? JSON.stringify(list.slice(0, MOST)) : "");
}

/** @returns {Seen|null} */
export function seen() {
  return checkedSeen(parsed(read(SEEN)));
}

/** @param {Seen} value */
export function keepSeen(value) {
  return write(SEEN, JSON.stringify(value));
}

/** 全部清除。 */
export function forget() {
  [FAVOURITES, SEEN, OFFICE, ROLE].forEach((key) => write(key, ""));
}

/**
 * 带走的文件。
 * @returns {string}
 */
export function exported() {
  return `${JSON.stringify({ format: 1, office: read(OFFICE), role: read(ROLE), favourites: favourites(), seen: seen() }, null, 1)}\n`;
}

/**
 * 收进带来的文件：收藏合在一起，科室、角色照文件。
 * @param {string} text @returns {number} 收进几条收藏，不是我们的文件为 -1
 */
export function imported(text) {
  const value = /** @type {Partial<Record<"format"|"office"|"role"|"favourites"|"seen", unknown>>|null} */ (parsed(text));
  if (!value || value.format !== 1) return -1;
  const fresh = checkedFavourites(value.favourites);
  const known = new Set(fresh.map(({ path }) => path));
  keepFavourites([...fresh, ...favourites().filter(({ path }) => !known.has(path))]);
  for (const [key, slug] of /** @type {[string, unknown][]} */ ([[OFFICE, value.office], [ROLE, value.role]])) if (typeof slug === "string" && /^[\w-]{1,80}$/.test(slug)) write(key, slug);
  const visit = checkedSeen(value.seen);
  if (visit) keepSeen(visit);
  return fresh.length;
}

/** @param {string} text @returns {unknown} 不知道是不是我们写的 */
function parsed(text) {
  try {
    return JSON.parse(text || "null");
  } catch (e) {
    return null;
  }
}

/**
 * 只收样子对的，地址只能是本站的。
 * @param {unknown} list @returns {Favourite[]}
 */
function checkedFavourites(list) {
  const names = ["act", "title", "eid", "label", "path", "words", "on"];
  return (Array.isArray(list) ? list : [])
    .filter((one) => one && names.every((name) => typeof one[name] === "string" && one[name].length < 400) && PATH.test(one.path))
    .slice(0, MOST);
}

/** @param {unknown} value @returns {Seen|null} */
function checkedSeen(value) {
  const one = /** @type {Seen|null} 还没有核对 */ (value);
  const good = one && /^\d{4}-\d\d-\d\d$/.test(one.on) && Array.isArray(one.ids) && one.ids.every((id) => typeof id === "string");
  return good ? { on: one.on, ids: one.ids } : null;
}
