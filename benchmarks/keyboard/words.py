"""What the agent of this run answers: short, kind, true of every case, with nothing private in it."""

WORDS = {
    "en": (
        "Thank you for writing to us. I am sorry for the trouble, and I am looking into it now.",
        "I am sorry that this happened. Thank you for saying so; I am reading it carefully.",
        "Thank you for telling us. I have read it, and I will ask my colleagues about it.",
    ),
    "de": (
        "Danke für Ihre Nachricht. Das tut mir leid, ich sehe es mir jetzt an.",
        "Es tut mir leid, dass das passiert ist. Danke, dass Sie es sagen; ich lese es genau.",
        "Danke für den Hinweis. Ich habe es gelesen und frage meine Kollegen danach.",
    ),
    "es": (
        "Gracias por escribirnos. Siento las molestias, lo estoy mirando ahora.",
        "Siento que haya pasado esto. Gracias por decirlo; lo estoy leyendo con atención.",
        "Gracias por avisarnos. Lo he leído y voy a preguntar a mis compañeros.",
    ),
}


def answer(language: str, turn: int) -> str:
    """One of the texts in the person's language, else in English; they take turns."""
    texts = WORDS.get(language.partition("-")[0].lower(), WORDS["en"])
    return texts[turn % len(texts)]
