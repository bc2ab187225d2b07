"""The introduction, the starter challenge and what a seller thinks of us."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.services import start_challenge
from accounts.services.claim_reward import claim_reward
from accounts.services.finish_onboarding import finish_onboarding
from accounts.services.give_feedback import give_feedback


class FinishOnboarding(SellerEndpoint):
    message = "Successfully update onboarding"

    def perform(self) -> None:
        finish_onboarding(self.access.partner_id)


class StartChallenge(SellerEndpoint):
    message = "Successfully start gamification"

    def perform(self) -> None:
        start_challenge(self.access.partner_id)


class ClaimReward(SellerEndpoint):
    message = "Successfully claim gamification"

    def perform(self) -> None:
        claim_reward(self.access.partner_id, actor=self.actor)


class FeedbackInput(serializers.Serializer[Any]):
    feedback_value = serializers.IntegerField(min_value=1, max_value=5)
    feedback_comment = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=1000, default=""
    )


class FeedbackStore(SellerEndpoint):
    input = FeedbackInput
    message = "Successfully Store Feedback"

    def perform(self, *, feedback_value: int, feedback_comment: str | None) -> str:
        """The answer's `data` is a text in the contract; it carries the feedback's number."""
        row = give_feedback(
            self.access.partner_id, self.user.pk, stars=feedback_value, comment=feedback_comment or ""
        )
        return str(row.pk)
