"""What is told in Traditional Chinese has no character that is written only in Simplified.

``simplified_only.txt``: the characters of OpenCC's table STCharacters (Apache-2.0) that are no Traditional form of
anything, in Taiwan or Hong Kong either.
"""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIMPLIFIED = frozenset("".join((Path(__file__).parent / "simplified_only.txt").read_text(encoding="utf-8").split()))
CATALOGUES = ("frontend/src/shared/i18n/zh-Hant", "graphql/hotline_api/core/messages/zh-Hant")
SOURCES = ("platform", "tenants", "telephony", "graphql")


def told(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text in a catalogue with its key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from told(inner, f"{path}.{key}")
    elif isinstance(value, str):
        yield path, value


def in_catalogues() -> Iterator[tuple[str, str]]:
    for folder in CATALOGUES:
        for file in sorted((ROOT / folder).glob("*.json")):
            yield from told(json.loads(file.read_text(encoding="utf-8")), file.name)


def in_sources() -> Iterator[tuple[str, str]]:
    """The zh-Hant part of dictionaries of languages."""
    for folder in SOURCES:
        for file in sorted((ROOT / folder).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            if "zh-Hant" not in text:
                continue
            for node in ast.walk(ast.parse(text)):
                if not isinstance(node, ast.Dict):
                    continue
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "zh-Hant":
                        for part in ast.walk(value):
                            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                                yield f"{file.name}:{part.lineno}", part.value


def test_given_the_list_then_it_knows_simplified_from_traditional() -> None:
    assert set("为汉语说") <= SIMPLIFIED
    assert not set("為漢語說群台里后") & SIMPLIFIED


def test_given_traditional_texts_then_no_character_is_simplified() -> None:
    texts = [*in_catalogues(), *in_sources()]
    assert len(texts) > 1500
    wrong = {where: "".join(sorted(set(text) & SIMPLIFIED)) for where, text in texts if set(text) & SIMPLIFIED}
    assert wrong == {}
