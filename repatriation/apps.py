from django.apps import AppConfig


class RepatriationConfig(AppConfig):
    name = "repatriation"
    verbose_name = "Repatriation"

    def ready(self) -> None:
        from cases import timeline as case_timeline
        from cases.views import TABS
        from core.search import SOURCES
        from core.views import Tab
        from repatriation import search, timeline

        SOURCES.append(search.source)
        case_timeline.SOURCES.append(timeline.steps)
        TABS.append(Tab("Ways home", "repatriation:of_case", "repatriation.view_repatriation"))
