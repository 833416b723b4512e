"""One identity: the records that reviewers believe to be one human."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.views import RecordPage
from linking import conflicts
from linking.models import Answer, Identity, Match, Verdict
from people.models import Person


class IdentityView(RecordPage):
    """Who reviewers believe to be one human: the records, what does not fit, who decided."""

    permission_required = "linking.view_identity"
    queryset = Identity.objects.all()
    template_name = "linking/identity.html"
    list_url = "linking:list"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        records = records_of(self.object, self.request.user)
        among = {"left__in": records, "right__in": records}
        joins = Match.objects.visible_to(self.request.user).filter(answer=Answer.SAME, **among)
        verdicts = Verdict.objects.visible_to(self.request.user).filter(**among)
        return super().get_context_data(
            records=records,
            conflicts=list(conflicts.among(records)),
            joins=joins.select_related("left__case", "right__case"),
            verdicts=verdicts.select_related("left", "right", "by").order_by("-created_at"),
            ways_apart=[Answer.DIFFERENT, Answer.UNSURE],
            back={"label": "Matches", "url": reverse(self.list_url)},
            **context,
        )


def records_of(identity: Identity, user: Any) -> list[Person]:
    """The records that `user` may see, by case."""
    visible = Person.objects.visible_to(user).for_detail()
    return list(visible.filter(identity_member__identity=identity).order_by("case__ref", "ref"))
