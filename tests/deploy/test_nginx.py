"""Serving by real nginx: headers, types, redirects, caching, compressed copies, audiences, logs."""

import contextlib
import gzip
import http.client
import http.server
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import ROOT

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else "")
pytestmark = pytest.mark.skipif(not NGINX, reason="没有 nginx，没有验证网页服务器的配置（apt-get install -y nginx-light）")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(port: int, path: str, *, secure: ssl.SSLContext | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    kind = (
        http.client.HTTPSConnection("127.0.0.1", port, context=secure)
        if secure
        else http.client.HTTPConnection("127.0.0.1", port)
    )
    with contextlib.closing(kind) as link:
        link.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = link.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


@contextlib.contextmanager
def _running(place: Path, *servers: str) -> Iterator[None]:
    """Nginx with these server blocks, everything it writes below ``place``."""
    paths = " ".join(f"{name}_temp_path {place}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    text = "\n".join(servers).replace("/var/log/nginx", str(place)).replace("/etc/nginx/rulebook-site.conf", f"{place}/site.conf")
    site = (ROOT / "deploy/nginx-site.conf").read_text(encoding="utf-8").replace("/var/log/nginx", str(place))
    (place / "site.conf").write_text(site, encoding="utf-8")
    whole = f"{user} daemon off; pid {place}/pid; error_log {place}/error.log; events {{}} http {{ access_log off; {paths}\n{text}\n}}"
    (place / "nginx.conf").write_text(whole, encoding="utf-8")
    checked = subprocess.run([NGINX, "-t", "-c", f"{place}/nginx.conf", "-p", place], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    process = subprocess.Popen([NGINX, "-c", f"{place}/nginx.conf", "-p", place], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            if (place / "pid").exists() and (place / "pid").read_text().strip():
                break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _site(folder: Path, home: str = "首页") -> Path:
    files = {
        "index.html": home,
        "404.html": f"{home}没有这个页面",
        "rules/seals/index.html": "印章",
        "forms/seals/form.docx": "x",
        "assets/js/site.js": "export {};",
        "assets/js/site-0123456789abcdef.js": "export {};",
        "assets/ledger/ledger.jsonl": "{}",
        "calendar/all.ics": "BEGIN:VCALENDAR",
        "data/acts.csv": "名称",
        "data/act.md": "# 名称",
        "text.txt": "全文",
        "data.json": "{}",
        "feed.atom": "<feed/>",
        "feed.xml": "<feed/>",
        ".secret": "x",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folder.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    place = tmp_path_factory.mktemp("nginx")
    folder = _site(place / "www")
    with gzip.open(folder / "rules/seals/index.html.gz", "wb") as file:
        file.write("压好的印章".encode())
    port = _port()
    server = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    assert "listen 80;" in server
    assert "root /srv/rulebook/current;" in server
    with _running(place, server.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/rulebook/current", str(folder))):
        yield port, place


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/rules/seals/", 200),
        ("/rules/seals", 301),
        ("/forms/seals/form.docx", 200),
        ("/forms/seals/", 404),
        ("/forms/", 404),
        ("/forms", 301),
        ("/nowhere", 404),
        ("/nowhere/", 404),
        ("/.secret", 404),
        ("/assets/../.secret", 404),
    ],
)
def test_every_answer_has_the_headers(served: tuple[int, Path], path: str, status: int) -> None:
    got, headers, body = _get(served[0], path)
    assert got == status
    for name, value in HEADERS.items():
        assert value in headers.get(name, ""), name
    assert "Cross-Origin-Opener-Policy" not in headers  # a browser refuses it over plain http, on every page
    assert "Cache-Control" in headers
    assert "/" not in headers.get("Server", "")
    if status == 404:
        assert "没有这个页面" in body.decode()
        assert headers["Content-Type"] == "text/html; charset=utf-8"
    if status == 301:
        assert headers["Location"] == f"{path}/"  # relative: host and port stay


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/calendar/all.ics", "text/calendar; charset=utf-8"),
        ("/data/acts.csv", "text/csv; charset=utf-8"),
        ("/data/act.md", "text/markdown; charset=utf-8"),
        ("/text.txt", "text/plain; charset=utf-8"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/assets/ledger/ledger.jsonl", "application/x-ndjson; charset=utf-8"),
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/assets/js/site.js", "application/javascript; charset=utf-8"),
        ("/forms/seals/form.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_types(served: tuple[int, Path], path: str, kind: str) -> None:
    assert _get(served[0], path)[1]["Content-Type"] == kind


def test_caching(served: tuple[int, Path]) -> None:
    for path in ("/", "/assets/js/site.js", "/data.json", "/nowhere"):
        assert _get(served[0], path)[1]["Cache-Control"] == "no-cache"
    assert "immutable" in _get(served[0], "/assets/js/site-0123456789abcdef.js")[1]["Cache-Control"]
    etag = _get(served[0], "/")[1]["ETag"]
    assert _get(served[0], "/", If_None_Match=etag)[0] == 304


def test_compressed_copies_are_used(served: tuple[int, Path]) -> None:
    _, headers, body = _get(served[0], "/rules/seals/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).decode() == "压好的印章"
    assert "Accept-Encoding" in headers["Vary"]
    assert _get(served[0], "/rules/seals/")[2].decode() == "印章"


def test_logs_keep_no_query_and_no_referer(served: tuple[int, Path]) -> None:
    port, place = served
    for path in ("/search/?q=needle", "/?q=needle", "/rules/seals?q=needle"):
        _get(port, path, Referer="http://x/needle", User_Agent="needle")
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as link:
        link.request("POST", "/?q=needle", body=b"x" * 5000)
        assert link.getresponse().status in {405, 413}
    time.sleep(0.2)
    logs = {path.name: path.read_text() for path in place.glob("*.log")}
    assert '"GET /search/ HTTP/1.1" 404' in logs["rulebook.access.log"]
    assert not [name for name, text in logs.items() if "needle" in text]


def test_the_shared_lines_are_the_same() -> None:
    """The example for audiences includes what nginx.conf, which stands alone, says itself."""
    alone = [line.strip() for line in (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").splitlines()]
    shared = [line.strip() for line in (ROOT / "deploy/nginx-site.conf").read_text(encoding="utf-8").splitlines()[1:]]
    assert shared == alone[alone.index("index index.html;") : -1]


class _Login(http.server.BaseHTTPRequestHandler):
    """Stands for a login service: the cookie names the audience of the reader."""

    def do_GET(self) -> None:
        ranks = {"middle": 1, "committee": 2}
        cookie = (self.headers["Cookie"] or "").partition("=")[2]
        wanted = ranks[self.headers["X-Rulebook-Audience"]]
        self.send_response(401 if not cookie else 204 if ranks.get(cookie, 0) >= wanted else 403)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def _example(name: str, place: Path, ports: dict[str, int]) -> list[str]:
    """nginx.conf for its log format, and an example with its addresses and folders moved here."""
    common = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").replace("listen 80", f"listen 127.0.0.1:{_port()}")
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for old, new in ports.items():
        assert old in text
        text = text.replace(old, f"127.0.0.1:{new}")
    return [t.replace("/srv", str(place / "srv")).replace("/etc/nginx/tls", str(place / "tls")) for t in (common, text)]


def _audience_sites(place: Path) -> None:
    for name, home in (("rulebook", "全体首页"), ("rulebook-middle", "中层首页"), ("rulebook-committee", "党委首页")):
        _site(place / "srv" / name / "current", home)


def test_audiences_by_login(tmp_path: Path) -> None:
    _audience_sites(tmp_path)
    ports = {"8081": _port(), "8082": _port(), "127.0.0.1:9000": _port()}
    login = http.server.ThreadingHTTPServer(("127.0.0.1", ports["127.0.0.1:9000"]), _Login)
    threading.Thread(target=login.serve_forever, daemon=True).start()
    with _running(tmp_path, *_example("nginx-by-login.conf", tmp_path, ports)):
        table = {
            ("8081", ""): 401,
            ("8081", "staff"): 403,
            ("8081", "middle"): 200,
            ("8081", "committee"): 200,
            ("8082", ""): 401,
            ("8082", "middle"): 403,
            ("8082", "committee"): 200,
        }
        for (server, who), status in table.items():
            for path in ("/", "/rules/seals/", "/data.json", "/404.html", "/assets/js/site.js", "/calendar/all.ics"):
                got, headers, body = _get(ports[server], path, Cookie=f"who={who}" if who else "")
                assert got == status, (server, who, path)
                assert "首页".encode() not in body or status == 200
                assert headers["X-Frame-Options"] == "DENY"
        assert _get(ports["8082"], "/.login", Cookie="who=committee")[0] == 404
        login.shutdown()
        login.server_close()
        assert _get(ports["8082"], "/", Cookie="who=committee")[0] == 500


def _certificates(folder: Path) -> None:
    folder.mkdir()
    day = ["-days", "2", "-nodes", "-newkey", "rsa:2048"]

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    for authority in ("ca", "other"):
        openssl("req", "-x509", *day, "-keyout", f"{authority}.key", "-out", f"{authority}.pem", "-subj", f"/CN={authority}")
    openssl("req", "-x509", *day, "-keyout", "site.key", "-out", "site.pem", "-subj", "/CN=localhost")
    for name, subject, authority in (
        ("staff", "/O=x/OU=staff/CN=a", "ca"),
        ("middle", "/O=x/OU=middle/CN=b", "ca"),
        ("committee", "/O=x/OU=committee/CN=c", "ca"),
        ("forged", "/O=x/OU=committee/CN=d", "other"),
        ("named", "/O=x/OU=staff/CN=OU=committee", "ca"),
    ):
        openssl("req", *day[2:], "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", subject)
        openssl(
            "x509",
            "-req",
            "-in",
            f"{name}.csr",
            "-CA",
            f"{authority}.pem",
            "-CAkey",
            f"{authority}.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-out",
            f"{name}.pem",
        )


@pytest.mark.skipif(not shutil.which("openssl"), reason="没有 openssl，没有验证客户端证书")
def test_audiences_by_certificate(tmp_path: Path) -> None:
    _audience_sites(tmp_path)
    _certificates(tmp_path / "tls")
    ports = {"8444": _port(), "8445": _port()}
    with _running(tmp_path, *_example("nginx-by-certificate.conf", tmp_path, ports)):
        table = {
            "": (400, 400),
            "forged": (400, 400),
            "staff": (403, 403),
            "named": (403, 403),
            "middle": (200, 403),
            "committee": (200, 200),
        }
        for who, wanted in table.items():
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            if who:
                context.load_cert_chain(tmp_path / f"tls/{who}.pem", tmp_path / f"tls/{who}.key")
            for path in ("/", "/data.json", "/nowhere"):
                answers = [_get(port, path, secure=context) for port in ports.values()]
                got = tuple(answer[0] for answer in answers)
                assert {answer[1]["Cross-Origin-Opener-Policy"] for answer in answers} == {"same-origin"}
                assert got == tuple(404 if status == 200 and path == "/nowhere" else status for status in wanted), (who, path)


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="只有 root 能换用户，没有验证不用 root 运行")
def test_nginx_runs_without_root(tmp_path: Path) -> None:
    """The whole configuration of the service, by a user who can write its logs and its run folder alone."""
    folder = _site(tmp_path / "www")
    port = _port()
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_mode & 0o5 != 0o5:  # the folders of tests are their owner's alone
            path.chmod(0o755)
    (tmp_path / "run").mkdir()
    (tmp_path / "log").mkdir()
    site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    site = site.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/rulebook/current", str(folder))
    (tmp_path / "rulebook.conf").write_text(site.replace("/var/log/nginx", str(tmp_path / "log")), encoding="utf-8")
    main = (ROOT / "deploy/nginx-main.conf").read_text(encoding="utf-8")
    for old, new in (("/run/rulebook", tmp_path / "run"), ("/var/log/nginx", tmp_path / "log"), ("/etc/nginx/conf.d", tmp_path)):
        assert old in main
        main = main.replace(old, str(new))
    (tmp_path / "main.conf").write_text(main, encoding="utf-8")
    subprocess.run(["chown", "-R", "nobody", str(tmp_path / "run"), str(tmp_path / "log")], check=True)
    command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs", NGINX]
    process = subprocess.Popen([*command, "-c", f"{tmp_path}/main.conf", "-g", "daemon off;"], stderr=subprocess.PIPE)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                assert _get(port, "/")[0] == 200
                break
            time.sleep(0.05)
        else:
            raise AssertionError((process.poll(), (tmp_path / "log").exists()))
    finally:
        process.terminate()
        process.wait()


def test_the_service_file_is_valid() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("没有 systemd-analyze，没有验证 rulebook-web.service")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(ROOT / "deploy/rulebook-web.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "rulebook-web.service:" not in done.stderr.replace("rulebook-web.service: Command", ""), done.stderr


def test_logs_are_kept_for_six_months() -> None:
    program = shutil.which("logrotate") or "/usr/sbin/logrotate"
    if not Path(program).exists():
        pytest.skip("没有 logrotate，没有验证日志轮换")
    done = subprocess.run([program, "-d", str(ROOT / "deploy/logrotate.conf")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "error:" not in done.stderr, done.stderr
    assert "(27 rotations)" in done.stderr
