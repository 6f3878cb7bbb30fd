"""Forms that know the citizen's language and name their errors at the field."""

from collections.abc import Iterator
from typing import Any

from django import forms

from hotline.kernel.phone import to_e164

from . import texts
from .pages import locale


class PortalForm(forms.Form):
    """Labels, hints and errors come from the texts: field ``phone`` has ``label_phone`` and maybe ``hint_phone``."""

    template_name = "portal/fields.html"

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.choose()
        self.use_required_attribute = False  # our own messages, in the chosen language
        words = texts.of(locale())
        self.optional_word = words["optional"]
        for name, field in self.fields.items():
            field.label = words.get(f"label_{name}", "")
            field.help_text = words.get(f"hint_{name}", "")
            field.error_messages |= {
                "required": words["error_required"],
                "max_length": words["error_too_long"],
                "invalid_choice": words["error_invalid"],
            }
        for name, field in self.fields.items():  # errors are only looked at once all messages are ours
            described = [f"{name}-hint"] if field.help_text else []
            if self.is_bound and name in self.errors:
                described.append(f"{name}-error")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    def choose(self) -> None:
        """Fill in choices that depend on the language or the database."""

    def problems(self) -> Iterator[tuple[str, str, str]]:
        """(id of the field, its label, the error) for the summary on top of the page."""
        for name, errors in self.errors.items():
            for error in errors:
                yield f"id_{name}", str(self.fields[name].label) if name in self.fields else "", str(error)


class PhoneField(forms.CharField):
    """A telephone number as people write it; E.164 afterwards, "" when left empty and not required."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        super().__init__(max_length=32, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        number = to_e164(text)
        if not number:
            raise forms.ValidationError(texts.of(locale())["error_phone"])
        return number
