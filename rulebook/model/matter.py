"""Matters (遇事查办的事项): a situation in plain words, its answer, and the steps with the articles they rest on."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from rulebook.model.header import Identifier, Text

Target = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*#\S+$")]
Answer = Annotated[str, StringConstraints(pattern=r"\*\*.+\*\*", strip_whitespace=True)]


RESERVED = frozenset({"new-staff", "roles"})  # addresses of the fixed pages beside those of the matters


def _free(slug: str) -> str:
    if slug in RESERVED:
        msg = "reserved"
        raise ValueError(msg)
    return slug


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # most commands never read one


class Step(_Value):
    """谁、多久内、做什么、填哪张表、交给谁、依据第几条；only: 只在什么情形才要这一步."""

    who: Text = Field(description="谁")
    within: Text = Field(description="多久内，照条文写")
    what: Text = Field(description="做什么")
    form: str = Field("", description="填哪张表")
    to: str = Field("", description="交给谁")
    only: str = Field("", description="只在什么情形才要这一步，如 1万元以上")
    target: Target = Field(description="依据，如 seals#用印审批")


class Matter(_Value):
    """One matter (事项) of docs/tasks/tasks.yml."""

    id: Annotated[Identifier, AfterValidator(_free)] = Field(description="事项 id，是这一页的地址")
    title: Text = Field(description="事项，用大白话")
    group: Text = Field(description="事项类别")
    common: bool = Field(default=False, description="首页的常办事项，恰好六件")
    situations: tuple[Text, ...] = Field((), description="读者会怎么说")
    answer: Answer = Field(description="一句话答案，期限写成 **期限**")
    limits: tuple[Text, ...] = Field((), description="例外和限度，答案里没有说的，一条一句")
    roles: tuple[Identifier, ...] = Field((), description="谁会遇到：岗位 id，或者 new-staff 新进人员")
    steps: Annotated[tuple[Step, ...], Field(min_length=1)] = Field(description="步骤")
