"""What counts as a person in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "My name is ⟦Maria Gomez⟧ and",
    "ich heiße ⟦Jürgen von der Heide⟧",
    "me llamo ⟦Ana López⟧",
    "I'm ⟦Peter O'Neill⟧ from",
    "ask Mrs ⟦Thornbury⟧",
    "Mr ⟦Pepper⟧ called",
    "Dr ⟦Whoever⟧ signed it",
    "Ms ⟦Officer⟧ wrote back",
    "Miss ⟦America Ferrera⟧",
    "Dr ⟦Who Smith⟧",
    "Ms ⟦Edge⟧ called me",
    "Mr ⟦Clean⟧ called me back",
    "Ms ⟦Store⟧ was very rude",
    "Ms ⟦Paint⟧ told us",
    "Soy ⟦Carmela Ibarz⟧, de Teruel, y sigo esperando",
    "soy ⟦Julián Prats⟧ y llevo un mes sin fibra",
    "Bravo à ⟦Solène Marchais⟧, caisse 3, un amour",
    "Danke an ⟦Ute Brandes⟧ am Schalter",
    "Das Paket liegt bei ⟦Kowalskis⟧ im Erdgeschoss",
    "Mi tía ⟦Encarna⟧ sigue sin luz",
    "ma voisine ⟦Josette⟧ attend depuis mardi",
    "Monsieur ⟦Tardieu⟧ attend toujours",
    "LE CHIEN DE MONSIEUR ⟦TARDIEU⟧ ABOIE",
    "my husband's called ⟦Fergus⟧ and you wrote Fungus",
    "mein Sohn heißt ⟦Jannes⟧",
    "mi hija se llama ⟦Vega⟧",
    "Mon fils ⟦Théo⟧ a pleuré toute la nuit",
    "Gracias a ⟦Irene⟧ de la tienda del centro",
    "Lob an die ⟦Wiebke⟧ vom Schalter",
    "thanks to ⟦Mabel⟧ at the front desk",
    "Firmado: ⟦Leonor Quiroga Sanz⟧",
)
NEAR_MISSES = (
    "I'm Disappointed",
    "my name is on the list",
    "the name is misspelled",
    "This is Not good",
    "I am very angry",
    "mr has no point",
    "Dr. Martens boots fell apart",
    "Dr Pepper is great",
    "Mr Muscle does not clean",
    "Ms Office crashes",
    "Sr Manager wanted",
    "Dr Who on BBC",
    "Ms Edge crashes",
    "Ms Edge Browser is slow",
    "Ms Store was slow",
    "Mr Clean Magic Eraser",
    "Dr. Martens Chelsea Boots fell apart",
    "Miss America on TV",
    "Miss Universe Philippines won",
    "Dr Who DVD",
    "Ms Word. Called support twice",
    "Soy Cliente Premium, de los de antes",
    "Soy Vecino, de Gandía",
    "Bravo à Air France, guichet fermé",
    "Merci à La Poste, guichet 3",
    "Merci à Mondial Relay pour le retard",
    "bei Amazons im Lager",
    "bei Hermes abgegeben",
    "bei Updates im Hintergrund",
    "mi madre está sola",
    "Madame, Monsieur, je vous écris",
    "Monsieur Bricolage est fermé",
    "PAS DE MADAME QUI RÉPOND",
    "my husband's called Customer Service again",
    "Gracias a Zara de la tienda online",
    "thanks to Tesco at the shop",
    "thanks to everyone at the store",
    "Lob an die Kollegen vom Schalter",
    "Firmado: Un cliente",
    "Signed: Your Customer",
    "my wife is called back never",
    "the wife is called Out of the queue",
)


@pytest.mark.parametrize("marked", MARKED)
def test_person_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("person", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_person_is_not_seen_in(text: str) -> None:
    assert found("person", text) == []
