### The words of Concordia's reports.

## Page frame

skip = Skip to the report
nav-label = Reports
nav-dashboard = Dashboard
made-from = Made from commit { $commit }.
made-from-changed = Made from commit { $commit } and changes that are not committed.
made-without-git = Made outside a Git repository.
footer = Made by Concordia. Numbers are English words unless a heading says otherwise.

## Dashboard

dashboard-title = { $project }: where the translations stand
dashboard-lead =
    { $languages ->
        [one] { $languages } language
       *[other] { $languages } languages
    }, { $modules ->
        [one] { $modules } module
       *[other] { $modules } modules
    }, { $words } English words.
key-heading = How to read the bars
languages-heading = Languages
languages-caption = English words in each state, per language, in the protocol order of the European Union; what is reviewed was revised or approved
modules-heading = Modules and languages
modules-caption = Share of English words that have a fresh translation: translated, revised or approved; a tick marks what is ready to publish
waves-heading = Waves
waves-caption = Languages that are published together, whether they will be ready when they are due, and what blocks them
column-language = Language
column-module = Module
column-wave = Wave
column-due = Due
column-fresh = Fresh
column-reviewed = Reviewed
column-movement =
    { $days ->
        [one] Fresh words in { $days } day
       *[other] Fresh words in { $days } days
    }
column-movement-since = Fresh words since { $since }
column-oldest = Oldest debt
column-forecast = Forecast
column-promise = On time?
column-languages = Languages
wave-ready = { $ready } of { $whole } ready
wave-more = and { $more } more
wave-left =
    { $words ->
        [one] { $words } word left
       *[other] { $words } words left
    }
all-languages = All languages
no-due-date = no date
unreadable = not readable

## Figures of the dashboard

facts-heading = At a glance
fact-ready = Ready to publish
fact-fresh = Fresh
fact-reviewed = Reviewed
fact-stale = Words out of date
fact-oldest = Since
fact-drafts = Words in drafts
fact-findings = Errors and worse
fact-of = of { $whole }
fact-words = { $part } of { $whole } fresh words
fact-movement =
    { $days ->
        [one] { $words } words in { $days } day
       *[other] { $words } words in { $days } days
    }
fact-movement-since = { $words } words since { $since }

## Forecasts

forecast-without = no history
forecast-done = done
forecast-short = not enough history ({ $weeks } of { $needed } weeks)
forecast-no-end = no end at this pace
forecast-range = { $earliest } to { $latest }
forecast-open = { $earliest } at the earliest
promise-done = done
promise-on-time = on time
promise-at-risk = at risk
promise-late = late
promise-overdue = overdue
promise-unknown = not known

## States

state-missing = Missing
state-stale = Out of date
state-draft = Draft
state-translated = Translated
state-revised = Revised
state-approved = Approved

## Language page

nav-language = { $code } { $language }
nav-findings = Findings
nav-trend = Trend
nav-glossary = Glossary
nav-drafts = Machine drafts
work-title = { $language }: what there is to do
work-lead =
    { $share } of { $words } English words have a fresh translation. { $stale ->
        [0] Nothing is out of date.
        [one] { $stale } unit is out of date.
       *[other] { $stale } units are out of date.
    }
work-modules = Modules
work-caption = English words in each state; a title leads to the units of the module that wait for somebody
work-not-started = not started
column-open = Units to look at
column-english = English of today
column-change = What changed
column-since = Out of date since
debts-heading = Out of date
debts-caption = Units whose English changed after they were translated, the most dangerous and oldest first
debts-none = No translation is out of date.
debts-more =
    { $units ->
        [one] One more is on the page of its module.
       *[other] { $units } more are on the pages of their modules.
    }
waiting-heading = Missing, drafted or without revision
waiting-caption = Units that wait for a translation, a review or a revision, in modules that were started; a link leads to the unit
since-unknown = not known
since-at-least = { $date } or earlier
change-whitespace = spaces
change-markup = markup
change-punctuation = punctuation
change-typo = spelling
change-wording = wording
change-meaning = meaning
change-reason-negation = negation
change-reason-modal-verb = must, may or can
change-reason-quantifier = how many or how much
change-reason-number = number
change-reason-date = date
change-reason-condition = condition
change-reason-time = time or order
change-reason-person = who is meant
change-reason-tense = tense
change-reason-wording = wording
change-reason-words = words
change-reason-opposite = opposite
change-reason-name = name
change-reason-placeholder = placeholder
change-reason-link-target = link target
change-reason-punctuation = punctuation
change-reason-question = question
change-reason-code = code
change-reason-sign = sign
change-reason-percentage = percentage
change-reason-amount = amount of money
change-reason-plural = plural
change-reason-context = context

## Review page

review-title = { $module }: review in { $language }
review-lead =
    { $units ->
        [one] { $units } unit
       *[other] { $units } units
    } to look at, from { $path }.
review-how = Words that left the English are struck through; words that came are underlined. In a browser with JavaScript every unit can be corrected and decided on here; the saved file goes to the coordinator, who runs “concordia apply” on it. Nothing leaves this computer by itself.
review-units = Units
review-nothing = Nothing waits for anybody.
review-before = English before
review-now = English now
review-english = English
review-plural = English plural
review-translation = Translation
review-translation-before = Translation of the English before
review-draft = Machine draft
review-drafted = Drafted by
review-drafted-by = { $engine }, { $date }
review-drafted-model = { $engine } (model { $model }), { $date }
review-drafted-earlier = The English was edited since.
review-memory = memory, { $date }: a person’s translation of the same English in { $module }
review-memory-near = memory, { $date }: a person’s translation of another sentence, { $percent }{"\u00A0"}% alike, in { $module }
review-memory-words = That sentence compared with this one
review-none = none yet
review-context = In context, as readers see it
review-parts = Parts of this page
review-parts-how = Each part saves a file of its own; “concordia apply” takes them together.
review-part = Part { $part } of { $parts }
review-elsewhere = Units in the other parts
review-terms = Terms
review-stays = stays as it is
review-findings = Findings
review-notes = Notes
review-remarks = Remarks
review-remark-by = { $by }, { $date }
review-rejected-by = Rejected by { $by }, { $date }
review-line = line { $line }
review-length = at most { $length } characters
review-change = { $change }
review-since = out of date since { $date }
form-form = Review
form-decision = Decision
form-none = no decision
form-accept = accept the draft
form-attest = still correct after the English edit
form-revise = revised: compared with the English
form-approve = approved for publication
form-reject = rejected: not usable as it is
form-correction = Translation
form-remark = Remark or reason
form-name = Your name or role
form-unnamed = Please fill in your name or role before you save.
form-unreasoned = Please say why in the remark:
form-save = Save the review as a file
form-chosen = Units with an answer:
form-show = Show
form-all = all units
form-take = Put the machine draft into the field

## Severities

severity-note = Note
severity-warning = Warning
severity-error = Error
severity-critical = Critical

## Publication

ready = ready
ready-heading = Ready to publish?
ready-caption = What may go live, by the rules under “gate” in concordia.toml, and what blocks the nearest of the others
ready-none = none
ready-nobody = nobody else has started
module-heading = Languages
module-caption = Whether the module may be published in each language, and what blocks it
module-lead =
    Ready in { $ready } of { $languages ->
        [one] { $languages } language
       *[other] { $languages } languages
    }. English: { $path }.
blocked-missing =
    { $units ->
        [one] { $units } unit missing
       *[other] { $units } units missing
    }
blocked-stale =
    { $units ->
        [one] { $units } unit out of date
       *[other] { $units } units out of date
    }
blocked-draft =
    { $units ->
        [one] { $units } unreviewed draft
       *[other] { $units } unreviewed drafts
    }
blocked-translated =
    { $units ->
        [one] { $units } unit without revision
       *[other] { $units } units without revision
    }
blocked-revised =
    { $units ->
        [one] { $units } unit without approval
       *[other] { $units } units without approval
    }
blocked-suspicious =
    { $units ->
        [one] { $units } unit declared correct although its English changed in meaning
       *[other] { $units } units declared correct although their English changed in meaning
    }
blocked-critical =
    { $findings ->
        [one] { $findings } critical finding
       *[other] { $findings } critical findings
    }
blocked-error =
    { $findings ->
        [one] { $findings } error
       *[other] { $findings } errors
    }
blocked-warning =
    { $findings ->
        [one] { $findings } error or warning
       *[other] { $findings } errors and warnings
    }
blocked-note =
    { $findings ->
        [one] { $findings } finding
       *[other] { $findings } findings
    }
blocked-limit = { $units } (at most { $limit })
blocked-percent = { $units } (at most { $percent }{"\u00A0"}% of the words)
column-ready = Ready to publish?
column-ready-count = Languages
column-ready-languages = Ready in
column-nearest = Nearest of the others

## Work left

effort-heading = Work left
effort-caption = Weighted words count each state by the work it needs; revision counts as well, so that they can exceed the words that are missing. Pages are standard pages of translation; days are those of one person
column-weighted = Weighted words, with revision
column-pages = Standard pages
column-days = Days
column-stale = Units out of date
column-critical = Critical
column-errors = Errors
column-warnings = Warnings
column-notes = Notes
column-cost = Cost
effort-no-rates = Costs are shown once concordia.toml has prices: translation-per-word and revision-per-word under “[rates]”.

## Trend

trend-lead = How the translations and the English moved, from the history of the repository.
trend-without = There is no history: the project is not in a Git repository, or has no commit yet.
trend-begins = The history begins on { $date }.
trend-shallow = This is a shallow clone: its history begins on { $date }, and what was before is not known.
trend-skipped =
    { $days ->
        [one] { $days } day is left out, because its files are missing from this clone.
       *[other] { $days } days are left out, because their files are missing from this clone.
    }
trend-languages = Burn-down per language
trend-chart = English words in each state over time: { $name }. Below the line is what remains.
trend-numbers = Numbers: { $name }
trend-one-day = A chart needs two days of history.
column-day = End of
column-week = Week from
column-came = Words that came
column-left = Words that left
churn-heading = How the English moves
churn-caption = English words per week in units that are new or changed, and in units that left or changed; the last 52 weeks
churn-chart = English words per week: new or changed upwards, gone or changed downwards
method-heading = How this is counted
method-history = Every day or week is counted from the files of its last commit, by the languages, modules and rules of today. The last point is the present.
method-forecast = A forecast takes the change of the remaining words in each of the last whole weeks, { $most } at most, growth of the English included; fewer than { $least } weeks are not enough. The range is the 80 percent prediction interval of their sum: with weeks like those, the end lies inside it four times in five. It knows nothing of holidays, budgets or plans.
method-waves = A wave is done when the slowest of its languages is: pace is not lent from one language to another.

## Machine drafts

drafts-lead =
    { $drafts ->
        [0] There are no machine drafts.
        [one] { $drafts } machine draft, { $open } open.
       *[other] { $drafts } machine drafts, { $open } open.
    }
drafts-none = No engine has drafted anything.
drafts-how = Drafts are never counted as translated. A draft is open until a person accepts, edits or rejects it, and lapses when its English changes before. The changed share is the edit distance in characters between drafts and the texts that were accepted; a rejected draft counts as changed throughout. A refused answer lost code, numbers or the shape of the page, was kept out, and is no draft.
drafts-caption = What became of the drafts of each engine
drafts-languages-heading = By language and engine
drafts-modules-heading = By module
drafts-refused-heading = Refused answers
drafts-refused-caption = Answers of engines that were kept out, and whose units still have no draft
drafts-refused-more =
    { $answers ->
        [one] One more is not listed here; “concordia draft --stats --format json” lists all.
       *[other] { $answers } more are not listed here; “concordia draft --stats --format json” lists all.
    }
column-engine = Engine
column-drafts = Drafts
column-draft-open = Open
column-unchanged = Accepted unchanged
column-edited = Accepted edited
column-rejected = Rejected
column-lapsed = Lapsed
column-refused = Refused
column-edit-share = Changed

## Findings

findings-caption = Findings with the place to look at
findings-lead =
    { $findings ->
        [0] Nothing found.
        [one] { $findings } finding is open.
       *[other] { $findings } findings are open.
    }
findings-none = The checks found nothing.
findings-more =
    { $findings ->
        [one] One more is not listed here; “concordia check” lists all.
       *[other] { $findings } more are not listed here; “concordia check” lists all.
    }
column-place = Place
column-rule = Rule
column-finding = Finding

## Glossary

glossary-lead =
    { $concepts ->
        [one] { $concepts } concept
       *[other] { $concepts } concepts
    } with their terms.
glossary-none = The project has no termbase.

## Workbook

sheet-status = Status
sheet-modules = Modules
sheet-units = Units open
sheet-findings = Findings
sheet-drafts = Drafts
not-ready = not ready
column-name = Name
column-path = Path
column-unit = Unit
column-line = Line
column-kind = Kind
column-state = State
column-severity = Severity
column-hint = Hint
column-blocked = What blocks
column-earliest = Earliest end
column-latest = Latest end
column-edit-distance = Edit distance

## Kinds of units

kind-paragraph = paragraph
kind-heading = heading
kind-list-item = list item
kind-table-cell = table cell
kind-image-alternative = image alternative
kind-title = title
kind-definition-term = definition term
kind-definition = definition
kind-footnote = footnote
kind-call-out-title = call-out title
kind-front-matter = front matter
kind-html-text = HTML text
kind-message = message
kind-attribute = attribute
kind-term = term

## Terms

term-preferred = preferred
term-admitted = admitted
term-deprecated = deprecated
term-obsolete = obsolete
term-proposed = proposed
