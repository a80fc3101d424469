"""The profiles that a dossier may name: those of the tool, and its own; which one is in force.

A profile is read like any file of a project: what is wrong in it is said at its line, and the
rest serves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from mc_builder.diagnostics import Diagnostic
from mc_builder.loading.codes import DIP012
from mc_builder.loading.profile_files import (
    ReadProfile,
    begin,
    complete,
    judge,
    named_in,
    unknown,
)
from mc_builder.loading.profile_names import NEUTRE, base_names, file_of, profile_names
from mc_builder.loading.texts import decoded
from mc_builder.model.base import if_known
from mc_builder.model.dossier import Dossier
from mc_builder.model.profil import Profil
from mc_builder.source.yaml_nodes import YamlMap
from mc_builder.spans import SourceText, Span


class Profiles:
    """Profiles by name: a project's own, then those of the tool.

    `own` are the texts of the project's files of profiles. One that has the name of a profile of
    the tool takes its place, and may complete it.
    """

    def __init__(self, own: Iterable[SourceText] = ()) -> None:
        self._own: dict[str, SourceText] = {}
        self._read: dict[str, ReadProfile] = {}
        self._said: list[Diagnostic] = []
        for source in own:
            nodes, found = begin(source)
            named = named_in(nodes, "id") if nodes is not None else None
            if named is None:
                self._said += judge(nodes, source, "", self.names).diagnostics if nodes else found
            elif named[0] in self._own:
                first = self._own[named[0]].path
                message = f"le profil « {named[0]} » est déjà celui de {first}"
                self._said.append(DIP012(message, named[1], "donnez-lui un autre nom"))
            else:
                self._own[named[0]] = source

    @property
    def own(self) -> tuple[str, ...]:
        """The names of the profiles of the project."""
        return tuple(self._own)

    def names(self) -> tuple[str, ...]:
        """The types that a dossier may name, its own first."""
        return tuple(dict.fromkeys((*self._own, *profile_names())))

    def alone(self, path: str) -> tuple[str, Span] | None:
        """The name of the profile that a file of the project holds, and where it is written."""
        for name, source in self._own.items():
            if source.path == path:
                return name, source.span(max(source.text.find(name), 0))
        return None

    def own_diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the profiles of the project, said once."""
        found = [*self._said, *(d for name in self._own for d in self.read(name).diagnostics)]
        once = {(d.code, d.span.path, d.span.start, d.message): d for d in found}
        return tuple(once.values())

    def read(self, name: str) -> ReadProfile:
        """The profile of this name, completed; raises KeyError when there is none."""
        if name not in self._own:
            return shipped(name)
        if name not in self._read:
            source = self._own[name]
            folder, _, file = source.path.rpartition("/")
            named = file.rpartition(".")[0] if folder.endswith("/profils") else ""
            self._read[name] = self.judged(name, source, named)
        return self._read[name]

    def of(self, dossier: Dossier) -> ReadProfile:
        """The profile of a dossier, with what is wrong in those that lead to it.

        Why the first session too: a diploma is awarded under the name that it has then, and a
        mention complémentaire of the session 2026 cannot be.
        """
        session = if_known(dossier.diplome.premiere_session)
        if session is None:
            return self.at(dossier.diplome.type, dossier.date_reference)
        first = date(min(max(session, MINYEAR), MAXYEAR), 1, 1)
        return self.at(dossier.diplome.type, max(dossier.date_reference, first))

    def at(self, name: str, day: date) -> ReadProfile:
        """The profile `name`, or the one that its type had become, or had been, on `day`.

        Why: a mention complémentaire re-dated after 2024 is a certificat de spécialisation,
        whatever its dossier still calls it. A type that is not known has what holds of any.
        """
        if name not in self.names():
            return _named(shipped(NEUTRE), name)
        found = self.read(name)
        met = {name: found}
        while (other := _neighbour(found.profil, day)) in self.names() and other not in met:
            found = met[other] = self.read(other)
        said = (diagnostic for one in met.values() for diagnostic in one.diagnostics)
        return replace(found, diagnostics=tuple(said))

    def judged(self, name: str, source: SourceText, named: str) -> ReadProfile:
        """Read and check one text, completed; `named` is the name of its file, if it matters."""
        nodes, diagnostics = begin(source)
        if nodes is None:
            return ReadProfile(None, tuple(diagnostics))
        diagnostics += self._completed(nodes, name, (source.path,))
        read = judge(nodes, source, named, self.names)
        return replace(read, diagnostics=(*diagnostics, *read.diagnostics))

    def _completed(self, nodes: YamlMap, name: str, met: tuple[str, ...]) -> list[Diagnostic]:
        """Complete a profile by the one that it names, else by what holds of any diploma.

        Gives what is wrong with that name.
        """
        said: list[Diagnostic] = []
        named = named_in(nodes, "herite_de")
        other = named[0] if named is not None else NEUTRE
        source = self._source(other, name)
        if named is not None and source is None:
            said = [unknown(other, named[1], (*self.names(), *base_names()))]
        elif named is not None and source is not None and source.path in met:
            message = f"les profils « {name} » et « {other} » se complètent l’un l’autre"
            said = [DIP012(message, named[1])]
        if source is None or source.path in met:
            other, source = NEUTRE, text_of(NEUTRE)
        if source.path not in met:
            base, _ = begin(source)
            if base is not None:
                said += self._completed(base, other, (*met, source.path))
                complete(nodes, base)
        return said

    def _source(self, name: str, child: str) -> SourceText | None:
        """The text of the profile that another, `child`, completes; None when there is none."""
        if name in self._own and name != child:
            return self._own[name]
        return text_of(name) if name in (*profile_names(), *base_names()) else None


def text_of(name: str) -> SourceText:
    """The text of a profile of the tool."""
    return decoded(*file_of(name))[0]


def read_profile(path: str, data: bytes) -> ReadProfile:
    """Read and check one profile of the tool, whatever became of it."""
    source, diagnostics, readable = decoded(path, data)
    if not readable:
        return ReadProfile(None, tuple(diagnostics))
    named = path.rpartition("/")[2].removesuffix(".yaml")
    read = Profiles().judged(named, source, named)
    return replace(read, diagnostics=(*diagnostics, *read.diagnostics))


@cache
def shipped(name: str) -> ReadProfile:
    """One of the profiles that come with the tool."""
    return read_profile(*file_of(name))


def profile(name: str) -> Profil:
    """One of the profiles that come with the tool; raises LookupError when it cannot be read."""
    found = shipped(name).profil
    if found is None:
        raise LookupError(name)
    return found


def profile_at(name: str, day: date) -> Profil:
    """The profile `name`, or the one that its type had become, or had been, on `day`."""
    found = Profiles().at(name, day).profil
    if found is None:
        raise LookupError(name)
    return found


def _named(found: ReadProfile, name: str) -> ReadProfile:
    """A profile under the name of the type that no other describes."""
    profil = found.profil
    if profil is None:
        return found
    return replace(found, profil=profil.model_copy(update={"id": name}))


def _neighbour(profil: Profil | None, day: date) -> str:
    """The profile that takes the place of another on a day; an empty text when none does."""
    if profil is None:
        return ""
    if profil.au is not None and day > profil.au:
        return profil.remplace_par or ""
    if profil.du is not None and day < profil.du:
        return profil.remplace or ""
    return ""
