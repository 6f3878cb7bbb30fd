"""Named checks of parts, run side by side within a time limit."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

#: a check returns when its part answers, and raises when it does not
Check = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Health:
    """``failing``: part -> what is wrong, in a few words; empty when all is well."""

    failing: dict[str, str]

    @property
    def ok(self) -> bool:
        return not self.failing


class PartSilent(Exception):
    """A part is there but says that it does not work."""


def examine(checks: Mapping[str, Check], seconds: float = 2.0) -> Health:
    """Run all ``checks`` at once; a part that has not answered after ``seconds`` fails too."""
    pool = ThreadPoolExecutor(max_workers=max(1, len(checks)), thread_name_prefix="health")
    try:
        running = {part: pool.submit(check) for part, check in checks.items()}
        failing = {}
        for part, future in running.items():
            try:
                future.result(timeout=seconds)
            except TimeoutError:
                failing[part] = f"no answer within {seconds:g} s"
            except Exception as error:
                failing[part] = str(error) or type(error).__name__
        return Health(failing)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
