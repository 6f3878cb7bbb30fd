"""Surveys: questionnaires with versions, and what people answered."""
