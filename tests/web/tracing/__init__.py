"""Specifications of the figure and source pages."""
