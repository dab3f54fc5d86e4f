"""The nouns, tried."""
