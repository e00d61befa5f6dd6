"""What the made mails are written with: a few dozen words and turns of each of the seven languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language. `wrote`: how its mail programs introduce quoted history, with `{when}` and `{who}`.

    `prose`: the words to draw from. `latin`: its mails go in quoted-printable, not in base64.
    """

    code: str
    greeting: str
    closing: str
    wrote: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    subjects: tuple[str, ...]
    asks: tuple[str, ...]
    prose: str
    latin: bool = True


ENGLISH = Tongue(
    "en",
    "Dear colleagues,",
    "Kind regards,",
    "On {when}, {who} wrote:",
    ("Ruth Okello", "James Adeyemi", "Nora Lindqvist", "Peter Marsh"),
    ("Field office, Upper Nile", "Protection monitoring, Kassala", "Shelter team, Cox's Bazar"),
    ("Families at the river crossing", "Question about the next coordination meeting", "Training for new field staff"),
    (
        "Could you please tell us who leads the working group in South Sudan?",
        "We need advice on a family that was evicted in Kabul last week.",
        "Children reported metal objects near the school in Mosul, perhaps unexploded ordnance.",
        "Is there a referral pathway for survivors of violence in Maiduguri?",
    ),
    "the our team visited families in camp near river and spoke with elders about water shelter safety school "
    "market road people who arrived during night from villages north of town many of them without documents or "
    "food we agreed that another visit is needed before rains begin local authorities promised support but "
    "distribution was delayed again because trucks could not pass bridge partners asked whether lists should "
    "be shared this month or after meeting",
)
FRENCH = Tongue(
    "fr",
    "Chers collègues,",
    "Bien cordialement,",
    "Le {when}, {who} a écrit :",
    ("Awa Traoré", "Benoît Lefèvre", "Clémence Ndongo", "Hélène Côté"),
    ("Bureau de terrain, Gao", "Suivi de protection, Goma", "Équipe abris, Bangui"),
    ("Familles déplacées près du fleuve", "Réunion de coordination de février", "Demande de formation à Ségou"),
    (
        "Pourriez-vous nous dire qui dirige le groupe de travail au Mali ?",
        "Une famille a été expulsée de sa maison à Bangui et demande conseil.",
        "Des enfants non accompagnés sont arrivés à Goma et cherchent leurs parents.",
        "Des engins explosifs ont été vus près de l'école à Gao.",
    ),
    "notre équipe a visité les familles du site près de la rivière et parlé avec les anciens au sujet de l'eau "
    "des abris et de l'école beaucoup sont arrivées pendant la nuit depuis les villages sans papiers ni "
    "nourriture nous avons convenu qu'une autre visite est nécessaire avant la saison des pluies les autorités "
    "locales ont promis leur appui mais la distribution fut retardée parce que les camions ne pouvaient pas "
    "traverser le pont",
)
SPANISH = Tongue(
    "es",
    "Estimados colegas:",
    "Saludos cordiales,",
    "El {when}, {who} escribió:",
    ("Lucía Fernández", "Andrés Peña", "María José Ibáñez", "Íñigo Muñoz"),
    ("Oficina de terreno, Nariño", "Monitoreo de protección, Cúcuta", "Equipo de albergues, Tegucigalpa"),
    ("Familias cerca del río", "Consulta sobre la próxima reunión", "Capacitación para el personal nuevo"),
    (
        "¿Quién coordina el grupo de trabajo en Colombia?",
        "Una familia fue desalojada de su vivienda en Cúcuta y pide orientación.",
        "Unos niños encontraron una mina cerca de la escuela en Nariño.",
        "¿Existe una ruta de atención para sobrevivientes en Honduras?",
    ),
    "nuestro equipo visitó a las familias del asentamiento junto al río y habló con los mayores sobre agua "
    "vivienda seguridad y escuela muchas llegaron durante la noche desde aldeas del norte sin documentos ni "
    "alimentos acordamos que otra visita es necesaria antes de las lluvias las autoridades locales prometieron "
    "apoyo pero la distribución se retrasó otra vez porque los camiones no podían cruzar el puente",
)
ARABIC = Tongue(
    "ar",
    "الزملاء الأعزاء،",
    "مع خالص التحية،",
    "في {when}، كتب {who}:",
    ("سعاد الحسن", "خالد النعيمي", "ليلى حداد", "يوسف العمري"),
    ("المكتب الميداني، حلب", "رصد الحماية، صنعاء", "فريق المأوى، الموصل"),
    ("العائلات قرب النهر", "سؤال عن اجتماع التنسيق القادم", "تدريب للموظفين الجدد"),
    (
        "من يقود مجموعة العمل في سوريا؟",
        "تم إخلاء عائلة من منزلها في حلب وتطلب المشورة.",
        "وجد أطفال لغما قرب المدرسة في الموصل.",
        "هل يوجد مسار إحالة للناجيات في صنعاء؟",
    ),
    "زار فريقنا العائلات في المخيم قرب النهر وتحدث مع كبار السن عن المياه والمأوى والسلامة والمدرسة وصل كثير "
    "منهم ليلا من قرى الشمال دون وثائق أو طعام اتفقنا على أن زيارة أخرى ضرورية قبل موسم الأمطار وعدت السلطات "
    "المحلية بالدعم لكن التوزيع تأخر مرة أخرى لأن الشاحنات لم تستطع عبور الجسر",
    latin=False,
)
PORTUGUESE = Tongue(
    "pt",
    "Caros colegas,",
    "Atenciosamente,",
    "Em {when}, {who} escreveu:",
    ("João Machava", "Inês Gonçalves", "Celeste Simões", "António Araújo"),
    ("Escritório de campo, Pemba", "Monitoria de proteção, Beira", "Equipa de abrigos, Cabinda"),
    ("Famílias junto ao rio", "Dúvida sobre a próxima reunião", "Formação para o pessoal novo"),
    (
        "Quem coordena o grupo de trabalho em Moçambique?",
        "Uma família foi despejada da sua casa em Pemba e pede orientação.",
        "Crianças encontraram uma mina perto da escola em Cabo Delgado.",
        "Existe um fluxo de encaminhamento para sobreviventes na Beira?",
    ),
    "a nossa equipa visitou as famílias do campo junto ao rio e falou com os mais velhos sobre água abrigo "
    "segurança e escola muitas chegaram durante a noite de aldeias do norte sem documentos nem alimentos "
    "combinámos que outra visita é necessária antes das chuvas as autoridades locais prometeram apoio mas a "
    "distribuição atrasou-se outra vez porque os camiões não conseguiam passar a ponte",
)
RUSSIAN = Tongue(
    "ru",
    "Уважаемые коллеги!",
    "С уважением,",
    "{when}, {who} пишет:",
    ("Ольга Петрова", "Игорь Соколов", "Мария Кузнецова", "Тимур Алиев"),
    ("Полевой офис, Донецк", "Мониторинг защиты, Ош", "Группа размещения, Душанбе"),
    ("Семьи у реки", "Вопрос о ближайшем совещании", "Обучение новых сотрудников"),
    (
        "Кто возглавляет рабочую группу в Таджикистане?",
        "Семью выселили из дома в Харькове, им нужна консультация.",
        "Дети нашли мину возле школы под Славянском.",
        "Есть ли порядок перенаправления для пострадавших в Херсоне?",
    ),
    "наша группа посетила семьи в лагере у реки и говорила со старшими о воде жилье безопасности и школе "
    "многие прибыли ночью из северных деревень без документов и еды мы решили что нужен ещё один выезд до "
    "начала дождей местные власти обещали помощь но раздача снова задержалась потому что грузовики не могли "
    "проехать по мосту",
    latin=False,
)
UKRAINIAN = Tongue(
    "uk",
    "Шановні колеги!",
    "З повагою,",
    "{when}, {who} пише:",
    ("Оксана Бондар", "Андрій Шевчук", "Їжакевич Марія", "Ганна Ткаченко"),
    ("Польовий офіс, Харків", "Моніторинг захисту, Дніпро", "Група розміщення, Одеса"),
    ("Родини біля річки", "Питання про найближчу нараду", "Навчання нових працівників"),
    (
        "Хто очолює робочу групу в Україні?",
        "Родину виселили з будинку в Харкові, їм потрібна порада.",
        "Діти знайшли міну біля школи під Ізюмом.",
        "Чи є порядок перенаправлення для постраждалих у Херсоні?",
    ),
    "наша група відвідала родини в таборі біля річки й говорила зі старшими про воду житло безпеку та школу "
    "багато хто прибув уночі з північних сіл без документів і їжі ми вирішили що потрібен ще один виїзд до "
    "початку дощів місцева влада обіцяла допомогу але роздача знову затрималася бо вантажівки не могли "
    "проїхати мостом",
    latin=False,
)

TONGUES = (ENGLISH, FRENCH, SPANISH, ARABIC, PORTUGUESE, RUSSIAN, UKRAINIAN)
