"""What permissions are called on the screen of a role; Django stores their names in English."""

from django.contrib.auth.models import Permission
from django.utils.translation import override

_VERBS = {
    "add": "toevoegen",
    "change": "wijzigen",
    "delete": "verwijderen",
    "view": "bekijken",
    "choose": "kiezen",
}


def name_permissions() -> int:
    """Give every permission its Dutch name: "partij toevoegen", or what its model calls it; how many changed."""
    renamed = []
    with override("nl"):
        for permission in Permission.objects.select_related("content_type"):
            model = permission.content_type.model_class()
            if model is None:  # of an app that is not installed any more
                continue
            verb, _, _ = permission.codename.partition("_")
            own = str(dict(model._meta.permissions).get(permission.codename, "Can"))
            if own.startswith("Can"):  # in English, by Django or by the model
                if verb not in _VERBS:
                    continue
                own = f"{model._meta.verbose_name} {_VERBS[verb]}"[:255]
            if permission.name != own:
                permission.name = own
                renamed.append(permission)
        Permission.objects.bulk_update(renamed, ["name"])
    return len(renamed)
