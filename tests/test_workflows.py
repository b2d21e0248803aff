"""The workflows are valid, pinned and safe, and name only what exists. They cannot run here: their
text is checked, and the one script in them is run by Node."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.github-issue-forms": sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")),
}
THIS_REPOSITORY = "$/"  # GitHub's prefix for a workflow of the same repository and commit
PINNED = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")

Job = dict[str, Any]
TEXTS = {file.name: file.read_text("utf-8") for file in WORKFLOWS}
each_workflow = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def jobs(text: str) -> dict[str, Job]:
    return yaml.safe_load(text)["jobs"]


def triggers(text: str) -> dict[str, Any]:
    return yaml.safe_load(text)[True]  # YAML 1.1 reads the key "on" as true


def test_zizmor_finds_nothing() -> None:
    """Its strictest settings, offline. See https://docs.zizmor.sh/audits for what it looks for."""
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program, "zizmor is missing: python dev.py test"
    options = ["--offline", "--persona=pedantic", "--strict-collection", "--no-config", "--quiet"]
    run = subprocess.run([program, *options, GITHUB], capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_fits_its_schema(schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    run = subprocess.run([*command, *SCHEMAS[schema]], capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


def unpinned(text: str) -> list[str]:
    """Actions that are not pinned to a commit, with its version in a comment."""
    used = re.findall(r"\buses['\"]?: *(.+)", text)
    return [u for u in used if not u.startswith(THIS_REPOSITORY) and not PINNED.fullmatch(u)]


def unsafe(text: str) -> list[str]:
    """Jobs that may write and also run code or check it out; and any use of a secret."""
    return re.findall(r"secrets\.\w+", text) + [
        name
        for name, job in jobs(text).items()
        if "write" in job.get("permissions", {}).values()
        for step in job.get("steps", [])
        if "run" in step or "actions/checkout@" in step["uses"]
    ]


def unknown_names(text: str) -> list[str]:
    """Jobs, workflows, inputs and tests that a job names and that do not exist; missing inputs."""
    found = []
    for job in jobs(text).values():
        needs = job.get("needs", [])
        found += set([needs] if isinstance(needs, str) else needs) - set(jobs(text))
        called = job.get("uses", "").removeprefix(f"{THIS_REPOSITORY}.github/workflows/")
        given = job.get("with", {})
        if called and called not in TEXTS:
            found.append(called)
        elif called:
            inputs = (triggers(TEXTS[called])["workflow_call"] or {}).get("inputs", {})
            required = {name for name, value in inputs.items() if value.get("required")}
            found += (set(given) - set(inputs)) | (required - set(given))
        found += [path for path in given.get("tests", "").split() if not (ROOT / path).exists()]
    return found


@each_workflow
def test_every_action_is_pinned(text: str) -> None:
    assert unpinned(text) == []


@each_workflow
def test_no_job_that_may_write_runs_code(text: str) -> None:
    assert unsafe(text) == []


@each_workflow
def test_every_name_exists(text: str) -> None:
    assert unknown_names(text) == []


@each_workflow
def test_it_says_what_it_is_for_and_grants_nothing_by_default(text: str) -> None:
    assert text.startswith("# ")
    assert "\npermissions: {}\n" in text


def test_only_a_commit_that_is_all_green_is_published() -> None:
    ci = jobs(TEXTS["ci.yml"])
    assert list(triggers(TEXTS["pages.yml"])) == ["workflow_call"]
    assert [name for name, text in TEXTS.items() if "/pages.yml\n" in text] == ["ci.yml"]
    assert ci["pages"]["needs"] == "green" and "always" not in ci["pages"]["if"]
    assert set(ci["green"]["needs"]) == set(ci) - {"green", "pages"}


def imported(*files: str) -> set[str]:
    """These files of ours, and those that they import, however deep."""
    found, waiting = set(), [*files]
    while waiting:
        if (file := waiting.pop()) in found:
            continue
        found.add(file)
        for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
            names = [
                f"{getattr(node, 'module', None) or ''}.{a.name}"
                for a in getattr(node, "names", [])
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
            for name in names:
                parts = name.strip(".").split(".")
                paths = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
                near = [f"{p}{end}" for p in paths for end in (".py", "/__init__.py")]
                waiting += [one for one in near if (ROOT / one).is_file()]
    return found


def unwatched(text: str, files: set[str]) -> list[str]:
    """Files whose change does not start a workflow."""
    watched = [f"{path.replace('**', '*')}" for path in triggers(text)["push"]["paths"]]
    return sorted(file for file in files if not any(fnmatch(file, path) for path in watched))


def test_the_gpu_watches_what_it_runs() -> None:
    runs = imported("dev.py", "conftest.py", "tests/conftest.py", "tests/test_snippets.py")
    runs |= imported("atlas/record.py", "atlas/worker.py")
    assert {"atlas/runner.py", "measure/browser.py"} < runs
    assert unwatched(TEXTS["gpu.yml"], runs) == []
    assert unwatched(TEXTS["gpu.yml"].replace("- measure/**", "- measures/**"), runs)


EXAMPLE = """
jobs:
  build:
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
  tests:
    needs: build
    uses: $/.github/workflows/test.yml
    with:
      python: "3.14"
"""


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        (unpinned, " # v7.0.1", ""),
        (unpinned, "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7.0.1"),
        (unsafe, "contents: read", "contents: write"),
        (unsafe, '"3.14"', "${{ secrets.KEY }}"),
        (unknown_names, "needs: build", "needs: [build, check]"),
        (unknown_names, "test.yml", "tests.yml"),
        (unknown_names, "python:", "pyhton:"),
        (unknown_names, "python:", "tests: tests/test_gone.py\n      python:"),
    ],
)
def test_a_mistake_is_found(check, old: str, new: str) -> None:
    assert check(EXAMPLE) == [] and old in EXAMPLE
    assert check(EXAMPLE.replace(old, new))


# report.yml's script, run with a substitute for GitHub's interface that prints the calls

SUBSTITUTE = """
const called = [], note = (name) => async (given) => { called.push([name, given]) }
const issues = { create: note('create'), update: note('update'), createComment: note('comment') }
const context = { repo: { owner: 'o', repo: 'r' } }
const github = { paginate: async () => JSON.parse(process.env.OPEN), rest: { issues } }
const script = Object.getPrototypeOf(async () => {}).constructor
await new script('github', 'context', process.env.SCRIPT)(github, context)
console.log(JSON.stringify(called))
"""
OURS = {"number": 7, "title": "Title", "user": {"login": "github-actions[bot]"}}
OTHERS = [{**OURS, "title": "Other"}, {**OURS, "user": {"login": "x"}}, {**OURS, "user": None}]
CHANGED = {"changed": "torch 2.16.0: 1 other\n\n```diff\n+tensor(9.)\n```\n"}
PASSED = {"newest": "success", "nightly": "success"}


def report(results: dict[str, str], open_issues: list[dict]) -> list[tuple[str, dict]]:
    """The script's calls, given the jobs' results and the issues that are open."""
    node = shutil.which("node")
    if not node:
        pytest.skip("the script of report.yml is JavaScript: install Node to run it")
    [step] = jobs(TEXTS["report.yml"])["issue"]["steps"]
    environment = {
        "SCRIPT": step["with"]["script"],
        "OPEN": json.dumps(open_issues),
        "TITLE": "Title",
        "RESULTS": json.dumps(
            {
                job: {"result": result, "outputs": {} if result == "success" else CHANGED}
                for job, result in results.items()
            }
        ),
        "RUN": "the run's address",
    }
    run = subprocess.run(
        [node, "--input-type=module", "--eval", SUBSTITUTE],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert run.returncode == 0, run.stderr
    return [(name, given) for name, given in json.loads(run.stdout)]


def test_a_first_pass_reports_nothing() -> None:
    assert report(PASSED, OTHERS) == []


@pytest.mark.parametrize("result", ["failure", "cancelled", "skipped"])
def test_a_failure_opens_an_issue(result: str) -> None:
    [(call, given)] = report({**PASSED, "nightly": result}, OTHERS)
    assert (call, given["title"]) == ("create", "Title")
    for line in ("- newest: success", f"- nightly: {result}", "the run's address", "+tensor(9.)"):
        assert line in given["body"]
    assert "## nightly" in given["body"] and "## newest" not in given["body"]


def test_a_further_failure_updates_it() -> None:
    [(call, given)] = report({**PASSED, "newest": "failure"}, [*OTHERS, OURS])
    assert (call, given["issue_number"]) == ("update", 7)
    assert "- newest: failure" in given["body"] and "state" not in given


def test_a_pass_closes_it() -> None:
    [(comment, _), (update, given)] = report(PASSED, [*OTHERS, OURS])
    assert (comment, update) == ("comment", "update")
    assert (given["issue_number"], given["state"]) == (7, "closed")
