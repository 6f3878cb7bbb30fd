"""Number analysis: who calls, where they belong, which flow answers. Pure functions over an indexed plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from hotline.kernel import phone
from telephony.contracts.plan import (
    AgentPlan,
    CalledNumberPlan,
    FlowPlan,
    ListedNumber,
    ListKind,
    NodeKind,
    NumberForm,
    QueuePlan,
    RoutingPlan,
    SeatPlan,
    TenantPlan,
)

EMPTY_PLAN = RoutingPlan(version=0, tenants=(), seats=(), agents=(), queues=(), flows=(), called_numbers=(), areas=())


@dataclass(frozen=True, slots=True)
class Analysis:
    """``home`` is the tenant that the call belongs to; ``refusal`` "BLACK_LISTED", "UNKNOWN_NUMBER" or None."""

    caller: str
    home: str
    number: CalledNumberPlan | None
    flow: FlowPlan | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the white list grants: ``priority`` in queues, ``free`` of charge."""

    priority: int = 0
    free: bool = False


class PlanIndex:
    """A routing plan, arranged for looking things up."""

    def __init__(self, plan: RoutingPlan) -> None:
        self.plan = plan
        self.tenants: dict[str, TenantPlan] = {t.key: t for t in plan.tenants}
        self.seats: dict[str, SeatPlan] = {s.key: s for s in plan.seats}
        self.agents: dict[str, AgentPlan] = {a.key: a for a in plan.agents}
        self.queues: dict[str, QueuePlan] = {q.key: q for q in plan.queues}
        self.flows: dict[str, FlowPlan] = {f.key: f for f in plan.flows}
        self.numbers: dict[str, CalledNumberPlan] = {n.number: n for n in plan.called_numbers}
        # two entries that are one number: the first set up has it
        self._numbers_e164 = {self.e164(n.number): n for n in reversed(plan.called_numbers) if self.e164(n.number)}
        self.capacities = {c.tenant: c for c in plan.capacities}
        self._areas = {area.prefix: area.tenant for area in plan.areas if area.tenant in self.tenants}
        self._longest = max((len(prefix) for prefix in self._areas), default=0)
        self._roles: dict[tuple[str, str], str] = {(q.tenant, q.role): q.key for q in reversed(plan.queues)}
        self._listed: dict[str, list[ListedNumber]] = {}
        for entry in plan.listed:
            self._listed.setdefault(self.e164(entry.number), []).append(entry)

        self._spoken: dict[tuple[str, str, str], str] = {(p.tenant, p.language, p.key): p.file for p in plan.prompts}

    def spoken(self, prompts: tuple[str, ...], tenant: str, language: str) -> tuple[str, ...]:
        """The recordings to play for ``prompts``: the tenant's own, else the city's, else the house's."""
        if not self._spoken:
            return prompts
        keys: list[str] = []
        for prompt in prompts:
            kind, colon, rest = prompt.partition(":")
            keys += [f"digit-{each}" for each in rest if each.isdigit()] if colon and kind == "digits" else [prompt]
        return tuple(
            self._spoken.get((tenant, language, key)) or self._spoken.get((self.city, language, key)) or key
            for key in keys
        )

    @property
    def city(self) -> str:
        """Key of the city's tenant; "" in a plan without one."""
        return next((t.key for t in self.plan.tenants if t.is_city), "")

    def help_seconds(self, tenant: str) -> float:
        """How long a request for help of the tenant's agents waits before it goes up; 0: for ever."""
        return next((t.help_seconds for t in self.plan.tenants if t.key == tenant), 0.0)

    def has_phone(self, seat: str) -> bool:
        """Is a SIP telephone the telephone of this seat?"""
        known = self.seats.get(seat)
        return known is not None and known.phone is not None

    def e164(self, raw: str) -> str:
        """A number as written by anybody, in the plan's country and area."""
        return phone.to_e164(raw, self.plan.country, self.plan.city_area_code)

    def dial_form(self, number: str) -> str:
        """An E.164 number as people dial it here."""
        return phone.dial_form(number, self.plan.country, self.plan.city_area_code)

    def written(self, raw: str, form: NumberForm) -> str:
        """A number as a trunk wants it. What has no E.164 form (12345) stays as it is."""
        number = "" if form is NumberForm.AS_SET else self.e164(raw)
        if not number:
            return raw
        if form is NumberForm.NATIONAL:
            return self.dial_form(number)
        return number if form is NumberForm.PLUS else number.removeprefix("+")

    def called(self, raw: str) -> CalledNumberPlan | None:
        """The entry of a called number: just as it came, else the same number written otherwise (``+8610…``,
        ``8610…``, ``010…``)."""
        return self.numbers.get(raw) or self._numbers_e164.get(self.e164(raw) or " ")

    def area_of(self, number: str) -> str:
        """Tenant with the longest area prefix of ``number``; the city when there is none."""
        for length in range(min(len(number), self._longest), 0, -1):
            tenant = self._areas.get(number[:length])
            if tenant is not None:
                return tenant
        return self.city

    def queue_for(self, tenant: str, role: str) -> QueuePlan | None:
        """The queue of ``role`` of ``tenant``, else the city's, else None."""
        key = self._roles.get((tenant, role)) or self._roles.get((self.city, role))
        return self.queues[key] if key else None

    def is_listed(self, number: str, kind: ListKind, now: float, service: str = "", home: str = "") -> bool:
        """Is an E.164 number on the black or white list at ``now``, for calls to ``service`` (a called number) that
        belong to ``home``? Without them only entries count that hold for all services, and for the whole city."""
        return any(self._counting(number, kind, now, service, home))

    def standing(self, number: str, now: float, service: str, home: str) -> Standing:
        """What the white list grants a caller: the highest priority of all entries that count, free of charge if one
        says so."""
        entries = list(self._counting(number, ListKind.WHITE, now, service, home))
        return Standing(max((entry.priority for entry in entries), default=0), any(entry.free for entry in entries))

    def _counting(self, number: str, kind: ListKind, now: float, service: str, home: str) -> Iterator[ListedNumber]:
        return (
            entry
            for entry in (self._listed.get(number, ()) if number else ())
            if entry.kind is kind
            and (entry.until is None or now < entry.until)
            and (not entry.services or service in entry.services)
            and (not entry.tenant or entry.tenant == home)
        )

    def home_of(self, caller: str, flow: FlowPlan | None) -> str:
        """The caller's area, if that tenant has every queue that the flow names, else the city."""
        area = self.area_of(caller)
        nodes = flow.nodes if flow else ()
        roles = {node.queue_role for node in nodes if node.kind is NodeKind.QUEUE and node.queue_role}
        return area if all((area, role) in self._roles for role in roles) else self.city

    def analyse(self, caller_raw: str, called: str, now: float) -> Analysis:
        """All that is decided before a call is served."""
        caller = self.e164(caller_raw)
        number = self.called(called)
        flow = self.flows.get(number.flow) if number else None
        called = number.number if number else called
        owner = number.tenant if number and number.tenant in self.tenants else ""
        home, refusal = owner or self.home_of(caller, flow), None
        if flow is None:
            refusal = "UNKNOWN_NUMBER"
        elif self.is_listed(caller, ListKind.BLACK, now, called, home) and not self.is_listed(
            caller, ListKind.WHITE, now, called, home
        ):
            refusal = "BLACK_LISTED"
        return Analysis(caller, home, number, flow, refusal)
