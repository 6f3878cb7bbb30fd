from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "tenants.local.messages"
    label = "internal_messages"
    default_auto_field = "django.db.models.BigAutoField"
