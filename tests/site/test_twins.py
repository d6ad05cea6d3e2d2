"""What is written in Python and again in JavaScript says the same: run side by side, in Node or in Chromium."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from rulebook.corpus.load import load
from rulebook.history.status import act_spans, at, expression_spans
from rulebook.markup.numerals import to_chinese, to_int
from rulebook.model.units import UNITS
from rulebook.pages.contract import PATH, contract
from rulebook.pages.duty_book import DutyBook
from rulebook.pages.duty_rows import month_groups, quarter_groups
from rulebook.pages.model import build_site
from rulebook.pages.now import THAT_DAY
from rulebook.pages.words import spans_json
from rulebook.search.scope import scope, scopes
from rulebook.search.tokens import shard_of, terms
from tests.sites import ROOT, serve

ALPHABET = (
    "零〇○一二两三四五六七八九十百千万" * 3
    + "个日天年月周条款项人家元次份小分倍成季岁本名件号章节编第"
    + "0123456789０９٣٤①⑩Ⅷ½abzABZａé ſK　 \t\n\u200b，。（）《》〔〕-—·x司党办法制度印章𠀀😀龥\u3400\u9fff"
)


class Browser:
    """Runs an expression over a value with the site's scripts at hand as ``load(path)``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "overrides/assets/js", folder / "js")
        (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")

    def __call__(self, script: str, value: object) -> Any:
        """``script``: an async function of ``load`` and the value; its answer comes back as JSON."""
        if shutil.which("node"):
            text = (
                "import { readFileSync } from 'node:fs';\n"
                "globalThis.document = { currentScript: null };\n"  # modules ask whether they run as one, on a disc they do not
                "const load = (path) => import(new URL(`./js/${path}`, import.meta.url).href);\n"
                f"const run = {script};\n"
                "const value = JSON.parse(readFileSync(process.argv[2], 'utf8'));\n"
                "process.stdout.write(JSON.stringify(await run(load, value)));\n"
            )
            (self.folder / "run.js").write_text(text, encoding="utf-8")
            (self.folder / "value.json").write_text(json.dumps(value), encoding="utf-8")
            command = ["node", str(self.folder / "run.js"), str(self.folder / "value.json")]
            return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return self._in_chromium(script, value)

    def _in_chromium(self, script: str, value: object) -> Any:
        (self.folder / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
        with serve(self.folder) as port, sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/index.html")
            wrapped = f"(value) => ({script})((path) => import(`http://127.0.0.1:{port}/js/${{path}}`), value)"
            answer = page.evaluate(wrapped, value)
            browser.close()
            return answer


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    if not shutil.which("node") and not Path("/usr/bin/chromium").exists():
        pytest.skip("neither Node nor Chromium is here")
    return Browser(tmp_path_factory.mktemp("twins"))


def test_contract_is_current() -> None:
    assert (ROOT / PATH).read_text(encoding="utf-8") == contract(), "run: rulebook contract"


def test_numerals_both_ways(run: Browser) -> None:
    written = [to_chinese(n) for n in range(100_000)]
    script = "async (load, value) => { const m = await load('shared/numerals.js'); return [value.map((_, n) => m.toChinese(n)), value.map((t) => m.toNumber(t))]; }"
    chinese, numbers = run(script, written)
    assert chinese == written
    assert numbers == list(range(100_000))


def test_any_string_as_a_numeral(run: Browser) -> None:
    dice = random.Random(3)  # noqa: S311  # reproducible sample, no secret
    signs = "零〇○一二两三四五六七八九十百千万0123456789０５٣½ a"
    texts = ["".join(dice.choices(signs, k=dice.randint(0, 6))) for _ in range(50_000)]
    script = "async (load, value) => { const m = await load('shared/numerals.js'); return value.map((t) => m.toNumber(t)); }"
    theirs = run(script, texts)
    assert [(t, n) for t, n in zip(texts, theirs, strict=True) if n != to_int(t)] == []


def test_terms_of_any_string(run: Browser) -> None:
    dice = random.Random(7)  # noqa: S311  # reproducible sample, no secret
    texts = ["".join(dice.choices(ALPHABET, k=dice.randint(1, 14))) for _ in range(100_000)]
    script = (
        "async (load, value) => { const m = await load('search/text.js');"
        " return value.map((t) => { const all = m.terms(t); return [all, m.shardOf(t, 512)]; }); }"
    )
    theirs = run(script, texts)
    wrong = [(t, row) for t, row in zip(texts, theirs, strict=True) if row != [list(terms(t)), shard_of(t, 512)]]
    assert wrong[:5] == []


def test_what_the_words_of_a_question_say(run: Browser) -> None:
    often, others = scopes()
    table = dict(others) | dict(often)
    asked = ["请假三天谁批", "食堂今天吃什么", "5万元的合同要不要上会", "打印机坏了找谁", "OA 密码忘了", "出差补助一天多少钱"]
    script = (
        "async (load, [asked, table]) => { const [query, trust] = [await load('search/query.js'), await load('search/trust.js')];"
        " const none = new Map(); const found = { rare: none, held: none, topics: none, scope: new Map(Object.entries(table)) };"
        " return asked.map((typed) => trust.questioned(query.understand(typed), [], found).scope); }"
    )
    assert run(script, [asked, table]) == [scope(typed, table) for typed in asked]


def test_labels_of_articles_and_items(run: Browser) -> None:
    numbers = [*range(1, 1300), *range(9_900, 10_300), 99_999]
    script = (
        "async (load, value) => { const [show, provision] = [await load('search/show.js'), await load('reading/provision.js')];"
        " return value.map((n) => [show.articleLabel(`art_${n}`), show.articleLabel(`art_${n}-${n}`),"
        " ...['para', 'subpara', 'point'].map((u) => provision.unit(`art_1__${u}_${n}`))]); }"
    )
    for number, row in zip(numbers, run(script, numbers), strict=True):
        word = to_chinese(number)
        units = [
            f"第（{word}）项" if u == "项" else f"第{word}{u}"
            for k, u in UNITS.items()
            if k.value in {"para", "subpara", "point"}
        ]
        assert row == [f"第{word}条", f"第{word}条之{word}", *units]


def test_statuses_on_every_day(run: Browser) -> None:
    corpus = load(ROOT)
    spans = [act_spans(act) for act in corpus.acts.values()] + [expression_spans(e) for e in corpus.expressions()]
    dice = random.Random(5)  # noqa: S311  # reproducible sample, no secret
    edges = [s.start + dt.timedelta(days=d) for found in spans for s in found if s.start for d in (-1, 0, 1)]
    days = sorted({*edges, *(dt.date(2019, 1, 1) + dt.timedelta(days=dice.randrange(3650)) for _ in range(400))})
    value = [[json.loads(spans_json(found)) for found in spans], [day.isoformat() for day in days]]
    script = "async (load, [all, days]) => { const m = await load('reading/status.js'); return all.map((s) => days.map((d) => m.at(s, d)[0])); }"
    for found, row in zip(spans, run(script, value), strict=True):
        assert row == [at(found, day).value for day in days]


def _plain(groups: Any) -> list[Any]:
    return [[g.title, [[r.when, r.small, r.what, r.note, r.left, r.soon] for r in g.rows]] for g in groups]


def test_duties_on_four_hundred_days(run: Browser) -> None:
    """What a month and a quarter show, for 400 days running."""
    first = dt.date(2026, 1, 1)
    book = DutyBook(build_site(load(ROOT), dt.date(2026, 11, 23), "x"))
    days = [first + dt.timedelta(days=n) for n in range(400)]
    script = (
        "async (load, [data, days]) => { const m = await load('duties/duty-rows.js');"
        " const plain = (groups) => groups.map((g) => [g.title, g.rows.map((r) => [r.when, r.small, r.duty.what, r.note, r.left, r.soon])]);"
        " const { THEN } = await load('shared/contract.js');"
        " return days.map((d) => [plain(m.monthGroups(data.duties, d.slice(0, 7), d)),"
        " plain(m.monthGroups(data.duties, d.slice(0, 7), d, THEN)),"
        " plain(m.quarterGroups(data.duties, Number(d.slice(0, 4)), Math.ceil(Number(d.slice(5, 7)) / 3), d))]); }"
    )
    theirs = run(script, [book.data(), [day.isoformat() for day in days]])
    records = [r for r in book.records if not (r.duty.step and r.duty.triggered)]  # what the browser is given
    for day, (month, then, quarter) in zip(days, theirs, strict=True):
        assert month == _plain(month_groups(records, day, day, "./")), day
        assert then == _plain(month_groups(records, day, day, "./", THAT_DAY)), day
        assert quarter == _plain(quarter_groups(records, day.year, (day.month + 2) // 3, day, "./")), day


def test_counting_days_from_four_hundred_days(run: Browser) -> None:
    """期限计算 and each step of a matter: the day a period of working days ends, and which days it passes over."""
    book = DutyBook(build_site(load(ROOT), dt.date(2026, 11, 23), "x"))
    starts = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(400)]
    asked = [(start, count, back) for n, start in enumerate(starts) for count, back in ((1 + n % 30, False), (1 + n % 9, True))]
    script = (
        "async (load, [table, asked]) => { const m = await load('duties/deadline.js');"
        " return asked.map(([start, count, back]) => { const c = m.count(table, start, count, true, back);"
        " return [c.end, c.skipped, c.unannounced.length > 0]; }); }"
    )
    theirs = run(script, [book.workday_data(), [[start.isoformat(), count, back] for start, count, back in asked]])
    for (start, count, back), found in zip(asked, theirs, strict=True):
        ours = book.workdays.shift(start, -count if back else count)
        skipped = [[day.isoformat(), why] for day, why in ours.skipped]
        assert found == [ours.end.isoformat(), skipped, not ours.announced], (start, count, back)
