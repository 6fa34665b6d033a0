"""What `./start check` asks of the files here that their own programs must be able to read.

Owns how each of them is called: the proxy's configuration, the chart and what it renders to, the
unit. Must never start what they describe.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from deploy import environment, machine

HERE = Path(__file__).resolve().parent
PROGRAMS = environment.VENV / "bin"
SITE = {
    "HEXTABLE_SITE": "https://talks.example.org",
    "HEXTABLE_UPSTREAMS": "server1:8000 server2:8000",
    "HEXTABLE_TLS": "tls internal",
}
EVERYTHING = {
    "socketsPerPod": "500",
    "ingress": {"host": "talks.example.org", "className": "nginx", "tlsSecretName": "talks"},
}
"""Values that bring in every part of the chart."""
EXPOSED_MOST = "15"
"""In tenths: how open a unit may be, as systemd counts it."""
INFORMATION = 1


def proxy() -> int:
    """Let the proxy read its configuration; it says so when it could not run with it."""
    configuration = str(HERE / "Caddyfile")
    command = ["validate", "--adapter", "caddyfile", "--config", configuration]
    return run_quietly([str(PROGRAMS / "caddyserver"), *command], SITE)


def chart() -> int:
    """Lint the chart, render it with and without what may be left out, and validate that."""
    import helm_python as helm  # noqa: PLC0415  # heavy, and nobody else's

    report = helm.lint(HERE / "chart", strict=True)
    found = [each for each in report["messages"] if each["severity"] > INFORMATION]
    for each in found:
        print(f"{each['path']}: {each['error']}")
    loaded = helm.Chart.load(HERE / "chart")
    statuses = [validate(loaded.render(values)) for values in ({}, EVERYTHING)]
    return 1 if found or report["errors"] or any(statuses) else 0


def validate(manifests: Mapping[str, str]) -> int:
    """Hold rendered manifests against the schemas of Kubernetes."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write("\n---\n".join(text for text in manifests.values() if text.strip()))
        file.flush()
        command = ["--strict", "--quiet", file.name]
        return run_quietly([str(PROGRAMS / "kubernetes-validate"), *command], {})


def unit() -> int:
    """Let systemd read the unit as it would run here, and count how open it is."""
    if sys.platform != "linux":
        print("not checked: systemd is Linux's own")
        return 0
    analyze = machine.ensure_program("systemd-analyze", "systemd", "Install systemd.")
    text = (HERE / "hextable.service").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "hextable.service"
        installed = text.replace("/opt/hextable/.venv/bin/hextable", str(environment.LAUNCHER))
        here.write_text(installed, encoding="utf-8")
        security = ["security", "--offline=true", f"--threshold={EXPOSED_MOST}"]
        return run_quietly([analyze, "verify", "--man=no", str(here)], {}) or run_quietly(
            [analyze, *security, str(here)], {}
        )


def run_quietly(command: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run a program and show what it said only where it failed; returns its exit status."""
    done = subprocess.run(
        command,
        check=False,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        print(done.stdout)
    return done.returncode


LINTERS: Mapping[str, Callable[[], int]] = {"proxy": proxy, "chart": chart, "unit": unit}

if __name__ == "__main__":
    sys.exit(LINTERS[sys.argv[1]]())
