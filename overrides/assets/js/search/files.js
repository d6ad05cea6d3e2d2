// @ts-check
/** 检索的数据文件：每个都带着同一次生成的版本，发布前后的两套从不混用。 */

export const FORMAT = 4; // 和 rulebook/search/index.py 一致

/** @typedef {(name: string) => Promise<any>} Get 按名字取一个数据文件 */
/** @typedef {{get: Get, version: () => Promise<string>, keep: (name: string, value: any) => void}} Session 一套文件 */

/** 这些数据要新的程序才读得懂。 */
export class Outdated extends Error {}

/**
 * @param {(name: string, fresh: boolean) => Promise<{version: string, data: any}>} load 取一个文件；fresh：不用浏览器存着的
 * @param {boolean} fresh
 * @returns {Session}
 */
function session(load, fresh) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  const first = load("manifest", fresh).then((file) => {
    if (file.data.format !== FORMAT) throw new Outdated("format");
    return file;
  });
  kept.set("manifest", first.then((file) => file.data));
  kept.get("manifest")?.catch(() => null);
  const version = () => first.then((file) => file.version);
  const take = async (/** @type {string} */ name) => {
    const [file, wanted] = await Promise.all([load(name, fresh), version()]);
    if (file.version !== wanted) throw new Error(`version ${name}`);
    return file.data;
  };
  return {
    version,
    keep: (name, value) => void (kept.has(name) || kept.set(name, Promise.resolve(value))),
    get(name) {
      let file = kept.get(name);
      if (!file) {
        file = take(name);
        file.catch(() => kept.delete(name));
        kept.set(name, file);
      }
      return file;
    },
  };
}

/**
 * 发布换过一套文件的，重新取一次再做。
 * @param {(name: string, fresh: boolean) => Promise<{version: string, data: any}>} load
 */
export function files(load) {
  /** @type {Session|null} */
  let now = null;
  const current = () => (now = now || session(load, false));
  return {
    current,
    /** @template T @param {(session: Session) => Promise<T>} work @returns {Promise<T>} */
    async use(work) {
      const mine = current();
      try {
        return await work(mine);
      } catch (error) {
        const next = session(load, true);
        const known = await mine.version().catch(() => "");
        if (error instanceof Outdated || (await next.version()) === known) {
          if (!known && now === mine) now = null;
          throw error;
        }
        if (now === mine || !now) now = next;
        return work(now);
      }
    },
  };
}
