// Python 的意思，JavaScript 的写法：真假、相等、切片、字典、正则。生成的脚本（rulebook/script）用的就是这些。
const $LEFT = new RegExp(`^[${$SPACE}]+`);
const $RIGHT = new RegExp(`[${$SPACE}]+$`);
const $DIGIT_WORDS = new RegExp($DIGITS);
const $BLANKS = new RegExp(`[${$SPACE}]+`);

/** 命名元组和数据类。 */
class $Value {
  * [Symbol.iterator]() {
    for (const name of this.constructor.fields) yield this[name];
  }
}

class $Member {
  constructor(type, name, value) {
    this.type = type;
    this.name = name;
    this.value = value;
  }

  toString() {
    return this.value;
  }
}

function $enum(type, members) {
  const out = {};
  const all = members.map(([name, value]) => (out[name] = new $Member(type, name, value)));
  out[Symbol.iterator] = () => all[Symbol.iterator]();
  return out;
}

/** 字典和集合的键：数组按内容。 */
function $key(value) {
  if (Array.isArray(value)) return `\u0000${value.map($key).join("\u0001")}`;
  if (value instanceof $Member) return `\u0002${value.type}.${value.name}`;
  if (value instanceof $Value) return `\u0003${value.constructor.name}${[...value].map($key).join("\u0001")}`;
  return value;
}

class $Dict {
  constructor(pairs) {
    this.map = new Map();
    if (pairs) for (const [key, value] of pairs instanceof $Dict ? pairs.items() : pairs) this.put(key, value);
  }

  put(key, value) {
    const at = $key(key);
    const held = this.map.get(at);
    if (held) held[1] = value;
    else this.map.set(at, [key, value]);
  }

  get(key, other = null) {
    const held = this.map.get($key(key));
    return held ? held[1] : other;
  }

  at(key) {
    const held = this.map.get($key(key));
    if (!held) throw new Error(`KeyError ${$str(key)}`);
    return held[1];
  }

  has(key) {
    return this.map.has($key(key));
  }

  setdefault(key, value = null) {
    if (!this.has(key)) this.put(key, value);
    return this.at(key);
  }

  pop(key, other = null) {
    const value = this.get(key, other);
    this.map.delete($key(key));
    return value;
  }

  update(other) {
    for (const [key, value] of other instanceof $Dict ? other.items() : other) this.put(key, value);
    return null;
  }

  items() {
    return [...this.map.values()].map(([key, value]) => [key, value]);
  }

  keys() {
    return $set([...this.map.values()].map((pair) => pair[0]));
  }

  values() {
    return [...this.map.values()].map((pair) => pair[1]);
  }

  get size() {
    return this.map.size;
  }

  * [Symbol.iterator]() {
    for (const pair of this.map.values()) yield pair[0];
  }
}

function $dict(pairs) {
  return new $Dict(pairs);
}

$dict.fromkeys = (keys, value = null) => $dict([...keys].map((key) => [key, value]));

class $Set {
  constructor(values) {
    this.map = new Map();
    if (values) for (const value of values) this.map.set($key(value), value);
  }

  add(value) {
    const at = $key(value);
    if (!this.map.has(at)) this.map.set(at, value);
    return null;
  }

  has(value) {
    return this.map.has($key(value));
  }

  discard(value) {
    this.map.delete($key(value));
    return null;
  }

  update(...many) {
    for (const values of many) for (const value of values) this.add(value);
    return null;
  }

  get size() {
    return this.map.size;
  }

  [Symbol.iterator]() {
    return this.map.values();
  }
}

function $set(values) {
  return new $Set(values);
}

const $frozenset = $set;
const $same = (value) => value;

// ── 真假、相等、次序 ──
function $t(value) {
  if (typeof value === "boolean") return value;
  if (value === null || value === undefined) return false;
  if (typeof value === "string" || Array.isArray(value)) return value.length > 0;
  if (typeof value === "number") return value !== 0;
  if (value instanceof $Dict || value instanceof $Set) return value.size > 0;
  if (value instanceof $Member) return value.value !== "";
  return true;
}

function $or(value, other) {
  return $t(value) ? value : other();
}

function $and(value, other) {
  return $t(value) ? other() : value;
}

function $eq(a, b) {
  if (a === b) return true;
  if (a === null || b === null || a === undefined || b === undefined) return (a === null || a === undefined) && (b === null || b === undefined);
  if (typeof a !== "object" || typeof b !== "object") return a instanceof $Member ? a.value === b : b instanceof $Member ? b.value === a : false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => $eq(one, b[i]));
  if (a instanceof $Set && b instanceof $Set) return a.size === b.size && [...a].every((one) => b.has(one));
  if (a instanceof $Dict && b instanceof $Dict) return a.size === b.size && a.items().every(([key, value]) => b.has(key) && $eq(value, b.at(key)));
  if (a instanceof $Date && b instanceof $Date) return a.days === b.days;
  return a instanceof $Value && a.constructor === b.constructor && a.constructor.fields.every((name) => $eq(a[name], b[name]));
}

function $lt(a, b) {
  if (Array.isArray(a)) {
    for (let i = 0; i < a.length && i < b.length; i += 1) if (!$eq(a[i], b[i])) return $lt(a[i], b[i]);
    return a.length < b.length;
  }
  if (a instanceof $Set) return a.size < b.size && [...a].every((one) => b.has(one));
  if (a instanceof $Date) return a.days < b.days;
  return a < b;
}

function $in(one, all) {
  if (typeof all === "string") return all.includes(one);
  if (all instanceof $Dict || all instanceof $Set) return all.has(one);
  for (const other of all) if ($eq(one, other)) return true;
  return false;
}

// ── 加减 ──
function $add(a, b) {
  if (a instanceof $Date) return $Date.of(a.days + b.days);
  return Array.isArray(a) ? a.concat(b) : a + b;
}

function $grow(a, b) {
  if (!Array.isArray(a)) return a + b;
  a.push(...b);
  return a;
}

function $sub(a, b) {
  if (a instanceof $Set) return $set([...a].filter((one) => !$in(one, b)));
  return a - b;
}

function $mul(a, b) {
  return typeof a === "string" ? a.repeat(Math.max(0, b)) : typeof b === "string" ? b.repeat(Math.max(0, a)) : a * b;
}

const $div = (a, b) => Math.floor(a / b);
const $divmod = (a, b) => [Math.floor(a / b), a - b * Math.floor(a / b)];

function $union(a, b) {
  if (a instanceof $Dict) {
    const out = $dict(a);
    out.update(b);
    return out;
  }
  return a instanceof $Set ? $set([...a, ...b]) : a | b;
}

function $both(a, b) {
  return a instanceof $Set ? $set([...a].filter((one) => $in(one, b))) : a & b;
}

// ── 取一个、取一段 ──
function $get(whole, at) {
  if (whole instanceof $Dict) return whole.at(at);
  if (whole instanceof $Match) return whole.group(at);
  const held = whole instanceof $Value ? [...whole] : whole;
  const index = at < 0 ? at + held.length : at;
  if (typeof index !== "number" || held.length === undefined) throw new Error("TypeError");
  if (index < 0 || index >= held.length) throw new Error(`IndexError ${at}`);
  return held[index];
}

function $slice(whole, from, to, step) {
  const held = typeof whole === "string" || Array.isArray(whole) ? whole : [...whole];
  if (step === null) return held.slice(from === null ? 0 : from, to === null ? held.length : to);
  if (step !== -1 || from !== null || to !== null) throw new Error("slice");
  return typeof held === "string" ? [...held].reverse().join("") : held.slice().reverse();
}

function $setslice(list, from, to, step, values) {
  const size = list.length;
  const at = (value, other) => (value === null ? other : value < 0 ? Math.max(0, value + size) : Math.min(value, size));
  const start = at(from, 0);
  list.splice(start, Math.max(0, at(to, size) - start), ...values);
}

function $put(whole, at, value) {
  if (whole instanceof $Dict) whole.put(at, value);
  else whole[at < 0 ? at + whole.length : at] = value;
}

function $remove(whole, at) {
  if (whole instanceof $Dict) whole.pop(at);
  else whole.splice(at < 0 ? at + whole.length : at, 1);
}

function $replace(value, changes) {
  const out = Object.create(Object.getPrototypeOf(value));
  return Object.assign(out, value, changes);
}

// ── 内建函数 ──
const $len = (value) => (value.length === undefined ? value.size : value.length);
const $bool = $t;
const $list = (values = []) => [...values];
const $tuple = $list;
const $abs = Math.abs;
const $chr = (code) => String.fromCharCode(code);
const $ord = (char) => char.charCodeAt(0);

function $str(value) {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

function $int(value) {
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value === "boolean") return Number(value);
  const plain = $c($normalize("NFKC", value), "strip");
  if (!/^[+-]?\d+$/.test(plain)) throw new Error(`ValueError ${value}`);
  return Number(plain);
}

function $iter(values) {
  return values[Symbol.iterator]();
}

function $next(iterator, other) {
  const { value, done } = iterator.next();
  if (!done) return value;
  if (other === undefined) throw new Error("StopIteration");
  return other;
}

function $any(values) {
  for (const value of values) if ($t(value)) return true;
  return false;
}

function $all(values) {
  for (const value of values) if (!$t(value)) return false;
  return true;
}

function $sum(values) {
  let out = 0;
  for (const value of values) out += Number(value);
  return out;
}

function $best(arguments_, options, before) {
  const values = arguments_.length === 1 ? [...arguments_[0]] : arguments_;
  if (!values.length) {
    if (options && options.default !== undefined) return options.default;
    throw new Error("ValueError");
  }
  const key = (options && options.key) || $same;
  let best = values[0];
  let bestKey = key(best);
  for (const value of values.slice(1)) {
    const own = key(value);
    if (before(own, bestKey)) [best, bestKey] = [value, own];
  }
  return best;
}

const $min = (values, options) => $best(values, options, $lt);
const $max = (values, options) => $best(values, options, (a, b) => $lt(b, a));

function $sorted(values, options) {
  const key = (options && options.key) || $same;
  const keyed = [...values].map((value, i) => [key(value), i, value]);
  const reverse = options && options.reverse ? -1 : 1;
  keyed.sort((a, b) => ($lt(a[0], b[0]) ? -reverse : $lt(b[0], a[0]) ? reverse : a[1] - b[1]));
  return keyed.map((entry) => entry[2]);
}

function $range(from, to, step = 1) {
  const [start, stop] = to === undefined ? [0, from] : [from, to];
  const out = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) out.push(i);
  return out;
}

function* $enumerate(values, options) {
  let at = options ? options.start : 0;
  for (const value of values) {
    yield [at, value];
    at += 1;
  }
}

function* $accumulate(values) {
  let sum = 0;
  for (const value of values) yield (sum += value);
}

const $reversed = (values) => [...values].reverse();
const $map = (make, values) => [...values].map((value) => make(value));

function* $zip(...many) {
  const lists = (many[many.length - 1].strict === undefined ? many : many.slice(0, -1)).map((values) => [...values]);
  for (let i = 0; i < Math.min(...lists.map((list) => list.length)); i += 1) yield lists.map((list) => list[i]);
}

/** 排好的列表里，第一个不在前面的位置。 */
function $bisect(list, before) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

const $bisect_left = (list, value) => $bisect(list, (one) => $lt(one, value));
const $bisect_right = (list, value) => $bisect(list, (one) => !$lt(value, one));

const $normalize = (form, text) => text.normalize(form);

// ── 字 ──
function $cut(text, chars, left, right) {
  if (chars === undefined) {
    const first = left ? text.replace($LEFT, "") : text;
    return right ? first.replace($RIGHT, "") : first;
  }
  let [from, to] = [0, text.length];
  while (left && from < to && chars.includes(text[from])) from += 1;
  while (right && to > from && chars.includes(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

/** @returns {[number, number]} */
function $span(size, from, to) {
  const at = (value, other) => (value === undefined || value === null ? other : value < 0 ? Math.max(0, value + size) : Math.min(value, size));
  return [at(from, 0), at(to, size)];
}

const $ofString = {
  startswith: (text, start, from = 0) => (Array.isArray(start) ? start.some((one) => text.startsWith(one, from)) : from <= text.length && text.startsWith(start, from)),
  endswith(text, end, from = 0, to = text.length) {
    const part = from || to < text.length ? text.slice(from, to) : text;
    return Array.isArray(end) ? end.some((one) => part.endsWith(one)) : part.endsWith(end);
  },
  strip: (text, chars) => $cut(text, chars, true, true),
  lstrip: (text, chars) => $cut(text, chars, true, false),
  rstrip: (text, chars) => $cut(text, chars, false, true),
  split(text, mark, most = -1) {
    if (mark === undefined || mark === null) return text.split($BLANKS).filter((word) => word);
    const parts = text.split(mark);
    return most < 0 || parts.length <= most ? parts : [...parts.slice(0, most), parts.slice(most).join(mark)];
  },
  partition(text, mark) {
    const at = text.indexOf(mark);
    return at < 0 ? [text, "", ""] : [text.slice(0, at), mark, text.slice(at + mark.length)];
  },
  rpartition(text, mark) {
    const at = text.lastIndexOf(mark);
    return at < 0 ? ["", "", text] : [text.slice(0, at), mark, text.slice(at + mark.length)];
  },
  count(text, mark, from, to) {
    const part = from === undefined ? text : text.slice(...$span(text.length, from, to));
    return part.split(mark).length - 1;
  },
  find(text, mark, from, to) {
    const [start, stop] = $span(text.length, from, to);
    const at = text.indexOf(mark, start);
    return at >= 0 && at + mark.length <= stop ? at : -1;
  },
  rfind(text, mark, from, to) {
    const [start, stop] = $span(text.length, from, to);
    const at = stop < mark.length ? -1 : text.lastIndexOf(mark, stop - mark.length);
    return at >= start ? at : -1;
  },
  replace(text, old, words, most) {
    return most === 1 ? text.replace(old, () => words) : text.split(old).join(words);
  },
  removeprefix: (text, start) => (start && text.startsWith(start) ? text.slice(start.length) : text),
  removesuffix: (text, end) => (end && text.endsWith(end) ? text.slice(0, -end.length) : text),
  join: (text, parts) => [...parts].join(text),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  isdigit: (text) => $DIGIT_WORDS.test(text),
  isspace: (text) => text.length > 0 && !text.replace($LEFT, ""),
  isascii: (text) => [...text].every((char) => char < "\u0080"),
  translate: (text, table) => [...text].map((char) => table.get(char.charCodeAt(0), char)).join(""),
  format(text, ...values) {
    let at = 0;
    return text.replace(/\{\}/g, () => $str(values[at++]));
  },
};

const $ofList = {
  append: (list, value) => (list.push(value), null),
  extend(list, values) {
    for (const value of values) list.push(value);
    return null;
  },
  insert: (list, at, value) => (list.splice(at, 0, value), null),
  pop(list, at = -1) {
    if (!list.length) throw new Error("IndexError");
    return list.splice(at, 1)[0];
  },
  index(list, value) {
    const at = list.findIndex((one) => $eq(one, value));
    if (at < 0) throw new Error("ValueError");
    return at;
  },
  count: (list, value) => list.filter((one) => $eq(one, value)).length,
  copy: (list) => list.slice(),
  reverse: (list) => (list.reverse(), null),
};

/** 字和列表的方法按种类找，别的值用自己的。 */
function $c(value, name, ...rest) {
  if (typeof value === "string") return $ofString[name](value, ...rest);
  if (Array.isArray(value)) return $ofList[name](value, ...rest);
  return value[name](...rest);
}

/** 方法当值用的时候，认得自己是谁的。 */
function $bound(value, name) {
  const held = value[name];
  return typeof held === "function" ? held.bind(value) : held;
}

// ── 正则 ──
class $Match {
  constructor(pattern, found, text) {
    this.re = pattern;
    this.found = found;
    this.string = text;
    this.from = found.index;
    this.marks = null;
  }

  /** 各组的位置，问到才算。 */
  places() {
    if (!this.marks) {
      const pattern = new RegExp(this.re.source, `${this.re.flags}dy`);
      pattern.lastIndex = this.from;
      this.marks = pattern.exec(this.string).indices;
    }
    return this.marks;
  }

  group(...names) {
    if (!names.length) return this.found[0];
    const values = names.map((name) => {
      const value = typeof name === "number" ? this.found[name] : this.found.groups[name];
      return value === undefined ? null : value;
    });
    return names.length === 1 ? values[0] : values;
  }

  groups() {
    return this.found.slice(1).map((value) => (value === undefined ? null : value));
  }

  groupdict() {
    return $dict(Object.entries(this.found.groups || {}).map(([name, value]) => [name, value === undefined ? null : value]));
  }

  span(name) {
    if (name === undefined || name === 0) return [this.from, this.from + this.found[0].length];
    const place = typeof name === "number" ? this.places()[name] : this.places().groups[name];
    return place ? [place[0], place[1]] : [-1, -1];
  }

  start(name) {
    return this.span(name)[0];
  }

  end(name) {
    return this.span(name)[1];
  }
}

class $Pattern {
  constructor(source, flags) {
    this.source = source = source.replace(/\ue0d0/g, $DIGIT).replace(/\ue0d1/g, $SPACE);
    this.flags = flags;
    this.here = new RegExp(source, `${flags}y`);
    this.anywhere = new RegExp(source, `${flags}g`);
    this.everything = null;
    this.groupindex = $set([...source.matchAll(/\(\?<(\w+)>/g)].map((name) => name[1]));
  }

  run(pattern, text, from, to) {
    const words = to === undefined || to >= text.length ? text : text.slice(0, Math.max(0, to));
    if (from > words.length) return null;
    pattern.lastIndex = Math.max(0, from);
    const found = pattern.exec(words);
    return found && new $Match(this, found, words);
  }

  match(text, from = 0, to = undefined) {
    return this.run(this.here, text, from, to);
  }

  search(text, from = 0, to = undefined) {
    return this.run(this.anywhere, text, from, to);
  }

  fullmatch(text, from = 0, to = undefined) {
    if (!this.everything) this.everything = new RegExp(`(?:${this.source})(?![\\s\\S])`, `${this.flags}y`);
    return this.run(this.everything, text, from, to);
  }

  * finditer(text, from = 0, to = undefined) {
    let at = from;
    for (;;) {
      const found = this.search(text, at, to);
      if (!found) return;
      yield found;
      at = found.end() + (found.end() === found.start() ? 1 : 0);
    }
  }

  findall(text, from = 0, to = undefined) {
    return [...this.finditer(text, from, to)].map((match) => {
      const groups = match.found.length - 1;
      if (!groups) return match.found[0];
      const all = match.found.slice(1).map((value) => (value === undefined ? "" : value));
      return groups === 1 ? all[0] : all;
    });
  }

  sub(words, text) {
    const make = typeof words === "function" ? words : (match) => words.replace(/\\g<(\w+)>|\\(\d)/g, (_, name, number) => match.group(name === undefined ? Number(number) : name) || "");
    let out = "";
    let at = 0;
    for (const match of this.finditer(text)) {
      out += text.slice(at, match.start()) + make(match);
      at = match.end();
    }
    return out + text.slice(at);
  }

  split(text) {
    const out = [];
    let at = 0;
    for (const match of this.finditer(text)) {
      out.push(text.slice(at, match.start()));
      at = match.end();
    }
    out.push(text.slice(at));
    return out;
  }
}

function $re(source, flags) {
  return new $Pattern(source, flags);
}

// ── 日期 ──
class $Date {
  constructor(text) {
    const [year, month, day] = text.split("-").map(Number);
    Object.assign(this, { year, month, day, days: Math.round(Date.UTC(year, month - 1, day) / 86400000) });
  }

  static of(days) {
    return new $Date(new Date(days * 86400000).toISOString().slice(0, 10));
  }

  isoformat() {
    return new Date(this.days * 86400000).toISOString().slice(0, 10);
  }
}

const $timedelta = ({ days }) => ({ days });

// ── 相近（rapidfuzz 的 ratio）──
function $ratio(a, b) {
  if (!a.length && !b.length) return 100;
  let row = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i += 1) {
    const below = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j += 1) below[j + 1] = a[i] === b[j] ? row[j] + 1 : Math.max(row[j + 1], below[j]);
    row = below;
  }
  const whole = a.length + b.length;
  return (1 - (whole - 2 * row[b.length]) / whole) * 100;
}

const $fuzz = { ratio: $ratio };
const $process = {
  extractOne(words, choices, { scorer, score_cutoff: least }) {
    let best = null;
    for (const choice of choices) {
      const score = scorer(words, choice);
      if (score >= least && (!best || score > best[1])) best = [choice, score];
    }
    return best;
  },
};
