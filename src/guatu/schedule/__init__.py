"""What targets and tasks share: working days, schedule progress, light schemes, clocks of deadlines."""
