"""The way back to what was published (恢复)."""

from __future__ import annotations

from rulebook.change.plan import Change, ChangeRefused
from rulebook.corpus import kept
from rulebook.corpus.load import Corpus
from rulebook.model.act import Act


def restore(corpus: Corpus, act_id: str) -> Change:
    """Back to the texts last published: every published file where it stood, what was not published is taken away.

    Raises ``ChangeRefused`` where the ledger cannot be read, does not know the act, has not kept its words, or where
    nothing differs.
    """
    folder = corpus.docs.parent
    entries, broken = kept.read(folder)
    if broken:
        raise ChangeRefused(*(f"{f.file}：{f.message}" for f in broken))
    last = {key: entry for (act, key), entry in kept.latest(entries).items() if act == act_id}
    if not last:
        near = corpus.acts.get(act_id)
        why = "还没有发布过，没有可以恢复的文本；不要的请删掉文件" if near else "不在台账里。用 rulebook list 查 id"
        raise ChangeRefused(f"“{act_id}”{why}。")
    writes: dict[str, str] = {}
    newest = max(last)
    place = next((e.base for e in last.values() if e.base), "") or _place(corpus, act_id)
    for key, entry in last.items():
        text = kept.kept_text(folder, entry)
        if text is None:
            raise ChangeRefused(
                f"台账没有留存{act_id}的{key}文本，不能由它恢复。请用 git：git restore --source=main docs，或者在网页上撤销改动。"
            )
        writes[f"{place}.md" if key == newest else f"{place}/{key}.md"] = text
    now = [*corpus.acts.get(act_id, Act(act_id, ())).expressions, *corpus.unread.get(act_id, Act(act_id, ())).expressions]
    folder = corpus.root
    named = {e.file for e in now if not e.unfiled}
    named |= {path.relative_to(folder).as_posix() for path in (folder / place).glob("*.md")}
    changed: dict[str, str | None] = {
        path: text
        for path, text in writes.items()
        if not (folder / path).is_file() or (folder / path).read_bytes() != text.encode()
    }
    changed |= {path: None for path in named if path not in writes and (folder / path).is_file()}
    if not changed:
        raise ChangeRefused(f"“{act_id}”和已发布的文本一样，不用恢复。")
    return Change(changed)


def _place(corpus: Corpus, act_id: str) -> str:
    """Where the act stands now, for ledgers whose rows do not say."""
    act = corpus.acts.get(act_id)
    if act is None:
        raise ChangeRefused(f"台账没有写{act_id}原来放在哪里，不能恢复。请用 git：git restore --source=main docs。")
    return kept.base(act.newest.file, act.newest.key)
