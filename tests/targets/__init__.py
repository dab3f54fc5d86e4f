"""Specifications of guatu.targets."""
