from typing import Any, cast

from django import forms

from recommendations.questionnaire.fields import Asked


class PageForm(forms.Form):
    """The questions of one page. A page with a single question has it as its heading."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.asked.values():
            field.label_is_heading = self.asks_one_question

    @property
    def asked(self) -> dict[str, Asked]:
        return cast(dict[str, Asked], self.fields)

    @property
    def asks_one_question(self) -> bool:
        return len(self.fields) == 1

    def to_keep(self) -> dict[str, Any]:
        """What the draft keeps as plain JSON: the answers, or what was typed where it is not valid."""
        if self.is_valid():
            return self.cleaned_data
        return {
            name: field.widget.value_from_datadict(self.data, {}, self.add_prefix(name))
            for name, field in self.fields.items()
        }
