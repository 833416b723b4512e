"""What a case shares with others."""

from __future__ import annotations

from typing import Any

from cases.models import Case
from cases.views import CasePage
from core.views import RecordPage
from linking import hints
from linking.crossrefs import SharedKind
from linking.models import Awaiting, CaseLink
from people.models import Person


class CaseCrossReferencesView(CasePage, RecordPage):
    """What the case shares with the other cases that the user may open."""

    permission_required = "linking.view_caselink"
    template_name = "linking/of_case.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        links = CaseLink.objects.visible_to(self.request.user).touching(self.object)
        links = links.select_related("left", "right").order_by("-strength")
        return super().get_context_data(
            links=described(list(links), self.object, self.request.user),
            waiting=Awaiting.objects.filter(person__case=self.object).count(),
            about=self.object.ref,
            hints=hints.about_case(self.object, self.request.user),
            **context,
        )


def described(links: list[CaseLink], case: Case, user: Any) -> list[dict[str, Any]]:
    """Each link with the other case and its reasons; people by name only where `user` may."""
    refs = {ref for link in links for reason in link.reasons for ref in reason["people"]}
    people = {
        person.ref: person
        for person in Person.objects.visible_to(user).filter(ref__in=refs).select_related("case")
    }
    return [
        {
            "case": link.other(case),
            "strength": link.strength,
            "reasons": [
                reason
                | {"badge": SharedKind(reason["kind"])}
                | {"people": [people[ref] for ref in reason["people"] if ref in people]}
                for reason in link.reasons
            ],
        }
        for link in links
    ]
