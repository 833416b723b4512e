from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        from cases import search, services, timeline
        from cases.casefile import PARTS, Part, parts
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
        PARTS.extend(
            [
                Part("summary", "Summary", "cases.view_case", parts.summary, order=0),
                Part(
                    "operations",
                    "Rescue operations",
                    "cases.view_rescueoperation",
                    parts.operations,
                    order=10,
                ),
                Part("sources", "Who said what", "cases.view_claim", parts.sources, order=70),
                Part("evidence", "Evidence", "cases.view_evidenceitem", parts.evidence, order=40),
                Part("legal", "Legal actions", "cases.view_legalaction", parts.legal, order=60),
                Part("timeline", "Timeline", "cases.view_case", parts.timeline, order=80),
                Part("history", "History", "cases.change_case", parts.history, order=90),
            ]
        )
