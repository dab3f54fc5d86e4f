"""explain(key): asks the room that owns the figure how it came about."""
