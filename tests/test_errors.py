from factcheck.errors import FactcheckError, Problems


def test_the_place_goes_as_far_as_it_is_known() -> None:
    assert FactcheckError("bad", path="a.csv", line=3, column=7).place == "a.csv:3:7"
    assert FactcheckError("bad", path="a.csv").place == "a.csv"
    assert FactcheckError("bad").render() == "bad"


def test_the_caret_stands_under_the_trouble() -> None:
    shown = FactcheckError("not a number", path="a.csv", line=2, column=4, source="s1,x", hint="write digits").render()
    assert shown.splitlines() == ["a.csv:2:4: not a number", "    s1,x", "       ^", "  hint: write digits"]


def test_a_long_line_is_cut_and_its_caret_left_out() -> None:
    shown = FactcheckError("too long", path="a", line=1, column=900, source="x" * 1000).render()
    assert len(shown.splitlines()) == 2
    assert max(map(len, shown.splitlines())) == 204


def test_all_problems_are_shown() -> None:
    several = Problems([FactcheckError("one", path="a", line=1), FactcheckError("two", path="a", line=9)])
    assert str(several) == "a:1: one\na:9: two"
