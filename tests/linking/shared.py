"""Records that two cases may share, and what the one link between two cases says."""

from cases import services as cases
from linking.models import CaseKey, CaseLink
from people import services as people
from tests.factories import a_victim, cross_referenced
from victims import services as victims


def logged(case, name, *identifiers):
    names = [{"kind": "legal", "text": name}]
    return people.record_person(case, names=names, identifiers=list(identifiers))


def phone(value="+60 12 345 6789", role="user"):
    return {"kind": "phone", "value": value, "role": role}


def reasons():
    """Of the one link that there is; none when there is none."""
    cross_referenced()
    link = CaseLink.objects.first()
    assert link is None or link.reasons, "A link without a reason"
    return link.reasons if link else []


def kinds():
    return [reason["kind"] for reason in reasons()]


def state():
    return [list(model.objects.order_by("pk").values()) for model in (CaseLink, CaseKey)]


def site(case, name="KK Park", country="MM", kind="compound", **facts):
    return cases.record_place(case, kind=kind, name=name, country=country, **facts)


def flown(case, flight="KL 743", day="2023-09-29", **facts):
    leg = {"from_place": "Amsterdam", "from_country": "NL", "to_place": "Lima", "to_country": "PE"}
    return victims.add_leg(a_victim(case), **leg, flight=flight, departed_on=day, **facts)


def offered(case, job="Casino customer service", *identifiers, **facts):
    facts = {"promised_country": "KH", "salary": 1500, "currency": "USD"} | facts
    return victims.register(
        case,
        names=[{"kind": "legal", "text": f"Person {case.ref}"}],
        identifiers=list(identifiers),
        accounts=[{"promised_job": job, **facts}],
    )
