from django.apps import AppConfig


class ScoreboardConfig(AppConfig):
    name = "tenants.shared.scoreboard"
    label = "scoreboard"
    default_auto_field = "django.db.models.BigAutoField"
