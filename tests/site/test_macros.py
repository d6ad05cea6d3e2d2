"""Macros are functions: called with a place, they give words."""

import inspect

import pytest

from rulebook.checks.macro_calls import MACROS as SIGNATURES
from rulebook.checks.macro_calls import check_macros
from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.pages.model import build_site
from rulebook.site.macros import MACROS, MacroError, Place
from rulebook.site.sandbox import closed_environment
from tests.sites import ROOT


@pytest.fixture(scope="module")
def place() -> Place:
    import datetime as dt

    return Place(build_site(select(load(ROOT)), dt.date(2026, 11, 23), "站"), "guide/macros/")


def test_signatures_are_those_of_the_functions() -> None:
    assert set(SIGNATURES) == set(MACROS)
    for name, function in MACROS.items():
        parameters = list(inspect.signature(function).parameters.values())[1:]
        assert tuple(p.name for p in parameters) == SIGNATURES[name].parameters
        assert sum(p.default is p.empty for p in parameters) == SIGNATURES[name].required


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("article", ("three-provisions#如实填报",), 'href="../../mechanisms/three-provisions/#art_6"'),
        ("rule", ("seals",), "印章管理规定"),
        ("basis", ("civil-servant-law",), 'href="../../basis/#civil-servant-law"'),
        ("term", ("三重一大",), "rb-term"),
        ("register", ("six-disciplines-152",), "152行"),
        ("rules_table", ("rule", "内控"), "<table"),
        ("cited_by", ("three-provisions",), "<li>"),
        ("recent_changes", (3,), "廉政风险防控办法"),
        ("count", ("mechanism",), "28"),
        ("count", ("six-disciplines-152",), "152"),
    ],
)
def test_results(place: Place, name: str, args: tuple[object, ...], words: str) -> None:
    assert words in MACROS[name](place, *args)


@pytest.mark.parametrize(("name", "target"), [("rule", "nothing"), ("article", "seals#没有"), ("term", "没有"), ("count", "x")])
def test_refusals_are_chinese(place: Place, name: str, target: str) -> None:
    with pytest.raises(MacroError, match=r"。$"):
        MACROS[name](place, target)


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
