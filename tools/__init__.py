"""Tools of the workshop: run from the root of the tree, never installed."""
