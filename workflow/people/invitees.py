"""Somebody to be invited, as a form or a line of a file gives them, and what is wrong with that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from i18n.languages import Language, Register
from workflow.people.models import Role

ABILITIES = ("reads", "writes", "speaks", "may_edit", "may_revise")
FORMULA = tuple("=+-@")
MAX_NAME = 200
SEPARATORS = re.compile(r"[\s,;/|]+")


@dataclass(frozen=True, slots=True)
class Ability:
    """What somebody can do in one language of the register."""

    tag: str
    reads: bool = False
    writes: bool = False
    speaks: bool = False
    may_edit: bool = False
    may_revise: bool = False

    def as_data(self) -> dict[str, str | bool]:
        return asdict(self)

    @property
    def held(self) -> bool:
        return any(getattr(self, name) for name in ABILITIES)

    @property
    def words(self) -> str:
        """`reads, may edit`"""
        return ", ".join(name.replace("_", " ") for name in ABILITIES if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Invitee:
    email: str
    name: str
    roles: tuple[str, ...]
    abilities: tuple[Ability, ...] = ()


def from_cells(cells: dict[str, str]) -> Invitee:
    """A line of the file: each ability's cell lists the tags of its languages."""
    listed = {name: _split(cells.get(name, "")) for name in ABILITIES}
    tags = dict.fromkeys(tag for tags in listed.values() for tag in tags)
    return Invitee(
        email=cells.get("email", "").strip().lower(),
        name=cells.get("name", "").strip(),
        roles=tuple(dict.fromkeys(role.lower() for role in _split(cells.get("roles", "")))),
        abilities=tuple(Ability(tag, **{name: tag in listed[name] for name in ABILITIES}) for tag in tags),
    )


def problems(invitee: Invitee, register: Register) -> Iterator[str]:
    """One sentence for everything wrong with the description; who is here already is not looked at."""
    try:
        validate_email(invitee.email)
    except ValidationError:
        yield (
            f"“{invitee.email[:80]}” is not an e-mail address."
            if invitee.email
            else "The e-mail address is missing."
        )
    if len(invitee.email) > 254:
        yield "The e-mail address is too long."
    yield from name_problems(invitee.name)
    if not invitee.roles:
        yield f"No role is named: write one or more of {', '.join(Role.values)}."
    for role in invitee.roles:
        if role not in Role.values:
            yield f"“{role[:40]}” is not a role: the roles are {', '.join(Role.values)}."
    yield from abilities_problems(invitee.abilities, register)
    working = any(one.may_edit or one.may_revise for one in invitee.abilities)
    if working and invitee.roles and Role.LINGUIST not in invitee.roles:
        yield "Only a linguist may edit or revise: add the role “linguist”."


def name_problems(name: str) -> Iterator[str]:
    if name.startswith(FORMULA):
        yield f"The name begins with “{name[0]}”, as a spreadsheet's formula does: write a name."
    elif not any(char.isalpha() for char in name):
        yield "The name is missing."
    elif len(name) > MAX_NAME:
        yield f"The name is longer than {MAX_NAME} characters."
    elif any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for char in name):
        yield "The name has an invisible character in it: type it afresh."


def abilities_problems(abilities: Iterable[Ability], register: Register) -> Iterator[str]:
    for ability in abilities:
        language = register.get(ability.tag)
        if language is None:
            yield _unknown(ability.tag, register)
        else:
            yield from _contradictions(ability, language)


def _unknown(tag: str, register: Register) -> str:
    meant = register.resolve(tag)
    hint = f": for {meant.english}, write “{meant.tag}”." if meant else "."
    return f"“{tag[:40]}” is not a language of the register{hint}"


def _contradictions(ability: Ability, language: Language) -> Iterator[str]:
    if not language.written:
        if ability.reads or ability.writes or ability.may_edit or ability.may_revise:
            yield f"{language.english} is not a written language: it can only be spoken."
        return
    if ability.may_edit and not (ability.reads and ability.writes):
        yield f"Who may edit {language.english} has to read and write it."
    if ability.may_revise and not ability.reads:
        yield f"Who may revise {language.english} has to read it."


def _split(cell: str) -> list[str]:
    return [part for part in SEPARATORS.split(cell.strip()) if part]
