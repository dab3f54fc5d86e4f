"""Pages of accounts: a few lines each, one query or action."""
