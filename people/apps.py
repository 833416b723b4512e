from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from cases import timeline as cases
        from cases.views import TABS
        from core.search import SOURCES
        from core.views import Tab
        from people import search, timeline

        SOURCES.append(search.source)
        cases.SOURCES.append(timeline.logged)
        TABS.append(Tab("People", "case_people", "people.view_person", order=10))
