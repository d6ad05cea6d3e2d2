"""One expression of an act as the view of its page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from html import escape

from rulebook.corpus.links import CitationLink, words
from rulebook.corpus.settle import own_row
from rulebook.export.jsonld import linked_data
from rulebook.history.article_history import neighbours
from rulebook.history.decisions import TEXTS
from rulebook.history.fingerprint import code, fingerprint
from rulebook.history.status import WORDS, Status, act_spans, act_status, expression_spans, expression_status
from rulebook.markup.safe_html import Clean, drawn_html
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.provision import Provision
from rulebook.pages.applied_pages import applied_path
from rulebook.pages.basis_articles import basis_views
from rulebook.pages.decision_pages import decision_link, life_events
from rulebook.pages.draw.rule_html import RuleRenderer
from rulebook.pages.draw.timeline import timeline
from rulebook.pages.graph_pages import graph_path
from rulebook.pages.history_pages import changed, history_path
from rulebook.pages.model import Site, cited_by, relative
from rulebook.pages.receipt_pages import PATH as RECEIPTS
from rulebook.pages.receipt_pages import receipt_for
from rulebook.pages.redline_pages import path as redline_path
from rulebook.pages.toc import toc
from rulebook.pages.views import (
    Banner,
    CitedBy,
    DutyView,
    ExpressionView,
    Fact,
    FormView,
    Link,
    RuleView,
)
from rulebook.pages.words import breakable, expired_words, quoted

COLLECTIONS = {"mechanism": "长效机制", "rule": "规章制度", "register": "清单", "law": "法律法规"}
_PROVENANCE = {
    "named": "题名见于报告",
    "described": "做法见于报告",
    "inferred": "推定",
    "published": "公开法律法规",
}


_DUTIES = 5  # shown at once beside a text
_ROOT = "\x1a"  # stands for the way from a page to the root of the site; no source may hold it


def _from_root(path: str) -> str:
    return path if not path or path.startswith("#") else _ROOT + path


class RulePage:
    """Builds the view of ``expression`` for the page at ``url`` (relative to the site's root)."""

    def __init__(self, site: Site, act: Act, expression: Expression, url: str, markdown: Callable[[str], str]) -> None:
        self.site, self.act, self.expression, self.url = site, act, expression, url
        self.header = expression.header
        self._markdown = markdown

    def to(self, path: str) -> str:
        """A path of the site as seen from this page."""
        return relative(path, self.url)

    def view(self) -> RuleView:
        """Everything the template shows."""
        header, site = self.header, self.site
        fact, office_note = self._office()
        notice, notice_links, notice_from = self._notice()
        banner = self._banner()
        gone = banner is not None and banner.tone == "gone"
        duties = self._duties()
        duties_first = tuple(duty for duty in duties if not duty.step)[:_DUTIES]
        return RuleView(
            act=self.act.id,
            title=header.title,
            title_html=breakable(header.title, header.issuer),
            short_title=header.name,
            doc_no=header.doc_no,
            collection=Link(COLLECTIONS[header.collection], self.to(f"{header.collection}s/")),
            category=Link(header.category or "未分类", self.to(f"categories/#{header.category}") if header.category else ""),
            office=fact,
            office_note=office_note,
            status=site.status(expression_spans(self.expression)),
            banner=banner,
            gone=gone,
            instead=banner.link if banner and gone else None,
            notice=notice,
            notice_links=notice_links,
            notice_from=notice_from,
            provenance_tag="公开文本" if header.collection == "law" else "示范文本",
            provenance_sentence=self._provenance(),
            provenance_link=Link("来源说明", self.to("guide/provenance/")),
            demonstration=header.demonstration,
            effective=header.effective.isoformat() if header.effective else "",
            dated_url=self.to(site.expression_path(self.expression)),
            expressions=self._expressions(),
            toc=toc(self.expression),
            duties=duties,
            duties_first=duties_first,
            duties_more=tuple(duty for duty in duties if duty not in duties_first),
            body_html="" if header.text == "pending" else self._body(),
            pending=header.text == "pending",
            forms=self._forms(),
            basis=basis_views(self.site, self.expression, self.to),
            cited_by=tuple(self._cited(link) for link in cited_by(site, self.act)),
            facts=self._facts(),
            fingerprint="" if header.text == "pending" else code(fingerprint(self.expression)),
            sample=header.collection != "law",
            effective_words=day_words(header.effective),
            graph=self._graph(),
            papers=self._papers(),
            receipt=receipt_for(site, self.act, self.expression),
            receipts=Link("各科室回执情况", self.to(RECEIPTS)) if site.corpus.registries.receipts else None,
            linked_data=linked_data(self.act, self.expression, site.day),
            timeline_svg=timeline(
                self.act, self.expression, site.day, {e.key: self.to(site.expression_path(e)) for e in self.act.expressions}
            ),
            applied=self._applied(),
            article_history=Link("逐条沿革", self.to(history_path(site, self.act))) if neighbours(self.act) else None,
        )

    def _applied(self) -> Link | None:
        if self.site.edition or not self.header.effective:
            return None
        return Link("事发日适用", self.to(applied_path(self.site, self.act)))

    def _papers(self) -> tuple[Link, ...]:
        header = self.header
        if header.text == "pending" or header.collection == "law" or self.expression.valid_from is None:
            return ()
        return self.site.paper_links(self.to(self.site.expression_path(self.expression)) + self.act.id)

    def _graph(self) -> Link | None:
        held = self.act.shown(self.site.day).header.text != "pending"
        return Link("图", self.to(graph_path(self.site, self.act))) if held and self.header.collection != "law" else None

    def _office(self) -> tuple[Link, str]:
        slug = self.header.office
        if not slug:
            return Link("未登记"), ""
        row = (self.site.corpus.registries.offices or {}).get(slug)
        link = Link(self.site.office(slug, self.expression.valid_to), self.to(f"offices/#{slug}") if row else "")
        ended = self.site.office_ended(slug)
        return link, f"该科室{ended}" if ended else ""

    def _banner(self) -> Banner | None:
        status = expression_status(self.expression, self.site.day)
        if status in {Status.IN_FORCE, Status.PARTIAL}:
            return None
        current = self.act.on(self.site.day)
        link = None
        if current:
            link = Link(f"看现行文本（{day_words(current.valid_from)}起施行）", self.to(self.site.act_path(self.act.id)))
        if status is Status.UPCOMING:
            text = f"{day_words(self.expression.valid_from)}起施行，此前不得引用为现行规定。"
            return Banner("soon", status.value, WORDS[status], text, link)
        last = self.expression.valid_to
        if status is Status.SUPERSEDED:
            return Banner("gone", status.value, WORDS[status], f"这是旧文本，适用至{day_words(last)}。", link)
        if status is Status.EXPIRED and last:
            office = self.site.office(self.header.office)
            text = f"{expired_words(last)}。" + ("" if link else f"暂无替代规定，请询{office}。")
            return Banner("gone", status.value, WORDS[status], text, link)
        by = self.header.repealed.by if self.header.repealed else ""
        successor = self.site.corpus.acts.get(by)
        on = day_words(self.header.repealed.on) if self.header.repealed else ""
        if successor:
            link = Link(f"《{successor.header.title}》", self.to(self.site.act_path(by)))
            return Banner("gone", status.value, WORDS[Status.REPEALED], f"{on}起废止，由下列制度替代：", link)
        return Banner("gone", status.value, WORDS[Status.REPEALED], f"{on}起废止。暂无替代规定。", link)

    def _notice(self) -> tuple[str, tuple[Link, ...], str]:
        """A text that is in force tells of the one to come."""
        coming = [e for e in self.act.expressions if e.valid_from and e.valid_from > self.site.day]
        if not coming or expression_status(self.expression, self.site.day) is Status.UPCOMING:
            return "", (), ""
        text = coming[0]
        return (
            f"新文本{day_words(text.valid_from)}起施行（{text.header.doc_no}）。",
            tuple(link for link in (Link("看新文本", self.to(self.site.expression_path(text))), self._redline(text)) if link),
            text.key,
        )

    def _provenance(self) -> str:
        provenance = self.header.provenance
        if self.header.collection == "law":
            return "公开法律法规文本，仅供查阅，以官方公布文本为准。"
        if not provenance:
            return "以正式印发文本为准；来源未登记。"
        quote = f"：{quoted(provenance.quote)}" if provenance.quote else ""
        near = "，最接近的上下文" if provenance.kind == "inferred" else ""
        demo = "；本版本系演示版本，报告无据" if self.header.demonstration else ""
        return f"以正式印发文本为准；{_PROVENANCE[provenance.kind]}{near}{quote}；文号、日期、条文为示范{demo}。"

    def _expressions(self) -> tuple[ExpressionView, ...]:
        rows = []
        events = {event.effective or event.on: event for event in self.act.header.history if event.event in TEXTS}
        for index, e in enumerate(reversed(self.act.expressions)):
            event = events.get(e.header.effective) if e.header.effective else None
            until = f"—{day_words(e.valid_to)}" if e.valid_to else "起"
            first = index == len(self.act.expressions) - 1
            rows.append(
                ExpressionView(
                    label=f"{day_words(e.valid_from)}{until}",
                    effective=e.key,
                    event=event.event if event else ("制定" if first else "修改"),
                    doc_no=e.header.doc_no,
                    note="演示版本" if e.header.demonstration else "",
                    url=self.to(self.site.expression_path(e)),
                    status=self.site.status(expression_spans(e)),
                    current=e.file == self.expression.file,
                    until=e.valid_to.isoformat() if e.valid_to else "",
                    redline=self._redline(e),
                    decision=decision_link(self.site, e, self.url),
                    events=life_events(self.site, e, self.url),
                )
            )
        return tuple(rows)

    def _redline(self, new: Expression) -> Link | None:
        pairs = {later.key: earlier for earlier, later in neighbours(self.act)}
        old = pairs.get(new.key)
        return Link("修改对照", self.to(redline_path(self.act, old, new))) if old else None

    def _duties(self) -> tuple[DutyView, ...]:
        rows = []
        for duty in self.header.duties:
            form = None
            if duty.form:
                form = Link(duty.form, self.to(self.site.form_path(self.act.id, duty.form)))
            rows.append(
                DutyView(
                    duty.deadline,
                    duty.what,
                    duty.who,
                    form,
                    Link(words(duty.article), "" if self.header.text == "pending" else f"#{duty.article}"),
                    Link(self.site.office(duty.office, self.expression.valid_to)),
                    office_slug=duty.office,
                    step=duty.step,
                )
            )
        return tuple(rows)

    def _forms(self) -> tuple[FormView, ...]:
        registry = self.site.corpus.registries.forms
        rows = []
        for name in self.header.forms:
            placed = registry.get(self.act.id, name) if registry else None
            article = self._mentions(name)
            path = placed.path if placed else ""
            docx = Link("下载Word", self.to(f"{path}{placed.form.id}.docx")) if placed else None
            note = f"{placed.form.who}；{placed.form.when}；交{placed.form.to}" if placed else ""
            rows.append(
                FormView(Link(name, self.to(path)), Link(words(article.eid), f"#{article.eid}") if article else None, note, docx)
            )
        return tuple(rows)

    def _mentions(self, form: str) -> Provision | None:
        return next((a for a in self.expression.document.articles() if f"《{form}》" in a.own_words), None)

    def _cited(self, link: CitationLink) -> CitedBy:
        source = link.source
        name = f"《{source.header.name}》{words(link.citation.holder.partition('__')[0])}"
        anchor = link.citation.holder.partition("__")[0]
        path = self.site.act_path(source.act) + (f"#{anchor}" if anchor else "")
        target = link.eids[0] if link.eids else ""
        return CitedBy(Link(name, self.to(path)), snippet(link), Link(words(target) or "全文", self._place(target)))

    def _place(self, eid: str) -> str:
        """An article of this text; where only the shown text has it, its place there."""
        if not eid or eid in self.expression.document.provisions():
            return f"#{eid}" if eid else ""
        return self.to(f"{self.site.act_path(self.act.id)}#{eid}")

    def _facts(self) -> tuple[Fact, ...]:
        h = self.header
        rows = [
            ("文种", h.document_type),
            ("印发机关", h.issuer),
            ("通过日期", day_words(h.adopted) if h.adopted else ""),
            ("印发日期", day_words(h.issued) if h.issued else ""),
            ("施行日期", day_words(h.effective) if h.effective else ""),
            ("有效期至", day_words(h.expires) if h.expires else ""),
            ("解释机关", self.site.office(h.interpreter, self.expression.valid_to) if h.interpreter else ""),
            (
                "审议",
                self.site.office(h.approved.body, self.expression.valid_to) if h.approved else "未登记" if own_row(h) else "",
            ),
            ("读者范围", h.audience),
            ("别名", "、".join(h.aliases)),
        ]
        facts = [Fact(name, Link(value)) for name, value in rows if value]
        if h.text != "pending" and self.expression.valid_from:
            seal = code(fingerprint(self.expression))
            facts.append(Fact("核验码", Link(seal, self.to(f"verify/?code={seal}") if h.collection != "law" else "")))
            facts.append(Fact("规范文本", Link("text.txt", self.to(f"{self.site.expression_path(self.expression)}text.txt"))))
        return tuple(facts)

    def _body(self) -> Clean:
        """The words of the text; drawn once for all the pages that show it, with the way to the root put in for each."""
        if self.expression.file not in self.site.bodies:
            self.site.bodies[self.expression.file] = drawn_html(self._drawn(_from_root))
        return Clean(self.site.bodies[self.expression.file].replace(_ROOT, relative("./", self.url)))

    def _drawn(self, to: Callable[[str], str]) -> str:
        links = self.site.links.get(self.expression.file, [])
        dead = {
            eid: f"本条自{day_words(state.repealed)}起不再适用。" + (f"见{state.by}。" if state.by else "")
            for eid, state in self.header.article_status.items()
            if state.repealed <= self.site.day
        }
        renderer = RuleRenderer(
            self.expression,
            links,
            lambda link: to(self.site.link_path(link)),
            self._markdown,
            notes=self._notes(to),
            dead=dead,
            ended=self.site.ended,
        )
        return renderer.html()

    def _notes(self, to: Callable[[str], str]) -> dict[str, list[str]]:
        """编者链接 and 本条沿革 below the article they belong to."""
        out: dict[str, list[str]] = {}
        history = to(history_path(self.site, self.act))
        for eid, (days, anchor) in changed(self.site, self.act, self.expression).items():
            out[eid] = [
                f'<p class="rb-note rb-note--history">本条沿革：{days}改动，<a href="{escape(history)}#{anchor}">看各文本怎么写</a>。</p>'
            ]
        for eid, article in self.site.moved(self.act, self.expression).items():
            place = f"{self.site.act_path(self.act.id)}#{article.eid}" if article else self.site.act_path(self.act.id)
            words_ = f"现行文本里是{article.label}" if article else "现行文本没有这一条"
            out.setdefault(eid, []).append(f'<p class="rb-note"><a href="{escape(to(place))}">{words_}</a>。</p>')
        for see in self.header.see_also:
            act_id, _, heading = see.target.partition("#")
            act = self.site.corpus.acts.get(act_id)
            if not act:
                continue
            target = act.shown(self.site.day)
            article = target.article_by_heading(heading) if heading else None
            where = f"{article.label}（{heading}）" if article else (f"（{heading}）" if heading else "")
            path = self.site.act_path(act_id) + (f"#{article.eid}" if article else "")
            status = act_status(act, self.site.day)
            state = "" if status is Status.IN_FORCE else f"（{self.site.status(act_spans(act)).word}）"
            note = f"{see.note}。" if see.note else ""
            out.setdefault(see.article, []).append(
                f'<p class="rb-note">编者链接：指<a href="{escape(to(path))}">《{escape(act.header.title)}》'
                f"{escape(where)}</a>{state}。{escape(note)}</p>"
            )
        return out


def snippet(link: CitationLink, width: int = 32) -> str:
    """The citing words with a little of what stands around them."""
    line = _lines(link.source.raw)[link.citation.line - 1].rstrip("\r")
    start, end = max(0, link.citation.start - width), min(len(line), link.citation.end + width)
    return ("……" if start else "") + line[start:end] + ("……" if end < len(line) else "")


@functools.lru_cache(maxsize=64)  # an act cites another many times over
def _lines(raw: str) -> list[str]:
    return raw.split("\n")
