"""One agent's page in a real browser, and when each post could be read on it."""

from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
# Runs before the page's own scripts: notes the wall-clock time at which a token first stands in the document.
WATCHER = """
window.seenTokens = {};
new MutationObserver((changes) => {
  const at = (performance.timeOrigin + performance.now()) / 1000;
  for (const change of changes) {
    for (const node of change.addedNodes) {
      for (const found of (node.textContent ?? "").matchAll(/zq(\\d{6})q/g)) window.seenTokens[Number(found[1])] ??= at;
    }
  }
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


async def launch(playwright: Playwright) -> Browser:
    return await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


async def open_page(browser: Browser, url: str, *, session: str) -> Page:
    """The page of a signed-in agent, its stream open."""
    context = await browser.new_context()
    host = urlsplit(url).hostname
    await context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    await context.add_init_script(WATCHER)
    page = await context.new_page()
    async with page.expect_response(lambda answer: "/live?" in answer.url and answer.ok):
        await page.goto(url)
    return page


async def seen(page: Page) -> dict[int, float]:
    """Post number → when it could first be read, in seconds of the wall clock."""
    found: dict[str, Any] = await page.evaluate("window.seenTokens")
    return {int(number): float(at) for number, at in found.items()}
