"""What nobody would see: pages whose address is that of a page of the site, or of another file; files that are not read (T108)."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.corpus.addresses import Drawn, written_address
from rulebook.corpus.count import PLAN
from rulebook.corpus.imported import LIST
from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import TABLES
from rulebook.model.finding import Finding, Level
from rulebook.walk import below, is_file

_READ = frozenset({*TABLES, PLAN, "offices/roles.yml", "tasks/tasks.yml", "search/questions.csv", "style/different.csv",
                   "receipts/receipts.csv"})  # fmt: skip
_FOLDERS = {"forms": (".yml",), "registers": (".yml", ".csv"), "editions": (".yml",)}  # each file in them, by its ending


def check_unseen(corpus: Corpus) -> Iterator[Finding]:
    """Warnings: what is left out is no false text."""
    drawn = Drawn(corpus) if corpus.pages else None
    taken: dict[str, str] = {}
    for page in corpus.pages:
        address = written_address(page.file, corpus.docs_name)
        shown = address.removeprefix("./") or "首页"
        if drawn is not None and address in drawn:
            message = f"网址 {shown} 的页面由程序按数据生成，这个文件不会显示。请放到 {corpus.docs_name}/guide 下面，或者换一个文件名；不要的请删去。"
        elif other := taken.get(address, ""):
            message = f"它和 {other} 的网址都是 {shown}，只会显示其中一个。请合成一个，或者换一个文件名。"
        else:
            taken[address] = page.file
            continue
        yield Finding(page.file, 1, 1, "T108", Level.WARNING, message, shown)


def check_unread(corpus: Corpus) -> Iterator[Finding]:
    """Warnings: files that the program does not read and the site does not hold; those of a system (.x, ~x) aside."""
    told = {finding.file for finding in corpus.findings}
    for entry in below(corpus.docs):
        name = entry.path.removeprefix(f"{corpus.docs}/")
        folder, _, rest = name.rpartition("/")
        known = name in _READ or rest == LIST or rest.endswith((".md", *_FOLDERS.get(folder, ())))
        if (
            not known
            and f"{corpus.docs_name}/{name}" not in told
            and not any(part.startswith((".", "~")) for part in name.split("/"))
            and is_file(entry)
        ):
            message = "程序不读这份文件，站点上也没有它。登记表的文件名和位置照“登记表怎么写”，文字写在 guide 下的 .md 里；不要的请删去。"
            yield Finding(f"{corpus.docs_name}/{name}", 1, 1, "T108", Level.WARNING, message)
