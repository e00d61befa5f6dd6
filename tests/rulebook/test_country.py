"""The country of a mail, by the shipped gazetteer: sentences in the seven languages, and the words that mislead."""

import pytest

from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.core.rulebook import compile_rulebook
from mailbot.core.rulebook.samples import Sample

BOOK = compile_rulebook(read_rules(shipped_rules()))


def rows(table: str) -> list[tuple[str, str, str]]:
    """Country ("-" for none), language and text of each line of `table`."""
    split = (line.split(maxsplit=2) for line in table.strip().splitlines())
    return [(country, language, text) for country, language, text in split]


def country_of(**mail: str) -> str:
    """The country that the rulebook finds in a sample mail, "-" for none."""
    return BOOK.classify(Sample(**mail).message())[0].country or "-"


NAMED = """
BF fr Trois civils blessés par un engin explosif entre Barsalogho et Foubé
BF fr La commune de Djibo reste sous blocus, besoins en protection
BF fr Relocalisation des déplacés de Kaya vers Kongoussi
BF en IED on the road from Ouahigouya to Thiou
BF ar انفجار عبوة قرب واغادوغو في بوركينا فاسو
BF ru Подрыв автомобиля в Буркина-Фасо
BF es Desplazados en Burkina Faso
CF fr Un engin explosif a sauté sur l'axe Bocaranga - Ngaoundaye
CF fr Le cluster protection en RCA cherche un co-lead
CF en Landmine accident in Ouham-Pendé prefecture
CF ru Центральноафриканская Республика, взрыв мины у Бамбари
CF pt Curso na República Centro-Africana
CF ar حادث لغم في جمهورية أفريقيا الوسطى
CM fr Des familles de Kolofata ont fui vers Maroua
CM en Schools burnt in Bamenda and Kumbo
CM fr Atelier dans l'Extrême-Nord
CM pt Deslocados nos Camarões
CM ru Беженцы в Камеруне
GW pt Uma granada foi encontrada perto de Farim
GW pt O sector de Buba e a região de Tombali, na Guiné-Bissau
GW fr Formation en Guinée-Bissau
GW ru Разминирование в Гвинее-Бисау
GW ar تدريب في غينيا بيساو
ML fr Un car a sauté sur une mine entre Sévaré et Bandiagara
ML fr Déplacés dans la région de Gao
ML en Protection monitoring in Ansongo and Menaka
ML ru Подрыв в Мали, двое раненых
ML uk Навчання у Малі для тренерів
ML ar أطفال جرحى في شمال مالي قرب تمبكتو
NE fr Attaque près de Banibangou, région de Tillabéri
NE fr Les retournés nigériens de Diffa
NE en Refugee site in Nguigmi
NE es Curso de desminado en Níger
NE pt Formação no Níger
NE ru Мина в Нигере
NE uk Школи в Нігері закриті
NE ar انفجار في النيجر قرب نيامي
NG en Children picked up an RPG in Gamboru-Ngala
NG en Bulabulin and Pulka, Gwoza LGA
NG fr Déplacés de Maiduguri, Nigéria
NG ru Взрыв в Нигерии
NG uk Протимінна діяльність у Нігерії
NG ar حادث في نيجيريا قرب مايدوغوري
NG es Un accidente en el delta del Níger
TD fr Réfugiés soudanais au camp de Farchana
TD fr Contamination dans le Borkou et l'Ennedi Est
TD en Survey in Faya-Largeau, Chad
TD ru Лагеря беженцев в Чаде
TD ar اللاجئون السودانيون في أدري الحدودية بتشاد
TD pt Campos de refugiados no Chade
SN fr Une femme a sauté sur une mine à Boutoupa-Camaracounda
SN en Return of families to Casamance
SN fr Le CNAMS demande un appui
SN pt Minas em Ziguinchor, Senegal
AO pt Acidente com mina no Cuito Cuanavale
AO pt A ANAM Angola pede formadores para o Moxico
AO en Clearance in Bié, Kuito municipality
AO fr Déminage en Angola
AO ru Мины в Анголе
BI fr Les sinistrés de Gatumba n'ont pas d'abri
BI en Returnees in Makamba
BI ru Семинар в Бурунди
CD fr Un obus non explosé à Kitchanga, territoire de Masisi
CD fr Des civils de Beni et Butembo
CD fr Déplacés à Goma
CD es Niños heridos en Goma por una granada
CD en Protection incidents in Ituri, Djugu
CD pt Violência no Kivu do Norte
CD ru Взрыв в Гоме, ДРК
CD uk Демократична Республіка Конго потребує допомоги
CD ar مقتل مدنيين في غوما وبوكافو
CD es Desplazados en la República Democrática del Congo
ET en Unexploded shells in Shire Inda Selassie
ET fr Accident de mine au Tigré
ET en Two woredas of Wag Hemra need risk education
ET ar ضحايا الألغام في تيغراي
ET ru Разминирование в Тыграе, Эфиопия
ET en The Somali Region of Ethiopia has new displacement
ET en Farmers hurt in Zalambessa
MG fr Femmes déplacées à Ambovombe, Grand Sud malgache
MG en Cyclone in Toamasina, Madagascar
MZ pt Deslocados de Mocímboa da Praia em Metuge
MZ pt Uma granada em Macomia, Cabo Delgado
MZ en Returnees to Mueda
MZ ru Учёба в Мозамбике
MZ ar نازحون في كابو ديلغادو
SD ar سقوط قذيفة في أم درمان
SD ar أطفال جرحى في الفاشر ومخيم زمزم
SD ar انفجار لغم في كادوقلي بولاية جنوب كردفان
SD en Families trapped in El Fasher and Tawila
SD fr Déplacés du Darfour-Nord
SD ru Беженцы из Хартума
SD uk Евакуація з Порт-Судану
SD es Minas en Kordofán del Sur, Sudán
SD ar بحاجة إلى خرائط الخرطوم بحري
SS en Boy injured by UXO in Kajo-Keji
SS en Payam administrators in Yei River County
SS fr Les équipes au Soudan du Sud sont bloquées
SS ar انفجار في جوبا بجنوب السودان
SS ru Разминирование в Южном Судане
SS uk Табори у Південному Судані
SS es Desplazados en Sudán del Sur
SS en Cattle camp near Bor town
SO en Two children killed in Belet Weyne
SO en SODMA wants training for Kismaayo
SO ar انفجار في مقديشو
SO fr Déplacés à Baïdoa
SO ru Взрыв в Могадишо
SO pt Curso em Mogadíscio
ZW en Cordon clearance in Mukumbura and Rushinga
ZW pt Minas no Zimbábue
ZW ru Зимбабве просит обучения
IQ ar انفجار عبوة في سنجار بمحافظة نينوى
IQ ar عودة النازحين إلى الرمادي والفلوجة
IQ ar قذائف في البصرة وشط العرب
IQ ar قضاء تلعفر وقضاء الحويجة
IQ en Houses destroyed in west Mosul
IQ fr Restitution des maisons à Mossoul
IQ ru Мины под Киркуком, Ирак
IQ uk Курс в Ербілі
IQ en IKMAA asks for IMSMA support
LB ar قنابل عنقودية في بلدة ميس الجبل
LB ar أطفال من مرجعيون وبنت جبيل
LB fr Un enfant blessé à Aïta, Liban-Sud
LB en Cluster munitions near Nabatieh
LB ru Снаряды на юге Ливана
LY ar ألغام في تاورغاء وسرت ليبيا
LY ar حي عين زارة جنوب طرابلس
LY en LibMAC and Derna floods
LY fr Victimes à Benghazi
LY ru Снаряды в Ливии, Мисрата
PS ar قذائف في خان يونس ورفح
PS ar عائلات من مخيم جنين بلا مأوى
PS en Unexploded bombs in Khan Younis and Deir al-Balah
PS en UXO hotline for the oPt Protection Cluster
PS fr Démolitions à Masafer Yatta
PS es Niños heridos en la Franja de Gaza
PS ru Снаряды в секторе Газа
PS uk Діти у Рафаху без допомоги
PS en He lies in the Indonesian Hospital in Beit Lahia
PS pt Demolições na Cisjordânia
SY ar عائلة من داريا تسأل عن بيتها
SY ar انفجار لغم في ريف دير الزور
SY ar مخيمات أطمة شمال إدلب
SY fr Un engin explosif à Damas
SY en Mines in the fields of Saraqib and Maarat al-Numan
SY ru Взрыв в Алеппо
SY uk Мінна небезпека в Сирії
SY es Refugio en Alepo
SY pt Minas em Damasco
YE ar انفجار لغم في مديرية حيس
YE ar ألغام على طريق المخا بمحافظة تعز
YE ar وصل الجرحى إلى مأرب والضالع
YE ar نازحون في الحديدة
YE en Landmines in Ad Durayhimi
YE fr Mines à Hodeïda
YE ru Мины в Ходейде
YE uk Допомога в Ємені
AF en Children killed by a shell in Maidan Wardak
AF en DMAC quality team in Lashkar Gah
AF fr Femmes à Kaboul
AF ru Подрыв под Кандагаром
AF uk Мешканці Афганістану
AF ar تدريب في قندهار
AF pt Mulheres em Cabul
BD en Landslide in Kutupalong, Ukhiya upazila
BD en Rohingya camps in Cox's Bazar
BD fr Les camps rohingyas de Teknaf
BD ru Лагеря в Кокс-Базаре
FJ en Cyclone damage on Vanua Levu
FJ en iTaukei land and a new evacuation centre
KH en An old bomb in Samlout, Battambang
KH fr Déminage à Pailin
KH ru Мины в Камбодже
LK en Land release in Mullaitivu
LK ru Шри-Ланка просит помощи
MM en Mines near Demoso and Loikaw
MM en Village tracts of northern Shan
MM fr Victimes en Birmanie
MM ar ألغام في ميانمار
PH en The barangay captain found a mortar round
PH en Marawi and Maguindanao displacement
PH es Desplazados en Mindanao
PK en Toy bomb in Parachinar, Kurram
PK en Flood victims of Dadu district, tehsil office
PK ar لغم في وزيرستان
VU en Tanna and Efate after the cyclone
VU fr Cyclone à Port-Vila
AM ru Мины у села Корнидзор, Сюник
AM en Displaced families in Goris
AM uk Біженці у Вірменії
AM fr Réfugiés en Arménie
AZ ru Подрыв в Физулинском районе
AZ en Mines in Aghdam and Kalbajar
AZ fr Mines au Haut-Karabagh
AZ uk Розмінування в Агдамі
TJ ru Жители джамоата Ворух, Исфара
TJ en Mines in Khatlon on the border
TJ ru Таджикский национальный центр, Душанбе
TR en Earthquake survivors in Hatay and Adıyaman
TR ar متضررو الزلزال في أنطاكيا
TR ru Землетрясение в Турции
TR fr Séisme à Kahramanmaraş
UA uk Діти знайшли гранату біля школи в Ізюмі
UA uk Поле заміноване у Балаклійській громаді на Харківщині
UA uk Старостинський округ на Миколаївщині
UA uk Фермер підірвався під Снігурівкою
UA uk Зруйноване житло в Оріхові та Гуляйполі
UA uk Мешканці Сумської області
UA uk Офіс ДСНС просить матеріали
UA ru Жители Купянска и Харькова
UA ru Подрыв трактора под Херсоном
UA ru Дети в Славянске нашли снаряд
UA ru Разрушенный дом в Запорожье
UA en Farmland near Snihurivka and Bashtanka
UA en Hromada council in Kharkiv oblast
UA fr Des mines à Izioum et Kherson
UA es Minas en la región de Jersón, Ucrania
UA pt Minas na Ucrânia, em Zaporíjia
UA ar ألغام في خيرسون وميكولايف
CO es Un niño cayó en una mina en la vereda El Plateado, Argelia Cauca
CO es Desplazamiento en el Chocó
CO es Confinamiento en Bojayá y Murindó
CO es Amenazas en Tumaco y Catatumbo
CO en MAP victims in Nariño
CO fr Mines dans le Cauca
CO ru Мины в Колумбии
CO pt Minas na Colômbia, em Arauca
EC es Amenazas en la provincia de Esmeraldas
EC es Frontera norte: Sucumbíos y Lago Agrio
EC fr Une mission en Équateur
EC ru Миссия в Эквадоре
GT es Desalojo en El Estor, Izabal
GT en Eviction in Alta Verapaz
HN es Desplazadas de Choloma y San Pedro Sula
HN es Vecinos de la colonia Rivera Hernández
HN fr Gangs au Honduras
HT fr Des femmes de Cité Soleil et Croix-des-Bouquets
HT fr Site de Pernier, section communale
HT en Displaced people in Port-au-Prince
HT es Desplazados en Puerto Príncipe
PE es Comunidades del VRAEM, Ayacucho
PE es Oficina en Lima
PE ru Проект в Перу
SV es Familias de Soyapango y Chalatenango
SV ru Проект в Сальвадоре
VE es Desplazados en el estado Apure
VE es Mineros en Tumeremo, estado Bolívar
VE pt Migração na Venezuela
CG fr Réfugiés à Impfondo, dans la Likouala
GN fr Formation à Nzérékoré
GN ru Обучение в Гвинее
GQ es Curso en Malabo, Guinea Ecuatorial
PG en Tribal fighting in Enga Province
UG en Refugees in Bidibidi, Yumbe
KE en Dadaab, Hagadera camp
JO ar مخيم الزعتري
MR fr Camp de Mbera, Bassikounou
KG ru Семьи из Баткена
MD uk Заняття в Молдові, Кишинів
LA en UXO in Xieng Khouang
VN en Cluster bombs in Quang Tri
EH es Campos saharauis y minas, MINURSO
DZ fr Camps de Tindouf
GE ru Мины в Абхазии
BA en Suspected area near Doboj and Brčko
TL pt Formação em Timor-Leste
"""


MISLEADING = """
- uk Ми мали зустріч у вівторок
- uk Малі діти потребують допомоги
- uk Кримінальна справа щодо загальної суми
- uk Вона хотіла бути сміливою
- uk Олена Миколаївна просить відповіді
- uk Цар, двадцять пар взуття
- uk Слов'янські мови
- ru Тот человек, из-за того случая
- ru Содержание сероводорода и логарифм
- ru Пенсия по старости
- ru Славянские языки, русская литература
- ru Лебединое озеро и орехов нет
- ru Аккредитация операторов
- ru Он кидался камнями, бурундук
- ru Дифференциация подходов
- ru Снимите слой дёрна, снаряд лежит в ломе
- ru Хостинг и хостел
- ru Польщён вашим письмом
- ru Перешлите Ивану Львовичу
- ru Жак Ширак и Бирмингем
- en Please opt out of the mailing list
- en It is in the opt-out form
- en Dear Chad, thank you for the call
- en Hi Jordan, see you on Monday
- en Double opt-in, opt-out
- en Al Gore and a SWAT team
- en The prison warder spoke from afar
- en For the sake of the children
- en A guinea pig, a roast turkey
- en Best regards, Mehmet Kaya
- en Dear Farah, dear Samar, dear Rania
- en A seat of the Baháʼí faith
- en They met in Paris, Victoria, San José and Santiago
- en The Lake Chad Basin
- en A course in Geneva and Copenhagen
- en Fishing in the Gulf of Guinea
- es Balas de goma y llantas de goma
- es Mataban a la gente y nadie huye
- es Los equipos irán mañana
- es El carro chocó y explotó
- es El equipo no irá a la reunión
- pt A mora do devedor, a lima e a pinga
- en A Bahai family, awash with offers
- es Arroz con camarones, ñoquis y un lobito
- es Las maras nos amenazan, mátala dijeron
- es Una güera canta, la gente es cuchi
- pt Para logar no portal
- pt Uma pessoa pirada zomba da capacidade inata
- es Me quito el sombrero, que se apure
- es En apartado 3 el jurado decide
- es Un grupo de damas de la parroquia
- es Gracias a Dios estamos bien, nos lavamos las manos
- es La ley ampara a los menores
- es Cuando termine el curso en Florencia
- es Alimentación sana y una palma de la mano
- es Intereses de mora y barbacoas
- es Le dio con el puño, servía de ejemplo
- fr Une capacité innée, il s'est gouré
- fr Le tigre et le cercle de parole
- fr Gardez le silence, béni soit-il
- fr Un guide, une cavité, un cochon d'Inde
- fr Le palu et la rougeole
- fr Le long du fleuve Niger
- fr Association des sans domicile fixe (SDF)
- pt Eles falam, matam e servia
- pt Irão amanhã e o técnico irá também
- pt A loja terá bundas e lima
- pt Na beira da estrada havia uma mina
- pt Ela ama a goma de mascar
- ar الدعم المالي للمشروع
- ar نرجو الدعم السريع منكم
- ar وصل فريق إلى المدرسة ومعه ورقة ولقاح
- ar كسرت ساقه ونقل إلى المستشفى
- ar سرقة البيت بحجة الدين
- ar فرقة مسرحية وفيمن حضر فاطمة
- ar جسم رمادي على شكل حديد
- ar دوما نشكركم على الطريق المؤدية إليكم
- ar الميادين والطبقة والسفيرة والمصنع
- ar تدمر القذائف البيوت، والتربة مالحة
- ar كلمة للنازحين من ربك
- ar منظمة الفاو وعمارة جديدة
- ar صلاة المغرب والعشاء
- ar وفاة جنين في بطن أمه
- ar نقل الجريح إلى مستشفى ابن سينا
- ar فقد بصره في الحادث
- ar نشكر كرمكم وكرمك، سقطنا في حفرة
- ar باكرا صباح الغد وبحماس
- ar استلمنا الكسوة من الوديعة
- ar رياض الأطفال في القريتين
- ar هؤلاء طالبان من الجامعة
- ar لا أدري متى يصل، موسم الحج للحجاج
NG fr Une mission au Nigeria, pas de retard
NE fr Une mission au Niger, pas de retard
NG ar في نيجيريا
NE ar في النيجر
GN fr En Guinée
GN es En Guinea
GW pt Nas regiões da Guiné-Bissau
GQ fr En Guinée équatoriale
PG en In Papua New Guinea
SD ar الوضع في السودان
SS ar الوضع في جنوب السودان
SD ru В Судане
SS ru В Южном Судане
CG fr En République du Congo, à Brazzaville
CD fr En République démocratique du Congo
CG ar في جمهورية الكونغو برازافيل
CD ar في جمهورية الكونغو الديمقراطية
CD fr Dans la province de l'Équateur
ET en In the Somali Region
SO en In Lower Juba
MZ pt Na província de Gaza
SY en We fled from Darayya and live in Gaziantep now
SY ar نحن من داريا ونسكن غازي عنتاب
SO en From our Nairobi office: the plan for Somalia
SS en The Entebbe hub asks about Malakal
ML fr Bureau de Dakar : mission au Mali
TD fr Réfugiés soudanais au Tchad
LB ar اللاجئون السوريون في لبنان
UG en South Sudanese refugees in Uganda
BD en Rohingya refugees in Bangladesh
PE es Migrantes venezolanos en el Perú
AM en Refugees from Nagorno-Karabakh in Armenia
JO en Syrian refugees in Zaatari
PK en Afghan refugees in Pakistan
MD en Ukrainian refugees in Moldova
SO en Forwarded by the Kenya office in Nairobi: two schools in Baidoa and Luuq
UA ru Западный берег Днепра
LB en Tripoli Lebanon, not the other one
LY en Tripoli and Misrata
- ar سورينام وكارمن
"""


@pytest.mark.parametrize(("country", "language", "text"), rows(NAMED))
def test_names_of_places_tell_the_country(country, language, text):
    assert country_of(text=text, language=language) == country


@pytest.mark.parametrize(("country", "language", "text"), rows(MISLEADING))
def test_words_that_only_look_like_places_do_not(country, language, text):
    # Ukrainian by itself is a hint of Ukraine, so those lines are asked without their language.
    assert country_of(text=text, language="" if language == "uk" else language) == country


def test_a_hub_yields_to_the_signature_and_stands_alone_else():
    assert country_of(text="Greetings from Gaziantep", signature="Protection team, Idlib") == "SY"
    assert country_of(text="Greetings from Gaziantep") == "TR"
    assert country_of(text="Greetings from Nairobi", signature="Juba office") == "SS"


def test_a_mail_in_ukrainian_is_about_ukraine_where_no_word_says_otherwise():
    assert country_of(text="Дякую за відповідь", language="uk") == "UA"
    assert country_of(text="Дякую за відповідь", language="uk", signature="Офіс у Кишинів") == "MD"
    assert country_of(text="Дякуємо, чекаємо на тренінг у Бамако", language="uk") == "ML"


def test_a_name_that_people_bear_yields_to_any_place():
    assert country_of(text="Chad wrote to me about this", signature="Jordan Lee, Kharkiv") == "UA"
    assert country_of(text="Jordan and Chad are with us in Baidoa") == "SO"
    assert country_of(subject="Chad", text="Which form do we use?") == "TD"


def test_the_subject_counts_double():
    assert country_of(subject="Malakal", text="Our colleague from Khartoum writes") == "SS"


def test_two_places_outweigh_one():
    assert country_of(text="From Beirut we support Aleppo and Homs") == "SY"
    assert country_of(text="Entre le Niger et le Mali, surtout à Ansongo") == "ML"
