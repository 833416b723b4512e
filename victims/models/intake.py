"""Which rows of an intake were saved, so that a row sent twice is saved once."""

from __future__ import annotations

from django.db import models

from cases.models import Case
from victims.models.victim import Victim


class IntakeRow(models.Model):
    """A row that a browser sent, by the number that the browser gave it.

    Written in the transaction of the victim itself; never changed, so it has no history.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField()
    #: Digest of the cells: a row that was changed after it was saved is told from one sent again.
    digest = models.CharField(max_length=32)
    # Empty only inside the transaction, while the row keeps others from saving the same.
    victim = models.OneToOneField(
        Victim, on_delete=models.CASCADE, null=True, related_name="intake_row"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "client_id"], name="one_row_a_client_id")
        ]

    def __str__(self) -> str:
        return f"{self.victim} from {self.client_id}"
