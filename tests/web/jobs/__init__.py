"""Long work: once, with progress, even when workers die."""
