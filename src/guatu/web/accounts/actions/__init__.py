"""Every write to people, units and sign-in."""
