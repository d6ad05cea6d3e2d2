"""The comment on a loopback server that answers as the forges' published APIs say."""

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from rulebook.impact.post import CannotPost, forge, post
from rulebook.impact.tell import MARK


class Forge(http.server.BaseHTTPRequestHandler):
    comments: list[dict[str, Any]]
    calls: list[tuple[str, str, str]]

    def _answer(self, value: object, code: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> dict[str, Any]:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        self.calls.append(("GET", self.path, ""))
        if self.headers.get("Authorization") != "token t" and self.headers.get("PRIVATE-TOKEN") != "t":
            self._answer({"message": "no"}, 401)
            return
        self._answer(self.comments)

    def do_POST(self) -> None:
        self.comments.append({"id": 7, **self._body()})
        self.calls.append(("POST", self.path, ""))
        self._answer(self.comments[-1], 201)

    def _edit(self) -> None:
        self.comments[0].update(self._body())
        self.calls.append((self.command, self.path, ""))
        self._answer(self.comments[0])

    def do_PATCH(self) -> None:
        self._edit()

    def do_PUT(self) -> None:
        self._edit()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Forge.comments, Forge.calls = [], []
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Forge)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_address[1]}"
    found.shutdown()


def _github(base: str, token: str = "t") -> dict[str, str]:  # noqa: S107  # of a server of our own
    return {"GITHUB_API_URL": base, "GITHUB_REPOSITORY": "a/b", "GITHUB_REF": "refs/pull/12/merge", "RULEBOOK_TOKEN": token}


def _gitlab(base: str) -> dict[str, str]:
    return {"CI_API_V4_URL": base, "CI_PROJECT_ID": "g/p", "CI_MERGE_REQUEST_IID": "3", "RULEBOOK_TOKEN": "t"}


@pytest.mark.parametrize(
    ("environment", "new", "edit"),
    [
        (_github, "/repos/a/b/issues/12/comments", ("PATCH", "/repos/a/b/issues/comments/7")),
        (_gitlab, "/projects/g%2Fp/merge_requests/3/notes", ("PUT", "/projects/g%2Fp/merge_requests/3/notes/7")),
    ],
)
def test_written_once_then_updated(server: str, environment: Any, new: str, edit: tuple[str, str]) -> None:
    where = forge(environment(server))
    assert "已在" in post(f"{MARK}\n一", where)
    assert Forge.calls[-1][:2] == ("POST", new)
    assert "已更新" in post(f"{MARK}\n二", where)
    assert Forge.calls[-1][:2] == edit
    assert [c["body"] for c in Forge.comments] == [f"{MARK}\n二"]


def test_a_long_one_is_cut(server: str) -> None:
    post(MARK + "\n行" * 60_000, forge(_github(server)))
    assert len(Forge.comments[0]["body"]) < 65_536


@pytest.mark.parametrize(
    ("environment", "words"),
    [({}, "没有访问令牌"), ({"RULEBOOK_TOKEN": "t"}, "不在合并请求"), ({**_github("file:///etc"), "x": ""}, "不对")],
)
def test_told_in_words(environment: dict[str, str], words: str) -> None:
    with pytest.raises(CannotPost, match=words):
        post("x", forge(environment))


def test_refused(server: str) -> None:
    with pytest.raises(CannotPost, match="401"):
        post("x", forge(_github(server, "wrong")))
