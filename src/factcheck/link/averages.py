"""The ways to state a total, a number and their average: patterns over masked sentences, and nothing else.

Each has the groups ``total``, ``number`` and ``average``, the words ``counted`` after the number, ``each`` after the
average and ``cue`` that claims it; many also ``noun`` and ``end`` after the total and ``join`` before it.
"""

from __future__ import annotations

from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, DURATION, GAP, LEVEL, MONEY, SIZE

__all__ = [
    "AT_A_PRICE",
    "AT_EACH",
    "AVERAGED",
    "AVERAGE_FIRST",
    "AVERAGE_TO",
    "AVERAGE_WAS",
    "A_DAY_FOR",
    "A_MONTH",
    "COST_EACH",
    "EACH_HOLDS",
    "EACH_IN_ALL",
    "EACH_NUMBER",
    "EACH_OF",
    "EACH_PAYS",
    "EACH_TOTAL",
    "FOR_EACH",
    "IN_CLASSES",
    "NUMBER_AGAIN",
    "NUMBER_FIRST",
    "ON_EACH",
    "ROWS",
    "SOLD_FOR",
    "THAT_IS",
    "THEN_AVERAGE",
    "TIMES_EACH",
    "TOTAL_AGAIN",
]

_EACH = r"(?: (?:each|apiece|per|a|an|every)\b)"
_AVERAGE = (
    r"(?:an average of|averaging|or an average of|on average|or|which is|that is|i\.e\.|equal to"
    r"|equivalent to|working out at|works out at|a mean of|an average (?:(?!rate )[a-z]+ )?of"
    r"|each (?:receiving|getting|paying|earning|costing|worth|holding|carrying))"
)
_TOTAL = rf"(?P<total>{LEVEL})"
_NUMBER = rf"(?P<number>{COUNT}|{DURATION})"
_NUMBER_OR_AREA = rf"(?P<number>(?!{MONEY}){SIZE})"
_MEAN = rf"(?P<average>{LEVEL})"
# "12,000 tons from 400 farms, an average of 30 tons per farm"
THEN_AVERAGE = Cued(
    rf"{_TOTAL}(?P<noun>{GAP}{{0,80}}?)(?P<join> (?:for|from|across|over|among|amongst|between|to"
    rf"|by|in|on|with|at|into|of) )(?:(?! and ){GAP}){{0,40}}?{_NUMBER}(?P<counted>{GAP}{{0,60}}?)"
    rf"(?P<cue>,? ?\(?{_AVERAGE} )(?:of )?(?:about |just |only |just under |some )*{_MEAN}"
    rf"(?P<each>{GAP}{{0,40}})",
    "per |each|every| a | an |apiece|average|averaging|mean",
)
# "1,200 tonnes in 48 weeks, 25 tonnes a week", "960 pupils and 12 teachers, or 80 pupils per teacher": both units are
# said again, so that no more than a sign and small words need stand between.
_LED = (
    r"(?P<cue>(?:,| \(|, \(| [–—])? ?(?:(?:or|that|is|was|which|giving|gives|making|makes|meaning|an?|its|their|the"
    r"|average|averaging|averaged|mean|on|population|density|yield|yielding|ratio|rate|speed|cost|price|of|at|who|got|gets?"
    r"|works?|worked|working|out|equal|equivalent|to|it|has|i\.e\.|each|just|only|about|some|island|town|school|city|farm"
    r"|that's) ){0,8})"
)
_OF_EACH = (
    r"(?P<each>(?: [a-z-]+){0,3}?(?: (?:a|an|per|each|every|for each|for every) [a-z-]+(?: [a-z-]+)?| each| apiece"
    r"|/[a-z]+)"
    r"|(?: ?[a-z]+/[a-z]+| mph| miles per hour| kilometres (?:an|per) hour))(?=[.,;)]| on average|\s*\Z)"
)
TOTAL_AGAIN = Cued(
    rf"{_TOTAL}(?P<noun> {GAP}{{0,90}}?){_NUMBER_OR_AREA}(?P<counted> (?:(?!,){GAP}){{1,50}}?)"
    rf"{_LED}{_MEAN}{_OF_EACH}",
    " a | an | per | each| every |apiece|/|mph",
)
NUMBER_AGAIN = Cued(
    rf"{_NUMBER_OR_AREA}(?P<counted> {GAP}{{1,90}}?){_TOTAL}(?P<noun>{GAP}{{0,60}}?){_LED}{_MEAN}{_OF_EACH}",
    " a | an | per | each| every |apiece|/|mph",
)
# "There are 15 pupils to each teacher: 600 pupils and 40 teachers", the total or the number first
_FOR_EACH_NOUN = (
    r"(?P<each>(?: (?!to\b|for\b)[a-z-]+){0,3}? (?:(?:to |for )?(?:each|every)|a|an|per) (?!of\b|time\b)[a-z-]+)"
    r"(?P<cue>[,:;]| \(| –| —)(?: (?:with|for|as|or|there (?:are|were)|it has|they have|the|its|all|these|a total of))*"
    r" ?"
)
_STOPS = r"(?=[.,;)]|\s*\Z)"
EACH_TOTAL = Cued(
    rf"{_MEAN}{_FOR_EACH_NOUN}{_TOTAL}(?P<noun> {GAP}{{1,50}}?){_NUMBER}(?P<counted> (?:(?!,){GAP}){{1,30}}?){_STOPS}",
    " a | an | per | each| every ",
)
EACH_NUMBER = Cued(
    rf"{_MEAN}{_FOR_EACH_NOUN}{_NUMBER}(?P<counted>(?: [a-z-]+){{1,3}}?)(?:,| and| with) {_TOTAL}"
    rf"(?P<noun>(?:(?!,){GAP}){{0,30}}?){_STOPS}",
    " a | an | per | each| every ",
)
# "debt of $9.6 million, or $8,000 for each of its 1,200 residents"
FOR_EACH = Cued(
    rf"{_TOTAL}(?P<noun>{GAP}{{0,60}}?)(?P<cue>(?:,| \(|, \() ?(?:or|that is|which is|equal to"
    rf"|an average of|i\.e\.) )(?:about |an average of |some )?{_MEAN}"
    rf"(?P<each>(?: [a-z-]+)? (?:for (?:each|every one)|per head|each)"
    rf" (?:of|for) (?:the |its |their |our |all )*){_NUMBER}(?P<counted>{GAP}{{1,30}})",
    "each of|every one of|per head of|each for",
)
# "each of the 12 villages got 40 lamps, 480 in all"
EACH_OF = Cued(
    rf"(?P<cue>each of (?:the |its |our |their )?){_NUMBER}(?P<counted> {GAP}{{1,60}}?){_MEAN}"
    rf"(?P<each>{GAP}{{0,30}}?)(?P<join>,? (?:or|a total of|for a total of|making"
    rf"|at a (?:total )?cost of|costing|raising) |, ){_TOTAL}"
    rf"(?P<end>(?: [a-z]+)? (?:in total|in all|altogether|all told)|)(?=[,.;]|\s*\Z)",
    "each of ",
)
NUMBER_FIRST = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,90}}?){_TOTAL}(?P<noun>{GAP}{{0,60}}?)"
    rf"(?P<cue>,? ?\(?{_AVERAGE} )(?:of )?(?:about |just |only |some )*{_MEAN}"
    rf"(?P<each>{GAP}{{0,40}})",
    "per |each|every| a | an |apiece|average|averaging|mean",
)
_WORTH = (
    r"(?:for (?:(?:a )?total |a )?(?:revenues?|sales|income|takings|proceeds|cost|total) of|for|generating"
    r"(?: [a-z]+){0,2}(?: of)?|totall?(?:ing|ed)|making|giving|costing|a total of|in total|amounting to|raising|raised"
    r"|earning|earned|bringing in|or|came to|comes? to|costs?|(?:is|are|was|were|be) worth|(?:will|would) cost"
    r"|at a (?:total )?cost of|amounts? to|paid|pays|takes? in|took in|brings? in|brought in|makes?|total)"
)
_PAYING = (
    r"(?:at|for|of|worth|costing|costs?|priced at|holding|carrying|with|measuring|weighing|paying|pays?|paid|gave"
    r"|gives?|gets?|got|getting|receives?|received|receiving|(?:will|would|to) (?:get|receive|cost|pay)|averaging)"
)
# "$2 on each of 250 million shares, $500 million in all"
ON_EACH = Cued(
    rf"{_MEAN}(?P<each>(?: [a-z-]+)? (?P<cue>(?:on|to|for|from|in) each (?:one )?of) (?:the |its |their |our |all )*)"
    rf"{_NUMBER}(?P<counted> (?:(?!,){GAP}){{1,40}}?)(?P<join>,? {_WORTH} |, ){_TOTAL}(?P<end>(?: [a-z]+){{0,3}})"
    rf"{_STOPS}",
    " each of| each one of",
)
# "400 tickets at $30 each, $12,000 in all", "400 men each gave $30, raising $12,000"
TIMES_EACH = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<cue> {_PAYING}(?: an average of| an average price of| a price of"
    rf"| a cost of)? | ){_MEAN}(?P<each>(?:(?: [a-z-]+){{0,2}}?{_EACH}{GAP}{{0,30}}?)?)"
    rf"(?P<join>,?(?: (?:they|it|he|she|which|who|and))? ?\b{_WORTH} (?:(?!and\b)[a-z]+ ){{0,4}}|,? ?[–—] ?)"
    rf"{_TOTAL}(?P<end>{GAP}{{0,24}})",
    "per |each|every| a | an |apiece| at ",
)
EACH_PAYS = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,40}}?)(?P<cue>,? each {_PAYING} ){_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?)"
    rf"(?P<join>,? \b{_WORTH} (?:(?!and\b)[a-z]+ ){{0,3}}){_TOTAL}(?P<end>{GAP}{{0,24}})",
    " each ",
)
# "at $45 a tree, the 1,200 trees cost $54,000"
AT_A_PRICE = Cued(
    r"\b(?P<cue>at(?: an? (?:average )?(?:price|cost|rate|fee|fare) of| about)?"
    rf"|(?:offer|price|bid|fee|fare|cost|charge) of) {_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?{_EACH}(?: [a-z-]+)?),?"
    rf"(?: the| its| their| values?| all| these| those){{0,3}} {_NUMBER}(?P<counted>{GAP}{{1,40}}?)"
    rf"(?P<join> (?:{_WORTH}|(?:valued )?at) ){_TOTAL}(?P<end>{GAP}{{0,24}})",
    "each|apiece|per | a | an |every",
)
# "$80 a month comes to $960 over 12 months", "80 cars a day, or 960 in 12 days"
A_MONTH = Cued(
    rf"{_MEAN}(?P<each>(?: [a-z-]+){{0,2}}? (?:a|an|per|each|every) [a-z]+)(?P<cue>,? (?:which |that )?(?:or|is"
    rf"|comes? to|came to|makes?|made|amounts? to|adds up to)) {_TOTAL}(?P<noun>(?: [a-z-]+){{0,2}}?)"
    rf"(?P<join> (?:over|in|for|after"
    rf"|during|across) (?:the |its |all )?){_NUMBER}(?P<counted> {GAP}{{1,30}})",
    " a | an | per | each | every ",
)
# "12 miles a day for 30 days, 360 miles in all"
A_DAY_FOR = Cued(
    rf"{_MEAN}(?P<each>(?: [a-z-]+){{0,2}}? (?:a|an|per|each|every) [a-z]+)(?P<cue> (?:over|in|for|on) (?:the |all )?)"
    rf"{_NUMBER}(?P<counted> {GAP}{{1,30}}?)(?P<join>,? (?:or|making|giving|totalling|a total of|for a total of"
    rf"|covering|earning|and earned|and paid|paying) |, ){_TOTAL}"
    r"(?P<end>(?: [a-z]+)?(?: (?:in all|in total|altogether|all told))?)"
    r"(?=[.,;]|\s*\Z)",
    " a | an | per | each | every ",
)
# "12 rows of 80 seats, 960 in all": what one holds is what all hold
ROWS = Cued(
    rf"(?<!of )(?<!of the ){_NUMBER}(?P<counted>(?: [a-z-]+){{1,3}}) (?P<cue>of|at|with|x|each of|containing|holding)"
    rf" {_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?)(?P<join>,? (?:or|make|makes|making|giving|gives|for a total of|a total of"
    rf"|totalling|come to|comes to|came to|in all) |, ){_TOTAL}(?P<end>(?: [a-z-]+){{0,2}}?"
    rf"(?P<all> (?:in all|in total|altogether|all told))?){_STOPS}",
    " of | at | with | x |containing|holding",
)
# "The 750 pupils are taught in 30 classes of 25"
IN_CLASSES = Cued(
    rf"{_TOTAL}(?P<noun> (?:(?!,){GAP}){{1,60}}?)(?P<join> (?:in|into|on|among|across|over|to) )(?:the |its )?{_NUMBER}"
    rf"(?P<counted>(?: [a-z-]+){{1,2}}) (?P<cue>of) {_MEAN}(?P<each>(?: [a-z-]+)?(?: each)?){_STOPS}",
    " of ",
)
# "the average gift was $45; 1,200 people gave a total of $54,000"
AVERAGE_WAS = Cued(
    rf"(?P<cue>average (?:[a-z]+ ){{1,2}}?(?:was|of|is|being) ){_MEAN}(?P<each>)[;,]?(?: and| with)? {_NUMBER}"
    rf"(?P<counted>(?: [a-z]+){{1,4}})(?P<join> (?:a total of|totalling|in total|raising)"
    rf"|,? (?:for|making|giving) a total of) {_TOTAL}(?P<end>{GAP}{{0,20}})",
    "average ",
)
# "the average grant to the 400 farms was $3,000, for a total of $1.2 million", "the 400 grants averaged $3,000 and …"
_A_TOTAL = (
    r"(?: [a-z]+)?,?(?: and)?(?: (?:totall?(?:ed|ing)|(?:for |making |giving )?(?:a |an )?(?:combined |overall )?total"
    r"(?: [a-z]+)? of|came to|amounting to|or))"
)
AVERAGE_TO = Cued(
    rf"average (?:[a-z]+ ){{1,3}}?(?:the |its |all )?{_NUMBER}(?P<counted>{GAP}{{1,30}}?)"
    rf" (?P<cue>was|is|of|came to) {_MEAN}(?P<each>){_A_TOTAL} {_TOTAL}(?P<end>{GAP}{{0,20}})",
    "average",
)
AVERAGED = Cued(
    rf"{_NUMBER}(?P<counted>(?: [a-z-]+){{1,3}}) (?P<cue>averaged|averaging) {_MEAN}(?P<each>){_A_TOTAL} {_TOTAL}"
    rf"(?P<end>{GAP}{{0,20}})",
    "averag",
)
_IN_ALL = r"(?P<end>(?: [a-z]+){0,3}? (?:in all|in total|altogether|all told|all together))"
_HOLDING = (
    r"(?:at|for|of|worth|costing|costs?|priced at|holding|carrying|seating|with|measuring|weighing|employing|housing"
    r"|serving|pays?|paid|paying|gets?|got|receives?|received)"
)
# "18 buses carrying 40 passengers each, 720 people in all"
EACH_IN_ALL = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<cue>,? {_HOLDING} ){_MEAN}"
    rf"(?P<each>(?: [a-z-]+){{0,2}}?{_EACH}(?: [a-z-]+){{0,2}}?)(?P<join>,|;| –| —) {_TOTAL}{_IN_ALL}",
    "in all|in total|altogether|all told|all together",
)
# "18 buses, each carrying 40 passengers, or 720 people in all"
EACH_HOLDS = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<cue>,? each (?:one )?{_HOLDING} ){_MEAN}(?P<each>(?: [a-z-]+){{0,3}}?)"
    rf"(?P<join>,|;| –| —)(?: or| for| a total of)? {_TOTAL}{_IN_ALL}",
    " each ",
)
# "an average of 30 tons for each of the 400 farms, 12,000 tons in all"
AVERAGE_FIRST = Cued(
    rf"(?P<cue>(?:an average of|averaging|averaged|on average|average (?:price|cost|grant|wage|size"
    rf"|pay) of) ){_MEAN}(?P<each>{GAP}{{0,40}}?) (?:(?:go|went|going) )?(?:for|to|from|across|in|on|by|over)"
    rf"(?: each of)? (?:the |its |all |their )*{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<join>,? ?(?:for a total of"
    rf"|a total of|totall?ing|or|making|giving|amounting to|in total|came to) ?|, (?={LEVEL}(?: [a-z]+)?"
    rf" (?:in all|in total|altogether))){_TOTAL}(?P<end>{GAP}{{0,20}})",
    "averag",
)
# "They bought 64 chairs. At $45 each, the bill came to $2,880."
AT_EACH = Cued(
    rf"\A(?P<cue>at|for) {_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?{_EACH}{GAP}{{0,20}}?),?"
    rf"(?P<subject> {GAP}{{1,40}}?)\b(?:came to"
    rf"|comes to|cost|costs|totall?ed|totals?|raised|brought in|brings in|made|makes|earned|paid|spent|amounted to"
    rf"|amounts to|bill (?:was|is)|took in|added up to)(?: a total of| the firm| them| us| him| her)? {_TOTAL}"
    rf"(?P<end>{GAP}{{0,24}})",
    "each|apiece|per | a | an |every",
)
# "12,000 tons came from 400 farms. That is 30 tons per farm."
THAT_IS = Cued(
    rf"\A(?P<cue>(?:that|this|it|which) (?:is|was|means|makes|made|works out at|worked out at|equals|comes to)"
    rf"(?: an average of| on average)?|on average,? (?:that is|this is|that was)|an average of"
    r"|the average(?: [a-z]+)? (?:is|was)) "
    rf"{_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?{_EACH} [a-z-]+|(?: [a-z-]+){{0,2}}? (?:each|apiece)|)"
    r"(?=[.,;]| on average|\Z)",
    "that|this|it |which|average",
)
# "Tickets cost $31 each. The club sold 420 of them for $13,020."
COST_EACH = Cued(
    rf"\b(?P<cue>costs?|sell for|sold for|is|was|are|were|priced at|charges?d?|fetche[sd]|at) {_MEAN}"
    rf"(?P<each>(?: [a-z-]+)? ?(?:each|apiece))(?=[.,;]|\Z)",
    "each|apiece",
)
_SOLD = r"(?:sold|bought|ordered|delivered|purchased|shipped)"
_FOR = r"(?:for|raising|bringing in|earning|making|at a cost of|costing|paying|totalling|totaling)"
SOLD_FOR = Cued(
    rf"\b{_SOLD} {_NUMBER}(?P<counted>{GAP}{{0,40}}?),? {_FOR} {_TOTAL}"
    rf"|{_NUMBER.replace('number', 'number2')}(?P<counted2>{GAP}{{0,40}}?) (?:were|was|have been|had been) {_SOLD},?"
    rf" {_FOR} {_TOTAL.replace('total', 'total2')}",
    "sold|bought|ordered|delivered|purchased|shipped",
)
