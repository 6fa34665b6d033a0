"""The people of a delegation, in words.

Owns what a post is called. It must never name a person: the game asks for nobody's name.
"""


def post_title(post: str) -> str:
    """Return what a post is called: "Head", "Security", "Member 2", "Mentor"."""
    kind, _, place = post.partition("-")
    return f"{kind.capitalize()} {place}".strip()
