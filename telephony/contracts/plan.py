"""The routing plan: everything the engine must know beforehand, so that no call ever waits for a database.

The business side builds one :class:`RoutingPlan` of the whole city and pushes it on every edit; the engine swaps it
between two inputs. A call that is under way keeps the flow version it entered.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from .work import CapacityPlan


@dataclass(frozen=True, slots=True)
class TenantPlan:
    """A city or county as the telephone sees it."""

    key: str  # "city", "east"
    is_city: bool
    code: str  # two digits, part of case numbers
    help_seconds: float = 60.0  # so long a request for help waits for a supervisor before it goes up; 0: for ever


class SipTransport(StrEnum):
    """By what SIP travels."""

    UDP = "UDP"
    TCP = "TCP"
    TLS = "TLS"


class MediaSafety(StrEnum):
    """Is audio encrypted (SRTP, keys by SDES)? OPTIONAL: where the other side can."""

    PLAIN = "PLAIN"
    OPTIONAL = "OPTIONAL"
    REQUIRED = "REQUIRED"


@dataclass(frozen=True, slots=True)
class PhonePlan:
    """A SIP telephone that stands at a seat and is its telephone instead of a browser. ``digest``: hex MD5 of
    ``user:asterisk:password`` (RFC 2617, HA1): the password itself is nowhere kept."""

    digest: str
    transport: SipTransport = SipTransport.TLS
    media: MediaSafety = MediaSafety.REQUIRED


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """A workplace that can be signed in to. ``key`` is also its SIP user name; ``phone`` None: the browser is the
    telephone."""

    key: str  # "east-01"
    tenant: str
    number: str
    remote: bool
    phone: PhonePlan | None = None


class NumberForm(StrEnum):
    """How a trunk wants numbers written. AS_SET: as they were set up (callers' numbers only)."""

    NATIONAL = "NATIONAL"  # 65123456, 13800000001, 021…, 0044…
    PLUS = "PLUS"  # E.164: +861065123456
    DIGITS = "DIGITS"  # E.164 without its +: 861065123456
    AS_SET = "AS_SET"


GATEWAYS_TRUNK = "_gateway"
"""Stands in records for the trunk that a gateway has of itself; no trunk of the console can have such a key."""


@dataclass(frozen=True, slots=True)
class TrunkPlan:
    """A carrier's SIP trunk. Calls out go to ``host``:``port``; calls in are taken from the addresses and networks
    ``match``, by TLS only where ``transport`` is TLS. ``verify``: the carrier's certificate must be signed by somebody
    whom we trust and show its name. ``outgoing``: calls out may go by it; the first such trunk takes them.

    ``number_form``: how called numbers are written; ``shown``: the caller's number of calls out, written as
    ``shown_form`` says ("": the first called number). A number that is none in E.164 (12345) goes as it is.

    ``user`` and ``sealed`` (its password, see ``hotline.kernel.sealing``) answer a carrier that asks who calls;
    ``register``: every gateway tells the carrier where it is, so that calls in come there."""

    key: str
    host: str
    port: int
    match: tuple[str, ...]
    transport: SipTransport = SipTransport.UDP
    media: MediaSafety = MediaSafety.PLAIN
    verify: bool = True
    outgoing: bool = True
    number_form: NumberForm = NumberForm.NATIONAL
    shown: str = ""
    shown_form: NumberForm = NumberForm.AS_SET
    user: str = ""
    sealed: str = ""
    register: bool = False

    @property
    def account(self) -> str:
        """What it registers as; "" when it does not."""
        return f"{self.user}@{self.host}" if self.register and self.user else ""


class Registration(StrEnum):
    """How a trunk's account stands at its carrier, for one gateway."""

    TRYING = "TRYING"  # not answered yet
    REGISTERED = "REGISTERED"
    REFUSED = "REFUSED"  # the carrier says no: user, password or address are not what it knows
    UNANSWERED = "UNANSWERED"
    LOCKED = "LOCKED"  # the password was sealed with another SECRET_KEY: it is to be set again


@dataclass(frozen=True, slots=True)
class ScannerPlan:
    """Who guesses is shut out: ``failures`` within ``within_seconds`` from one address, for ``shut_seconds`` (twice as
    long each further time within a day). Networks in ``never`` are not."""

    failures: int = 10
    within_seconds: float = 60.0
    shut_seconds: float = 3600.0
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentPlan:
    """A person who takes calls. ``queues`` maps queue key -> skill level, 1 (low) to 9 (high)."""

    key: str  # "east:8101"
    tenant: str
    number: str  # 工号, announced digit by digit
    queues: dict[str, int]
    auto_answer: bool = False
    capacity: int | None = None  # for written work, in units; None: as the tenant's agents have, 0: none


@dataclass(frozen=True, slots=True)
class Overflow:
    """After ``after_seconds`` of waiting, agents of ``queue`` may take the call too."""

    after_seconds: float
    queue: str


class Selection(StrEnum):
    """Who among the idle agents of a queue is next, without a script."""

    LONGEST_IDLE = "LONGEST_IDLE"
    HIGHEST_LEVEL = "HIGHEST_LEVEL"  # then longest idle


@dataclass(frozen=True, slots=True)
class ScriptPlan:
    """The routing script in force (Starlark source)."""

    version: int
    source: str


@dataclass(frozen=True, slots=True)
class QueuePlan:
    """A waiting line of one tenant."""

    key: str  # "east.general"
    tenant: str
    role: str  # "general": flows name roles, number analysis adds the tenant
    ring_seconds: float = 15.0
    wrap_up_seconds: float = 30.0
    first_notice_seconds: float = 10.0  # position and delay are told first after this wait
    notice_every_seconds: float = 30.0
    service_level_seconds: float = 15.0
    overflow: tuple[Overflow, ...] = ()
    record: bool = True
    selection: Selection = Selection.LONGEST_IDLE
    preferred_wait_seconds: float = 0.0  # for the agent who talked with the caller last, before anybody else; 0: never
    call_back: bool = False  # who waits may press 1, hang up, and be called when their turn comes
    call_back_tries: int = 3
    call_back_pause_seconds: float = 300.0  # between two tries
    music: bool = True  # for who waits; else silence
    busy_prompts: tuple[str, ...] = ("all-busy",)
    notices: bool = True  # the position is told
    tell_wait: bool = True  # and with it the expected wait
    welcome_prompts: tuple[str, ...] = ()  # once, before busy_prompts
    comfort_prompts: tuple[str, ...] = ()  # one after the other, over and over
    comfort_every_seconds: float = 60.0


class NodeKind(StrEnum):
    """Steps of an IVR flow."""

    ANNOUNCE = "ANNOUNCE"  # play prompts, then `next`
    SAY = "SAY"  # say `texts`, typed in the flow, then `next`
    SET_LANGUAGE = "SET_LANGUAGE"  # the caller hears `language` from now on, then `next`
    MENU = "MENU"  # play prompts, one digit -> `choices`
    CASE_PROGRESS = "CASE_PROGRESS"  # collect a case number, look it up, say its state, then `next`
    CASE_OF_CALLER = "CASE_OF_CALLER"  # look up the cases of the caller's number, say how they stand; none: `fallback`
    VOICEMAIL = "VOICEMAIL"  # record a message, thank, hang up
    CALL_BACK = "CALL_BACK"  # offer a call-back in `queue_role`'s turn: taken, the call ends; else `fallback`
    QUEUE = "QUEUE"  # wait for a person in the home tenant's queue of `queue_role`
    DIGITS = "DIGITS"  # collect digits; what was entered leads to its `choices`, anything else to `next`
    CALENDAR = "CALENDAR"  # within `hours` -> `next`, else `fallback`
    SET_TENANT = "SET_TENANT"  # the call belongs to `tenant` from now on, then `next`
    TRANSFER = "TRANSFER"  # call `number`; in vain -> `fallback`
    SURVEY = "SURVEY"  # one digit 1 to 5 as the citizen's satisfaction, then `next` or good-bye
    FAX = "FAX"  # take a fax, then the call is over
    HANG_UP = "HANG_UP"


@dataclass(frozen=True, slots=True)
class OpenHours:
    """Open on ``weekdays`` (1 is Monday) from ``begins`` to ``ends``: minutes from midnight, the city's local time."""

    weekdays: tuple[int, ...]
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One step. Which fields count depends on ``kind``; validation names the node and the field."""

    key: str
    kind: NodeKind
    prompts: tuple[str, ...] = ()
    next: str | None = None
    choices: dict[str, str] = field(default_factory=dict)  # digit -> node key
    tries: int = 3  # wrong or missing input before `fallback`
    input_seconds: float = 6.0
    fallback: str | None = None
    queue_role: str | None = None
    priority: int = 0  # QUEUE: added to the called number's; the greater goes first
    max_seconds: float = 120.0  # of a voice message
    hours: tuple[OpenHours, ...] = ()  # CALENDAR
    closed_days: tuple[str, ...] = ()  # CALENDAR: holidays, "2026-10-01"
    working_days: tuple[str, ...] = ()  # CALENDAR: make-up days, open as on a Monday
    tenant: str | None = None  # SET_TENANT
    number: str | None = None  # TRANSFER: as people write it
    most_digits: int = 1  # DIGITS: so many, or fewer and #
    after: str | None = None  # QUEUE: node to which the caller goes when the agent hangs up
    business: str | None = None  # "CONSULTATION", "COMPLAINT": the form that the agent's screen opens with
    texts: dict[str, str] = field(default_factory=dict)  # language -> words with {variables}; SAY, and after prompts
    spoken: dict[str, tuple[str, ...]] = field(default_factory=dict)  # `texts` as recordings and "{variable}"
    language: str | None = None  # SET_LANGUAGE
    silent: bool = False  # CASE_PROGRESS, CASE_OF_CALLER: what was found is left to a SAY


@dataclass(frozen=True, slots=True)
class FlowPlan:
    """A validated IVR flow: ``start`` names the first node."""

    key: str
    version: int
    start: str
    nodes: tuple[FlowNode, ...]
    tenant: str = ""  # the county whose flow it is; "" the city


@dataclass(frozen=True, slots=True)
class CalledNumberPlan:
    """What happens when ``number`` (raw, as dialled: "12345") is called."""

    number: str
    flow: str
    language: str = "zh"  # "zh" or "en": which recordings are played
    priority: int = 0  # of its callers in the queues; the greater goes first
    tenant: str = ""  # the county whose number it is: its calls belong there; "" the city's, by the caller's area


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """Callers whose E.164 number starts with ``prefix`` belong to ``tenant``; the longest prefix wins."""

    prefix: str
    tenant: str


@dataclass(frozen=True, slots=True)
class PromptPlan:
    """A recording that ``tenant`` plays for the prompt ``key`` in ``language`` instead of the house's: ``file``, as
    the gateway knows it beside the house's ("own/east/welcome-3"). The city's counts for tenants that have none."""

    tenant: str
    key: str
    language: str
    file: str


class ListKind(StrEnum):
    """Black: refused with a spoken reason. White: free of charge and never refused."""

    BLACK = "BLACK"
    WHITE = "WHITE"


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """An entry of the black or white list; ``until`` is epoch seconds or None for no end.

    ``services``: the called numbers for which it counts, none for all; ``tenant``: only calls that belong to it, "" for
    the whole city. Of the white list: ``priority`` is added to the call's in every queue; ``free``: the call costs its
    caller nothing."""

    number: str
    kind: ListKind
    until: float | None = None
    services: tuple[str, ...] = ()
    tenant: str = ""
    priority: int = 0
    free: bool = False


class ChannelUse(StrEnum):
    """What the channels of the trunks are used for."""

    INBOUND = "INBOUND"
    OUTBOUND = "OUTBOUND"  # agents call out, transfer and invite
    DIALLER = "DIALLER"
    ENFORCEMENT = "ENFORCEMENT"
    FAX = "FAX"
    INTERNAL = "INTERNAL"  # between agents


class WhenFull(StrEnum):
    """What a caller meets when there is no channel for them."""

    PROMPT = "PROMPT"  # is told so
    BUSY = "BUSY"  # hears the busy tone, unanswered and free of charge
    FLOW = "FLOW"  # goes into another flow: a voicemail, a referral


@dataclass(frozen=True, slots=True)
class AllotmentPlan:
    """Channels of one use; ``subject`` narrows it to a called number or a tenant's key ("": the whole use).

    ``guaranteed`` ones are kept free for it however much else is going on; ``maximum`` is never exceeded (0: as many
    as there are). Equal numbers make a fixed share. ``flow`` counts where ``when_full`` is FLOW."""

    use: ChannelUse
    subject: str = ""
    guaranteed: int = 0
    maximum: int = 0
    when_full: WhenFull = WhenFull.PROMPT
    flow: str = ""


class NumberClass(StrEnum):
    """What a call to a number costs, roughly."""

    LOCAL = "LOCAL"
    MOBILE = "MOBILE"
    DOMESTIC = "DOMESTIC"
    SERVICE = "SERVICE"  # free of charge or shared cost
    PREMIUM = "PREMIUM"
    INTERNATIONAL = "INTERNATIONAL"


USUAL_CLASSES = (NumberClass.LOCAL, NumberClass.MOBILE, NumberClass.DOMESTIC, NumberClass.SERVICE)


@dataclass(frozen=True, slots=True)
class TollPlan:
    """What may be called. ``subject``: an agent's key, a tenant's key, or "" for all; the narrowest counts.

    ``concurrent``: outside legs of one agent at a time, those of conversations that they have sent on included;
    ``hourly``: calls of one agent within an hour. ``auto_concurrent``, ``auto_hourly``: the same of what the platform
    places by itself for one tenant, each purpose (dialler, enforcement, call-backs, flows) on its own."""

    subject: str = ""
    classes: tuple[NumberClass, ...] = USUAL_CLASSES
    concurrent: int = 4
    hourly: int = 120
    auto_concurrent: int = 500
    auto_hourly: int = 10_000


class CallDirection(StrEnum):
    """Who called whom."""

    INBOUND = "INBOUND"
    OUTBOUND = "OUTBOUND"
    INTERNAL = "INTERNAL"  # between agents


@dataclass(frozen=True, slots=True)
class RecordingRule:
    """Of the conversations that fit, ``percent`` (0: none, 100: all) are recorded. What is "" or None fits all;
    ``windows``: only then, none: at any time; one that ends before it begins goes over midnight."""

    tenant: str
    percent: int = 100
    queue: str = ""  # key
    agent: str = ""  # key
    seat: str = ""  # key
    direction: CallDirection | None = None
    windows: tuple[OpenHours, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutingPlan:
    """The whole plan. ``version`` only grows; an older one is ignored."""

    version: int
    tenants: tuple[TenantPlan, ...]
    seats: tuple[SeatPlan, ...]
    agents: tuple[AgentPlan, ...]
    queues: tuple[QueuePlan, ...]
    flows: tuple[FlowPlan, ...]
    called_numbers: tuple[CalledNumberPlan, ...]
    areas: tuple[AreaPlan, ...]
    listed: tuple[ListedNumber, ...] = ()
    prompts: tuple[PromptPlan, ...] = ()
    country: str = "CN"
    city_area_code: str = "10"  # prefixed to local numbers that come without one
    script: ScriptPlan | None = None
    time_zone: str = "Asia/Shanghai"
    channels: int = 0  # that the trunks have together; 0: not limited
    allotments: tuple[AllotmentPlan, ...] = ()
    tolls: tuple[TollPlan, ...] = ()
    capacities: tuple[CapacityPlan, ...] = ()  # a tenant without one: the usual figures
    trunks: tuple[TrunkPlan, ...] = ()
    scanners: ScannerPlan = ScannerPlan()
    recording: tuple[RecordingRule, ...] = ()  # of each tenant in its order: the first that fits decides
