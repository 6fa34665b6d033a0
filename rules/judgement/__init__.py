"""What a game comes to, what it could have come to, and the proofs of it."""
