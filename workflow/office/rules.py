"""When a site may begin."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from workflow.people.models import Post, Role
from workflow.refusals import RuleBroken

LONGEST_NAME = 200


def check_begin(organisation: str, email: str) -> None:
    """An organisation begins once: from its first admin on, people are invited in the browser."""
    if not organisation.strip() or len(organisation) > LONGEST_NAME:
        raise RuleBroken("begin.organisation", "Name the organisation, in at most 200 characters.")
    try:
        validate_email(email)
    except ValidationError:
        raise RuleBroken("begin.email", f"{email!r} is not an e-mail address.") from None
    admins = Post.objects.filter(
        organisation__name=organisation, role=Role.ADMIN, person__is_active=True
    ).exclude(person__email=email)
    if admins.exists():
        raise RuleBroken(
            "begin.again",
            f"{organisation} has an admin already. Ask that person to invite you in the browser.",
        )
