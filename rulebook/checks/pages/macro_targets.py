"""Macro calls whose target does not exist (M410), found without building."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz import process

from rulebook.checks.pages.macro_calls import calls, check_macros
from rulebook.corpus.load import Corpus
from rulebook.model.finding import Finding, Level


def check_macro_targets(corpus: Corpus) -> Iterator[Finding]:
    """Findings on the first argument of every call on every page."""
    for page in corpus.pages:
        broken = {finding.line for finding in check_macros(page.source.body, page.file, page.source.header_lines + 1)}
        for name, args, keywords, line in calls(page.source.body):
            if line + page.source.header_lines in broken:
                continue
            target = str(args[0] if args else next(iter(keywords.values()), ""))
            problem, near = _problem(corpus, name, target)
            if problem:
                number = line + page.source.header_lines
                hint = f"是否想写“{near}”？" if near else "请核对。"
                yield Finding(page.file, number, 1, "M410", Level.ERROR, f"第{number}行：{problem}{hint}", target, near)


def _problem(corpus: Corpus, name: str, target: str) -> tuple[str, str]:
    registries = corpus.registries
    known: Mapping[str, object] | None
    if name in {"article", "rule", "cited_by"}:
        act_id, _, wanted = target.partition("#")
        if act_id not in corpus.acts:
            return f"没有 id 为“{act_id}”的制度。", _near(act_id, corpus.acts)
        if not wanted:
            return ("宏 article 要写明哪一条，如 seals#用印审批。", "") if name == "article" else ("", "")
        document = corpus.acts[act_id].newest.document
        headings = {a.heading: a for a in document.articles()}
        if wanted in headings or wanted in document.provisions() or corpus.acts[act_id].header.text == "pending":
            return "", ""
        return f"《{corpus.acts[act_id].header.name}》没有“{wanted}”这一条。", _near(wanted, headings)
    if name in {"basis", "term", "register"}:
        known = {"basis": registries.basis, "term": registries.terms, "register": registries.registers}[name]
        if known is not None and target not in known:
            return f"没有登记“{target}”。", _near(target, known)
    return "", ""


def _near(word: str, known: object) -> str:
    best = process.extractOne(word, [str(k) for k in known], score_cutoff=60)  # type: ignore[attr-defined]
    return str(best[0]) if best else ""
