from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from cases import timeline as cases
        from cases.casefile import PARTS, Part
        from cases.claims import SUBJECTS, Subject
        from cases.services import when_evidence_changed
        from cases.views import TABS
        from core.search import SOURCES
        from core.views import Tab
        from people import casefile, evidence, search, timeline
        from people.models import Person
        from people.names import tables
        from people.services import Kept

        tables.use(Kept())
        SOURCES.append(search.source)
        when_evidence_changed.append(evidence.note_numbers)
        cases.SOURCES.append(timeline.logged)
        PARTS.append(Part("people", "People", "people.view_person", casefile.people, order=20))
        TABS.append(Tab("People", "case_people", "people.view_person", order=10))
        SUBJECTS["people.person"] = Subject(
            "People",
            "people.view_person",
            lambda case, user: Person.objects.visible_to(user).of_case(case),
        )
