"""What the rules of the note look for in its words: heads, frame of the diploma, horizon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from mc_builder.model.base import if_known, known_words
from mc_builder.model.dossier import Synthese
from mc_builder.model.mots import Formes
from mc_builder.model.projet import Projet
from mc_builder.rules.chiffres import without_quotations
from mc_builder.rules.francais.textes import markdown
from mc_builder.rules.mots import simple
from mc_builder.rules.registry import Subject
from mc_builder.source.prose import gaps_in
from mc_builder.spans import Span

#: The heads that a commission looks for, and how a message names them.
RUBRIQUES = {
    "recrutement": "les modes de recrutement",
    "contenu": "le contenu professionnel",
    "besoins": "les besoins",
    "attractivite": "l’attractivité ⟨du diplôme⟩",
    "debouches": "les débouchés",
    "nature": "la nature ⟨du diplôme⟩ et les voies de préparation",
    "existants": "la place parmi les diplômes existants",
    "documents": "la synthèse des travaux disponibles",
}
_MOTS = {
    "recrutement": r"recrut|embauch",
    "besoins": r"besoin",
    "attractivite": r"attractiv|attire|attrait|jeunes|\bpublics? (?:visé|du diplôme)|vocation",
    "debouches": r"débouché|insertion|poursuite|évolution de carrière",
    "documents": r"synthèse documentaire|travaux disponibles|état des travaux",
}
_DONNEES: dict[str, Callable[[Projet], object]] = {
    "contenu": lambda p: p.poles,
    "debouches": lambda p: p.emplois or p.dossier.diplome.poursuite_etudes,
    "nature": lambda p: p.dossier.diplome.voies or p.dossier.diplome.acces,
    "existants": lambda p: p.certifications,
}


def absent_rubriques(projet: Projet) -> list[str]:
    """The heads that neither the words of the note, nor its headings, nor the data address.

    Why words and not headings alone: no official plan of the note exists.
    """
    headings = [simple(found) for p in projet.note for found in _TITRE.findall(p.texte)]
    synthese = projet.dossier.synthese
    fields = (known_words(getattr(synthese, name)) for name in type(synthese).model_fields)
    words = "\n".join((*(_CALL.sub("", p.texte) for p in projet.note), *fields))

    def addressed(key: str) -> bool:
        if key in _DONNEES and _DONNEES[key](projet):
            return True
        parts = _parts(projet.said(RUBRIQUES[key]))
        if any(_without_article(part) in h for h in headings for part in parts):
            return True
        return key in _MOTS and re.search(_MOTS[key], words, re.IGNORECASE) is not None

    return [key for key in RUBRIQUES if not addressed(key)]


#: A call is no word of the note: that of what is still to be written would name every head.
_CALL = re.compile(r"\{\{[^{}\n]*\}\}")
_TITRE = re.compile(r"^#{1,6}[ \t]+(\S.*)", re.MULTILINE)


def _parts(rubrique: str) -> list[str]:
    """« la nature du diplôme et les voies de préparation »: a section of either will do."""
    return rubrique.split(" et ")


def _without_article(words: str) -> str:
    return re.sub(r"^(?:l[ae]s? |l')", "", simple(words))


_HORIZON = re.compile(
    r"\b(?:cinq|5|dix|10|quelques)\b(?: \w+)? (?:prochaines |années|ans\b)|(?:prochaines|années)"
    r" (?:à venir|années)|\bhorizon\b|\bprospecti",
    re.IGNORECASE,
)


def horizon(text: str) -> bool:
    """Whether a text looks ahead: « les cinq prochaines années », « à l’horizon 2030 »."""
    return _HORIZON.search(text) is not None


_NOMBRES = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5}
_N = r"(?P<n>\d|une?|deux|trois|quatre|cinq)"
_PREPARE = r"(?:prépar|s’obtien|se déroule|dure\b|d’une durée|formation)"
#: Without these, the two patterns, which are slow, find nothing.
_EN_ANS = re.compile(rf"[Ee][Nn] (?i:{_N} ans?)\b")
_NIVEAU_DIT = re.compile(r"[Nn](?i:iveau) (?:[2-8]\b|(?i:IV|V)\b)")
#: The two former levels of which the correspondence is certain.
_ANCIENS = {"V": 3, "IV": 4}
#: Another diploma between the subject and the figure: the sentence is about that one.
_AUTRE = re.compile(
    r"baccalauréat|\bbac\b|brevet|licence|\bCAP\b|\bBTS\b|\bDUT\b|titre|master|cycle|anciennement",
    re.IGNORECASE,
)
#: The sentence says itself that it corrects a mistake.
_CORRECTION = re.compile(
    r"inexact|erreur|à tort|en réalité|contredi|au lieu de|et non|rectifi|incorrect", re.IGNORECASE
)
_ANNEES = re.compile(rf"\b{_N} ans?\b", re.IGNORECASE)


class _Motifs(NamedTuple):
    """What gives the diploma a duration, and a level."""

    duree: re.Pattern[str]
    niveau: re.Pattern[str]


@cache
def _motifs(formes: Formes) -> _Motifs:
    """For a diploma that is surely the one of the file, or its type: « ce diplôme », « la MC ».

    A short name follows the full ones: the longest is tried first.
    """
    names = "|".join(map(re.escape, (*formes.noms, *formes.noms_courts)))
    this = rf"(?:ce diplôme|le diplôme demandé|(?:l[ae]|ce|cette) (?:{names}))"
    return _Motifs(
        re.compile(
            rf"\b(?:(?:{this}|une? (?:{names}))(?P<m>[^.;:!?]{{0,40}}?{_PREPARE}[^.;:!?]{{0,40}}?)"
            rf"|(?:un|le|ce) cursus(?P<c>[^.;:!?]{{0,40}}?))\ben {_N} ans?\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{this}(?: (?:est|sera|serait)(?: classée?)?)? (?:de|au) niveau"
            r" (?P<n>[2-8]\b|IV\b|V\b)",
            re.IGNORECASE,
        ),
    )


def contradicted(text: str, projet: Projet) -> Iterator[tuple[int, int, str]]:
    """Where a text gives the diploma another duration or level than its own, and what is right."""
    diplome = projet.dossier.diplome
    text = without_quotations(text)
    motifs = _motifs(projet.profil.formes)
    own = _ANNEES.search(known_words(diplome.duree))
    for found in motifs.duree.finditer(text) if own and _EN_ANS.search(text) else ():
        other = _AUTRE.search(found["m"] or found["c"] or "")
        corrected = _CORRECTION.search(_phrase(text, found))
        same = own is not None and _number(found["n"]) == _number(own["n"])
        if not (same or other or corrected):
            yield found.start(), found.end(), f"le diplôme se prépare en {diplome.duree}"
    for found in motifs.niveau.finditer(text) if _NIVEAU_DIT.search(text) else ():
        given = found["n"].upper()
        level = _ANCIENS.get(given) or int(given)
        if if_known(diplome.niveau) not in {None, level} and not _CORRECTION.search(
            _phrase(text, found)
        ):
            yield found.start(), found.end(), f"le diplôme est de niveau {diplome.niveau}"


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NOMBRES[word.lower()]


def _phrase(text: str, found: re.Match[str]) -> str:
    """The sentence that holds a match."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", "! ", "? ", "\n"))
    ends = (text.find(mark, found.end()) for mark in (". ", ".\n", "!", "?", "\n"))
    return text[start + 1 : min((e for e in ends if e >= 0), default=len(text))]


def lieu_synthese(s: Subject) -> Span:
    """Where the synthesis is, or the step of the file when there is none."""
    dossier = s.projet.dossier
    written = any(getattr(dossier.synthese, name) for name in Synthese.model_fields)
    if not written:
        return s.places.span(dossier, "etape")
    return s.places.span(dossier.synthese, "aucun")


def start_of_note(s: Subject) -> Span:
    """The first line of the note, or the step of the file when there is no note."""
    if not s.projet.note:
        return s.places.span(s.projet.dossier, "etape")
    whole = s.places.span(s.projet.note[0])
    return whole.source.span(0, len(whole.source.line(1)))


def left_to_complete(s: Subject) -> Iterator[Span]:
    """Where each « a_completer » is written."""
    for manque in s.projet.manques:
        yield s.places.span(manque.modele, *manque.chemin)
    for text, span in markdown(s):
        seen: Counter[str] = Counter()
        for missing in gaps_in(text):
            yield span.find(missing.raw, seen[missing.raw])
            seen[missing.raw] += 1


def proses(projet: Projet) -> str:
    """What may look ahead: two sections on the activities, and the note."""
    named = (p.texte for p in projet.textes if re.match("environnement|perspectives", p.nom))
    return "\n".join((*named, *(p.texte for p in projet.note)))
