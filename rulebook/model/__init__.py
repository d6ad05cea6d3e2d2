"""Frozen values that every other layer speaks in: findings, provisions, headers, acts, citations."""
