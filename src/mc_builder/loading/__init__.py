"""A tree of files → the project, the place of everything in it, and all that is wrong."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import Any

from mc_builder.diagnostics import (
    Diagnostic,
    Severity,
    suggestion,
    worst,
)
from mc_builder.loading.beginnings import begun
from mc_builder.loading.characters import breaks_in_yaml
from mc_builder.loading.charter_file import builtin_charter, read_charter
from mc_builder.loading.codes import DIP003, SCH010, SCH012, SCH013
from mc_builder.loading.consequences import explain
from mc_builder.loading.copies import Parsed, find_copies
from mc_builder.loading.declared import Declared
from mc_builder.loading.file_names import is_copy, original_name, plain_name
from mc_builder.loading.inventory import Unread, take_stock
from mc_builder.loading.layout import CHARTER, FILES, MAIN, PROSE, FileKind
from mc_builder.loading.link_codes import NOT021
from mc_builder.loading.lost import Lost
from mc_builder.loading.pasted import check_pasted
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import profile_of
from mc_builder.loading.prose_checks import check_prose
from mc_builder.loading.references import check_references
from mc_builder.loading.signs import check_signs
from mc_builder.loading.source_map import SourceMap
from mc_builder.loading.texts import decoded
from mc_builder.loading.validation import UNKNOWN, identifiers_below, identifiers_in, validate
from mc_builder.model.base import IDENTIFIANT
from mc_builder.model.formes import SIGNES_IDENTIFIANT
from mc_builder.model.photos import Photo
from mc_builder.model.projet import Projet, Prose
from mc_builder.source.codes import YML011
from mc_builder.source.images import KINDS, refusal, size
from mc_builder.source.tree import FileTree, ReadProblem
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText

__all__ = ["Loaded", "SourceMap", "explained", "load"]


@dataclass(frozen=True)
class Loaded:
    """The result of `load`.

    `projet` holds what could be read, mistakes taken out; it is None only when dossier.yaml gives
    no diploma. Whoever needs a faultless project asks `sound`.
    """

    projet: Projet | None
    places: SourceMap
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[Unread, ...] = ()

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


def load(tree: FileTree) -> Loaded:
    """Read and check all the files of a project. Never raises for what a file contains."""
    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects, none of them garbage: a third of the time
    try:
        return _Loader(tree).load()
    finally:
        if collecting:
            gc.enable()


class _Loader:
    """The state of one load."""

    def __init__(self, tree: FileTree) -> None:
        self.tree = tree
        self.places = SourceMap()
        self.diagnostics: list[Diagnostic] = []
        self.lost = Lost()
        self.content: dict[str, Any] = {"charte": builtin_charter()}
        self.ids = Declared(())

    def load(self) -> Loaded:
        stock = take_stock(self.tree)
        if stock.problems:
            self.diagnostics += stock.problems
            self.lost.anything()
        parsed = []
        for path in stock.read:
            if (source := self._read(path)) is None:
                continue
            kind = next((kind for kind in FILES if kind.accepts(path)), None)
            if kind is None:
                self._prose(PROSE[path.rpartition("/")[0]], source)
            elif (file := self._parse(kind, source)) is not None:
                parsed.append(file)
        for path in stock.pictures:
            self._picture(path)
        self._charter()
        copies, found = find_copies(parsed)
        self.diagnostics += found
        self.ids = Declared([file for file in parsed if file.source.path not in copies])
        for file in parsed:
            if file.source.path in copies:
                self.lost.words(identifiers_below(file.data))
            else:
                self._validate(file)
        projet = self._project()
        if projet is not None:
            self.diagnostics += check_references(projet, self.places, self.lost)
            self.diagnostics += check_prose(projet, self.places, self.lost)
            self.diagnostics += check_pasted(projet, self.places)
            self.diagnostics += check_signs(projet, self.places)
        explained = explain(stock.unread, self.diagnostics, identifiers_in)
        ordered = sorted(explained, key=lambda d: d.sort_key)
        return Loaded(projet, self.places, tuple(ordered), tuple(stock.unread))

    def _unreadable(self, path: str, problem: ReadProblem) -> None:
        self.diagnostics.append(SCH010(str(problem), SourceText(path, "").span()))
        self.lost.anything()

    def _read(self, path: str) -> SourceText | None:
        try:
            data = self.tree.read(path)
        except ReadProblem as problem:
            self._unreadable(path, problem)
            return None
        if data is None:
            return None
        source, found, readable = decoded(path, data)
        self.diagnostics += found
        if not readable:
            self.lost.words(identifiers_in(source.text))
            return None
        return source

    def _picture(self, path: str) -> None:
        """A picture that may enter a document; the others are said, and may be called."""
        name = path.rpartition("/")[2]
        try:
            data = self.tree.read(path) or b""
        except ReadProblem as problem:
            reason: str | None = str(problem)
        else:
            kind = KINDS[name.rpartition(".")[2].lower()]
            reason = refusal(kind, data)
        if reason is None:
            photo = Photo(name, kind, data, *size(kind, data))
            self.content["photos"] = (*self.content.get("photos", ()), photo)
        else:
            self.lost.words([name])
            self.diagnostics.append(NOT021(reason, SourceText(path, "").span()))

    def _charter(self) -> None:
        """What the project changes of the charter."""
        if (source := self._read(CHARTER)) is not None:
            self.content["charte"], found = read_charter(source, self.content["charte"])
            self.diagnostics += found

    def _parse(self, kind: FileKind, source: SourceText) -> Parsed | None:
        self.diagnostics += breaks_in_yaml(source)
        data, diagnostics = read_yaml(source)
        self.diagnostics += [begun(d, kind) if d.code == YML011.code else d for d in diagnostics]
        if data is None or diagnostics:
            # The objects of this file may exist: links to them must not be called unknown.
            said = identifiers_in(source.text)
            self.lost.words(said)
            if data is None and not said:
                self.lost.objects_of(kind.cls)
        return Parsed(kind, source, data) if data is not None else None

    def _validate(self, file: Parsed) -> None:
        kind = file.kind
        result = validate(kind.cls, file.data, file.source, self.ids)
        self.diagnostics += result.diagnostics
        self.lost.words(result.lost)
        if result.model is None:
            self.lost.words(identifiers_below(file.data))
            return
        self.places.add(result.model, result.place, kind.schema)
        content = kind.content(result.model)
        if kind.many:
            content = (*self.content.get(kind.field, ()), *content)
        self.content[kind.field] = content

    def _prose(self, field: str, source: SourceText) -> None:
        name = source.path.rpartition("/")[2].removesuffix(".md").lstrip("0123456789").lstrip("-_ ")
        if not IDENTIFIANT.match(name):
            self.diagnostics.append(
                SCH012(
                    f"le nom d’un fichier de prose est fait de {SIGNES_IDENTIFIANT}",
                    SourceText(source.path, source.text).span(),
                    f"appelez-le « {plain_name(original_name(source.path))} »"
                    + (", ou supprimez-le si c’est une copie" if is_copy(source.path) else ""),
                )
            )
            return
        prose = Prose(nom=name, texte=source.text)
        prose.name_it(source.path.removesuffix(".md"))
        self.places.add_prose(prose, source)
        self.content[field] = (*self.content.get(field, ()), prose)

    def _project(self) -> Projet | None:
        dossier = self.content.pop("dossier", None)
        if dossier is None:
            if not any(d.span.path == MAIN for d in self.diagnostics):
                self.diagnostics.append(SCH013("le fichier manque", SourceText(MAIN, "").span()))
            return None
        if dossier.diplome.type not in profile_names():
            if dossier.diplome.type == UNKNOWN and any(
                d.span.path == MAIN for d in self.diagnostics
            ):
                return None  # a stand-in for what has its own diagnostic
            span = self.places.span(dossier.diplome, "type")
            aide, fix = suggestion(dossier.diplome.type, profile_names(), span)
            self.diagnostics.append(
                DIP003(
                    f"type de diplôme inconnu « {dossier.diplome.type} »",
                    span,
                    aide or "types connus : " + ", ".join(profile_names()),
                    fix=fix,
                )
            )
            return None
        found = profile_of(dossier)
        self.diagnostics += found.diagnostics
        if found.profil is None:
            return None
        return Projet(dossier=dossier, profil=found.profil, **self.content)
