"""Headlines and changes, tried."""
