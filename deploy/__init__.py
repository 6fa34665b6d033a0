"""Everything between a machine and a running Hextable: standard library only, no game code."""
