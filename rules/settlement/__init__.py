"""Settlement: the greatest fixed point of all that is accepted, and why others fell."""
