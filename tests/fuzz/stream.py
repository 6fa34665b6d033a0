"""One stream of chance at one house: what throwers of bytes begin with.

Owns nothing that is thrown.
"""

from random import Random

from server.serve import config_of
from tests.fuzz.bending import Bender
from tests.fuzz.house import House


class Stream:
    """Chance from one seed, and what the house's own carriers are made with."""

    def __init__(self, house: House, seed: int | str) -> None:
        self.house = house
        self.random = Random(seed)
        self.bender = Bender(self.random)
        self.config = config_of(house.here.app, house.here.settings)
        self.config.load()
