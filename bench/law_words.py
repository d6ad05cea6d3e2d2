"""Learn ``rulebook/lawful/slips/law_words.txt``: words of two characters that laws use, one a line.

Each is meant where it stands, however much it sounds like another word (中止, 终止): putting one for the other is no
correction of what was typed. The laws are Markdown files in a folder, such as an import of published laws leaves:

    python bench/law_words.py FOLDER
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import jieba

OUT = Path(__file__).parents[1] / "rulebook" / "lawful" / "slips" / "law_words.txt"
TWICE = 2  # times that laws use a word, from which it is one of theirs
HAN = re.compile("[\u4e00-\u9fff]{2}")


def learn(folder: Path) -> str:
    """The words that the laws in ``folder`` use twice, in order."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md")))
    counted = Counter(word for text in texts for word in jieba.cut(text, HMM=False) if HAN.fullmatch(word))
    return "\n".join(sorted(word for word, times in counted.items() if times >= TWICE))


if __name__ == "__main__":
    OUT.write_text(learn(Path(sys.argv[1])) + "\n", encoding="utf-8")
