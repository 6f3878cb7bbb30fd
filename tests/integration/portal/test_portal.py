"""The citizens' pages as a browser without JavaScript sees them."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.main.portal import limits, texts
from hotline.notify.models import OutgoingMessage
from telephony import facade
from telephony.contracts.commands import OpenWebLine, RefusalCode, Reply
from telephony.facade.memory import MemoryBus
from tenants.local.cases import actions
from tenants.local.cases.models import Case

pytestmark = pytest.mark.django_db

EN = {"headers": {"accept-language": "en"}}


@pytest.fixture(autouse=True)
def _fresh_limits(settings) -> Iterator[None]:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # nobody there: counted in the process
    limits._redis.cache_clear()
    limits.forget()
    yield
    limits._redis.cache_clear()
    facade.plug(MemoryBus())


def matter(**otherwise: str) -> dict[str, str]:
    return {
        "kind": "COMPLAINT",
        "category": "0103",
        "title": "Street light out",
        "content": "It has been dark for three days.",
        "address": "12 Zhongshan Road",
        "district": "",
        "name": "Wang",
        "phone": "138 0001 2222",
        "key": str(uuid.uuid4()),
        "website": "",
        **otherwise,
    }


def number_on(response) -> str:
    found = re.search(r"\b\d{14}\b", response.content.decode())
    assert found
    return found.group()


@pytest.mark.parametrize("path", ["/citizen/", "/citizen/track", "/citizen/submit", "/citizen/call"])
@pytest.mark.parametrize(("language", "locale"), [("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("en", "en")])
def test_every_page_in_every_language(client: Client, path: str, language: str, locale: str) -> None:
    response = client.get(path, headers={"accept-language": language})
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{locale}">' in page
    assert texts.of(locale)["footer"].replace("'", "&#x27;") in page
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


def test_the_texts_are_complete() -> None:
    for name, variants in texts.TEXTS.items():
        assert len(variants) == 3, name
        assert name == "label_key" or all(variants), name


def test_the_language_is_remembered_and_leads_nowhere_else(client: Client) -> None:
    response = client.get("/citizen/language", {"lang": "en", "next": "/citizen/track"})
    assert (response.status_code, response.headers["Location"]) == (302, "/citizen/track")
    assert '<html lang="en">' in client.get("/citizen/").content.decode()
    away = client.get("/citizen/language", {"lang": "en", "next": "https://evil.example/"})
    assert away.headers["Location"] == "/citizen/"


def test_a_matter_becomes_a_case_of_the_callers_county(client: Client) -> None:
    response = client.post("/citizen/submit", matter(), **EN)
    assert response.status_code == 302
    number = number_on(client.get(response.headers["Location"]))
    with tenancy.entered("east"):
        case = Case.objects.select_related("category").get(number=number)
        assert (case.medium, case.locale, case.urgency, case.reporter_phone) == (
            "WEB",
            "en",
            "URGENT",
            "+8613800012222",
        )
        assert case.category is not None
        assert case.category.code == "0103"
        assert OutgoingMessage.objects.get().body.startswith("[12345] Your matter has been registered")


def test_a_second_click_makes_no_second_case(client: Client) -> None:
    form = matter(district="west")
    first, second = (client.post("/citizen/submit", form, **EN) for _ in range(2))
    assert first.status_code == second.status_code == 302
    with tenancy.entered("west"):
        assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [("title", "", "error_required"), ("phone", "12", "error_phone"), ("kind", "NONSENSE", "error_invalid")],
)
def test_a_wrong_field_is_named_and_nothing_is_written(client: Client, field: str, value: str, error: str) -> None:
    response = client.post("/citizen/submit", matter(**{field: value}), **EN)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{field}"' in page
    assert f'id="{field}-error"' in page
    assert texts.of("en")[error] in page
    assert "It has been dark for three days." in page
    for tenant in ("city", "east"):
        with tenancy.entered(tenant):
            assert Case.objects.count() == 0


def test_a_machine_fills_the_trap(client: Client) -> None:
    assert client.post("/citizen/submit", matter(website="http://x")).headers["Location"] == "/citizen/"
    with tenancy.entered("east"):
        assert Case.objects.count() == 0


def test_too_many_submissions(client: Client) -> None:
    codes = [client.post("/citizen/submit", matter()).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]


@pytest.fixture
def case() -> Case:
    """A case of east that has been signed, with notes that are nobody else's business."""
    actor = Actor.system("east")
    with tenancy.entered("east"):
        given = actions.CaseInput(
            kind="COMPLAINT", title="t", content="c", reporter_name="王芳", reporter_phone="13800012222"
        )
        made = actions.do_register(actor, given, "k")
        from tenants.local.people.models import Department

        unit = f"department:{Department.objects.get(code='urban').pk}"
        made = actions.do_dispatch(actor, made.number, made.version, unit, "internal note")
        return actions.do_sign(actor, made.number, made.version)


def test_progress_in_plain_words_without_anything_internal(client: Client, case: Case) -> None:
    response = client.post("/citizen/track", {"number": case.number, "phone": "138-0001-2222"}, **EN)
    page = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r"<h2>([^<]+?)(?: <|</h2>)", page) == [
        "Registered",
        "Handed to the responsible unit",
        "Being worked on",
    ]
    for secret in ("internal note", "王芳", "13800012222", "system"):
        assert secret not in page


def test_unknown_case_and_wrong_phone_get_the_same_answer(client: Client, case: Case) -> None:
    def answer(number: str, phone: str) -> tuple[int, str]:
        response = client.post("/citizen/track", {"number": number, "phone": phone}, **EN)
        page = response.content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        return response.status_code, page.replace(number, "N").replace(phone, "P")

    wrong_phone = answer(case.number, "13800019999")
    unknown = answer("26070402999995", "13800012222")
    assert wrong_phone == unknown
    assert wrong_phone[0] == 404
    assert texts.of("en")["not_found"] in wrong_phone[1]


def test_guessing_is_stopped(client: Client, case: Case) -> None:
    codes = [
        client.post("/citizen/track", {"number": case.number, "phone": f"138000{n:05}"}).status_code for n in range(21)
    ]
    assert codes == [404] * 20 + [429]
    assert client.post("/citizen/track", {"number": case.number, "phone": "13800012222"}).status_code == 429


class Engine(MemoryBus):
    """Takes web lines, or refuses them."""

    def __init__(self, refusal: RefusalCode | None = None) -> None:
        super().__init__()
        self.refusal, self.given = refusal, []

    def submit(self, command, wait=3.0) -> Reply:
        self.given.append(command)
        return Reply(command.command_id, self.refusal)


def test_a_line_for_one_call(client: Client) -> None:
    engine = Engine()
    facade.plug(engine)
    page = client.post("/citizen/call", {"phone": "138 0001 2222"}, **EN).content.decode()
    (command,) = engine.given
    assert isinstance(command, OpenWebLine)
    assert command.number == "+8613800012222"
    assert re.fullmatch(r"web-[0-9a-f]{8}", command.line)
    assert f'data-user="{command.line}"' in page
    assert f'data-secret="{command.secret}"' in page


def test_no_engine_no_line(client: Client) -> None:
    facade.plug(Engine(RefusalCode.ENGINE_AWAY))
    response = client.post("/citizen/call", {"phone": ""}, **EN)
    assert response.status_code == 503
    assert texts.of("en")["call_away"] in response.content.decode()
    assert "data-secret" not in response.content.decode()
