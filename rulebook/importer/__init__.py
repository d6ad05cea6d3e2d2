"""What comes into a rulebook: Word files, published laws, filled skeletons; and drafts that are read for their citations."""
