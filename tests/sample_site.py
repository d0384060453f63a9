"""A site of some evidence, built as a bureau's own is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parents[1]


def built(files: Mapping[str, bytes], folder: Path) -> Path:
    """The site of some evidence, built by MkDocs with the repository's own configuration."""
    for path, data in files.items():
        target = folder / "evidence" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = config.replace("site_src", str(ROOT / "site_src"))
    config = config.replace("- shuangsuiji\n", "- shuangsuiji:\n      evidence: evidence\n")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"
