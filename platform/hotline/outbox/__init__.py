"""Effects on the outside world: written in the transaction that wants them, carried out afterwards, once per key.

``put`` is for whoever wants an effect; ``register`` says who carries out a kind (see ``hotline.main.wiring``).
"""

from .carrying import drain
from .outcomes import Done, Effect, Failed, Outcome, Retry, Unknown, register
from .writing import put

__all__ = ["Done", "Effect", "Failed", "Outcome", "Retry", "Unknown", "drain", "put", "register"]
