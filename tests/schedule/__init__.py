"""Specifications of guatu.schedule."""
