"""Judging: an order against a state, and the course of a round that follows from it."""

from .orders import (
    decide,
    judged,
)

__all__ = [
    "decide",
    "judged",
]
