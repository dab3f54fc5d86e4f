"""Tables in a text: their lines cut into cells, their heads understood, their cells read as figures."""
