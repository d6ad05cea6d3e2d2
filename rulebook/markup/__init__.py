"""From bytes to a tree of provisions, and back."""
