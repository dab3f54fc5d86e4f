"""People, roles, signing in; what attackers try there."""
