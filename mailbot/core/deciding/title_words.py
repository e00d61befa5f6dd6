"""Words of an office as they stand below a name, in the languages of the desk. Data only; compared folded."""

TITLES = """
    head leader chief coordinator coordination officer manager director deputy adviser advisor assistant specialist
    analyst
    representative delegate consultant secretary supervisor administrator engineer
    coordinateur coordinatrice coordonnateur coordonnatrice chargé chargée responsable directeur directrice chef cheffe
    adjoint adjointe
    conseiller conseillère assistante spécialiste délégué déléguée secrétaire
    coordinador coordinadora oficial jefe jefa directora asesor asesora encargado encargada gerente asistente
    especialista delegado
    delegada secretaria
    منسق منسقة مدير مديرة رئيس رئيسة مسؤول مسؤولة مستشار مستشارة موظف موظفة ممثل ممثلة مساعد مساعدة نائب نائبة أخصائي
    أخصائية
    coordenador coordenadora diretor diretora chefe assessor assessora gestor gestora técnico técnica adjunta adjunto
    координатор директор начальник специалист менеджер руководитель консультант заместитель сотрудник ассистент помощник
    советник
    координаторка директорка начальниця фахівець фахівчиня спеціаліст спеціалістка керівник керівниця заступник
    заступниця
    менеджерка радник радниця помічник помічниця
"""
