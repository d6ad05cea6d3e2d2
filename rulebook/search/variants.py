"""Traditional characters: people type them, the texts are in simplified ones."""

from __future__ import annotations

from collections.abc import Container
from importlib import resources


def simplified(held: Container[str]) -> str:
    """Traditional characters, each followed by the simplified one, of those that ``held`` has: ``請请離离``.

    Source: OpenCC's table TSCharacters; of several simplified characters the first that is held.
    """
    table = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    out = []
    for line in table.splitlines():
        traditional, _, plain = line.partition("\t")
        found = next((character for character in plain.split() if character in held), "")
        if len(traditional) == 1 and found and found != traditional and traditional not in held:
            out.append(traditional + found)
    return "".join(out)
