"""Fixes change their own characters and nothing else, whatever the ends of line and the mark."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.diagnostics import Diagnostic, Fix
from mc_builder.source.codes import YML001
from mc_builder.source.edits import BOM, apart, correct, normalised, splice
from mc_builder.source.tree import FileTree
from mc_builder.spans import SourceText
from memoire import Memoire


def remplace(data: bytes, *changes: tuple[str, str]) -> list[Fix]:
    """The fixes that replace the first occurrence of each text, found where the loader would."""
    source = SourceText("f", normalised(data))
    return [
        Fix(source.span(at, at + len(old)), new)
        for old, new in changes
        for at in [source.text.index(old)]
    ]


@pytest.mark.parametrize("bom", [b"", BOM], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_ends_of_line_and_mark_are_kept(bom: bytes, end: str) -> None:
    data = bom + "a: é\n# note  \n\nb: œuf\nc: 1".replace("\n", end).encode()
    after = splice(data, remplace(data, ("é", '"é"'), ("1", "2\nd: 3")))
    assert after == bom + 'a: "é"\n# note  \n\nb: œuf\nc: 2\nd: 3'.replace("\n", end).encode()


def test_lines_that_end_differently_stay_so() -> None:
    data = b"a: 1\r\nb: 2\nc: 3\rd: 4\r\n"
    assert splice(data, remplace(data, ("2", "20"), ("4", "40"))) == (
        b"a: 1\r\nb: 20\nc: 3\rd: 40\r\n"
    )


def test_a_line_is_taken_out_with_its_end() -> None:
    data = b"a: 1\r\nb: 2\r\nc: 3\r\n"
    assert splice(data, remplace(data, ("b: 2\n", ""))) == b"a: 1\r\nc: 3\r\n"


def test_fixes_that_touch_are_left_for_another_pass() -> None:
    source = SourceText("f", "abcdef")
    one, two, three = (
        Fix(source.span(0, 2), "x"),
        Fix(source.span(1, 3), "y"),
        Fix(source.span(2, 4), "z"),
    )
    assert apart([three, two, one]) == [one]
    assert apart([Fix(source.span(3, 4), "z"), one]) == [one, Fix(source.span(3, 4), "z")]


@given(st.text(st.sampled_from("ab é\r\n😀\ufeff"), max_size=30), st.data())
def test_a_fix_changes_its_characters_only(text: str, data: st.DataObject) -> None:
    before = text.encode()
    seen = normalised(before)
    start = data.draw(st.integers(0, len(seen)))
    end = data.draw(st.integers(start, len(seen)))
    after = splice(before, [Fix(SourceText("f", seen).span(start, end), "Z")])
    assert normalised(after) == seen[:start] + "Z" + seen[end:]
    assert after.startswith(BOM) == before.startswith(BOM)


def un_par_un(tree: FileTree) -> Sequence[Diagnostic]:
    """Like a parser: the first « x » of the first file that has one, and no other."""
    for path in tree.paths(""):
        source = SourceText(path, normalised(tree.read(path) or b""))
        at = source.text.find("x")
        if at >= 0:
            span = source.span(at, at + 1)
            return [YML001("x", span, fix=Fix(span, "y"))]
    return []


def test_what_one_fix_uncovers_is_fixed_next() -> None:
    tree = Memoire({"a": b"x x", "b": b"ok", "c": b"\xef\xbb\xbfx\r\n"})
    corrected = correct(tree, un_par_un)
    assert [(e.path, e.after) for e in corrected.edits] == [
        ("a", b"y y"),
        ("c", b"\xef\xbb\xbfy\r\n"),
    ]
    assert [str(d.span) for d in corrected.answered] == ["a:1:1", "a:1:3", "c:1:1"]
    assert tree.read("a") == b"x x", "nothing is written"


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def check(tree: FileTree) -> Sequence[Diagnostic]:
        source = SourceText("a", normalised(tree.read("a") or b""))
        span = source.span(0, 1)
        return [YML001("", span, fix=Fix(span, "y" if source.text == "x" else "x"))]

    corrected = correct(Memoire({"a": b"x"}), check)
    assert len(corrected.answered) <= 2


def test_a_fix_of_another_text_is_not_made() -> None:
    old = SourceText("a", "former text")
    stale = YML001("", old.span(0, 1), fix=Fix(old.span(0, 1), "z"))
    assert correct(Memoire({"a": b"new text"}), lambda _: [stale]).edits == ()
