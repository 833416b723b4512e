from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        from cases import search, timeline
        from core.search import SOURCES

        SOURCES.extend([search.cases, search.tasks])
        timeline.SOURCES.extend([timeline.operations, timeline.notes])
