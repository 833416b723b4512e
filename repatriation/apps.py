from django.apps import AppConfig


class RepatriationConfig(AppConfig):
    name = "repatriation"
    verbose_name = "Repatriation"

    def ready(self) -> None:
        from cases import header as case_header
        from cases import timeline as case_timeline
        from cases.views import TABS
        from core.search import SOURCES
        from core.views import Tab
        from repatriation import header, search, timeline

        SOURCES.append(search.source)
        case_timeline.SOURCES.append(timeline.steps)
        case_header.COUNTS.append(header.home)
        case_header.UNDONE.append(header.under_way)
        TABS.append(Tab("Ways home", "case_returns", "repatriation.view_repatriation"))
