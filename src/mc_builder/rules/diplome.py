"""DIP and RAP: what the profile of the diploma fixes, and the prose that it expects."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.rules.bornes import article, hors_bornes
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject, regle


@regle("DIP001", ERREUR, source="Code de l’éducation, D337-139", surete="texte")
def niveau_du_diplome(s: Subject) -> Iterator[Constat]:
    """Le niveau est l’un de ceux que le type de diplôme permet.

    Vérifie : « niveau » est dans la liste du profil (3 ou 4 pour une mention complémentaire).
    Pourquoi : le code de l’éducation fixe les niveaux de chaque diplôme.
    Exemple fautif :
        diplome: {type: mention-complementaire, niveau: 5, …}
    Exemple corrigé :
        diplome: {type: mention-complementaire, niveau: 4, …}
    """
    diplome, profil = s.projet.dossier.diplome, s.projet.profil
    if diplome.niveau not in profil.niveaux:
        allowed = " ou ".join(str(n) for n in profil.niveaux)
        yield Constat(
            f"{profil.formes.un} est de niveau {allowed}, pas de niveau {diplome.niveau}",
            s.places.span(diplome, "niveau"),
            article(profil.niveaux_article),
        )


@regle("DIP002", AVERTISSEMENT, source="Code de l’éducation, D337-140")
def nombre_d_unites(s: Subject) -> Iterator[Constat]:
    """Le nombre d’unités est celui du type de diplôme.

    Vérifie : le nombre d’unités est dans les bornes du profil, avec la gravité qu’il dit.
    Pourquoi : le texte de 2020 en demande trois à une mention complémentaire ; des spécialités
    plus récentes en ont deux.
    Exemple fautif :
        unites:
          - {id: u1, bloc: bloc-1}
    Exemple corrigé :
        unites:
          - {id: u1, bloc: bloc-1}
          - {id: u2, bloc: bloc-2}
          - {id: u3, bloc: bloc-3}
    """
    evaluation = s.projet.evaluation
    if evaluation is not None and s.projet.dossier.etape != "opportunite":
        place = s.places.span(evaluation, "unites")
        count = len(evaluation.unites)
        yield from hors_bornes(s, s.projet.profil.unites, count, "unité", place)


@regle("RAP001", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def prose_attendue(s: Subject) -> Iterator[Constat]:
    """Chaque section de prose attendue est écrite.

    Vérifie : le dossier referentiels/textes/ contient les proses que le profil nomme.
    Pourquoi : l’annexe II d’un référentiel publié les donne toutes.
    Exemple fautif :
        referentiels/textes/ sans 10-missions.md
    Exemple corrigé :
        referentiels/textes/10-missions.md
    """
    present = {text.nom for text in s.projet.textes}
    for text in s.projet.profil.textes:
        if s.projet.dossier.etape != "opportunite" and text.nom not in present:
            yield Constat(
                f"la section « {text.titre} » manque",
                s.places.span(s.projet.dossier, "etape"),
                f"écrivez referentiels/textes/{text.nom}.md",
            )
