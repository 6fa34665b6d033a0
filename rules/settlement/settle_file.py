"""The settle file of Rulebook 5: parsed JSON to formulas, and a settlement back to JSON.

Owns the file's shape, every refusal of it with the JSON Pointer (RFC 6901) of the offending
node, and the JSON that answers. It reads no file and parses no text; it must accept nothing
that Rulebook 5 does not name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .formula import TRUE, All, Any, AtLeast, Candidate, Fact, Formula, Not, Sum, Weights, weigh
from .settle import Because, FailedCandidate, FailedFact, FailedNot, Path, Settlement, Short

NESTING_MAX = 100
"""How many nodes deep a need may go: more is a slip of a program, and parsers differ there."""


class Misshapen(Exception):
    """No settle file: `pointer` leads to the offending node, `hint` says what would be right."""

    def __init__(self, path: Path, hint: str) -> None:
        self.pointer = pointer(path)
        self.hint = hint
        super().__init__(f"{self.pointer}: {hint}")


class Doubled(dict[str, object]):
    """A JSON object in whose text `key` came twice: for a parser to leave where it found one."""

    def __init__(self, pairs: list[tuple[str, object]], key: str) -> None:
        super().__init__(pairs)
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFile:
    """What `settle` takes, and where each candidate stood in the file."""

    needs: Mapping[str, Formula]
    facts: Mapping[str, bool]
    places: Mapping[str, int]


def pointer(path: Path) -> str:
    """Return the JSON Pointer of these steps (RFC 6901); the whole file's is empty."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return "".join(f"/{step}" for step in steps)


def read_settle_file(value: object) -> SettleFile:
    """Return the settlement a parsed file asks for, or raise Misshapen at its first fault."""
    _refuse_doubled(value)
    top = _object((), value, required=("candidates",), optional=("facts",))
    facts = _facts(("facts",), top.get("facts", {}))
    candidates = _array(("candidates",), top["candidates"], "an array of candidates")
    reader = _Reader(facts=facts)
    for place, candidate in enumerate(candidates):
        reader.read_candidate(("candidates", place), candidate)
    return SettleFile(needs=reader.needs, facts=facts, places=reader.places)


def _refuse_doubled(value: object) -> None:
    """Find an object with the same key twice wherever it hides, without recursion."""
    waiting: list[tuple[Path, object]] = [((), value)]
    while waiting:
        path, top = waiting.pop()
        if isinstance(top, Doubled):
            raise Misshapen((*path, top.key), "this key is written twice; expected it once")
        if isinstance(top, dict):
            waiting += [((*path, key), below) for key, below in top.items()]
        elif isinstance(top, list):
            waiting += [((*path, place), below) for place, below in enumerate(top)]


def _facts(path: Path, value: object) -> dict[str, bool]:
    facts: dict[str, bool] = {}
    for name, truth in _members(path, value, "an object of facts, each true or false"):
        if not isinstance(truth, bool):
            raise _wrong((*path, name), "true or false", truth)
        facts[name] = truth
    return facts


class _Reader:
    """Reads candidates one after another. Equal weights become one object, so they share."""

    def __init__(self, *, facts: Mapping[str, bool]) -> None:
        self.facts = facts
        self.needs: dict[str, Formula] = {}
        self.places: dict[str, int] = {}
        self.weights: dict[Weights, Weights] = {}

    def read_candidate(self, path: Path, value: object) -> None:
        candidate = _object(path, value, required=("id",), optional=("needs",))
        name = _text((*path, "id"), candidate["id"], "the candidate's id, a string")
        if name in self.needs:
            first = pointer(("candidates", self.places[name]))
            raise Misshapen((*path, "id"), f"expected an id of its own: {first} has this one")
        self.places[name] = len(self.needs)
        self.needs[name] = self.read(((*path, "needs")), candidate.get("needs", True), 1)

    def read(self, path: Path, value: object, depth: int, *, fixed: bool = False) -> Formula:
        """Read one node; `fixed` below a `not`, where no candidate and no sum may be."""
        if depth > NESTING_MAX:
            raise Misshapen(path, f"expected nodes nested no deeper than {NESTING_MAX}")
        if value is True:
            return TRUE
        word, body = _only_member(path, value)
        below = (*path, word)
        match word:
            case "fact":
                return Fact(name=self.listed_fact(below, body))
            case "all" | "any":
                children = self.read_children(below, body, depth, fixed=fixed)
                return All(children=children) if word == "all" else Any(children=children)
            case "at_least":
                return self.read_at_least(below, body, depth, fixed=fixed)
            case "not":
                return Not(child=self.read(below, body, depth + 1, fixed=True))
            case "candidate" | "sum" if fixed:
                raise Misshapen(path, f"expected no {word} below a not, only facts")
            case "candidate":
                return Candidate(id=_text(below, body, "a candidate's id, a string"))
            case "sum":
                return self.read_sum(below, body)
            case _:
                raise Misshapen(below, f"unknown word; expected {_WORDS}")

    def listed_fact(self, path: Path, value: object) -> str:
        name = _text(path, value, "a fact's name, a string")
        if name not in self.facts:
            raise Misshapen(path, 'expected a fact that is listed under "facts"')
        return name

    def read_children(
        self, path: Path, value: object, depth: int, *, fixed: bool
    ) -> tuple[Formula, ...]:
        children = _array(path, value, "an array of nodes")
        return tuple(
            self.read((*path, place), child, depth + 1, fixed=fixed)
            for place, child in enumerate(children)
        )

    def read_at_least(self, path: Path, value: object, depth: int, *, fixed: bool) -> AtLeast:
        pair = _array(path, value, "[k, [nodes]]")
        if len(pair) != 2:
            raise Misshapen(path, f"expected [k, [nodes]], not an array of {len(pair)}")
        return AtLeast(
            k=_count((*path, 0), pair[0]),
            children=self.read_children((*path, 1), pair[1], depth, fixed=fixed),
        )

    def read_sum(self, path: Path, value: object) -> Sum:
        body = _object(path, value, required=("of", "at_least"))
        of = (*path, "of")
        weights = weigh(
            {
                name: _count((*of, name), weight)
                for name, weight in _members(of, body["of"], "an object of weights")
            }
        )
        at_least = _count((*path, "at_least"), body["at_least"])
        return Sum(weights=self.weights.setdefault(weights, weights), at_least=at_least)


_WORDS = "true, candidate, fact, all, any, at_least, sum or not"


def _wrong(path: Path, right: str, value: object) -> Misshapen:
    return Misshapen(path, f"expected {right}, not {_kind(value)}")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return "a string"
        case int():
            return "a number below 0" if value < 0 else "a number"
        case float():
            return "a number with a fraction, an exponent or too many digits"
        case dict():
            return "an object"
        case list():
            return "an array"
        case _:
            raise AssertionError(f"not from JSON: {type(value)}")


def _array(path: Path, value: object, right: str) -> list[object]:
    if not isinstance(value, list):
        raise _wrong(path, right, value)
    return value


def _members(path: Path, value: object, right: str) -> list[tuple[str, object]]:
    """Return an object's members, each under a name that can be written out again."""
    if not isinstance(value, dict):
        raise _wrong(path, right, value)
    return [(_text((*path, name), name, "a name"), below) for name, below in value.items()]


def _object(
    path: Path, value: object, *, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return an object that has these keys and no others."""
    known = (*required, *optional)
    right = f"an object with {' and '.join(required)}"
    members = dict(_members(path, value, right))
    for key in members:
        if key not in known:
            raise Misshapen((*path, key), f"unknown key; expected only {', '.join(known)}")
    if not all(key in members for key in required):
        raise Misshapen(path, f"expected {right}")
    return members


def _only_member(path: Path, value: object) -> tuple[str, object]:
    members = _members(path, value, f"a node ({_WORDS})")
    if len(members) != 1:
        raise Misshapen(path, f"expected a node with one word, not {len(members)}: {_WORDS}")
    return members[0]


def _count(path: Path, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _wrong(path, "a non-negative integer", value)
    return value


def _text(path: Path, value: object, right: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, right, value)
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Misshapen(path, f"expected {right} without half a character (a lone surrogate)")
    return value


def write_settlement(settlement: Settlement, file: SettleFile) -> dict[str, object]:
    """Return the answer of Rulebook 5 as JSON values, sorted by id throughout."""
    return {
        "standing": sorted(settlement.standing),
        "fell": {
            name: {"because": _because(fall.because, file.places[name])}
            for name, fall in sorted(settlement.fell.items())
        },
    }


def _because(because: Because, place: int) -> dict[str, object]:
    match because:
        case FailedCandidate(id=name):
            return {"candidate": name}
        case FailedFact(name=name):
            return {"fact": name}
        case FailedNot(formula=formula):
            return {"not": write_formula(formula.child)}
        case Short(path=path):
            return {"short": pointer(("candidates", place, "needs", *path))}


def write_formula(formula: Formula) -> object:
    """Return a formula as the node it is read from; as deep in calls as it is nested."""
    match formula:
        case Candidate(id=name):
            return {"candidate": name}
        case Fact(name=name):
            return {"fact": name}
        case All(children=children):
            return {"all": [write_formula(child) for child in children]}
        case Any(children=children):
            return {"any": [write_formula(child) for child in children]}
        case AtLeast(k=k, children=children):
            return {"at_least": [k, [write_formula(child) for child in children]]}
        case Sum(weights=weights, at_least=at_least):
            return {"sum": {"of": dict(weights), "at_least": at_least}}
        case Not(child=child):
            return {"not": write_formula(child)}
        case _:
            return True
