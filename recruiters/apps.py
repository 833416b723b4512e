from django.apps import AppConfig


class RecruitersConfig(AppConfig):
    name = "recruiters"
    verbose_name = "Recruiters"

    def ready(self) -> None:
        from django.db.models import Q

        from cases import header as case_header
        from cases import timeline as cases
        from cases.views import TABS
        from core.search import SOURCES
        from core.views import Tab
        from linking.crossrefs import SOURCES as SHARED
        from people.querysets import OPENS
        from people.services import when_changed
        from recruiters import crossrefs, header, search, services, timeline

        SHARED.extend([crossrefs.syndicates, crossrefs.aliases])
        # So that analysts, who see no victims, see recruiters by name.
        OPENS["recruiters.view_recruiter"] = Q(recruiter__isnull=False)
        when_changed.append(services.person_changed)
        SOURCES.extend([search.recruiters, search.syndicates])
        cases.SOURCES.append(timeline.beginnings)
        case_header.COUNTS.append(header.arrested)
        TABS.append(Tab("Network", "recruiters:of_case", "recruiters.view_network", order=30))
