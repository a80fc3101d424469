"""RED: acronyms, explained once: in the glossary, in the sentence, or by the field itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from mc_builder.diagnostics import Related
from mc_builder.french import SPACES
from mc_builder.model.base import ACompleter, Modele, if_known, known_words
from mc_builder.model.preuves import Sigle
from mc_builder.rules.francais.textes import Feuille, Trouve, textes
from mc_builder.rules.mots import simple
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

_SIGLE = re.compile(r"[A-ZÀÂÇÈÉÊËÎÏÔÙÛŒ](?<!\w.)[A-ZÀÂÇÈÉÊËÎÏÔÙÛŒ]+\b")
_CHIFFRES_ROMAINS = re.compile(r"[IVXLC]+\Z")
_CHIFFRES = re.compile(r"\d+")
_MOT = re.compile(r"\w+")
_LETTRE = re.compile(r"[^\W\d_]+")
#: Acronyms that the documents print by themselves, with those of the words of the profile.
_IMPRIMES = frozenset({"IDCC", "ROME"})
#: How far from the acronym its words may be.
_AUTOUR = 120
_OUVRE = re.compile(rf"(?<![{SPACES}\n])[{SPACES}\n]*\(\Z")
_SUIT = re.compile(
    rf"[{SPACES}\n]*\(([^()\0]{{4,120}})\)"
    rf"|[{SPACES}\n]+(?:désigne|signifie)[{SPACES}\n]([^.;()\0]{{4,120}})"
)


@cache
def known_sigles() -> Mapping[str, str]:
    """The acronyms that whoever reads a référentiel knows, and their words."""
    text = (files("mc_builder.rules.francais") / "sigles.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {sigle: words for sigle, _, words in (line.partition("\t") for line in lines)}


@regle("RED001", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def sigle_inexplique(s: Subject) -> Iterator[Constat]:
    """Un sigle s’explique.

    Vérifie : un sigle est dans le glossaire, ou un texte le donne entre parenthèses après ses mots
    ou avec ses mots entre parenthèses, ou il est de ceux que chacun connaît (CCF, PFMP, VAE,
    RNCP…). Les noms propres que le dossier donne déjà (auteurs, demandeurs) n’ont pas à y être.
    Pourquoi : la commission et les enseignants ne connaissent pas ceux du métier.
    Exemple fautif :
        environnement_numerique: [Logiciel de GMAO]
    Exemple corrigé :
        environnement_numerique: [Gestion de maintenance assistée par ordinateur (GMAO)]
    """
    known = {*_sigles_of_project(s), *known_sigles()}
    met = [one for one in textes(s).each(_sigles_met) if one.sigle not in known]
    known.update(one.sigle for one in met if one.explained)
    for one in met:
        if one.found.lu.cite or one.sigle in known or one.in_capitals:
            continue
        known.add(one.sigle)  # said once, where it first appears
        yield Constat(
            f"le sigle « {one.sigle} » n’est pas expliqué",
            one.found.place,
            "donnez ses mots à sa première apparition, « mots (SIGLE) », ou ajoutez-le à"
            " dossier/glossaire.yaml",
        )


@dataclass(frozen=True)
class _Met:
    """An acronym in a text, and what is asked of it there, looked at once."""

    sigle: str
    found: Trouve

    @cached_property
    def explained(self) -> bool:
        """Whether this place explains it."""
        return _is_explained_there(self.found)

    @cached_property
    def in_capitals(self) -> bool:
        """Whether all its line is."""
        return _is_all_capitals(self.found.ligne)


def _sigles_met(feuille: Feuille) -> tuple[_Met, ...]:
    """The acronyms of a file, what may be a number in Roman figures left out."""
    met = (_Met(found.match[0], found) for found in feuille.search(_SIGLE, unquoted=False))
    return tuple(one for one in met if not _CHIFFRES_ROMAINS.match(one.sigle))


def _is_explained_there(found: Trouve) -> bool:
    """Whether this place explains the acronym: « mots (SIGLE) » or « SIGLE (mots) »."""
    text, start, end = found.match.string, found.match.start(), found.match.end()
    low = max(found.lu.debut, start - _AUTOUR)
    before = text[low:start]
    opened = _OUVRE.search(before)
    if opened is not None and text[end : end + 1] in {")", ",", *SPACES}:
        return _abbreviates(found.match[0], before[: opened.start()], a_la_fin=True)
    after = _SUIT.match(text, end)
    return after is not None and _abbreviates(found.match[0], after[1] or after[2], a_la_fin=False)


def _abbreviates(sigle: str, mots: str, *, a_la_fin: bool) -> bool:
    """Whether the letters of an acronym are, in order, letters of words, its first an initial.

    `a_la_fin`: the words are the last ones of the text; otherwise all of it.
    """
    words = _LETTRE.findall(simple(mots))
    letters = simple(sigle)
    if a_la_fin:
        words = words[-3 * len(letters) :]
    for n, word in enumerate(words):
        if word[0] == letters[0] and _in_order(letters, "".join(words[n:])):
            return True
    return False


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


@lru_cache(maxsize=64)  # a line may hold as many acronyms as it is long
def _is_all_capitals(line: str) -> bool:
    """Whether a line is in capitals: « U31 – TENUE D’UN RAYON » holds no acronym."""
    words = _LETTRE.findall(line)
    return len(words) > 1 and all(word.isupper() for word in words)


@regle("RED008", INFO, source="Méthode de l’outil", surete="outil")
def sigle_inutilise(s: Subject) -> Iterator[Constat]:
    """Un sigle du glossaire est employé.

    Vérifie : le sigle paraît dans un texte du projet, ou dans ceux que les documents ajoutent ;
    ceux que chacun connaît (CCF, PFMP, VAE, RNCP…) peuvent attendre de servir.
    Pourquoi : un sigle que rien n’emploie allonge le glossaire ; c’est souvent un reste.
    Exemple fautif :
        sigles:
          - {sigle: GMAO, signification: …}   # que rien n’emploie
    Exemple corrigé :
        sigles: []
    """
    entries = s.projet.glossaire.sigles
    used = {s.projet.dossier.diplome.sigle, *_printed(s)}
    used.update(known_sigles())  # a glossary begins with some, and prints those that serve
    certifications = s.projet.certifications
    codes = (_CHIFFRES.sub(" ", known_words(c.code)) for c in certifications)
    for name in (*_proper_nouns(s), *codes):
        used.update(_MOT.findall(name))
    if entries:
        wanted = "|".join(re.escape(known) for entry in entries if (known := if_known(entry.sigle)))
        met = textes(s).search(re.compile(rf"(?:{wanted})(?!\w)"))
        used.update(f.match[0] for f in met if not isinstance(f.lu.modele, Sigle) and f.whole)
    for entry in entries:
        if if_known(entry.sigle) not in {None, *used}:
            yield Constat(
                f"le sigle « {entry.sigle} » n’est employé nulle part",
                s.places.span(entry, "sigle"),
                "retirez-le du glossaire, s’il ne sert plus",
            )


@regle("RED031", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def sigle_deux_fois(s: Subject) -> Iterator[Constat]:
    """Un sigle, ou un terme, est une fois au glossaire.

    Vérifie : deux entrées du glossaire n’ont pas le même sigle, ni le même terme.
    Pourquoi : les deux s’impriment ; si elles diffèrent, on ne sait laquelle croire.
    Exemple fautif :
        sigles:
          - {sigle: SST, signification: Sauveteur secouriste du travail}
          - {sigle: SST, signification: Santé et sécurité au travail}
    Exemple corrigé :
        sigles:
          - {sigle: SST, signification: Santé et sécurité au travail}
    """
    glossaire = s.projet.glossaire
    entries: list[tuple[Modele, str]] = [(entry, "sigle") for entry in glossaire.sigles]
    entries += [(entry, "terme") for entry in glossaire.termes]
    first: dict[tuple[str, str], Modele] = {}
    for entry, champ in entries:
        word = known_words(getattr(entry, champ))
        other = first.setdefault((champ, simple(word)), entry) if word else entry
        if other is not entry:
            yield Constat(
                f"le {champ} « {word} » est deux fois au glossaire",
                s.places.span(entry, champ),
                "ne gardez qu’une entrée",
                (Related(s.places.span(other, champ), "la première"),),
            )


def _proper_nouns(s: Subject) -> list[str]:
    projet = s.projet
    names: list[str | ACompleter | None] = [asker.nom for asker in projet.dossier.demandeurs]
    for source in projet.sources:
        names += (source.auteur, source.abrege, source.editeur, source.titre)
    for other in projet.certifications:
        names += (other.certificateur, other.intitule)
    return [name for given in names if (name := if_known(given))]


def _printed(s: Subject) -> set[str]:
    """The acronyms that the documents print by themselves."""
    profil = s.projet.profil
    own = (profil.formes.sigle, profil.mots.ccf.sigle, profil.mots.periode.sigle)
    return {*_IMPRIMES, *filter(None, own)}


def _sigles_of_project(s: Subject) -> set[str]:
    """The glossary, and the words of the names that the dossier already gives."""
    names = [*_proper_nouns(s), *_printed(s)]
    given = (s.projet.dossier.diplome.sigle, *(e.sigle for e in s.projet.glossaire.sigles))
    names += [known for sigle in given if (known := if_known(sigle))]
    return {word for name in names for word in _MOT.findall(name)}
