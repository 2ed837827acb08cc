"""A publisher as a process of its own, to be killed: `python -m tests.workflow.publishing.publish_one PK PERSON`.

Says "ready", waits for a line, publishes, says "done"."""

from __future__ import annotations

import sys

import django

django.setup()

from workflow.people.models import Person  # noqa: E402
from workflow.publishing import actions  # noqa: E402
from workflow.publishing.models import Edition  # noqa: E402
from workflow.refusals import RuleBroken  # noqa: E402
from workflow.review.models import Translation  # noqa: E402


def main(what: str, pk: str, person: str) -> None:
    by = Person.objects.get(pk=person)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    try:
        if what == "publish":
            actions.publish(Translation.objects.get(pk=pk), by=by)
        else:
            actions.withdraw(Edition.objects.get(pk=pk), reason="Withdrawn by a test.", by=by)
    except RuleBroken as refusal:
        print(refusal.code, flush=True)  # noqa: T201
        return
    print("done", flush=True)  # noqa: T201


main(*sys.argv[1:])
