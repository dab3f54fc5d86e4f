"""A real Chromium against a real `guatu serve`."""
