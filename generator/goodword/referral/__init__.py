"""Floor 2: what makes a referral: codes, links, programs, matching, messages, disclosure."""
