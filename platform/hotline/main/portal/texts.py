"""Every text of the citizens' pages: zh-Hans, zh-Hant, en. Pure data."""

from functools import lru_cache

LOCALES = ("zh-Hans", "zh-Hant", "en")

TEXTS: dict[str, tuple[str, str, str]] = {
    "service": ("12345 市民服务热线", "12345 市民服務熱線", "12345 Citizen Hotline"),
    "skip": ("跳到主要内容", "跳到主要內容", "Skip to main content"),
    "language": ("语言", "語言", "Language"),
    "home": ("首页", "首頁", "Home"),
    "menu": ("主导航", "主導覽", "Main navigation"),
    "footer": (
        "全天 24 小时服务。紧急情况请拨打 110、119 或 120。",
        "全天 24 小時服務。緊急情況請撥打 110、119 或 120。",
        "Here 24 hours a day. In an emergency call 110, 119 or 120.",
    ),
    "staff": ("工作人员登录", "工作人員登入", "Staff sign-in"),
    # first page
    "home_title": ("您有什么事，我们来办", "您有什麼事，我們來辦", "Tell us, and we will see to it"),
    "home_lead": (
        "咨询、投诉、求助、建议——一个号码，一个网页，全程可查。",
        "諮詢、投訴、求助、建議——一個號碼，一個網頁，全程可查。",
        "Questions, complaints, requests and ideas: one number, one page, and you can follow every step.",
    ),
    "submit": ("提交诉求", "提交訴求", "Raise a matter"),
    "submit_card": (
        "不用打电话，写下您的诉求，马上得到工单编号。",
        "不用打電話，寫下您的訴求，馬上得到工單編號。",
        "Write it down without calling and get a case number at once.",
    ),
    "call": ("网上拨打 12345", "網上撥打 12345", "Call 12345 from the browser"),
    "call_card": (
        "用电脑或手机的麦克风直接与话务员通话，免费。",
        "用電腦或手機的麥克風直接與話務員通話，免費。",
        "Talk to us with your computer's or telephone's microphone, free of charge.",
    ),
    "track": ("查询进度", "查詢進度", "Follow your case"),
    "track_card": (
        "输入工单编号和您反映问题时用的电话号码。",
        "輸入工單編號和您反映問題時用的電話號碼。",
        "Enter the case number and the telephone number that you gave us.",
    ),
    # forms
    "problem_title": ("请检查以下内容", "請檢查以下內容", "Please check the following"),
    "error_required": ("请填写此项", "請填寫此項", "Please fill this in"),
    "error_too_long": ("内容太长", "內容太長", "This is too long"),
    "error_invalid": ("请从列表中选择", "請從清單中選擇", "Please choose from the list"),
    "error_phone": (
        "请输入有效的电话号码，例如 138 0000 1111",
        "請輸入有效的電話號碼，例如 138 0000 1111",
        "Enter a telephone number such as 138 0000 1111",
    ),
    "optional": ("选填", "選填", "optional"),
    "label_number": ("工单编号", "工單編號", "Case number"),
    "hint_number": ("14 位数字，见短信", "14 位數字，見簡訊", "14 digits, as in our text message"),
    "label_phone": ("电话号码", "電話號碼", "Telephone number"),
    "label_kind": ("诉求类型", "訴求類型", "What is it?"),
    "label_category": ("主题", "主題", "Subject"),
    "label_title": ("标题", "標題", "In a few words"),
    "label_content": ("详细内容", "詳細內容", "What happened?"),
    "hint_content": (
        "时间、地点、经过和您的要求。请不要写身份证号、银行卡号。",
        "時間、地點、經過和您的要求。請不要寫身分證號、銀行卡號。",
        "When, where, what, and what you ask for. Please leave out identity and bank card numbers.",
    ),
    "label_address": ("地点", "地點", "Where?"),
    "label_district": ("所属地区", "所屬地區", "District"),
    "label_name": ("您的称呼", "您的稱呼", "Your name"),
    "label_website": ("请勿填写", "請勿填寫", "Leave this empty"),
    "label_key": ("", "", ""),
    "choose_later": ("由工作人员判断", "由工作人員判斷", "Let us decide"),
    "not_sure": ("不确定", "不確定", "Not sure"),
    "kind_COMPLAINT": ("投诉", "投訴", "Complaint"),
    "kind_CONSULTATION": ("咨询", "諮詢", "Question"),
    "kind_SUGGESTION": ("建议", "建議", "Suggestion"),
    "kind_REPORT": ("举报", "舉報", "Report of an offence"),
    "kind_HELP": ("求助", "求助", "Request for help"),
    "kind_PRAISE": ("表扬", "表揚", "Praise"),
    "kind_OTHER": ("其他", "其他", "Other"),
    "too_often": (
        "操作过于频繁，请十分钟后再试，或直接拨打 12345。",
        "操作過於頻繁，請十分鐘後再試，或直接撥打 12345。",
        "Too many tries. Please try again in ten minutes, or call 12345.",
    ),
    "failed": (
        "未能提交，请稍后再试或拨打 12345。您填写的内容还在。",
        "未能提交，請稍後再試或撥打 12345。您填寫的內容還在。",
        "This could not be submitted. Please try again later or call 12345. What you wrote is still here.",
    ),
    "send": ("提交", "提交", "Submit"),
    # following a case
    "look_up": ("查询", "查詢", "Look up"),
    "not_found": (
        "没有找到相符的工单。请核对编号和电话号码。",
        "沒有找到相符的工單。請核對編號和電話號碼。",
        "No case matches. Please check the case number and the telephone number.",
    ),
    "progress_title": ("办理进度", "辦理進度", "Progress of your case"),
    "registered_at": ("受理时间", "受理時間", "Registered"),
    "due_at": ("预计反馈", "預計回覆", "Feedback expected by"),
    "kind": ("类型", "類型", "Kind"),
    "result": ("办理结果", "辦理結果", "Result"),
    "legal_route": ("您可以通过以下途径办理", "您可以透過以下途徑辦理", "The way open to you"),
    "now": ("当前", "目前", "now"),
    "another": ("查询另一工单", "查詢另一工單", "Look up another case"),
    "step_registered": ("已受理", "已受理", "Registered"),
    "step_registered_text": (
        "我们收到了您的诉求，正在确定承办单位。",
        "我們收到了您的訴求，正在確定承辦單位。",
        "We have your matter and are finding who is responsible.",
    ),
    "step_dispatched": ("已转交承办单位", "已轉交承辦單位", "Handed to the responsible unit"),
    "step_dispatched_text": (
        "承办单位正在接收。",
        "承辦單位正在接收。",
        "The unit is taking it on.",
    ),
    "step_in_progress": ("办理中", "辦理中", "Being worked on"),
    "step_in_progress_text": (
        "承办单位正在处理。",
        "承辦單位正在處理。",
        "The unit is working on it.",
    ),
    "step_suspended": ("暂缓办理", "暫緩辦理", "On hold"),
    "step_suspended_text": (
        "目前条件暂不具备，条件具备后继续办理。",
        "目前條件暫不具備，條件具備後繼續辦理。",
        "It cannot go on for now and will be taken up again.",
    ),
    "step_review": ("结果审核中", "結果審核中", "The result is being checked"),
    "step_review_text": (
        "承办单位已反馈结果，我们正在审核。",
        "承辦單位已回覆結果，我們正在審核。",
        "The unit has reported back and we are checking it.",
    ),
    "step_callback": ("回访中", "回訪中", "We are asking you"),
    "step_callback_text": (
        "我们会打电话了解您是否满意。",
        "我們會打電話了解您是否滿意。",
        "We will call to hear whether it is resolved.",
    ),
    "step_rework": ("重新办理", "重新辦理", "Being done again"),
    "step_rework_text": (
        "问题尚未解决，已要求承办单位重新办理。",
        "問題尚未解決，已要求承辦單位重新辦理。",
        "It is not resolved yet; the unit is to do it again.",
    ),
    "step_closed": ("已办结", "已辦結", "Completed"),
    "step_closed_text": ("感谢您的反映。", "感謝您的反映。", "Thank you for telling us."),
    "step_not_accepted": ("不予受理", "不予受理", "Not accepted"),
    "step_not_accepted_text": (
        "该事项不属于热线受理范围。",
        "該事項不屬於熱線受理範圍。",
        "This is not a matter for the hotline.",
    ),
    "step_merged": ("合并办理", "合併辦理", "Dealt with together with others"),
    "step_merged_text": (
        "多位市民反映了同一问题，合并办理。",
        "多位市民反映了同一問題，合併辦理。",
        "Several citizens raised this; it is dealt with as one.",
    ),
    "step_cancelled": ("已撤销", "已撤銷", "Withdrawn"),
    "step_cancelled_text": ("该工单已撤销。", "該工單已撤銷。", "This case was withdrawn."),
    # submitted
    "submitted_title": ("提交成功", "提交成功", "We have your matter"),
    "submitted_text": (
        "请记下工单编号。凭编号和电话号码可随时查询进度。",
        "請記下工單編號。憑編號和電話號碼可隨時查詢進度。",
        "Please keep this number. With it and your telephone number you can follow your case.",
    ),
    # calling
    "call_lead": (
        "填写电话号码，我们就能认出您，断线时也能回拨。不填也可以通话。",
        "填寫電話號碼，我們就能認出您，斷線時也能回撥。不填也可以通話。",
        "With your number we know you and can call back if the line breaks. You may leave it empty.",
    ),
    "call_start": ("开始通话", "開始通話", "Start the call"),
    "call_away": (
        "网上通话暂时不可用，请用电话拨打 12345。",
        "網上通話暫時不可用，請用電話撥打 12345。",
        "Calls from the browser are not possible right now. Please dial 12345 from a telephone.",
    ),
    "call_needs_script": (
        "网上通话需要 JavaScript 和麦克风。您也可以用电话拨打 12345。",
        "網上通話需要 JavaScript 和麥克風。您也可以用電話撥打 12345。",
        "Calling from the browser needs JavaScript and a microphone. You can also dial 12345 from a telephone.",
    ),
    "call_button": ("呼叫", "撥打", "Call"),
    "call_hang_up": ("挂断", "掛斷", "Hang up"),
    "call_mute": ("静音", "靜音", "Mute"),
    "call_unmute": ("取消静音", "取消靜音", "Unmute"),
    "call_keypad": ("拨号键盘", "撥號鍵盤", "Keypad"),
    "call_again": ("再打一次", "再打一次", "Call again"),
    "state_idle": ("准备好了", "準備好了", "Ready"),
    "state_microphone": ("请允许使用麦克风", "請允許使用麥克風", "Please allow the microphone"),
    "state_connecting": ("正在接通…", "正在接通…", "Connecting…"),
    "state_ringing": ("正在呼叫…", "正在呼叫…", "Ringing…"),
    "state_talking": ("通话中", "通話中", "In the call"),
    "state_ended": ("通话已结束", "通話已結束", "The call is over"),
    "state_failed": (
        "未能接通，请再试一次或用电话拨打 12345",
        "未能接通，請再試一次或用電話撥打 12345",
        "The call did not get through. Try again, or dial 12345 from a telephone",
    ),
    "state_expired": (
        "此线路已失效，请重新开始",
        "此線路已失效，請重新開始",
        "This line is no longer valid; please start again",
    ),
    "microphone_denied": (
        "麦克风未获授权。请在浏览器设置中允许后再试。",
        "麥克風未獲授權。請在瀏覽器設定中允許後再試。",
        "The microphone was not allowed. Allow it in the browser's settings and try again.",
    ),
    "microphone_missing": ("没有找到麦克风。", "沒有找到麥克風。", "No microphone was found."),
    "microphone_busy": (
        "麦克风正被其他程序使用。",
        "麥克風正被其他程式使用。",
        "Another program is using the microphone.",
    ),
    "microphone_insecure": (
        "此连接不安全，浏览器不允许使用麦克风。",
        "此連線不安全，瀏覽器不允許使用麥克風。",
        "This connection is not secure, so the browser does not allow the microphone.",
    ),
}


@lru_cache
def of(locale: str) -> dict[str, str]:
    """All texts in one language. Raises ValueError for a language that we do not have."""
    place = LOCALES.index(locale)
    return {name: variants[place] for name, variants in TEXTS.items()}
