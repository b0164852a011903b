//! The words for thirteen to ninety, beside those of `number_words.rs`.
//!
//! Numbers between the tens are one word in some languages and several in others; they are not listed.

/// The numbers of [`GREATER`], in order.
pub(super) static VALUES: [u32; 15] = [13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90];

/// The words of each language; alternatives with `|`, `-` where there is none to be sure of.
pub(super) static GREATER: [(&str, &str); 24] = [
    (
        "bg",
        "тринадесет|тринайсет четиринадесет|четиринайсет петнадесет|петнайсет шестнадесет|шестнайсет седемнадесет|седемнайсет \
         осемнадесет|осемнайсет деветнадесет|деветнайсет двадесет|двайсет тридесет|трийсет четиридесет|четирийсет петдесет \
         шестдесет|шейсет седемдесет осемдесет деветдесет",
    ),
    (
        "es",
        "trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta \
         noventa",
    ),
    (
        "cs",
        "třináct|třinácti čtrnáct|čtrnácti patnáct|patnácti šestnáct|šestnácti sedmnáct|sedmnácti osmnáct|osmnácti \
         devatenáct|devatenácti dvacet|dvaceti třicet|třiceti čtyřicet|čtyřiceti padesát|padesáti šedesát|šedesáti \
         sedmdesát|sedmdesáti osmdesát|osmdesáti devadesát|devadesáti",
    ),
    (
        "da",
        "tretten fjorten femten seksten sytten atten nitten tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    ),
    (
        "de",
        "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig \
         achtzig neunzig",
    ),
    (
        "et",
        "kolmteist|kolmeteistkümne neliteist|neljateistkümne viisteist|viieteistkümne kuusteist|kuueteistkümne \
         seitseteist|seitsmeteistkümne kaheksateist|kaheksateistkümne üheksateist|üheksateistkümne kakskümmend|kahekümne \
         kolmkümmend|kolmekümne nelikümmend|neljakümne viiskümmend|viiekümne kuuskümmend|kuuekümne seitsekümmend|seitsmekümne \
         kaheksakümmend|kaheksakümne üheksakümmend|üheksakümne",
    ),
    (
        "el",
        "δεκατρείς|δεκατρία|δεκατριών δεκατέσσερις|δεκατέσσερα|δεκατεσσάρων δεκαπέντε δεκαέξι|δεκάξι δεκαεπτά|δεκαεφτά \
         δεκαοκτώ|δεκαοχτώ δεκαεννέα|δεκαεννιά είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
    ),
    (
        "en",
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    (
        "fr",
        "treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix|septante \
         quatre-vingts|huitante quatre-vingt-dix|nonante",
    ),
    ("ga", "- - - - - - - fiche tríocha daichead caoga seasca seachtó ochtó nócha"),
    (
        "hr",
        "trinaest četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest dvadeset trideset četrdeset pedeset šezdeset \
         sedamdeset osamdeset devedeset",
    ),
    (
        "it",
        "tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta \
         ottanta novanta",
    ),
    (
        "lv",
        "trīspadsmit četrpadsmit piecpadsmit sešpadsmit septiņpadsmit astoņpadsmit deviņpadsmit divdesmit trīsdesmit četrdesmit \
         piecdesmit sešdesmit septiņdesmit astoņdesmit deviņdesmit",
    ),
    (
        "lt",
        "trylika|trylikos keturiolika|keturiolikos penkiolika|penkiolikos šešiolika|šešiolikos septyniolika|septyniolikos \
         aštuoniolika|aštuoniolikos devyniolika|devyniolikos dvidešimt|dvidešimties trisdešimt|trisdešimties \
         keturiasdešimt|keturiasdešimties penkiasdešimt|penkiasdešimties šešiasdešimt|šešiasdešimties \
         septyniasdešimt|septyniasdešimties aštuoniasdešimt|aštuoniasdešimties devyniasdešimt|devyniasdešimties",
    ),
    (
        "hu",
        "tizenhárom tizennégy tizenöt tizenhat tizenhét tizennyolc tizenkilenc húsz harminc negyven ötven hatvan hetven nyolcvan \
         kilencven",
    ),
    (
        "mt",
        "tlettax|tlettax-il erbatax|erbatax-il ħmistax|ħmistax-il sittax|sittax-il sbatax|sbatax-il tmintax|tmintax-il \
         dsatax|dsatax-il għoxrin tletin erbgħin ħamsin sittin sebgħin tmenin disgħin",
    ),
    (
        "nl",
        "dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig \
         negentig",
    ),
    (
        "pl",
        "trzynaście|trzynastu czternaście|czternastu piętnaście|piętnastu szesnaście|szesnastu siedemnaście|siedemnastu \
         osiemnaście|osiemnastu dziewiętnaście|dziewiętnastu dwadzieścia|dwudziestu trzydzieści|trzydziestu \
         czterdzieści|czterdziestu pięćdziesiąt|pięćdziesięciu sześćdziesiąt|sześćdziesięciu siedemdziesiąt|siedemdziesięciu \
         osiemdziesiąt|osiemdziesięciu dziewięćdziesiąt|dziewięćdziesięciu",
    ),
    (
        "pt",
        "treze catorze|quatorze quinze dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove vinte trinta quarenta \
         cinquenta sessenta setenta oitenta noventa",
    ),
    (
        "ro",
        "treisprezece paisprezece cincisprezece șaisprezece|şaisprezece șaptesprezece|şaptesprezece optsprezece nouăsprezece \
         douăzeci treizeci patruzeci cincizeci șaizeci|şaizeci șaptezeci|şaptezeci optzeci nouăzeci",
    ),
    (
        "sk",
        "trinásť|trinástich štrnásť|štrnástich pätnásť|pätnástich šestnásť|šestnástich sedemnásť|sedemnástich \
         osemnásť|osemnástich devätnásť|devätnástich dvadsať|dvadsiatich tridsať|tridsiatich štyridsať|štyridsiatich \
         päťdesiat|päťdesiatich šesťdesiat|šesťdesiatich sedemdesiat|sedemdesiatich osemdesiat|osemdesiatich \
         deväťdesiat|deväťdesiatich",
    ),
    (
        "sl",
        "trinajst|trinajstih štirinajst|štirinajstih petnajst|petnajstih šestnajst|šestnajstih sedemnajst|sedemnajstih \
         osemnajst|osemnajstih devetnajst|devetnajstih dvajset|dvajsetih trideset|tridesetih štirideset|štiridesetih \
         petdeset|petdesetih šestdeset|šestdesetih sedemdeset|sedemdesetih osemdeset|osemdesetih devetdeset|devetdesetih",
    ),
    (
        "fi",
        "kolmetoista|kolmentoista neljätoista|neljäntoista viisitoista|viidentoista kuusitoista|kuudentoista seitsemäntoista \
         kahdeksantoista yhdeksäntoista kaksikymmentä|kahdenkymmenen kolmekymmentä|kolmenkymmenen neljäkymmentä|neljänkymmenen \
         viisikymmentä|viidenkymmenen kuusikymmentä|kuudenkymmenen seitsemänkymmentä|seitsemänkymmenen \
         kahdeksankymmentä|kahdeksankymmenen yhdeksänkymmentä|yhdeksänkymmenen",
    ),
    (
        "sv",
        "tretton fjorton femton sexton sjutton arton nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    ),
];
