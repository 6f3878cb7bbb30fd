"""What people do with the lists."""

from .block_proposal_decide import BlockProposalDecide
from .caller_block import CallerBlock
from .caller_block_withdraw import CallerBlockWithdraw
from .listed_number_keep import ListedNumberKeep
from .listed_number_remove import ListedNumberRemove
from .listed_numbers_import import ListedNumbersImport

ALL = (
    ListedNumberKeep,
    ListedNumberRemove,
    ListedNumbersImport,
    CallerBlock,
    CallerBlockWithdraw,
    BlockProposalDecide,
)
