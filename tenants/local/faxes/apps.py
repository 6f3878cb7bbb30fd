from django.apps import AppConfig


class FaxesConfig(AppConfig):
    name = "tenants.local.faxes"
    label = "faxes"
    default_auto_field = "django.db.models.BigAutoField"
