"""Why a mail was not delivered, in the words of the servers that refused it. Data only; lower case, compared casefolded.

The reasons are a short closed list, in words that a coordinator understands:

    user_unknown    nobody has this address, or the server does not say who has it
    inactive        the address is there but switched off: suspended, disabled, unpaid, on a provider's suppression list
    moved           the person has another address now, or left
    mailbox_full    the mailbox is full (RFC 3463: x.2.2)
    host_unknown    the domain does not exist, has no mail server, or is written wrongly
    too_large       the mail is larger than the recipient or a server accepts
    spam            the mail was taken for spam or carries a virus or a forbidden attachment
    blocked         our server or address is refused: block list, reputation, too many mails or connections
    rejected        refused by a rule: not authorised, relaying denied, policy, a closed list, the recipient's own filter
    loop            the mail went in circles
    expired         the other server could not be reached, or asked for patience, until the time was over
    server_error    a server on the way is broken, full or misconfigured
    other           the report does not say, or we do not understand it
"""

# What is said without any doubt, before the status is asked. The first line with one of its phrases in the text decides.
CLEAR_REASONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Limits on the sender speak of quotas too.
    ("blocked", (
        "sending quota", "sending limit", "user sending", "rate limit", "ratelimit", "limited the rate", "exceeded the rate",
        "too many messages from", "too many connections", "too many concurrent", "too much mail from", "throttl",
    )),
    ("mailbox_full", (
        # en
        "mailbox full", "mailbox is full", "mail box full", "mail box is full", "full mailbox", "inbox is full", "inbox full",
        "mailfolder is full", "user is full", "account is full", "storage is full", "over quota", "overquota", "over-quota",
        "over the quota", "over its quota", "over their quota", "over disk quota", "over the allowed quota", "over the maximum",
        "quota exceed", "quotaexceed", "quota violation", "quota reached", "quota usage exceed", "exceeded quota",
        "exceeds quota", "exceeds its quota", "exceeded its quota", "exceeded their quota", "exceeding its mailbox quota",
        "exceeding their quota", "exceeded the quota", "disk quota", "disc quota", "diskquota", "mail quota", "mailbox quota",
        "storage quota", "user quota", "maildir over", "exceeded storage", "exceeded the storage", "out of storage",
        "storage allocation", "storage limit", "storage capacity", "not enough storage space", "no storage space",
        "mailbox exceeds", "mailbox has exceeded", "mailbox would exceed", "mailbox exceeded", "mailbox size limit",
        "size limit on user", "exceeds the maximum size allowed for mail delivery", "does not have enough space",
        "has too many messages on the server", "space has been used up", "recipient's mailbox exceeded the local limit",
        "maximum allowed storage", "exceeding receiving limits", "too much mail data", "no space left in mailbox",
        "outofstorage",
        # fr
        "boîte aux lettres pleine", "boite aux lettres pleine", "boîte aux lettres du destinataire est pleine",
        "boîte est pleine", "boite est pleine", "boîte de réception est pleine", "boite du destinataire pleine", "boîte pleine",
        "quota dépassé", "dépassé son quota", "boîte aux lettres est saturée",
        # es
        "buzón lleno", "buzón está lleno", "buzon lleno", "buzón de correo lleno", "buzón del destinatario está lleno",
        "bandeja de entrada está llena", "cuota excedida", "excedido la cuota", "excedido su cuota", "superado la cuota",
        # pt
        "caixa de correio cheia", "caixa de correio está cheia", "caixa postal cheia", "caixa postal está cheia",
        "caixa de entrada está cheia", "caixa de correio do destinatário está cheia", "cota excedida", "quota excedida",
        "excedeu a cota", "excedeu a quota",
        # ru
        "ящик переполнен", "ящик получателя переполнен", "ящик заполнен", "переполнен почтовый ящик", "превышена квота",
        "квота превышена", "превышен лимит ящика", "нет места в почтовом ящике",
        # uk
        "скринька переповнена", "скринька одержувача переповнена", "скриньку переповнено", "перевищено квоту",
        "квоту перевищено",
        # ar
        "صندوق البريد ممتلئ", "علبة البريد ممتلئة", "صندوق الوارد ممتلئ", "صندوق بريد المستلم ممتلئ", "تجاوز الحصة",
        # de
        "postfach ist voll", "postfach voll", "mailbox ist voll", "mailbox voll", "postfach des empfängers ist voll",
        "speicherplatz", "postfachgröße überschritten", "quota überschritten", "kontingent",
        # it
        "casella piena", "casella è piena", "casella di posta piena", "casella di posta è piena", "posta in arrivo è piena",
        "cassetta postale è piena", "quota superata", "spazio esaurito",
        # nl
        "postvak is vol", "postvak vol", "mailbox is vol", "mailbox vol", "quotum overschreden", "postvak in is vol",
        # pl
        "skrzynka jest pełna", "skrzynka pełna", "pełna skrzynka", "skrzynka pocztowa jest pełna", "przepełniona",
        "skrzynka odbiorcza jest pełna", "przekroczon",
        # sv, da, no
        "postlådan är full", "brevlådan är full", "inkorgen är full", "postkassen er fuld", "postboksen er full",
        # tr
        "posta kutusu dolu", "gelen kutusu dolu", "kotası aş",
        # ja, zh, ko
        "容量を超え", "容量超過", "容量オーバー", "メールボックスがいっぱい", "メールボックスが一杯", "受信トレイがいっぱい",
        "邮箱已满", "信箱已满", "收件箱已满", "郵箱已滿", "信箱已滿", "邮箱空间", "邮箱容量", "超出配额", "메일함이 가득",
        "편지함이 가득", "사서함이 꽉", "용량을 초과", "용량 초과",
    )),
    ("too_large", (
        "message too large", "message too big", "message too long", "message is too large", "message is too big",
        "too large to", "message size exceeds", "message size is", "maximum message size", "maximum size for",
        "exceeds size limit", "too big for", "exceeds the size limit", "exceeds maximum message size", "size exceeds",
        "size limit exceeded", "mail size limit", "exceeds the maximum message size", "exceeds maximum size",
        "fixed maximum message size", "exceeds local size limit", "data size exceeds", "exceeds administrative limit",
        "exceeds my databytes limit", "message size limit", "sizeexceeded", "larger than the", "maximum size the user accepts",
        "max message size", "exceeded the maximum allowed size", "message trop volumineux", "message est trop volumineux",
        "taille maximale", "demasiado grande", "tamaño máximo", "mensagem muito grande", "demasiado grande", "tamanho máximo",
        "слишком большое", "слишком велик", "превышает допустимый размер", "превышает максимальн", "завелик",
        "перевищує допустимий розмір", "كبيرة جدا", "كبير جدًا", "حجم الرسالة", "nachricht zu groß", "nachricht ist zu groß",
        "maximale größe", "größenbeschränkung", "messaggio troppo grande", "dimensione massima", "bericht is te groot",
        "zbyt duża", "för stort", "çok büyük", "サイズが大きすぎ", "サイズ制限", "邮件太大", "邮件过大", "郵件太大",
        "너무 큽니다",
    )),
    ("loop", (
        "loops back to myself", "too many hops", "maximum hop count", "hop count exceeded", "mail loop", "mail forwarding loop",
        "routing loop", "forwarded more than the maximum", 'too many "received"', "too many received", "loop detected",
        "looping", "duplicated message-id", "loopdetected", "boucle", "bucle de correo", "зациклив", "schleife",
    )),
    ("moved", (
        "has moved", "user moved", "mailbox moved", "address has changed", "address changed", "changed address",
        "new address is", "has a new address", "has been replaced by", "no longer works here", "no longer works at",
        "has left the", "left our company", "no longer on server", "not local; please try", "please try <",
        "a changé d'adresse", "ha cambiado de dirección", "mudou de endereço", "сменил адрес", "змінив адресу", "neue adresse",
        "recipient has moved",
    )),
    ("inactive", (
        "account has been disabled", "account is disabled", "account disabled", "account that you tried to reach is disabled",
        "account that you tried to reach is inactive", "mailbox disabled", "mailbox is disabled", "mailbox has been disabled",
        "user is disabled", "user disabled", "account inactive", "account is inactive", "mailbox is inactive",
        "user is inactive", "inactive user", "inactive mailbox", "inactive account", "inactive recipient", "invalid/inactive",
        "has been inactive", "suspended", "deactivated", "account is locked", "account locked",
        "account is temporarily limited", "account expired", "account has expired", "account is closed", "mailbox closed",
        "administratively disabled", "administrativley disabled", "discontinued", "user unknown or not accepting",
        "suppression list", "on the suppression", "previously bounced", "unpaid", "recipient suspend", "currently suspended",
        "no longer active", "is not accepting mail", "non-activated", "compte désactivé", "compte a été désactivé",
        "cuenta desactivada", "cuenta está inactiva", "cuenta suspendida", "conta desativada", "conta está inativa",
        "conta suspensa", "аккаунт заблокирован", "ящик заблокирован", "ящик отключен", "почтовый ящик неактивен", "неактивен",
        "обліковий запис заблоковано", "скриньку заблоковано", "تم تعطيل الحساب", "الحساب معطل", "konto ist deaktiviert",
        "konto wurde deaktiviert", "postfach deaktiviert", "account disattivato", "konto zostało wyłączone", "账号已停用",
        "帐号被冻结", "账户已被禁用", "계정이 사용 중지",
    )),
    ("spam", (
        "looks like spam", "detected as spam", "considered spam", "considered as spam", "identified as spam",
        "classified as spam", "is spam", "spam detected", "spam message", "spam content", "spam score", "spam mail",
        "spam filter", "spamassassin", "likely spam", "suspected spam", "possible spam", "probable spam", "as spam",
        "unsolicited", "junk mail", "bulk mail", "virus found", "virus detected", "contains a virus", "contained a virus",
        "virus in", "malware", "phishing", "infected", "message content rejected", "content rejected", "banned attachment",
        "banned contents", "prohibited attachment", "illegal attachment", "attachment type", "file attachment blocked",
        "message filtered", "message blocked", "courrier indésirable", "correo no deseado", "похоже на спам", "является спамом",
        "спам", "بريد مزعج", "垃圾邮件", "迷惑メール", "스팸",
    )),
    ("blocked", (
        "blacklist", "black list", "blocklist", "block list", "blocked using", "blocked by", "spamhaus", "spamcop",
        "barracudacentral", "sorbs.net", "rbl.", "dnsbl", "uceprotect", "senderscore", "reputation", "banned sending ip",
        "ip address blocked", "your ip", "client host rejected", "client host blocked", "client address",
        "cannot find your hostname", "cannot find your reverse", "reverse dns", "ptr record", "no ptr", "rdns",
        "helo command rejected", "my name was rejected", "invalid helo", "greeting failed", "temporarily deferred due to",
        "unusual rate", "suspicious", "connection rejected", "has been blocked", "from your network", "access from ip",
        "poor reputation", "заблокирован ip", "is listed", "are listed", "currently listed", "denylist",
    )),
    ("user_unknown", (
        "user unknown", "unknown user", "no such user", "user not found", "no such recipient", "unknown recipient",
        "recipientnotfound", "recipnotfound", "no mailbox here by that name", "does not like recipient",
        "recipient address rejected: access denied", "mailbox unavailable or access denied",
        "email account that you tried to reach does not exist", "unknown local",
    )),
    ("rejected", (
        "relaying denied", "relay denied", "relay access denied", "relaying not", "unable to relay", "cannot relay",
        "can't relay", "relay not permitted", "relaying is prohibited", "we do not relay", "relaying mail", "relay failed",
        "no relaying", "sender rejected", "sender address rejected", "sender was rejected", "sender denied",
        "sender not allowed", "bad sender", "sender is not authorized", "not authorized to send", "authentication required",
        "authentication is required", "smtp auth", "authenticate first", "dmarc", "spf check", "spf fail", "dkim",
        "policy violation", "violates", "local policy", "security policy", "policy restrictions", "for policy reasons",
        "administrative prohibition", "not accepting mail from", "refused due to recipient preferences", "recipient's filter",
        "user refuses", "user reject", "blocked by the recipient", "restricted", "only accepts mail from",
        "only accepting mail from", "not a member", "non-member", "members only", "not permitted to", "access denied",
        "prohibited", "unauthorized", "authorization", "message was rejected by the recipient", "user rules",
        "recipient id refuse",
    )),
)  # fmt: skip

# What says less, asked after the status. The first line with one of its phrases in the text decides.
LIKELY_REASONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("server_error", ("disk full", "disk is full", "no space left on device", "queue is full")),
    ("mailbox_full", ("is full", "box full", "quota")),
    ("host_unknown", (
        # en
        "host unknown", "unknown host", "domain not found", "host not found", "no such domain", "no such host", "nxdomain",
        "name service error", "name server error", "unknown domain", "domain unknown", "domain does not exist",
        "domain doesn't exist", "domain doesnt exist", "unrouteable mail domain", "unroutable mail domain",
        "unrouteable domain", "unroutable domain", "couldn't find any host", "no mx", "null mx", "nullmx", "mx record",
        "mx or a", "bad destination host", "illegal host/domain", "cannot resolve", "could not resolve", "can't resolve",
        "dns error", "dns failure", "dns lookup", "dns resolution", "name or service not known", "unable to resolve",
        "couldn't find a mail exchanger", "host or domain name not found", "not a valid domain", "invalid domain",
        "host lookups failed", "point to non-existent hosts", "lookup failed", "domain couldn't be found",
        "domain could not be found", "remote domain doesn", "bad destination system", "no route to domain",
        "could not find a gateway", "server for this domain does not exist", "all relevant mx", "non-existent domain",
        "domain name not found", "address lookup", "unrouteable address", "unroutable address", "unrouteable mail",
        # fr, es, pt
        "domaine introuvable", "domaine est introuvable", "domaine inconnu", "dominio no encontrado",
        "no se encontró el dominio", "no se ha encontrado el dominio", "dominio no existe", "domínio não encontrado",
        "domínio não foi encontrado", "domínio não existe",
        # ru, uk, ar
        "домен не найден", "домен не существует", "домена не существует", "домен не знайдено", "домен не існує",
        "تعذر العثور على النطاق", "لم يتم العثور على النطاق", "النطاق غير موجود",
        # de, it, nl, pl, ja, zh, ko
        "domain wurde nicht gefunden", "domäne", "domain existiert nicht", "dominio non trovato", "dominio non esiste",
        "domein niet gevonden", "domena nie istnieje", "ドメインが見つかり", "ドメインが存在しません", "找不到域", "域名不存在",
        "도메인을 찾을 수 없",
    )),
    ("user_unknown", (
        # en
        "user unknown", "unknown user", "no such user", "user not found", "no such recipient", "recipient unknown",
        "unknown recipient", "no mailbox here", "mailbox not found", "mailbox unavailable", "mailbox unknown",
        "unknown mailbox", "recipient not found", "does not exist", "doesn't exist", "doesnt exist", "not exist",
        "unknown address", "address unknown", "not a valid mailbox", "invalid recipient", "invalid mailbox", "no such mailbox",
        "unknown local", "bad destination mailbox", "no such address", "recipient address rejected", "not our customer",
        "not listed in domino", "not listed in public", "is not a valid", "doesn't have a", "doesn't have an account",
        "does not have an account", "no account", "is unknown", "no such person", "is not known", "invalid user",
        "recipient rejected", "rejected recipient", "unknown account", "mailbox does not", "addressee unknown",
        "not recognized", "not recognised", "unrecognised-or-name", "unrecognized-or-name", "no valid recipients",
        "unknown or illegal alias", "bad address", "not in directory", "alias unknown", "recipientnotfound", "recipnotfound",
        "this user doesn't", "illegal user", "no longer available", "no longer valid", "no longer accept", "no longer in use",
        "unknown e-mail", "unknown email", "bad recipient", "invalid address", "user does not", "not found in directory",
        "nonexistent", "non-existent", "no one at this address", "user_unknown", "addresses were unknown",
        "does not like recipient", "badrcptto", "not a known user", "not a local address", "recipient is not local",
        "not found", "couldn't be found", "could not be found", "wasn't found", "was not found",
        "no matches to nameserver query", "rejected address", "cannot accept user", "isn't in my control file",
        "missing home directory", "mailbox is unavailable", "address rejected", "not local", "not listed", "no longer works",
        "no longer exist", "no longer employed", "address error", "no mail box", "is not registered",
        # fr
        "destinataire inconnu", "utilisateur inconnu", "utilisateur non recens", "n'existe pas", "adresse introuvable",
        "l'adresse est introuvable", "introuvable", "inconnu", "destinataire invalide",
        # es
        "usuario desconocido", "destinatario desconocido", "no existe", "no se ha encontrado la dirección",
        "no se encontró la dirección", "dirección no encontrada", "no se ha encontrado", "no se encontró",
        "destinatario no válido",
        # pt
        "usuário desconhecido", "utilizador desconhecido", "destinatário desconhecido", "não existe", "endereço não encontrado",
        "endereço não foi encontrado", "não foi encontrado", "usuário não encontrado",
        # ru
        "не существует", "не найден", "нет такого пользователя", "неизвестный пользователь", "пользователь неизвестен",
        "неизвестный получатель", "нет такого ящика", "неправильный адрес",
        # uk
        "не існує", "не знайдено", "невідомий користувач", "невідомий одержувач", "немає такого користувача",
        # ar
        "غير موجود", "لم يتم العثور على العنوان", "تعذر العثور على العنوان", "تعذر العثور على عنوان", "لا يوجد مستخدم",
        "مستخدم غير معروف",
        "عنوان غير صحيح",
        # de
        "unbekannt", "existiert nicht", "nicht gefunden", "nicht vorhanden", "ungültige adresse", "adresse ungültig",
        # it
        "sconosciuto", "non esiste", "indirizzo non trovato", "non trovato", "inesistente",
        # nl, pl, sv, da, no
        "bestaat niet", "niet gevonden", "onbekend", "nie istnieje", "nie znaleziono", "nieznany", "finns inte",
        "hittades inte", "okänd", "findes ikke", "finnes ikke", "ukendt", "ukjent",
        # tr
        "bulunamadı", "mevcut değil", "bilinmeyen kullanıcı",
        # ja, zh, ko
        "存在しません", "見つかりません", "宛先不明", "ユーザーが不明", "アドレス不明", "リストにありません", "不存在",
        "找不到", "查无此人", "无此用户", "無此用戶", "찾을 수 없", "존재하지 않",
    )),
    ("server_error", (
        "system error", "server error", "internal error", "configuration error", "local error", "insufficient system",
        "disk full", "no space left on device", "insufficient disk space", "out of memory", "not enough free space",
        "local delivery failed", "can't create output", "cannot create", "command died with status", "exited with", "i/o error",
        "operating system error", "error writing", "permission denied", "tls", "certificate", "command not recognized",
        "syntax error", "protocol error", "bad command", "unrecognized command", "conversion to internet format failed",
        "mailer error", "lmtp error", "service unavailable", "transport error", "pipe to", "child status 100", "ldap",
        "out of resources", "insufficient storage", "insufficient resources",
    )),
    ("expired", (
        "retry timeout", "retry time not reached", "timed out", "time out", "timeout", "timeexpired", "time-expired", "expired",
        "in the queue too long", "queue too long", "too old", "could not connect", "couldn't connect", "unable to connect",
        "cannot connect", "can't connect", "connection refused", "connection reset", "connection dropped", "connection failed",
        "connection timed", "connection closed", "lost connection", "establish an smtp connection", "host down", "host is down",
        "unreachable", "not reachable", "no route to host", "network error", "gave up", "all hosts have been failing",
        "temporar", "try again", "greylist", "graylist", "not responding", "not respond", "did not respond", "not available",
        "unavailable or busy", "server busy", "unavailable", "not been delivered", "deferred", "could not be delivered for",
        "not delivered within", "unable to deliver for", "has not been collected", "delay", "délai", "tiempo de espera",
        "tempo limite", "время ожидания", "истекло", "задерж", "затрим", "zeitüberschreitung", "nicht erreichbar",
        "non raggiungibile", "タイムアウト", "超时", "시간 초과",
    )),
    ("rejected", (
        "not authorized", "not authorised", "not permitted", "relay", "policy", "rejected", "refused", "not accepted", "denied",
        "not allowed", "blocked", "declined", "unacceptable", "authenticat", "refusé", "rechazad", "rejeitad", "recusad",
        "отклонен", "отказ", "відхилен", "مرفوض", "abgelehnt", "rifiutat", "geweigerd", "odrzucon", "avvisad", "拒否", "拒绝",
        "被退", "거부",
    )),
    ("mailbox_full", ("552 requested mail action aborted",)),
    ("spam", ("spam",)),
)  # fmt: skip

# What a status means (RFC 3463, 3, without its class), where no clear words say otherwise.
STATUS_REASONS: dict[str, str] = {
    "1.0": "user_unknown", "1.1": "user_unknown", "1.2": "host_unknown", "1.3": "user_unknown", "1.4": "user_unknown",
    "1.6": "moved", "1.7": "rejected", "1.8": "rejected", "1.10": "user_unknown",
    "2.0": "user_unknown", "2.1": "inactive", "2.2": "mailbox_full", "2.3": "too_large", "2.4": "server_error",
    "3.1": "server_error", "3.2": "server_error", "3.3": "server_error", "3.4": "too_large", "3.5": "server_error",
    "4.1": "expired", "4.2": "expired", "4.3": "server_error", "4.4": "host_unknown", "4.5": "expired", "4.6": "loop",
    "4.7": "expired",
    "5.0": "server_error", "5.1": "server_error", "5.2": "server_error", "5.3": "server_error", "5.4": "server_error",
    "6.0": "rejected",
    "7.0": "rejected", "7.1": "rejected", "7.2": "rejected", "7.8": "rejected", "7.23": "rejected", "7.24": "rejected",
    "7.25": "blocked", "7.26": "rejected",
}  # fmt: skip

# Those that decide before the likely words do: servers write any sentence behind them.
DECIDING_STATUS = frozenset({"1.1", "1.2", "1.6", "2.2", "2.3", "3.4", "4.6", "4.7"})
