"""GW35x-GW37x: referral codes that are missing or clash, share links that are too long."""

from goodword.problems import ERROR, WARNING, Rule

CODE_MISSING = Rule(
    "GW350",
    ERROR,
    "advocate without a code",
    "The advocate `{advocate}` has no referral code.",
    "Run `goodword codes`, or write `code: {offer}`.",
)
CODE_CHARACTERS = Rule(
    "GW351",
    ERROR,
    "code with other characters",
    "The referral code `{code}` holds characters that an address or a telephone call would garble.",
    "Use only letters from A to Z, digits, `-` and `_`.",
)
CODE_LENGTH = Rule(
    "GW352",
    ERROR,
    "code too short or too long",
    "The referral code `{code}` has {length} characters.",
    "Use {least} to {most}.",
)
CODE_TWICE = Rule(
    "GW353",
    ERROR,
    "code of two advocates",
    "The referral code `{code}` belongs to `{advocate}` and to `{other}` ({where}).",
    "Give one of them another code; keep the one that was shared already.",
)
CODE_LOOKS_ALIKE = Rule(
    "GW354",
    ERROR,
    "codes that look alike",
    "The referral code `{code}` looks like `{like}`, the code of `{other}` ({where}).",
    "Change the one that was not shared yet: people would take one for the other (0 and o, 1 and l, 5 and s ...).",
)
CODE_TO_WRITE = Rule(
    "GW355",
    ERROR,
    "code to be written by hand",
    "The advocate `{advocate}` has no referral code, and `goodword codes` writes into CSV files only.",
    "Write `code: {offer}`.",
)
MAIL_TOO_LONG = Rule(
    "GW370",
    WARNING,
    "e-mail link too long",
    "The e-mail link has {length} characters; some mail programs cut or refuse more than {most}.",
    "Shorten the message for `email`. Letters outside A to Z count up to twelve each.",
)
POST_TOO_LONG = Rule(
    "GW371",
    WARNING,
    "post too long",
    "The message for `x` counts {length} characters with the link; X takes {most}.",
    "Shorten it. The link counts 23, an emoji and a Chinese or Japanese character 2 each.",
)
TEXT_MANY_SEGMENTS = Rule(
    "GW372",
    WARNING,
    "text message of many parts",
    "The message for `sms` takes {segments} text messages; senders may have to pay for each.",
    "Shorten it to {most} or fewer: {room} characters each here.",
)
