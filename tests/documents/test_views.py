"""What the documents show of a project: small projects in, words of the trees out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from documents_essayes import DOSSIERS
from lxml import etree
from openpyxl import load_workbook
from relecture import legende

from lectures import ouvert
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture import vue as couverture
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.documents.referentiel.parties import repartition, ways
from mc_builder.loading import Loaded, load
from mc_builder.model.evaluation import Epreuve, Partie
from mc_builder.model.plan import MiseEnPage
from mc_builder.names import Names, ancre
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder

Projet = Callable[..., Loaded]

DOSSIER = """\
diplome: {type: mention-complementaire, intitule: Essai, niveau: 4, premiere_session: 2021}
nature: NATURE
etape: ETAPE
date_reference: 2019-12-31
version: 0.1
"""
POLE = """\
pole:
  id: pole-1
  intitule: Le pôle
  activites:
    - {id: a1, intitule: Activité un, taches: [Tâche une]}
    - {id: a2, intitule: Activité deux}
    - {id: a3, intitule: Activité trois}
"""
BLOC = """\
bloc:
  id: b1
  intitule: Le bloc
  pole: pole-1
  competences:
"""
EVALUATION = """\
categories:
  - {id: cat-a, statuts: [{id: sco, intitule: Scolaires}]}
  - {id: cat-b, intitule: Les autres, statuts: [Autres]}
unites: [{id: u1, bloc: b1}]
epreuves:
"""


def dossier(etape: str = "examen-cpc", nature: str = "creation", more: str = "") -> str:
    return DOSSIER.replace("ETAPE", etape).replace("NATURE", nature) + more


def tree(loaded: Loaded, key: str = "referentiel", *, draft: bool = False) -> etree._Element:
    builder = Builder(Project(loaded), draft)
    kind = next(kind for kind in DOCUMENTS if kind.key == key)
    document = Making(kind, builder).document
    return document.root


def workbook(loaded: Loaded) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each sheet of the note's workbook, without its head."""
    kind = next(kind for kind in DOCUMENTS if kind.key == "note")
    made = Making(kind, Builder(Project(loaded))).make("xlsx")
    book = load_workbook(BytesIO(made.data))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def line(element: etree._Element) -> str:
    return " ".join(text_of(element).split())


def table(root: etree._Element, title: str, under: str = "") -> list[list[tuple[str, int]]]:
    """The rows of the table of this title, after `under`: words and height of each cell."""
    begun = not under
    for found in root.iter("h2", "h3", "table"):
        if found.tag != "table":
            begun = begun or under in line(found)
        elif begun and title in legende(found):
            return [
                [(line(c), int(c.get("rowspan", "1"))) for c in row] for row in found.iter("tr")
            ]
    raise LookupError(title)


def words(rows: list[list[tuple[str, int]]]) -> list[list[str]]:
    return [[text for text, _ in row] for row in rows]


# Annexe III.


def annexe_iii(
    projet_de: Projet, competences: str, more: str = "", pole: str = POLE
) -> list[list[tuple[str, int, int]]]:
    """The rows of the competences of a bloc: words, height and width of each cell."""
    root = tree(projet_de(dossier=dossier(), pole=pole, bloc=f"{BLOC}{competences}{more}"))
    found = next(t for t in root.iter("table") if legende(t).startswith("Compétences"))
    return [
        [(blocks(c), int(c.get("rowspan", "1")), int(c.get("colspan", "1"))) for c in row]
        for row in found.iter("tr")
    ]


def blocks(cell: etree._Element) -> str:
    """The words of a cell, a space between its paragraphs and items."""
    for part in cell.iter("p", "li", "ul"):
        part.tail = f" {part.tail or ''}"
    return line(cell)


def test_each_competence_faces_what_it_takes_up(projet_de: Projet) -> None:
    rows = annexe_iii(
        projet_de,
        """\
    - {id: c1, intitule: Une, mobilise: [a1, a2], indicateurs: [Vu]}
    - {id: c2, intitule: Deux, mobilise: [a1], indicateurs: [Vu aussi]}
    - {id: c3, intitule: Trois, mobilise: [{activite: a3, portee: partielle}]}
""",
    )
    assert [[text for text, _, _ in row] for row in rows] == [
        ["Activités et tâches", "Compétences", "Indicateurs de réussite"],
        ["1.1 Activité un 1.1.1 Tâche une 1.2 Activité deux", "C1.1 Une", "Vu"],
        ["1.1 Activité un", "C1.2 Deux", "Vu aussi"],
        ["1.3 Activité trois (en partie)", "C1.3 Trois"],
    ]
    assert rows[3][1] == ("C1.3 Trois", 1, 2)  # no empty cell


def test_a_competence_faces_only_the_tasks_that_it_names(projet_de: Projet) -> None:
    pole = POLE.replace(
        "[Tâche une]", "{t1: Tâche une, t2: Tâche deux, t3: Tâche trois, t4: Tâche quatre}"
    )
    rows = annexe_iii(
        projet_de,
        """\
    - {id: c1, intitule: Une, mobilise: [t1], indicateurs: [Vu]}
    - id: c2
      intitule: Deux
      mobilise: [a1]
      indicateurs: [Vu aussi]
      sous_competences:
        - {id: s1, intitule: Sous un, mobilise: [t2, t3]}
        - {id: s2, intitule: Sous deux}
        - {id: s3, intitule: Sous trois, mobilise: [a2]}
""",
        pole=pole,
    )
    assert rows[1:] == [
        [("1.1 Activité un 1.1.1 Tâche une", 1, 1), ("C1.1 Une", 1, 1), ("Vu", 1, 1)],
        [
            ("1.1 Activité un 1.1.1 Tâche une 1.1.4 Tâche quatre 1.2 Activité deux", 1, 1),
            ("C1.2 Deux", 1, 1),
            ("Vu aussi", 4, 1),
        ],
        [("1.1 Activité un 1.1.2 Tâche deux 1.1.3 Tâche trois", 1, 1), ("C1.2.1 Sous un", 1, 1)],
        [("1.1 Activité un 1.2 Activité deux", 1, 1), ("C1.2.2 Sous deux", 1, 1)],
        [("1.2 Activité deux", 1, 1), ("C1.2.3 Sous trois", 1, 1)],
    ]


def test_a_shared_competence_says_where_it_is_defined(projet_de: Projet) -> None:
    bloc = BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n"
    other = BLOC.replace("id: b1", "id: b2").replace("Le bloc", "L’autre") + (
        "    - {ref: c1}\n    - {id: c2, intitule: Deux, mobilise: [a1]}\n"
    )
    files = {"referentiels/blocs/bloc-2.yaml": other}
    root = tree(projet_de(files, dossier=dossier(), pole=POLE, bloc=bloc))
    shown = [c for t in root.iter("table") for row in t.iter("tr") for c in map(line, row)]
    assert "C1.1 Une Compétence définie dans le bloc « Le bloc »." in [
        s.replace("\u00a0", " ") for s in shown
    ]
    assert "C2.1 Deux" in shown


def test_indicators_on_each_of_their_places(projet_de: Projet) -> None:
    rows = annexe_iii(
        projet_de,
        """\
    - id: c1
      intitule: Une
      mobilise: [a1]
      sous_competences:
        - {id: s1, intitule: Sous un}
        - {id: s2, intitule: Sous deux}
        - {id: s3, intitule: Sous trois, indicateurs: [Sur s3]}
      indicateurs:
        - Sur c1
        - {intitule: Sur s1 et s2, sous_competences: [s1, s2]}
    - {id: c2, intitule: Deux, mobilise: [a1]}
  indicateurs: [{activites: [a1], liste: [Sur a1]}, {activites: [a3], liste: [Perdu]}]
""",
    )
    held = "Indicateurs communs aux compétences qui mobilisent :"
    assert rows[1:] == [
        [("1.1 Activité un 1.1.1 Tâche une", 4, 1), ("C1.1 Une", 1, 1), ("Sur c1", 1, 1)],
        [("C1.1.1 Sous un", 1, 1), ("Sur s1 et s2", 2, 1)],
        [("C1.1.2 Sous deux", 1, 1)],
        [("C1.1.3 Sous trois", 1, 1), ("Sur s3", 1, 1)],
        [("1.1 Activité un", 1, 1), ("C1.2 Deux", 1, 2)],
        [(f"{held} 1.1 Activité un", 1, 2), ("Sur a1", 1, 1)],
        [(f"{held} 1.3 Activité trois", 1, 2), ("Perdu", 1, 1)],
    ]


@pytest.mark.parametrize(
    ("sous", "own"), [("[s1, s3]", "[]"), ("[s1, s2]", "[Le sien]"), ("[s2, s3]", "[]")]
)
def test_a_group_faces_nothing_but_its_members(projet_de: Projet, sous: str, own: str) -> None:
    rows = annexe_iii(
        projet_de,
        f"""\
    - id: c1
      intitule: Une
      sous_competences:
        - {{id: s1, intitule: Sous un, indicateurs: {own}}}
        - {{id: s2, intitule: Sous deux}}
        - {{id: s3, intitule: Sous trois}}
      indicateurs:
        - {{intitule: Au groupe, sous_competences: {sous}}}
        - {{intitule: Encore, sous_competences: [s3, s1]}}
""",
    )
    shown = [row for row in rows if row[-1][0] in {"Au groupe", "Encore", "Au groupe Encore"}]
    named = {"s1": "C1.1.1 Sous un", "s2": "C1.1.2 Sous deux", "s3": "C1.1.3 Sous trois"}
    for row in shown:
        members = ["s1", "s3"] if "Encore" in row[-1][0] else sous.strip("[]").split(", ")
        assert row[0][0] == " ".join(
            ["Indicateurs communs aux sous-compétences :", *(named[m] for m in members)]
        )
    assert " ".join(row[-1][0] for row in shown) == "Au groupe Encore"


def test_a_competence_whose_indicators_are_common_has_no_empty_cell(projet_de: Projet) -> None:
    rows = annexe_iii(
        projet_de,
        "    - {id: c1, intitule: Une, mobilise: [a1]}\n    - {id: c2, intitule: Deux,"
        " mobilise: [a1], sous_competences: [Sous un]}\n",
        "  indicateurs: [{activites: [a1], liste: [Sur a1]}, {activites: [a3], liste: [Perdu]}]\n",
    )
    held = "Indicateurs communs aux compétences qui mobilisent :"
    assert rows[1:] == [
        [("1.1 Activité un 1.1.1 Tâche une", 1, 1), ("C1.1 Une", 1, 2)],
        [("1.1 Activité un", 2, 1), ("C1.2 Deux", 1, 2)],
        [("C1.2.1 Sous un", 1, 2)],
        [(f"{held} 1.1 Activité un", 1, 2), ("Sur a1", 1, 1)],
        [(f"{held} 1.3 Activité trois", 1, 2), ("Perdu", 1, 1)],
    ]


def test_a_task_of_another_level_of_autonomy_is_an_exception(projet_de: Projet) -> None:
    alike = POLE.replace("intitule: Le pôle", "intitule: Le pôle\n  autonomie: 2")
    apart = alike.replace("[Tâche une]", "[{intitule: Tâche une, autonomie: 1}]")
    for pole, told in ((alike, False), (apart, True)):
        words_of = line(tree(projet_de(dossier=dossier(), pole=pole)))
        assert ("Pour le pôle, sauf mention contraire" in words_of) is told


def test_an_appellation_that_repeats_the_job_is_left_out(projet_de: Projet) -> None:
    emploi = (
        "emploi: {id: m, intitule: Médiateur, acces: premiere-insertion, exigences: [],"
        " appellations: [Médiateur]}\n"
    )
    files = {"referentiels/emplois/10-m.yaml": emploi}
    root = tree(projet_de(files, dossier=dossier(), pole=POLE))
    assert words(table(root, "Emplois concernés"))[1:] == [
        ["Dans le cadre d’une première insertion"], ["Médiateur"],
    ]  # fmt: skip


def test_an_orphan_competence_is_shown_in_annexe_iii(projet_de: Projet) -> None:
    bloc = BLOC + "    - {id: c1, intitule: Une, indicateurs: [Vu ainsi]}\n"
    root = tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc))
    assert "Vu ainsi" in line(root)


def test_general_and_optional_blocs(projet_de: Projet) -> None:
    general = """\
blocs:
  - id: g1
    intitule: Mathématiques
    nature: general
    definie_par: Arrêté inventé
    niveau: B1
    competences: [Calculer, {intitule: Raisonner, liste: [Prouver]}]
  - {id: g2, intitule: Mobilité, nature: facultatif}
"""
    root = tree(projet_de(dossier=dossier(), pole=POLE, generaux=general))
    text = line(root).replace("\u00a0", " ")
    for expected in (
        "Bloc général 1 – Mathématiques", "Défini par : Arrêté inventé", "Niveau attendu : B1",
        "Calculer", "Raisonner", "Prouver", "Bloc facultatif 2 – Mobilité",
    ):  # fmt: skip
        assert expected in text


def test_matrix_layout(cycles: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    projet = cycles.projet
    assert projet is not None
    profil = projet.profil.model_copy(update={"mise_en_page": MiseEnPage(competences="matrice")})
    faced = words(table(tree(cycles), "Compétences", "Bloc de compétences 1"))
    monkeypatch.setitem(projet.__dict__, "profil", profil)
    root = tree(cycles)
    rows = words(table(root, "Activités et compétences du bloc 1"))
    assert rows[0][0] == "Activités"
    assert len({len(row) for row in rows}) == 1
    assert {cell for row in rows[1:] for cell in row[1:]} == {"×", ""}
    # The activities are in the matrix; every indicator is still printed.
    alone = words(table(root, "Compétences", "Bloc de compétences 1"))
    assert alone[0] == ["Compétences", "Indicateurs de réussite"]
    assert [row[-1] for row in alone[1:]] == [row[-1] for row in faced[1:]]


# Annexe IV.


def test_reglement_calls_its_notes(cycles: Loaded) -> None:
    root = tree(cycles)
    rows = words(table(root, "Règlement d’examen"))
    assert rows[2][0] == "E1 Remise en état d’un vélo (1)"
    notes = [[line(n) for n in e] for e in root.iter("ol") if e.get("class") == "notes"]
    assert ["(1) Candidats B : La commission fournit le vélo."] in notes


def test_the_call_of_a_note_stays_on_the_line_of_its_word(cycles: Loaded) -> None:
    calls = [a for a in tree(cycles).iter("a") if a.get("class") == "appel"]
    assert calls
    for call in calls:
        before = call.getprevious()
        words = before.tail if before is not None else call.getparent().text
        assert (words or "").endswith("\u00a0")


#: An épreuve whose parts have their own modalités.
PARTS = (
    EVALUATION
    + """\
  - id: e1
    unite: u1
    parties:
      - id: p1
        intitule: Écrit commun
        modalites:
          - {categories: cat-a, mode: ccf, duree: 2 h, note_zero: [Abandon du poste]}
          - {categories: cat-b, mode: ponctuel, formes: [pratique], duree: 2 h 30}
      - id: p2
        intitule: Entretien
        modalites: [{categories: [cat-a, cat-b], mode: ponctuel, formes: [oral], duree: 20 min}]
"""
)


def test_each_modalite_of_a_part_faces_its_duration(
    projet_de: Projet,
) -> None:
    bloc = BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n"
    root = tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc, evaluation=PARTS))
    rows = table(root, "Règlement d’examen")[2:]
    assert [[(cell.replace("\u00a0", " "), high) for cell, high in row] for row in rows] == [
        [("E1 Le pôle", 2), ("U1", 2), ("CCF", 1), ("2 h", 1),
         ("Ponctuel pratique", 1), ("2 h 30", 1)],
        [("Ponctuel oral", 1), ("20 min", 1), ("Ponctuel oral", 1), ("20 min", 1)],
    ]  # fmt: skip


def test_sous_epreuves_have_their_rows_and_definitions(projet_de: Projet) -> None:
    bloc = BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n"
    evaluation = (
        EVALUATION
        + """\
  - id: e1
    intitule: Épreuve
    sous_epreuves:
      - {id: e11, unite: u1, coefficient: 3, modalites: [{categories: cat-a, mode: ponctuel,
         formes: [ecrit, oral, pratique], duree: 1 h 30}]}
"""
    )
    root = tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc, evaluation=evaluation))
    rows = words(table(root, "Règlement d’examen"))
    assert rows[2][:3] == ["E1 Épreuve", "", ""]
    assert [c.replace("\u00a0", " ") for c in rows[3]] == [
        "E1.1 Le pôle", "U1", "3", "Ponctuel écrit, oral et pratique", "1 h 30", "", "",
    ]  # fmt: skip
    assert "Sous-épreuve E1.1 – Le pôle" in [line(h) for h in root.iter("h3")]


def test_a_unit_reserved_for_a_status(projet_de: Projet) -> None:
    evaluation = EVALUATION.replace("bloc: b1}", "bloc: b1, reservee_a: [sco]}").replace(
        "epreuves:\n", ""
    )
    bloc = BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n"
    root = tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc, evaluation=evaluation))
    row = words(table(root, "Unités constitutives"))[1]
    assert row[:2] == ["U1", "Le pôle"]
    assert row[2].replace("\u00a0", " ").endswith("Réservée à : Scolaires.")


def test_a_modalite_of_a_part_is_printed_whole(projet_de: Projet) -> None:
    bloc = BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n"
    root = tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc, evaluation=PARTS))
    assert "Abandon du poste" in line(root)


def test_parts_say_what_they_assess_by_kinds_under_each_way_of_taking(cycles: Loaded) -> None:
    root = tree(cycles)
    rows = words(table(root, "Ce que chaque partie évalue", "Épreuve E1"))
    assert [head.replace("\u00a0", " ") for head in rows[0]] == [
        "Partie", "Blocs", "Compétences", "Activités", "Savoirs", "Part de la note",
    ]  # fmt: skip
    assert [row[0].replace("\u00a0", " ") for row in rows if len(row) == 1] == [
        "Candidats A : CCF", "Candidats B : forme ponctuelle",
    ]  # fmt: skip
    assert {len(row) for row in rows} == {1, len(rows[0])}
    # Numbers name competences, titles the savoirs, which have none.
    assert rows[2][2].replace("\u00a0", " ") == "C1.2, C1.3"
    assert rows[3][4].replace("\u00a0", " ") == "Les transmissions (en partie)"
    assert all(row[-1].endswith("%") for row in rows[1:] if len(row) > 1)


def test_a_competence_that_no_part_names_is_said(copie: Callable[[str], Path]) -> None:
    def said(project: Path) -> list[str]:
        paragraphs = [line(p).replace("\u00a0", " ") for p in tree(load(Folder(project))).iter("p")]
        return [p for p in paragraphs if p.startswith("Aucune partie ne nomme : ")]

    project = copie("cycles")
    before = said(project)
    evaluation = project / "referentiels/evaluation.yaml"
    text = evaluation.read_text("utf-8")
    evaluation.write_text(text.replace("evalue: [entretenir-flotte, ", "evalue: ["), "utf-8")
    (new,) = set(said(project)) - {*before}
    assert "C2.1 " in new


def test_a_part_is_described_under_its_title(cycles: Loaded) -> None:
    assert cycles.projet is not None
    root = tree(cycles)
    for part in cycles.projet.of_nature(Partie):
        title = next(e for e in root.iter() if e.get("id") == ancre(part.cle))
        if title.tag != "p":  # a part that says nothing: its row in the table is enough
            assert not part.description
            continue
        assert line(title).replace("\u00a0", " ").startswith(part.intitule)
        assert ") (" not in line(title)
        if part.description:
            below = title.getnext()
            assert below is not None
            assert line(below).replace("\u00a0", " ").startswith(part.description[:20])


def test_a_modalite_says_its_forms_and_ends_its_sentences(cycles: Loaded) -> None:
    paragraphs = [line(p).replace("\u00a0", " ") for p in tree(cycles).iter("h4", "p")]
    assert "Contrôle en cours de formation (candidats A) : pratique, 2 situations" in paragraphs
    assert "Forme ponctuelle (candidats B) : pratique et orale, 3 h" in paragraphs
    assert any("Notation : Note sur 20, au demi-point." in p for p in paragraphs)


@pytest.mark.parametrize("seul", [True, False])
def test_a_group_of_savoirs_without_a_title_is_not_named_by_its_first_item(
    copie: Callable[[str], Path], *, seul: bool
) -> None:
    project = copie("cycles")
    bloc = project / "referentiels/blocs/bloc-2.yaml"
    family = "Propre à ce groupe" if seul else "Techniques"
    group = (
        f"savoirs:\n    - id: s-elec\n      famille: {family}\n      liste: [Batterie, Moteur,"
        " Capteurs, Bus de communication]\n"
    )
    bloc.write_text(bloc.read_text("utf-8").replace("savoirs:\n", group, 1), "utf-8")
    evaluation = project / "referentiels/evaluation.yaml"
    text = evaluation.read_text("utf-8")
    evaluation.write_text(text.replace("[entretenir-flotte,", "[entretenir-flotte, s-elec,"))
    rows = words(table(tree(load(Folder(project))), "Ce que chaque partie", "Épreuve E2"))
    name = family if seul else "Batterie ; Moteur ; Capteurs ; Bus de communication"
    assert any(name in cell.replace("\u00a0", " ") for row in rows for cell in row)


@pytest.mark.parametrize("key", ["referentiel", "enseignant"])
def test_what_a_competence_has_still_to_say_is_marked(projet_de: Projet, key: str) -> None:
    bloc = BLOC + (
        "    - {id: c1, intitule: Une, mobilise: {a_completer: m1}, indicateurs: {a_completer: m2},"
        " sous_competences: {a_completer: m3}}\n"
        "    - {id: c2, intitule: Deux, mobilise: [a1], sous_competences: [{intitule: Sous,"
        " mobilise: {a_completer: m4}, indicateurs: {a_completer: m5}}]}\n"
    )
    root = tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc), key)
    shown = [line(e).removeprefix("À compléter : ") for e in root.iter("span") if e.get("class")]
    times = 1 if key == "referentiel" else 2
    assert [shown.count(f"m{n}") for n in range(1, 6)] == [times] * 5
    assert "Aucune activité n’est mobilisée" not in line(root)


def test_a_savoir_that_loses_its_title_keeps_its_whole_name(copie: Callable[[str], Path]) -> None:
    project = copie("cycles")
    path = project / "referentiels/blocs/bloc-1.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("      intitule: Les transmissions\n", ""), "utf-8")
    loaded = load(Folder(project))
    assert loaded.projet is not None
    savoir = next(s for b in loaded.projet.blocs for s in b.savoirs if s.id == "transmissions")
    assert savoir.intitule is None
    title = str(Names(loaded.projet)[savoir.cle].titre)
    assert title != savoir.liste[0].intitule
    spans = [e for e in tree(loaded, "referentiel").iter("span") if line(e).startswith(title)]
    assert any(e.get("data-ref", "").startswith("transmissions:") for e in spans)
    chains = couverture.vue(Builder(Project(loaded))).chaines
    told = {m.objet.titre.brut for c in chains for r in c.routes for m in r.maillons}
    assert title in told


def test_savoirs_still_to_be_written_are_marked(projet_de: Projet) -> None:
    bloc = BLOC + (
        "    - {id: c1, intitule: Une}\n"
        "  savoirs:\n    - {famille: F, liste: {a_completer: Motif}}\n"
    )
    assert "Motif" in line(tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc)))


# Annexes, marks, free texts.


@pytest.mark.parametrize(
    ("etape", "nature", "expected"),
    [
        ("opportunite", "creation", ["I", "II", "III"]),
        ("elaboration", "creation", ["I", "II", "III", "IV"]),
        ("elaboration", "revision", ["I", "II", "III", "IV", "VI"]),
        ("examen-cpc", "suppression", []),
    ],
)
def test_annexes_due(projet_de: Projet, etape: str, nature: str, expected: list[str]) -> None:
    files = {
        "evaluation": EVALUATION.replace("epreuves:\n", ""),
        "correspondance": "ancien: {intitule: Ancien, derniere_session: 2020}\nlignes: []\n",
        "bloc": BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n",
    }
    root = tree(projet_de(dossier=dossier(etape, nature), pole=POLE, **files))
    titles = [line(h).replace("\u00a0", " ") for h in root.iter("h1")]
    assert [t.split()[1] for t in titles if t.startswith("Annexe ")] == expected


def test_annexe_vi_with_an_empty_side(cycles: Loaded) -> None:
    rows = words(table(tree(cycles), "Annexe VI"))
    assert rows[3][2:] == ["", ""]
    assert rows[4][:2] == ["", ""]
    assert rows[4][2] == "U2"


def test_free_annexes_come_last(cycles: Loaded) -> None:
    titles = [line(h) for h in tree(cycles).iter("h1")]
    assert titles[-2:] == ["Outillage d’un poste de travail", "Ce qui reste à compléter"]
    taught = [line(h) for h in tree(cycles, "enseignant").iter("h1")]
    (last,) = (title for title in taught if title.endswith(" et index"))
    assert taught.index(titles[-2]) < taught.index(last)


@pytest.mark.parametrize(
    ("etape", "draft", "mark"),
    [
        ("examen-cpc", False, "Projet – document de travail"),
        ("publie", False, ""),
        ("publie", True, "Brouillon – le dossier contient des erreurs"),
    ],
)
def test_marks(projet_de: Projet, etape: str, draft: bool, mark: str) -> None:  # noqa: FBT001
    root = tree(projet_de(dossier=dossier(etape), pole=POLE), draft=draft)
    assert root.get("data-marque") == mark
    assert [line(p) for p in root[0] if p.get("class") == "couverture-mention"] == [mark][
        : bool(mark)
    ]


# What is not known yet.


def to_complete(root: etree._Element) -> list[str]:
    return [
        line(e).replace("\u00a0", " ").removeprefix("À compléter : ")
        for e in root.iter("span")
        if e.get("class") == "a-completer"
    ]


def test_texts_and_lists_of_texts_to_complete_are_marked(projet_de: Projet) -> None:
    pole = POLE.replace("Le pôle", "{a_completer: le titre}") + (
        "  resultats_attendus: {a_completer: les résultats}\n"
        "  environnement_numerique: [Un, {a_completer: le reste}]\n"
        "  conditions: {a_completer: les conditions}\n"
    )
    marked = to_complete(tree(projet_de(dossier=dossier(), pole=pole)))
    assert {"le titre", "les résultats", "le reste", "les conditions"} <= set(marked)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pole", "pole: {id: pole-1, intitule: P, activites: {a_completer: le motif}}"),
        ("bloc", "bloc: {id: b1, intitule: B, pole: pole-1, competences: {a_completer: le motif}}"),
        ("bloc", BLOC + "    - {id: c1, intitule: U, mobilise: [a1], indicateurs:"
                 " {a_completer: le motif}}\n"),
        ("bloc", BLOC + "    - {id: c1, intitule: U, mobilise: [a1]}\n"
                 "  savoirs: {a_completer: le motif}\n"),
        ("evaluation", EVALUATION.rstrip() + " {a_completer: le motif}\n"),
    ],
)  # fmt: skip
def test_lists_of_objects_to_complete_are_marked(projet_de: Projet, name: str, text: str) -> None:
    files = {
        "pole": POLE,
        "bloc": BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n",
        name: text,
    }
    assert "le motif" in to_complete(tree(projet_de(dossier=dossier(), **files)))


def test_an_evaluation_without_categories_is_printed(projet_de: Projet) -> None:
    evaluation = "categories: {a_completer: le motif}\nunites: [{id: u1, bloc: b1}]\n"
    bloc = BLOC + "    - {id: c1, intitule: Une, mobilise: [a1]}\n"
    root = tree(projet_de(dossier=dossier(), pole=POLE, bloc=bloc, evaluation=evaluation))
    assert "le motif" in to_complete(root)
    captions = [line(caption) for caption in root.iter("caption")]
    assert not any("Règlement" in caption for caption in captions)


def test_the_note_lists_what_is_to_complete_without_acronyms(projet_de: Projet) -> None:
    pole = POLE.replace("Le pôle", "{a_completer: le titre}")
    root = tree(projet_de(dossier=dossier(), pole=pole), "note")
    assert "Ce qui reste à compléter" in [line(h) for h in root.iter("h2")]


SOURCES = """\
sources:
  - {id: s1, auteur: Zoé, abrege: Étude, titre: Le besoin, annee: 2019}
  - {id: s2, auteur: Insee, titre: Les métiers, annee: 2018}
"""
PREUVES = """\
chiffres:
  - {id: a, intitule: Les postes, valeur: 5, annee: 2018, perimetre: P, source: s2, contredit: [b]}
  - id: b
    intitule: Les postes de 2022
    valeur: 7
    annee: 2022
    perimetre: P
    source: {ref: s1, page: 3}
"""


def test_sources_stand_under_the_names_that_the_text_calls_them(projet_de: Projet) -> None:
    root = tree(projet_de(dossier=dossier(), sources=SOURCES, preuves=PREUVES), "note")
    entries = [line(e) for e in root.iter("li") if str(e.get("id")).startswith("source-")]
    assert entries == ["Étude, 2019 – Zoé. Le besoin.", "Insee, 2018 – Les métiers."]


def test_names_of_a_job_are_grouped_by_source(projet_de: Projet) -> None:
    """Each source is written once, under what it names; a name without one comes under none."""
    emploi = (
        "emploi: {id: m, intitule: Médiateur, acces: premiere-insertion, exigences: [],"
        " appellations: [Un, {intitule: Deux, source: s1}, {intitule: Trois, source: s2},"
        " {intitule: Quatre, source: s1}]}\n"
    )
    files = {"referentiels/emplois/10-m.yaml": emploi}
    root = tree(projet_de(files, dossier=dossier(), pole=POLE, sources=SOURCES), "note")
    found = next(found for found in root.iter("table") if "Appellations" in line(found))
    cell = list(found.iter("tr"))[1][1]
    assert [line(e) for e in cell.iter("p")] == ["Deux ; quatre", "Trois", "Un"]


@pytest.mark.parametrize(
    ("levels", "said"),
    [("4 à 5", "4 à 5"), ("5", "5"), ("7 au plus", "sans diplôme à 7")],
)
def test_a_job_open_without_a_diploma_says_so(projet_de: Projet, levels: str, said: str) -> None:
    """« 7 au plus » would read as a ceiling: it is the floor that the fiche does not have."""
    emploi = (
        "emploi: {id: m, intitule: Médiateur, acces: premiere-insertion, exigences: [],"
        f" niveau_usuel: 4, niveaux_des_fiches: {levels}}}\n"
    )
    root = tree(projet_de({"referentiels/emplois/10-m.yaml": emploi}, dossier=dossier()), "note")
    told = [line(p) for p in root.iter("p") if line(p).startswith("Selon les fiches")]
    assert [words.replace("\u00a0", " ") for words in told] == [f"Selon les fiches : {said}"]


@pytest.mark.parametrize(("branche", "times"), [("Conseil", 1), ("Négoce", 2)])
def test_what_all_who_ask_have_in_common_is_said_once(
    projet_de: Projet, branche: str, times: int
) -> None:
    asking = (
        "demandeurs:\n"
        "  - {nom: Un, qualite: syndicat, branche: Conseil}\n"
        f"  - {{nom: Deux, qualite: syndicat, branche: {branche}}}\n"
    )
    root = tree(projet_de(dossier=dossier() + asking), "note")
    table = next(t for t in root.iter("table") if "Un" in map(line, t.iter("strong")))
    cells = [td for td in table.iter("td") if "Syndicat" in line(td)]
    assert [td.get("rowspan") for td in cells] == (["2"] if times == 1 else [None, None])


def test_the_workbook_of_the_note_gives_the_source_of_each_name(projet_de: Projet) -> None:
    emploi = (
        "emploi: {id: m, intitule: Médiateur, acces: premiere-insertion, exigences: [],"
        " appellations: [Un, {intitule: Deux, source: s1}]}\n"
    )
    files = {"referentiels/emplois/10-m.yaml": emploi}
    book = workbook(projet_de(files, dossier=dossier(), pole=POLE, sources=SOURCES))
    assert [row[1:3] for row in book["Emplois"]] == [("Deux", "(Étude, 2019)"), ("Un", None)]


def test_a_figure_that_its_source_gives_in_words_has_no_number_of_ours(projet_de: Projet) -> None:
    """« un tiers », not « un tiers (33 %) »: the source does not give the second."""
    given = (
        "chiffres:\n  - {id: a, intitule: La part, valeur: 33, unite: '%', mots: un tiers,"
        " annee: 2018, perimetre: P, source: s2, reserve: Non donnée.}\n"
    )
    root = tree(projet_de(dossier=dossier(), sources=SOURCES, preuves=given), "note")
    told = line(root)
    assert "un tiers" in told
    assert "33" not in told


def test_figures_are_grouped_by_source_and_show_what_contradicts_them(projet_de: Projet) -> None:
    book = workbook(projet_de(dossier=dossier(), sources=SOURCES, preuves=PREUVES))
    assert book["Chiffres"] == [
        (
            "Les postes de 2022",
            "7",
            "horizon 2022",
            "P",
            "oui",
            "Étude, 2019",
            "p.\u00a03",
            None,
            None,
        ),
        ("Les postes", "5", "2018", "P", "oui", "Insee, 2018", None, None, "Les postes de 2022, 7"),
    ]


def test_only_figures_with_a_reserve_are_listed_on_paper(projet_de: Projet) -> None:
    warned = PREUVES.replace("perimetre: P,", "perimetre: P, perimetre_lu: deduit,", 1)
    assert warned != PREUVES
    root = tree(projet_de(dossier=dossier(), sources=SOURCES, preuves=warned), "note")
    rows = words(table(root, "Chiffres donnés avec réserve"))[1:]
    assert len(rows) == 1
    assert "Périmètre déduit, non lu dans la source : P." in rows[0][-1]


def test_a_table_stands_where_the_prose_places_it(projet_de: Projet) -> None:
    def order(text: str) -> list[str]:
        files = {"dossier/note/40-activites-et-blocs.md": text}
        root = tree(projet_de(files, dossier=dossier(), pole=POLE), "note")
        wanted = ("Tableau 1", "Un", "Deux")
        return [said for e in root.iter("caption", "h2") for said in wanted if said in line(e)]

    text = "# Activités\n\n## Un\n\n{}\n\n## Deux\n"
    assert order(text.format('{{ tableau("poles") }}')) == ["Un", "Tableau 1", "Deux"]
    assert order(text.format("mot")) == ["Un", "Deux", "Tableau 1"]


def test_a_table_whose_section_is_missing_has_its_own(projet_de: Projet) -> None:
    root = tree(projet_de(dossier=dossier(), pole=POLE), "note")
    assert "Activités et blocs envisagés" in [line(h) for h in root.iter("h1")]


# Numbers and notes.


def test_numbers_overridden_and_absent(projet_de: Projet) -> None:
    pole = POLE.replace("id: a1,", "id: a1, numero: 7.bis,").replace(
        "id: a3,", "id: a3, numero: '',"
    )
    loaded = projet_de(dossier=dossier(), pole=pole)
    assert loaded.projet is not None
    numbers = Names(loaded.projet).numeros
    assert (numbers["a1"], numbers["a2"]) == ("7.bis", "1.2")
    cells = [line(p) for p in tree(loaded).iter("p") if str(p.get("id")).startswith("o-a")]
    assert "7.bis Activité un" in cells
    assert "1.2 Activité deux" in cells


@pytest.mark.parametrize("kind", ["tache", "activite", "pole", "competence", "bloc", "unite"])
def test_notes_on_objects_are_printed(projet_de: Projet, kind: str) -> None:
    note = "notes: [La note]"
    notes = dict.fromkeys(["tache", "activite", "pole", "competence", "bloc", "unite"], "notes: []")
    notes[kind] = note
    pole = f"""\
pole:
  id: pole-1
  intitule: Le pôle
  {notes["pole"]}
  activites:
    - {{id: a1, intitule: Une, {notes["activite"]}, taches: [{{intitule: T, {notes["tache"]}}}]}}
"""
    bloc = f"""\
bloc:
  id: b1
  intitule: Le bloc
  pole: pole-1
  {notes["bloc"]}
  competences: [{{id: c1, intitule: Une, mobilise: [a1], {notes["competence"]}}}]
"""
    evaluation = EVALUATION.replace("bloc: b1}", f"bloc: b1, {notes['unite']}}}").replace(
        "epreuves:\n", ""
    )
    loaded = projet_de(dossier=dossier(), pole=pole, bloc=bloc, evaluation=evaluation)
    assert loaded.projet is not None, loaded.diagnostics
    shown = [line(tree(loaded, key)) for key in ("note", "referentiel", "couverture")]
    assert any("La note" in text for text in shown)


def test_a_part_that_observes_few_indicators_of_a_competence_says_which() -> None:
    b = Builder(ouvert(DOSSIERS["depot"]))
    (exam,) = (e for e in b.projet.of_nature(Epreuve) if e.cle == "e3")
    found = repartition(b, exam, ())
    assert found is not None
    ((competence, parts, indicateurs),) = found.restreintes
    assert competence.numero == "C3.1"
    assert len(parts) == 2
    assert [i.brut.startswith("Recherche de la cause expliquée") for i in indicateurs] == [True]
    rows = [rangee for _, rangees in found.voies for rangee in rangees]
    told = {o.numero: partial for rangee in rows for o, partial in rangee.evalues[0]}
    # C3.4 is observed by all its indicators, C3.1 by some of them in each part.
    assert (told["C3.1"], told["C3.4"]) == (True, False)


def test_a_part_that_goes_as_that_of_another_way_says_so() -> None:
    b = Builder(ouvert(DOSSIERS["depot"]))
    (exam,) = (e for e in b.projet.of_nature(Epreuve) if e.cle == "e3")
    (first, _), (second, other) = (way.parties for way in ways(b, exam.modalites))
    assert first.description is not None
    assert len(first.description) > len("Même déroulement que pour les candidats A.") * 4
    assert second.description == "<p>Même déroulement que pour les candidats A.</p>"
    assert other.description is not None
    assert "Même déroulement" not in other.description
