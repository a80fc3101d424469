"""Coverage report → plain French text for the terminal: verdict, gaps first, then the blocs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from mc_builder.coverage import (
    MOTIFS,
    SANS_OBJET,
    Comptes,
    CouvertureBloc,
    CouvertureEmploi,
    Drapeau,
    LigneCouverture,
    RapportCouverture,
    Statut,
    Taux,
    emplois_en_doute,
    seuils_manques,
)
from mc_builder.model.projet import Projet
from mc_builder.reports.diagnostics_texte import printable

_MESURE = (
    "Mesure déclarative : les liens sont posés par les rédacteurs ; elle n’est ni un critère"
    " légal ni un avis."
)
_WIDTH = 96
_NBSP = "\u00a0"
#: Flags that are listed and call for nothing.
_INFORMATIONS = {Drapeau.PAR_DEFAUT, Drapeau.MULTIPLE}


def couverture_texte(rapport: RapportCouverture, projet: Projet) -> str:
    """The report as text, with a final line break."""
    lines = [
        "Couverture des emplois visés",
        *_wrapped(_MESURE),
        "",
        f"Ensemble ({_accord(len(rapport.emplois), 'emploi')})",
        *_tableau(rapport.total),
    ]
    for emploi in rapport.emplois:
        lines += ["", *_emploi(emploi, projet)]
    lines += ["", *_blocs(rapport.blocs, projet)]
    for title, cles in _restes(rapport):
        lines += ["", f"{title} ({len(cles)})", *_liste(_titre(cle, projet) for cle in cles)]
    if alerts := list(_alertes(rapport, projet)):
        lines += ["", "À voir", *_liste(alerts)]
    return printable("\n".join(lines)) + "\n"


def _titre(cle: str, projet: Projet) -> str:
    found = projet.par_cle.get(cle)
    return str(found.libelle) if found is not None else cle


def _accord(n: int, noun: str) -> str:
    """« 1 emploi », « 2 emplois » ; zero is singular in French."""
    return f"{n} {noun}{'s' if n > 1 else ''}"


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most `_WIDTH` characters; non-breaking spaces are kept."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _liste(items: Iterable[str]) -> list[str]:
    return [line for item in items for line in _wrapped(item, "  - ", "    ")]


def _emploi(emploi: CouvertureEmploi, projet: Projet) -> Iterator[str]:
    title = _titre(emploi.emploi, projet)
    yield title
    yield "=" * len(title)
    yield from _tableau(emploi.comptes)
    if gaps := emploi.lacunes:
        yield ""
        yield f"  À combler ({len(gaps)})"
        yield from _liste(_lacune(ligne, projet) for ligne in gaps)
    covered = [x for x in emploi.lignes if x.statut is Statut.EVALUEE]
    if flagged := [x for x in covered if set(x.drapeaux) - _INFORMATIONS]:
        yield ""
        yield f"  Évaluées, avec une réserve ({len(flagged)})"
        yield from _liste(f"{_titre(x.exigence, projet)}{_drapeaux(x)}" for x in flagged)
    deduced = [
        x
        for x in covered
        if Drapeau.PAR_DEFAUT in x.drapeaux and not set(x.drapeaux) - _INFORMATIONS
    ]
    if deduced:
        yield ""
        yield f"  Évaluées par un lien déduit ({len(deduced)})"
        yield from _liste(_titre(x.exigence, projet) for x in deduced)
    if emploi.ecartees:
        yield ""
        yield f"  Écartées ({len(emploi.ecartees)})"
        yield from _liste(_ecartee(ligne, projet) for ligne in emploi.ecartees)


def _lacune(ligne: LigneCouverture, projet: Projet) -> str:
    return f"{_titre(ligne.exigence, projet)} : {ligne.statut.libelle}{_drapeaux(ligne)}"


def _drapeaux(ligne: LigneCouverture) -> str:
    """The flags between brackets, with the figures that explain them."""
    words = []
    for flag in ligne.drapeaux:
        word = flag.libelle
        if flag is Drapeau.AUTONOMIE_INSUFFISANTE:
            word += f" : {ligne.autonomie_atteinte} pour {ligne.autonomie_demandee} demandé"
        words.append(word)
    return f" ({', '.join(words)})" if words else ""


def _ecartee(ligne: LigneCouverture, projet: Projet) -> str:
    motif = MOTIFS[ligne.ecart.motif] if ligne.ecart else ""
    explication = " ".join(ligne.ecart.explication.split()) if ligne.ecart else ""
    return f"{_titre(ligne.exigence, projet)} : {motif}. {explication}"


def _tableau(comptes: Comptes) -> list[str]:
    """The stages, one per line; what is left out is on the line of the total."""
    ecartees = (
        f"{_accord(comptes.retenues, 'exigence')} retenue{'s' if comptes.retenues > 1 else ''}"
        f" sur {comptes.toutes} ; écartées : {comptes.ecartees}"
        f" ({comptes.taux_ecartees}), poids {comptes.poids_ecartees}"
    )
    rows = [
        (
            palier.libelle,
            palier.taux.compte,
            str(palier.taux),
            palier.taux_toutes.compte,
            str(palier.taux_toutes),
            str(palier.taux_pondere),
        )
        for palier in comptes.paliers
    ]
    rows.insert(0, ("", "retenues", "", "toutes", "", "pondéré"))
    return [f"  {ecartees}", *_colonnes(rows)]


def _colonnes(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns aligned: the first on the left, the others on the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  "
        + "  ".join(
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _blocs(blocs: Sequence[CouvertureBloc], projet: Projet) -> Iterator[str]:
    """The weight each bloc brings, and the weight it alone brings."""
    yield "Apport des blocs (poids des exigences évaluées)"
    if not blocs:
        yield f"  {SANS_OBJET}"
    for bloc in blocs:
        yield from _wrapped(_titre(bloc.bloc, projet), "  ", "  ")
        yield (
            f"    apport {_poids(bloc.taux_apport)} ;"
            f" apport propre {_poids(bloc.taux_apport_propre)}"
        )


def _poids(taux: Taux) -> str:
    return SANS_OBJET if taux.sans_objet else f"{taux.compte} ({taux})"


def _restes(rapport: RapportCouverture) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What serves nothing, read backwards."""
    orphans = set(rapport.competences_orphelines)
    useless = tuple(cle for cle in rapport.competences_sans_emploi if cle not in orphans)
    for title, cles in (
        ("Compétences rattachées à aucune activité", rapport.competences_orphelines),
        ("Compétences qui ne servent aucun emploi", useless),
        ("Activités sans exigence", rapport.activites_sans_exigence),
        ("Exigences qu’aucun emploi ne demande", rapport.exigences_sans_emploi),
    ):
        if cles:
            yield title, cles


def _alertes(rapport: RapportCouverture, projet: Projet) -> Iterator[str]:
    """Thresholds missed, jobs in doubt, écarts contradicted by the measure."""
    seuils = projet.dossier.seuils
    for missed in seuils_manques(rapport, seuils):
        where = _titre(missed.emploi, projet) if missed.emploi else "ensemble"
        yield (
            f"{where} : {missed.libelle.lower()} {missed.taux.compte} ({missed.taux}),"
            f" seuil {_nombre(str(missed.seuil))}{_NBSP}%"
        )
    for emploi in emplois_en_doute(rapport, seuils):
        yield (
            f"{_titre(emploi.emploi, projet)} : {emploi.comptes.taux_ecartees.compte} exigences"
            f" écartées ({emploi.comptes.taux_ecartees}) ; est-ce un emploi visé ?"
        )
    for emploi in rapport.emplois:
        for ligne in emploi.lignes:
            if ligne.ecart_contredit:
                yield (
                    f"{_titre(emploi.emploi, projet)} : « {_titre(ligne.exigence, projet)} » est"
                    " écartée alors qu’elle est évaluée ; elle est comptée"
                )


def _nombre(text: str) -> str:
    return text.replace(".", ",")
