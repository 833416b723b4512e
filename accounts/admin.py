"""The Django admin: accounts only, for superusers only. Case content is never registered here."""

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.password_validation import validate_password

from accounts.models import Agency, User

# Through our own sign-in, so that the second factor and the limits on attempts hold here as well.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "Pulang administration"


class UserForm(forms.ModelForm):
    new_password = forms.CharField(
        required=False,
        widget=forms.PasswordInput,
        help_text="Leave empty to keep the present one.",
    )
    password = ReadOnlyPasswordHashField(required=False)

    class Meta:
        model = User
        fields = ["email", "name", "agency", "role", "is_active", "is_superuser"]

    def clean_new_password(self) -> str:
        if password := self.cleaned_data["new_password"]:
            validate_password(password, self.instance)
        return password

    def save(self, commit: bool = True) -> User:
        user = super().save(commit=False)
        if password := self.cleaned_data["new_password"]:
            user.set_password(password)
        elif user._state.adding:
            user.set_unusable_password()
        if commit:
            user.save()
        return user


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    form = UserForm
    list_display = ["name", "email", "agency", "role", "is_active"]
    list_filter = ["role", "is_active", "agency"]
    search_fields = ["name", "email"]

    def has_delete_permission(self, request, obj=None) -> bool:
        """Accounts are closed, never deleted: the history names them."""
        return False


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "country", "contact"]
    list_filter = ["kind", "country"]
    search_fields = ["name"]
