"""A cell → the typed value that its column means, or why it means none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from mc_builder.diagnostics import did_you_mean
from mc_builder.editing.values import Form, Kind
from mc_builder.french import SPACES, decimal, folded, listed, tied, whole
from mc_builder.returns.tableaux.opening import Cell
from mc_builder.returns.tableaux.words import choice_read
from mc_builder.returns.values import A_COMPLETER, typed

#: What a cell says when nothing more is known of what is missing.
MOTIF = "À dire."
_WAITING = re.compile(r"\s*[àa] compl[ée]ter\s*(?::\s*(?P<motif>.*\S))?\s*[.:]?\s*\Z", re.I | re.S)
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z")
_BLANKS = re.compile(rf"[\s{SPACES}]")
#: Choices that a message names.
_MOST = 8


class Wrong(Exception):
    """Why a cell means nothing that its column takes; the message and the help are in French."""

    def __init__(self, message: str, aide: str = "") -> None:
        super().__init__(message)
        self.message, self.aide = message, aide


def entered(cell: Cell | None, form: Form, choices: Mapping[str, str]) -> str:
    """What a cell says, as a file writes it; empty for nothing. Raises Wrong."""
    if cell is None or cell.blank:
        return ""
    check_cell(cell)
    if isinstance(cell.value, str) and (waiting := _WAITING.match(cell.value)) is not None:
        return f"{A_COMPLETER} : {waiting['motif'] or MOTIF}"
    if choices:
        return _choice(cell, choices)
    return _READERS.get(form.kind, _text)(cell)


def check_cell(cell: Cell) -> None:
    """Raise Wrong for what the spreadsheet itself could not compute."""
    if cell.error:
        raise Wrong(f"le tableur y dit une erreur ({cell.error})", "écrivez-y la valeur elle-même")
    if cell.lost:
        raise Wrong(
            "c’est une formule, dont le fichier n’a pas le résultat",
            "écrivez-y la valeur elle-même, ou enregistrez le classeur depuis un tableur",
        )


def words_of(cell: Cell | None) -> str:
    """What a cell says in words, whatever it holds."""
    if cell is None or cell.value is None:
        return cell.error if cell is not None else ""
    if isinstance(cell.value, float):
        return typed(number_of(cell)) if isfinite(cell.value) else ""
    if isinstance(cell.value, bool):
        return "vrai" if cell.value else "faux"
    return str(cell.value).strip()


def number_of(cell: Cell) -> Decimal:
    """The number of a cell without the noise of its binary form; a percentage as it is shown."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise Wrong("un nombre est attendu", "par exemple 1250, 58,7 ou 7,6")
    if abs(value) >= 1e15:
        raise Wrong("ce nombre a trop de chiffres")
    exact = Decimal(f"{value:.15g}") * (100 if cell.percent else 1)
    return exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize()


def _choice(cell: Cell, choices: Mapping[str, str]) -> str:
    text = words_of(cell)
    found = choice_read(dict(choices), text)
    if found is not None:
        return found
    near = did_you_mean(folded(text), [folded(name) for name in choices.values()])
    meant = next((name for name in choices.values() if folded(name) == near), "")
    known = list(choices.values())
    aide = f"vouliez-vous dire « {meant} » ?" if meant else ""
    if not aide and len(known) <= _MOST:
        aide = f"valeurs possibles : {listed(known, 'ou')}"
    raise Wrong(f"« {text} » n’est pas dans la liste de cette colonne", aide)


def _number(cell: Cell) -> str:
    if not isinstance(cell.value, str):
        return typed(number_of(cell))
    text = _BLANKS.sub("", cell.value).replace("−", "-").removesuffix("%")
    if "," in text and "." in text:  # the first of them parts the thousands
        text = text.replace(min(",.", key=text.index), "")
    if (found := decimal(text)) is None:
        raise Wrong(f"« {cell.value.strip()} » n’est pas un nombre", "par exemple 1250 ou 58,7")
    return typed(found)


def _whole(cell: Cell) -> str:
    if isinstance(cell.value, str):
        found = whole(_BLANKS.sub("", cell.value))
    else:
        number = number_of(cell)
        found = int(number) if number == int(number) and number >= 0 else None
    if found is None:
        raise Wrong(f"« {words_of(cell)} » n’est pas un nombre entier", "par exemple 2024")
    return typed(found)


def _day(cell: Cell) -> str:
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    text = words_of(cell)
    if (written := _DAY.match(text)) is not None:
        day, month, year = (int(part) for part in written.groups())
        text = f"{year:04}-{month:02}-{day:02}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Wrong(f"« {words_of(cell)} » n’est pas une date", "par exemple 31/12/2024") from None


def _text(cell: Cell) -> str:
    if isinstance(cell.value, str):
        lines = (line.rstrip() for line in cell.value.strip().split("\n"))
        return "\n".join(lines)
    if isinstance(cell.value, bool):
        return "oui" if cell.value else "non"
    if isinstance(cell.value, int | float):
        return tied(typed(number_of(cell)), "%" if cell.percent else None)
    raise Wrong(
        "le tableur a pris ce texte pour une date ou une heure",
        "mettez la cellule au format Texte, puis écrivez-le de nouveau",
    )


_READERS: dict[Kind, Callable[[Cell], str]] = {
    Kind.ENTIER: _whole,
    Kind.NOMBRE: _number,
    Kind.DATE: _day,
}
