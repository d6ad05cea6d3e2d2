"""Word files (.docx) into the source form: opened with care, numbered as Word numbers, split into acts, reported in words."""
