"""One picture: what it shows, who agreed, what is made unrecognisable."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.quality.areas import upright_size
from cms.quality.forms import AreasForm, ConsentForm, DeclarationForm, EndForm
from cms.quality.models import Consent, PictureDeclaration, Redaction
from cms.quality.permissions import may_blur, may_declare
from cms.quality.services.pictures import declare_picture, end_consent, record_consent
from cms.quality.services.redaction import UNREADABLE, redact
from cms.users.models import User
from media_library.models import Image

UNPROCESSABLE = 422


class PicturePage(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "image"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def image(self) -> Image:
        return get_object_or_404(
            Image.objects.select_related("collection"), pk=self.kwargs["image_id"]
        )

    @property
    def person(self) -> User:
        return cast("User", self.request.user)

    def may_act(self) -> bool:
        return may_declare(self.person, self.image)

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not self.may_act():
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_page_subtitle(self) -> str:
        return str(self.image.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailimages:edit", args=[self.image.pk])
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit, "label": self.image.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def again(self, **forms: Any) -> HttpResponse:
        context = self.get_context_data(**forms)
        return self.render_to_response(context, status=UNPROCESSABLE)


class PictureView(PicturePage):
    """Words about a picture and the consents for it: three small forms."""

    template_name = "admin/quality/picture.html"

    def get_page_title(self) -> str:
        return _("What the picture shows")

    @cached_property
    def said(self) -> PictureDeclaration | None:
        """Return what was said of the picture as it is now."""
        return PictureDeclaration.objects.filter(
            image=self.image, sha256=self.image.sha256
        ).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "declaration_form": DeclarationForm(instance=self.said),
            "consent_form": ConsentForm(prefix="consent"),
            "end_form": EndForm(initial={"on": timezone.localdate()}),
            **super().get_context_data(**kwargs),
            "image": self.image,
            "said": self.said,
            "consents": Consent.objects.of(self.image.pk),
            "today": timezone.localdate(),
            "may_blur": may_blur(self.person, self.image),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        deeds = {"declare": self._declare, "consent": self._consent, "end": self._end}
        deed = deeds.get(request.POST.get("deed", ""))
        if deed is None:
            raise PermissionDenied
        refused = deed(request)
        if refused is not None:
            return refused
        messages.success(request, _("Saved."))
        return redirect("quality:picture", self.image.pk)

    def _declare(self, request: HttpRequest) -> HttpResponse | None:
        form = DeclarationForm(request.POST)
        if not form.is_valid():
            return self.again(declaration_form=form)
        declare_picture(image=self.image, actor=self.person, **form.cleaned_data)
        return None

    def _consent(self, request: HttpRequest) -> HttpResponse | None:
        form = ConsentForm(request.POST, prefix="consent")
        if not form.is_valid():
            return self.again(consent_form=form)
        consent = form.save(commit=False)
        record_consent(consent=consent, image=self.image, actor=self.person)
        return None

    def _end(self, request: HttpRequest) -> HttpResponse | None:
        key = request.POST.get("pk", "")
        wanted = Consent.objects.filter(
            image=self.image, pk=key if key.isdecimal() else 0
        )
        consent = get_object_or_404(wanted)
        form = EndForm(request.POST)
        if form.is_valid():
            try:
                end_consent(
                    consent=consent, on=form.cleaned_data["on"], actor=self.person
                )
            except ValidationError as fault:
                form.add_error("on", fault)
        return self.again(end_form=form) if form.errors else None


class BlurView(PicturePage):
    """Rectangles drawn or typed; what was blurred stays blurred."""

    template_name = "admin/quality/blur.html"

    def may_act(self) -> bool:
        return may_blur(self.person, self.image)

    def get_page_title(self) -> str:
        return _("Blur faces, plates and papers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AreasForm())
        last = Redaction.objects.filter(
            image=self.image, result_sha256=self.image.sha256
        ).last()
        return {
            **super().get_context_data(**kwargs),
            "image": self.image,
            "size": self._size(),
            "done": len(last.areas) if last else 0,
            "twins": self._twins(),
        }

    def _size(self) -> tuple[int, int] | None:
        """Return the size people see: cameras note a turn beside the pixels."""
        try:
            with self.image.open_file() as file:
                return upright_size(file.read())
        except UNREADABLE:
            return None

    def _twins(self) -> int:
        """Return how many other pictures are the same file, and stay as they are."""
        same = Image.objects.filter(sha256=self.image.sha256).exclude(pk=self.image.pk)
        return same.count() if self.image.sha256 else 0

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = AreasForm(request.POST)
        if form.is_valid():
            try:
                redact(
                    image=self.image,
                    areas=form.cleaned_data["areas"],
                    actor=self.person,
                )
            except ValidationError as fault:
                form.add_error("areas", fault)
        if form.errors:
            return self.again(form=form)
        messages.success(request, _("Blurred. The original is kept apart."))
        return redirect("quality:picture", self.image.pk)
