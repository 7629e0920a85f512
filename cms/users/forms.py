"""Forms of the user administration: one full name instead of two."""

from wagtail.users.forms import UserCreationForm, UserEditForm

from cms.users.models import User

PERSONAL_FIELDS = ["username", "full_name", "email", "position", "phone", "pen_name"]


class PersonCreationForm(UserCreationForm):
    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = [*PERSONAL_FIELDS, "is_superuser"]


class PersonEditForm(UserEditForm):
    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = [*PERSONAL_FIELDS, "is_active", "is_superuser"]
