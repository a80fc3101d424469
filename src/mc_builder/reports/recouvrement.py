"""What a diploma shares with other certifications → text for a terminal, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from mc_builder.french import NBSP, agreed, counted, listed, number, quoted
from mc_builder.model.base import known_words
from mc_builder.model.projet import Projet
from mc_builder.nomenclatures.overlap import Recouvrement, overlap
from mc_builder.nomenclatures.reproduction import Reprise
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

#: What a table of them says.
TITRE = "Ce que les intitulés ⟨des blocs⟩ ont de commun avec ceux des certifications comparées"
#: What such figures are worth, measured on the register (docs/nomenclatures.md).
REPERES = (
    "Repères mesurés sur le RNCP de 2021 : la médiane est de 0,41 entre une certification et celle"
    " qui lui succède, de 0,09 entre deux qui déclarent un même métier, de 0,04 entre deux prises"
    " au hasard. Ce sont des ressemblances de mots entre intitulés de blocs : deux blocs peuvent"
    " dire la même chose autrement, ou autre chose avec les mêmes mots."
)
#: Codes that are named beside words taken over, at most.
_CODES = 4


@dataclass(frozen=True, slots=True)
class Voisine:
    """One certification beside the diploma.

    `blocs` and `autres` are the titles that were compared, `generiques` how many of its own were
    left out; `rome` and `rome_autre` the codes of the jobs of each, `communs` those of both.
    """

    code: str
    intitule: str
    source: str
    blocs: tuple[str, ...]
    autres: tuple[str, ...]
    generiques: int
    recouvrement: Recouvrement
    rome: tuple[str, ...]
    rome_autre: tuple[str, ...]

    @property
    def communs(self) -> tuple[str, ...]:
        """The codes of jobs that both declare."""
        return tuple(code for code in self.rome if code in self.rome_autre)


def beside(
    projet: Projet,
    certification: tuple[str, str],
    blocs: Sequence[str],
    generiques: int,
    rome: Sequence[str],
    source: str = "",
) -> Voisine:
    """A certification (code, title) beside the diploma, by its own blocs and the jobs it names."""
    ours = tuple(known_words(bloc.intitule) for bloc in projet.blocs)
    jobs = dict.fromkeys(str(code) for job in projet.emplois for code in job.rome)
    return Voisine(
        *certification,
        source,
        ours,
        tuple(blocs),
        generiques,
        overlap(ours, blocs),
        tuple(jobs),
        tuple(rome),
    )


def recouvrement_text(
    voisines: Sequence[Voisine],
    terminal: Terminal = NO_TERMINAL,
    said: Callable[[str], str] = str,
) -> str:
    """Each certification: both shares, the jobs in common, the blocs that come near, then why.

    `said` puts the words of the type of diploma in a sentence.
    """
    lines: list[str] = []
    for one in voisines:
        lines.append(terminal.paint(f"{one.code} {quoted(one.intitule)}", "lieu"))
        for fact in facts(one):
            lines += terminal.fold(said(fact), "  ", "  ")
        for pair in sorted(one.recouvrement.paires, key=lambda pair: -pair.score):
            ours, theirs = one.blocs[pair.un], one.autres[pair.autre]
            lines += terminal.fold(f"{share(pair.score)}  {ours} / {theirs}", "    ", " " * 10)
        lines.append("")
    return "\n".join([*lines, *terminal.fold(REPERES)])


def facts(one: Voisine) -> Iterator[str]:
    """What is measured of one, a sentence for each fact: both shares, the lower first."""
    found = one.recouvrement
    if not found.autres:
        yield "le registre ne donne pas ses blocs, ou n’en donne que de communs à bien des diplômes"
    else:
        shares = sorted(
            (
                (found.share_of_one, f"de nos {counted(found.uns, '⟨bloc⟩', '⟨blocs⟩')}"),
                (found.share_of_other, f"de ses {counted(found.autres, 'bloc')}"),
            )
        )
        said = (f"{share(value)} {whose}" for value, whose in shares)
        yield f"recouvrement : {', '.join(said)}"
    if one.generiques:
        left = agreed(one.generiques, "bloc commun", "blocs communs")
        yield f"{one.generiques} {left} à bien des diplômes, laissés de côté"
    either = len({*one.rome, *one.rome_autre})
    if either:
        shared = f"{len(one.communs)} sur {either}"
        codes = f" ({listed(one.communs)})" if one.communs else ""
        yield f"métiers du ROME communs : {shared}{codes}"


def share(value: float) -> str:
    """« 0,41 »: a share, from 0 to 1."""
    return number(Decimal(f"{value:.2f}"))


@dataclass(frozen=True, slots=True)
class Place:
    """Words taken over, where they are written, and how they are written there."""

    lieu: str
    reprise: Reprise


def reprises_text(found: Sequence[Place], terminal: Terminal = NO_TERMINAL) -> str:
    """What is word for word elsewhere: the place, the words, the certifications."""
    lines = [f"Mot pour mot dans d’autres certifications{NBSP}: {counted(len(found), 'passage')}."]
    for one in found:
        more = len(one.reprise.codes) - _CODES
        also = f" et {counted(more, 'autre')}" if more > 0 else ""
        codes = ", ".join(one.reprise.codes[:_CODES]) + also
        lines.append(terminal.paint(one.lieu, "lieu"))
        lines += terminal.fold(f"{quoted(one.reprise.mots)} : {codes}", "  ", "  ")
    return "\n".join(lines)


def as_json(voisines: Sequence[Voisine], found: Sequence[Place]) -> str:
    """Both, for a machine."""
    data: dict[str, Any] = {
        "certifications": [
            {
                **asdict(one),
                "part_de_nos_blocs": round(one.recouvrement.share_of_one, 3),
                "part_de_ses_blocs": round(one.recouvrement.share_of_other, 3),
                "rome_communs": one.communs,
            }
            for one in voisines
        ],
        "reprises": [{"lieu": one.lieu, **asdict(one.reprise)} for one in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
