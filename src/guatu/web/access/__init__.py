"""Who may do what: the matrix as data and `allow`, the only door."""
