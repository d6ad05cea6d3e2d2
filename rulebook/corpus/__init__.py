"""The rulebook as a whole: acts, registries, names, links, and what an audience may see."""
