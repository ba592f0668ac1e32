"""What a short fact looks like in sentences about something else, with the same fact told beside it."""

SEAT, FRONT, PIN, SUFFIX, AREA = (
    ("seat", "14F"), ("seat", "1A"), ("secret", "1234"), ("phone", "+44 7700 904444"), ("phone", "(415) 555 0134"),
)  # fmt: skip
CARD, TWO, FOUR, MAIL = (
    ("card", "05/26"), ("children", "2"), ("children", "4"), ("email", "bluebell22@gmail.com"),
)  # fmt: skip
TOLD = [
    (*SEAT, "You have row 14, by the window."),
    (*SEAT, "Reihe 14 am Fenster ist Ihre."),
    (*FRONT, "You get the front row by the window."),
    (*SUFFIX, "Is it the number with only fours at the end?"),
    (*AREA, "We tried the 415 one you gave us."),
    (*CARD, "Yours is good until May."),
    (*CARD, "Die Karte gilt nur noch bis Mai."),
    (*TWO, "You manage so much with two at home."),
    (*MAIL, "We wrote to bluebell again, please look in your inbox."),
    (*MAIL, "Se lo mandamos a bluebell, mire en su correo."),
]
NOT_TOLD = [
    (*SEAT, "The aisle seats in row 14 have more room."),
    (*SEAT, "Die Fensterplätze in Reihe 14 sind breiter."),
    (*SEAT, "Las ventanas de la fila 14 dan al mar."),
    (*FRONT, "The view from the front row, window or aisle, is splendid."),
    (*PIN, "One, two, three, four and turn: that is how it goes."),
    (*SUFFIX, "Only fours at the end of the corridor, the fives are upstairs."),
    (*SUFFIX, "Those fours at the end of the shelf are reduced."),
    (*AREA, "The 415 one is late, the bus has a flat tyre."),
    (*AREA, "Bus 415 one way costs little."),
    (*CARD, "Your coupon is valid until May."),
    (*CARD, "Der Gutschein gilt noch bis Mai."),
    (*CARD, "Les billets sont valables jusqu'en mai."),
    (*TWO, "You have two, so please share."),
    (*FOUR, "You have four: red, blue, green and grey."),
    (*MAIL, "Have a good day, bluebell, your words made us smile."),
    (*MAIL, "Give us a ring, Bluebell is at the till."),
]
