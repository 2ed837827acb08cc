"""The forms about people and languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import QueryDict

from i18n.languages import shipped
from workflow.people import entries
from workflow.people.csv_file import MAX_BYTES
from workflow.people.invitees import ABILITIES, Ability, Invitee
from workflow.people.languages import FIELDS, register
from workflow.people.models import Invitation, LanguageEntry, Organisation, Person, Role


def role_choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    return [(role.value, role.label) for role in Role if role in set(roles)]


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def language_choices() -> list[tuple[str, str]]:
    named = sorted((one.english, one.tag) for one in register() if one.tag != "en")
    return [("", "choose"), ("en", "English"), *((tag, f"{english} ({tag})") for english, tag in named)]


class OrganisationForm(forms.Form):
    """For which organisation: asked only of those who act for several."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations]).order_by(
            "name"
        )
        field.initial = organisations[0].pk
        if len(organisations) == 1:
            field.widget = forms.HiddenInput()


class InviteForm(OrganisationForm):
    name = forms.CharField(
        max_length=200, help_text="As colleagues see it. A role will do: “Interpreter, Urdu”."
    )
    email = forms.EmailField(label="E-mail address")
    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    field_order = ("organisation", "name", "email", "roles")

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "roles", role_choices(roles))

    def invitee(self, abilities: Iterable[Ability]) -> Invitee:
        data = self.cleaned_data
        return Invitee(data["email"].lower(), data["name"].strip(), tuple(data["roles"]), tuple(abilities))


class AbilityForm(forms.Form):
    """One language of one person: a line of the table."""

    tag = forms.ChoiceField(label="Language", required=False)
    reads = forms.BooleanField(required=False)
    writes = forms.BooleanField(required=False)
    speaks = forms.BooleanField(required=False)
    may_edit = forms.BooleanField(label="May edit", required=False)
    may_revise = forms.BooleanField(label="May revise", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "tag", language_choices())
        for name in ABILITIES:
            self.fields[name].label_suffix = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("tag") and any(data.get(name) for name in ABILITIES):
            raise ValidationError("Choose the language that the ticks are about.")
        return data


class AbilityForms(forms.BaseFormSet):  # type: ignore[type-arg] # Django takes none at run time.
    def clean(self) -> None:
        tags = [
            form.cleaned_data["tag"]
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("tag")
        ]
        twice = sorted({tag for tag in tags if tags.count(tag) > 1})
        if twice:
            raise ValidationError(f"The language “{twice[0]}” stands here twice.")

    def abilities(self) -> list[Ability]:
        return [Ability(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("tag")]


_FORMSET = forms.formset_factory(AbilityForm, formset=AbilityForms, extra=3, max_num=60)


def ability_forms(data: QueryDict | None = None, held: Iterable[Ability] = ()) -> AbilityForms:
    """A line for each language held, and three empty ones."""
    initial = [one.as_data() for one in held]
    return cast(AbilityForms, _FORMSET(data or None, initial=initial, prefix="languages"))


class CsvForm(OrganisationForm):
    file = forms.FileField(
        label="CSV file",
        help_text="In UTF-8, at most 5 MB.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose a file first."},
    )

    def data_of_file(self) -> bytes:
        """No more of the upload than shows that it is too large."""
        return bytes(self.cleaned_data["file"].read(MAX_BYTES + 1))


class PasswordForm(forms.Form):
    """A new person chooses a password."""

    password = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same once more",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = Person(email=invitation.email, name=invitation.name)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "The two passwords are not the same.")
        return data


class RolesForm(forms.Form):
    """The roles that the person at the screen may give and take away; the others stay as they are."""

    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "roles", role_choices(roles))


class FilterForm(forms.Form):
    q = forms.CharField(label="Name or e-mail", required=False, max_length=100)
    language = forms.ChoiceField(required=False)
    role = forms.ChoiceField(required=False, choices=[("", "any"), *Role.choices])

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", [("", "any"), *languages])

    def chosen(self) -> dict[str, str]:
        """What was asked; nothing of a filter that makes no sense."""
        self.is_valid()
        names = {"q": "search", "language": "tag", "role": "role"}
        return {names[name]: value for name, value in self.cleaned_data.items()}


class TagForm(forms.Form):
    tag = forms.CharField(
        max_length=35,
        label="Language tag",
        help_text="The language's code, such as “rom”, with its script if it has several: “pa-Arab”.",
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_tag(self) -> str:
        tag = str(self.cleaned_data["tag"]).strip()
        if fault := entries.tag_problem(tag):
            raise ValidationError(fault)
        return tag


class LanguageForm(forms.ModelForm):  # type: ignore[type-arg] # Django takes none at run time.
    """All that a language needs; the tag is chosen before."""

    class Meta:
        model = LanguageEntry
        fields = (*(name for name in FIELDS if name != "tag"), "reason")
        labels = {
            "english": "English name",
            "autonym": "The language's own name",
            "nplurals": "Number of plural forms",
            "plural": "Plural rule",
            "reason": "Why it is added",
        }
        help_texts = {
            "autonym": "As its readers write it: this is what families look for.",
            "script": "ISO 15924 code: Latn, Arab, Cyrl, Deva …",
            "sentence_ends": "The marks that may end a sentence; nothing for Thai.",
            "font": "A font family installed where pages are made; it needs every letter of the language.",
            "digits": "For dates and counts. Telephone numbers are never changed.",
            "plural": "As gettext writes it, such as n != 1",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted({one.digits for one in shipped()} | {self.instance.digits})
        self.fields["digits"] = forms.ChoiceField(
            choices=[(name, name) for name in known], help_text=self.fields["digits"].help_text
        )
        self.fields["font"].widget.attrs["list"] = "fonts"
        self.fields["sentence_ends"].required = False
        self.fields["autonym"].widget.attrs |= {"dir": "auto", "lang": self.instance.tag}

    def clean(self) -> dict[str, Any]:
        """The same rules as the action's, each beside its field."""
        data = super().clean() or {}
        if not self.errors:
            for name, value in data.items():
                setattr(self.instance, name, value)
            for name, sentence in entries.problems(self.instance):
                self.add_error(name if name in self.fields else None, sentence)
        return data
