"""People, areas, units and the roles that a person has in a unit; signing in and out."""
