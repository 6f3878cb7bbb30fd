from django.apps import AppConfig


class MainConfig(AppConfig):
    name = "hotline.main"
    label = "main"

    def ready(self) -> None:
        """Plug everything into its port."""
        from hotline.tenancy import checks  # noqa: F401  (importing registers them)

        from . import wiring

        wiring.wire()
