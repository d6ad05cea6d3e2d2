"""文种: the kinds of rules that a bureau makes, as words for patterns, and what a rule calls itself (本办法)."""

from __future__ import annotations

OURS = ("规定", "办法", "制度", "机制", "细则", "规则", "规程", "规范", "流程", "方案", "意见", "清单", "条例", "守则")
OUR = "|".join(OURS)
ITSELF = rf"本(?:{OUR})"
