"""Specifications of the board."""
