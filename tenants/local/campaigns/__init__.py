"""Dialling campaigns: lists of people to call, when, how often, and what came of it; who must not be called."""
