"""The MkDocs plugin: only adapts. What a site holds, the catalogue says; MkDocs converts the pages that are written by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from rulebook.checks.printers import lines
from rulebook.checks.run import check
from rulebook.corpus.format import refused
from rulebook.corpus.select import AUDIENCES, SECURITY, above, select
from rulebook.export.fonts import has_fonts
from rulebook.git import said_text
from rulebook.lawful import ledger
from rulebook.markup.page_html import EXTENSIONS, OPTIONS, table_html
from rulebook.model.finding import Level
from rulebook.outputs.catalogue import LOST, Catalogue, Settings, Sources, build_catalogue, read_sources
from rulebook.outputs.render import KeptTemplates, from_root, html
from rulebook.outputs.write import write
from rulebook.pages.home import site_view
from rulebook.pages.model import Site
from rulebook.site.progress import Progress, shown
from rulebook.site.sandbox import closed_environment
from rulebook.site.waiting import Waiting
from rulebook.site.written import Converted, Linked
from rulebook.store import Store

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class RulebookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its base untyped
    """Options under ``plugins: - rulebook`` in mkdocs.yml; the last three are set by the command line.

    format: of the rulebook's folder; a newer one than the program's is refused.
    ceiling: the highest 密级 that this site may hold; a text above it stops the build.
    existence: name acts that the site's readers may not read (title, number, whom to ask), not a word of them.
    examples: questions on the home page. notes: what the bureau says of a collection, by its key.
    edition: slug or day of the frozen edition that this site is. whole: the editions' sites are built into this one.
    store: take from ``.cache`` what was made before of the same inputs.
    """

    format = config_options.Type(int, default=0)
    audience = config_options.Choice(("全体", "中层以上", "党委"), default="全体")
    ceiling = config_options.Choice(SECURITY, default="内部")
    day = config_options.Type(str, default="")
    search = config_options.Type(bool, default=True)
    papers = config_options.Type(bool, default=True)
    existence = config_options.Type(bool, default=False)
    examples = config_options.ListOfItems(config_options.Type(str), default=[])
    notes = config_options.DictOfItems(config_options.Type(str), default={})
    edition = config_options.Type(str, default="")
    whole = config_options.Type(bool, default=False)
    store = config_options.Type(bool, default=True)


class RulebookPlugin(BasePlugin[RulebookConfig]):  # type: ignore[no-untyped-call]  # as above
    """Hands the catalogue over. State lives for one build."""

    catalogue: Catalogue
    kept: Store
    sources: Sources | None = None  # read before by whoever builds several sites of one rulebook
    waiting, converted = Waiting(), Converted()
    preview = False  # serving to an editor: a published text under change is told of, and shown all the same

    @property
    def site(self) -> Site:
        """What macros are called on."""
        return self.catalogue.site

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """MkDocs keeps a plugin with this hook across the builds of one run."""
        self.preview = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
        """An editor waits for the page."""
        from rulebook.site.preview import quick_server  # noqa: PLC0415  # servers and watchers are slow to load; a build needs none

        return quick_server(server, config, builder, self.waiting)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Lock the macro environment: after every other plugin had its say."""
        macros = config.plugins.get("macros")
        if macros is not None:
            macros._env = closed_environment(dict(macros.macros))  # noqa: SLF001  # the plugin offers no other way
            macros._variables = type(macros.variables)({"page": None})  # noqa: SLF001

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the acts; stop on errors, all of them at once."""
        config.markdown_extensions, config.mdx_configs = list(EXTENSIONS), dict(OPTIONS)  # as the checks read a page
        config.theme.static_templates -= {"sitemap.xml", LOST}  # no crawler comes here; the other is in the catalogue
        theme = tuple(Path(folder) for folder in config.theme.dirs)
        if config.theme.custom_dir:
            config.theme.dirs[:] = [config.theme.custom_dir]  # MkDocs need not look through Material's 13,000 files
        docs = Path(config.docs_dir)
        root = Path(config.config_file_path).absolute().parent if config.config_file_path else docs.parent
        if problem := refused(root):
            raise Abort(problem)
        self.kept = store_of(root, used=self.config.store)
        sources = self.sources or stop_on_errors(read_sources(root, docs, self.kept), self.kept, preview=self.preview)
        self.sources = None  # MkDocs keeps a plugin for the whole process: the next build may be of another folder
        edition = sources.editions.named(self.config.edition)
        draft = os.environ.get("RULEBOOK_PREVIEW", "")[:80]
        commit, _, committed = os.environ.get("RULEBOOK_COMMIT", "").partition(" ")
        settings = Settings(
            name=config.site_name,
            day=build_day(self.config.day, root),
            theme=theme,
            audience=build_audience(self.config.audience),
            edition=edition,
            whole=self.config.whole,
            search=self.config.search,
            draft=draft,
            drafts=self.preview or bool(draft),
            change=change_of(root, docs, draft, self.config.audience) if not edition else "",
            commit=commit,
            committed=committed,
            notes=tuple(self.config.notes.items()),
            examples=tuple(self.config.examples),
            papers=() if self.preview or not self.config.papers else ("docx", *(("pdf",) if has_fonts() else ())),
            existence=self.config.existence,
            base=urlsplit(config.site_url or "/").path,
            url=config.site_url or "",
        )
        stop_on_secrets(sources, settings.audience, self.config.ceiling)
        self.catalogue = build_catalogue(sources, settings, table_html)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Written pages stay; nothing else is copied raw from docs/. Pages of the catalogue are found by name, for links."""
        docs, drawn = (
            self.site.corpus.docs_name,
            {page.src_uri: page.path.removeprefix("./") for page in self.catalogue.pages.values()},
        )
        written = {page.file for page in self.site.corpus.pages}
        kept = []
        for file in files:
            keep = file.is_documentation_page() and f"{docs}/{file.src_uri}" in written
            if (keep or file.generated_by is not None) and file.url not in self.catalogue.pages:
                kept.append(file)
                file.page = self.converted.page(file, config) if keep else None
        return Linked(kept, drawn, config.site_dir)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Navigation is drawn from the views; MkDocs' own list stays empty (it costs a walk of all pages on each page)."""
        return Navigation([], list(nav.pages))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Written pages are drawn with the same templates as those of the catalogue."""
        env.bytecode_cache = KeptTemplates()
        env.auto_reload = False
        env.filters |= {"url": from_root, "html": html}
        env.autoescape = True
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
        """Give templates their values."""
        values: dict[str, Any] = context  # type: ignore[assignment]  # MkDocs types only its own keys
        values["site"] = site_view(self.site, page.url, self.catalogue.paths)
        values["title"] = page.title
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Everything that is not written by hand."""
        if self.preview:
            self.waiting.take(self.catalogue, Path(config.site_dir), self.kept)
        else:
            tally = write(self.catalogue, Path(config.site_dir), self.kept, Progress("生成站点"))
            if shown():
                name = self.site.edition.title if self.site.edition else self.site.name
                print(f"{name}：取用以前做好的{tally.taken}个，新做{tally.made}个。", file=sys.stderr)
            self.kept.prune()


def store_of(root: Path, *, used: bool = True) -> Store:
    """The store beside the rulebook."""
    return Store(root / ".cache" / "rulebook" if used else None)


def stop_on_errors(sources: Sources, store: Store, *, preview: bool = False) -> Sources:
    """Tell the findings and keep them; raise on errors. A preview shows a published text under change all the same."""
    findings = check(sources.corpus, store, "" if preview else sources.key)
    sys.stderr.write(lines(f for f in findings if f.level is not Level.INFO))
    errors = [f for f in findings if f.level is Level.ERROR and not (preview and f.code == ledger.CHANGED)]
    if errors:
        raise Abort(f"共 {len(errors)} 处错误，站点没有生成。请按上面的提示改正后再试。")
    return dataclasses.replace(sources, findings=tuple(findings))


def stop_on_secrets(sources: Sources, audience: str, ceiling: str) -> None:
    """Raise where a text that this site would show is above its 密级."""
    found = above(select(sources.corpus, audience), ceiling)
    if found:
        told = "；".join(f"{e.file}（{e.header.security}）" for e in found)
        raise Abort(
            f"密级高于本站上限“{ceiling or '公开'}”，站点没有生成：{told}。请把它移出本站的仓库；密级写错的请改正"
            f"（只认{'、'.join(SECURITY[1:])}）；本站获准存放的，改 mkdocs.yml 里 rulebook 的 ceiling。"
        )


def change_of(root: Path, docs: Path, draft: str, audience: str) -> str:
    """What the change that a preview shows brings about beyond RULEBOOK_PREVIEW_BASE, as HTML; "" where this is no preview."""
    base = os.environ.get("RULEBOOK_PREVIEW_BASE", "")
    if not draft or not base or docs.resolve() != (root / "docs").resolve():
        return ""
    from rulebook.impact.snapshot import NoSuchCommit  # noqa: PLC0415  # as slow to load; only the preview of a branch needs it
    from rulebook.impact.tell import body_html  # noqa: PLC0415
    from rulebook.impact.whole import assessed  # noqa: PLC0415

    try:
        return body_html(assessed(root, base, "", build_audience(audience)))
    except NoSuchCommit as unknown:
        raise Abort(str(unknown)) from unknown


def build_audience(option: str) -> str:
    """RULEBOOK_AUDIENCE, else the option."""
    audience = os.environ.get("RULEBOOK_AUDIENCE") or option
    if audience not in AUDIENCES:
        raise Abort(f"读者范围写成了“{audience}”（RULEBOOK_AUDIENCE）。只有{'、'.join(AUDIENCES)}，请改正。")
    return audience


def build_day(option: str, root: Path) -> dt.date:
    """RULEBOOK_DAY, else the option, else the last commit's day in Asia/Shanghai, else today there."""
    given = os.environ.get("RULEBOOK_DAY") or option
    if given:
        try:
            return dt.date.fromisoformat(given)
        except ValueError as error:
            raise Abort(
                f"显示哪一天写成了“{given}”（RULEBOOK_DAY 或者 mkdocs.yml 的 day）。请写成 2026-11-23 这样，并且是真实存在的日子。"
            ) from error
    stamp = os.environ.get("SOURCE_DATE_EPOCH") or _commit_time(root)
    try:
        moment = dt.datetime.fromtimestamp(int(stamp), dt.UTC) if stamp else dt.datetime.now(dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Abort(f"环境变量 SOURCE_DATE_EPOCH 写成了“{stamp}”。请写成秒数，例如 1700000000，或者不设。") from error
    return moment.astimezone(ZoneInfo("Asia/Shanghai")).date()


def _commit_time(root: Path) -> str:
    return said_text(root, "log", "-1", "--format=%ct").strip()
