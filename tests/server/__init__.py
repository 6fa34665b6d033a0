"""Tests of everything that touches the world, against real parts."""
