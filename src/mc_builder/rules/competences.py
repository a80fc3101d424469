"""CMP: how competences are worded and weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from mc_builder.model.activites import Activite
from mc_builder.model.base import if_known, known_words
from mc_builder.model.blocs import Competence, SousCompetence
from mc_builder.rules.agregats import gather
from mc_builder.rules.bornes import is_above_niveau_4
from mc_builder.rules.francais import MOT, action_nouns, first_word, leading_verb
from mc_builder.rules.francais.phrases import FINALITE, main_verbs
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

_GUIDE = "Vade-mecum RNCP, p. 25"
_NON_OBSERVABLES = frozenset(
    {"connaître", "connaitre", "comprendre", "savoir", "maîtriser", "maitriser", "appréhender"}
    | {"assimiler"}
)
_TOURNURES = re.compile(
    r"(?:[êe]tre (?:capable|en mesure|apte|conscient|consciente|sensibilisée?)"
    r"|avoir (?:conscience|connaissance|des (?:notions|connaissances))|prendre conscience"
    r"|se sensibiliser)\b",
    re.IGNORECASE,
)
#: « Faire découvrir un produit » is work; « Découvrir les outils » is training.
_TETE_DE_FORMATION = re.compile(
    r"(?:apprendre à|découvrir|s[’']initier|se familiariser|se former"
    r"|assister (?:à un|au|aux) cours"
    r"|suivre (?:un|le|une|la|des|les) (?:module|cours|stage|enseignement|séance|formation)s?"
    r"|valider (?:un|le|les) (?:module|unité)s?)\b",
    re.IGNORECASE,
)
_FORMATION = re.compile(
    r"\b(?:modules? (?:de formation|d[’']enseignement|\d)|séances? de (?:formation|cours|t[dp])"
    r"|\d+ heures? de (?:formation|cours|t[dp])|travaux (?:pratiques|dirigés))\b",
    re.IGNORECASE,
)
_EQUIPE = r"équipes?|personnels?|salariés?|collaborateurs?|service|entreprise|agents?"
#: Words of levels 5 to 7 (descriptors of the arrêté of 8 January 2019, vade-mecum p. 22 and 23).
_NIVEAU = re.compile(
    rf"\b(?:concevoir|manager|(?:encadrer|diriger)(?= [^,;]*\b(?:{_EQUIPE})\b)"
    r"|piloter(?= [^,;]*\b(?:projet|équipe|démarche|changement|processus|activité|service)s?\b)"
    r"|(?:gérer|conduire|diriger) (?:un|une|le|des|les) projets?"
    r"|(?:définir|élaborer) (?:la|une) (?:stratégie|politique))\b",
    re.IGNORECASE,
)
_EN_RETRAIT = frozenset({"participer", "contribuer", "collaborer", "concourir"})
#: How many pairs of one activity and one competence make a habit, and what part of them (ours).
PAIRES, PART_EN_MIROIR = 4, 0.75


@regle("CMP001", AVERTISSEMENT, source=_GUIDE)
def competence_a_l_infinitif(s: Subject) -> Iterator[Constat]:
    """Une compétence commence par un verbe à l’infinitif.

    Vérifie : le titre d’une compétence ou d’une sous-compétence s’ouvre sur un infinitif.
    Pourquoi : la compétence « prend son sens par rapport à l’action » ; la forme n’est pas
    imposée, d’où un simple avertissement.
    Exemple fautif :
        - intitule: Contrôle des organes de sécurité
    Exemple corrigé :
        - intitule: Contrôler les organes de sécurité
    """
    for item, title in _all(s):
        head = first_word(title)
        if head is not None and leading_verb(title) is None:
            yield Constat(
                f"{s.names.designation(item)} « {item.intitule} » ne commence pas par un infinitif",
                s.places.span(item, "intitule").find(head[0]),
                "commencez par un verbe d’action",
            )


@regle("CMP002", AVERTISSEMENT, source="Vade-mecum RNCP, p. 25 et 26")
def verbe_non_observable(s: Subject) -> Iterator[Constat]:
    """Une compétence dit une action que l’on peut observer.

    Vérifie : elle ne commence ni par « connaître », « comprendre », « savoir », « maîtriser », ni
    par « être capable de », « être sensibilisé à ».
    Pourquoi : on évalue ce qu’une personne fait ; ce qu’elle sait va aux savoirs associés.
    Exemple fautif :
        - intitule: Connaître les types de transmission
    Exemple corrigé :
        - intitule: Identifier le type de transmission d’un vélo
    """
    for item, title in _all(s):
        head = leading_verb(title)
        if head is None:
            continue
        phrase = _TOURNURES.match(title, head.start())
        if head[0].lower() not in _NON_OBSERVABLES and phrase is None:
            continue
        words = phrase[0] if phrase else head[0]
        yield Constat(
            f"« {words} » ne s’observe pas : {s.names.designation(item)} « {item.intitule} »",
            s.places.span(item, "intitule").find(words),
            "dites ce que fait la personne, ou passez-le ⟨aux savoirs⟩",
        )


@regle("CMP003", INFO, source=_GUIDE)
def competence_sans_finalite(s: Subject) -> Iterator[Constat]:
    """Une compétence dit à quoi elle sert.

    Vérifie : quand la moitié des compétences au moins annoncent leur finalité (« pour », « afin
    de », « en vue de »), les autres aussi.
    Pourquoi : la compétence s’exprime « par rapport à un objectif ou un résultat à atteindre » ;
    beaucoup de textes publiés s’en passent, et pour tous leurs titres.
    Exemple fautif :
        - intitule: Suivre les pièces courantes
    Exemple corrigé :
        - intitule: Suivre les pièces courantes pour éviter l’immobilisation des vélos
    """
    items = list(_competences(s))
    without = [item for item, title in items if not FINALITE.search(title)]
    if 2 * len(without) > len(items):
        return
    yield from gather(
        (
            Constat(
                f"⟨la compétence⟩ « {item.intitule} » ne dit pas sa finalité",
                s.places.start(item),
                "complétez par « pour… », « afin de… », « en vue de… »",
            )
            for item in without
        ),
        lambda n: f"{n} ⟨compétences⟩ sur {len(items)} ne disent pas leur finalité",
    )


@regle("CMP004", AVERTISSEMENT, source="Vade-mecum RNCP, p. 25")
def deux_competences_en_une(s: Subject) -> Iterator[Constat]:
    """Une compétence n’en réunit pas deux.

    Vérifie : le titre ne coordonne pas deux infinitifs qui ont chacun leur objet. Deux verbes pour
    un même objet (« Extraire et restituer des données ») n’en font qu’une.
    Pourquoi : chaque compétence s’évalue ; à deux, on ne sait laquelle est acquise.
    Exemple fautif :
        - intitule: Recueillir la demande et remplacer les pièces
    Exemple corrigé :
        - intitule: Recueillir la demande
        - intitule: Remplacer les pièces
    """
    for item, title in _competences(s):
        second = next((verb for verb in main_verbs(title) if verb.objet_propre), None)
        if second is not None:
            yield Constat(
                f"« {item.intitule} » réunit deux ⟨compétences⟩",
                s.places.span(item, "intitule").find(title[second.start :]),
                "séparez-les, ou faites-en ⟨des sous-compétences⟩",
            )


@regle("CMP005", INFO, source="Vade-mecum RNCP, p. 25 (stabilité du niveau de maille)")
def longueur_inegale(s: Subject) -> Iterator[Constat]:
    """Les compétences ont une longueur comparable.

    Vérifie : parmi quatre compétences ou plus, le titre de chacune a moins du double, et plus du
    tiers, des mots de la compétence médiane.
    Pourquoi : une compétence bien plus longue que les autres en contient souvent plusieurs ; bien
    plus courte, elle est d’une autre maille.
    Exemple fautif :
        - intitule: Nettoyer   # les autres ont douze mots
    Exemple corrigé :
        - intitule: Nettoyer les organes de transmission pour en mesurer l’usure
    """
    lengths = [(item, len(MOT.findall(title))) for item, title in _competences(s)]
    if len(lengths) < 4:
        return
    usual = median(count for _, count in lengths)
    for item, count in lengths:
        if count > 2 * usual or 3 * count < usual:
            much = "longue" if count > usual else "courte"
            yield Constat(
                f"⟨la compétence⟩ « {item.intitule} » est bien plus {much} que les autres"
                f" ({count} mots, contre {usual:g})",
                s.places.start(item),
            )


@regle("CMP006", AVERTISSEMENT, source="Vade-mecum RNCP, p. 26 et 27")
def vocabulaire_de_formation(s: Subject) -> Iterator[Constat]:
    """Une compétence ne décrit pas une formation.

    Vérifie : le titre ne parle ni d’apprendre ou de découvrir, ni de module, de séance ou
    d’heures de cours.
    Pourquoi : le référentiel se bâtit sur l’exercice de l’activité, pas sur un programme.
    Exemple fautif :
        - intitule: Découvrir les outils de l’atelier
    Exemple corrigé :
        - intitule: Choisir les outils d’une intervention
    """
    for item, title in _all(s):
        found = _TETE_DE_FORMATION.match(title) or _FORMATION.search(title)
        if found is not None:
            yield Constat(
                f"« {found[0]} » est d’un programme de formation :"
                f" {s.names.designation(item)} « {title} »",
                s.places.span(item, "intitule").find(found[0]),
                "dites ce que fait la personne au travail",
            )


@regle("CMP007", AVERTISSEMENT, source="Vade-mecum RNCP, p. 22 et 23")
def vocabulaire_de_niveau(s: Subject) -> Iterator[Constat]:
    """Les mots d’une compétence sont ceux du niveau du diplôme.

    Vérifie : au niveau 4 ou en deçà, le titre ne commence pas par « concevoir », « manager »,
    « encadrer » ou « piloter » une équipe, « gérer un projet », « définir la stratégie ».
    Pourquoi : les descripteurs du cadre national les réservent aux niveaux 5 à 7 ; des textes
    publiés s’en écartent, d’où un avertissement.
    Exemple fautif :
        - intitule: Encadrer une équipe de mécaniciens et de mécaniciennes
    Exemple corrigé :
        - intitule: Répartir le travail d’une journée entre collègues
    """
    if is_above_niveau_4(s):
        return
    for item, title in _all(s):
        for verb in main_verbs(title):
            found = _NIVEAU.match(title, verb.start)
            if found is not None:
                yield Constat(
                    f"« {found[0]} » est d’un niveau supérieur à"
                    f" {s.projet.dossier.diplome.niveau} :"
                    f" {s.names.designation(item)} « {item.intitule} »",
                    s.places.span(item, "intitule").find(found[0]),
                    "dites la part qui revient à ce niveau",
                )


@regle("CMP008", INFO, source="Code du travail, D6113-19", surete="texte")
def trop_de_participation(s: Subject) -> Iterator[Constat]:
    """Un tiers au plus des compétences est une participation.

    Vérifie : parmi trois compétences ou plus, un tiers au plus commence par « participer à »,
    « contribuer à » ou un verbe voisin (le seuil est celui de l’outil).
    Pourquoi : le niveau 4 demande d’organiser son travail et de s’adapter ; qui ne fait que
    participer n’exerce aucune activité de façon autonome.
    Exemple fautif :
        - intitule: Participer à l’accueil
        - intitule: Contribuer au diagnostic
        - intitule: Participer à la remise en état
    Exemple corrigé :
        - intitule: Recueillir la demande d’une personne
        - intitule: Établir le diagnostic d’un vélo
        - intitule: Participer à la remise en état
    """
    items = list(_competences(s))
    heads = [(item, leading_verb(title)) for item, title in items]
    back = [(item, head) for item, head in heads if head and head[0].lower() in _EN_RETRAIT]
    if len(items) >= 3 and 3 * len(back) > len(items):
        item, head = back[0]
        yield Constat(
            f"{len(back)} ⟨compétences⟩ sur {len(items)} ne sont qu’une participation",
            s.places.span(item, "intitule").find(head[0]),
            "dites ce que la personne fait seule, quand c’est le cas",
        )


@regle("CMP015", INFO, source="Anatomie des référentiels publiés", surete="usage")
def sans_reflet(s: Subject) -> Iterator[Constat]:
    """Quand les compétences reflètent les activités, toutes le font.

    Vérifie : si, sur quatre paires ou plus d’une compétence et de la seule activité qu’elle
    reprend, les trois quarts se répondent mot pour mot (« Contrôle… », « Contrôler… »), les autres
    paires sont signalées.
    Pourquoi : là où le reflet est la règle, un verbe différent fait chercher une différence.
    Exemple fautif :
        - {intitule: Dépanner un vélo, mobilise: [entretien]}   # « Entretien d’un vélo »
    Exemple corrigé :
        - {intitule: Entretenir un vélo, mobilise: [entretien]}
    """
    pairs = []
    for item, title in _competences(s):
        head = leading_verb(title)
        target = s.projet.find(item.mobilise[0].cible, Activite) if item.mobilise else None
        if head is None or target is None or len(item.mobilise) > 1 or not action_nouns(head[0]):
            continue
        pairs.append((item, head[0], target, _reflects(head[0], known_words(target.intitule))))
    alike = sum(reflected for *_, reflected in pairs)
    if len(pairs) < PAIRES or alike < PART_EN_MIROIR * len(pairs):
        return
    for item, verb, target, reflected in pairs:
        if not reflected:
            yield Constat(
                f"« {item.intitule} » ne reprend pas le mot de ⟨son activité⟩, «"
                f" {target.intitule} »",
                s.places.span(item, "intitule").find(verb),
                f"{alike} ⟨compétences⟩ sur {len(pairs)} le font",
            )


#: What ends the actions that a title says: « conception et installation | d’une solution ».
_COMPLEMENT = re.compile(r"\b(?:de|du|des|d|à|aux?|en|pour|avec)\b", re.IGNORECASE)


def _reflects(verb: str, title: str) -> bool:
    """Whether a title says the action of a verb, first or beside another."""
    actions = _COMPLEMENT.split(title, maxsplit=1)[0]
    return any(found[0].lower() in action_nouns(verb) for found in MOT.finditer(actions))


def _competences(s: Subject) -> Iterator[tuple[Competence, str]]:
    """The competences where they are defined, with the title to judge."""
    for bloc in s.projet.blocs:
        for competence in bloc.competences:
            if competence.ref is None and (title := if_known(competence.intitule)):
                yield competence, title


def _all(s: Subject) -> Iterator[tuple[Competence | SousCompetence, str]]:
    for competence, own in _competences(s):
        yield competence, own
        for sub in competence.sous_competences:
            if title := if_known(sub.intitule):
                yield sub, title
