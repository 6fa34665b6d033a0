"""Lines of the bench's tables: one column for what, and others of the same width."""

WHAT, CELL = 34, 12


def line(what: str, *cells: str) -> None:
    print(f"{what:<{WHAT}}" + "".join(f"{cell:>{CELL}}" for cell in cells), flush=True)


def whole(number: float) -> str:
    return f"{number:,.0f}"


def fine(number: float | None) -> str:
    return "not reached" if number is None else f"{number:.2f}"
