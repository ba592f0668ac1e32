"""A room of nobody's in particular, in memory: its pages as a browser is shown them, and what became of its forms."""

from dataclasses import dataclass, field

import httpx2

LINK = "http://127.0.0.1:8100/room/bell1/"
WORDS = "bogam-mugit"
_DOOR = """<form method="post" action="/room/bell1/letter"><input type="hidden" name="form" value="f">
<input name="address" type="email" value=""></form>
<form method="post" action="/room/bell1/words"><input type="hidden" name="form" value="f1">
<button>Show me two words</button></form>"""
_WORDS = f'<p class="words" translate="no">{WORDS}</p><a href="">Look again</a>'
_KEY = '<form method="post" class="way"><input type="hidden" name="form" value="f2"><button>Open</button></form>'
_TALK = """<form action="/room/leaving" method="post"><input type="hidden" name="form" value="f3"></form>
<ol><li class="said said-theirs">Hello</li></ol>
<form method="post" action="/room/say" enctype="multipart/form-data"><input type="hidden" name="form" value="f3">
<input type="hidden" name="number" value="{0}"><textarea name="text">
</textarea><input type="file" name="files"></form>"""


@dataclass
class Door:
    """heard: whether the words were read. troubles: statuses met in order by what is asked before all goes well.
    loses: how many answers to what is said are lost on their way, after it was heard.
    """

    heard: bool = False
    open: bool = True
    answers: int = 0
    troubles: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    refuses: bool = False
    loses: int = 0

    @property
    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self._serve)

    def _serve(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        self.asked.append(f"{request.method} {path}")
        if self.troubles:
            return httpx2.Response(self.troubles.pop(0), text="<p>Busy</p>")
        if not self.open:
            return httpx2.Response(404, text="<p>This link opens nothing</p>")
        content = request.read().decode()
        match f"{request.method} {path}":
            case "GET /room/bell1/":
                return _shown(_DOOR)
            case "POST /room/bell1/words" if "form=f1" in content:
                return _onward("/room/bell1/words/p", cookie="room_door=me; Path=/room/")
            case "GET /room/bell1/words/p" if "room_door=me" in request.headers.get("cookie", ""):
                return _onward("/room/key/k/") if self.heard else _shown(_WORDS)
            case "GET /room/key/k/":
                return _shown(_KEY)
            case "POST /room/key/k/" if "form=f2" in content:
                return _onward("/room/", cookie="room_visit=in; Path=/room/")
            case "POST /room/say" if 'name="form"\r\n\r\nf3' in content:
                return self._hear(content)
            case "GET /room/" if "room_visit=in" in request.headers.get("cookie", ""):
                return self._talk()
        return httpx2.Response(403, text="<p>Please try once more</p>")

    def _talk(self, status: int = 200) -> httpx2.Response:
        talk = _TALK.format(len(self.said)).replace("<ol>", "<ol>" + '<li class="said-theirs">x</li>' * self.answers)
        return httpx2.Response(status, text=talk.replace('<li class="said said-theirs">Hello</li>', ""))

    def _hear(self, content: str) -> httpx2.Response:
        fields = dict(part.split("\r\n\r\n", 1) for part in content.split("--")[1:] if "\r\n\r\n" in part)
        named = {head.split('name="')[1].split('"')[0]: value.strip() for head, value in fields.items()}
        if self.refuses:
            return self._talk(422)
        self.said.setdefault(named["number"], named["text"])
        if self.loses > 0:
            self.loses -= 1
            return httpx2.Response(502, text="<p>Busy</p>")
        return _onward("/room/#end")


def _shown(html: str) -> httpx2.Response:
    return httpx2.Response(200, text=html)


def _onward(path: str, cookie: str = "") -> httpx2.Response:
    headers = {"Location": path} | ({"Set-Cookie": cookie} if cookie else {})
    return httpx2.Response(302, headers=headers)
