"""Which files prove a transfer: by their content, whatever they are called."""

import pytest

from finance.transfer_proofs import MOST_BYTES, ProofFile, checked_proofs
from komship.lib.errors import InvalidInput
from tests.factories.pictures import picture

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(picture(kind="PNG"), "image/png"), (picture(), "image/jpeg"), (PDF, "application/pdf")],
)
def test_what_is_taken(content: bytes, kind: str) -> None:
    (proof,) = checked_proofs([ProofFile("..\\..\\a/bukti.exe", content)])
    assert (proof.content_type, proof.title) == (kind, "bukti.exe")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload=alert(1)>",
        picture(kind="PNG")[:60],
        picture(kind="GIF"),
        b"%PDF-1.7 cut",
        PDF.replace(b"<<>>", b"<</JavaScript 2 0 R>>"),
        b"0" * (MOST_BYTES + 1),
    ],
)
def test_what_is_not(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_proofs([ProofFile("bukti.png", content)])
    assert list(refused.value.fields) == ["transfer_proof"]


def test_pictures_only_where_the_contract_says_so() -> None:
    with pytest.raises(InvalidInput, match="PNG atau JPG"):
        checked_proofs([ProofFile("bukti.pdf", PDF)], allows_pdf=False)


def test_a_picture_that_unfolds_into_gigabytes() -> None:
    bomb = picture(9_000, 6_000, kind="PNG", mode="1", colour=0)
    with pytest.raises(InvalidInput, match="Perkecil"):
        checked_proofs([ProofFile("bukti.png", bomb)])


def test_three_at_most() -> None:
    with pytest.raises(InvalidInput, match="3"):
        checked_proofs([ProofFile("bukti.png", PDF)] * 4)
