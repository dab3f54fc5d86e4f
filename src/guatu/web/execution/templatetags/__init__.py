"""Template tags of the tasks desk."""
