from django.apps import AppConfig


class DispatchingConfig(AppConfig):
    name = "tenants.local.dispatching"
    label = "dispatching"
    default_auto_field = "django.db.models.BigAutoField"
