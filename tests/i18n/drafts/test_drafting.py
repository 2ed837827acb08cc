import pytest

from i18n.drafts import Draft, EngineError, draft, drafting, public_text
from tests.i18n.drafts.shim import language

TEXT = public_text("Telephone {phone:meeting}. We treat every call with care.", "ask", kind="leaflet")
APPROVED = "Llame al {phone:meeting}. Tratamos cada llamada con cuidado."


class Phrase:
    """An engine that knows Spanish and does to the text what it is told."""

    def __init__(self, code, change):
        self.code, self.name, self.change = code, code.title(), change

    def knows(self, language):
        return language.tag == "es"

    def translate(self, text, language):
        return self.change(text)


def swap(text):
    return text.replace("Telephone", "Llame al").replace(
        "We treat every call with care", "Tratamos cada llamada con cuidado"
    )


def broken(text):
    raise RuntimeError(text)


def nothing(english, tag):
    return None


GOOD, LOSING, BROKEN = (
    Phrase("good", swap),
    Phrase("losing", lambda text: "Tratamos cada llamada con cuidado."),
    Phrase("broken", broken),
)


def test_memory_comes_first_and_asks_no_engine():
    asked = []

    def recall(english, tag):
        asked.append((english, tag))
        return APPROVED

    made = drafting(TEXT, language("es"), recall=recall, engines=[BROKEN])
    assert made == Draft(APPROVED, "Memory of approved texts", "memory")
    assert asked == [(TEXT.text, "es")]


def test_memory_with_other_facts_is_not_used():
    made = drafting(TEXT, language("es"), recall=lambda *_: "Llame al {phone:formats}.", engines=[GOOD])
    assert made == Draft(APPROVED, "Good", "good")


def test_the_next_engine_helps_out():
    made = drafting(TEXT, language("es"), recall=nothing, engines=[BROKEN, LOSING, GOOD])
    assert made.engine_code == "good"


def test_every_engines_reason_is_told():
    with pytest.raises(EngineError) as refusal:
        drafting(TEXT, language("es"), recall=nothing, engines=[BROKEN, LOSING])
    assert str(refusal.value) == (
        "Broken gave no draft. It failed in an unexpected way (RuntimeError). "
        "Losing gave no draft. The answer lost {phone:meeting}."
    )
    assert refusal.value.retry
    assert refusal.value.code == "several"


def test_no_engine_and_no_knowledge_are_no_reason_to_retry():
    for engines, tag, code in [
        ([], "es", "none"),
        ([GOOD, LOSING], "pl", "language"),
        ([GOOD], "bfi", "language"),
    ]:
        with pytest.raises(EngineError) as refusal:
            drafting(TEXT, language(tag), recall=nothing, engines=engines)
        assert (refusal.value.code, refusal.value.retry) == (code, False)


def test_a_text_that_is_only_a_fact_is_copied():
    text = public_text(" {address:board}. ", "write", kind="leaflet")
    assert draft(text, language("es"), BROKEN) == Draft(" {address:board}. ", "Nothing to translate", "copy")


def test_an_engine_gets_nothing_but_public_text():
    with pytest.raises(TypeError):
        draft("My son died on Monday.", language("es"), GOOD)


def test_long_texts_go_in_pieces():
    class Short(Phrase):
        longest = 45

        def translate(self, text, language):
            assert len(text) <= 60
            return super().translate(text, language)

    text = public_text("  ".join([TEXT.text] * 3) + "\n", "long", kind="leaflet")
    assert draft(text, language("es"), Short("short", swap)).text == "  ".join([APPROVED] * 3) + "\n"
