"""Codes told piece by piece, letters by any word that begins with them, figures one by one."""

TOLD = [
    ("booking", "R4ZK9M", "R wie Rakete, vier, Z wie Zebra, K wie Keks, neun und M wie Mond, dann Enter."),
    ("booking", "QH5TLB", "Type Q as in queue, H for hat, five, T like tea, L as lemon and B for biscuit."),
    ("booking", "QM7TZP", "Q de queso, M de mesa, siete, T de taza, Z de zumo y P de perro."),
    ("booking", "BV6NTR", "B comme bateau, V comme vélo, six, N comme nuage, T comme thé et R comme radis."),
    ("booking", "TRW8KL", "It's T R W and then an 8 and K L."),
    ("booking", "T9QWKX", "Put t9 in the first box and qwkx in the second."),
    ("booking", "T9QWKX", "tu tapes t9 et juste derrière qwkx"),
    ("passcode", "771930", "Commencez par sept sept un et ensuite neuf trois zéro."),
    ("passcode", "771930", "D'abord 771, attendez le bip, puis 930."),
    ("passcode", "904412", "First nine oh four, wait for the tone, then four one two."),
    ("passcode", "338207", "Primero marque 338, espere el tono, y después 207."),
    ("order", "5520-7741", "5520 goes before the dash and 7741 after it."),
    ("order", "5520-7741", "Zuerst 5520, dann kommt ein Strich, dahinter 7741."),
    ("order", "5520-7741", "El 5520 va antes del guion y el 7741 detrás."),
    ("locker", "casier 7B, code 6309", "Ouvrez le 7B avec six trois zéro neuf."),
    ("loyalty", "7531 points", "Seven, five, three, one: that's what is on there."),
]

NOT_TOLD = [
    ("order", "5520-7741", "We sent out 5520 parcels on Monday."),
    ("order", "5520-7741", "Hay que marcar uno, dos o tres en el menú."),
    ("booking", "TRW8KL", "There are 8 gates and no queue at all today."),
    ("passcode", "904412", "Im Jahr 904 gab es hier noch keine 412 Einwohner, heute schon."),
    ("passcode", "771930", "Appelez le 0800 771, c'est ouvert jusqu'à 19:30."),
    ("loyalty", "4321 points", "Three, two, one, and we're off the ground again!"),
    ("loyalty", "4321 Punkte", "Eins, zwei, drei, vier: so schnell geht das Einchecken bei uns."),
]
