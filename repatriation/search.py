"""How ways home are found by the search box."""

from accounts.models import User
from core.search import Hit, Source
from repatriation.models import Repatriation


def hit(row: Repatriation, user: User) -> Hit:
    return Hit(str(row), row.get_absolute_url(), row.status.label)


source = Source(
    label="Ways home",
    icon="home-check",
    permission="repatriation.view_repatriation",
    rows=lambda user, words: (
        Repatriation.objects.visible_to(user).matching(words).select_related("victim__person")
    ),
    hit=hit,
)
