"""What each page shows: views of the rulebook, without markup."""
