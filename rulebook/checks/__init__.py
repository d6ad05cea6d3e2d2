"""What can be wrong in the source, found without building."""
