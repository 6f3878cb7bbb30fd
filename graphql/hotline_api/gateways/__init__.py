"""Gateways and channels: how the nodes are, what the channels are used for, who may take how many."""
