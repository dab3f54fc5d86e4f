"""The documents desk: from a file to statements on record."""
