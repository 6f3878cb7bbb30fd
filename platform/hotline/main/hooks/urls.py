"""Addresses under /hooks/."""

from django.urls import path

from . import twilio_sms

urlpatterns = [path("hooks/twilio/sms", twilio_sms.status, name="hook-twilio-sms")]
