"""Reads an instrument from its file, and says in sentences what is wrong with it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from victims.screening import ANY, Dimension, Indicator, Scheme

FOLDER = Path(__file__).parent / "instruments"
CONCEPTS = "concepts.toml"
REQUIRED = ("key", "version", "title", "short", "jurisdiction", "source", "overall")
OPTIONAL = ("note", "unverified", "child_needs_no_means", "dimension", "indicator")
OF_DIMENSION = {"key", "title", "shown_when", "is_means"}
OF_INDICATOR = {"code", "text", "dimension", "weight", "help", "maps_to", "unverified"}

Table = Mapping[str, Any]


class BadInstrument(Exception):
    """The file of an instrument cannot be used; `problems` are sentences for who wrote it."""

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__("\n".join(f"{name}: {problem}" for problem in problems))
        self.problems = problems


def read_folder(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every instrument of the folder, checked. Raises BadInstrument, with all that is wrong."""
    concepts = frozenset(_table(folder / CONCEPTS))
    found = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != CONCEPTS:
            document = _table(path)
            if problems := list(problems_of(document, concepts)):
                raise BadInstrument(path.name, problems)
            found.append(document)
    return found


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInstrument(path.name, ["The file is missing."]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInstrument(path.name, [f"It is not TOML: {error}."]) from error


def scheme_of(document: Table) -> Scheme:
    """The instrument of a document that was checked before."""
    top = {name: document[name] for name in (*REQUIRED, *OPTIONAL[:3]) if name in document}
    return Scheme(
        **top
        | {
            "overall": tuple(map(tuple, document["overall"])),
            "dimensions": tuple(
                Dimension(**{**row, "shown_when": tuple(row["shown_when"])})
                for row in document["dimension"]
            ),
            "indicators": tuple(
                Indicator(**{**row, "maps_to": tuple(row.get("maps_to", ()))})
                for row in document["indicator"]
            ),
        }
    )


# What can be wrong --------------------------------------------------------------------------------


def problems_of(document: Table, concepts: frozenset[str]) -> Iterator[str]:
    """Everything that is wrong with a document, in sentences; first its shape, then its sense."""
    shape = list(_of_shape(document))
    yield from shape
    if not shape:
        yield from _of_rules(document)
        yield from _of_indicators(document, concepts)


def _of_shape(document: Table) -> Iterator[str]:
    for name in REQUIRED:
        if not document.get(name):
            yield f"“{name}” is missing."
    for name in sorted(document.keys() - {*REQUIRED, *OPTIONAL}):
        yield f"“{name}” is not known; is it spelled right?"
    for kind, known, needed in (
        ("dimension", OF_DIMENSION, ("key", "title", "shown_when")),
        ("indicator", OF_INDICATOR, ("code", "text", "dimension")),
    ):
        rows = document.get(kind)
        if not isinstance(rows, list) or not rows:
            yield f"It has no [[{kind}]]."
            continue
        for number, row in enumerate(rows, 1):
            yield from (f"The {kind} no. {number} has no “{name}”." for name in needed
                        if not row.get(name))  # fmt: skip
            yield from (f"The {kind} no. {number} has “{name}”, which is not known."
                        for name in sorted(row.keys() - known))  # fmt: skip


def _of_rules(document: Table) -> Iterator[str]:
    keys = [row["key"] for row in document["dimension"]]
    yield from (f"The dimension “{key}” is there twice." for key in _twice(keys))
    for group in document["overall"]:
        if not group:
            yield "“overall” has an empty group; name the dimensions of which one must be shown."
        for key in group:
            if key not in keys:
                yield f"“overall” names “{key}”, which is no dimension."
    for row in document["dimension"]:
        rows = [each for each in document["indicator"] if each["dimension"] == row["key"]]
        weights = Counter(each.get("weight", "") for each in rows) + Counter({ANY: len(rows)})
        for rule in row["shown_when"]:
            yield from _of_rule(row["key"], rule, weights)


def _of_rule(key: str, rule: Any, weights: Mapping[str, int]) -> Iterator[str]:
    if not isinstance(rule, dict) or not rule:
        yield f"A rule of “{key}” is empty; write it as {{ any = 1 }} or {{ strong = 2 }}."
        return
    for weight, least in rule.items():
        if not isinstance(least, int) or isinstance(least, bool) or least < 1:
            yield f"A rule of “{key}” asks for {least!r} {weight}; write a number from 1 up."
        elif least > weights.get(weight, 0):
            yield (
                f"A rule of “{key}” asks for {least} indicators with the weight “{weight}”; "
                f"there are {weights.get(weight, 0)}, so it could never hold."
            )


def _of_indicators(document: Table, concepts: frozenset[str]) -> Iterator[str]:
    rows = document["indicator"]
    keys = {row["key"] for row in document["dimension"]}
    yield from (f"The indicator “{code}” is there twice." for code in _twice(
        [row["code"] for row in rows]))  # fmt: skip
    for row in rows:
        if row["dimension"] not in keys:
            yield f"“{row['code']}” belongs to “{row['dimension']}”, which is no dimension."
        for concept in row.get("maps_to", ()):
            if concept not in concepts:
                yield f"“{row['code']}” maps to “{concept}”, which {CONCEPTS} does not have."


def _twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
