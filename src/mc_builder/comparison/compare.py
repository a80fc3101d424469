"""Two opened projects → all that differs between them, and what it does to coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.comparison.changes import Change, Family, FileChanged, Subject
from mc_builder.comparison.models import Walk
from mc_builder.comparison.numbers import compare_numbers
from mc_builder.comparison.pairs import pair_all
from mc_builder.comparison.proses import compare_proses
from mc_builder.comparison.sides import Side
from mc_builder.coverage.comparison.changements import Changements
from mc_builder.loading.layout import is_picture, is_template
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between the project and `reference`, as the reader calls the other version.

    `changes` are in the order of the files, by family; `couverture` is None when one of the two
    versions has errors: there is nothing to measure.
    """

    reference: str
    changes: tuple[Change, ...]
    couverture: Changements | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the two versions say the same."""
        return not self.changes

    @property
    def by_family(self) -> Iterator[tuple[Family, tuple[Change, ...]]]:
        """The changes of each family that has some."""
        for family in Family:
            if found := tuple(c for c in self.changes if c.family is family):
                yield family, found


def compare(before: Project, after: Project, reference: str) -> Comparison:
    """Compare `after` (today) to `before`, which the reader calls `reference`.

    Raises Unreadable when one of them gives no model.
    """
    walk = Walk(Side(before), Side(after), pair_all(before.names, after.names))
    changes = [*walk.roots(), *compare_proses(walk.before, walk.after), *compare_numbers(walk)]
    changes += _files(before, after, changes)
    sound = before.sound and after.sound
    couverture = after.changes_since(before, reference) if sound else None
    return Comparison(reference, tuple(dict.fromkeys(changes)), couverture)


def _files(before: Project, after: Project, known: list[Change]) -> Iterator[Change]:
    """The files that differ, and of which nothing was said yet."""
    old, new = before.files.files, after.files.files
    said = {change.subject.fichier.rpartition(":")[0] for change in known}
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path) and path not in said:
            yield FileChanged(Subject(path, path, path), "", "", _state(before, after, path))


def _state(before: Project, after: Project, path: str) -> str:
    """What became of a file."""
    old, new = before.files.files, after.files.files
    if path not in old:
        return "fichier ajouté"
    if path not in new:
        return "fichier retiré"
    if is_picture(path) or is_template(path) or before.nodes(path) != after.nodes(path):
        return "fichier modifié"
    return "seule l’écriture a changé (commentaires, lignes, guillemets)"
