"""How cases are found by the search box."""

from accounts.models import User
from cases.models import Case
from core.search import Hit, Source


def hit(case: Case, user: User) -> Hit:
    return Hit(str(case), case.get_absolute_url(), case.stage.label)


source = Source(
    label="Cases",
    icon="folders",
    permission="cases.view_case",
    rows=lambda user, words: Case.objects.visible_to(user).matching(words),
    hit=hit,
)
