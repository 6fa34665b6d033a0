"""Pairs of games that differ only in what a viewer may not know, compared byte for byte."""
