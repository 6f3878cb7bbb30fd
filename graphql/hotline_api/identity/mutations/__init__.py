"""Signing in and out, changing tenant, preferences."""

from .preferences_set import PreferencesSet
from .sign_in import SignIn
from .sign_out import SignOut
from .switch_tenant import SwitchTenant

ALL = (SignIn, SignOut, SwitchTenant, PreferencesSet)
