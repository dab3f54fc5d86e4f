"""Measurements: how well and how fast guatu does its work, beside peers and physical floors."""
