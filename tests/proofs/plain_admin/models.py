from django.db import models


class Person(models.Model):
    crn = models.CharField(max_length=7)
    first_name = models.TextField()
    last_name = models.TextField()

    class Meta:
        managed = False
        db_table = "contacts_person"

    def __str__(self) -> str:
        return f"{self.crn} {self.first_name} {self.last_name}"


class Contact(models.Model):
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    occurred_at = models.DateTimeField()
    kind = models.TextField()
    outcome = models.TextField()
    author_name = models.TextField()
    notes = models.TextField()

    class Meta:
        managed = False
        db_table = "contacts_contact"

    def __str__(self) -> str:
        return f"Contact {self.pk}"
