"""Who sits besides the six, in words: names, and what each can do.

Owns these words. It must never say more of a friend than its scenario does.
"""

from collections.abc import Mapping

from ..names import Guest
from ..scenario import Friend, Scenario
from .words import sentence

PRESS = "the press"
POWERS: Mapping[str, str] = {
    "look": "help to verify",
    "rate": "say what unlike systems are worth",
    "speed": "have it arranged sooner",
    "pay": "pay a part",
    "guarantee": "make a missed delivery good",
}
"""Power -> what it is to lend it."""


def name(scenario: Scenario, guest: Guest) -> str:
    """Return who it is, as in running text."""
    return PRESS if guest == "press" else scenario.friend[guest].title


def short_name(scenario: Scenario, guest: Guest) -> str:
    """Return who it is, as a title: "European Union"."""
    bare = name(scenario, guest).removeprefix("the ")
    return bare[:1].upper() + bare[1:]


def does(scenario: Scenario, guest: Guest) -> str:
    """Return what it is there for, in a sentence or two."""
    if guest == "press":
        return "Reports to the world what the world may know, and asks delegations in public."
    return scenario.friend[guest].text


def brief(scenario: Scenario, guest: Guest) -> str:
    """Return what its holder is told of the part, as markdown."""
    told = "\n\n".join(PRESS_BRIEF) if guest == "press" else friend_brief(scenario.friend[guest])
    return f"{does(scenario, guest)}\n\n{told}"


def friend_brief(friend: Friend) -> str:
    powers = "\n".join(f"- {sentence(POWERS[power])}" for power in friend.powers)
    return "\n\n".join(FRIEND_BRIEF).format(powers=powers)


FRIEND_BRIEF = (
    "You are a friend of the talks: nobody's ally, without a vote or a score sheet.",
    "## Coming",
    (
        "Two delegations invite you, one of them a host of friends. It is for you to say whether "
        "you come. If you say nothing before the plenary ends, you come."
    ),
    "## Helping",
    (
        "A text may name you. You read it as soon as it is tabled, secret or not, and say what you "
        "lend it, if anything:"
    ),
    "{powers}",
    (
        "If you say nothing before the phase ends, you lend it all of this. What you have lent you "
        "cannot take back."
    ),
    "## Talking",
    (
        "You talk in private with the delegations that have invited you, and with control. Once "
        "you are at the table you speak to the press in the plenary. You see what the world sees, "
        "and the texts that name you."
    ),
)
PRESS_BRIEF = (
    (
        "You are nobody's ally. You have no vote, no score sheet and no secrets: you see what the "
        "world sees."
    ),
    "## Reporting",
    (
        "Write a headline and a story: it stands among the news, under your name, for all to read. "
        "What leaks and what delegations disclose comes to the world, and so to you. Say what "
        "happened, who gained by it, what was left out."
    ),
    "## Asking",
    (
        "In the plenary ask a delegation in public. Everybody reads the question, and sees whether "
        "it is answered."
    ),
)
