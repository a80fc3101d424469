"""The results of a run → the few lines of them that README quotes, with their date."""

from __future__ import annotations

import re

from benchmarks.temps import RACINE

RESULTATS = RACINE / "benchmarks" / "resultats.md"
README = RACINE / "README.md"

#: How the lines that are quoted begin.
_CITEES = (
    "| Mesure |",
    "|---|",
    "| `check`, en imports",
    "| `check`, croissance à 100×",
    "| Couverture, croissance à 30×",
    "| PDF, referentiel",
    "| DOCX, le référentiel",
    "| `build` sans rien",
    "| Mémoire de `build` ",
)
_BLOC = re.compile(r"(?<=<!-- mesures -->\n).*?(?=<!-- fin des mesures -->)", re.DOTALL)


def citation(results: str) -> str:
    """What README says of these results."""
    title, *lines = results.splitlines()
    quoted = "\n".join(line for line in lines if line.startswith(_CITEES))
    return (
        f"{title.removeprefix('# ')}, par `python -m benchmarks`"
        f" ([toutes, et la machine](benchmarks/resultats.md))\u00a0:\n\n{quoted}\n"
    )


def citee(readme: str) -> str:
    """What README says now."""
    found = _BLOC.search(readme)
    return found[0] if found else ""


def citer() -> None:
    """Write it into README."""
    said = citation(RESULTATS.read_text("utf-8"))
    text = README.read_text("utf-8")
    README.write_text(_BLOC.sub(lambda _: said, text), "utf-8")
