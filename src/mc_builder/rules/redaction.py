"""RED: the French of the dossier: levels, genders, acronyms, words spelt in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from mc_builder.model.activites import Liaisons
from mc_builder.model.evaluation import Modalite
from mc_builder.model.preuves import Sigle, Terme
from mc_builder.rules.francais import premier_mot
from mc_builder.rules.francais.genres import METIERS, genre_manquant
from mc_builder.rules.francais.textes import textes
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

#: The day of the arrêté that describes the eight levels of the national framework.
NIVEAUX_DEPUIS = date(2019, 1, 10)
_ARABES = {"I": "7 ou 8", "II": "6", "III": "5", "IV": "4", "V": "3"}
_ROMAIN = re.compile(r"\b[Nn]iveaux?\s+(III|II|IV|I|V)\b(?!\s*(?:de la )?nomenclature)")
_HISTOIRE = re.compile(r"\b(?:ancien|anciens|ancienne|ex|nomenclature|alors|jusqu|avant)\b", re.I)
_BAC_PLUS = re.compile(r"\b[Bb][Aa][Cc]\s?\+\s?\d\b")
_TITULAIRE = re.compile(
    r"\b([Ll]e|[Dd]u|[Aa]u) titulaire\b"
    r"(?! (?:des?|du|d[’'])\b(?! (?:diplôme|la mention|certificat)))"
)
_LES_DEUX = {"le": "le ou la", "du": "du ou de la", "au": "au ou à la"}
_POINT_MEDIAN = re.compile(r"\b[^\W\d_]{3,}[·•‧][^\W\d_·•‧]+(?:[·•‧]s)?\b")
_SIGLE = re.compile(r"\b[A-ZÀÂÇÈÉÊËÎÏÔÙÛŒ]{2,}\b")
_CHIFFRES_ROMAINS = re.compile(r"[IVXLC]+\Z")
_LETTRES = re.compile(r"\d+")
#: Acronyms that the documents print by themselves.
_IMPRIMES = frozenset({"CCF", "IDCC", "ROME"})
#: Two spellings of one notion, and what the second one always holds (in lower case).
GRAPHIES = (
    (r"\bWeb\b", r"\bweb\b", "web"),
    (r"\bInternet\b", r"\binternet\b", "internet"),
    (r"\b[Cc]ourriels?\b", r"\b[Mm]ails?\b|\b[Ee]-?mails?\b", "mail"),
    (r"\b[Mm]ots?-clés?\b", r"\b[Mm]ots? clés?\b|\b[Mm]ots?[ -]clefs?\b", "cl"),
    (r"\b[Cc]lés?\b", r"\b[Cc]lefs?\b", "clef"),
    (r"\b[Vv]isioconférences?\b", r"\b[Vv]isio\b|\b[Vv]isio-conférences?\b", "visio"),
    (r"\b[Mm]ise en œuvre\b", r"\b[Mm]ise en oeuvre\b", "oeuvre"),
    (r"\b[Cc]omptes? rendus?\b", r"\b[Cc]omptes?-rendus?\b", "-rendu"),
    (r"\b[Ee]n ligne\b", r"\b[Oo]n-?line\b", "line"),
    (r"\b[Cc]ahiers? des charges\b", r"\b[Cc]ahiers? de charges?\b", "de charge"),
)


@regle("RED003", ERREUR, source="Code du travail, D6113-19", surete="texte")
def niveau_en_chiffres_romains(s: Subject) -> Iterator[Constat]:
    """Un niveau s’écrit en chiffres arabes.

    Vérifie : aucun texte postérieur au 10 janvier 2019 n’écrit « niveau IV » ou « niveau V » ; les
    citations entre guillemets et les mentions d’un ancien niveau sont laissées.
    Pourquoi : le cadre national compte huit niveaux, de 1 à 8, et l’ancien niveau V est devenu 3.
    Le code de l’éducation de 2020 écrit encore « niveau IV » pour une mention complémentaire : ce
    n’y est qu’un avertissement.
    Exemple fautif :
        Le diplôme est de niveau IV.
    Exemple corrigé :
        Le diplôme est de niveau 4.
    """
    if s.projet.dossier.date_reference < NIVEAUX_DEPUIS:
        return
    gravite = AVERTISSEMENT if s.projet.profil.id == "mention-complementaire" else None
    for lu in textes(s):
        text = lu.hors_citations
        for found in () if lu.cite else _ROMAIN.finditer(text):
            if _HISTOIRE.search(text, max(0, found.start() - 40), found.end() + 25):
                continue
            yield Constat(
                f"« {found[0]} » : les niveaux s’écrivent en chiffres arabes",
                lu.place(*found.span()),
                f"l’ancien niveau {found[1]} est le niveau {_ARABES[found[1]]}",
                gravite=gravite,
            )


@regle("RED004", AVERTISSEMENT, source="Vade-mecum RNCP, p. 24")
def bac_plus(s: Subject) -> Iterator[Constat]:
    """Un niveau ne se dit pas « bac + 2 ».

    Vérifie : aucun texte n’écrit « bac+N », hors des citations et des titres de la bibliographie.
    Pourquoi : la mention est « souvent trompeuse » ; elle dit une durée d’études, pas un niveau.
    Exemple fautif :
        Les offres demandent un bac+2.
    Exemple corrigé :
        Les offres demandent un diplôme de niveau 5.
    """
    for lu in textes(s):
        for found in () if lu.cite else _BAC_PLUS.finditer(lu.hors_citations):
            yield Constat(
                f"« {found[0]} » dit une durée d’études, pas un niveau",
                lu.place(*found.span()),
                "écrivez « niveau 5 » pour deux années après le baccalauréat, « niveau 6 » pour"
                " trois",
            )


@regle("RED005", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def metier_a_un_seul_genre(s: Subject) -> Iterator[Constat]:
    """Une personne avec qui l’on travaille est nommée aux deux genres.

    Vérifie : dans les liaisons et la composition des commissions, un nom de métier qui a deux
    formes les donne toutes les deux.
    Pourquoi : le référentiel parle de fonctions, que chacun et chacune peut occuper.
    Exemple fautif :
        liaisons: {internes: [Chef d’équipe]}
    Exemple corrigé :
        liaisons: {internes: [Chef ou cheffe d’équipe]}
    """
    for lu in textes(s):
        named = isinstance(lu.modele, Liaisons) or (
            isinstance(lu.modele, Modalite) and lu.champ == "commission"
        )
        head = premier_mot(lu.texte) if named else None
        if head is None or head[0].lower() not in METIERS:
            continue
        found = genre_manquant(lu.texte)
        if found is not None:
            yield Constat(
                f"« {lu.original} » ne nomme la personne qu’à un genre",
                lu.place(*head.span()),
                f"donnez les deux : « {head[0]} ou {found[1]} »",
            )


@regle("RED006", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def point_median(s: Subject) -> Iterator[Constat]:
    """Les deux genres s’écrivent en toutes lettres.

    Vérifie : aucun mot n’a de point médian.
    Pourquoi : les textes publiés donnent les deux formes (« magasinier ou magasinière ») ; le point
    médian gêne aussi les logiciels de lecture à voix haute.
    Exemple fautif :
        intitule: Technicien·ne cycles
    Exemple corrigé :
        intitule: Technicien ou technicienne cycles
    """
    for lu in textes(s):
        for found in _POINT_MEDIAN.finditer(lu.hors_citations):
            yield Constat(
                f"« {found[0]} » : écrivez les deux formes en toutes lettres",
                lu.place(*found.span()),
            )


@regle("RED007", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def sigle_inexplique(s: Subject) -> Iterator[Constat]:
    """Un sigle d’un titre ou d’une liste est dans le glossaire.

    Vérifie : les sigles des textes simples de YAML ; ceux de la prose relèvent de RED001. Les noms
    propres que le dossier donne déjà (auteurs, demandeurs) n’ont pas à y être.
    Pourquoi : le référentiel se lit sans connaître le métier.
    Exemple fautif :
        environnement_numerique: [Logiciel de GMAO]
    Exemple corrigé :
        sigles:
          - {sigle: GMAO, signification: Gestion de maintenance assistée par ordinateur}
    """
    known = _sigles_connus(s)
    read = textes(s)
    known.update(word for lu in read if lu.markdown for word in _SIGLE.findall(lu.texte))
    for lu in read:
        for found in () if lu.markdown or lu.cite else _SIGLE.finditer(lu.texte):
            if found[0] in known or _CHIFFRES_ROMAINS.match(found[0]):
                continue
            known.add(found[0])  # said once, where it first appears
            yield Constat(
                f"le sigle « {found[0]} » n’est pas dans le glossaire",
                lu.place(*found.span()),
                "ajoutez-le à dossier/glossaire.yaml avec sa signification",
            )


@regle("RED008", INFO, source="Méthode de l’outil", surete="outil")
def sigle_inutilise(s: Subject) -> Iterator[Constat]:
    """Un sigle du glossaire est employé.

    Vérifie : le sigle paraît dans un texte du projet, ou dans ceux que les documents ajoutent.
    Pourquoi : un sigle que rien n’emploie allonge le glossaire ; c’est souvent un reste.
    Exemple fautif :
        sigles:
          - {sigle: GMAO, signification: …}   # que rien n’emploie
    Exemple corrigé :
        sigles: []
    """
    used = {s.projet.profil.formes.sigle, s.projet.dossier.diplome.sigle, *_IMPRIMES}
    words = re.compile(r"\w+")
    certifications = s.projet.certifications
    for lu in textes(s):
        if not isinstance(lu.modele, Sigle):
            used.update(words.findall(lu.texte))
    for name in (*_noms_propres(s), *(_LETTRES.sub(" ", c.code or "") for c in certifications)):
        used.update(words.findall(name))
    for entry in s.projet.glossaire.sigles:
        if entry.sigle not in used:
            yield Constat(
                f"le sigle « {entry.sigle} » n’est employé nulle part",
                s.places.span(entry, "sigle"),
                "retirez-le du glossaire, s’il ne sert plus",
            )


@regle("RED009", INFO, source="Méthode de l’outil", surete="outil")
def deux_graphies(s: Subject) -> Iterator[Constat]:
    """Une notion s’écrit d’une seule façon.

    Vérifie : « Web » et « web », « courriel » et « mail », « mise en œuvre » et « mise en oeuvre »
    ne se mêlent pas ; les citations sont laissées.
    Pourquoi : deux graphies font chercher deux notions.
    Exemple fautif :
        ressources: [{groupe: Documents, liste: [Courriels reçus, Modèles de mail]}]
    Exemple corrigé :
        ressources: [{groupe: Documents, liste: [Courriels reçus, Modèles de courriel]}]
    """
    read = [
        (lu, lu.hors_citations)
        for lu in textes(s)
        if not lu.cite and not isinstance(lu.modele, Terme)
    ]
    everything = "\n".join(text for _, text in read)
    lower = everything.lower()
    for *pair, hint in GRAPHIES:
        if hint not in lower or not all(re.search(pattern, everything) for pattern in pair):
            continue
        places = [
            [(lu, found) for lu, text in read for found in re.finditer(pattern, text)]
            for pattern in pair
        ]
        few, many = sorted(places, key=len)
        usual = Counter(m[0] for _, m in many).most_common(1)[0][0]
        lu, found = few[0]
        yield Constat(
            f"« {found[0]} » ({len(few)} fois) et « {usual} » ({len(many)} fois) disent la même"
            " chose",
            lu.place(*found.span()),
            "choisissez une graphie",
        )


@regle("RED010", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def le_titulaire(s: Subject) -> Iterator[Constat]:
    """On écrit « le ou la titulaire ».

    Vérifie : « le titulaire », « du titulaire », « au titulaire » ne désignent pas seuls la
    personne qui a le diplôme.
    Pourquoi : le diplôme s’adresse à chacun et à chacune ; « les titulaires » convient aussi.
    Exemple fautif :
        Le titulaire rend compte de son travail.
    Exemple corrigé :
        Le ou la titulaire rend compte de son travail.
    """
    for lu in textes(s):
        for found in () if lu.cite else _TITULAIRE.finditer(lu.hors_citations):
            both = _LES_DEUX[found[1].lower()]
            both = both.capitalize() if found[1][0].isupper() else both
            yield Constat(
                f"« {found[0]} » ne nomme la personne qu’à un genre",
                lu.place(*found.span()),
                f"écrivez « {both} titulaire », ou mettez la phrase au pluriel",
            )


def _noms_propres(s: Subject) -> Iterator[str]:
    projet = s.projet
    yield from (asker.nom for asker in projet.dossier.demandeurs)
    for source in projet.sources:
        yield from (source.auteur, source.abrege or "", source.editeur or "", source.titre)
    for other in projet.certifications:
        yield from (other.certificateur or "", other.intitule)


def _sigles_connus(s: Subject) -> set[str]:
    """The glossary, and the words of the names that the dossier already gives."""
    names = [*_noms_propres(s), *(entry.sigle for entry in s.projet.glossaire.sigles)]
    names += [s.projet.dossier.diplome.sigle or "", s.projet.profil.formes.sigle, *_IMPRIMES]
    return {word for name in names for word in re.findall(r"\w+", name)}
