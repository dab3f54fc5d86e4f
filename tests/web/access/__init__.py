"""Who may do what: the matrix, asked at every address."""
