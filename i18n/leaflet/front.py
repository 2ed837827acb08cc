"""A leaflet's front matter: YAML between two lines of `---`, read as plain strings, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

import yaml

from i18n.facts import read_date
from i18n.leaflet.inline import tidy
from i18n.leaflet.tree import KEY, LeafletError, Meta, Problem

FENCE = "---"
_FIELDS = tuple(field.name for field in fields(Meta))
_DEFAULTS = Meta(title="", slug="")
_DATES = ("law", "issued")
_KINDS = ("leaflet", "words")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands above the body. `body_line` is the index of the body's first line."""

    meta: Meta
    title_line: int
    body_line: int
    problems: list[Problem]


def read_front(lines: list[str]) -> Front:
    """Raises LeafletError where there is no front matter, it is no YAML, or it has no title."""
    end = _end_of(lines)
    values, problems = _values(lines[1:end])
    title, title_line = values.get("title", ("", 1))
    if not title:
        raise LeafletError([*problems, Problem(title_line, "title-missing", "The leaflet has no title.")])
    checked = {name: _checked(name, value, line, problems) for name, (value, line) in values.items()}
    slug = checked.get("slug", "")
    if not slug:
        slug = slug_of(title) or "leaflet"
        if "slug" not in values:
            problems.append(Problem(1, "slug-missing", f"The leaflet has no slug; “{slug}” would do."))
    given = {name: value for name, value in checked.items() if value and name not in ("slug", "sample")}
    meta = Meta(**given, slug=slug, sample=checked.get("sample") == "true")
    return Front(meta, title_line, end + 1, problems)


def write_front(meta: Meta) -> str:
    """Title, slug and every field that is not at its default, between fences."""
    values: dict[str, str] = {}
    for name in _FIELDS:
        value = getattr(meta, name)
        if name in ("title", "slug") or value != getattr(_DEFAULTS, name):
            values[name] = "true" if value is True else value
    dumped = yaml.dump(values, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=2**31)
    return f"{FENCE}\n{dumped}{FENCE}\n"


def slug_of(text: str, *, length: int = 40) -> str:
    """ASCII letters and digits of `text` in small letters, joined by hyphens; "" if it has none."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "").replace("’", "")).strip("-")
    return slug if len(slug) <= length else slug[: length + 1].rpartition("-")[0] or slug[:length]


class _PlainDumper(yaml.SafeDumper):
    """All values are strings here, so `2010-03-05` and `no` need no quotation marks."""

    yaml_implicit_resolvers = {}


def _end_of(lines: list[str]) -> int:
    if not any(line.strip() for line in lines):
        raise LeafletError([Problem(1, "no-text", "The leaflet is empty.")])
    if lines[0].rstrip() != FENCE:
        message = "The leaflet does not begin with front matter: a line “---”, “title: …”, a line “---”."
        raise LeafletError([Problem(1, "front-matter", message)])
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return index
    raise LeafletError([Problem(1, "front-matter", "The front matter has no closing line “---”.")])


def _values(lines: list[str]) -> tuple[dict[str, tuple[str, int]], list[Problem]]:
    """Field → value and line in the file. Unknown, doubled and nested fields are problems and left out."""
    values: dict[str, tuple[str, int]] = {}
    problems: list[Problem] = []
    for key, value in _nodes(lines):
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode) or key.value not in _FIELDS:
            name = getattr(key, "value", "")
            problems.append(Problem(line, "field-unknown", f"“{name}” is not a field of the front matter."))
        elif key.value in values:
            problems.append(Problem(line, "field-twice", f"“{key.value}” is given twice."))
        elif not isinstance(value, yaml.ScalarNode):
            problems.append(Problem(line, "field-value", f"“{key.value}” must be one line of text."))
        else:
            values[key.value] = (tidy(value.value), line)
    return values, problems


def _nodes(lines: list[str]) -> list[tuple[yaml.Node, yaml.Node]]:
    try:
        root = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        message = "The front matter cannot be read: write one “name: value” a line."
        raise LeafletError([Problem(line, "front-matter", message)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise LeafletError([Problem(1, "front-matter", "The front matter cannot be read.")]) from error
    if not isinstance(root, yaml.MappingNode):
        raise LeafletError([Problem(1, "title-missing", "The leaflet has no title.")])
    return list(root.value)


def _checked(name: str, value: str, line: int, problems: list[Problem]) -> str:
    """The value, or "" with a problem where it cannot be meant."""
    fault = ""
    if name in _DATES and value:
        try:
            read_date(value)
        except ValueError:
            fault = f"“{name}” is not a date like 2010-03-25 or a month like 2010-03."
    elif name == "slug" and not KEY.fullmatch(value):
        fault = "A slug has only small letters, digits and single hyphens."
    elif name == "kind" and value not in _KINDS:
        fault = "“kind” is leaflet or words."
    elif name == "sample" and value not in ("true", "false"):
        fault = "“sample” is true or false."
    if fault:
        problems.append(Problem(line, "date" if name in _DATES else "field-value", fault))
    return "" if fault else value
