"""A promise over time: what was promised, how far it is, by which light, and why."""
