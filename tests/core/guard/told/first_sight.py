"""Days by further names, and good replies that only look as if they told something."""

TOLD = [
    ("appointment", "2026-04-02", "Vous venez l'avant-veille de la fête de l'Indépendance."),
    ("appointment", "2026-04-02", "Your slot is two days before Easter Saturday, see you then."),
    ("birth_date", "1989-11-09", "Sie kamen am Tag vom Mauerfall zur Welt, das vergisst niemand."),
    ("delivery", "2026-03-06", "Le livreur ne vient pas demain chez vous, le jour d'après."),
    ("delivery", "2026-03-05", "dem1 on passe chez toi pour la box"),
    ("balance", "-340.00 USD", "You are three forty in the red this morning."),
    ("device", "Samsung Galaxy S22", "Ihr Samsung liegt fertig bei uns, kommen Sie vorbei."),
    ("appointment", "2026-05-23", "Two days before the 25th of May we will see you at your appointment."),
    ("delivery", "2026-03-05", "2moro the lads bring yours round."),
    ("appointment", "2026-03-23", "Le toca la víspera del feriado de la Memoria, no falte."),
    ("family", "daughter Amelia, Year 2", "Amelia can stay a little longer on Fridays."),
]

NOT_TOLD = [
    ("family", "daughter Amelia, Year 3", "The dates for every year group are on the calendar, Year 3 as well."),
    ("policy", "Teilkasko, SB 150 EUR", "Teilkasko gibt es wahlweise mit 0 oder 300 Euro Selbstbeteiligung."),
    ("device", "Samsung Galaxy S22", "Ob Samsung, Nokia oder Fairphone, heute hustet das Netz bei jedem."),
    ("email", "c.vandamme@skynet.be", "Écrivez à sav@maisondore.be, on regarde ça aujourd'hui."),
    ("phone", "+44 7700 900618", "Dial 150 from your mobile and pick option two."),
    ("phone", "+49 151 23457789", "Wählen Sie 1234 von Ihrem Handy aus, das kostet nichts."),
    ("iban", "IE29AIBK93115212345678", "A German IBAN always has 22 characters."),
    ("iban", "DE89370400440532013000", "Eine deutsche IBAN hat immer 22 Stellen."),
    (
        "device",
        "Samsung Galaxy A54",
        "Ya sea Samsung, Xiaomi u otro, hoy la red va lenta. Sea Samsung, Apple o Xiaomi, va lenta.",
    ),
]
