"""What the store of nomenclatures holds → text for a terminal, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from mc_builder.french import agreed, counted, listed
from mc_builder.nomenclatures.jobs import FicheProche
from mc_builder.nomenclatures.store_records import (
    APPELLATION,
    BLOC,
    CONTEXTE,
    FICHE,
    ITEM,
    SAVOIR,
    SAVOIR_ETRE,
    SAVOIR_FAIRE,
    Edition,
    Fiche,
    Found,
    Item,
    Stored,
)
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

#: The kinds of entries, in the order in which they are said.
_KINDS = {FICHE: "fiche", APPELLATION: "appellation", ITEM: "élément", BLOC: "bloc"}
_NATURES = {
    SAVOIR_FAIRE: "Savoir-faire",
    SAVOIR_ETRE: "Savoir-être",
    SAVOIR: "Savoirs",
    CONTEXTE: "Contextes de travail",
}
_CODES = 12


def owed(edition: Edition) -> str:
    """What is owed to the publisher of an edition: « France Travail, Licence Ouverte 2.0 »."""
    return ", ".join(filter(None, (edition.attribution, edition.licence, _day(edition.date))))


def cited(edition: Edition) -> str:
    """An edition as what is taken from it is to name it."""
    return ", ".join(filter(None, (edition.label, owed(edition))))


def _day(date: str) -> str:
    """A day in figures, as it is when it is none."""
    parts = date.split("-")
    whole = len(parts) == 3 and all(part.isdecimal() for part in parts)
    return f"{parts[2]}/{parts[1]}/{parts[0]}" if whole else date


def counts(comptes: dict[str, int]) -> str:
    """« 532 fiches, 10 990 appellations et 5 712 éléments »."""
    known = ((name, comptes.get(kind, 0)) for kind, name in _KINDS.items())
    return listed(counted(count, name) for name, count in known if count)


def list_text(stored: Iterable[Stored], terminal: Terminal = NO_TERMINAL) -> str:
    """The editions, what they hold, and what is owed to their publishers."""
    lines: list[str] = []
    for one in stored:
        lines.append(terminal.paint(one.edition.label, "lieu"))
        lines += terminal.fold(counts(one.comptes), "  ", "  ")
        lines += terminal.fold(owed(one.edition), "  ", "  ")
    return "\n".join(lines)


def found_text(found: Sequence[Found], terminal: Terminal = NO_TERMINAL) -> str:
    """What answers some words, one line each: code, title, kind, edition."""
    lines: list[str] = []
    for one in found:
        code = one.parent if one.genre in {APPELLATION, BLOC} and one.parent else one.code
        kind = one.nature or _KINDS[one.genre]
        lines += terminal.fold(
            f"{one.intitule} – {kind}, {one.edition.label}",
            f"{code:<{_CODES}} ",
            " " * (_CODES + 1),
        )
    return "\n".join(lines)


def near_text(
    found: Iterable[tuple[Edition, Sequence[FicheProche]]], terminal: Terminal = NO_TERMINAL
) -> str:
    """The fiches that come near a job, by edition: code, title, how near, the words in common."""
    lines: list[str] = []
    for edition, fiches in found:
        lines += terminal.fold(edition.label, role="lieu")
        if not fiches:
            lines.append("  aucune fiche n’a un mot commun avec l’emploi")
        for one in fiches:
            shared = one.proche.mots
            words = agreed(len(shared), "mot commun", "mots communs")
            lines += terminal.fold(
                f"{one.fiche.intitule} ({one.proche.bande} ; {words} : {listed(shared, most=6)})",
                f"  {one.fiche.code:<{_CODES}} ",
                " " * (_CODES + 3),
            )
    return "\n".join(lines)


def fiche_text(fiche: Fiche, terminal: Terminal = NO_TERMINAL) -> str:
    """A fiche, whole."""
    lines = [terminal.paint(f"{fiche.edition.label}, fiche {fiche.code}", "lieu")]
    lines += terminal.fold(fiche.intitule)
    for fact in _facts(fiche):
        lines += terminal.fold(fact, "  ", "  ")
    if fiche.definition:
        lines.append("")
    for sentence in fiche.definition.split("\n"):
        lines += terminal.fold(sentence)
    lines += _section("Appellations", fiche.appellations, terminal)
    for nature, title in _NATURES.items():
        items = [_said(one) for one in fiche.items if one.nature == nature]
        lines += _section(title, items, terminal)
    blocs = [f"{bloc.code} : {bloc.intitule}" for bloc in fiche.blocs]
    lines += _section("Blocs de compétences", blocs, terminal)
    for bloc in fiche.blocs:
        lines += _section(bloc.code, bloc.competences, terminal)
    lines += ["", *terminal.fold(f"Source : {cited(fiche.edition)}")]
    return "\n".join(lines)


def _facts(fiche: Fiche) -> Iterator[str]:
    if fiche.parent:
        yield f"rattachée à {fiche.parent}"
    if fiche.niveau:
        yield f"niveau {fiche.niveau}"
    if fiche.active is not None:
        end = f", fin de l’enregistrement : {_day(fiche.fin)}" if fiche.fin else ""
        yield ("active" if fiche.active else "inactive") + end
    if fiche.remplacee_par:
        yield f"remplacée par {listed(fiche.remplacee_par)}"
    if fiche.remplace:
        yield f"remplace {listed(fiche.remplace)}"
    for nom in dict.fromkeys(nom for nom, _ in fiche.renvois):
        yield f"{nom} : {', '.join(code for other, code in fiche.renvois if other == nom)}"


def _said(item: Item) -> str:
    return f"{item.intitule} ({item.code}{', cœur de métier' if item.coeur else ''})"


def _section(title: str, items: Sequence[str], terminal: Terminal) -> list[str]:
    return ["", *terminal.listing(title, items, "")] if items else []


def as_json(found: Sequence[Stored] | Sequence[Found] | Sequence[Fiche]) -> str:
    """What was found, for a machine."""
    data: list[dict[str, Any]] = [asdict(one) for one in found]
    return json.dumps(data, ensure_ascii=False, indent=2)
