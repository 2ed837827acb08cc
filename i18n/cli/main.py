"""The options of every verb, and the one place where a failure becomes a sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from i18n.catalogue import CatalogueError
from i18n.cli import catalogues, register, rendering, source
from i18n.cli.output import Exit, Output, Refusal
from i18n.facts import FactsError

Verb = Callable[[argparse.Namespace, Output], Exit]
EXITS = "Exit code: 0 nothing blocks, 1 something blocks, 2 a file or an option cannot be used."


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the options in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message[:1].upper()}{message[1:]}; `{self.prog} --help` explains.")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code. Prints no traceback, whatever happens."""
    try:
        args = _parser().parse_args(argv)
        verb: Verb = args.verb
        code = verb(args, Output(as_json=args.json))
        sys.stdout.flush()
    except Refusal as refusal:
        return _say(str(refusal), refusal.code)
    except (CatalogueError, FactsError) as error:
        return _say(str(error), Exit.UNUSABLE)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain once more when it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE
    except KeyboardInterrupt:
        return _say("Stopped.", Exit.UNUSABLE)
    except Exception as error:  # the promise of one sentence holds for our own faults too
        return _say(f"This is a fault of the program: {type(error).__name__}: {error}", Exit.UNUSABLE)
    return code


def _say(sentence: str, code: Exit) -> int:
    sys.stderr.write(" ".join(sentence.split()) + "\n")
    return code


def _parser() -> Parser:
    parser = Parser(
        prog="python -m i18n", description="Leaflets and their catalogues, without a database.", epilog=EXITS
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _add_source_verbs(verbs)
    _add_catalogue_verbs(verbs)
    _add_render(verbs)
    _add(verbs, "languages", register.languages, "list the register of languages")
    return parser


def _add(verbs: argparse._SubParsersAction[Parser], name: str, verb: Verb, what: str) -> Parser:
    parser = verbs.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", epilog=EXITS)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(verb=verb)
    return parser


def _add_source_verbs(verbs: argparse._SubParsersAction[Parser]) -> None:
    lint = _add(verbs, "lint", source.lint, "say what is wrong with the English of a leaflet")
    lint.add_argument("files", nargs="+", type=Path, metavar="LEAFLET.md")
    _add_facts(lint)
    extract = _add(verbs, "extract", source.extract, "make the template of a leaflet")
    extract.add_argument("file", type=Path, metavar="LEAFLET.md")
    extract.add_argument("--language", metavar="TAG", help="make an empty catalogue for this language")
    _add_date(extract)
    _add_output(extract)
    convert = _add(verbs, "convert", source.convert, "make leaflet Markdown of a document")
    convert.add_argument("file", type=Path, metavar="FILE.docx|.txt|.md")
    _add_output(convert)


def _add_catalogue_verbs(verbs: argparse._SubParsersAction[Parser]) -> None:
    merge = _add(verbs, "merge", catalogues.merge, "bring a catalogue to a new template, guessing nothing")
    merge.add_argument("old", type=Path, metavar="OLD.po")
    merge.add_argument("template", type=Path, metavar="NEW.pot")
    _add_output(merge)
    check = _add(verbs, "check", catalogues.check, "check the texts of catalogues against their English")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE.po")
    check.add_argument("--language", metavar="TAG", help="in place of the one that the file names")
    check.add_argument("--codes", action="store_true", help="list the codes with their severity")
    check.add_argument("--code-formats", action="store_true", help="check printf and brace formats too")
    _add_facts(check)


def _add_render(verbs: argparse._SubParsersAction[Parser]) -> None:
    render = _add(verbs, "render", rendering.render, "make the page, the text or the PDF of a language")
    render.add_argument("leaflet", type=Path, metavar="LEAFLET.md")
    render.add_argument("texts", type=Path, metavar="FILE.po")
    render.add_argument("--words", type=Path, required=True, metavar="FILE.po", help="the public words")
    render.add_argument("--format", choices=("html", "text", "pdf"), help="else by the name of the file")
    render.add_argument("--language", metavar="TAG", help="in place of the one that the file names")
    render.add_argument("--edition", type=int, default=1, metavar="N")
    render.add_argument("--proof", action="store_true", help="show unapproved text, stamped “not reviewed”")
    _add_facts(render)
    _add_date(render)
    _add_output(render)


def _add_facts(parser: Parser) -> None:
    parser.add_argument("--facts", type=Path, metavar="FILE.toml", help="the register of facts")


def _add_date(parser: Parser) -> None:
    parser.add_argument("--date", metavar="2026-11-23", help="else SOURCE_DATE_EPOCH, else today")


def _add_output(parser: Parser) -> None:
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="else standard output")
