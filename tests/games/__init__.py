"""Golden games: old logs that must go on meaning what they meant."""
