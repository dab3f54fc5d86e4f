"""The `guatu` command: one thin file for each subcommand."""
