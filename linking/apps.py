from django.apps import AppConfig


class LinkingConfig(AppConfig):
    name = "linking"
    verbose_name = "Linking"

    def ready(self) -> None:
        from cases import timeline
        from cases.casefile import PARTS, Part
        from cases.views import TABS
        from core.services import WORK
        from core.views import Tab
        from linking import casefile, services
        from linking.timeline import verdicts
        from people.services import when_changed

        when_changed.append(services.refresh_keys)
        WORK["relink"] = services.relink
        timeline.SOURCES.append(verdicts)
        PARTS.append(
            Part(
                "cross-references",
                "Cross-references",
                "linking.view_caselink",
                casefile.cross_references,
                order=70,
            )
        )
        TABS.append(Tab("Cross-references", "linking:of_case", "linking.view_caselink", order=20))
