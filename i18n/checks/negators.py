"""Words that negate, per language: data for `negation`. Reviewed by readers of the language before real use.

Each `Lexicon` has four patterns over lower-cased text:
`friends`: words that hold a negator and do not negate ("sin embargo", 特别, لا بد); read first, then skipped.
`sure`: negators. `maybe`: words that may carry an English negation ("a menos que", Somali aan, prefixes).
`apart`: how the language says "separate from". Sources: the reference grammars' lists of negative particles,
pronouns and affixes, set right on Django's own catalogues and on the sample leaflet."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    pattern: re.Pattern[str]  # a match's `lastgroup` is "sure" or "maybe"; None for a friend
    apart: re.Pattern[str]
    strip: re.Pattern[str] | None = None  # vowel signs that a writer may leave out


def _lexicon(*, friends: str, sure: str, maybe: str, apart: str, strip: str = "") -> Lexicon:
    pattern = re.compile(f"(?:{friends})|(?P<sure>{sure})|(?P<maybe>{maybe})")
    return Lexicon(pattern, re.compile(apart), re.compile(strip) if strip else None)


_SPANISH = _lexicon(
    friends=r"\b(?:sin embargo|no obstante|no sólo|no solo|no solamente|sin duda|de nada)\b|\bno\.\s*\d",
    sure=r"\b(?:no|sin|nunca|jamás|ningun[oa]s?|ningún|nadie|nada|tampoco|ni)\b",
    maybe=r"\b(?:a menos que|salvo|excepto|a excepción|en ausencia|incapaz|imposible|inexistente"
    r"|desconocid[oa]s?"
    r"|carec\w+|falt[aóe]\w*|evit\w+|prohib\w+|dej[aóe]\w* de|fuera de|impid\w+|deneg\w+|rechaz\w+"
    r"|inválid[oa]s?)\b",
    apart=r"\b(?:separad|aparte|independiente|ajen[oa]|distint|al margen|diferente|desvinculad)",
)
_POLISH = _lexicon(
    friends=r"\bnie tylko\b|\bnie(?:któr\w*|ch\w*|dziel\w*|biesk\w*|co|mal|miec\w*|mcy|ść|sie|siemy|go|j"
    r"|jsz\w*"
    r"|daleko|dawno|długo|raz|kiedy|bo|ba|mniej|stety|bezpiecz\w*|ruchom\w*|zwyk\w*|letni\w*|lud\w*)\b"
    r"|\bnią\b|\bbez(?:płat|piecz|pośred)\w*",
    sure=r"\b(?:nie|bez|nigdy|nikt|nikogo|nikomu|nikim|nic|niczego|niczemu|niczym|nigdzie|ani|żad(?:en"
    r"|n\w{1,3})|brak\w*"
    r"|nie(?:dozwol|dostęp|możliw|pust|aktywn|widoczn|ważn|obecn|prawidł|popraw|wolno)\w*)\b",
    maybe=r"\bnie\w{3,}|\bchyba że\b|\b(?:oprócz|poza|zamiast|pomijając|wyłączając)\b"
    r"|\b(?:zabron|zakaz|zabrania|unik|odm[oóa]w|wyklucz)\w*|\bbezz?\w{4,}",
    apart=r"(?:oddziel|odrębn|niezależn|osobn|rozłączn|niezwiązan|nie ma związku)",
)
_ARABIC = _lexicon(
    friends=r"(?<!\w)و?(?:لا\s+بد|لا\s+سيما|لا\s+(?:ي|ت)زال\w*|لا\s+شك|بلا\s+شك|لا\s+غنى|غير\s+ذلك|وإلا"
    r"|وغيرها?|ليس\s+فقط|(?:من\s+)?ب?دون\s+مقابل"
    r"|لا\s+تتردد\w*|كما\s+لو)(?!\w)",
    sure=r"(?<!\w)[وف]?(?:أ?(?:لا|لم|لن)|ألّا|ألا|أ?ليس(?:ت|وا|تا)?|لس(?:ت|نا|تم)|ب?غير"
    r"|(?:من\s+)?ب?دون(?:ه|ها|هم|ك|كم)?|بلا|كلا"
    r"|لئلا|كيلا|ي?تعذر|ما\s+من|ب?عدم|ال?عدم|لأ)(?!\w)",
    maybe=r"(?<!\w)[وف]?(?:إلا|ما\s+(?:عدا|كان\w*|عاد\w*)|باستثناء|سوى|ل?انعدام|ي?[مت]منع\w*|ممنوع\w*"
    r"|[يت]حظر\w*|محظور\w*"
    r"|مستحيل\w*|[ال]*مجهول\w*|[يت]رفض\w*|رفض\w*|تجن[بّ]\w*|لولا|خلاف|خارج|بعيدا\w*|ناقص\w*|فشل\w*)(?!\w)",
    apart=r"(?:منفصل|مستقل|بمعزل|علاقة|مختلف|بعيد)",
    strip="غيّر\\w*|[\u064b-\u0652\u0670\u0640]",  # "change" differs from "not" in its vowel signs only
)
_URDU = _lexicon(
    friends=r"(?<!\w)(?:نہ\s+صرف|بلا\s+معاوضہ|کیوں\s+نہ|ورنہ)(?!\w)",
    sure=r"(?<!\w)(?:نہیں|نہيں|نھیں|نہ|مت|بغیر|بنا|بلا|غیر|ناں)(?!\w)",
    maybe=r"(?<!\w)(?:نا\w{2,}|بے\s?\w{2,}|لا\s?(?:علم|تعلق|پتا|علاج)\w*|علاوہ|سوائے|سوا|الا|منع|ممنوع"
    r"|عدم|انکار|محروم|گریز|ختم)(?!\w)",
    apart=r"(?:الگ|علیحدہ|علاحدہ|جدا|آزاد|تعلق)",
    strip="[\u064b-\u0652\u0670\u0640]",
)
_CHINESE = _lexicon(
    friends=r"免费|免費|是不是|是否|能否|可否|与否|與否|否则|否則|([\u4e00-\u9fff])不(?=\1)|不同|不过|不過|不久|不断|不斷|不仅|不僅|不但"
    r"|不只|不单|不單|不论|不論|不管|差不多|对不起|對不起|不好意思|不妨|不少|不锈|不如|非常|非洲|非凡|无论|無論|无线|無線"
    r"|别人|別人|南非|西非|北非|东非|東非|中非|别克|別克|无误|無誤|别的|別的|特别|特別|性别|性別|分别|分別|类别|類別|级别|級別|区别|區別|告别|告別|个别|個別|识别|識別"
    r"|辨别|辨別|鉴别|鑑別|差别|差別|派别|别处|別處|别名|別名|别忘|別忘|未来|未來|未必会|淹没|沉没|没收|沒收",
    sure=r"不|没|沒|未|无|無|非|别|別|勿|莫|毋|唔|冇|否",
    maybe=r"除非|除了|除外|免|禁|缺|拒|失败|失敗|避",
    apart=r"分开|分開|独立|獨立|无关|無關|分离|分離|另外|单独|單獨|分别|不同|不属于|不屬於",
)
_SOMALI = _lexicon(
    # "ma" opens a question too
    friends=r"\bma\b(?=[^.!?]*\?)|\bmaya ama haa\b|\bhaa ama maya\b|\blama huraan\w*|\blacag la['’ʼ]aan\w*",
    sure=r"\b(?:ma|maya|maaha|maahan|ma['’ʼ]aha|mana|marnaba|midna|cidna|qofna|waxba|\w*la['’ʼ]aan\w*)\b"
    r"|\b(?:la|ku|u|ka|loo|lagu|laga|na|i|isku|isu|iska|ii|noo|kuu|ugu|kaga)ma\b"
    r"|\b(?:in)?(?:aysan|uusan|aadan|aanad|aanay|aaney|aanan|aannan|aynan|aynaan|aydaan|aydan)\w{0,2}\b"
    # aan … -in, "which/that … not": the verb tells it from aan, "we"; idin is "you"
    r"|\b(?:in)?aanu?\b(?:\s+[\w'’ʼ]+){0,5}?\s+(?!(?:idin|laydin)\b)[\w'’ʼ]*(?:[^aiou\W]in|yn)\b"
    # ha … -in, -ina: "do not"
    r"|\bha\b(?:\s+[\w'’ʼ]+){0,4}?\s+[\w'’ʼ]{2,}(?:in|ina|yn|an|on)\b",
    maybe=r"\b(?:(?:in)?aanu?|aannu|mooyee|mooyaan|mooyaane|mamnuuc\w*|reebban|diid\w*|haddii kale|ka reeb\w*"
    r"|ka fogow|ka maran|baaq\w*|waay\w*|wayd\w*|way[ao]\w*|la['’ʼ])\b",
    apart=r"\b(?:gooni|gaar|ka duwan|ka madax|madax[- ]?bannaan|ka go['’ʼ]|ka baxsan|kala|xiriir)",
)

LEXICONS: dict[str, Lexicon] = {
    "ar": _ARABIC,
    "es": _SPANISH,
    "pl": _POLISH,
    "so": _SOMALI,
    "ur": _URDU,
    "zh": _CHINESE,
}
"""By the language part of the tag: `zh` serves `zh-Hans` and `zh-Hant`."""
