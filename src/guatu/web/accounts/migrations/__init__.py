"""Tables of accounts, as Django migrates them."""
