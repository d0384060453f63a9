"""YAML as a tree of nodes that know their line and column; everything clever in YAML is refused.

Anchors, aliases, tags, directives, several documents and deep nesting have no use in staff's files and are how a small
file becomes a large one. Aliases are never expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from publisher.errors import Fault, fault
from publisher.tables.faults import Faults
from publisher.tables.fields import Loc
from publisher.tables.text import bad_character

MAX_DEPTH = 12
_RESOLVER = yaml.SafeLoader("")
_SMALL_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})")
_END = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A scalar that YAML would turn into a float, a date, a null or the like; no field takes one."""

    text: str


@dataclass(slots=True)
class Node:
    """A value and its place. `content`: text, members by key, or items. `plain`: written without quotes."""

    line: int
    column: int
    content: str | dict[str, Node] | list[Node]
    plain: bool = False
    keys: dict[str, Node] = field(default_factory=dict)

    def value(self) -> Any:
        """The node as pydantic takes it: str, int, bool, dict, list, or Unquoted."""
        if isinstance(self.content, dict):
            return {key: node.value() for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.value() for node in self.content]
        return _typed(self.content) if self.plain else self.content

    def child(self, part: str | int) -> Node | None:
        """The member or item `part`, if there is one."""
        if isinstance(self.content, dict):
            return self.content.get(str(part))
        if isinstance(self.content, list) and isinstance(part, int) and part < len(self.content):
            return self.content[part]
        return None

    def find(self, loc: Loc) -> Node:
        """The node at `loc`, or the deepest one on the way to it."""
        node = self
        for part in loc:
            below = node.child(part)
            if below is None:
                return node
            node = below
        return node

    def place(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value at `loc`, or of its key."""
        if key and loc:
            parent = self.find(loc[:-1])
            found = parent.keys.get(str(loc[-1]), parent)
            return found.line, found.column
        found = self.find(loc)
        return found.line, found.column


def parse_yaml(text: str, faults: Faults) -> Node | None:
    """The tree of a YAML text; None when there is none. What is wrong goes into `faults`.

    Raises Malformed at once where the text is nested too deep.
    """
    reader = _Reader(yaml.parse(text, Loader=yaml.SafeLoader), faults)
    clean = not faults
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        if clean or not faults:  # a replaced character may break the syntax; it has been named already
            faults.add(_syntax(error.problem or "not YAML"), *_place(error.problem_mark or error.context_mark))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        faults.add(_syntax(str(error).split("\n")[0]))
    return None


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Reader:
    """Builds nodes from PyYAML's events: its own composer would expand aliases and know no limits."""

    def __init__(self, events: Iterator[yaml.Event], faults: Faults) -> None:
        self.events = events
        self.faults = faults

    def document(self) -> Node | None:
        root = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse(event, _MANY_DOCUMENTS)
                    return root
                if event.version or event.tags:
                    self._refuse(event, _DIRECTIVE)
                root = self._node(next(self.events), 0)
        if root is None:
            self.faults.add(_EMPTY, 1, 1)
        return root

    def _refuse(self, event: yaml.Event, found: Fault) -> None:
        self.faults.add(found, *_place(event.start_mark))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        node = Node(*_place(event.start_mark), "")
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, _ALIAS)
            return node
        if getattr(event, "anchor", None):
            self._refuse(event, _ALIAS)
        if getattr(event, "tag", None):
            self._refuse(event, _TAG)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, node)
        elif depth >= MAX_DEPTH:
            # PyYAML needs time in the square of the depth: not one bracket further
            self._refuse(event, _DEEP)
            self.faults.settle()
        elif isinstance(event, yaml.MappingStartEvent):
            self._mapping(node, depth)
        else:
            node.content = [self._node(item, depth + 1) for item in self._until_end()]
        return node

    def _scalar(self, event: yaml.ScalarEvent, node: Node) -> None:
        node.content, node.plain = event.value, event.style is None
        wrong = bad_character(event.value)  # escapes such as "\0" get past the check of the file's text
        if wrong and not self.faults.has(node.line, node.column):
            self.faults.add(wrong, node.line, node.column)

    def _mapping(self, node: Node, depth: int) -> None:
        members: dict[str, Node] = {}
        seen: dict[str, int] = {}
        for event in self._until_end():
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key.content, str):
                self.faults.add(_KEY, key.line, key.column)
            elif key.content.casefold() in seen:
                self.faults.add(_duplicate(key.content, seen[key.content.casefold()]), key.line, key.column)
            else:
                if key.plain and not isinstance(_typed(key.content), str):
                    self.faults.add(unquoted(key.content), key.line, key.column)
                seen[key.content.casefold()] = key.line
                members[key.content], node.keys[key.content] = value, key
        node.content = members

    def _until_end(self) -> Iterator[yaml.Event]:
        for event in self.events:
            if isinstance(event, _END):
                return
            yield event


def _typed(text: str) -> str | int | bool | Unquoted:
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag == "tag:yaml.org,2002:str":
        return text
    if _SMALL_INTEGER.fullmatch(text):
        return int(text)
    return text == "true" if text in ("true", "false") else Unquoted(text)


def unquoted(text: str) -> Fault:
    """The fault of a text that YAML would read as something else."""
    if not text:
        return fault("empty-value", "这里没有值", "there is no value here", '写值，或写""', 'write a value, or ""')
    shown = text if len(text) <= 60 else text[:60] + "…"
    zh, en = f"{shown}没有引号，YAML会把它当作数字、日期或是非值", f"{shown} without quotes is not text in YAML"
    return fault("unquoted", zh, en, f'加引号："{shown}"', f'write it in quotes: "{shown}"')


def _duplicate(key: str, line: int) -> Fault:
    zh, en = f"“{key}”与第{line}行重复", f"{key!r} is also on line {line}"
    return fault("duplicate", zh, en, "只留一个", "keep one")


def _syntax(reason: str) -> Fault:
    right_zh, right_en = "检查缩进、冒号后的空格和引号", "check indentation, the space after a colon, and quotes"
    return fault("yaml", f"YAML写法有误（{reason}）", f"not YAML: {reason}", right_zh, right_en)


_EMPTY = fault("empty", "文件是空的", "the file is empty", "按样例填写", "fill it in as in the sample")
_ALIAS = fault(
    "yaml-alias", "不允许锚点或别名（&、*）", "anchors and aliases are not allowed", "写出全文", "write it out"
)
_TAG = fault("yaml-tag", "不允许标签（!）", "tags are not allowed", "去掉标签，文字加引号", "remove it; quote the text")
_DIRECTIVE = fault("yaml-directive", "不允许%指令", "directives are not allowed", "删去这一行", "delete the line")
_DEEP = fault(
    "yaml-depth", f"嵌套超过{MAX_DEPTH}层", f"nested more than {MAX_DEPTH} deep", "按样例的层次写", "as in the sample"
)
_KEY = fault("yaml-key", "键须是一段文字", "a key must be a text", "按样例写键", "write the key as in the sample")
_MANY_DOCUMENTS = fault(
    "yaml-documents",
    "一个文件只能有一份文档",
    "one document a file",
    "删去第二个“---”及以后",
    "delete the second --- and all after",
)
