"""Citations in four steps: clean a line, find references in it, resolve what they mean, annotate the words with links.

The steps follow eyecite (citations in US law): each is a pure function in its own module.
"""
