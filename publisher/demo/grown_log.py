"""Evidence whose log has grown: entries, tiles and checkpoints that the sample's witnesses cosigned.

It is made to be read, not to be believed: whoever adds an entry answers for its signatures, and the log's own line
under a checkpoint is nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.demo.cast import WITNESSES, sample_entropy
from publisher.draw.evidence import json_text, parse_json
from publisher.draw.identifiers import parse_time
from publisher.log import ed25519, merkle, places
from publisher.log.checkpoints import Checkpoint, cosign
from publisher.log.notes import Note, Signature
from publisher.log.tiles import parse_bundle, paths_for, tiles_of

_LINE = Signature.parse(f"\u2014 bench.example/log {'A' * 92}")


@dataclass
class GrownLog:
    """The evidence as it grows. `seen`: size of a checkpoint → when witnesses cosign it, in Unix seconds."""

    files: dict[str, bytes]
    entries: list[bytes]
    origin: str
    seen: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> GrownLog:
        """All of some evidence, to go on from."""
        newest = Checkpoint.parse(Note.parse(files[places.CHECKPOINT]).text)
        bundles = [parse_bundle(files[f"log/{path}"])[:width] for path, width in paths_for(newest.size)]
        return cls(dict(files), [entry for bundle in bundles for entry in bundle], newest.origin)

    def seal(self) -> None:
        """A checkpoint after the newest entry, cosigned within the hour."""
        text = self.entries[-1].partition(b"\n\n")[0].removesuffix(b"\n") + b"\n"
        self.seen[len(self.entries)] = int(parse_time(parse_json(text)["time"]).timestamp()) + 3600

    def evidence(self) -> dict[str, bytes]:
        """All files, with tiles and checkpoints of what was logged."""
        leaves = [merkle.leaf_hash(entry) for entry in self.entries]
        for size, root in merkle.roots_at(leaves, list(self.seen)).items():
            note = _cosigned(Checkpoint(self.origin, size, root).text, self.seen[size])
            self.files[places.checkpoint(size)] = self.files[places.CHECKPOINT] = note.bytes
        self.files |= {f"log/{path}": data for path, data in tiles_of(self.entries, len(self.entries))}
        self.files["evidence.json"] = json_text({"files": sorted({*self.files, "evidence.json"})}).encode()
        return self.files


def _cosigned(text: str, time: int) -> Note:
    note = Note(text, (_LINE,))
    for part in WITNESSES:
        note = note.with_signature(cosign(text, part.name, sample_entropy(part.folder)(ed25519.KEY_BYTES), time))
    return note
