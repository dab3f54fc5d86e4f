"""What was stated and confirmed: published figures, promises and tasks; superseded, never overwritten."""
