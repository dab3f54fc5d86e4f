"""The rules of the house: directions, sizes, every write audited, documents complete."""
