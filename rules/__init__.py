"""The game, pure: no I/O, no clock, no randomness of its own, no web, no database."""
