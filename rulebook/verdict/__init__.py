"""What holds of a citation on a day: applies, amended, repealed, absent, not yet, unchecked."""
