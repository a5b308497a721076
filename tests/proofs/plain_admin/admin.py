from django.contrib import admin

from tests.proofs.plain_admin.models import Contact


@admin.register(Contact)
class ContactAdmin(admin.ModelAdmin):
    list_display = ["occurred_at", "person", "kind", "outcome", "author_name", "notes"]
    list_select_related = ["person"]
    list_per_page = 50
    ordering = ["-occurred_at"]
    search_fields = ["notes"]
