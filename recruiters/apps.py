from django.apps import AppConfig


class RecruitersConfig(AppConfig):
    name = "recruiters"
    verbose_name = "Recruiters"

    def ready(self) -> None:
        from django.db.models import Q

        from people.querysets import OPENS

        # So that analysts, who see no victims, see recruiters by name.
        OPENS["recruiters.view_recruiter"] = Q(recruiter__isnull=False)
