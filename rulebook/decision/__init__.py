"""Amending decisions (修改决定): written out of two texts, read, and applied to a text."""
