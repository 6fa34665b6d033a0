"""What the engine costs, measured by counting and never by the clock."""
