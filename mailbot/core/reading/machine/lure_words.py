"""What solicitations demand and promise beside their pitch, in the seven languages. Data only; compared casefolded."""

# What the reader shall tell of himself.
PERSONAL = (
    # en
    "your full name", "full names", "your names", "date of birth", "your passport", "passport copy", "copy of your passport",
    "copy of your id", "your bank", "bank details", "bank account details", "account number", "your phone number",
    "your telephone number", "your mobile number", "direct telephone", "your address", "contact address", "your occupation",
    "your age", "your username", "your password", "scan of your",
    # fr
    "vos nom et prénom", "vos noms et prénoms", "nom et prénoms", "nom complet", "date de naissance",
    "copie de votre passeport", "copie de passeport", "copie du passeport", "pièce d'identité", "carte d'identité",
    "coordonnées bancaires", "votre rib", "numéro de compte", "numéro de téléphone", "votre adresse", "votre profession",
    "votre mot de passe",
    # es
    "su nombre completo", "nombre completo", "nombres completos", "fecha de nacimiento", "copia de su pasaporte",
    "copia del pasaporte", "copia de su cédula", "datos bancarios", "cuenta bancaria", "número de cuenta",
    "número de teléfono", "su dirección", "su ocupación", "su contraseña",
    # ar
    "الاسم الكامل", "اسمك الكامل", "تاريخ الميلاد", "تاريخ ميلادك", "صورة جواز", "نسخة من جواز", "نسخة جواز", "رقم الحساب",
    "حسابك البنكي", "البيانات البنكية", "بياناتك البنكية", "رقم الهاتف", "رقم هاتفك", "عنوانك", "كلمة المرور",
    # pt
    "seu nome completo", "nome completo", "nomes completos", "data de nascimento", "cópia do passaporte",
    "cópia do seu passaporte", "cópia do documento", "dados bancários", "conta bancária", "número da conta",
    "número de telefone", "seu endereço", "sua profissão", "seu cpf", "sua senha",
    # ru
    "ваше полное имя", "полное имя", "ваши фио", "фио", "дату рождения", "дата рождения", "копию паспорта", "скан паспорта",
    "паспортные данные", "номер счета", "номер счёта", "банковские реквизиты", "номер карты", "номер телефона", "ваш адрес",
    "ваш пароль",
    # uk
    "ваше повне ім'я", "повне ім'я", "ваше піб", "дату народження", "копію паспорта", "паспортні дані", "номер рахунку",
    "банківські реквізити", "номер картки", "номер телефону", "вашу адресу",
)  # fmt: skip

# What the reader shall pay first.
FEE = (
    # en
    "processing fee", "transfer fee", "handling fee", "handling charge", "delivery fee", "administrative fee",
    "administration fee", "clearance fee", "legal fee", "activation fee", "release fee", "shipping fee", "courier fee",
    "insurance fee", "refundable fee", "registration fee of", "upfront fee", "western union", "moneygram", "gift card",
    "gift cards",
    # fr
    "frais de dossier", "frais de traitement", "frais de transfert", "frais de notaire", "frais d'envoi",
    "frais de livraison", "frais de déblocage", "frais administratifs",
    # es
    "gastos de gestión", "gastos de tramitación", "gastos de envío", "tasa de procesamiento", "tarifa de procesamiento",
    "comisión de transferencia", "gastos administrativos", "costo de transferencia",
    # ar
    "رسوم التحويل", "رسوم تحويل", "رسوم المعالجة", "رسوم معالجة", "رسوم إدارية", "الرسوم الإدارية", "رسوم الشحن",
    "رسوم التسليم", "ويسترن يونيون",
    # pt
    "taxa de processamento", "taxa de transferência", "taxa administrativa", "taxa de liberação", "taxa de envio",
    "despesas administrativas", "custos de transferência",
    # ru
    "комиссию за перевод", "комиссия за перевод", "оплатить комиссию", "оплатите комиссию", "оплатить пошлину",
    "оплатите пошлину", "административный сбор", "сбор за обработку", "за оформление", "вестерн юнион", "предоплата",
    "предоплату",
    # uk
    "комісію за переказ", "комісія за переказ", "сплатити комісію", "сплатіть комісію", "сплатити мито", "сплатіть мито",
    "адміністративний збір", "збір за обробку", "за оформлення", "передоплата", "передоплату",
)  # fmt: skip

# What the reader shall do now.
CLICK = (
    # en
    "click here", "click below", "click on the link", "click the link", "click on the button", "click the button",
    "follow the link", "visit our website", "visit our site", "visit the link", "log in to", "login here", "login to",
    "sign in to", "verify your", "validate your", "update your account", "confirm your account", "confirm your password",
    "upgrade now", "apply now", "apply today", "sign up", "register now", "order now", "buy now", "call now",
    "reply to this email", "reply to this mail", "reply with", "reply for", "get back to me with", "get back to us",
    "contact us via", "contact me via", "contact him", "contact our", "contact the", "send me an email", "unsubscribe",
    "remove me", "opt-out", "opt out", "to be removed", "whatsapp",
    # fr
    "cliquez ici", "cliquez sur", "cliquer ici", "cliquer sur", "suivez le lien", "connectez-vous", "vérifiez votre",
    "vérifier votre", "confirmez votre", "mettez à jour votre", "contactez-nous", "contactez-moi", "veuillez me contacter",
    "veuillez nous contacter", "répondez à ce", "inscrivez-vous", "visitez notre", "se désinscrire", "se désabonner",
    # es
    "haga clic", "haz clic", "pulse aquí", "siga el enlace", "inicie sesión", "verifique su", "confirme su", "actualice su",
    "contáctenos", "contacte con", "póngase en contacto", "comuníquese con", "responda a este", "regístrese",
    "visite nuestra", "visite nuestro", "darse de baja", "cancelar la suscripción",
    # ar
    "انقر هنا", "اضغط هنا", "انقر على", "اضغط على", "اتبع الرابط", "سجل الدخول", "تسجيل الدخول", "تحقق من حسابك",
    "تأكيد حسابك", "تواصل معنا", "اتصل بنا", "للتواصل", "سجل الآن", "زر موقعنا", "زوروا موقعنا", "إلغاء الاشتراك", "واتساب",
    # pt
    "clique aqui", "clique no", "clique na", "siga o link", "faça login", "inicie sessão", "verifique sua", "verifique a sua",
    "confirme sua", "confirme a sua", "atualize sua", "atualize a sua", "entre em contato", "entre em contacto",
    "contacte-nos", "cadastre-se", "registe-se", "visite nosso", "visite o nosso", "cancelar a inscrição", "descadastrar",
    # ru
    "нажмите здесь", "нажмите на", "перейдите по", "кликните", "пройдите по ссылке", "войдите в", "подтвердите свой",
    "подтвердите вашу", "подтвердите ваш", "обновите", "свяжитесь с", "свяжитесь со", "звоните", "ответьте на это",
    "зарегистрируйтесь", "оставьте заявку", "на нашем сайте", "наш сайт", "отписаться", "отказаться от рассылки",
    # uk
    "натисніть тут", "натисніть на", "перейдіть за", "клікніть", "увійдіть", "підтвердіть свій", "підтвердіть вашу",
    "підтвердіть ваш", "оновіть", "зв'яжіться з", "зв'яжіться зі", "телефонуйте", "дайте відповідь на цей", "зареєструйтесь",
    "залиште заявку", "на нашому сайті", "відписатися", "відмовитися від розсилки",
)  # fmt: skip

# Why now, and why nobody else is to know.
HASTE = (
    # en
    "within 24", "within 48", "within 72", "within the next 24", "immediately", "act now", "act fast", "limited time",
    "limited offer", "today only", "only today", "this offer expires", "offer expires", "before it expires", "expire today",
    "will be deleted", "will be lost", "will be deactivated", "will be suspended", "will be closed", "will be forfeited",
    "avoid deactivation", "avoid suspension", "urgent response", "urgently", "as soon as you receive",
    "strictly confidential", "keep this confidential", "top secret", "keep it secret", "utmost secrecy", "last chance",
    "final notice", "final warning",
    # fr
    "sous 24", "sous 48", "dans les 24", "dans les 48", "dans un délai de 24", "dans un délai de 48", "immédiatement",
    "offre limitée", "durée limitée", "aujourd'hui seulement", "dès aujourd'hui", "sera supprimé", "sera désactivé",
    "sera suspendu", "sera définitivement", "strictement confidentiel", "toute confidentialité", "dernier rappel",
    "dernière chance", "au plus vite", "sans tarder",
    # es
    "en 24 horas", "en 48 horas", "dentro de 24", "dentro de 48", "en un plazo de 24", "en un plazo de 48", "inmediatamente",
    "de inmediato", "oferta limitada", "tiempo limitado", "sólo hoy", "solo hoy", "solo por hoy", "será eliminad",
    "será desactivad", "será suspendid", "estrictamente confidencial", "última oportunidad", "último aviso", "cuanto antes",
    # ar
    "خلال 24", "خلال 48", "خلال ٢٤", "خلال ٤٨", "فورا", "فوراً", "على الفور", "عرض محدود", "لفترة محدودة", "اليوم فقط",
    "سيتم حذف", "سيتم إيقاف", "سيتم تعطيل", "سيتم إغلاق", "سرية تامة", "سري للغاية", "آخر فرصة", "إنذار أخير",
    # pt
    "em 24 horas", "em 48 horas", "no prazo de 24", "no prazo de 48", "imediatamente", "tempo limitado", "só hoje",
    "somente hoje", "apenas hoje", "será excluíd", "será desativad", "será suspens", "será bloquead",
    "estritamente confidencial", "última chance", "o quanto antes",
    # ru
    "в течение 24", "в течение 48", "за 5 минут", "за 10 минут", "за 15 минут", "немедленно", "срочно", "только сегодня",
    "только до", "ограниченное предложение", "количество мест ограничено", "будет удален", "будет удалён",
    "будет заблокирован", "будет закрыт", "строго конфиденциально", "последний шанс", "последнее предупреждение",
    "прямо сейчас", "в день обращения",
    # uk
    "протягом 24", "протягом 48", "за 5 хвилин", "за 10 хвилин", "за 15 хвилин", "негайно", "терміново", "тільки сьогодні",
    "лише сьогодні", "тільки до", "обмежена пропозиція", "буде видалено", "буде заблоковано", "буде закрито",
    "суворо конфіденційно", "останній шанс", "останнє попередження", "просто зараз", "у день звернення",
)  # fmt: skip

# Why it is too good to be true.
LURE = (
    # en
    "congratulations", "100% guaranteed", "100% free", "guaranteed approval", "no credit check", "bad credit",
    "without collateral", "no collateral", "low interest", "interest rate", "no obligation", "risk free", "risk-free",
    "free of charge", "free quote", "free audit", "free consultation", "affordable", "best price", "best prices",
    "lowest price", "special offer", "special price", "discount", "money back", "satisfaction guaranteed", "increase your",
    "boost your", "no experience", "from home", "per day", "per week", "per month", "a day", "easy money", "our packages",
    "packages start", "reasonable price", "reasonable cost", "competitive price",
    # fr
    "félicitations", "sans garantie", "sans justificatif", "sans justificatifs", "taux d'intérêt", "taux de 2%", "taux de 3%",
    "sans engagement", "sans risque", "gratuit", "devis gratuit", "offre spéciale", "meilleur prix", "meilleurs prix",
    "à partir de", "par jour", "par mois", "remise", "garanti",
    # es
    "felicidades", "felicitaciones", "enhorabuena", "sin aval", "sin garantía", "sin garantías", "sin requisitos", "sin buró",
    "tasa de interés", "tasas de interés", "sin compromiso", "sin riesgo", "gratis", "presupuesto gratuito",
    "oferta especial", "mejor precio", "mejores precios", "por día", "por semana", "al mes", "descuento", "garantizado",
    # ar
    "مبروك", "تهانينا", "ألف مبروك", "بدون ضمانات", "بدون ضمان", "بدون كفيل", "بدون فوائد", "بفائدة", "نسبة فائدة",
    "بدون مخاطر", "مجانا", "مجاناً", "أفضل الأسعار", "أسعار مناسبة", "عرض خاص", "خصم", "مضمون", "مضمونة", "يوميا", "يومياً",
    "شهريا", "شهرياً",
    # pt
    "parabéns", "sem fiador", "sem garantia", "sem garantias", "sem consulta", "nome sujo", "taxa de juros", "taxa de juro",
    "juros baixos", "sem compromisso", "sem risco", "grátis", "orçamento gratuito", "melhor preço", "melhores preços",
    "por dia", "por mês", "desconto", "garantido",
    # ru
    "поздравляем", "без отказа", "без справок", "без поручителей", "без залога", "без проверок", "с плохой кредитной",
    "под 0%", "под 1%", "низкий процент", "процентная ставка", "низкая ставка", "без риска", "без вложений", "бесплатно",
    "бесплатный аудит", "выгодные условия", "выгодно", "лучшие цены", "низкие цены", "недорого", "скидка", "скидки",
    "гарантия", "гарантируем", "в день", "в месяц", "вероятность одобрения",
    # uk
    "вітаємо", "без відмови", "без відмов", "без довідок", "без поручителів", "без застави", "без перевірок", "під 0%",
    "під 1%", "низький відсоток", "відсоткова ставка", "низька ставка", "без ризику", "без вкладень", "безкоштовно",
    "безкоштовний аудит", "вигідні умови", "вигідно", "найкращі ціни", "низькі ціни", "знижка", "знижки", "гарантія",
    "гарантуємо", "на день", "на місяць",
)  # fmt: skip
