"""What publishing writes besides the ledger, and the way back to what was published.

An editor with one file writes the new words and dates over the old text, or one row of 沿革. Publishing writes out
what follows: the file of the text before, the row, the keys. ``amend`` and its like have done so at once.
"""

from __future__ import annotations

from rulebook.change.plan import Change, ChangeRefused, filed
from rulebook.corpus import kept
from rulebook.corpus.load import Corpus, is_published
from rulebook.markup.header import read_header
from rulebook.markup.source import split_header
from rulebook.model.act import Act


def publish(corpus: Corpus) -> Change:
    """Files that the published state has and the folder has not: frozen texts, and headers with what follows from them."""
    writes: dict[str, str | None] = {}
    notes: list[str] = []
    for act in corpus.acts.values():
        if is_published(act.newest):
            continue
        for text in act.expressions:
            if text.unfiled:
                writes[text.file] = text.raw
                continue
            raw = filed(text, act)
            if raw == text.raw:
                continue
            writes[text.file] = raw
            plain, _ = read_header(split_header(text.raw, text.file).header or "", text.file)
            if plain and plain.approved and not text.header.approved:
                notes.append(f"{text.file} 的 approved 还是上一个文本的，已经去掉，页面写“未登记”。知道的请补上。")
    return Change(writes, tuple(notes))


def restore(corpus: Corpus, act_id: str) -> Change:
    """Back to the texts last published: every published file where it stood, what was not published is taken away."""
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


def offices(corpus: Corpus) -> dict[str, str]:
    """Names of offices by id, as they are called now."""
    return {slug: row.get("name") for slug, row in (corpus.registries.offices or {}).items()}
