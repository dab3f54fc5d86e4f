"""Specifications of the tasks desk."""
