"""What each form of the coverage report says, read back from its bytes into one structure.

Nothing here is shared with what writes the forms: titles, counts and chains are read as a reader
would, from the JSON, the workbook, the tree of the DOCX and PDF, the page, the text, the Markdown.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import docx
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree, html
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mc_builder.page.tree import text_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T = f"{_W}p", f"{_W}t"

STATUTS = {
    "ecartee": "Écartée",
    "non_couverte": "Non couverte",
    "decrite": "Décrite au RAP",
    "traduite": "Traduite en compétence ou savoir",
    "evaluee": "Évaluée",
}
PALIERS = ("decrites", "traduites", "evaluees")
MAILLONS = (
    ("activite", "tache"),
    ("competence", "sous_competence", "savoir", "habilitation"),
    ("indicateurs",),
)

#: Retenues, écartées, then the count of each stage.
Comptes = tuple[int, int, int, int, int]
#: Retenues, pleinement, en partie, pas du tout; of those of the job's own, retenues, pleinement.
Degres = tuple[int, ...]
#: Number of the bloc and its sign, number in the RAP, number of the competence (empty without),
#: épreuves by letter of candidates: one for each bloc that has the requirement assessed.
Repere = tuple[str, str, str, frozenset[tuple[str, str]]]
#: Links by column (RAP, competence or savoir, indicateur), then the parts with their categories.
Chaine = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], frozenset[str]]


@dataclass
class Dit:
    """What a form says; a form that does not print something leaves it empty.

    `comptes` by job (« Ensemble » for the whole), `statuts` by job and requirement, `lacunes` by
    requirement: status, and where the chain breaks; `chaines` the best one by job and requirement;
    `degres` by job; `signes` by job and requirement, with the importance; `reserves` the
    requirements evaluated with a reserve; `reperes` the numbers of the best chain of each bloc.
    """

    comptes: dict[str, Comptes] = field(default_factory=dict)
    statuts: dict[tuple[str, str], str] = field(default_factory=dict)
    lacunes: dict[str, tuple[str, str]] = field(default_factory=dict)
    chaines: dict[tuple[str, str], Chaine] = field(default_factory=dict)
    degres: dict[str, Degres] = field(default_factory=dict)
    signes: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    reserves: set[str] = field(default_factory=set)
    reperes: dict[str, frozenset[Repere]] = field(default_factory=dict)


def mots(text: object) -> str:
    """A text on one line, with plain spaces: typography is proved elsewhere."""
    return " ".join(str(text or "").split())


def sans_option(text: str) -> str:
    """What is missing, without the options where it is, nor a stop."""
    return re.sub(r" \((?:options? )[^()]*\)", "", text).strip().rstrip(".")


@lru_cache(maxsize=2)
def classeur(data: bytes) -> Workbook:
    """A workbook that several tests read."""
    return load_workbook(io.BytesIO(data))


def mots_du_xlsx(data: bytes) -> str:
    """All the texts and numbers of a workbook."""
    book = classeur(data)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return mots(" ".join(str(cell) for row in rows for cell in row if cell is not None))


def mots_du_docx(data: bytes) -> str:
    """All the texts of a Word document, heads of pages and notes included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [n for n in package.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", n)]
        roots = [etree.fromstring(package.read(name)) for name in parts]
    return mots("\n".join("".join(p.itertext(_T)) for r in roots for p in r.iter(_P)))


def mots_de_la_page(data: bytes) -> str:
    """All the texts of the page, each apart."""
    root = html.document_fromstring(data.decode())
    return mots(" ".join(root.itertext()))


def mots_du_markdown(text: str) -> str:
    """What a reader of the rendered page sees."""
    return _nu(text)


# JSON


def du_json(data: bytes, numeros: Mapping[str, str]) -> Dit:
    """The JSON; `numeros` gives the printed numbers, which the JSON leaves to the documents."""
    report = json.loads(data)
    titles = {cle: mots(objet["intitule"]) for cle, objet in report["objets"].items()}
    letters = _lettres(report)

    def name(cle: str) -> str:
        return mots(f"{numeros.get(cle, '')} {titles[cle]}")

    dit = Dit(comptes={"Ensemble": _comptes_json(report["total"])})
    dit.degres["Ensemble"] = _degres_json(report["total"]["degres"])
    for emploi in report["emplois"]:
        job = mots(emploi["intitule"])
        dit.comptes[job] = _comptes_json(emploi["comptes"])
        own = emploi["propre"]
        dit.degres[job] = (
            *_degres_json(emploi["comptes"]["degres"]),
            own["retenues"],
            own["pleinement"],
        )
        for line in emploi["exigences"]:
            title = mots(line["intitule"])
            dit.statuts[job, title] = STATUTS[line["statut"]]
            dit.signes[job, title] = (_signe_json(line), line["importance"])
            if line["statut"] == "evaluee" and dit.signes[job, title][0] == "◐":
                dit.reserves.add(title)
            if line["statut"] != "ecartee" and line["chaines"]:
                dit.chaines[job, title] = _chaine_json(
                    line["chaines"], name, numeros, titles, letters
                )
    for exigence in report["exigences"]:
        if exigence["emplois"] and exigence["chaines"]:
            dit.reperes[mots(exigence["intitule"])] = frozenset(
                _reperes_json(exigence, report["blocs"], numeros, letters)
            )
    for rupture in report["ruptures"]:
        title = titles[rupture["exigence"]]
        dit.lacunes[title] = (STATUTS[rupture["statut"]], mots(rupture["phrase"]))
    return dit


def _comptes_json(comptes: dict[str, Any]) -> Comptes:
    stages = [comptes[palier]["retenues"]["numerateur"] for palier in PALIERS]
    return (comptes["retenues"], comptes["ecartees"], *stages)


def _degres_json(degres: dict[str, Any]) -> Degres:
    return tuple(degres[name] for name in ("retenues", "pleinement", "en_partie", "non"))


def _signe_json(line: dict[str, Any]) -> str:
    if line["statut"] in SIGNES:
        return SIGNES[line["statut"]]
    full = line["statut"] == "evaluee" and not RESERVES & set(line["drapeaux"])
    return "●" if full else "◐"


#: The sign of what a status alone decides; the reserves decide of the rest.
SIGNES = {"ecartee": "✕", "non_couverte": "○"}
RESERVES = {"partielle", "autonomie_insuffisante"}


def _reperes_json(
    exigence: dict[str, Any], blocs: list[dict[str, Any]], numeros: Any, letters: Any
) -> Iterator[Repere]:
    """A line for each bloc; one in all for what nothing assesses, or no bloc."""
    chains = exigence["chaines"]
    best = [c for c in chains if c["statut"] == chains[0]["statut"]]
    through = {bloc["id"]: [c for c in best if bloc["id"] in c["blocs"]] for bloc in blocs}
    if best[0]["statut"] != "evaluee" or not any(through.values()):
        yield ("", *_repere_json(best, numeros, letters))
        return
    for bloc in blocs:
        if found := through[bloc["id"]]:
            sign = "●" if exigence["id"] in bloc["exigences_pleines"] else "◐"
            said = mots(f"{numeros.get(bloc['id'], '')} {sign}")
            yield (said, *_repere_json(found, numeros, letters))


def _repere_json(
    chains: list[dict[str, Any]], numeros: Any, letters: Any
) -> tuple[str, str, frozenset[tuple[str, str]]]:
    best = chains[0]
    through = ("competence", "sous_competence", "indicateurs") if best["savoir"] else ()
    begun = ("statut", "activite", "tache", "competence")
    first: dict[str, Any] = {}
    for chain in chains:
        if all(chain[name] == best[name] for name in begun):
            first.setdefault(str(chain["sous_competence"]), chain["drapeaux"])
    # Of several parts of a competence that are as good, none is named.
    if sum(flags == best["drapeaux"] for flags in first.values()) > 1:
        through = (*through, "sous_competence")
    ends: dict[str, list[tuple[frozenset[str], str]]] = {}
    for chain in chains:
        exam = numeros.get(chain["sous_epreuve"] or chain["epreuve"] or "")
        exam = "att." if chain["attestation"] else exam
        if exam and chain["statut"] == best["statut"]:
            for category in chain["categories"]:
                end = (frozenset(chain["drapeaux"]), exam)
                ends.setdefault(letters[category], []).append(end)

    def last(*names: str) -> str:
        found = [numeros.get(best[n] or "", "") for n in names if n not in through]
        return next((x for x in reversed(found) if x), "")

    return (
        last(*MAILLONS[0]),
        last("competence", "sous_competence"),
        # Of each category, those with a reserve that others have not are left out.
        frozenset(
            (letter, exam)
            for letter, found in ends.items()
            for flags, exam in found
            if not any(other < flags for other, _ in found)
        ),
    )


def _lettres(report: dict[str, Any]) -> dict[str, str]:
    known = [cle for cle, o in report["objets"].items() if o["nature"] == "categorie"]
    return {cle: chr(ord("A") + n) for n, cle in enumerate(known)}


def _chaine_json(
    chains: list[dict[str, Any]], name: Any, numeros: Any, titles: Any, letters: Any
) -> Chaine:
    best = chains[0]
    through = ("competence", "sous_competence", "indicateurs") if best["savoir"] else ()
    road = [n for names in MAILLONS for n in names if n not in through]
    same = [c for c in chains if _meme_chemin(c, best, road)]
    columns = [
        tuple(dict.fromkeys(name(x) for n in names if n in road for c in same for x in _cles(c[n])))
        for names in MAILLONS
    ]
    parts: dict[str, set[str]] = {}
    for chain in same:
        cle = chain["partie"] or chain["attestation"]
        if cle is None:
            continue
        exam = numeros.get(chain["sous_epreuve"] or chain["epreuve"] or "", "")
        text = (f"{exam}, " if exam else "") + titles[cle]
        if chain["savoir"] and chain["competence"]:
            text += f" (par {numeros.get(chain['competence']) or titles[chain['competence']]})"
        # Parts of one title and one épreuve are printed once, for the categories of all of them.
        parts.setdefault(mots(text), set()).update(letters[c] for c in chain["categories"])
    printed = (f"{_liste(sorted(who))} : {x}" if who else x for x, who in parts.items())
    return (columns[0], columns[1], columns[2], frozenset(printed))


def _meme_chemin(chain: dict[str, Any], best: dict[str, Any], road: list[str]) -> bool:
    """Whether two chains are one way: each part may name other indicateurs of it."""
    links = [n for n in road if n != "indicateurs" or best["constats"] is None]
    return all(chain[n] == best[n] for n in (*links, "constats"))


def _cles(found: Any) -> list[str]:
    """What a key of a chain names: nothing, an object or several."""
    return found if isinstance(found, list) else [found] if found else []


def _liste(letters: list[str]) -> str:
    """« A, B et C »."""
    return " et ".join(filter(None, (", ".join(letters[:-1]), *letters[-1:])))


#: What the workbook says for each sign.
DEGRES = {
    "couverte pleinement": "●",
    "couverte en partie": "◐",
    "pas couverte": "○",
    "écartée avec un motif": "✕",
}


# XLSX


def du_xlsx(data: bytes) -> Dit:
    """The workbook."""
    book = classeur(data)
    dit = Dit()
    for row in rangees(book["Synthèse"], "Emploi visé"):
        job = row["Emploi visé"].replace("Ensemble des exigences distinctes", "Ensemble")
        names = ("Retenues", "Écartées", "Décrites", "Traduites", "Évaluées")
        dit.comptes[job] = tuple(int(row[n]) for n in names)  # type: ignore[assignment]
        names = ("Retenues", "Pleinement", "En partie", "Pas du tout")
        own = ("Propres à l’emploi", "Propres, pleinement")
        dit.degres[job] = tuple(int(row[n]) for n in (*names, *own) if row[n])
    for row in rangees(book["Exigences"], "Exigence"):
        title = mots(row["Exigence"])
        asked = (mots(row["Emploi visé"]), title)
        dit.statuts[asked] = _statut(row["Statut"])
        dit.signes[asked] = (DEGRES[row["Degré"]], int(row["Importance"]))
        chain = _chaine_xlsx(row)
        if any(chain):
            dit.chaines[asked] = chain
    for row in rangees(book["Lacunes"], "Exigence"):
        dit.lacunes[mots(row["Exigence"])] = (row["Statut"], mots(row["Où la chaîne s’interrompt"]))
    return dit


def _statut(etat: str) -> str:
    """The status of what is told by its state: « Évaluée en partie » is « Évaluée »."""
    return "Évaluée" if etat.startswith("Évaluée ") else etat


def rangees(sheet: Worksheet, head: str) -> Iterator[dict[str, str]]:
    """The rows of the table whose heads hold `head`, down to the first empty one."""
    rows = iter(sheet.iter_rows(values_only=True))
    heads = next(r for r in rows if head in r)
    for row in rows:
        if not any(cell is not None for cell in row):
            return
        yield {
            str(h): "" if cell is None else str(cell) for h, cell in zip(heads, row, strict=True)
        }


def _chaine_xlsx(row: dict[str, str]) -> Chaine:
    def of(*names: str) -> tuple[str, ...]:
        return tuple(mots(line) for n in names for line in row[n].splitlines())

    parts = row["Parties d’épreuve, par catégorie"].split("\n")
    return (
        of("Activité", "Tâche"),
        of("Compétence", "Sous-compétence", "Savoir", "Habilitation"),
        of("Indicateur"),
        frozenset(mots(p) for p in parts if p),
    )


# The tree of the DOCX and of the PDF


def de_l_arbre(root: etree._Element) -> Dit:
    """The tree that the DOCX and the PDF are written from."""
    dit = Dit()
    jobs: list[str] = []
    letters: list[str] = []
    for caption, rows in _tables(root):
        if caption.startswith("Exigences couvertes pleinement"):
            for row in rows:
                job, counts = _degres_arbre([_dit(cell) for cell in row])
                dit.degres[job] = counts
                jobs.append(job)
        elif caption.startswith(("Exigences retenues dont", "Exigences retenues qui ne")):
            dit.lacunes.update(_lacunes_arbre(rows))
        elif caption == "Exigences évaluées avec une réserve":
            dit.reserves = {_dit(row[0]) for row in rows}
        elif caption.startswith("Toutes les exigences"):
            letters = letters or _tetes(root, caption)
            for row in rows:
                if len(row) > 1:
                    _rangee_arbre(dit, jobs, letters, row)
    return dit


def _degres_arbre(cells: list[str]) -> tuple[str, Degres]:
    job = re.sub(r"^\d+\. ", "", cells[0]).replace(_ENSEMBLE, "Ensemble")
    if job == "Ensemble":  # its name spans the column of levels
        return job, tuple(int(cell) for cell in cells[1:5])
    said = next(cell for cell in cells[6:] if cell == "aucune" or " sur " in cell)
    own = [0, 0] if said == "aucune" else [int(x) for x in said.split(" sur ")][::-1]
    return job, (*(int(cell) for cell in cells[2:6]), *own)


def _lacunes_arbre(rows: list[list[etree._Element]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The gaps, under what each of them lacks."""
    status = phrase = ""
    for row in rows:
        if len(row) == 1:
            status, _, phrase = _dit(row[0]).partition(". ")
        else:
            yield sans_option(_paragraphes(row[0])[0]), (status, phrase)


def _tetes(root: etree._Element, caption: str) -> list[str]:
    """The last heads of the table of this caption."""
    table = next(t for t in root.iter("table") if caption in mots(text_of(next(t.iter("caption")))))
    return [_dit(cell) for cell in next(table.iter("thead"))[-1]]


def _rangee_arbre(dit: Dit, jobs: list[str], heads: list[str], row: list[etree._Element]) -> None:
    """A row of the matrix: the jobs by number, then a line for each bloc, cell by cell.

    `heads` are those under others: the title and the bloc stand beside them.
    """
    ranks = [int(head) for head in heads if head.isdecimal()]
    title = _sans_savoirs(row[0])
    for rank, cell in zip(ranks, row[1 : 1 + len(ranks)], strict=True):
        if said := _dit(cell):
            dit.signes[jobs[rank - 1], title] = (said[0], int(said[1:]))
    letters = heads[len(ranks) + 2 :]
    # A dash says that there is none.
    columns = [[t.strip("–") for t in _paragraphes(cell)] for cell in row[1 + len(ranks) :]]
    if len(row) == len(heads) + 1:  # no bloc is told
        columns.insert(0, [""] * len(columns[0]))
    lines = [
        (bloc, _numero(rap), _numero(taken), _epreuves(letters, exams))
        for bloc, rap, taken, *exams in zip(*columns, strict=True)
    ]
    if lines:
        dit.reperes[title] = frozenset(lines)


def _numero(said: str) -> str:
    """The number that a cell gives; none for what it names only, such as a savoir."""
    return said if re.search(r"\d", said) else ""


def _epreuves(letters: list[str], cells: list[str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (letter, exam)
        for letter, cell in zip(letters, cells, strict=True)
        for exam in cell.split(", ")
        if exam
    )


def _sans_savoirs(cell: etree._Element) -> str:
    """The title of a requirement, without the savoirs in italics after it."""
    savoirs = [mots(text_of(em)) for em in cell.iter("em")]
    return _dit(cell).removesuffix(" ; ".join(savoirs)).removesuffix(" – ").strip()


_ENSEMBLE = "Ensemble des exigences distinctes"


def _tables(root: etree._Element) -> Iterator[tuple[str, list[list[etree._Element]]]]:
    for table in root.iter("table"):
        caption = mots(text_of(next(table.iter("caption"))))
        yield (
            re.sub(r"^Tableau \d+ – ", "", caption),
            [list(row) for body in table.iter("tbody") for row in body],
        )


def _dit(cell: etree._Element) -> str:
    return mots(text_of(cell))


def _paragraphes(cell: etree._Element, css_class: str | None = None) -> list[str]:
    """The paragraphs of a cell: those of a class, the others when none is given."""
    return [mots(text_of(p)) for p in cell.iter("p") if p.get("class") == css_class]


# The page for the screen


def de_la_page(data: bytes) -> Dit:
    """The interactive page, as it reads without its script."""
    root = html.document_fromstring(data.decode())
    dit = Dit()
    jobs = []
    [table] = (
        table
        for table in root.get_element_by_id("synthese").iter("table")
        if mots(table.findtext("caption")).startswith("Exigences retenues de chaque emploi")
    )
    for row in table.iter("tr"):
        cells = [mots(c.text_content()) for c in row]
        if row.getparent().tag == "tbody":
            job = cells[0].replace("Exigences distinctes", "Ensemble")
            jobs.append(job)
            counts = [re.match(r"(\d+) sur (\d+)", cell) for cell in cells[1:4]]
            found = [m for m in counts if m is not None]
            left = int(cells[4].split()[0])
            dit.comptes[job] = (int(found[0][2]), left, *(int(m[1]) for m in found))  # type: ignore[assignment]
    for sheet in root.iter("details"):
        status = (sheet.get("data-statut") or "").replace("partie", "evaluee")
        if "exigence" not in (sheet.get("class") or "").split() or not status:
            continue
        title = mots(sheet.find_class("intitule")[0].text_content())
        for rank in (sheet.get("data-emplois") or "").split():
            dit.statuts[jobs[int(rank) - 1], title] = STATUTS[status]
        for own in sheet.xpath("./div/ul/li[span[contains(@class, 'statut')]]"):
            job = next(j for j in jobs if j == mots(own.findtext("a")))
            state = mots(own.findtext("span"))
            dit.statuts[job, title] = _statut(state)
        for rank in (sheet.get("data-ecartes") or "").split():
            dit.statuts[jobs[int(rank) - 1], title] = "Écartée"
        for broken in sheet.find_class("rupture"):
            said = mots(broken.text_content()).removeprefix("La chaîne s’arrête ici")
            dit.lacunes[title] = (
                STATUTS[status],
                f"{sans_option(said.partition(' Candidats')[0])}.",
            )
    return dit


# Text


def du_texte(text: str) -> Dit:
    """The text for the terminal, written wide enough not to fold."""
    dit = Dit()
    for line in text.splitlines():
        if found := _LIGNE.match(mots(line)):
            job = found["emploi"].replace(_ENSEMBLE, "Ensemble")
            dit.comptes[job] = tuple(int(found[n]) for n in ("r", "e", "d", "t", "v"))  # type: ignore[assignment]
    block = text.partition("\nLacunes (")[2].partition("\n\n")[0].splitlines()
    for above, below in pairwise(block):
        if found := re.match(r"- (?P<titre>.*) : (?P<statut>[^:]*) \(emplois? ", mots(above)):
            phrase = sans_option(re.sub(r" (?:\(après |; catégories).*", "", mots(below)))
            dit.lacunes[mots(found["titre"])] = (mots(found["statut"]), f"{phrase}.")
    return dit


_LIGNE = re.compile(
    r"(?:\d+\. )?(?P<emploi>.+?) (?P<r>\d+) (?P<e>\d+) (?P<d>\d+) \([^)]*\) (?P<t>\d+) \([^)]*\)"
    r" (?P<v>\d+) \([^)]*\) \d+ %"
)


# Markdown


def du_markdown(text: str) -> Dit:
    """The Markdown, through its tables."""
    dit = Dit()
    table = ""
    for line in text.splitlines():
        cells = [_nu(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells or (set(cells[0]) <= set(":-") and cells[0]):
            continue
        if cells[0] in {"N°", "Exigence"}:
            table = cells[0]
        elif table == "N°":
            stages = [int(cell.split(" sur ")[0]) for cell in cells[4:]]
            job = cells[1].replace(_ENSEMBLE, "Ensemble")
            dit.comptes[job] = (int(cells[2]), int(cells[3]), *stages)  # type: ignore[assignment]
        elif table == "Exigence":
            phrase = sans_option(re.sub(r" (?:\(après |; catégories).*", "", cells[4]))
            dit.lacunes[cells[0]] = (cells[3], f"{phrase}.")
    return dit


def _nu(cell: str) -> str:
    """What a reader of the rendered page sees."""
    plain = re.sub(r"(?<!\\)\*\*", "", cell.replace("\N{WORD JOINER}", ""))
    return mots(re.sub(r"\\([^\w\s])", r"\1", plain))


# Changes: job, requirement, status before, status now, causes

Changement = tuple[str, str, str, str, tuple[str, ...]]


def changements_json(data: bytes) -> set[Changement]:
    """The changes of the JSON, job by job."""
    names = {**STATUTS, None: "Non demandée"}
    return {
        (
            mots(scope["intitule"]),
            mots(change["intitule"]),
            names[change["avant"]],
            names[change["apres"]],
            tuple(_phrase(cause["explication"]) for cause in change["causes"]),
        )
        for scope in json.loads(data)["changements"]["perimetres"]
        for change in scope["exigences"]
        if scope["emploi"]
    }


def changements_xlsx(data: bytes) -> set[Changement]:
    """The sheet of changes."""
    return {
        (
            mots(row["Emploi visé"]),
            mots(row["Exigence"]),
            row["Avant"],
            row["Maintenant"],
            tuple(mots(cause) for cause in row["Pourquoi"].split("\n")),
        )
        for row in rangees(load_workbook(io.BytesIO(data))["Changements"], "Pourquoi")
    }


#: What stands before a status in Word: the disc that the PDF draws.
_SIGNES = "○◔◕●⊘ \u00a0"


def changements_docx(data: bytes) -> set[Changement]:
    """The tables of the Word document whose last head is « Pourquoi »."""
    found = set()
    job = ""
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            job = mots(block.text).partition(" : ")[2] or job
            continue
        rows = [
            [[mots(p.text) for p in cell.paragraphs] for cell in row.cells] for row in block.rows
        ]
        if rows[0][-1] == ["Pourquoi"]:
            found |= {
                (job, r[0][0], r[1][0].lstrip(_SIGNES), r[2][0].lstrip(_SIGNES), tuple(r[3]))
                for r in rows[1:]
            }
    return found


def _mots_de(cell: _Cell) -> list[str]:
    return [mots(paragraph.text) for paragraph in cell.paragraphs]


def changements_markdown(text: str) -> set[Changement]:
    """The lists under « Changements depuis »."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    job, last = "", None
    for line in text.partition("## Changements")[2].splitlines():
        if line.startswith("### "):
            job = _nu(line[4:])
        elif line.startswith("- "):
            title, _, passage = _nu(line[2:]).rpartition(" : ")
            old, _, new = passage.partition(" → ")
            last = (job, title, old, new or old)
            found[last] = []
        elif line.startswith("  - ") and last is not None:
            found[last].append(_nu(line[4:]))
    return {(*change, tuple(causes)) for change, causes in found.items()}


def _phrase(text: str) -> str:
    return f"{mots(text[:1].upper() + text[1:])}."
