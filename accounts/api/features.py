"""Switches of features. Clients send 0 and 1, "0" and "1", or true and false."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.api.vocabulary import KOMTIM_SWITCHES, MUST_STORE_SALES_ADMIN
from accounts.features import Feature
from accounts.services.switch_feature import switch_feature
from accounts.states import Right
from komship.lib.errors import InvalidInput, NotFound


class SwitchEndpoint(SellerEndpoint):
    right = Right.SETTING_PROFILE
    error_texts: ClassVar[dict[str, str]] = {"no_sales_admin": MUST_STORE_SALES_ADMIN}

    def turn(self, feature: Feature, *, is_on: bool) -> None:
        switch_feature(self.access.partner_id, feature, is_on=is_on, actor=self.actor)


class FeatureSwitch(SwitchEndpoint):
    """One switch; `field` is the name of its value in the body or the query."""

    feature: ClassVar[Feature]
    field: ClassVar[str]

    def perform(self, **values: Any) -> None:
        self.turn(self.feature, is_on=values[self.field])


class ReturnInsightInput(serializers.Serializer[Any]):
    is_return_insight = serializers.BooleanField()


class SwitchReturnInsight(FeatureSwitch):
    input = ReturnInsightInput
    feature, field = Feature.RETURN_INSIGHT, "is_return_insight"
    message = "Successfully Update Feature Return Insight!"


class OrderNotesInput(serializers.Serializer[Any]):
    is_order_notes = serializers.BooleanField()


class SwitchOrderNotes(FeatureSwitch):
    input = OrderNotesInput
    feature, field = Feature.ORDER_NOTES, "is_order_notes"
    message = "Successfully Update Feature Order Notes!"


class ReputationInput(serializers.Serializer[Any]):
    is_customer_reputation = serializers.BooleanField()


class SwitchCustomerReputation(FeatureSwitch):
    input = ReputationInput
    feature, field = Feature.CUSTOMER_REPUTATION, "is_customer_reputation"
    message = "Successfully Update Feature Customer Reputation!"


class TrackingSalesInput(serializers.Serializer[Any]):
    """The contract's name is singular, the clients' plural."""

    is_tracking_sale = serializers.BooleanField(required=False)
    is_tracking_sales = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        found = attrs.get("is_tracking_sales", attrs.get("is_tracking_sale"))
        if found is None:
            raise serializers.ValidationError({"is_tracking_sales": [_("Isi 0 atau 1.")]})
        return {"is_tracking_sales": found}


class SwitchTrackingSales(FeatureSwitch):
    input = TrackingSalesInput
    feature, field = Feature.TRACKING_SALES, "is_tracking_sales"
    message = "Successfully Update Feature Tracking Sales!"


class RankingInput(serializers.Serializer[Any]):
    is_dashboard = serializers.BooleanField()


class SwitchSalesRanking(FeatureSwitch):
    input = RankingInput
    feature, field = Feature.SALES_RANKING, "is_dashboard"
    message = "Successfully Update Tracking Sales Dashboard!"


class ShippingCostInput(serializers.Serializer[Any]):
    is_shipping_cost = serializers.BooleanField()


class SwitchShippingCost(FeatureSwitch):
    input = ShippingCostInput
    feature, field = Feature.SHIPPING_COST, "is_shipping_cost"
    message = "Successfully Update Feature Shipping Cost!"


class KomtimSwitchInput(serializers.Serializer[Any]):
    is_allowed_edit = serializers.BooleanField(required=False)
    is_mass_order = serializers.BooleanField(required=False)
    is_mutation_bank = serializers.BooleanField(required=False)
    is_custom_label = serializers.BooleanField(required=False)


class UnknownSwitch(NotFound):
    code = "unknown_switch"


class KomtimSwitch(SwitchEndpoint):
    """The four switches of the sister service: the path says which one, the body how it stands."""

    input = KomtimSwitchInput
    message = "Successfully Update Feature!"

    def perform(self, *, switch: str, **values: Any) -> None:
        if switch not in KOMTIM_SWITCHES:
            raise UnknownSwitch(_("Fitur tidak dikenal."))
        feature, field = KOMTIM_SWITCHES[switch]
        if field not in values:
            raise InvalidInput(_("Isi 0 atau 1."), fields={field: [_("Isi 0 atau 1.")]})
        self.turn(feature, is_on=values[field])
