"""What a header says: names, days, decisions, duties, and what the words bear out."""
