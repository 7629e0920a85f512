"""The list of people in the administration, ordered by Vietnamese given name."""

from django.forms import ModelForm
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import IndexView, UserViewSet as WagtailUserViewSet

from cms.users.forms import PersonCreationForm, PersonEditForm


class PeopleIndexView(IndexView):
    """Wagtail orders by last and first name, which our people do not have."""

    list_help = _(
        "Everybody with an account, in order of given names. Who may do what is a matter "
        "of roles."
    )
    list_empty = _("Nobody has an account yet.")

    search_fields = ["username", "full_name", "email", "pen_name"]

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns
        for column in columns:
            if column.name == "name":
                column.sort_key = "sort_key"
        return columns


class UserViewSet(WagtailUserViewSet):
    ordering = "sort_key"
    index_view_class = PeopleIndexView
    create_template_name = "admin/users/create.html"
    edit_template_name = "admin/users/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002
        return PersonEditForm if for_update else PersonCreationForm
