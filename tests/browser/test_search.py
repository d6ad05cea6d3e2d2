"""The search on a small rulebook of its own: what it finds, what it counts, when it says no, and a publish in between."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from tests.rulebooks import small_rulebook
from tests.sites import build_site, serve, until

TODAY = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()  # the page takes the day of the machine
RECORDS = """---
id: records
title: 甲局卷宗办法
document_type: 办法
collection: rule
order: 9
doc_no: 甲〔2021〕9号
issuer: 甲局
adopted: 2021-01-02
issued: 2021-01-03
effective: 2021-02-01
office: bureau-office
state: adopted
text: held
---

# 甲局卷宗办法

为落实麒麟凤凰要求，制定本办法。

## 第一章　总则

本章饕餮梼杌适用于全部卷宗。

第一条　【用印】卷宗用印应当登记，登记在5个工作日内完成。

第二条　【清点】卷宗每年清点一次，清点结果报局办公室。

第三条　【装裱票据】装裱卷宗的，经办人自装裱之日起3日内凭票据报销，装裱票据写明每卷多少元。

第四条　【送外装裱】装裱卷宗不满1万元的，由科长批准；1万元以上的，由局长批准。

附件1

登记穷奇混沌要求

第一条　壬癸朱雀。
"""
FIRST = """---
id: aaa
title: 甲局分级办法
document_type: 办法
collection: rule
order: 0
doc_no: 甲〔2022〕1号
issuer: 甲局
adopted: 2022-01-02
issued: 2022-01-03
effective: 2022-02-01
office: bureau-office
state: adopted
text: held
---

# 甲局分级办法

""" + "\n\n".join(f"第{n}条　分级事项{n}，按级办理。" for n in "一二三四五六七八九")
BASIS = """- id: first-law
  title: 中华人民共和国甲乙法
  issuer: 全国人民代表大会
"""
SYNONYMS = "word,means,reason\n清电,装裱 票据,口语\n"
MATTERS = "".join(
    f"""- id: {key}
  title: 卷宗{key}
  group: 卷宗
  situations: [卷宗破了]
  answer: 装裱以后**3日**内凭票据报销
  steps:
    - {{who: 经办人, within: 3日内, what: 凭票据报销, target: "{target}"}}
"""
    for key, target in (("counted", "seals#登记"), ("repaired", "records#装裱票据"))
)
QUESTIONS = ["登记", "甲局", "办法 清点", "5个工作日", "甲〔2020〕1号", "印章管理办法第三条"]
SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_rulebook(tmp_path_factory.mktemp("small"))
    (root / "docs" / "rules" / "records.md").write_text(RECORDS, encoding="utf-8")
    (root / "docs" / "basis").mkdir()
    (root / "docs" / "basis" / "instruments.yml").write_text(BASIS, encoding="utf-8")
    (root / "docs" / "search").mkdir(exist_ok=True)
    (root / "docs" / "search" / "synonyms.csv").write_text(SYNONYMS, encoding="utf-8")
    (root / "docs" / "tasks").mkdir(exist_ok=True)
    (root / "docs" / "tasks" / "tasks.yml").write_text(MATTERS, encoding="utf-8")
    return build_site(root / "site", root / "docs")


@pytest.fixture(scope="module")
def base(built: Path) -> Iterator[str]:
    with serve(built) as port:
        yield f"http://rulebook.test:{port}"


def ask(page: Page, base: str, question: str, more: str = "") -> int:
    """Types nothing: opens the result page; gives the total it shows."""
    page.goto(f"{base}/search/?q={quote(question)}{more}")
    page.locator("[data-search-state=done]").wait_for()
    summed = page.locator(".rb-sum b")
    return int(summed.inner_text().removesuffix("条结果")) if summed.count() else 0


def listed(page: Page) -> list[tuple[str, str]]:
    """Every result, after going on to the end."""
    while page.get_by_role("button", name="再显示").count():
        page.get_by_role("button", name="再显示").click()
        page.locator("[data-search-state=done]").wait_for()
    return page.locator("a[data-result]").evaluate_all("all => all.map((a) => [a.dataset.act, a.dataset.provision])")


@pytest.mark.parametrize("words", ["麒麟凤凰", "饕餮梼杌", "穷奇混沌", "壬癸朱雀"])
def test_preambles_leads_and_annexes_are_found_at_their_place(page: Page, base: str, words: str) -> None:
    assert ask(page, base, words) >= 1
    first = page.locator("a[data-result]").first
    assert first.get_attribute("data-act") == "records"
    anchor = str(first.get_attribute("data-provision"))
    first.click()
    page.wait_for_url("**/records/**")
    assert not anchor or page.locator(f"#{anchor}").count() == 1


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("exact", ["", "&exact=1"])
def test_the_total_is_what_is_listed_and_each_number_what_ticking_gives(page: Page, base: str, question: str, exact: str) -> None:
    total = ask(page, base, question, exact)
    found = listed(page)
    assert len(found) == total == len({tuple(place) for place in found})
    facets = page.locator("aside .rb-facet li").evaluate_all(
        "all => all.map((li) => [li.querySelector('input').name, li.querySelector('input').value, li.querySelector('.num').textContent])"
    )
    for name, value, number in facets:
        assert ask(page, base, question, f"{exact}&{name}={quote(value)}") == int(number), (name, value)


@pytest.mark.parametrize("words", ["登记", "5个工作日", "机关记委", "没有这几个字"])
def test_only_the_words_as_typed_is_literal(page: Page, base: str, words: str) -> None:
    ask(page, base, words, "&exact=1")
    for item in page.locator(".rb-hit").all():
        link = str(item.locator("a[data-result]").get_attribute("href"))
        with page.context.new_page() as text:
            text.goto(link)
            anchor = link.partition("#")[2]
            assert words in text.locator(f"section#{anchor}" if anchor.startswith("art_") else "main").inner_text()


@pytest.mark.parametrize("question", QUESTIONS)
def test_box_and_page_agree(page: Page, base: str, question: str) -> None:
    total = ask(page, base, question)
    there = page.locator("a[data-result]").evaluate_all("all => all.slice(0, 6).map((a) => a.href)")
    page.goto(base + "/acts/")
    page.locator("input[data-search]").fill(question)
    page.locator(f".rb-drop[data-answered='{question}']").wait_for()
    assert page.locator(".rb-drop a[data-result]").evaluate_all("all => all.map((a) => a.href)") == there
    said = page.locator(".rb-drop .ft a").inner_text()
    assert said == (f"全部{total}条结果" if total > 6 else "到检索页")


def test_filters_by_keyboard_keep_their_place(page: Page, base: str) -> None:
    """The results are drawn anew; what the reader stood on is there again, and a day is typed to its end."""
    ask(page, base, "用印")
    here = "[document.activeElement.name || document.activeElement.type, document.activeElement.checked]"
    tick = page.locator("aside input[name=collection]").first
    tick.focus()
    for checked in (True, False):
        page.keyboard.press("Space")
        until(
            page,
            f"checked => location.search.includes('collection') === checked && {here} + '' === 'collection,' + checked",
            checked,
        )
    page.locator("aside input[type=date]").focus()
    page.locator("aside input[type=date]").evaluate(
        """date => ['0002-05-20', '0020-05-20', '2022-05-20'].forEach((day) => {
          date.value = day;
          date.dispatchEvent(new Event('change', { bubbles: true }));
        })"""
    )
    until(page, f"location.search.endsWith('as_of=2022-05-20') && {here}[0] === 'date'")
    page.go_back()  # one step of the history, not one a digit
    until(page, "!location.search.includes('as_of')")
    exact = page.locator("button[data-set='exact=1']")
    exact.focus()
    exact.press("Enter")
    until(page, "document.activeElement.dataset.set === 'exact='")


def test_what_is_not_regulated_is_said_and_has_no_answer(page: Page, base: str) -> None:
    for question in ("班车几点发车", "量子计算", "食堂几点开饭"):
        ask(page, base, question)
        assert page.locator(".rb-ans").count() == 0
        assert page.locator("[data-search-weak], [data-search-none]").count() == 1
        assert "本汇编未作规定" in page.locator("[data-search-results]").inner_text()
    ask(page, base, "用印登记几个工作日")
    assert page.locator("[data-search-weak], [data-search-none]").count() == 0
    assert page.locator(".rb-ans").count() == 1


@pytest.mark.parametrize("question", ["甲局卷宗办法第九十九条", "卷宗办法第40条", "食堂办法第一条", "甲〔2030〕7号"])
def test_an_article_or_act_that_is_not_there_is_no_answer(page: Page, base: str, question: str) -> None:
    ask(page, base, question)
    assert page.locator(".rb-ans").count() == 0
    notice = page.locator("[data-search-weak], [data-search-none]").inner_text()
    assert "本汇编未作规定" in notice
    assert ("最后一条是第四条" in notice) == ("卷宗" in question)
    assert ("没有收录文号为“甲〔2030〕7号”的文件" in page.locator("[data-search-results]").inner_text()) == ("号" in question)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("卷宗规定第2条", "/rules/records/#art_2"),
        ("甲局卷宗办法第二", "/rules/records/#art_2"),
        ("卷宗制度1", "/rules/records/#art_1"),
        ("juanzong qingdian", "/rules/records/#art_2"),
        ("juanzong 2", "/rules/records/#art_2"),
        ("局办公室每个月要做哪些工作", "/calendar/offices/#bureau-office"),
        ("局办的职责", "/calendar/offices/#bureau-office"),
        ("明年三月有什么事", f"/calendar/?month={TODAY.year + 1}-03"),
        ("我这个月要交什么", f"/calendar/?month={TODAY:%Y-%m}"),
        ("局办公室管哪些制度", "/offices/acts/#局办公室"),
        ("局办公室主管的文件有几件", "/offices/acts/#局办公室"),
        ("现在一共有多少件制度", f"/as-of/?day={TODAY}"),
        ("现行有效的有几件", f"/as-of/?day={TODAY}"),
        ("甲乙法第十二条", "/basis/#first-law"),
    ],
)
def test_what_is_named_loosely_comes_first(page: Page, base: str, question: str, place: str) -> None:
    ask(page, base, question)
    assert unquote(str(page.locator("a[data-result]").first.get_attribute("href"))).endswith(place)


@pytest.mark.parametrize(("question", "meant"), [("卷宗每年青点几次", "青点＝清点"), ("卷宗每年清典", "清典＝清点")])
def test_a_slip_inside_a_phrase_leads_to_the_word_that_was_meant(page: Page, base: str, question: str, meant: str) -> None:
    assert ask(page, base, question) >= 1
    assert tuple(listed(page)[0]) == ("records", "art_2")
    assert meant in page.locator(".rb-sum").inner_text()


def test_of_two_matters_the_one_that_rests_on_the_article_found_comes_first(page: Page, base: str) -> None:
    ask(page, base, "昨天把卷宗送去装裱，票据报销不了")
    places = [tuple(place) for place in listed(page)]
    assert ("records", "art_3") in places[:2]
    assert places.index(("tasks", "repaired")) < places.index(("tasks", "counted"))


def test_a_word_of_the_table_is_no_slip(page: Page, base: str) -> None:
    assert ask(page, base, "卷宗每年清电几次") >= 1
    assert "清电＝装裱" in page.locator(".rb-sum").inner_text()


@pytest.mark.parametrize("sum_", ["800块", "三千元", "5000元", "12万", "两万元"])
def test_a_sum_in_a_question_leads_to_the_article_that_draws_the_line(page: Page, base: str, sum_: str) -> None:
    assert ask(page, base, f"装裱卷宗花了{sum_}") >= 1
    assert tuple(listed(page)[0]) == ("records", "art_4")


def test_a_single_common_character_is_told(page: Page, base: str) -> None:
    ask(page, base, "局")
    assert page.locator("a[data-result]").count() or "太常见" in page.locator("[data-search-results]").inner_text()


def test_two_publishes_are_never_mixed(browser: Browser, built: Path, tmp_path: Path) -> None:
    served = tmp_path / "served"
    shutil.copytree(built, served)
    root = small_rulebook(tmp_path / "next")
    (root / "docs" / "rules" / "records.md").write_text(RECORDS, encoding="utf-8")
    (root / "docs" / "rules" / "aaa.md").write_text(FIRST, encoding="utf-8")
    build_site(root / "site", root / "docs")
    context = browser.new_context()
    context.add_init_script(SAVING)
    page = context.new_page()
    with serve(served) as port:
        page.goto(f"http://rulebook.test:{port}/acts/")
        box = page.locator("input[data-search]")
        box.fill("用印")
        page.locator(".rb-drop[data-answered='用印']").wait_for()
        shutil.rmtree(served / "assets" / "search")
        shutil.copytree(root / "site" / "assets" / "search", served / "assets" / "search")
        box.fill("分级事项九")
        page.locator(".rb-drop[data-answered='分级事项九']").wait_for()
        first = page.locator("a[data-result]").first
        assert (first.get_attribute("data-act"), first.get_attribute("data-provision")) == ("aaa", "art_9")
    context.close()


def test_how_a_question_is_put_says_what_is_wanted(page: Page, base: str) -> None:
    asked = {  # what is read of it: facts, who approves stands in the words and not with who does it; asks a rule; form
        "带出去用谁批": {"facts": False},
        "超过三天哪个领导签字": {"facts": False},
        "要谁同意": {"facts": False},
        "批的人是谁": {"facts": False},
        "谁负责登记": {"facts": True},
        "几天内销假": {"facts": True},
        "周末加班给不给补休": {"asks": True},
        "开公车去接孩子行不行": {"asks": True},
        "不在岗被查到会怎样": {"asks": True},
        "那天请假了咋补": {"asks": True},
        "东西丢了咋办": {"asks": False},
        "换了新车": {"asks": False},
        "领相机填哪个单子": {"form": "相机"},
        "请假要填什么表": {"form": "请假"},
        "请假条": {"form": "请假"},
        "支部开会记在哪张表里": {"form": "支部开会"},
        "扔旧椅子填什么": {"form": "扔旧椅子"},
        "会不会写进转办单": {"form": ""},
        "要不要填表": {"form": ""},
        "填表时间": {"form": ""},
        "烟叶税 20%": {"plain": "烟叶税 20% 百分之二十"},
        "就业比例1.5％": {"plain": "就业比例1.5% 百分之一点五"},
        "什么是农村公路": {"defines": True},
        "农村公路谁来养护": {"defines": False},
        "工伤认定多久之内要申请": {"applies": True},
        "申请工伤认定几天给答复": {"applies": False},
    }
    page.goto(base)
    script = "async (all) => { const m = await import('/assets/js/search/query.js'); return all.map((q) => m.understand(q)); }"
    read = page.evaluate(script, [*asked])
    assert [{key: one[key] for key in wanted} for one, wanted in zip(read, asked.values(), strict=True)] == [*asked.values()]


def test_of_two_forms_the_one_of_the_article_that_is_meant_comes_first(page: Page, base: str) -> None:
    page.goto(base)
    rows = [  # collection, heading, text, score
        ("规章制度", "家访", "家访以后三日内填写《家访记录表》，由被访家属签字。", 900.0),
        ("规章制度", "走访调研", "每季度走访一次，填写《走访调研记录表》。", 90.0),
        ("表格", "走访调研记录表", "走访人填写", 9.0),
        ("表格", "家访记录表", "家访人填写", 5.0),
        ("表格", "派车单", "用车人填写", 4.0),
    ]
    script = """async ([rows, typed]) => {
      const [forms, rank, query] = await Promise.all(['forms', 'rank', 'query'].map((name) => import(`/assets/js/search/${name}.js`)));
      const all = rows.map(([collection, heading, text, score]) => {
        const one = { heading, text, asked: '', score, act: { collection, title: heading } };
        return { ...one, flat: rank.flat(one) };
      });
      return forms.wanted(all, query.understand(typed)).map((one) => one.heading);
    }"""
    assert page.evaluate(script, [rows, "到同事家走访以后要填的表"]) == ["家访记录表", "走访调研记录表"]
    assert page.evaluate(script, [rows, "走访调研的表"]) == ["走访调研记录表", "家访记录表"]


def test_what_no_rule_holds_is_known_by_how_it_is_asked(page: Page, base: str) -> None:
    asked = {
        "今天带班的是哪位领导": "live",
        "办公室主任是谁": "who",
        "离任审计报告范文": "sample",
        "为什么选在中午谈心": "why",
        "插件在新电脑上装不上": "device",
        "公章谁来保管": "",
    }
    page.goto(base)
    script = """async (all) => {
      const [trust, rank, query] = await Promise.all(['trust', 'rank', 'query'].map((name) => import(`/assets/js/search/${name}.js`)));
      const one = { heading: '保管', text: '印章由专人保管。', asked: '', score: 1, act: { collection: '规章制度', title: '印章规定' } };
      const none = { rare: new Map(), held: new Map(), topics: new Map(), scope: new Map() };
      const kinds = ['live', 'who', 'sample', 'why', 'device'];
      return all.map((typed) => {
        const found = trust.evidence(trust.questioned(query.understand(typed), [], none), { ...one, flat: rank.flat(one) });
        return kinds.filter((kind) => found[kind]).join();
      });
    }"""
    assert page.evaluate(script, [*asked]) == [*asked.values()]


def test_a_text_out_of_force_stays_behind_a_matter_when_it_is_the_first_article(page: Page, base: str) -> None:
    page.goto(base)
    script = """async () => {
      const { ordered } = await import('/assets/js/search/order.js');
      const acts = [['tasks', '遇事查办'], ['old', '长效机制'], ['other', '长效机制'], ['older', '长效机制']].map(([id, collection]) => ({ id, collection }));
      const known = { place: (id) => ({ group: id, act: acts[id] }), state: () => '' };
      const states = ['', 'expired', 'in_force', 'repealed'];
      const list = (ids) => ordered(ids.map((id) => ({ id, state: states[id], score: 1 })), [], known, { day: '' }, new Set()).map((hit) => acts[hit.id].id);
      return [list([0, 1, 3, 2]), list([0, 2, 1])];
    }"""
    assert page.evaluate(script) == [["tasks", "old", "other", "older"], ["tasks", "other", "old"]]


def test_the_article_that_defines_or_gives_the_term_asked_for_weighs_more(page: Page, base: str) -> None:
    page.goto(base)
    texts = [
        "本省农村公路的规划、建设适用本条例。本条例所称农村公路，是指县道、乡道和村道。",
        "县级以上人民政府应当将农村公路的发展纳入规划。",
        "所在单位应当自事故伤害发生之日起30日内提出工伤认定申请。",
        "行政部门应当自受理工伤认定申请之日起60日内作出工伤认定的决定。",
    ]
    script = """async ([texts, typed]) => {
      const [rank, query] = await Promise.all(['rank', 'query'].map((name) => import(`/assets/js/search/${name}.js`)));
      const asked = rank.asking(query.understand(typed), new Map(), []);
      return texts.map((text) => {
        const one = { heading: '', text, asked: '', provision: 'art_1', duty: [], act: { collection: '', title: '某条例' } };
        const found = rank.features(asked, { ...one, flat: rank.flat(one) });
        return [found.scope, found.defined, found.handled];
      });
    }"""
    assert page.evaluate(script, [texts, "什么是农村公路"]) == [[0, 1, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert page.evaluate(script, [texts, "工伤认定多久之内要申请"]) == [[1, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 1]]
