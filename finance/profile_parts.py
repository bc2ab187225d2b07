"""What accounts shows of our tables in a person's profile; it stands below us and cannot look for itself."""

from accounts.ports import BANK_ACCOUNTS, provide_profile_part
from finance.selectors.bank_accounts import bank_account_facts

provide_profile_part(BANK_ACCOUNTS, bank_account_facts)
