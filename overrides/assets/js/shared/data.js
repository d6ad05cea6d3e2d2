// @ts-check
/** 站内的地址怎么写、数据从哪里取。光盘上没有服务器，fetch 和文件夹的首页都用不了，换一种办法。 */

/** 光盘上各模块合成一个普通的脚本；站点上是模块，没有这个值。 */
const disc = document.currentScript !== null;

/** 站点的根，从脚本自己的地址算出。 */
export const root = new URL("../../../", import.meta.url);

/** @param {string} path 相对站点的根，可以带 ? 和 # */
export function address(path) {
  const url = new URL(path, root);
  if (disc && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url;
}

/**
 * 一个文件的字。
 * @param {URL|string} url 相对本页 @param {RequestCache} [cache] @returns {Promise<string>}
 */
export async function fileText(url, cache) {
  const file = new URL(url, location.href);
  if (disc) return held(file);
  const answer = await fetch(file, { cache });
  if (!answer.ok) throw new Error(`${answer.status} ${file.pathname}`);
  return answer.text();
}

/** @param {URL|string} url @param {RequestCache} [cache] @returns {Promise<unknown>} 是什么样子，由取的地方写明 */
export async function json(url, cache) {
  return JSON.parse(await fileText(url, cache));
}

/**
 * 一个文件的字节；光盘上存成 base64。
 * @param {URL|string} url 相对本页 @returns {Promise<Uint8Array>}
 */
export async function fileBytes(url) {
  const file = new URL(url, location.href);
  if (disc) return Uint8Array.from(atob(await held(file)), (c) => c.charCodeAt(0));
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${answer.status} ${file.pathname}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * 光盘上每个数据文件都包成同名的 .js，运行时把字放在自己的标签上（rulebook/outputs/disc.py）。
 * @param {URL} file @returns {Promise<string>}
 */
function held(file) {
  return new Promise((done, fail) => {
    /** @type {HTMLScriptElement & {held?: string}} */
    const script = document.createElement("script");
    file.hash = file.search = "";
    script.src = `${file.href}.js`;
    script.onload = () => {
      script.remove();
      if (script.held === undefined) fail(new Error(file.pathname));
      else done(script.held);
    };
    script.onerror = () => {
      script.remove();
      fail(new Error(file.pathname));
    };
    document.head.append(script);
  });
}
