"""Raising a matter by the web: a case in the right city or county, with a number to come back with."""

import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError
from tenants.local.cases import actions, queries, web_submissions
from tenants.local.cases.models import Category
from tenants.shared.numbering import queries as numbering
from tenants.shared.registry import queries as registry

from . import limits, texts
from .forms import PhoneField, PortalForm
from .pages import locale, page

MOST_SUBMISSIONS, WINDOW = 5, 600
KINDS = ("COMPLAINT", "CONSULTATION", "SUGGESTION", "REPORT", "HELP", "PRAISE", "OTHER")
SALT = "portal.submitted"
LINK_GOOD_FOR = 24 * 3600  # seconds


class SubmitForm(PortalForm):
    """A matter. ``key`` makes a second click harmless; ``website`` is left empty by people and filled by machines."""

    kind = forms.ChoiceField()
    category = forms.ChoiceField(required=False)
    title = forms.CharField(max_length=60)
    content = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    address = forms.CharField(max_length=200, required=False)
    district = forms.ChoiceField(required=False)
    name = forms.CharField(max_length=64, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def choose(self) -> None:
        """Choices in the citizen's language."""
        words, chosen = texts.of(locale()), locale()
        self._set("kind", [(kind, words[f"kind_{kind}"]) for kind in KINDS])
        self._set("category", [("", words["choose_later"]), *_categories(chosen)])
        places = [(row.key, row.names.get(chosen, row.key)) for row in registry.tenants()]
        self._set("district", [("", words["not_sure"]), *places])

    def _set(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _categories(chosen: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The city's subjects, grouped; counties have the same codes."""
    with tenancy.entered(registry.city().key):
        leaves = [row for row in queries.categories() if row.parent]
    return [
        (name, [(row.code, row.names.get(chosen, row.code)) for row in rows])
        for name, rows in groupby(leaves, key=lambda row: _name(row.parent, chosen))
    ]


def _name(row: Category | None, chosen: str) -> str:
    return str(row.names.get(chosen, row.code)) if row else ""


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """The form; a good one becomes a case and leads to its number."""
    if request.method == "GET":
        return page(request, "submit.html", {"form": SubmitForm(initial={"key": uuid.uuid4()})})
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return page(request, "submit.html", {"form": form}, status=422)
    if form.cleaned_data["website"]:
        return HttpResponseRedirect(reverse("portal-home"))
    if not limits.take("submit", limits.address(request), MOST_SUBMISSIONS, WINDOW):
        return page(request, "submit.html", {"form": form, "too_often": True}, status=429)
    try:
        number = register(form.cleaned_data)
    except HotlineError:
        return page(request, "submit.html", {"form": form, "failed": True}, status=422)
    return HttpResponseRedirect(reverse("portal-submitted", args=[signing.dumps(number, salt=SALT)]))


@require_GET
def submitted(request: HttpRequest, token: str) -> HttpResponse:
    """The number to come back with."""
    try:
        number = signing.loads(token, salt=SALT, max_age=LINK_GOOD_FOR)
    except signing.BadSignature as error:
        raise Http404 from error
    return page(request, "submitted.html", {"number": number})


def register(given: dict[str, Any]) -> str:
    """Make the case where it belongs; its number."""
    tenant = given["district"] or tenant_of(given["phone"])
    with tenancy.entered(tenant), transaction.atomic():
        category = next((row for row in queries.categories() if row.code == given["category"]), None)
        case = actions.do_register(
            Actor.system(tenant),
            actions.CaseInput(
                kind=given["kind"],
                title=given["title"],
                content=given["content"],
                urgency=category.urgency if category else "NORMAL",
                address=given["address"],
                category_id=category.pk if category else None,
                reporter_name=given["name"],
                reporter_phone=given["phone"],
                medium="WEB",
                locale=locale(),
            ),
            key=f"web:{given['key']}",
        )
        web_submissions.do_hand_in(case)
        return case.number


def tenant_of(phone: str) -> str:
    """Whose citizen has this number (E.164): the tenant of the longest area that it starts with, the city else."""
    with tenancy.entered_public():
        areas = [area for area in numbering.areas() if phone.startswith(area.prefix)]
        if areas:
            return max(areas, key=lambda area: len(area.prefix)).tenant
        return registry.city().key
