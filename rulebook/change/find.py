"""The act that is meant: by its id, its file, its title, short title or another name."""

from __future__ import annotations

from pathlib import PurePosixPath

from rapidfuzz import process

from rulebook.change.plan import ChangeRefused
from rulebook.corpus.load import Corpus, claims_published
from rulebook.model.act import Act


def find_act(corpus: Corpus, act_id: str) -> Act:
    """The act of the bureau with this id, or that is called so; refuses unknown ones and published laws."""
    act = corpus.acts.get(act_id) or called(corpus, act_id)
    if act is None:
        near = process.extract(act_id, list(corpus.acts), limit=3, score_cutoff=60)
        hint = f"是否想写 {'、'.join(name for name, _, _ in near)}？" if near else ""
        raise ChangeRefused(f"没有 id 为“{act_id}”的制度。{hint}用 rulebook list 查 id。")
    if claims_published(act.newest.header):
        raise ChangeRefused(f"《{act.header.title}》是公开法律法规，不由本局修改。有新文本请用 rulebook import 引入。")
    if act.header.state != "adopted":
        raise ChangeRefused(f"《{act.header.title}》是草案（state: draft），还没有通过。请直接改 {act.newest.file}。")
    if not act.newest.newest:
        folder = act.newest.file.rpartition("/")[0]
        raise ChangeRefused(f"《{act.header.title}》没有最新文本 {folder}.md。请先把最新文本放回这个位置。")
    return act


def called(corpus: Corpus, name: str) -> Act | None:
    """The only act of that name or file, None where there is none or more than one."""
    plain = name.strip().strip("《》")
    stem = PurePosixPath(plain.replace("\\", "/")).stem if plain.endswith(".md") else ""
    known = [
        a for a in corpus.acts.values() if plain in (h := a.header).aliases or plain in (h.title, h.short_title) or a.id == stem
    ]
    return known[0] if len(known) == 1 else None
