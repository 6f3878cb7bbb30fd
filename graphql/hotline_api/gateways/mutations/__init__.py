"""The buttons of gateways and channels."""

from .address_let_in import AddressLetIn
from .channels_allot import ChannelsAllot
from .scanners_set import ScannersSet
from .tolls_set import TollsSet
from .trunks_set import TrunksSet

ALL = (ChannelsAllot, TollsSet, TrunksSet, ScannersSet, AddressLetIn)
