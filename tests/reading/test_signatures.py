"""What programs, houses and people put under a mail is told from what the person wrote, in many languages."""

import pytest

from mailbot.core.message import Address
from mailbot.core.reading.history.reply_text import divide_text

SAID = "Two maps are missing.\n\nPlease send them before Friday."
AMINA = Address("Amina Diallo", "amina@field.example")

MOBILE = {
    "en": [
        "Sent from my iPhone", "Sent from my iPad Pro", "Sent from my Galaxy", "Sent from my Samsung Galaxy smartphone.",
        "Sent from Samsung Mobile", "Sent via the Samsung Galaxy A14, an AT&T 5G smartphone",
        "Get Outlook for iOS<https://aka.example/o0ukef>", "Get [Outlook for Android](https://aka.example/AAb9ysg)",
        "Sent from Outlook for iOS", "Sent from Yahoo Mail on Android", "Sent from Yahoo Mail for iPhone",
        "Sent from Mail for Windows 10",
        "Sent from my BlackBerry 10 smartphone on the MTN network.", "Sent from my BlackBerry® wireless device",
        "Sent from my HUAWEI P30 lite", "Sent from Xiaomi Mobile", "Sent from my Xiaomi", "Sent from Proton Mail for iOS",
        "Sent with Proton Mail secure email.", "Sent with [Proton Mail](https://proton.example/) secure email.",
        "Sent from Spark", "Sent with Spark", "Sent from AOL on Android", "Sent from my mobile device, please excuse typos.",
        "Sent from my phone. Please excuse my brevity.", "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
        "Sent using Zoho Mail", "Sent from mail.ru app for Android", "Sent from myMail for iOS", "Sent via Superhuman iOS",
        "Sent from my Verizon, Samsung Galaxy smartphone", "Sent from my Nokia phone", "Sent from my TECNO Spark",
    ],
    "fr": [
        "Envoyé de mon iPhone", "Envoyé depuis mon iPhone", "Envoyé de mon iPad", "Envoyé depuis mon Galaxy",
        "Envoyé depuis mon smartphone Samsung Galaxy.", "Envoyé de mon téléphone Android", "Obtenir Outlook pour Android",
        "Télécharger Outlook pour iOS<https://aka.example/o0ukef>", "Envoyé depuis Outlook pour iOS",
        "Envoyé à partir de Outlook pour Android", "Envoyé à partir de Yahoo Mail pour iPhone",
        "Envoyé depuis l'application Mail Orange",         "Envoyé de mon mobile Orange",
        "Envoyé avec la messagerie sécurisée Proton Mail.", "Envoyé à partir de Courrier pour Windows",
        "Envoyé de mon appareil Android avec Courriel K-9 Mail. Veuillez excuser ma brièveté.", "Envoye de mon iPhone",
        "Message envoyé depuis mon portable Huawei", "Envoyé depuis mon Huawei",
    ],
    "es": [
        "Enviado desde mi iPhone", "Enviado desde mi iPad", "Enviado desde mi Galaxy", "Enviado desde mi teléfono Huawei",
        "Enviado desde mi Samsung Mobile de Claro", "Obtener Outlook para iOS",
        "Obtén Outlook para Android<https://aka.example/x>",
        "Enviado desde Outlook para Android", "Enviado desde Yahoo Mail para Android", "Enviado desde Correo para Windows",
        "Enviado con el correo seguro de Proton Mail.", "Enviado desde mi dispositivo móvil", "Enviado desde mi Xiaomi",
        "Enviado desde mi dispositivo Android con K-9 Mail. Por favor, disculpa mi brevedad.",
    ],
    "ar": [
        "أرسلت من الـ iPhone", "أُرسلت من الـ iPhone", "تم الإرسال من جهاز iPhone", "أرسلت من هاتفي",
        "تم الإرسال من هاتف Galaxy الخاص بي",
        "الحصول على Outlook لـ iOS", "الحصول على Outlook for Android<https://aka.example/x>",
        "تم الإرسال من هاتفي الذكي Huawei",
        "مرسل من Yahoo Mail على Android", "تم الإرسال من البريد لـ Windows", "ارسلت من هاتف سامسونج",
    ],
    "pt": [
        "Enviado do meu iPhone", "Enviado a partir do meu smartphone Samsung Galaxy.", "Enviado do meu Galaxy",
        "Obter o Outlook para iOS",
        "Obter o Outlook para Android<https://aka.example/x>", "Enviado do Yahoo Mail para iPhone",
        "Enviado do Outlook para Android",
        "Enviado a partir do Correio para Windows", "Enviado do meu telemóvel", "Enviado do meu celular",
        "Enviado pelo meu Xiaomi",
    ],
    "ru": [
        "Отправлено с iPhone", "Отправлено с моего iPhone", "Отправлено с iPad", "Отправлено с моего Galaxy",
        "Отправлено со смартфона Samsung Galaxy", "Отправлено с моего смартфона Samsung Galaxy.",
        "Отправлено из мобильной Яндекс.Почты", "Отправлено из мобильной Почты Mail.ru",
        "Отправлено из Почты Mail.ru для Android",
        "Отправлено из Mail.ru для iOS", "Получить Outlook для Android", "Скачать Outlook для iOS",
        "Отправлено из Outlook для Android", "Отправлено с мобильного устройства с помощью\nЯндекс.Почты http://mail.example",
        "Отправлено с устройства Huawei", "Отправлено с моего телефона HUAWEI", "Отправлено с телефона Xiaomi",
        "Отправлено с помощью защищённой электронной почты Proton Mail.", "Отправлено из почтового приложения Windows",
    ],
    "uk": [
        "Надіслано з iPhone", "Надіслано з мого iPhone", "Надіслано з iPad", "Надіслано з мого Galaxy",
        "Надіслано з мого смартфону Samsung Galaxy.", "Відправлено з мобільного пристрою через пошту UKR.NET",
        "Надіслано з мобільного додатку UKR.NET", "Завантажити Outlook для Android", "Отримати Outlook для iOS",
        "Надіслано з Yahoo Пошти на Android", "Надіслано з Пошти для Windows", "Відправлено з мого телефону",
        "Надіслано із захищеної пошти Proton Mail.",
    ],
    "de": [
        "Von meinem iPhone gesendet", "Von meinem Samsung Galaxy Smartphone gesendet.", "Gesendet mit der GMX Mail App",
        "Diese Nachricht wurde von meinem Android-Mobiltelefon mit WEB.DE Mail gesendet.", "Gesendet von Outlook für Android",
        "Outlook für iOS beziehen", "Holen Sie sich Outlook für iOS", "Gesendet von Mail für Windows",
        "Von meinem Huawei-Mobiltelefon gesendet", "Von Yahoo Mail auf Android gesendet", "Gesendet mit der Telekom Mail App",
    ],
    "it": ["Inviato da iPhone", "Inviato dal mio iPad", "Inviato dal mio Galaxy", "Scarica Outlook per Android",
           "Ottieni Outlook per iOS", "Inviato da Yahoo Mail su Android", "Inviato da Posta per Windows",
           "Inviato da Libero Mail per Android"],
    "nl": ["Verstuurd vanaf mijn iPhone", "Verzonden vanaf mijn Galaxy", "Download Outlook voor Android",
    "Outlook voor iOS downloaden",
           "Verzonden met Proton Mail", "Verzonden vanuit Outlook voor Android", "Verzonden via Yahoo Mail op Android"],
    "pl": ["Wysłane z iPhone'a", "Wysłano z iPhone", "Wysłano z mojego smartfonu Samsung Galaxy.",
    "Pobierz Outlook dla systemu Android",
           "Wysłane z aplikacji Poczta do systemu Windows", "Wysłano z programu Outlook dla systemu Android",
           "Wysłano z urządzenia Huawei"],
    "sv": ["Skickat från min iPhone", "Skickat från min Samsung Galaxy-smartphone.", "Hämta Outlook för Android",
    "Skickades från Outlook för iOS"],
    "da": ["Sendt fra min iPhone", "Sendt fra min Galaxy", "Hent Outlook til Android", "Sendt fra Outlook til iOS"],
    "no": ["Sendt fra min iPhone", "Sendt fra min Galaxy", "Få Outlook for iOS", "Skaff deg Outlook for Android"],
    "fi": ["Lähetetty iPhonesta", "Lähetetty Galaxy-laitteestani", "Hanki Outlook for Android",
               "Lähetetty Outlook for iOS -sovelluksesta"],
    "tr": ["iPhone'umdan gönderildi", "Galaxy cihazımdan gönderildi", "Android için Outlook'u edinin",
    "iPhone’umdan gönderildi"],
    "zh": ["从我的iPhone发送", "发自我的iPhone", "發自我的 iPhone", "从我的华为手机发送", "发自我的小米手机",
    "发自我的华为手机", "获取 Outlook for iOS",
           "发自 QQ邮箱", "发自我的网易邮箱", "来自我的iPad", "從我的iPhone傳送"],
    "ja": ["iPhoneから送信", "私のiPadから送信", "Androidから送信", "Outlook for Android を入手", "Galaxyから送信",
               "Xperiaから送信されました"],
    "ko": ["나의 iPhone에서 보냄", "내 iPad에서 보냄", "Galaxy에서 보냄", "iOS용 Outlook 다운로드", "내 갤럭시에서 보냄"],
    "cs": ["Odesláno z iPhonu", "Získejte Outlook pro Android", "Odesláno z mého telefonu Galaxy"],
    "ro": ["Trimis de pe iPhone", "Trimis de pe iPhone-ul meu", "Obțineți Outlook pentru Android"],
    "hu": ["Elküldve az iPhone-omról", "iPhone-ról küldve", "Outlook beszerzése Android-eszközre"],
    "el": ["Στάλθηκε από το iPhone μου", "Λήψη του Outlook για Android"],
    "he": ["נשלח מה-iPhone שלי", "\u200fנשלח מה-Galaxy שלי", "הורד את Outlook עבור Android"],
    "fa": ["ارسال شده از iPhone من", "از iPhone من ارسال شده", "ارسال شده از گوشی Galaxy من"],
    "id": ["Dikirim dari iPhone saya", "Dapatkan Outlook untuk Android"],
    "vi": ["Đã gửi từ iPhone của tôi", "Được gửi từ iPhone của tôi", "Tải Outlook cho Android"],
}  # fmt: skip

LEGAL = {
    "en": [
        "This e-mail and any attachments are confidential and intended solely for the addressee. If you are not the named "
        "addressee you should not disseminate, distribute or copy this e-mail.",
        "CONFIDENTIALITY NOTICE: The contents of this email message and any attachments are intended solely for the "
            "addressee(s).",
        "DISCLAIMER: The information transmitted is intended only for the person or entity to which it is addressed.",
        "Please consider the environment before printing this e-mail.",
        "P Please think of the environment before you print this.",
        "This email has been scanned for viruses by MailScanner, and is believed to be clean.", "Virus-free. www.avast.example",
        "This message and its attachments are for the addressee. Any urgent matter must be confirmed by letter.",
        "The views expressed in this message are those of the sender and do not necessarily reflect those of the agency.",
    ],
    "fr": [
        "Ce message et les pièces jointes sont confidentiels et réservés à l'usage exclusif de ses destinataires.",
        "Ce courriel est confidentiel. Si vous n’en êtes pas le destinataire, veuillez le supprimer et avertir l’expéditeur.",
        "AVIS DE CONFIDENTIALITÉ : ce message peut contenir des renseignements protégés et confidentiels.",
        "Avant d'imprimer ce courriel, pensez à l'environnement.", "Sans virus. www.avast.example",
        "L'absence de virus dans ce courrier électronique a été vérifiée par le logiciel antivirus Avast.",
    ],
    "es": [
        "Este mensaje y sus anexos son confidenciales y van dirigidos exclusivamente a su destinatario. Si usted no lo "
            "es, elimínelo.",
        "AVISO LEGAL: Este correo electrónico puede contener información privilegiada para uso exclusivo de su destinatario.",
        "Antes de imprimir este mensaje, piense en el medio ambiente.", "Libre de virus. www.avast.example",
    ],
    "ar": [
        "هذه الرسالة ومرفقاتها سرية ومخصصة للمرسل إليه المقصود فقط. إذا استلمت هذه الرسالة عن طريق الخطأ، يرجى حذفها.",
        "إخلاء مسؤولية: المعلومات الواردة في هذا البريد الإلكتروني سرية وموجهة إلى الشخص المعني وحده دون غيره من الناس.",
        "يرجى مراعاة البيئة قبل طباعة هذه الرسالة.", "خالٍ من الفيروسات www.avast.example",
    ],
    "pt": [
        "Esta mensagem e seus anexos são confidenciais e destinam-se exclusivamente ao destinatário. Se não for o destinatário, "
        "elimine-a de imediato.", "Antes de imprimir este e-mail pense no ambiente.", "Livre de vírus. www.avast.example",
    ],
    "ru": [
        "Это сообщение и вложения являются конфиденциальными и предназначены только для адресата. Если вы получили его по "
            "ошибке, "
        "удалите его.", "Пожалуйста, подумайте об окружающей среде, прежде чем распечатать это письмо.",
        "Без вирусов. www.avast.example", "Это сообщение проверено на вирусы антивирусом Avast.",
    ],
    "uk": [
        "Це повідомлення та додатки є конфіденційними і призначені лише для адресата. Якщо ви отримали його помилково, "
            "видаліть його.",
        "Подумайте про довкілля, перш ніж друкувати цей лист.", "Вірусів немає. www.avast.example",
    ],
    "de": [
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie "
            "bitte den Absender.",
        "Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.", "Virenfrei. www.avast.example",
    ],
    "it": ["Le informazioni contenute in questa email sono riservate e destinate esclusivamente al destinatario sopra indicato.",
           "Prima di stampare questa mail pensa all'ambiente."],
    "nl": ["Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde. Anders graag verwijderen.",
           "Denk aan het milieu voordat u deze e-mail afdrukt."],
    "pl": ["Niniejsza wiadomość jest poufna i przeznaczona wyłącznie dla adresata. Jeżeli nie są Państwo adresatem, "
        "prosimy ją usunąć.",
           "Pomyśl o środowisku, zanim wydrukujesz tę wiadomość."],
    "sv": ["Detta meddelande är konfidentiellt och endast avsett för mottagaren. Radera det om du fått det av misstag.",
           "Tänk på miljön innan du skriver ut detta mejl."],
    "da": ["Denne meddelelse er fortrolig og kun beregnet for modtageren. Slet den, hvis du har modtaget den ved en fejl."],
    "fi": ["Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle. Jos sait sen virheellisesti, poista se."],
    "tr": ["Bu e-posta gizli bilgiler içerebilir ve yalnızca alıcısına yöneliktir. Yanlışlıkla aldıysanız lütfen silin."],
    "zh": ["本邮件及其附件含有机密信息，仅供指定收件人使用。如果您误收本邮件，请删除并通知发件人。"],
    "ja": ["このメールには機密情報が含まれています。誤って受信された場合は、送信者に通知の上、削除してください。宛先以外の"
        "方の使用は禁止します。"],
    "ko": ["이 메일은 기밀 정보를 포함할 수 있으며 지정된 수신인만을 위한 것입니다. 잘못 받으신 경우 삭제해 주십시오."],
}  # fmt: skip

LISTS = [
    "Sent from Somemail <https://somemail.example/>",
    "_______________________________________________\nmine-info mailing "
        "list\nmine-info@lists.example\nhttp://lists.example/listinfo/mine-info",
    "-- \nYou received this message because you are subscribed to the Google Groups \"mines\" group.\nTo unsubscribe from "
        "this group, "
    "send an email to mines+unsubscribe@groups.example.",
    "Vous recevez ce message car vous êtes abonné au groupe « mines ».\nPour vous désabonner, écrivez à mines@groupes.example.",
    "Has recibido este mensaje porque estás suscrito al grupo «minas».",
    "لإلغاء الاشتراك في هذه القائمة أرسل رسالة إلى list@example.org",
    "Вы получили это сообщение, поскольку подписаны на группу «Мины».",
    "Ви отримали це повідомлення, оскільки підписалися на групу «Міни».",
]  # fmt: skip

CLOSINGS = [
    "Kind regards,", "Best regards", "Yours sincerely,", "Cordialement,", "Bien à vous,", "Saludos cordiales,", "Atentamente",
    "مع التحية،", "وتفضلوا بقبول فائق الاحترام،", "Atenciosamente,", "Com os melhores cumprimentos,", "С уважением,",
    "С уважением", "З повагою,", "Mit freundlichen Grüßen", "Mit freundlichen Gruessen", "Cordiali saluti,",
    "Met vriendelijke groet,",
    "Z poważaniem", "Z powazaniem,", "Pozdrawiam,", "Med vänliga hälsningar", "Med vanliga halsningar", "Med venlig hilsen",
    "Med vennlig hilsen", "Ystävällisin terveisin", "Ystavallisin terveisin", "Saygılarımla,", "Saygilarimla", "S pozdravem",
    "Cu stimă,", "Üdvözlettel", "Με εκτίμηση,", "בברכה,", "با احترام،", "Hormat saya,", "Trân trọng,", "MVG", "Mvh", "Cdlt,",
    "Atte.",
    "BR,", "*Best regards,*", "TRES CORDIALEMENT", "Sinceres salutations",
]  # fmt: skip

SIGN_OFFS = [
    "-- \nAmina Diallo\nField Coordinator", "--\nAmina Diallo\n+221 77 000 00 00", "—\nAmina Diallo\n+221 77 000 00 00",
    "----------------\n\nAmina Diallo\n\nWater and maps\n\nt. 555-000-0702\n\nskype: amina.d",
    "________________\nAmina\namina@field.example",
    "~~~~~~~~~~\nA. Diallo, Goma\nTel.: +243 81 000 0000", "***\nAmina Diallo\nwww.field.example",
    "Amina Diallo", "AMINA DIALLO", "Amina", "-Amina Diallo", "/Amina", "- Amina D.", "Amina Diallo\nField Coordinator\nGoma",
    "Amina Diallo\nWater and maps\nMobile: +243 81 000 0000\nSkype: amina.d\n12 Lake Road, Goma",
    "Amina Diallo, Ph.D.\nThe Office of Maps\namina@field.example\nwww.field.example",
    "أمينة ديالو\nمنسقة ميدانية", "Амина Диалло\nкоординатор",
    "Kind regards,\n\nAmina Diallo\n\nField Coordinator\nTel. +243 81 000 0000",
    "Kind regards, Amina", "Thank you,\nAmina", "Merci,\nAmina Diallo",
    "Спасибо,\nAmina Diallo\nкоординатор\nтел. +7 900 000 00 00",
    "+----------------------+\n| Amina Diallo         |\n| Field Coordinator    |\n| Tel +243 81 000 0000 "
        "|\n+----------------------+",
    "BEGIN:VCARD\nFN:Amina Diallo\nTEL:+243810000000\nEND:VCARD",
]  # fmt: skip

KEPT = [
    "----------\nPlease send the maps tomorrow, we cannot wait.", "-----\nCan you also call the school?",
    "--\nCould you answer today?",
    "Call me at +243 81 000 0000.", "You can reach me at:\n+243 81 000 0000",
    "The focal point is:\nJean Mukendi\nHead of office\n+243 81 000 0000",
    "We need:\n- Water\n- Food", "We need:\n\n- Maps", "Emergency numbers:\n---------\nAmbulance 112\nPolice 113",
    "Ambulance 112\nPolice 113",
    "Thank you", "Thanks a lot!", "Merci d'avance.", "شكراً", "مع الشكر", "Дякуємо!", "Спасибо.",
    "Best regards to your team in Goma, they helped us.",
    "Sent from my office, this letter has a stamp.", "Sent from my desk, is much easier than my mobile phone.",
    "Enviado desde Bogotá con mucho esfuerzo, el camión llegó.", "The message was sent from my iPhone app and never came.",
    "Sent by mobile clinic to the hospital", "Enviado por teléfono ayer", "Sent with DHL", "Sent from Bunia",
    "Sent from my iPhone, I will call you tomorrow at ten.",
    "The names in this list are confidential, please do not give them to the police.",
    "This message is confidential, please do not share my name.",
    "La liste est confidentielle : ne la transmettez pas à la mairie.",
    "La información es confidencial, no la compartan con el alcalde.", "هذه المعلومات سرية، لا تعطوا اسمي لأحد.",
    "Прошу считать моё письмо конфиденциальным.", "Прошу сохранить мой адрес в тайне, письма приходят соседям.",
    "Мій лист конфіденційний, не називайте адресу.", "The recipients of the cash did not get any message about the delay.",
    "Les destinataires de l'aide n'ont reçu aucun message.", "Please print 200 leaflets on green paper.",
    "A virus spreads in the camp, 40 children are ill.", "Please add us to your mailing list: amina@field.example",
    "Please unsubscribe me from this list.", "I am the coordinator of the camp and need a car.",
    "Nous avons besoin d'un bureau.",
    "ملاحظة: الجسر مغلق.", "P.S. The bridge is closed.", "PS: le pont est fermé", "ПС: мост закрыт",
]  # fmt: skip


def flat(table: dict[str, list[str]]) -> list[str]:
    return [text for texts in table.values() for text in texts]


@pytest.mark.parametrize("footer", [*flat(MOBILE), *flat(LEGAL), *LISTS])
def test_what_a_program_or_a_house_adds_is_no_new_text(footer: str) -> None:
    divided = divide_text(f"{SAID}\n\n{footer}\n", AMINA, "x")
    assert divided.reply == SAID
    assert divided.signature == footer


@pytest.mark.parametrize("footer", flat(MOBILE))
def test_a_mail_program_s_line_right_below_the_text(footer: str) -> None:
    assert divide_text(f"{SAID}\n{footer}\n", None, "x").reply == SAID


@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("name", ["Jan", "Amina Diallo\nField Office", "Йосип"])
def test_a_closing_and_the_name_under_it_are_signature(closing: str, name: str) -> None:
    for sender in (None, AMINA):
        divided = divide_text(f"{SAID}\n\n{closing}\n{name}\n", sender, "x")
        assert (divided.reply, divided.signature) == (SAID, f"{closing}\n{name}")


@pytest.mark.parametrize("sign_off", SIGN_OFFS)
def test_sign_offs_are_signature(sign_off: str) -> None:
    divided = divide_text(f"{SAID}\n\n{sign_off}\n", AMINA, "x")
    assert divided.reply == SAID
    assert divided.signature == sign_off


@pytest.mark.parametrize("text", KEPT)
def test_what_a_person_wrote_stays(text: str) -> None:
    for sender in (None, AMINA):
        assert divide_text(f"{SAID}\n\n{text}\n", sender, "x").reply == f"{SAID}\n\n{text}"
        assert divide_text(f"{text}\n", sender, "x").reply == text


@pytest.mark.parametrize(
    "sign_off", ["Kind regards,\nAmina Diallo", "-- \nAmina Diallo\nField Coordinator", "Amina Diallo", "С уважением,\nАмина"]
)
@pytest.mark.parametrize(
    "postscript", ["P.S. The bridge is closed.", "PS: le pont est fermé", "З.І. Міст закрито.", "PD: el puente está cerrado"]
)
def test_a_postscript_stays_and_the_sign_off_above_goes(sign_off: str, postscript: str) -> None:
    divided = divide_text(f"{SAID}\n\n{sign_off}\n\n{postscript}\n", AMINA, "x")
    assert divided.reply == f"{SAID}\n\n{postscript}"
    assert divided.signature == sign_off


@pytest.mark.parametrize(
    "text", ["Amina Diallo\nField Coordinator\n+243 81 000 0000", "Thank you,\nAmina", "Amina", "Kind regards,\nAmina Diallo"]
)
def test_a_mail_that_is_nothing_but_a_name_stays(text: str) -> None:
    assert divide_text(text, AMINA, "x").reply == text


def test_footers_of_all_sorts_one_below_another() -> None:
    footers = (
        "Kind regards,\n\nAmina Diallo\nField Coordinator\nTel. +243 81 000 0000\n\nSent from my iPhone\n\n"
        f"{LEGAL['en'][0]}\n\n{LEGAL['fr'][1]}\n\n{LEGAL['en'][3]}\n\n{LISTS[0]}"
    )
    divided = divide_text(f"{SAID}\n\n{footers}\n", AMINA, "x")
    assert (divided.reply, divided.signature) == (SAID, footers)
