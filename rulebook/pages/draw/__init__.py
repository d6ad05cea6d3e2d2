"""How rule words, forms and pictures look: HTML and SVG, made of values."""
