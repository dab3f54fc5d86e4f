"""Template tags of the targets desk."""
