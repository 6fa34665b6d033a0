"""Tests of the reckoning, one file a step."""
