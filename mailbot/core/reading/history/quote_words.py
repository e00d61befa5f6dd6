"""Words by which mail programs introduce an earlier mail in a sentence, and in a subject. Data only; compared casefolded.

One block a language, words divided by "|"; what begins a line stands first, then the verb, then what stands for both.
"""

from typing import NamedTuple


class Sentence(NamedTuple):
    """How a language says "On <date>, <name> wrote:"."""

    on: str
    wrote: str
    quoting: str = ""


# Weekdays stand among the beginnings only where programs of the language write no "on" before them.
SENTENCES: dict[str, Sentence] = {
    "en": Sentence(
        (
            "on|at|in a message dated|in message|in article|mon|tue|wed|thu|fri|sat|sun|monday|tuesday"
            "|wednesday|thursday|friday|saturday|sunday"
        ),
        "wrote|writes|you wrote",
        "quoting|quote from",
    ),
    "fr": Sentence(
        "le|en date de|date|mail du", "a écrit|a ecrit|écrit|ecrit|écrivait|nous a dit|avez écrit|écrivit", "citation de"
    ),
    "es": Sentence(
        "el|el día|en|a las|con fecha|en fecha",
        "escribió|escribio|escribe|ha escrito|escribiste|escribía|escribieron",
        "citando|citando a",
    ),
    "ar": Sentence(
        "في|بتاريخ|في يوم|يوم|في تاريخ",
        "كتب|كتبت|كتابة|كتب/كتبت|يكتب|أرسل|تمت كتابة ما يلي|كتب ما يلي",
        "اقتباس|نقلا عن",
    ),
    "pt": Sentence("em|no dia|a|às|na|no|em data de", "escreveu|escreve|escreveram", "citando|citação de"),
    "ru": Sentence(
        (
            "в|на|от|пользователь|в письме от|вы писали|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда"
            "|четверг|пятница|суббота|воскресенье"
        ),
        "написал|написала|написал(а)|написал(-а)|пишет|писал|писала|писал(а)|писали|написали",
        "цитирую|цитирование",
    ),
    "uk": Sentence(
        ("у|в|від|о|користувач|ви писали|пн|вт|ср|чт|пт|сб|нд|понеділок|вівторок|середа|четвер|п'ятниця|п’ятниця|субота|неділя"),
        "пише|писав|писала|писав(ла)|писали|написав|написала|написав(-ла)|написав(ла)|написав(-а)",
        "цитує",
    ),
    "de": Sentence(
        "am|den|um|vom|in der nachricht", "schrieb|schrieben|schrieben sie|geschrieben|schreibt|hat geschrieben", "zitat von"
    ),
    "it": Sentence(
        "il|il giorno|in data|alle|lun|mar|mer|gio|ven|sab|dom",
        "ha scritto|scrive|scritto|scrisse|hai scritto",
        "citando|citazione da",
    ),
    "nl": Sentence("op|ma|di|wo|do|vr|za|zo", "schreef|geschreven|het volgende geschreven|schrijft", "citeren|citaat van"),
    "pl": Sentence(
        "dnia|w dniu|w|o|użytkownik|pon|wt|śr|czw|pt|sob|niedz|wiadomość napisana przez",
        "napisał|napisała|napisał(a)|napisał/a|pisze|napisana|napisana przez|nadesłał|napisali",
        "cytowanie|cytat",
    ),
    "sv": Sentence("den|på|mån|tis|ons|tors|tor|fre|lör|sön", "skrev|skriver|skrivit", "citat|citerar"),
    "da": Sentence("den|d|på|man|tirs|tir|ons|tors|tor|fre|lør|søn", "skrev|skriver|skrevet", "citat|citerer"),
    "no": Sentence(
        "den|på|man|tir|ons|tor|fre|lør|søn|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
        "skrev|skriver|skreiv",
        "siterer|sitat",
    ),
    "fi": Sentence(
        (
            "ma|ti|ke|to|pe|la|su|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai"
            "|maanantaina|tiistaina|keskiviikkona|torstaina|perjantaina|lauantaina|sunnuntaina"
        ),
        "kirjoitti|kirjoittaa|kirjoitit",
        "lainaus|lainaan",
    ),
    "tr": Sentence("tarihinde|tarih", "yazdı|yazdi|şunları yazdı|şunu yazdı|yazmış|yazıyor", "alıntı|alinti"),
    "zh": Sentence("在|於|于", "写道|寫道|写到|寫到|来信说|写了|撰寫", "引用|引述"),
    "ja": Sentence(
        "", "書きました|書き込みました|のメール|のメッセージ|さんwrote|さんのコメント|からの引用|さんは書いた", "引用"
    ),
    "ko": Sentence("", "작성|님이 작성|작성하였습니다|작성했습니다|썼습니다|쓴 글|님의 말|보낸 메시지", "인용"),
    "cs": Sentence("dne|v|po|út|st|čt|pá|so|ne", "napsal|napsala|napsal(a)|napsal/a|píše|odesílatel", "citace|cituji"),
    "sk": Sentence("dňa|dna|po|ut|st|št|pi|so|ne", "napísal|napísala|napísal(a)|píše", "citácia|citujem"),
    "hu": Sentence("ekkor", "írta|ezt írta|írja|írtad", "idézet"),
    "ro": Sentence("în|in|pe|la|în data de", "a scris|scrie|ai scris", "citez pe|citând"),
    "bg": Sentence("на", "написа|пише|написали", "цитат"),
    "el": Sentence("στις|την|ο|η|ο/η|ο χρήστης", "έγραψε|γράφει|έγραψες|έγραψαν", "παράθεση"),
    "he": Sentence("בתאריך|ביום|ב", "כתב|כתבה|כתב/ה|כותב|נכתב|מאת|כתבת", "ציטוט"),
    "fa": Sentence("در|در تاریخ|روز", "نوشت|نوشته|نوشته است|می‌نویسد|نوشته‌است", "نقل قول از"),
    "ur": Sentence("بتاریخ", "نے لکھا|لکھا|لکھتے ہیں"),
    "hi": Sentence("", "ने लिखा|लिखा"),
    "bn": Sentence("", "লিখেছেন|লিখেছে"),
    "th": Sentence("ในวันที่|เมื่อ|เมื่อวันที่", "เขียนว่า|เขียน|ได้เขียนว่า"),
    "vi": Sentence("vào|ngày|vào lúc|vào ngày", "đã viết|viết"),
    "id": Sentence("pada|pada tanggal|tanggal", "menulis|tulis"),
    "tl": Sentence("noong", "isinulat ni|sumulat"),
    "sw": Sentence("mnamo|tarehe", "aliandika|ameandika"),
    "hr": Sentence(
        "dana|u|korisnik|pon|uto|sri|čet|pet|sub|ned", "je napisao|je napisala|napisao je|napisala je|napisao/la|piše|napisao"
    ),
    "sr": Sentence("дана|у|пон|уто|сре|чет|пет|суб|нед", "је написао|је написала|написао|написао/ла|је написао/ла|пише"),
    "sl": Sentence("dne|v|v v|pon|tor|sre|čet|pet|sob|ned", "je napisal|je napisala|napisal|napisala|napisal(a)|piše"),
    "mk": Sentence("на", "напиша|пишува"),
    "be": Sentence("у", "піша|напісаў|напісаў(-ла)|напісала"),
    "lt": Sentence("", "rašė|parašė|rašo"),
    "lv": Sentence("", "rakstīja|raksta"),
    "et": Sentence("", "kirjutas|kirjutab"),
    "ca": Sentence("el|el dia|missatge de", "va escriure|ha escrit|escrigué|missatge de"),
    "eu": Sentence("", "idatzi|idatzi du|idatzi zuen"),
    "gl": Sentence("o|o día", "escribiu|escribía"),
    "is": Sentence("þann|þ", "skrifaði|skrifar"),
    "sq": Sentence("më", "shkroi|shkruajti"),
    "ka": Sentence("", "დაწერა|წერს|მა დაწერა"),
    "hy": Sentence("", "գրել է|գրեց"),
    "az": Sentence("tarixində", "yazdı|yazıb"),
    "af": Sentence("op", "geskryf|het geskryf|skryf"),
}


def _words(column: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for s in SENTENCES.values() for word in s[column].split("|") if word))


ON = _words(0)
WROTE = _words(1)
QUOTING = _words(2)

# What follows a verb that reports speech: then a person tells what somebody wrote, and no program quotes it.
REPORTED = (
    "that", "to say", "about", "asking", "how", "why",  # en
    "que", "qu'il", "qu'elle", "qu'ils", "qu'elles", "qu'on", "pour",  # fr, es, pt
    "para", "sobre", "como",
    "أن", "أنه", "أنها", "بأن", "إنه", "عن",  # ar
    "что", "чтобы", "о", "об", "про",  # ru
    "що", "щоб",  # uk
    "dass", "daß", "wie", "über",  # de
    "che", "di",  # it
    "dat", "over",  # nl
    "że", "o tym",  # pl
    "att", "at", "om", "että",  # sv, da, no, fi
)  # fmt: skip

# How programs begin the subject of a forward and of an answer.
FORWARD_PREFIXES = (
    "fw:", "fwd:", "tr:", "rv:", "wg:", "enc:", "i:", "vs:", "vb:", "vl:", "pd:", "doorst:", "пер:", "пересл:", "fs:", "ilt:",
    "i̇lt:", "إعادة توجيه:", "إعادة التوجيه:", "转发:", "转发：", "轉寄:", "轉寄：", "전달:", "fyi:", "res: enc:", "reenv:",
    "rtr:", "inol:", "fwd.:", "[fwd:", "переслано:", "fw :", "tr :", "fwd :", "fw：", "fwd：", "redir.:", "videresend:", "trs:",
    "πρθ:", "הועבר:", "továbbítás:", "fwd[", "転送:", "転送：",
)  # fmt: skip

REPLY_PREFIXES = (
    "re:", "re :", "aw:", "sv:", "antw:", "odp:", "ynt:", "rif:", "res:", "ref:", "vs:", "r:", "رد:", "رد :", "відп:", "отв:",
    "на:", "回复:", "回复：", "回覆:", "답장:", "re[", "re^", "re：",
)  # fmt: skip
