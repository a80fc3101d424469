"""What reading the files of a project gives: the project, its places, all that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mc_builder.diagnostics import (
    Diagnostic,
    Severity,
    worst,
)
from mc_builder.loading.consequences import explain
from mc_builder.loading.given import Given
from mc_builder.loading.inventory import Unread
from mc_builder.loading.source_map import SourceMap
from mc_builder.loading.validation import identifiers_in
from mc_builder.model.projet import Projet
from mc_builder.source.tree import Snapshot
from mc_builder.source.yaml_nodes import YamlMap


@dataclass(frozen=True)
class Loaded:
    """The result of `load`.

    `projet` holds what could be read, mistakes taken out; it is None only when dossier.yaml gives
    no diploma. Whoever needs a faultless project asks `sound`. `tree` is the files that were read,
    `given` what the next load may take again of them, by path; `nodes` what those YAML files hold
    from which no mistake was taken out.
    """

    projet: Projet | None
    places: SourceMap
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[Unread, ...] = ()
    tree: Snapshot = field(default_factory=lambda: Snapshot(None), repr=False, compare=False)
    given: Mapping[str, Given] = field(default_factory=dict, repr=False, compare=False)
    nodes: Mapping[str, YamlMap] = field(default_factory=dict, repr=False, compare=False)

    @property
    def sound(self) -> bool:
        """Whether there is a project, without any error."""
        return self.projet is not None and worst(self.diagnostics) is not Severity.ERREUR


def explained(loaded: Loaded, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What the loader and the rules found, grouped under the files that are not read."""
    causes = [one for one in loaded.unread if one.diagnostic in found]
    if not causes:
        return found
    said = {one.diagnostic for one in causes}
    grouped = explain(causes, (d for d in found if d not in said), identifiers_in)
    return tuple(sorted(grouped, key=lambda d: d.sort_key))
