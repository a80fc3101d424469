"""Lines of a text → the captions whose number was typed: documents count tables and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.french import SPACES
from mc_builder.source.pasted.codes import COL006
from mc_builder.source.pasted.leftover import Leftover, Line
from mc_builder.source.pasted.tables import is_row

_S = f"[{SPACES}]"
_LABELS = (
    *("Tableau", "Figure", "Fig.", "Graphique", "Illustration", "Image", "Photographie", "Photo"),
    *("Schéma", "Carte", "Diagramme"),
)
_NAMES = "|".join(re.escape(name) for label in _LABELS for name in (label, label.upper()))
#: A name, a number and a sign before the words: « Tableau 3 montre que » begins a sentence.
_CAPTION = re.compile(
    rf"[*_]{{0,3}}(?P<label>{_NAMES}){_S}?(?:[nN][°o]\.?{_S}?)?"
    r"(?:\d{1,3}(?:[.-]\d{1,2})?|[IVX]{1,5}|[A-Z])[*_]{0,3}"
    rf"{_S}?(?:[:–—]|-(?!\d)|\.(?={_S}))[*_]{{0,3}}{_S}{{0,3}}[*_]{{0,3}}(?P<words>[^\s*_].*)"
)
_FIRST = {"*", "_", *(label[0] for label in _LABELS)}
_CALL = re.compile(r"\{\{\s*(?P<kind>graphique|image)\((?P<said>[^{}]*)\)\s*\}\}")

#: What to write; when it is certain, the new text and the characters whose place it takes.
_Said = tuple[str, str | None, tuple[int, int] | None]


def pasted_captions(lines: list[Line]) -> Iterator[Leftover]:
    """Each typed caption, whether what it names is there or not."""
    for rank, line in enumerate(lines):
        text = line.text.strip()
        found = _CAPTION.match(text) if text[:1] in _FIRST else None
        if found is None or "\t" in text or not _begins(lines, rank):
            continue
        of_table = found["label"].lower() == "tableau"
        words = found["words"].rstrip(f"{SPACES}*_")
        aide, new, replaced = (_of_table if of_table else _of_figure)(lines, rank, words)
        what = "tableaux" if of_table else "figures"
        yield Leftover(
            COL006,
            "le numéro de cette légende est tapé",
            line.start,
            line.end,
            f"les documents comptent leurs {what} : {aide}",
            new,
            replaced,
        )


def _begins(lines: list[Line], rank: int) -> bool:
    """Whether a line begins a paragraph, as far as a pasted text has any."""
    before = lines[rank - 1].text.strip() if rank else ""
    return before[:1] in {"", "#", "|"} or "\t" in before or before[-1] in ".!?:;…»}"


def _beside(lines: list[Line], rank: int, step: int) -> int | None:
    """Which line says something next, before a line (``step=-1``) or after it (1)."""
    at = rank + step
    while 0 <= at < len(lines) and lines[at].blank:
        at += step
    return at if 0 <= at < len(lines) else None


def _of_table(lines: list[Line], rank: int, words: str) -> _Said:
    """The caption above its table, without number; one that is under it is moved."""
    line, above, below = lines[rank], _beside(lines, rank, -1), _beside(lines, rank, 1)
    caption = f"Tableau : {words}"
    alone = rank == 0 or lines[rank - 1].blank
    if below is not None and is_row(lines[below]):
        room = "" if lines[rank + 1].blank else "\n"
        return caption[:70], f"{caption}{room}" if alone else None, None
    aide = f"écrivez au-dessus du tableau, seul dans son paragraphe : {caption[:70]}"
    if above is None or not alone or below == rank + 1:
        return aide, None, None
    top = above + 1
    while top and lines[top - 1].text.startswith("|"):
        top -= 1
    title = _beside(lines, top, -1)
    titled = title is not None and lines[title].text.startswith("Tableau")
    if top > above or titled or (top and not lines[top - 1].blank):
        return aide, None, None
    table = "\n".join(row.text for row in lines[top : above + 1])
    return aide, f"{caption}\n\n{table}", (lines[top].start, line.end)


def _of_figure(lines: list[Line], rank: int, words: str) -> _Said:
    """What places a figure prints its caption; that of a picture goes into its call."""
    for at in (_beside(lines, rank, -1), _beside(lines, rank, 1)):
        call = _CALL.fullmatch(lines[at].text.strip()) if at is not None else None
        if at is None or call is None:
            continue
        if call["kind"] == "graphique":
            aide = "retirez cette ligne : le titre est « intitule », dans dossier/graphiques.yaml"
            return aide, None, None
        if "legende" in call["said"] or '"' in words:
            return "retirez cette ligne : l’image imprime sa « legende »", None, None
        new = f'{{{{ image({call["said"]}, legende="{words}") }}}}'
        both = sorted((rank, at))
        return new, new, (lines[both[0]].start, lines[both[1]].end)
    new = f'{{{{ image("fichier.png", legende="{words[:40]}", credit="…", texte="…") }}}}'
    aide = f'placez l’image, dont l’appel imprime la légende : {new} ; ou {{{{ graphique("…") }}}}'
    return aide, None, None
