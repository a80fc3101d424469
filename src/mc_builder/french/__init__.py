"""French, spelled once: agreement, lists, numbers, days, order and typography of what is shown.

Why one place: a list, a plural or a no-break space spelled in forty places is spelled in four ways.
"""

from mc_builder.french.days import MONTHS, in_figures, in_words
from mc_builder.french.folding import (
    alphabetical,
    ascii_of,
    composed,
    folded,
    is_accent,
    slug,
    unaccented,
)
from mc_builder.french.nouns import Noun
from mc_builder.french.numbers import (
    MOST_DIGITS,
    YEARS,
    decimal,
    duration,
    number,
    percent,
    ranged,
    ranked,
    roman,
    spelled,
    whole,
)
from mc_builder.french.typography import (
    NBSP,
    ORDINAL,
    SPACES,
    THIN,
    on_one_line,
    quoted,
    tied,
    typeset,
)
from mc_builder.french.wording import Wording, agree
from mc_builder.french.words import (
    a,
    agreed,
    capital,
    counted,
    de,
    in_gender,
    is_feminine,
    listed,
    sentence,
    small,
    un,
)

__all__ = [
    "MONTHS",
    "MOST_DIGITS",
    "NBSP",
    "ORDINAL",
    "SPACES",
    "THIN",
    "YEARS",
    "Noun",
    "Wording",
    "a",
    "agree",
    "agreed",
    "alphabetical",
    "ascii_of",
    "capital",
    "composed",
    "counted",
    "de",
    "decimal",
    "duration",
    "folded",
    "in_figures",
    "in_gender",
    "in_words",
    "is_accent",
    "is_feminine",
    "listed",
    "number",
    "on_one_line",
    "percent",
    "quoted",
    "ranged",
    "ranked",
    "roman",
    "sentence",
    "slug",
    "small",
    "spelled",
    "tied",
    "typeset",
    "un",
    "unaccented",
    "whole",
]
