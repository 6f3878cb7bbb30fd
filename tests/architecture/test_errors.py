"""Every typed error can be told to a person, in every language, with exactly the parameters it carries."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import hotline_api
import tenants
from hotline.kernel.errors import HotlineError
from hotline_api.core.errors import LOCALES, catalogue


def codes() -> list[str]:
    for root in (tenants, hotline_api):
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            importlib.import_module(module.name)

    def below(kind: type[HotlineError]) -> Iterator[str]:
        for each in kind.__subclasses__():
            yield each.code
            yield from below(each)

    return sorted(set(below(HotlineError)))


@pytest.mark.parametrize("locale", LOCALES)
def test_given_every_error_of_the_house_when_told_then_there_are_words_for_it(locale: str) -> None:
    assert [code for code in codes() if not catalogue(locale).get(code)] == []


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_given_two_languages_when_compared_then_the_same_parameters(locale: str) -> None:
    def parameters(text: str) -> set[str]:
        return {part.partition("}")[0] for part in text.split("{")[1:]}

    first = catalogue(LOCALES[0])
    differing = [
        code for code, text in catalogue(locale).items() if parameters(text) != parameters(first.get(code, ""))
    ]
    assert differing == []
