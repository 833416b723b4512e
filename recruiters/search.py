"""How recruiters and syndicates are found by the search box."""

from accounts.models import User
from core.search import Hit, Source
from recruiters.models import Recruiter, Syndicate


def recruiter_hit(recruiter: Recruiter, user: User) -> Hit:
    note = f"{recruiter.person.case.ref} · {recruiter.status.label}"
    return Hit(str(recruiter), recruiter.get_absolute_url(), note)


def syndicate_hit(syndicate: Syndicate, user: User) -> Hit:
    note = ", ".join([syndicate.case.ref, *syndicate.aliases])
    return Hit(syndicate.name, syndicate.get_absolute_url(), note)


recruiters = Source(
    label="Recruiters",
    icon="user-search",
    permission="recruiters.view_recruiter",
    rows=lambda user, words: (
        Recruiter.objects.visible_to(user).matching(words).select_related("person__case")
    ),
    hit=recruiter_hit,
)
syndicates = Source(
    label="Syndicates",
    icon="sitemap",
    permission="recruiters.view_syndicate",
    rows=lambda user, words: (
        Syndicate.objects.visible_to(user).matching(words).select_related("case")
    ),
    hit=syndicate_hit,
)
