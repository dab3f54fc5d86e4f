"""A document becomes observations, targets and tasks, each tied to its span of text."""
