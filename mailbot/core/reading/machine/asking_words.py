"""How people ask for help or tell of harm, in the seven languages. Data only: beginnings of words, compared casefolded.

Nothing here decides what a mail is about; one of them only means that no mail server and no vacation program wrote it.
"""

ASKS = (
    "please help", "help us", "help me", "we need", "i need", "they need", "can you", "could you", "would you",
    "will you", "what should", "how do we", "we ask", "we request", "sos",
    "pouvez-vous", "pourriez-vous", "aidez", "avons besoin", "j'ai besoin", "ont besoin", "que faire",
    "au secours",
    "ayúden", "ayuden", "ayúdanos", "necesitamos", "necesito", "necesitan", "pueden ayudar", "puede ayudar",
    "qué hacemos",
    "precisamos", "preciso de", "precisam de", "ajudem", "ajude-nos", "podem ajudar", "pode ajudar",
    "o que fazer", "socorro",
    "помогите", "нам нужн", "мне нужн", "можете ли", "подскажите", "что делать", "кто может",
    "допоможіть", "нам потрібн", "мені потрібн", "потребуємо", "чи можете", "підкажіть", "що робити", "хто може",
    "ساعدونا", "ساعدوني", "نحتاج", "أحتاج", "يحتاجون", "نرجو المساعدة", "الرجاء المساعدة", "هل يمكن", "هل تستطيع",
    "ماذا نفعل", "أنقذونا", "نطلب",
)  # fmt: skip

# Beginnings of sentences that ask, for those who write no question mark.
QUESTIONS = (
    "who", "what", "where", "when will", "how", "why",
    "qui", "quoi", "où", "comment", "pourquoi",
    "quién", "quien", "qué", "dónde", "donde", "cuándo", "cómo",
    "quem", "o que", "onde",
    "кто", "где", "почему", "куда",
    "хто", "де", "чому", "куди",
    "أين", "متى", "كيف", "لماذا", "ماذا", "هل",
)  # fmt: skip

HARMS = (
    "accident", "explosion", "explod", "injured", "wounded", "killed", "bleeding", "fight", "shooting", "shelling",
    "bombed", "attacked", "evicted", "kidnapped", "raped", "landmine", "burned", "fleeing", "fled", "trapped", "starv",
    "grenade", "unexploded", "disappeared", "is missing", "are missing", "destroyed", "threaten", "beaten", "dying",
    "explosé", "blessé", "tué", "combats", "tirs", "attaqué", "expuls", "enlevé", "violée", "violence", "brûlé",
    "ont fui", "affam",
    "menac", "disparu", "détrui", "battue",
    "accidente", "explosión", "herid", "muert", "mataron", "disparos", "atacaron", "desaloj", "secuestr",
    "reclutad", "huy", "amenaz", "atrapad", "desapareci", "destru", "granada",
    "acidente", "explosão", "ferid", "mortos", "mataram", "tiros", "ataque", "despej", "raptad", "fugi", "ameaç",
    "desaparecid", "destruí",
    "взрыв", "ранен", "убит", "обстрел", "погиб", "бомб", "выгнал", "выселя", "похити", "напал", "мины", "снаряд", "гранату",
    "пропал", "угрожа", "разруш",
    "вибух", "поранен", "вбит", "обстріл", "загин", "вигнал", "виселя", "викра", "міни", "зник", "погрож", "зруйн",
    "انفجار", "انفجر", "جرحى", "جريح", "قتل", "قصف", "طرد", "خطف", "هجوم", "ألغام", "لغم", "قنبلة", "قذيفة", "حريق", "هرب",
    "اختفى",
    "مفقود", "تهديد", "يهدد", "دمر",
)  # fmt: skip
