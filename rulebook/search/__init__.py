"""The index of the search: words, weights, sounds and readings. What is put into it, ``outputs.search`` decides; it is asked in the browser."""
