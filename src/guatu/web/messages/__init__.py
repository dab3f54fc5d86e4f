"""Letters and their outbox: numbered, in official form, acknowledged by units, sent by every line."""
