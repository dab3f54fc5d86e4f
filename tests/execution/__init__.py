"""The task's life."""
