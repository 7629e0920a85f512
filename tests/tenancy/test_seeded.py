"""Leaks made on purpose: the matrix is worth what it catches."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings
from wagtail.models import Page

from cms.core import editing
from cms.tenancy import middleware
from cms.tenancy.views import choosers
from sites.policies import UnitFilesPolicy, UnitPagePolicy
from tests.tenancy.arguments import cases
from tests.tenancy.matrix import Matrix, Result
from tests.tenancy.probes import Probe
from tests.tenancy.questions import in_api, in_choosers
from tests.tenancy.smuggling import smuggled
from tests.tenancy.surfaces import Surface, UndescribedError, surfaces

# What everybody may not see is proved by asking: which lines ran tells nothing of it.
pytestmark = [pytest.mark.service_postgres, pytest.mark.no_cover]

Patch = pytest.MonkeyPatch
LISTING = "wagtailadmin_api:pages:listing"


def named(name: str) -> Surface:
    return next(surface for surface in surfaces() if surface.name == name)


def open_the_tree(patch: Patch) -> None:
    def everything(self: UnitPagePolicy, user: Any) -> Any:
        return Page.objects.all()

    patch.setattr(UnitPagePolicy, "explorable_instances", everything)


def take_the_wall_down(patch: Patch) -> None:
    patch.setattr(middleware, "may_pass", lambda request, arguments: True)


def let_choose_anything(patch: Patch) -> None:
    patch.setattr(choosers, "is_reachable", lambda model, key, user: True)


def open_the_shelves(patch: Patch) -> None:
    def always(self: UnitFilesPolicy, *args: Any, **kwargs: Any) -> bool:
        return True

    take_the_wall_down(patch)
    patch.setattr(UnitFilesPolicy, "_check_perm", always)


def let_name_anything(patch: Patch) -> None:
    patch.setattr(editing, "choosable", lambda rows, user: rows)


def listing(matrix: Matrix) -> Result:
    asked = in_api(matrix.world.beta)
    return matrix.run(probe for probe in asked if probe.surface == LISTING)


def usage(matrix: Matrix) -> Result:
    return matrix.sweep(named("wagtailmedia:media_usage"))


def chosen(matrix: Matrix) -> Result:
    asked = in_choosers(matrix.world)
    return matrix.run(probe for probe in asked if "chosen-multiple" in probe.path)


def deletion(matrix: Matrix) -> Result:
    path = f"/admin/images/{matrix.world.beta.spare.pk}/delete/"
    return matrix.run([Probe("deletion", path, {}, about_one=True)])


def own_form(matrix: Matrix) -> Result:
    return matrix.run([next(smuggled(matrix.world))])


SEEDS: dict[str, tuple[Callable[[Patch], None], Callable[[Matrix], Result], str]] = {
    "a policy that shows every page": (open_the_tree, listing, "tells "),
    "no wall before the views": (take_the_wall_down, usage, "tells "),
    "a chooser that answers for any key": (let_choose_anything, chosen, "tells "),
    "files that anybody may delete": (open_the_shelves, deletion, "writes "),
    "a form that takes any picture": (let_name_anything, own_form, "writes "),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seeded_leak_is_caught(
    seed: str, whole_matrix: Matrix, monkeypatch: Patch
) -> None:
    plant, ask, fault = SEEDS[seed]
    sound = ask(whole_matrix)
    assert sound.leaks == []
    assert sound.total >= 16
    plant(monkeypatch)
    leaks = ask(whole_matrix).leaks
    assert leaks
    assert any(fault in leak for leak in leaks), leaks[:3]


def test_a_new_address_joins_by_itself(
    whole_matrix: Matrix, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.tenancy.leaky_urls"
    leaks = whole_matrix.sweep(named("every_event")).leaks
    assert len(leaks) >= 16
    assert all("qexowimp-event" in leak for leak in leaks)


def test_a_new_address_with_arguments_fails_until_described(
    matrix: Matrix, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.tenancy.leaky_urls"
    with pytest.raises(UndescribedError, match="what “mystery” is"):
        cases(named("one_mystery"), matrix.world.beta)
