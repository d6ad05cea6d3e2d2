// @ts-check
/** 读写 .zip（.docx 就是一个）。解压交给浏览器；写进去的不压缩，没有动过的照原样放回。 */

/** @type {Uint32Array|undefined} */
let table;

/**
 * CRC-32（PKZIP 的那一种）。
 * @param {Uint8Array} bytes @returns {number}
 */
export function crc32(bytes) {
  table =
    table ||
    Uint32Array.from({ length: 256 }, (_, n) => {
      for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
      return n;
    });
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** @typedef {{name: string, method: number, sum: number, size: number, packed: Uint8Array}} Entry 一个文件：名字，0不压缩、8压缩，CRC，原来的长度 */

/**
 * 一个压缩包里的文件，照原来的次序，还没有解开；目录不全的报错。
 * @param {Uint8Array} zip @returns {Entry[]}
 */
export function entries(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("不是 zip");
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("zip 的目录不全");
    const length = view.getUint16(at + 28, true);
    const head = view.getUint32(at + 42, true);
    const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
    const entry = {
      name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + length)),
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      size: view.getUint32(at + 24, true),
      packed: zip.subarray(start, start + view.getUint32(at + 20, true)),
    };
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return entry;
  });
}

/**
 * 解开一个文件。浏览器从80版起能解 gzip，103版才能直接解 zip 里的那一种：补上 gzip 的头尾；校验和不对、多于 most 字节的报错。
 * @param {Entry} entry @param {number} [most] @returns {Promise<Uint8Array>}
 */
export async function content({ method, sum, size, packed }, most = Infinity) {
  if (method === 0) return packed;
  if (method !== 8) throw new Error("不认识的压缩");
  const head = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  const tail = numbers([sum, 4], [size, 4]);
  const reader = new Blob([head, packed, tail]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces = [];
  let taken = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    taken += value.length;
    if (taken > most) throw new Error("太大");
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/**
 * 不压缩的一个文件。
 * @param {string} name @param {Uint8Array} bytes @returns {Entry}
 */
export function stored(name, bytes) {
  return { name, method: 0, sum: crc32(bytes), size: bytes.length, packed: bytes };
}

/** @param {Entry[]} files @returns {Blob} */
export function zipped(files) {
  /** @type {Uint8Array[]} */
  const bodies = [];
  /** @type {Uint8Array[]} */
  const list = [];
  let at = 0;
  for (const entry of files) {
    const name = new TextEncoder().encode(entry.name);
    const common = numbers([20, 2], [0x800, 2], [entry.method, 2], [0, 2], [0x21, 2], [entry.sum, 4], [entry.packed.length, 4], [entry.size, 4], [name.length, 2], [0, 2]);
    const body = [numbers([0x04034b50, 4]), common, name, entry.packed];
    list.push(numbers([0x02014b50, 4], [20, 2]), common, numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    bodies.push(...body);
    at += length(body);
  }
  const last = numbers([0x06054b50, 4], [0, 4], [files.length, 2], [files.length, 2], [length(list), 4], [at, 4], [0, 2]);
  return new Blob([...bodies, ...list, last]);
}

/**
 * 低位在前的几个数。
 * @param {...[value: number, bytes: number]} values
 */
function numbers(...values) {
  const out = new Uint8Array(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of values) for (let n = 0; n < bytes; n++) out[at++] = (value >>> (8 * n)) & 0xff;
  return out;
}

/** @param {Uint8Array[]} parts */
function length(parts) {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
