"""Earlier versions of a page that is public now: all of them, one, and what changed since one."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms import frame
from cms.readable import has_expired

from ..outlined import Outlined
from . import addresses
from .comparing import compare, passages_of, within_limits
from .history import History

GONE = 410
ROBOTS = {"robots": "noindex"}


def of_public_page(view):
    """Finds the page as a visitor would: what is private, expired or a draft has no history."""

    def find(request, page_path, **parts):
        request.frame = frame.Frame(request, steps := page_path.strip("/").split("/"))
        page = request.frame.page_at(steps) if request.frame.is_open else None
        if not is_read_by_all(page) or (not parts and is_a_page_below(page, request)):
            # A page of another kind may stand at such an address: it is found as any other.
            return frame.serve(request, request.path_info.split("/", 2)[2])
        request.served_page = page
        return view(request, page, History(page), **parts)

    return find


def is_read_by_all(page):
    from .pages import Corrected

    if not isinstance(page, Corrected) or getattr(page, "waits", False):
        return False  # a chapter is as public as the whole
    return page.is_open_to_all and not has_expired(page)


def is_a_page_below(page, request):
    """A chapter may be called *Versions*."""
    last = request.path_info.strip("/").rpartition("/")[2]
    return page.get_children().filter(slug=last).exists()


@of_public_page
def versions(request, page, history):
    return render(
        request,
        "publications/versions/list.html",
        {"page": page, "history": history, "crumbs": crumbs(request, page), **ROBOTS},
    )


@of_public_page
def version(request, page, history, when):
    if history.present and history.present.when == when:
        return redirect(page.get_url(request))
    found = history.at(when)
    if found is None:
        raise Http404
    context = {"page": page, "version": found, "history": history, **ROBOTS}
    context["crumbs"] = crumbs(request, page, history=True)
    if found.withdrawn_on:
        return render(request, "publications/versions/withdrawn.html", context, status=GONE)
    context |= as_read(then(page, found), request) | {"until": history.until(found)}
    return render(request, "publications/versions/version.html", context)


@of_public_page
def changes(request, page, history, when):
    """From this version to the one that `to` names, or to the present one."""
    before = history.at(when)
    after = history.at(request.GET.get("to", "")) if request.GET.get("to") else None
    if before is None or (after and after.published_at <= before.published_at):
        raise Http404
    context = {"page": page, "before": before, "after": after, "history": history, **ROBOTS}
    context["crumbs"] = crumbs(request, page, history=True)
    if before.withdrawn_on or (after and after.withdrawn_on):
        gone = before if before.withdrawn_on else after
        context["version"] = gone
        return render(request, "publications/versions/withdrawn.html", context, status=GONE)
    later = then(page, after) if after else page
    differences, left = within_limits(compare(passages_of(then(page, before)), passages_of(later)))
    context |= {"differences": differences, "left": left}
    return render(request, "publications/versions/changes.html", context)


def then(page, version):
    return version.whole().as_page(page)


def as_read(page, request):
    """With the notes and references of that time; their numbers run on as they do now."""
    page.outline = page.current_outline
    context = Outlined.get_context(page, request)
    return {name: context[name] for name in ("page", "document")} | {
        "publication": page.publication
    }


def crumbs(request, page, history=False):
    found = [*page.crumbs(request), {"title": page.title, "url": page.get_url(request)}]
    if history:
        found.append(
            {"title": _("Corrections and versions"), "url": addresses.of_list(page, request)}
        )
    return found
