"""Filters of the documents desk."""
