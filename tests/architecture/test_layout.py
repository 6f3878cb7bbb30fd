"""The shape of the repository that everything else leans on."""

import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-node.lock", "frontend/package-lock.json")


@pytest.mark.parametrize("root", ["platform", "graphql"])
def test_given_a_source_root_when_looked_at_then_it_is_no_package(root: str) -> None:
    # an __init__.py there would hide the standard library's platform, or graphql-core
    assert not (ROOT / root / "__init__.py").exists()


@pytest.mark.parametrize(
    ("module", "place"),
    [
        ("hotline", "platform/hotline"),
        ("hotline_api", "graphql/hotline_api"),
        ("tenants", "tenants"),
        ("telephony", "telephony"),
    ],
)
def test_given_the_editable_install_when_imported_then_every_room_has_one_name(module: str, place: str) -> None:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin == str(ROOT / place / "__init__.py")


@pytest.mark.parametrize("module", ["platform", "graphql"])
def test_given_the_source_roots_when_imported_by_name_then_the_others_answer(module: str) -> None:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert ROOT / module not in Path(spec.origin or "").parents


def test_given_python_packages_when_walked_then_every_folder_of_them_is_one() -> None:
    rooms = [ROOT / name for name in ("platform/hotline", "graphql/hotline_api", "tenants", "telephony")]
    folders = {file.parent for room in rooms for file in room.rglob("*.py")}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_given_a_lock_when_read_then_it_names_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text()
    named = re.findall(r'(?:--(?:extra-)?index-url|--find-links|"resolved":)\s*\S+', text)
    assert named == []


def test_given_the_python_lock_when_read_then_every_line_is_one_exact_version() -> None:
    lines = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if line and line[0] not in "# "]
    assert [line for line in lines if not re.match(r"^[a-z0-9._\[\],-]+==\S+( ;.*)?$", line)] == []


def test_given_the_project_when_its_dependencies_are_read_then_all_are_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["embedded"], *extras["dev"]]
    locked = {re.split(r"[=\[ ]", line)[0] for line in (ROOT / "requirements.lock").read_text().splitlines()}
    names = {re.split(r"[ \[<>=~]", need)[0].lower() for need in wanted}
    assert names - locked == set()


@pytest.mark.parametrize("target", ["setup", "demo", "demo-call", "demo-reset", "test", "check", "bench"])
def test_given_the_makefile_when_a_promised_command_is_asked_for_then_it_is_there(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone")
def test_given_what_a_run_leaves_behind_when_git_looks_then_it_is_ignored() -> None:
    left = ["var/pg", ".venv/bin", "frontend/dist/index.html", "frontend/node_modules/x", ".env"]
    done = subprocess.run(["git", "check-ignore", *left], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == left
