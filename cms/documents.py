"""Files from the library are for staff: documents with a right to them, images for who is signed in.

Wagtail serves everything in the root collection to anyone who knows the address; contracts are kept there.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.static import serve as serve_file
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as wagtail_serve
from wagtail.permissions import policy_registry


@login_required
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """The document, for a user who may choose, change or delete it in its collection; 403 for others."""
    document = get_object_or_404(get_document_model(), id=document_id)
    policy = policy_registry.get_by_type(get_document_model())
    if not policy.user_has_any_permission_for_instance(
        request.user, ["choose", "change", "delete"], document
    ):
        raise PermissionDenied
    answer: HttpResponseBase = wagtail_serve(request, document_id, document_filename)
    return answer


@login_required
@permission_required("wagtailadmin.access_admin", raise_exception=True)
def serve_image(request: HttpRequest, folder: str, path: str) -> HttpResponseBase:
    """An image or one of its renditions, for staff."""
    return serve_file(request, f"{folder}/{path}", document_root=str(settings.MEDIA_ROOT))
