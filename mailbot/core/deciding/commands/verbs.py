"""The commands, and what each is called in the languages of the desk."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from mailbot.core.deciding.grants import Right
from mailbot.core.rulebook.folding import fold


class Verb(StrEnum):
    """A command. The value is its English name."""

    TAKE = "take"
    TO = "to"
    URGENCY = "urgency"
    TOPIC = "topic"
    COUNTRY = "country"
    NOTE = "note"
    CLOSE = "close"
    REOPEN = "reopen"
    WAIT = "wait"
    SNOOZE = "snooze"
    MERGE = "merge"
    SPLIT = "split"
    RESTRICT = "restrict"
    SEND = "send"
    ATTACHMENTS = "attachments"
    HISTORY = "history"
    CC = "cc"
    REMOVE = "remove"
    UNDO = "undo"
    HELP = "help"


NAMES: Mapping[str, Mapping[Verb, str]] = {
    "en": {
        Verb.TAKE: "take",
        Verb.TO: "to assign",
        Verb.URGENCY: "urgency priority",
        Verb.TOPIC: "topic",
        Verb.COUNTRY: "country",
        Verb.NOTE: "note internal",
        Verb.CLOSE: "close done",
        Verb.REOPEN: "reopen open",
        Verb.WAIT: "wait",
        Verb.SNOOZE: "snooze remind",
        Verb.MERGE: "merge",
        Verb.SPLIT: "split",
        Verb.RESTRICT: "restrict restricted confidential",
        Verb.SEND: "send",
        Verb.ATTACHMENTS: "attachments files",
        Verb.HISTORY: "history",
        Verb.CC: "cc copy",
        Verb.REMOVE: "remove uncc",
        Verb.UNDO: "undo",
        Verb.HELP: "help",
    },
    "fr": {
        Verb.TAKE: "prendre prends",
        Verb.TO: "à transmettre confier",
        Verb.URGENCY: "urgence priorité",
        Verb.TOPIC: "sujet thème",
        Verb.COUNTRY: "pays",
        Verb.NOTE: "note interne",
        Verb.CLOSE: "clore fermer clos",
        Verb.REOPEN: "rouvrir",
        Verb.WAIT: "attendre",
        Verb.SNOOZE: "rappeler rappel",
        Verb.MERGE: "fusionner fusion",
        Verb.SPLIT: "séparer scinder",
        Verb.RESTRICT: "restreindre confidentiel",
        Verb.SEND: "envoyer envoie",
        Verb.ATTACHMENTS: "pièces fichiers",
        Verb.HISTORY: "historique",
        Verb.CC: "cc copie",
        Verb.REMOVE: "retirer",
        Verb.UNDO: "annuler",
        Verb.HELP: "aide",
    },
    "es": {
        Verb.TAKE: "tomar tomo",
        Verb.TO: "para pasar asignar",
        Verb.URGENCY: "urgencia prioridad",
        Verb.TOPIC: "tema",
        Verb.COUNTRY: "país",
        Verb.NOTE: "nota interno",
        Verb.CLOSE: "cerrar",
        Verb.REOPEN: "reabrir",
        Verb.WAIT: "esperar",
        Verb.SNOOZE: "recordar aplazar",
        Verb.MERGE: "fusionar unir",
        Verb.SPLIT: "separar dividir",
        Verb.RESTRICT: "restringir confidencial",
        Verb.SEND: "enviar envía",
        Verb.ATTACHMENTS: "adjuntos archivos",
        Verb.HISTORY: "historial",
        Verb.CC: "cc copia",
        Verb.REMOVE: "quitar",
        Verb.UNDO: "deshacer",
        Verb.HELP: "ayuda",
    },
    "ar": {
        Verb.TAKE: "استلام أستلم استلمت",
        Verb.TO: "إلى تحويل",
        Verb.URGENCY: "أولوية الأولوية استعجال",
        Verb.TOPIC: "موضوع الموضوع",
        Verb.COUNTRY: "بلد البلد دولة",
        Verb.NOTE: "ملاحظة داخلي",
        Verb.CLOSE: "إغلاق أغلق",
        Verb.REOPEN: "فتح افتح",
        Verb.WAIT: "انتظار انتظر",
        Verb.SNOOZE: "تذكير تأجيل ذكرني",
        Verb.MERGE: "دمج ادمج",
        Verb.SPLIT: "فصل افصل",
        Verb.RESTRICT: "تقييد سري",
        Verb.SEND: "إرسال أرسل",
        Verb.ATTACHMENTS: "مرفقات المرفقات ملفات",
        Verb.HISTORY: "سجل السجل",
        Verb.CC: "نسخة",
        Verb.REMOVE: "إزالة",
        Verb.UNDO: "تراجع",
        Verb.HELP: "مساعدة",
    },
    "pt": {
        Verb.TAKE: "assumir assumo",
        Verb.TO: "para passar atribuir",
        Verb.URGENCY: "urgência prioridade",
        Verb.TOPIC: "tema assunto",
        Verb.COUNTRY: "país",
        Verb.NOTE: "nota interno",
        Verb.CLOSE: "fechar encerrar",
        Verb.REOPEN: "reabrir",
        Verb.WAIT: "aguardar",
        Verb.SNOOZE: "lembrar adiar",
        Verb.MERGE: "juntar fundir",
        Verb.SPLIT: "separar dividir",
        Verb.RESTRICT: "restringir confidencial",
        Verb.SEND: "enviar envia",
        Verb.ATTACHMENTS: "anexos ficheiros arquivos",
        Verb.HISTORY: "histórico",
        Verb.CC: "cc cópia",
        Verb.REMOVE: "retirar remover",
        Verb.UNDO: "desfazer",
        Verb.HELP: "ajuda",
    },
    "ru": {
        Verb.TAKE: "взять беру",
        Verb.TO: "передать кому",
        Verb.URGENCY: "срочность приоритет",
        Verb.TOPIC: "тема",
        Verb.COUNTRY: "страна",
        Verb.NOTE: "заметка примечание",
        Verb.CLOSE: "закрыть закрыто",
        Verb.REOPEN: "открыть",
        Verb.WAIT: "ждать",
        Verb.SNOOZE: "напомнить отложить",
        Verb.MERGE: "объединить слить",
        Verb.SPLIT: "разделить отделить",
        Verb.RESTRICT: "ограничить конфиденциально",
        Verb.SEND: "отправить",
        Verb.ATTACHMENTS: "вложения файлы",
        Verb.HISTORY: "история",
        Verb.CC: "копия",
        Verb.REMOVE: "убрать",
        Verb.UNDO: "отменить",
        Verb.HELP: "помощь",
    },
    "uk": {
        Verb.TAKE: "взяти беру",
        Verb.TO: "передати кому",
        Verb.URGENCY: "терміновість пріоритет",
        Verb.TOPIC: "тема",
        Verb.COUNTRY: "країна",
        Verb.NOTE: "нотатка примітка",
        Verb.CLOSE: "закрити закрито",
        Verb.REOPEN: "відкрити",
        Verb.WAIT: "чекати",
        Verb.SNOOZE: "нагадати відкласти",
        Verb.MERGE: "приєднати злити",
        Verb.SPLIT: "відокремити розділити",
        Verb.RESTRICT: "обмежити конфіденційно",
        Verb.SEND: "надіслати відправити",
        Verb.ATTACHMENTS: "вкладення файли",
        Verb.HISTORY: "історія",
        Verb.CC: "копія",
        Verb.REMOVE: "прибрати",
        Verb.UNDO: "скасувати",
        Verb.HELP: "допомога",
    },
}
"""Names by language, single words with a blank between: the first is what our mails call it, the others are understood too."""

WITHOUT_ARGUMENT = frozenset(
    {Verb.TAKE, Verb.REOPEN, Verb.SPLIT, Verb.RESTRICT, Verb.SEND, Verb.ATTACHMENTS, Verb.HISTORY, Verb.UNDO, Verb.HELP}
)
"""Commands behind which nothing stands."""

RIGHTS: Mapping[Verb, Right] = {
    Verb.CC: Right.PEOPLE,
    Verb.TO: Right.PEOPLE,
    Verb.ATTACHMENTS: Right.HISTORY,
    Verb.HISTORY: Right.HISTORY,
}
"""The right that a command needs where that is not Right.COMMAND."""


WITH_ADDRESSES = frozenset({Verb.CC, Verb.REMOVE})
"""Commands behind which addresses stand; a mail may hold several of each."""


def name_of(verb: Verb, language: str) -> str:
    """What a command is called in a language, in English where that has no name for it."""
    return NAMES.get(language, NAMES["en"])[verb].split()[0]


def plain(word: str) -> str:
    """A word as names are compared: folded, in one piece."""
    return fold(word).text.replace(" ", "")


def _known() -> Iterator[tuple[str, Verb]]:
    for names in NAMES.values():
        for verb, words in names.items():
            yield from ((plain(word), verb) for word in words.split())


KNOWN: Mapping[str, Verb] = dict(_known())
"""Every name of every language in its plain form."""
