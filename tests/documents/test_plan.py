"""The plan as data: where each thing prints, under which number; what is said when nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree
from projets_engendres import engendre
from relecture import sans_cadre_vide

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.model.numerotation import Numerotation
from mc_builder.model.plan import Contenu, Disposition, MiseEnPage, PartiePlan, grow
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de
from types_inventes import DOSSIER, TYPES, fichiers_du_type

RACINE = Path(__file__).parents[2]
CYCLES = RACINE / "tests/projets/cycles"
PROFIL = "dossier/profil.yaml"
CS = "certificat-de-specialisation"


def projet(profil: str = "", textes: dict[str, str] | None = None, **changes: str) -> Project:
    """The cycles project, with a profile of its own in the place of the tool's."""
    files = dict(fichiers_de(CYCLES))
    for path, text in (textes or {}).items():
        files[f"referentiels/textes/{path}"] = text.encode()
    if profil:
        files[PROFIL] = f"profil:\n  id: {CS}\n  herite_de: {CS}\n{profil}".encode()
    for path, added in changes.items():
        files[f"dossier/{path}.yaml"] += added.encode()
    return Project.open(Memoire(files))


def arbre(project: Project, cle: str = "referentiel") -> etree._Element:
    return Making(document_kind(cle), Builder(project)).document.root


def mots(element: etree._Element) -> str:
    return " ".join(text_of(element).replace("\u00a0", " ").split())


def titres(root: etree._Element, *tags: str) -> list[str]:
    return [mots(e) for e in root.iter(*(tags or ("h1", "h2", "h3", "h4")))]


def dits(project: Project, code: str) -> list[str]:
    found = [d for d in project.findings() if d.code == code]
    return [f"{d.span.path}:{d.span.line}:{d.span.column} {d.message} {d.aide}" for d in found]


#: The référentiel des activités is annexe I a, the assessment annexe II: as some arrêtés do.
AUTRE = """\
  plan: [referentiels, evaluation, formation, presentation, correspondance]
  parties:
    referentiels: {titre: Référentiels du diplôme, annexes: [activites, competences]}
    evaluation: {titre: Modalités de certification}
"""


@pytest.mark.lent
def test_an_arrete_whose_activities_are_annexe_i_a_and_assessment_annexe_ii() -> None:
    project = projet(AUTRE)
    root = arbre(project)
    assert [t for t in titres(root, "h1") if t.startswith("Annexe")] == [
        "Annexe I – Référentiels du diplôme",
        "Annexe I a – Référentiel des activités professionnelles",
        "Annexe I b – Référentiel de compétences",
        "Annexe II – Modalités de certification",
        "Annexe III – Formation en centre et en milieu professionnel",
        "Annexe IV – Présentation synthétique du référentiel du diplôme",
        "Annexe V – Tableau de correspondance entre épreuves ou unités",
    ]
    assert {"I a.1 Présentation du diplôme", "I a.1.1 Appellation", "II.2 Règlement d’examen"} <= {
        *titres(root)
    }
    # Every reference follows, in every document.
    for cle in ("referentiel", "enseignant", "grille", "couverture"):
        said = mots(arbre(project, cle))
        formation = (
            "annexe III, « Organisation »",
            "professionnel, annexe III",
            "professionnel (à confirmer), annexe III",
            "centre, annexe III",
        )
        for right in formation:
            said = said.replace(right, "")
        assert "annexe III" not in said
        assert cle == "couverture" or "annexe I b" in said
    names = project.names
    found = {str(names.lieu(o.cle).document) for o in project.projet.by_cle.values()}
    assert "Référentiel, annexe I a, « Description des activités », pôle 1" in found
    assert "Référentiel, annexe II, « Définition des épreuves », épreuve E1" in found


def test_a_title_of_an_annexe_is_followed_by_its_first_sub_annexe() -> None:
    """No page holds a title alone."""
    root = arbre(projet(AUTRE))
    sections = [e for e in root.iter("section") if mots(e).startswith("Annexe I")]
    assert [s.get("class") for s in sections[:3]] == ["chapitre", "suite", "chapitre"]


def test_a_call_in_prose_says_the_number_that_the_plan_gives() -> None:
    text = {"10-missions.md": 'Voir l’{{ annexe("epreuves") }} et l’{{ annexe("competences") }}.'}
    assert "Voir l’annexe IV et l’annexe III." in mots(arbre(projet("", text)))
    assert "Voir l’annexe II et l’annexe I b." in mots(arbre(projet(AUTRE, text)))


def test_a_call_to_what_prints_nowhere_is_said_and_says_nothing_wrong() -> None:
    text = {"10-missions.md": 'Voir l’{{ annexe("epreuves") }}.'}
    project = projet("  plan: [activites, competences]\n", text)
    (found,) = dits(project, "NOT001")
    assert found.startswith(
        "referentiels/textes/10-missions.md:1:19 aucune annexe n’imprime « epreuves »"
    )
    said = mots(arbre(project))
    assert not re.search(r"[Aa]nnexe (?:\.|,|III)", said)
    assert "annexe IV" not in said
    near = projet("", {"10-missions.md": 'Voir l’{{ annexe("epreuvess") }}.'})
    (found,) = dits(near, "NOT001")
    assert "vouliez-vous dire « epreuves » ?" in found


def test_what_is_written_and_has_no_place_is_said_once() -> None:
    (found,) = dits(projet("  plan: [activites, competences]\n"), "REF011")
    for word in ("les unités", "le règlement d’examen", "les épreuves", "les heures de formation"):
        assert word in found
    assert "les pôles" not in found


def test_of_a_profile_with_mistakes_the_mistakes_are_said_and_not_what_its_plan_leaves_out() -> (
    None
):
    project = projet("  plan: [activites, competences]\n  inconnue: 1\n")
    assert [d.code for d in project.findings() if d.code.startswith("REF")] == []
    (found,) = dits(project, "SCH002")
    assert "inconnue" in found


def test_without_an_annexe_of_the_competences_no_sentence_ends_on_a_hole() -> None:
    project = projet("  plan: [evaluation, formation]\n")
    for cle in ("referentiel", "enseignant"):
        said = mots(arbre(project, cle))
        assert not re.search(r"annexe (?!I|II\b)|à l’ [a-z]|[:,] \.|observer : ?\.", said)


def test_annexes_without_a_number_are_cited_by_nothing() -> None:
    parts = ", ".join(f"{c}: {{numerote: non}}" for c in ("activites", "competences", "evaluation"))
    savoirs = "savoirs: {titre: Savoirs associés, numerote: non, contenu: [savoirs]}"
    project = projet(
        f"  parties: {{{parts}, {savoirs}}}\n"
        "  plan: [activites, competences, savoirs, evaluation]\n"
    )
    for cle in ("referentiel", "enseignant"):
        root = arbre(project, cle)
        said = mots(root)
        assert not re.search(r"[Aa]nnexe (?!des |[A-Z]{3})|,,|d’autonomie, est|à l’ [a-z]", said)
        anchors = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(anchors) == len(set(anchors))


FAUTES = [
    ("  plan: [activites, competance]\n", ":4:21 partie inconnue du plan « competance »"),
    ("  parties: {formation: {rubriques: [objectif]}}\n", ":4:37 partie inconnue du plan"),
    (
        "  textes:\n    - {nom: missions, titre: Missions, place: contexe}\n",
        ":5:47 partie inconnue du plan « contexe »",
    ),
    ("  parties: {formation: {contenu: [heure]}}\n", ":4:35 valeur non admise"),
    ("  parties: {formation: {contenu: [heure]}}\n", "vouliez-vous dire « heures » ?"),
    ("  parties: {formation: {contenu: [epreuves]}}\n", "« epreuves » s’imprime déjà"),
    ("  variantes: {courte: {plan: [activitees]}}\n", ":4:31 partie inconnue du plan"),
]


@pytest.mark.parametrize(("profil", "said"), FAUTES, ids=[said for _, said in FAUTES])
def test_what_a_plan_may_not_say_is_said_at_its_place(profil: str, said: str) -> None:
    found = [
        f"{d.span.path}:{d.span.line}:{d.span.column} {d.message} ; {d.aide}"
        for d in projet(profil).findings()
        if d.span.path == PROFIL
    ]
    assert any(said in one for one in found), found


def test_an_unknown_place_proposes_the_near_one_and_says_them_all() -> None:
    project = projet("  textes:\n    - {nom: missions, titre: Missions, place: contexe}\n")
    (found,) = dits(project, "DIP012")
    assert "vouliez-vous dire « contexte » ?" in found
    assert "les parties sont : presentation, " in found


STI = "baccalaureat-professionnel"


def sti() -> Project:
    """The invented baccalauréat professionnel, under the plan of the industrial ones."""
    files = dict(fichiers_du_type(STI))
    files[DOSSIER] += b"mise_en_page: {plan: sti, competences: fiches}\n"
    files["referentiels/textes/20-secteurs.md"] = b"Les ateliers et les chantiers."
    return Project.open(Memoire(files))


def test_the_plan_of_the_industrial_diplomas() -> None:
    root = arbre(sti())
    said = titres(root)
    wanted = [
        "II-1 Contexte professionnel",
        "II-1.1 Secteurs d’activité",
        "II-1.2 Emplois concernés",
        "Emplois en début de carrière",
        "II-2 Description des activités",
        "II-2.1 Pôles et activités",
        "II-2.2 Détail des activités",
    ]
    assert [t for t in said if t in wanted] == wanted
    heads = [[mots(th) for th in t.iter("th")] for t in root.iter("table")]
    assert heads.count(["Pôles d’activités", "Activités"]) == 1
    # The section under a heading of the same words does not repeat it.
    assert said.count("Secteurs d’activité") == 0


@pytest.mark.rapides(1)
@pytest.mark.usefixtures("lecture_neuve")  # it writes in what was read
@pytest.mark.parametrize("nom", ["cycles", *map(str, range(6))])
def test_no_layout_of_the_competences_loses_a_text(nom: str) -> None:
    """Whatever the dossier chooses, all that the files say prints, and nothing twice."""
    files = fichiers_de(CYCLES) if nom == "cycles" else engendre(int(nom))
    refs: dict[str, set[str]] = {}
    for disposition in get_args(Disposition):
        project = Project.open(Memoire(dict(files)))
        chosen = MiseEnPage(competences=disposition)
        project.projet.dossier.__dict__["mise_en_page"] = chosen
        root = arbre(project)
        refs[disposition] = {str(s.get("data-ref")) for s in root.iter("span")} - {"None"}
        sans_cadre_vide(root)
        anchors = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(anchors) == len(set(anchors))
    assert all(found == refs["face-a-face"] for found in refs.values())


def test_the_plan_that_a_dossier_chooses_is_known() -> None:
    (found,) = dits(projet(dossier="mise_en_page: {plan: stj}\n"), "DIP017")
    assert "plan inconnu « stj »" in found
    assert "vouliez-vous dire « sti » ?" in found


def test_a_table_of_poles_alone_defines_them() -> None:
    profil = "  parties: {description: {contenu: [poles-activites]}}\n"
    project = projet(profil)
    root = arbre(project)
    anchors = [e.get("id") for e in root.iter() if e.get("id")]
    for pole in project.projet.poles:
        assert anchors.count(f"o-{pole.cle}") == 1
    assert dits(project, "REF011") == []


def test_the_savoirs_may_have_an_annexe_of_their_own() -> None:
    project = projet(
        "  plan: [activites, competences, savoirs, evaluation, formation]\n"
        "  parties: {savoirs: {titre: Savoirs associés, contenu: [savoirs]}}\n"
    )
    root = arbre(project)
    heads = titres(root, "h1", "h2", "h3")
    assert heads.count("Savoirs associés") == 0
    first = heads.index("Annexe III – Savoirs associés")
    assert heads[first + 1].startswith("Bloc 1 – ")
    savoir = project.projet.blocs[0].savoirs[0]
    assert project.names.lieu(savoir.cle).document == "Référentiel, annexe III, bloc 1"
    anchors = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(anchors) == len(set(anchors))


def test_a_wide_reglement_turns_its_page_wherever_the_plan_puts_it() -> None:
    """As a heading of an annexe, or as a sub-annexe, the first one included."""
    files = dict(fichiers_de(CYCLES))
    evaluation = files["referentiels/evaluation.yaml"].decode()
    more = "categories:\n  - {id: cat-z, statuts: [Autres]}\n  - {id: cat-y, statuts: [Divers]}\n"
    files["referentiels/evaluation.yaml"] = evaluation.replace("categories:\n", more, 1).encode()
    for profil in (
        "",
        "  parties: {evaluation: {rubriques: [], annexes: [unites, reglement, epreuves]}}\n",
        "  parties: {evaluation: {rubriques: [], annexes: [reglement, epreuves]}}\n",
    ):
        files[PROFIL] = f"profil:\n  id: {CS}\n  herite_de: {CS}\n{profil}".encode()
        root = arbre(Project.open(Memoire(files)))
        title = next(e for e in root.iter("h1", "h2") if mots(e).endswith("Règlement d’examen"))
        assert title.getparent().get("class") == "paysage"


def test_every_thing_that_a_plan_may_name_has_its_macro() -> None:
    text = (RACINE / "templates/_annexes.html.j2").read_text("utf-8")
    macros = set(re.findall(r"\{% macro (\w+)\(n\) %\}", text))
    assert macros == {c.replace("-", "_") for c in get_args(Contenu)} - {"textes"}


def test_a_part_that_holds_itself_turns_in_no_circle() -> None:
    part = PartiePlan(titre="A", rubriques=("a", "b"), annexes=("a",))
    (top,) = grow(("a", "a"), {"a": part, "b": part}, "creation", annexe="{I}", sous_annexe="{a}")
    assert [b.cle for b in top.walk()] == ["a", "b"]


NUMERO = re.compile(r"\bannexes? (?:[IVX]+|[0-9])\b", re.IGNORECASE)


def _said_by(path: Path) -> str:
    """The words of a file but those that show a form (« annexe III »)."""
    text = path.read_text("utf-8")
    return re.sub(r"« [^«»]* »|« [^«»\n]*", "", text)


def test_no_template_nor_module_names_the_number_of_an_annexe() -> None:
    files = [*(RACINE / "src/mc_builder").rglob("*.py"), *(RACINE / "templates").glob("*.j2")]
    others = {"specimen.py"}  # no référentiel: a page that shows the styles of Word
    found = {
        f"{path.relative_to(RACINE)}: {m[0]}"
        for path in files
        if path.name not in others
        for m in NUMERO.finditer(_said_by(path))
    }
    assert found == set()


def reecrit(pattern: str, by: str, profil: str) -> Project:
    """The cycles project with a profile of its own, and a line of its dossier changed."""
    files = dict(fichiers_de(CYCLES))
    files[PROFIL] = f"profil:\n  id: {CS}\n  herite_de: {CS}\n{profil}".encode()
    files[DOSSIER] = re.sub(pattern, by, files[DOSSIER].decode(), flags=re.MULTILINE).encode()
    return Project.open(Memoire(files))


ACCES = r"^  acces:\n(?:    - .*\n)+|^  acces: .*\n"
REGLE = "  regles_acces: [Le permis B est exigé (règlement inventé).]\n"
TITULAIRES = "L’accès à la formation est ouvert aux titulaires"


@pytest.mark.parametrize(
    ("acces", "profil", "said", "unsaid"),
    [
        ("", REGLE, "Le permis B est exigé (règlement inventé).", TITULAIRES),
        (
            "  acces: [CAP]\n",
            REGLE,
            f"{TITULAIRES} du diplôme suivant : – CAP Le permis",
            "suivants",
        ),
        ("  acces: [Aucun diplôme n’est exigé]\n", "", "Aucun diplôme n’est exigé.", TITULAIRES),
        (
            "  acces: [CAP, Sans diplôme sur décision du jury]\n",
            "",
            "du diplôme suivant : – CAP Sans diplôme sur décision du jury.",
            "l’un des",
        ),
    ],
)
def test_the_rules_of_access_print_with_diplomas_or_alone(
    acces: str, profil: str, said: str, unsaid: str
) -> None:
    project = reecrit(ACCES, acces, profil)
    root = arbre(project)
    words = re.sub(r"\s+", " ", " ".join(map(mots, root.iter("p", "li"))))
    assert said.replace("– ", "") in words
    assert unsaid not in words


@pytest.mark.parametrize(
    ("epreuve", "numbers"),
    [("{n}", ("1", "1.1")), ("", ("", "")), ("Ép. {n}", ("Ép. 1", "Ép. 1.1"))],
)
def test_what_an_epreuve_holds_is_numbered_after_it(epreuve: str, numbers: tuple[str, str]) -> None:
    """« E1.1 » below « 1 » would be of another series; so with tâches, and sous-compétences."""
    formats = Numerotation.model_validate(
        {"epreuve": epreuve, "competence": epreuve, "activite": epreuve}
    )
    said = (formats.epreuve.format(n=1), formats.sous_epreuve.format(p=1, n=1))
    assert said == numbers
    for format_ in (formats.tache, formats.sous_competence):
        assert format_.format(p=9, a=1, n=1) == numbers[1]
    own = Numerotation.model_validate({"epreuve": epreuve, "sous_epreuve": "S{n}"})
    assert own.sous_epreuve == "S{n}"


def test_what_lacks_an_horizon_is_said_where_one_would_be() -> None:
    """Of the texts, one that looks ahead; of none of these, the file of the dossier."""
    files = dict(fichiers_du_type("titre-professionnel"))
    files["referentiels/textes/10-missions.md"] = b"Le passeur conduit un bac.\n"
    project = Project.open(Memoire(files))
    (found,) = [d for d in project.findings() if d.code == "NOT012"]
    assert found.span.path == DOSSIER
    files["referentiels/textes/20-perspectives.md"] = b"Le passeur devient chef.\n"
    project = Project.open(Memoire(files))
    (found,) = [d for d in project.findings() if d.code == "NOT012"]
    assert found.span.path == "referentiels/textes/20-perspectives.md"


@pytest.mark.parametrize("type_", sorted(p.stem for p in TYPES.glob("*.yaml")))
def test_the_hours_in_the_centre_stand_under_a_true_heading(type_: str) -> None:
    """Neither the volume nor the grille of lessons is of a period in company."""
    plan = Project.open(Memoire(dict(fichiers_du_type(type_)))).projet.plan
    held = {plan.annexe_of(contenu) for contenu in ("heures", "grille")}
    (annexe,) = held
    assert annexe is not None
    titre = annexe.partie.titre
    assert annexe != plan.annexe_of("periode-organisation") or titre.startswith("Formation")
    assert "⟨" not in titre


def test_what_has_no_place_says_which_part_of_the_profile_has_it() -> None:
    own = "  plan: [presentation, activites, competences, evaluation, formation]\n"
    files = dict(fichiers_du_type("certificat-d-aptitude-professionnelle"))
    kind = "certificat-d-aptitude-professionnelle"
    files["dossier/profil.yaml"] = f"profil:\n  id: {kind}\n  herite_de: {kind}\n{own}".encode()
    (found,) = [d for d in Project.open(Memoire(files)).findings() if d.code == "REF011"]
    assert "les heures" in found.message.replace("\u00a0", " ")
    assert found.aide.replace("\u00a0", " ") == "dans le profil, ajoutez à « plan: » « centre »"


#: What a part prints under a heading of its own: what comes after it would be read as of it.
SOUS_UN_TITRE = {"categories", "epreuves", "poles", "competences", "generaux", "savoirs"}


@pytest.mark.parametrize("type_", sorted(p.stem for p in TYPES.glob("*.yaml")))
def test_no_heading_stands_over_what_is_not_of_it(type_: str) -> None:
    """Nor is a heading without a number among others that have one."""
    profil = Project.open(Memoire(fichiers_du_type(type_))).projet.profil
    for variante in (None, *profil.variantes):
        one = profil.arranged(variante)
        top = grow(one.plan, one.parties, "revision", annexe="{n}", sous_annexe="{n}")
        for branche in (b for annexe in top for b in annexe.walk()):
            titled = [c in SOUS_UN_TITRE for c in branche.partie.contenu]
            assert titled == sorted(titled), branche.cle
            inside = [b.partie for b in branche.rubriques]
            assert len({p.numerote for p in inside if p.titre}) <= 1, branche.cle


def test_the_parts_of_an_epreuve_say_that_what_one_names_is_its_own() -> None:
    root = arbre(projet())
    told = [mots(p) for p in root.iter("p") if "n’est évaluée que dans celle-ci" in mots(p)]
    assert len(told) == 1


def test_epreuves_of_one_part_say_nothing_of_others() -> None:
    single = Project.open(Memoire(fichiers_du_type("brevet-professionnel")))
    assert "n’est évaluée que dans celle-ci" not in mots(arbre(single))


def test_the_jobs_say_the_level_at_which_they_are_held() -> None:
    """One that has none says so, beside the others."""
    table = next(t for t in arbre(projet()).iter("table") if "Niveau usuel" in mots(t))
    said = [mots(row[-1]) for row in table.iter("tr") if row.get("class") != "groupe"][1:]
    jobs = projet().projet
    levels = [str(e.niveau_usuel) for e in jobs.emplois if isinstance(e.niveau_usuel, int)]
    assert sorted(w for w in said if w != "non établi") == sorted(levels)
    assert len(said) == len(jobs.emplois) + len(jobs.dossier.autres_emplois)
