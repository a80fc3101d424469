"""The report as JSON and as text: both only say what the measure says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from petits_projets import EVALUATION, lire

from mc_builder.coverage import mesurer
from mc_builder.reports.couverture_json import couverture_json
from mc_builder.reports.couverture_texte import couverture_texte

PROJET = (
    """
seuils: {evaluees: 80}
exigences: {ev: savoir-faire, non: savoir-faire, hab: habilitation}
emplois:
  emploi:
    - {exigence: ev, importance: 3, autonomie: 3}
    - {exigence: non, importance: 2}
    - {exigence: hab, ecartee: {motif: hors_niveau, explication: Trop haut.}}
  autre: [{exigence: ev, ecartee: {motif: hors_champ, explication: Non.}}]
poles: [{id: pole, autonomie: 1, activites: [{id: act, repond_a: [ev]}, {id: seule}]}]
blocs:
  - id: bloc-1
    competences: [{id: competence, mobilise: [act], indicateurs: [Vu]}, {id: orpheline}]
"""
    + EVALUATION
)


def texte(text: str = PROJET) -> str:
    projet = lire(text)
    return couverture_texte(mesurer(projet), projet)


def donnees(text: str = PROJET) -> dict[str, Any]:
    projet = lire(text)
    found: dict[str, Any] = json.loads(couverture_json(mesurer(projet), projet))
    return found


class TestJson:
    def test_version_and_shape(self) -> None:
        data = donnees()
        assert data["version"] == 1
        line = data["emplois"][0]["exigences"][0]
        assert (line["id"], line["nature"], line["statut"]) == ("ev", "savoir-faire", "evaluee")
        assert line["drapeaux"] == ["autonomie_insuffisante"]

    def test_a_chain_has_null_where_a_link_does_not_exist(self) -> None:
        chaine = donnees()["emplois"][0]["exigences"][0]["chaines"][0]
        assert chaine["tache"] is chaine["savoir"] is chaine["sous_competence"] is None
        assert (chaine["activite"], chaine["competence"]) == ("act", "competence")
        assert (chaine["epreuve"], chaine["partie"]) == ("e1", "partie")
        assert chaine["categories"] == ["a", "b"]

    def test_an_ecart_says_whether_the_measure_contradicts_it(self) -> None:
        data = donnees()
        assert data["emplois"][0]["exigences"][2]["ecartee"]["contredite"] is False
        assert data["emplois"][1]["exigences"][0]["ecartee"]["contredite"] is True

    def test_rates_are_counts_first(self) -> None:
        assert donnees()["total"]["evaluees"]["retenues"] == {
            "numerateur": 1,
            "denominateur": 2,
            "pourcent": 50,
        }

    def test_same_project_same_bytes(self) -> None:
        projet = lire(PROJET)
        assert couverture_json(mesurer(projet), projet) == couverture_json(
            mesurer(lire(PROJET)), projet
        )

    def test_every_key_is_documented(self) -> None:
        page = (Path(__file__).parents[2] / "docs" / "couverture-json.md").read_text("utf-8")
        documented = set(re.findall(r"`([a-z_]+)", page)) | set(re.findall(r'"([a-z_]+)"', page))

        def keys(value: Any) -> set[str]:
            if isinstance(value, dict):
                return set(value) | {k for v in value.values() for k in keys(v)}
            return {k for v in value for k in keys(v)} if isinstance(value, list) else set()

        assert keys(donnees()) <= documented


class TestTexte:
    def test_the_measure_is_declarative(self) -> None:
        assert "Mesure déclarative" in texte()

    def test_counts_are_printed_before_rates(self) -> None:
        assert re.search(r"Évaluées +1 sur 2 +50\u00a0% +1 sur 3 +33\u00a0% +60\u00a0%", texte())

    def test_ecartees_are_on_the_line_of_the_total(self) -> None:
        assert "2 exigences retenues sur 3 ; écartées : 1 (33\u00a0%), poids 1" in texte()

    def test_gaps_come_with_title_and_status(self) -> None:
        assert "  À combler (1)\n  - Exigence non : Non couverte" in texte()

    def test_an_ecartee_gives_its_motive(self) -> None:
        assert "Exigence hab : hors du niveau du diplôme. Trop haut." in texte()

    def test_a_lack_of_autonomy_gives_both_figures(self) -> None:
        assert "Exigence ev (autonomie insuffisante : 1 pour 3 demandé)" in texte()

    def test_what_is_deduced_is_listed_apart(self) -> None:
        text = texte(
            PROJET.replace("evalue: [competence]", "evalue: [act]").replace(", autonomie: 3", "")
        )
        assert "  Évaluées par un lien déduit (1)\n  - Exigence ev\n" in text
        assert "réserve" not in text

    def test_blocs_say_what_they_alone_bring(self) -> None:
        assert "apport 3 sur 5 (60\u00a0%) ; apport propre 3 sur 5 (60\u00a0%)" in texte()

    def test_what_serves_nothing_is_listed(self) -> None:
        assert "Compétences rattachées à aucune activité (1)\n  - orpheline" in texte()
        assert "Activités sans exigence (1)\n  - seule" in texte()

    def test_thresholds_doubts_and_contradicted_ecarts_close_the_report(self) -> None:
        end = texte().split("À voir\n")[1]
        assert "ensemble : évaluées 1 sur 2 (50\u00a0%), seuil 80\u00a0%" in end
        assert "emploi : 1 sur 3 exigences écartées" in end
        assert "« Exigence ev » est écartée alors qu’elle est évaluée" in " ".join(end.split())

    def test_no_line_is_too_wide(self) -> None:
        assert max(len(line) for line in texte().splitlines()) <= 96

    def test_an_empty_project_prints(self) -> None:
        assert "s.o." in texte("exigences: {}")

    def test_json_and_text_agree(self) -> None:
        for emploi in donnees()["emplois"]:
            rates = emploi["comptes"]["evaluees"]["retenues"]
            assert f"{rates['numerateur']} sur {rates['denominateur']}" in texte()
