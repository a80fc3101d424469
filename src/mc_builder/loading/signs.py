"""All the texts of a project → the signs that no font of the documents has, or that print amiss.

What the fonts have is a list made of the fonts themselves (``tools/polices.py``): a check never
opens them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice

from mc_builder.diagnostics import Diagnostic
from mc_builder.french import SPACES, THIN
from mc_builder.french.wording import CLOSING, OPENING
from mc_builder.loading.characters import BREAKS, HIDDEN, named
from mc_builder.loading.link_codes import COL014, COL015, COL016, RED014, RED016
from mc_builder.loading.source_map import SourceMap
from mc_builder.model.base import Modele, champs
from mc_builder.model.projet import Prose
from mc_builder.source.pasted.lists import SIGNS
from mc_builder.source.written import Written
from mc_builder.spans import Span

#: Findings of one text; more would only say the same again.
_ENOUGH = 50
#: The breaks that end a paragraph, not only a line.
_PARAGRAPHS = "\x0c\u2029"
#: What XML cannot hold, or discourages, and what a terminal obeys.
_COMMAND = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(rf"[ \t]*[{SIGNS}][\t{SPACES}]*(?=\w)")
#: What the signs of Word's two old fonts of symbols most often meant.
_MEANT = {
    **dict.fromkeys("\uf0e0\uf0e8\uf0ae", "→"),
    **dict.fromkeys("\uf0fc\uf0fe", "✓"),
    **dict.fromkeys("\uf0a7\uf0b7\uf0d8\uf076\uf071\uf06e", "•"),
    "\uf0b3": "≥",
    "\uf0a3": "≤",
    "\uf0b4": "×",
    "\uf0b1": "±",
    "\uf0b0": "°",
    "\uf06d": "µ",
    "\uf0df": "←",
    "\uf0a8": "☐",
    "\uf0fd": "☒",
    "\uf04a": "☺",
}


@cache
def printed() -> frozenset[str]:
    """The signs that print as they are."""
    text = (files("mc_builder.loading") / "signes-imprimes.txt").read_text("utf-8")
    ranges = (line.split("-") for line in text.splitlines() if not line.startswith("#"))
    found = {chr(c) for a, b in ranges for c in range(int(a, 16), int(b, 16) + 1)}
    odd = {c for c in found if unicodedata.category(c) == "Zs" and c not in SPACES}
    return frozenset(found - odd - {OPENING, CLOSING}) | {"\n", "\t"}


def check_signs(models: Iterable[Modele], places: SourceMap) -> Iterator[Diagnostic]:
    """RED014, COL014 to COL016 for each text of these models, Markdown or plain, that prints."""
    known = printed()
    read = list(_texts(models))
    # One look at all of them: nearly always, there is nothing.
    if not set().union(*(text for text, *_ in read)) - known:
        return
    for text, model, path, markdown in read:
        odd = set(text) - known
        if odd:
            written = Written(text, places.span(model, *path))
            yield from islice(_of_text(written, odd, markdown=markdown), _ENOUGH)


_Texte = tuple[str, Modele, tuple[str | int, ...], bool]


def _texts(models: Iterable[Modele]) -> Iterator[_Texte]:
    """Every text of these models, of what it is, and whether it is Markdown."""
    for model in models:
        if isinstance(model, Prose):
            yield model.texte, model, (), True
            continue
        fields = champs(type(model))
        for name in fields.mots:
            value = getattr(model, name)
            if isinstance(value, str):
                yield value, model, (name,), name in fields.markdown
            elif isinstance(value, tuple):
                for n, item in enumerate(value):
                    if isinstance(item, str):
                        yield item, model, (name, n), name in fields.markdown


def _of_text(written: Written, odd: set[str], *, markdown: bool) -> Iterator[Diagnostic]:
    text = written.text
    markdown_file = written.span.path.endswith(".md")
    for found in re.finditer(f"[{re.escape(''.join(sorted(odd)))}]+", text):
        for start in range(found.start(), found.end()):
            sign, end = text[start], start + 1
            at = written.place(start, end)
            if HIDDEN.match(text, start):
                if at.text != sign:  # an escape, which the whole file does not show
                    yield _unseen(sign, at)
            elif sign in BREAKS:
                if markdown_file or at.text != sign:
                    yield _break(written, start, at, markdown=markdown)
            elif _COMMAND.match(sign):
                yield RED014(
                    f"caractère U+{ord(sign):04X}, qui ne s’imprime pas",
                    at,
                    "retirez-le",
                    fix=written.fix(start, end, ""),
                )
            elif unicodedata.category(sign) == "Zs":
                yield _space(written, start, at)
            elif start == found.start() and not (markdown and _begins_item(text, start)):
                yield _lacking(written, found, at, markdown=markdown)


def _unseen(sign: str, at: Span) -> Diagnostic:
    return RED016(f"le caractère {named(sign)} ne se voit pas", at, "retirez-le")


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _begins_item(text: str, at: int) -> bool:
    """Whether it is a bullet at the beginning of a line, which COL001 says."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return not before.strip(f"\t{SPACES}") and _BULLET.match(text, at) is not None


def _break(written: Written, start: int, at: Span, *, markdown: bool) -> Diagnostic:
    """A break inside a line: in Markdown another line of the paragraph, elsewhere a space."""
    text, sign = written.text, written.text[start]
    line = _line(text, start)
    new = "" if text[start - 1 : start] in {"", " ", "\n"} else " "
    if markdown and line.lstrip().startswith("|"):
        new = "<br>"
    elif markdown and sign in _PARAGRAPHS:
        new = "\n\n"
    elif markdown and not line.startswith("#"):
        follows = text[start + 1 : start + 2].strip() != ""
        new = "\\\n" if follows and text[start - 1 : start].strip() else "\n"
    return COL015(
        f"le saut de ligne de Word {named(sign)} ne coupe pas la ligne dans les documents",
        at,
        "une ligne finie par « \\ » coupe le paragraphe, une ligne vide le finit"
        if markdown
        else "remplacez-le par une espace",
        fix=written.fix(start, start + 1, new),
    )


def _space(written: Written, start: int, at: Span) -> Diagnostic:
    """An odd width of space: between figures the thin one, elsewhere that of the keyboard."""
    text = written.text
    figures = text[start - 1 : start].isdecimal() and text[start + 1 : start + 2].isdecimal()
    return COL016(
        f"l’espace {named(text[start])} n’est pas celle du clavier",
        at,
        "remplacez-la : les documents rendent insécables les espaces qui doivent l’être",
        fix=written.fix(start, start + 1, THIN if figures else " "),
    )


def _lacking(written: Written, found: re.Match[str], at: Span, *, markdown: bool) -> Diagnostic:
    """A sign that would print as a box; a bullet that opens a plain text says nothing there."""
    text, sign = written.text, found[0][0]
    bullet = None if markdown or text[: found.start()].strip() else _BULLET.match(text)
    if sign in {OPENING, CLOSING}:
        return COL014(
            f"le crochet « {sign} » ne s’imprime pas : dans les profils, il marque des mots",
            at,
            "remplacez-le par un autre signe, « [ ] » par exemple",
        )
    if unicodedata.category(sign) == "Co":
        meant = _MEANT.get(sign)
        message = f"le signe {named(sign)} n’a de sens que dans une police de Word"
        aide = f"c’était sans doute « {meant} »" if meant else "retapez-le, ou écrivez le mot"
    else:
        shown = f"« {sign} », {named(sign)}" if sign.isprintable() else named(sign)
        message = f"aucune police des documents n’a le signe {shown}"
        aide = "retirez-le, ou écrivez le mot"
    return COL014(
        f"{message} : il s’imprimerait comme une case vide",
        at,
        "retirez cette puce" if bullet else aide,
        fix=written.fix(0, bullet.end(), "") if bullet else None,
    )
