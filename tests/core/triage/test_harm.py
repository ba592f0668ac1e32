"""Harm to others or to oneself that is stated, and what only sounds like it; what it changes in the scores."""

from dataclasses import replace

import pytest

from parlour.core.nouns.assessment import Route
from parlour.core.nouns.post import Post
from parlour.core.triage.harm import told_in
from parlour.core.triage.kernel import assess_posts
from parlour.knowledge.triage.harms import load_harms
from parlour.knowledge.triage.load import load_triage

KNOWLEDGE = load_triage()
THREATS, DESPAIR = load_harms()

STATED = (
    "I will come to your shop and kill you all",
    "@brand I will come to your shop and kill you all",
    "@brand @other I'm going to find your driver and break his legs",
    "I know where you live and I will burn your house down",
    "we will bomb your office tomorrow",
    "someone should shoot you people",
    "I'll stab the next agent who hangs up on me",
    "you will all die, I'm coming with a gun",
    "@shop watch your back, I know where your store manager parks",
    "I swear I'll beat up the guy at the counter",
    "tell your CEO he'll be dead by friday",
    "@bank I'm gonna slit your throat",
    "If you don't refund me I will hurt somebody",
    "next time I see your courier I'll run him over",
    "you better refund me or I’ll smash your face in",
    "I'm going to shoot up your head office",
    "I'll put your technician in hospital if he shows up again",
    "come near my house again and I'll set the dogs on you",
    "one of these days I'm going to strangle that manager",
    "I'm on my way to your store and people are going to get hurt",
    "@telco cut my line again and I'll cut your throat",
    "we're going to make your staff bleed",
    "I will murder whoever closed my account",
    "@council your warden should be hanged and I'll bring the rope",
    "we're coming for your staff with bats",
    "next inspector who fines my mum gets stabbed, I mean it",
    "I'll throw acid at your shop girl",
    "prepare to die @brand I'm on my way",
    "ich komme in euren laden und bringe euch alle um",
    "@laden ich schlage dem fahrer die zähne ein",
    "ich stech euren kontrolleur ab",
    "ihr seid tot wenn ich euch erwische",
    "wir fackeln eure filiale ab",
    "voy a ir a vuestra tienda y os mato a todos",
    "@tienda le voy a partir la cara al repartidor",
    "os voy a quemar la oficina con vosotros dentro",
    "os juro que le rompo las piernas al repartidor",
)
NOT_STATED = (
    "this queue is killing me",
    "@brand I'd kill for a refund",
    "you're dead to me",
    "@brand my phone died again and I'm dying here",
    "I could murder a pizza",
    "I am going to murder this lasagne",
    "your prices are killing me, I'll die of old age before the parcel comes",
    "@shop my boss will kill me if this does not arrive",
    "I'll shoot you an email tomorrow",
    "your app is the bomb",
    "this app is killing my battery, it will be dead by noon",
    "I'm going to kill it at the gig if my guitar arrives",
    "you people slay, best service ever",
    "the new season hit me hard, I'm dead",
    "my wife is going to murder me when she sees this bill",
    "@bank your fees are daylight robbery and you're bleeding me dry",
    "stop beating around the bush and refund me",
    "I will fight this charge until I die",
    "I'll be dead before anyone picks up the phone",
    "shoot me now, third hour on hold",
    "you shot yourselves in the foot with this price rise",
    "I'm gonna kill some time at the airport, any lounge?",
    "I'll hit you up tomorrow about the order",
    "someone at your office dropped a bomb: no refunds",
    "I'm burning with anger at your service",
    "@brand I would die for one of your burgers",
    "@airline I'm going to miss my flight and then I'm dead",
    "I'm going to kill the lights, do your bulbs dim?",
    "cut me some slack, I'll pay friday",
    "diese Warteschlange bringt mich um",
    "ich könnte morden für eine Pizza",
    "esta cola me está matando",
    "este calor me mata, ¿tenéis aire?",
)
TOLD_OF_OTHERS = (
    "your driver nearly ran me over, he could have killed me",
    "a man in your store said he would kill me, please help",
    "your bouncer broke my arm",
    'a fella wrote to me "I will burn your shop down", screenshots attached',
    "I would never hurt anybody and I'm not going to hurt you",
)


@pytest.mark.parametrize("text", STATED)
def test_stated_harm_is_a_threat(text: str) -> None:
    assert told_in(text, THREATS).stated
    assert score(text) >= KNOWLEDGE.thresholds.high["attack.threat"]


@pytest.mark.parametrize("text", NOT_STATED + TOLD_OF_OTHERS)
def test_way_of_speaking_and_what_others_did_is_no_threat(text: str) -> None:
    assert not told_in(text, THREATS).stated
    assert score(text) < KNOWLEDGE.thresholds.doubtful["attack.threat"]


def test_what_is_far_apart_is_not_said_together() -> None:
    words = "and the parcel and the shop and the street and the town and the country and the sea "
    assert told_in(f"I will hurt you {words}", THREATS).stated
    assert not told_in(f"I will see {words * 2} hurt you", THREATS).stated


def test_words_of_the_threat_are_its_reasons() -> None:
    text = "@brand late again. I'll find your driver and break his legs."
    (found,) = assess_posts([Post(id="x", text=text)], KNOWLEDGE)
    reasons = [text[r.start : r.end] for r in found.reasons if r.output == "attack.threat"]
    assert reasons
    assert set(reasons) <= set("I'll find your driver and break his legs".split())


def test_weights_judge_alone_where_nothing_is_known_of_threats() -> None:
    text = "I swear I'll beat up the guy at the counter"
    deaf = assess_posts([Post(id="x", text=text)], replace(KNOWLEDGE, harms=()))[0]
    both = assess_posts([Post(id="x", text=text)], KNOWLEDGE)[0]
    assert both.scores["attack.threat"] > deaf.scores["attack.threat"]
    assert {**both.scores, "attack.threat": 0} == {**deaf.scores, "attack.threat": 0}


def score(text: str) -> float:
    return assess_posts([Post(id="x", text=text)], KNOWLEDGE)[0].scores["attack.threat"]


DESPERATE = (
    "I want to kill myself",
    "I wish I had died",
    "I have no reason to go on",
    "lost all will to go on",
    "I am planning my death",
    "I will kill myself for the pain I caused",
    "I am going to hang myself on the tree",
    "I almost killed myself last week",
    "I want to kill myself on this bridge",
    "I don't want to live in this pain anymore",
    "Je vais m'ôter la vie",
    "voy a matarme a las 5",
    "quiero morirme por el dolor",
    "keinen Sinn mehr zu leben, ich will nicht mehr leben",
    "I'm going to kill myself because of this debt",
    "@bank your letters make me want to end my life",
    "thinking about suicide after you cut my power",
    "I just want to die",
    "I don't want to live anymore, please stop the calls",
    "there is no reason to live any more with these bills",
    "everyone would be better off without me",
    "I hope I don't wake up tomorrow",
    "my son says he wants to kill himself because of your bullying",
    "I have been suicidal since you froze my account",
    "tried to end it last night, still waiting for your answer",
    "@bank ich will nicht mehr leben",
    "ich bringe mich um wenn ihr das licht abstellt",
    "wegen euch denke ich an selbstmord",
    "ich will einfach nur sterben",
    "meine tochter wollte sich wegen der mahnungen das leben nehmen",
    "no quiero seguir viviendo",
    "quiero suicidarme por esta deuda",
    "me quiero morir, ya no puedo con ustedes",
    "mi hermano intentó quitarse la vida",
    "je veux mourir",
    "vos lettres me donnent envie de me tuer",
    "je n'ai plus la force de vivre",
)
NOT_DESPERATE = (
    "this queue is killing me",
    "I hope I don't wake up late tomorrow",
    "just cut myself on your can",
    "They took my life savings",
    "lost the will to live waiting on hold",
    "no puedo vivir sin mi wifi",
    "Wir treffen uns vor den Zug",
    "Ending everything on Friday: 50% off",
    "me dan ganas de matar a alguien",
    "J'ai envie d'en finir avec vos factures",
    "my kid will hurt himself on that sharp edge",
    "You'd be better off without me as a customer",
    "I want to die on this hill",
    "I saw a documentary about suicide",
    "I read about suicide rates",
    "Your train was late because somebody attempted suicide",
    "Thoughts of suicide? Call 988",
    "self-harm awareness week",
    "I love the suicide wing flavour",
    "I nearly killed myself on your stairs",
    "killing myself laughing at this advert",
    "I could die for a coffee right now",
    "I want to die of embarrassment, wrong store lol",
    "your app update is brand suicide",
    "my router committed suicide again",
    "Suicide Squad is not on your platform",
    "I don't want to be here all day",
    "I don't want to live without your oat milk",
    "I cut myself on the lid of your tin",
    "ich sterbe vor lachen",
    "ich will vor scham sterben",
    "mein akku begeht selbstmord",
    "me muero de risa",
    "me quiero morir de la vergüenza",
    "je veux mourir de rire",
    "taking my life savings to another bank",
)


@pytest.mark.parametrize("text", DESPERATE)
def test_who_wants_to_die_is_in_danger_and_never_left_in_the_lobby(text: str) -> None:
    (found,) = assess_posts([Post(id="x", text=text)], KNOWLEDGE)
    assert found.scores["sensitive.safety"] >= KNOWLEDGE.thresholds.high["sensitive.safety"]
    assert found.scores["urgency"] >= KNOWLEDGE.thresholds.high["urgency"]
    assert found.route in (Route.PARLOUR, Route.HUMAN)
    reasons = {(one.output, text[one.start : one.end]) for one in found.reasons}
    assert any(output == "sensitive.safety" for output, _ in reasons)


@pytest.mark.parametrize("text", NOT_DESPERATE)
def test_who_says_so_of_a_queue_is_not(text: str) -> None:
    assert not told_in(text, DESPAIR).stated


@pytest.mark.parametrize("text", DESPERATE)
def test_the_gate_lets_everything_through_that_is_stated(text: str) -> None:
    assert told_in(text, DESPAIR).stated == told_in(text, replace(DESPAIR, gate="")).stated
