"""The MkDocs plugin: only adapts. What is drawn is decided in the modules beside it."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from rulebook.checks.printers import lines
from rulebook.checks.run import check
from rulebook.corpus.editions import frozen, load_editions
from rulebook.corpus.load import load
from rulebook.corpus.matters import load_matters
from rulebook.corpus.select import select
from rulebook.history import ledger
from rulebook.model.finding import Level
from rulebook.model.matter import Matter
from rulebook.outputs.catalogue import drawn_pages
from rulebook.outputs.duty_files import duty_files
from rulebook.outputs.form_docx import form_files
from rulebook.outputs.search import Finder
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.home import site_view
from rulebook.pages.matter_pages import visible
from rulebook.pages.model import Site, build_site
from rulebook.pages.tables import register_files
from rulebook.pages.verify_page import verify_files
from rulebook.site.markdown import table_html
from rulebook.site.quick import CompiledTemplates, PageWithoutMarkdown, look_often
from rulebook.site.sandbox import closed_environment

OUR_ASSETS = ("assets/css/", "assets/js/", "assets/images/favicon")  # the theme's own scripts and styles are not used


class RulebookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its base untyped
    """Options under ``plugins: - rulebook`` in mkdocs.yml."""

    audience = config_options.Choice(("全体", "中层以上", "党委"), default="全体")
    day = config_options.Type(str, default="")
    search = config_options.Type(bool, default=True)


class RulebookPlugin(BasePlugin[RulebookConfig]):  # type: ignore[no-untyped-call]  # as above
    """Draws the rulebook. State lives for one build."""

    site: Site
    matters: tuple[Matter, ...]
    drawn: dict[str, DrawnPage]
    paths: set[str]
    sources: set[str]  # every act file, also of texts that this site does not show
    compiled = CompiledTemplates()  # of this run; a changed template is compiled again
    preview = False  # serving to an editor: a published text under change is told of, and shown all the same

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """MkDocs keeps a plugin with this hook across the builds of one run."""
        self.preview = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
        """An editor waits for the page."""
        look_often(server, config)
        return server

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Lock the macro environment: after every other plugin had its say."""
        macros = config.plugins.get("macros")
        if macros is not None:
            macros._env = closed_environment(dict(macros.macros))  # noqa: SLF001  # the plugin offers no other way
            macros._variables = type(macros.variables)({"page": None})  # noqa: SLF001

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the acts; stop on errors, all of them at once."""
        config.theme.static_templates.discard("sitemap.xml")  # an intranet site has no crawler and no fixed address
        docs = Path(config.docs_dir)
        root = Path(config.config_file_path).parent if config.config_file_path else docs.parent
        corpus = load(root, docs)
        findings = check(corpus)
        sys.stderr.write(lines(f for f in findings if f.level is not Level.INFO))
        errors = [f for f in findings if f.level is Level.ERROR and not (self.preview and f.code == ledger.CHANGED)]
        if errors:
            raise Abort(f"共 {len(errors)} 处错误，站点没有生成。请按上面的提示改正后再试。")
        day = build_day(self.config.day, root)
        self.sources = {expression.file for expression in corpus.expressions()}
        editions = load_editions(corpus)
        edition = editions.named(os.environ.get("RULEBOOK_EDITION", ""))
        chosen = select(corpus, self.config.audience)
        if edition:
            chosen, day = frozen(chosen, edition), edition.as_of
        self.site = build_site(chosen, day, config.site_name)
        self.site.edition, self.site.editions = edition, editions.all
        self.site.whole = bool(os.environ.get("RULEBOOK_WHOLE"))
        self.matters = () if edition else visible(self.site, load_matters(root, docs).all)
        self.drawn = {page.src_uri: page for page in drawn_pages(self.site, table_html, self.matters)}
        self.paths = {page.path for page in self.drawn.values()}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Nothing is copied raw from docs/: data and act sources go, drawn pages come."""
        for file in list(files):
            keep = file.is_documentation_page() and file.src_uri not in self.drawn and not self._is_source(file)
            ours = file.src_uri.startswith(OUR_ASSETS)
            if not keep and file.generated_by is None and not ours:
                files.remove(file)
        for page in self.drawn.values():
            file = File.generated(config, page.src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            PageWithoutMarkdown(page.title, file, config)
            files.append(file)
        self.paths.update(file.url for file in files.documentation_pages())
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Navigation is drawn from the views; MkDocs' own list stays empty (it costs a walk of all pages on each page)."""
        return Navigation([], list(nav.pages))

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Drawn pages have no Markdown."""
        drawn = self.drawn.get(page.file.src_uri)
        if drawn is None:
            return markdown
        page.meta = {"template": drawn.template, "render_macros": False}
        if drawn.title != self.site.name:  # the theme writes the site's name behind every title
            page.meta["title"] = drawn.title
        return ""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Templates are compiled once a run, not once a build; ours escape every value that is not drawn as HTML."""
        env.bytecode_cache = self.compiled
        folder = Path(config.theme.custom_dir or "")
        ours = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} if config.theme.custom_dir else set()
        env.autoescape = lambda name: name in ours
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
        """Give templates their values."""
        drawn = self.drawn.get(page.file.src_uri)
        values: dict[str, Any] = context  # type: ignore[assignment]  # MkDocs types only its own keys
        values["site"] = site_view(self.site, page.url, self.paths)
        values["view"] = drawn.view() if drawn else None
        return context

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
        """The page for addresses that lead nowhere gets the shared part too; it is served at any depth."""
        values: dict[str, Any] = context  # type: ignore[assignment]  # MkDocs types only its own keys
        values["site"] = site_view(self.site, "./", self.paths, base=urlsplit(config.site_url or "/").path)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Data files for the browser."""
        out = Path(config.site_dir) / "assets" / "search"
        out.mkdir(parents=True, exist_ok=True)
        for name, value in Finder(self.site, self.matters).files() if self.config.search else ():
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            (out / f"{name}.json").write_text(text, encoding="utf-8")
        for path, content in (
            *duty_files(self.site),
            *verify_files(self.site),
            *form_files(self.site),
            *register_files(self.site),
        ):
            target = Path(config.site_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def _is_source(self, file: File) -> bool:
        return f"{self.site.corpus.docs_name}/{file.src_uri}" in self.sources


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
    try:
        result = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
