"""The workflows are safe and well formed: they cannot be run here, so all that can be read is."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
OWN = "$/"  # GitHub's prefix for this very repository and commit
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")

Job = dict[str, Any]


def each_workflow() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)


# The checks: each returns what is wrong, and nothing if all is well.


def zizmor(path: Path) -> str:
    """What the auditor finds, without asking the network; its pedantic persona, as we pass it."""
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program, "zizmor is missing from this environment: python dev.py test"
    asked = "--offline --persona=pedantic --strict-collection --no-config --quiet --format=json"
    run = subprocess.run(
        [program, *asked.split(), str(path)],
        capture_output=True,
        encoding="utf-8",
        env={k: v for k, v in os.environ.items() if k != "GH_TOKEN"},
    )
    assert run.stdout, run.stderr
    found = json.loads(run.stdout)
    return "\n".join(f"{f['ident']}: {f['desc']} ({f['url']})" for f in found)


def misfit(schema: str, *files: Path) -> str:
    """Where files do not fit one of the schemas that check-jsonschema brings along."""
    run = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


def jobs(file: Path) -> dict[str, Job]:
    return yaml.safe_load(file.read_text("utf-8"))["jobs"]


def steps(job: Job) -> list[dict[str, Any]]:
    return job.get("steps", [])


def uses(file: Path) -> Iterator[str]:
    for job in jobs(file).values():
        yield from (part["uses"] for part in [job, *steps(job)] if "uses" in part)


def unpinned(file: Path) -> list[str]:
    """Actions of others that are not pinned to a commit with its version beside it."""
    lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    return [
        f"{file}: {use}"
        for use in uses(file)
        if not use.startswith(OWN)
        for line in [line.split("uses: ", 1)[-1] for line in lines if use in line] or [use]
        if not PINNED.fullmatch(line)
    ]


def careless(file: Path) -> list[str]:
    """Jobs that may write something, or are given a secret, and yet run code out of a checkout."""
    found = [f"{file}: {name}" for name, job in jobs(file).items() if writes(job) and runs(job)]
    return found + ([f"{file}: secrets"] if "secrets." in file.read_text("utf-8") else [])


def writes(job: Job) -> bool:
    return "write" in job.get("permissions", {}).values()


def runs(job: Job) -> bool:
    return any("run" in s or "actions/checkout@" in s.get("uses", "") for s in steps(job))


def dangling(file: Path) -> list[str]:
    """Names of jobs, files and inputs that do not exist, and required inputs that are left out."""
    found = []
    for name, job in jobs(file).items():
        needs = job.get("needs", [])
        needs = {needs} if isinstance(needs, str) else set(needs)
        found += [f"{name} needs {need}" for need in needs - set(jobs(file))]
        if "uses" not in job:
            continue
        called = ROOT / job["uses"].removeprefix(OWN)
        if not called.is_file():
            found.append(f"{name} calls {job['uses']}")
            continue
        # YAML 1.1 reads the key "on" as true.
        inputs = yaml.safe_load(called.read_text("utf-8"))[True]["workflow_call"]["inputs"]
        given = job.get("with", {})
        required = {key for key, value in inputs.items() if value.get("required")}
        found += [f"{name} passes {key}" for key in set(given) - set(inputs)]
        found += [f"{name} leaves out {key}" for key in required - set(given)]
        paths = given.get("tests", "").split()
        found += [f"{name} runs {path}" for path in paths if not (ROOT / path).exists()]
    return [f"{file}: {problem}, which does not fit" for problem in found]


# What they say of ours


def test_the_auditor_finds_nothing() -> None:
    assert zizmor(GITHUB) == ""


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_fits_its_schema(schema: str) -> None:
    assert misfit(schema, *SCHEMAS[schema]) == ""


@each_workflow()
def test_every_action_is_pinned(file: Path) -> None:
    assert unpinned(file) == []


@each_workflow()
def test_no_job_that_may_write_runs_code(file: Path) -> None:
    assert careless(file) == []


@each_workflow()
def test_every_name_in_it_exists(file: Path) -> None:
    assert dangling(file) == []


@each_workflow()
def test_it_begins_with_what_it_promises_and_without_rights(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith("# Promises ")
    assert "\npermissions: {}\n" in text


# What they say of bad ones

GOOD = """\
# Promises to be good, so that the bad ones below are bad for one reason each.
name: Good
on:
  push:
permissions: {}
concurrency:
  group: good
  cancel-in-progress: true
jobs:
  good:
    name: Good
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - name: Greet
        run: echo hello
"""
CALL = """\
jobs:
  caller:
    name: Caller
    uses: $/.github/workflows/test.yml
    with:
      python: "3.14"
"""


@pytest.fixture
def made(tmp_path: Path):
    """Write a workflow, the good one with something else in one place."""

    def make(old: str = "", new: str = "", text: str = GOOD) -> Path:
        assert old in text
        folder = tmp_path / ".github" / "workflows"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "made.yml"
        file.write_text(text.replace(old, new) if old else text, "utf-8")
        return file

    return make


def test_the_good_one_passes(made) -> None:
    file = made()
    assert zizmor(file) == ""
    assert misfit("vendor.github-workflows", file) == ""
    assert misfit("custom.github-workflows-require-timeout", file) == ""
    assert unpinned(file) == careless(file) == dangling(file) == []


@pytest.mark.parametrize(
    ("finding", "old", "new"),
    [
        ("unpinned-uses", "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "v7"),
        ("template-injection", "hello", "${{ github.event.head_commit.message }}"),
        ("artipacked", "persist-credentials: false", "fetch-depth: 1"),
        ("excessive-permissions", "permissions: {}", "permissions: write-all"),
        ("dangerous-triggers", "  push:", "  pull_request_target:"),
    ],
)
def test_the_auditor_sees(made, finding: str, old: str, new: str) -> None:
    assert f"{finding}: " in zizmor(made(old, new))


def test_the_auditor_sees_a_dependency_taken_on_its_first_day(tmp_path: Path) -> None:
    folder = tmp_path / ".github"
    folder.mkdir()
    ours = (GITHUB / "dependabot.yml").read_text("utf-8")
    (folder / "dependabot.yml").write_text(ours.replace("default-days: 7", "default-days: 1"))
    assert "dependabot-cooldown: " in zizmor(folder)


@pytest.mark.parametrize(
    ("schema", "old", "new"),
    [
        ("vendor.github-workflows", "runs-on:", "run-on:"),
        ("vendor.github-workflows", "persist-credentials: false", "persist-credentials: [false]"),
        ("custom.github-workflows-require-timeout", "    timeout-minutes: 5\n", ""),
    ],
)
def test_the_schema_sees(made, schema: str, old: str, new: str) -> None:
    assert "made.yml" in misfit(schema, made(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7.0.1 # v7.0.1"),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@3d3c42e # v7.0.1"),
        (" # v7.0.1", ""),
        (" # v7.0.1", " # newest"),
        ("- uses: actions/checkout", "- 'uses': actions/checkout"),
        ("- name: Greet", "- uses: actions/cache\n      - name: Greet"),
    ],
)
def test_a_pin_that_is_none_is_seen(made, old: str, new: str) -> None:
    assert unpinned(made(old, new))


@pytest.mark.parametrize("right", ["contents", "id-token", "issues", "pages"])
def test_a_job_that_may_write_and_runs_code_is_seen(made, right: str) -> None:
    rights = f"    permissions:\n      {right}: write\n    steps:"
    assert careless(made("    steps:", rights))


def test_a_secret_is_seen(made) -> None:
    assert careless(made("run: echo hello", "run: echo ${{ secrets.KEY }}"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    with:", "    needs: [other]\n    with:"),
        ("test.yml", "tests.yml"),
        ("python:", "pyhton:"),
        ('      python: "3.14"', "      torch: newest"),
        ("    with:", "    with:\n      tests: tests/test_gone.py"),
    ],
)
def test_a_name_that_does_not_exist_is_seen(made, old: str, new: str) -> None:
    assert dangling(made(text=CALL)) == []
    assert dangling(made(old, new, CALL))


# The one script in them: run by Node as the action would, against a GitHub made of paper

PAPER = """
const called = [], note = (name) => async (given) => { called.push([name, given]) }
const issues = { create: note('create'), update: note('update'), createComment: note('comment') }
const context = { repo: { owner: 'o', repo: 'r' } }
const github = { paginate: async () => JSON.parse(process.env.OPEN), rest: { issues } }
const script = Object.getPrototypeOf(async () => {}).constructor
await new script('github', 'context', process.env.SCRIPT)(github, context)
console.log(JSON.stringify(called))
"""
BOT = {"number": 7, "title": "Trouble", "user": {"login": "github-actions[bot]"}}
OTHERS = [{**BOT, "title": "Other"}, {**BOT, "user": {"login": "stranger"}}, {**BOT, "user": None}]


def report(results: dict[str, str], open_issues: list[dict]) -> list[tuple[str, dict]]:
    """What the report does, given how the jobs went and which issues are open."""
    node = shutil.which("node")
    if not node:
        pytest.skip("the script of report.yml is JavaScript: install Node to run it")
    [step] = steps(jobs(GITHUB / "workflows" / "report.yml")["issue"])
    run = subprocess.run(
        [node, "--input-type=module", "--eval", PAPER],
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "SCRIPT": step["with"]["script"],
            "OPEN": json.dumps(open_issues),
            "TITLE": "Trouble",
            "RESULTS": json.dumps({job: {"result": r} for job, r in results.items()}),
            "RUN": "https://example.org/run",
        },
    )
    assert run.returncode == 0, run.stderr
    return [(name, given) for name, given in json.loads(run.stdout)]


GREEN = {"newest": "success", "nightly": "success"}


def test_all_green_and_no_issue_is_no_news() -> None:
    assert report(GREEN, OTHERS) == []


@pytest.mark.parametrize("result", ["failure", "cancelled", "skipped"])
def test_trouble_opens_one_issue(result: str) -> None:
    [(call, given)] = report({**GREEN, "nightly": result}, OTHERS)
    assert call == "create"
    assert given["title"] == "Trouble"
    assert "- newest: success" in given["body"]
    assert f"- nightly: {result}" in given["body"]
    assert "https://example.org/run" in given["body"]


def test_more_trouble_updates_it() -> None:
    [(call, given)] = report({**GREEN, "newest": "failure"}, [*OTHERS, BOT])
    assert (call, given["issue_number"]) == ("update", 7)
    assert "- newest: failure" in given["body"]
    assert "state" not in given


def test_all_green_closes_it() -> None:
    [(comment, _), (update, given)] = report(GREEN, [*OTHERS, BOT])
    assert (comment, update) == ("comment", "update")
    assert (given["issue_number"], given["state"]) == (7, "closed")
