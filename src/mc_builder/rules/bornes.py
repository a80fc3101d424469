"""What the profile and the étape decide: bounds, forces, what is expected already."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Severity
from mc_builder.french import counted
from mc_builder.model.articles import cite
from mc_builder.model.base import ACompleter, if_known
from mc_builder.model.profil import Obligation, Valeurs
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject
from mc_builder.spans import Span


def force(texte: Valeurs | Obligation) -> Severity:
    """The severity that the profile gives to leaving these bounds, or to this duty."""
    return Severity[texte.force.upper()]


def article(reference: str | None) -> str:
    """« article D. 337-140 du code de l’éducation », or an empty text."""
    return cite(reference) if reference else ""


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
    s: Subject, versions: tuple[Valeurs, ...], given: int | ACompleter, noun: str, place: Span
) -> Iterator[Constat]:
    """What to say of a number that is out of the bounds in force; nothing when it is inside."""
    valeurs, count = s.projet.en_vigueur(versions), if_known(given)
    if valeurs is None or count is None:
        return
    low, high = valeurs.minimum, valeurs.maximum
    if (low is None or count >= low) and (high is None or count <= high):
        return
    if high is None:
        asked = f"au moins {counted(low or 0, noun)}"
    elif low is None:
        asked = f"au plus {counted(high, noun)}"
    else:
        asked = f"{'' if low == high else f'de {low} à '}{counted(high, noun)}"
    yield Constat(
        f"{s.projet.profil.formes.un} compte {asked} ; ici {counted(count, noun)}",
        place,
        article(valeurs.article),
        gravite=force(valeurs),
    )
