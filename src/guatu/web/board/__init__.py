"""The board: the wall and the indicators. It has no tables."""
