"""Coming in and going out, and a new password, on the face that members know.

Nobody learns here whether an address has an account: answers, and the time they take, are alike.
"""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from cms import languages
from cms.limits import may, visitor_may

from . import joining, letters
from .forms import AskPasswordForm, SignInForm
from .gate import page, private
from .invitations import Invitation

TRIES_AN_HOUR = 40  # from one connection; axes counts those of each account
LETTERS_AN_HOUR, LETTERS_A_DAY, DAY = 6, 3, 86_400
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOO_MANY = _(
    "Many tries came from your connection within the hour. Nothing is lost: wait a while, or "
    "telephone the coordination."
)


@method_decorator(private, name="dispatch")
class SignIn(LoginView):
    template_name = "groups/members/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"robots": "noindex"}

    def get_context_data(self, **kwargs):
        """Without Django's `site`, which would hide ours."""
        context = super().get_context_data(**kwargs)
        return {name: context[name] for name in context if name not in ("site", "site_name")}

    def get_default_redirect_url(self):
        return reverse("members:area")

    def post(self, request, *args, **kwargs):
        if visitor_may(request, "members.login", TRIES_AN_HOUR):
            return super().post(request, *args, **kwargs)
        form = self.get_form_class()(request)
        return self.render_to_response(self.get_context_data(form=form, stop=TOO_MANY), status=429)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


@private
def sign_out(request):
    """By a button: a link would be followed by programs too."""
    if request.method == "POST":
        logout(request)
        messages.success(request, _("You are logged out."))
        return redirect("members:login")
    return redirect("members:area")


@private
def ask_password(request):
    form = AskPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if visitor_may(request, "members.password", LETTERS_AN_HOUR):
            email = form.cleaned_data["email"].lower()
            account = joining.account_of(email)
            is_due = may("members.password.address", email, LETTERS_A_DAY, DAY)
            pk = account.pk if account and is_due and account.has_usable_password() else 0
            letters.send_password_link.enqueue(pk, languages.current())
            return redirect(f"{request.path}?asked#asked")
        form.add_error(None, TOO_MANY)
    context = {"form": form, "was_asked": "asked" in request.GET}
    return page(request, "groups/members/ask_password.html", context, 422 if form.errors else 200)


@private
def new_password(request):
    user = letters.who_asked(request.GET.get("key", ""))
    if user is None:
        return page(request, "groups/members/gone.html", {"is_password": True}, 404)
    form = SetPasswordForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your new password is kept. Log in with it."))
        return redirect("members:login")
    return page(
        request, "groups/members/new_password.html", {"form": form}, 422 if form.errors else 200
    )


@private
def join(request):
    """Behind the link of an invitation: a password, or one press for who has an account."""
    invitation = Invitation.objects.known_by(request.GET.get("key", ""))
    if invitation is None:
        return page(request, "groups/members/gone.html", {}, 404)
    if request.user.is_authenticated:
        return join_with_account(request, invitation)
    if joining.account_of(invitation.email):
        login_page = redirect_to_login(request.get_full_path(), reverse("members:login")).url
        return page(
            request,
            "groups/members/join_known.html",
            {"invitation": invitation, "login_page": login_page},
        )
    newcomer = joining.User(username=invitation.email, email=invitation.email)
    form = SetPasswordForm(newcomer, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"invitation": invitation, "form": form}
        return page(request, "groups/members/join.html", context, 422 if form.errors else 200)
    password = form.cleaned_data["new_password1"]
    user = joining.open_account(invitation, password, invitation.language)
    if user is None:
        return page(request, "groups/members/gone.html", {}, 404)
    login(request, user, backend=BACKEND)
    return redirect("members:area")


def join_with_account(request, invitation):
    if request.method == "POST":
        joining.join(invitation, request.user)
        return redirect("members:area")
    return page(request, "groups/members/join_known.html", {"invitation": invitation})
