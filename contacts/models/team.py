from django.db import models
from django.db.models import Q


class PDUQuerySet(models.QuerySet["PDU"]):
    def served_by(self, team_id: int | None) -> "PDUQuerySet":
        """A team's own PDU, and those that a court, approved-premises or programme team serves."""
        if team_id is None:  # to compare with null would find the PDUs that no such team serves
            return self.none()
        return self.filter(Q(teams=team_id) | Q(served_by=team_id))


class PDU(models.Model):
    """A probation delivery unit, and whom to ring when the diary cannot help."""

    name = models.TextField(unique=True)
    duty_manager_phone = models.TextField(blank=True)

    objects = PDUQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    name = models.TextField(unique=True)
    pdu = models.ForeignKey(PDU, on_delete=models.PROTECT, related_name="teams")
    serves = models.ManyToManyField(PDU, blank=True, related_name="served_by")

    def __str__(self) -> str:
        return self.name
