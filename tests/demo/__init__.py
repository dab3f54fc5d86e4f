"""The simulated zone."""
