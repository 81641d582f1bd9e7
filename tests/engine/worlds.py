"""Random programs and facts: small alphabets, so that rules match, chain, loop and collide.

They are drawn from a `Random`: a seeded one where thousands are needed, hypothesis's where one is to shrink.
"""

from random import Random

from caatsa.engine.patterns import (
    Bound,
    Condition,
    Derivation,
    Join,
    Operator,
    Pattern,
    Production,
    Value,
    WorkingFact,
)

KINDS = ("act", "person", "item", "hit")
TEXTS = ("name", "id", "sid", "$s", "place.of", "länge")
NUMBERS = ("day", "k", "size")
COMMON = ("name", "id", "day")
# Two texts of one 32-bit hash, texts that look like numbers, one a prefix of another, hostile to JSON.
WORDS = ("costarring", "liquid", "1", "ab", "ab c", 'q"\\\n\x00', "", "true", "Ⅻ", "\ud800", "x" * 70_000)
DAYS = (-1, 0, 1, 2, 17_380, 2**53, -(2**53))
ORDER: tuple[Operator, ...] = ("lt", "lte", "gt", "gte")


class World:
    """A program and facts."""

    def __init__(self, random: Random, most_rules: int = 8, most_facts: int = 16) -> None:
        self._random = random
        self.kinds = self._random.sample(KINDS, self._random.randint(1, 4))
        self.words = self._random.sample(WORDS, self._random.randint(1, 4))
        self.days = self._random.sample(DAYS, self._random.randint(1, 3))
        self.productions = tuple(self._production(n) for n in range(self._random.randint(1, most_rules)))
        self.facts = tuple(self._fact(n) for n in range(self._random.randint(0, most_facts)))

    def _value(self, name: str) -> Value:
        return self._random.choice(self.words) if name in TEXTS else self._random.choice(self.days)

    def _field(self) -> str:
        return self._random.choice(COMMON if self._random.random() < 0.8 else TEXTS + NUMBERS)

    def _fact(self, number: int) -> WorkingFact:
        names = {self._field() for _ in range(self._random.randint(0, 6))}
        return WorkingFact(
            f"f{number}", self._random.choice(self.kinds), {n: self._value(n) for n in sorted(names)}
        )

    def _condition(self) -> Condition:
        name = self._field()
        operators: tuple[Operator, ...] = ("eq", "ne", "in") if name in TEXTS else ("eq", "ne", "in", *ORDER)
        operator = self._random.choice(operators)
        if operator == "in":
            return Condition(name, "in", tuple(self._value(name) for _ in range(self._random.randint(1, 3))))
        return Condition(name, operator, self._value(name))

    def _join(self, alias: str) -> Join:
        # Now and then text against number: they never meet.
        name = self._field()
        other = name if self._random.random() < 0.6 else self._field()
        return Join(name, alias, other)

    def _pattern(self, number: int) -> Pattern:
        conditions = tuple(self._condition() for _ in range(self._random.choice((0, 0, 0, 1, 1, 2, 3))))
        # From the third pattern on there is a join, or a few facts would match in 100,000 ways.
        count = self._random.choice((0, 1, 1, 2) if number == 1 else (1, 1, 2)) if number else 0
        joins = tuple(self._join(f"a{self._random.randrange(number)}") for _ in range(count))
        return Pattern(f"a{number}", self._random.choice(self.kinds), conditions, joins)

    def _derivation(self, aliases: int) -> Derivation:
        names = {self._field() for _ in range(self._random.randint(0, 3))}
        fields: list[tuple[str, Value | Bound]] = [
            (name, self._value(name))
            if self._random.random() < 0.4
            else (name, Bound(f"a{self._random.randrange(aliases)}", self._alike(name)))
            for name in sorted(names)
        ]
        return Derivation(self._random.choice(self.kinds), tuple(fields))

    def _alike(self, name: str) -> str:
        return self._random.choice(TEXTS if name in TEXTS else NUMBERS)

    def _production(self, number: int) -> Production:
        count = self._random.choice((1, 1, 2, 2, 2, 3, 4))
        patterns = tuple(self._pattern(n) for n in range(count))
        derive = self._derivation(count) if self._random.random() < 0.6 else None
        return Production(f"rule.{number}", patterns, derive)
