"""How notices of absence say when somebody is back, in the languages of the desk and two more. Data only, in lower case."""

from collections.abc import Mapping

# What stands before the day on which somebody is there again, or shortly after it.
RETURNS = (
    # en
    "back", "return", "returns", "returning", "resume", "resuming", "available again", "reachable again",
    # fr
    "retour", "reviens", "reviendrai", "reprends", "reprendrai", "reprise", "rentre", "rentrerai",
    # es pt it
    "regreso", "regresare", "regresaré", "vuelvo", "volveré", "vuelta", "retorno", "retornaré", "me reincorporo",
    "me reincorporaré", "regresso", "regressarei", "volto", "voltarei", "volta", "retornarei", "rientro", "rientrerò", "torno",
    "tornerò", "ritorno",
    # ru
    "вернусь", "возвращаюсь", "возвращение", "возвращения", "выйду", "выхожу", "приступлю", "буду на связи", "снова на связи",
    "буду в офисе", "буду доступен", "буду доступна",
    # uk
    "повернусь", "повернуся", "повертаюсь", "повертаюся", "повернення", "вийду", "виходжу", "буду на зв'язку", "буду в офісі",
    "буду доступний", "буду доступна",
    # ar
    "أعود", "سأعود", "العودة", "عودتي", "أرجع", "سأرجع", "سأستأنف", "أستأنف",
    # de
    "zurück", "wieder erreichbar", "wieder im büro", "wieder da", "wieder für sie da", "rückkehr",
)  # fmt: skip

# What stands before the last day away.
UNTILS = (
    # en
    "until", "till", "'til", "through", "thru", "up to", "after",
    # fr
    "jusqu'au", "jusqu'à", "jusqu'en", "après",
    # es pt it
    "hasta", "después de", "después del", "até", "depois de", "depois do", "fino al", "fino a", "dopo",
    # ru uk
    "до", "после", "після",
    # ar
    "حتى", "لغاية", "إلى غاية", "بعد",
    # de
    "bis", "bis zum", "nach dem",
)  # fmt: skip

# What stands before the first day away; or, behind a word of return, before the day of return.
FROMS = (
    # en
    "from", "since", "starting", "as of", "as from", "between",
    # fr
    "du", "dès", "depuis", "à partir du", "à compter du", "entre",
    # es pt it
    "del", "desde", "a partir de", "a partir del", "a partir do", "de", "dal",
    # ru uk
    "с", "со", "з", "із", "від",
    # ar
    "من", "ابتداء من", "اعتبارا من", "بدءا من",
    # de
    "vom", "ab", "ab dem", "seit",
)  # fmt: skip

# What stands between the first and the last day.
TO = ("to", "and", "au", "et", "al", "a", "ao", "e", "y", "по", "до", "إلى", "bis", "bis zum", "-", "–", "—")

# What stands before the mere number of a day; in English and in Slavic languages something stands behind it.
BEFORE_DAY = ("the", "le", "au", "el", "al", "dia", "día", "يوم", "il", "am", "zum")

MONTHS: Mapping[int, str] = {
    1: "january jan janvier janv enero ene janeiro января январь янв січня січень januar jänner gennaio يناير كانون_الثاني جانفي",
    2: "february feb février févr fév febrero fevereiro fev февраля февраль фев лютого лютий februar febbraio فبراير شباط فيفري",
    3: "march mar mars marzo março марта март березня березень märz مارس آذار",
    4: "april apr avril avr abril abr апреля апрель апр квітня квітень aprile أبريل إبريل نيسان أفريل",
    5: "may mai mayo maio мая май травня травень maggio مايو أيار ماي",
    6: "june jun juin junio junho июня июнь июн червня червень juni giugno يونيو يونيه حزيران جوان",
    7: "july jul juillet juil julio julho июля июль июл липня липень juli luglio يوليو يوليه تموز جويلية",
    8: "august aug août agosto августа август авг серпня серпень أغسطس آب أوت",
    9: "september sept sep septembre septiembre setiembre setembro сентября сентябрь сен сент вересня вересень settembre"
    " سبتمبر أيلول",
    10: "october oct octobre octubre outubro октября октябрь окт жовтня жовтень oktober okt ottobre أكتوبر تشرين_الأول",
    11: "november nov novembre noviembre novembro ноября ноябрь ноя листопада листопад نوفمبر تشرين_الثاني",
    12: "december dec décembre déc diciembre dic dezembro dez декабря декабрь дек грудня грудень dezember dicembre"
    " ديسمبر كانون_الأول",
}
"""Names of the months by number; `_` stands for a blank."""

WEEKDAYS: Mapping[int, str] = {
    1: "monday lundi lunes segunda segunda-feira понедельник понедельника понеділок понеділка الاثنين montag lunedì",
    2: "tuesday mardi martes terça terça-feira вторник вторника вівторок вівторка الثلاثاء dienstag martedì",
    3: "wednesday mercredi miércoles quarta quarta-feira среду среда среды середу середа середи الأربعاء mittwoch mercoledì",
    4: "thursday jeudi jueves quinta quinta-feira четверг четверга четвер четверга الخميس donnerstag giovedì",
    5: "friday vendredi viernes sexta sexta-feira пятницу пятница пятницы п'ятницю п'ятниця п'ятниці الجمعة freitag venerdì",
    6: "saturday samedi sábado субботу суббота субботы суботу субота суботи السبت samstag sabato",
    7: "sunday dimanche domingo воскресенье воскресенья неділю неділя неділі الأحد sonntag domenica",
}
"""Names of the days by ISO number."""

TOMORROW = ("tomorrow", "demain", "mañana", "amanhã", "завтра", "غدا", "morgen", "domani")
