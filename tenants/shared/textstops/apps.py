from django.apps import AppConfig


class TextStopsConfig(AppConfig):
    name = "tenants.shared.textstops"
    label = "textstops"
    default_auto_field = "django.db.models.BigAutoField"
