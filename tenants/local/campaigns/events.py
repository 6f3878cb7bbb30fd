"""What the rest of the house may want to know after a campaign changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CampaignTouched:
    """The screens of campaign ``pk`` no longer show the truth."""

    pk: int
