"""Why a questionnaire or an answer was not kept."""

from hotline.kernel.errors import HotlineError, Invalid


class SurveyFlawed(Invalid):
    """The questionnaire has flaws: {flaws}."""

    code = "SURVEY_FLAWED"


class NotPublished(HotlineError):
    """Publish the questionnaire first."""

    code = "SURVEY_NOT_PUBLISHED"


class WrongStep(Invalid):
    """The step {step} cannot feed this question: choose a satisfaction step of a flow in force and a published question
    that the keys 1 to 5 answer."""

    code = "WRONG_STEP"


class WrongAnswer(Invalid):
    """This is no answer to the question {question}."""

    code = "WRONG_ANSWER"
