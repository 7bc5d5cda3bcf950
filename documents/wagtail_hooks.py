"""What Wagtail asks of this app: doorways only."""

from wagtail_modeladmin.options import modeladmin_register

from documents.modeladmin import VocabulariesGroup

modeladmin_register(VocabulariesGroup)
