"""Pages written by hand that nobody would see: their address is that of a page of the site, or of another file (T108)."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.corpus.addresses import Drawn, written_address
from rulebook.corpus.load import Corpus
from rulebook.model.finding import Finding, Level


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
