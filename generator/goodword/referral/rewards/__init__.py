"""Which referral earns which reward, and the ledger of what was earned, approved, paid and voided.

Pure: tables, rules and the ledger's lines come in, new lines go out. Nobody but a person approves, pays or voids.
"""
