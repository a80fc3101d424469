"""What the coverage report says around its figures: verdict, parts, thresholds, lists, places."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lectures import ouvert
from mc_builder.coverage import Comptes, Statut
from mc_builder.coverage.report import count
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.qualite import TableQualite
from mc_builder.documents.couverture.verdict import verdict
from mc_builder.documents.couverture.vue import CouvertureVue, vue
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.model.dossier import Etape
from mc_builder.names import Lieu
from mc_builder.page.templates import Templates
from mc_builder.page.text import TexteACompleter
from mc_builder.project import Project
from memoire import Memoire, fichiers_de

RACINE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def builder() -> Builder:
    return Builder(ouvert(RACINE))


@pytest.fixture(scope="module")
def rapport(builder: Builder) -> CouvertureVue:
    return vue(builder)


@pytest.mark.parametrize(
    ("couverts", "emplois", "said"),
    [
        (0, 1, "l’emploi visé n’est pas couvert sans lacune"),
        (1, 1, "l’emploi visé est couvert sans lacune"),
        (0, 2, "aucun des 2 emplois visés n’est couvert sans lacune"),
        (1, 3, "1 des 3 emplois visés est couvert sans lacune"),
        (2, 3, "2 des 3 emplois visés sont couverts sans lacune"),
        (2, 2, "les 2 emplois visés sont couverts sans lacune"),
    ],
)
def test_the_verdict_of_the_jobs(couverts: int, emplois: int, said: str) -> None:
    assert verdict(total(3, 4), couverts, emplois).endswith(f" ; {said}.")


@pytest.mark.parametrize(
    ("nombre", "retenues", "etape", "said"),
    [
        (0, 0, "publie", "Aucune exigence n’est retenue : il n’y a rien à mesurer."),
        (0, 1, "publie", "L’exigence retenue n’est pas pleinement couverte ; "),
        (1, 1, "publie", "L’exigence retenue est pleinement couverte ; "),
        (0, 4, "publie", "Aucune des 4 exigences distinctes retenues n’est pleinement"),
        (1, 4, "publie", "1 exigence distincte retenue sur 4 est pleinement couverte, soit"),
        (4, 4, "publie", "4 exigences distinctes retenues sur 4 sont pleinement couvertes"),
        (
            2,
            4,
            "opportunite",
            "2 exigences distinctes retenues sur 4 sont traduites en ⟨compétence⟩",
        ),
    ],
)
def test_the_verdict_of_the_requirements(
    nombre: int, retenues: int, etape: Etape, said: str
) -> None:
    assert verdict(total(nombre, retenues, etape), 0, 2).startswith(said)


def total(nombre: int, retenues: int, etape: Etape = "publie") -> Comptes:
    """The counts, when so many of these requirements reach the last stage measured."""
    reached = Statut.TRADUITE if etape == "opportunite" else Statut.EVALUEE
    known = [(reached if n < nombre else Statut.NON_COUVERTE, 1) for n in range(retenues)]
    return count([(*entry, entry[0] is Statut.EVALUEE) for entry in known], etape)


def test_a_savoir_without_a_number_is_named_beside_its_bloc(
    builder: Builder, rapport: CouvertureVue
) -> None:
    rows = [row for _, rows in rapport.papier.matrice.groupes for row in rows]
    told = [row for row in rows if any(v.reprise.startswith("⟨Savoir") for v in row.voies)]
    blocs = [builder.numeros[bloc.cle] for bloc in builder.projet.blocs]
    assert {voie.bloc for row in told for voie in row.voies} == set(blocs)
    assert all(row.savoirs for row in told)


def test_the_savoirs_of_a_requirement_are_named_in_the_order_of_its_lines(
    builder: Builder, rapport: CouvertureVue
) -> None:
    blocs = {
        str(words): rank
        for rank, bloc in enumerate(builder.projet.blocs)
        for savoir in bloc.savoirs
        for words in (savoir.intitule, *(item.intitule for item in savoir.liste))
    }
    rows = [row for _, rows in rapport.papier.matrice.groupes for row in rows]
    named = [[blocs[str(savoir)] for savoir in row.savoirs] for row in rows]
    assert any(len(set(ranks)) > 1 for ranks in named)
    assert all(ranks == sorted(ranks) for ranks in named)


def test_the_paper_explains_its_signs_and_columns_where_they_are_read(builder: Builder) -> None:
    root = Making(document_kind("couverture"), builder, Templates()).document.root
    (head,) = root.xpath("//table[.//@id='tableau-exigences']/thead")
    assert "● pleine, ◐ en partie" in "".join(head.itertext()).replace("\u00a0", " ")
    (under,) = root.xpath("//table[.//@id='emplois']/following-sibling::*[1]")
    assert "".join(under.itertext()).startswith("Une exigence est propre à un emploi")


def test_what_is_covered_in_part_is_said_after_what_is_in_full() -> None:
    comptes = count(
        [
            (Statut.EVALUEE, 1, True),
            (Statut.EVALUEE, 1, False),  # with a reserve
            (Statut.DECRITE, 1, False),
            (Statut.NON_COUVERTE, 1, False),
            (Statut.ECARTEE, 1, False),
        ],
        "publie",
    )
    assert verdict(comptes, 0, 2).startswith(
        "1 exigence distincte retenue sur 4 est pleinement couverte, soit 25\u00a0%"
        " (2\u00a0en partie, 1\u00a0pas du tout) ; "
    )
    alone = count([(Statut.EVALUEE, 1, False)], "publie")
    assert verdict(alone, 0, 1).startswith("L’exigence retenue n’est couverte qu’en partie ; ")


def test_jobs_without_a_gap_are_counted(builder: Builder) -> None:
    said = Couverture.de(builder.project)
    job = said.rapport.emplois[0]
    assert said.lacunes_of(job)
    jobs = (job, replace(job, lignes=()))
    assert replace(said, rapport=replace(said.rapport, emplois=jobs)).emplois_couverts == 1


def test_parts_of_one_title_print_once_with_all_their_letters(rapport: CouvertureVue) -> None:
    routes = [route for chaine in rapport.chaines for route in chaine.routes]
    assert any(len(route.parties) < len(route.controles) for route in routes)
    for route in routes:
        lines = [(p.epreuve, p.objet.titre.brut, p.par) for p in route.parties]
        assert len(set(lines)) == len(lines)
        assert {c for p in route.parties for c in p.controles} == set(route.controles)
        exams = [p.epreuve.numero for p in route.parties if p.epreuve]
        assert exams == sorted(exams)
        for part in route.parties:
            alone = {letter for c in part.controles for letter in c.lettres.split(" et ")}
            assert set(part.lettres.split(" et ")) == alone


def test_places_tell_apart_two_parts_of_one_title(rapport: CouvertureVue) -> None:
    parts = dict(rapport.places)["Partie ⟨d’épreuve⟩"]
    names = [f"{place.appel}{place.objet.titre.brut}" for place in parts]
    assert len(set(names)) == len(names) > len({place.objet.titre.brut for place in parts})


def test_every_threshold_is_said_with_what_is_reached(builder: Builder) -> None:
    """The dossier of the repository fixes none; these are low."""
    assert not vue(builder).seuils
    files = dict(fichiers_de(RACINE))
    low = "seuils: {evaluees: 10, emplois: {" + ", ".join(
        f"{emploi.id}: {{evaluees: 10}}" for emploi in builder.projet.emplois
    )
    files["dossier/dossier.yaml"] += f"{low}}}}}\n".encode()
    opened = Project.open(Memoire(files))
    rapport, asked = vue(Builder(opened)), opened.projet.dossier.seuils
    assert rapport.seuils
    assert not rapport.seuils_manques
    assert len(rapport.seuils_atteints) == 1 + len(asked.emplois)
    assert all("pour un seuil de" in said for said in rapport.seuils_atteints)
    brief = rapport.atteints_en_bref
    assert brief.startswith("Exigences pleinement couvertes : ensemble, ")
    assert brief.count(" pour ") == len(rapport.seuils_atteints)
    assert all(f"emploi\u00a0{n}, " in brief for n in range(1, 1 + len(asked.emplois)))


def test_sources_and_acronyms_of_the_report_are_explained(rapport: CouvertureVue) -> None:
    named = {source.appel.brut for source in rapport.sources}
    groups = [str(source) for source, _ in rapport.papier.matrice.groupes]
    assert named
    assert all(any(name in group for group in groups) for name in named)
    assert all(any(name in group for name in named) for group in groups)
    assert "VPPEC" in {sigle.brut for sigle, _ in rapport.sigles}


def test_a_job_without_fiches_says_why(rapport: CouvertureVue) -> None:
    without = [fiches for _, fiches, counts in rapport.demande if not counts]
    assert without
    assert all(isinstance(said, TexteACompleter) and said.ref for said in without)


def test_a_list_of_one_is_singular(builder: Builder) -> None:
    def titles(**found: tuple[str, ...]) -> list[str]:
        rapport = replace(builder.project.coverage, **found)  # type: ignore[arg-type]
        return [
            title for title, _ in replace(Couverture.de(builder.project), rapport=rapport).restes
        ]

    assert titles(taches_sans_exigence=("t",)) == [
        (
            "⟨Tâche⟩ qu’aucune exigence ne demande, ni par ⟨tâche:lui⟩-même, ni par ⟨l’activité⟩"
            " ⟨activité:entier⟩"
        )
    ]
    assert titles(taches_sans_exigence=("t", "u")) == [
        (
            "⟨Tâches⟩ qu’aucune exigence ne demande, ni par ⟨tâches:lui⟩-mêmes, ni par leur"
            " ⟨activité⟩ ⟨activité:entier⟩"
        )
    ]
    assert titles(taches_sans_exigence=()) == []


def test_a_place_is_cut_after_its_folders_only() -> None:
    place = Lieu("referentiels/blocs/bloc-1.yaml:48", "Référentiel, annexe III, bloc 1", "14")
    assert (place.dossier, place.nom) == ("referentiels/blocs/", "bloc-1.yaml:48")
    assert str(place) == "Référentiel, annexe III, bloc 1, p. 14"


def test_tables_of_jobs_number_them_and_say_what_is_cut(rapport: CouvertureVue) -> None:
    tables: dict[str, TableQualite] = {t.titre: t for t in rapport.qualite.tables}
    pairs = tables["Emplois deux à deux, les plus distincts d’abord"]
    assert "(les 10 premières lignes sur 21)" in pairs.legende
    assert len(pairs.lignes) == 10
    names = {e.titre.brut: f"{e.rang}." for e in rapport.emplois}
    for ligne in pairs.lignes:
        assert [o.numero for o in ligne.objets] == [names[o.titre.brut] for o in ligne.objets]
    blocs = tables["Poids des exigences et poids dans l’évaluation, par ⟨bloc⟩"]
    numbers = [o.numero for ligne in blocs.lignes for o in ligne.objets]
    assert numbers == [f"{bloc.numero}." for bloc, _ in rapport.blocs]
    alone = tables["Ce qui tient à ⟨une seule compétence⟩"]
    assert alone.legende == alone.titre
    assert len(alone.lignes) > 10


def test_the_paper_says_each_requirement_once_under_its_source(rapport: CouvertureVue) -> None:
    rows = [row.chaine.cle for _, rows in rapport.papier.matrice.groupes for row in rows]
    assert sorted(rows) == sorted(chaine.cle for chaine in rapport.chaines)
    sources = [str(source) for source, _ in rapport.papier.matrice.groupes]
    assert len(set(sources)) == len(sources) > 10
    heads = [source.partition(",")[0] for source in sources]
    assert heads == sorted(heads, key=heads.index), "a source stands in two places"


def test_a_reserve_says_which_link_or_which_autonomy(
    builder: Builder, rapport: CouvertureVue
) -> None:
    said = builder.projet.said
    told = {r.chaine.titre.brut: tuple(map(said, r.reserves)) for r in rapport.papier.reserves}
    assert told["Animer un atelier de découverte pour un groupe"] == (
        "La tâche 3.3.4 : pour un petit groupe de collègues, sur un outil connu.",
    )
    # Each of the links that cover a part, and not the first alone.
    assert told["Mettre par écrit les besoins des utilisateurs et utilisatrices d’un projet"] == (
        "La tâche 1.1.1 : pour les sites seulement.",
        "La tâche 2.3.1 : outil déjà en service.",
    )
    assert not [phrase for found in told.values() for phrase in found if "en partie" in phrase]
    lacking = [phrase for found in told.values() for phrase in found if "Autonomie" in phrase]
    assert lacking
    assert all(re.search(r"[1-3] atteinte, [1-3] demandée \(emplois?\s\d", p) for p in lacking)


def test_a_chain_that_nothing_begins_does_not_break(rapport: CouvertureVue) -> None:
    assert rapport.titre_lacunes == "Exigences retenues qui ne sont pas couvertes"
    assert rapport.ordre_lacunes == "les plus importantes d’abord"
    begun = replace(rapport.lacunes[0], statut=Statut.DECRITE)
    other = replace(rapport, lacunes=(*rapport.lacunes, begun))
    assert other.titre_lacunes == "Exigences retenues dont la chaîne s’interrompt"
    assert other.ordre_lacunes.startswith("les moins couvertes d’abord")


def test_a_reserve_stands_beside_the_link_that_has_it(rapport: CouvertureVue) -> None:
    partial = [c for c in rapport.chaines if "partielle" in c.drapeaux]
    assert len(partial) > 20
    for chaine in partial:
        assert chaine.reserves, chaine.cle
        found = {r.phrase for way in chaine.routes for r in way.reserves}
        assert found >= set(chaine.reserves), chaine.cle
    for way in (way for chaine in rapport.chaines for way in chaine.routes):
        assert {r.cle for r in way.reserves} <= {"", *(m.cle for m in way.maillons)}


def test_what_is_left_out_by_several_jobs_is_told_once(rapport: CouvertureVue) -> None:
    left = rapport.papier.ecartees
    assert len({e.chaine.cle for e in left}) == len(left)
    assert sum(len(e.demandeurs) for e in left) == sum(len(e.ecarts) for e in rapport.emplois)
    assert any(len(e.demandeurs) > 2 and len(e.raisons) == 1 for e in left)


def test_the_lower_figure_of_a_bloc_comes_first(builder: Builder) -> None:
    said = Couverture.de(builder.project)
    (bloc,) = [alerte for alerte in said.alertes if "coefficients" in alerte]
    figures = [int(n) for n in re.findall(r"(\d+)\u00a0%", bloc)]
    assert figures == sorted(figures)
    assert figures[1] - figures[0] >= 5
