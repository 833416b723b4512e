from django.apps import AppConfig


class VictimsConfig(AppConfig):
    name = "victims"
    verbose_name = "Victims"

    def ready(self) -> None:
        from cases import header as case_header
        from cases import timeline as cases
        from cases.casefile import PARTS
        from cases.services import files_beside
        from cases.views import TABS, TALLIES
        from core.services import NEXT, WORK
        from core.views import Tab
        from linking.crossrefs import SOURCES as SHARED
        from linking.keys import SOURCES as KEYS
        from people.services import when_changed
        from victims import casefile, crossrefs, header, keys, reconcile, services, timeline

        when_changed.append(services.person_changed)
        files_beside.append(services.statement_files)
        for kind, work in (
            ("check_manifest", services.check_manifest),
            ("import_manifest", services.import_manifest),
            ("undo_manifest", services.undo_manifest),
        ):
            WORK[kind], NEXT[kind] = work, ("To the list", "cases:list")
        cases.SOURCES.extend(
            [
                timeline.journeys,
                timeline.recruitment,
                timeline.exploitation,
                timeline.screenings,
                timeline.statements,
                timeline.protection,
            ]
        )
        TABS.append(Tab("Journeys", "case_journeys", "victims.view_journeyleg", order=12))
        TABS.append(Tab("Statements", "case_statements", "victims.view_statement", order=14))
        SHARED.extend([crossrefs.flights, crossrefs.sites, crossrefs.offers])
        KEYS.extend([keys.flights, keys.sites])
        TALLIES.append(reconcile.of_case)
        case_header.COUNTS.append(header.victims)
        case_header.WARNINGS.append(header.differing_counts)
        PARTS.extend(casefile.PARTS)
