"""A picture that is placed from the page: a file of the project, and a call that prints it."""

from __future__ import annotations

import base64

import pytest

from mc_builder.editing import Refused
from mc_builder.source.prose import constructs, parse
from mc_builder.studio import pictures
from mc_builder.studio.session import Session

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><path d='M0 0h9v9z'/></svg>"
DITS = {
    "legende": 'Le plan "du nord" {2019}',
    "credit": "Un atelier,\n2019 \\ `code`",
    "texte": 'Un plan " seul',
}


def place(session: Session, name: str, data: bytes, **said: str) -> str:
    return pictures.add(session, name, base64.b64encode(data).decode(), DITS | said)


def test_a_picture_is_kept_and_its_call_reads_back(session: Session) -> None:
    call = place(session, "Le Plan d’été.SVG", SVG)
    (found,) = constructs(parse(call))
    assert (found.problem, found.kind, found.ident) == ("", "image", "le-plan-d-ete.svg")
    assert found.legende == "Le plan «\u00a0du nord\u00a0» (2019)"
    assert found.credit == "Un atelier, 2019 / ’code’"
    assert found.texte == "Un plan ” seul"
    assert (session.folder / "dossier/images/le-plan-d-ete.svg").read_bytes() == SVG
    assert session.project.sound
    session.undo()
    assert not (session.folder / "dossier/images/le-plan-d-ete.svg").exists()


def test_another_picture_of_that_name_takes_the_place_of_none(session: Session) -> None:
    other = SVG.replace(b"M0 0", b"M1 1")
    assert "plan.svg" in place(session, "plan.svg", SVG)
    assert "plan-2.svg" in place(session, "plan.svg", other)
    assert "plan-2.svg" in place(session, "plan.svg", other)
    kept = {path.name: path.read_bytes() for path in (session.folder / "dossier/images").iterdir()}
    assert kept == {"plan.svg": SVG, "plan-2.svg": other}


@pytest.mark.parametrize(
    ("name", "data", "said", "why"),
    [
        ("plan.gif", SVG, {}, "n’est pas une image PNG, JPEG ou SVG"),
        ("plan.png", SVG, {}, "ne peut pas être placée"),
        ("plan.svg", b"<svg onload='x()'/>", {}, "ne peut pas être placée"),
        ("plan.svg", SVG, {"credit": " \n"}, "une légende, un crédit et un texte"),
    ],
)
def test_what_documents_may_not_print_is_refused(
    session: Session, name: str, data: bytes, said: dict[str, str], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        place(session, name, data, **said)
    assert not (session.folder / "dossier/images").exists()


def test_damaged_bytes_are_refused(session: Session) -> None:
    with pytest.raises(Refused, match="abîmé"):
        pictures.add(session, "plan.svg", "é", DITS)
