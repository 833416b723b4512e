"""The role table may name only permissions that exist."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import _get_all_permissions  # type: ignore[attr-defined]
from django.core.checks import Error, register

from accounts.roles import ROLES


def known_permissions() -> set[str]:
    return {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename, _ in _get_all_permissions(model._meta)
    }


@register()
def every_permission_of_a_role_exists(**_: Any) -> Iterable[Error]:
    known = known_permissions()
    for role, rules in ROLES.items():
        for name in sorted(rules.permissions - known):
            yield Error(
                f"Role {role} names the permission {name}, which no model has.",
                id="roles.E1",
            )
