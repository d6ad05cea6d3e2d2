"""The catalogue: every page and file of a site once.

Preview, full build, an edition, another audience's site and exports are the same list with other inputs.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from rulebook.corpus.addresses import written_address
from rulebook.corpus.editions import Edition, Editions, frozen, load_editions
from rulebook.corpus.load import Corpus, load
from rulebook.corpus.matters import load_matters
from rulebook.corpus.select import drafts, existing, select
from rulebook.keys import engine_key, folder_key, key
from rulebook.memory import growing
from rulebook.model.finding import Finding
from rulebook.model.form import Form
from rulebook.model.matter import Matter
from rulebook.outputs.cite_files import cite_files
from rulebook.outputs.drawn import drawn_pages
from rulebook.outputs.duty_files import duty_files
from rulebook.outputs.feed_files import feed_files
from rulebook.outputs.output import Output, OutputSet, fixed, unkept
from rulebook.outputs.paper_files import page_paper_files, paper_files
from rulebook.outputs.render import compiled, environment, render
from rulebook.outputs.search import Finder
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.duty_book import DutyBook
from rulebook.pages.figure_pages import figure_files
from rulebook.pages.form_pages import foot_line, shown_forms
from rulebook.pages.home import site_view
from rulebook.pages.matter_pages import visible
from rulebook.pages.model import Site, build_site
from rulebook.pages.status_page import status_files
from rulebook.pages.tables import register_files
from rulebook.pages.verify_page import DATA as RECOGNITION
from rulebook.pages.verify_page import verify_files
from rulebook.store import Store

ASSETS = ("assets/css/", "assets/js/", "assets/images/favicon")  # the theme's own scripts and styles are not used
LOST = "404.html"
SEARCH = "assets/search/"


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that stands in the rulebook's folder, read once for all its sites.

    key: of every file below docs/ and ledger/. findings: what the checks told of them.
    """

    corpus: Corpus
    editions: Editions
    matters: tuple[Matter, ...]
    key: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site is made with besides its sources.

    theme: folders of templates and assets, the first that has a file wins. edition: the one this site is, None for the
    living site. whole: the frozen sites of the editions stand inside this one. search: whether it has a search of its own.
    draft: the branch that a preview shows. change: what it brings about, as HTML. drafts: texts that are not adopted are shown.
    commit, committed: what is published, and its time (ISO 8601); "" in a preview.
    notes: what the bureau says of a collection, (key, words). examples: questions on the home page.
    existence: whether acts that these readers may not read are named on a page of their own.
    papers: in which formats texts can be taken away (docx, pdf).
    url: the site's absolute address, "" where nobody said it.
    base: where the site's root is on its server, for the page that answers at any address.
    """

    name: str
    day: dt.date
    theme: tuple[Path, ...]
    audience: str = "全体"
    edition: Edition | None = None
    whole: bool = False
    search: bool = True
    base: str = "/"
    url: str = ""
    draft: str = ""
    drafts: bool = False
    change: str = ""
    commit: str = ""
    committed: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    examples: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    existence: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A site as values.

    key: of all inputs; equal keys, equal bytes in every file. drawn: pages. data: what stands beside them.
    pages: drawn pages by address. site, paths: what pages with sources of their own are drawn from; paths are the
    addresses of all pages. ready: makes what many pages need, once for all processes that are then split off.
    """

    key: str
    site: Site
    pages: dict[str, DrawnPage]
    paths: frozenset[str]
    drawn: tuple[Output, ...]
    data: Callable[[], tuple[Output | OutputSet, ...]]
    ready: Callable[[], None] = lambda: None

    @property
    def entries(self) -> tuple[Output | OutputSet, ...]:
        """All files, each once."""
        return (*self.drawn, *self.data())


@growing()
def read_sources(root: Path, docs: Path, store: Store) -> Sources:
    """Read the rulebook, what ``store`` has of it from there.

    Never raises on content; what is wrong with it, ``checks.run.check`` tells.
    """
    corpus = load(root, docs, store)
    digest = key(folder_key(docs), folder_key(docs.parent / "ledger"))
    return Sources(corpus, load_editions(corpus), load_matters(root, docs).all, digest)


@growing()
def build_catalogue(sources: Sources, settings: Settings, markdown: Callable[[str], str]) -> Catalogue:
    """The list. markdown: a table inside a rule text to HTML. ``write`` makes and keeps the files."""
    site = _site(sources, settings)
    matters = () if settings.edition else visible(site, sources.matters)
    book = DutyBook(site)
    pages = {page.path: page for page in drawn_pages(site, book, markdown, matters)}
    paths = frozenset({*pages, *(written_address(page.file, site.corpus.docs_name) for page in site.corpus.pages)})
    made = key(engine_key(), *(folder_key(folder, suffix=".html") for folder in settings.theme))
    edition = settings.edition.slug if settings.edition else ""
    plain = (
        settings.name,
        site.day,
        settings.audience,
        edition,
        settings.whole,
        settings.search,
        settings.base,
        settings.draft,
        settings.change,
        settings.notes,
        settings.examples,
        settings.papers,
        settings.existence,
        settings.url,
    )
    data = key(engine_key(), sources.key, plain)
    drawing = _Drawing(site, paths, environment(settings.theme), made)
    assets = _assets(settings.theme)
    drawn = (*(drawing.output(page) for page in pages.values()), drawing.lost(settings.base))
    state = key("status", data, settings.commit, settings.committed, len(paths))

    @functools.cache
    def beside() -> tuple[Output | OutputSet, ...]:
        told = (Output(path, fixed(state), make) for path, make in status_files(site, len(paths)))
        files = (Output(path, unkept, file.read_bytes) for path, file in assets.items())
        return (
            *_data(site, book, matters, data, search=settings.search),
            *paper_files(site),
            *page_paper_files(site, book),
            *told,
            *files,
        )

    whole = key(made, state, [(path, file.read_bytes()) for path, file in assets.items()])
    used = sorted({page.template for page in pages.values()})

    def ready() -> None:
        compiled(drawing.templates, used)
        _ = book.empty or book.records

    return Catalogue(whole, site, pages, paths, drawn, beside, ready)


def _site(sources: Sources, settings: Settings) -> Site:
    """What the audience may see on the day, or what the edition holds, with all that pages say of the site itself."""
    living, day = select(sources.corpus, settings.audience), settings.day
    chosen = living
    if settings.edition:
        chosen, day = frozen(living, settings.edition), settings.edition.as_of
    chosen = dataclasses.replace(chosen, registries=chosen.registries.named_on(day))
    site = build_site(chosen, day, settings.name)
    site.edition, site.editions, site.whole = settings.edition, sources.editions.all, settings.whole
    site.draft, site.change = settings.draft, settings.change
    site.drafts = drafts(sources.corpus, settings.audience) if settings.drafts and not settings.edition else ()
    site.living = functools.cache(lambda: build_site(living, day, settings.name)) if settings.edition else None
    site.commit, site.committed, site.findings = settings.commit, settings.committed, sources.findings
    site.notes, site.examples = dict(settings.notes), settings.examples
    site.papers = settings.papers
    site.existing = existing(sources.corpus, settings.audience, day) if settings.existence else ()
    site.url = f"{settings.url.rstrip('/')}/" if settings.url else ""
    return site


@dataclass(slots=True)
class _Drawing:
    """Turns drawn pages into outputs. made: key of program and templates."""

    site: Site
    paths: frozenset[str]
    templates: Environment
    made: str
    _last: tuple[str, dict[str, object]] = field(default=("", {}))  # a page's key is asked for just before its bytes

    def output(self, page: DrawnPage) -> Output:
        """A page's key is that of its values: what the template does not see cannot change it."""
        return Output(
            f"{page.path.removeprefix('./')}index.html",
            lambda: key(self.made, page.template, self._values(page)),
            lambda: render(self.templates, page.template, self._values(page)),
        )

    def _values(self, page: DrawnPage) -> dict[str, object]:
        if self._last[0] != page.path:
            view = {"site": site_view(self.site, page.path, self.paths), "view": page.view(), "title": page.title}
            self._last = (page.path, view)
        return self._last[1]

    def lost(self, base: str) -> Output:
        """The page for addresses that lead nowhere; it is served at any depth."""
        values = {"site": site_view(self.site, "./", self.paths, base=base), "title": self.site.name}
        return Output(LOST, lambda: key(self.made, values), lambda: render(self.templates, LOST, values))


def _data(site: Site, book: DutyBook, matters: tuple[Matter, ...], data: str, *, search: bool) -> Iterator[Output | OutputSet]:
    """Files beside the pages. data: key of all sources, settings and the program."""
    if search:
        yield OutputSet(SEARCH, fixed(key("search", data)), lambda: _search(site, matters))
    for path, make in feed_files(site):
        yield Output(path, unkept, make)
    for path, make in duty_files(book):
        yield Output(path, fixed(key(path, data)), make)
    for placed in shown_forms(site):
        form, foot = placed.form, foot_line(site, placed)
        name = key(engine_key(), form.model_dump_json(), foot)
        yield Output(f"{placed.path}{form.id}.docx", fixed(name), functools.partial(_docx, form, foot))
    for path, make in (*verify_files(site), *register_files(site), *figure_files(site)):
        yield Output(path, fixed(key(path, data)) if path == RECOGNITION else unkept, make)
    yield from cite_files(site)


def _docx(form: Form, foot: str) -> bytes:
    from rulebook.outputs.form_docx import form_docx  # noqa: PLC0415  # slow to load; most builds find every form in the store

    return form_docx(form, foot)


def _search(site: Site, matters: tuple[Matter, ...]) -> Iterator[tuple[str, bytes]]:
    for name, text in Finder(site, matters).files():
        yield f"{SEARCH}{name}.json", text.encode()


def _assets(theme: Iterable[Path]) -> dict[str, Path]:
    """Scripts, styles and the site's sign by path."""
    found: dict[str, Path] = {}
    for folder in theme:
        for file in sorted(folder.glob("assets/*/**/*")) if folder.is_dir() else ():
            path = file.relative_to(folder).as_posix()
            if path.startswith(ASSETS) and file.is_file():
                found.setdefault(path, file)
    return found
