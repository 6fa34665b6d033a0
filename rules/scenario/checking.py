"""What types cannot say of a scenario: names that lead nowhere, levels beyond ladders, bad ranges.

Owns the whole list of a scenario's problems (Rulebook 10, as far as validity). It must never play:
balance is shown by bots' games. What sheets are worth is checked in `checking_sheets`, and whether
six can agree in `checking_agreements`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from ..conditions import ALWAYS, Condition
from ..names import SEATS, VERIFICATIONS
from .catalogue import Effect, Instrument
from .checking_agreements import check_agreements
from .checking_conditions import Catalogue
from .checking_friends import check_friends
from .checking_sheets import check_sheets
from .checking_successions import check_successions
from .checking_types import check_types
from .loading import Path, Problem
from .scenario import Scenario
from .tuning import Data, Rounds
from .world import Action, Ambiguity

CLOCKED = ("corridors", "plenary", "capitals", "reckoning")
"""The phases that wait for people."""

CONDITIONED = {
    "grounds": ("opened_by", "closed_by"),
    "actions": ("requires",),
    "cards": ("when",),
    "drifts": ("when",),
    "outcomes": ("when",),
}
"""The lists of a scenario whose members carry conditions, and in which fields."""


def check(scenario: Scenario) -> list[Problem]:
    """Return everything that is wrong with a scenario of the right types, in a fixed order."""
    found = [
        *check_ids(scenario),
        *check_seats(scenario),
        *check_types(scenario),
        *check_successions(scenario),
        *check_world(scenario),
        *check_instruments(scenario),
        *check_actions(scenario),
        *check_friends(scenario),
        *check_company(scenario),
        *check_effects(scenario),
        *check_conditions(scenario),
        *check_issues(scenario),
    ]
    # Sheets are worth nothing definite while anything they are built on is wrong.
    return found or list(check_sheets(scenario)) or list(check_agreements(scenario))


def check_ids(scenario: Scenario) -> Iterator[Problem]:
    named: Mapping[str, Iterable[Data]] = {
        "meters": scenario.meters,
        "tracks": scenario.tracks,
        "instruments": scenario.instruments,
        "grounds": scenario.grounds,
        "actions": scenario.actions,
        "cards": scenario.cards,
        "friends": scenario.friends,
        "drifts": scenario.drifts,
        "outcomes": scenario.outcomes,
        "issues": scenario.issues,
    }
    for name, members in named.items():
        yield from repeated((name,), members)
    for seat, sheets in scenario.sheets.items():
        yield from repeated(("sheets", seat), sheets)
        for place, sheet in enumerate(sheets):
            yield from repeated(("sheets", seat, place, "lines"), sheet.lines)
    tenets = [tenet.id for each in scenario.delegations for tenet in each.tenets]
    tenets += [tenet.id for each in scenario.successions for tenet in each.tenets or ()]
    for name in doubles(tenets):
        yield Problem(("delegations",), f"two tenets are called {name}", "ids are unique")


def repeated(path: Path, members: Iterable[Data]) -> Iterator[Problem]:
    ids = [str(getattr(each, "id", "")) for each in members]
    for name in doubles(ids):
        last = len(ids) - 1 - ids[::-1].index(name)
        yield Problem((*path, last, "id"), f"the id {name} is given twice", "ids are unique")


def doubles(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def check_seats(scenario: Scenario) -> Iterator[Problem]:
    seats = [each.seat for each in scenario.delegations]
    for seat in SEATS:
        if seats.count(seat) != 1:
            yield Problem(("delegations",), f"{seat} has {seats.count(seat)} delegations", "one")
        if not scenario.sheets.get(seat):
            yield Problem(("sheets",), f"{seat} has no score sheet", f"add sheets.{seat}")
        elif len(scenario.sheets[seat]) == 1 and not scenario.single_sheets:
            hint = "add another, or say with single_sheets: true that it teaches with one"
            yield Problem(("sheets", seat), "one sheet alone: who knows it knows the aims", hint)
    for place, each in enumerate(scenario.delegations):
        if not each.brief.strip():
            yield Problem(("delegations", place, "brief"), "the brief is empty", "write one")
        if not 0 < each.latitude <= scenario.prices.latitude_max:
            yield Problem(("delegations", place, "latitude"), "out of range", "1 to latitude_max")


def check_world(scenario: Scenario) -> Iterator[Problem]:
    for place, meter in enumerate(scenario.meters):
        if not meter.min <= meter.start <= meter.max or meter.min == meter.max:
            yield Problem(("meters", place, "start"), "out of range", "min <= start <= max")
    meters = {meter.id: meter for meter in scenario.meters}
    war = meters.get(scenario.war.meter)
    if war is None or not war.start < scenario.war.at <= war.max:
        yield Problem(("war",), "war can never come, or is there already", "start < at <= max")
    yield from check_rounds(scenario)
    yield from check_verification(scenario)
    yield from check_pairs(scenario)
    if not scenario.outcomes or scenario.outcomes[-1].when != ALWAYS:
        yield Problem(
            ("outcomes",), "a game could end without an outcome", "the last is always true"
        )


def check_rounds(scenario: Scenario) -> Iterator[Problem]:
    yield from check_length(scenario.rounds, ("rounds",))
    for name, asked in scenario.presets.items():
        yield from check_length(asked.rounds, ("presets", name, "rounds"))
    for name, preset in scenario.clocks.items():
        for phase in CLOCKED:
            if preset.get(phase, 0) <= 0:
                yield Problem(("clocks", name), f"no seconds for {phase}", "a positive number")
        for phase in sorted(preset.keys() - set(CLOCKED)):
            yield Problem(("clocks", name, phase), "this phase never waits", ", ".join(CLOCKED))


def check_length(rounds: Rounds, path: Path) -> Iterator[Problem]:
    if not 1 <= rounds.first_possible_end <= rounds.last:
        yield Problem(path, "no round can be the last", "1 <= first_possible_end <= last")
    if rounds.first_possible_end < rounds.last and rounds.end_odds > 99:
        hint = "below 100, so that nobody can be sure"
        yield Problem((*path, "end_odds"), "the first possible end is sure to come", hint)


def check_verification(scenario: Scenario) -> Iterator[Problem]:
    ladder = [scenario.detection.get(level) for level in VERIFICATIONS]
    if None in ladder:
        yield Problem(("detection",), "a level is missing", ", ".join(VERIFICATIONS))
    known = [each for each in ladder if each is not None]
    for lower, upper in pairwise(known):
        if upper.detect < lower.detect:
            yield Problem(("detection",), "detection falls with a higher level", "let it rise")
        if upper.false_alarm > lower.false_alarm and lower.detect:
            yield Problem(("detection",), "false alarms rise with a higher level", "let them fall")


def check_pairs(scenario: Scenario) -> Iterator[Problem]:
    for place, rivalry in enumerate(scenario.rivalries):
        if rivalry.pair[0] == rivalry.pair[1]:
            yield Problem(("rivalries", place, "pair"), "a pair is of two", "name two seats")
    for place, base in enumerate(scenario.base_assurances):
        if base.by == base.toward:
            yield Problem(("base_assurances", place), "assures itself", "name two seats")
    for pair in doubles(str(sorted(each.pair)) for each in scenario.rivalries):
        yield Problem(("rivalries",), f"the pair {pair} is given twice", "once each")
    if scenario.presence_seat in scenario.presence_rule:
        yield Problem(("presence_seat",), "is in the format itself", "a seat outside it")


def check_company(scenario: Scenario) -> Iterator[Problem]:
    for place, animosity in enumerate(scenario.animosities):
        if animosity.pair[0] == animosity.pair[1]:
            yield Problem(("animosities", place, "pair"), "a pair is of two", "name two seats")
    for seat, patron in scenario.patrons.items():
        if patron.by == seat:
            yield Problem(("patrons", seat, "by"), "nobody is its own patron", "another seat")
    for pair in doubles(str(sorted(each.pair)) for each in scenario.animosities):
        yield Problem(("animosities",), f"the pair {pair} is given twice", "once each")


def check_instruments(scenario: Scenario) -> Iterator[Problem]:
    tracks = {track.id for track in scenario.tracks}
    for place, each in enumerate(scenario.instruments):
        path: Path = ("instruments", place)
        if each.track not in tracks:
            yield Problem((*path, "track"), f"no such track: {each.track}", ", ".join(tracks))
        if not each.debtors or doubles(each.debtors):
            yield Problem((*path, "debtors"), "nobody owes it, or somebody twice", "name each once")
        if bool(each.levels) == (each.quantity is not None):
            yield Problem(path, f"{each.id} is both or neither", "either levels or a quantity")
        if each.divert_gain and "fungible" not in each.tags:
            yield Problem(
                (*path, "divert_gain"), "nothing of it can be diverted", "tag it fungible"
            )
        if each.assurance and each.beneficiaries == "none":
            yield Problem((*path, "beneficiaries"), "assures nobody", "required or optional")
        if each.recipients and each.beneficiaries == "none":
            yield Problem((*path, "recipients"), "it is toward nobody", "leave recipients out")
        yield from check_time(scenario, each, path)
        yield from check_quantity(each, (*path, "quantity"))


def check_time(scenario: Scenario, each: Instrument, path: Path) -> Iterator[Problem]:
    if each.lead and each.quantity is not None:
        yield Problem((*path, "lead"), "goods need none", "give lead to stances alone")
    for name in each.habituates:
        if name not in scenario.instrument:
            yield Problem((*path, "habituates"), f"no such instrument: {name}")


def check_quantity(instrument: Instrument, path: Path) -> Iterator[Problem]:
    quantity = instrument.quantity
    if quantity is None:
        return
    if quantity.max % quantity.step:
        yield Problem((*path, "max"), "is not a whole number of steps", f"of {quantity.step}")
    if "{amount}" not in quantity.phrase:
        yield Problem((*path, "phrase"), "does not say how much", "put {amount} in it")
    for seat in quantity.stock:
        if seat not in instrument.debtors:
            yield Problem((*path, "stock", seat), "is not among the debtors", "drop it")


def check_actions(scenario: Scenario) -> Iterator[Problem]:
    known = {each.id for each in scenario.instruments}
    for place, action in enumerate(scenario.actions):
        path: Path = ("actions", place)
        for name in action.breaks:
            if name not in known:
                yield Problem((*path, "breaks"), f"no such instrument: {name}")
        is_open = not action.secret and action.seats == (scenario.presence_seat,)
        if action.undercuts and not is_open:
            hint = f"let {scenario.presence_seat} alone do it, in the open"
            yield Problem((*path, "undercuts"), "is not what the presence rule frees", hint)
        if action.summit and (action.target != "seat" or action.secret or len(action.seats) < 2):
            hint = "target: seat, in the open, for two or more seats"
            yield Problem((*path, "summit"), "is no meeting of two", hint)
        if not action.seats:
            yield Problem((*path, "seats"), "nobody can do it", "name a seat")
        yield from check_finding_out(scenario, action, path)


def check_finding_out(scenario: Scenario, action: Action, path: Path) -> Iterator[Problem]:
    """What watches has a target; what is held is sourced, open and done once, then used."""
    if action.watch and action.target != "seat":
        yield Problem((*path, "watch"), "watches nobody", "give it the target seat")
    yield from check_listening(action, path)
    if action.ambiguous is not None:
        yield from check_ambiguity(scenario, action, action.ambiguous, (*path, "ambiguous"))
    if action.standing and (action.secret or not action.once or not action.source):
        hint = "open, once, and with a source"
        yield Problem((*path, "standing"), "holds nothing that could be shown", hint)
    first = next((each for each in scenario.actions if each.id == action.after), None)
    if action.after is not None and (first is None or not first.once):
        hint = "an action that is done once"
        yield Problem((*path, "after"), f"cannot come after {action.after}", hint)
    elif action.after is not None and not action.once:
        yield Problem((*path, "once"), "could be done again and again", "once: true")
    elif first is not None and not set(action.seats) <= set(first.seats):
        yield Problem((*path, "after"), f"some cannot do {first.id} first", "the same seats")


def check_listening(action: Action, path: Path) -> Iterator[Problem]:
    """What listens does it in secret, to two others; nothing else is aimed at a pair."""
    if bool(action.listen) != (action.target == "pair") or (action.listen and not action.secret):
        hint = "listen, secret: true and target: pair go together"
        yield Problem((*path, "listen"), "listens to no two others in secret", hint)
    if action.listen_clause and not action.listen:
        yield Problem((*path, "listen_clause"), "hears a clause of no text", "give it listen")


def check_ambiguity(
    scenario: Scenario, action: Action, asked: Ambiguity, path: Path
) -> Iterator[Problem]:
    stances = {each.id for each in scenario.instruments if each.quantity is None}
    for name in asked.disputes:
        if name not in stances:
            yield Problem((*path, "disputes"), f"no such stance: {name}")
        if name in action.breaks:
            yield Problem((*path, "disputes"), f"{name} is broken in any case", "one or the other")
    yield from repeated((*path, "reasons"), asked.reasons)
    if {each.finding for each in asked.reasons} != {"breach", "none"}:
        yield Problem((*path, "reasons"), "one can only vote one way", "reasons for both")
    if asked.needed > len(SEATS) - 1:
        yield Problem((*path, "needed"), "more than can vote", "at most five")
    if action.secret or not asked.disputes:
        yield Problem(path, "nobody could ask about it", "an open act that disputes something")


def check_effects(scenario: Scenario) -> Iterator[Problem]:
    meters = {meter.id for meter in scenario.meters}
    for path, effects, people in effects_of(scenario):
        for place, effect in enumerate(effects):
            named = [effect.meter, effect.latitude, effect.onus, effect.support]
            if len([each for each in named if each is not None]) != 1:
                hint = "exactly one of meter, latitude, onus, support"
                yield Problem((*path, place), "names no one thing", hint)
            elif effect.meter is not None and effect.meter not in meters:
                yield Problem((*path, place, "meter"), f"no such meter: {effect.meter}")
            for who in sorted({"actor", "target"} & set(filter(None, named[1:]))):
                if who not in people:
                    yield Problem((*path, place), f"there is no {who} here", "name a seat")


Effects: TypeAlias = tuple[Path, tuple[Effect, ...], tuple[str, ...]]
"""Where a list of effects stands, what is in it, and whom `actor` and `target` can mean there."""


def effects_of_actions(scenario: Scenario) -> Iterator[Effects]:
    for place, action in enumerate(scenario.actions):
        path: Path = ("actions", place)
        people = ("actor", "target") if action.target == "seat" else ("actor",)
        for name in ("effects", "failure", "attributed"):
            yield (*path, name), getattr(action, name), people
        yield (*path, "standing"), action.standing, ("actor",)
        if action.ambiguous is not None:
            for name in ("when_breach", "when_none"):
                yield (*path, "ambiguous", name), getattr(action.ambiguous, name), ("actor",)


def effects_of(scenario: Scenario) -> Iterator[Effects]:
    """Yield every list of effects with its path and whom `actor` and `target` can mean there."""
    for place, each in enumerate(scenario.instruments):
        path: Path = ("instruments", place)
        people = ("actor",) if each.beneficiaries == "none" else ("actor", "target")
        yield (*path, "evade_gain"), each.evade_gain, people
        yield (*path, "divert_gain"), each.divert_gain, ("actor", "target")
        if each.quantity:
            yield (*path, "quantity", "effects"), each.quantity.effects, people
        for step, level in enumerate(each.levels):
            yield (*path, "levels", step, "effects"), level.effects, people
    yield from effects_of_actions(scenario)
    for place, card in enumerate(scenario.cards):
        yield ("cards", place, "effects"), card.effects, ()
    for place, drift in enumerate(scenario.drifts):
        yield ("drifts", place, "effects"), drift.effects, ()
    if scenario.convenor is not None:
        yield ("convenor", "credit"), scenario.convenor.credit, ("actor",)
        yield ("convenor", "blame"), scenario.convenor.blame, ("actor",)
    for seat, patron in scenario.patrons.items():
        yield ("patrons", seat, "effects"), patron.effects, ("actor",)
    if scenario.exposure is not None:
        yield ("exposure", "erosion"), scenario.exposure.erosion, ("actor",)


def check_conditions(scenario: Scenario) -> Iterator[Problem]:
    catalogue = Catalogue(scenario)
    for path, condition in conditions_of(scenario):
        yield from (Problem(path, *wrong) for wrong in catalogue.wrong_in(condition))


def conditions_of(scenario: Scenario) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition of a scenario with its path."""
    yield from conditions_of_tenets(scenario)
    yield from ((("convenor", "opens"), each.opens) for each in (scenario.convenor,) if each)
    for place, each in enumerate(scenario.delegations):
        for step, tenet in enumerate(each.tenets):
            path: Path = ("delegations", place, "tenets", step)
            yield (*path, "contradicted_by"), tenet.contradicted_by
            if tenet.sidestepped_by:
                yield (*path, "sidestepped_by"), tenet.sidestepped_by
    for name, fields in CONDITIONED.items():
        for place, member in enumerate(getattr(scenario, name)):
            for each_field in fields:
                yield (name, place, each_field), getattr(member, each_field)
    for seat, sheets in scenario.sheets.items():
        for place, sheet in enumerate(sheets):
            for step, line in enumerate(sheet.lines):
                yield ("sheets", seat, place, "lines", step, "when"), line.when


def conditions_of_tenets(scenario: Scenario) -> Iterator[tuple[Path, Condition]]:
    held = [(("delegations", n), each.tenets) for n, each in enumerate(scenario.delegations)]
    held += [(("successions", n), each.tenets or ()) for n, each in enumerate(scenario.successions)]
    for path, tenets in held:
        for step, tenet in enumerate(tenets):
            yield (*path, "tenets", step, "contradicted_by"), tenet.contradicted_by
            if tenet.sidestepped_by:
                yield (*path, "tenets", step, "sidestepped_by"), tenet.sidestepped_by


def check_issues(scenario: Scenario) -> Iterator[Problem]:
    catalogue = Catalogue(scenario)
    for place, issue in enumerate(scenario.issues):
        path: Path = ("issues", place, "levels")
        if not issue.levels or issue.levels[0].clauses:
            yield Problem(path, f"{issue.id} has no level 0", "the first level has no clauses")
        for step, level in enumerate(issue.levels):
            for number, clause in enumerate(level.clauses):
                at = (*path, step, "clauses", number)
                yield from (Problem(at, *wrong) for wrong in catalogue.wrong_clause(clause))
