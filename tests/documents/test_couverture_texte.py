"""The report for the terminal: what it says, in what order, how wide, with what colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.coverage import analyse, measure
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.texte import couverture_texte
from mc_builder.loading import Loaded, load
from mc_builder.names import Names
from mc_builder.reports.terminal import Terminal
from mc_builder.source.tree import Folder

ProjetDe = Callable[..., Loaded]

DOSSIER = """\
diplome: {type: mention-complementaire, intitule: Essai, niveau: 4, premiere_session: 2021}
nature: creation
etape: examen-cpc
date_reference: 2019-12-31
version: 0.1
seuils: {evaluees: 80, emplois: {e1: {decrites: 90}}}
"""
EXIGENCES = """\
exigences:
  - {id: ev, intitule: Souder un cadre, nature: savoir-faire}
  - {id: non, intitule: Peindre un cadre soudé, nature: savoir-faire}
  - {id: hab, intitule: Être habilité, nature: habilitation}
"""
EMPLOI = """\
emploi:
  id: e1
  intitule: Soudeur ou soudeuse
  acces: premiere-insertion
  exigences:
    - {exigence: ev, importance: 3, autonomie: 3}
    - {exigence: non, importance: 2}
    - {exigence: hab, importance: 1, ecartee: {motif: hors_niveau, explication: Trop haut.}}
"""
AUTRE = """\
emploi:
  id: e2
  intitule: Peintre
  acces: premiere-insertion
  exigences:
    - {exigence: ev, importance: 1, ecartee: {motif: hors_champ, explication: Non.}}
"""
POLE = """\
pole:
  id: p1
  intitule: Atelier
  autonomie: 1
  activites:
    - {id: souder, intitule: Soudage du cadre, repond_a: [ev]}
    - {id: seule, intitule: Rangement}
"""
BLOC = """\
bloc:
  id: b1
  intitule: Assembler
  pole: p1
  competences:
    - {id: c1, intitule: Souder proprement, mobilise: [souder], indicateurs: [Le cordon tient.]}
    - {id: c2, intitule: Orpheline}
"""
EVALUATION = """\
categories: [{id: a, statuts: [Scolaires]}]
unites: [{id: u1, bloc: b1}]
epreuves: [{id: ep, unite: u1, parties: [{id: pa, intitule: Pratique, evalue: [c1]}]}]
"""


@pytest.fixture
def loaded(projet_de: ProjetDe) -> Loaded:
    return projet_de(
        {"referentiels/emplois/z-autre.yaml": AUTRE},
        dossier=DOSSIER,
        exigences=EXIGENCES,
        emploi=EMPLOI,
        pole=POLE,
        bloc=BLOC,
        evaluation=EVALUATION,
    )


def texte(loaded: Loaded, **options: object) -> str:
    projet = loaded.projet
    assert projet is not None, loaded.diagnostics
    rapport = measure(projet)
    vue = Couverture(Names(projet, loaded.places), rapport, analyse(Names(projet), rapport))
    text = couverture_texte(vue, Terminal(**options))  # type: ignore[arg-type]
    return text.replace("\u00a0", " ")


def test_the_verdict_comes_first_and_the_measure_is_declarative(loaded: Loaded) -> None:
    lines = texte(loaded, width=200).splitlines()
    assert lines[0] == "Couverture des emplois visés"
    assert lines[1].startswith("La mesure est déclarative")
    assert lines[3] == (
        "Aucune des 2 exigences distinctes retenues n’est pleinement couverte (1 en partie, 1 pas"
        " du tout) ; 1 des 2 emplois visés est couvert sans lacune."
    )


def test_the_worst_threshold_is_named_first(loaded: Loaded) -> None:
    lines = texte(loaded, width=200).splitlines()
    assert lines[4].startswith("Seuil manqué, le plus éloigné : ")
    assert "pleinement couvertes : 0 sur 2 (0 %), pour un seuil de 80 %" in lines[4]
    assert (
        "décrites pour « Soudeur ou soudeuse » : 1 sur 2 (50 %), pour un seuil de 90 %" in lines[5]
    )


def test_each_job_has_a_line_of_counts(loaded: Loaded) -> None:
    _, row = (x for x in texte(loaded).splitlines() if x.startswith("1. Soudeur ou soudeuse "))
    assert re.search(r" 2 +1 +1 \(50 %\) +1 \(50 %\) +1 \(50 %\) +60 %$", row)


def test_a_gap_says_where_it_breaks_what_is_near_and_where_it_is_written(loaded: Loaded) -> None:
    block = texte(loaded).partition("\nLacunes (1)\n")[2].partition("\n\n")[0]
    assert "  - Peindre un cadre soudé : Non couverte (emploi 1 ; poids 2)" in block
    assert "    Aucune activité ni tâche n’y répond." in block
    assert "    piste : 1.1 Soudage du cadre (fort ; mots communs : soudé, cadre)" in block
    assert "    referentiels/exigences.yaml:3" in block
    assert "suggestions" in block


def test_gaps_come_before_jobs(loaded: Loaded) -> None:
    text = texte(loaded)
    assert text.index("\nLacunes (") < text.index("\n1. Soudeur ou soudeuse\n")


def test_ecartees_are_on_the_line_of_the_job(loaded: Loaded) -> None:
    assert "2 exigences retenues sur 3 ; écartées : 1 (33 %), poids 1" in texte(loaded)


def test_an_ecartee_gives_its_motive(loaded: Loaded) -> None:
    assert "Être habilité : hors du niveau du diplôme. Trop haut." in texte(loaded)


def test_a_lack_of_autonomy_gives_both_figures(loaded: Loaded) -> None:
    assert "Souder un cadre (autonomie insuffisante : 1 pour 3 demandé)" in texte(loaded)


def test_what_is_deduced_is_listed_apart(projet_de: ProjetDe) -> None:
    deduced = EVALUATION.replace("evalue: [c1]", "evalue: [souder]")
    text = texte(
        projet_de(
            dossier=DOSSIER,
            exigences=EXIGENCES,
            emploi=EMPLOI.replace(", autonomie: 3", ""),
            pole=POLE,
            bloc=BLOC,
            evaluation=deduced,
        )
    )
    assert "  Évaluées par un lien déduit (1)\n    - Souder un cadre\n" in text
    assert "réserve" not in text


def test_blocs_say_what_they_alone_bring(loaded: Loaded) -> None:
    assert "apport 3 sur 5 (60 %) ; apport propre 3 sur 5 (60 %)" in texte(loaded)


def test_what_serves_nothing_is_listed(loaded: Loaded) -> None:
    text = texte(loaded)
    assert "Compétence qui n’est rattachée à aucune activité (1)\n  - C1.2 Orpheline" in text
    assert "ni par elle-même, ni par ses tâches (1)\n  - 1.2 Rangement" in text
    assert text.count("C1.2 Orpheline") == 1, "it serves no requirement either: said once"


def test_quality_is_a_few_lines_and_says_where_it_is_defined(loaded: Loaded) -> None:
    block = texte(loaded).partition("\nQualité de la couverture ")[2].partition("\n\n")[0]
    assert "docs/couverture.md" in block
    assert "tiennent à une compétence : 100 % (1 sur 1)" in block
    assert len(block.splitlines()) <= 8


def test_doubts_and_contradicted_ecarts_close_the_report(loaded: Loaded) -> None:
    end = " ".join(texte(loaded).split("À voir\n")[1].split())
    assert (
        "« Soudeur ou soudeuse » laisse de côté 1 exigence sur 3 (33 %), plus que le seuil du"
        " dossier : est-ce bien un emploi visé ?" in end
    )
    assert "Peintre : « Souder un cadre » est écartée alors qu’elle est évaluée" in end


@pytest.mark.parametrize("largeur", [60, 80, 120])
def test_no_line_is_too_wide(largeur: int, cycles: Loaded) -> None:
    lines = texte(cycles, width=largeur).splitlines()
    assert max(len(line) for line in lines) <= largeur


def test_no_line_begins_with_a_lone_sign(cycles: Loaded) -> None:
    projet = cycles.projet
    assert projet is not None
    rapport = measure(projet)
    vue = Couverture(Names(projet, cycles.places), rapport, analyse(Names(projet), rapport))
    text = couverture_texte(vue, Terminal(60))
    assert not re.search(r"^ *[:;!?»%]", text, re.MULTILINE)


def test_colours_are_those_of_the_caller(loaded: Loaded) -> None:
    def paint(text: str, role: str) -> str:
        return f"<{role}>{text}</{role}>"

    plain, painted = texte(loaded), texte(loaded, paint=paint)
    assert "<erreur>  - Peindre un cadre soudé" in painted
    assert re.sub(r"</?(?:erreur|avertissement|aide|lieu)>", "", painted) == plain


def test_a_title_cannot_drive_the_terminal(projet_de: ProjetDe) -> None:
    nasty = EXIGENCES.replace("Peindre un cadre soudé", '"Peindre \\e[31m un \\u202e cadre"')
    text = texte(projet_de(dossier=DOSSIER, exigences=nasty, emploi=EMPLOI, pole=POLE))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", text)
    assert "Peindre" in text


def test_nothing_to_measure_is_one_sentence(projet_de: ProjetDe) -> None:
    text = texte(projet_de(exigences="exigences: []\n"))
    assert text.startswith("Couverture : rien à mesurer")
    assert len(text.splitlines()) == 1


def test_the_command_prints_no_colour_into_a_file(lance: Lance) -> None:
    cycles = Path(__file__).parents[1] / "projets" / "cycles"
    result = lance("-C", cycles, "coverage")
    projet = load(Folder(cycles))
    assert "\x1b" not in result.sortie
    assert result.sortie.replace("\u00a0", " ") == texte(projet)
