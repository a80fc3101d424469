"""Time of `relire` on the référentiel beside that of its DOCX build, in one run.

    python -m benchmarks.relire

From the bytes of a file that came back, a few words of each tenth paragraph changed, to all that it
says otherwise; the build from the HTML string of the template to the bytes. Seconds of processor,
best of five in turn. Exit code 1 when reading takes more than twice the time of writing.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator

from lxml import etree

from benchmarks.mesure import Mesure, secondes
from benchmarks.temps import RACINE, best, here
from benchmarks.word import prepared, seconds, write
from mc_builder.returns.word import read_word
from mc_builder.writers.docx.wml import clark

MOST, ROUNDS = 2.0, 5
_BODY = "word/document.xml"


def edited(content: bytes) -> bytes:
    """The file with a word more in each tenth text of its body."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == _BODY:
                body = etree.fromstring(data)
                for text in list(body.iter(clark("t")))[::10]:
                    text.text = f"{text.text} retouche"
                data = etree.tostring(body)
            target.writestr(name, data)
    return written.getvalue()


def beside(rounds: int) -> tuple[float, float]:
    """The seconds of reading what came back, and those of writing, in turn."""
    text, reference = prepared(RACINE)
    returned = edited(write(text, reference))
    if len(read_word(returned).changes) < 10:
        raise SystemExit("the edits are not found")
    read, written = best(
        rounds, lambda: here(lambda: read_word(returned)), lambda: seconds(text, reference)
    )
    return read, written


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The ratio."""
    read, written = beside(2 if court else ROUNDS)
    lecture = f"référentiel retouché ({secondes(read)}) / sa construction ({secondes(written)})"
    yield Mesure("`relire`, le référentiel", read / written, MOST, 2 * MOST, lecture)


def main() -> int:
    """Print the times and their ratio; the exit code."""
    read, written = beside(ROUNDS)
    print(f"relire: {read:.3f} s; DOCX: {written:.3f} s; {read / written:.2f} times")
    return int(read > MOST * written)


if __name__ == "__main__":
    sys.exit(main())
