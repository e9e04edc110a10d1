"""Turns are found in the usual forms of transcripts, and labels that name nobody are not turns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract.speakers import speaker_at, turns

TURNS = {
    "Ana Holt: Good morning.\n\nBo Lee: Thank you.\n\nAna Holt: Sales rose.": ["Ana Holt", "Bo Lee", "Ana Holt"],
    "Speaker 0: Thank you.\n\nSpeaker 12: We grew.": ["Speaker 0", "Speaker 12"],
    "MR. SMITH: We grew.\n\nQ Thank you. And then?\n\nMR. SMITH: More.\n\nQ Why?": ["MR. SMITH", "Q", "MR. SMITH", "Q"],
    "Q. How many?\nA. Forty.\nQ. And now?\nA. Fifty.": ["Q", "A", "Q", "A"],
    "Question: How many?\n\nAnswer: Forty.": ["Question", "Answer"],
    "CHAIR HOLT: We raised it.\n\nBO LEE: Why did you?": ["CHAIR HOLT", "BO LEE"],
    "Mr. SMITH. I yield.\n\nThe CHAIRMAN. The clerk reads.\n\nMr. SMITH. Forty.": [
        "Mr. SMITH", "The CHAIRMAN", "Mr. SMITH",
    ],
    "Operator\n\nGood day.\n\nAna Holt -- Chief Executive Officer\n\nWe grew 5%.\n\nOperator\n\nThanks.": [
        "Operator", "Ana Holt", "Operator",
    ],
    "Ana Holt\nChief Executive Officer\n\nWe grew.\n\nBo Lee\nAnalyst\n\nWhy?": ["Ana Holt", "Bo Lee"],
    "Ana Holt, Minister of Ports: We grew.\n\nReporter of the Daily: Why?": [
        "Ana Holt, Minister of Ports", "Reporter of the Daily",
    ],
    "**The Minister for Ports (Ms Ana Holt)**\n\n: We grew.\n\n**Mr Speaker**\n\n: Order.": [
        "The Minister for Ports (Ms Ana Holt)", "Mr Speaker",
    ],
    "**Ana Holt:** I think so.\n\n**Bo Lee:** Yes, 40.": ["Ana Holt", "Bo Lee"],
    "Hon. Marie Roy: Mr. Chair, 40 tonnes.\n\nThe Chair: Thank you.": ["Hon. Marie Roy", "The Chair"],
    "Bo Lee AM: Forty schools?\n\nAna Holt: Yes, that's right.\n\nBo Lee AM: I see.": [
        "Bo Lee AM", "Ana Holt", "Bo Lee AM",
    ],
    "Poster reporter: What next?\n\nAna Holt: Let me say this.\n\nHarbour News: Since when?": [
        "Poster reporter", "Ana Holt", "Harbour News",
    ],
}  # fmt: skip

NOBODY = [
    "Note: sales rose 5%.\n\nTime: 10:30\n\nSource: the port",
    "Date: 5 May\nPlace: Kent\nSubject: Sales",
    "Net Sales: $5 million\nNet Income: $2 million\nNet Sales: $6 million",
    "Methods: We asked 40 men.\n\nResults: We found 12.",
    "The port grew. There are two reasons: rain and rope.",
    "https://example.org/a: see there",
    "At 10:30 the ship came: it was late.",
    "Step 1: We cut it.\n\nStep 2: We glue it.",
    "Key findings: 40 of them.\n\nKey findings: 12 of them.",
    "Ana Holt\nDirector\n\nThe report ends here.",
    "Total: 40\nTotal: 50",
    "",
]


@pytest.mark.parametrize("text", list(TURNS), ids=[text[:30] for text in TURNS])
def test_turns_are_found(text: str) -> None:
    assert [turn.speaker for turn in turns(text)] == TURNS[text]


@pytest.mark.parametrize("text", NOBODY, ids=[text[:30] for text in NOBODY])
def test_labels_of_things_are_no_turns(text: str) -> None:
    assert turns(text) == ()


def test_a_turn_goes_on_until_the_next() -> None:
    text = "Ana Holt: Good morning.\n\nWe have 40 ships.\n\nBo Lee: Thank you.\n\nFine."
    said = turns(text)
    starts = [turn.start for turn in said]
    assert speaker_at(said, starts, text.index("40")) == "Ana Holt"
    assert speaker_at(said, starts, text.index("Fine")) == "Bo Lee"
    assert speaker_at(said, starts, 0) == "Ana Holt"
    assert speaker_at((), (), 5) == ""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["Ana: ", "Q ", "**", "\n", "I ", "MR. X: ", ":", "Note", " ", "—", "é", "Operator"])).map(
        "".join
    )
)
def test_turns_have_valid_places(text: str) -> None:
    said = turns(text)
    assert all(0 <= turn.start < turn.words <= len(text) for turn in said)
    assert list(said) == sorted(said)
