"""The charter → what comes before a style sheet: its variables, and the marks in its colours."""

from __future__ import annotations

from collections.abc import Mapping

from mc_builder.charter import Charte

#: The disc of each status fills up, from what nothing answers to what is assessed.
_DISC = "<circle cx='5' cy='5' r='4.4' fill='{fill}' stroke='{colour}' stroke-width='{line}'/>"
_PART = "<path d='{path}' fill='{colour}'/>"
_DISCS = {
    "evaluee": ("principale", "1", ""),
    "traduite": ("principale", "1", _PART.format(path="M5 .6A4.4 4.4 0 1 1 .6 5H5z", colour="{0}")),
    "decrite": ("principale", "1", _PART.format(path="M5 .6A4.4 4.4 0 0 1 9.4 5H5z", colour="{0}")),
    "non_couverte": ("vive", "1.2", ""),
    "ecartee": ("gris", "1", "<path d='M2 8L8 2' stroke='{0}' stroke-width='1'/>"),
}


def paper(charte: Charte) -> str:
    """For the PDF: the variables of its sheet, and the discs of the statuses."""
    discs = "".join(
        f'span.statut[data-statut="{status}"]::before{{content:url("{_disc(charte, status)}")}}\n'
        for status in _DISCS
    )
    return f"{_root(':root', charte.variables)}{discs}"


def screen(charte: Charte) -> str:
    """For a page: its variables in light, in dark when the reader or the system asks for it."""
    light, dark = ({"color-scheme": name} for name in ("light", "dark"))
    light |= charte.claire
    dark |= charte.sombre
    by_system = _root(':root:not([data-theme="clair"])', dark)
    return (
        _root(":root", light)
        + _root(':root[data-theme="sombre"]', dark)
        + f"@media (prefers-color-scheme: dark) {{ {by_system}}}\n"
        + f"@media print {{ {_root(':root, :root[data-theme]', light)}}}\n"
    )


def squares(level: int, degrees: int, charte: Charte) -> str:
    """The squares of autonomy as a picture: no font is sure to have them."""
    colour = charte.couleurs["principale"]
    drawn = "".join(
        f"<rect x='{1 + 12 * n}' y='1' width='8' height='8' stroke='{colour}' stroke-width='1.2'"
        f" fill='{colour if n < level else 'none'}'/>"
        for n in range(degrees)
    )
    return _uri(f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 34 10'>{drawn}</svg>")


def _disc(charte: Charte, status: str) -> str:
    name, line, more = _DISCS[status]
    colour = charte.couleurs[name]
    fill = colour if status == "evaluee" else "none"
    drawn = _DISC.format(fill=fill, colour=colour, line=line) + more.format(colour)
    return _uri(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10' width='8' height='8'>"
        f"{drawn}</svg>"
    )


def _uri(drawing: str) -> str:
    plain = drawing.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")
    return f"data:image/svg+xml,{plain}"


def _root(selector: str, variables: Mapping[str, str]) -> str:
    body = "".join(f" {name}: {value};" for name, value in variables.items())
    return f"{selector} {{{body} }}\n"
