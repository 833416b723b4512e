from django.apps import AppConfig


class VictimsConfig(AppConfig):
    name = "victims"
    verbose_name = "Victims"

    def ready(self) -> None:
        from people.services import when_changed
        from victims.services import person_changed

        when_changed.append(person_changed)
