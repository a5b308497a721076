-- What the attacks find: two people, three contacts, and what was said and done about them.
INSERT INTO contacts_pdu (id, name, duty_manager_phone) VALUES (1, 'North', '');
INSERT INTO contacts_team (id, name, pdu_id) VALUES (1, 'North one', 1);
INSERT INTO contacts_user
    (id, password, username, name, role, is_active, initials_only, password_is_one_time, team_id)
VALUES
    (11, '!', 'pat', 'Pat Okonjo', 'practitioner', true, false, false, 1),
    (12, '!', 'priya', 'Priya Nair', 'practitioner', true, false, false, 1);
INSERT INTO contacts_person
    (id, crn, first_name, last_name, preferred_name, pnc, prison_number, team_id)
VALUES
    (21, 'X000021', 'Dean', 'Hartley', '', '', '', 1),
    (22, 'X000022', 'Deen', 'Hartley', '', '', '', 1);
INSERT INTO contacts_allocation (person_id, practitioner_id, since, reason)
VALUES (21, 11, '2024-05-01', '');
INSERT INTO contacts_contact
    (id, person_id, author_id, author_name, occurred_at, time_known, written_at, recorded_at, kind,
     minutes, outcome, sensitive, heading, notes, token, state, seen)
VALUES
    (31, 21, 11, '', '2026-11-20 10:00Z', true, '2026-11-20 10:30Z', '2026-11-20 10:30Z', 'office',
     30, 'attended', false, '', 'Came on time.', '00000000-0000-0000-0000-000000000031',
     'shown', 'met'),
    (32, 21, NULL, 'NOMIS clerk', '2026-11-19 00:00Z', false, NULL, '2026-11-20 08:00Z', '',
     NULL, '', true, 'Case note', 'Moved wing.', NULL, 'shown', 'not_known'),
    (33, 22, 11, '', '2026-11-18 10:00Z', true, '2026-11-18 10:30Z', '2026-11-18 10:30Z', 'office',
     20, '', false, '', 'Rang first.', '00000000-0000-0000-0000-000000000033', 'shown', 'met');
-- Both of an earlier transaction: each says what a later one would like to do.
INSERT INTO contacts_amendment
    (id, contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES
    (41, 31, 11, '', '2026-11-20 11:00Z', 'Brought his letter.', '{}', false),
    (42, 33, 11, '', '2026-11-20 11:00Z', '', '{"kind": ["office", "phone"]}', false);
INSERT INTO contacts_source (id, name, columns) VALUES (51, 'NOMIS', '{}');
INSERT INTO contacts_importbatch
    (id, source_id, loaded_at, what, state, file_name, header, columns, dates, delimiter, length,
    done, counts, examples, problem)
VALUES (52, 51, '2026-11-20 08:00Z', 'contacts', 'filed', '', '[]', '{}', '', ',', 1, 0, '{}',
    '{}', '');
INSERT INTO contacts_sourcerecord (id, source_id, foreign_id, digest, batch_id, contact_id, raw)
VALUES (53, 51, 'N1', '\x01', 52, 32, '{"wing": "B", "length": 1.0}');
INSERT INTO contacts_auditentry
    (id, at, user_id, username, role, act, people, object, detail, request_id, address)
VALUES
    (61, '2026-11-20 10:30Z', 11, 'pat', 'practitioner', 'record_contact', '{21}', '', '{}', '', ''),
    (62, '2020-01-01 10:30Z', 11, 'pat', 'practitioner', 'open_timeline', '{21}', '', '{}', '', ''),
    (63, '2026-11-20 10:31Z', 11, 'pat', 'practitioner', 'join_people', '{21,22}', '', '{}', '', '');
INSERT INTO contacts_followup
    (id, person_id, contact_id, author_id, who, named, words, promised_at, state)
VALUES (71, 21, 31, 11, 'practitioner', '', 'chase housing', '2026-11-20 10:30Z', 'open');
INSERT INTO contacts_concern
    (id, person_id, contact_id, words, raised_by_id, raised_at, closed_at, closed_by_id,
     what_became_of_it_id)
VALUES
    (72, 21, 31, 'not like him', 11, '2026-11-20 10:30Z', '2026-11-20 11:00Z', 11, 41),
    (73, 21, NULL, '', 11, '2026-11-20 10:40Z', NULL, NULL, NULL);
INSERT INTO contacts_talk (id, person_id, contact_id, asked_by_id, asked_at)
VALUES (74, 21, 31, 11, '2026-11-20 10:45Z');
INSERT INTO contacts_decision (id, contact_id, marked_by_id, marked_at, taken_back_at, taken_back_by_id)
VALUES (75, 31, 11, '2026-11-20 10:50Z', '2026-11-20 10:55Z', 12);
