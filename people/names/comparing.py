"""What two names say of each other: the first rule that knows such names answers."""

from __future__ import annotations

from collections.abc import Callable

from people.names import sinitic
from people.names.align import Alignment, Parts, align
from people.names.model import Comparison, Level, Name, Part, Role
from people.names.tables import current

PATRONYMIC = {"malay", "tamil", "arabic"}
WORDS = {
    Level.SAME: "same name",
    Level.SPELLING: "same name in another spelling",
    Level.SOUND: "the names sound alike",
    Level.SLIP: "a slip of the pen",
    Level.INITIAL: "an initial stands for a whole name",
    Level.ORDER: "same parts in another order",
}
WORSE = [Level.SAME, Level.SPELLING, Level.SOUND, Level.SLIP, Level.INITIAL]

Rule = Callable[[Name, Name], Comparison | None]


def compare(a: Name, b: Name) -> Comparison:
    """How alike two names are, and why. The order of the two does not matter."""
    one, other = (a, b) if _rank(a) <= _rank(b) else (b, a)
    for rule in RULES:
        if answer := rule(one, other):
            return answer
    return parts(one, other)


def _rank(name: Name) -> tuple[int, str]:
    return -len(name.core), name.text


def nothing(a: Name, b: Name) -> Comparison | None:
    if a.core and b.core:
        return None
    if a.text.strip() and a.text.strip() == b.text.strip():
        return Comparison(Level.SAME, 1.0, "same text")
    return Comparison(Level.NOTHING, 0.0, "nothing to compare on one side")


def identical(a: Name, b: Name) -> Comparison | None:
    if (a.han and b.han) or a.key != b.key or a.suffix != b.suffix or a.sex != b.sex:
        return None
    if len(a.given) != len(b.given) or not _one_script(a, b):
        return None
    same = [x.forms == y.forms and x.text.lower() == y.text.lower()
            for x, y in zip(a.core, b.core, strict=True)]  # fmt: skip
    level = Level.SAME if all(same) else Level.SPELLING
    return Comparison(level, 1.0 if all(same) else 0.98, WORDS[level])


def _by_syllable(a: Name, b: Name) -> bool:
    return ("khmer" in a.cultures or "khmer" in b.cultures) and a.script == b.script


def _one_script(a: Name, b: Name) -> bool:
    return a.script == b.script and a.script not in ("han", "hangul")


def suffixes(a: Name, b: Name) -> Comparison | None:
    if a.suffix and b.suffix and a.suffix != b.suffix:
        words = f"{a.suffix} and {b.suffix}: two generations of one family"
        return Comparison(Level.CONFLICT, 0.3, words)
    return None


def sexes(a: Name, b: Name) -> Comparison | None:
    if a.sex and b.sex and a.sex != b.sex:
        return Comparison(Level.CONFLICT, 0.15, "a son's name and a daughter's name")
    return None


def syllables(a: Name, b: Name) -> Comparison | None:
    """Hangul writes a syllable a block: another block is another name."""
    if a.script != "hangul" or b.script != "hangul" or a.key == b.key:
        return None
    return Comparison(Level.CONFLICT, 0.4, "other syllables in Hangul")


def burmese(a: Name, b: Name) -> Comparison | None:
    """No surname, few syllables: all of them must agree, in their order."""
    if not ("burmese" in a.cultures and "burmese" in b.cultures):
        return None
    left, right = (_syllables(name) for name in (a, b))
    if left == right:
        level = Level.SAME if a.key == b.key else Level.SPELLING
        return Comparison(level, 1.0 if level == Level.SAME else 0.95, WORDS[level])
    if sorted(left) == sorted(right):
        return Comparison(Level.ORDER, 0.45, "Burmese names: same syllables in another order")
    if missing := _more(left, right):
        words = f"Burmese names: {' '.join(missing)} missing, often another person"
        return Comparison(Level.SUBSET, 0.4, words)
    return Comparison(Level.CONFLICT, 0.25, "Burmese names: a syllable differs")


def _syllables(name: Name) -> list[str]:
    known = current().burmese
    return [known.get(part.plain, part.heard) for part in name.core]


def _more(left: list[str], right: list[str]) -> list[str]:
    """What the longer has beyond the shorter, if it has all of that."""
    rest = list(left)
    for syllable in right:
        if syllable not in rest:
            return []
        rest.remove(syllable)
    return rest


def fathers(a: Name, b: Name) -> Comparison | None:
    """Given name against given name, father's name against father's name."""
    if not (a.father and b.father and a.given and b.given):
        return _perhaps_flipped(a, b)
    crossed = a.script != b.script
    given, father = _strict(a.given, b.given, crossed), _strict(a.father, b.father, crossed)
    if given.level != Level.CONFLICT and father.level != Level.CONFLICT:
        worse = min(given, father, key=lambda one: one.score)
        why = f"given name: {given.why}; father's name: {father.why}"
        return Comparison(
            worse.level, round(0.6 * worse.score + 0.2 * (given.score + father.score), 3), why
        )
    if _agree(a.given, b.father) and _agree(a.father, b.given):
        return Comparison(Level.FLIP, 0.1, "father and son order swapped")
    if father.level == Level.CONFLICT:
        score = 0.35 if given.level != Level.CONFLICT else 0.05
        return Comparison(
            Level.CONFLICT, score * father.score * 2, f"father's name differs: {father.why}"
        )
    return Comparison(
        Level.SIBLING, 0.2 + 0.2 * given.score, "siblings: same father's name, other given name"
    )


def _perhaps_flipped(a: Name, b: Name) -> Comparison | None:
    """Hafiz bin Roslan and Roslan Hafiz: without `bin` it may be the son or the father."""
    if bool(a.father and a.given) == bool(b.father and b.given) or a.inverted or b.inverted:
        return None
    found = align(a.core, b.core)
    if found.left or found.right or found.in_order or len(found.pairs) != 2:
        return None
    if any(pair.level == Level.INITIAL for pair in found.pairs):
        return None
    return Comparison(Level.FLIP, 0.5, "father and son order swapped, or one written the other way")


def _agree(a: Parts, b: Parts) -> bool:
    return parts_of(a, b).level not in (Level.CONFLICT, Level.SUBSET)


def _strict(a: Parts, b: Parts, crossed: bool) -> Comparison:
    return parts_of(a, b, crossed=crossed, strict=not crossed, alone=True)


def vietnamese(a: Name, b: Name) -> Comparison | None:
    """Short syllables, where a letter or a tone makes another name: Hung is not Dung."""
    if not ("vietnamese" in a.cultures and "vietnamese" in b.cultures):
        return None
    for pair in align(a.core, b.core).pairs:
        x, y = a.core[pair.left[0]], b.core[pair.right]
        toned = not (x.text.isascii() or y.text.isascii())
        if pair.level == Level.SLIP or (toned and x.text.lower() != y.text.lower()):
            return Comparison(
                Level.CONFLICT, 0.4, f"Vietnamese names: {x.text} and {y.text} differ"
            )
    return None


def spanish(a: Name, b: Name) -> Comparison | None:
    """Given names, father's surname, mother's surname: the second may be missing, not differ."""
    if "spanish" not in a.cultures or "spanish" not in b.cultures or a.inverted or b.inverted:
        return None
    found = align(a.core, b.core)
    surnames = sum(part.role == Role.FAMILY for part in a.core)
    if found.left and not found.right and len(b.core) == surnames == 2:
        return _mothers_surname(a, found)
    if found.in_order or found.left or found.right or len(a.core) < 3:
        return None
    if found.pairs[0].right == 0:
        return Comparison(Level.CONFLICT, 0.35, "surnames swapped: other parents")
    return None


def _mothers_surname(a: Name, found: Alignment) -> Comparison | None:
    """`María Rojas` for `María Flores Rojas`: unusual, but Filipinos write the mother's first."""
    if a.core[-2] not in found.left or a.core[-1] in found.left:
        return None
    return Comparison(Level.SUBSET, 0.6, f"surname {a.core[-2].text} missing on one side")


def parts(a: Name, b: Name) -> Comparison:
    """Names of no special build: every part that both have must agree."""
    answer = parts_of(a.core, b.core, crossed=a.script != b.script, strict=_by_syllable(a, b))
    if answer.level == Level.ORDER and (a.inverted or b.inverted):
        return Comparison(Level.SAME, min(1.0, answer.score / 0.93), "same name, surname first")
    return answer


def parts_of(
    a: Parts, b: Parts, *, crossed: bool = False, strict: bool = False, alone: bool = False
) -> Comparison:
    """`alone` where one part is a whole in its place, as one father's name is."""
    if len(a) < len(b):
        a, b = b, a
    found = align(a, b, crossed=crossed, strict=strict)
    if not found.pairs:
        words = f"{_said(a)} and {_said(b)} differ"
        return Comparison(Level.CONFLICT, 0.1 * found.near, words)
    if found.left and found.right:
        return _conflict(found, a)
    return _partly(found, a, b, alone) if found.left or found.right else whole(found)


def whole(found: Alignment) -> Comparison:
    """Every part has its partner."""
    score, level = _quality(found), max((pair.level for pair in found.pairs), key=WORSE.index)
    if found.in_order:
        return Comparison(level, score, WORDS[level])
    words = WORDS[Level.ORDER] if level == Level.SAME else f"{WORDS[level]}, in another order"
    return Comparison(Level.ORDER, 0.93 * score, words)


def _partly(found: Alignment, a: Parts, b: Parts, alone: bool) -> Comparison:
    """One name has more. What is missing is no conflict, but little is little."""
    missing = found.left or found.right
    weight = sum(part.weight for part in (b if found.left else a))
    share = weight / (weight + sum(part.weight for part in missing))
    score = _quality(found) * (0.55 + 0.45 * share**0.5)
    if not found.in_order:
        score *= 0.93
    if weight < 0.9:
        return Comparison(Level.SUBSET, 0.4 * score, f"only {_said(b)} in common, which is common")
    if len(b) == 1 and share < 0.7 and not alone:
        return Comparison(Level.SUBSET, 0.7 * score, f"only {_said(b)} in common")
    return Comparison(Level.MISSING, score, f"{_said(missing)} missing on one side")


def _conflict(found: Alignment, a: Parts) -> Comparison:
    agreed = sum(pair.score for pair in found.pairs) / len(a)
    words = f"{_said(found.left)} and {_said(found.right)} differ"
    return Comparison(Level.CONFLICT, round(0.25 * agreed + 0.4 * agreed * found.near, 3), words)


def _quality(found: Alignment) -> float:
    scores = [pair.score for pair in found.pairs]
    return round(0.5 * min(scores) + 0.5 * sum(scores) / len(scores), 3)


def _said(some: tuple[Part, ...]) -> str:
    return " ".join(part.text for part in some)


RULES: tuple[Rule, ...] = (
    nothing,
    sinitic.han,
    vietnamese,
    identical,
    suffixes,
    sexes,
    syllables,
    burmese,
    sinitic.compare,
    fathers,
    spanish,
)
