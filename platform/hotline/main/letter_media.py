"""``/letter-files/``: attachments of letters for those who may see them; what is taken away is audited."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from hotline import tenancy
from hotline.kernel.errors import HotlineError
from hotline.kernel.permissions import Permission
from hotline.objectstore import ObjectMissing, current_store
from hotline_api.core.context import context_of
from hotline_api.core.errors import FORBIDDEN, UNAUTHENTICATED, message
from tenants.local.letters import enclosing, inbox, intake, queries, rules


@require_safe
def letter_file(request: HttpRequest, letter: int, number: int) -> HttpResponse:
    """An attachment, as a download; with ``?inline`` a picture, to be shown. 401, 403, 404 (also another tenant's, and
    one that is not kept). What a sender says of a file's type is never passed on."""
    actor = context_of(request.session, request.headers.get("Accept-Language", "")).actor
    if actor is None:
        return _refusal(request, 401, UNAUTHENTICATED)
    if not actor.may(Permission.LETTER_VIEW):
        return _refusal(request, 403, FORBIDDEN)
    with tenancy.entered(actor.tenant):
        row = queries.letter(letter) if letter < 2**63 else None
        file = row.attachments.filter(number=number, not_kept="").first() if row and number < 2**15 else None
        if row is None or file is None:
            return _refusal(request, 404, "NOT_FOUND")
        try:
            with current_store().open(intake.file_key(row.folder, number)) as content:
                response = HttpResponse(content.read(), content_type=file.media_type)
        except ObjectMissing:
            return _refusal(request, 404, "NOT_FOUND")
        shown = "inline" in request.GET and file.media_type in intake.PICTURES.values()
        if not shown and request.method == "GET":
            inbox.note_downloaded(actor, row, file.name)
    if not shown:
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        response["Content-Type"] = intake.ANYTHING
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def sent_letter_file(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """A file that went with what we wrote, as a download. 401, 403, 404."""
    actor = context_of(request.session, request.headers.get("Accept-Language", "")).actor
    if actor is None:
        return _refusal(request, 401, UNAUTHENTICATED)
    if not actor.may(Permission.LETTER_VIEW):
        return _refusal(request, 403, FORBIDDEN)
    with tenancy.entered(actor.tenant):
        file = queries.enclosure(key, number) if number < 2**15 else None
        try:
            content = enclosing.read(current_store(), file) if file else None
        except ObjectMissing:
            content = None
        if file is None or content is None:
            return _refusal(request, 404, "NOT_FOUND")
        if request.method == "GET":
            inbox.note_enclosure_taken(actor, key, file.name)
    response = HttpResponse(content, content_type=intake.ANYTHING)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
def letter_upload(request: HttpRequest) -> HttpResponse:
    """201 with {"id", "name", "size"} of a file that will go with an answer; 400 with {"code", "message"} of what
    hinders it; 401, 403."""
    actor = context_of(request.session, request.headers.get("Accept-Language", "")).actor
    if actor is None:
        return _refusal(request, 401, UNAUTHENTICATED)
    if not actor.may(Permission.LETTER_SEND):
        return _refusal(request, 403, FORBIDDEN)
    given = request.FILES.get("file")
    with tenancy.entered(actor.tenant):
        try:
            content = given.read(rules.MOST_ENCLOSED + 1) if given else b""
            row = enclosing.do_upload(actor, current_store(), content, (given.name if given else "") or "")
        except HotlineError as error:
            return _refusal(request, 400, error.code, **error.params)
    return JsonResponse({"id": str(row.key), "name": row.name, "size": row.size}, status=201)


def _refusal(request: HttpRequest, status: int, code: str, **params: object) -> HttpResponse:
    locale = context_of(request.session, request.headers.get("Accept-Language", "")).locale
    return JsonResponse({"code": code, "message": message(code, locale, **params)}, status=status)
