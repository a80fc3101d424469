"""A tree of files → what they give, file after file, those that have not changed as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mc_builder.codes import AVERTISSEMENT, ERREUR
from mc_builder.diagnostics import Diagnostic, suggestion
from mc_builder.loading.beginnings import begun
from mc_builder.loading.characters import breaks_in_yaml
from mc_builder.loading.charter_file import builtin_charter, read_charter
from mc_builder.loading.codes import DIP003, DIP013, DIP017, SCH010, SCH012, SCH013
from mc_builder.loading.consequences import explain
from mc_builder.loading.copies import Parsed, find_copies
from mc_builder.loading.declared import Declared
from mc_builder.loading.file_names import is_copy, original_name, plain_name
from mc_builder.loading.given import Given
from mc_builder.loading.inventory import take_stock
from mc_builder.loading.layout import (
    CHARTER,
    FILES,
    MAIN,
    PROFILE,
    PROSE,
    SEPARATEUR,
    FileKind,
)
from mc_builder.loading.link_codes import NOT021
from mc_builder.loading.loaded import Loaded
from mc_builder.loading.lost import Lost
from mc_builder.loading.pasted import check_pasted
from mc_builder.loading.profile_choices import settle_choices
from mc_builder.loading.profiles import Profiles
from mc_builder.loading.prose_checks import check_prose
from mc_builder.loading.references import check_references
from mc_builder.loading.signs import check_signs
from mc_builder.loading.source_map import SourceMap
from mc_builder.loading.texts import decoded
from mc_builder.loading.validation import UNKNOWN, identifiers_below, identifiers_in, validate
from mc_builder.model.base import IDENTIFIANT, Modele, descendants
from mc_builder.model.dossier import Dossier
from mc_builder.model.formes import SIGNES_IDENTIFIANT
from mc_builder.model.photos import Photo
from mc_builder.model.profil import Profil
from mc_builder.model.projet import Projet, Prose
from mc_builder.source.codes import YML011
from mc_builder.source.images import KINDS, refusal, size
from mc_builder.source.tree import ReadProblem, Snapshot
from mc_builder.source.yaml_nodes import YamlMap, read_yaml
from mc_builder.spans import SourceText

#: How to write a profile.
PAGE = "docs/ecrire-un-profil.md"


class Loader:
    """The state of one load."""

    def __init__(self, tree: Snapshot, known: Mapping[str, Given]) -> None:
        self.tree = tree
        #: What files gave to the load before; then those of them that are the same; what is kept.
        self.known = known
        self.same: dict[str, Given] = {}
        self.kept: dict[str, Given] = {}
        self.nodes: dict[str, YamlMap] = {}
        self.places = SourceMap()
        self.diagnostics: list[Diagnostic] = []
        self.lost = Lost()
        self.content: dict[str, Any] = {"charte": builtin_charter()}
        self.ids = Declared(())

    def profiles(self) -> Profiles:
        """The profiles that the tree has of its own, with those of the tool."""
        read = (self._file(path) for path in take_stock(self.tree).read)
        return Profiles(file.source for file in read if file is not None and file.kind.apart)

    def load(self) -> Loaded:
        """Read all the files, then what they say of each other."""
        stock = take_stock(self.tree)
        if stock.problems:
            self.diagnostics += stock.problems
            self.lost.anything()
        whole = [file for path in stock.read if (file := self._file(path)) is not None]
        parsed = [file for file in whole if not file.kind.apart]
        profiles = Profiles(file.source for file in whole if file.kind.apart)
        self.diagnostics += profiles.own_diagnostics()
        for path in stock.pictures:
            self._picture(path)
        self._charter()
        copies, found = find_copies(parsed)
        self.diagnostics += found
        self.ids = Declared([file for file in parsed if file.source.path not in copies])
        faulty = {d.span.path for d in self.diagnostics}
        for file in parsed:
            if file.source.path in copies:
                self.lost.words(identifiers_below(file.data))
            else:
                self._validate(file, keep=file.source.path not in faulty)
        projet = self._project(profiles)
        if projet is not None:
            self.diagnostics += settle_choices(projet, self.places)
            self.diagnostics += check_references(projet, self.places, self.lost)
            self.diagnostics += check_prose(projet, self.places, self.lost)
        explained = explain(stock.unread, self.diagnostics, identifiers_in)
        ordered = sorted(explained, key=lambda d: d.sort_key)
        said, unread = tuple(ordered), tuple(stock.unread)
        return Loaded(projet, self.places, said, unread, self.tree, self.kept, self.nodes)

    def _unreadable(self, path: str, problem: ReadProblem) -> None:
        self.diagnostics.append(SCH010(str(problem), SourceText(path, "").span()))
        self.lost.anything()

    def _read(self, path: str) -> bytes | None:
        try:
            return self.tree.read(path)
        except ReadProblem as problem:
            self._unreadable(path, problem)
            return None

    def _decoded(self, path: str, data: bytes) -> SourceText | None:
        source, found, readable = decoded(path, data)
        self.diagnostics += found
        if not readable:
            self.lost.words(identifiers_in(source.text))
        return source if readable else None

    def _file(self, path: str) -> Parsed | None:
        """A YAML file that is well formed; prose is taken in, what is not readable is said."""
        if (data := self._read(path)) is None:
            return None
        given = self.known.get(path)
        if given is not None and given.data == data:
            self.same[path] = given
            if given.parsed is None:
                self._take(path, given)
            return given.parsed
        said = len(self.diagnostics)
        if (source := self._decoded(path, data)) is None:
            return None
        kind = next((kind for kind in FILES if kind.accepts(path)), None)
        if kind is None:
            keep = len(self.diagnostics) == said
            self._prose(PROSE[path.rpartition("/")[0]], source, data, keep=keep)
            return None
        return self._parse(kind, source, data)

    def _take(self, path: str, given: Given, *, keep: bool = True) -> None:
        """Take in what a file gives; `keep` when there is nothing to say of it."""
        self.places.merge(given.places)
        self._give(given)
        if keep:
            self.kept[path] = given

    def _give(self, given: Given) -> None:
        content = given.content
        if isinstance(content, tuple):
            content = (*self.content.get(given.field, ()), *content)
        self.content[given.field] = content

    def _check_texts(self, models: Sequence[Modele], places: SourceMap) -> bool:
        """Say what no text may hold, whatever the other files say; whether there is any."""
        found = [*check_pasted(models, places), *check_signs(models, places)]
        self.diagnostics += found
        return bool(found)

    def _picture(self, path: str) -> None:
        """A picture that may enter a document; the others are said, and may be called."""
        name = path.rpartition("/")[2]
        try:
            data = self.tree.read(path) or b""
        except ReadProblem as problem:
            reason: str | None = str(problem)
        else:
            given = self.known.get(path)
            if given is not None and given.data == data:
                self._take(path, given)
                return
            kind = KINDS[name.rpartition(".")[2].lower()]
            reason = refusal(kind, data)
        if reason is None:
            photo = Photo(name, kind, data, *size(kind, data))
            self._take(path, Given(data, "photos", (photo,), SourceMap()))
        else:
            self.lost.words([name])
            self.diagnostics.append(NOT021(reason, SourceText(path, "").span()))

    def _charter(self) -> None:
        """What the project changes of the charter."""
        data = self._read(CHARTER)
        if data is not None and (source := self._decoded(CHARTER, data)) is not None:
            self.content["charte"], found = read_charter(source, self.content["charte"])
            self.diagnostics += found

    def _parse(self, kind: FileKind, source: SourceText, raw: bytes) -> Parsed | None:
        self.diagnostics += breaks_in_yaml(source)
        data, diagnostics = read_yaml(source)
        self.diagnostics += [begun(d, kind) if d.code == YML011.code else d for d in diagnostics]
        if data is None or diagnostics:
            # The objects of this file may exist: links to them must not be called unknown.
            said = identifiers_in(source.text)
            self.lost.words(said)
            if data is None and not said:
                self.lost.objects_of(kind.cls)
        return Parsed(kind, source, data, raw) if data is not None else None

    def _validate(self, file: Parsed, *, keep: bool) -> None:
        """Take in the objects of a file; `keep` when there was nothing to say of it so far."""
        path, kind = file.source.path, file.kind
        if (given := self.same.get(path)) is not None:
            if self.places.free(given.places):
                self._take(path, given)
                self.nodes[path] = file.data
                return
            # Its objects bear, in the load before, identities that others now have.
            file = replace(file, data=read_yaml(file.source)[0] or file.data)
        result = validate(kind.cls, file.data, file.source, self.ids)
        self.diagnostics += result.diagnostics
        self.lost.words(result.lost)
        if not result.diagnostics:
            self.nodes[path] = file.data
        if result.model is None:
            self.lost.words(identifiers_below(file.data))
            return
        own = SourceMap()
        own.add(result.model, result.place, kind.schema)
        given = Given(file.raw, kind.field, kind.content(result.model), own, file)
        said = self._check_texts(descendants(result.model), own)
        if self.places.free(own):
            self._take(path, given, keep=keep and not said and not result.diagnostics)
        else:
            self.places.add(result.model, result.place, kind.schema)
            self._give(given)

    def _prose(self, field: str, source: SourceText, data: bytes, *, keep: bool) -> None:
        stem = source.path.rpartition("/")[2].removesuffix(".md").lstrip("0123456789").lstrip("-_ ")
        name, *options = stem.split(SEPARATEUR) if field == "textes" else (stem,)
        if not all(map(IDENTIFIANT.match, (name, *options))):
            self.diagnostics.append(
                SCH012(
                    f"le nom d’un fichier de prose est fait de {SIGNES_IDENTIFIANT}",
                    SourceText(source.path, source.text).span(),
                    f"appelez-le « {plain_name(original_name(source.path))} »"
                    + (", ou supprimez-le si c’est une copie" if is_copy(source.path) else ""),
                )
            )
            return
        prose = Prose(nom=name, texte=source.text, pour=tuple(options))
        prose.name_it(source.path.removesuffix(".md"))
        own = SourceMap()
        own.add_prose(prose, source)
        keep = not self._check_texts([prose], own) and keep
        self._take(source.path, Given(data, field, (prose,), own), keep=keep)

    def _project(self, profiles: Profiles) -> Projet | None:
        dossier = self.content.pop("dossier", None)
        if dossier is None:
            if not any(d.span.path == MAIN for d in self.diagnostics):
                self.diagnostics.append(SCH013("le fichier manque", SourceText(MAIN, "").span()))
            return None
        self._type(dossier, profiles)
        found = profiles.of(dossier)
        self.diagnostics += (d for d in found.diagnostics if d not in self.diagnostics)
        if found.profil is None:
            return None
        self._plan(dossier, found.profil)
        profil = found.profil.arranged(dossier.mise_en_page.plan or found.profil.mise_en_page.plan)
        if found.profil.id in profiles.own and found.place is not None:
            self.places.add(profil, found.place, PROFILE.field)
        return Projet(dossier=dossier, profil=profil, **self.content)

    def _plan(self, dossier: Dossier, profil: Profil) -> None:
        """Say a plan that the type of diploma does not have."""
        wanted = dossier.mise_en_page.plan
        if wanted is None or wanted in profil.variantes:
            return
        span = self.places.span(dossier.mise_en_page, "plan")
        aide, fix = suggestion(wanted, profil.variantes, span)
        known = ", ".join(profil.variantes)
        known = f"les plans sont : {known}" if known else "le profil n’en a pas d’autre que le sien"
        words = " ; ".join(part for part in (aide, known) if part)
        self.diagnostics.append(DIP017(f"plan inconnu « {wanted} »", span, words, fix=fix))

    def _type(self, dossier: Dossier, profiles: Profiles) -> None:
        """Say a type that no profile describes, and a profile that is not that of the dossier."""
        name, span = dossier.diplome.type, self.places.span(dossier.diplome, "type")
        if name in profiles.names():
            own = profiles.alone(PROFILE.pattern)
            if own is not None and name != own[0]:
                message = f"le profil « {own[0]} » ne sert pas : le type du dossier est « {name} »"
                aide = f"écrivez « type: {own[0]} » dans {MAIN}, ou retirez ce fichier"
                self.diagnostics.append(DIP013(message, own[1], aide))
            return
        if name == UNKNOWN and any(d.span.path == MAIN for d in self.diagnostics):
            return  # a stand-in for what has its own diagnostic
        near, fix = suggestion(name, profiles.names(), span)
        known = f"types connus : {', '.join(profiles.names())}"
        other = f"{known} ; pour un autre, écrivez {PROFILE.pattern} ({PAGE})"
        self.diagnostics.append(
            DIP003(
                f"type de diplôme inconnu « {name} » : rien de ce qui lui est propre n’est jugé",
                span,
                near if fix is not None else f"{near} {other}".strip(),
                gravite=AVERTISSEMENT if fix is None else ERREUR,
                fix=fix,
            )
        )
