"""What people do with the lists."""

from .listed_number_keep import ListedNumberKeep
from .listed_number_remove import ListedNumberRemove
from .listed_numbers_import import ListedNumbersImport

ALL = (ListedNumberKeep, ListedNumberRemove, ListedNumbersImport)
