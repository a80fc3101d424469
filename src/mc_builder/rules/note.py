"""NOT: what a commission looks for in the note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import counted
from mc_builder.model.base import ACompleter, ListeACompleter
from mc_builder.model.dossier import Synthese
from mc_builder.rules.attendus import (
    RUBRIQUES,
    absent_rubriques,
    contradicted,
    horizon,
    left_to_complete,
    lieu_synthese,
    proses,
    start_of_note,
)
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

#: Fields of the synthesis that the guide names, and how a message names them.
_SYNTHESE = {
    "situation_actuelle": "la situation actuelle",
    "evolution_probable": "l’évolution probable",
    "resultats_attendus": "les résultats attendus",
    "ecart": "l’écart à combler",
    "equivalences": "les équivalences envisagées",
}
#: What each quality of requester must say; a ministry says its own name.
_QUALITES: dict[str, tuple[str, ...]] = {
    "federation": ("branche", "idcc", "representativite"),
    "syndicat": ("branche", "idcc", "representativite"),
    "branche": ("branche", "idcc", "representativite"),
    "cpnefp": ("branche", "idcc"),
    "autre": ("representativite",),
    "ministere": (),
}
_CHAMPS = {"branche": "sa branche", "idcc": "l’IDCC", "representativite": "sa représentativité"}
_CHIFFRES, _LISTES = 3, 12
_TITRE = re.compile(r"^(#{1,6})[ \t]+(.*\S)", re.MULTILINE)


def _due(s: Subject) -> bool:
    """Whether a note is due: for a creation or a revision that is not published yet."""
    dossier = s.projet.dossier
    return dossier.etape != "publie" and dossier.nature != "suppression"


@regle("NOT002", AVERTISSEMENT, source="Vade-mecum RNCP, p. 16 et 17")
def synthese_incomplete(s: Subject) -> Iterator[Constat]:
    """La synthèse dit la situation, son évolution, les résultats attendus et l’écart.

    Vérifie : « synthese » donne la situation actuelle, l’évolution probable, les résultats
    attendus, l’écart et les équivalences ; « a_completer » compte comme donné.
    Pourquoi : juger de l’opportunité, c’est mesurer cet écart et vérifier que le diplôme le comble.
    Exemple fautif :
        synthese: {situation_actuelle: Les ateliers recrutent sans trouver.}
    Exemple corrigé :
        synthese: {situation_actuelle: …, evolution_probable: …, resultats_attendus: …, ecart: …}
    """
    if not _due(s):
        return
    for field, name in _SYNTHESE.items():
        if not getattr(s.projet.dossier.synthese, field):
            yield Constat(
                f"la synthèse ne dit pas {name}",
                lieu_synthese(s),
                f"ajoutez « {field} », ou « {field}: {{a_completer: …}} »",
            )


@regle("NOT003", INFO, source="Vade-mecum RNCP, p. 16 et 17")
def synthese_a_completer(s: Subject) -> Iterator[Constat]:
    """La synthèse est complète.

    Vérifie : aucun élément de « synthese » n’est à compléter.
    Pourquoi : la commission lit d’abord ces lignes ; ce qui manque y est annoncé.
    Exemple fautif :
        synthese: {equivalences: {a_completer: À étudier avec le titre voisin.}}
    Exemple corrigé :
        synthese: {equivalences: Le titre voisin dispense de l’unité U1.}
    """
    synthese = s.projet.dossier.synthese
    waiting = [n for n in Synthese.model_fields if isinstance(getattr(synthese, n), ACompleter)]
    if _due(s) and waiting:
        yield Constat(
            f"la synthèse reste à compléter : {', '.join(waiting)}",
            s.places.name(synthese, waiting[0]),
        )


@regle("NOT004", AVERTISSEMENT, source="Code du travail, R6113-24-2 ; note d’opportunité observée")
def demandeur_incomplet(s: Subject) -> Iterator[Constat]:
    """Chaque demandeur dit qui il est et ce qu’il représente.

    Vérifie : il y a un demandeur ; une fédération ou une branche dit sa branche, son IDCC et sa
    représentativité ; une commission paritaire (CPNEFP) dit sa branche et son IDCC.
    Pourquoi : la qualité du demandeur décide de la voie de la demande ; la commission demande au
    nom de qui il parle.
    Exemple fautif :
        demandeurs: [{nom: Fédération du cycle, qualite: federation}]
    Exemple corrigé :
        demandeurs:
          - {nom: Fédération du cycle, qualite: federation, branche: Cycle, idcc: '9998', …}
    """
    dossier = s.projet.dossier
    if not _due(s) or isinstance(dossier.demandeurs, ListeACompleter):
        return
    if not dossier.demandeurs:
        yield Constat(
            "le dossier n’a pas de demandeur",
            s.places.span(dossier, "etape"),
            "ajoutez « demandeurs » à dossier/dossier.yaml",
        )
    for asker in dossier.demandeurs:
        lacking = [name for name in _QUALITES[asker.qualite] if not getattr(asker, name)]
        if lacking:
            yield Constat(
                f"« {asker.nom} » ne dit pas {', '.join(_CHAMPS[name] for name in lacking)}",
                s.places.span(asker, "nom"),
                f"ajoutez {', '.join(f'« {name} »' for name in lacking)}",
            )


@regle(
    "NOT005", AVERTISSEMENT, source="Vade-mecum RNCP, p. 16 ; code du travail, R6113-25-1, I, 1°"
)
def aucune_certification_comparee(s: Subject) -> Iterator[Constat]:
    """La note compare le diplôme à l’offre existante.

    Vérifie : dossier/certifications.yaml décrit au moins une certification.
    Pourquoi : le repérage de l’offre existante fait l’objet d’une attention toute particulière.
    Exemple fautif :
        dossier/ sans certifications.yaml
    Exemple corrigé :
        certifications:
          - {id: titre-voisin, intitule: Titre voisin, niveau: '3', verdict: proche, …}
    """
    if _due(s) and not s.projet.certifications:
        place = s.places.span(s.projet.dossier, "etape")
        advice = "décrivez les plus proches dans dossier/certifications.yaml"
        yield Constat("aucune certification existante n’est comparée ⟨au diplôme⟩", place, advice)


@regle(
    "NOT006", AVERTISSEMENT, source="Vade-mecum RNCP, p. 16 ; code du travail, R6113-25-1, I, 1°"
)
def certification_sans_niveau(s: Subject) -> Iterator[Constat]:
    """Une certification comparée dit son niveau.

    Vérifie : « niveau » est donné, ou à compléter avec son motif ; les activités, le recouvrement
    et le positionnement sont exigés à la lecture du fichier.
    Pourquoi : deux certifications de niveaux différents ne se concurrencent pas de la même façon.
    Exemple fautif :
        - {id: titre-voisin, intitule: Titre voisin, activites: …, verdict: proche, …}
    Exemple corrigé :
        - {id: titre-voisin, intitule: Titre voisin, niveau: '3', verdict: proche, …}
    """
    for certification in s.projet.certifications if _due(s) else ():
        if not certification.niveau:
            yield Constat(
                f"« {certification.intitule} » n’a pas de niveau",
                s.places.start(certification),
                "ajoutez « niveau », ou « niveau: {a_completer: …} »",
            )


@regle("NOT007", INFO, source="Vade-mecum RNCP, p. 16")
def note_peu_chiffree(s: Subject) -> Iterator[Constat]:
    """La note s’appuie sur des chiffres.

    Vérifie : dossier/preuves.yaml donne au moins trois chiffres.
    Pourquoi : la situation et son évolution se mesurent.
    Exemple fautif :
        chiffres: []
    Exemple corrigé :
        chiffres:
          - {id: recrutements-2023, intitule: Postes offerts, valeur: 1 250, annee: 2023, …}
    """
    count = len(s.projet.chiffres)
    if _due(s) and count < _CHIFFRES:
        yield Constat(
            f"la note s’appuie sur {counted(count, 'chiffre')} seulement",
            s.places.start(s.projet.chiffres[0])
            if s.projet.chiffres
            else s.places.span(s.projet.dossier, "etape"),
            "ajoutez à dossier/preuves.yaml ce qui mesure le besoin, avec sa source",
        )


@regle("NOT008", INFO, source="Liste du SNES pour les notes d’opportunité ; Vade-mecum RNCP, p. 16")
def rubrique_absente(s: Subject) -> Iterator[Constat]:
    """La note aborde les rubriques qu’une commission cherche.

    Vérifie : le recrutement, le contenu professionnel, les besoins, l’attractivité, les débouchés,
    la nature du diplôme et ses voies, les diplômes existants et la synthèse documentaire se
    trouvent dans la note (par leurs mots) ou dans les données.
    Pourquoi : une rubrique absente est la première question de la commission.
    Exemple fautif :
        dossier/note/ sans un mot de l’attractivité du diplôme
    Exemple corrigé :
        dossier/note/25-attractivite.md : « # L’attractivité du diplôme »
    """
    lacking = absent_rubriques(s.projet) if _due(s) else []
    if lacking:
        yield Constat(
            f"la note n’aborde pas : {', '.join(RUBRIQUES[key] for key in lacking)}",
            start_of_note(s),
            "écrivez une section de dossier/note/ pour chacune, ou dites pourquoi elle est vide",
        )


@regle("NOT009", AVERTISSEMENT, source="Note d’opportunité observée", surete="usage")
def cadre_contredit(s: Subject) -> Iterator[Constat]:
    """La note ne contredit pas la durée ni le niveau du diplôme.

    Vérifie : une phrase de la note qui donne au diplôme demandé une durée en années, ou un niveau,
    donne celle ou celui de dossier.yaml ; une phrase qui dit corriger une erreur est laissée.
    Pourquoi : « un cursus en trois ans » pour un diplôme d’un an ruine la lecture du dossier.
    Exemple fautif :
        duree: 1 an
        Ce diplôme se prépare en trois ans.
    Exemple corrigé :
        Ce diplôme se prépare en un an.
    """
    if not _due(s):
        return
    for prose in s.projet.note:
        whole = s.places.span(prose)
        for start, end, why in contradicted(whole.text, s.projet):
            yield Constat(
                f"« {' '.join(whole.text[start:end].split())} » : {why}",
                whole.source.span(whole.start + start, whole.start + end),
                "corrigez la phrase ou dossier/dossier.yaml",
            )


@regle("NOT010", INFO, source="Méthode de l’outil", surete="usage")
def appellation_sans_source(s: Subject) -> Iterator[Constat]:
    """Les appellations d’un emploi visé viennent de quelque part.

    Vérifie : une appellation a sa source, ou l’emploi a les siennes.
    Pourquoi : la commission demande qui emploie ces mots.
    Exemple fautif :
        emploi: {appellations: [Technicien ou technicienne cycles], …}
    Exemple corrigé :
        emploi: {appellations: […], sources: [enquete-ateliers-2024], …}
    """
    for emploi in s.projet.emplois if _due(s) else ():
        bare = [a for a in emploi.appellations if a.source is None]
        if bare and not emploi.sources:
            yield Constat(
                f"{counted(len(bare), 'appellation')} de « {emploi.intitule} » sans source",
                s.places.start(bare[0]),
                "donnez « source » à l’appellation, ou « sources » à l’emploi",
            )


@regle("NOT011", INFO, source="Méthode de l’outil", surete="outil")
def reste_a_completer(s: Subject) -> Iterator[Constat]:
    """Rien ne reste à compléter.

    Vérifie : le dossier n’a plus de « a_completer ».
    Pourquoi : ce qui n’est pas connu est compté et montré ; le compte dit où en est le dossier.
    Exemple fautif :
        capacite_accueil: {a_completer: Le nombre d’ateliers n’est pas encore connu.}
    Exemple corrigé :
        capacite_accueil: Une centaine d’ateliers, dans une dizaine de départements.
    """
    spans = list(left_to_complete(s))
    count = len(spans)
    if spans:
        yield Constat(
            f"{counted(count, 'élément du dossier reste', 'éléments du dossier restent')}"
            " à compléter",
            spans[0],
            "commencez par celui-ci : écrivez ce qu’il annonce à la place de {a_completer: …}",
            tuple(Related(span, "à compléter") for span in spans[1:_LISTES]),
        )


@regle("NOT012", INFO, source="Vade-mecum RNCP, p. 17 et 21 ; liste du SNES")
def prospective_absente(s: Subject) -> Iterator[Constat]:
    """Le référentiel d’activités regarde à cinq ans.

    Vérifie : les proses « environnement » et « perspectives », ou la note, donnent un horizon
    (« les cinq prochaines années », « à l’horizon 2030 »).
    Pourquoi : un diplôme enregistré pour cinq ans décrit aussi le métier de demain.
    Exemple fautif :
        referentiels/textes/70-environnement.md : « L’assistance électrique se répand. »
    Exemple corrigé :
        « Au cours des cinq prochaines années, l’assistance électrique se répand. »
    """
    if _due(s) and s.projet.textes and not horizon(proses(s.projet)):
        written = {prose.nom: prose for prose in s.projet.textes}
        where = next((written[n] for n in ("environnement", "perspectives") if n in written), None)
        whole = s.places.span(where) if where is not None else None
        yield Constat(
            "ni le référentiel ni la note ne donnent d’horizon à l’évolution du métier",
            s.places.span(s.projet.dossier, "etape")
            if whole is None
            else whole.source.span(0, len(whole.source.line(1))),
            "dites ce qui change « au cours des cinq prochaines années », avec une source datée",
        )


@regle("NOT013", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def section_vide(s: Subject) -> Iterator[Constat]:
    """Une section a un texte.

    Vérifie : dans la note et les textes des annexes, un titre est suivi d’un texte, ou d’un titre
    de rang inférieur.
    Pourquoi : un titre sans texte s’imprime et figure au sommaire ; c’est un plan, ou un reste.
    Exemple fautif :
        # Les besoins en main-d’œuvre
    Exemple corrigé :
        # Les besoins en main-d’œuvre

        Les ateliers cherchent {{ chiffre("recrutements-2023") }}.
    """
    for prose in s.projet.proses:
        titles = list(_TITRE.finditer(prose.texte))
        for n, title in enumerate(titles):
            after = titles[n + 1] if n + 1 < len(titles) else None
            end = after.start() if after is not None else len(prose.texte)
            deeper = after is not None and len(after[1]) > len(title[1])
            if not deeper and not prose.texte[title.end() : end].strip():
                start = s.places.span(prose).start
                yield Constat(
                    f"la section « {title[2]} » est vide",
                    s.places.span(prose).source.span(start + title.start(), start + title.end()),
                    "écrivez-la, ou retirez son titre",
                )
