"""Records for the search."""
