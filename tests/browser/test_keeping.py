"""Where the work is kept, and where it is not: the command, and a copy for visitors."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.screen import PATIENCE, Screen, payload
from tests.browser.servers import COMMAND, ROOT, Server, environment, serve
from tests.made_exports import as_csv, orders

Visit = Callable[..., Screen]


def start_again(folder: Path) -> str:
    """What a second start of the command says, of which nothing is left running."""
    done = subprocess.run(
        [*COMMAND, "--server.headless", "true"],
        cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout


def test_reload_and_restart_keep_the_work_until_it_is_forgotten(
    tmp_path: Path, visit: Visit
) -> None:
    with serve(tmp_path) as server:
        screen: Screen = visit(server)
        screen.upload(payload("orders.csv", as_csv(orders())))
        screen.press("Use this")
        screen.see("Groups of customers")
        screen.select("How many groups", "4")
        screen.open("personas")
        expect(screen.page.locator(".persona h2")).to_have_count(4, timeout=PATIENCE)
        screen.page.reload()
        screen.see("Personas")
        cards = screen.cards()
        assert len(cards) == 4
        assert server.url in start_again(tmp_path)
        screen.page.goto("about:blank")

    with serve(tmp_path) as server:
        again: Screen = visit(server)
        again.see("Your shop at a glance")
        expect(again.metric("Orders")).to_have_text(str(len(orders())))
        again.open("personas")
        assert again.cards() == cards

        again.open("files")
        again.page.get_by_test_id("stExpander").last.locator("summary").click()
        again.page.get_by_text(again.tr("Yes, delete it all")).click()
        expect(again.button("Forget everything")).to_be_enabled(timeout=PATIENCE)
        again.press("Forget everything")
        expect(again.button("Try the sample shop")).to_be_visible(timeout=PATIENCE)
        assert server.url in start_again(tmp_path)


def test_first_visit_may_begin_on_any_page(tmp_path: Path, visit: Visit) -> None:
    with serve(tmp_path) as server:
        screen: Screen = visit(server, address="/personas")
        screen.see("Personas")
        expect(screen.page.get_by_role("dialog")).to_have_count(0)


def test_visitors_of_a_hosted_copy_see_nothing_of_each_other(hosted: Server, visit: Visit) -> None:
    first: Screen = visit(hosted)
    first.upload(payload("orders.csv", as_csv(orders())))
    first.press("Use this")
    first.see("Groups of customers")
    second: Screen = visit(hosted)
    expect(second.button("Try the sample shop")).to_be_visible()
    second.press("Try the sample shop")
    second.see("Groups of customers")
    second.open("files")
    expect(second.page.get_by_text("orders_export.csv")).to_be_visible()
    first.open("files")
    expect(first.metric("Orders")).to_have_text(str(len(orders())))
    expect(first.page.get_by_text("orders_export.csv")).to_have_count(0)
    expect(second.page.get_by_text("orders.csv", exact=True)).to_have_count(0)
    assert second.metric("Orders").inner_text() != str(len(orders()))
