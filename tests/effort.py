"""How hard the property tests try: once for every change, many times over to prove something."""

import os

EFFORT = int(os.environ.get("HEXTABLE_EFFORT", "1"))
"""A factor on counts of examples, games and pairs."""
