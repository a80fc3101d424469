"""One measurement, many forms: all of them say the same counts, statuses, gaps and chains."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

import pytest
from formes import (
    Dit,
    changements_docx,
    changements_json,
    changements_markdown,
    changements_xlsx,
    classeur,
    de_l_arbre,
    de_la_page,
    du_json,
    du_markdown,
    du_texte,
    du_xlsx,
    mots,
    mots_de_la_page,
    mots_du_markdown,
    mots_du_xlsx,
    rangees,
)

from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.coverage import Statut
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.etats import ETATS
from mc_builder.documents.couverture.markdown import couverture_markdown
from mc_builder.documents.couverture.mots import Mots
from mc_builder.documents.couverture.texte import couverture_texte
from mc_builder.documents.couverture.vue import vue
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.french import typeset
from mc_builder.names import number_all
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.reports.terminal import Terminal

RACINE = Path(__file__).parents[2]

VOISINE = """\
  - id: voisine
    code: RNCP99997
    intitule: Technicien voisin
    certificateur: Organisme inventé
    niveau: '4'
    activites: Remise en état.
    recouvrement: La remise en état.
    complementarite: Le diagnostic.
    verdict: passerelle
    source: {ref: enquete-ateliers-2024}
    releve:
      jour: 2026-01-12
      source: {ref: enquete-ateliers-2024, reperage: RNCP99997}
      blocs: [Élever des ovins à l’herbage, Remettre un vélo en état]
      communs: 1
      rome: [I1607]
      passages:
        - mots: Établir le diagnostic d’un vélo afin de proposer une remise en état
          bloc: RNCP99997BC02
      empreinte: "000000000000"
"""
#: One fault for each place where a chain may break, and titles that try to be something else.
FAUTES = (
    ("referentiels/blocs/bloc-1.yaml", "      mobilise: [intervention]\n", ""),
    (
        "referentiels/blocs/bloc-2.yaml",
        "      indicateurs:\n        - Le stock compté et le stock enregistré concordent.\n",
        "",
    ),
    (
        "referentiels/evaluation.yaml",
        "evalue: [bloc-remise-en-etat]",
        "evalue: [etablir-diagnostic]",
    ),
    (
        "referentiels/exigences.yaml",
        "intitule: Conduire un véhicule utilitaire pour déplacer les vélos",
        "intitule: '=SOMME(A1) | <b>@equipe</b> [lien](http://exemple.fr) `code` #12'",
    ),
    (
        "referentiels/exigences.yaml",
        "intitule: Repérer l’usure d’une transmission",
        "intitule: '+1 * _repérer_ & « l’usure » : 50 % ~ !'",
    ),
    (  # two indicateurs of which one is seen, by some candidates only
        "referentiels/blocs/bloc-1.yaml",
        "- Les pièces déposées",
        "- id: pieces-triees\n          intitule: Les pièces déposées",
    ),
    (
        "referentiels/evaluation.yaml",
        "evalue: [etablir-diagnostic, remettre-en-etat]",
        "evalue: [etablir-diagnostic, remettre-en-etat, pieces-triees]",
    ),
    (  # a compared certification whose blocs were noted, with words of ours
        "dossier/certifications.yaml",
        "certifications:\n",
        f"certifications:\n{VOISINE}",
    ),
    (  # a threshold missed, another reached, and a job that leaves out too much
        "dossier/dossier.yaml",
        "seuils:\n",
        "seuils:\n  decrites: 1\n  traduites: 100\n  ecartees: 1\n",
    ),
)


Lu = Mapping[str, tuple[Dit, str]]


def lire(builder: Builder) -> Lu:
    """Each form of one report: what it says, and all its words."""
    vue = Couverture.de(builder.project)
    making = Making(document_kind("couverture"), builder)
    data, sheets, page = (making.make(form).data for form in ("json", "xlsx", "html"))
    root = making.document.root
    text, markdown = couverture_texte(vue, Terminal(500)), couverture_markdown(vue)
    return {
        "json": (du_json(data, number_all(builder.projet)), mots(data.decode())),
        "xlsx": (du_xlsx(sheets), mots_du_xlsx(sheets)),
        "arbre": (de_l_arbre(root), mots(text_of(root))),
        "page": (de_la_page(page), mots_de_la_page(page)),
        "texte": (du_texte(text), mots(text)),
        "markdown": (du_markdown(markdown), mots_du_markdown(markdown)),
    }


@pytest.fixture(
    scope="module",
    params=[
        "fautif",
        "cycles",
        pytest.param("options", marks=pytest.mark.lent),
        pytest.param("depot", marks=pytest.mark.lent),
    ],
)
def builder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    cycles = RACINE / "tests/projets/cycles"
    folder = {"depot": RACINE, "options": cycles.with_name("options")}.get(request.param, cycles)
    if request.param == "fautif":
        folder = fautif(tmp_path_factory.mktemp("fautif"), folder)
    return Builder(Project.open(folder))


def fautif(target: Path, source: Path) -> Path:
    for path in source.rglob("*"):
        if path.is_file() and "output" not in path.parts:
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    for name, before, after in FAUTES:
        text = (target / name).read_text("utf-8")
        assert before in text, before
        (target / name).write_text(text.replace(before, after), "utf-8")
    return target


@pytest.fixture(scope="module")
def formes(builder: Builder) -> Lu:
    return lire(builder)


#: What forms show as a table: each form that has it says it as the JSON does.
TABLES = {
    "comptes": ("xlsx", "page", "texte", "markdown"),
    "degres": ("xlsx", "arbre"),
    "lacunes": ("xlsx", "arbre", "page", "texte", "markdown"),
    "statuts": ("xlsx", "page"),
    "signes": ("xlsx", "arbre"),
    "reserves": ("arbre",),
    "chaines": ("xlsx",),
    "reperes": ("arbre",),
}


@ensemble("table, forme", [(table, forme) for table, found in TABLES.items() for forme in found])
def test_tables_are_the_same(formes: Lu, table: str, forme: str) -> None:
    assert getattr(formes[forme][0], table) == getattr(formes["json"][0], table)


TOUTES = frozenset({"json", "xlsx", "arbre", "page", "texte", "markdown"})
LISIBLES = TOUTES - {"json"}
#: What the view says in words or in figures, as a form prints it, and the forms that show it.
DITS: Mapping[str, tuple[frozenset[str], Callable[[Couverture], Iterable[str]]]] = {
    "avertissement": (TOUTES, lambda v: [v.avertissement]),
    "ensemble": (LISIBLES - {"page"}, lambda v: [v.ensemble]),
    "pistes": (LISIBLES - {"page", "arbre"}, lambda v: [v.pistes] if v.lacunes else []),
    "sans_lacune": (
        LISIBLES - {"texte", "xlsx"},
        lambda v: [] if v.lacunes else [v.sans_lacune],
    ),
    "sans_reste": (frozenset({"arbre", "page"}), lambda v: [] if v.restes else [v.sans_reste]),
    "titre_manques": (
        frozenset({"xlsx", "arbre", "page"}),
        lambda v: [v.titre_manques] if v.manques else [],
    ),
    "nature_seuils": (
        frozenset({"xlsx", "page"}),
        lambda v: [v.nature_seuils] if v.atteints or v.manques else [],
    ),
    "titre_atteints": (
        frozenset({"page"}),
        lambda v: [v.titre_atteints] if v.atteints and not v.manques else [],
    ),
    "conventions": (frozenset({"arbre", "page", "xlsx"}), lambda v: v.conventions),
    "verdict": (LISIBLES, lambda v: [v.verdict]),
    "terme": (LISIBLES - {"arbre"}, lambda v: [str(v.terme.nombre)]),
    "rangs": (LISIBLES, lambda v: [v.titre(cle) for cle in v.rangs]),
    "lacunes": (TOUTES, lambda v: [v.titre(gap.exigence) for gap in v.lacunes]),
    "ruptures": (TOUTES, lambda v: [rupture.phrase.rstrip(".") for rupture in v.ruptures]),
    "manques": (TOUTES, lambda v: v.manques),
    "atteints": (frozenset({"xlsx", "page"}), lambda v: v.atteints),
    "atteints_en_bref": (frozenset({"arbre"}), lambda v: [v.atteints_en_bref]),
    "degres": (
        LISIBLES - {"xlsx", "arbre"},
        lambda v: [cell for row in v.degres for cell in row[1:]],
    ),
    "titre_degres": (LISIBLES - {"markdown", "xlsx", "arbre"}, lambda v: [v.titre_degres]),
    "tetes_degres": (frozenset({"page", "markdown"}), lambda v: v.tetes_degres),
    "demande_dite": (frozenset({"markdown"}), lambda v: [v.demande_dite] if v.demande else []),
    "demande": (
        LISIBLES - {"markdown"},
        lambda v: [str(x) for name, where, n in v.demande for x in (name, where, *n) if x != ""],
    ),
    "titre_demande": (LISIBLES - {"markdown"}, lambda v: [v.titre_demande] if v.demande else []),
    "tetes_demande": (
        LISIBLES - {"texte", "markdown"},
        lambda v: v.tetes_demande if v.demande else [],
    ),
    "titre_options": (LISIBLES, lambda v: [v.titre_options] if v.options else []),
    "tetes_options": (LISIBLES - {"texte"}, lambda v: v.tetes_options if v.options else []),
    "options": (LISIBLES, lambda v: [o.nom for o in v.options]),
    "titre_inegales": (LISIBLES, lambda v: [v.titre_inegales] if v.inegales else []),
    "tetes_inegales": (
        frozenset({"arbre", "page", "markdown"}),
        lambda v: v.tetes_inegales if v.inegales else [],
    ),
    "inegales": (LISIBLES, lambda v: [x for row in v.inegales for x in row]),
    "perimetre": (frozenset({"texte", "markdown"}), lambda v: [v.perimetre]),
    "indicateurs": (LISIBLES, lambda v: [v.indicateurs] if v.indicateurs else []),
    "methode": (LISIBLES, lambda v: [v.methode]),
    "titre_sans_occasion": (
        frozenset({"xlsx", "page", "texte"}),
        lambda v: [
            x
            for lack in v.rapport.indicateurs.sans_occasion
            for x in (v.titre_sans_occasion, v.unseen_said(lack))
        ],
    ),
    "alertes": (LISIBLES, lambda v: v.alertes),
    "contredites": (frozenset({"texte"}), lambda v: v.contredites),
    "restes": (
        LISIBLES - {"markdown"},
        lambda v: [word for title, cles in v.restes for word in (title, *map(v.nom, cles))],
    ),
    "chiffres": (
        LISIBLES - {"markdown", "arbre"},
        lambda v: [x for c in v.chiffres for x in (c.libelle, c.valeur, c.precision) if x],
    ),
    "recouvrements": (
        LISIBLES,
        lambda v: [
            x for one in v.recouvrements for x in (v.titre(one.certification.cle), *one.faits)
        ],
    ),
    "titre_recouvrements": (
        LISIBLES,
        lambda v: [v.titre_recouvrements] if v.recouvrements else [],
    ),
    "reperes": (
        LISIBLES,
        lambda v: [v.reperes] if v.recouvrements else [],
    ),
    "definitions": (
        TOUTES - {"texte", "markdown", "arbre"},
        lambda v: [x for d in v.definitions.values() for x in (d.libelle, d.texte, d.formule)],
    ),
    "rapport": (
        LISIBLES - {"markdown", "arbre"},
        lambda v: [
            x for b in v.rapport.blocs for x in (b.taux_apport.compte, b.taux_apport_propre.compte)
        ],
    ),
}
#: What no form prints as it is: where the rest comes from, and names that others are made of.
SOURCES = {"names", "projet", "analyse", "changements", "version", "objets", "option"}
SOURCES |= {
    "sans_changement",
    "sans_fiche",
    "ensemble_demande",
    "une_fois",
    "sans_epreuve",
    "apres_le_plus",
    "mesurable",
    "bilan",
    "seuils_manques",
    "emplois_couverts",
}


def test_each_thing_that_the_view_says_is_in_the_table() -> None:
    said = {
        name
        for name, value in {**vars(Mots), **vars(Couverture)}.items()
        if isinstance(value, property | cached_property | str | int | tuple)
    } | set(Couverture.__dataclass_fields__)
    assert {name for name in said if not name.startswith("_")} == set(DITS) | SOURCES


def _needs(said: str, text: str) -> bool:
    """A sign is explained where it is printed."""
    return "«s.o.»" not in said.replace(" ", "") or "s.o." in text


@ensemble("what", DITS)
def test_what_the_view_says_each_form_says(formes: Lu, builder: Builder, what: str) -> None:
    shown, read = DITS[what]
    worded = builder.projet.said
    said = [mots(typeset(worded(text))) for text in read(Couverture.de(builder.project))]
    missing = {
        name: [x for x in said if x not in formes[name][1] and _needs(x, formes[name][1])]
        for name in shown
    }
    assert {name: found for name, found in missing.items() if found} == {}


@pytest.mark.parametrize("forme", ["arbre", "page", "xlsx", "json"])
def test_what_a_partial_link_lacks_is_said_beside_the_chain(
    formes: Lu, builder: Builder, forme: str
) -> None:
    """The paper has a table of them; the chains in full are on the page and in the workbook."""
    shown = vue(builder)
    said = {phrase for reserve in shown.papier.reserves for phrase in reserve.chaine.reserves}
    if forme in {"page", "xlsx"}:
        said |= {r.phrase for c in shown.chaines for way in c.routes for r in way.reserves}
    worded = [mots(typeset(builder.projet.said(phrase))) for phrase in said]
    assert [phrase for phrase in worded if phrase not in formes[forme][1]] == []


def test_the_json_says_what_was_measured(formes: Lu, builder: Builder) -> None:
    """The reference of all the others is checked against the report itself."""
    total = builder.project.coverage.total
    stages = tuple(palier.nombre for palier in total.paliers)
    assert formes["json"][0].comptes["Ensemble"] == (total.retenues, total.ecartees, *stages)
    assert len(formes["json"][0].statuts) == sum(
        len(e.lignes) for e in builder.project.coverage.emplois
    )
    assert len(formes["json"][0].lacunes) == sum(
        e.retenue and e.statut is not Statut.EVALUEE for e in builder.project.coverage.exigences
    )


def test_what_blocs_share_is_counted_alike(builder: Builder) -> None:
    """The JSON, recounted: each bloc once, its pair at most once, the shares of their sums."""
    report = json.loads(Making(document_kind("couverture"), builder).make("json").data)
    noted = [one for one in builder.projet.certifications if one.releve is not None]
    assert len(report["recouvrements"]) == len(noted)
    ours = len(builder.projet.blocs)
    for one in report["recouvrements"]:
        parts = [bloc["part"] for bloc in one["blocs"] if bloc["part"] is not None]
        paired = [bloc["proche"] for bloc in one["blocs"] if bloc["proche"] is not None]
        assert len(paired) == len(set(paired)) == len(parts)
        assert one["part_de_nos_blocs"] == pytest.approx(sum(parts) / ours, abs=1e-3)
        assert one["part_de_ses_blocs"] == pytest.approx(sum(parts) / len(one["blocs"]), abs=1e-3)


@pytest.mark.parametrize("forme", ["page", "xlsx"])
def test_each_state_is_defined_where_it_is_told(formes: Lu, builder: Builder, forme: str) -> None:
    for etat in ETATS.values():
        for text in (etat.libelle, etat.definition):
            assert mots(typeset(builder.projet.said(text))) in formes[forme][1]


def test_the_workbook_says_of_what_is_evaluated_whether_in_part(builder: Builder) -> None:
    data = Making(document_kind("couverture"), builder).make("xlsx").data
    rows = [
        row
        for row in rangees(classeur(data)["Exigences"], "Exigence")
        if row["Statut"].startswith("Évaluée")
    ]
    assert rows
    for row in rows:
        assert row["Statut"].removeprefix("Évaluée") == row["Degré"].removeprefix("couverte")


def test_the_workbook_counts_the_degrees_of_each_job(builder: Builder) -> None:
    making = Making(document_kind("couverture"), builder)
    report = json.loads(making.make("json").data)
    book = classeur(making.make("xlsx").data)
    rows = [row for row in book["Synthèse"].iter_rows(values_only=True) if any(row)]
    head = next(n for n, row in enumerate(rows) if "Emploi visé" in row)
    first = rows[head].index("Pleinement")
    found = [row[first : first + 7] for row in rows[head + 1 :]][: len(report["emplois"]) + 1]
    degrees = ("pleinement", "en_partie", "non")
    own = ("retenues", *degrees)
    expected = [
        tuple(e["comptes"]["degres"][d] for d in degrees) + tuple(e["propre"][d] for d in own)
        for e in report["emplois"]
    ]
    total = tuple(report["total"]["degres"][d] for d in degrees)
    assert found == [*expected, (*total, *[None] * 4)]


@pytest.mark.parametrize("forme", ["page", "texte"])
def test_each_bloc_says_what_it_covers_fully(formes: Lu, builder: Builder, forme: str) -> None:
    for bloc in builder.project.coverage.blocs:
        full = bloc.taux_pleines
        said = {"page": f"dont {full.numerateur} pleinement", "texte": f": {full.compte}"}
        assert said[forme] in formes[forme][1]


def test_the_faulty_project_breaks_everywhere(tmp_path: Path) -> None:
    """The comparison would prove little on a project that has only one kind of gap."""
    found = Project.open(fautif(tmp_path, RACINE / "tests/projets/cycles"))
    assert {gap.statut for gap in found.analysis.ruptures.values()} == {
        Statut.NON_COUVERTE,
        Statut.DECRITE,
        Statut.TRADUITE,
    }
    (noted,) = Couverture.de(found).recouvrements
    assert noted.copies, "its words are ours too"


@pytest.mark.lent
def test_changes_are_the_same(tmp_path: Path, lance: Lance) -> None:
    """Every change of every job, with its two statuses and its causes, in each form."""
    cycles = RACINE / "tests/projets/cycles"
    before, after = fautif(tmp_path / "avant", cycles), fautif(tmp_path / "apres", cycles)
    for name, _, _ in FAUTES[:3]:  # mended today, faulty before
        (after / name).write_bytes((cycles / name).read_bytes())
    result = lance(
        "-C", after, "build", "couverture", "--contre", before, "--format", "json,xlsx,md,docx"
    )
    assert result.code == 0, result.erreurs
    output = after / "output" / "rapport-couverture"
    said = changements_json(output.with_suffix(".json").read_bytes())
    assert len(said) > 3
    assert changements_xlsx(output.with_suffix(".xlsx").read_bytes()) == said
    assert changements_docx(output.with_suffix(".docx").read_bytes()) == said
    assert changements_markdown(output.with_suffix(".md").read_text("utf-8")) == said
