from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from cases import timeline as cases
        from cases.casefile import PARTS, Part
        from cases.views import TABS
        from core.search import SOURCES
        from core.views import Tab
        from people import casefile, search, timeline
        from people.names import tables
        from people.services import Kept

        tables.use(Kept())
        SOURCES.append(search.source)
        cases.SOURCES.append(timeline.logged)
        PARTS.append(Part("people", "People", "people.view_person", casefile.people, order=20))
        TABS.append(Tab("People", "case_people", "people.view_person", order=10))
