"""Gettext plural formulas, parsed and run by rules of our own: `eval` never sees text from a stranger's file.

The grammar is the part of C that the gettext manual allows ("Additional functions for plural forms"): the
variable `n`, whole numbers, brackets, `! * / % + - < > <= >= == != && || ?:`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

Rule = Callable[[int], int]
"""A count (0, 1, 2 …) → the index of its plural form. May raise PluralError (a division by zero)."""

MAX_LENGTH = 1000
MAX_DEPTH = 30
MAX_FORMS = 10
SAMPLE = (*range(1201), 10**6)
"""The counts that tell any two real formulas apart, up to CLDR's case of millions."""

TOKEN = re.compile(r"\s*(?:(\d{1,9}(?!\d))|(&&|\|\||[=!<>]=|[-+*/%<>!?:()]|n(?!\w)))", re.ASCII)
HEADER = re.compile(r"\s*nplurals\s*=\s*(\d{1,3})\s*;\s*plural\s*=\s*([^;]*?)\s*;?\s*", re.ASCII)

Operation = Callable[[int, int], int]
LEVELS: tuple[dict[str, Operation], ...] = (
    {"||": lambda a, b: int(bool(a or b))},
    {"&&": lambda a, b: int(bool(a and b))},
    {"==": lambda a, b: int(a == b), "!=": lambda a, b: int(a != b)},
    {
        "<": lambda a, b: int(a < b),
        ">": lambda a, b: int(a > b),
        "<=": lambda a, b: int(a <= b),
        ">=": lambda a, b: int(a >= b),
    },
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.floordiv, "%": operator.mod},
)
"""Two-sided operators, loosest first, as C ranks them."""


class PluralError(ValueError):
    """A formula or header that cannot be used. `str()` is one sentence."""


@dataclass(frozen=True, slots=True)
class PluralForms:
    """A `Plural-Forms` header: so many forms, chosen by this formula."""

    nplurals: int
    formula: str

    def __str__(self) -> str:
        return f"nplurals={self.nplurals}; plural={self.formula};"


@lru_cache(maxsize=512)
def parse(formula: str) -> Rule:
    """`"n != 1"` → a function of n. Raises PluralError with one sentence."""
    if len(formula) > MAX_LENGTH:
        raise PluralError(f"The plural formula is longer than {MAX_LENGTH} characters.")
    parser = _Parser(_tokens(formula))
    rule = parser.choice()
    parser.expect("")

    def run(n: int) -> int:
        try:
            return rule(n)
        except ZeroDivisionError:
            raise PluralError(f"The plural formula “{formula}” divides by zero for n={n}.") from None

    return run


def parse_header(header: str) -> PluralForms:
    """The value of a `Plural-Forms` header → its two parts. Raises PluralError: unfilled, malformed, or
    giving a form that does not exist for some count of `SAMPLE`."""
    found = HEADER.fullmatch(header) if len(header) <= MAX_LENGTH else None
    if found is None:
        raise PluralError("Plural-Forms does not read “nplurals=NUMBER; plural=FORMULA;”.")
    nplurals, formula = int(found[1]), found[2]
    if not 1 <= nplurals <= MAX_FORMS:
        raise PluralError(f"nplurals is {nplurals}; languages have 1 to {MAX_FORMS} plural forms.")
    beyond = [form for form in forms_used(formula) if not 0 <= form < nplurals]
    if beyond:
        raise PluralError(f"The plural formula gives form {beyond[0]}, but nplurals is {nplurals}.")
    return PluralForms(nplurals, formula)


@lru_cache(maxsize=512)
def forms_used(formula: str) -> frozenset[int]:
    """The forms that the counts of `SAMPLE` reach. Raises PluralError."""
    rule = parse(formula)
    return frozenset(rule(n) for n in SAMPLE)


def same(one: str, other: str) -> bool:
    """Do two formulas choose the same form for every count of `SAMPLE`, however they are written?"""
    first, second = parse(one), parse(other)
    return all(first(n) == second(n) for n in SAMPLE)


def _tokens(formula: str) -> list[str]:
    found, at = [], 0
    text = formula.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise PluralError(f"The plural formula has something unknown at “{text[at:].strip()[:20]}”.")
        found.append(match[1] or match[2])
        at = match.end()
    return found


class _Parser:
    """Recursive descent over the tokens; every method returns the function of the part that it read."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def choice(self) -> Rule:
        """`condition ? yes : no`, to be read from the right, or no more than a condition."""
        self._enter()
        condition = self._binary(0)
        if self._peek() == "?":
            self.expect("?")
            yes = self.choice()
            self.expect(":")
            no = self.choice()
            rule: Rule = lambda n: yes(n) if condition(n) else no(n)  # noqa: E731
        else:
            rule = condition
        self._depth -= 1
        return rule

    def expect(self, token: str) -> None:
        """Take this token, or "" for the end of the formula."""
        if self._peek() != token:
            here = f"“{self._peek()}”" if self._peek() else "its end"
            wanted = f"“{token}”" if token else "its end"
            raise PluralError(f"The plural formula has {here} where {wanted} should be.")
        self._at += 1

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise PluralError(f"The plural formula is nested more than {MAX_DEPTH} deep.")

    def _binary(self, level: int) -> Rule:
        if level == len(LEVELS):
            return self._unary()
        first = self._binary(level + 1)
        rest: list[tuple[str, Rule]] = []
        while self._peek() in LEVELS[level]:
            sign = self._peek()
            self.expect(sign)
            rest.append((sign, self._binary(level + 1)))
        return _joined(first, [(LEVELS[level][sign], sign, part) for sign, part in rest]) if rest else first

    def _unary(self) -> Rule:
        token = self._peek()
        if token == "!":
            self._enter()
            self.expect("!")
            inner = self._unary()
            self._depth -= 1
            return lambda n: int(not inner(n))
        if token == "(":
            self.expect("(")
            inside = self.choice()
            self.expect(")")
            return inside
        if token == "n":
            self.expect("n")
            return lambda n: n
        if token.isdecimal():
            self.expect(token)
            value = int(token)
            return lambda n: value
        raise PluralError(
            f"The plural formula has {f'“{token}”' if token else 'its end'} where a number should be."
        )


def _joined(first: Rule, rest: list[tuple[Operation, str, Rule]]) -> Rule:
    """Operators of one rank, from the left, without recursion; `&&` and `||` stop early, as in C."""

    def run(n: int) -> int:
        value = first(n)
        for operation, sign, part in rest:
            if (sign == "&&" and not value) or (sign == "||" and value):
                return int(bool(value))
            value = operation(value, part(n))
        return value

    return run
