"""Numbers, articles and lists in words.

Owns small grammar. It must never know what a document or a condition is.
"""

from collections.abc import Sequence

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_COUNTRY_WORDS = {"States", "Federation", "Republic", "Kingdom", "Union"}


def in_words(number: int) -> str:
    """Return a small number in words, a large one in digits."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def counted(number: int, noun: str) -> str:
    """Return "one round", "four rounds"."""
    return f"{in_words(number)} {noun}" if number == 1 else f"{in_words(number)} {noun}s"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def with_article(name: str) -> str:
    """Return "the United States", "the DPRK", "Japan", "North Korea"."""
    needs_one = name.isupper() or " of " in name or bool(_COUNTRY_WORDS & set(name.split()))
    return f"the {name}" if needs_one and not name.startswith("the ") else name


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
