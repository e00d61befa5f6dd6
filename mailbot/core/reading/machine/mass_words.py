"""What mass mail and programs add for whoever reads it: ways out of a list, other ways to see it, that nobody reads answers.

Data only; lower case, compared casefolded.
"""

# Ways out of a list, and links to the same mail as a page.
MASS = (
    # en
    "unsubscribe", "opt out", "opt-out", "email preferences", "mailing preferences", "notification settings",
    "notification preferences", "manage your subscription", "view in browser", "view in your browser",
    "view this email in", "view it in your browser", "view online", "you are receiving this", "you received this email because",
    "you received this message because", "you're receiving this",
    # fr
    "désabonn", "désinscri", "se désinscrire", "version en ligne", "dans votre navigateur", "vous recevez ce",
    # es
    "darse de baja", "darte de baja", "cancelar la suscripción", "cancelar su suscripción", "anular la suscripción",
    "desuscri", "en su navegador", "en tu navegador", "ver en línea", "ha recibido este", "recibe este correo",
    # ar
    "إلغاء الاشتراك", "الغاء الاشتراك", "لإلغاء اشتراك", "إلغاء اشتراك", "عرض في المتصفح", "في المتصفح", "تتلقى هذه الرسالة",
    # pt
    "cancelar a subscrição", "cancelar inscrição", "cancelar a inscrição", "cancelar assinatura", "descadastr",
    "no seu navegador", "no navegador", "ver online", "está a receber este", "está recebendo este", "recebeu este e",
    # ru
    "отписаться", "отписки", "отказаться от рассылки", "отказаться от подписки", "в браузере", "вы получили это",
    "вы получаете это",
    # uk
    "відписатися", "відписатись", "відмовитися від розсилки", "у браузері", "ви отримали цей лист, ", "ви отримуєте ц",
    # de it nl pl
    "abbestellen", "abmelden", "im browser", "disiscri", "annulla l'iscrizione", "nel browser", "uitschrijven", "afmelden",
    "in uw browser", "in je browser", "wypisz się", "zrezygnować z subskrypcji", "w przeglądarce",
)  # fmt: skip

# That nobody reads what is answered.
NO_ANSWER = (
    # en
    "do not reply", "don't reply", "do not respond to this", "not monitored", "unmonitored", "cannot be answered",
    "replies to this",
    # fr
    "ne pas répondre", "ne pas y répondre", "ne répondez pas", "n'y répondez pas",
    # es
    "no responda", "no responder a este", "no conteste", "no respondas",
    # ar
    "عدم الرد على", "لا ترد على", "لا تقم بالرد", "عدم الرد",
    # pt
    "não responda", "não responder a", "não responder",
    # ru
    "не отвечайте на", "не отвечать на", "отвечать на него не", "не нужно отвечать", "отвечать не нужно",
    # uk
    "не відповідайте на", "не відповідати на", "відповідати на нього не", "відповідати не потрібно",
    # de it nl pl
    "nicht auf diese", "antworten sie nicht", "non rispondere", "non risponda", "niet te beantwoorden", "niet te reageren",
    "nie odpowiadaj", "nie odpowiadać",
)  # fmt: skip
