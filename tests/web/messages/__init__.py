"""Letters, the outbox, the ways out of the house."""
