"""Every page and file of a site as one value: the catalogue, and what makes files."""
