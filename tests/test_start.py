"""What `./start` decides before it runs anything: versions, digests, stamps, files, usage."""

import json
import subprocess
import sys

import pytest

from deploy import environment, machine, start


@pytest.fixture
def locks(tmp_path, monkeypatch):
    for group in ("uv", "base", "test"):
        (tmp_path / f"{group}.txt").write_text(f"{group}==1\n")
    monkeypatch.setattr(environment, "LOCKS", tmp_path)
    return tmp_path


@pytest.fixture
def nothing_found(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(machine.shutil, "which", lambda _name: None)
    monkeypatch.setattr(machine, "MAC_CHROME", tmp_path / "absent")


def test_python_3_10_is_refused_with_what_is_needed():
    assert "needs Python 3.11" in machine.version_complaint((3, 10))


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_python_3_11_and_newer_will_do(version):
    assert machine.version_complaint(version) is None


def test_a_lock_changed_by_one_byte_has_another_digest(locks):
    before = environment.lock_digest(locks / "base.txt")
    assert environment.lock_digest(locks / "base.txt") == before
    (locks / "base.txt").write_text("base==2\n")
    assert environment.lock_digest(locks / "base.txt") != before


def test_a_broken_or_absent_stamp_says_nothing_was_installed(tmp_path):
    stamp = tmp_path / "stamp.json"
    assert environment.read_stamp(stamp) == {}
    for text in ("", "{", "[]", "7"):
        stamp.write_text(text)
        assert environment.read_stamp(stamp) == {}


def test_installed_groups_are_those_whose_locks_are_still_there(locks):
    stamp = {"locks": {"uv": "1", "base": "2", "test": "3", "gone": "4"}}
    assert environment.installed_groups(stamp) == {"base", "test"}
    assert environment.installed_groups({}) == set()


def test_an_environment_made_elsewhere_or_by_another_python_is_not_ours():
    ours = {
        "root": str(environment.ROOT),
        "python": environment.python_version(environment.PYTHON),
    }
    assert environment.venv_is_ours(ours)
    assert not environment.venv_is_ours({**ours, "root": "/elsewhere"})
    assert not environment.venv_is_ours({**ours, "python": "3.1"})
    assert not environment.venv_is_ours({})


def test_the_version_of_a_python_that_does_not_run_is_unknown(tmp_path):
    assert environment.python_version(tmp_path / "python") is None
    assert environment.python_version(sys.executable) == "{}.{}".format(*sys.version_info[:2])


def test_groups_already_installed_are_installed_again_with_a_new_one(locks, monkeypatch):
    asked = installing(monkeypatch, stamp={"locks": {"base": "old", "test": "old"}})
    environment.ensure([])
    assert asked == [["uv", "base", "test"]]


def test_nothing_is_installed_while_the_digests_are_the_same(locks, monkeypatch):
    same = {group: environment.lock_digest(locks / f"{group}.txt") for group in ("uv", "base")}
    asked = installing(monkeypatch, stamp={"locks": same})
    environment.ensure([])
    assert asked == []


def installing(monkeypatch, stamp):
    """Let `ensure` find this stamp and an environment of ours; returns the groups it installs."""
    asked = []
    monkeypatch.setattr(environment, "read_stamp", lambda _path: stamp)
    monkeypatch.setattr(environment, "venv_is_ours", lambda _stamp: True)
    monkeypatch.setattr(environment, "install", lambda digests: asked.append(list(digests)))
    monkeypatch.setattr(environment, "write_launcher", lambda: None)
    return asked


def test_a_failed_installation_leaves_no_stamp(tmp_path, monkeypatch):
    stamp = tmp_path / "stamp.json"
    stamp.write_text(json.dumps({"locks": {}}))
    monkeypatch.setattr(environment, "STAMP", stamp)
    monkeypatch.setattr(environment, "PYTHON", "false")
    with pytest.raises(machine.Missing, match="pip could not install"):
        environment.install({"uv": "1"})
    assert not stamp.exists()


@pytest.mark.parametrize("listed", [True, False])
def test_the_machines_certificates_are_trusted_where_it_has_any(tmp_path, monkeypatch, listed):
    if listed:
        (tmp_path / "authority.pem").touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert environment.trust() == (["--system-certs"] if listed else [])


@pytest.mark.parametrize("place", ["plain", "a folder with spaces"])
def test_the_launcher_runs_the_command_line_from_any_folder(tmp_path, monkeypatch, place):
    root = tmp_path / place
    (root / "server").mkdir(parents=True)
    (root / "server" / "__init__.py").touch()
    cli = "import sys\ndef app():\n    print('hello', *sys.argv[1:])\n"
    (root / "server" / "cli.py").write_text(cli)
    python = root / "python"
    python.symlink_to(sys.executable)
    launcher = root / "hextable"
    for name, value in (("ROOT", root), ("PYTHON", python), ("LAUNCHER", launcher)):
        monkeypatch.setattr(environment, name, value)
    environment.write_launcher()
    ran = subprocess.run(
        [launcher, "a b", "c"], cwd="/", capture_output=True, text=True, check=True
    )
    assert ran.stdout == "hello a b c\n"


def test_the_distribution_is_read_with_and_without_quotes(tmp_path):
    release = tmp_path / "os-release"
    assert machine.distribution(release) == ""
    release.write_text('NAME="X"\nVERSION_ID="12"\nID=debian\n')
    assert machine.distribution(release) == "debian"
    release.write_text('ID="ubuntu"\n')
    assert machine.distribution(release) == "ubuntu"


def test_chromium_may_be_named(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/opt/chrome")
    assert str(machine.chromium()) == "/opt/chrome"
    with pytest.raises(machine.Missing, match="CHROMIUM="):
        machine.ensure_chromium()


@pytest.mark.usefixtures("nothing_found")
def test_without_apt_the_complaint_says_what_to_install():
    with pytest.raises(machine.Missing, match=r"Install Node\.js 18"):
        machine.ensure_node()
    with pytest.raises(machine.Missing, match="Install Chromium"):
        machine.ensure_chromium()


def test_apt_goes_through_sudo_unless_root(monkeypatch):
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    assert machine.apt_prefix() == ["sudo"]
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    assert machine.apt_prefix() == []


def test_page_tests_are_found_without_the_vendored_ones(tmp_path):
    for name in ("client/a.test.js", "tests/client/b.test.js", "client/vendor/c.test.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert start.page_tests(tmp_path) == ["client/a.test.js", "tests/client/b.test.js"]


@pytest.mark.parametrize("words", [["bake"], ["install", "now"], ["check", "rules"]])
def test_an_unknown_subcommand_gives_the_usage_and_status_2(words, capsys):
    assert start.main(words) == 2
    assert capsys.readouterr().err == start.USAGE
