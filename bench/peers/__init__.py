"""What guatu is held against: the simplest thing that could work, for each bench."""
