"""Duties (职责): when they are due, for whom, and as calendar files. Knows nothing of pages."""
