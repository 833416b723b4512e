"""Money as it was told: an amount, a currency, and whose words they were stay side by side."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

ISO_4217 = RegexValidator(
    r"^[A-Z]{3}$", "Write the three letters of the currency, such as MYR or USD."
)
WITHOUT = "Say in which currency the amount is, such as MYR or USD; XXX where nobody knows."


class AmountField(models.DecimalField):
    """An amount of money, never below nothing; its currency is a field of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "max_digits": 14,
            "decimal_places": 2,
            "null": True,
            "blank": True,
            "validators": [MinValueValidator(0)],
        }
        super().__init__(*args, **(defaults | kwargs))


class CurrencyField(models.CharField):
    """Three letters of ISO 4217, written large whatever was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "max_length": 3,
            "blank": True,
            "help_text": "ISO 4217, such as MYR.",
            "validators": [ISO_4217],
        }
        super().__init__(*args, **(defaults | kwargs))

    def to_python(self, value: Any) -> Any:
        return value.strip().upper() if isinstance(value, str) else value

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(self.to_python(value), model_instance)


def need_currencies(record: models.Model, currencies: Mapping[str, str]) -> None:
    """Raise ValidationError where an amount is told without its currency: field → field."""
    missing = {
        currency: WITHOUT
        for amount, currency in currencies.items()
        if getattr(record, amount) is not None and not getattr(record, currency)
    }
    if missing:
        raise ValidationError(missing)


def money(amount: Decimal | None, currency: str) -> str:
    """`USD 1,800` or `MYR 20,000.50`; nothing for no amount."""
    if amount is None:
        return ""
    digits = f"{amount:,.2f}".removesuffix(".00")
    return f"{currency} {digits}".strip()
