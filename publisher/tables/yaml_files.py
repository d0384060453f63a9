"""Staff's YAML files as typed objects: the whole file is judged, and every fault has its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from publisher.tables.faults import Faults
from publisher.tables.fields import Loc
from publisher.tables.text import staff_text
from publisher.tables.yaml_tree import Node, parse_yaml
from publisher.tables.yaml_words import Located, located_faults

M = TypeVar("M", bound=BaseModel)
MAX_YAML_BYTES = 2**20  # PyYAML reads some 100 kB a second; the largest real file is an item list of 50 kB


@dataclass(frozen=True)
class Document(Generic[M]):
    """A YAML file: its name in the repository, what it says, and where it says it."""

    name: str
    value: M
    root: Node

    def place(self, *loc: str | int, key: bool = False) -> tuple[int, int]:
        """Line and column of the value (or key) at `loc`, from 1; of the nearest enclosing one if it isn't there."""
        return self.root.place(loc, key=key)


def read_document(data: bytes, model: type[M], name: str) -> Document[M]:
    """The file `data` as `model`, with the places of its values. `name`: repository-relative, for messages.

    Raises Malformed with all faults of the file, Refused when it is longer than 1 MiB.
    """
    faults = Faults(name)
    root = parse_yaml(staff_text(data, faults, MAX_YAML_BYTES), faults)
    if root is None:
        faults.settle()
        raise AssertionError("unreachable: a file without a tree has a fault")
    try:
        value = model.model_validate(root.value(), by_alias=True, by_name=False)
    except ValidationError as error:
        for found in located_faults(error, model, root.find):
            _add(found, root, faults)
    faults.settle()
    return Document(name, value, root)


def read_yaml(data: bytes, model: type[M], name: str) -> M:
    """The file `data` as `model`; see `read_document`."""
    return read_document(data, model, name).value


def yaml_text(value: BaseModel | dict[str, Any]) -> str:
    """A YAML text that `read_yaml` reads back: texts that look like numbers or dates are quoted."""
    content = value.model_dump(mode="json", by_alias=True, exclude_none=True) if isinstance(value, BaseModel) else value
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)


def _add(found: Located, root: Node, faults: Faults) -> None:
    line, column = root.place(_without_marks(found.loc), key=found.at_key)
    # A value refused as YAML (an alias, a tag) would be refused by its type as well: once is enough.
    if found.missing or not faults.has(line, column):
        faults.add(found.fault, line, column)


def _without_marks(loc: Loc) -> Loc:
    return tuple(part for part in loc if part != "[key]")
