"""`python -m guatu` is the `guatu` command."""

from guatu.cli.main import main

main()
