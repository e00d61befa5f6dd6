"""Words under which people put their names, in many languages. Data only; compared without case, accents and punctuation."""

# A line that closes a letter; what stands under it is the name. Abbreviations stand last.
CLOSINGS: dict[str, tuple[str, ...]] = {
    "en": (
        "regards", "best regards", "kind regards", "kindest regards", "warm regards", "warmest regards",
        "with regards", "with best regards", "with kind regards", "with warm regards", "regards and thanks",
        "best wishes", "with best wishes", "all the best", "sincerely", "sincerely yours", "yours sincerely",
        "yours faithfully", "yours truly", "very truly yours", "respectfully", "respectfully yours", "cordially",
        "in solidarity", "rgds", "br", "kr", "brgds",
    ),
    "fr": (
        "cordialement", "bien cordialement", "très cordialement", "cordiales salutations", "bien à vous",
        "bien à toi", "salutations", "meilleures salutations", "sincères salutations", "salutations distinguées",
        "salutations cordiales", "avec mes salutations", "avec mes meilleures salutations", "respectueusement",
        "sincèrement", "amicalement", "amitiés", "bien amicalement", "solidairement", "fraternellement",
        "avec mes respects", "mes respects", "cdlt", "cdt",
    ),
    "es": (
        "saludos", "saludos cordiales", "cordiales saludos", "un saludo", "un cordial saludo", "un saludo cordial",
        "un atento saludo", "saludos atentos", "saludos afectuosos", "atentos saludos", "reciba un cordial saludo",
        "reciban un cordial saludo", "atentamente", "muy atentamente", "cordialmente", "respetuosamente",
        "gracias y saludos", "saludos y gracias", "un abrazo", "abrazos", "sinceramente", "atte", "slds",
    ),
    "ar": (
        "مع التحية", "تحياتي", "مع تحياتي", "مع أطيب التحيات", "أطيب التحيات", "مع خالص التحية", "خالص التحيات",
        "مع أخلص التحيات", "مع خالص التقدير", "مع فائق الاحترام", "مع فائق الاحترام والتقدير",
        "مع فائق التقدير والاحترام", "مع الاحترام", "مع الاحترام والتقدير", "مع التقدير",
        "وتفضلوا بقبول فائق الاحترام", "وتفضلوا بقبول فائق الاحترام والتقدير", "تفضلوا بقبول فائق الاحترام", "ودمتم",
        "دمتم بخير", "والسلام عليكم", "والسلام", "أخوكم", "أختكم", "مقدمه", "مقدمته",
    ),
    "pt": (
        "atenciosamente", "cumprimentos", "melhores cumprimentos", "os melhores cumprimentos",
        "com os melhores cumprimentos", "com cumprimentos", "cordiais cumprimentos", "saudações",
        "saudações cordiais", "cordiais saudações", "cordialmente", "respeitosamente", "sinceramente", "abraço",
        "abraços", "um abraço", "com estima", "att", "atte", "cps",
    ),
    "ru": (
        "с уважением", "с глубоким уважением", "с наилучшими пожеланиями", "с уважением и наилучшими пожеланиями",
        "всего доброго", "всего наилучшего", "всего хорошего", "искренне ваш", "искренне ваша", "с приветом",
        "с благодарностью и уважением", "с ув",
    ),
    "uk": (
        "з повагою", "з повагою та вдячністю", "зі щирою повагою", "із повагою", "з глибокою повагою",
        "з найкращими побажаннями", "найкращі побажання", "щиро", "щиро ваш", "щиро ваша", "всього найкращого",
        "всього доброго",
    ),
    "de": (
        "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichen gruessen", "mit freundlichem gruß",
        "freundliche grüße", "freundliche grüsse", "viele grüße", "beste grüße", "liebe grüße", "herzliche grüße",
        "mit besten grüßen", "mit herzlichen grüßen", "schöne grüße", "hochachtungsvoll", "gruß", "grüße", "gruss",
        "mfg", "vg", "lg", "bg",
    ),
    "it": (
        "cordiali saluti", "distinti saluti", "un cordiale saluto", "cordialmente", "saluti", "i migliori saluti",
        "migliori saluti", "un saluto", "in fede", "a presto",
    ),
    "nl": (
        "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten",
        "hartelijke groet", "hartelijke groeten", "met hartelijke groet", "hoogachtend", "groet", "groeten",
        "groetjes", "mvg",
    ),
    "pl": (
        "pozdrawiam", "pozdrawiam serdecznie", "serdecznie pozdrawiam", "serdeczne pozdrowienia", "pozdrowienia",
        "z poważaniem", "z wyrazami szacunku", "łączę pozdrowienia", "łączę wyrazy szacunku", "pozdr",
    ),
    "sv": (
        "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar", "vänlig hälsning", "bästa hälsningar",
        "hälsningar", "hälsning", "mvh", "vh",
    ),
    "da": (
        "med venlig hilsen", "med venlige hilsner", "venlig hilsen", "venlige hilsner", "de bedste hilsner",
        "bedste hilsner", "bedste hilsen", "mange hilsner", "kærlig hilsen", "hilsen", "kh", "vh", "mvh",
    ),
    "no": (
        "med vennlig hilsen", "med venleg helsing", "vennlig hilsen", "beste hilsen", "beste hilsener", "hilsener",
        "med hilsen", "mvh",
    ),
    "fi": ("ystävällisin terveisin", "parhain terveisin", "terveisin", "kunnioittavasti", "terveiset", "yt"),
    "tr": (
        "saygılarımla", "saygılarımızla", "saygılarla", "iyi çalışmalar", "sevgiler", "selamlar", "sevgilerimle",
        "iyi günler dilerim", "hürmetlerimle",
    ),
    "zh": ("此致", "此致敬礼", "敬礼", "顺祝商祺", "祝好", "谨启", "敬上", "敬啟", "此致敬禮"),
    "ja": ("よろしくお願いします", "よろしくお願いいたします", "宜しくお願いいたします", "以上", "敬具", "草々"),
    "ko": ("드림", "올림", "안녕히 계십시오"),
    "cs": ("s pozdravem", "se srdečným pozdravem", "s přátelským pozdravem", "zdravím"),
    "sk": ("s pozdravom", "s úctou"),
    "ro": ("cu stimă", "cu respect", "cu drag", "cele bune", "toate cele bune", "salutări"),
    "hu": ("üdvözlettel", "tisztelettel", "szívélyes üdvözlettel", "köszönettel", "üdv"),
    "el": ("με εκτίμηση", "φιλικά", "με φιλικούς χαιρετισμούς", "χαιρετισμούς"),
    "he": ("בברכה", "בכבוד רב", "בתודה", "כל טוב"),
    "fa": ("با احترام", "با تشکر", "با سپاس", "ارادتمند"),
    "bg": ("с уважение", "поздрави"),
    "sr": ("с поштовањем", "поздрав", "s poštovanjem", "srdačan pozdrav", "lijep pozdrav", "pozdrav"),
    "id": ("hormat saya", "hormat kami", "salam", "salam hormat"),
    "vi": ("trân trọng", "kính thư", "thân ái"),
}  # fmt: skip

# Thanks and short goodbyes belong to the text; with the sender's name or several particulars under them they close it.
THANKS: dict[str, tuple[str, ...]] = {
    "en": (
        "thanks", "thank you", "many thanks", "thanks again", "thanks and regards", "thanks and best regards",
        "many thanks and regards", "thanks a lot", "thank you very much", "thanks so much", "with thanks",
        "with gratitude", "thanks in advance", "thank you in advance", "cheers", "best", "love", "yours", "warmly",
        "take care", "thx", "tx", "ty",
    ),
    "fr": (
        "merci", "merci d'avance", "merci beaucoup", "avec mes remerciements", "merci et bonne journée",
        "bonne journée", "merci et bien à vous", "merci bien", "à bientôt",
    ),
    "es": (
        "gracias", "muchas gracias", "mil gracias", "gracias de antemano", "con agradecimiento", "agradecido",
        "agradecida",
    ),
    "ar": (
        "مع الشكر", "شكرا", "شكرا لكم", "شكرا جزيلا", "مع الشكر والتقدير", "مع جزيل الشكر", "وشكرا",
        "ولكم جزيل الشكر",
    ),
    "pt": (
        "obrigado", "obrigada", "muito obrigado", "muito obrigada", "grato", "grata", "agradecido", "agradecida",
        "desde já obrigado", "desde já agradeço",
    ),
    "ru": ("спасибо", "с благодарностью", "большое спасибо", "заранее спасибо", "благодарю", "заранее благодарю"),
    "uk": ("дякую", "дякуємо", "щиро дякую", "з вдячністю", "із вдячністю", "наперед дякую", "спасибі"),
    "de": ("danke", "vielen dank", "besten dank", "danke und gruß", "vielen dank und viele grüße", "danke im voraus"),
    "it": ("grazie", "grazie mille", "grazie e saluti", "grazie e cordiali saluti"),
    "nl": ("bedankt", "dank", "dank u", "alvast bedankt"),
    "pl": ("dziękuję", "dzięki", "z góry dziękuję"),
    "sv": ("tack", "tack på förhand"),
    "da": ("tak", "på forhånd tak"),
    "no": ("takk", "på forhånd takk"),
    "fi": ("kiitos", "kiittäen"),
    "tr": ("teşekkürler", "teşekkür ederim", "şimdiden teşekkürler"),
    "cs": ("děkuji", "díky"),
    "ro": ("mulțumesc", "vă mulțumesc"),
    "ko": ("감사합니다",),
    "sw": ("asante", "asante sana"),
}  # fmt: skip

# Words of office. A last short paragraph of such words, without a sentence, is a signature.
OFFICES: dict[str, tuple[str, ...]] = {
    "en": (
        "coordinator", "coordination", "officer", "manager", "director", "department", "unit", "team", "office",
        "head", "adviser", "advisor", "assistant", "specialist", "engineer", "desk", "programme", "program",
        "division", "section", "secretariat", "representative", "consultant", "president", "ceo", "focal", "analyst",
        "delegate", "supervisor", "administrator", "secretary", "cluster",
    ),
    "fr": (
        "coordonnateur", "coordonnatrice", "coordinateur", "coordinatrice", "chargé", "chargée", "responsable",
        "directeur", "directrice", "direction", "service", "bureau", "unité", "équipe", "secrétariat", "chef",
        "cheffe", "conseiller", "conseillère", "département", "association", "délégué", "déléguée", "adjoint",
        "adjointe", "secrétaire",
    ),
    "es": (
        "coordinador", "coordinadora", "coordinación", "oficial", "directora", "departamento", "unidad", "equipo",
        "oficina", "jefe", "jefa", "asesor", "asesora", "secretaría", "dirección", "encargado", "encargada",
        "gerente", "analista", "delegado", "delegada",
    ),
    "ar": (
        "منسق", "منسقة", "تنسيق", "مدير", "مديرة", "مديرية", "إدارة", "قسم", "دائرة", "وحدة", "فريق", "مكتب", "رئيس",
        "رئيسة", "مسؤول", "مسؤولة", "مستشار", "مستشارة", "أمانة", "الأمانة", "مشروع", "برنامج", "موظف", "موظفة",
        "ممثل", "ممثلة", "جمعية", "منظمة",
    ),
    "pt": (
        "coordenador", "coordenadora", "coordenação", "unidade", "equipa", "equipe", "escritório", "assessor",
        "assessora", "diretor", "diretora", "direção", "secretaria", "gestor", "gestora", "oficial", "técnico",
        "técnica", "encarregado", "encarregada",
    ),
    "ru": (
        "координатор", "координация", "отдел", "отделение", "управление", "директор", "начальник", "специалист",
        "менеджер", "офис", "команда", "группа", "руководитель", "секретариат", "консультант", "заместитель",
        "сотрудник", "ассистент",
    ),
    "uk": (
        "координаторка", "координація", "відділ", "відділення", "управління", "директорка", "начальниця", "фахівець",
        "фахівчиня", "спеціаліст", "спеціалістка", "офіс", "група", "керівник", "керівниця", "секретаріат", "служба",
        "заступник", "заступниця", "менеджерка",
    ),
    "de": ("abteilung", "leiter", "leiterin", "referat", "referent", "referentin", "büro", "geschäftsführer"),
    "it": ("ufficio", "direttore", "direttrice", "coordinatore", "responsabile", "settore"),
    "nl": ("afdeling", "hoofd", "medewerker", "directeur", "coördinator"),
    "pl": ("dział", "kierownik", "kierowniczka", "dyrektor", "biuro", "koordynator", "koordynatorka", "specjalista"),
    "sv": ("avdelning", "chef", "handläggare", "samordnare"),
    "da": ("afdeling", "leder", "koordinator", "kontor"),
    "fi": ("osasto", "päällikkö", "koordinaattori", "johtaja"),
    "tr": ("koordinatör", "müdür", "birimi", "uzmanı", "sorumlusu"),
}  # fmt: skip

# What stands before a number or an address in a signature.
LABELS: dict[str, tuple[str, ...]] = {
    "en": (
        "tel", "telephone", "phone", "ph", "mobile", "mob", "cell", "fax", "skype", "whatsapp", "signal", "email",
        "e-mail", "mail", "web", "website", "t", "m", "f", "p", "e", "w", "c", "o", "office", "ext", "address",
        "twitter", "linkedin", "facebook", "viber", "telegram", "radio", "call sign", "direct", "hotline", "po box",
        "p.o. box",
    ),
    "fr": ("tél", "téléphone", "portable", "courriel", "site", "adresse", "télécopie", "bp", "b.p.", "gsm", "port"),
    "es": ("teléfono", "móvil", "celular", "cel", "correo", "dirección", "sitio", "apartado"),
    "ar": (
        "هاتف", "جوال", "موبايل", "محمول", "فاكس", "بريد", "البريد الإلكتروني", "واتساب", "العنوان", "تلفون",
        "الهاتف", "ص.ب",
    ),
    "pt": ("telefone", "telemóvel", "telem", "morada", "endereço", "correio", "sítio"),
    "ru": ("тел", "телефон", "моб", "факс", "почта", "эл. почта", "адрес", "сайт", "вайбер", "телеграм"),
    "uk": ("тел", "телефон", "моб", "факс", "пошта", "ел. пошта", "адреса", "сайт", "вайбер"),
    "de": ("telefon", "mobil", "handy", "anschrift", "durchwahl"),
    "it": ("cell", "cellulare", "indirizzo", "sito"),
    "nl": ("telefoon", "mobiel", "adres"),
    "pl": ("telefon", "kom", "faks", "adres", "strona"),
    "sv": ("telefon", "mobil", "adress", "tfn"),
    "tr": ("telefon", "cep", "faks", "adres"),
    "zh": ("电话", "手机", "邮箱", "地址", "传真"),
    "ja": ("電話", "携帯", "メール", "住所"),
    "ko": ("전화", "휴대폰", "이메일", "주소"),
}  # fmt: skip

# How a postscript begins.
POSTSCRIPTS = (
    "ps", "p.s", "p. s", "pps", "p.p.s", "post scriptum", "postscriptum", "post-scriptum", "pd", "p.d", "p. d", "nb",
    "n.b", "ملاحظة", "ملحوظة", "ملحوظه", "постскриптум", "п.с", "пс", "з.и", "з.і", "зы",
)  # fmt: skip
