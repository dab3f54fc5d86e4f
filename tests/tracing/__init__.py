"""Explanations, tried."""
