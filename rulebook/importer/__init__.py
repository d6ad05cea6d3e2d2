"""Published texts into the source form."""
