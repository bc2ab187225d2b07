"""Proof that the books are right: each rule is one query that finds what breaks it."""

from finance.selectors.proof.asking import ProofCheck, ProofReport, ask
from finance.selectors.proof.proving import ledger_proof, partner_proof, rule_labels, whole_proof

__all__ = ["ProofCheck", "ProofReport", "ask", "ledger_proof", "partner_proof", "rule_labels", "whole_proof"]
