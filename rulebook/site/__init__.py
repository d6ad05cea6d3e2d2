"""The site: the only layer that knows MkDocs."""
