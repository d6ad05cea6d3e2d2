"""Building the site for tests and serving it under a strict policy."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def build_site(out: Path, docs: Path | None = None) -> Path:
    """The site of this repository, or of another folder of acts, written to ``out``."""
    options = {"site_dir": str(out)} | ({"docs_dir": str(docs)} if docs else {})
    build(load_config(str(ROOT / "mkdocs.yml"), **options))
    return out


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code == http.HTTPStatus.NOT_FOUND and page.exists():
            body = page.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[int]:
    """Serve ``folder`` over plain http; gives the port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


def until(page: Page, script: str, arg: object = None) -> None:
    """Ask the page until it says yes; the policy of our pages forbids Playwright's own way of waiting."""
    for _ in range(200):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(script)
