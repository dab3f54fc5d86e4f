"""Specifications of the targets desk."""
