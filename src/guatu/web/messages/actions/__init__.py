"""Every write of letters and of the outbox."""
