"""The prompt catalogue: what the platform can say by itself, by key, in every spoken language.

Keys are file names. ``{}`` never occurs: numbers are said digit by digit or by the ``number-*`` prompts.
"""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = (
    ("星期一", "Monday"),
    ("星期二", "Tuesday"),
    ("星期三", "Wednesday"),
    ("星期四", "Thursday"),
    ("星期五", "Friday"),
    ("星期六", "Saturday"),
    ("星期日", "Sunday"),
)

PROMPTS: dict[str, dict[str, str]] = {
    "welcome": {
        "zh": "您好，欢迎致电一二三四五政务服务便民热线。",
        "en": "Welcome to the one two three four five citizen hotline.",
    },
    "menu-main": {
        "zh": "咨询请按一，投诉请按二，查询工单进度请按三，留言请按四，人工服务请按零。",
        "en": "For information press one, for a complaint press two, to track a case press three, "
        "to leave a message press four, for a person press zero.",
    },
    "invalid-choice": {"zh": "输入有误，请重新选择。", "en": "That is not a choice. Please try again."},
    "enter-case-number": {
        "zh": "请输入工单编号，按井号键结束。",
        "en": "Please enter the case number, then press the hash key.",
    },
    "case-not-found": {
        "zh": "没有查到该工单，请核对编号。",
        "en": "No such case was found. Please check the number.",
    },
    "case-number-is": {"zh": "您的工单编号", "en": "Your case number"},
    "case-state-registered": {"zh": "已受理，等待派单。", "en": "has been registered and awaits dispatch."},
    "case-state-dispatched": {
        "zh": "已派单，等待承办单位签收。",
        "en": "has been dispatched to the responsible unit.",
    },
    "case-state-in-progress": {"zh": "承办单位正在办理。", "en": "is being worked on."},
    "case-state-review": {"zh": "正在审核。", "en": "is under review."},
    "case-state-callback": {"zh": "已办理，等待回访。", "en": "has been handled; we will call you back."},
    "case-state-closed": {"zh": "已办结。", "en": "is closed."},
    "lookup-unavailable": {
        "zh": "查询暂时不可用，请稍后再试。",
        "en": "The look-up is not available now. Please try later.",
    },
    "leave-message": {
        "zh": "请在提示音后留言，按井号键结束。",
        "en": "Please speak after the tone and press hash to finish.",
    },
    "message-thanks": {
        "zh": "留言已保存，我们会尽快回复。",
        "en": "Your message is saved. We will answer soon.",
    },
    "refused-listed": {
        "zh": "对不起，您的号码暂时不能使用本服务。",
        "en": "Sorry, this service is not available to your number.",
    },
    "lines-busy": {
        "zh": "对不起，线路全忙，请稍后再拨。",
        "en": "Sorry, all lines are busy. Please call again later.",
    },
    "unknown-number": {
        "zh": "您拨打的号码不存在，请核对后再拨。",
        "en": "The number you dialled does not exist.",
    },
    "all-busy": {"zh": "话务员全忙，请稍候，音乐等待中。", "en": "All agents are busy. Please hold on."},
    "call-back-offer": {
        "zh": "如需保留排队位置并由我们回拨给您，请按一，继续等待请按其他键。",
        "en": "To keep your place and be called back, press one. To go on, press any other key.",
    },
    "call-back-hint": {
        "zh": "不想等待，请按一，我们保留您的排队位置并回拨给您。",
        "en": "If you would rather not hold, press one: you keep your place and we call you back.",
    },
    "call-back-number": {"zh": "我们将回拨", "en": "We will call you at"},
    "call-back-confirm": {
        "zh": "确认请按一，使用其他号码请按二，继续等待请按星号键。",
        "en": "To confirm press one, for another number press two, to go on waiting press star.",
    },
    "call-back-type": {
        "zh": "请输入您的电话号码，按井号键结束。",
        "en": "Please enter your telephone number, then press the hash key.",
    },
    "call-back-promised": {
        "zh": "已保留您的排队位置，轮到您时我们会回拨，请您挂机。",
        "en": "Your place is kept. We will call you when it is your turn. You may hang up now.",
    },
    "you-are-number": {"zh": "您前面还有", "en": "Callers ahead of you:"},
    "callers-ahead": {"zh": "位来电者。", "en": "."},
    "you-are-next": {"zh": "下一位就是您。", "en": "You are next in line."},
    "wait-about": {"zh": "预计等待", "en": "The expected wait is about"},
    "minutes": {"zh": "分钟。", "en": "minutes."},
    "wait-under-one-minute": {"zh": "预计等待不到一分钟。", "en": "The expected wait is under one minute."},
    "agent-number": {"zh": "工号", "en": "Agent number"},
    "at-your-service": {"zh": "为您服务。", "en": "at your service."},
    "agent-lost": {
        "zh": "通话中断，正在为您重新接通。",
        "en": "We lost the agent. Please hold on, we are reconnecting you.",
    },
    "system-error": {"zh": "系统繁忙，请稍后再拨。", "en": "The system is busy. Please call again later."},
    "goodbye": {"zh": "感谢您的来电，再见。", "en": "Thank you for calling. Goodbye."},
    "aid-recording-notice": {
        "zh": "为保证服务质量，本次通话将被录音。",
        "en": "This call is recorded to keep up the quality of our service.",
    },
    "aid-please-wait": {
        "zh": "正在为您查询，请稍候。",
        "en": "We are looking into it for you. Please hold on.",
    },
    "aid-office-hours": {
        "zh": "政务服务大厅办理时间为工作日上午九点至下午五点。",
        "en": "The service hall is open on working days from nine in the morning to five in the afternoon.",
    },
    "aid-case-handling": {
        "zh": "您的诉求将转交承办单位办理，办理结果会以短信告知您。",
        "en": "Your matter goes to the responsible unit. You will hear the result by text message.",
    },
    "dialler-abandoned": {
        "zh": "您好，这里是一二三四五政务服务便民热线。现在话务员全忙，我们稍后再与您联系，抱歉打扰。",
        "en": "This is the one two three four five citizen hotline. All our agents are busy at this moment. "
        "We are sorry for the disturbance and will call again later.",
    },
    "dialler-message": {
        "zh": "您好，这里是一二三四五政务服务便民热线。我们就您反映的事项回访，稍后将再与您联系，"
        "您也可以直接拨打一二三四五。谢谢。",
        "en": "This is the one two three four five citizen hotline. We called about a matter that you reported, "
        "and will call again. You can also reach us at one two three four five. Thank you.",
    },
    "dispatch-opening": {
        "zh": "这里是一二三四五政务服务便民热线执法调度。",
        "en": "This is an enforcement dispatch of the one two three four five citizen hotline.",
    },
    "dispatch-assemble": {
        "zh": "请立即到现场集合处置，具体情况见工单。",
        "en": "Please go to the place at once. The details are in the case.",
    },
    "dispatch-public-safety": {
        "zh": "辖区发生影响公共安全的紧急情况，请立即派员处置。",
        "en": "There is a danger to public safety in your area. Please send somebody at once.",
    },
    "dispatch-road": {
        "zh": "辖区道路设施损坏影响通行，请立即派员处置。",
        "en": "A road in your area is damaged and blocked. Please send somebody at once.",
    },
    "dispatch-water": {
        "zh": "辖区发生停水或管道破裂，请立即派员抢修。",
        "en": "The water supply in your area has failed or a pipe has burst. Please send a repair crew at once.",
    },
    "dispatch-keys": {
        "zh": "确认接受请按一，重听请按二，无法执行请按九。",
        "en": "To accept press one, to hear it again press two, to refuse press nine.",
    },
    "dispatch-accepted": {"zh": "已确认，请尽快处置。谢谢。", "en": "Accepted. Please act at once. Thank you."},
    "dispatch-refused": {
        "zh": "已记录无法执行，值班长将另行安排。",
        "en": "Your refusal is noted. The supervisor will arrange something else.",
    },
    "survey-opening": {
        "zh": "您好，这里是一二三四五政务服务便民热线，耽误您一分钟，请您参与回访调查。",
        "en": "This is the one two three four five citizen hotline. May we ask you some short questions?",
    },
    "survey-contacted": {
        "zh": "承办单位是否已经与您联系？已联系请按一，没有联系请按二。",
        "en": "Has the responsible unit contacted you? If so press one, if not press two.",
    },
    "survey-resolved": {
        "zh": "您反映的问题是否已经解决？已解决请按一，部分解决请按二，没有解决请按三。",
        "en": "Has your matter been resolved? If so press one, partly press two, not at all press three.",
    },
    "survey-satisfied": {
        "zh": "您对办理结果是否满意？请按一到五打分，五分为非常满意，一分为非常不满意。",
        "en": "How satisfied are you? Press one to five; five is very satisfied, one not at all.",
    },
    "survey-recommend": {
        "zh": "您对我们话务员的服务态度是否满意？满意请按一，一般请按二，不满意请按三。",
        "en": "How was the manner of our agent? Good press one, fair press two, poor press three.",
    },
    "survey-thanks": {"zh": "感谢您的参与，再见。", "en": "Thank you for your answers. Goodbye."},
    "survey-rate": {
        "zh": "请对本次服务评价，非常满意请按五，满意请按四，一般请按三，不满意请按二，非常不满意请按一。",
        "en": "Please rate our service: five for very satisfied, four for satisfied, three for fair, "
        "two for dissatisfied, one for very dissatisfied.",
    },
    "office-closed": {
        "zh": "现在是非工作时间，您可以留言，我们会在工作日回复。",
        "en": "Our office is closed now. You can leave a message and we will answer on the next working day.",
    },
    "enter-digits": {"zh": "请输入号码，按井号键结束。", "en": "Please enter the number, then press the hash key."},
    "clock-hour": {"zh": "点", "en": "o'clock"},
    "clock-minute": {"zh": "分", "en": "minutes"},
    "clock-sharp": {"zh": "整", "en": "o'clock"},
    "clock-some": {"zh": "若干", "en": "several"},
    "day-of-month": {"zh": "日", "en": "day"},
    **{f"month-{n}": {"zh": f"{n}月", "en": en} for n, en in enumerate(_MONTHS, 1)},
    **{f"weekday-{n}": {"zh": zh, "en": en} for n, (zh, en) in enumerate(_WEEKDAYS, 1)},
    "cases-of-caller": {"zh": "查到您最近的工单。", "en": "These are your latest cases."},
    "no-case-of-caller": {
        "zh": "没有查到您来电号码登记的工单。",
        "en": "No case is registered under the number that you are calling from.",
    },
    "take-opening": {
        "zh": "请在提示音后朗读，按井号键结束。",
        "en": "Speak after the tone and press the hash key to finish.",
    },
    "take-choices": {
        "zh": "保留请按一，重新录制请按二，再听一遍请按三。",
        "en": "To keep it press one, to record again press two, to hear it again press three.",
    },
    "take-kept": {"zh": "已保存为草稿。", "en": "It is kept as a draft."},
    "auto-answer-tone": {"zh": "", "en": ""},  # a tone, synthesised
    **{f"number-{n}": {"zh": str(n), "en": str(n)} for n in range(100)},
    **{f"digit-{n}": {"zh": zh, "en": str(n)} for n, zh in enumerate("零幺二三四五六七八九")},
}

AID_PREFIX = "aid-"
"""Prompts of this prefix are the agents' aids: they play them into a conversation."""

OWN_PREFIX = "own-"
"""Prompts of this prefix are the city's own, beside the catalogue."""

PIECES = ("number-", "digit-", "auto-answer", "month-", "weekday-", "clock-", "day-of-")
"""Prompts that begin so are pieces of sentences: nobody chooses them."""

LANGUAGES: tuple[str, ...] = ("zh", "en")
