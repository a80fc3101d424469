"""What comes of an épreuve or of a part of it: a mark, acquired or not, points above ten."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from mc_builder.model.base import Booleen, Libelle, Modele, NoteMinimale, OuACompleter

Nature = Literal["note", "acquis", "bonus"]


class Resultat(Modele):
    """Ce que donne l’évaluation, et ce qu’il faut atteindre."""

    court: ClassVar[str | None] = "nature"
    nature: Nature = Field(
        "note",
        description="« note », « acquis » (acquis ou non acquis), ou « bonus » (seuls comptent les"
        " points au-dessus de dix) ; ce que rien ne note prend, sans elle, celle de ce qui le"
        " contient, puis celle du profil.",
        examples=["acquis"],
    )
    seuil: OuACompleter[NoteMinimale] | None = Field(
        None,
        description="Note minimale, sur 20 (« 8 »), sur un autre total (« 14 sur 30 ») ou en"
        " pourcentage (« 70 % »).",
        examples=["8"],
    )
    eliminatoire: Booleen = Field(
        default=False,
        description="Sous le seuil, ou non acquise, elle fait échouer, quelles que soient les"
        " autres notes.",
        examples=["oui"],
    )
    moyenne: Literal["toutes", "passees"] = Field(
        "toutes",
        description="« passees » : la note est la moyenne des seules parties passées.",
        examples=["passees"],
    )


class MotsResultats(Modele):
    """Ce que disent les documents de chaque résultat."""

    nature: Literal["note", "acquis"] = Field(
        "note",
        description="Ce que donne une épreuve qui n’écrit ni « resultat » ni « coefficient ».",
        examples=["acquis"],
    )
    acquis: Libelle = Field(
        "acquis ou non acquis",
        description="Résultat sans note.",
        examples=["validé ou non validé"],
    )
    bonus: Libelle = Field(
        "seuls les points au-dessus de 10 sur 20 comptent",
        description="Résultat dont seuls comptent les points au-dessus de dix.",
        examples=["seuls les points supérieurs à 10 sont pris en compte"],
    )
    eliminatoire: Libelle = Field(
        "éliminatoire",
        description="Ce qui fait échouer, quelles que soient les autres notes.",
        examples=["note éliminatoire"],
    )
