from django.apps import AppConfig


class RepatriationConfig(AppConfig):
    name = "repatriation"
    verbose_name = "Repatriation"
