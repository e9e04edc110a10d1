"""Whatever the files hold, reading them ends with a record or with an error that names its place."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError, Problems
from factcheck.record import load
from record_samples import FILES, project

ROOT = Path(__file__).parents[2]
ACCEPTED = (ROOT / "checks" / "accepted.toml").read_bytes()

splinters = st.one_of(
    st.sampled_from(
        [b",", b'"', b"\n", b"\r\n", b";", b"\xff", b"\0", b"=", b"-", b"\xef\xbb\xbf", b"[[", b"]]", b":", b"- "]
    ),
    st.binary(max_size=6),
    st.text(max_size=6).map(str.encode),
)


@st.composite
def splintered(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with some bytes of it replaced."""
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.integers(0, 12)))
        content = content[:begin] + draw(splinters) + content[end:]
    return content


def refused(home: Path) -> FactcheckError | None:
    """Why the project is refused, if it is."""
    try:
        load(home)
    except FactcheckError as error:
        return error
    return None


def has_a_place(error: FactcheckError) -> bool:
    problems = error.problems if isinstance(error, Problems) else (error,)
    return bool(problems) and all(one.path and one.message and one.render().count("\n") < 4 for one in problems)


@settings(max_examples=150, deadline=None)
@given(table=st.sampled_from(sorted(FILES)), data=st.data())
def test_any_table_is_read_or_refused(table: str, data: st.DataObject) -> None:
    content = data.draw(splintered(FILES[table].encode()))
    with tempfile.TemporaryDirectory() as folder:
        error = refused(project(Path(folder), {table: content}))
    assert error is None or has_a_place(error)


@settings(max_examples=80, deadline=None)
@given(content=splintered(ACCEPTED))
@example(content=b"accepted = 1")
@example(content=b"accepted = [1]")
@example(content=b"[[accepted]]\nvalues = 3")
def test_any_acceptance_is_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = project(Path(folder), accepted="x = 1")
        (home / "checks" / "accepted.toml").write_bytes(content)
        error = refused(home)
    assert error is None or has_a_place(error)
