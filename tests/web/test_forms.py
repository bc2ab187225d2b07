from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from komship.lib.errors import Conflict, InvalidInput
from komship.web.forms import Done, KomshipForm, PhoneField, PinField, RupiahField, form_answer, submit

GOOD = {"phone": "0812-3456-7890", "amount": "Rp 12.500", "pin": "123456", "kind": "a"}


class SampleForm(KomshipForm):
    phone = PhoneField(label="Telepon", help_text="Nomor WhatsApp")
    amount = RupiahField(label="Nilai")
    pin = PinField()
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "A")])
    agree = forms.BooleanField(label="Setuju", required=False)


def posted(data: dict[str, str], **headers: str) -> HttpRequest:
    return RequestFactory().post("/x/", data, headers=headers)


def test_values_come_out_as_the_domain_stores_them() -> None:
    form = SampleForm(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["phone"] == "6281234567890"
    assert form.cleaned_data["amount"] == 12_500


@pytest.mark.parametrize("text", ["12500", "12.500", "rp12.500", " Rp 12.500 "])
def test_rupiah_as_people_type_it(text: str) -> None:
    assert RupiahField().clean(text) == 12_500


@pytest.mark.parametrize("text", ["12,50", "dua belas", "1e3", "Rp"])
def test_what_is_no_rupiah(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        RupiahField().clean(text)


def test_amounts_and_phones_are_shown_as_people_write_them() -> None:
    html = SampleForm(initial={"amount": 12_500, "phone": "6281234567890"}).as_p()
    assert 'value="12.500"' in html
    assert 'value="081234567890"' in html


def test_a_refused_amount_stays_as_typed() -> None:
    assert 'value="banyak"' in str(SampleForm({"amount": "banyak"})["amount"])


def test_an_optional_phone_may_be_empty() -> None:
    assert PhoneField(required=False).clean("") == ""


@pytest.mark.parametrize("pin", ["12345", "1234567", "12345a", "١٢٣٤٥٦"])
def test_pins_are_six_digits(pin: str) -> None:
    with pytest.raises(forms.ValidationError):
        PinField().clean(pin)


def test_pins_are_never_sent_back() -> None:
    assert "123456" not in str(SampleForm(GOOD)["pin"])


def test_widgets_carry_their_look() -> None:
    form = SampleForm()
    assert form.fields["phone"].widget.attrs["class"] == "form-control"
    assert form.fields["kind"].widget.attrs["class"] == "form-select"
    assert form.fields["agree"].widget.attrs["class"] == "form-check-input"


def test_an_error_is_tied_to_its_field() -> None:
    form = SampleForm({**GOOD, "phone": "12"})
    html = render_to_string("components/form.html", {"form": form})
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'id="id_phone_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.count("is-invalid") == 1


def test_refusals_land_on_their_fields() -> None:
    form = SampleForm(GOOD)
    form.is_valid()
    form.add_domain_error(InvalidInput(fields={"amount": ["Terlalu besar."], "elsewhere": ["Aneh."]}))
    assert form.errors["amount"] == ["Terlalu besar."]
    assert form.non_field_errors() == ["Aneh."]
    assert "is-invalid" in form.fields["amount"].widget.attrs["class"]


def test_other_refusals_stand_above_the_form() -> None:
    form = SampleForm(GOOD)
    form.is_valid()
    form.add_domain_error(Conflict("Saldo belum cukup."))
    assert form.non_field_errors() == ["Saldo belum cukup."]


def test_a_refusal_without_words_still_says_something() -> None:
    form = SampleForm(GOOD)
    form.is_valid()
    form.add_domain_error(Conflict())
    assert "belum bisa diproses" in form.non_field_errors()[0]


def test_submitting() -> None:
    seen: list[dict[str, Any]] = []

    def service(values: dict[str, Any]) -> Done:
        seen.append(values)
        return Done("/done/")

    response = submit(posted(GOOD), SampleForm(GOOD), service)
    assert response is not None
    assert response.headers["Location"] == "/done/"
    assert seen[0]["amount"] == 12_500


def test_a_service_that_refuses_leaves_the_page_open() -> None:
    def service(values: dict[str, Any]) -> Done:
        raise Conflict("Sudah ada.")

    form = SampleForm(GOOD)
    request = posted(GOOD)
    assert submit(request, form, service) is None
    response = form_answer(request, form, "components/form.html")
    assert response.status_code == 422
    assert "Sudah ada." in response.content.decode()


def test_nothing_runs_for_bad_input_or_a_mere_look() -> None:
    def service(values: dict[str, Any]) -> Done:
        raise AssertionError

    assert submit(posted({}), SampleForm({}), service) is None
    assert submit(RequestFactory().get("/x/"), SampleForm(), service) is None


def test_a_first_look_is_no_error() -> None:
    assert form_answer(RequestFactory().get("/x/"), SampleForm(), "components/form.html").status_code == 200


def test_htmx_gets_the_form_alone() -> None:
    form = SampleForm({})
    response = form_answer(
        posted({}, **{"HX-Request": "true"}), form, "404.html", partial="components/form.html"
    )
    assert response.status_code == 422
    assert b"<html" not in response.content
