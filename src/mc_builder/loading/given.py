"""What one file gives by itself, kept so that it is neither parsed nor validated again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mc_builder.loading.copies import Parsed
from mc_builder.loading.source_map import SourceMap


@dataclass(frozen=True)
class Given:
    """What a file gives to the project, whatever the others hold: `content` for its `field`.

    Why only a file of which there is nothing to say is kept: mending changes what was parsed, and
    what is said of a mistake depends on the other files. `parsed` is None for what is no YAML.
    """

    data: bytes
    field: str
    content: Any
    places: SourceMap
    parsed: Parsed | None = None
