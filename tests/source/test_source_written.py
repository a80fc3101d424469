"""Where the characters of a text are written: files, blocks, quotes, folds and escapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duree import sans_lenteur, secondes, trop
from mc_builder.source.written import Written
from mc_builder.source.yaml_nodes import YamlMap, read_yaml
from mc_builder.spans import SourceText


def written(yaml: str) -> Written:
    source = SourceText("x.yaml", yaml)
    data, diagnostics = read_yaml(source)
    assert isinstance(data, YamlMap)
    assert not diagnostics
    return Written(str(data["a"]), data.values_at["a"])


@pytest.mark.parametrize(
    ("yaml", "word", "at"),
    [
        ("a: un vélo\n", "vélo", (1, 7)),
        ('a: "un vélo"\n', "vélo", (1, 8)),
        ("a: 'l''été d''un vélo'\n", "vélo", (1, 18)),
        ('a: "\\u00e9t\\xe9 \\"d\'un\\" vélo"\n', "vélo", (1, 26)),
        ("a: |\n  un\n\n    pied\n  vélo\n", "vélo", (5, 3)),
        ("a: >-\n  un\n  deux\n\n  un vélo\n", "vélo", (5, 6)),
        ("a: un\n  deux\n  vélo\n", "vélo", (3, 3)),
        ('a: "un \\\n  deux\n  vélo"\n', "vélo", (3, 3)),
    ],
)
def test_a_word_is_found_where_it_is_written(yaml: str, word: str, at: tuple[int, int]) -> None:
    found = written(yaml)
    start = found.text.index(word)
    place = found.place(start, start + len(word))
    assert (place.line, place.column) == at
    assert place.text == word


def test_the_second_of_two_equal_words() -> None:
    found = written("a: |\n  vélo vélo\n  vélo\n")
    assert [found.place(n, n + 4).start for n in (0, 5, 10)] == [7, 12, 19]


@pytest.mark.parametrize(
    ("yaml", "old", "new", "expected"),
    [
        ("a: |\n  • un\n  • deux\n", "• un\n• deux", "- un\n- deux", "a: |\n  - un\n  - deux\n"),
        ("a: |\n  x\n", "x", "x\n\ny", "a: |\n  x\n\n  y\n"),
        ("a: >\n  x\n", "x", "x\n\ny", None),
        ("a: un deux\n", "un", "le", "a: le deux\n"),
        ("a: un deux\n", "un", "le: ", None),
        ('a: "un deux"\n', "un", "le: ", 'a: "le:  deux"\n'),
        ('a: "un deux"\n', "un", 'le"', None),
        ("a: 'l''un deux'\n", "deux", "trois", "a: 'l''un trois'\n"),
        ("a: 'l''un deux'\n", "l'un", "le", None),
    ],
)
def test_a_fix_leaves_the_file_as_it_must_be_written(
    yaml: str, old: str, new: str, expected: str | None
) -> None:
    found = written(yaml)
    start = found.text.index(old)
    fix = found.fix(start, start + len(old), new)
    if expected is None:
        assert fix is None
    else:
        assert fix is not None
        after = yaml[: fix.span.start] + fix.replacement + yaml[fix.span.end :]
        assert after == expected


@given(st.text("ab é'\"\\:#-\n", min_size=1, max_size=40))
def test_every_character_of_a_quoted_text_is_found(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    found = written(f'a: "{escaped}"\n')
    assert found.text == text
    for n, char in enumerate(text):
        assert found.place(n, n + 1).text.lstrip("\\") in {char, "n", ""}


def test_all_the_places_of_a_long_folded_text_take_a_time_that_grows_as_it_does() -> None:
    def placed(found: Written) -> None:
        for at in range(0, len(found.text) - 8, 8):
            assert found.place(at + 3, at + 7).text == "vélo"

    def cost(times: int) -> float:
        found = written("a: >\n" + "  un vélo\n" * times)
        return secondes(lambda: placed(found))

    sans_lenteur(lambda: trop(cost(20_000), 4 * cost(10_000) + 0.2))
