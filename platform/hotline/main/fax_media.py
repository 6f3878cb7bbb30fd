"""``/fax-files/``: pages and PDF of a fax for those who may see it, and uploads of what is to be sent.

Looking at a received fax is audited once a viewing, taking it away each time.
"""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError
from hotline.kernel.permissions import Permission
from hotline.objectstore import ObjectMissing, current_store
from hotline_api.core.context import context_of
from hotline_api.core.errors import FORBIDDEN, UNAUTHENTICATED, message
from hotline_api.faxes.subscriptions import push_fax
from hotline_api.faxes.view import document_view
from tenants.local.faxes import inbox, keeping, outbox, queries, rules
from tenants.local.faxes.models import ReceivedFax
from tenants.local.faxes.pages import MOST_BYTES

PAGE = re.compile(r"page-([1-9]\d{0,3})\.png")
PDF = "fax.pdf"
TIFF = "fax.tif"


@require_safe
def fax_received_file(request: HttpRequest, fax: int, name: str) -> HttpResponse:
    """``page-1.png``, ``fax.pdf`` or ``fax.tif`` of a received fax; 401, 403, 404 (also another tenant's), 409 while it
    is being stored. PDF and TIFF are downloads."""
    actor = _who(request, Permission.FAX_VIEW)
    if isinstance(actor, HttpResponse):
        return actor
    with tenancy.entered(actor.tenant):
        row = queries.received_one(fax) if fax < 2**63 else None
        if row is None:
            return _refusal(request, 404, "NOT_FOUND")
        if row.file_state != rules.FileState.STORED:
            return HttpResponse(row.file_state, status=409, content_type="text/plain")
        response = _file(request, row.folder, row.pages, name, f"fax-{row.pk}")
        if response.status_code == 200 and request.method == "GET":
            _note(actor, row, taken_away=name in (PDF, TIFF))
        return response


@require_safe
def fax_document_file(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """The same of a document that is, or may be, sent."""
    actor = _who(request, Permission.FAX_VIEW)
    if isinstance(actor, HttpResponse):
        return actor
    with tenancy.entered(actor.tenant):
        row = queries.document(key)
        if row is None:
            return _refusal(request, 404, "NOT_FOUND")
        return _file(request, row.folder, row.pages, name, f"fax-{key}")


@require_POST
def fax_upload(request: HttpRequest) -> HttpResponse:
    """201 with the document as the API shows it; 400 with {"code", "message"} of what hinders the file; 401, 403."""
    actor = _who(request, Permission.FAX_SEND)
    if isinstance(actor, HttpResponse):
        return actor
    file = request.FILES.get("file")
    if file is None:
        return _refusal(request, 400, "NOT_A_DOCUMENT")
    with tenancy.entered(actor.tenant):
        try:
            row = outbox.do_take_file(actor, current_store(), file.read(MOST_BYTES + 1), file.name or "")
        except HotlineError as error:
            return _refusal(request, 400, error.code, **error.params)
        view = document_view(row)
    told = {"id": str(view["id"]), "title": view["title"], "pages": view["pages"]}
    return JsonResponse({**told, "pageUrls": view["page_urls"], "pdfUrl": view["pdf_url"]}, status=201)


def _who(request: HttpRequest, permission: Permission) -> Actor | HttpResponse:
    actor = context_of(request.session, request.headers.get("Accept-Language", "")).actor
    if actor is None:
        return _refusal(request, 401, UNAUTHENTICATED)
    return actor if actor.may(permission) else _refusal(request, 403, FORBIDDEN)


def _file(request: HttpRequest, folder: str, pages: int, name: str, stem: str) -> HttpResponse:
    found = PAGE.fullmatch(name)
    if found and int(found.group(1)) <= pages:
        key, media_type, shown = rules.page_key(folder, int(found.group(1))), keeping.PNG, f"{stem}-{name}"
    elif name == PDF:
        key, media_type, shown = rules.pdf_key(folder), keeping.PDF, f"{stem}.pdf"
    elif name == TIFF:
        key, media_type, shown = rules.tiff_key(folder), keeping.TIFF, f"{stem}.tif"
    else:
        return _refusal(request, 404, "NOT_FOUND")
    try:
        content = keeping.read(current_store(), key)
    except ObjectMissing:
        return _refusal(request, 404, "NOT_FOUND")
    response = HttpResponse(content, content_type=media_type)
    how = "inline" if media_type == keeping.PNG else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{shown}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _note(actor: Actor, row: ReceivedFax, *, taken_away: bool) -> None:
    if taken_away:
        inbox.note_downloaded(actor, row)
    elif inbox.note_seen(actor, row):
        push_fax(actor.tenant, str(row.pk))


def _refusal(request: HttpRequest, status: int, code: str, **params: object) -> HttpResponse:
    locale = context_of(request.session, request.headers.get("Accept-Language", "")).locale
    return JsonResponse({"code": code, "message": message(code, locale, **params)}, status=status)
