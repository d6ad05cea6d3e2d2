"""Every page of the site in Chromium as it is published: real nginx, its strict CSP, plain http, a name that is not localhost."""

from __future__ import annotations

import os
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, sync_playwright

from tests.browser.conftest import CHROMIUM
from tests.deploy.test_nginx import NGINX, _port, _running
from tests.sites import ROOT

pytestmark = pytest.mark.skipif(not (CHROMIUM and NGINX), reason="要有 Chromium 和 nginx")
HOST = "rulebook.test"
SEEN = """() => document.addEventListener('securitypolicyviolation', event => console.error(
  'CSP ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + location.pathname))"""


def _told(message: ConsoleMessage) -> bool:
    return message.type in {"error", "warning"}


def test_no_page_breaks_the_policy_or_asks_another_host(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """RULEBOOK_CRAWL_SITE takes a site that is built already; RULEBOOK_CRAWL_EACH=10 every tenth page only."""
    given = os.environ.get("RULEBOOK_CRAWL_SITE")
    root = Path(given) if given else request.getfixturevalue("site")
    every = int(os.environ.get("RULEBOOK_CRAWL_EACH", "1"))
    pages = sorted(path.parent.relative_to(root).as_posix() for path in root.rglob("index.html"))[::every]
    port = _port()
    server = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("root /srv/rulebook/current;", f"root {root};")
    problems: list[str] = []
    with _running(tmp_path, server), sync_playwright() as p:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        arguments = ["--no-sandbox", f"--host-resolver-rules=MAP {HOST} 127.0.0.1", "--disable-background-networking"]
        browser = p.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.add_init_script(f"({SEEN})()")
        base = f"http://{HOST}:{port}/"
        page.on("console", lambda m: problems.append(f"{page.url} {m.text}") if _told(m) else None)
        page.on("pageerror", lambda e: problems.append(f"{page.url} {e}"))
        page.on("request", lambda r: problems.append(r.url) if not r.url.startswith((base, "data:")) else None)
        page.on("response", lambda r: problems.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        blocks = 0
        for path in pages:
            page.goto(base + ("" if path == "." else f"{path}/"), wait_until="load")
            blocks += page.locator('script[type="application/ld+json"]').count()
        browser.close()
    assert blocks, "no page has its data block"
    assert not problems, "\n".join(problems[:20])
