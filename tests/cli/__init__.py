"""Specs of the commands."""
