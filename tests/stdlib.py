#!/usr/bin/env python3
"""Hold `askdown check` against a Python standard library.

usage: stdlib.py BINARY [FOLDER]

Every .py file of FOLDER (the standard library of the Python that runs this, unless named) is packed into a
fence.  What this Python compiles must be silent under its own version; what it only parses must be free of
python-syntax and python2-syntax.  Exit code 0 when that holds.
"""
import ast
import json
import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile
import tokenize
import warnings

RULES = {"python-syntax", "python2-syntax", "python-context", "unchecked-block"}
PER_NOTE = 20
LARGEST = 1 << 20


def compiles(source):
    """Whether `source` compiles; None when it does not even parse."""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    try:
        compile(source, "s", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def sources(folder):
    for path in sorted(folder.rglob("*.py")):
        try:
            with tokenize.open(path) as file:
                source = file.read()
        except (SyntaxError, UnicodeDecodeError, OSError):
            continue
        if not source.strip() or len(source.encode("utf-8", "replace")) >= LARGEST or "\r" in source:
            continue
        verdict = compiles(source)
        if verdict is not None:
            yield path, source, verdict


def pack(files, folder):
    """Writes the notes; returns where each file stands: {note: [(first line, last line, path, compiles)]}."""
    where = {}
    for number in range(0, len(files), PER_NOTE):
        lines, spans = [], []
        for path, source, verdict in files[number : number + PER_NOTE]:
            runs = [len(run) for run in re.findall("`+", source)]
            fence = "`" * max([3] + [run + 1 for run in runs])
            lines += [fence + "python"]
            first = len(lines)
            lines += source.removesuffix("\n").split("\n")
            lines += [fence, ""]
            spans.append((first, len(lines), path, verdict))
        name = f"note-{number // PER_NOTE:04}.md"
        (folder / name).write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass")
        where[name] = spans
    return where


def main():
    warnings.simplefilter("ignore")
    binary = pathlib.Path(sys.argv[1]).resolve()
    library = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else sysconfig.get_path("stdlib"))
    files = [entry for entry in sources(library) if encodable(entry[1])]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "askdown.yaml").write_text("python-version: '%d.%d'\n" % sys.version_info[:2])
        where = pack(files, folder)
        run = subprocess.run([binary, "check", "--format", "json", "."], cwd=folder, stdout=subprocess.PIPE)
        wrong = 0
        for finding in json.loads(run.stdout):
            row = finding["location"]["row"]
            for first, last, path, verdict in where.get(finding["filename"], []):
                silent = RULES if verdict else RULES - {"python-context"}
                if first <= row <= last and finding["code"] in silent:
                    print(f"{path}:{row - first}: {finding['code']}: {finding['message']}")
                    wrong += 1
    print(f"{len(files)} files, {wrong} findings")
    return 1 if wrong or not files else 0


def encodable(source):
    try:
        source.encode()
    except UnicodeEncodeError:
        return False
    return True


sys.exit(main())
