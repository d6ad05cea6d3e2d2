"""The front matter (文件头) of a rule: keys English, values Chinese where people read them.

``Header.model_json_schema()`` serves editors (completion and Chinese hover help).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from rulebook.model.dates import YEARS, how_to_write

_DOC_NO = re.compile(r"[\[［【（(]((?:19|20)\d\d)[\]］】）)]")


def doc_no_key(doc_no: str) -> str:
    """A 文号 with its year in 〔〕 and without blanks."""
    return _DOC_NO.sub(r"〔\1〕", re.sub(r"\s", "", doc_no))


def _read_date(value: object) -> object:
    """Dates are written 2021-04-02; anything else is refused, an impossible day or year too."""
    if isinstance(value, str):
        try:
            day = dt.date.fromisoformat(value.strip())
        except ValueError as error:
            raise ValueError(how_to_write(value)) from error
        if day.year not in YEARS:
            raise ValueError(f"年份应当在 {YEARS[0]} 到 {YEARS[-1]} 之间；长期有效的不写有效期（expires）")
        return day
    return value


Date = Annotated[dt.date, BeforeValidator(_read_date)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
ProvisionId = Annotated[
    str,
    StringConstraints(pattern=r"^(art|chp|sec|part|subpart|clause|annex)_\d+(-\d+)?(__[a-z]+_\d+(-\d+)?)*$"),
]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Provenance(_Value):
    """Where the act is known from (来源)."""

    kind: Literal["named", "described", "inferred", "published"] = Field(
        description="named 题名见于报告；described 做法见于报告；inferred 推定；published 公开法律法规"
    )
    quote: str = Field("", description="报告原句")
    note: str = Field("", description="来源说明")


class BasisReference(_Value):
    """An instrument the act rests on (依据)."""

    id: Identifier = Field(description="上位依据登记的 id")
    checked: str = Field("", description="条号已核对的文本日期；没有核对就不写")


class BasisCheck(_Value):
    """An article that was compared with a later text of an instrument than the whole was (逐条核对)."""

    article: ProvisionId = Field(description="本制度的哪一条，如 art_6")
    id: Identifier = Field(description="上位依据登记的 id")
    checked: Date = Field(description="对照的上位文本的日期")


class Event(_Value):
    """A step in the life of an act as issued (沿革)."""

    on: Date = Field(description="通过或者决定的日期")
    event: Literal["制定", "修正", "修订", "勘误", "废止", "延期", "部分失效", "登记更正", "撤回"] = Field(
        description="事项（沿革种类）"
    )
    doc_no: str = Field("", description="文号")
    effective: Date | None = Field(None, description="施行日期；废止、部分失效写自哪一天起，撤回写撤回的文本的施行日期")
    until: Date | None = Field(None, description="延期到哪一天（有效期新的最后一天）")
    by: str = Field("", description="废止后由哪件替代（制度 id）")
    item: str = Field("", description="登记更正写文件头的哪一项，部分失效写哪一条（如 art_5）")
    note: str = Field("", description="说明")


class Repealed(_Value):
    """Repeal (废止): from ``on`` the act is no longer in force."""

    on: Date = Field(description="自哪一天起废止")
    by: str = Field("", description="由哪件替代（制度 id）")


class Duty(_Value):
    """What somebody has to do by when (职责), tied to its article."""

    id: Text = Field(description="职责编号")
    article: ProvisionId = Field(description="所在条，如 art_6")
    who: Text = Field(description="谁")
    office: Identifier = Field(description="科室、岗位 id")
    what: Text = Field(description="做什么")
    recurrence: str = Field(description="周期或者触发，写法见“职责日历”说明")
    deadline: str = Field("", description="期限原话")
    form: str = Field("", description="用哪张表")
    step: bool = Field(default=False, description="程序里的一步：按科室列出，一页纸不列")


class NoDuty(_Value):
    """An article whose words hold a period and that gives nobody anything to do."""

    article: ProvisionId = Field(description="哪一条")
    reason: Text = Field(description="为什么不登记职责")


class SeeAlso(_Value):
    """An editor's link (编者链接) from generic words in the text to a provision."""

    article: ProvisionId = Field(description="编者链接放在哪一条下")
    target: Text = Field(description="目标，如 secrecy#知悉范围")
    note: str = Field("", description="说明")


class Approved(_Value):
    """Who adopted the text and when (审议)."""

    body: Identifier = Field(description="审议机关 id")
    meeting: str = Field("", description="会议名称")
    on: Date | None = Field(None, description="审议日期")


class ArticleStatus(_Value):
    """A single article that ends before its act does (部分失效)."""

    repealed: Date = Field(description="自哪一天起不再适用")
    by: str = Field("", description="由哪一条替代")


class Header(_Value):
    """The whole front matter of one expression."""

    id: Identifier = Field(description="制度 id，同一件制度各个版本相同")
    title: Text = Field(description="题名，与正文第一行一致")
    short_title: str = Field("", description="简称")
    aliases: tuple[str, ...] = Field((), description="别名，检索用")
    document_type: str = Field("", description="文种：办法、规定、制度……")
    collection: Literal["mechanism", "rule", "register", "law"] = Field(
        "rule", description="mechanism 长效机制；rule 规章制度；register 清单；law 法律法规"
    )
    category: str = Field("", description="类别")
    order: int = Field(0, description="汇编次序")
    doc_no: str = Field("", description="文号，年份用〔〕")
    issuer: str = Field("", description="印发机关")
    adopted: Date | None = Field(None, description="通过日期")
    issued: Date | None = Field(None, description="印发日期")
    effective: Date | None = Field(None, description="施行日期")
    expires: Date | None = Field(None, description="有效期最后一天（试行的写）")
    repealed: Repealed | None = Field(None, description="废止")
    review_by: Date | None = Field(None, description="应当复审的日期")
    office: str = Field("", description="责任科室 id")
    interpreter: str = Field("", description="解释机关 id")
    audience: Literal["全体", "中层以上", "党委"] = Field("全体", description="读者范围")
    security: str = Field("", description="密级")
    disclosure: Literal["", "主动公开", "依申请公开", "不予公开"] = Field("", description="公开属性")
    provenance: Provenance | None = Field(None, description="来源")
    demonstration: bool = Field(default=False, description="演示版本")
    basis: tuple[BasisReference, ...] = Field((), description="依据")
    basis_checked: tuple[BasisCheck, ...] = Field(
        (), description="依据改了以后，只有几条另外对照过的：哪一条、哪件依据、哪天的文本"
    )
    replaces: tuple[str, ...] = Field((), description="替代哪几件（id）")
    event: Literal["修正", "修订"] = Field("修正", description="新文本是修正（改部分条文）还是修订（全面改），记入沿革后删去")
    history: tuple[Event, ...] = Field((), description="沿革，照印发的写，不推断")
    renumbered: dict[ProvisionId, ProvisionId] = Field({}, description="新旧条号对照：旧: 新")
    article_status: dict[ProvisionId, ArticleStatus] = Field({}, description="个别条款的状态")
    duties: tuple[Duty, ...] = Field((), description="职责")
    duties_checked: Date | None = Field(None, description="职责逐条核对的日期；写了，以后哪一条写了期限而没有登记就有提示")
    no_duty: tuple[NoDuty, ...] = Field((), description="写了期限而不用登记职责的条，和理由")
    forms: tuple[str, ...] = Field((), description="附表名称")
    see_also: tuple[SeeAlso, ...] = Field((), description="编者链接")
    approved: Approved | None = Field(None, description="审议情况")
    state: Literal["draft", "adopted"] = Field("adopted", description="draft 草案；adopted 已通过")
    stage: Literal["征求意见稿", "送审稿"] = Field("征求意见稿", description="草案每一页上印的字")
    text: Literal["held", "pending"] = Field("held", description="pending 正文待录入")

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the text is called: title, short title, other names."""
        return tuple(dict.fromkeys(filter(None, (self.title, self.short_title, *self.aliases))))
