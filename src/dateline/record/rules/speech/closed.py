"""The closed word classes that the rules for attributions go by: auxiliaries, determiners, days, …"""

from __future__ import annotations

AUXILIARIES = frozenset(
    """
    has have had is was were are be been being am will would could can should may might must did do does wo ca
    's 've 'd 'll 're 'm ’s ’ve ’d ’ll ’re ’m
    """.split()
)
MODALS = frozenset("will would could can should may might must did do does n't n’t not 'll 'd ’ll ’d".split())
BE = frozenset("is was were are be been being am 's 're 'm ’s ’re ’m".split())
ADVERBS = frozenset(
    """
    also later then now once still always never again even just only often soon already not n't n’t previously
    recently repeatedly reportedly publicly privately first too all both further thus simply ever long instead
    today yesterday
    """.split()
)
SUBORDINATORS = frozenset(
    """
    that because when while if although though after before since as whether what how why where than but so
    until unless once whereas which who whom whose lest or nor yet
    """.split()
)
RELATIVES = frozenset("who which that".split())
DETERMINERS = frozenset(
    """
    the a an this that these those his her its their our my your some any no each every many several most few
    both all
    """.split()
)
PRONOUNS = frozenset("he she they it we i you".split())
PREPOSITIONS = frozenset(
    """
    on in at by during after before from with to of for about under over through amid among against between into
    via as following despite since until within without near outside inside per upon toward towards across
    """.split()
)
MESSAGES = frozenset(
    """
    statement interview tweet tweets email speech letter post briefing memo conference remarks address message
    note release report article column essay filing affidavit testimony op-ed blog book telegram call podcast
    video readout
    """.split()
)
HARD = frozenset("; : — – - -- ( ) [ ] | • * … . ! ?".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec
    """.split()
)
WHEN = DAYS | frozenset("yesterday today tomorrow earlier late early night morning evening afternoon overnight".split())
TIME_HEADS = WHEN | MONTHS | frozenset("week month year day weekend hour hours minutes days weeks months years".split())
TIME_OPENERS = frozenset("on in at late early earlier last this later over".split())
TIME_INNER = frozenset("late early the last this a on earlier that".split())
FINITE = frozenset(
    """
    was were is are am has have had did does do will would can could should may might must came went made took
    gave got held met saw began became left ran kept won lost sent spent stood fell led put cut hit set let
    built bought brought caught drew drove grew heard paid rose sat sold shot spoke broke chose fought flew
    sought
    """.split()
)
CIRCUMSTANCES = frozenset("in at on during after before when while as because via through if since following".split())
