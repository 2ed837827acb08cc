"""What a request needs, and who sees it. The sentences for families are public words, named here by their key."""

from __future__ import annotations

from datetime import timedelta

import phonenumbers
from django.utils import timezone
from phonenumbers import PhoneNumberType

from i18n.facts import ascii_digits
from workflow.people.models import Person
from workflow.people.rules import Act, check_may
from workflow.refusals import RuleBroken
from workflow.requests.models import CallBack

KEPT_OPEN = timedelta(days=90)  # an open request that nobody closed
KEPT_CLOSED = timedelta(days=30)  # what the form promises
PER_MINUTE = 30  # requests from everybody

REFUSED = {
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.PAGER,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
}
SATELLITE = {870, 881, 882, 883}


class FormError(Exception):
    """`field` is the form's field, `word` the key of the sentence in the public words."""

    def __init__(self, field: str, word: str) -> None:
        self.field = field
        self.word = word
        super().__init__(word)


def phone(typed: str) -> str:
    """A number as somebody typed it, in any digits and spacing → E.164, and `;ext=` as in RFC 3966 where it has
    an extension. Raises FormError."""
    text = ascii_digits(typed).strip()
    if not text:
        raise FormError("phone", "error-phone-empty")
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        raise FormError("phone", "error-phone") from None
    if not phonenumbers.is_valid_number(number):
        raise FormError("phone", "error-phone")
    if phonenumbers.number_type(number) in REFUSED or number.country_code in SATELLITE:
        raise FormError("phone", "error-phone-kind")
    extension, number.extension = number.extension, None
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{plain};ext={extension}" if extension else plain


def check_room() -> None:
    """Not more requests at once than people can answer: a flood does not drown the families before it."""
    recent = CallBack.objects.filter(asked_at__gt=timezone.now() - timedelta(minutes=1)).count()
    if recent >= PER_MINUTE:
        raise FormError("", "error-busy")


def check_see(call: CallBack, by: Person) -> None:
    check_may(by, Act.SEE_CALLS, call.organisation)
    if call.purged_at:
        raise RuleBroken("call.purged", "This number has been deleted, as the form promised.")


def check_close(call: CallBack, result: str, by: Person) -> None:
    check_may(by, Act.SEE_CALLS, call.organisation)
    if call.state == CallBack.State.CLOSED:
        raise RuleBroken("call.closed", "This request is closed already.")
    if result not in CallBack.Result.values:
        raise RuleBroken("call.result", "Choose what came of the call.")
