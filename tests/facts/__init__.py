"""Facts: sheets, mapping, checks, deliveries, the lake."""
