"""Words of the lines that mail programs and lists put under a mail, in many languages. Data only; compared without accents."""

# How the line begins that a mail program puts under a mail. Behind these stand a device, a program or a shop.
SENT: dict[str, tuple[str, ...]] = {
    "en": (
        "sent from", "sent with", "sent via", "sent using", "sent by my", "sent on the", "sent on my",
        "sent while mobile", "sent in haste from", "email sent from", "mail sent from", "this email was sent from",
        "this message was sent from", "this e-mail was sent from", "typed on", "typed with thumbs", "written on my",
        "composed on my", "get outlook for", "download outlook for", "get bluemail", "get yahoo mail", "get typeapp",
    ),
    "fr": (
        "envoyé de", "envoyé du", "envoyé depuis", "envoyé à partir", "envoyé d'un", "envoyé avec", "envoyé via",
        "message envoyé depuis", "message envoyé avec", "mail envoyé depuis", "transmis de mon", "écrit sur mon",
        "obtenir outlook", "obtenez outlook", "télécharger outlook", "téléchargez outlook", "provenance :", "provenance:",
    ),
    "es": (
        "enviado desde", "enviado con", "enviado por mi", "enviado a través", "enviado mediante", "enviado vía",
        "mensaje enviado desde", "escrito desde mi", "obtener outlook", "obtén outlook", "obtenga outlook",
        "descargar outlook", "descarga outlook",
    ),
    "ar": (
        "أرسلت من", "أرسل من", "ارسلت بواسطة", "أرسلت باستخدام", "تم الإرسال من", "تم إرسالها من",
        "تم الارسال بواسطة", "مرسل من", "مرسلة من", "تم الإرسال باستخدام", "الحصول على outlook", "احصل على outlook",
        "تنزيل outlook",
    ),
    "pt": (
        "enviado do", "enviado da", "enviado de", "enviado a partir", "enviado pelo meu", "enviado pela minha",
        "enviado com", "enviado através", "enviado via", "mensagem enviada do", "obter o outlook", "obter outlook",
        "obtenha o outlook", "baixar o outlook", "baixe o outlook",
    ),
    "ru": (
        "отправлено с", "отправлено из", "отправлено от", "отправлено через", "отправлено при помощи", "послано с",
        "написано с", "письмо отправлено с", "сообщение отправлено с", "получить outlook", "скачать outlook",
        "загрузить outlook",
    ),
    "uk": (
        "надіслано з", "надіслано із", "надіслано від", "надіслано через", "надіслано за допомогою", "відправлено з",
        "відправлено із", "відправлено за допомогою", "відправлено через", "надіслано зі", "отримати outlook",
        "завантажити outlook",
    ),
    "de": (
        "von meinem", "von mir gesendet", "gesendet von", "gesendet mit", "gesendet über", "gesendet aus",
        "gesendet via", "diese nachricht wurde von", "diese nachricht wurde mit", "diese e-mail wurde von meinem",
        "verschickt von", "verfasst auf", "outlook für", "holen sie sich outlook", "laden sie outlook",
    ),
    "it": (
        "inviato da", "inviato dal", "inviato con", "inviato tramite", "inviata da", "scritto dal mio",
        "ottieni outlook", "scarica outlook",
    ),
    "nl": (
        "verzonden vanaf", "verstuurd vanaf", "verzonden met", "verstuurd met", "verzonden via", "verstuurd via",
        "verzonden van", "verstuurd van", "outlook voor", "download outlook voor",
    ),
    "pl": (
        "wysłano z", "wysłane z", "wysłano za pomocą", "wiadomość wysłana z", "pobierz outlook",
        "pobierz aplikację outlook",
    ),
    "sv": (
        "skickat från", "skickades från", "skickat med", "skickat via", "skickades med", "hämta outlook",
        "skaffa outlook",
    ),
    "da": ("sendt fra", "sendt med", "sendt via", "hent outlook", "få outlook"),
    "no": ("sendt frå", "skrevet på min", "last ned outlook", "skaff deg outlook"),
    "fi": ("lähetetty", "hanki outlook", "lataa outlook"),
    "tr": ("android için outlook", "ios için outlook", "outlook'u edinin"),
    "zh": (
        "从我的", "发自我的", "发自", "發自", "從我的", "获取 outlook", "獲取 outlook", "取得 outlook", "来自我的",
        "傳送自",
    ),
    "ja": ("iphoneから", "ipadから", "androidから", "outlook for"),
    "ko": ("나의 iphone에서", "내 iphone에서", "iphone에서", "내 갤럭시"),
    "cs": ("odesláno z", "odesláno ze", "odesláno pomocí", "získejte outlook", "získat outlook"),
    "sk": ("odoslané z", "odoslané zo", "získať outlook"),
    "ro": ("trimis de pe", "trimis din", "trimis de la", "trimis cu", "obțineți outlook", "descărcați outlook"),
    "hu": ("elküldve", "küldve", "outlook beszerzése", "az outlook"),
    "el": ("στάλθηκε από", "εστάλη από", "απεστάλη από", "λήψη του outlook", "αποκτήστε το outlook"),
    "he": ("נשלח מ", "נשלח באמצעות", "הורד את outlook", "קבל את outlook"),
    "fa": ("ارسال شده از", "فرستاده شده از", "ارسال شده با"),
    "id": ("dikirim dari", "dikirim melalui", "dikirim dengan", "dapatkan outlook"),
    "vi": ("được gửi từ", "đã gửi từ", "gửi từ", "tải outlook"),
    "bg": ("изпратено от", "изпратено с"),
    "sr": (
        "послато са", "poslano s", "poslano iz", "poslano sa", "poslato sa", "poslato iz", "послано з", "poslano z",
    ),
    "ca": ("enviat des", "enviat amb"),
    "et": ("saadetud",),
    "lt": ("išsiųsta iš",),
    "lv": ("nosūtīts no",),
}  # fmt: skip

# How it ends, where the verb stands last.
SENT_LAST: dict[str, tuple[str, ...]] = {
    "de": ("gesendet", "versendet", "geschickt", "herunterladen", "für ios", "für android"),
    "nl": ("verzonden", "verstuurd", "downloaden"),
    "tr": ("gönderildi", "gönderilmiştir", "edinin", "i edinin", "yi edinin"),
    "fi": ("lähetetty", "lähetin"),
    "hu": ("küldve", "elküldve", "küldtem"),
    "ja": ("から送信", "より送信", "から送信されました", "から送りました", "を入手", "を取得"),
    "ko": ("에서 보냄", "보냄", "에서 전송", "에서 발송", "다운로드", "가져오기"),
    "zh": ("发送", "發送", "傳送", "发出的邮件"),
    "hi": ("भेजा गया", "से भेजा"),
    "fa": ("ارسال شده", "فرستاده شد"),
    "uz": ("yuborildi", "jo'natildi"),
    "eu": ("bidalia", "bidalita"),
}  # fmt: skip

# "my": what is sent from my something was written by a program, whatever the thing is called.
MINE = (
    "from my", "on my", "de mon", "depuis mon", "de ma", "desde mi", "por mi", "do meu", "da minha", "de meu",
    "из моего", "с моего", "з мого", "із мого", "von meinem", "dal mio", "vanaf mijn", "van mijn", "z mojego",
    "från min", "fra min", "z mého", "从我的", "發自我的", "发自我的", "of my", "nga", "الخاص بي",
)  # fmt: skip

# Devices, programs and shops that such a line names.
DEVICES = (
    "iphon", "ipad", "ipod", "ios", "android", "blackberry", "samsung", "galaxy", "outlook", "k-9", "windows",
    "nokia", "huawei", "xiaomi", "honor", "yahoo", "aol", "mailspring", "proton", "tutanota", "tuta", "thunderbird",
    "smartphone", "handheld", "mobile device", "htc", "lg ", "oppo", "vivo", "oneplus", "realme", "tecno", "infinix",
    "itel", "redmi", "poco", "pixel", "hotmail", "aquamail", "aqua mail", "typeapp", "bluemail", "blue mail",
    "fairemail", "mail.ru", "mail.com", "gmx", "web.de", "xperia", "sony", "motorola", "moto ", "zte", "lenovo",
    "asus", "acer", "fairphone", "nexus", "spark", "airmail", "edison", "newton", "polymail", "superhuman",
    "mailbird", "sparrow", "boxer", "mailbox", "readdle", "canary", "missive", "front", "zoho", "fastmail", "hey",
    "gmail", "inbox", "verizon", "t-mobile", "at&t", "sprint", "vodafone", "orange", "airtel", "roundcube", "horde",
    "squirrelmail", "zimbra", "rainloop", "tiscali", "libero", "virgilio", "alice mail", "seznam", "email.cz",
    "centrum", "onet", "wp.pl", "interia", "o2", "wanadoo", "laposte", "la poste", "sfr", "bouygues", "free.fr",
    "t-online", "telekom", "1&1", "ionos", "freenet", "bluewin", "sunrise", "uol", "terra", "bol.com", "яндекс",
    "yandex", "рамблер", "rambler", "ukr.net", "i.ua", "meta.ua", "мой мир", "почт", "пошт", "qq", "qq邮箱", "网易",
    "163", "126", "foxmail", "新浪", "sina", "阿里", "naver", "네이버", "daum", "hanmail", "docomo", "softbank",
    "ezweb", "rediff", "телефон", "смартфон", "планшет", "мобильн", "мобільн", "мобилн", "هاتف", "جوال", "موبايل",
    "الآيفون", "ايفون", "آيفون", "جهاز", "أندرويد", "smart phone", "mobile phone", "cell phone", "cellphone",
    "mobilen", "mobil", "teléfono", "celular", "dispositivo móvil", "telemóvel", "appareil", "téléphone", "tablet",
    "tablette", "mobiltelefon", "handy", "telefon", "telefoon", "cellulare", "puhelin", "komórk", "cihaz", "手机",
    "手機", "スマホ", "携帯", "휴대폰", "갤럭시", "아이폰", "điện thoại", "ponsel", "webmail", "mail client", "phone",
    "mobile",
)  # fmt: skip

# Excuses that stand beside it.
EXCUSES = (
    "brevity", "typo", "mistakes", "spelling", "autocorrect", "short", "excuse", "forgive", "pardon", "terse",
    "brièveté", "concis", "fautes", "frappe", "veuillez", "brevedad", "errores", "disculp", "por favor", "brevidade",
    "erros", "desculp", "кратк", "опечат", "извин", "стисл", "помилк", "вибач", "kürze", "tippfehler", "entschuldig",
    "brevità", "errori", "scus", "beknopt", "tikfout", "zwięzł", "literówk", "korthet", "kortfatt", "lyhyt", "kısa",
    "الإيجاز", "اختصار", "إيجاز", "sorry", "unfortunately", "please",
)  # fmt: skip

# How whole lines begin by which mail programs praise themselves.
SLOGANS = (
    "yahoo mail: search, organize, conquer", "yahoo mail: search, organise, conquer", "yahoo mail - email simplified",
    "yahoo mail : recherchez, organisez", "yahoo mail: recherchez, organisez", "yahoo mail : cherchez, organisez",
    "yahoo mail: busca, organiza", "yahoo mail: buscar, organizar", "yahoo mail: encontre, organize",
    "yahoo mail: pesquise, organize",
    "yahoo mail: pesquisar, organizar", "yahoo mail: suchen, organisieren", "yahoo mail: cerca, organizza", "بريد yahoo: ابحث",
    "yahoo mail: ابحث", "yahoo почта: поиск", "yahoo mail: поиск", "yahoo mail: пошук", "sent with tuta; enjoy secure",
    "sent with tuta, enjoy secure", "sent with tutanota, enjoy secure", "secured with tuta mail", "securely sent with tutanota",
    "envoyé avec tuta; ", "envoyé avec tuta ; ", "enviado con tuta; ", "enviado com tuta; ", "enviado com o tuta; ",
    "отправлено с помощью tuta; ", "надіслано за допомогою tuta; ", "تم الإرسال باستخدام tuta؛ ", "تم الإرسال باستخدام tuta; ",
    "gesendet mit tuta; ",
)  # fmt: skip

# Labels that a server or an office program puts below a mail: how secret it is, and how secret it may be.
SECRECY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        ("classification", "sensitivity", "data classification", "document classification", "information classification",
         "sensitivity label", "protective marking"),
        ("public", "internal", "internal use", "internal use only", "for internal use only", "internal only", "confidential",
         "strictly confidential", "highly confidential", "restricted", "non-public", "official", "official-sensitive",
         "official use only", "unclassified", "private", "personal"),
    ),
    "the traffic light protocol": (("tlp",), ("clear", "white", "green", "amber", "amber+strict", "red")),
    "fr": (
        ("classification", "sensibilité", "niveau de confidentialité", "confidentialité"),
        ("public", "publique", "interne", "usage interne", "confidentiel", "confidentielle", "strictement confidentiel",
         "restreint", "diffusion restreinte", "diffusion limitée", "non classifié"),
    ),
    "es": (
        ("clasificación", "sensibilidad", "nivel de confidencialidad"),
        ("público", "pública", "interno", "interna", "uso interno", "confidencial", "restringido", "restringida", "reservado",
         "reservada", "no clasificado"),
    ),
    "ar": (
        ("التصنيف", "تصنيف", "درجة السرية", "السرية", "الحساسية"),
        ("عام", "داخلي", "داخلية", "للاستخدام الداخلي", "للاستخدام الداخلي فقط", "سري", "سري للغاية", "مقيد",
         "غير مصنف"),
    ),
    "pt": (
        ("classificação", "sensibilidade", "nível de confidencialidade"),
        ("público", "pública", "interno", "interna", "uso interno", "confidencial", "restrito", "restrita", "reservado",
         "reservada", "não classificado"),
    ),
    "ru": (
        ("классификация", "конфиденциальность", "гриф", "уровень конфиденциальности"),
        ("общедоступно", "открытая", "внутренняя", "внутреннее", "для внутреннего использования", "для служебного пользования",
         "конфиденциально", "конфиденциальная", "ограниченный доступ", "общая"),
    ),
    "uk": (
        ("класифікація", "конфіденційність", "гриф", "рівень конфіденційності"),
        ("відкрита", "публічна", "внутрішня", "внутрішнє", "для внутрішнього використання", "для службового користування",
         "конфіденційно", "конфіденційна", "обмежений доступ", "загальна"),
    ),
}  # fmt: skip

# Words of the footer that a mailing list puts under every mail: these alone are enough …
LISTS = (
    "/listinfo/", "mailman/listinfo", "yahoogroups.com/info", "yahoo! groups links", "groups.io links", "/optout",
    "you received this message because you are subscribed", "you are receiving this because",
    "you are receiving this email because", "you received this email because", "to unsubscribe from this group",
    "to unsubscribe from this list", "to unsubscribe, ", "to unsubscribe send", "to unsubscribe click",
    "unsubscribe here", "unsubscribe from this list", "to remove yourself from", "to be removed from",
    "manage your subscription", "update your preferences",
    "view it on github", "reply to this email directly", "vous recevez ce message car",
    "vous recevez ce courriel car", "vous avez reçu ce message, car vous êtes abonné", "pour vous désabonner",
    "pour se désabonner", "se désabonner de cette liste", "se désinscrire", "has recibido este mensaje porque",
    "recibe este mensaje porque", "recibió este mensaje porque", "para darse de baja", "para cancelar la suscripción",
    "para anular la suscripción", "cancelar suscripción", "لإلغاء الاشتراك", "لقد تلقيت هذه الرسالة لأنك",
    "تلقيت هذه الرسالة لأنك", "إلغاء الاشتراك:", "você recebeu esta mensagem porque", "recebeu esta mensagem porque",
    "para cancelar a inscrição", "para cancelar a subscrição", "para sair desta lista",
    "вы получили это сообщение, поскольку", "вы получили это письмо, потому что",
    "вы получили это сообщение, так как", "чтобы отписаться", "отписаться от рассылки", "отказаться от рассылки",
    "ви отримали це повідомлення, оскільки", "ви отримали цей лист, тому що", "щоб відписатися",
    "щоб скасувати підписку", "відписатися від розсилки", "sie erhalten diese nachricht, weil", "um sich abzumelden",
    "newsletter abbestellen", "per annullare l'iscrizione", "hai ricevuto questo messaggio perché",
    "om u af te melden", "aby się wypisać", "otrzymujesz tę wiadomość, ponieważ", "avregistrera dig",
    "for at afmelde", "取消订阅", "退订", "配信停止", "수신거부",
)  # fmt: skip

# … and these where a line of dashes stands above.
LIST_NAMES = (
    "mailing list", "mailing-list", "liste de diffusion", "lista de correo", "lista de discussão",
    "lista de distribución", "lista de distribuição", "mailingliste", "mailinglist", "mailinglijst",
    "lista mailingowa", "список рассылки", "список розсилки", "القائمة البريدية", "lista di distribuzione",
    "e-postlista", "sähköpostilista", "邮件列表", "メーリングリスト", "@lists.", "@googlegroups.", "@groups.",
)  # fmt: skip
