"""What words bring near a requirement, on its sheet: refused, seen, taken back, undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mc_builder.editing import Refused
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

EXIGENCE = "conduire-utilitaire"


@pytest.fixture
def service(projet: Path, session: Session) -> Service:
    """The cycles, a requirement of which names a battery."""
    file = projet / "referentiels/exigences.yaml"
    old, new = "Conduire un véhicule utilitaire pour déplacer les vélos", "Transporter une batterie"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return Service(session, lambda: date(2026, 1, 1))


def _pistes(service: Service) -> Any:
    return service.sheet({"cle": EXIGENCE})["pistes"]


def test_the_words_in_common_are_marked(service: Service) -> None:
    near = _pistes(service)["proches"][0]
    assert near["cle"] == "depose-batterie"
    assert [word for word, common in near["morceaux"] if common] == ["transport", "batterie"]
    assert "".join(word for word, _ in near["morceaux"]) == near["nom"]


def test_refused_then_taken_back_and_undone(service: Service) -> None:
    asked = {"exigence": EXIGENCE, "cle": "depose-batterie"}
    refuse, again = (service.questions[f"/piste/{n}"][1] for n in ("ecarter", "remettre"))
    refuse(asked)
    found = _pistes(service)
    assert [one["cle"] for one in found["ecartees"]] == ["depose-batterie"]
    assert "depose-batterie" not in [one["cle"] for one in found["proches"]]
    again(asked)
    assert _pistes(service)["ecartees"] == []
    service.undo({})
    assert _pistes(service)["ecartees"] != []


def test_the_field_itself_is_not_shown_and_other_sheets_have_none(service: Service) -> None:
    fields = [f["champ"] for f in service.sheet({"cle": EXIGENCE})["champs"]]
    assert "pistes_ecartees" not in fields
    assert service.sheet({"cle": "depose-batterie"})["pistes"] is None


def test_what_is_not_there_is_refused(service: Service) -> None:
    with pytest.raises(Refused):
        service.questions["/piste/ecarter"][1]({"exigence": "nulle-part", "cle": "accueil"})
    with pytest.raises(Refused):
        service.questions["/piste/ecarter"][1]({"exigence": EXIGENCE, "cle": "nulle-part"})
