"""The nouns every room speaks: periods, units, figures, sources, statements. Standard library only."""
