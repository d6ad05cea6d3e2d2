// @ts-check
/**
 * @typedef {{act: string, provision: string, expression: string, url: string, title?: string, short?: string, aliases?: string[], doc_no?: string, label?: string, heading?: string, status_spans?: string}} Rec
 */

const CN = "零一二三四五六七八九";

/** 阿拉伯数字的条号写成汉字。 @param {number} n */
function chinese(n) {
  if (n < 10) return CN[n];
  if (n < 20) return `十${n % 10 ? CN[n % 10] : ""}`;
  if (n < 100) return `${CN[Math.floor(n / 10)]}十${n % 10 ? CN[n % 10] : ""}`;
  const rest = n % 100;
  return `${CN[Math.floor(n / 100)]}百${rest ? (rest < 10 ? `零${CN[rest]}` : (rest < 20 ? "一" : "") + chinese(rest)) : ""}`;
}

/** @param {string} text */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s《》〈〉“”"'〔〕[\]()（）【】，。、：:]/g, "");
}

/**
 * 题名、别名、文号、条号、条标。
 * @param {string} query @param {Rec[]} records @returns {Rec[]} 最多八个
 */
export function find(query, records) {
  const plain = fold(query).replace(/第?(\d{1,3})条(?:之(\d))?/g, (_, n, z) => `第${chinese(Number(n))}条${z ? `之${CN[Number(z)]}` : ""}`);
  if (!plain) return [];
  const cited = /(第[零一二三四五六七八九十百]+条(?:之[一二三四五六七八九])?)/.exec(plain);
  const name = cited ? plain.replace(cited[1], "").replace(/第.款$/, "") : plain;
  /** @type {Map<string, number>} */
  const acts = new Map();
  /** @type {[number, Rec][]} */
  const out = [];
  for (const r of records) {
    if (r.provision) continue;
    const names = [r.title, r.short, ...(r.aliases || [])].filter(Boolean).map((t) => fold(/** @type {string} */ (t)));
    const number = r.doc_no ? fold(r.doc_no) : "";
    let score = 0;
    if (name && names.some((n) => n === name)) score = 100;
    else if (number && number.includes(name) && /\d/.test(name)) score = 95;
    else if (name && names.some((n) => n.includes(name))) score = 80;
    else if (name.length > 1 && names.some((n) => subsequence(name, n))) score = 60;
    if (score) {
      acts.set(r.act, score);
      out.push([score, r]);
    }
  }
  for (const r of records) {
    if (!r.provision) continue;
    const act = acts.get(r.act) || 0;
    if (cited && r.label === cited[1] && (act || !name)) out.push([act + 50, r]);
    else if (!cited && r.heading && fold(r.heading).includes(plain)) out.push([70, r]);
  }
  return out.sort((a, b) => b[0] - a[0]).slice(0, 8).map(([, r]) => r);
}

/** @param {string} short @param {string} long */
function subsequence(short, long) {
  let at = -1;
  return [...short].every((c) => (at = long.indexOf(c, at + 1)) >= 0);
}
