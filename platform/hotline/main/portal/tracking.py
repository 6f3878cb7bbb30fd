"""Looking a case up by its number and the telephone number it was raised from."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hotline import tenancy
from tenants.local.cases import queries, rules
from tenants.local.cases.queries import Progress
from tenants.shared.registry import queries as registry

from . import limits, texts
from .forms import PhoneField, PortalForm
from .pages import locale, page

#: tries of one address; telephone numbers of one case cannot be guessed through
MOST_TRIES, MOST_FOR_ONE_CASE, WINDOW = 20, 40, 600

#: what a citizen understands by a state
STEP_OF_STATE = {
    "REGISTERED": "registered",
    "ANSWERED": "closed",
    "NOT_ACCEPTED": "not_accepted",
    "MERGED": "merged",
    "DISPATCHED": "dispatched",
    "RETURN_REVIEW": "dispatched",
    "PENDING_COORDINATION": "dispatched",
    "IN_PROGRESS": "in_progress",
    "SUSPENDED": "suspended",
    "SUBMITTED": "review",
    "CALLBACK_PENDING": "callback",
    "CALLED_BACK": "callback",
    "REWORK": "rework",
    "ARCHIVED": "closed",
    "CANCELLED": "cancelled",
}


class TrackForm(PortalForm):
    """Case number and telephone number."""

    number = forms.CharField(
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
    )
    phone = PhoneField()

    def clean_number(self) -> str:
        """Digits only; a number that cannot be one is looked up all the same, so that nothing is learnt from it."""
        return "".join(character for character in self.cleaned_data["number"] if character.isdigit())


@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The form, and after it the progress or the one answer for everything that was not found."""
    if request.method == "GET":
        return page(request, "track.html", {"form": TrackForm()})
    form = TrackForm(request.POST)
    if not form.is_valid():
        return page(request, "track.html", {"form": form}, status=422)
    number, phone = form.cleaned_data["number"], form.cleaned_data["phone"]
    if not (
        limits.take("track", limits.address(request), MOST_TRIES, WINDOW)
        and limits.take("track-case", number, MOST_FOR_ONE_CASE, WINDOW)
    ):
        return page(request, "track.html", {"form": form, "too_often": True}, status=429)
    progress = find(number, phone)
    if progress is None:
        return page(request, "track.html", {"form": form, "not_found": True}, status=404)
    return page(request, "progress.html", {"progress": progress, "steps": told_steps(progress)})


def find(number: str, phone: str) -> Progress | None:
    """The case, in the tenant whose code stands in its number."""
    if not rules.is_number(number):
        return None
    with tenancy.entered_public():
        tenant = next((row.key for row in registry.tenants() if row.code == number[6:8]), None)
    if tenant is None:
        return None
    with tenancy.entered(tenant):
        return queries.progress_of(number, phone)


def told_steps(progress: Progress) -> list[dict[str, Any]]:
    """The steps in plain words, repeated ones once; the last one is where the case stands."""
    words = texts.of(locale())
    told: list[dict[str, Any]] = []
    for at, state in progress.steps:
        step = STEP_OF_STATE[state]
        if not told or told[-1]["step"] != step:
            told.append(
                {
                    "step": step,
                    "at": at,
                    "title": words[f"step_{step}"],
                    "text": words[f"step_{step}_text"],
                    "now": False,
                }
            )
    if told:
        told[-1]["now"] = True
    return told
