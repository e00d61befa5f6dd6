"""Words of footers and signatures, in many languages. Data only; lower case, compared casefolded."""

# How the line begins that a mail program puts under a mail from a telephone (or by itself).
MOBILE = (
    "sent from ",
    "sent from my", "sent from mobile", "sent from a mobile", "sent from outlook", "sent from mail for", "sent from yahoo", "sent from the", "sent from samsung",
    "sent from proton", "sent with", "sent via", "sent on the", "sent on my", "sent by ", "sent using", "sent while mobile", "get outlook for", "download outlook",
    "envoyé de mon", "envoyé depuis", "envoyé à partir", "envoyé d'un", "envoyé avec", "envoyé via", "obtenir outlook", "obtenez outlook", "télécharger outlook",
    "enviado desde", "enviado con", "enviado por mi", "enviado a través", "obtener outlook", "obtén outlook", "descargar outlook",
    "أرسلت من", "أُرسلت من", "تم الإرسال من", "مرسل من", "مُرسل من", "أرسل من", "ارسلت من", "الحصول على outlook", "احصل على outlook", "مرسلة من",
    "enviado do meu", "enviado de meu", "enviado a partir", "enviado pelo", "enviado do ", "enviado da ", "obter o outlook", "obter outlook", "baixar o outlook",
    "отправлено с", "отправлено из", "отправлено от", "послано с", "получить outlook", "скачать outlook",
    "надіслано з", "надіслано із", "відправлено з", "відправлено із", "отримати outlook", "надіслано від",
    "von meinem", "von mir gesendet", "gesendet von", "gesendet mit", "diese nachricht wurde von meinem", "outlook für", "holen sie sich outlook",
    "inviato da", "inviato dal", "ottieni outlook", "scarica outlook", "verzonden vanaf", "verstuurd vanaf", "verzonden met", "outlook voor", "download outlook voor",
    "wysłano z", "wysłane z", "pobierz outlook", "skickat från", "skickades från", "hämta outlook", "sendt fra", "sendt med", "hent outlook", "få outlook",
    "lähetetty", "hanki outlook", "iphone'umdan gönderildi", "iphone'dan gönderildi", "cihazımdan gönderildi", "android için outlook", "从我的", "发自我的", "发自", "發自", "從我的",
    "iphoneから送信", "iphone から送信", "나의 iphone에서", "iphone에서 보냄", "odesláno z", "odoslané z", "elküldve", "trimis de pe", "trimis din", "изпратено от", "στάλθηκε από",
    "được gửi từ", "đã gửi từ", "dikirim dari", "enviat des", "poslano s", "poslano iz", "נשלח מה", "ارسال شده از", "saadetud",
    "this message was sent from a mobile", "typed on a", "typed with thumbs", "please excuse brevity", "please excuse my brevity", "excuse my brevity", "veuillez excuser ma",
)  # fmt: skip

# Devices and programs that such a line names.
DEVICES = (
    "iphone", "ipad", "android", "blackberry", "samsung", "galaxy", "outlook", "k-9", "windows", "nokia", "huawei", "xiaomi", "honor", "yahoo", "mailspring", "protonmail", "proton mail",
    "thunderbird", "smartphone", "brevity", "brièveté", "brevedad", "кратк", "handheld", "mobile device", "htc", "lg ", "oppo", "redmi", "pixel", "hotmail", "aquamail", "typeapp", "bluemail", "mail.ru", "gmx", "web.de", "телефон", "هاتف", "smart phone", "mobilen", "teléfono", "celular", "mobiltelefon", "xperia", "motorola",
)  # fmt: skip

# Words of the footer that a mailing list puts under every mail.
LISTS = (
    "mailing list", "/listinfo/", "listinfo", "you received this message because you are subscribed", "to unsubscribe from this group", "unsubscribe from this list", "yahoo! groups links", "yahoogroups.com/info", "mailman",
    "liste de diffusion", "lista de correo", "lista de discussão", "lista de distribución", "mailingliste", "mailinglist", "список рассылки", "se désabonner de cette liste", "vous recevez ce message car",
)  # fmt: skip

# A paragraph at the end that holds one of these is a legal or house footer.
LEGAL = (
    "intended recipient", "confidential and", "is confidential", "are confidential", "confidential information", "confidentiality notice", "legally privileged",
    "are for the addressee", "for the addressee only", "intended solely", "intended only for", "privileged information", "unauthorized use", "unauthorised use",
    "consider the environment", "before printing", "views expressed", "opinions expressed", "scanned for viruses", "virus-free", "confidential.",
    "est confidentiel", "sont confidentiel", "confidentiel.", "n'en êtes pas le destinataire", "n’en êtes pas le destinataire", "pas le destinataire", "destinataire exclusif",
    "à l'usage exclusif", "avant d'imprimer", "avis de confidentialité", "clause de confidentialité", "usage exclusif",
    "es confidencial", "son confidenciales", "información confidencial", "aviso de confidencialidad", "aviso legal", "no es el destinatario", "antes de imprimir", "uso exclusivo",
    "ist vertraulich", "vertrauliche informationen", "nicht der richtige adressat", "informazioni riservate", "vertrouwelijk", "jest poufna", "informacje poufne",
    "سرية", "معلومات سرية", "المرسل إليه المقصود", "لست المستلم", "المستلم المقصود", "confidenciais", "é confidencial", "informação confidencial", "aviso de confidencialidade",
    "não é o destinatário", "antes de imprimir", "является конфиденциальн", "конфиденциальн", "не являетесь адресатом", "не являетесь получателем", "конфіденційн",
    "не є адресатом", "не є одержувачем", "gizlidir", "luottamuksellinen", "konfidentiellt", "fortrolig",
)  # fmt: skip

# Words of office. A last short paragraph of such words, without a sentence, is a signature.
OFFICES = (
    "coordinator", "coordination", "officer", "manager", "director", "department", "unit", "team", "office", "head", "adviser", "advisor", "assistant", "specialist",
    "engineer", "desk", "programme", "program", "division", "section", "secretariat", "representative", "consultant", "president", "ceo", "focal",
    "coordonnateur", "coordonnatrice", "coordinateur", "coordinatrice", "chargé", "chargée", "responsable", "directeur", "directrice", "direction", "service", "bureau", "unité",
    "équipe", "secrétariat", "chef", "conseiller", "conseillère", "département", "association", "coordinador", "coordinadora", "coordinación", "oficial", "director", "directora", "departamento",
    "unidad", "equipo", "oficina", "jefe", "jefa", "asesor", "asesora", "secretaría", "dirección", "encargado", "encargada",
    "coordenador", "coordenadora", "coordenação", "unidade", "equipa", "equipe", "escritório", "chefe", "assessor", "assessora", "diretor", "diretora", "direção", "secretaria",
    "منسق", "منسقة", "تنسيق", "مدير", "مديرة", "مديرية", "إدارة", "قسم", "دائرة", "وحدة", "فريق", "مكتب", "رئيس", "رئيسة", "مسؤول", "مسؤولة", "مستشار", "أمانة", "الأمانة", "مشروع", "برنامج",
    "координатор", "координация", "отдел", "отделение", "управление", "директор", "начальник", "специалист", "менеджер", "офис", "команда", "группа", "руководитель", "секретариат", "консультант",
    "координаторка", "координація", "відділ", "відділення", "управління", "директорка", "начальниця", "фахівець", "спеціаліст", "офіс", "група", "керівник", "керівниця", "секретаріат", "служба",
    "abteilung", "leiter", "leiterin", "referat", "referent", "büro", "ufficio", "direttore", "afdeling", "hoofd", "dział", "kierownik", "avdelning", "chef", "afdeling",
)  # fmt: skip

# A line that closes a letter; what stands under it is the name.
CLOSINGS = (
    "kh", "de bedste hilsner", "bedste hilsner", "z powazaniem", "mvh.", "vh", "med vanliga halsningar", "regards and thanks", "warmly", "yours", "love", "best,", "thx", "ty", "thanks a lot", "thank you very much", "thanks so much", "thanks in advance", "с ув", "gracias y saludos", "salutations distinguées",
    "regards", "best regards", "kind regards", "warm regards", "best", "best wishes", "all the best", "sincerely", "yours sincerely", "yours faithfully", "yours truly", "cheers", "thanks",
    "thank you", "many thanks", "thanks and regards", "with kind regards", "with best regards", "respectfully", "cordially", "many thanks and regards", "thanks again", "rgds", "br", "kr",
    "cordialement", "bien cordialement", "très cordialement", "bien à vous", "salutations", "meilleures salutations", "sincères salutations", "merci", "merci d'avance", "cdlt", "amicalement", "respectueusement",
    "saludos", "saludos cordiales", "un saludo", "atentamente", "cordialmente", "gracias", "muchas gracias", "un cordial saludo", "saludos atentos",
    "مع التحية", "تحياتي", "مع خالص التحية", "وتفضلوا بقبول فائق الاحترام", "مع الشكر", "شكرا", "شكراً", "مع أطيب التحيات", "مع الشكر والتقدير", "مع فائق الاحترام والتقدير",
    "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "obrigado", "obrigada", "abraços", "abraço", "cordialmente", "att",
    "с уважением", "с наилучшими пожеланиями", "спасибо", "с благодарностью", "з повагою", "дякую", "дякуємо", "з найкращими побажаннями", "щиро",
    "mit freundlichen grüßen", "mit freundlichem gruß", "mit freundlichen grüssen", "viele grüße", "beste grüße", "freundliche grüße", "liebe grüße", "gruß", "grüße", "mfg", "vg", "lg", "danke",
    "cordiali saluti", "distinti saluti", "saluti", "grazie", "met vriendelijke groet", "met vriendelijke groeten", "groeten", "mvg", "bedankt", "pozdrawiam", "z poważaniem", "dziękuję",
    "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "mvh", "med venlig hilsen", "venlig hilsen", "hilsen", "med vennlig hilsen", "vennlig hilsen", "ystävällisin terveisin", "terveisin",
    "saygılarımla", "saygılarla", "iyi çalışmalar", "teşekkürler",
)  # fmt: skip
