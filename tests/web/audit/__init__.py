"""The log: chained, append-only, in order."""
