"""A person at the desk: a signed-in browser that reads pages, fills their forms in, and tries again."""

import html
import re
from collections.abc import Mapping

import httpx2


def fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in pairs if value}


class AtTheDesk:
    """What one person does in their browser. A verb answers the last page's status, 0 when nothing answered."""

    def __init__(self, url: str, session: str) -> None:
        self._browser = httpx2.Client(base_url=url, timeout=30, cookies={"sessionid": session})

    def leave(self) -> None:
        self._browser.close()

    def type(self, case: int, text: str) -> int:
        return self._fill_in(f"/cases/{case}", f"/cases/{case}/words/public", {"text": text})

    def answer(self, case: int, text: str, purpose: str = "reply") -> int:
        """Write, read the exact words once more, and send them."""
        address, words = f"/cases/{case}/replies/public", {"text": text, "purpose": purpose}
        try:
            form = fields(self._browser.get(f"/cases/{case}").text)
            asked = self._browser.post(f"{address}/confirmation", data={**form, **words})
            return self._browser.post(address, data={**fields(asked.text), **words}).status_code
        except httpx2.HTTPError:
            return 0

    def invite(self, case: int) -> int:
        """Send the invitation the desk suggests."""
        try:
            page = self._browser.get(f"/cases/{case}?words=invitation").text
        except httpx2.HTTPError:
            return 0
        return self.answer(case, suggested(page), "invitation")

    def recall(self, reply: int) -> int:
        return self._fill_in("/", f"/replies/{reply}/recall", {})

    def release(self, reply: int) -> int:
        return self._fill_in("/approvals", f"/approvals/{reply}/release", {"reason": "They asked us to say it here."})

    def refuse(self, reply: int) -> int:
        return self._fill_in("/approvals", f"/approvals/{reply}/refusal", {"reason": "Leave the number out."})

    def settle(self, case: int) -> int:
        return self._fill_in(f"/cases/{case}", f"/cases/{case}/settlement", {})

    def found(self, reply: int) -> int:
        """Say that the reply is the one post of ours the question shows."""
        try:
            page = self._browser.get(f"/replies/{reply}/question").text
        except httpx2.HTTPError:
            return 0
        seen = re.findall(r'name="seen" value="(\d+)"', page)
        return self._fill_in("/", f"/replies/{reply}/question", {"seen": seen[0] if seen else ""})

    def missing(self, reply: int) -> int:
        return self._fill_in("/", f"/replies/{reply}/question", {"seen": "missing"})

    def _fill_in(self, page: str, address: str, given: Mapping[str, str]) -> int:
        try:
            form = fields(self._browser.get(page).text)
            return self._browser.post(address, data={**form, **given}).status_code
        except httpx2.HTTPError:
            return 0


def suggested(page: str) -> str:
    """The words that stand in the public composer."""
    found = re.search(r'<textarea id="public-text"[^>]*>([^<]*)</textarea>', page)
    assert found is not None
    return html.unescape(found[1]).strip()
