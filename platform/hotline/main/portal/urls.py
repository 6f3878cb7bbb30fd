"""Addresses of the citizens' pages."""

from django.urls import path

from . import call, submitting, tracking, views

urlpatterns = [
    path("citizen/", views.home, name="portal-home"),
    path("citizen/language", views.language, name="portal-language"),
    path("citizen/track", tracking.track, name="portal-track"),
    path("citizen/submit", submitting.submit, name="portal-submit"),
    path("citizen/submitted/<str:token>", submitting.submitted, name="portal-submitted"),
    path("citizen/call", call.call, name="portal-call"),
]
