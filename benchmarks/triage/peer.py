"""The other side, run by the Python of its own environment: a plain word model and VADER on the same texts.

Reads one JSON object on standard input: `learn` and `tell`, output → texts, and `answers`, output → true or false for
each text to learn from. Prints one: `tfidf` and `vader`, output → one score for each text to tell.
"""

import json
import sys
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

MOODS = {"sentiment.negative": -1.0, "sentiment.positive": 1.0, "heat": -1.0, "complaint": -1.0}


def main() -> None:
    given = json.load(sys.stdin)
    vader = SentimentIntensityAnalyzer()
    found: dict[str, dict[str, Any]] = {"tfidf": {}, "vader": {}}
    for output, texts in given["tell"].items():
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        model = make_pipeline(words, LogisticRegression(C=10, max_iter=1000))
        model.fit(given["learn"][output], given["answers"][output])
        found["tfidf"][output] = model.predict_proba(texts)[:, 1].tolist()
        if output in MOODS:
            sign = MOODS[output]
            found["vader"][output] = [sign * vader.polarity_scores(text)["compound"] for text in texts]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
