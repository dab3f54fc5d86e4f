"""Commands of accounts, for `guatu manage`."""
