"""The repository as an object: the only place that knows where files lie, and what of them is published."""

from publisher.workspace.files import Files
from publisher.workspace.publication import publish, published_files
from publisher.workspace.repository import Workspace

__all__ = ["Files", "Workspace", "publish", "published_files"]
