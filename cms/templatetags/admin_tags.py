"""Only for templates of the admin that we override."""

import json

from django import template

register = template.Library()


@register.filter
def without_alias(props):
    """The translation editor offers to show the original instead: cms/admin/localize.py refuses."""
    values = json.loads(props)
    values["links"]["convertToAliasUrl"] = None
    return json.dumps(values)
