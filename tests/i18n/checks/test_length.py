"""Absurd lengths."""

from tests.i18n.checks.verbs import finds, quiet

LONG = "You have a right to know about the review. You can tell us about your concerns and about good help."


def test_a_sentence_is_missing() -> None:
    finds("length.short", "pl", LONG, "Mają Państwo prawo.", severity="warn")
    finds("length.short", "zh-Hans", LONG, "您有权利。", severity="warn")


def test_not_a_translation_of_this() -> None:
    finds("length.long", "pl", "Send", "Dziękujemy za wiadomość. " * 4, severity="warn")


def test_languages_differ_in_length() -> None:
    quiet(
        "length",
        "zh-Hans",
        LONG,
        "您有权了解这次审查。您可以告诉我们您的担忧，也可以告诉我们哪些帮助是好的。",
    )
    quiet("length", "de", "Send", "Nachricht jetzt absenden")
    quiet("length", "ta", "Back to the leaflet", "துண்டுப்பிரசுரத்திற்குத் திரும்பிச் செல்லவும்")
    quiet("length", "pl", "Call {phone:interpreting}", "{phone:interpreting}")
