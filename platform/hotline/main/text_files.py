"""Files that citizens sent with text messages: fetched for the outbox; ``/text-files/`` for those who may see them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hotline import outbox, tenancy
from hotline.kernel.permissions import Permission
from hotline.notify import SmsDelayed, SmsRejected
from hotline.objectstore import ObjectMissing, current_store
from hotline_api.core.context import context_of
from hotline_api.core.errors import FORBIDDEN, UNAUTHENTICATED, message
from tenants.local.texts import files, queries


def wire() -> None:
    """Files are fetched for the outbox from now on."""
    outbox.register(files.FETCH, fetch, give_up=give_up)


def fetch(effect: outbox.Effect) -> outbox.Outcome:
    """Fetch one file and keep it. Fetched twice, it is kept once."""
    from hotline.notify.twilio import TwilioMedia

    pk, env = effect.payload["file"], settings.ENV
    with tenancy.entered(effect.tenant):
        row = files.waiting(pk)
    if row is None:
        return outbox.Done()
    try:
        content = TwilioMedia(env.twilio_account_sid, env.twilio_auth_token, settings.TWILIO_API).fetch(row.url)
    except SmsDelayed as delay:
        return outbox.Retry(str(delay), delay.after_seconds)
    except SmsRejected as refusal:
        give_up(effect, str(refusal))
        return outbox.Done()
    with tenancy.entered(effect.tenant):
        files.do_keep(pk, content, current_store())
    return outbox.Done()


def give_up(effect: outbox.Effect, error: str) -> None:
    """No try is left."""
    with tenancy.entered(effect.tenant):
        files.do_fail(effect.payload["file"], error)


@require_safe
def text_file(request: HttpRequest, text: int, number: int) -> HttpResponse:
    """A file that came with a message: a download; with ``?inline`` a picture, to be shown. 401, 403, 404 (also another
    tenant's, and one that is not kept). What its sender says of its type is never passed on."""
    actor = context_of(request.session, request.headers.get("Accept-Language", "")).actor
    if actor is None:
        return _refusal(request, 401, UNAUTHENTICATED)
    if not actor.may(Permission.TEXT_VIEW):
        return _refusal(request, 403, FORBIDDEN)
    with tenancy.entered(actor.tenant):
        row = queries.file(text, number) if text < 2**63 and number < 2**15 else None
        if row is None:
            return _refusal(request, 404, "NOT_FOUND")
        try:
            with current_store().open(row.key) as content:
                response = HttpResponse(content.read(), content_type=row.picture or files.ANYTHING)
        except ObjectMissing:
            return _refusal(request, 404, "NOT_FOUND")
        shown = "inline" in request.GET and row.picture
        if not shown and request.method == "GET":
            files.note_downloaded(actor, row)
    if not shown:
        name = f"sms-{row.text_id}-{row.number}.{_extension(row.media_type)}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Content-Type"] = files.ANYTHING
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


#: types that telephones send; anything else is taken away as it is
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/3gpp": "3gp",
    "video/quicktime": "mov",
    "text/vcard": "vcf",
    "text/x-vcard": "vcf",
    "application/pdf": "pdf",
}


def _extension(media_type: str) -> str:
    return EXTENSIONS.get(media_type.partition(";")[0].strip().lower(), "bin")


def _refusal(request: HttpRequest, status: int, code: str) -> HttpResponse:
    locale = context_of(request.session, request.headers.get("Accept-Language", "")).locale
    return JsonResponse({"code": code, "message": message(code, locale)}, status=status)
