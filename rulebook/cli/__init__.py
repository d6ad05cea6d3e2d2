"""Command line: thin adapters from arguments to the layers below, and printers of findings."""
