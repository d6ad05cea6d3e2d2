"""Macros are functions: called with a place, they give words."""

import datetime as dt
import inspect

import pytest

from rulebook.checks.pages.macro_calls import MACROS as SIGNATURES
from rulebook.checks.pages.macro_calls import check_macros
from rulebook.corpus.editions import Edition, Member, Part, frozen
from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.pages.model import build_site
from rulebook.site.macros import MACROS, MacroError, Place, answered
from rulebook.site.sandbox import closed_environment
from tests.rulebooks import small_rulebook

FILES = {
    "glossary/terms.csv": "term,definition\n用印,盖章\n",
    "basis/instruments.yml": "- {id: seal-law, title: 印章条例, issuer: 甲部}\n",
    "registers/risks.yml": "slug: risks\ntitle: 风险清单\ncolumns:\n  - {key: name, name: 风险}\n",
    "registers/risks.csv": "name\n印章外借\n印章遗失\n",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = small_rulebook(tmp_path_factory.mktemp("book"))
    for name, text in FILES.items():
        path = root / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Place(build_site(select(load(root)), dt.date(2020, 6, 1), "站"), "guide/macros/")


def test_signatures_are_those_of_the_functions() -> None:
    assert set(SIGNATURES) == set(MACROS)
    for name, function in MACROS.items():
        parameters = list(inspect.signature(function).parameters.values())[1:]
        assert tuple(p.name for p in parameters) == SIGNATURES[name].parameters
        assert sum(p.default is p.empty for p in parameters) == SIGNATURES[name].required


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("article", ("seals#登记",), 'href="../../rules/seals/#art_3"'),
        ("rule", ("seals",), "甲局印章管理办法"),
        ("basis", ("seal-law",), 'href="../../basis/#seal-law"'),
        ("term", ("用印",), "rb-term"),
        ("register", ("risks",), "2行"),
        ("rules_table", ("rule", ""), "<table"),
        ("cited_by", ("seals",), "<li>"),
        ("recent_changes", (3,), "甲局印章管理办法"),
        ("count", ("rule",), "3"),
        ("count", ("risks",), "2"),
        ("count", ("terms",), "1"),
    ],
)
def test_results(place: Place, name: str, args: tuple[object, ...], words: str) -> None:
    assert words in MACROS[name](place, *args)


@pytest.mark.parametrize(("name", "target"), [("rule", "nothing"), ("article", "seals#没有"), ("term", "没有"), ("count", "x")])
def test_refusals_are_chinese(place: Place, name: str, target: str) -> None:
    with pytest.raises(MacroError, match=r"。$"):
        MACROS[name](place, target)


def test_a_frozen_edition_names_what_came_later_without_a_link(place: Place) -> None:
    corpus = place.site.corpus
    part = Part(title="全部", members=(Member(id="seals", reason="因为"),))
    edition = Edition(slug="x", title="甲", as_of=dt.date(2020, 2, 15), parts=(part,))
    site = build_site(frozen(corpus, edition), edition.as_of, "站")
    site.edition, site.living = edition, lambda: place.site
    then = Place(site, "guide/macros/")
    assert "<a" in answered(MACROS["rule"], then, "seals")
    assert answered(MACROS["rule"], then, "archives") == "《甲局档案管理办法》"
    with pytest.raises(MacroError):
        answered(MACROS["rule"], then, "nothing")


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ rule.__globals__ }}", "{{ self }}", "{{ config }}", "{{ range(10**9) }}",
        "{% for i in range(10) %}x{% endfor %}", "{% include 'x' %}", "{% import 'x' as y %}", "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ cycler.__init__.__globals__ }}", "{{ rule('a')|attr('__class__') }}", "{{ rule(namespace()) }}", "{% set x = 1 %}", "{% macro m() %}{% endmacro %}",
        "{{ rule('a').upper() }}", "{{ [1]*10**9 }}", "{{ 'a' ~ 'b' }}", "{% raw %}",
    ],
)  # fmt: skip
def test_attacks_are_found_before_building(attack: str) -> None:
    assert list(check_macros(attack, "x.md"))


def test_the_second_lock() -> None:
    from jinja2.exceptions import TemplateError

    environment = closed_environment({"rule": lambda act: act})
    assert environment.from_string("{{ rule('a') }}").render() == "a"
    for attack in ("{{ rule.__globals__ }}", "{{ ''.__class__ }}", "{{ range(3) }}"):
        with pytest.raises(TemplateError):
            environment.from_string(attack).render()
