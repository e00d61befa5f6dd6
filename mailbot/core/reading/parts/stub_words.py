"""What mail programs and senders write into the plain form of a mail that is HTML: words that only tell that there is more.

Folded to lower case; a short plain text that holds one of them is no text of the sender's.
"""

STUBS: tuple[str, ...] = (
    # English
    "does not support html", "doesn't support html", "not support html", "cannot display html", "can't display html",
    "cannot view html", "html-compatible", "html compatible email", "html capable", "html-capable", "html enabled",
    "html-enabled", "unable to display html", "unable to read html", "this is an html message", "this is an html email",
    "this message is in html", "this email is in html", "this is a multi-part message in mime format",
    "this is a multipart message in mime format", "this is a mime-encoded message", "view this email in your browser",
    "view this message in your browser", "to view this email as a web page", "html version of this",
    "please view this email in html", "no plain text version", "text version not available", "turn on html",
    # French
    "ne prend pas en charge le html", "ne supporte pas le html", "n'accepte pas le html", "n'accepte pas les messages html",
    "ne permet pas d'afficher le html", "ce message est au format html", "version html de ce",
    "visualiser ce message dans votre navigateur",
    # Spanish
    "no soporta html", "no admite html", "no es compatible con html", "no puede mostrar html", "no soporta mensajes html",
    "este mensaje está en formato html", "este correo está en formato html", "ver este correo en su navegador",
    # Portuguese
    "não suporta html", "não aceita html", "não é compatível com html", "esta mensagem está em formato html",
    "este e-mail está em formato html", "visualizar este e-mail no navegador",
    # German
    "unterstützt kein html", "keine html-darstellung", "kein html darstellen", "kein html anzeigen", "html-fähig",
    "html-nachrichten nicht", "html-mails nicht", "html-e-mails nicht", "im html-format", "html-format gesendet",
    # Italian
    "non supporta html", "non supporta l'html", "non è in grado di visualizzare html", "messaggio in formato html",
    # Dutch
    "ondersteunt geen html", "geen html weergeven", "geen html-berichten", "in html-formaat",
    # Polish
    "nie obsługuje html", "nie obsługuje formatu html", "w formacie html",
    # Swedish, Danish, Norwegian
    "stöder inte html", "understøtter ikke html", "støtter ikke html",
    # Finnish
    "ei tue html",
    # Turkish
    "html desteklemiyor", "html biçimini desteklemiyor",
    # Russian
    "не поддерживает html", "не поддерживает формат html", "в формате html", "просмотра в html",
    # Ukrainian
    "не підтримує html", "у форматі html",
    # Arabic
    "لا يدعم html", "بتنسيق html",
    # Chinese
    "不支持html", "不支持 html", "不支援html", "不支援 html", "无法显示html",
    # Japanese
    "htmlに対応していません", "html形式のメール", "htmlメールです", "html メールです",
    # Korean
    "html을 지원하지", "html 형식",
)  # fmt: skip
