"""Time (时点): the status of acts on a day, what became of articles, texts compared, decisions as headers tell them."""
