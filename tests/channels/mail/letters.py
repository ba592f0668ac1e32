"""Mails as people's programs write them."""

from email.message import EmailMessage

MARA = "mara@reeds.example"
HOST = "mx.care.example"
"""The mail server of the house, which finds that a letter is from where it says."""
TO = "ada.abcdefghijklmnopqrstuvwxyz@replies.care.example"


def letter(text: str = "Hello, my router is dead.", **headers: str) -> EmailMessage:
    """A plain mail from Mara; headers by their names with `_` for `-`, "" for none of that name."""
    message = EmailMessage()
    sender = headers.get("From", f"Mara Quist <{MARA}>")
    host = sender.rpartition("@")[2].rstrip(">").lower()
    usual = {
        "Authentication-Results": f"{HOST}; dmarc=pass header.from={host}",
        "From": sender,
        "To": TO,
        "Subject": "Re: Your talk",
        "Message-ID": "<1@reeds.example>",
    }
    for name, value in {**usual, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def html_letter(html: str, **headers: str) -> EmailMessage:
    message = letter("", **headers)
    message.set_content(html, subtype="html")
    return message
