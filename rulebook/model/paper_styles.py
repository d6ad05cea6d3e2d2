"""Paragraph styles of our Word files by which they are read back as the same text; an office sees these names in Word."""

ISSUE = "印发情况"  # the 题注 that is drawn from the header: no word of the text
HEADING = "小标题"  # a heading without a number of its own; its outline level is that of the Markdown heading
