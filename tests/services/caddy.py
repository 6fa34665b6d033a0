"""The proxy as a program, with deploy/Caddyfile as it lies there and a certificate of its own."""

import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from tests.services.process import ROOT

CONFIGURATION = ROOT / "deploy" / "Caddyfile"
PROGRAM = Path(sys.executable).parent / "caddyserver"
SIGNS = ("serving initial configuration", "certificate obtained successfully")


class Caddy:
    """One proxy in front of some servers."""

    def __init__(self, site: str, upstreams: Sequence[str]) -> None:
        """Start it; return once it listens."""
        self._folder = Path(tempfile.mkdtemp(prefix="hextable-caddy-"))
        environment = {
            **os.environ,
            "HEXTABLE_SITE": site,
            "HEXTABLE_UPSTREAMS": " ".join(upstreams),
            "HEXTABLE_TLS": "tls internal",
            "XDG_DATA_HOME": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder),
            "HOME": str(self._folder),
        }
        # Without the global options a port 80 would be opened to send people on to TLS.
        text = CONFIGURATION.read_text(encoding="utf-8")
        ours = "{\n\tauto_https disable_redirects\n\tskip_install_trust\n"
        assert text.count("\n{\n") == 1
        (self._folder / "Caddyfile").write_text(text.replace("\n{\n", f"\n{ours}"), "utf-8")
        self._process = subprocess.Popen(
            [PROGRAM, "run", "--adapter", "caddyfile", "--config", self._folder / "Caddyfile"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        said = []
        while not all(any(sign in line for line in said) for sign in SIGNS):
            said.append(self._process.stderr.readline())
            assert said[-1], "".join(said)
        # Nobody reads on: what it says later must not fill the pipe.
        self._reading = threading.Thread(target=self._process.stderr.read, daemon=True)
        self._reading.start()

    def trust(self) -> ssl.SSLContext:
        """Return what trusts the proxy's own authority and nobody else."""
        authority = self._folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        return ssl.create_default_context(cafile=str(authority))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._reading.join()
        assert self._process.stderr is not None
        self._process.stderr.close()
        shutil.rmtree(self._folder)
