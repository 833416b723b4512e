from django.apps import AppConfig


class LinkingConfig(AppConfig):
    name = "linking"
    verbose_name = "Linking"

    def ready(self) -> None:
        from cases import services as cases
        from cases import timeline
        from cases.casefile import PARTS, Part
        from cases.views import TABS
        from core.services import NEXT, WORK
        from core.views import Tab
        from linking import casefile, crossrefs, offers, services, sites, weighing
        from linking.timeline import verdicts
        from people.services import when_changed, when_recorded

        when_changed.append(services.refresh_keys)
        when_recorded.append(services.write_new_keys)
        cases.when_shared.append(services.mark_cases)
        crossrefs.SOURCES.append(sites.sites)
        weighing.COMPARE[crossrefs.SharedKind.SITE] = sites.same_site
        weighing.COMPARE[crossrefs.SharedKind.OFFER] = offers.near_same
        WORK["relink"] = services.relink
        NEXT["relink"] = ("See what would change", "linking:runs")
        NEXT["rekey"] = NEXT["take_over"] = ("To the matches", "linking:list")
        WORK["check_list"] = services.check_list
        NEXT["check_list"] = ("To the lists", "linking:list_checks")
        WORK["take_over"] = services.take_over
        WORK["rekey"] = services.rekey
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
