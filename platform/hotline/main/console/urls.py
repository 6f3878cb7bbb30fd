"""Addresses of the console. The last one takes what nothing else takes."""

from django.urls import path, re_path

from hotline.main.fax_media import fax_document_file, fax_received_file, fax_upload
from hotline.main.letter_media import letter_file, letter_upload, sent_letter_file
from hotline.main.media import recording_audio, recording_file
from hotline.main.prompt_media import prompt_audio, speech_audio
from hotline.main.text_files import text_file

from .views import shell

urlpatterns = [
    path("recordings/<int:recording_id>/audio", recording_audio, name="recording-audio"),
    path("recordings/<int:recording_id>/file", recording_file, name="recording-file"),
    path("flows/speech/<int:speech>/audio", speech_audio, name="speech-audio"),
    path("prompts/<str:language>/<slug:key>/audio", prompt_audio, name="prompt-audio"),
    path("fax-files/received/<int:fax>/<str:name>", fax_received_file, name="fax-received"),
    path("fax-files/documents/<uuid:key>/<str:name>", fax_document_file, name="fax-document"),
    path("letter-files/<int:letter>/<int:number>", letter_file, name="letter-file"),
    path("letter-files/sent/<uuid:key>/<int:number>", sent_letter_file, name="sent-letter-file"),
    path("letter-files/upload", letter_upload, name="letter-upload"),
    path("text-files/<int:text>/<int:number>", text_file, name="text-file"),
    path("fax-files/upload", fax_upload, name="fax-upload"),
    re_path(
        r"^(?!(?:static|graphql|recordings|fax-files|letter-files|text-files|citizen|hooks|healthz|metrics|oauth|open311)(?:/|$))(?P<path>.*)$",
        shell,
        name="console",
    ),
]
