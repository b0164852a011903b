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
