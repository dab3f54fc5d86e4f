"""Definitions as data (indicators, code lists, calendars, light schemes), loaded and checked."""
