"""Our own words around a move: inviting, asking once more, closing in public. They name no fact and confirm none."""

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
_ROOM_INVITATIONS: Final = {
    "en": (
        "Thank you for telling us. We would like to look into this with you, and not everything has to be said in "
        "front of everyone. If you like, come to our private room: {link} A person from our team will answer you there."
    ),
    "de": (
        "Danke, dass Sie uns das schreiben. Wir möchten das gern mit Ihnen klären, und nicht alles muss vor "
        "allen gesagt werden. Wenn Sie mögen, kommen Sie in unseren privaten Raum: {link} Dort antwortet Ihnen ein "
        "Mensch aus unserem Team."
    ),
    "es": (
        "Gracias por contárnoslo. Nos gustaría verlo con usted, y algunas cosas se hablan mejor a solas. Si lo "
        "desea, venga a nuestra sala privada: {link} Una persona de nuestro equipo le responderá allí."
    ),
}
_MAIL_INVITATIONS: Final = {
    "en": (
        "Thank you for telling us. We would like to look into this with you, and not everything has to be said in "
        "front of everyone. If you like, write to {address}, from the address you gave us. A person from our team will "
        "answer you there."
    ),
    "de": (
        "Danke, dass Sie uns das schreiben. Wir möchten das gern mit Ihnen klären, und nicht alles muss vor "
        "allen gesagt werden. Wenn Sie mögen, schreiben Sie an {address}, von der Adresse, die wir von Ihnen haben. "
        "Dort antwortet Ihnen ein Mensch aus unserem Team."
    ),
    "es": (
        "Gracias por contárnoslo. Nos gustaría verlo con usted, y algunas cosas se hablan mejor a solas. Si lo "
        "desea, escriba a {address} desde la dirección que nos dio. Una persona de nuestro equipo le responderá allí."
    ),
}
_FOLLOW_UPS: Final = {
    "en": (
        "We have not heard from you yet, and there is no hurry. If you would like to talk in private, our offer above "
        "still stands, and a person from our team will answer you there."
    ),
    "de": (
        "Wir haben noch nichts von Ihnen gehört, und es eilt nicht. Wenn Sie privat mit uns sprechen möchten, gilt "
        "unser Angebot von oben weiter. Dort antwortet Ihnen ein Mensch aus unserem Team."
    ),
    "es": (
        "Aún no hemos sabido de usted, y no hay prisa. Si desea hablar en privado, nuestro ofrecimiento de arriba "
        "sigue en pie y una persona de nuestro equipo le responderá allí."
    ),
}
_CLOSURES: Final = {
    "en": "Thank you for your patience. This is taken care of. If anything else is on your mind, we are here.",
    "de": "Danke für Ihre Geduld. Darum ist gesorgt. Wenn Ihnen noch etwas auf dem Herzen liegt, sind wir hier.",
    "es": "Gracias por su paciencia. Ya está atendido. Si necesita algo más, aquí estamos.",
}
_OPEN_ENDS: Final = {
    "en": "Our door stays open. Whenever you would like to go on talking with us in private, we are here.",
    "de": "Unsere Tür bleibt offen. Wann immer Sie privat mit uns weitersprechen möchten, sind wir hier.",
    "es": "Nuestra puerta sigue abierta. Cuando quiera seguir hablando con nosotros en privado, aquí estamos.",
}
_OFFERS: Final = {
    "en": (
        "Thank you for telling us. We would like to help. Tell us what would make the biggest difference for you, "
        "and a person from our team will look at it with you."
    ),
    "de": (
        "Danke, dass Sie uns das schreiben. Wir möchten gern helfen. Sagen Sie uns, was für Sie jetzt am wichtigsten "
        "ist, und ein Mensch aus unserem Team sieht es sich mit Ihnen an."
    ),
    "es": (
        "Gracias por escribirnos. Nos gustaría ayudar. Díganos qué es lo más importante para usted y una persona de "
        "nuestro equipo lo mirará con usted."
    ),
}
_OFFERS_AGAIN: Final = {
    "en": (
        "We are still here, and our offer is meant. You can write in your own words and in your own time, here or in "
        "private, and a named person will read it and answer you."
    ),
    "de": (
        "Wir sind weiter für Sie da, und unser Angebot ist ernst gemeint. Schreiben Sie in Ihren eigenen Worten und in "
        "aller Ruhe, hier oder privat. Ein Mensch mit Namen liest es und antwortet Ihnen."
    ),
    "es": (
        "Seguimos aquí y nuestro ofrecimiento es sincero. Puede escribirnos con sus propias palabras y con calma, aquí "
        "o en privado. Una persona con nombre lo leerá y le responderá."
    ),
}
_FINAL_WORDS: Final = {
    "en": (
        "Let us leave it here for now. Our door stays open: whenever you would like to talk, write to {contact}, and "
        "{who} will answer you."
    ),
    "de": (
        "Wir lassen es für jetzt dabei. Unsere Tür bleibt offen: Wann immer Sie reden möchten, erreichen Sie {who} "
        "unter {contact}."
    ),
    "es": "Por ahora lo dejamos aquí. Nuestra puerta sigue abierta: cuando quiera hablar, {contact} le lleva a {who}.",
}
_SOMEBODY: Final = {"en": "a person from our team", "de": "einen Menschen aus unserem Team", "es": "nuestro equipo"}
_UNVERIFIED: Final = {
    "en": (
        "Thank you for writing to us. Whatever brings you here, we would like to help. A person from our team is here "
        "for you, and we will take the time it needs."
    ),
    "de": (
        "Danke, dass Sie uns schreiben. Was auch immer Sie herführt, wir möchten gern helfen. Ein Mensch aus unserem "
        "Team ist für Sie da, und wir nehmen uns die Zeit, die es braucht."
    ),
    "es": (
        "Gracias por escribirnos. Sea lo que sea lo que le trae aquí, nos gustaría ayudar. Una persona de nuestro "
        "equipo está aquí para usted y nos tomaremos el tiempo que haga falta."
    ),
}


def invitation(language: str, code: str) -> str:
    """Kind words that offer a private talk, in English where the language (a tag such as `de-AT`) is not known."""
    return _in(_INVITATIONS, language).format(code=code)


def room_invitation(language: str, link: str) -> str:
    """Kind words that offer a private talk in a room of the house's own; `link` is its doorbell, nothing more."""
    return _in(_ROOM_INVITATIONS, language).format(link=link)


def mail_invitation(language: str, address: str) -> str:
    """Kind words that offer a private talk by e-mail; `address` is that of the case."""
    return _in(_MAIL_INVITATIONS, language).format(address=address)


def follow_up(language: str) -> str:
    """Kind words that ask once more and never again; the way stands in the invitation above them."""
    return _in(_FOLLOW_UPS, language)


def open_end(language: str) -> str:
    """Kind words for the thread of a talk that stopped unsolved, because they no longer answered."""
    return _in(_OPEN_ENDS, language)


def closure(language: str) -> str:
    """Kind words that tell the thread it is taken care of, without a fact."""
    return _in(_CLOSURES, language)


def offer(language: str) -> str:
    """Kind words for somebody who attacks: help is offered, and nothing about them is asked, doubted or answered."""
    return _in(_OFFERS, language)


def offer_again(language: str) -> str:
    """The offer of help to somebody who attacks in other words, for the second and last time."""
    return _in(_OFFERS_AGAIN, language)


def final_word(language: str, contact: str, who: str = "") -> str:
    """Kind words that end it without closing the door. `who` (a name, else somebody of the team) answers there."""
    return _in(_FINAL_WORDS, language).format(contact=contact, who=who or _in(_SOMEBODY, language))


def unverified(language: str) -> str:
    """Kind words for somebody we do not know: they neither ask who they are nor say whether we know them."""
    return _in(_UNVERIFIED, language)


def _in(table: dict[str, str], language: str) -> str:
    return table.get(language.lower().partition("-")[0], table["en"])
