"""The table of Kyrgyz endings: the one source from which both stemmers, Python and JavaScript, work.

One ending a line: ``template result base [options]``.

*Template.*  Archiphonemes stand for what vowel harmony and assimilation decide:
``A`` а/е/о/ө, ``I`` ы/и/у/ү, ``U`` у/ү, ``O`` о/ө (in -оо, -өө); ``L`` л/д/т, ``N`` н/д/т, ``D`` д/т,
``G`` г/к, ``B`` б/п.  Small letters stand for themselves.

*Result and base* say what the word is with the ending and what must be left without it, so that an ending
of the verb is never taken off a noun.  A letter a state, several letters = any of them:
``n`` nominal, ``p`` nominal with the possessive of the 3rd person, ``v`` verb stem, ``d`` past or conditional
(takes -м -ң -к), ``a`` present (takes -т -мын -сың), ``g`` participle (takes -мын -сың), ``c`` converb in -п,
``f`` finished word form.

*Options.*  ``v``/``c``: only after a vowel / a consonant.  ``r``: only after a vowel, р, л, й, н.
``3``, ``4`` ...: may be taken off a root that the lexicon does not know if that many letters stay (no digit:
off known roots only).  ``b``, ``e``: off an unknown root only when another ending has gone before that asks
for it (voice, the vowel of the present).  ``+5`` is the cost in tenths on top of the ten that every ending
costs: readings with the smallest sum win.  ``k`` (keep): a derived word is a word of its own, so the stem ends
here (``кызматчы`` is not ``кызмат``), but what follows is cut with confidence, because the root is known.
``z``: a narrow vowel of the stem may have melted into the ending (``тааны`` + ``уу`` = ``таануу``), ``y``: a
wide one has (``айда`` + ``уу`` = ``айдоо``); it is put back.  ``x``: the last consonant may have melted
(``тап`` + ``ып`` = ``таап``), ``w``: a last ч may have become ш (``ич`` + ``чү`` = ``ишчү``).

The endings and their order follow the usual school grammar of Kyrgyz (cases, possession, plural, tense,
mood, participles, converbs, voice); costs and lengths were set by measuring.
"""

ENDINGS = """
LAр n n 3
NIн n n 3
NI n n 3
GA n n 3
DA n n 3
DAн n n 3
DAгI np n 3
сI np n v3
I np n c3
н n p 3
нA n p 3
ндA n p 3
нAн n p 3
ндAгI n p 3
и np n c+5
IмA n n c3+2
мA n n v3+8
IңA n n c+8
ңA n n v3+8
Iм n n c4+5
м n n v5+8
Iң n n c3+8
ң n n v3+15
IбIз n n c3+5
бIз n n v3+8
IңIз n n c3+5
ңIз n n v+5
IңAр n n c+8
ңAр n n v3+8
IңIздAр n n c+8
ңIздAр n n v+8
NIкI np n 3+2
DAй n n 3+2
DAйчA n n +2
чA n n 4+8
GI n n +8
IрAAк n n c3+2
рAAк n n v3+2
IнчI n n c3+8
нчI n n v3+8
OO n n c+8

LIк n n k
чI n n k+10
LUU n n 3k
сIз n n 3k+8
LA v n k+5
DAш n n k+5
мA n v k+5
GIч n v k+5
Iм n v ck+5

DI d v
сA d v 3
м f d 3
ң f d 3
к f d 3
ңIз f d 3
ңAр f d 3
ңIздAр f d 3
Iп c v c3
п c v v4x
тIр g c 3
A a v c5e
A a v v+5
й a v v4
т f a 3
м f a 4
мIн f acg 4
сIң f acg 4
BIз f acg 4
сIз f acg 4
сIңAр f acg 4
сIздAр f acg 4
мун f acg 4+5
суң f acg 4+5
суз f acg 4+5
буз f acg 4+5
суңар f acg 4+5
BIз f n +10
мIн f n +10
кI n n +8
BI f adgf 3+5
BI f n 4+8
GAн ng v 3
GAм f v 4+2
GAндIк n v 3
AрлIк n v c+2
рлIк n v v3+2
GI n v +8
Iш n v c4+3
ш n v v4+3
Aр g v c3e+5
Aр n v c5+5
Aр ng v v+12
р ng v v5+8
AAр ng v c+5
AAр ng v cy+10
BAс ng v 3
BA v v 3
GAй df v 4+2
GIн f v +10
GIлA f v 3+2
IңIз f v c3+2
ңIз f v v3+2
IңIздAр f v c+2
ңIздAр f v v+2
IңAр f v c+2
Iң f v c+8
ңAр f v v+2
сIн f v 4
AйIн f v c+2
йIн f v v+2
AйлI f v c+2
йлI f v v+2
AйлIк f v c+2
йлIк f v v+2
AлI f v c+5
лI f v v+8
AлIк f v c+5
лIк f v v+8
чU ng v 3w+5
мAк ng v +5
мAкчI ng v +2
GIчA f v 4
GAнчA f v 4
UU n v c3z
UU n v v+5
OO n v c4y
UUдA g v cz
UUдA g v v+5
OOдA g v cy
UUчU n v c4z
OOчU n v c4y

Iл v v c3+3
л v v v4b+5
Iн v v c4b+5
н v v v3+7
Iш v v c4b+3
ш v v v3+5
т v v r5b+8
DIр v v 4b+3
тIр v v r+3
Iр v v c+8
Aр v v c+12
GIз v v +3
GIр v v +5
Iз v v c+8
GAз v v +8
Iт v v c+5
GAр v v +12
"""

#: Stems that change before some endings: the narrow vowel falls out (орун → орду, мурун → мурду), a long one
#: becomes short (жуу → жуат), a plural or collective of its own (бала → балдар, эки → экөө).  болуш is the one
#: frequent form that would be taken for a word typed without Kyrgyz letters (бөлүш).
BENT = """
орд орун
мурд мурун
мойн моюн
эрд эрин
көңл көңүл
кард карын
кейп кейип
балдар бала
экөө эки
алтоо алты
жетөө жети
жу жуу
болуш бол
"""
