"""A new version meets a catalogue: the same key and English keep their text, nothing else gets one."""

from __future__ import annotations

from i18n.catalogue import Catalogue, Entry, Previous, merge, parse, po_bytes

HEADERS = {"Language": "pl", "Plural-Forms": "nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);"}


def old(*entries: Entry) -> Catalogue:
    return Catalogue(HEADERS, entries)


def template(*entries: Entry) -> Catalogue:
    return Catalogue({"POT-Creation-Date": "2026-11-23 12:00+0000", "Language": ""}, entries)


def test_a_lost_not_does_not_bring_the_negated_sentence_along() -> None:
    before = old(Entry("cause", "The review is not an inquiry.", ("Przegląd nie jest śledztwem.",)))
    merged = merge(before, template(Entry("cause", "The review is an inquiry.")))
    entry, retired = merged.catalogue.entries
    assert entry.forms == ("",)
    assert entry.fuzzy
    assert entry.previous == Previous("The review is not an inquiry.")
    assert (retired.obsolete, retired.forms) == (True, ("Przegląd nie jest śledztwem.",))
    assert merged.changed == ("cause",)
    assert merged.catalogue.texts() == {}


def test_unchanged_entries_keep_their_text_and_take_the_new_place_and_comments() -> None:
    before = old(
        Entry("a", "A", ("Ą",), translator="mine", extracted="item"),
        Entry("b", "B", ("Be",), fuzzy=True, previous=Previous("Bee")),
    )
    merged = merge(before, template(Entry("b", "B", extracted="cell"), Entry("a", "A", extracted="heading")))
    assert merged.catalogue.entries == (
        Entry("b", "B", ("Be",), fuzzy=True, previous=Previous("Bee"), extracted="cell"),
        Entry("a", "A", ("Ą",), translator="mine", extracted="heading"),
    )
    assert merged.kept == ("b", "a")
    assert merged.catalogue.language == "pl"
    assert merged.catalogue.headers["POT-Creation-Date"] == "2026-11-23 12:00+0000"


def test_new_entries_are_empty_even_beside_similar_ones_and_removed_ones_are_kept_as_obsolete() -> None:
    before = old(Entry("a", "You can bring a friend.", ("Tekst",)), Entry("empty", "Nothing here"))
    merged = merge(before, template(Entry("z", "You can bring a friend.")))
    assert merged.catalogue.active == (Entry("z", "You can bring a friend."),)
    assert [entry.context for entry in merged.catalogue.entries if entry.obsolete] == ["a"]
    assert (merged.added, merged.removed) == (("z",), ("a", "empty"))


def test_english_that_comes_back_brings_its_text_back_for_a_look() -> None:
    first = old(Entry("a", "One", ("Jeden",)))
    second = merge(first, template(Entry("a", "Two"))).catalogue
    third = merge(second, template(Entry("a", "One")))
    assert third.catalogue.entries == (Entry("a", "One", ("Jeden",), fuzzy=True),)
    assert third.revived == ("a",)


def test_english_that_changes_twice_remembers_the_one_that_had_a_text() -> None:
    second = merge(old(Entry("a", "One", ("Jeden",))), template(Entry("a", "Two"))).catalogue
    third = merge(second, template(Entry("a", "Three"))).catalogue
    assert third.active[0].previous == Previous("One")
    assert [entry.source for entry in third.entries if entry.obsolete] == ["One"]


def test_singular_to_plural_and_back_never_passes_for_translated() -> None:
    single, plural = Entry("a", "Call"), Entry("a", "Call", ("", ""), source_plural="Calls")
    up = merge(old(Entry("a", "Call", ("Telefon",))), template(plural)).catalogue
    assert up.active[0].forms == ("", "", "")
    down = merge(old(Entry("a", "Call", ("x", "y", "z"), source_plural="Calls")), template(single)).catalogue
    assert (down.active[0].forms, down.active[0].source_plural) == (("",), None)
    assert parse(po_bytes(up)).entries == up.entries
    assert parse(po_bytes(down)).entries == down.entries


def test_a_strangers_catalogue_may_share_a_context() -> None:
    before = old(
        Entry("menu", "Open", ("Otwórz",)), Entry("menu", "Close", ("Zamknij",)), Entry("", "Yes", ("Tak",))
    )
    merged = merge(before, template(Entry("", "Yes"), Entry("menu", "Close"), Entry("menu", "Open")))
    assert [entry.forms[0] for entry in merged.catalogue.entries] == ["Tak", "Zamknij", "Otwórz"]


def test_merging_twice_changes_nothing() -> None:
    pot = template(Entry("a", "Two"), Entry("c", "Three"))
    once = merge(old(Entry("a", "One", ("Jeden",)), Entry("b", "B", ("Be",))), pot).catalogue
    assert merge(once, pot).catalogue == once
