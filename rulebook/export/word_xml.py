"""Runs and tables of a Word file as WordprocessingML (ECMA-376 part 1, 17.3 and 17.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from rulebook.export.grids import Span
from rulebook.export.paper import Block, Run

LATIN = "Times New Roman"
SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_OFF_GRID = '<w:pPr><w:snapToGrid w:val="0"/></w:pPr>'  # small letters, closer lines
_CELL_SIZE = 12  # points
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


def runs_xml(runs: Sequence[Run], face: str = "", size: float = 0) -> str:
    """The runs. face: for words without a look of their own, "" for the paragraph's; size: in points, 0 for the paragraph's."""
    return "".join(_run(run, face, size) for run in runs)


def _run(run: Run, face: str, size: float) -> str:
    own = face or HEI if run.style == "bold" else face if run.style == "" else ""
    looks = (
        (f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{own}"/>' if own else "")
        + ("<w:strike/>" if run.style == "del" else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + ('<w:u w:val="single"/>' if run.style == "ins" else "")
    )
    look = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    lines = UNSEEN.sub("", run.text).split("\n")
    return "".join(
        f'<w:r>{look}{"<w:br/>" if n else ""}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for n, line in enumerate(lines)
    )


def table_xml(block: Block, whole: int) -> str:
    """A table block with its merged cells. whole: its width in twentieths of a point."""
    columns = len(block.rows[0])
    shares = block.widths if len(block.widths) == columns else (1,) * columns
    widths = [whole * share // sum(shares) for share in shares]
    spans = {(span.row, span.column): span for span in block.spans}
    under = {
        (span.row + down, span.column): span for span in block.spans for down in range(1, span.height)
    }  # first cell of each further row
    body = "".join(_row(block, row, widths, spans, under) for row in range(len(block.rows)))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


_Places = dict[tuple[int, int], Span]


def _row(block: Block, row: int, widths: Sequence[int], spans: _Places, under: _Places) -> str:
    cells = []
    column = 0
    while column < len(widths):
        span, above = spans.get((row, column)), under.get((row, column))
        covered = (span or above or Span(row, column, 1, 1)).width
        merged = '<w:vMerge w:val="restart"/>' if span and span.height > 1 else "<w:vMerge/>" if above else ""
        wide = f'<w:gridSpan w:val="{covered}"/>' if covered > 1 else ""
        inside = "" if above else runs_xml(block.rows[row][column], HEI if row < block.head else "", block.size or _CELL_SIZE)
        width = sum(widths[column : column + covered])
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{merged}</w:tcPr>'
        cells.append(f"<w:tc>{properties}<w:p>{_OFF_GRID}{inside}</w:p></w:tc>")
        column += covered
    again = "<w:trPr><w:tblHeader/></w:trPr>" if row < block.head else ""
    return f"<w:tr>{again}{''.join(cells)}</w:tr>"


_WORD_ART = """<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="mark{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"
style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:90pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin">
<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{words}"/></v:shape>"""  # as Word writes a watermark
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def mark_xml(words: str, number: int) -> str:
    """A paragraph for a page header that sets ``words`` pale across the page. number: of the shape, unique in the file."""
    shape = _WORD_ART.format(number=number, spid=2048 + number, width=90 * len(words), words=escape(words))
    return f"<w:p {nsdecls('w')} {_VML}><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
