"""Sums left to reckon, points, children counted, cards that expire, mailboxes and goods told in part."""

TOLD = [
    ("refund", "354.00 EUR", "Dreimal 118 haben wir Ihnen zurückgebucht."),
    ("refund", "1299.00 MXN", "Te regresamos los mil trescientos menos un peso."),
    ("salary", "2250.00 EUR netto", "Mit zweiundzwanzigfuffzig netto reicht es für Ihre Rate leider nicht."),
    ("loyalty", "7300 points", "You're on 7.3k points, that's the kettle sorted."),
    ("family", "3 enfants", "Vous en avez trois à la maison, la carte est donc de droit."),
    ("family", "5 hijos", "Con los cinco que tiene en casa, la ayuda le sale sola."),
    ("email", "ben.okafor77@gmail.com", "We wrote to the gmail, ben dot okafor with a 77 behind it."),
    ("order", "snorkelling fins, 2 pcs", "Your fins are on backorder, the snorkelling mask is not."),
    ("account", "line suspended 2026-03-02", "We suspended yours on Monday, please ring our billing team."),
    ("card", "gültig bis 06/26", "Ihre Karte läuft im Juni ab, die neue kommt vorher."),
    ("card", "exp. 09/26", "La vôtre est valable jusqu'en septembre, vous avez le temps."),
    ("card", "Visa, exp 11/26", "Yours expires in November, so there's time."),
    ("refund", "178.00 USD", "Twice 89 is on its way back to you."),
    ("family", "3 children", "With the three at home you qualify straight away."),
    ("family", "2 Kinder", "Mit zwei Kleinen daheim bekommen Sie den Zuschuss."),
]

NOT_TOLD = [
    ("card", "Visa, expires 05/26", "Our summer offer is valid until May, everyone."),
    ("card", "5412 7500 1188 3306, exp. 08/2027", "La promoción vale hasta agosto para todos."),
    ("family", "3 enfants", "Les trois guichets sont ouverts à tous."),
    ("order", "nursing bra 36D, 2 pcs", "We stock everything a new family needs."),
    ("loyalty", "8400 points", "Every flight earns 500 points, everyone."),
    ("refund", "1499.00 MXN", "Hay dos tiendas menos una que cierra hoy."),
    ("refund", "236.00 EUR", "Zweimal am Tag fährt der Bus, immer um 11:08."),
]
