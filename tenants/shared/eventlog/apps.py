from django.apps import AppConfig


class EventLogConfig(AppConfig):
    name = "tenants.shared.eventlog"
    label = "eventlog"
    default_auto_field = "django.db.models.BigAutoField"
