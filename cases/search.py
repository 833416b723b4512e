"""How cases are found by the search box."""

from accounts.models import User
from cases.models import Case, CaseTask, EvidenceItem
from core.search import Hit, Source


def hit(case: Case, user: User) -> Hit:
    return Hit(str(case), case.get_absolute_url(), case.stage.label)


cases = Source(
    label="Cases",
    icon="folders",
    permission="cases.view_case",
    rows=lambda user, words: Case.objects.visible_to(user).matching(words),
    hit=hit,
)


def task_hit(task: CaseTask, user: User) -> Hit:
    return Hit(task.title, task.get_absolute_url(), f"{task.status.label} · {task.case.ref}")


tasks = Source(
    label="Tasks",
    icon="list-check",
    permission="cases.view_casetask",
    rows=lambda user, words: CaseTask.objects.visible_to(user).matching(words).for_list(),
    hit=task_hit,
)


def evidence_hit(item: EvidenceItem, user: User) -> Hit:
    return Hit(item.title, item.get_absolute_url(), f"{item.status.label} · {item.case.ref}")


evidence = Source(
    label="Evidence",
    icon="fingerprint",
    permission="cases.view_evidenceitem",
    rows=lambda user, words: EvidenceItem.objects.visible_to(user).matching(words).for_list(),
    hit=evidence_hit,
)
