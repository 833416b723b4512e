"""What holds for any two names, sense or nonsense."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from people.names import compare, parse

WORDS = st.sampled_from(
    "Tan Chen Mei Ling 陈 美玲 陳 bin binti a/l a/p Mohd Muhammad Ali Hassan b. Jr. , < << P<MYS "
    "Aung U Win Ravi S. García López de la Nguyễn Văn สมชาย محمد 김정은 Владимир Dr Abdul al- "
    "-din Wei Jie Lim Jackson".split()
)
NAMES = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=6).map(" ".join))


@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(left, right):
    assert compare(parse(left), parse(right)) == compare(parse(right), parse(left))


@given(NAMES)
def test_a_name_is_the_same_as_itself(text):
    answer = compare(parse(text), parse(text))

    assert answer.score == 1 or not text.strip()


@given(NAMES, NAMES)
def test_a_score_lies_between_nothing_and_all_and_says_why(left, right):
    answer = compare(parse(left), parse(right))

    assert 0 <= answer.score <= 1
    assert answer.why


@given(NAMES)
def test_a_name_is_the_same_after_a_journey_to_another_process(text):
    name = parse(text)

    assert pickle.loads(pickle.dumps(name)) == name  # noqa: S301 – our own bytes
