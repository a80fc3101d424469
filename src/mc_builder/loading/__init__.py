"""A tree of files → the project, the place of everything in it, and all that is wrong."""

from __future__ import annotations

from mc_builder.collector import without_collector
from mc_builder.loading.loaded import Loaded, explained
from mc_builder.loading.loader import Loader
from mc_builder.loading.profiles import Profiles
from mc_builder.loading.source_map import SourceMap
from mc_builder.source.tree import FileTree, Snapshot

__all__ = ["Loaded", "Profiles", "SourceMap", "explained", "load", "profiles_of"]


def load(tree: FileTree, before: Loaded | None = None) -> Loaded:
    """Read and check all the files of a project. Never raises for what a file contains.

    Files that are what they were in the load `before`, and were faultless, are taken from it.
    """
    with without_collector():
        files = tree if isinstance(tree, Snapshot) else Snapshot(tree)
        return Loader(files, {} if before is None else before.given).load()


def profiles_of(tree: FileTree) -> Profiles:
    """The profiles of a folder, be it a project yet or not, with those of the tool."""
    files = tree if isinstance(tree, Snapshot) else Snapshot(tree)
    return Loader(files, {}).profiles()
