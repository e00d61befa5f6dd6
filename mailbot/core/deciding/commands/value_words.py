"""How urgencies, spans of time and reasons for closing are said in the languages of the desk."""

from collections.abc import Mapping

from mailbot.core.ticket import Urgency

URGENCIES: Mapping[Urgency, str] = {
    Urgency.CRITICAL: """
        critical emergency critique crítico crítica критический критическая критично критичный критична критичний حرج حرجة
    """,
    Urgency.HIGH: """
        high urgent haute haut élevée élevé urgente alta alto высокая высокий высоко срочно висока високий високо терміново
        مرتفع مرتفعة عالي عالية عاجل عاجلة
    """,
    Urgency.NORMAL: """
        normal normale обычная обычный нормальная нормальный обычно medium media moyenne média средняя середня متوسطة
        звичайна звичайний нормальна нормальний عادي عادية
    """,
    Urgency.LOW: """
        low basse bas faible baja bajo baixa baixo низкая низкий низко низька низький منخفض منخفضة
    """,
}

HOURS: Mapping[int, str] = {
    1: """
        h hr hrs hour hours heure heures hora horas ч час часа часов год година години годин ساعة ساعات
    """,
    24: """
        d day days j jr jour jours día días dia dias д дн день дня дней дні днів يوم يوما أيام
    """,
    168: """
        w wk week weeks sem semaine semaines semana semanas нед неделя недели недель тиж тиждень тижні тижнів
        أسبوع أسابيع
    """,
}
"""Units of time by their length in hours."""

TWO: Mapping[int, str] = {2: "ساعتين ساعتان", 48: "يومين يومان", 336: "أسبوعين أسبوعان"}
"""Arabic says two of something in one word."""

TOMORROW = "tomorrow demain mañana غدا غدًا amanhã завтра"
ME = "me myself moi mí أنا لي mim мне себе мені собі"
"""What stands for the person who writes."""

ENDINGS: Mapping[str, str] = {
    "answered": """
        answered resolved done solved répondu résolu respondido resuelto resolvido отвечено решено відповіли вирішено أجيب تم
    """,
    "handed_over": """
        handed handed_over handed-over transferred transféré transmis remis transferido entregado
        entregue передано переданий محول أحيل
    """,
    "withdrawn": """
        withdrawn cancelled retiré annulé retirado cancelado отозвано снято відкликано знято مسحوب ملغى
    """,
    "unmet": """
        unmet unable impossible insatisfait desatendido insatisfecho impossível невыполнено невозможно невиконано неможливо
        متعذر مستحيل
    """,
}
"""Why a request is closed: the reasons that the closing mail knows."""
