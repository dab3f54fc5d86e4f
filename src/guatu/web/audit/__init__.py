"""The chained log of everything that people did, and the clock that `known_at` reads."""
