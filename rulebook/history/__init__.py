"""Time: status, validity, comparison of versions."""
