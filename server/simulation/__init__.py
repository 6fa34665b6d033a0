"""Games of bots by the hundred: played side by side, counted, and shown as tables.

Owns what `hextable simulate` and the balance of a scenario rest on. Nothing here is needed to
serve a table.
"""
