"""A line that the CSV reader refuses is read as plain cells, never as a traceback."""

from __future__ import annotations

from kernketen.register.csvfile import of_bytes


def test_a_heading_larger_than_the_reader_takes_is_still_a_heading() -> None:
    sheet = of_bytes("groot.csv", b"PC4;" + b"X" * 200_000 + b"\n1011;a\n")
    assert sheet.headings[0] == "PC4"
    assert list(sheet.rows()) == [(2, ["1011", "a"])]
