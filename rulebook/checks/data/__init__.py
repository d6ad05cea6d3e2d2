"""Tables, forms and matters beside the texts: what they name exists, and what they say agrees with its articles."""
