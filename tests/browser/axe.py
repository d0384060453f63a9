"""axe-core, from npm's registry."""

from __future__ import annotations

import subprocess
from pathlib import Path

AXE = "axe-core@4.14.1"
FOUND = """axe.run(document)
  .then(({ violations }) => violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"""


def axe_source(folder: Path) -> str:
    """The program's text. `folder`: where it may be installed."""
    install = ["npm", "install", "--silent", "--no-save", "--no-package-lock", "--ignore-scripts"]
    subprocess.run([*install, "--prefix", str(folder), AXE], check=True, capture_output=True)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
