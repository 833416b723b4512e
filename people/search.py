"""How people are found by the search box: by any name in any script, or by a number of theirs."""

from accounts.models import User
from core.search import Hit, Source
from people.models import Person


def hit(person: Person, user: User) -> Hit:
    born = f" · born {person.born_on.words}" if person.born_on else ""
    return Hit(str(person), person.get_absolute_url(), f"{person.case.ref}{born}")


source = Source(
    label="People",
    icon="users",
    permission="people.view_person",
    rows=lambda user, words: Person.objects.visible_to(user).matching(words).select_related("case"),
    hit=hit,
)
