"""Pairs of names by culture: who may be one person, who is another, and why."""

import pytest

from people.names import Decision, Level, compare, parse

ALIKE = {
    "malay": [
        ("Mohd Hafiz bin Roslan", "Muhammad Hafiz bin Ruslan"),
        ("Muhammad Hafiz bin Roslan", "Mohd Hafiz Roslan"),
        ("Nurul Aisyah binti Zain", "Nur Aishah bt Zain"),
        ("Nuraisyah binti Zain", "Nur Aisyah binti Zain"),
        ("Tengku Ahmad b. Hassan", "Tunku Ahmad bin Hasan"),
        ("Dato' Sri Ismail bin Yusof", "Ismail bin Yusuf"),
        ("Abdul Rahman bin Ali", "Abdurrahman bin Ali"),
        ("Syed Omar bin Osman", "Sayed Umar bin Uthman"),
    ],
    "chinese": [
        ("Tan Mei Ling", "Mei Ling Tan"),
        ("Tan Mei Leng", "陳美玲"),
        ("陳美玲", "陈美玲"),
        ("Chen Meiling", "陳美玲"),
        ("Tan Chee Keong", "Chen Zhiqiang"),
        ("Chan Siu Ming", "Chen Xiaoming"),
        ("Lim Wei Jie Jackson", "Jackson Lim Wei Jie"),
        ("Xi Jinping", "Hsi Chin-ping"),
        ("Ng Kok Wai", "Huang Guowei"),
        ("Chang Chun-hsiung", "Zhang Junxiong"),
        ("Lim Kit Siang", "林吉祥"),
        ("Mei Ling", "Tan Mei Ling"),
        ("Zeng Li", "曾丽"),
        ("Shan Li", "单丽"),
    ],
    "tamil": [
        ("Ravi a/l Subramaniam", "Ravi A/L Subramanian"),
        ("Kumaran a/l Ganesan", "Kumaren Ganesan"),
        ("S. Ravi", "Ravi a/l Subramaniam"),
        ("Letchumy a/p Muthusamy", "Lakshmi a/p Muthuswamy"),
        ("Vijaya anak perempuan Raman", "Wijaya a/p Raman"),
    ],
    "spanish": [
        ("José García López", "Jose Garcia"),
        ("Ma. Fernanda Quispe Mamani", "María Fernanda Quispe Mamani"),
        ("Francisco Pérez Ruiz", "Paco Perez Ruiz"),
        ("María del Carmen Sánchez", "Maria Carmen Sanches"),
    ],
    "thai": [
        ("Somchai Wongsawat", "Somchai Vongsavat"),
        ("สมชาย ใจดี", "Somchai Jaidee"),
        ("Phatcharaphon Srisuk", "Patcharapon Srisuk"),
    ],
    "burmese": [
        ("U Aung Win", "Aung Wynn"),
        ("Daw Khin Htay", "Khin Tay"),
        ("Ma Thandar Lynn", "Thandar Lin"),
    ],
    "khmer": [("Sok Chanthy", "Chanthy Sok"), ("Heng Sopheap", "Heng Sophheap")],
    "arabic": [
        ("Usama bin Ladin", "Osama ibn Laden"),
        ("Abd al-Rahman al-Masri", "Abdul Rahman El Masri"),
        ("Saif al-Din Hassan", "Saifuddin Hasan"),
        ("أحمد حسن", "Ahmed Hassan"),
        ("عبد الرحمن محمد", "Abdulrahman Mohammed"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
    ],
    "vietnamese": [("Nguyễn Văn Hùng", "Nguyen Van Hung"), ("Tran Thi Lan", "Trần Thị Lan")],
    "filipino": [
        ("Juan Santos Dela Cruz Jr.", "Juan S. Dela Cruz"),
        ("Maria Luz de la Cruz", "Ma. Luz Delacruz"),
    ],
    "western": [
        ("Putin, Vladimir", "Владимир Путин"),
        ("J.-C. Juncker", "Jean-Claude Juncker"),
        ("Bill Smith", "William Smith"),
        ("Jörg Müller", "JOERG MUELLER"),
        ("Søren Weiß", "SOEREN WEISS"),
        ("P<DEUMUELLER<<JOERG<<<<<<<", "Jörg Müller"),
        ("P<MYSTAN<<MEI<LING<<<<<<<<", "Tan Mei Ling"),
        ("SANTOSDELACRUZ<<MARIA<GUADALUPE<ESPERAN", "Maria Guadalupe Esperanza Santosdelacruz"),
    ],
}

APART = {
    "malay": [
        ("Ahmad bin Ismail", "Ismail bin Ahmad", "father and son order swapped"),
        ("Siti Aminah binti Zain", "Siti Khadijah binti Zain", "siblings"),
        ("Ali bin Hasan", "Ali bin Hashim", "father's name differs"),
        ("Hafiz bin Roslan", "Hafizi bin Roslan", "siblings"),
        ("Nur Aina binti Kamal", "Nur Aini binti Kamal", "siblings"),
        ("Ali bin Rosli", "Ali bin Rosdi", "father's name differs"),
        ("Nor Azlan bin Zain", "Nor Azlan binti Zain", "a son's name and a daughter's name"),
    ],
    "chinese": [
        ("陈美玲", "陈美铃", "other characters: different people"),
        ("陈伟", "陈威", ""),
        ("Wang Fang", "Wang Feng", "other given name"),
        ("Tan Mei Ling", "Tan Bee Leng", "same surname tan, other given name"),
        ("Tan Mei Ling", "Tan Mei Hua", "same generation syllable"),
        ("Tan Mei Ling", "Lim Mei Ling", "surnames lim and tan differ"),
        ("Tan Mei Ling", "王美玲", "differ"),
        ("Jackson Lim", "Johnson Lim", ""),
        ("Lim", "Lim Wei Jie", "only the surname lim in common"),
    ],
    "tamil": [
        ("S. Ravi", "K. Ravi", "differ"),
        ("Ravi a/l Perumal", "Perumal a/l Ravi", "father and son order swapped"),
        ("Ravi a/l Perumal", "Devi a/p Perumal", "a son's name and a daughter's name"),
        ("Ravi a/l Perumal", "Raju a/l Perumal", "siblings"),
    ],
    "spanish": [
        ("Juan García López", "Juan López García", "surnames swapped: other parents"),
        ("Juan García López", "Juan García Torres", "López and Torres differ"),
    ],
    "thai": [("Somchai Wongsawat", "Somsak Wongsawat", "differ")],
    "burmese": [
        ("Aung Win", "Aung Win Htut", ""),
        ("Aung Kyaw Moe", "Moe Aung Kyaw", "another order"),
        ("Khin Myint Htay", "Khin Htay", "myint missing"),
        ("Aung Naing", "Aung Lin", "a syllable differs"),
    ],
    "khmer": [
        ("Sok Chanthy", "Sok Dara", "Chanthy and Dara differ"),
        ("Chea Sophal", "Chea Sopheak", "differ"),
    ],
    "arabic": [
        ("Ahmad Hasan Ali al-Tikriti", "Omar Hasan Ali al-Tikriti", "Ahmad and Omar differ"),
        ("Bashar al-Assad", "Hafez al-Assad", "differ"),
    ],
    "vietnamese": [
        ("Nguyen Van Hung", "Nguyen Van Dung", ""),
        ("Nguyễn Văn Hưng", "Nguyễn Văn Hùng", "differ"),
        ("Nguyen Van Anh", "Nguyen Thi Anh", ""),
    ],
    "filipino": [("Juan Cruz Jr.", "Juan Cruz Sr.", "two generations of one family")],
    "western": [
        ("Hans O Friedrich", "Hans Joachim Friedrich", "differ"),
        ("Sergey Viktorovich Lavrov", "Sergey Ivanovich Lavrov", "differ"),
        ("김종은", "김정은", "other syllables in Hangul"),
    ],
}


def flat(table):
    return [
        pytest.param(*row, id=f"{key}: {row[0]}") for key, rows in table.items() for row in rows
    ]


@pytest.mark.parametrize(("left", "right"), flat(ALIKE))
def test_one_person_is_seen_under_two_spellings(left, right):
    answer = compare(parse(left), parse(right))

    assert answer.decision != Decision.NO, answer


@pytest.mark.parametrize(("left", "right", "why"), flat(APART))
def test_another_person_is_told_apart_and_it_says_why(left, right, why):
    answer = compare(parse(left), parse(right))

    assert answer.decision == Decision.NO, answer
    assert why in answer.why


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tan Chee Keong", "Chen Zhiqiang"),
        ("Ng Kok Wai", "Huang Guowei"),
        ("Tan Mei Ling", "Chan Mei Ling"),
        ("Lim Kit Siang", "林吉祥"),
    ],
)
def test_a_dialect_alone_never_makes_a_match_only_a_question(left, right):
    answer = compare(parse(left), parse(right))

    assert (answer.level, answer.decision) == (Level.DIALECT, Decision.POSSIBLE)
    assert "same surname" in answer.why


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Tan Mei Ling", "Tan Mei Ling", Level.SAME),
        ("Mohd Ali bin Abu", "Muhammad Ali bin Abu", Level.SPELLING),
        ("Siti Aminah binti Zain", "Siti Aminah", Level.MISSING),
        ("John Smith", "Smith John", Level.ORDER),
        ("V. Putin", "Vladimir Putin", Level.INITIAL),
        ("Donlad Trump", "Donald Trump", Level.SLIP),
        ("", "Tan", Level.NOTHING),
    ],
)
def test_the_level_says_how_two_names_agree(left, right, level):
    assert compare(parse(left), parse(right)).level == level


def test_a_missing_patronym_weighs_less_than_a_different_one():
    whole = parse("Nur Aisyah binti Zain")

    missing, other = (
        compare(whole, parse(text)) for text in ("Nur Aisyah", "Nur Aisyah binti Ali")
    )

    assert missing.score > other.score
    assert missing.why == "Zain missing on one side"
