"""Bold in pairs; nothing that could be a program, a tag, a new paragraph or a link."""

import pytest

from tests.i18n.checks.verbs import finds, quiet, silent


def test_good() -> None:
    silent("ar", "The call is **free**.", "المكالمة **مجانية**.")
    silent("fr", "<b>Free</b> calls", "Appels <b>gratuits</b>", registered=False)
    silent("zh-Hans", "Health & care", "健康 & 护理")


@pytest.mark.parametrize(
    ("code", "english", "target"),
    [
        ("markup.bold", "The call is **free**.", "المكالمة **مجانية."),
        ("markup.bold", "The call is **free**.", "المكالمة مجانية."),
        ("markup.bold", "The call is free.", "**المكالمة** مجانية."),
        ("markup.tag", "The call is free.", "المكالمة <b>مجانية</b>."),
        ("markup.danger", "The call is free.", "المكالمة <script>مجانية"),
        ("markup.danger", "The call is free.", "المكالمة < ScRiPt >مجانية"),
        ("markup.danger", "The call is free.", 'المكالمة <img src=x onerror="a()"> مجانية'),
        ("markup.danger", "The call is free.", "المكالمة javascript:alert(1) مجانية"),
        ("markup.entity", "The call is free.", "المكالمة &quot;مجانية&quot;."),
        ("markup.entity", "The call is free.", "المكالمة &#60;مجانية."),
        ("markup.structure", "The call is free.", "المكالمة\n\n- مجانية."),
        ("markup.structure", "The call is free.", "# المكالمة مجانية."),
        ("markup.structure", "The call is free.", "[المكالمة](//x.y) مجانية."),
        ("markup.structure", "The call is free.", "المكالمة `مجانية`."),
    ],
)
def test_damage_blocks(code: str, english: str, target: str) -> None:
    finds(code, "ar", english, target, severity="block")


def test_tags_of_a_strangers_catalogue_are_a_multiset() -> None:
    english = 'Read the <a href="https://example.org/en/">notes</a>.'
    finds("markup.tag_missing", "fr", english, "Lisez les notes.", registered=False, severity="block")
    finds(
        "markup.tag",
        "fr",
        english,
        'Lisez les <a href="https://evil.example/">notes</a>.',
        registered=False,
        severity="block",
    )
    other = 'Lisez les <a href="https://example.org/fr/">notes</a>.'
    finds("markup.attribute", "fr", english, other, registered=False, severity="warn")


def test_what_the_english_has_may_stay() -> None:
    quiet("markup", "fr", "Health&nbsp;care", "Santé&nbsp;!", registered=False)
    quiet("markup", "fr", "1. First\n2. Second", "1. Premier\n2. Second")
