"""Designing questionnaires, keeping answers."""

from .survey_answer import SurveyAnswer
from .survey_export import SurveyExport
from .survey_feed import SurveyFeed
from .survey_publish import SurveyPublish
from .survey_save import SurveySave

ALL = (SurveySave, SurveyPublish, SurveyAnswer, SurveyExport, SurveyFeed)
