// @ts-check
/** SHA-256（FIPS 180-4）。http 网页里浏览器不提供 crypto.subtle，所以自带。 */
const K = primes(64).map((p) => fraction(Math.cbrt(p)));
const START = primes(8).map((p) => fraction(Math.sqrt(p)));

/** @param {Uint8Array} bytes @returns {string} 64 位十六进制 */
export function sha256(bytes) {
  const length = bytes.length;
  const padded = new Uint8Array((((length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
  view.setUint32(padded.length - 4, (length << 3) >>> 0);
  const h = Uint32Array.from(START);
  const w = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    const s = Uint32Array.from(h);
    for (let i = 0; i < 64; i += 1) {
      const big = turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25);
      const one = (s[7] + big + ((s[4] & s[5]) ^ (~s[4] & s[6])) + K[i] + w[i]) >>> 0;
      const small = turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22);
      const two = (small + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]))) >>> 0;
      s.copyWithin(1, 0, 7);
      s[4] += one;
      s[0] = one + two;
    }
    for (let i = 0; i < 8; i += 1) h[i] += s[i];
  }
  return [...h].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** @param {number} x @param {number} n */
function turn(x, n) {
  return (x >>> n) | (x << (32 - n));
}

/** @param {number} x 小数部分的前 32 位 */
function fraction(x) {
  return Math.floor((x - Math.floor(x)) * 0x100000000) >>> 0;
}

/** @param {number} count */
function primes(count) {
  /** @type {number[]} */
  const found = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((p) => n % p)) found.push(n);
  return found;
}
