"""No upload is read beyond what a leaflet or its catalogue may be."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from workflow.leaflets.incoming import data_of
from workflow.refusals import RuleBroken


class Watched(SimpleUploadedFile):
    asked: int | None = None

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "read without a bound"
        self.asked = size
        return bytes(super().read(size))


def test_a_file_within_the_limit_is_read_whole(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 10

    assert data_of(Watched("ten.po", b"a" * 10)) == b"a" * 10


def test_a_file_that_says_it_is_too_large_is_not_read(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 10
    file = Watched("eleven.po", b"a" * 11)

    with pytest.raises(RuleBroken, match="larger than 20 MB"):
        data_of(file)
    assert file.asked is None


def test_a_file_that_is_larger_than_it_says_is_refused(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 10
    file = Watched("liar.po", b"a" * 50)
    file.size = 3

    with pytest.raises(RuleBroken, match="larger than 20 MB"):
        data_of(file)
    assert file.asked == 11
