"""An edition as a printed book: its registers as the pages show them, set behind its acts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rulebook.corpus.editions import Edition, frozen
from rulebook.corpus.load import Corpus
from rulebook.export.book import Appendix, book
from rulebook.export.reprint import Printed
from rulebook.pages.model import build_site
from rulebook.pages.tables import cell_words, register_page


def edition_book(
    corpus: Corpus, edition: Edition, name: str = "", fonts: Path | None = None, before: Printed | None = None
) -> bytes:
    """The PDF of ``edition``.

    corpus: what its readers may read. name: of the body on the cover, by default the commonest issuer. fonts: the bureau's
    own. before: the printing before; paragraphs that did not stand in it get a line at the side.
    """
    issuers = Counter(act.header.issuer for act in corpus.acts.values() if act.header.issuer)
    name = name or next((issuer for issuer, _ in issuers.most_common(1)), "")
    site = build_site(frozen(corpus, edition), edition.as_of, name)
    site.edition = edition
    appendices = []
    for member in edition.appendices:
        register = corpus.registries.registers.get(member.id)
        if register and register.rows:
            page = register_page(site, register, f"registers/{register.slug}/")
            rows = tuple(tuple(cell_words(cell) for cell in row.cells) for row in page.rows)
            appendices.append(Appendix(page.title, tuple(c.name for c in page.columns), rows))
    return book(corpus, edition, name, appendices, fonts, before)
