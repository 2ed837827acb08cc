import os
import signal
import subprocess
from pathlib import Path

import pytest

from i18n.drafts import EngineError, draft, public_text
from i18n.drafts.apertium import ROUTES, Apertium, from_stream, to_stream
from i18n.drafts.masking import mask
from tests.i18n.drafts.shim import language, need_apertium, sample_texts

SPANISH = language("es")


@pytest.fixture
def apertium():
    need_apertium("eng-spa", "es-pt", "spa-ita", "eng-cat", "cat-fra", "en-gl")
    engine = Apertium(timeout=10)
    yield engine
    engine.close()


def said(engine, text, tag="es"):
    return draft(public_text(text, "k", kind="leaflet"), language(tag), engine).text


def test_the_known_wrong_draft_of_the_demo(apertium):
    assert "intérprete libre" in said(apertium, "You can have a free interpreter.")
    assert "libre" in said(apertium, "Interpreters are free.")
    assert apertium.name.startswith("Apertium 3.")


@pytest.mark.parametrize("tag", ROUTES)
def test_every_sentence_of_the_sample_keeps_its_facts(apertium, tag):
    for text in sample_texts().values():
        made = said(apertium, text, tag)
        assert sorted(mask(made).kept) == sorted(mask(text).kept)
        assert "[" not in made
        assert "\\" not in made


def test_bold_and_edges_stay(apertium):
    assert said(apertium, " Do **not** call this number. \n").startswith(" ")
    assert said(apertium, "The review is **completely separate**.").count("**") == 2


def test_other_languages_are_plainly_not_known(apertium):
    with pytest.raises(EngineError, match=r"Apertium 3\.\d+ does not know Polish\."):
        said(apertium, "You can have an interpreter.", "pl")


def test_special_characters_come_back(apertium):
    text = r"a/b^c$d<e>f{g}h@i\j[X1000X]k[l]"
    assert from_stream(to_stream(text)) == text
    assert "50% / #1" in apertium.translate("50% / #1", SPANISH)


def running(engine):
    return engine._running["eng-spa"]._processes


def test_a_killed_program_is_noticed_and_started_again(apertium):
    first = said(apertium, "We can visit you at home.")
    running(apertium)[3].kill()
    running(apertium)[3].wait()
    assert said(apertium, "We can visit you at home.") == first


def test_a_program_that_hangs_is_stopped_in_time(apertium):
    first = said(apertium, "We can visit you at home.")
    apertium._timeout = 0.3
    stuck = running(apertium)[2]
    os.kill(stuck.pid, signal.SIGSTOP)
    with pytest.raises(EngineError, match="in time"):
        said(apertium, "The panel reads all the reports.")
    assert stuck.returncode is not None
    apertium._timeout = 10
    assert said(apertium, "We can visit you at home.") == first


def test_a_fork_starts_its_own_row(apertium):
    first = said(apertium, "We can visit you at home.")
    parents = {process.pid for process in running(apertium)}
    child = os.fork()
    if child == 0:
        again = said(apertium, "We can visit you at home.") == first
        own = parents.isdisjoint(process.pid for process in running(apertium))
        apertium.close()
        os._exit(0 if again and own else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert said(apertium, "We can visit you at home.") == first
    assert {process.pid for process in running(apertium)} == parents


def test_at_most_three_modes_run_and_closing_ends_them(apertium):
    for tag in ROUTES:
        said(apertium, "We can visit you at home.", tag)
    assert len(apertium._running) <= 3
    pids = [process.pid for row in apertium._running.values() for process in row._processes]
    apertium.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_mode_that_cannot_run_is_one_sentence(tmp_path):
    need_apertium("eng-spa")
    (tmp_path / "eng-spa.mode").write_text("false | cat\n")
    engine = Apertium(timeout=5, modes=tmp_path)
    with pytest.raises(EngineError, match="stopped in the middle"):
        said(engine, "We can visit you at home.")
    assert not engine.knows(language("it"))
    engine.close()


def test_without_pairs_it_does_not_start(tmp_path):
    need_apertium("eng-spa")
    with pytest.raises(EngineError, match="none of its language pairs"):
        Apertium(modes=tmp_path)


def test_it_agrees_with_the_command(apertium):
    text = "A group of senior managers from these organisations does the review."
    told = subprocess.run(
        ["apertium", "-u", "eng-spa"], input=text, capture_output=True, text=True, check=True
    )
    assert said(apertium, text) == " ".join(told.stdout.split())
