"""Ordinary words that look like attributions, header blocks and separators stay with their sender, in every language."""

import pytest

from mailbot.core.reading.history.reply_text import divide_text

SENTENCES = [
    # en
    "On Monday Ali wrote: we need help",
    "On Monday Ali wrote:\nwe need help",
    "On 5 January 2026 the mayor wrote:\n\nThe road stays closed.\n\nWhat shall we do?",
    "On 5 January 2026 at 10:30 the mayor wrote to us:\n\nThe road stays closed.",
    "As I wrote on 05/01/2026 at 12:15:\n- two maps\n- one form",
    "In the message of 5 January 2026 at 10:15 they asked for the following:\n- a map",
    "We wrote:\nnothing yet.",
    "Ana <ana@ngo.example> wrote:\nwe have no water.",
    "Please ask Ana <ana@ngo.example>:\n\nshe knows it.",
    "Contact on 5 January 2026 at 12:15:\nAna <ana@ngo.example>",
    "From: Kabul\nTo: Herat\nDate: 5 May 2026\nCargo: tents",
    "From: Kabul\nTo: Herat\nDate: 5 May 2026 10:00\nCargo: tents\nSubject to change.",
    "The convoy:\n\nFrom: Kabul\nTo: Herat\nDate: 5 May 2026",
    "From: the bridge\nTo: the school\nthe road is closed.",
    "Name: Ana\nFrom: Goma\nTo: Sake\nDate: 5 May 2026 10:00\nSubject: convoy\nWeight: 3 t",
    "Date: 5 May 2026\nPlace: the school\nSubject: water\nTo: all parents",
    "Time: 10:30\nPlace: the school\nSubject: water",
    'I see "-----Original Message-----" in all your mails, why?',
    "What does ---------- Forwarded message --------- mean?",
    "Below you find the original message.\n\nIt says that we shall leave.",
    "The forwarded message:\nit says that we shall leave.",
    "one\n----------\ntwo\n----------\nthree",
    "# Needs\n\n- maps\n- forms\n\n---\n\n# Dates\n\nMonday\n\n***\n\nThank you",
    "--- Needs ---\nmaps\n--- Dates ---\nMonday",
    "| From | To | When |\n|---|---|---|\n| Kabul | Herat | 5 May 2026 |",
    "________________________________\nName of the mother",
    "________________________________\nFrom the desk of the mayor: we stay.",
    "Dear Sir,\n\nTo: the prefect\nFrom: the mayor\nSubject: water\n\nWe have no water since Monday.",
    "if x > 3 and y < 4:\n  stop",
    ">From the beginning we asked for water.",
    ">>> look here: we moved <<<",
    "Please write your name above this line:\n_________ (mother)",
    "---- What Ali wrote ----\nWe have no water.",
    "==== Message from the camp ====\nWe have no water.",
    "----- Letter -----\nWe have no water.",
    "---------- Message ----------\nWe have no water.",
    "On 5 January 2026 please contact ana@ngo.example:\n- bring water",
    "Meeting at 10:30 with ana@ngo.example:\n- bring water",
    "On 5 January 2026 Ana (ana@ngo.example):\n- brings water",
    "Report of 05/01/2026 12:15:\n- two wells\n- one bridge",
    "Answers of 2026-01-05, 10:30:\n\nAll are well.",
    # fr
    "Lundi Ali a écrit : nous avons besoin d'aide",
    "Le 5 janvier 2026 le maire a écrit :\n\nla route est fermée.",
    "Le 5 janvier 2026 à 10h30, le maire a écrit :\n\nla route est fermée.",
    "De : Goma\nÀ : Sake\nDate : 5 mai 2026",
    "De : Goma à Sake, 30 km.\nObjet : eau",
    "Le message original était vide.\nPouvez-vous le renvoyer ?",
    # es
    "El lunes Alí escribió: necesitamos ayuda",
    "El 5 de enero de 2026 el alcalde escribió:\n\nel camino está cerrado.",
    "De: Quito\nPara: Tulcán\nFecha: 5 de mayo de 2026",
    # ar
    "يوم الاثنين كتب علي: نحن بحاجة إلى المساعدة",
    "في 5 يناير 2026 كتب رئيس البلدية:\n\nالطريق مغلق.",
    "في 5 يناير 2026 الساعة 10:30 كتب لنا المحافظ:\n\nالطريق مغلق.",
    "من: كابول\nإلى: هرات\nالتاريخ: 5 مايو 2026",
    "من: كابول إلى هرات\nالموضوع: المياه",
    # pt
    "Na segunda-feira o Ali escreveu: precisamos de ajuda",
    "Em 5 de janeiro de 2026 o presidente escreveu:\n\na estrada está fechada.",
    "De: Pemba\nPara: Palma\nData: 5 de maio de 2026",
    # ru
    "В понедельник Али написал: нам нужна помощь",
    "5 января 2026 года мэр написал:\n\nдорога закрыта.",
    "От: Кабул\nКому: Герат\nДата: 5 мая 2026",
    "Исходное сообщение потерялось, пришлите его снова.",
    # uk
    "У понеділок Алі написав: нам потрібна допомога",
    "5 січня 2026 року мер написав:\n\nдорога закрита.",
    "Від: Кабул\nДо: Герат\nДата: 5 травня 2026",
    # de
    "Am Montag schrieb Ali: wir brauchen Hilfe",
    "Am 5. Januar 2026 um 10:30 schrieb der Bürgermeister:\n\ndie Straße bleibt zu.",
    "Von: Kabul nach Herat",
    "Von: Kabul\nNach: Herat\nDatum: 5. Mai 2026",
    "Von: Kabul\nAn: Herat\nDatum: 5. Mai 2026",
    # it nl pl
    "Lunedì Ali ha scritto: abbiamo bisogno di aiuto",
    "Il 5 gennaio 2026 il sindaco ha scritto:\n\nla strada è chiusa.",
    "Da: Kabul\nA: Herat\nData: 5 maggio 2026",
    "Maandag schreef Ali: wij hebben hulp nodig",
    "Op 5 januari 2026 schreef de burgemeester:\n\nde weg is dicht.",
    "Van: Kabul\nNaar: Herat\nDatum: 5 mei 2026",
    "W poniedziałek Ali napisał: potrzebujemy pomocy",
    "Dnia 5 stycznia 2026 burmistrz napisał:\n\ndroga jest zamknięta.",
    "Od: Kabul\nDo: Herat\nData: 5 maja 2026",
    # sv da no fi tr
    "I måndags skrev Ali: vi behöver hjälp",
    "Den 5 januari 2026 skrev borgmästaren:\n\nvägen är stängd.",
    "Från: Kabul\nTill: Herat\nDatum: 5 maj 2026",
    "Mandag skrev Ali: vi har brug for hjælp",
    "Fra: Kabul\nTil: Herat\nDato: 5. maj 2026",
    "Maanantaina Ali kirjoitti: tarvitsemme apua",
    "Pazartesi günü Ali yazdı: yardıma ihtiyacımız var",
    # zh ja ko fa he vi
    "星期一阿里写道：我们需要帮助",
    "从：喀布尔\n到：赫拉特\n日期：2026年5月5日",
    "月曜日にアリさんは書きました：助けが必要です",
    "월요일에 알리가 썼습니다: 도움이 필요합니다",
    "روز دوشنبه علی نوشت: ما به کمک نیاز داریم",
    "از: کابل\nبه: هرات\nتاریخ: ۵ مه ۲۰۲۶",
    "ביום שני עלי כתב: אנחנו צריכים עזרה",
    "Thứ hai Ali đã viết: chúng tôi cần giúp đỡ",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_what_only_looks_like_history_stays_whole(text: str) -> None:
    for subject in ("water", "Re: water"):
        assert divide_text(text, None, subject).reply == text
        above = f"Dear colleagues,\n\n{text}\n\nWhat do you advise us to do about it?"
        assert divide_text(above, None, subject).reply == above
        assert divide_text(above, None, subject).forwarded is None


@pytest.mark.parametrize("text", SENTENCES)
def test_what_only_looks_like_history_stays_above_history(text: str) -> None:
    mail = f"{text}\n\nThis is what we saw there.\n\n"
    mail += "On 5 Jan 2026, at 12:15, Help Desk <desk@desk.example> wrote:\n\n> What did you see?\n"
    divided = divide_text(mail, None, "Re: water")
    assert divided.reply == f"{text}\n\nThis is what we saw there."


@pytest.mark.parametrize(
    "above",
    [
        "Thank you", "Merci beaucoup", "On the other hand, no", "A bientôt", "Am besten heute", "Le colis est arrivé",
        "Le colis est arrivé le 03/01/2026", "Call me at 12:30 tomorrow", "En serio", "Please ask ana@ngo.example",
        "In Goma we are ready", "Op tijd", "Den bil kom", "W porządku", "В порядке", "في الوقت المناسب", "ok", "5 maps",
        "Meet us on 5 May 2026 at the school", "1. yes\n2. no", "He wrote to us", "a", "To be sure", "Na, gut",
    ],
)  # fmt: skip
def test_words_right_above_an_attribution_stay(above: str) -> None:
    for attribution in (
        "On Mon, Jan 5, 2026 at 12:15 PM Help Desk <desk@desk.example> wrote:",
        "Le lun. 5 janv. 2026 à 12:15, Help Desk <desk@desk.example> a écrit :",
        "Am 05.01.26 um 12:15 schrieb Help Desk:",
        "Op ma 5 jan 2026 om 12:15 schreef Help Desk <desk@desk.example>:",
        "في الاثنين، 5 يناير 2026 في 12:15 م تمت كتابة ما يلي بواسطة Help Desk <desk@desk.example>:",
        "Help Desk <desk@desk.example> schrieb am Mo., 5. Jan. 2026, 12:15:",
    ):
        divided = divide_text(f"{above}\n{attribution}\n> May we?\n", None, "Re: water")
        assert divided.reply == above, attribution
