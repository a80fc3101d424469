"""What the profile and the étape decide: bounds, forces, what is expected already."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Severity
from mc_builder.french import Noun, counted
from mc_builder.model.articles import cite
from mc_builder.model.base import ACompleter, Etendue, if_known
from mc_builder.model.profil import Reference, Valeurs
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject
from mc_builder.spans import Span


def force(texte: Reference) -> Severity:
    """The severity that the profile gives to what a text asks: no error when nobody read it."""
    given = Severity[texte.force.upper()]
    return given if texte.lue else min(given, AVERTISSEMENT)


def article(texte: Reference) -> str:
    """« article D. 337-140 du code de l’éducation », said when it was not read; or nothing."""
    if texte.article is None:
        return ""
    return cite(texte.article) + ("" if texte.lue else ", rédaction en vigueur non lue")


def by_article(texte: Reference | None) -> str:
    """« (article D. 337-140 du code de l’éducation) » after a space; nothing without a text."""
    said = article(texte) if texte is not None else ""
    return f" ({said})" if said else ""


def force_of(texte: Reference | None, otherwise: Severity) -> Severity:
    """The severity that a text gives; another, the method’s, when the type has no such text."""
    return otherwise if texte is None else force(texte)


def is_referentiel_due(s: Subject) -> bool:
    """Whether the référentiel is due; see `Dossier.referentiel_attendu`."""
    return s.projet.dossier.referentiel_attendu


def severity_of_lack(s: Subject, gravite: Severity = ERREUR) -> Severity:
    """The severity of something missing: until the examination, what is not written may come."""
    if s.projet.dossier.etape in {"examen-cpc", "publie"}:
        return gravite
    return min(gravite, AVERTISSEMENT)


def is_above_niveau_4(s: Subject) -> bool:
    """Whether the level lets titles name management; so does one that is not known yet."""
    level = if_known(s.projet.dossier.diplome.niveau)
    return level is None or level > 4


def out_of_bounds(
    s: Subject, versions: tuple[Valeurs, ...], given: Etendue | ACompleter, noun: Noun, place: Span
) -> Iterator[Constat]:
    """What to say of a number that is out of the bounds in force; nothing when it is inside."""
    valeurs, count = s.projet.en_vigueur(versions), if_known(given)
    if valeurs is None or count is None:
        return
    low, high, words = valeurs.minimum, valeurs.maximum, (noun.one, noun.plural)
    if count.within(low, high):
        return
    if high is None:
        asked = f"au moins {counted(low or 0, *words)}"
    elif low is None:
        asked = f"au plus {counted(high, *words)}"
    else:
        asked = f"{'' if low == high else f'de {low} à '}{counted(high, *words)}"
    below = not count.within(low, None) and valeurs.reductible
    reduced = "l’arrêté du diplôme ou une décision de positionnement peut réduire cette durée"
    aide = " ; ".join(part for part in (article(valeurs), reduced * below) if part)
    gravite, here = force(valeurs), count.said(lambda n: counted(n, *words))
    yield Constat(
        f"{s.projet.profil.formes.un} compte {asked} ; ici {here}",
        place,
        aide,
        gravite=min(gravite, AVERTISSEMENT) if below else gravite,
    )
