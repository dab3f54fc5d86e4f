"""What is on record: versions, corrections, which statement is shown."""
