"""The house as its plan says: imports run downward, no circles, and the core touches no file, clock or network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "publisher"
_FLOORS = "cli demo site reports ceremony verify workspace tables rules beacons log draw"
FLOORS = [*_FLOORS.split(), "errors"]  # which all may use
SITE = ["machine", "paper", "pages", "lookup", "contents", "read"]
CORE = ["draw", "log", "rules"]
OUTSIDE = {"os", "io", "pathlib", "time", "random", "secrets", "socket", "subprocess", "tempfile", "shutil", "urllib"}
OUTSIDE |= {"http", "httpx", "click", "logging", "sys"}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def imported(nodes: Iterator[ast.AST] | list[ast.stmt]) -> Iterator[str]:
    """The modules that these nodes import, by their full names; `from a import b` is `a.b` where that is a module."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in inner)


def part(module: str, at: int) -> str:
    return [*module.split("."), "", ""][at]


def wrong_way(order: list[str], at: int, within: str) -> set[tuple[str, str]]:
    """(module, what it imports) for all imports within a package that don't run down the given order."""
    return {
        (module, other)
        for module, tree in MODULES.items()
        for other in imported(ast.walk(tree))
        if module.startswith(within) and other.startswith(within)
        if part(module, at) in order and part(other, at) in order
        if order.index(part(module, at)) > order.index(part(other, at))
    }


def test_every_package_has_its_floor() -> None:
    packages = {part(module, 1) for module in MODULES} - {"", "__main__", "errors"}
    assert packages == set(FLOORS) - {"errors"}


def test_imports_run_downward() -> None:
    assert wrong_way(FLOORS, 1, "publisher.") == set()


def test_in_the_site_they_follow_the_data() -> None:
    assert wrong_way(SITE, 2, "publisher.site.") == set()


def test_the_verifier_knows_nothing_of_the_ceremony() -> None:
    used = {
        other
        for module, tree in MODULES.items()
        if module.startswith("publisher.verify")
        for other in imported(ast.walk(tree))
    }
    assert not any(other.startswith(("publisher.ceremony", "publisher.workspace")) for other in used)


@pytest.mark.parametrize("package", CORE)
def test_the_core_touches_no_file_clock_or_network(package: str) -> None:
    found = {
        (module, other)
        for module, tree in MODULES.items()
        if part(module, 1) == package
        for other in imported(ast.walk(tree))
        if other.split(".")[0] in OUTSIDE
    }
    assert found == set()


@pytest.mark.parametrize("package", CORE)
def test_the_core_never_asks_for_the_time(package: str) -> None:
    asked = {
        (module, node.lineno)
        for module, tree in MODULES.items()
        if part(module, 1) == package
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow")
        if isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date")
    }
    assert asked == set()


def test_no_module_comes_back_to_itself() -> None:
    """Of the imports that happen when a module is loaded: those within functions come later."""
    edges = {module: {other for other in imported(tree.body) if other in MODULES} for module, tree in MODULES.items()}
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> None:
        assert module not in path, " → ".join([*path[path.index(module) :], module])
        if module in done:
            return
        for other in sorted(edges[module]):
            walk(other, [*path, module])
        done.add(module)

    for module in MODULES:
        walk(module, [])
