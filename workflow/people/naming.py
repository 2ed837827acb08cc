"""Who and which organisation the command line means."""

from __future__ import annotations

from workflow.people.models import Organisation, Person
from workflow.refusals import RuleBroken


def named(organisation: str, email: str) -> tuple[Organisation, Person]:
    """Raises RuleBroken where there is no such organisation, or nobody active with that address."""
    home = Organisation.objects.filter(name=organisation).first()
    if home is None:
        raise RuleBroken("named.organisation", f"There is no organisation called {organisation!r}.")
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise RuleBroken("named.person", f"Nobody has the e-mail address {email!r} here.")
    return home, person
