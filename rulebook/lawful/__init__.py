"""Whether what stands now follows lawfully from what was published: each difference has its one event (事项)."""
