### The words of Concordia's reports.

## Page frame

skip = Gå til rapporten
nav-label = Rapporter
nav-dashboard = Overblik
made-from = Lavet ud fra commit { $commit }.
made-from-changed = Lavet ud fra commit { $commit } og ændringer, der ikke er committet.
made-without-git = Lavet uden for et Git-arkiv.
footer = Lavet af Concordia. Tal er engelske ord, medmindre en overskrift siger noget andet.

## Dashboard

dashboard-title = { $project }: hvor langt oversættelserne er
dashboard-lead =
    { $languages ->
        [one] { $languages } sprog
       *[other] { $languages } sprog
    }, { $modules ->
        [one] { $modules } modul
       *[other] { $modules } moduler
    }, { $words } engelske ord.
key-heading = Sådan læses søjlerne
languages-heading = Sprog
languages-caption = Engelske ord i hver tilstand, pr. sprog, i Den Europæiske Unions protokolrækkefølge; revideret er det, der er revideret eller godkendt
modules-heading = Moduler og sprog
modules-caption = Andelen af engelske ord med en frisk oversættelse: oversat, revideret eller godkendt; et flueben viser, hvad der er klar til udgivelse
waves-heading = Bølger
waves-caption = Sprog, der udgives sammen, om de er klar til fristen, og hvad der spærrer for dem
column-language = Sprog
column-module = Modul
column-wave = Bølge
column-due = Frist
column-fresh = Frisk
column-reviewed = Revideret
column-movement =
    { $days ->
        [one] Friske ord på { $days } dag
       *[other] Friske ord på { $days } dage
    }
column-movement-since = Friske ord siden { $since }
column-oldest = Ældste gæld
column-forecast = Prognose
column-promise = Til tiden?
column-languages = Sprogene
wave-ready = { $ready } af { $whole } klar
wave-more = og { $more } mere
wave-left =
    { $words ->
        [one] { $words } ord tilbage
       *[other] { $words } ord tilbage
    }
all-languages = Alle sprog
no-due-date = ingen dato
unreadable = kan ikke læses

## Figures of the dashboard

facts-heading = Kort fortalt
fact-ready = Klar til udgivelse
fact-fresh = Frisk
fact-reviewed = Revideret
fact-stale = Forældede ord
fact-oldest = Siden
fact-drafts = Ord i udkast
fact-findings = Fejl og værre
fact-of = af { $whole }
fact-words = { $part } af { $whole } friske ord
fact-movement =
    { $days ->
        [one] { $words } ord på { $days } dag
       *[other] { $words } ord på { $days } dage
    }
fact-movement-since = { $words } ord siden { $since }

## Forecasts

forecast-without = ingen historik
forecast-done = færdig
forecast-short = for lidt historik ({ $weeks } af { $needed } uger)
forecast-no-end = ingen ende i dette tempo
forecast-range = { $earliest } til { $latest }
forecast-open = tidligst { $earliest }
promise-done = færdig
promise-on-time = til tiden
promise-at-risk = i fare
promise-late = for sent
promise-overdue = overskredet
promise-unknown = vides ikke

## States

state-missing = Mangler
state-stale = Forældet
state-draft = Udkast
state-translated = Oversat
state-revised = Revideret
state-approved = Godkendt

## Language page

nav-language = { $code } { $language }
nav-findings = Anmærkninger
nav-trend = Udvikling
nav-glossary = Ordliste
nav-drafts = Maskinudkast
work-title = { $language }: hvad der skal gøres
work-lead =
    { $stale ->
        [0] { $share } af { $words } engelske ord har en frisk oversættelse. Intet er forældet.
        [one] { $share } af { $words } engelske ord har en frisk oversættelse. { $stale } enhed er forældet.
       *[other] { $share } af { $words } engelske ord har en frisk oversættelse. { $stale } enheder er forældede.
    }
work-modules = Moduler
work-caption = Engelske ord i hver tilstand; en titel fører til de enheder i modulet, der venter på nogen
work-not-started = ikke begyndt
column-open = Enheder at se på
column-english = Engelsk i dag
column-change = Hvad der er ændret
column-since = Forældet siden
debts-heading = Forældet
debts-caption = Enheder, hvis engelske tekst er ændret efter oversættelsen, de farligste og ældste først
debts-none = Ingen oversættelse er forældet.
debts-more =
    { $units ->
        [one] Én til står på sit moduls side.
       *[other] { $units } til står på deres modulers sider.
    }
waiting-heading = Mangler, er udkast eller er ikke revideret
waiting-caption = Enheder, der venter på en oversættelse, en gennemgang eller en revision, i moduler, der er påbegyndt; et link fører til enheden
since-unknown = vides ikke
since-at-least = { $date } eller før
change-whitespace = mellemrum
change-markup = opmærkning
change-punctuation = tegnsætning
change-typo = stavning
change-wording = ordlyd
change-meaning = betydning
change-reason-negation = nægtelse
change-reason-modal-verb = skal, må eller kan
change-reason-quantifier = hvor mange eller hvor meget
change-reason-number = tal
change-reason-date = dato
change-reason-condition = betingelse
change-reason-time = tid eller rækkefølge
change-reason-person = hvem der menes
change-reason-tense = tempus
change-reason-wording = formulering
change-reason-words = ord
change-reason-opposite = det modsatte
change-reason-name = navn
change-reason-placeholder = pladsholder
change-reason-link-target = linkmål
change-reason-punctuation = tegnsætning
change-reason-question = spørgsmål
change-reason-code = kode
change-reason-sign = tegn
change-reason-percentage = procent
change-reason-amount = beløb
change-reason-plural = flertal
change-reason-context = kontekst

## Review page

review-title = { $module }: gennemgang på { $language }
review-lead =
    { $units ->
        [one] { $units } enhed at se på, fra { $path }.
       *[other] { $units } enheder at se på, fra { $path }.
    }
review-how = Ord, der er gået ud af den engelske tekst, er overstreget; ord, der er kommet til, er understreget. I en browser med JavaScript kan hver enhed rettes og afgøres her; den gemte fil sendes til koordinatoren, som kører »concordia apply« på den. Intet forlader denne computer af sig selv.
review-units = Enheder
review-nothing = Intet venter på nogen.
review-before = Engelsk før
review-now = Engelsk nu
review-english = Engelsk
review-plural = Engelsk flertal
review-translation = Oversættelse
review-translation-before = Oversættelse af den tidligere tekst
review-draft = Maskinudkast
review-drafted = Udkast af
review-drafted-by = { $engine }, { $date }
review-drafted-model = { $engine } (model { $model }), { $date }
review-drafted-earlier = Den engelske tekst er ændret siden.
review-memory = hukommelsen, { $date }: et menneskes oversættelse af den samme engelske tekst i { $module }
review-memory-near = hukommelsen, { $date }: et menneskes oversættelse af en anden sætning, { $percent }{"\u00A0"}% ens, i { $module }
review-memory-words = Den sætning sammenlignet med denne
review-none = ingen endnu
review-context = I sammenhæng, som læserne ser det
review-parts = Sidens dele
review-parts-how = Hver del gemmer sin egen fil; »concordia apply« tager dem samlet.
review-part = Del { $part } af { $parts }
review-elsewhere = Enheder i de andre dele
review-terms = Termer
review-stays = bliver, som det er
review-findings = Anmærkninger
review-notes = Noter
review-remarks = Bemærkninger
review-remark-by = { $by }, { $date }
review-rejected-by = Afvist af { $by }, { $date }
review-line = linje { $line }
review-length = højst { $length } tegn
review-change = { $change }
review-since = forældet siden { $date }
form-form = Gennemgang
form-decision = Afgørelse
form-none = ingen afgørelse
form-accept = antag udkastet
form-attest = stadig rigtig efter den engelske ændring
form-revise = revideret: sammenholdt med den engelske tekst
form-approve = godkendt til udgivelse
form-reject = afvist: kan ikke bruges, som den er
form-correction = Oversættelse
form-remark = Bemærkning eller begrundelse
form-name = Dit navn eller din rolle
form-unnamed = Skriv dit navn eller din rolle, før du gemmer.
form-unreasoned = Skriv hvorfor i bemærkningen:
form-save = Gem gennemgangen som en fil
form-chosen = Enheder med et svar:
form-show = Vis
form-all = alle enheder
form-take = Sæt maskinudkastet ind i feltet

## Severities

severity-note = Note
severity-warning = Advarsel
severity-error = Fejl
severity-critical = Kritisk

## Publication

ready = klar
ready-heading = Klar til udgivelse?
ready-caption = Hvad der kan udgives efter reglerne under »gate« i concordia.toml, og hvad der spærrer for det nærmeste af de øvrige
ready-none = ingen
ready-nobody = ingen andre er begyndt
module-heading = Sprog
module-caption = Om modulet må udgives på hvert sprog, og hvad der spærrer
module-lead =
    { $languages ->
        [one] Klar på { $ready } af { $languages } sprog. Engelsk: { $path }.
       *[other] Klar på { $ready } af { $languages } sprog. Engelsk: { $path }.
    }
blocked-missing =
    { $units ->
        [one] { $units } enhed mangler
       *[other] { $units } enheder mangler
    }
blocked-stale =
    { $units ->
        [one] { $units } enhed er forældet
       *[other] { $units } enheder er forældede
    }
blocked-draft =
    { $units ->
        [one] { $units } udkast er ikke gennemgået
       *[other] { $units } udkast er ikke gennemgået
    }
blocked-translated =
    { $units ->
        [one] { $units } enhed uden revision
       *[other] { $units } enheder uden revision
    }
blocked-revised =
    { $units ->
        [one] { $units } enhed uden godkendelse
       *[other] { $units } enheder uden godkendelse
    }
blocked-suspicious =
    { $units ->
        [one] { $units } enhed erklæret rigtig, selv om den engelske tekst har fået en anden betydning
       *[other] { $units } enheder erklæret rigtige, selv om den engelske tekst har fået en anden betydning
    }
blocked-critical =
    { $findings ->
        [one] { $findings } kritisk anmærkning
       *[other] { $findings } kritiske anmærkninger
    }
blocked-error =
    { $findings ->
        [one] { $findings } fejl
       *[other] { $findings } fejl
    }
blocked-warning =
    { $findings ->
        [one] { $findings } fejl eller advarsel
       *[other] { $findings } fejl og advarsler
    }
blocked-note =
    { $findings ->
        [one] { $findings } anmærkning
       *[other] { $findings } anmærkninger
    }
blocked-limit = { $units } (højst { $limit })
blocked-percent = { $units } (højst { $percent }{"\u00A0"}% af ordene)
column-ready = Klar til udgivelse?
column-ready-count = Antal sprog
column-ready-languages = Klar på
column-nearest = Det nærmeste af de øvrige

## Work left

effort-heading = Arbejde tilbage
effort-caption = Vægtede ord tæller hver tilstand efter det arbejde, den kræver; revision tæller med, så der kan være flere end de ord, der mangler. Sider er normalsider af oversættelse; dage er én persons dage
column-weighted = Vægtede ord, med revision
column-pages = Normalsider
column-days = Dage
column-stale = Forældede enheder
column-critical = Kritiske
column-errors = Fejl
column-warnings = Advarsler
column-notes = Noter
column-cost = Pris
effort-no-rates = Omkostninger vises, når concordia.toml har priser: translation-per-word og revision-per-word under »[rates]«.

## Trend

trend-lead = Hvordan oversættelserne og den engelske tekst har udviklet sig, ud fra arkivets historik.
trend-without = Der er ingen historik: projektet ligger ikke i et Git-arkiv eller har endnu ingen commit.
trend-begins = Historikken begynder { $date }.
trend-shallow = Dette er en overfladisk klon: dens historik begynder { $date }, og hvad der var før, vides ikke.
trend-skipped =
    { $days ->
        [one] { $days } dag er udeladt, fordi dens filer mangler i denne klon.
       *[other] { $days } dage er udeladt, fordi deres filer mangler i denne klon.
    }
trend-languages = Nedbrænding pr. sprog
trend-chart = Engelske ord i hver tilstand over tid: { $name }. Under linjen er det, der er tilbage.
trend-numbers = Tal: { $name }
trend-one-day = Et diagram kræver to dages historik.
column-day = Ved udgangen af
column-week = Uge fra
column-came = Ord, der kom
column-left = Ord, der gik
churn-heading = Hvordan den engelske tekst bevæger sig
churn-caption = Engelske ord pr. uge i enheder, der er nye eller ændrede, og i enheder, der er gået eller ændret; de seneste 52 uger
churn-chart = Engelske ord pr. uge: nye eller ændrede opad, udgåede eller ændrede nedad
method-heading = Sådan tælles der
method-history = Hver dag eller uge tælles ud fra filerne i dens sidste commit efter de sprog, moduler og regler, der gælder i dag. Det sidste punkt er nu.
method-forecast = En prognose tager ændringen i de resterende ord i hver af de seneste hele uger, højst { $most }, den engelske teksts vækst iberegnet; færre end { $least } uger er ikke nok. Spændet er 80-procents-prædiktionsintervallet for deres sum: med uger som dem ligger enden inden for det fire gange ud af fem. Den ved intet om ferier, budgetter eller planer.
method-waves = En bølge er færdig, når det langsomste af dens sprog er det: tempo lånes ikke fra et sprog til et andet.

## Machine drafts

drafts-lead =
    { $drafts ->
        [0] Der er ingen maskinudkast.
        [one] { $drafts } maskinudkast, { $open } åbent.
       *[other] { $drafts } maskinudkast, { $open } åbne.
    }
drafts-none = Ingen motor har lavet udkast.
drafts-how = Udkast tæller aldrig som oversat. Et udkast er åbent, indtil et menneske antager, ændrer eller forkaster det, og bortfalder, hvis den engelske tekst ændres forinden. Den ændrede andel er redigeringsafstanden i tegn mellem udkast og de tekster, der blev antaget; et forkastet udkast tæller som ændret fra ende til anden. Et afvist svar mistede kode, tal eller sidens form, blev holdt ude og er ikke et udkast.
drafts-caption = Hvad der blev af hver motors udkast
drafts-languages-heading = Efter sprog og motor
drafts-modules-heading = Efter modul
drafts-refused-heading = Afviste svar
drafts-refused-caption = Svar fra motorer, som blev holdt ude, og hvis enheder stadig er uden udkast
drafts-refused-more =
    { $answers ->
        [one] Endnu ét står ikke her; »concordia draft --stats --format json« viser alle.
       *[other] { $answers } flere står ikke her; »concordia draft --stats --format json« viser alle.
    }
column-engine = Motor
column-drafts = Udkast
column-draft-open = Åbne
column-unchanged = Antaget uændret
column-edited = Antaget ændret
column-rejected = Forkastet
column-lapsed = Bortfaldet
column-refused = Afvist
column-edit-share = Ændret

## Findings

findings-caption = Anmærkninger med det sted, der skal ses på
findings-lead =
    { $findings ->
        [0] Intet fundet.
        [one] { $findings } anmærkning er åben.
       *[other] { $findings } anmærkninger er åbne.
    }
findings-none = Kontrollerne fandt intet.
findings-more =
    { $findings ->
        [one] Én til står ikke her; »concordia check« viser alle.
       *[other] { $findings } til står ikke her; »concordia check« viser alle.
    }
column-place = Sted
column-rule = Regel
column-finding = Anmærkning

## Glossary

glossary-lead =
    { $concepts ->
        [one] { $concepts } begreb med deres termer.
       *[other] { $concepts } begreber med deres termer.
    }
glossary-none = Projektet har ingen termbase.

## Workbook

sheet-status = Status
sheet-modules = Moduler
sheet-units = Åbne enheder
sheet-findings = Anmærkninger
sheet-drafts = Udkast
not-ready = ikke klar
column-name = Navn
column-path = Sti
column-unit = Enhed
column-line = Linje
column-kind = Art
column-state = Tilstand
column-severity = Alvor
column-hint = Råd
column-blocked = Hvad der spærrer
column-earliest = Tidligste ende
column-latest = Seneste ende
column-edit-distance = Redigeringsafstand

## Kinds of units

kind-paragraph = afsnit
kind-heading = overskrift
kind-list-item = listepunkt
kind-table-cell = tabelcelle
kind-image-alternative = billedbeskrivelse
kind-title = titel
kind-definition-term = defineret term
kind-definition = definition
kind-footnote = fodnote
kind-call-out-title = bokstitel
kind-front-matter = forside
kind-html-text = HTML-tekst
kind-message = meddelelse
kind-attribute = attribut
kind-term = term

## Terms

term-preferred = foretrukken
term-admitted = tilladt
term-deprecated = frarådet
term-obsolete = forældet
term-proposed = foreslået
