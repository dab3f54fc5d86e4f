"""Template tags and filters that every template may use."""
