"""The form of a fact. Whether the fact is right, `rules.check_fact` says."""

from __future__ import annotations

from typing import cast

from django import forms

from i18n.facts import Cost, Fact, FactKind
from workflow.leaflets.models import Fact as FactRow
from workflow.leaflets.rules import CHANGES
from workflow.people.forms import OrganisationForm
from workflow.people.models import Organisation

COSTS = {Cost.FREE: "It is free", Cost.STANDARD: "As an ordinary call", Cost.UNKNOWN: "Not known"}


class ChangeForm(forms.Form):
    """What of a fact may change."""

    value = forms.CharField(
        max_length=300, help_text="A number as +441614779000 or 999, a date as 2026-11-30, else as it is."
    )
    display = forms.CharField(
        label="As people write it",
        max_length=300,
        required=False,
        help_text="Such as 0161 477 9000. Empty: as the value.",
    )
    cost = forms.ChoiceField(
        label="What a call costs", choices=[(cost.value, label) for cost, label in COSTS.items()]
    )
    hours = forms.CharField(
        label="When somebody answers",
        max_length=60,
        required=False,
        help_text="“mon-fri 09:00-17:00” or “always”. Empty: not known.",
    )
    note = forms.CharField(max_length=300, required=False, help_text="Where it comes from.")

    @classmethod
    def about(cls, row: FactRow) -> ChangeForm:
        """The form as the fact stands now."""
        return cls(initial={name: getattr(row, name) for name in CHANGES})

    def fact(self, kind: str, purpose: str) -> Fact:
        given = self.cleaned_data
        return Fact(
            FactKind(kind),
            purpose,
            given["value"],
            display=given["display"],
            cost=Cost(given["cost"]),
            hours=given["hours"],
            note=given["note"],
        )


class FactForm(ChangeForm, OrganisationForm):
    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in FactKind])
    purpose = forms.CharField(
        max_length=60, help_text="What it is for, in small letters and hyphens: “interpreting”."
    )

    field_order = ("organisation", "kind", "purpose", "value", "display", "cost", "hours", "note")

    @property
    def for_organisation(self) -> Organisation:
        return cast(Organisation, self.cleaned_data["organisation"])

    @property
    def added(self) -> Fact:
        return self.fact(self.cleaned_data["kind"], self.cleaned_data["purpose"])
