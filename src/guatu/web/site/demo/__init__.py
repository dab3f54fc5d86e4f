"""The demo zone: an invented one, loaded through the same actions that people use."""
