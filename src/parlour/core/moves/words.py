"""Our own words around a move: the invitation and the public close. They name no fact and confirm none."""

from typing import Final

_INVITATIONS: Final = {
    "en": (
        "Thank you for telling us. We would like to look into this with you, and not everything has to be said in "
        "front of everyone. If you like, send us a private message with the word {code}, and a person from our team "
        "will answer you there."
    ),
    "de": (
        "Danke, dass Sie uns das schreiben. Wir möchten das gern mit Ihnen klären, und nicht alles muss vor "
        "allen gesagt werden. Wenn Sie mögen, schreiben Sie uns eine private Nachricht mit dem Wort {code}. Dort "
        "antwortet Ihnen ein Mensch aus unserem Team."
    ),
    "es": (
        "Gracias por contárnoslo. Nos gustaría verlo con usted, y algunas cosas se hablan mejor a solas. Si lo "
        "desea, envíenos un mensaje privado con la palabra {code} y una persona de nuestro equipo le responderá allí."
    ),
}
_CLOSURES: Final = {
    "en": "Thank you for your patience. This is taken care of. If anything else is on your mind, we are here.",
    "de": "Danke für Ihre Geduld. Darum ist gesorgt. Wenn Ihnen noch etwas auf dem Herzen liegt, sind wir hier.",
    "es": "Gracias por su paciencia. Ya está atendido. Si necesita algo más, aquí estamos.",
}


def invitation(language: str, code: str) -> str:
    """Kind words that offer a private talk, in English where the language (a tag such as `de-AT`) is not known."""
    return _in(_INVITATIONS, language).format(code=code)


def closure(language: str) -> str:
    """Kind words that tell the thread it is taken care of, without a fact."""
    return _in(_CLOSURES, language)


def _in(table: dict[str, str], language: str) -> str:
    return table.get(language.lower().partition("-")[0], table["en"])
