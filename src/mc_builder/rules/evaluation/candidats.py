"""EVA: who takes the épreuves, and by which form of assessment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import counted
from mc_builder.model.base import ListeACompleter, if_known
from mc_builder.model.evaluation import CategorieCandidats
from mc_builder.rules.bornes import (
    by_article,
    force,
    force_of,
    is_referentiel_due,
    severity_of_lack,
)
from mc_builder.rules.evaluation.examens import (
    examens,
    exempt_from_ccf,
    modalites,
    natures,
    own_examens,
)
from mc_builder.rules.mots import TROIS_ANS, may_say, quoted_first, says
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

_EXPERIENCE = rf"{TROIS_ANS}|\b(?:experience|activites?) professionnelles?\b"
#: A status that takes in whoever is not named.
_LES_AUTRES = r"\b(?:autres?|tous|toutes) (?:les )?(?:candidat|personne|public|statut)"


@regle("EVA011", ERREUR, source="Code de l’éducation, D337-151", surete="texte")
def categorie_sans_modalite(s: Subject) -> Iterator[Constat]:
    """Chaque épreuve dit comment chaque catégorie de candidats la passe.

    Vérifie : pour chaque catégorie ouverte à l’unité, une modalité de l’épreuve ou de ses parties
    la nomme ; une épreuve qu’un autre texte définit peut n’en dire aucune, mais pas quelques-unes
    seulement. Avec la gravité du profil, un avertissement avant l’examen par la commission.
    Pourquoi : le règlement d’examen fixe la nature de chaque évaluation ; une case vide laisse des
    candidats sans épreuve.
    Exemple fautif :
        modalites:
          - {categories: [cat-a], mode: ccf}   # et rien pour cat-b
    Exemple corrigé :
        modalites:
          - {categories: [cat-a], mode: ccf}
          - {categories: [cat-b], mode: ponctuel, duree: 3 h}
    """
    rule = s.projet.en_vigueur(s.projet.profil.reglement)
    own = {exam.cle for exam in own_examens(s)}
    for exam in examens(s):
        if not exam.unite or isinstance(exam.modalites, ListeACompleter):
            continue
        openly = {c for unite in exam.unite for c in s.coverage.graphe.open_to(unite)}
        silent = [c for c in _categories(s) if c.cle in openly and not natures(s, exam, c.cle)]
        said = exam.cle in own or any(natures(s, exam, c.cle) for c in _categories(s))
        if silent and said:
            yield Constat(
                f"⟨l’épreuve⟩ « {s.names.titre(exam)} » n’a pas de modalité pour"
                f" les candidats {quoted_first([s.names.titre(c) for c in silent])}",
                s.places.start(exam),
                f"ajoutez une modalité, avec ses « categories »{by_article(rule)}",
                gravite=severity_of_lack(s, force_of(rule, AVERTISSEMENT)),
            )


@regle("EVA012", INFO, source="Anatomie des référentiels publiés", surete="usage")
def ccf_avec_duree(s: Subject) -> Iterator[Constat]:
    """Les contrôles en cours de formation ont tous une durée, ou aucun n’en a.

    Vérifie : quand une modalité « ccf » n’a pas de durée, aucune autre n’en a.
    Pourquoi : le règlement donne la durée des épreuves ponctuelles ; la case du contrôle en cours
    de formation reste le plus souvent vide. Des référentiels publiés l’emplissent partout.
    Exemple fautif :
        - {categories: [cat-a], mode: ccf, duree: 2 h}   # et, dans une autre épreuve :
        - {categories: [cat-a], mode: ccf}
    Exemple corrigé :
        - {categories: [cat-a], mode: ccf}
        - {categories: [cat-a], mode: ccf}
    """
    ways = [(exam, w) for exam in own_examens(s) for w in modalites(exam) if w.mode == "ccf"]
    bare = [way for _, way in ways if way.duree is None]
    for exam, way in ways if bare else ():
        if way.duree is not None:
            yield Constat(
                f"⟨le contrôle en cours de formation⟩ de « {s.names.titre(exam)} » a une durée,"
                " d’autres n’en ont pas",
                s.places.span(way, "duree"),
                "retirez « duree », ou donnez-la partout",
                (Related(s.places.span(bare[0], "mode"), "un contrôle sans durée"),),
            )


@regle("EVA013", ERREUR, source="Code de l’éducation, D337-149", surete="texte")
def ccf_non_ouvert(s: Subject) -> Iterator[Constat]:
    """Le contrôle en cours de formation n’est pas ouvert à tous les candidats.

    Vérifie : une catégorie qui compte un établissement privé hors contrat, un centre d’apprentis
    non habilité, la formation continue en établissement privé, l’enseignement à distance ou trois
    ans d’expérience n’a que des modalités ponctuelles.
    Pourquoi : pour ces candidats, « l’évaluation a lieu intégralement sous la forme ponctuelle
    terminale ».
    Exemple fautif :
        - {categories: [cat-b], mode: ccf}   # cat-b : candidats de l’enseignement à distance
    Exemple corrigé :
        - {categories: [cat-b], mode: ponctuel, duree: 3 h}
    """
    rule = s.projet.en_vigueur(s.projet.profil.tout_ponctuel)
    if rule is None:
        return
    barred = {c.cle: (c, found) for c in _categories(s) if (found := exempt_from_ccf(c))}
    for exam in examens(s):
        for way in modalites(exam):
            continuous = s.projet.profil.nature(way.mode) == "ccf"
            for n, cle in enumerate(way.categories if continuous else ()):
                if cle in barred:
                    categorie, statut = barred[cle]
                    yield Constat(
                        f"les candidats « {s.names[cle].titre} » ne passent que"
                        f" ⟨des épreuves ponctuelles⟩ : {statut}",
                        s.places.span(way, "categories", n),
                        f"écrivez « mode: ponctuel » et une durée{by_article(rule)}",
                        (Related(s.places.span(categorie, "statuts"), "les statuts"),),
                        gravite=force(rule),
                    )


@regle("EVA014", ERREUR, source="Code de l’éducation, D337-149 (version de 2020)", surete="texte")
def repartition_des_formes(s: Subject) -> Iterator[Constat]:
    """Une unité par épreuve ponctuelle, deux par contrôle en cours de formation.

    Vérifie : pour une mention complémentaire à trois unités, chaque catégorie qui a droit au
    contrôle en cours de formation a une unité ponctuelle et deux unités en contrôle ; une erreur
    jusqu’à fin 2020, un avertissement jusqu’à janvier 2023, rien ensuite.
    Pourquoi : le code le fixait ainsi ; il laisse le choix depuis, à une date qui n’est pas
    établie.
    Exemple fautif :
        u1 et u2 : ponctuel ; u3 : ccf
    Exemple corrigé :
        u1 : ponctuel ; u2 et u3 : ccf
    """
    rule = s.projet.en_vigueur(s.projet.profil.repartition)
    exams = [exam for exam in examens(s) if exam.unite]
    if rule is None:
        return
    for categorie in _categories(s):
        found = [natures(s, exam, categorie.cle) for exam in exams]
        known = len(found) == rule.ponctuel + rule.ccf and all(len(f) == 1 for f in found)
        if exempt_from_ccf(categorie) or not known or _unknown(categorie):
            continue
        count = Counter(mode for f in found for mode in f)
        if count["ponctuel"] != rule.ponctuel:
            yield Constat(
                f"les candidats « {s.names[categorie.cle].titre} » passent"
                f" ⟨{counted(count['ponctuel'], 'unité')}⟩ par ⟨épreuve ponctuelle⟩ et"
                f" {count['ccf']} par ⟨contrôle en cours de formation⟩",
                s.places.start(categorie),
                f"le code en demande {rule.ponctuel} et {rule.ccf}{by_article(rule)}",
                gravite=force(rule),
            )


@regle("EVA015", AVERTISSEMENT, source="Code de l’éducation, D337-149")
def deux_formes_pour_une_unite(s: Subject) -> Iterator[Constat]:
    """Une catégorie de candidats passe une unité sous une seule forme.

    Vérifie : une même épreuve n’est pas à la fois ponctuelle et en contrôle en cours de formation
    pour la même catégorie.
    Pourquoi : l’évaluation d’une unité a lieu sous la forme ponctuelle terminale « ou » par
    contrôle en cours de formation.
    Exemple fautif :
        modalites:
          - {categories: [cat-a], mode: ccf}
          - {categories: [cat-a, cat-b], mode: ponctuel, duree: 20 min}
    Exemple corrigé :
        modalites:
          - {categories: [cat-a], mode: ccf}
          - {categories: [cat-b], mode: ponctuel, duree: 20 min}
    """
    for exam in examens(s):
        for categorie in _categories(s):
            if len(natures(s, exam, categorie.cle)) < 2 or exempt_from_ccf(categorie):
                continue
            ways = [w for w in modalites(exam) if categorie.cle in w.categories]
            if not ways:
                continue  # each sous-épreuve has its own form
            first = s.projet.profil.nature(ways[0].mode)
            other = next(w for w in ways if s.projet.profil.nature(w.mode) != first)
            yield Constat(
                f"les candidats « {s.names[categorie.cle].titre} » passent ⟨l’épreuve⟩"
                f" « {s.names.titre(exam)} » sous deux formes",
                s.places.span(other, "mode"),
                "choisissez, pour ces candidats, ponctuel ou ccf",
                (Related(s.places.span(ways[0], "mode"), "l’autre forme"),),
            )


@regle("EVA016", ERREUR, source="Code de l’éducation, D337-148 et D337-149", surete="texte")
def candidats_par_experience(s: Subject) -> Iterator[Constat]:
    """Les candidats qui justifient de trois ans d’expérience ont leur place.

    Vérifie : un statut les nomme, ou accueille tous les autres candidats ; un avertissement avant
    l’examen par la commission.
    Pourquoi : trois ans d’activité professionnelle donnent accès à l’examen, par épreuves
    ponctuelles.
    Exemple fautif :
        statuts: [Scolaires, Apprentis]
    Exemple corrigé :
        statuts: [Candidats justifiant de trois ans d’activité professionnelle]
    """
    evaluation, rule = s.projet.evaluation, s.projet.en_vigueur(s.projet.profil.experience)
    if evaluation is None or rule is None or not is_referentiel_due(s) or not _categories(s):
        return
    if any(_unknown(categorie) for categorie in _categories(s)):
        return  # perhaps they are among those
    texts = [statut.intitule for c in _categories(s) for statut in c.statuts]
    texts += [c.intitule for c in _categories(s) if c.intitule]
    if not any(may_say(text, _EXPERIENCE) or says(text, _LES_AUTRES) for text in texts):
        yield Constat(
            "aucune catégorie n’accueille les candidats justifiant de trois ans d’expérience",
            s.places.start(_categories(s)[-1]),
            f"ajoutez ce statut à une catégorie ponctuelle{by_article(rule)}",
            gravite=severity_of_lack(s, force(rule)),
        )


@regle("EVA017", AVERTISSEMENT, source="Code de l’éducation, D337-149")
def deux_categories(s: Subject) -> Iterator[Constat]:
    """Le règlement distingue les candidats selon leur droit au contrôle en cours de formation.

    Vérifie : quand le profil réserve ce contrôle à certains candidats, une catégorie au moins est
    pour eux et une autre pour ceux qui n’y ont pas droit ; une troisième colonne, celle des centres
    habilités à tout évaluer ainsi, est admise.
    Pourquoi : le code distingue les candidats qui ont droit au contrôle en cours de formation et
    ceux qui passent tout par épreuve ponctuelle.
    Exemple fautif :
        categories:
          - {id: cat-a, statuts: [Scolaires d’un établissement public ou privé sous contrat]}
    Exemple corrigé :
        categories:
          - {id: cat-a, statuts: [Scolaires d’un établissement public ou privé sous contrat]}
          - {id: cat-b, statuts: [Autres candidats]}
    """
    rule = s.projet.en_vigueur(s.projet.profil.tout_ponctuel)
    if rule is None or not is_referentiel_due(s) or not _categories(s):
        return
    barred = [bool(exempt_from_ccf(c) or _takes_rest(c)) for c in _categories(s)]
    known = not any(_unknown(categorie) for categorie in _categories(s))
    if known and (all(barred) or not any(barred)):
        who = "n’a droit au" if all(barred) else "n’est écartée du"
        yield Constat(
            f"aucune catégorie de candidats {who} ⟨contrôle en cours de formation⟩",
            s.places.start(_categories(s)[-1]),
            f"séparez ceux qui y ont droit, et les autres{by_article(rule)}",
        )


def _unknown(categorie: CategorieCandidats) -> bool:
    """Whether some of the candidates of a category are not known yet."""
    waiting = isinstance(categorie.statuts, ListeACompleter)
    return waiting or not all(if_known(statut.intitule) for statut in categorie.statuts)


def _takes_rest(categorie: CategorieCandidats) -> bool:
    """Whether the category takes in whoever is not named elsewhere."""
    return any(says(statut.intitule, _LES_AUTRES) for statut in categorie.statuts)


def _categories(s: Subject) -> tuple[CategorieCandidats, ...]:
    return s.projet.evaluation.categories if s.projet.evaluation is not None else ()
