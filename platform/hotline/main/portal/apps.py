from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hotline.main.portal"
    label = "portal"
