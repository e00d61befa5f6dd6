"""Words by which languages are told apart: small ones, frequent ones, and those of our matters. Data only."""

# Frequent small words; words that only name things are left out.
WORDS: dict[str, str] = {
    "en": (
        "the of and to in is you that it he was for on are as with his they at be this have from or had by but not "
        "what all were we when your can there an which their said if do will each about how up out them then she so "
        "some her would make like him into has more no way could my than been who its now did get may our us please "
        "thank thanks dear hello i'm don't am i any here only after before these those should because hi regards "
        "it's yes need needs help send sent further other under between over through two three hours days week "
        "weeks months group groups question"
    ),
    "fr": (
        "le la les de des du et à en un une est que qui dans pour pas sur ce cette ces au aux avec il elle nous "
        "vous ils je ne se son sa ses par plus ou mais sont été être avoir avons avez ont notre nos votre vos leur "
        "leurs où comme tout tous si bien aussi fait faire merci bonjour cordialement cela dont sans sous chez "
        "entre très était peut même deux ça y c'est qu'il n'est j'ai d'un d'une l'on besoin aide trois jours "
        "semaine avant après autre autres envoyer pouvons devons demande question"
    ),
    "es": (
        "el la los las de del y a en un una es que por con para no se lo su sus al como más pero este esta estos "
        "estas le nos les me mi si sobre ya muy sin también está están hay ser son fue ha han cuando donde quien "
        "desde todo todos nosotros usted ustedes gracias hola buenas buenos días saludos qué cómo cuál porque hasta "
        "entre o e unos unas yo él ella nuestro nuestra puede pueden tiene tienen hoy estamos necesitamos necesito "
        "ayuda dos tres semana antes después otro otra enviar podemos debemos quisiera favor serviría"
    ),
    "pt": (
        "o a os as de do da dos das e em no na nos nas um uma é que por com para não se seu sua seus suas ao aos à "
        "às como mais mas este esta estes estas isso lhe me nós já muito sem também está estão há ser são foi ter "
        "tem têm quando onde quem desde até todo todos você vocês obrigado obrigada olá bom dia pelo pela pelos "
        "pelas ou entre nosso nossa pode podem eu ele ela hoje temos num numa uns umas precisamos preciso ajuda "
        "dois duas três dias semana antes depois outro outra enviar podemos devemos gostaria favor"
    ),
    "de": (
        "der die das und ist nicht in zu den von mit sich des auf für im dem ein eine einen einer als auch es an "
        "werden aus er hat dass sie nach wird bei noch wie einem über so zum war haben nur oder aber vor zur bis "
        "mehr durch man sein wurde sei wir ich ihr ihre ihren uns bitte danke hallo guten sehr geehrte kann können "
        "sind freundlichen grüßen freundliche grüße herzliche"
    ),
    "it": (
        "il lo la i gli le di del della dei degli delle e a in un una è che per con non si su al alla ai alle come "
        "più ma questo questa questi queste ci mi vi ti sono stato essere avere ha hanno abbiamo nostro nostra "
        "vostro vostra loro dove quando anche già molto grazie ciao buongiorno salve dal dalla nel nella cosa "
        "perché o ed"
    ),
    "nl": (
        "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij door ze hij wij we ik "
        "je u uw ons onze naar uit nog wel over deze dit die wat worden wordt werd heeft hebben had kan kunnen zou "
        "bedankt hallo beste graag groeten tot of al geen meer"
    ),
    "pl": (
        "i w na z się nie do to że jest o jak po co tak za od ale czy przez dla są ten ta te tym był była było być "
        "mam ma mamy proszę dziękuję dzień dobry witam oraz który która które już tylko może jego jej ich nas nam "
        "pan pani lub jeszcze bardzo"
    ),
    "sv": (
        "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när "
        "år under också efter eller nu där vid mot ska skulle kommer ut får finns vara hade alla andra mycket hej "
        "tack mvh din ditt dig er oss mig"
    ),
    "da": (
        "og i at det er en til på de den som med for af ikke der et har var jeg om vi han men sig fra kan så eller "
        "efter når også skal vil ud blev hvor havde hvis noget meget hej tak hilsen dig din jer os mig ved nu være"
    ),
    "no": (
        "og i at det er en til på de den som med for av ikke der et har var jeg om vi han men seg fra kan så eller "
        "etter når også skal vil ut ble hvor hadde hvis noe mye hei takk hilsen deg din dere oss meg ved nå være"
    ),
    "fi": (
        "ja on ei että se hän oli ovat mutta kun niin kuin myös jos tai sen ole minä sinä me te he tämä joka olen "
        "hei kiitos voi mitä vain nyt sitten kanssa mukaan ennen jälkeen olla"
    ),
    "tr": (
        "ve bir bu da de için ile çok ne gibi daha olarak var ben sen o biz siz onlar ama değil mi mı olan kadar "
        "sonra her şey en ki ya veya merhaba teşekkürler teşekkür ederim lütfen sayın iyi"
    ),
    "ro": (
        "și de la în a cu pe nu este că un o din pentru mai care se să sunt fi ce au ca dar fost am ai are noi voi "
        "ei sau prin după foarte bună mulțumesc ziua vă rog"
    ),
    "cs": (
        "a v na se je že to s z do o jako za by ale pro po jsem jsou od tak jeho není který která být byl byla co "
        "jak už nebo dobrý den děkuji prosím"
    ),
    "hu": ("a az és hogy nem is egy van de meg ez mint csak már volt vagy ki el kell azt ha még ezt köszönöm jó napot kérem"),
    "id": (
        "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya ke karena ada kami kita bisa atau "
        "oleh terima kasih sudah mereka anda selamat"
    ),
    "vi": "và của là có không được cho trong với các một những này đã tôi người khi để cũng như đến từ về",
    "sw": "ya na wa kwa ni katika za la kama kuwa hii hiyo sana lakini yake yao wao asante tafadhali habari",
    "so": "iyo waa oo ka ku in uu ay la soo u ah ayaa waxaa si aan",
    "ht": "nan ak pou yo nou mwen ou li pa se yon ki sa gen te ap la a mèsi bonjou tanpri",
    "ru": (
        "и в не на я что он с как это по но они мы к у вы из за то же все от так его её о до бы для при или ли был "
        "была были быть есть нет уже только наш ваш нас вас нам вам если когда где который которые спасибо "
        "здравствуйте добрый день пожалуйста также чтобы можно очень будет мне меня сегодня"
    ),
    "uk": (
        "і в у не на я що він з як це по але вони ми до ви із за те же всі від так його її про бо для при або чи "
        "був була були бути є немає вже лише тільки наш ваш нас вас нам вам якщо коли де який які дякую вітаю "
        "добрий день будь ласка також щоб можна дуже буде мені мене сьогодні та й зі"
    ),
    "bg": (
        "и в не на аз че той с как това по но те ние към вие от за то се си да е са ще или ли беше бяха бъде няма "
        "вече само наш ваш ни ви ако кога къде който които благодаря здравейте добър ден моля също много"
    ),
    "sr": (
        "и у не на ја да он с са како ово по али они ми ка ви из за то се си је су ће или ли био била били бити "
        "нема већ само наш ваш нас вас нам вам ако кад где који која хвала добар дан молим такође веома"
    ),
    "gl": (
        "o a os as de do da dos das e en no na unha unhas que non con por para moi moitas grazas ola temos dende "
        "pola polo tamen estan somos xente nos precisamos onde hoxe mais ata"
    ),
    "ca": (
        "el la els les de del dels i en un una que no amb per gràcies bon dia som estem tenim aquest aquesta molt "
        "també però necessitem sobre més fins on avui ajuda si us plau salutacions"
    ),
    "hr": (
        "i u na je da se za su od s sa ne to što kako ali ili bi smo ste sam nije bili biti molim hvala poštovani "
        "dan danas trebamo trebaju naš naša vaš koji koja koje imamo ljudi dobar nam vam pomoć gdje gde"
    ),
    "sk": (
        "a v na sa je že to s z do ako za by ale pre po som sú od tak nie ktorý ktorá byť bol čo už alebo dobrý deň "
        "ďakujem prosím potrebujeme máme ľudia"
    ),
    "sl": ("in v na je da se za so od z s ne to kot pa ali bi smo ste ni biti prosim hvala dober dan danes potrebujemo ki tudi"),
    "et": "ja on ei et see oma kui ka mis oli nad me te aga või palun aitäh tere päevast vajame meie",
    "lt": "ir yra kad su iš į apie bet kaip prašome ačiū laba diena mums reikia mes",
    "lv": "un ir ka ar no uz par bet kā lūdzu paldies labdien mums mēs vajadzīgas vajag nav",
    "sq": "dhe në të e i për me nga që është një nuk jemi kemi ju lutem faleminderit përshëndetje tonë duam ndihmë",
    "az": "və bir bu üçün ilə də ki biz sizin bizə lazımdır salam xahiş edirik çox olan var yox",
    "uz": "va bir bu uchun bilan biz bizga kerak salom rahmat iltimos bor yo'q qanday",
    "ku": "û bi ji li di de ku ew em me hûn ne ev dikin spas bo alîkarî pêwîst gelek silav hene",
    "ha": (
        "da na ya ta a ne ce ba mu ku su don muna suna yana tana wannan amma ko kuma sannu nagode godiya bukatar "
        "taimako an mutane yara gida cikin saboda"
    ),
    "rw": (
        "na mu ku ni ya ba no uyu iyi ariko cyangwa turi dufite turashaka mwaramutse murakoze ubufasha abantu abana "
        "dukeneye kandi ko iwacu kuri mutwoherereze"
    ),
    "rn": (
        "na mu ku ni ya ba no uyu iyi ariko canke turi dufise turashaka mwaramutse murakoze cane ubufasha abantu "
        "abana dukeneye kandi ko iwacu kuri amahoro mutubabarire"
    ),
    "ln": "na ya mpe te oyo bato biso bino ezali tozali mbote matondi lisalisi mpo nde kasi bana soki",
    "om": "fi kan hin akka waa nu keessa irraa barbaanna galatoomaa nagaa gargaarsa jiru yoo",
    "yo": "ni ti si awọn ati fun wa ko jẹ o ṣe pẹlu ẹ kaabo jọwọ",
    "wo": "ak ci la mu ñu yi bi am du dafa jërëjëf soxla",
    "mg": "ny sy ary dia tsy ho an amin fa misy isika izahay misaotra mila azafady",
    "tl": "ang ng sa na mga at ay ko mo namin kami hindi po ito para may salamat kailangan tulong magandang",
    "ms": "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga kami adalah boleh terima kasih sila",
}

# Further common words of the languages of most of our mail; many are shared, and the tables are weighed against one another.
COMMON: dict[str, str] = {
    "en": (
        "go come take give make see look get find tell ask work seem feel try leave keep let begin show hear play "
        "run move live believe bring happen write provide sit stand lose pay meet include continue set learn change "
        "lead understand watch follow create speak read spend grow open walk win offer remember love consider "
        "appear buy wait serve die build stay fall reach kill remain suggest raise pass sell require decide pull "
        "also back even new old good great little own other right big high different small large next early young "
        "few public bad same able still again always never often maybe during without within along across behind "
        "something anything nothing everything too very much many such both most late per until while whose "
        "attached received kindly sir madam everyone charge any update going being having doing done was wasn't "
        "isn't can't cannot could"
    ),
    "fr": (
        "aller venir prendre donner faire voir trouver dire demander savoir vouloir pouvoir devoir falloir mettre "
        "passer partir arriver rester suivre écrire lire comprendre attendre perdre rendre tenir vivre entendre "
        "ouvrir vient viennent va vont prend donne voit trouve dit sait veut veulent peuvent doit doivent faut met "
        "mettent passe reste attend attendons fut était étaient serait seront sera avait avaient aura auront eu "
        "fait faits lui eux quel quelle quels quelles lequel toute toutes chaque plusieurs quelque quelques "
        "beaucoup peu trop assez moins jamais toujours encore déjà puis ensuite donc alors car parce lorsque depuis "
        "pendant jusqu'à vers contre selon dehors dedans nouveau nouvel bon bonne grand grande petit petite vieux "
        "jeune premier deux mari femme fils fille frère sœur mère père voisin voisine soir matin nuit semaine mois "
        "année reçu veuillez ci-joint pièce jointe au aux chez on il elle ils elles notre bien"
    ),
    "es": (
        "ir venir tomar dar hacer ver encontrar decir pedir saber querer poder deber poner pasar salir llegar "
        "quedar seguir escribir leer entender esperar perder vivir oír abrir va van viene vienen toma da dan hace "
        "hacen ve ven dice dicen sabe saben quiere quieren puedo podría debe deben pone pasa pasó sale llega llegó "
        "llegaron queda sigue espera perdió vive viven eran era fueron había habían hubo sería será serán tenía "
        "tenían tuvo esa ese eso esas aquí allí ahí aquel algo nada mucho mucha muchos muchas poco tan tanto "
        "siempre nunca todavía aún luego entonces así pues aunque mientras contra según dentro fuera nuevo nueva "
        "bueno buena grande pequeño viejo joven primero marido esposo mujer hijo hija hermano hermana madre padre "
        "vecino vecina noche mañana mes año él ellos ellas les han hemos has he nos llevaron mataron dijo dijeron "
        "hicieron otra vez cada lado dueño gente muchacho muchacha adjunto adjunta recibido quisiera señor señora "
        "buen mi mis tu tus"
    ),
    "pt": (
        "ir vir tomar dar fazer ver encontrar dizer pedir saber querer poder dever pôr passar sair chegar ficar "
        "seguir escrever ler entender esperar perder viver ouvir abrir vai vão vem vêm toma dá dão faz fazem vê diz "
        "dizem sabe sabem quer querem posso poderia deve devem põe passa passou sai chega chegou chegaram fica "
        "segue espera perdeu vive vivem eram era foram havia houve seria será serão tinha tinham teve essa esse "
        "isto aquilo aqui ali aí aquele algo nada muito muita muitos muitas pouco tão tanto sempre nunca ainda "
        "depois então assim pois embora enquanto contra segundo dentro fora novo nova bom boa grande pequeno velho "
        "jovem primeiro marido esposo mulher filho filha irmão irmã mãe pai vizinho vizinha noite manhã mês ano "
        "eles elas lhes temos tens meu minha meus minhas teu tua levaram mataram disse disseram fizeram outra vez "
        "cada lado dono gente menina menino anexo recebido gostava gostaria senhor senhora deu nós nos onde quem "
        "ajuda ponte ponto"
    ),
    "ar": (
        "في من على الى إلى عن أن ان إن هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ليس هل مع كان كانت يكون نحن انا "
        "أنا انت أنت هو هي هم كل بعد قبل عند عندنا عندي عندك بين أو او ثم قد حتى كيف اين أين متى ماذا لماذا يا و "
        "لنا لكم لي له لها لهم به بها فيه فيها منه منها عليه عليها نريد نحتاج محتاجين نرجو ارجو أرجو يرجى شكرا "
        "السلام عليكم مرحبا مساعدة معلومات صباح الخير مساء تحية طيبة وصل وصلنا رد يوجد توجد هناك هنا الآن اليوم غدا "
        "أمس وين شو بدنا بدي مو مش لازم كتير هيك هون هلق اللي احنا إحنا ايش شنو ليش هسه وايد الحين للحين امبارح "
        "الله لغم الغام ألغام قرب حول ضد خلال بسبب لكن لأن لان إذا اذا أي غير بيت بيتنا ناس اطفال أطفال نساء مدرسة "
        "مدارس قرية مخيم"
    ),
    "ru": (
        "со ко во об обо изо делать сделать идти пойти прийти взять дать видеть найти сказать говорить просить "
        "знать хотеть мочь писать читать понять ждать жить открыть идёт идут пришли пришлите дали видели сказали "
        "говорят знает знаем хочет хочу хотят может могут пишет ждём живёт живут этот эта эти этого этой том тот та "
        "те там здесь тут сейчас потом ещё еще уж даже ничего никто никого что-то кто-то много мало очень всегда "
        "никогда опять снова или либо хотя пока чем через после перед между без около под над новый старый большой "
        "маленький первый муж жена сын дочь брат сестра мать отец сосед соседка ночь утро вечер неделя месяц год "
        "два две три её ее ему им ими мой моя моё мои твой свой своя свои сам сама чтобы потому поэтому ответ "
        "ответа получено отчет отчёт вложении привет двоих трое"
    ),
    "uk": (
        "робити іти піти прийти взяти дати бачити знайти сказати говорити просити знати хотіти могти писати читати "
        "зрозуміти чекати жити відкрити йде йдуть надіслали надішліть дали бачили сказали кажуть знає знаємо хоче "
        "хочу хочуть може можуть пише чекаємо живе живуть цей ця ці цього цієї тому той та те там тут зараз потім "
        "ще навіть нічого ніхто нікого щось хтось багато мало дуже завжди ніколи знову або хоча поки ніж через "
        "після перед між без біля під над новий старий великий малий перший чоловік дружина син донька брат сестра "
        "мати батько сусід сусідка ніч ранок вечір тиждень місяць рік два дві три її йому їм ними мій моя моє мої "
        "твій свій своя свої сам сама адже відповідь відповіді отримано звіт вкладенні двох троє шо щодо від до"
    ),
    "de": (
        "gehen kommen nehmen geben machen sehen finden sagen wissen wollen müssen schreiben lesen verstehen warten "
        "liegt gibt hier dort dann immer viele alle unser unsere anmelden wo wer wie warum wann schnelle antwort "
        "neue alte gute"
    ),
    "it": (
        "andare venire prendere dare fare vedere trovare dire sapere volere potere dovere scrivere leggere posso "
        "possiamo dobbiamo nostri c'è sono qui là sempre tutti nuova buona nostra risposta dove chi quando"
    ),
    "nl": (
        "gaan komen nemen geven maken zien vinden zeggen weten willen moeten schrijven lezen wachten ligt hier daar "
        "altijd alle nieuwe goede waar wie waarom wanneer snelle antwoord hulp"
    ),
    "pl": (
        "iść przyjść wziąć dać widzieć znaleźć powiedzieć wiedzieć chcieć móc pisać czytać czekać leży gdzie kto "
        "kiedy dlaczego tutaj zawsze wszyscy nowy dobry odpowiedź mogę możemy"
    ),
    "ro": (
        "avem nevoie unde cine când lângă poate puteți vrem trebuie este răspuns școală copii oameni apă drum sat "
        "ajutor pot mă ne"
    ),
    "sv": ("behöver hjälp kan jag var vem när varför ligger här där alltid alla svar ditt skolan barn människor vatten vi ni"),
    "da": "brug hjælp hvor hvem hvornår hvorfor ligger her der altid alle svar skolen børn mennesker vand vores",
    "no": "trenger hjelp hvor hvem når hvorfor ligger her der alltid alle svar skolen barn mennesker vann vår våre",
    "fi": (
        "tarvitsemme apua missä kuka milloin miksi täällä siellä aina kaikki vastaus vastauksesta koulu lapset "
        "ihmiset vesi meillä voin voimme"
    ),
    "tr": (
        "gitmek gelmek almak vermek yapmak nereye nerede kim zaman neden burada orada hep herkes cevap okul bulduk istiyoruz için"
    ),
    "cs": "potřebujeme pomoc kde kdo kdy proč tady tam vždy všichni odpověď škola děti lidé voda mohu můžeme poli leží",
    "hu": (
        "szükségünk segítség hol ki mikor miért itt ott mindig mindenki válasz választ iskola gyerekek emberek víz "
        "lehet mellett van egy"
    ),
    "id": ("membutuhkan bantuan di mana siapa kapan mengapa sini sana selalu semua jawaban sekolah anak orang air bisa atas"),
    "vi": "chúng tôi cần giúp đỡ ở đâu ai khi nào tại sao đây kia tất cả câu trả lời trường trẻ em nước cảm ơn bạn",
    "ht": "bezwen èd kote ki kilès poukisa isit la toujou tout repons lekòl timoun moun dlo pou nou mwen",
    "ha": "ina iya yin amsar amsa ga zan kusa makaranta gona akwai bukata lafiya",
    "so": ("xaggee halkee yaa goorma waa maxay halkan had dhammaan jawaab jawaabta dugsi dugsiga karaa baan ayaan taal meel"),
    "rn": "hehe ryari kubera hano hose inyishu ishure wacu hari mu murima",
    "sw": "wapi nani lini kwa nini hapa pale daima wote jibu kuna shamba naweza ninaweza nina lako hili",
}

# Words of our matters and of short mails, which tell a language though they name things.
FIELD: dict[str, str] = {
    "en": (
        "landmine landmines minefield minefields mines deminers clearance school children people families house "
        "houses homes water road village camp shelter urgent urgently asap injured wounded killed explosion "
        "exploded bomb found unexploded ordnance police hospital food medicine displaced refugees evicted eviction "
        "land property survivor survivors women girls report training advice guidance template form contact "
        "information support near today tomorrow yesterday safe danger stop call reply answer where who want wants "
        "know don't cant can't didnt didn't plz pls got nobody somebody someone everybody"
    ),
    "fr": (
        "mine antipersonnel démineurs déminage école enfants personnes familles maison maisons eau route camp abri "
        "urgence blessé blessés mort morts explosé explosif explosifs engin engins bombe trouvé obus hôpital "
        "nourriture médicaments déplacés réfugiés expulsés expulsion terre terres terrain propriété survivants "
        "survivantes femmes filles rapport formation formations conseil conseils modèle formulaire renseignements "
        "appui soutien près aujourd'hui demain hier danger svp bonsoir salut madame monsieur collègues voici suis "
        "êtes nouvelle nouvelles jour besoins réunion coordination sécurité cherchons cherche souhaitons avions "
        "pourriez pouvez aidez moi toi personne rien pourquoi comment combien quand quoi"
    ),
    "es": (
        "mina antipersonal desminado campo minado escuela niños niñas personas familias casa casas agua camino "
        "carretera vereda albergue urgente heridos herido muertos muerto explosión explotó explosivos explosivo "
        "artefacto bomba encontramos hospital comida medicinas desplazados desplazadas refugiados desalojo "
        "desalojados tierra tierras propiedad sobrevivientes mujeres informe capacitación taller orientación "
        "plantilla formato formulario información apoyo cerca hoy mañana ayer peligro auxilio socorro tardes noches "
        "estimados estimada colegas cordial cómo dónde quién cuánto nadie alguien hacer cual cuando queremos "
        "solicitamos solicito agradecemos comunidad municipio reunión"
    ),
    "pt": (
        "mina antipessoal desminagem campo minado escola crianças pessoas famílias casa casas água estrada aldeia "
        "abrigo urgente feridos ferido mortos morto explosão explodiu explosivos engenho bomba encontrámos "
        "encontramos hospital comida medicamentos deslocados deslocadas refugiados despejo despejados terra terras "
        "propriedade sobreviventes mulheres raparigas meninas relatório formação orientação modelo formulário "
        "informação informações apoio perto amanhã ontem perigo socorro tarde noite colegas caros prezados ninguém "
        "alguém fazer qual gostaríamos solicitamos agradecemos comunidade município reunião vocês nosso obrigado "
        "gente"
    ),
    "de": (
        "mine minen minenfeld schule kinder menschen familien haus wasser straße dorf lager dringend verletzt "
        "verletzte tot explosion bombe gefunden krankenhaus hilfe brauchen benötigen vertriebene flüchtlinge land "
        "frauen bericht schulung vorlage formular informationen heute morgen gestern gefahr karten karte bezirk"
    ),
    "it": (
        "mina mine bambini persone famiglie casa acqua strada villaggio campo urgente feriti morti esplosione bomba "
        "trovato ospedale aiuto abbiamo bisogno sfollati rifugiati donne rapporto formazione modulo informazioni "
        "oggi domani ieri pericolo vicino mappe scuola vorremmo potete"
    ),
    "nl": (
        "mijn mijnen mijnenveld school kinderen mensen gezinnen huis water weg dorp kamp dringend gewond dood "
        "ontploffing bom gevonden ziekenhuis hulp nodig ontheemden vluchtelingen vrouwen rapport opleiding "
        "formulier informatie vandaag morgen gisteren gevaar kaarten"
    ),
    "tr": (
        "mayın mayınlar okul çocuklar çocuk aileler ev su yol köy kamp acil yaralı öldü patlama bomba bulundu "
        "hastane yardım ihtiyacımız var mülteciler kadınlar rapor eğitim form bilgi bugün yarın dün tehlike harita"
    ),
    "pl": (
        "mina miny szkoła dzieci ludzie rodziny dom woda droga wieś obóz pilne ranni wybuch bomba szpital pomoc "
        "potrzebujemy uchodźcy kobiety raport szkolenie formularz informacje dzisiaj jutro wczoraj "
        "niebezpieczeństwo mapy"
    ),
    "sw": (
        "mabomu bomu shule watoto watu familia nyumba maji barabara kijiji kambi haraka majeruhi hospitali chakula "
        "msaada tunahitaji wakimbizi wanawake ripoti mafunzo fomu leo kesho jana hatari tuna wetu yetu karibu"
    ),
    "so": (
        "miino iskuul caruur dad qoys guri biyo waddo xero degdeg dhaawac qarax bam isbitaal cunto caawimaad waxaan "
        "baahanahay qaxooti haween maanta berri halis fadlan mahadsanid waxaanu rabnaa"
    ),
    "ar": (
        "salam salaam assalam alaykum alaikum aleikum alaykom marhaba shukran choukran chokran inshallah insha "
        "allah nahnu nahtaj nahtag mosaada musaada musa3ada mosa3ada 3alaykom min fadlak law samaht ana ihna ehna "
        "fi al wa lana indana 3andna 3ayez mish algham alghaam jazilan habibi ya akhi kif kifak wallah bidna bedna "
        "lazim lazem shu"
    ),
    "ru": (
        "мины мина минное поле взрыв взорвался снаряд снаряды бомба ранен ранены погиб погибли школа школы дети "
        "ребёнок люди семьи дом дома вода дорога деревня посёлок лагерь срочно больница помощь помогите нужна нужны "
        "нужно нужен беженцы переселенцы женщины отчёт обучение форма шаблон информация сегодня завтра вчера опасно "
        "опасность карта карты район района области просим прошу подскажите скажите хотим хотели можете сделать "
        "делать уважаемые коллеги кто что где куда почему сколько человек найден нашли возле около выселение "
        "выселяют zdravstvuyte zdravstvujte privet pozhaluysta pomogite spasibo nuzhna nuzhno pomosh nam"
    ),
    "uk": (
        "міни міна мінне поле вибух вибухнув снаряд снаряди бомба поранений поранені загинув загинули школа школи "
        "діти дитина люди родини родина сім'ї дім будинок вода дорога село селище табір терміново лікарня допомога "
        "допоможіть потрібна потрібні потрібно потрібен біженці переселенці жінки звіт навчання форма шаблон "
        "інформація інформацію завтра вчора небезпечно небезпека карта карти район району області просимо прошу "
        "підкажіть скажіть хочемо хотіли можете зробити робити шановні колеги хто що куди чому скільки людина "
        "знайдено знайшли біля поруч виселення виселяють маємо нашої нашому dobryi dobryy den potribna dopomoha "
        "dyakuyu budlaska"
    ),
    "bg": (
        "мини мина взрив училище деца хора семейства къща вода път село лагер спешно ранени болница помощ нуждаем "
        "нужна бежанци жени днес утре вчера опасност карта намерихме можете моля искаме имаме"
    ),
    "be": (
        "і ў не на я што ён з як гэта па але яны мы да вы са за ад так яе пра каб для пры ці быў была былі быць "
        "ёсць няма ўжо толькі наш ваш нас вас нам вам калі дзе які дзякуй вітаю добры дзень ласка таксама вельмі "
        "патрэбна дапамога людзі дзеці"
    ),
    "tg": (
        "ва дар аз ба ки ин он бо барои мо шумо аст ҳаст нест салом раҳмат лутфан мардум кӯдакон хона об роҳ кӯмак "
        "лозим мина минаҳо"
    ),
    "kk": "және бір бұл үшін біз бізге керек сәлеметсіз рахмет өтінеміз бар жоқ",
    "mk": (
        "и во на се да од за не што како ние вие тоа ова со кои има нема треба благодарам здраво добар ден ве молам "
        "луѓе деца помош"
    ),
    "sr": (
        "мине мина експлозија школа деца људи породице кућа вода пут село хитно повређени болница помоћ потребна "
        "избеглице жене данас сутра јуче опасност карта имамо молимо"
    ),
    "fa": (
        "است را که از این با برای می شود ما شما هستیم داریم نیاز کمک لطفا سلام ممنون تشکر کنید کنیم شده بود هست "
        "نیست آن یک های خانه مردم اطفال کودکان مین ماین افراد خانواده امروز فردا خود هم تا باید هر"
    ),
    "ur": "ہے ہیں کے کی کا میں نے سے پر اور کو یہ ہم آپ براہ کرم مدد شکریہ سلام نہیں تھا ہمیں لوگ بچے گھر کیا",
    "ps": "د په چې دی ته له سره موږ تاسو او کې څخه نه هم دا ده مننه سلام مرسته خلک ماشومان کور لري زموږ اړتیا",
    "ku": "لە بۆ ئەم ئێمە و کە بە لەگەڵ نییە هەیە سوپاس تکایە یارمەتی خەڵک منداڵ پێویستمان",
    "ug": "ۋە بۇ بىز ئۇ بىلەن ئۈچۈن كېرەك رەھمەت",
}
