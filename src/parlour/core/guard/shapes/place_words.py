"""Words of postal addresses, folded: kinds of streets, floors and doors, and how they are abbreviated."""

from collections.abc import Iterable, Mapping

# Each line: one word of streets and towns with its abbreviations.
_FORM_LINES = (
    "street st str", "road rd", "avenue ave av avenida avda", "lane ln", "drive dr drv", "court ct crt",
    "boulevard blvd bd bvd boul bulevar", "square sq", "close cl", "crescent cres cr", "terrace terr ter",
    "place pl plaza pza plz platz praca", "gardens gdns garden", "grove grv gr", "mews ms", "highway hwy",
    "parkway pkwy", "view vw", "creek crk", "heights hts", "mount mt", "saint st ste sankt sainte", "point pt",
    "circle cir", "trail trl", "valley vly", "bridge br brg", "station stn", "park pk", "north n", "south s",
    "east e", "west w", "strasse str", "gasse g", "chaussee ch chee", "chemin ch chem", "rue r", "impasse imp",
    "route rte", "quai q", "faubourg fg fbg", "passage pass psg", "residence res", "allee all al", "calle c cl",
    "camino cno cmno", "carretera ctra", "paseo po pso", "travesia trva", "glorieta gta", "ronda rda",
    "urbanizacion urb", "rua r", "calzada calz", "colonia col", "barrio bo",
)  # fmt: skip


def _alike(lines: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Each word of the lines with all that stand beside it in any of them."""
    alike: dict[str, frozenset[str]] = {}
    for line in lines:
        for word in line.split():
            alike[word] = alike.get(word, frozenset()) | frozenset(line.split())
    return alike


FORMS = _alike(_FORM_LINES)
TYPES = frozenset(
    "street st road rd avenue ave av avenida avda lane ln drive dr court ct boulevard blvd bd square sq close cl "
    "crescent terrace place pl plaza pza platz gardens grove mews highway hwy parkway view heights row quay hill way "
    "walk circle trail strasse str gasse weg allee ring ufer damm stieg chaussee chemin rue impasse route quai "
    "faubourg passage residence calle c camino carretera paseo travesia glorieta ronda carrer rua via cours rang "
    "montee sentier ruelle venelle esplanade promenade pasaje callejon cuesta rambla yard wharf green park villas rise "
    "vale loop alley crossing landing bypass".split()
)
SUFFIXES = ("strasse", "str", "weg", "platz", "allee", "gasse", "damm", "stieg", "ring", "ufer", "gaessli", "steig")
UNITS = frozenset(
    "flat apt apartment unit int floor suite room wohnung whg stock stockwerk og eg dg ug etage piso puerta planta "
    "bajo atico escalera portal dto depto departamento interior appartement appt batiment bat "
    "hinterhaus vorderhaus top stiege "
    "appart app boite bte level links rechts izquierda izq derecha dcha gauche droite".split()
)
QUARTERS = frozenset("col colonia barrio bo urb urbanizacion fracc fraccionamiento ot ortsteil quartier".split())
SIDES = (
    frozenset({"links", "left", "izquierda", "izda", "izq", "gauche"}),
    frozenset({"rechts", "right", "derecha", "dcha", "droite"}),
)
UNIT_NAMES = _alike(
    (
        "flat apt apartment unit",
        "interior int",
        "boite bte",
        "batiment bat",
        "portal escalera",
        "wohnung whg",
        "appartement appt apt appart app",
    )
)
REGIONS = frozenset("co county cork provincia prov state province canton kanton departement quebec ontario".split())
SMALL = frozenset("de del la las los le les du des d l of the am an der im in da do and y et von bei".split())
ORDINALS = (
    "first erster ersten erste primero primer primera premier",
    "second zweiter zweiten zweite segundo segunda deuxieme",
    "third dritter dritten dritte tercero tercer tercera troisieme", "fourth vierter vierten cuarto cuarta quatrieme",
    "fifth funfter funften quinto quinta cinquieme", "sixth sechster sechsten sexto sexta sixieme",
    "seventh siebter siebten septimo septima septieme", "eighth achter achten octavo octava huitieme",
    "ninth neunter neunten noveno novena neuvieme", "tenth zehnter zehnten decimo decima dixieme",
)  # fmt: skip
