"""Phrases that put an opinion into the mouth of whoever sends a message.

Conservative: only what can hardly be anything else, in the languages that ship. An advocate's own
words are never looked at; they are theirs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

# In each language what opens an opinion in the first person ("I love", "me encanta") and praise without a speaker
# ("the best", "highly recommend"), as parts of one pattern; between words stands any white space.
_PHRASES = (
    # English
    r"(?:i|we)(?:'ve| have)? (?:really |absolutely |truly |just |always )?"
    r"(?:love|loved|adore|adored|like|liked|enjoy|enjoyed|recommend|recommended|trust|trusted|swear by)",
    r"(?:i am|i'm|we are|we're) (?:so |very |really |extremely |super )?"
    r"(?:happy|glad|thrilled|delighted|impressed|amazed|satisfied|excited) (?:with|by|about)",
    r"(?:i|we)(?: really| honestly| truly)? (?:think|believe|feel) (?:that )?(?:you|it|they|this|these|the)",
    r"(?:my|our) (?:favou?rite|best)",
    r"(?:you'll|you will) (?:love|like|enjoy|thank me)",
    r"(?:i am|i'm|we are|we're) (?:a |an )?(?:big |huge |great )?fans? of",
    r"(?:can't|cannot|could not|couldn't) (?:recommend|live without|imagine)",
    r"(?:changed|saved) (?:my|our) (?:life|lives|business|company|day)",
    r"(?:highly|strongly|warmly|heartily|wholeheartedly) recommend(?:ed)?",
    r"(?:is|are|was|were) (?:simply |just |really |absolutely )?"
    r"(?:amazing|awesome|fantastic|wonderful|brilliant|incredible|excellent|the best|great)",
    # Spanish
    r"(?:me|nos) (?:encanta|encantan|gusta|gustan|fascina|fascinan|chifla|chiflan|ha cambiado|han cambiado)",
    r"(?:te|le|os|les|lo|la|los|las) (?:recomiendo|recomendamos|aconsejo|encantará|encantarán)",
    r"(?:te|le|os|les) (?:va|van) a (?:encantar|gustar)",
    r"(?:creo|pienso|opino|siento|creemos|pensamos) que",
    r"(?:estoy|estamos) (?:muy |tan )?"
    r"(?:content[oa]s?|encantad[oa]s?|feliz|felices|satisfech[oa]s?|impresionad[oa]s?)",
    r"(?:mi|mis|nuestro|nuestra) (?:favorit[oa]s?|preferid[oa]s?)",
    r"(?:es|son) (?:simplemente |realmente )?"
    r"(?:(?:el|la|los|las) mejor(?:es)?|increíbles?|fantástic[oa]s?|maravillos[oa]s?|geniales|genial|excelentes?)",
    # German
    r"ich (?:liebe|mag|empfehle|schwöre auf|finde|glaube|denke|bin (?:so |sehr |total )?"
    r"(?:begeistert|zufrieden|beeindruckt|glücklich))",
    r"wir (?:lieben|mögen|empfehlen|sind (?:so |sehr |total )?(?:begeistert|zufrieden|beeindruckt|glücklich))",
    r"(?:du wirst|sie werden|ihr werdet) (?:es|sie|ihn|das) lieben",
    r"(?:sehr|nur|wärmstens) (?:zu )?empfehlen",
    r"(?:ist|sind) (?:einfach |wirklich )?(?:fantastisch|großartig|genial|hervorragend|wunderbar|der beste|die beste|"
    r"das beste|die besten)",
    # French
    r"j'(?:adore|aime|apprécie)",
    r"(?:je|nous) (?:(?:te|vous|le|la|les) ){0,2}(?:recommande|recommandons|conseille|conseillons)",
    r"(?:je|nous) (?:trouve|trouvons|pense que|pensons que|crois que)",
    r"(?:je suis|nous sommes) (?:très |si |vraiment )?"
    r"(?:contente?s?|ravie?s?|heureux|heureuses?|satisfaite?s?|impressionnée?s?)",
    r"(?:tu vas|vous allez) (?:l'|les )?(?:adorer|aimer)",
    r"(?:est|sont) (?:vraiment |tout simplement )?(?:génial(?:e|es)?|géniaux|fantastiques?|merveilleux|formidables?|"
    r"excellente?s?|(?:le|la|les) meilleure?s?)",
    # Portuguese
    r"eu (?:amo|gosto)",
    r"(?:eu )?(?:adoro|recomendo|acho que|penso que|acredito que)",
    r"(?:adoramos|amamos|gostamos|recomendamos)",
    r"(?:estou|estamos) (?:muito |tão )?(?:contentes?|felizes|feliz|satisfeit[oa]s?|encantad[oa]s?|impressionad[oa]s?)",
    r"(?:vai|vais|vão) (?:adorar|amar|gostar)",
    r"(?:é|são) (?:simplesmente |realmente )?(?:[oa]s? melhor(?:es)?|incríve(?:l|is)|fantástic[oa]s?|maravilhos[oa]s?|"
    r"excelentes?)",
    # Arabic, with and without the hamza that many leave out
    r"و?(?:[أا]حب|نحب|[أا]عشق|نعشق)(?:\u0647\u0627?)?",
    r"و?(?:[أا]نصح|ننصح|[أا]وصي|نوصي)(?:ك|كم)?",
    r"و?(?:ي|ت|[أا])عجب(?:ت)?(?:ني|نا)",
    r"و?(?:[أا]عتقد|نعتقد|[أا]ظن|نظن) [أا]ن(?:\u0647\u0627?)?",
    r"(?:[أا]نا|نحن) (?:سعيد|راض|معجب|منبهر)(?:ة|ون|ين)?",
    r"و?(?:هو|هي|[إا]نه|[إا]نها) (?:ال[أا]فضل|[أا]فضل|رائعة?|مذهلة?|ممتازة?)",
)
# Japanese has no spaces: these are found inside of what is written without one.
_INSIDE = (
    r"大好き|最高(?:です|だ|でした)|素晴らしい(?:です|サービス|製品|会社)|感動しま(?:す|した)",
    r"(?:お|御)?(?:すすめ|ススメ|勧め|薦め)(?:です|します|しています|いたします|致します|できます|したい)",
    r"(?:大変|とても|非常に)?(?:満足して(?:い|お)?(?:ます|ります)|気に入って(?:い|お)?(?:ます|ります))",
)
_CURLY = str.maketrans({"\u2019": "'", "\u02bc": "'"})


@functools.cache
def _opinion() -> re.Pattern[str]:
    # made when it is first asked for: most sites have no messages of their own
    phrases = "|".join(phrase.replace(" ", r"\s+") for phrase in _PHRASES)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)|{'|'.join(_INSIDE)}", re.IGNORECASE)


def opinions(text: str) -> Iterator[str]:
    """Each phrase of `text` that is an opinion, as it is written there."""
    for match in _opinion().finditer(text.translate(_CURLY)):
        yield " ".join(text[match.start() : match.end()].split())
