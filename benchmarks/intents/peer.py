"""The other side, run by the Python of its own environment: a plain word model on the same texts.

Reads one JSON object on standard input: `texts` and `labels` to learn from, and `tell`. Prints a list of labels.
"""

import json
import sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def main() -> None:
    given = json.load(sys.stdin)
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=30, max_iter=300)
    )
    model.fit(given["texts"], given["labels"])
    json.dump(model.predict(given["tell"]).tolist(), sys.stdout)


if __name__ == "__main__":
    main()
