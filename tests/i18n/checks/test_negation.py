"""A "not" lost or added, in the six sample languages."""

import pytest

from tests.i18n.checks.verbs import finds, quiet

NOT_CAUSE = "The review is not an investigation into the cause of the death or injury of your child."
ALONE = "You do not have to come alone."
NOBODY = "When a child is badly hurt and nobody expected it, there is a review."
WITHOUT = "You can come without a letter."
NEVER = "We never give your number to others."

KEPT = [
    ("es", NOT_CAUSE, "La revisión no es una investigación sobre la causa de la muerte o lesión de su hijo."),
    ("es", ALONE, "No tiene que venir solo."),
    ("es", NOBODY, "Cuando un niño resulta gravemente herido y nadie lo esperaba, hay una revisión."),
    ("es", WITHOUT, "Puede venir sin carta."),
    ("es", NEVER, "Nunca damos su número a otras personas."),
    ("pl", NOT_CAUSE, "Przegląd nie jest dochodzeniem w sprawie przyczyny śmierci lub obrażeń dziecka."),
    ("pl", ALONE, "Nie muszą Państwo przychodzić sami."),
    (
        "pl",
        NOBODY,
        "Gdy dziecko dozna ciężkich obrażeń, a nikt się tego nie spodziewał, jest przegląd.",
    ),
    ("pl", WITHOUT, "Mogą Państwo przyjść bez listu."),
    ("pl", NEVER, "Nigdy nie podajemy numeru innym."),
    ("ar", NOT_CAUSE, "المراجعة ليست تحقيقًا في سبب وفاة طفلكم أو إصابته."),
    ("ar", ALONE, "لستم مضطرين إلى الحضور وحدكم."),
    ("ar", NOBODY, "عندما يصاب طفل إصابة بالغة ولم يكن أحد يتوقع ذلك، تجرى مراجعة."),
    ("ar", WITHOUT, "يمكنكم الحضور من دون رسالة."),
    ("ar", NEVER, "لا نعطي رقمكم لأحد أبدًا."),
    ("ur", NOT_CAUSE, "یہ جائزہ آپ کے بچے کی موت یا چوٹ کی وجہ کی تفتیش نہیں ہے۔"),
    ("ur", ALONE, "آپ کو اکیلے آنے کی ضرورت نہیں ہے۔"),
    ("ur", NOBODY, "جب کسی بچے کو شدید چوٹ لگے اور کسی کو اس کی توقع نہ ہو تو جائزہ لیا جاتا ہے۔"),
    ("ur", WITHOUT, "آپ خط کے بغیر آ سکتے ہیں۔"),
    ("ur", NEVER, "ہم آپ کا نمبر کبھی کسی کو نہیں دیتے۔"),
    ("zh-Hans", NOT_CAUSE, "这次审查不是对您孩子死亡或受伤原因的调查。"),
    ("zh-Hans", ALONE, "您不必独自前来。"),
    ("zh-Hans", NOBODY, "当孩子受重伤而没有人预料到时，就会进行审查。"),
    ("zh-Hans", WITHOUT, "您无需信件即可前来。"),
    ("zh-Hant", NEVER, "我們從不把您的電話號碼告訴別人。"),
    ("so", NOT_CAUSE, "Dib-u-eegistu ma aha baaritaan ku saabsan sababta dhimashada ama dhaawaca ilmahaaga."),
    ("so", ALONE, "Qasab ma aha inaad keligaa timaaddo."),
    ("so", NOBODY, "Marka ilmo si xun u dhaawacmo oo aan la filayn, waxaa la sameeyaa dib-u-eegis."),
    ("so", WITHOUT, "Waad iman kartaa warqad la'aan."),
    ("so", NEVER, "Weligeen lambarkaaga dad kale ma siinno."),
]


@pytest.mark.parametrize(("tag", "english", "target"), KEPT)
def test_kept(tag: str, english: str, target: str) -> None:
    quiet("negation", tag, english, target)


LOST = [
    ("es", NOT_CAUSE, "La revisión es una investigación sobre la causa de la muerte o lesión de su hijo."),
    ("es", ALONE, "Tiene que venir solo."),
    ("es", ALONE, "Sin embargo, tiene que venir solo."),
    ("pl", NOT_CAUSE, "Przegląd jest dochodzeniem w sprawie przyczyny śmierci lub obrażeń dziecka."),
    ("pl", ALONE, "Muszą Państwo przychodzić sami w niedzielę."),
    ("ar", NOT_CAUSE, "المراجعة تحقيق في سبب وفاة طفلكم أو إصابته."),
    ("ar", ALONE, "لا بد من الحضور وحدكم."),
    ("ur", NOT_CAUSE, "یہ جائزہ آپ کے بچے کی موت یا چوٹ کی وجہ کی تفتیش ہے۔"),
    ("ur", NEVER, "ہم آپ کا نمبر سب کو دیتے ہیں۔"),
    ("zh-Hans", NOT_CAUSE, "这次审查是对您孩子死亡或受伤原因的特别调查。"),
    ("zh-Hans", ALONE, "您是不是要独自前来。"),
    ("zh-Hant", NEVER, "我們非常樂意把您的電話號碼告訴別人。"),
    ("so", NOT_CAUSE, "Dib-u-eegistu waa baaritaan ku saabsan sababta dhimashada ama dhaawaca ilmahaaga."),
    ("so", WITHOUT, "Waad iman kartaa adigoo warqad wata."),
]


@pytest.mark.parametrize(("tag", "english", "target"), LOST)
def test_lost_blocks(tag: str, english: str, target: str) -> None:
    finds("negation.lost", tag, english, target, severity="block")


ADDED = [
    ("es", "You can come with a friend.", "No puede venir con un amigo."),
    ("pl", "You can come with a friend.", "Nie mogą Państwo przyjść z przyjacielem."),
    ("ar", "You can come with a friend.", "لا يمكنكم الحضور مع صديق."),
    ("ur", "You can come with a friend.", "آپ دوست کے ساتھ نہیں آ سکتے۔"),
    ("zh-Hans", "You can come with a friend.", "您不能和朋友一起来。"),
    ("so", "You can come with a friend.", "Ma iman kartid adigoo saaxiib wata."),
    ("es", "You can have an interpreter. It is free.", "No puede tener un intérprete. Es gratis."),
    ("zh-Hans", "This leaflet has information for you.", "本传单没有给您的信息。"),
]


@pytest.mark.parametrize(("tag", "english", "target"), ADDED)
def test_added_warns(tag: str, english: str, target: str) -> None:
    finds("negation.added", tag, english, target, severity="warn")


@pytest.mark.parametrize(
    ("tag", "english", "target"),
    [
        ("es", "Yes", "Sí"),
        ("es", "No. Say nothing about the leaflet.", "No. No diga nada sobre el folleto."),
        ("pl", "No", "Nie"),
        ("so", "No", "Maya"),
        ("zh-Hans", "No", "否"),
        ("ar", "Choose yes or no.", "اختاروا نعم أو لا."),
        ("ur", "The call is free.", "کال مفت ہے۔"),
        ("zh-Hans", "The call is free.", "通话免费。"),
        ("so", "The call is free.", "Wicitaanku waa lacag la'aan."),
        ("pl", "The review is independent.", "Przegląd jest niezależny."),
        ("es", "We work, however, with you.", "Sin embargo, trabajamos con usted."),
        ("zh-Hans", "This is a very special day.", "这是非常特别的一天。"),
        ("zh-Hans", "Do you want to come?", "您要不要来？"),
        ("so", "Do you want to come?", "Ma rabtaa inaad timaaddo?"),
        ("so", "Ask us to call you", "Naga codsada inaan idin soo wacno"),
        ("ar", "Change your number.", "غيّر رقمك."),
        ("es", "Talk to Doctor Smith.", "Hable con el doctor No."),
        ("ro", NOT_CAUSE, "Revizuirea este o investigație."),
    ],
)
def test_silent_where_nothing_is_denied_differently(tag: str, english: str, target: str) -> None:
    quiet("negation", tag, english, target)


def test_a_word_that_may_deny_is_for_a_person() -> None:
    finds("negation.unsure", "es", "You cannot come.", "Es imposible que venga.", severity="warn")


def test_one_of_two_denials_lost() -> None:
    english = "No qualified person has checked this. Do not rely on it."
    found = finds("negation.fewer", "es", english, "Ninguna persona lo ha revisado. Confíe.", severity="warn")
    assert "“no”, “not”" in found.message


def test_a_denial_lost_in_one_sentence_though_another_denies_twice() -> None:
    english = "Nobody has checked this. Do not rely on it."
    target = "Nikt tego nigdy nie sprawdził. Proszę na tym polegać."
    found = finds("negation.fewer", "pl", english, target, severity="warn")
    assert "Do not rely on it" in found.message


def test_free_of_charge_is_no_denial() -> None:
    english = "It is free. You do not have to come."
    finds("negation.lost", "pl", english, "To jest bezpłatne. Muszą Państwo przyjść.", severity="block")
    finds("negation.lost", "so", english, "Waa lacag la'aan. Waa inaad timaaddo.", severity="block")
    quiet("negation", "es", "You get it without charge.", "Es gratis.")


def test_separate_from() -> None:
    english = "The review is completely separate from any work by the police."
    finds("negation.separate", "pl", english, "Przegląd jest częścią pracy policji.", severity="warn")
    quiet("negation", "pl", english, "Przegląd jest całkowicie oddzielony od pracy policji.")
    quiet("negation", "zh-Hans", english, "审查与警方的工作完全分开。")
    quiet("negation", "ar", english, "المراجعة منفصلة تمامًا عن عمل الشرطة.")


def test_no_more_than_may_be_at_most() -> None:
    quiet("negation.lost", "es", "It takes no more than a day.", "Tarda como máximo un día.")
    quiet("negation", "es", "It takes no more than a day.", "No tarda más de un día.")
