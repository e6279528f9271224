"""GW451-GW459: what `goodword kit` tells besides problems with the content."""

from goodword.problems import ERROR, WARNING, Rule

BAD_RECORD = Rule(
    "GW451",
    ERROR,
    "record of kits that cannot be read",
    "{path} cannot be read, so it is not known which kits were written before.",
    "Move private/out/kits/ away or delete it, and run `goodword kit` again.",
)
NO_IMAGE = Rule(
    "GW452",
    WARNING,
    "kit without a share image",
    "Kits without a share image: {count} ({ids}). Its words are in a script that the fonts of the theme lack, or "
    "too long.",
    "Shorten what both sides get; the shipped fonts write Latin, Greek and Cyrillic. All else is in the kits.",
)
OTHER_FILES = Rule(
    "GW453",
    WARNING,
    "files of your own in a folder that is no longer kept",
    "{path} is no longer kept, but holds files that `goodword kit` did not write.",
    "Look at them, and delete the folder: its owner may have taken back what they allowed.",
)
LOCKED = Rule(
    "GW454",
    ERROR,
    "somebody else is writing kits",
    "Another `goodword kit` is at work in this private/out/.",
    "Wait until it has ended, then try again.",
)
