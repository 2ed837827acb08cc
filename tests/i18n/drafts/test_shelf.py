import pytest

from i18n.drafts import availability, engines, release
from tests.i18n.drafts.shim import need_apertium

URL = {"LIBRETRANSLATE_URL": "http://127.0.0.1:5000", "LIBRETRANSLATE_API_KEY": "SECRET-KEY"}


def test_the_order_is_kept_and_none_is_a_start():
    assert engines("", {}) == []
    assert [engine.code for engine in engines("google, LibreTranslate,google", URL)] == [
        "google",
        "libretranslate",
    ]


def test_the_same_engine_is_handed_out_again():
    assert engines("libretranslate", URL)[0] is engines("google,libretranslate", URL)[1]
    other = URL | {"LIBRETRANSLATE_URL": "http://127.0.0.1:5001"}
    assert engines("libretranslate", other)[0] is not engines("libretranslate", URL)[0]


def test_an_unknown_name_is_told_with_the_known_ones():
    with pytest.raises(ValueError, match="“deepl”; the engines are libretranslate, apertium, google"):
        engines("apertium,deepl", {})
    with pytest.raises(ValueError, match="DRAFT_TIMEOUT"):
        engines("google", {"DRAFT_TIMEOUT": "soon"})


def test_what_cannot_start_is_left_out_with_its_reason(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("i18n.drafts.shelf._made", engines.__globals__["_made"].__wrapped__)
    assert [engine.code for engine in engines("apertium,libretranslate,google", {})] == ["google"]
    assert availability("apertium,libretranslate,google", {}) == [
        ("apertium", "Apertium is not installed on this machine."),
        ("libretranslate", "LIBRETRANSLATE_URL is not set to an address."),
        ("google", "ready"),
    ]
    with_key = {"LIBRETRANSLATE_URL": "http://me:SECRET-KEY@example.org"}
    assert "SECRET-KEY" not in str(availability("libretranslate", with_key))


def test_apertium_is_ready_where_it_is_installed():
    need_apertium("eng-spa")
    assert availability("apertium", {}) == [("apertium", "ready")]
    release()
