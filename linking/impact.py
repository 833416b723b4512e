"""Which links are too weighty for one reviewer: the numbers, and the question."""

from __future__ import annotations

from linking import identities
from people.models import Person

#: An identity of more records than this is not made by one reviewer alone.
RECORDS_OF_ONE = 5
#: Nor is one whose cases more agencies than this lead.
AGENCIES_OF_ONE = 1


def wants_second(left: Person, right: Person) -> bool:
    """Whether *same* of these two takes effect only when a second reviewer says so too."""
    joined = Person.objects.filter(pk__in=identities.same_as([left.pk, right.pk]))
    agencies = dict(joined.values_list("pk", "case__lead_agency"))
    led_by = set(agencies.values()) - {None}
    return len(agencies) > RECORDS_OF_ONE or len(led_by) > AGENCIES_OF_ONE
