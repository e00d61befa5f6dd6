"""What plain solicitations offer, in the seven languages. Data only; whole words in lower case, compared casefolded.

A pitch alone means nothing: a person asks about a loan, a prize, an inheritance, too. See `solicitation`.
"""

# Somebody else's money that is to come to the reader.
WINDFALL = (
    # en
    "attention beneficiary", "dear beneficiary", "attn beneficiary", "attention: beneficiary", "attn: beneficiary",
    "dear lucky winner", "stand as the next", "present you as the next of kin", "you as the next of kin", "the late customer",
    "my late client", "our late client", "deceased client", "deceased customer", "unclaimed fund", "unclaimed funds",
    "dormant account", "abandoned fund", "overdue payment of your", "your contract payment", "your compensation fund",
    "your compensation payment", "compensation fund", "atm visa card", "atm card worth", "consignment box", "trunk box",
    "trunk boxes", "donate the sum", "donation to you", "donating the sum", "has been donated to you", "willed to you",
    "your fund has been approved", "your payment has been approved", "mutual business proposal",
    "confidential business proposal", "transfer of this fund", "transfer this fund", "transfer this money into your account",
    "move this fund", "percent of the total", "% of the total sum", "% of the total amount", "grant has been awarded to you",
    "you have been awarded a grant", "you have been selected to receive", "you have been chosen to receive",
    # fr
    "cher bénéficiaire", "chère bénéficiaire", "à l'attention du bénéficiaire", "fonds non réclamés", "mon défunt mari",
    "mon défunt client", "faire don de", "don de la somme", "vous léguer", "bénéficiaire d'un don",
    "bénéficiaire d'une donation", "vous faire un don", "transférer cette somme", "transférer ces fonds",
    "proposition d'affaire", "proposition d'affaires confidentielle", "vous a été attribuée", "vous a été attribué",
    # es
    "estimado beneficiario", "atención beneficiario", "querido beneficiario", "fondos no reclamados", "mi difunto cliente",
    "mi difunto esposo", "donar la suma", "donarle la suma", "transferir esta suma", "transferir estos fondos",
    "propuesta de negocio confidencial", "ha sido seleccionado para recibir", "ha sido seleccionada para recibir",
    "subvención a su favor",
    # ar
    "عزيزي المستفيد", "السيد المستفيد", "إلى المستفيد", "زوجي الراحل", "العميل المتوفى", "عميل متوفى", "أموال غير مطالب بها",
    "التبرع لك بمبلغ", "التبرع بمبلغ", "صفقة سرية", "عرض عمل سري", "تحويل هذا المبلغ", "تحويل هذه الأموال",
    "تم اختيارك للحصول",
    # pt
    "prezado beneficiário", "caro beneficiário", "atenção beneficiário", "fundos não reclamados", "meu falecido marido",
    "meu falecido cliente", "doar a quantia", "doar a soma", "transferir esta quantia", "transferir estes fundos",
    "proposta de negócio confidencial", "foi selecionado para receber", "foi selecionada para receber",
    # ru
    "уважаемый бенефициар", "уважаемый получатель", "внимание, бенефициар", "невостребованные средства",
    "невостребованных средств", "покойного клиента", "мой покойный муж", "моего покойного мужа", "пожертвовать вам",
    "пожертвования в размере", "перевести эти средства", "перевода этих средств", "конфиденциальное деловое предложение",
    "вы были выбраны для получения", "вам одобрена выплата", "вам начислена компенсация", "вам положена компенсация",
    "вам положена выплата", "вам начислена выплата",
    # uk
    "шановний бенефіціаре", "шановний отримувачу", "незатребувані кошти", "незатребуваних коштів", "покійного клієнта",
    "мій покійний чоловік", "пожертвувати вам", "переказати ці кошти", "переказу цих коштів",
    "конфіденційна ділова пропозиція", "вас обрано для отримання", "вам нарахована компенсація", "вам нараховано компенсацію",
    "вам схвалено виплату", "вам нараховано виплату",
)  # fmt: skip

# A prize in a game that nobody played.
LOTTERY = (
    # en
    "you have won", "you've won", "you are a winner", "you are the winner", "you are the lucky winner", "your email has won",
    "your e-mail has won", "your email address has won", "your email address won", "your email was selected",
    "your email address was selected", "email lottery", "e-mail lottery", "lottery winner", "lottery promotion",
    "lottery program", "lottery prize", "winning number", "winning numbers", "lucky winner", "lucky winners", "lucky draw",
    "prize award department", "unclaimed prize", "claim your prize", "claims agent",
    # fr
    "vous avez gagné", "vous êtes l'heureux gagnant", "heureux gagnant", "heureuse gagnante", "heureux gagnants",
    "loterie internationale", "loterie nationale", "loterie microsoft", "tirage au sort", "votre adresse a été tirée",
    "lot gagnant", "numéro gagnant", "réclamer votre gain", "réclamer votre prix",
    # es
    "usted ha ganado", "ha ganado usted", "has ganado", "ha resultado ganador", "feliz ganador", "afortunado ganador",
    "lotería nacional", "lotería internacional", "lotería española", "número ganador", "boleto ganador", "reclamar su premio",
    "reclame su premio",
    # ar
    "لقد ربحت", "لقد فزت", "ربحت جائزة", "فزت بجائزة", "الفائز المحظوظ", "الفائزين المحظوظين", "يانصيب دولي",
    "اليانصيب الدولي", "سحب اليانصيب", "الرقم الفائز", "للمطالبة بجائزتك", "استلام جائزتك",
    # pt
    "você ganhou", "o senhor ganhou", "você foi sorteado", "foi o vencedor", "feliz vencedor", "feliz contemplado",
    "loteria internacional", "lotaria internacional", "número vencedor", "bilhete premiado", "resgatar seu prêmio",
    "resgatar o seu prémio", "reclamar o seu prémio",
    # ru
    "вы выиграли", "вы стали победителем", "вы стали счастливым", "счастливый победитель", "счастливым победителем",
    "международной лотереи", "международная лотерея", "выигрышный номер", "выигрышный билет", "получить выигрыш",
    "получить ваш выигрыш", "получения выигрыша", "вашего выигрыша",
    # uk
    "ви виграли", "ви стали переможцем", "ви стали щасливим", "щасливий переможець", "щасливим переможцем",
    "міжнародної лотереї", "міжнародна лотерея", "виграшний номер", "виграшний квиток", "отримати виграш",
    "отримання виграшу", "вашого виграшу",
)  # fmt: skip

# Credit that is offered, not asked for.
LOAN = (
    # en
    "we offer loans", "we offer loan", "we give out loans", "we give loans", "we grant loans", "loan offer", "offering loans",
    "offer of loan", "urgent loan", "quick loan", "instant loan", "payday loan", "apply for a loan today",
    "apply for a loan now", "apply now for a loan", "need a loan", "in need of a loan", "get a loan", "get your loan",
    "looking for a loan", "personal loan", "personal loans", "all kinds of loans", "all types of loans", "loan at 2%",
    "loan at 3%", "financing for your business",
    # fr
    "offre de prêt", "offres de prêt", "prêt entre particuliers", "prêt entre particulier", "prêt rapide", "crédit rapide",
    "besoin d'un prêt", "besoin d'un crédit", "j'offre des prêts", "j'accorde des prêts", "nous accordons des prêts",
    "nous offrons des prêts", "prêt d'argent", "prêts d'argent", "micro crédit en ligne",
    # es
    "oferta de préstamo", "oferta de préstamos", "préstamo rápido", "préstamos rápidos", "préstamo personal",
    "préstamos personales", "ofrecemos préstamos", "otorgamos préstamos", "necesita un préstamo", "necesitas un préstamo",
    "crédito inmediato", "crédito rápido", "créditos rápidos",
    # ar
    "عرض قرض", "عروض قروض", "قرض سريع", "قروض سريعة", "قرض شخصي", "قروض شخصية", "نقدم قروضا", "نقدم قروضاً", "نقدم القروض",
    "نمنح القروض", "تحتاج إلى قرض", "بحاجة إلى قرض", "تمويل شخصي", "قرض فوري",
    # pt
    "oferta de empréstimo", "ofertas de empréstimo", "empréstimo rápido", "empréstimos rápidos", "empréstimo pessoal",
    "empréstimos pessoais", "oferecemos empréstimos", "concedemos empréstimos", "precisa de um empréstimo",
    "precisa de empréstimo", "crédito imediato", "crédito pessoal",
    # ru
    "оформите займ", "оформите заём", "оформите заем", "оформите кредит", "займ онлайн", "заём онлайн", "займы онлайн",
    "деньги на карту", "деньги в долг", "срочный займ", "срочный заём", "срочно нужны деньги", "первый займ", "первый заём",
    "кредит наличными", "быстрый кредит", "быстрый займ", "быстрые займы", "микрозайм", "микрозаймы", "предлагаем кредит",
    "предлагаем кредиты", "нужен кредит", "получите кредит", "получите займ", "вам одобрен кредит", "вам одобрен займ",
    # uk
    "оформіть позику", "оформіть кредит", "позика онлайн", "позики онлайн", "кредит онлайн", "гроші на картку",
    "гроші в борг", "терміново потрібні гроші", "терміново потрібні кошти", "перша позика", "перший кредит",
    "кредит готівкою", "швидкий кредит", "швидка позика", "мікрокредит", "мікропозика", "пропонуємо кредит",
    "пропонуємо кредити", "потрібен кредит", "отримайте кредит", "вам схвалено кредит",
)  # fmt: skip

# Services for web sites and addresses.
PROMOTION = (
    # en
    "seo services", "seo service", "seo company", "seo expert", "seo agency", "search engine optimization",
    "search engine optimisation", "first page of google", "page one of google", "top of google", "page 1 of google",
    "google ranking", "google rankings", "rank your website", "website ranking", "guest post", "guest posts", "guest posting",
    "sponsored post", "link building", "quality backlinks", "backlinks", "web design services", "website design services",
    "web development services", "website redesign", "redesign your website", "mobile app development",
    "digital marketing services", "digital marketing agency", "email list of", "email database", "b2b leads",
    "contact list of", "increase your traffic", "traffic to your website",
    # fr
    "référencement naturel", "référencement de votre site", "première page de google", "création de site web",
    "création de sites web", "refonte de votre site", "services de référencement", "article sponsorisé",
    "base de données d'emails", "visibilité de votre site",
    # es
    "posicionamiento web", "posicionamiento seo", "servicios de seo", "servicios seo", "primera página de google",
    "diseño de páginas web", "diseño web", "rediseño de su sitio", "base de datos de correos", "artículo patrocinado",
    # ar
    "تحسين محركات البحث", "الصفحة الأولى في جوجل", "الصفحة الأولى من جوجل", "تصميم المواقع", "تصميم مواقع", "خدمات السيو",
    "خدمات التسويق الإلكتروني", "التسويق الرقمي",
    # pt
    "otimização de sites", "otimização para motores", "serviços de seo", "primeira página do google", "criação de sites",
    "criação de websites", "desenvolvimento de sites", "lista de e-mails", "banco de dados de e-mails", "marketing digital",
    # ru
    "продвижение сайтов", "продвижение сайта", "продвижение вашего сайта", "раскрутка сайтов", "раскрутка сайта",
    "seo продвижение", "seo-продвижение", "создание сайтов", "разработка сайтов", "база адресов", "базы данных предприятий",
    "рассылка писем", "email рассылка", "рекламная рассылка", "первые места в яндексе", "топ яндекса", "топ google",
    # uk
    "просування сайтів", "просування сайту", "просування вашого сайту", "розкрутка сайтів", "seo просування",
    "seo-просування", "створення сайтів", "розробка сайтів", "база адрес", "рекламна розсилка", "розсилка листів",
)  # fmt: skip

# An account that is said to end.
ACCOUNT = (
    # en
    "your mailbox is full", "your mailbox is almost full", "mailbox is almost full", "your mailbox has exceeded",
    "mailbox has exceeded", "exceeded your mailbox", "exceeded its storage", "exceeded the storage limit",
    "storage limit has been reached", "mailbox quota", "email quota", "webmail account", "your password will expire",
    "your password expires", "password is due to expire", "your account will be deactivated",
    "your account will be suspended", "your account has been suspended", "your account has been limited",
    "your mailbox will be deactivated", "your mailbox will be closed", "your email account will be",
    "pending incoming messages", "undelivered incoming messages", "unusual sign-in activity", "validate your mailbox",
    "verify your mailbox", "upgrade your mailbox", "re-validate your mailbox", "keep your current password",
    "keep the same password",
    # fr
    "votre boîte mail est pleine", "votre boîte aux lettres est pleine", "votre boîte de réception est pleine",
    "quota de votre boîte", "votre messagerie a atteint", "votre boîte mail a dépassé", "votre compte sera désactivé",
    "votre compte sera suspendu", "votre compte a été suspendu", "votre compte a été limité", "votre mot de passe expire",
    "votre mot de passe va expirer",
    # es
    "su buzón está lleno", "su buzón está casi lleno", "buzón de correo está lleno", "ha superado el límite de su buzón",
    "cuota de su buzón", "su cuenta será desactivada", "su cuenta será suspendida", "su cuenta ha sido suspendida",
    "su cuenta ha sido limitada", "su contraseña caducará", "su contraseña expira",
    # ar
    "صندوق بريدك ممتلئ", "بريدك الإلكتروني ممتلئ", "تجاوز صندوق بريدك", "سيتم إيقاف حسابك", "سيتم تعطيل حسابك",
    "سيتم إغلاق حسابك", "تم تعليق حسابك", "ستنتهي صلاحية كلمة المرور", "كلمة المرور الخاصة بك ستنتهي",
    # pt
    "sua caixa de correio está cheia", "a sua caixa de correio está cheia", "sua caixa de entrada está cheia",
    "caixa de correio excedeu", "sua conta será desativada", "a sua conta será suspensa", "sua conta será suspensa",
    "sua conta foi suspensa", "sua conta foi bloqueada", "sua senha expira", "sua senha vai expirar",
    # ru
    "ваш почтовый ящик переполнен", "почтовый ящик переполнен", "ящик почти заполнен", "превышена квота", "превысил квоту",
    "ваш аккаунт будет заблокирован", "ваша учетная запись будет", "ваша учётная запись будет", "ваш ящик будет заблокирован",
    "ваш почтовый ящик будет", "срок действия вашего пароля",
    # uk
    "вашу поштову скриньку переповнено", "ваша поштова скринька переповнена", "скринька майже заповнена", "перевищено квоту",
    "ваш обліковий запис буде", "вашу поштову скриньку буде", "вашу скриньку буде заблоковано", "термін дії вашого пароля",
)  # fmt: skip

# Medicines and the like.
PILLS = (
    "viagra", "cialis", "levitra", "viagra online", "canadian pharmacy", "online pharmacy", "cheap meds", "male enhancement",
    "penis enlargement", "weight loss pills", "lose weight fast", "diet pills", "growth hormone", "human growth hormone",
    "для похудения", "для схуднення", "pharmacie en ligne", "farmacia en línea", "farmácia online", "виагра", "сиалис",
    "віагра", "فياجرا",
)  # fmt: skip

# Gain without work.
GAIN = (
    # en
    "bitcoin investment", "crypto investment", "cryptocurrency investment", "forex trading", "bitcoin trading",
    "crypto trading", "trading platform", "double your bitcoin", "double your money", "passive income", "make money online",
    "make money from home", "work from home", "working from home", "home based business", "financial freedom", "extra income",
    "earn money", "earn up to", "guaranteed returns", "guaranteed profit", "investment opportunity", "multi-level", "mlm",
    "online casino", "free spins",
    # fr
    "investissement bitcoin", "investir dans le bitcoin", "crypto-monnaies", "revenu passif", "revenus passifs",
    "gagner de l'argent", "gagnez de l'argent", "travail à domicile", "travailler à domicile", "casino en ligne",
    "opportunité d'investissement",
    # es
    "inversión en bitcoin", "invertir en bitcoin", "invertir en criptomonedas", "ingresos pasivos", "ganar dinero",
    "gane dinero", "gana dinero", "trabajo desde casa", "trabaje desde casa", "casino en línea", "oportunidad de inversión",
    # ar
    "الاستثمار في البيتكوين", "استثمر في البيتكوين", "العملات الرقمية", "دخل إضافي", "دخل سلبي", "اربح المال",
    "اربح من المنزل", "العمل من المنزل", "فرصة استثمارية", "أرباح مضمونة",
    # pt
    "investimento em bitcoin", "investir em bitcoin", "investir em criptomoedas", "renda passiva", "renda extra",
    "ganhar dinheiro", "ganhe dinheiro", "trabalhe em casa", "trabalho em casa", "cassino online",
    "oportunidade de investimento",
    # ru
    "инвестиции в биткоин", "инвестиции в криптовалюту", "заработок в интернете", "пассивный доход", "дополнительный доход",
    "заработок на дому", "работа на дому", "зарабатывайте", "онлайн казино", "онлайн-казино", "гарантированный доход",
    "удвойте свои деньги",
    # uk
    "інвестиції в біткоїн", "інвестиції в криптовалюту", "заробіток в інтернеті", "пасивний дохід", "додатковий дохід",
    "заробляйте", "робота вдома", "гарантований дохід", "подвойте свої гроші",
)  # fmt: skip
