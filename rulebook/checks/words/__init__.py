"""What the words of a text say, and how they are written."""
