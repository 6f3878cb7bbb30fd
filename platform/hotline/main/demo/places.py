"""Who and what stands in the demo city: plain data."""

from dataclasses import dataclass

from hotline.kernel.permissions import Role

#: locale -> text
Names = dict[str, str]


def _names(hans: str, hant: str, en: str) -> Names:
    return {"zh-Hans": hans, "zh-Hant": hant, "en": en}


@dataclass(frozen=True, slots=True)
class Place:
    """A city or county of the demo.

    ``first_number``: its agents count up from it; ``area``: E.164 prefix of its callers.
    """

    key: str
    code: str
    kind: str
    names: Names
    prefix: Names  # before the names of its departments
    first_number: int
    agents: int
    seats: int
    area: str = ""


PLACES = (
    Place(
        "city",
        "01",
        "CITY",
        _names("市级中心", "市級中心", "City Centre"),
        _names("市", "市", "City "),
        8001,
        agents=4,
        seats=6,
    ),
    Place(
        "east",
        "02",
        "COUNTY",
        _names("东区分中心", "東區分中心", "East District"),
        _names("东区", "東區", "East District "),
        8101,
        agents=2,
        seats=4,
        area="+861380001",
    ),
    Place(
        "west",
        "03",
        "COUNTY",
        _names("西区分中心", "西區分中心", "West District"),
        _names("西区", "西區", "West District "),
        8201,
        agents=2,
        seats=4,
        area="+861380002",
    ),
    Place(
        "north",
        "04",
        "COUNTY",
        _names("北县分中心", "北縣分中心", "North County"),
        _names("北县", "北縣", "North County "),
        8301,
        agents=2,
        seats=4,
        area="+861380003",
    ),
)

#: code -> name without the place; what categories suggest
DEPARTMENTS: dict[str, Names] = {
    "urban": _names("城市管理局", "城市管理局", "Urban Management Bureau"),
    "housing": _names("住房和城乡建设局", "住房和城鄉建設局", "Housing and Construction Bureau"),
    "water": _names("水务局", "水務局", "Water Bureau"),
    "power": _names("供电公司", "供電公司", "Power Supply Company"),
    "police": _names("公安局", "公安局", "Public Security Bureau"),
    "transport": _names("交通运输局", "交通運輸局", "Transport Bureau"),
    "market": _names("市场监督管理局", "市場監督管理局", "Market Regulation Bureau"),
    "environment": _names("生态环境局", "生態環境局", "Ecology and Environment Bureau"),
    "social": _names("人力资源和社会保障局", "人力資源和社會保障局", "Human Resources and Social Security Bureau"),
    "relocation": _names("拆迁办公室", "拆遷辦公室", "Relocation Office"),
}
#: no longer takes cases: a dispatch to it is refused
CLOSED_DEPARTMENTS = frozenset({"relocation"})


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of demo account. ``number_offset`` from the place's first number, None for people without a telephone."""

    name: str
    roles: tuple[Role, ...]
    title: Names
    number_offset: int | None = None
    department: str = ""


POSTS = (
    Post("supervisor", (Role.SHIFT_SUPERVISOR,), _names("班长", "班長", "Supervisor"), number_offset=6),
    Post("operator", (Role.OPERATOR,), _names("工单员", "工單員", "Operator"), number_offset=7),
    Post("handler", (Role.DEPARTMENT_HANDLER,), _names("承办员", "承辦員", "Handler"), department="urban"),
    Post("inspector", (Role.QUALITY_INSPECTOR,), _names("质检员", "質檢員", "Inspector")),
    Post("assessor", (Role.ASSESSOR,), _names("考核员", "考核員", "Assessor")),
    Post("admin", (Role.ADMINISTRATOR,), _names("管理员", "管理員", "Administrator")),
)

#: called number -> flow of the city
CALLED_NUMBERS = {
    "12345": "direct",
    "12340": "menu",
    "12341": "fax-city",
    "12342": "fax-east",
    "12343": "fax-west",
    "12344": "fax-north",
}

#: numbers that are refused, with the reason
BLACK_LIST = {"+8613899990000": "恶意骚扰"}

FLOWS: dict[str, dict[str, object]] = {
    "direct": {
        "start": "people",
        "nodes": [{"key": "people", "kind": "QUEUE", "queue_role": "general"}],
    },
    "menu": {
        "start": "welcome",
        "nodes": [
            {"key": "welcome", "kind": "ANNOUNCE", "prompts": ["welcome"], "next": "menu"},
            {
                "key": "menu",
                "kind": "MENU",
                "prompts": ["menu-main"],
                "texts": {
                    "zh": "按来电号码查询工单请按五，了解等待情况请按六，英语服务请按七。",
                    "en": "For the cases of your own number press five, to hear how many are waiting press six.",
                },
                "choices": {
                    "1": "consult",
                    "2": "complain",
                    "3": "track",
                    "4": "message",
                    "5": "mine",
                    "6": "now",
                    "7": "english",
                    "0": "people",
                },
                "tries": 3,
                "input_seconds": 6.0,
                "fallback": "people",
            },
            {"key": "consult", "kind": "QUEUE", "queue_role": "general", "business": "CONSULTATION"},
            {"key": "complain", "kind": "QUEUE", "queue_role": "general", "business": "COMPLAINT"},
            {
                "key": "track",
                "kind": "CASE_PROGRESS",
                "prompts": ["enter-case-number"],
                "tries": 3,
                "input_seconds": 10.0,
                "next": "menu",
                "fallback": "people",
            },
            {"key": "message", "kind": "VOICEMAIL", "prompts": ["leave-message"], "max_seconds": 120.0},
            {"key": "mine", "kind": "CASE_OF_CALLER", "next": "menu", "fallback": "menu"},
            {
                "key": "now",
                "kind": "SAY",
                "texts": {
                    "zh": "现在是{date}{weekday}{time}，前面有{waiting}位市民在等待。",
                    "en": "It is {weekday}, {date}, {time}. Callers waiting: {waiting}.",
                },
                "next": "menu",
            },
            {"key": "english", "kind": "SET_LANGUAGE", "language": "en", "next": "menu"},
            {"key": "people", "kind": "QUEUE", "queue_role": "general"},
        ],
    },
}

FLOWS |= {
    f"fax-{place.key}": {
        "start": "here",
        "nodes": [
            {"key": "here", "kind": "SET_TENANT", "tenant": place.key, "next": "fax"},
            {"key": "fax", "kind": "FAX"},
        ],
    }
    for place in PLACES
}

#: the number that was given to a county, and the flow that it has drawn for it
COUNTY_NUMBER = ("12346", "east", "menu")
COUNTY_FLOW: dict[str, object] = {
    "start": "hello",
    "nodes": [
        {
            "key": "hello",
            "kind": "SAY",
            "texts": {"zh": "您好，这里是东区分中心。", "en": "This is the East District centre."},
            "next": "offer",
        },
        {"key": "offer", "kind": "CALL_BACK", "queue_role": "general", "fallback": "people"},
        {"key": "people", "kind": "QUEUE", "queue_role": "general", "after": "rate"},
        {"key": "rate", "kind": "SURVEY", "prompts": ["survey-satisfied"], "next": "bye", "fallback": "bye"},
        {"key": "bye", "kind": "HANG_UP"},
    ],
}

#: seconds until agents of other places may take a waiting call too
OVERFLOW_SECONDS = 10.0
