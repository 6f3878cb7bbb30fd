"""The usual subjects of a citizen hotline: plain data. Department codes are those that tenants give their units."""

from dataclasses import dataclass

from .rules import Urgency


@dataclass(frozen=True, slots=True)
class Leaf:
    """A subject. Without a ``department`` its branch's is suggested."""

    code: str
    names: dict[str, str]
    urgency: Urgency = Urgency.NORMAL
    department: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of subjects."""

    code: str
    names: dict[str, str]
    department: str
    leaves: tuple[Leaf, ...]


def _names(hans: str, hant: str, en: str) -> dict[str, str]:
    return {"zh-Hans": hans, "zh-Hant": hant, "en": en}


_CRITICAL, _URGENT, _LOW = Urgency.CRITICAL, Urgency.URGENT, Urgency.LOW

BRANCHES: tuple[Branch, ...] = (
    Branch(
        "01",
        _names("城市管理", "城市管理", "City management"),
        "urban",
        (
            Leaf("0101", _names("垃圾清运与环卫", "垃圾清運與環衛", "Waste and street cleaning")),
            Leaf("0102", _names("占道经营", "占道經營", "Street vending on pavements")),
            Leaf("0103", _names("路灯故障", "路燈故障", "Street lights out"), _URGENT),
            Leaf("0104", _names("井盖缺损", "井蓋缺損", "Missing or broken manhole covers"), _CRITICAL),
            Leaf("0105", _names("违法建设", "違法建設", "Illegal construction"), _LOW),
        ),
    ),
    Branch(
        "02",
        _names("公用事业", "公用事業", "Public utilities"),
        "water",
        (
            Leaf("0201", _names("停水与水压不足", "停水與水壓不足", "Water cut or low pressure"), _URGENT),
            Leaf("0202", _names("自来水水质", "自來水水質", "Tap water quality"), _URGENT),
            Leaf("0203", _names("停电", "停電", "Power cut"), _URGENT, "power"),
            Leaf("0204", _names("燃气泄漏", "燃氣洩漏", "Gas leak"), _CRITICAL, "urban"),
            Leaf("0205", _names("供暖不足", "供暖不足", "Insufficient heating"), _URGENT, "housing"),
            Leaf("0206", _names("积水与排水", "積水與排水", "Flooding and drainage"), _URGENT),
        ),
    ),
    Branch(
        "03",
        _names("住房与物业", "住房與物業", "Housing and property management"),
        "housing",
        (
            Leaf("0301", _names("物业服务", "物業服務", "Property management service")),
            Leaf("0302", _names("房屋漏水与安全", "房屋漏水與安全", "Leaks and safety of buildings"), _URGENT),
            Leaf("0303", _names("电梯故障", "電梯故障", "Lift out of order"), _CRITICAL, "market"),
            Leaf("0304", _names("公租房与保障房", "公租房與保障房", "Public and subsidised housing"), _LOW),
        ),
    ),
    Branch(
        "04",
        _names("交通出行", "交通出行", "Traffic and transport"),
        "transport",
        (
            Leaf("0401", _names("公共交通", "公共交通", "Public transport")),
            Leaf("0402", _names("道路破损", "道路破損", "Road damage"), _URGENT),
            Leaf("0403", _names("违法停车", "違法停車", "Illegal parking"), department="police"),
            Leaf("0404", _names("交通信号", "交通信號", "Traffic signals"), _URGENT, "police"),
        ),
    ),
    Branch(
        "05",
        _names("环境保护", "環境保護", "Environment"),
        "environment",
        (
            Leaf("0501", _names("噪声扰民", "噪聲擾民", "Noise"), _URGENT),
            Leaf("0502", _names("空气与异味", "空氣與異味", "Air and odours")),
            Leaf("0503", _names("水体污染", "水體污染", "Water pollution"), _URGENT),
        ),
    ),
    Branch(
        "06",
        _names("市场监管", "市場監管", "Market and consumers"),
        "market",
        (
            Leaf("0601", _names("消费纠纷", "消費糾紛", "Consumer disputes")),
            Leaf("0602", _names("食品安全", "食品安全", "Food safety"), _CRITICAL),
        ),
    ),
    Branch(
        "07",
        _names("人社与民生", "人社與民生", "Work and social security"),
        "social",
        (
            Leaf("0701", _names("拖欠工资", "拖欠工資", "Unpaid wages"), _URGENT),
            Leaf("0702", _names("社会保险", "社會保險", "Social insurance")),
        ),
    ),
)
