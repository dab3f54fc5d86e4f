"""Specs of the definitions."""
