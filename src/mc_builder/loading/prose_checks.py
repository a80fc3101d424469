"""Prose → diagnostics: constructs that lead nowhere, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from mc_builder.diagnostics import Diagnostic, Related, suggestion
from mc_builder.french import capital
from mc_builder.loading.link_codes import NOT001, NOT022, PRE001, PRE002, PRE014, RED017, RED018
from mc_builder.loading.lost import Lost
from mc_builder.loading.placing import Placing, from_markdown
from mc_builder.loading.source_map import SourceMap
from mc_builder.model.annexes import names_of_annexes
from mc_builder.model.base import Modele, champs
from mc_builder.model.formes import DEBUT_D_ADRESSE
from mc_builder.model.projet import Projet, Prose
from mc_builder.source.pasted.codes import RED002
from mc_builder.source.pasted.html import html_blocks, without_blocks
from mc_builder.source.prose import (
    MAX_LENGTH,
    MAX_MARKS,
    TABLEAUX,
    TO_COMPLETE,
    Construct,
    constructs_in,
    html_in,
    too_heavy,
)
from mc_builder.source.written import Written
from mc_builder.spans import Span

#: A link or an image, or the address of one that is named elsewhere.
_LINK = re.compile(
    r"(?P<image>(?<!\\)!)?(?<!\\)\[(?P<label>[^\[\]]*)(?<!\\)\]\(\s*<?(?P<url>[^\s()<>]*)"
)
_NAMED = re.compile(r"^ {0,3}\[(?!\^)[^\[\]]+\]:\s*<?(?P<url>[^\s<>]+)", re.MULTILINE)
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)
#: Findings of one text; more would only say the same again.
_ENOUGH = 200
_TABLEAUX_CONNUS = f"les tableaux du dossier sont : {', '.join(TABLEAUX)}"


def markdown_texts(models: Iterable[Modele], places: SourceMap) -> Iterator[tuple[str, Span]]:
    """Every Markdown text of these models, files and blocks of YAML, with its place."""
    for model in models:
        if isinstance(model, Prose):
            yield model.texte, places.span(model)
        for name in champs(type(model)).markdown:
            value = getattr(model, name)
            items = value if isinstance(value, tuple) else (value,)
            for i, text in enumerate(items):
                if isinstance(text, str):
                    path = (name, i) if isinstance(value, tuple) else (name,)
                    yield text, places.span(model, *path)


def check_prose(projet: Projet, places: SourceMap, lost: Lost) -> list[Diagnostic]:
    """All the findings of all the prose."""
    checker = _Checker(projet, places, lost)
    return [
        found
        for text, span in markdown_texts(projet.written_models, places)
        for found in islice(checker.check(text, _Finder(span)), _ENOUGH)
    ]


class _Finder:
    """Where words stand in a text, the same words one place after the other."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self._from: dict[str, int] = {}

    def next(self, raw: str) -> Span:
        """The next place of these words; the whole text when they are not written so."""
        rest = self.span.source.span(self._from.get(raw, self.span.start), self.span.end)
        found = rest.find(raw)
        if found is rest:
            return self.span
        self._from[raw] = found.start + 1
        return found


class _Checker:
    def __init__(self, projet: Projet, places: SourceMap, lost: Lost) -> None:
        cited = {
            "chiffre": projet.chiffres,
            "source": projet.sources,
            "graphique": projet.graphiques,
        }
        self.known = {kind: {o.cle for o in objects} for kind, objects in cited.items()}
        self.known["tableau"] = set(TABLEAUX)
        self.known["image"] = {photo.nom for photo in projet.photos}
        self.known["annexe"] = set(names_of_annexes(projet))
        self.annexes = f"ce qui s’imprime : {', '.join(names_of_annexes(projet))}"
        self.placing = Placing(projet)
        #: Where such objects are declared: the one that is missing was lost there, perhaps.
        self.declared = {
            kind: (Related(places.span(objects[0], "id"), "ce fichier les déclare"),)
            for kind, objects in cited.items()
            if objects
        }
        self.lost = lost

    def check(self, text: str, places: _Finder) -> Iterator[Diagnostic]:
        span = places.span
        if too_heavy(text):
            yield RED018(
                f"ce texte a plus de {MAX_LENGTH} caractères, ou de {MAX_MARKS} marques",
                span.source.span(span.start),
                "partagez-le ; il n’est lu que comme du texte simple",
            )
            return
        yield from self.placing.check(text, span)
        for construct in constructs_in(text):
            at = places.next(construct.raw)
            yield from self._construct(construct, at)
            known = construct.ident in self.known.get(construct.kind, ())
            yield from self.placing.check_call(construct, at, known=known)
        yield from _tags(text, span)
        yield from _links(text, places)

    def _construct(self, construct: Construct, span: Span) -> Iterator[Diagnostic]:
        if construct.problem:
            yield NOT001("cet appel n’est pas reconnu", span, construct.problem)
            return
        if construct.kind == TO_COMPLETE or construct.ident in self.known[construct.kind]:
            return
        if self.lost.may_be(construct.ident, [capital(construct.kind)]):
            return
        code, what, file = {
            "chiffre": (PRE001, "chiffre inconnu", "preuves.yaml"),
            "source": (PRE002, "source inconnue", "sources.yaml"),
            "graphique": (PRE014, "graphique inconnu", "graphiques.yaml"),
            "image": (NOT022, "image inconnue", "images/"),
            "tableau": (NOT001, "tableau inconnu", ""),
            "annexe": (NOT001, "aucune annexe n’imprime", ""),
        }[construct.kind]
        at = _argument(span, construct.ident)
        aide, fix = suggestion(construct.ident, self.known[construct.kind], at)
        le = "la" if what.endswith("inconnue") else "le"
        without_file = _TABLEAUX_CONNUS if construct.kind == "tableau" else self.annexes
        aide = aide or (f"ajoutez-{le} à dossier/{file}" if file else without_file)
        related = self.declared.get(construct.kind, ())
        yield code(f"{what} « {construct.ident} »", at, aide, related=related, fix=fix)


def _tags(text: str, span: Span) -> Iterator[Diagnostic]:
    """HTML in a sentence: a block of it is said whole, with what a word processor leaves."""
    if "<" not in text:
        return
    outside = without_blocks(text, html_blocks(text))
    written = Written(text, span)
    done: dict[str, int] = {}
    for tag in html_in(outside):
        at = outside.find(tag, done.get(tag, 0))
        while at > 0 and outside[at - 1] == "\\":
            at = outside.find(tag, at + 1)
        if at < 0:
            continue  # « &lt;p&gt; » prints as it is meant
        done[tag] = at + len(tag)
        yield RED002(
            "le HTML n’est pas admis dans la prose",
            written.place(at, at + len(tag)),
            "utilisez Markdown : *italique*, **gras**, listes, tableaux ; <br> en cellule",
        )


def _links(text: str, places: _Finder) -> Iterator[Diagnostic]:
    """Images, and links to anything but an address; a chart is called by its identifier."""
    if "](" not in text and "]:" not in text:
        return
    for found in sorted((*_LINK.finditer(text), *_NAMED.finditer(text)), key=re.Match.start):
        raw, image = found[0], found.groupdict().get("image")
        at = places.next(raw)
        if image:
            yield RED017(
                "une image ne se place pas ainsi dans la prose",
                at,
                from_markdown(at),
            )
        elif not _ADDRESS.match(found["url"]):
            yield RED017(
                f"ce lien ne mène pas à une adresse : « {found['url'][:60]} »",
                at,
                DEBUT_D_ADRESSE,
            )


def _argument(span: Span, ident: str) -> Span:
    """The identifier of a construct, after its bracket: « s » is also a letter of « source »."""
    bracket = span.text.find("(")
    if bracket < 0:
        return span
    found = span.source.span(span.start + bracket, span.end).find(ident)
    return found if found.text == ident else span
