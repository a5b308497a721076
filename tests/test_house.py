"""The house rules: which way imports go, how long things may be, what is called what."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType

import pytest
from django.core.management import call_command
from importlinter.cli import lint_imports

from contacts.checks import patterns

HOUSE = Path(__file__).parent.parent
APP, TESTS, TEMPLATES = HOUSE / "contacts", HOUSE / "tests", HOUSE / "templates"
LAYERS = ("views", "forms", "actions", "queries", "models", "formats")
SINGLE_LAYERS = ("gate", "pages", "audit")
FILE, FUNCTION, VIEW, TEMPLATE = 250, 30, 15, 120  # lines

# In two halves, so that this file does not name them either.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.",
    "js" + "delivr",
    "un" + "pkg",
]
REGISTRIES += ["--index" + "-url ", "--find" + "-links "]


def python_files() -> list[Path]:
    """All our Python; migrations are written once and left alone."""
    files = [HOUSE / "manage.py"]
    for folder in (APP, HOUSE / "supervision", TESTS):
        files += sorted(folder.rglob("*.py"))
    return [file for file in files if "migrations" not in file.parts]


def other_files() -> Iterator[Path]:
    """What else is kept, but for the styles of others."""
    folders = ("contacts", "templates", "static/diary", "script", "requirements", ".ci")
    found = [*HOUSE.glob("*"), *(file for one in folders for file in (HOUSE / one).rglob("*"))]
    yield from (file for file in found if file.is_file() and file.suffix != ".pyc")


def modules(layer: str) -> list[str]:
    return sorted(file.stem for file in (APP / layer).glob("*.py") if file.stem != "__init__")


def name(file: Path) -> str:
    return str(file.relative_to(HOUSE))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def lines(node: ast.FunctionDef) -> int:
    """From `def` to the end, decorators apart."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def imported(file: Path) -> set[str]:
    """The names of the modules a file imports, `from a import b` as `a` and `a.b`."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ruff(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", *words]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)


def test_imports_go_one_way_and_every_module_is_in_a_layer(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(HOUSE)
    broken = lint_imports(no_cache=True, no_logo=True)
    assert not broken, capfd.readouterr().out


HTTP = r"(django\.(http|shortcuts|urls|template|views)|django_htmx|allauth)\b"


@pytest.mark.parametrize(
    ("layer", "stranger"),
    [
        *((layer, HTTP) for layer in ("actions", "queries", "models", "formats")),
        ("formats", r"(django\.db|psycopg)\b"),
    ],
)
def test_the_lower_layers_know_no_http_and_formats_no_database(layer: str, stranger: str) -> None:
    files = list((APP / layer).rglob("*.py"))
    found = [(name(file), one) for file in files for one in imported(file)]
    assert [one for one in found if re.match(stranger, one[1])] == []


def test_nothing_is_imported_inside_a_function() -> None:
    found = {
        f"{name(file)} {function.name}"
        for file in python_files()
        for function in functions(ast.parse(file.read_text()))
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    }
    assert found == {"contacts/apps.py ready"}


def test_every_file_is_at_most_250_lines() -> None:
    long = {name(file): file.read_text().count("\n") for file in python_files()}
    assert {file: count for file, count in long.items() if count > FILE} == {}


def test_every_function_is_at_most_30_lines() -> None:
    long = {
        f"{name(file)} {function.name}": lines(function)
        for file in python_files()
        for function in functions(ast.parse(file.read_text()))
        if lines(function) > FUNCTION
    }
    assert long == {}


def test_every_view_is_at_most_15_lines() -> None:
    views: dict[str, set[str]] = {}
    for entry in patterns():
        assert isinstance(entry.callback, FunctionType)
        views.setdefault(entry.callback.__module__, set()).add(entry.callback.__name__)
    long = {}
    for module, names in views.items():
        found = {
            function.name: lines(function)
            for function in functions(
                ast.parse(Path(sys.modules[module].__file__ or "").read_text())
            )
        }
        assert names <= found.keys()
        long |= {f"{module}.{one}": found[one] for one in names if found[one] > VIEW}
    assert long == {}


def test_every_template_is_at_most_120_lines() -> None:
    long = {name(file): file.read_text().count("\n") for file in TEMPLATES.rglob("*.html")}
    assert long
    assert {file: count for file, count in long.items() if count > TEMPLATE} == {}


def test_the_code_is_formatted_and_no_function_is_too_complex() -> None:
    assert ruff("format", "--check").returncode == 0
    complex_ones = ruff("check", "--select", "C901", "--output-format", "concise")
    assert complex_ones.returncode == 0, complex_ones.stdout


def test_complexity_is_held_at_eight() -> None:
    assert re.search(r"\[tool\.ruff\.lint\.mccabe\]\nmax-complexity = 8\n", pyproject())
    assert re.search(r"^line-length = 100$", pyproject(), re.MULTILINE)


def pyproject() -> str:
    return (HOUSE / "pyproject.toml").read_text()


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [name(file) for file in python_files() if drawers & {file.stem, *file.parts}] == []


def test_whatever_silences_a_check_says_why() -> None:
    silencer = re.compile(r"#\s*(noqa|type:\s*ignore|pragma|fmt:|ruff:|nosec)(?P<rest>.*)")
    reason = re.compile(
        r"^:?\s*(\[[a-z-, ]+\]|[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*)?\s+(\(\S.+\)|# \S.+)$"
    )
    silent = [
        f"{name(file)}:{number}"
        for file in python_files()
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if file != Path(__file__)
        if (found := silencer.search(line)) and not reason.match(found["rest"])
    ]
    assert silent == []


@pytest.mark.parametrize("layer", LAYERS)
def test_each_file_of_a_layer_has_its_test_file(layer: str) -> None:
    tested = {file.stem.removeprefix("test_") for file in (TESTS / layer).glob("test_*.py")}
    assert [module for module in modules(layer) if module not in tested] == []


def test_each_layer_of_one_file_and_each_command_has_its_test_file() -> None:
    wanted = [TESTS / f"test_{layer}.py" for layer in SINGLE_LAYERS]
    wanted += [TESTS / f"management/test_{one}.py" for one in modules("management/commands")]
    assert [name(file) for file in wanted if not file.exists()] == []


def test_each_template_is_named_by_one_view_or_shared() -> None:
    named = Counter(
        template
        for view in (APP / "views").glob("*.py")
        for template in set(re.findall(r'"contacts/(\w+\.html)"', view.read_text()))
    )
    included = Counter(
        template
        for file in TEMPLATES.rglob("*.html")
        for template in re.findall(r'\{% include "contacts/(\w+\.html)"', file.read_text())
    )
    for template in {file.name for file in (TEMPLATES / "contacts").iterdir()}:
        if template.startswith("_"):
            assert included[template] >= 2, f"{template} is shared by nobody"
        else:
            assert (named[template], included[template]) == (1, 0), template


def test_a_feature_has_one_word_in_every_layer() -> None:
    """A form or query is named for its view, or serves two or more."""
    views = modules("views")
    files = python_files()
    for layer in ("forms", "queries"):
        for module in set(modules(layer)) - set(views):
            users = [file for file in files if f"contacts.{layer}.{module}" in imported(file)]
            ours = [file for file in users if file.is_relative_to(APP)]
            assert len(ours) >= 2, f"{layer}/{module}.py is named for no view"


def test_each_page_is_named_for_its_view_or_its_address() -> None:
    words = {*modules("views"), *((entry.name or "").replace("-", "_") for entry in patterns())}
    for template in (TEMPLATES / "contacts").glob("[!_]*.html"):
        assert any(word.startswith(template.stem) for word in words), template.name


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_registry_is_named_anywhere() -> None:
    for file in {*python_files(), *other_files()}:
        text = file.read_text(errors="replace")
        assert [host for host in REGISTRIES if host in text] == [], name(file)
    for file in (HOUSE / "requirements").iterdir():
        assert "://" not in file.read_text(), name(file)
