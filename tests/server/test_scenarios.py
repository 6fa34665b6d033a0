"""Scenarios on disk: how files become one, what is said when they do not, and those that ship."""

import json
import re
from itertools import chain
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from typer.testing import CliRunner

import rules
from rules.names import SEATS
from rules.scenario import Scenario
from rules.scenario.packages import clauses_of, maximum, points
from server.commands_scenario import app
from server.scenarios import SHELF, BadFiles, names, read, shipped
from tests.rules.small_scenario import small

ROOT = Path(rules.__file__).parent.parent
SHIPPED = ("beijing-2005", "first-session", "korea-2020")


def write(folder, data):
    for name, content in data.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder


def split(data, *fields):
    """Return the files of a scenario with some fields in files of their own."""
    rest = {name: value for name, value in data.items() if name not in fields}
    return {"scenario.yaml": rest, **{f"{name}.yaml": data[name] for name in fields}}


def findings(path):
    with pytest.raises(BadFiles) as caught:
        read(path)
    return [str(each) for each in caught.value.findings]


def hextable(*words):
    return CliRunner().invoke(app, words)


def test_a_scenario_in_one_file_and_in_many_is_the_same(tmp_path):
    data = small()
    one = write(tmp_path / "one", {"scenario.yaml": data})
    many = split(data, "instruments", "issues")
    instruments = many.pop("instruments.yaml")
    many |= {"instruments/1.yaml": instruments[:1], "instruments/2.json": instruments[1:]}
    many |= {f"sheets/{seat}.yaml": {seat: data["sheets"][seat]} for seat in SEATS}
    del many["scenario.yaml"]["sheets"]
    assert read(write(tmp_path / "many", many)) == read(one) == read(one / "scenario.yaml")


def test_a_brief_is_read_from_its_own_file(tmp_path):
    data = small()
    del data["delegations"][2]["brief"]
    files = split(data, "delegations") | {"briefs/usa.md": "You are *here*.\n"}
    scenario = read(write(tmp_path, files))
    assert scenario.delegation["usa"].brief == "You are *here*."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"You are\n\xff", "briefs/usa.md:2: (the text): not UTF-8"),
        (b"\nYou \x1b[31m are", "briefs/usa.md:2: (the text): a control character"),
    ],
)
def test_a_brief_that_is_no_text_is_refused(tmp_path, body, said):
    data = small()
    del data["delegations"][2]["brief"]
    folder = write(tmp_path, split(data, "delegations") | {"briefs/usa.md": ""})
    (folder / "briefs" / "usa.md").write_bytes(body)
    assert findings(folder) == [said]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "scenario.yaml:1: (the whole): not found"),
        ({"scenario.yaml": []}, "scenario.yaml:1: (the whole): must be a mapping"),
        ({"scenario.yaml": {"title": "x"}, "title.yaml": "y"}, "title.yaml:1: title: this"),
        (
            {"scenario.yaml": "sheets:\n  usa: []", "sheets/1.yaml": "rok: []\nusa: []"},
            "sheets/1.yaml:2: sheets.usa: this key is given twice",
        ),
        ({"scenario.yaml": "title: x\ntitle: y"}, "scenario.yaml:2: (the text): the key title"),
        ({"scenario.yaml": {}, "briefs/usa.md": "x"}, "briefs/usa.md:1: delegations: no"),
        ({"scenario.yaml": {}, "briefs/usa.txt": "x"}, "briefs/usa.txt:1: (the whole): nothing"),
        (
            {"scenario.yaml": {}} | {f"cards/{n}.yaml": [] for n in range(65)},
            "scenario.yaml:1: (the whole): too many",
        ),
        (
            {"scenario.yaml": {}} | {f"cards/{n}.yaml": f"# {'x' * 250_000}" for n in range(5)},
            "scenario.yaml:1: (the whole): too many or too large",
        ),
    ],
)
def test_files_that_do_not_fit_together_are_refused(tmp_path, files, said):
    (found,) = findings(write(tmp_path, files))
    assert found.startswith(said)


def test_a_problem_is_told_with_file_line_path_and_hint(tmp_path):
    files = split(small(), "meters", "tracks")
    files["meters.yaml"] = "- id: tension\n  title: Tension\n  help: x\n  start: low\n"
    files["tracks.yaml"] = "- {id: nuclear, title: N}\n- id: nuclear\n"
    assert findings(write(tmp_path, files)) == [
        "meters.yaml:4: meters[0].start: Expected `int`, got `str`",
        "tracks.yaml:2: tracks[1]: the field title is missing (add title)",
    ]


def test_lines_are_right_in_fields_joined_from_several_files(tmp_path):
    more = "# one\n- id: nuclear\n  title: Again\n"
    files = split(small(), "tracks") | {"tracks/more.yaml": more}
    assert findings(write(tmp_path, files)) == [
        "tracks/more.yaml:2: tracks[1].id: the id nuclear is given twice (ids are unique)"
    ]


def test_check_prints_ok_with_counts():
    said = hextable("check", "first-session")
    assert said.exit_code == 0
    assert said.output.startswith("ok: first-session (11 instruments, 4 tracks,")


def test_check_takes_a_path_and_prints_each_problem(tmp_path):
    data = small()
    data["meters"][0]["start"] = 100
    said = hextable("check", str(write(tmp_path, {"scenario.yaml": data})))
    assert said.exit_code == 1
    assert said.output.splitlines() == [
        "scenario.yaml:1: war: war can never come, or is there already (start < at <= max)",
    ]


def test_check_of_what_is_not_there_names_what_is():
    said = hextable("check", "atlantis")
    assert said.exit_code == 1
    assert said.output == f"no scenario atlantis; there are: {', '.join(SHIPPED)}\n"


def test_check_does_not_print_a_flood(tmp_path):
    data = small()
    data["cards"] = [{} for _ in range(30)]
    said = hextable("check", str(write(tmp_path, {"scenario.yaml": data})))
    assert said.output.splitlines()[-1] == "... and 50 more"


def test_list_names_the_scenarios_that_ship():
    said = hextable("list")
    assert [text.split()[0] for text in said.output.splitlines()] == list(SHIPPED)


def test_a_name_is_looked_up_and_never_a_path():
    assert names() == SHIPPED
    with pytest.raises(KeyError):
        shipped("../scenarios/first-session")


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_valid_and_called_what_its_folder_is_called(name):
    assert read(SHELF / name) == shipped(name)
    assert shipped(name).name == name


def test_korea_2020_is_as_wide_as_it_says():
    scenario = shipped("korea-2020")
    assert len(scenario.instruments) >= 30
    assert len({each.track for each in scenario.instruments}) >= 8
    assert {each.track for each in scenario.instruments} == {each.id for each in scenario.tracks}
    assert len(scenario.cards) >= 24
    assert all(each.effects for each in scenario.cards)
    assert 5 <= len(scenario.outcomes) <= 9
    assert scenario.outcomes[0].id == "war"
    for seat in SEATS:
        assert sum(seat in action.seats for action in scenario.actions) >= 3
        assert len(scenario.sheets[seat]) >= 2
        assert len(scenario.delegation[seat].tenets) == 2
        assert 400 <= len(scenario.delegation[seat].brief.split()) <= 650


def test_korea_2020_has_settlements_of_six_and_one_for_each_kind_of_north():
    scenario = shipped("korea-2020")
    assert len(scenario.settlements) >= 3
    assert {each.sheets.get("dprk", "security") for each in scenario.settlements} == {
        each.id for each in scenario.sheets["dprk"]
    }
    undertaking = [{c.by for c in clauses_of(scenario, s.levels)} for s in scenario.settlements]
    assert set(SEATS) in undertaking


def test_china_may_spoil_in_secret_and_nobody_may_offer_an_alliance_away():
    scenario = shipped("korea-2020")
    spoil = scenario.action["spoil"]
    assert (spoil.seats, spoil.secret, spoil.target) == (("prc",), True, "format")
    assert 0 < spoil.attribution < 100
    assert [each.id for each in scenario.actions if each.undercuts] == ["undercut"]
    assert {(each.by, each.toward) for each in scenario.base_assurances} == {
        ("usa", "rok"), ("usa", "jpn"), ("prc", "dprk"),
    }  # fmt: skip
    posture = [each for each in scenario.instruments if each.track == "conventional"]
    assert all(each.needs_ally == {"usa": "rok"} for each in posture if "usa" in each.debtors)


def test_beijing_2005_has_an_instrument_for_each_working_group_and_a_card_for_each_round():
    scenario = shipped("beijing-2005")
    assert {each.track for each in scenario.instruments} == {each.id for each in scenario.tracks}
    assert len(scenario.tracks) == 1 + 5
    dated = [each for each in scenario.cards if each.id.startswith("calendar_")]
    assert len(dated) == scenario.rounds.last
    others = sum(each.weight for each in scenario.cards if each not in dated)
    assert all(each.weight > 20 * others for each in dated)
    for seat in SEATS:
        assert sum(seat in action.seats for action in scenario.actions) >= 3
        assert len(scenario.sheets[seat]) >= 2
        assert len(scenario.delegation[seat].tenets) == 2
        assert 400 <= len(scenario.delegation[seat].brief.split()) <= 650


def test_what_beijing_2005_calls_a_source_is_on_the_list_of_its_page():
    page = (ROOT / "docs" / "beijing-2005.md").read_text("utf-8")
    listed = set(re.findall(r"^\| (S\d+) \|.*<https?://", page, re.MULTILINE))
    shelf = ROOT / "rules" / "scenarios" / "beijing-2005"
    texts = [each.read_text("utf-8") for each in sorted(shelf.rglob("*.yaml"))]
    groups = re.findall(r"\((S\d+(?:, S\d+)*)\)", "".join(texts))
    assert {name for group in groups for name in group.split(", ")} == listed


def test_a_first_session_is_short_and_every_instrument_explains_itself_in_a_sentence():
    scenario = shipped("first-session")
    assert scenario.rounds.last == 3
    assert len(scenario.instruments) <= 12
    for instrument in scenario.instruments:
        assert re.fullmatch(r"[A-Z][^.]{20,110}\.", instrument.help)
    for delegation in scenario.delegations:
        assert 120 <= len(delegation.brief.split()) <= 260


@pytest.mark.parametrize("name", SHIPPED)
def test_every_phrase_reads_on_from_we_will(name):
    scenario = shipped(name)
    phrases = [level.phrase for each in scenario.instruments for level in each.levels]
    phrases += [each.quantity.phrase for each in scenario.instruments if each.quantity]
    for phrase in phrases:
        assert phrase[0].islower()
        assert phrase[-1] not in ".;, "


@pytest.mark.parametrize("name", SHIPPED)
def test_brief_and_cards_name_no_living_leader(name):
    scenario = shipped(name)
    told = [each.brief for each in scenario.delegations] + [each.text for each in scenario.cards]
    told += [each.text for each in scenario.actions]
    for leader in ("Trump", "Kim ", "Xi ", "Putin", "Abe ", "Moon ", "Biden", "Bolton", "Suga"):
        assert not [text for text in told if leader in text]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_agreement_leaves_everybody_at_or_below_its_batna(name):
    scenario = shipped(name)
    for sheets in scenario.sheets.values():
        for sheet in sheets:
            assert points(scenario, sheet, {}) <= sheet.batna < maximum(scenario, sheet)


def test_the_smallest_scenario_of_the_authors_guide_is_valid(tmp_path):
    guide = (ROOT / "docs" / "authoring.md").read_text("utf-8")
    files = dict(re.findall(r"```yaml\n# ([a-z/]+\.yaml)\n(.*?)```", guide, re.DOTALL))
    assert set(files) == {"scenario.yaml", "instruments.yaml", "sheets.yaml"}
    briefs = {f"briefs/{seat}.md": "You speak for it." for seat in SEATS}
    assert read(write(tmp_path, files | briefs)).name == "two-islands"


def test_the_authors_guide_names_every_field_and_no_other():
    guide = (ROOT / "docs" / "authoring.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([a-z_]+)`", guide, re.MULTILINE))
    assert told == fields_below(Scenario)


def fields_below(kind):
    """Return the names of all fields of a scenario, at any depth."""
    told = {field.encode_name for field in msgspec.structs.fields(kind)}
    inner = [structs_in(field.type) for field in msgspec.structs.fields(kind)]
    return told.union(*(fields_below(each) for each in chain.from_iterable(inner)))


def structs_in(kind):
    """Return the structs that a type is made of, however deep."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [kind]
    return list(chain.from_iterable(structs_in(each) for each in get_args(kind)))
