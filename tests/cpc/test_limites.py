"""What is not shown of a criterion that is answered: facts that decide no state."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mc_builder.coverage import measure
from mc_builder.cpc import Etat, Examen, Lieux, examine
from mc_builder.loading import Loaded, load
from mc_builder.names import Names
from mc_builder.source.tree import Folder

Projet = Callable[..., Loaded]
RACINE = Path(__file__).parents[2]

DOSSIER = """\
diplome:
  type: certificat-de-specialisation
  intitule: Essai
  niveau: 4
  premiere_session: 2028
  vae: Le diplôme s’obtient par la VAE.
  contraintes_legales: [Une loi]
nature: creation
etape: examen-cpc
date_reference: 2026-03-31
version: 0.1
"""
POLE = """\
pole:
  id: pole-1
  intitule: Le pôle
  activites:
    - {id: a1, intitule: Activité un, taches: [{id: t1, intitule: Une posture,
      marqueurs: [sante-securite]}]}
"""
BLOC = """\
bloc:
  id: b1
  intitule: Le bloc
  pole: pole-1
  competences:
    - {id: c1, intitule: Faire, mobilise: [t1], marqueurs: [sante-securite],
      indicateurs: [INDICATEUR]}
"""


def limites(loaded: Loaded, cle: str) -> tuple[str, ...]:
    projet = loaded.projet
    assert projet is not None, loaded.diagnostics
    found: dict[str, Examen] = {
        e.critere.cle: e for e in examine(Lieux(Names(projet), loaded.places), measure(projet))
    }
    assert found[cle].etat in {Etat.PRESENT, Etat.PARTIEL} or not found[cle].limites
    return found[cle].limites


@pytest.mark.parametrize(
    ("indicateur", "note", "attendu"),
    [
        ("Vu", "", ["indicateur de réussite⟩ n’en porte les mots", "n’en cite aucune source"]),
        ("Posture corrigée", "", ["n’en cite aucune source"]),
        ("Posture corrigée", 'La santé et sécurité, {{ source("s") }}.', []),
        ("Posture corrigée", "La santé et sécurité, sans plus.", ["n’en cite aucune source"]),
    ],
)
def test_of_what_is_marked_whether_it_is_assessed_and_documented(
    projet_de: Projet, indicateur: str, note: str, attendu: list[str]
) -> None:
    bloc = BLOC.replace("INDICATEUR", indicateur)
    loaded = projet_de(dossier=DOSSIER, pole=POLE, bloc=bloc, note=f"# Titre\n\n{note}\n")
    found = limites(loaded, "2b")
    parts = found[0].split(" ; ") if found else []
    assert len(parts) == len(attendu)
    assert all(words in part for words, part in zip(attendu, parts, strict=True))


@pytest.mark.parametrize(
    ("phrase", "dit"),
    [
        ("", "ne dit pas si l’accès au métier est réglementé"),
        ("Aucune réglementation d’accès. Le reste.", "de l’accès au métier sans citer de source"),
        ('Aucune réglementation d’accès {{ source("s") }}.', ""),
    ],
)
def test_of_the_constraints_what_settles_that_the_trade_is_regulated(
    projet_de: Projet, phrase: str, dit: str
) -> None:
    loaded = projet_de(dossier=DOSSIER, pole=POLE, note=f"# Titre\n\n{phrase}\n")
    assert any(dit in text for text in limites(loaded, "3")) is bool(dit)


def test_of_the_vae_how_it_is_prepared_and_for_how_many(projet_de: Projet) -> None:
    assert len(limites(projet_de(dossier=DOSSIER), "4")) == 2
    note = '# Titre\n\nPar la VAE, un accompagnement pour {{ chiffre("x") }}.\n'
    assert limites(projet_de(dossier=DOSSIER, note=note), "4") == ()


def test_of_the_blocs_the_level_of_the_jobs_that_each_serves_most(cycles: Loaded) -> None:
    projet = cycles.projet
    assert projet is not None
    level = projet.dossier.diplome.niveau
    assert {e.niveau_usuel for e in projet.emplois} == {level}
    assert limites(cycles, "5") == ()


def test_of_what_is_marked_the_blocs_whose_indicateurs_do_not_say_it(projet_de: Projet) -> None:
    bloc = BLOC.replace("INDICATEUR", "Posture corrigée")
    other = BLOC.replace("INDICATEUR", "Vu").replace("b1", "b2").replace("c1", "c2")
    found = limites(
        projet_de({"referentiels/blocs/bloc-2.yaml": other}, dossier=DOSSIER, pole=POLE, bloc=bloc),
        "2b",
    )
    assert "sans ⟨indicateur⟩ ⟨indicateur:évalué⟩ qui en parle (bloc 2)" in found[0]
    bare = other.replace(", marqueurs: [sante-securite]", "")
    found = limites(
        projet_de({"referentiels/blocs/bloc-2.yaml": bare}, dossier=DOSSIER, pole=POLE, bloc=bloc),
        "2b",
    )
    assert "rien dans ⟨les compétences⟩ ni ⟨les savoirs⟩ (bloc 2)" in found[0]


@pytest.mark.parametrize(
    ("second", "third", "peu"),
    [
        ("Vu", "Vu", True),
        ("Posture tenue", "Vu", False),
        ("Posture tenue", "Posture tenue", False),
    ],
)
def test_what_is_assessed_in_one_bloc_of_several_is_hardly_assessed(
    projet_de: Projet, second: str, third: str, *, peu: bool
) -> None:
    def bloc(rank: int, said: str) -> str:
        return BLOC.replace("INDICATEUR", said).replace("b1", f"b{rank}").replace("c1", f"c{rank}")

    others = {f"referentiels/blocs/bloc-{n}.yaml": bloc(n, x) for n, x in ((2, second), (3, third))}
    loaded = projet_de(others, dossier=DOSSIER, pole=POLE, bloc=bloc(1, "Posture corrigée"))
    projet = loaded.projet
    assert projet is not None
    examens = examine(Lieux(Names(projet), loaded.places), measure(projet))
    found = next(e for e in examens if e.critere.cle == "2b")
    assert (found.etat, found.peu_evalue) == (Etat.PRESENT, peu)


def test_what_serves_a_notion_without_its_name_is_told_by_its_number(projet_de: Projet) -> None:
    """An indicateur has the number of its sub-competence, the nearest that prints one."""
    marks = "marqueurs: [handicap-accessibilite]"
    pole = POLE.replace("marqueurs: [sante-securite]", marks)
    bloc = """\
bloc:
  id: b1
  intitule: Le bloc
  pole: pole-1
  competences:
    - id: c1
      intitule: Publier à tous les publics
      mobilise: [t1]
      marqueurs: [handicap-accessibilite]
      sous_competences:
        sc1: {intitule: Rédiger, indicateurs: [Contenu accessible]}
        sc2: {intitule: Relire, indicateurs: [Contraste vérifié]}
"""
    loaded = projet_de(dossier=DOSSIER, pole=pole, bloc=bloc)
    projet = loaded.projet
    assert projet is not None, loaded.diagnostics
    examens = examine(Lieux(Names(projet), loaded.places), measure(projet))
    found = next(e for e in examens if e.critere.cle == "2c")
    assert [p.numero for p in found.preuves][-1] == "C1.1.1"
    assert any(m.endswith("en parlent sans le mot : C1.1") for m in found.manques)


@pytest.mark.parametrize(
    ("mediation", "expected"),
    [
        ("5", "4\u00a0sur\u00a04 (bloc 1) et 1\u00a0sur\u00a02 (bloc 3)"),
        ("4", "4\u00a0sur\u00a04 (bloc 1)"),
    ],
)
def test_the_jobs_of_each_bloc_are_counted_by_their_levels(
    tmp_path: Path, mediation: str, expected: str
) -> None:
    """A bloc that serves most a job of the level and one above it has its limit too."""
    for name in ("dossier", "referentiels"):
        shutil.copytree(RACINE / name, tmp_path / name)
    path = tmp_path / "referentiels/emplois/70-mediation.yaml"
    written = path.read_text("utf-8")
    assert written.count("niveau_usuel: 5\n") == 1
    path.write_text(written.replace("niveau_usuel: 5\n", f"niveau_usuel: {mediation}\n"), "utf-8")
    (said,) = limites(load(Folder(tmp_path)), "5")
    assert said == (
        "le niveau usuel des emplois que ⟨chaque bloc⟩ sert le plus n’est pas celui ⟨du diplôme⟩"
        f" pour {expected} ; il n’est pas établi pour 1\u00a0sur\u00a01 (bloc 2)"
    )
