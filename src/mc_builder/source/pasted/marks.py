"""Text → the marks in its sentences that are none: notes, calls, references, emphasis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mc_builder.french import NBSP, SPACES
from mc_builder.source.pasted.codes import COL007, COL008, COL009, COL010, COL011, COL012
from mc_builder.source.pasted.leftover import Leftover
from mc_builder.source.prose import KINDS, parse_construct

#: What a field of Word prints when it is broken, in French and in English.
_LOST = re.compile(
    rf"Erreur[{SPACES}]?![{SPACES}](?:Source du renvoi|Signet|Référence|Nom de propriété"
    r"|Il n[’']y a|Argument|Utilisez l[’']onglet|Aucun)[^.!?\n]{0,120}[.]?"
    r"|Error! (?:Reference source|Bookmark|No text|Hyperlink)[^.!?\n]{0,120}[.]?"
)
#: A call with a brace too few: on one side, on the other or on both.
_CALL = rf"(?:{'|'.join(KINDS)})[{SPACES}]?\([^(){{}}\n]{{0,200}}\)"
_BRACE = re.compile(
    rf"(?<!\{{)\{{[{SPACES}]?(?P<one>{_CALL})[{SPACES}]?\}}{{1,2}}(?!\}})"
    rf"|\{{\{{[{SPACES}]?(?P<two>{_CALL})[{SPACES}]?\}}(?!\}})"
)
_MARKED = re.compile(r"(?P<mark>==|~~)(?P<words>[^\s=~](?:[^=~\n]{0,400}[^\s=~])?)(?P=mark)")
_REFERENCE = re.compile(
    rf"(?:\b[Vv]oir|\b[Cc]f\.?|\()[{SPACES}](?<=.)(?:(?:le|la|les|en|à la|l[’'])[{SPACES}]?)?"
    rf"(?P<what>tableaux?|figures?|graphiques?|pages?|p\.)[{SPACES}](?:n°[{SPACES}]?)?\d{{1,3}}\b"
    rf"(?:,?[{SPACES}](?:à la )?(?:page|p\.)[{SPACES}]\d{{1,3}}\b)?"
    rf"(?![{SPACES}](?:des?|du|d[’'])\b)(?![{SPACES}]\{{\{{)"
    rf"|\((?P<bare>tableau|figure|graphique)[{SPACES}]\d{{1,3}}\)"
)
#: « p. » and its space, whichever.
_PAGES = tuple(f"p.{space}" for space in SPACES)
_NOTE = re.compile(r"(?<!\])\[(?P<number>\d{1,2})\](?![(:\[])")
_DEFINED = re.compile(rf"^\[(?P<number>\d{{1,2}})\][\t{SPACES}]+(?=\S)", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![*\\\w])\*\*(?P<bold>[^\s*](?:[^*\n]{0,400}[^\s*])?)\*(?!\*)"
    r"|(?<![*\\\w])\*(?P<italic>[^\s*](?:[^*\n]{0,400}[^\s*])?)\*\*(?!\*)"
    r"|(?<![*\\\w])\*\*(?P<open>[^\s*][^*\n]{0,400})(?=[^*]*?(?:\n[ \t]*\n|\Z))"
)


#: What prints its signs as they are typed.
_CODE = re.compile(r"^(?P<fence>```|~~~).*?^(?P=fence)|`[^`\n]{1,400}`", re.MULTILINE | re.DOTALL)


def pasted_marks(text: str) -> Iterator[Leftover]:
    """Each mark that would print as it is typed."""
    if "Err" in text:
        yield from _lost_fields(text)
    if "{" in text:
        yield from _braces(text)
    prose = _CODE.sub(lambda code: " " * len(code[0]), text) if "`" in text else text
    if "==" in prose or "~~" in prose:
        yield from _marked(prose)
    yield from _references(text)
    if "[" in text:
        yield from _notes(text)
    if "*" in prose:
        yield from _emphasis(prose)


def _lost_fields(text: str) -> Iterator[Leftover]:
    for found in _LOST.finditer(text):
        yield Leftover(
            COL008,
            f"un renvoi de Word est perdu : « {found[0][:60]} »",
            *found.span(),
            'dites de quoi il s’agit : {{ tableau("…") }}, {{ graphique("…") }}, ou les mots',
        )


def _braces(text: str) -> Iterator[Leftover]:
    for found in _BRACE.finditer(text):
        call = (found["one"] or found["two"]).replace(NBSP, " ")
        new = f"{{{{ {call} }}}}"
        certain = not parse_construct(new, call).problem
        yield Leftover(
            COL009,
            "il manque une accolade à cet appel : il s’imprimerait comme il est tapé",
            *found.span(),
            new,
            new if certain else None,
        )


def _marked(text: str) -> Iterator[Leftover]:
    for found in _MARKED.finditer(text):
        struck = found["mark"] == "~~"
        words = found["words"][:40]
        yield Leftover(
            COL010,
            f"« {found['mark']} » ne {'barre' if struck else 'surligne'} rien : ces signes"
            " s’imprimeraient",
            *found.span(),
            f"retirez ces mots, ou gardez-les sans signe : {words}"
            if struck
            else f"écrivez **{words}**, ou retirez les signes",
        )


def _references(text: str) -> Iterator[Leftover]:
    if not any(word in text for word in ("ableau", "igure", "raphique", "page", *_PAGES)):
        return
    for found in _REFERENCE.finditer(text):
        yield Leftover(
            COL007,
            f"le renvoi « {found[0].strip('( ')} » est tapé : les numéros changent, lui non",
            *found.span(),
            'écrivez {{ tableau("…") }} ou {{ graphique("…") }}, dont le numéro se calcule, ou'
            " « ci-dessus », « ci-après »",
        )


def _notes(text: str) -> Iterator[Leftover]:
    """Numbers in brackets that call a note, and the lines that say it."""
    if not _NOTE.search(text):
        return
    defined = Counter(found["number"] for found in _DEFINED.finditer(text))
    starts = {found.start() for found in _DEFINED.finditer(text)}
    calls = [found for found in _NOTE.finditer(text) if found.start() not in starts]
    called = Counter(found["number"] for found in calls)
    for found in calls:
        number = found["number"]
        certain = defined[number] == 1 and called[number] == 1
        yield Leftover(
            COL011,
            f"la note [{number}] est tapée",
            *found.span(),
            f"écrivez [^{number}] ici, et la note sur sa ligne : [^{number}]: texte",
            f"[^{number}]" if certain else None,
        )
    for found in _DEFINED.finditer(text):
        number = found["number"]
        certain = defined[number] == 1 and called[number] == 1
        alone = text[: found.start()].endswith("\n\n") or found.start() == 0
        yield Leftover(
            COL011,
            f"le texte de la note [{number}] est tapé : il s’imprimerait comme un paragraphe",
            *found.span(),
            f"écrivez-le ainsi : [^{number}]: texte",
            ("" if alone else "\n") + f"[^{number}]: " if certain else None,
        )


def _emphasis(text: str) -> Iterator[Leftover]:
    """Words opened by two stars and closed by one, or by none, or the reverse."""
    for found in _EMPHASIS.finditer(text):
        words = (found["bold"] or found["italic"] or found["open"])[:40]
        yield Leftover(
            COL012,
            f"ces étoiles ne vont pas par paires : « {found[0][:40]} »",
            *found.span(),
            f"écrivez **{words}** pour du gras, *{words}* pour de l’italique",
        )
