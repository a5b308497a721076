"""Every address of the diary. All that concerns a person is under people/<crn>/."""

from django.urls import path, register_converter

from contacts.converters import CRNConverter, IdConverter
from contacts.views import (
    access,
    amendment,
    contact,
    errors,
    find_people,
    health,
    my_people,
    printing,
    search_people,
    sign_in,
    team,
    team_timeline,
    timeline,
    trail,
)

register_converter(CRNConverter, "crn")
register_converter(IdConverter, "id")

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many  # allauth's, where sign-in is tried too often
handler500 = errors.server_error

urlpatterns = [
    path("", sign_in.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("people/", my_people.my_people, name="my-people"),
    path("people/find/", find_people.find_people, name="find-people"),
    path("people/search/", search_people.search_people, name="search-people"),
    path("people/hide/", my_people.hide, name="hide-names"),
    path("people/<crn:crn>/", timeline.timeline, name="timeline"),
    path("people/<crn:crn>/print/", printing.printing, name="printing"),
    path("people/<crn:crn>/access/", access.access, name="access"),
    path("people/<crn:crn>/access/lift/", access.lift, name="lift-access"),
    path("people/<crn:crn>/who-looked/", trail.who_looked, name="who-looked"),
    path("people/<crn:crn>/contacts/", contact.record, name="record-contact"),
    path("people/<crn:crn>/contacts/<id:id>/", contact.contact, name="contact"),
    path("people/<crn:crn>/contacts/<id:id>/amend/", amendment.amend, name="amend"),
    path("people/<crn:crn>/contacts/<id:id>/replace/", amendment.replace, name="replace-words"),
    path("team/", team.team, name="team"),
    path("team/timeline/", team_timeline.team_timeline, name="team-timeline"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
