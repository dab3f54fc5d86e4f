"""The ways out of the house, one a file: each takes a message and either gets it accepted or says why not."""
