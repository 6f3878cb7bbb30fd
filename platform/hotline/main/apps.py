from django.apps import AppConfig


class MainConfig(AppConfig):
    name = "hotline.main"
    label = "main"

    def ready(self) -> None:
        """Plug everything into its port."""
        from . import wiring

        wiring.wire()
