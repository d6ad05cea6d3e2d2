"""What leaves the rulebook: papers (Word, PDF) and data (JSON, Akoma Ntoso, CSV, plain text)."""
