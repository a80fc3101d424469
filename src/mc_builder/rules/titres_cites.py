"""RED: titles of the project that its texts quote, and formulas that introduce them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import de
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import Objet, if_known, known_words
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence, SousCompetence
from mc_builder.model.evaluation import Epreuve, SousEpreuve, Unite
from mc_builder.rules.francais import MOT, may_be_infinitive
from mc_builder.rules.francais.textes import textes
from mc_builder.rules.mots import simple
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle
from mc_builder.rules.titres_proches import TitresProches

#: What has a title of its own that a text may quote.
_TITRES = (
    *(Pole, Activite, Tache, Bloc, BlocGeneral, Competence, SousCompetence, Unite, Epreuve),
    SousEpreuve,
)
_CITE = re.compile(r"«\s*([^«»\0]{12,300}?)\s*»")
_CAPABLE = re.compile(r"[Êê]tre capables? d(?:[’']|e\s+)(?:«\s*)?", re.IGNORECASE)
#: What may stand between « capable de » and the verb.
_AVANT = re.compile(
    r"(?:(?:ne|pas|se|en|y|le|la|les|lui|leur|mieux|bien)\b|[snl][’'])\s*", re.IGNORECASE
)


@regle("RED034", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def titre_cite_autrement(s: Subject) -> Iterator[Constat]:
    """Un titre du projet se cite tel qu’il est.

    Vérifie : une citation entre guillemets n’est pas, à un ou deux mots près, le titre d’un pôle,
    d’une activité, d’un bloc, d’une compétence, d’une unité ou d’une épreuve.
    Pourquoi : un titre recopié à la main dérive ; les périodes ou le règlement ne nomment plus
    ce que définit le référentiel de compétences.
    Exemple fautif :
        le bloc « Remettre un vélo en bon état »   # le bloc : Remettre un vélo en état
    Exemple corrigé :
        le bloc « Remettre un vélo en état »
    """
    titles = _titres(s)
    known = {simple(title) for title in titles} | _other_titres(s)
    proches = TitresProches(titles)
    for found in textes(s).search(_CITE):
        quoted = simple(found.match[1])
        if found.lu.cite or quoted in known or found.lu.champ == "intitule":
            continue
        title = proches.nearest(quoted)
        if title is not None:
            yield Constat(
                f"« {' '.join(found.match[1].split())} » n’est pas tout à fait le titre"
                f" {de(s.names.designation(titles[title]))} « {title} »",
                found.place,
                f"écrivez « {title} », ou citez autrement",
                (Related(s.places.start(titles[title]), "ce titre"),),
            )


def _titres(s: Subject) -> dict[str, Objet]:
    """Each title with the object that has it first."""
    found: dict[str, Objet] = {}
    for item in s.projet.by_cle.values():
        title = known_words(getattr(item, "intitule", None))
        if isinstance(item, _TITRES) and title:
            found.setdefault(title, item)
    return found


def _other_titres(s: Subject) -> set[str]:
    """Titles that are somebody else’s, however near."""
    projet = s.projet
    others = [c.intitule for c in projet.certifications] + [x.titre for x in projet.sources]
    others += [job.intitule for job in projet.emplois]
    others += [exigence.intitule for exigence in projet.exigences]
    if projet.correspondance is not None:
        others.append(projet.correspondance.ancien.intitule)
    return {simple(title) for given in others if (title := if_known(given))}


@regle("RED035", AVERTISSEMENT, source="Vade-mecum RNCP, p. 25")
def etre_capable_de(s: Subject) -> Iterator[Constat]:
    """« Être capable de » est suivi d’un infinitif.

    Vérifie : dans un titre ou une phrase, ce qui suit « être capable de » est un verbe, même quand
    c’est le titre d’un bloc entre guillemets.
    Pourquoi : le bloc qui porte le nom de son pôle (« Conseil et vente ») ne se lit pas après cette
    formule ; il faut un titre à l’infinitif, ou une autre phrase.
    Exemple fautif :
        intitule: Être capable d’entretien d’une flotte
    Exemple corrigé :
        intitule: Entretenir une flotte
    """
    for found in textes(s).search(_CAPABLE):
        text, at = found.match.string, found.match.end()
        while (before := _AVANT.match(text, at)) is not None and before.end() > at:
            at = before.end()
        head = MOT.match(text, at)
        if head is not None and not may_be_infinitive(head[0]):
            yield Constat(
                f"« {' '.join(found.match[0].split())} {head[0]} » : un infinitif est attendu",
                found.place,
                "mettez un verbe à l’infinitif, ou changez de tournure",
            )
