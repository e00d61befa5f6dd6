"""How people begin what stays within the team, without the command for it. Data only; compared folded, without punctuation."""

INSIDE_NOTES = (
    # en
    "internal note", "private note", "team note", "note to self", "note for the team", "note to the team", "internal use only",
    "for internal use", "for the team only", "for internal only",
    # fr
    "note interne", "note privée", "note de service", "note pour l'équipe", "note à l'équipe", "usage interne", "à usage interne",
    # es
    "nota interna", "nota privada", "nota para el equipo", "nota al equipo", "uso interno", "para uso interno",
    "solo para el equipo",
    # ar
    "ملاحظة داخلية", "ملاحظة خاصة", "ملاحظة للفريق", "للاستخدام الداخلي", "للفريق فقط",
    # pt
    "nota para a equipa", "nota para a equipe", "só para a equipa", "só para a equipe",
    # ru
    "внутренняя заметка", "внутреннее примечание", "служебная заметка", "заметка для команды", "примечание для команды",
    "для внутреннего пользования", "только для команды",
    # uk
    "внутрішня нотатка", "внутрішня примітка", "службова нотатка", "нотатка для команди", "примітка для команди",
    "для внутрішнього користування", "лише для команди", "тільки для команди",
)  # fmt: skip
"""What follows these is for nobody outside, whatever sign stands between."""

NO_NOTES = (
    # en (a note that the road is closed)
    "that", "the", "this", "these", "also", "well", "how", "our", "please",
    # fr es pt
    "que", "qu", "bien", "también", "também",
    # ar: an important note, and the like
    "هامة", "مهمة", "أن", "أنه",
    # ru uk
    "что", "що",
)  # fmt: skip
"""Words behind a bare `note` with which a sentence begins that is for the reader."""
