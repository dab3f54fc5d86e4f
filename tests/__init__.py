"""Tests mirror `src/guatu`; `house` holds the rules of the tree, `browser` drives real pages."""
