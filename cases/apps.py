from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        from cases import search, services, timeline
        from cases.casefile import PARTS, parts
        from core.search import SOURCES
        from core.services import NEXT, WORK

        SOURCES.extend([search.cases, search.tasks, search.evidence])
        WORK[services.CHECK_FILES] = services.check_files
        NEXT[services.CHECK_FILES] = ("To the evidence", "evidence:list")
        timeline.SOURCES.extend(
            [
                timeline.operations,
                timeline.evidence,
                timeline.sources,
                timeline.legal,
                timeline.notes,
            ]
        )
        PARTS.extend(parts.PARTS)
