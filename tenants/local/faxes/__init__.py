"""Faxes received and sent: kept with the case, looked at and answered at the desk."""
