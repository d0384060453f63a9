"""第四条: anybody verifies everything from what is published, offline, without the bureau's repository."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from small_bureau import CONCLUDED, Bureau, publish_to

NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise RuntimeError(f"the network was used: {event}")

sys.addaudithook(refuse)
from publisher.cli.main import main
main(sys.argv[1:])
"""
"""The program with every use of a socket refused."""


def verify_offline(what: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", NO_NETWORK, "verify", str(what), "--json", "--now", CONCLUDED]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def zipped(folder: Path, place: Path) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    place.write_bytes(made.getvalue())
    return place


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_what_is_published_verifies_with_the_network_off(form: str, concluded: Bureau, tmp_path: Path) -> None:
    published = publish_to(concluded.root, tmp_path / "published")
    assert not (published / ".git").exists()
    assert not list(published.rglob("*.yaml"))
    what = published if form == "folder" else zipped(published, tmp_path / "published.zip")
    done = verify_offline(what, tmp_path)
    assert "Traceback" not in done.stderr, done.stderr
    verdicts = {check["code"]: check["verdict"] for check in json.loads(done.stdout)["checks"]}
    assert {verdicts[code] for code in ("C07", "C09", "C11", "C12", "C13", "C14", "C15")} == {"pass"}
    assert "fail" not in verdicts.values()


def test_the_network_really_is_off_in_this_test(tmp_path: Path) -> None:
    code = NO_NETWORK.replace(
        "from publisher", "import socket; socket.create_connection(('127.0.0.1', 9))\nfrom publisher"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "the network was used" in done.stderr
