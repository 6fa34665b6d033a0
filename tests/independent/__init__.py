"""A second opinion on the wire: a client and tests written from docs/protocol.md alone."""
