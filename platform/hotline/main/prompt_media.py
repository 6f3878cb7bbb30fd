"""``/prompts/<language>/<key>/audio``: hear a version (``?version=``, 0: the house's), or put a sound file there."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from hotline import tenancy
from hotline.kernel.errors import HotlineError
from hotline.kernel.permissions import Permission
from hotline_api.core.context import context_of
from hotline_api.core.errors import FORBIDDEN, UNAUTHENTICATED, message
from tenants.local.voice import prompts
from tenants.local.voice import speech as spoken
from tenants.local.voice.sound import MOST_BYTES


@require_http_methods(["GET", "POST"])
def prompt_audio(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """200 with wav, or {"version"}; 400 with {"code", "message"} of what hinders the file; 401, 403, 404."""
    context = context_of(request.session, request.headers.get("Accept-Language", ""))
    actor = context.actor
    if actor is None:
        return _refusal(401, UNAUTHENTICATED, context.locale)
    if not actor.may(Permission.ADMIN_PROMPTS):
        return _refusal(403, FORBIDDEN, context.locale)
    with tenancy.entered(actor.tenant):
        if request.method == "GET":
            number = request.GET.get("version", "0")
            content = prompts.audio(key, language, int(number)) if number.isdecimal() and len(number) < 9 else None
            if content is None:
                return _refusal(404, "NOT_FOUND", context.locale)
            response = HttpResponse(content, content_type="audio/wav")
            patch_cache_control(response, private=True, no_store=True)
            return response
        file = request.FILES.get("file")
        if file is None:
            return _refusal(400, "NO_SOUND", context.locale)
        try:
            row = prompts.do_take_file(
                actor, key, language, file.read(MOST_BYTES + 1), recorded=request.POST.get("recorded") == "1"
            )
        except HotlineError as error:
            return _refusal(400, error.code, context.locale, **error.params)
        return JsonResponse({"version": row.number})


@require_http_methods(["GET"])
def speech_audio(request: HttpRequest, speech: int) -> HttpResponse:
    """``/flows/speech/<id>/audio``: what a flow's version says, as wav; 401, 403, 404."""
    context = context_of(request.session, request.headers.get("Accept-Language", ""))
    actor = context.actor
    if actor is None:
        return _refusal(401, UNAUTHENTICATED, context.locale)
    if not actor.may(Permission.ADMIN_ROUTING):
        return _refusal(403, FORBIDDEN, context.locale)
    with tenancy.entered(actor.tenant):
        content = spoken.audio(speech)
    if content is None:
        return _refusal(404, "NOT_FOUND", context.locale)
    response = HttpResponse(content, content_type="audio/wav")
    patch_cache_control(response, private=True, no_store=True)
    return response


def _refusal(status: int, code: str, locale: str, **params: object) -> HttpResponse:
    return JsonResponse({"code": code, "message": message(code, locale, **params)}, status=status)
