"""Pages written by hand: markup, macros, links, and what they claim of rules."""
