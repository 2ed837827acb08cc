"""A whole list of people, line by line: who each will be, and what is wrong with the line."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.people import queries
from workflow.people.csv_file import Row
from workflow.people.invitees import Invitee, from_cells, problems
from workflow.people.languages import register
from workflow.people.models import Organisation, Person, Role
from workflow.people.rules import may_hand_out


@dataclass(frozen=True, slots=True)
class Checked:
    """A line as it will be. With `problems` it will not."""

    row: Row
    invitee: Invitee
    problems: tuple[str, ...]


def check(rows: list[Row], organisation: Organisation, by: Person) -> list[Checked]:
    """Each line, checked by itself, against the lines before it, and against who is here. Writes nothing."""
    invitees = [from_cells(row.cells) for row in rows]
    taken = queries.taken((one.email for one in invitees), organisation)
    given, known = may_hand_out(by, organisation), register()
    first: dict[str, int] = {}
    checked = []
    for row, invitee in zip(rows, invitees, strict=True):
        faults = list(problems(invitee, known))
        if row.cells.get("beyond"):
            faults.append(
                "The line has more cells than columns: put quotation marks around a name with a comma in it."
            )
        if invitee.email and invitee.email in first:
            faults.append(f"{invitee.email} stands on line {first[invitee.email]} already.")
        if invitee.email in taken:
            faults.append(taken[invitee.email])
        beyond = [role for role in invitee.roles if role in Role.values and role not in given]
        if beyond:
            faults.append(f"You may not give the role of {beyond[0]}: ask an admin.")
        first.setdefault(invitee.email, row.line)
        checked.append(Checked(row, invitee, tuple(faults)))
    return checked
