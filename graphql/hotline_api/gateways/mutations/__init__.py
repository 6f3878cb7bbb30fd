"""The buttons of gateways and channels."""

from .channels_allot import ChannelsAllot
from .tolls_set import TollsSet

ALL = (ChannelsAllot, TollsSet)
