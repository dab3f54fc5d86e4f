"""Tables of what was stated."""
