"""Frequent small words by language, for telling languages apart. Data only; words that only name things are left out."""

WORDS: dict[str, str] = {
    "en": (
        "the of and to in is you that it he was for on are as with his they at be this have from or had by but not what "
        "all were we when your can there an which their said if do will each about how up out them then she so some her "
        "would make like him into has more no way could my than been who its now did get may our us please thank thanks "
        "dear hello i'm don't am i any here only after before these those should because hi regards it's yes "
        "need needs help send sent further other under between over through "
        "two three hours days week weeks months group groups question with"
    ),
    "fr": (
        "le la les de des du et à en un une est que qui dans pour pas sur ce cette ces au aux avec il elle nous vous ils "
        "je ne se son sa ses par plus ou mais sont été être avoir avons avez ont notre nos votre vos leur leurs où comme "
        "tout tous si bien aussi fait faire merci bonjour cordialement cela dont sans sous chez entre très était peut "
        "même deux ça y c'est qu'il n'est j'ai d'un d'une l'on "
        "besoin aide trois jours semaine avant après autre autres envoyer pouvons devons demande question"
    ),
    "es": (
        "el la los las de del y a en un una es que por con para no se lo su sus al como más pero este esta estos estas le "
        "nos les me mi si sobre ya muy sin también está están hay ser son fue ha han cuando donde quien desde todo todos "
        "nosotros usted ustedes gracias hola buenas buenos días saludos qué cómo cuál porque hasta entre o e unos unas yo "
        "él ella nuestro nuestra puede pueden tiene tienen hoy estamos "
        "necesitamos necesito ayuda dos tres días semana antes después otro otra enviar "
        "podemos debemos quisiera favor serviría"
    ),
    "pt": (
        "o a os as de do da dos das e em no na nos nas um uma é que por com para não se seu sua seus suas ao aos à às "
        "como mais mas este esta estes estas isso lhe me nós já muito sem também está estão há ser são foi ter tem têm "
        "quando onde quem desde até todo todos você vocês obrigado obrigada olá bom dia pelo pela pelos pelas ou entre "
        "nosso nossa pode podem eu ele ela hoje temos num numa uns umas "
        "precisamos preciso ajuda dois duas três dias semana antes depois outro outra enviar podemos devemos gostaria favor"
    ),
    "de": (
        "der die das und ist nicht in zu den von mit sich des auf für im dem ein eine einen einer als auch es an werden "
        "aus er hat dass sie nach wird bei noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch man "
        "sein wurde sei wir ich ihr ihre ihren uns bitte danke hallo guten sehr geehrte kann können sind freundlichen grüßen "
        "freundliche grüße herzliche"
    ),
    "it": (
        "il lo la i gli le di del della dei degli delle e a in un una è che per con non si su al alla ai alle come più ma "
        "questo questa questi queste ci mi vi ti sono stato essere avere ha hanno abbiamo nostro nostra vostro vostra "
        "loro dove quando anche già molto grazie ciao buongiorno salve dal dalla nel nella cosa perché o ed"
    ),
    "nl": (
        "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij door ze hij wij we ik je u "
        "uw ons onze naar uit nog wel over deze dit die wat worden wordt werd heeft hebben had kan kunnen zou bedankt "
        "hallo beste graag groeten tot of al geen meer"
    ),
    "pl": (
        "i w na z się nie do to że jest o jak po co tak za od ale czy przez dla są ten ta te tym był była było być mam ma "
        "mamy proszę dziękuję dzień dobry witam oraz który która które już tylko może jego jej ich nas nam pan pani lub "
        "jeszcze bardzo"
    ),
    "sv": (
        "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år "
        "under också efter eller nu där vid mot ska skulle kommer ut får finns vara hade alla andra mycket hej tack mvh "
        "din ditt dig er oss mig"
    ),
    "da": (
        "og i at det er en til på de den som med for af ikke der et har var jeg om vi han men sig fra kan så eller efter "
        "når også skal vil ud blev hvor havde hvis noget meget hej tak hilsen dig din jer os mig ved nu være"
    ),
    "no": (
        "og i at det er en til på de den som med for av ikke der et har var jeg om vi han men seg fra kan så eller etter "
        "når også skal vil ut ble hvor hadde hvis noe mye hei takk hilsen deg din dere oss meg ved nå være"
    ),
    "fi": (
        "ja on ei että se hän oli ovat mutta kun niin kuin myös jos tai sen ole minä sinä me te he tämä joka ovat olen "
        "hei kiitos voi mitä vain nyt sitten kanssa mukaan ennen jälkeen olla"
    ),
    "tr": (
        "ve bir bu da de için ile çok ne gibi daha olarak var ben sen o biz siz onlar ama değil mi mı olan kadar sonra "
        "her şey en ki ya veya merhaba teşekkürler teşekkür ederim lütfen sayın iyi"
    ),
    "ro": (
        "și de la în a cu pe nu este că un o din pentru mai care se să sunt fi ce au ca dar fost am ai are noi voi ei sau "
        "prin după foarte bună mulțumesc ziua vă rog"
    ),
    "cs": (
        "a v na se je že to s z do o jako za by ale pro po jsem jsou od tak jeho není který která být byl byla co jak už "
        "nebo dobrý den děkuji prosím"
    ),
    "hu": (
        "a az és hogy nem is egy van de meg ez mint csak már volt vagy ki el kell azt ha még ezt köszönöm jó napot kérem"
    ),
    "id": (
        "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya ke karena ada kami kita bisa atau oleh "
        "terima kasih sudah mereka anda selamat"
    ),
    "vi": "và của là có không được cho trong với các một những này đã tôi người khi để cũng như đến từ về",
    "sw": "ya na wa kwa ni katika za la kama kuwa hii hiyo sana lakini yake yao wao asante tafadhali habari",
    "so": "iyo waa oo ka ku in uu ay la soo u ah ayaa waxaa si aan",
    "ht": "nan ak pou yo nou mwen ou li pa se yon ki sa gen te ap la a mèsi bonjou tanpri",
    "ru": (
        "и в не на я что он с как это по но они мы к у вы из за то же все от так его её о до бы для при или ли был была "
        "были быть есть нет уже только наш ваш нас вас нам вам если когда где который которые спасибо здравствуйте добрый "
        "день пожалуйста также чтобы можно очень будет мне меня сегодня"
    ),
    "uk": (
        "і в у не на я що він з як це по але вони ми до ви із за те же всі від так його її про бо для при або чи був була "
        "були бути є немає вже лише тільки наш ваш нас вас нам вам якщо коли де який які дякую вітаю добрий день будь "
        "ласка також щоб можна дуже буде мені мене сьогодні та й зі"
    ),
    "bg": (
        "и в не на аз че той с как това по но те ние към вие от за то се си да е са ще или ли беше бяха бъде няма вече "
        "само наш ваш ни ви ако кога къде който които благодаря здравейте добър ден моля също много"
    ),
    "sr": (
        "и у не на ја да он с са како ово по али они ми ка ви из за то се си је су ће или ли био била били бити нема већ "
        "само наш ваш нас вас нам вам ако кад где који која хвала добар дан молим такође веома"
    ),
}  # fmt: skip

# Letters and marks that hardly any other language of Latin script uses. They count where the words leave it open.
LATIN_LETTERS: dict[str, str] = {
    "es": "ñ¿¡", "pt": "ãõ", "fr": "œù", "de": "ß", "pl": "łśźń", "tr": "ğışİ", "ro": "șțţ", "hu": "őű", "cs": "řěů",
    "vi": "ơưạếộ",
}  # fmt: skip

# Letters that only some languages of a script use.
LETTERS: dict[str, str] = {
    "uk": "іїєґ", "ru": "ыэъё", "be": "ў", "sr": "ђћџљњј", "mk": "ѓќѕ", "kk": "қңүұһәі", "tg": "ҷҳӣӯқғ",
    "fa": "پچژگکی",
    "ur": "ٹڈڑےںھہ", "ps": "ټډړښڼۍې", "ku": "ڕێۆڤە",
}  # fmt: skip
