"""Sealed passwords: what opens them and what does not."""

import pytest

from hotline.kernel.sealing import NotOurs, seal, unseal


def test_given_a_sealed_password_then_the_same_key_and_name_open_it_and_it_shows_nothing() -> None:
    sealed = seal("Geheim 密码", "carrier", "key")
    assert unseal(sealed, "carrier", "key") == "Geheim 密码"
    assert "Geheim" not in sealed
    assert seal("Geheim 密码", "carrier", "key") == sealed
    assert (seal("", "carrier", "key"), unseal("", "carrier", "key")) == ("", "")


@pytest.mark.parametrize(("name", "key"), [("other", "key"), ("carrier", "another key")])
def test_given_another_name_or_key_then_it_stays_shut(name: str, key: str) -> None:
    with pytest.raises(NotOurs):
        unseal(seal("secret", "carrier", "key"), name, key)


@pytest.mark.parametrize("text", ["secret", "c2VjcmV0", "***"])
def test_given_no_sealed_text_then_it_is_refused(text: str) -> None:
    with pytest.raises(NotOurs):
        unseal(text, "carrier", "key")
