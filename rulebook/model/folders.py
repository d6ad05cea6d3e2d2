"""Folders below docs/ in which every Markdown file is an act of one's own, and the collection (规章制度、长效机制) each is for."""

from __future__ import annotations

COLLECTIONS = {"rules": "rule", "mechanisms": "mechanism"}


def folder_of(collection: str) -> str:
    """The folder for acts of ``collection``; KeyError where it has none of its own."""
    return {of: folder for folder, of in COLLECTIONS.items()}[collection]
