"""What every page shares: the frame, the look, the partials, the built assets."""
