"""The grammar of a reference, part by part. All patterns work on cleaned text (see clean.py)."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from rulebook.markup.numerals import ORDINAL, to_int
from rulebook.model.document_types import OUR
from rulebook.model.units import KINDS as UNIT_KINDS

# ── numbers ─────────────────────────────────────────────────────────────
NUMERALS = ORDINAL.replace("〇", "").replace("○", "")  # clean.py reads both as 零
NUMBER = rf"(?:[{NUMERALS}]+|\d{{1,4}})"
# One member of a number list: 三, （三）
_ORDINAL = NUMBER.replace("两", "").replace("兩", "")  # 第一、第二两款: 两 counts, it is no part of the number
_ENCLOSED = "㈠-㈩⑴-⒇①-⑳"
MEMBER = rf"(?:（{_ORDINAL}）|{_ORDINAL}|[{_ENCLOSED}])"
# ── words between members and between references ────────────────────────
TO = r"(?:至|到|[—－\-~～–]{1,2})"
RANGE_LINK = re.compile(rf"起?{TO}")
_NUMBER, _TO = re.compile(rf"{NUMBER}|[{_ENCLOSED}]"), re.compile(TO)
AND = r"(?:、|和|与|及|或者|或|以及)"
# ── units, highest first; 分编 before 编 so that the longer word wins ────
UNITS = tuple(UNIT_KINDS)
PREFIX = {word: kind.value for word, kind in UNIT_KINDS.items()}
UNIT = r"(?P<unit>分编|[编章节条款项目])"
# Words that begin with a unit's character but are no unit: 条例, 条件, 项目, 款项, 目的, 节约, 章程 …
_NO_UNIT = r"(?!(?<=条)[例件约码目]|(?<=项)目(?!前)|(?<=款)项(?!、|和|或|至)|(?<=目)(?:[标录]|的(?=[，。；、：！？）”]|$|是|在于|为))|(?<=节)[约日能目]|(?<=章)(?:程|节(?!约))|(?<=编)[制号写码辑造外])"
# A 第 component: 第三条之一 · 第一、二款 · 第（一）、（三）项 · 第（五）至（七）项 · 第（一）、第（三）项 · 第（一）（二）项
_SOME = "0,40"  # members of one list: without a bound a line of nothing else takes the square of its length
COMPONENT = re.compile(
    rf"第(?P<numbers>{MEMBER}(?:(?:{TO}|{AND})第?{MEMBER}|（{NUMBER}）){{{_SOME}}}?)[两兩]?(?:之(?P<inner>{_ORDINAL})(?=条))?{UNIT}{_NO_UNIT}(?:(?<![款项目])之(?P<sub>{NUMBER})(?!{NUMBER}))?"
)
# 第二百八十七条之一、之二; 之一至之三
SUB_GOES_ON = re.compile(rf"(?:{AND}|(?P<to>{TO}))之(?P<sub>{_ORDINAL})(?![{NUMERALS}\d条款项])")
# 第二部分第三条, 第一篇第二章: the 编 of texts that know the word only so
WIDE = re.compile(rf"第(?P<numbers>{_ORDINAL})(?P<unit>部分|篇)(?=第{_ORDINAL}[章节条])")
# Without 第, only after a relative word or an article: 前款（一）、（三）项
BARE_ITEMS = re.compile(rf"(?P<numbers>（{NUMBER}）(?:(?:{TO}|{AND})?（{NUMBER}）){{{_SOME}}})(?P<unit>项)(?!目)")
# The end of a range written without 第: 第三项至六项
UPTO = re.compile(rf"(?P<numbers>{MEMBER}){UNIT}{_NO_UNIT}")
# ── relative words ──────────────────────────────────────────────────────
BEFORE = re.compile(rf"(?<![之提目此先眼当面空午天战婚产课赛门])前(?P<count>{NUMBER})?(?P<unit>[条款项])(?!例|件|目(?!前)|项)")
# 版本节奏, 课本节选, 成本款项: 本 ends another word there.
THIS = re.compile(
    r"(?<![版课样文剧账基成资根书标脚副原译抄话唱拷母蓝读绘])本(?P<unit>[条款项节章编])(?!例|件|目|项|程|约|制|日|选|奏|点|号|码)"
)
LAST_FEW = re.compile(rf"前(?P<count>{NUMBER})(?P<unit>[款项])")
# 第二条（三）, without 项
BRACKETED = re.compile(rf"(?P<numbers>（(?:{_ORDINAL}|\d{{1,2}})）(?:(?:{TO}|{AND})?（(?:{_ORDINAL}|\d{{1,2}})）)*)(?!款|目)")
# 第一条和二条: a list that goes on without 第
GOES_ON = re.compile(rf"{AND}(?=(?P<numbers>{_ORDINAL}){UNIT}{_NO_UNIT})")
# 劳动合同法39条: a number without 第, right after the name of a law
NO_ORDINAL = re.compile(rf"(?P<numbers>\d{{1,4}}|{_ORDINAL}){UNIT}{_NO_UNIT}(?:(?<![款项目])之(?P<sub>{NUMBER})(?!{NUMBER}))?")
# What is counted: 第三条线索, 第二款手机, 第三项任务, 第一节课
COUNTED = {
    "条": re.compile(
        r"线索|消息|意见|建议|信息|新闻|措施|举措|短信|微博|评论|留言|理由|经验|教训|路|道路|线路|路线|生产线|战线|主线|红线|热线|专线|通道|跑道|隧道|高铁|铁路|地铁|船|河|街|狗|鱼|腿|裤"
        r"|底线|高速|公路|管道|管线|产业链|航线|车道|横幅|标语|弹幕|视频|短视频|语音|热搜|帖子|推文|推送|毛巾|裙|绳|香烟|光缆|电缆|索道|围巾|领带|毯|蛇|裂缝|捷径|途径|渠道|出路|思路|胡同|巷|电线|高压线|输电线|数据线|警戒线|界线|军规|铁律|铁规|戒律|线(?=上|[的，。、；：）！？”]|$)|提问|疑问|诉求|差评|好评|私信"
    ),
    "款": re.compile(r"车|手机|产品|游戏|软件|机型|应用|电脑|设备|衣|药|饮料|套餐|新品|车型|单品|芯片|面料"),
    "项": re.compile(r"工作(?!纪律|秘密)|改革|建议|任务|议程|议题|工程|指标|测试|活动|赛事|成果|专利|冠军|课题|试验|奖"),
    "节": re.compile(r"课|车厢|电池|比赛"),
    "章": re.compile(r"鱼|位置|印模?"),
    "目": re.compile(r"击"),
    "编": re.compile(r"队|组"),
}
# 、第三条 behind 第二条
MORE = re.compile(rf"{AND}第{_ORDINAL}(?P<unit>[条款项节章编])")
# ── the text itself ─────────────────────────────────────────────────────
KINDS = (
    "法典|法|实施条例|暂行条例|条例|实施细则|细则|实施办法|管理办法|暂行办法|办法|规定|规则|规范|规程|制度|章程|解释|决定|准则|"
    "意见|通知|安排|批复|公约|协定|方案|流程|清单|标准|纲要|规划|目录|要求"
)
# What the bureau makes and other kinds of documents, which no title in 《》 is known by but which have articles.
HOUSE_KINDS = (
    f"{KINDS}|{OUR}|手册|指引|公约|民约|条约|规约|合约|须知|指南|纪要|预案|合同|协议|协议书|公告|通告|通报|文件|規约|規約|規程|辦法|條例|规则|規則|規定|辨法|"
    "修正案|法律|法令|禁令|不准|决议|议案|提案|草案|答复|复函|讲话|公报|倡议|要点|事项|原则|责任状|军令状|书|表|单|册|稿|校规|院规|局规|厂规|班规|队规|村规|社规|家规|店规|行规|法规|党规"
)
OWN = re.compile(rf"(?<!基)本(?:实施|暂行|试行|工作|管理)?(?:{HOUSE_KINDS})$")
# ── between a level and the next lower one: 第九条的第二款, 前款所列第（一）项 ─
INHERIT = re.compile(r"(?:的|中的|中|所列的?|规定的|所述的?|所称的?|关于)$")
# ── between two references of one list ──────────────────────────────────
LIST_LINK = re.compile(rf"(?:的?规定)?(?:{AND}|[，、]?(?:和|与|及|或者|或|以及|并)|；?以及)(?:违反|依照|按照|根据|符合|者)?$")
# ── document numbers ────────────────────────────────────────────────────
_ISSUER_STOP = "(?:你|我|贵)[院部局厅会]|根据|依据|依照|按照|按|参照|执行|以及|或者|关于|印发|公布|发布|见|原|(?<!共)和|与|及|以|经|由|在|的|为|日|《|》|，|、|。|；|：|（|）|“|”"
_SERIAL = r"第?\d{1,5}(?:(?:、|和|及|与|或)\d{1,5})*"
DOC_NUMBER = re.compile(
    rf"(?P<word>[\u4e00-\u9fffA-Za-z]{{1,14}})(?P<year>〔(?:19|20)\d\d〕)(?P<serial>{_SERIAL})(?:[-—]\d{{1,4}})?号(?P<tail>令|文)?"
    rf"|(?P<word2>[\u4e00-\u9fffA-Za-z]{{1,14}})（(?:19|20)\d\d）第?\d{{1,5}}号"
    rf"|(?P<word3>[\u4e00-\u9fff]{{2,30}}?)(?:令|公告)(?:〔?(?:19|20)\d\d年?〕?)?(?:(?:第{NUMBER}|\d{{1,5}})号|（第{NUMBER}号）)"
    r"|(?P<word4>[\u4e00-\u9fff]{2,16}?)第\d{1,5}号(?:令|公告)"
)
# 、6号 after a number of that word and year; 、〔2021〕6号 after one of that word; 、第6号 after 令第5号
DOC_NUMBER_ON = re.compile(rf"(?:、|和|与|及|或|以及|，)(?P<year>〔(?:19|20)\d\d〕)?(?P<serial>{_SERIAL})号(?!楼|院|门|线|房|令)")
# 国家发展和改革委员会, 工业和信息化部: this 和 stands inside a name.
ISSUER_AND = re.compile(
    r"(?:发展|工业|住房|人力资源|卫生|文化|自然资源|规划|农业|农业农村|国土资源|民族|科学技术|经济|商务|教育|劳动|体育|新闻|广播|环境|城乡|人口|食品|退役军人|应急|医疗保障|粮食|市场|国有资产|机关事务|公共资源|道路运输|城市管理|水利|林业|园林|交通)$"
)
ISSUER_CUT = re.compile(_ISSUER_STOP)
# ── titles ──────────────────────────────────────────────────────────────
TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)*)》")
LEGAL_TITLE = re.compile(rf"(?:{KINDS}|修正案|补充规定|若干问题|解答|决议|议定书|通则|一封信|汇编|责任清单)(?:（[^（）]*）)*$")
HEADING = re.compile(r"（(?P<heading>(?:(?!第[零〇一二三四五六七八九十百千]+[编章节条款项目次版期号届批])[^（）《》\d]){2,40})）")
NOT_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+|.*(?:以下|简称|统称|试行|暂行|草案|修订|修正|废止|失效|节选|摘要|讨论稿|征求意见|同上|略|见附件|附件|年版))|.*[〔\[].*"
)


_INSERTED = re.compile(r"(\d{1,4})[-－](\d{1,2})")


class Part(NamedTuple):
    """One component: its unit, the numbers it names, whether they are a range, and where it stands."""

    unit: str
    numbers: tuple[tuple[int, ...], ...]
    is_range: bool
    start: int
    end: int


def read_part(match: re.Match[str], unit: str = "") -> Part | None:
    """A component from its match; None where a number cannot be read or runs backwards. unit: where no word names it."""
    named = match.groupdict()
    words = named["numbers"]
    unit = unit or named["unit"]
    if unit == "条" and words[:1].isdigit() and (above := _INSERTED.fullmatch(words)):
        first, second = int(above[1]), int(above[2])
        if second < first:  # 第3-1条; 第1-3条 is a range
            return Part(unit, ((first, second),), False, *match.span())
    read = _read_numbers(words, named.get("inner") or named.get("sub") or "")
    return None if read is None else Part(unit, read[0], read[1], match.start(), match.end())


@functools.lru_cache(maxsize=8192)  # a text names the same few numbers again and again
def _read_numbers(words: str, sub: str) -> tuple[tuple[tuple[int, ...], ...], bool] | None:
    """The numbers, and whether they are a range. sub: the number behind 之."""
    to = _TO.search(words)
    found = [to_int(piece) for piece in _NUMBER.findall(words)]
    if not found or any(not value for value in found):  # 第〇条 is a place left open
        return None
    numbers: list[tuple[int, ...]] = [(value,) for value in found if value is not None]
    if to and len(numbers) >= 2:
        before = len(_NUMBER.findall(words, 0, to.start()))
        low, high = numbers[before - 1][0], numbers[before][0]
        if high < low or high - low > 400:
            return None
        numbers[before - 1 : before + 1] = [(n,) for n in range(low, high + 1)]
    if sub and len(numbers) == 1:
        second = to_int(sub)
        if second is None:
            return None
        numbers = [(numbers[0][0], second)]
    return tuple(numbers), bool(to)
