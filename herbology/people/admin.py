from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import PlainAdmin
from herbology.people.reach import is_within_reach, roles

admin.site.unregister(User)
admin.site.unregister(Group)

Section = tuple[Any, Any]  # a heading, and its fields
WHO: Section = (_("Who"), {"fields": ("username", "first_name", "last_name", "email")})
ROLE: Section = (_("What they may do"), {"fields": ("is_active", "groups")})
PASSWORD: Section = (_("Password"), {"fields": ("set_password",)})
EVERYTHING: Section = (_("Everything"), {"fields": ("is_staff", "is_superuser")})
DATES: Section = (_("Important dates"), {"fields": ("last_login", "date_joined")})


class PersonForm(UserChangeForm):
    """Without the password's hash, which no page needs to hold."""

    password = None  # type: ignore[assignment]


@admin.register(User)
class PersonAdmin(PlainAdmin, UserAdmin):
    """People are added, given roles and set inactive; never deleted, since their deeds stay theirs.

    Permissions come from roles alone. Only a superuser makes a superuser.
    """

    form = PersonForm
    fieldsets = (WHO, ROLE, PASSWORD, EVERYTHING, DATES)
    readonly_fields = ("set_password", "last_login", "date_joined")
    filter_horizontal = ()
    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "groups")

    @admin.display(description=_("password"))
    def set_password(self, person: User) -> SafeString:
        url = reverse("admin:auth_user_password_change", args=[person.pk])
        return format_html('<a href="{}">{}</a>', url, _("Set a new password"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = super().get_fieldsets(request, obj)
        if not request.user.is_superuser:
            shown = [each for each in shown if each is not EVERYTHING]
        if not self.has_change_permission(request, obj):
            shown = [each for each in shown if each is not PASSWORD]
        return shown

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        """A plain list of boxes: Django's two lists side by side have no name for screen readers."""
        if db_field.name == "groups":
            offered = Group.objects.order_by("name") if request.user.is_superuser else roles()
            kwargs |= {"widget": forms.CheckboxSelectMultiple, "queryset": offered}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or is_within_reach(obj, of=request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """Old and new values, except of a password."""
        if isinstance(form, self.change_password_form):
            return [{"changed": {"fields": ["password"]}}]
        return super().construct_change_message(request, form, formsets, add)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Everybody who is added is staff: nobody else has an account."""
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)


@admin.register(Group)
class RoleAdmin(PlainAdmin, GroupAdmin):
    """What each role may do, to look up. Who could change it could take every permission."""

    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.name == "permissions":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser
