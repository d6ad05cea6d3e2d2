// @ts-check
/** 检索的数据文件：每个都带着同一次生成的版本，发布前后的两套从不混用。 */

export const FORMAT = 5; // 和 rulebook/search/index.py 一致

/**
 * 各个数据文件里是什么：由 rulebook/outputs/search.py 写出。
 * @typedef {{format: number, records: number, shards: number, block: number, step: number, asked: 0|1, packs: number, common: Record<string, number>, scope: Record<string, number>}} Manifest block：一块正文几条；step：一分分成几份；asked：知不知道人怎么问；common：太常见的字，在几条里；scope：常用的词说的是不是制度答的事
 * @typedef {{entry: number, expression?: string, provision?: string, label?: string, heading?: string, duty?: string[], rests?: string[], text?: string, asked?: string, flat?: import("./rank.js").Flat}} Row 一条记录，空的不写；flat：算出来的，记在这里
 * @typedef {Record<string, number[]> & {""?: Record<string, number>, " "?: Record<string, number>}} Shard 一个词在几条里，再是隔几条、几分；空的词下面是说的是不是制度管的事，空格下面是这样问的是不是制度答的事
 * @typedef {{id: string, record: number, paragraphs?: number, cited?: number[]}} Article 一条的条号、记录、款数、引它的记录
 * @typedef {{names: Record<string, number[]>, pairs: Record<string, string[]>}} Readings 读音是哪些记录的名字，是哪两个字
 * @typedef {{sounds: Record<string, string>, words: string}} Sounds 一个音节有哪些字；条标里的两个字
 * @typedef {{manifest: Manifest, acts: import("./records.js").Act[], synonyms: import("./query.js").Synonym[], numbers: {number: string, record: number}[], variants: string, sounds: Sounds}} Single 只有一个的文件
 * @typedef {{[name: `texts-${number}`]: Row[], [name: `terms-${number}`]: Shard, [name: `articles-${number}`]: Article[][], [name: `readings-${string}`]: Readings, [name: `pack-${number}`]: Record<string, unknown>}} Several 有好几个的文件
 * @typedef {Single & Several} Data
 * @typedef {<N extends keyof Data>(name: N) => Promise<Data[N]>} Get 按名字取一个数据文件
 */
/** @typedef {(name: string, fresh: boolean) => Promise<{version: string, data: unknown}>} Load 取一个文件；fresh：不用浏览器存着的 */
/** @typedef {{get: Get, version: () => Promise<string>, keep: (name: string, value: unknown) => void}} Session 一套文件 */

/** 这些数据要新的程序才读得懂。 */
export class Outdated extends Error {}

/** @param {Load} load @param {boolean} fresh @returns {Session} */
function session(load, fresh) {
  /** @type {Map<string, Promise<unknown>>} */
  const kept = new Map();
  const first = load("manifest", fresh).then((file) => {
    if (/** @type {Manifest} */ (file.data).format !== FORMAT) throw new Outdated("format");
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
    /** @template {keyof Data} N @param {N} name */
    get(name) {
      let file = kept.get(name);
      if (!file) {
        file = take(name);
        file.catch(() => kept.delete(name));
        kept.set(name, file);
      }
      return /** @type {Promise<Data[N]>} */ (file);
    },
  };
}

/**
 * 发布换过一套文件的，重新取一次再做。
 * @param {Load} load
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
