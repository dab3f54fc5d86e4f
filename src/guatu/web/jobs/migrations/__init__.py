"""The jobs table, as Django migrates it."""
