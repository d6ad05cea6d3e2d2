"""A small rulebook for tests of changes: three acts that cite each other, offices, one act on trial."""

from __future__ import annotations

from pathlib import Path

OFFICES = """slug,name,aliases,kind,source,note,ended,successor
bureau-office,局办公室,局办,内设机构,seed,,,
political-office,政治处,政治部,内设机构,inferred,,,
discipline-committee,机关纪委,,党组织,seed,,,
"""

SEALS = """---
id: seals
title: 甲局印章管理办法
document_type: 办法 # 文种
collection: rule
order: 1
doc_no: 甲〔2020〕1号
issuer: 甲局
adopted: 2020-01-02
issued: 2020-01-03
effective: 2020-02-01
office: bureau-office
# 沿革照印发文件写
history:
  - {on: 2020-01-02, event: 制定, doc_no: 甲〔2020〕1号, effective: 2020-02-01}   # 首次
duties:
  - id: D1
    article: art_3
    who: 保管人
    office: bureau-office
    what: 登记用印
    recurrence: TRIGGER=event
  - id: D2
    article: art_4
    who: 局办公室
    office: bureau-office
    what: 清点
    recurrence: FREQ=YEARLY
renumbered: {art_8: art_3}
approved: {body: bureau-office, on: 2020-01-02}
state: adopted
text: held
---

# 甲局印章管理办法

第一条　【目的】为规范印章管理，制定本办法。

第二条　【保管】印章由局办公室保管，保管人不得外借，经政治处同一批准的除外。

第三条　【登记】用印应当在5个工作日内登记，登记薄保存三年：

（一）用印事由；

（二）份数。

第四条　【清点】局办公室每年清点一次，清点结果报机关记委。清点时应当核对登记薄。

第五条　【施行】本办法自2020年2月1日起施行。
"""

ARCHIVES = """---
id: archives
title: 甲局档案管理办法
document_type: 办法
collection: rule
order: 2
doc_no: 甲〔2020〕2号
adopted: 2020-03-02
issued: 2020-03-03
effective: 2020-04-01
expires: 2022-03-31
office: bureau-office
---

# 甲局档案管理办法

第一条　用印登记依照《甲局印章管理办法》第三条归档。

第二条　本办法试行二年。
"""

LEAVE = """---
id: leave
title: 甲局请假办法
document_type: 办法
collection: rule
order: 3
doc_no: 甲〔2020〕3号
effective: 2020-05-01
text: pending
---

# 甲局请假办法
"""


def small_rulebook(root: Path) -> Path:
    """Write it below ``root`` and give ``root``."""
    for name, text in (
        ("rules/seals.md", SEALS),
        ("rules/archives.md", ARCHIVES),
        ("rules/leave.md", LEAVE),
        ("offices/offices.csv", OFFICES),
    ):
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root
