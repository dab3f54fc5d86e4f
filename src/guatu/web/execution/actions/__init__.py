"""Every write of the execution loop, one kind of deed a file."""
