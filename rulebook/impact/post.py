"""One comment on a pull request that is updated in place: GitHub, Forgejo and Gitea, GitLab, by their published APIs."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from rulebook.impact.tell import MARK

_MOST = 60_000  # characters; GitHub takes 65,536
_TIMEOUT = 20  # seconds


class CannotPost(Exception):  # noqa: N818  # an answer, not a fault
    """The comment was not written; the message is a Chinese sentence with a way out."""


@dataclass(frozen=True, slots=True)
class Forge:
    """Where the comments of one pull request are. list, new: addresses; edit: with {id} for the comment's number."""

    listing: str
    new: str
    edit: str
    method: str  # of an edit
    headers: Mapping[str, str]


def forge(environment: Mapping[str, str] = os.environ) -> Forge:
    """The forge this run belongs to, by the variables its runner sets. Raises CannotPost where one is missing."""
    token = environment.get("RULEBOOK_TOKEN") or environment.get("GITHUB_TOKEN") or environment.get("GITLAB_TOKEN") or ""
    if not token:
        raise CannotPost("没有访问令牌。请在流水线里把有评论权限的令牌放进环境变量 RULEBOOK_TOKEN。")
    if environment.get("CI_MERGE_REQUEST_IID"):
        project = quote(environment.get("CI_PROJECT_ID", ""), safe="")
        api = environment.get("CI_API_V4_URL", "")
        notes = f"{api}/projects/{project}/merge_requests/{environment['CI_MERGE_REQUEST_IID']}/notes"
        return Forge(f"{notes}?per_page=100", notes, f"{notes}/{{id}}", "PUT", {"PRIVATE-TOKEN": token})
    api, repository = environment.get("GITHUB_API_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    number = _pull_number(environment)
    if not api or not repository or not number:
        raise CannotPost("不在合并请求的流水线里，不知道评论写到哪里。请在合并请求触发的任务里运行 --post。")
    issue = f"{api}/repos/{repository}/issues"
    headers = {"Authorization": f"token {token}", "Accept": "application/json"}
    comments = f"{issue}/{number}/comments"
    return Forge(f"{comments}?per_page=100&limit=50", comments, f"{issue}/comments/{{id}}", "PATCH", headers)


def _pull_number(environment: Mapping[str, str]) -> str:
    reference = environment.get("GITHUB_REF", "")  # refs/pull/12/merge
    parts = reference.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "pull" and parts[2].isdigit() else ""


def post(text: str, where: Forge) -> str:
    """Write or rewrite the comment; gives what was done in words. Raises CannotPost."""
    body = text if len(text) <= _MOST else text[:_MOST].rsplit("\n", 1)[0] + "\n\n（太长，后面的见检查任务的附件。）"
    before = _call("GET", where.listing, where.headers)
    own = next((c for c in before if isinstance(c, dict) and str(c.get("body", "")).startswith(MARK)), None)
    if own:
        _call(where.method, where.edit.format(id=own["id"]), where.headers, {"body": body})
        return "已更新合并请求里的影响说明。"
    _call("POST", where.new, where.headers, {"body": body})
    return "已在合并请求里写上影响说明。"


def _call(method: str, url: str, headers: Mapping[str, str], value: object = None) -> Any:
    if not url.startswith(("http://", "https://")):
        raise CannotPost(f"评论的地址“{url}”不对。请核对流水线的环境变量。")
    data = None if value is None else json.dumps(value).encode()
    request = urllib.request.Request(url, data, {**headers, "Content-Type": "application/json"}, method=method)  # noqa: S310  # the scheme is checked above
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310  # as above
            return json.loads(answer.read() or b"[]")
    except urllib.error.HTTPError as error:
        raise CannotPost(f"代码平台没有收评论（{error.code}）。请核对令牌的权限；影响说明仍在检查任务的输出里。") from error
    except (OSError, ValueError) as error:
        raise CannotPost(f"连不上代码平台（{error}）。影响说明仍在检查任务的输出里。") from error
