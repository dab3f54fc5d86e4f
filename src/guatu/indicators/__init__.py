"""Figures made from figures: what was announced becomes a headline with its change and its place."""
