"""Comments: findings and gaps beside the paragraphs that they are about."""

from __future__ import annotations

from datetime import date

from docx_reading import DATE, NS, Package, document, reference, text

from mc_builder.documents.builder import Builder
from mc_builder.documents.commentaires import Commentaire, commentaires
from mc_builder.loading import Loaded
from mc_builder.project import Project
from mc_builder.writers.docx.comments import Replique
from mc_builder.writers.docx.writer import write_docx

PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
MARKUP = """<section class="chapitre"><h1>Titre</h1>
<p><a href="#x"><span data-ref="act-1:intitule">Suivre un site</span></a></p>
<p id="x"><span data-ref="act-1:intitule">Suivre un site</span></p>
<ul><li><span data-ref="act-1:taches/1">Lire les mesures</span></li>
<li><span data-ref="act-1:taches/2">Corriger les liens</span></li></ul>
<p><span data-ref="dossier/note/10-origine/1">Le besoin</span></p>
<p><span data-ref="dossier/note/10-origine/2">est « ancien »</span></p></section>"""


def written(*remarks: Commentaire) -> Package:
    return Package(write_docx(document(MARKUP), reference(), date=DATE, commentaires=remarks))


def beside(package: Package) -> dict[str, str]:
    """The first line of each comment → the words that it stands beside."""
    lines = {
        comment.get(f"{{{NS['w']}}}id"): text(comment[0])
        for comment in package.find("//w:comment", "word/comments.xml")
    }
    found = {}
    for paragraph in package.find("//w:p[w:commentRangeStart]"):
        for number in paragraph.xpath("w:commentRangeStart/@w:id", namespaces=NS):
            assert paragraph.xpath(f"w:commentRangeEnd[@w:id='{number}']", namespaces=NS)
            assert paragraph.xpath(f"w:r/w:commentReference[@w:id='{number}']", namespaces=NS)
            found[lines[number]] = text(paragraph)
    return found


def test_a_remark_stands_beside_its_text():
    found = beside(
        written(
            Commentaire((("act-1", "intitule"),), ("defini",)),
            Commentaire((("act-1", "taches"),), ("tache",), "les liens"),
            Commentaire((("act-1", "niveau"),), ("objet",)),
            Commentaire((("act-1/taches/7", "texte"),), ("parent",)),
            Commentaire((("dossier/note/10-origine", ""),), ("prose",), "« ancien »"),
            Commentaire((("inconnu", "x"), ("act-1", "intitule")), ("second choix",)),
        )
    )
    assert found == {
        "defini": "Suivre un site",
        "tache": "Corriger les liens",
        "objet": "Suivre un site",
        "parent": "Suivre un site",
        "prose": "est «\u00a0ancien\u00a0»",
        "second choix": "Suivre un site",
    }


def test_the_text_itself_comes_before_its_citations():
    package = written(Commentaire((("act-1", "intitule"),), ("defini",)))
    assert not package.find("//w:p[w:commentRangeStart][w:hyperlink]")


def test_what_has_no_paragraph_is_said_once_on_the_first():
    package = written(
        Commentaire((), ("YML001 – erreur", "Un message.")), Commentaire((("z", ""),), ("Autre",))
    )
    assert beside(package) == {"Constats sans paragraphe dans ce document : 2": "Titre"}
    lines = [text(p) for p in package.find("//w:comment/w:p", "word/comments.xml")]
    assert lines[1:] == ["YML001 – erreur Un message.", "Autre"]


def test_author_and_date_are_those_of_the_dossier():
    package = written(Commentaire((), ("Un",)))
    (comment,) = package.find("//w:comment", "word/comments.xml")
    values = {key.rpartition("}")[2]: value for key, value in comment.attrib.items()}
    assert values == {
        "id": "0",
        "author": "mc_builder",
        "date": "2019-12-01T00:00:00Z",
        "initials": "mc",
    }


def test_no_remark_no_part():
    assert "word/comments.xml" not in written().names()


def test_findings_and_gaps_of_a_project(projet_de):
    loaded: Loaded = projet_de(
        exigences="""
            exigences:
              - {id: web, intitule: Tenir un site, nature: savoir-faire}
            """,
        emploi="""
            emploi:
              id: webmestre
              intitule: Webmestre
              appellations: [Webmestre]
              acces: premiere-insertion
              exigences: [{exigence: web, importance: 2, autonomie: 2}]
            """,
        note='# Besoins\n\nLe site date de {{ chiffre("inconnu") }}.\n',
    )
    builder = Builder(Project(loaded))
    remarks = commentaires(builder.project, "referentiel")
    figure = next(r for r in remarks if r.paragraphes[0].startswith("PRE001"))
    assert figure.cibles == (("dossier/note/10-note", ""),)
    assert "inconnu" in figure.extrait
    assert figure.paragraphes[-1].startswith("dossier/note/10-note.md:3:")
    gaps = [r for r in remarks if r.paragraphes[0].startswith("Couverture")]
    assert [gap.cibles for gap in gaps] == [(("web", "intitule"),)]
    assert gaps[0].paragraphes[0] == "Couverture – non couverte"
    assert "«\u00a0Tenir un site\u00a0»" in gaps[0].paragraphes[1]


def test_a_comment_of_a_reader_keeps_its_author_its_answers_and_its_state():
    answer = Replique(("Fait.", "Voir la page 3."), "Fédération", date(2026, 11, 2))
    package = written(
        Commentaire(
            (("act-1", "intitule"),),
            ("Préciser.",),
            auteur="Inspection",
            reponses=(answer,),
            fait=True,
        ),
        Commentaire((("inconnu", "x"),), ("Sans paragraphe.",), auteur="Claude Roy"),
        Commentaire((("act-1", "intitule"),), ("COV – constat",)),
    )
    said = [
        (c.get(f"{{{NS['w']}}}author"), c.get(f"{{{NS['w']}}}date"), [text(p) for p in c])
        for c in package.find("//w:comment", "word/comments.xml")
    ]
    assert said == [
        ("Inspection", "2019-12-01T00:00:00Z", ["Préciser."]),
        ("Fédération", "2026-11-02T00:00:00Z", ["Fait.", "Voir la page 3."]),
        ("Claude Roy", "2019-12-01T00:00:00Z", ["Sans paragraphe."]),
        ("mc_builder", "2019-12-01T00:00:00Z", ["COV – constat"]),
    ]
    lines = package.find("//*[local-name()='commentEx']", "word/commentsExtended.xml")
    threads = [{key.rpartition("}")[2]: v for key, v in line.attrib.items()} for line in lines]
    first, second, third, last = (one["paraId"] for one in threads)
    assert threads == [
        {"paraId": first, "done": "1"},
        {"paraId": second, "paraIdParent": first, "done": "1"},
        {"paraId": third, "done": "0"},
        {"paraId": last, "done": "0"},
    ]
    ends = package.find("//w:comment/w:p[last()]", "word/comments.xml")
    assert [p.attrib[PARA_ID] for p in ends] == [first, second, third, last]
