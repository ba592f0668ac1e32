"""Letters by their names and spelling words: "Bravo", "eme", "té", "W wie Wilhelm"."""

_ENGLISH = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey xray yankee zulu"
)
_GERMAN = (
    "anton berta casar dora emil friedrich gustav heinrich ida julius konrad ludwig martin nordpol otto paula quelle "
    "richard siegfried theodor ulrich viktor wilhelm xanthippe ypsilon zacharias"
)
_GERMAN_CITIES = (
    "aachen berlin chemnitz dusseldorf essen frankfurt goslar hamburg ingelheim jena koln leipzig munchen nurnberg "
    "offenbach potsdam quickborn rostock salzwedel tubingen unna volklingen wuppertal xanten ypsilon zwickau"
)
_SPANISH = (
    "antonio barcelona carmen dolores enrique francia gerona historia ines jose kilo lorenzo madrid navarra oviedo "
    "paris querido ramon sabado tarragona ulises valencia washington xiquena yegua zaragoza"
)
_FRENCH = (
    "anatole berthe celestin desire eugene francois gaston henri irma joseph kleber louis marcel nicolas oscar pierre "
    "quintal raoul suzanne therese ursule victor william xavier yvonne zoe zoulou"
)
_BY_FIRST = f"{_ENGLISH} {_GERMAN} {_GERMAN_CITIES} {_SPANISH} {_FRENCH}"
_NAMES = {
    "a": "ay", "b": "be bee", "c": "ce cee see", "d": "de dee", "e": "ee", "f": "efe effe eff", "g": "ge gee",
    "h": "hache ache aitch haitch", "j": "jota ji jay jott", "k": "ka kay ca", "l": "ele elle ell", "m": "eme emme em",
    "n": "ene enne en", "p": "pe pee", "q": "cu ku cue queue", "r": "erre ere ar are er", "s": "ese esse ess",
    "t": "te tee", "u": "you", "v": "uve ve vee vau", "w": "we", "x": "equis ix ex iks", "y": "ye why",
    "z": "zeta zede zed zee zett",
}  # fmt: skip
LETTERS = (
    {word: word[0] for word in _BY_FIRST.split()}
    | {name: letter for letter, names in _NAMES.items() for name in names.split()}
    | {
        "alfa": "a",
        "martha": "m",
        "zurich": "z",
        "charlotte": "c",
        "juliet": "j",
        "whisky": "w",
        "caesar": "c",
        "kaufmann": "k",
        "samuel": "s",
        "xaver": "x",
    }
)
# Two words that are one letter.
PAIRS = {
    ("x", "ray"): "x", ("i", "griega"): "y", ("i", "grec"): "y", ("uve", "doble"): "w", ("doble", "ve"): "w",
    ("doble", "u"): "w", ("double", "u"): "w", ("double", "ve"): "w", ("double", "you"): "w",
}  # fmt: skip
# "B as in Bravo": the words between a letter and what it is compared with.
COMPARED = frozenset(
    {("as", "in"), ("as",), ("for",), ("like",), ("wie",), ("como",), ("comme",), ("de",), ("von",), ("in",)}
)
# Words for the marks inside codes and addresses, which may be said or left out.
MARKS = frozenset(
    {"dash", "hyphen", "minus", "strich", "bindestrich", "guion", "tiret", "slash", "stroke", "schragstrich", "barra",
     "barre", "oblique", "forward",
     "dot", "point", "punkt", "punto", "period", "underscore", "unterstrich", "underline", "capital", "uppercase",
     "space", "leerzeichen", "espacio", "espace", "at", "arroba", "arobase", "klammeraffe", "a", "rate", "the",
     "commercial", "chez", "aroba", "grand", "gross", "mayuscula", "majuscule", "then", "dann", "luego", "puis", "sign",
     "bajo", "bas", "and", "und", "y", "et", "ensuite", "danach", "anschliessend", "pis", "pi", "despues", "followed",
     "by", "gefolgt", "seguido", "suivi", "next", "finally", "zuletzt", "an"}
)  # fmt: skip
