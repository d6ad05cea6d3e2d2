// 页面从这里用：读稿件、知道要哪几件制度、逐处核对。行和列按字算，大字符集以外的字先换成一个记号，答的时候换回来。
const $aside = new Map();
const $back = new Map();

/** 一个字占两个单位的，换成专用区的一个单位。 @param {string} text */
function $put_aside(text) {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, (sign) => {
    if (!$aside.has(sign)) {
      const mark = String.fromCharCode(0xe100 + ($aside.size % 0x1700));
      $aside.set(sign, mark);
      $back.set(mark, sign);
    }
    return $aside.get(sign);
  });
}

function $put_back(value) {
  if (!$back.size) return value;
  if (typeof value === "string") return value.replace(/[\ue100-\uf7ff]/g, (mark) => $back.get(mark) || mark);
  return Array.isArray(value) ? value.map($put_back) : value;
}

const { Provision, Document, Kind } = $m_model_provision;
const $kinds = new Map([...Kind].map((kind) => [kind.value, kind]));
const $endings = new Map([...$m_model_act.Ending].map((ending) => [ending.value, ending]));
const $day = (text) => (text ? new $Date(text) : null);

function $node([kind, eid = "", number = [], label = "", heading = "", text = "", children = []]) {
  return new Provision($kinds.get(kind), eid, number, 1, "", label, "", heading, $put_aside(text), 0, "", children.map($node));
}

function $header(value) {
  return {
    ...value,
    history: value.history.map((row) => ({ doc_no: row.doc_no, effective: $day(row.effective) })),
    repealed: value.repealed && { on: $day(value.repealed.on), by: value.repealed.by },
    article_status: $dict(value.article_status.map(([eid, on]) => [eid, { repealed: $day(on) }])),
  };
}

function $act(value) {
  const texts = value.expressions.map((text, at) => {
    const document = new Document("", 0, "", 1, [], text.body.map($node), text.annexes.map($node));
    return new $m_model_act.Expression(value.id, String(at), $header(text.header), document, "", $day(text.valid_from), $day(text.valid_to), $endings.get(text.ending));
  });
  return new $m_model_act.Act(value.id, texts);
}

/** 一份稿件读出的引用；own：没有写题名的在哪几行。 @param {string[]} lines */
function read(lines) {
  const plain = lines.map($put_aside);
  const [document] = $m_markup_parse.parse(plain.join("\n"), "");
  return $draft(plain, document, $m_citation_extract.citations(document));
}

/** 同上，做一会儿歇一会儿，稿件再长页面也不停住。 @param {string[]} lines @param {() => Promise<void>} rest */
async function read_slowly(lines, rest) {
  const plain = lines.map($put_aside);
  const [document] = $m_markup_parse.parse(plain.join("\n"), "");
  await rest();
  const found = await $slowly($m_citation_extract.steps(document), rest);
  return $draft(plain, document, $m_citation_extract.in_order(found.flat()));
}

function $draft(lines, document, all) {
  const found = $m_verdict_verdicts.others(document, all);
  const others = new Set(found);
  return { lines, found, own: all.filter((one) => !others.has(one)).map((one) => one.line) };
}

const $SLICE = 25; // 毫秒，一次最多占住页面这么久

/** @param {Iterable<any>} steps @param {() => Promise<void>} rest */
async function $slowly(steps, rest) {
  const out = [];
  let until = performance.now() + $SLICE;
  for (const step of steps) {
    out.push(step);
    if (performance.now() > until) {
      await rest();
      until = performance.now() + $SLICE;
    }
  }
  return out;
}

/** 汇编收着什么：names.json 的内容，和要用的几件制度（一边用一边添）。 */
function shelf(index) {
  const acts = $dict();
  const moves = new Map();
  const held = new $m_verdict_held.Held(
    acts,
    $dict(index.names),
    $dict(index.registers),
    $dict(index.acts.map(([id, title]) => [id, title])),
    $dict(index.written),
    $dict(index.basis.map(([name, title, later]) => [name, [title, later]])),
    $dict(index.numbers),
    (act, old, text) => moves.get(`${act.id} ${old.file} ${text.file}`) || $dict(),
  );
  return {
    held,
    paths: new Map(index.acts.map(([id, , path]) => [id, path])),
    /** @param {any} value 一件制度的数据 */
    add(value) {
      acts.put(value.id, $act(value));
      for (const [old, text, pairs] of value.moves) moves.set(`${value.id} ${old} ${text}`, $dict(pairs));
    },
  };
}

/** 还要哪几件制度的数据。 */
function wanted(draft, books) {
  return books.held.wanted(draft.found).filter((id) => !books.held.acts.has(id));
}

/** 逐处核对：各行，和算核验码用的字。 @param {string} day 按哪一天 @param {string} today 今天 */
function check(draft, books, day, today) {
  const [then, now] = [$day(day), $day(today)];
  return $answer(books, [...$checking(draft, books, then, now)], then, now);
}

/** 同上，做一会儿歇一会儿。 @param {() => Promise<void>} rest */
async function check_slowly(draft, books, day, today, rest) {
  const [then, now] = [$day(day), $day(today)];
  return $answer(books, await $slowly($checking(draft, books, then, now), rest), then, now);
}

const $checking = (draft, books, then, now) => new $m_verdict_verdicts.Checker(books.held, then, now).check(draft.found, draft.lines);

function $answer(books, found, then, now) {
  const { VERDICT_WORDS, canonical_table, told } = $m_verdict_verdicts;
  const rows = found.map((one) => ({
    line: one.citation.line,
    start: one.citation.start,
    end: one.citation.end,
    text: $put_back(one.citation.text),
    title: $put_back(one.citation.title),
    whose: books.held.title(one.act) || $put_back(one.citation.title),
    target: one.target,
    verdict: one.verdict.value,
    word: VERDICT_WORDS.at(one.verdict),
    told: $put_back(told(one)),
    today: $put_back(one.today),
    quoted_equal: one.equal === undefined ? null : one.equal,
    message: $put_back(one.message),
    suggestion: $put_back(one.suggestion),
    place: $place(books, one, then, now),
  }));
  return { rows, table: $put_back(canonical_table(found, then, now)) };
}

/** 所引条款在站点里的地址：今天适用的文本，或者那一天的文本。 */
function $place(books, one, then, now) {
  const act = books.held.acts.get(one.act);
  if (!act) return "";
  const [text, current] = [act.on(then), act.on(now)];
  const dated = text && text !== current && text.valid_from ? `${text.valid_from.isoformat()}/` : "";
  const eid = text && one.eids.length ? `#${one.eids[0]}` : "";
  return books.paths.get(one.act) + dated + eid;
}

/** 一份文本的全部引用（同 rulebook citations）。 @param {string[]} lines */
function citations(lines) {
  const [document] = $m_markup_parse.parse(lines.map($put_aside).join("\n"), "");
  return $m_citation_extract.citations(document).map((one) => [one.line, one.start, one.end, $put_back(one.text), one.kind.value, $put_back(one.title), one.targets, $put_back(one.heading), one.holder, one.choices]);
}

const $own = document.currentScript;
$own.engine = { read, read_slowly, shelf, wanted, check, check_slowly, citations };
