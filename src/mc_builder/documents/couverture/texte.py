"""Coverage → plain French text for the terminal: verdict, gaps, changes, then each job.

Lines are as wide as asked; colours are those that the caller paints with.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mc_builder.coverage import (
    MOTIFS,
    SANS_OBJET,
    Comptes,
    CouvertureEmploi,
    CouvertureExigence,
    Drapeau,
    LigneCouverture,
    Statut,
)
from mc_builder.coverage.statuts import INFORMATIONS
from mc_builder.documents.couverture import texte_changements
from mc_builder.documents.couverture.couverture import (
    Couverture,
    poids,
)
from mc_builder.french import agreed, counted, small, typeset
from mc_builder.reports.terminal import NO_TERMINAL, Terminal, printable

_ROLES = {Statut.NON_COUVERTE: "erreur", Statut.DECRITE: "erreur"}


def couverture_texte(vue: Couverture, terminal: Terminal = NO_TERMINAL) -> str:
    """The report as text, with a final line break."""
    if not vue.mesurable:
        return f"{typeset(vue.bilan)}\n"
    page = _Page(vue, replace(terminal, said=vue.projet.said))
    sections = [page.verdict(), page.lacunes()]
    if vue.changements is not None:
        sections.append(texte_changements.lignes(vue.changements, page.terminal))
    sections += [page.emploi(emploi) for emploi in vue.rapport.emplois]
    sections += [page.blocs(), page.restes(), page.occasions(), page.qualite()]
    sections += [page.recouvrements(), page.alerts()]
    sections.append(page.terminal.fold(f"{vue.methode}."))
    blocks = ["\n".join(lines) for lines in sections]
    return vue.projet.said("\n\n".join(block for block in blocks if block)) + "\n"


@dataclass(frozen=True)
class _Page:
    """The sections of one report, as lines."""

    vue: Couverture
    terminal: Terminal

    def verdict(self) -> Iterator[str]:
        """What the measure says, the worst threshold, and the figures of each job."""
        yield self.terminal.paint("Couverture des emplois visés", "lieu")
        yield from self.terminal.fold(self.vue.avertissement)
        yield ""
        if said := self.vue.perimetre:
            yield from self.terminal.fold(said, role="lieu")
            yield ""
        yield from self.terminal.fold(self.vue.verdict, role="lieu")
        for n, missed in enumerate(self.vue.manques):
            which = "Seuil manqué, le plus éloigné" if n == 0 else "Seuil manqué"
            yield from self.terminal.fold(f"{which} : {missed}.", role="erreur")
        yield ""
        yield self.terminal.paint(self.vue.titre_degres, "lieu")
        for name, whole, own in self.vue.degres:
            yield from self.terminal.fold(f"{name} : {whole}", "", "   ")
            if own:
                yield from self.terminal.fold(f"en propre : {own}", "   ", "   ")
        yield from self._demande()
        yield from self._options()
        if said := self.vue.indicateurs:
            yield ""
            yield from self.terminal.fold(said)
        yield ""
        yield from self._tableau()

    def _demande(self) -> Iterator[str]:
        """What became of the items of the fiches of each job."""
        if self.vue.demande:
            yield ""
            yield from self.terminal.fold(self.vue.titre_demande, role="lieu")
        for name, fiches, counts in self.vue.demande:
            where = f" ({fiches})" if fiches else ""
            heads = map(small, self.vue.tetes_demande[2:])
            said = " ; ".join(f"{head} : {n}" for head, n in zip(heads, counts, strict=False))
            yield from self.terminal.fold(f"{name}{where}{' – ' if said else ''}{said}", "", "   ")

    def _options(self) -> Iterator[str]:
        """What each option covers, and the requirements that they do not cover alike."""
        if self.vue.options:
            yield ""
            yield from self.terminal.fold(self.vue.titre_options, role="lieu")
            for row in self.vue.options:
                yield from self.terminal.fold(f"{row.nom} : {row.dit}", "", "   ")
        if self.vue.inegales:
            yield ""
            yield from self.terminal.fold(self.vue.titre_inegales, role="lieu")
            for title, reached in self.vue.inegales:
                yield from self.terminal.fold(f"{title} : {reached}", "  - ", "    ")

    def lacunes(self) -> Iterator[str]:
        """Each requirement whose chain breaks, once: where, for which jobs, and what is near."""
        gaps = self.vue.lacunes
        if not gaps:
            yield "Lacunes : aucune."
            return
        yield self.terminal.paint(f"Lacunes ({len(gaps)})", "lieu")
        yield from self.terminal.fold(self.vue.pistes)
        for gap in gaps:
            yield from self._lacune(gap)

    def _lacune(self, gap: CouvertureExigence) -> Iterator[str]:
        jobs = f"{agreed(len(gap.emplois_retenant), 'emploi')} {self.vue.demandeurs(gap)}"
        title = self.vue.titre(gap.exigence)
        yield from self.terminal.fold(
            f"{title} : {gap.statut.libelle} ({jobs} ; poids {gap.poids})",
            "  - ",
            "    ",
            _ROLES.get(gap.statut, "avertissement"),
        )
        yield from self.terminal.fold(self.vue.rupture(gap.exigence), "    ", "    ")
        if source := self.vue.source(gap.exigence):
            yield from self.terminal.fold(f"source : {source}", "    ", "      ")
        for near in self.vue.analyse.ruptures[gap.exigence].pistes:
            yield from self.terminal.fold(
                f"piste : {self.vue.piste(near)}", "    ", "      ", "aide"
            )
        if refused := self.vue.ecartees(gap.exigence):
            yield from self.terminal.fold(refused, "    ", "      ", "aide")
        if place := self.vue.lieu(gap.exigence):
            yield f"    {place}"

    def emploi(self, emploi: CouvertureEmploi) -> Iterator[str]:
        """What a job has to say beyond its figures and its gaps."""
        rank, title = self.vue.rangs[emploi.emploi], self.vue.titre(emploi.emploi)
        yield from self.terminal.fold(f"{rank}. {title}", role="lieu")
        yield from self.terminal.fold(_retenues(emploi.comptes), "  ", "  ")
        yield from self.terminal.listing("Lacunes", map(self._statut, self.vue.lacunes_of(emploi)))
        covered = [x for x in emploi.lignes if x.statut is Statut.EVALUEE]
        flagged = [x for x in covered if set(x.drapeaux) - INFORMATIONS]
        yield from self.terminal.listing(
            "Évaluées, avec une réserve",
            [f"{self.vue.titre(x.exigence)}{_drapeaux(x)}" for x in flagged],
        )
        deduced = [x for x in covered if Drapeau.PAR_DEFAUT in x.drapeaux and x not in flagged]
        yield from self.terminal.listing(
            "Évaluées par un lien déduit", [self.vue.titre(x.exigence) for x in deduced]
        )
        yield from self.terminal.listing("Écartées", [self._ecartee(x) for x in emploi.ecartees])

    def recouvrements(self) -> Iterator[str]:
        """What compared certifications share with the diploma, the most shared first."""
        if not self.vue.recouvrements:
            return
        yield from self.terminal.fold(self.vue.titre_recouvrements, role="lieu")
        for one in self.vue.recouvrements:
            said = (*one.faits, one.reprises)
            name = self.vue.titre(one.certification.cle)
            yield from self.terminal.fold(f"{name} : {' '.join(filter(None, said))}", "  ", "    ")
        yield from self.terminal.fold(self.vue.reperes, "  ", "  ")

    def _statut(self, line: LigneCouverture) -> str:
        return f"{self.vue.titre(line.exigence)} : {line.statut.libelle}{_drapeaux(line)}"

    def _ecartee(self, line: LigneCouverture) -> str:
        motif = MOTIFS[line.ecart.motif] if line.ecart else ""
        why = " ".join(str(line.ecart.explication).split()) if line.ecart else ""
        return f"{self.vue.titre(line.exigence)} : {motif}. {why}"

    def blocs(self) -> Iterator[str]:
        """The weight each bloc brings, and the weight it alone brings."""
        yield self.terminal.paint("Apport ⟨des blocs⟩ (poids des exigences évaluées)", "lieu")
        if not self.vue.rapport.blocs:
            yield f"  {SANS_OBJET}"
        for bloc in self.vue.rapport.blocs:
            yield from self.terminal.fold(self.vue.nom(bloc.bloc), "  ", "  ")
            yield from self.terminal.fold(
                f"apport {poids(bloc.taux_apport)} ;"
                f" apport propre {poids(bloc.taux_apport_propre)} ;"
                f" exigences couvertes pleinement par ⟨bloc:lui⟩ : {bloc.taux_pleines.compte}",
                "    ",
                "    ",
            )

    def restes(self) -> Iterator[str]:
        """What serves nothing, read backwards."""
        for title, cles in self.vue.restes:
            yield from self.terminal.listing(title, map(self.vue.nom, cles), "")

    def qualite(self) -> Iterator[str]:
        """The figures of quality, a line each."""
        yield self.terminal.paint(
            "Qualité de la couverture (définitions : docs/couverture.md)", "lieu"
        )
        for chiffre in self.vue.chiffres:
            yield from self.terminal.fold(str(chiffre), "  ", "    ")

    def occasions(self) -> Iterator[str]:
        """The indicateurs that a category of candidates cannot show."""
        lacking = self.vue.rapport.indicateurs.sans_occasion
        yield from self.terminal.listing(
            self.vue.titre_sans_occasion, map(self.vue.unseen_said, lacking), ""
        )

    def alerts(self) -> Iterator[str]:
        """Jobs in doubt, écarts contradicted by the measure."""
        alerts = [*self.vue.alertes, *self.vue.contredites]
        if alerts:
            yield self.terminal.paint("À voir", "avertissement")
            for alert in alerts:
                yield from self.terminal.fold(alert, "  - ", "    ")

    def _tableau(self) -> Iterator[str]:
        """A line of figures for each job; under its title when the page is narrow."""
        rapport = self.vue.rapport
        names = [f"{n}. {self.vue.titre(cle)}" for cle, n in self.vue.rangs.items()]
        names.append(self.vue.ensemble)
        scopes = [e.comptes for e in rapport.emplois]
        rows = [_figures(comptes) for comptes in (*scopes, rapport.total)]
        widths = [max(len(x) for x in column) for column in zip(_TETES, *rows, strict=True)]
        figures = ["  ".join(x.rjust(w) for x, w in zip(r, widths, strict=True)) for r in rows]
        head = "  ".join(x.rjust(w) for x, w in zip(_TETES, widths, strict=True))
        room = self.terminal.width - len(head) - 2
        if room < _ETROIT:
            for name, row in zip(names, rows, strict=True):
                told = (f"{h.lower()} {x}" for h, x in zip(_TETES, row, strict=True))
                yield from self.terminal.fold(f"{name} : {' ; '.join(told)}", "", "   ")
            return
        yield f"{'':{room}}  {head}".rstrip()
        for name, line in zip(names, figures, strict=True):
            *above, last = textwrap.wrap(printable(name), room, subsequent_indent="   ")
            yield from above
            yield f"{last:{room}}  {line}"


#: Columns under which a title folds into too many lines.
_ETROIT = 16
#: Heads of the table of jobs.
_TETES = ("Retenues", "Écartées", "Décrites", "Traduites", "Évaluées", "Pondéré")


def _figures(comptes: Comptes) -> tuple[str, ...]:
    """The cells of a row of the table of jobs: counts first, the weighted rate last."""
    stages = (SANS_OBJET if p.nombre is None else f"{p.nombre} ({p.taux})" for p in comptes.paliers)
    rate = comptes.evaluees.taux_pondere
    last = comptes.traduites.taux_pondere if comptes.evaluees.nombre is None else rate
    return (str(comptes.retenues), str(comptes.ecartees), *stages, str(last))


def _retenues(comptes: Comptes) -> str:
    return (
        f"{counted(comptes.retenues, 'exigence retenue', 'exigences retenues')} sur"
        f" {comptes.toutes} ; écartées : {comptes.ecartees} ({comptes.taux_ecartees}), poids"
        f" {comptes.poids_ecartees}"
    )


def _drapeaux(line: LigneCouverture) -> str:
    """The flags between brackets, with the figures that explain them."""
    words = []
    for flag in line.drapeaux:
        if flag is Drapeau.PRESUME:  # one sentence counts them
            continue
        word = flag.libelle
        if flag is Drapeau.AUTONOMIE_INSUFFISANTE:
            word += f" : {line.autonomie_atteinte} pour {line.autonomie_demandee} demandé"
        words.append(word)
    return f" ({', '.join(words)})" if words else ""
