from django.db import models

from documents.numbers import key_of

_FIXED = {
    "max_length": 120,
    "editable": False,
    "serialize": False,
    "blank": True,
    "default": "",
    "db_index": True,
}


class NumberKeyField(models.CharField):
    """What all spellings of a number share, for finding it. Derived from the field `of` at each write, in bulk as well.

    It is no content: revisions, records and digests do not carry it.
    """

    def __init__(self, *args, of: str = "number", **kwargs):
        self.of = of
        super().__init__(*args, **{**kwargs, **_FIXED})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs = {key: value for key, value in kwargs.items() if key not in _FIXED}
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        key = key_of(getattr(model_instance, self.of) or "")[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
