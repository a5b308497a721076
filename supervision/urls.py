"""Every address of the diary. All that concerns a person is under people/<crn>/."""

from django.urls import path, register_converter

from contacts.converters import CRNConverter, IdConverter
from contacts.views import (
    access,
    amendment,
    contact,
    draft,
    errors,
    events,
    export,
    export_progress,
    find_people,
    health,
    import_file,
    imports,
    joining_people,
    my_people,
    own_password,
    printing,
    search_people,
    sign_in,
    team,
    team_timeline,
    teams,
    timeline,
    trail,
    users,
    without_a_team,
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
    path("own-password/", own_password.own_password, name="own-password"),
    path("people/", my_people.my_people, name="my-people"),
    path("people/find/", find_people.find_people, name="find-people"),
    path("people/search/", search_people.search_people, name="search-people"),
    path("people/hide/", my_people.hide, name="hide-names"),
    path("people/without-a-team/", without_a_team.without_a_team, name="without-a-team"),
    path("people/<crn:crn>/", timeline.timeline, name="timeline"),
    path("people/<crn:crn>/print/", printing.printing, name="printing"),
    path("people/<crn:crn>/access/", access.access, name="access"),
    path("people/<crn:crn>/access/lift/", access.lift, name="lift-access"),
    path("people/<crn:crn>/join/", joining_people.joining_people, name="joining-people"),
    path("people/<crn:crn>/part/", joining_people.part, name="part-people"),
    path("people/<crn:crn>/who-looked/", trail.who_looked, name="who-looked"),
    path("people/<crn:crn>/team/", without_a_team.give_team, name="give-team"),
    path("people/<crn:crn>/drafts/", draft.draft, name="draft"),
    path("people/<crn:crn>/contacts/", contact.record, name="record-contact"),
    path("people/<crn:crn>/contacts/<id:id>/", contact.contact, name="contact"),
    path("people/<crn:crn>/contacts/<id:id>/amend/", amendment.amend, name="amend"),
    path("people/<crn:crn>/contacts/<id:id>/replace/", amendment.replace, name="replace-words"),
    path("people/<crn:crn>/contacts/<id:id>/same/", events.same, name="same-event"),
    path("people/<crn:crn>/contacts/<id:id>/apart/", events.apart, name="keep-apart"),
    path("people/<crn:crn>/contacts/<id:id>/part/", events.part, name="part-events"),
    path("team/", team.team, name="team"),
    path("team/timeline/", team_timeline.team_timeline, name="team-timeline"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.new_team, name="new-team"),
    path("teams/<id:team>/", teams.change_team, name="change-team"),
    path("teams/pdus/new/", teams.new_pdu, name="new-pdu"),
    path("teams/pdus/<id:pdu>/", teams.change_pdu, name="change-pdu"),
    path("users/", users.users, name="users"),
    path("users/new/", users.new_user, name="new-user"),
    path("users/<id:user>/", users.user, name="user"),
    path("users/<id:user>/reset/", users.reset, name="reset-password"),
    path("users/<id:user>/deactivate/", users.deactivate, name="deactivate-user"),
    path("users/<id:user>/reactivate/", users.reactivate, name="reactivate-user"),
    path("import/", imports.imports, name="imports"),
    path("import/<id:batch>/", import_file.import_file, name="import-file"),
    path("import/<id:batch>/progress/", import_file.progress, name="import-progress"),
    path("import/<id:batch>/columns/", import_file.columns, name="import-columns"),
    path("import/<id:batch>/confirm/", import_file.confirm, name="confirm-import"),
    path("import/<id:batch>/who/", import_file.who, name="who-is-it"),
    path("import/<id:batch>/leave/", import_file.leave, name="leave-import"),
    path("import/<id:batch>/take-back/", import_file.take_back, name="take-back-import"),
    path("import/<id:batch>/unreadable/", import_file.unreadable, name="unreadable-rows"),
    path("export/", export.export, name="export"),
    path("export/progress/", export_progress.export_progress, name="export-progress"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
