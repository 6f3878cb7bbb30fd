"""Surveys: questionnaires, answers, statistics."""
