"""The same scores the plain way, one post and one feature at a time: what the kernel is compared to."""

import re
from itertools import pairwise
from zlib import crc32

from parlour.core.triage.knowledge import TriageKnowledge

_WORD = re.compile(r"\w+|[^\w\s]+")


class PlainScorer:
    """Sums the weights of the same kinds of features with a dictionary-free loop over lists."""

    def __init__(self, knowledge: TriageKnowledge) -> None:
        self._weights = knowledge.meaning.weights.tolist()
        self._tongues = knowledge.tongues.weights[:, knowledge.tongues.weighed].tolist()
        self._lengths = knowledge.meaning.run_lengths

    def sums(self, text: str) -> tuple[list[int], list[int]]:
        """Sums of weights per output and per language."""
        scores, tongues = [0] * len(self._weights[0]), [0] * len(self._tongues[0])
        for feature in self._features(text.lower()):
            bucket = crc32(feature.encode()) & 0xFFFF
            for i, weight in enumerate(self._weights[bucket]):
                scores[i] += weight
            for i, weight in enumerate(self._tongues[bucket]):
                tongues[i] += weight
        return scores, tongues

    def _features(self, text: str) -> list[str]:
        words = _WORD.findall(text)
        features = words + [f"{a} {b}" for a, b in pairwise(words)]
        for word in words:
            edged = f" {word} "
            features.extend(edged[at : at + n] for n in self._lengths for at in range(len(edged) - n + 1))
        return features
