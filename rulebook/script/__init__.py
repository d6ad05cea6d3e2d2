"""What of the engine runs in the reader's browser: the modules that read a draft, written out as one script from their own source."""
