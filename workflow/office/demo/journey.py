"""The demo's guide, walked by the program itself through the real site: every click is a form sent over HTTP."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

import requests

from workflow.office.demo.people import DEMO_DOMAIN
from workflow.office.demo.story import WAITING
from workflow.people.models import Person
from workflow.publishing.models import Edition
from workflow.review.models import Message, Stage, State, Translation

RIGHT = "Puede tener un intérprete gratis. Llame a la unidad de interpretación al {phone:interpreting}."
NEGATIVE = "not-cause"


@dataclass
class Journey:
    """What happened. Each is true only because it was seen on a page or in the database."""

    number_left_to_right: bool = False
    leads_to_a_person: bool = False
    edited: bool = False
    blocked_without_not: bool = False
    refused_self_approval: bool = False
    approved: bool = False
    signed: bool = False
    published: bool = False
    page_became_text: bool = False
    withdrawn: bool = False
    history_names_everyone: bool = False
    reads_without_server: bool = False

    @property
    def whole(self) -> bool:
        return all(asdict(self).values())


class Visitor:
    """A browser without scripts: follows forms, keeps cookies, sends the form's own token."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy stands between us and loopback

    def get(self, path: str) -> str:
        answer = self.session.get(self.address + path, timeout=60)
        answer.encoding = "utf-8"
        return answer.text

    def post(self, path: str, on: str, **fields: object) -> str:
        """Send a form that stands on the page `on`."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(on))
        data = {"csrfmiddlewaretoken": found[1] if found else "", **fields}
        answer = self.session.post(
            self.address + path, data=data, timeout=120, headers={"Referer": self.address + on}
        )
        answer.encoding = "utf-8"
        return answer.text

    def enter_as(self, name: str) -> None:
        person = Person.objects.get(name=name, email__endswith=DEMO_DOMAIN)
        self.session.cookies.clear()
        self.post("/start/enter/", "/start/", person=person.pk)


def walk(address: str) -> Journey:
    """The six steps of the guide, on a site that the story has just loaded."""
    journey, visitor = Journey(), Visitor(address)
    translation = Translation.objects.get(tag="es", version__leaflet__slug="for-parents")
    desk = f"/desk/translations/{translation.pk}/"
    pack = f"{desk}sign-off/"
    urdu = visitor.get("/ur/for-parents/")
    journey.number_left_to_right = bool(re.search(r'<bdi dir="ltr"[^>]*><a href="tel:\+441614779000"', urdu))
    journey.leads_to_a_person = "0161" in visitor.get("/ti/") and not _is_text(visitor)
    _edit(journey, visitor, translation, desk)
    visitor.enter_as("Reviser, Spanish")
    for message in translation.messages.filter(state=State.EDITED):
        visitor.post(f"/desk/messages/{message.pk}/approve/", desk, seen=message.text_id)
    visitor.post(f"{desk}finish/", desk)
    journey.approved = _stage(translation) == Stage.SIGN_OFF
    visitor.enter_as("Owner")
    visitor.post(f"/desk/translations/{translation.pk}/sign/", pack)
    journey.signed = _stage(translation) == Stage.READY
    visitor.enter_as("Publisher")
    visitor.post(f"/desk/translations/{translation.pk}/publish/", pack)
    journey.published = _stage(translation) == Stage.PUBLISHED
    journey.page_became_text = _is_text(visitor)
    _withdraw(journey, visitor, translation)
    return journey


def _edit(journey: Journey, visitor: Visitor, translation: Translation, desk: str) -> None:
    visitor.enter_as("Editor, Spanish")
    waiting = _message(translation, WAITING)
    visitor.post(f"/desk/messages/{waiting.pk}/save/", desk, base=waiting.text_id, text=RIGHT)
    waiting.refresh_from_db()
    journey.edited = waiting.state == State.EDITED
    negative = _message(translation, NEGATIVE)
    assert negative.text
    wording = negative.text.forms[0]
    save = f"/desk/messages/{negative.pk}/save/"
    visitor.post(save, desk, base=negative.text_id, text=re.sub(r"\bno\b ?", "", wording, count=1))
    negative.refresh_from_db()
    journey.blocked_without_not = negative.state == State.DRAFT
    visitor.post(save, desk, base=negative.text_id, text=wording)
    answer = visitor.post(f"/desk/messages/{waiting.pk}/approve/", desk, seen=waiting.text_id)
    journey.refused_self_approval = "You wrote this text yourself" in answer


def _withdraw(journey: Journey, visitor: Visitor, translation: Translation) -> None:
    edition = Edition.objects.get(translation=translation, state=Edition.State.PUBLISHED)
    page = f"/desk/editions/{edition.pk}/"
    visitor.post(f"{page}withdraw/", page, reason="The demonstration ends here.")
    edition.refresh_from_db()
    journey.withdrawn = edition.state == Edition.State.WITHDRAWN and not _is_text(visitor)
    history = visitor.get(f"/desk/history/{edition.leaflet.stream}/")
    everyone = ("Editor, Spanish", "Reviser, Spanish", "Owner", "Publisher")
    journey.history_names_everyone = all(name in history for name in everyone)


def _message(translation: Translation, key: str) -> Message:
    return translation.messages.select_related("text").get(segment__key=key)


def _stage(translation: Translation) -> str:
    translation.refresh_from_db()
    return translation.stage


def _is_text(visitor: Visitor) -> bool:
    """Does the Spanish page hold the leaflet itself?"""
    return "<article" in visitor.get("/es/for-parents/")
