### The words of Concordia's reports.

## Page frame

skip = Skip to the report
nav-label = Reports
nav-dashboard = Dashboard
made-from = Made from commit { $commit }.
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
languages-caption = English words in each state, per language, in the protocol order of the European Union
modules-heading = Modules and languages
modules-caption = Share of English words that have a fresh translation: translated, revised or approved
waves-heading = Waves
waves-caption = Languages that are published together
column-language = Language
column-module = Module
column-wave = Wave
column-due = Due
column-fresh = Fresh
all-languages = All languages
no-due-date = no date
unreadable = not readable

## States

state-missing = Missing
state-stale = Out of date
state-draft = Machine draft
state-translated = Translated
state-revised = Revised
state-approved = Approved

## Language page

nav-language = { $code } { $language }
nav-findings = Findings
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
since-unknown = not known
change-whitespace = spaces
change-markup = markup
change-punctuation = punctuation
change-typo = spelling
change-wording = wording
change-meaning = meaning

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
review-none = none yet
review-terms = Terms
review-stays = stays as it is
review-findings = Findings
review-notes = Notes
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
form-correction = Translation
form-remark = Remark or reason
form-name = Your name or role
form-save = Save the review as a file
form-chosen = Units with an answer:
form-show = Show
form-all = all units
form-role = Role

## Severities

severity-note = Note
severity-warning = Warning
severity-error = Error
severity-critical = Critical

## Publication

ready = ready
ready-heading = Ready to publish?
ready-caption = A module is ready in a language when every unit has a fresh translation and no error is open
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
        [one] { $units } unreviewed machine draft
       *[other] { $units } unreviewed machine drafts
    }
blocked-errors =
    { $findings ->
        [one] { $findings } error
       *[other] { $findings } errors
    }
column-ready = Ready to publish?
column-ready-languages = Ready in
column-nearest = Nearest of the others

## Work left

effort-heading = Work left
effort-caption = Weighted words count each state by the work it needs, revision included; pages are standard pages of translation; days are those of one person
column-weighted = Weighted words
column-pages = Standard pages
column-days = Days
column-stale = Units out of date
column-errors = Errors
column-warnings = Warnings
column-cost = Cost

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
