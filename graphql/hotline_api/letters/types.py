"""Letters as the API shows them. ``view`` fills them; addresses of files are answered by ``letter-files/``."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.citizens.types import Citizen
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import Field, GuardedType
from tenants.local.letters.queries import INBOXES, OUTBOXES
from tenants.local.letters.rules import DismissReason, LetterState, NotKept, Purpose, SentState
from tenants.shared.addresses.rules import AddressKind

LetterInbox = graphene.Enum("LetterInbox", [(box, box) for box in INBOXES])
LetterOutbox = graphene.Enum("LetterOutbox", [(box, box) for box in OUTBOXES])
LetterMedium = api_enum("LetterMedium", AddressKind)
LetterStateEnum = api_enum("LetterState", LetterState)
LetterDismissReason = api_enum("LetterDismissReason", DismissReason)
SentLetterState = api_enum("SentLetterState", SentState)
LetterPurpose = api_enum("LetterPurpose", Purpose)
FileNotKept = api_enum("FileNotKept", NotKept)


class LetterFile(GuardedType):
    """An attachment. ``url`` is null when it is not kept; ``pictureUrl``: a picture that can be shown in the page."""

    class Meta:
        permission = Permission.LETTER_VIEW

    number = graphene.Int(required=True)
    name = graphene.String(required=True)
    size = graphene.Float(required=True, description="Bytes.")
    not_kept = graphene.Field(FileNotKept)
    url = graphene.String()
    picture_url = graphene.String()


class SentLetter(GuardedType):
    """Something that was written to a citizen. SENT: the other side's server took it."""

    class Meta:
        permission = Permission.LETTER_VIEW

    id = graphene.ID(required=True)
    medium = graphene.Field(LetterMedium, required=True)
    purpose = graphene.Field(LetterPurpose, required=True)
    address = graphene.String(required=True, description="Ours.")
    recipient = graphene.String(required=True)
    recipient_name = graphene.String(required=True)
    subject = graphene.String(required=True)
    body = graphene.String(required=True)
    case_number = graphene.String(required=True)
    letter = graphene.ID(description="What it answers.")
    state = graphene.Field(SentLetterState, required=True)
    error = graphene.String(required=True)
    written_at = graphene.DateTime(required=True)
    written_by = graphene.String(required=True)
    sent_at = graphene.DateTime()
    files = graphene.List(graphene.NonNull(LetterFile), required=True, description="That went with it.")


class LetterSummary(GuardedType):
    """Another letter of the same sender."""

    class Meta:
        permission = Permission.LETTER_VIEW

    id = graphene.ID(required=True)
    subject = graphene.String(required=True)
    received_at = graphene.DateTime(required=True)
    state = graphene.Field(LetterStateEnum, required=True)


class LetterDraft(GuardedType):
    """How an answer begins; null when nobody can be answered there."""

    class Meta:
        permission = Permission.LETTER_VIEW

    address = graphene.String(required=True)
    address_name = graphene.String(required=True)
    recipient = graphene.String(required=True)
    recipient_name = graphene.String(required=True)
    subject = graphene.String(required=True)
    greeting = graphene.String(required=True)
    closing = graphene.String(required=True)


class Letter(GuardedType):
    """A letter from outside: new, taken, then answered, filed to a case or dismissed; due a day after it came.

    In `letter` each viewing is in the audit log; ``text``, ``files``, ``answers``, ``others`` and ``draft`` are filled
    there only."""

    class Meta:
        permission = Permission.LETTER_VIEW

    id = graphene.ID(required=True)
    medium = graphene.Field(LetterMedium, required=True)
    address = graphene.String(required=True, description="Ours, that it was written to.")
    sender = graphene.String(required=True, description="Empty: a report.")
    sender_name = graphene.String(required=True)
    answer_to = graphene.String(required=True, description="Where answers go; mostly the sender.")
    subject = graphene.String(required=True)
    text = graphene.String(required=True)
    beginning = graphene.String(required=True, description="The first words.")
    clipped = graphene.Boolean(required=True, description="The text is longer than what is shown.")
    automatic = graphene.Boolean(required=True, description="A machine wrote it.")
    received_at = graphene.DateTime(required=True)
    written_at = graphene.DateTime(description="As its sender says.")
    due_at = graphene.DateTime(required=True)
    overdue = graphene.Boolean(required=True)
    state = graphene.Field(LetterStateEnum, required=True)
    taken_by = graphene.String(required=True)
    taken_at = graphene.DateTime()
    quoted_case = graphene.String(required=True, description="The case that it is about by what it quotes.")
    case_number = graphene.String(required=True, description="The case that it is kept with.")
    done_at = graphene.DateTime()
    done_by = graphene.String(required=True)
    reason = graphene.Field(LetterDismissReason)
    note = graphene.String(required=True)
    seen_at = graphene.DateTime()
    seen_by = graphene.String(required=True)
    file_count = graphene.Int(required=True)
    files = graphene.List(graphene.NonNull(LetterFile), required=True)
    answers = graphene.List(graphene.NonNull(SentLetter), required=True, description="Oldest first.")
    others = graphene.List(graphene.NonNull(LetterSummary), required=True)
    draft = graphene.Field(LetterDraft)
    citizen = Field(Citizen, permission=Permission.CITIZEN_VIEW, otherwise=None)


class LetterCounts(GuardedType):
    """Received ones that are open; ``failed``: what was written and did not arrive."""

    class Meta:
        permission = Permission.LETTER_VIEW

    open = graphene.Int(required=True)
    new = graphene.Int(required=True)
    overdue = graphene.Int(required=True)
    mine = graphene.Int(required=True)
    failed = graphene.Int(required=True)


class CaseLetters(GuardedType):
    """What is kept with a case, and what is open about it; oldest first."""

    class Meta:
        permission = Permission.LETTER_VIEW

    received = graphene.List(graphene.NonNull(Letter), required=True)
    sent = graphene.List(graphene.NonNull(SentLetter), required=True)


class ServiceAddress(GuardedType):
    """What citizens write to. ``queue``: key, empty: as the medium's rule says."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    id = graphene.ID(required=True)
    kind = graphene.Field(LetterMedium, required=True)
    address = graphene.String(required=True)
    queue = graphene.String(required=True)
    name = graphene.String(required=True)
    greeting = graphene.String(required=True)
    closing = graphene.String(required=True)
    receipt = graphene.String(required=True, description="Answered at once; empty: nothing.")
    is_open = graphene.Boolean(required=True)


LetterPage = page_type("Letter", Letter)
SentLetterPage = page_type("SentLetter", SentLetter)
