"""Tables of the audit log, as Django migrates them."""
