"""The texts of messages in three languages. Pure data and filling in; no personal data but what the recipient gave."""

from typing import Final

DEFAULT_LOCALE: Final = "zh-Hans"
#: a longer text is cut: several parts cost money and arrive out of order
LONGEST_REPLY: Final = 300

TEMPLATES: Final[dict[str, dict[str, str]]] = {
    "case_registered": {
        "zh-Hans": "【12345】您的诉求已受理，工单编号{number}。凭编号和您的电话号码可在市民网页查询进度。感谢来电。",
        "zh-Hant": "【12345】您的訴求已受理，工單編號{number}。憑編號和您的電話號碼可在市民網頁查詢進度。感謝來電。",
        "en": "[12345] Your matter has been registered under number {number}. Look up its progress on the citizens' "
        "page with this number and your telephone number. Thank you for calling.",
    },
    "case_result": {
        "zh-Hans": "【12345】您的工单{number}已办结。办理结果：{reply}",
        "zh-Hant": "【12345】您的工單{number}已辦結。辦理結果：{reply}",
        "en": "[12345] Your matter {number} has been completed. Result: {reply}",
    },
    "case_not_accepted": {
        "zh-Hans": "【12345】您的诉求{number}不属于本热线受理范围：{reason}。您可以通过以下途径办理：{legal_route}",
        "zh-Hant": "【12345】您的訴求{number}不屬於本熱線受理範圍：{reason}。您可以透過以下途徑辦理：{legal_route}",
        "en": "[12345] Your matter {number} cannot be accepted here: {reason}. The way open to you: {legal_route}",
    },
    "text_receipt": {
        "zh-Hans": "【12345】{reply}",
        "zh-Hant": "【12345】{reply}",
        "en": "[12345] {reply}",
    },
    "answer": {
        "zh-Hans": "【12345】{reply}",
        "zh-Hant": "【12345】{reply}",
        "en": "[12345] {reply}",
    },
}

#: beginnings of answers that an agent can choose from, and change
PHRASES: Final[dict[str, dict[str, str]]] = {
    "received": {
        "zh-Hans": "您的短信已收到，我们会尽快核实并答复您。",
        "zh-Hant": "您的簡訊已收到，我們會盡快核實並答覆您。",
        "en": "We have your message, look into it and will answer you as soon as we can.",
    },
    "more": {
        "zh-Hans": "为便于办理，请补充事发地点、时间和您的称呼。",
        "zh-Hant": "為便於辦理，請補充事發地點、時間和您的稱呼。",
        "en": "So that we can act, please tell us where and when it happened, and how to address you.",
    },
    "call": {
        "zh-Hans": "您反映的情况需要详细了解，请拨打12345，或回复方便接听的时间，我们给您回电。",
        "zh-Hant": "您反映的情況需要詳細了解，請撥打12345，或回覆方便接聽的時間，我們給您回電。",
        "en": "We need to know more: please call 12345, or tell us when we may call you.",
    },
    "thanks": {
        "zh-Hans": "感谢您的反馈，如有新的情况请随时告诉我们。",
        "zh-Hant": "感謝您的回饋，如有新的情況請隨時告訴我們。",
        "en": "Thank you. If there is anything new, let us know.",
    },
}

#: beginnings of messages to somebody who has not written
OPENINGS: Final[dict[str, dict[str, str]]] = {
    "missed": {
        "zh-Hans": "我们刚才给您打过电话，未能接通。请方便时拨打12345，或回复短信告知何时可以联系您。",
        "zh-Hant": "我們剛才給您打過電話，未能接通。請方便時撥打12345，或回覆簡訊告知何時可以聯絡您。",
        "en": "We tried to call you and could not reach you. Please call 12345, or tell us by text when we may call.",
    },
    "details": {
        "zh-Hans": "为办理您反映的事项，请回复短信补充具体地点和时间，也可附照片。",
        "zh-Hant": "為辦理您反映的事項，請回覆簡訊補充具體地點和時間，也可附照片。",
        "en": "To deal with your matter we need to know where and when exactly. Please reply to this text; "
        "pictures are welcome.",
    },
    "progress": {
        "zh-Hans": "您反映的事项正在办理中，有结果后会第一时间告知您。如有补充请回复短信。",
        "zh-Hant": "您反映的事項正在辦理中，有結果後會第一時間告知您。如有補充請回覆簡訊。",
        "en": "Your matter is being dealt with, and we will tell you the result. Reply to this text to add anything.",
    },
    "resolved": {
        "zh-Hans": "您反映的事项已处理，请问问题是否解决？请回复短信告知。",
        "zh-Hant": "您反映的事項已處理，請問問題是否解決？請回覆簡訊告知。",
        "en": "Your matter has been dealt with. Is the problem solved? Please reply to this text.",
    },
}


def phrases(locale: str, *, opening: bool = False) -> list[tuple[str, str]]:
    """(key, text) of what an answer, or an ``opening`` message, can begin with, in a language."""
    return [(key, texts[locale_of(locale)]) for key, texts in (OPENINGS if opening else PHRASES).items()]


def locale_of(*wishes: str) -> str:
    """The first language among ``wishes`` that we have texts in; the default else."""
    for wish in wishes:
        for known in TEMPLATES["case_registered"]:
            if wish.lower() == known.lower():
                return known
    return DEFAULT_LOCALE


def text(template: str, locale: str, **params: str) -> str:
    """A template filled in. KeyError for an unknown template or a missing parameter."""
    shortened = {name: _shorten(value) for name, value in params.items()}
    return TEMPLATES[template][locale_of(locale)].format(**shortened)


def _shorten(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= LONGEST_REPLY else value[: LONGEST_REPLY - 1] + "…"
