"""The ways by which the program reaches people, each tried as they would. Run by tests/channels/run."""

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "target"
BINARY = TARGET / "debug" / "askdown"

BROKEN = """\
---
title: "100 %, all: of it"
levels: [junior, mid
---

# Closures

### Q: What is a closure?

```python
def counter(:
    count = 0
```
"""


def run(*command, cwd=ROOT, **environment):
    """Runs the command; its output is shown when the test fails."""
    process = subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True
    )
    print("$", *command, f"-> {process.returncode}\n{process.stdout}{process.stderr}")
    return process


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "broken, 100%.md").write_text(BROKEN)
    (folder / "fine.md").write_text("# Fine\n\n### Q: Why?\n\nBecause.\n")
    return folder


def expect_both_faults(process):
    assert process.returncode == 1
    assert "front-matter-syntax" in process.stdout and "python-syntax" in process.stdout


def test_sarif_is_valid(notes):
    schema = json.loads((TARGET / "channels/package/lib/schemas/sarif-2.1.0-rtm.5.json").read_text())
    log = json.loads(run(BINARY, "check", "--format", "sarif", cwd=notes).stdout)
    assert log["version"] == "2.1.0" and len(log["runs"][0]["results"]) >= 2
    faults = jsonschema.Draft7Validator(schema).iter_errors(log)
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_wheel_brings_the_program(notes, tmp_path):
    wheels = tmp_path / "wheels"
    built = run("maturin", "build", "--profile", "dev", "--out", wheels, "--auditwheel", "skip", CARGO_TARGET_DIR=str(TARGET))
    assert built.returncode == 0
    (wheel,) = wheels.glob("askdown-*.whl")
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=True)
    assert run(environment / "bin/pip", "install", "--no-index", wheel).returncode == 0
    expect_both_faults(run(environment / "bin/askdown", "check", cwd=notes))


def test_crate_installs_as_the_registry_has_it(notes, tmp_path):
    assert run("cargo", "package", "--no-verify", "--allow-dirty").returncode == 0
    (crate,) = (TARGET / "package").glob("askdown-*.crate")
    with tarfile.open(crate) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.glob("askdown-*")
    # A debug build, which shares what was compiled for the other tests.
    installed = run(
        "cargo", "install", "--locked", "--debug", "--path", folder, "--root", tmp_path / "root",
        cwd=tmp_path, CARGO_TARGET_DIR=str(TARGET),
    )
    assert installed.returncode == 0
    expect_both_faults(run(tmp_path / "root/bin/askdown", "check", cwd=notes))


def without_optimisation(folder):
    """Has the releases that are built below `folder` take one minute and not five."""
    packages = tomllib.loads((ROOT / "Cargo.toml").read_text())["profile"]["release"]["package"]
    tables = ["profile.release", *(f'profile.release.package."{name}"' for name in packages)]
    (folder / ".cargo").mkdir()
    (folder / ".cargo/config.toml").write_text("".join(f"[{table}]\nopt-level = 0\n" for table in tables))


def test_pre_commit_runs_the_hook(notes, tmp_path):
    revision = run("git", "rev-parse", "HEAD").stdout.strip()
    hooks = {"repos": [{"repo": str(ROOT), "rev": revision, "hooks": [{"id": "askdown"}]}]}
    (notes / ".pre-commit-config.yaml").write_text(yaml.safe_dump(hooks))
    for command in (["init", "-q"], ["add", "."]):
        assert run("git", *command, cwd=notes).returncode == 0
    without_optimisation(tmp_path)
    checked = run(
        "pre-commit", "run", "--all-files", "--color", "never",
        cwd=notes,
        PRE_COMMIT_HOME=str(tmp_path / "hooks"),
        CARGO_TARGET_DIR=str(TARGET / "channels/hook"),
    )
    assert "askdown check" in checked.stdout
    expect_both_faults(checked)
    (notes / "broken, 100%.md").unlink()
    assert run("git", "add", "-A", cwd=notes).returncode == 0
    fine = run("pre-commit", "run", "--all-files", cwd=notes, PRE_COMMIT_HOME=str(tmp_path / "hooks"))
    assert fine.returncode == 0 and "Passed" in fine.stdout


def test_action_is_valid():
    valid = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml")
    assert valid.returncode == 0


def step(name):
    """The shell script of a step of the action."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    (found,) = (step["run"] for step in steps if step["name"] == name)
    return ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", found]


def test_action_names_its_build(tmp_path):
    output = tmp_path / "output"
    named = run(*step("Name the build"), GITHUB_ACTION_PATH=str(ROOT), GITHUB_OUTPUT=str(output))
    assert named.returncode == 0
    assert re.fullmatch(r"hash=[0-9a-f]{16}\n", output.read_text())


def test_action_annotates(notes, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/askdown").symlink_to(BINARY)
    environment = {"ROOT": str(tmp_path), "GITHUB_ACTION_PATH": "/nonexistent"}
    assert run(*step("Build"), cwd=notes, **environment).returncode == 0
    checked = run(*step("Check"), cwd=notes, PATHS=".", **environment)
    assert checked.returncode == 1
    errors = [line for line in checked.stdout.splitlines() if line.startswith("::error ")]
    assert len(errors) == 2
    # The runner takes commas and colons of a value for its own unless they are escaped.
    assert all("file=broken%2C 100%25.md,line=" in line for line in errors)
    several = run(*step("Check"), cwd=notes, PATHS="fine.md\nfine.md", **environment)
    assert several.returncode == 0
