import pytest

from i18n.drafts import EngineError
from i18n.drafts.guard import Answers, inspect
from i18n.drafts.masking import mask
from tests.i18n.drafts.shim import language

ENGLISH = "The review is not an investigation into the death. It takes 30 days."
SPANISH = "La revisión no es una investigación de la muerte. Dura 30 días."


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (None, "empty"),
        ("", "empty"),
        (" \n ", "empty"),
        (ENGLISH, "same"),
        (ENGLISH.upper(), "same"),
        ("<!DOCTYPE html><html><body>La revisión 30</body></html>", "answer"),
        ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. 30", "quota"),
        ("Too Many Requests 30", "quota"),
        ("La revisión <b>no</b> es una investigación. 30 días.", "markup"),
        ("La revisión no es {phone:meeting}. Dura 30 días.", "markup"),
        ("La revisión no es una investigaci&oacute;n. Dura 30 días.", "markup"),
        ("La revisión no es \u202ela investigación. Dura 30 días.", "answer"),
        ("La revisión no es una investigación. Dura 13 días.", "numbers"),
        ("La revisión no es una investigación.", "numbers"),
        ("Sí 30", "length"),
        (SPANISH + " Y más y más." * 40, "length"),
        ("Проверка не является расследованием смерти. 30 дней.", "script"),
    ],
)
def test_what_cannot_be_a_translation_is_refused(answer, code):
    with pytest.raises(EngineError) as refusal:
        inspect(answer, mask(ENGLISH), language("es"))
    assert refusal.value.code == code
    assert "investigación" not in str(refusal.value)


@pytest.mark.parametrize(
    ("tag", "english", "answer"),
    [
        ("es", ENGLISH, SPANISH),
        ("ar", "We delete it 30 days after the call.", "نحذفه بعد ٣٠ يوما من المكالمة."),
        ("zh-Hans", "You do not have to come alone.", "您不必独自前来。"),
        ("ur", "PDF", "PDF"),
        ("pl", "Yes", "Tak"),
        ("es", "Police", "Police"),
        ("fa", "You can ask us.", "می\u200cتوانید از ما بپرسید."),
    ],
)
def test_good_translations_pass(tag, english, answer):
    assert inspect(f" {answer}\n", mask(english), language(tag)) == answer


def test_one_answer_to_two_texts_is_noticed():
    answers, spanish = Answers(), language("es")
    answers.note("You can also choose another place.", "También puede elegir otro sitio.", spanish)
    answers.note("You can also choose another place!", "También puede elegir otro sitio.", spanish)
    answers.note("You may also choose another place.", "También puede elegir otro sitio.", spanish)
    with pytest.raises(EngineError, match="another text"):
        answers.note("The panel reads all the reports.", "También puede elegir otro sitio.", spanish)
