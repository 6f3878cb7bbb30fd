from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "tenants.local.contacts"
    label = "contacts"
    default_auto_field = "django.db.models.BigAutoField"
