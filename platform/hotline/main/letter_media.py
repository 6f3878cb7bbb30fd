"""``/letter-files/``: attachments of letters for those who may see them; what is taken away is audited."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline.objectstore import ObjectMissing, current_store
from hotline_api.core.context import context_of
from hotline_api.core.errors import FORBIDDEN, UNAUTHENTICATED, message
from tenants.local.letters import inbox, intake, queries


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


def _refusal(request: HttpRequest, status: int, code: str) -> HttpResponse:
    locale = context_of(request.session, request.headers.get("Accept-Language", "")).locale
    return JsonResponse({"code": code, "message": message(code, locale)}, status=status)
