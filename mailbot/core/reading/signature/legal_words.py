"""Words of legal, virus and environment notices, in many languages. Data only; compared without accents."""

# What a notice speaks of; a word is compared by its first five or seven letters, or whole. A message …
MESSAGE: dict[str, str] = {
    "en": "messa email mail mails attac commu trans infor conte",
    "fr": "messa email mail courr couri pieces infor prese trans",
    "es": "mensa corre email mail adjun infor comun",
    "pt": "mensa corre email mail anexo infor comun",
    "ru": "сообщ письм почта почты вложе инфор элект",
    "uk": "повід лист листа листі вклад додат інфор",
    "de": "nachr email mail anlag anhan infor",
    "it": "messa email mail posta alleg infor",
    "nl": "beric email mail bijla infor",
    "pl": "wiado email mail maila tresc zalac infor",
    "sv": "medde email mail epost post bilag infor innehal",
    "da": "medde email mail epost bilag infor",
    "fi": "viest sahko liite liitt tieto",
    "tr": "mesaj posta epost ileti eposta ekler bilgi",
    "ro": "mesaj email mail atasa infor",
    "cs": "zprav email mail prilo infor",
    "hu": "uzene email level melle infor",
    "el": "μηνυμ email ηλεκτ πληρο",
    "id": "pesan email surel lampi infor",
}

# … in confidence …
CONFIDENTIAL: dict[str, str] = {
    "en": "confi privi propr secre discl classi restr",
    "fr": "confi privi secre exclu",
    "es": "confi privi reser secre exclu",
    "pt": "confi privi reser sigil exclu",
    "ru": "конфи служе тайну тайна",
    "uk": "конфі служб таємн",
    "de": "vertr gesch gehei",
    "it": "riser confi privi",
    "nl": "vertr privi gehei",
    "pl": "poufn tajem zastr",
    "sv": "konfi sekre fortr",
    "da": "fortr konfi",
    "fi": "luott salas",
    "tr": "gizli ozel",
    "ro": "confi privi",
    "cs": "duver",
    "hu": "bizal titko",
    "el": "εμπισ απορρ",
    "id": "rahas",
}

# … for one recipient …
RECIPIENT: dict[str, str] = {
    "en": "recip intende addressee addressees",
    "fr": "destinataire destinataires",
    "es": "destinatario destinatarios destinataria",
    "pt": "destinatario destinatarios",
    "ru": "адресат адресата адресату адресатом получат предназ",
    "uk": "адресат адресата адресату адресатом одержув отримув признач",
    "de": "adressa empfang irrtuml",
    "it": "destinatario destinatari",
    "nl": "geadres ontvang bedoeld",
    "pl": "adresat adresata adresatem odbiorc przezna",
    "sv": "mottaga avsedda",
    "da": "modtager modtageren tilteen mottake mottakeren",
    "fi": "vastaan tarkoit",
    "tr": "alici alicisi muhatab",
    "ro": "destina",
    "cs": "adresat prijemc",
    "hu": "cimzett",
    "el": "παραλη αποδεκτ",
    "id": "peneri dituju",
}

# … and what everybody else must do or not do.
DELETE: dict[str, str] = {
    "en": "delet destr notif disse distr copyi unaut prohi stric error liabi discl forbi retai advis disre viewe",
    "fr": "suppr detru averti infor diffu inter erreu autor copie",
    "es": "elimi borra notif prohi error divul autor difus copia destr",
    "pt": "elimi apaga notif proib erro divul autor engan copia destr",
    "ru": "удали уничт уведо запре ошибо ошибк разгл копир распр",
    "uk": "видал знищ повід забор помил розго копію пошир",
    "de": "losch verni benac unter unbef verbo irrtu infor weite",
    "it": "elimi cance disti avvis vieta error diffu copia",
    "nl": "verwi verni verbo abuis open maken vermen",
    "pl": "usuni zniszc zabro powia pomyl rozpo kopio",
    "sv": "rader forst medde fel misst otill",
    "da": "slett fejl under uberet slet",
    "fi": "poist hävit ilmoi kiell virhe",
    "tr": "silin silme yasak yanli bildi",
    "ro": "sterg inter eroar notif",
    "cs": "smazt vymaz zakaz omyle",
    "hu": "torol tilos teved",
    "el": "διαγρ απαγο λαθος",
    "id": "hapus dilar kesal",
}

# The same for scripts where words have prefixes or no blanks between: sought anywhere, in the order of the four tables.
INSIDE: dict[str, tuple[tuple[str, ...], ...]] = {
    "ar": (
        ("الرسالة", "رسالة", "البريد", "الإيميل", "المرفقات", "المعلومات"),
        ("سري", "خصوصية", "محمي"),
        ("المرسل إليه", "المستلم", "المتلقي", "الموجه إليه", "المقصود", "الموجهة إليه", "المعني"),
        ("حذف", "إتلاف", "إبلاغ", "إخطار", "يحظر", "محظور", "يمنع", "نسخ", "إفشاء", "خطأ", "الخطأ"),
    ),
    "fa": (
        ("پیام", "ایمیل", "نامه"),
        ("محرمانه",),
        ("گیرنده", "مخاطب"),
        ("حذف", "ممنوع", "اشتباه"),
    ),
    "he": (
        ("הודעה", "דואר"),
        ("סודי", "חסוי"),
        ("נמען", "מיועד"),
        ("מחק", "אסור", "טעות"),
    ),
    "zh": (
        ("邮件", "郵件", "信息", "讯息"),
        ("机密", "機密", "保密"),
        ("收件人", "接收者"),
        ("删除", "刪除", "禁止", "通知"),
    ),
    "ja": (
        ("メール", "本文"),
        ("機密", "秘密", "守秘"),
        ("受信者", "宛先", "受取人", "名宛"),
        ("削除", "破棄", "禁止", "誤って"),
    ),
    "ko": (
        ("메일", "메시지"),
        ("기밀", "비밀"),
        ("수신인", "수신자"),
        ("삭제", "금지", "잘못"),
    ),
    "th": (
        ("อีเมล", "ข้อความ"),
        ("ลับ",),
        ("ผู้รับ",),
        ("ลบ", "ห้าม"),
    ),
}  # fmt: skip

# Who says "I" or "my" is a person.
FIRST_PERSON = (
    "i my me je mon ma mes moi yo mi mis eu meu minha meus انا я мой моя мое мои меня мне мій моє мої мене мені "
    "ich mein meine io mio mia ik mijn"
)

# Headings and phrases that no person uses of a matter of theirs.
HEADINGS = (
    "confidentiality notice", "confidentiality note", "confidentiality:", "confidential:", "disclaimer",
    "legal notice", "legal disclaimer", "important notice", "privacy notice", "email disclaimer",
    "avis de confidentialité", "clause de confidentialité", "avertissement :", "avertissement:",
    "note de confidentialité", "confidentialité :", "mention légale", "mentions légales", "aviso legal",
    "aviso de confidencialidad", "nota de confidencialidad", "cláusula de confidencialidad", "advertencia legal",
    "confidencialidad:", "aviso de privacidad", "إخلاء مسؤولية", "إخلاء المسؤولية", "إشعار السرية", "تنبيه السرية",
    "بيان السرية", "إشعار بالسرية", "aviso de confidencialidade", "nota de confidencialidade", "confidencialidade:",
    "уведомление о конфиденциальности", "отказ от ответственности", "конфиденциальность:",
    "повідомлення про конфіденційність", "відмова від відповідальності", "застереження про конфіденційність",
    "vertraulichkeitshinweis", "haftungsausschluss", "rechtlicher hinweis", "avviso di riservatezza",
    "nota di riservatezza", "klauzula poufności", "zastrzeżenie", "vertrouwelijkheidsclausule", "yasal uyarı",
    "gizlilik notu", "免责声明", "保密声明", "免責事項",
)  # fmt: skip

# Whose opinions they are.
VIEWS = (
    "views expressed", "opinions expressed", "views or opinions", "opinions exprimées", "opiniones expresadas",
    "opiniões expressas", "opiniões emitidas", "الآراء الواردة", "мнения, выраженные", "точки зрения, выраженные",
    "думки, висловлені", "opinioni espresse",
)  # fmt: skip

# Paper saved: before printing …
BEFORE_PRINTING = (
    "before printing", "before you print", "before deciding to print", "do not print", "don't print", "need to print",
    "avant d'imprimer", "avant d’imprimer", "n'imprimez", "n’imprimez", "antes de imprimir", "no imprima",
    "não imprima", "قبل طباعة", "قبل طباعه", "قبل أن تطبع", "прежде чем распеч", "прежде чем печат", "перед печатью",
    "перед тем как печат", "перед тем, как", "перед распечаткой", "не распечатывайте", "перш ніж друк",
    "перш ніж роздрук", "перед друком", "не друкуйте", "bevor sie", "vor dem drucken", "ausdruck",
    "prima di stampare", "non stampare", "voordat u", "alvorens", "niet printen", "zanim wydrukujesz",
    "przed wydrukowaniem", "przed wydrukiem", "innan du skriver ut", "inden du printer", "før du skriver ut",
    "før du printer", "ennen tulost", "ennen kuin tulostat", "yazdırmadan önce", "打印前", "打印此", "列印前",
    "印刷する前", "인쇄하기", "než vytisknete", "mielőtt kinyomtat", "πριν εκτυπώσετε", "înainte de a imprima",
    "înainte de a tipări", "sebelum mencetak",
)  # fmt: skip

# … think of the environment.
ENVIRONMENT = (
    "environment", "trees", "paper", "green", "planet", "environnement", "papier", "planète", "arbres",
    "medio ambiente", "medioambiente", "naturaleza", "papel", "ambiente", "natureza", "البيئة", "окружающ", "природ",
    "экологи", "бумаг", "довкілл", "навколишн", "папір", "umwelt", "bäume", "milieu", "środowisk", "miljö",
    "ympäristö", "çevre", "doğa", "环境", "環境", "环保", "환경", "prostřed", "környezet", "mediul", "περιβάλλον",
    "lingkungan", "natura",
)  # fmt: skip

# Who looks for viruses …
CHECKERS = (
    "avast", "avg", "eset", "nod32", "mailscanner", "mcafee", "sophos", "messagelabs", "symantec", "norton",
    "kaspersky", "касперск", "clamav", "bitdefender", "barracuda", "drweb", "dr.web", "trend micro", "f-secure",
    "mimecast", "proofpoint", "virus-free", "virus free", "virenfrei", "dangerous content",
)  # fmt: skip

# … the viruses …
VIRUSES = (
    "virus", "viren", "вирус", "вірус", "فيروس", "wirus", "vírus", "viruksia", "virüs", "病毒", "ウイルス",
    "ウィルス", "바이러스", "viry", "virů", "malware", "scanned", "ιού", "ιούς", "וירוס",
)  # fmt: skip

# … and what came of it.
CHECKED = (
    "checked", "scanned", "free", "clean", "believed to be", "contrôl", "vérifi", "analys", "sans virus", "comprob",
    "analiz", "libre de", "verific", "livre de", "провер", "перевір", "без вирус", "вирусов нет", "немає", "без вірус",
    "не містить",
    "не содерж", "geprüft", "gescannt", "frei", "controllat", "privo", "gecontroleerd", "vrij", "sprawdz", "przeskan",
    "wolny", "kontroller", "fri", "tarkist", "kontrol", "taran", "خال", "فحص", "无", "無", "検査", "フリー", "없",
    "prověř", "kontrolov", "bez vir", "mentes", "ellenőr", "fără", "guarantee", "warrant", "detected",
)  # fmt: skip
