"""The measurements, measured."""
