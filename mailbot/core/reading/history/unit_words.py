"""Units of measure as people write them behind a number, in the seven languages. Data only; compared casefolded."""

UNITS = (
    # signs, in any language
    "mm", "cm", "m", "km", "m2", "km2", "m²", "km²", "m³", "ha", "g", "kg", "t", "ml", "l", "ft", "yd", "mi", "nm", "mph",
    "km/h", "kph", "m/s", "°", "°c", "°f", "%", "$", "€", "£", "usd", "eur", "kv", "db", "kb", "mb", "gb",
    "h", "hr", "hrs", "min", "sec", "a.m", "p.m",
    # en
    "metre", "metres", "meter", "meters", "kilometre", "kilometres", "kilometer", "kilometers", "foot", "feet", "yard", "yards",
    "mile", "miles", "pace", "paces", "step", "steps", "degrees", "percent", "minute", "minutes", "hour", "hours", "day", "days",
    "week", "weeks", "month", "months", "year", "years", "litre", "litres", "tonnes", "tons",
    # fr
    "mètre", "mètres", "kilomètre", "kilomètres", "pas", "degrés", "heure", "heures", "jour", "jours", "semaine", "semaines",
    "mois", "an", "ans", "année", "années", "litres", "tonne",
    # es pt
    "metro", "metros", "kilómetro", "kilómetros", "quilómetro", "quilómetros", "quilômetro", "quilômetros", "pasos", "passos",
    "grados", "graus", "minuto", "minutos", "hora", "horas", "día", "días", "dia", "dias", "semana", "semanas", "mes", "meses",
    "mês", "año", "años", "ano", "anos", "litros", "toneladas",
    # ar
    "م", "كم", "سم", "متر", "مترا", "مترًا", "أمتار", "كيلومتر", "كيلومترا", "كيلومترًا", "كيلومترات", "خطوة", "خطوات", "٪",
    "درجة", "دقيقة", "دقائق", "ساعة", "ساعات", "يوم", "يوما", "يومًا", "أيام", "أسبوع", "أسابيع", "شهر", "أشهر", "سنة", "سنوات",
    "كغ", "كغم", "طن",
    # ru uk
    "мм", "см", "м", "км", "га", "г", "кг", "т", "л", "метр", "метра", "метров", "метри", "метрів", "километр", "километра",
    "километров", "кілометр", "кілометри", "кілометрів", "шаг", "шага", "шагов", "крок", "кроки", "кроків", "градусов",
    "градусів", "ч", "час", "часа", "часов", "год", "години", "годин", "мин", "минут", "хв", "хвилин", "день", "дня", "дней",
    "дні", "днів", "недели", "недель", "тижні", "тижнів", "месяца", "месяцев", "місяці", "місяців", "года", "лет", "роки",
    "років",
)  # fmt: skip
