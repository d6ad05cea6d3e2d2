"""Matters (遇事查办的事项): a situation in plain words, its answer, and the steps with the articles they rest on."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from rulebook.model.header import Identifier, Text

Target = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*#\S+$")]
Answer = Annotated[str, StringConstraints(pattern=r"\*\*.+\*\*", strip_whitespace=True)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Value):
    """谁、多久内、做什么、填哪张表、交给谁、依据第几条."""

    who: Text = Field(description="谁")
    within: Text = Field(description="多久内，照条文写")
    what: Text = Field(description="做什么")
    form: str = Field("", description="填哪张表")
    to: str = Field("", description="交给谁")
    target: Target = Field(description="依据，如 seals#用印审批")


class Matter(_Value):
    """One matter (事项) of docs/tasks/tasks.yml."""

    id: Identifier = Field(description="事项 id，页面锚点")
    title: Text = Field(description="事项，用大白话")
    group: Text = Field(description="事项类别")
    common: bool = Field(default=False, description="首页的常办事项，恰好六件")
    situations: tuple[Text, ...] = Field((), description="读者会怎么说")
    answer: Answer = Field(description="一句话答案，期限写成 **期限**")
    roles: tuple[Identifier, ...] = Field((), description="谁会遇到：岗位 id，或者 new-staff 新进人员")
    steps: Annotated[tuple[Step, ...], Field(min_length=1)] = Field(description="步骤")
