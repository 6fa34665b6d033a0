"""Everything that touches the world: store, clock, sockets, pages and the command line."""
