"""What people do with letters."""

from .letter_answer import LetterAnswer
from .letter_dismiss import LetterDismiss
from .letter_file_to import LetterFileTo
from .letter_give_back import LetterGiveBack
from .letter_link import LetterLink
from .letter_reopen import LetterReopen
from .letter_send_again import LetterSendAgain
from .letter_take import LetterTake
from .service_address_drop import ServiceAddressDrop
from .service_address_set import ServiceAddressSet

ALL = (
    LetterTake,
    LetterGiveBack,
    LetterFileTo,
    LetterDismiss,
    LetterReopen,
    LetterAnswer,
    LetterSendAgain,
    LetterLink,
    ServiceAddressSet,
    ServiceAddressDrop,
)
