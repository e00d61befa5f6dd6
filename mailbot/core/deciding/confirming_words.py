"""Words by which a person says that a mail in his name is his, or is not, in the languages of the desk. Data only; folded."""

from mailbot.core.rulebook.folding import fold

YES = frozenset(
    fold("yes confirm confirmed oui confirme sí si confirmo confirmado sim نعم أؤكد да подтверждаю так підтверджую").text.split()
)
"""Words that confirm."""

NO = frozenset(fold("no nope never non jamais nunca jamás لا كلا não nao nunca jamais нет никогда ні ніколи").text.split())
"""Words that deny, where a sentence is nothing else."""

HEDGES = frozenset(
    fold(
        "but from only just because yet mais depuis seulement pourtant pero desde solo porque لكن من فقط mas desde apenas só "
        "но с со из только просто але з із зі тільки просто"
    ).text.split()
)
"""Words beside which a denial may be about the way, not about who wrote: "I did not send it from my phone"."""

_NOT_MINE = (
    "not me", "wasn't me", "isn't me", "not mine", "isn't mine", "wasn't mine", "not from me", "not by me", "did not write",
    "didn't write", "have not written", "haven't written", "never wrote", "did not send", "didn't send", "never sent",
    "pas moi", "pas de moi", "pas le mien", "pas écrit", "pas envoyé", "jamais écrit", "jamais envoyé",
    "no fui yo", "no he sido yo", "no soy yo", "no era yo", "yo no fui", "no es mío", "no es mía", "no es de mi parte",
    "no escribí", "no lo escribí", "no la escribí", "no he escrito", "no lo he escrito", "no lo envié", "no envié",
    "no he enviado",
    "لست أنا", "ليس أنا", "ليس مني", "ليست مني", "ليست لي", "ليس لي", "لم أكتب", "لم أكتبها", "لم أكتبه", "لم أرسل", "لم أرسلها",
    "لم نكتب", "لم نكتبها", "لم نرسلها", "ما كتبت", "ما كتبتها",
    "não fui eu", "não sou eu", "não era eu", "não é meu", "não é minha", "não escrevi", "não a escrevi", "não o escrevi",
    "não fui eu quem", "não enviei", "não a enviei", "não o enviei", "nunca escrevi",
    "не я", "не мной", "не моё", "не мое", "не моя", "не от меня", "не писал", "не писала", "не писали", "не отправлял",
    "не отправляла", "не посылал", "не посылала",
    "не мною", "не моє", "не мій", "не від мене", "не надсилав", "не надсилала", "не писав",
)  # fmt: skip

NOT_MINE = tuple(f" {fold(words).text} " for words in _NOT_MINE)
"""What is said of a mail that somebody else wrote, each between blanks."""
