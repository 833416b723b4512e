"""One case's record of one human, and the spellings that names are read with."""

from people.models.person import (
    OWN,
    Identifier,
    IdentifierKind,
    IdentifierUse,
    NameKind,
    Person,
    PersonName,
    Sex,
    UseRole,
    normal_form,
)
from people.models.variant import Culture, NameVariant, VariantKind, VariantSource

__all__ = [
    "OWN",
    "Culture",
    "Identifier",
    "IdentifierKind",
    "IdentifierUse",
    "NameKind",
    "NameVariant",
    "Person",
    "PersonName",
    "Sex",
    "UseRole",
    "VariantKind",
    "VariantSource",
    "normal_form",
]
