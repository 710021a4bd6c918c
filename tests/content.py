"""Runs every Python block of the notes under content/.

Each block has to run by itself, in a process of its own and an empty folder: a reader can paste any of them. Blocks
in the form of a console session (`>>>`) have to print what they show.

Usage: python3 tests/content.py [FOLDER]
"""

import concurrent.futures
import doctest
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^(?P<prefix>[ >]*)(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`]*)$")
LANGUAGES = {"python", "py", "python3", "pycon"}
AT_LEAST = {"notes": 12, "blocks": 80}
SECONDS = 60


def blocks(text):
    """Yields the line (1-based) and the source of each fenced Python block."""
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        opening = FENCE.match(line)
        if not opening:
            continue
        prefix, fence = opening["prefix"], opening["fence"]
        source = []
        for _, line in lines:
            closing = line.strip(" >")
            if len(closing) >= len(fence) and set(closing) == {fence[0]}:
                break
            source.append(line.removeprefix(prefix) if line.startswith(prefix) else line.lstrip(" >"))
        else:
            raise SystemExit(f"line {number}: the fence is never closed")
        words = re.split(r"[\s,{}]+", opening["info"].strip().lstrip("{").lstrip("."))
        if words[0].lower() in LANGUAGES:
            yield number, "\n".join(source) + "\n"


def run(block):
    """Runs one block; returns where it is and what went wrong, or None."""
    path, number, source = block
    if source.startswith(">>> "):
        example = doctest.DocTestParser().get_doctest(source, {}, str(path), str(path), number)
        report = []
        doctest.DocTestRunner(verbose=False).run(example, out=report.append)
        return path, number, "".join(report) or None
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "block.py")
        # Blank lines first, so that a traceback shows the line of the note.
        script.write_text("\n" * number + source, encoding="utf-8")
        command = [sys.executable, "-I", "-X", "utf8", "-W", "error::SyntaxWarning", str(script)]
        try:
            done = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            return path, number, f"still running after {SECONDS} seconds"
    return path, number, done.stderr or "it failed silently" if done.returncode else None


def main():
    if sys.version_info < (3, 11):
        raise SystemExit(f"the notes need Python 3.11 or newer, this is {sys.version.split()[0]}")
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content"
    notes = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".markdown", ".qmd"})
    work = [(path, *block) for path in notes for block in blocks(path.read_text(encoding="utf-8"))]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        failures = [result for result in pool.map(run, work) if result[2]]
    for path, number, message in failures:
        print(f"{os.path.relpath(path)}:{number}: this block does not run\n{message}")
    found = {"notes": len(notes), "blocks": len(work)}
    for what, least in AT_LEAST.items():
        if found[what] < least:
            raise SystemExit(f"only {found[what]} {what} found under {folder}, expected at least {least}")
    print(f"{len(work) - len(failures)} passed, {len(failures)} failed ({len(notes)} notes)")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
