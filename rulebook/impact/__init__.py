"""What a change brings about (修改影响): for the reviewer of a pull request, and for those whom it touches."""
