from contacts.formats import stopping


def test_nobody_has_told_the_server_to_stop() -> None:
    assert not stopping.told.is_set()
