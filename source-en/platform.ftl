### Interface of the course platform.
###
### The people who use the platform are called learners. A participant is somebody who takes
### part in a participatory process; never use that word for a learner.
### Address the learner politely. Use the terms of the termbase for modules, levels and roles.
### Every language uses its own plural categories: add or remove variants as your language
### requires, and keep the variant that is marked with an asterisk.

## Terms

# Name of the platform. Do not translate; add case endings if your grammar requires them.
-brand-name = Concordia

# The package of all three levels. ‘lower’ is used inside a sentence, ‘sentence’ at the
# beginning of a sentence or on its own. Add further variants for grammatical case if needed.
-training-package =
    { $form ->
       *[lower] training package
        [sentence] Training package
    }
-level-basic = basic level
-level-advanced = advanced level
-level-trainer = train-the-trainer level
-coursebook = coursebook

## Navigation

site-title = { -brand-name } – training on citizen participation
nav-main =
    .aria-label = Main menu
nav-skip = Skip to main content
nav-home = Home
nav-catalogue = Course catalogue
# Noun: the page that lists the courses of this learner.
nav-my-courses = My courses
nav-forum = Forum
nav-help = Help
nav-language = Language
    .title = Choose another language
    .aria-label = Language: { $language }
# concordia: max-length 24
nav-sign-in = Sign in
# concordia: max-length 24
nav-sign-out = Sign out
# $course (String): title of the course, already translated.
nav-breadcrumb = You are here: { nav-catalogue }, { $course }

## Course catalogue

catalogue-heading = { -training-package(form: "sentence") }: choose your course
catalogue-introduction =
    The { -training-package } has three levels. Start with the { -level-basic } if citizen
    participation is new to you. At the { -level-advanced }, modules 1 and 2 are compulsory.

    The { -level-trainer } is for people who will teach the course themselves.
catalogue-search =
    .label = Search the catalogue
    .placeholder = For example: recruitment
    .title = Search in titles, descriptions and keywords
# $count (Number): number of courses found.
catalogue-results =
    { $count ->
        [0] No course matches your search.
        [one] { $count } course matches your search.
       *[other] { $count } courses match your search.
    }
# $count (Number): number of modules in a package.
catalogue-modules =
    { $count ->
        [one] { $count } module
       *[other] { $count } modules
    }
# $minutes (Number): length of a module.
catalogue-duration =
    { $minutes ->
        [one] About { $minutes } minute
       *[other] About { $minutes } minutes
    }
# $level (String): internal name of the level; do not translate the names in square brackets.
catalogue-level =
    { $level ->
        [basic] For a quick start
        [advanced] For officials who design and run participatory processes
        [trainer] For future trainers
       *[other] For all levels
    }
# $languages (Number): number of languages in which the course can be taken.
catalogue-languages =
    { $languages ->
        [one] Available in { $languages } language
       *[other] Available in { $languages } languages
    }
# Shown on a course whose text has not been checked by a person.
catalogue-machine-translation =
    This course was translated by a machine and has not been checked yet. The English version
    is the reference.

## Enrolment

# Verb, button. The learner joins the course.
enrol-button = Enrol
    .title = Enrol in ‘{ $course }’
    .aria-label = Enrol in the course ‘{ $course }’
# concordia: max-length 24
enrol-cancel = Leave course
# $count (Number): places still free.
enrol-places =
    { $count ->
        [0] This course is full.
        [one] { $count } place is left.
       *[other] { $count } places are left.
    }
# $position (Number): position on the waiting list, an ordinal number. If your language does
# not distinguish ordinal forms, keep one variant only.
enrol-waiting-list =
    { NUMBER($position, type: "ordinal") ->
        [one] You are { $position }st on the waiting list.
        [two] You are { $position }nd on the waiting list.
        [few] You are { $position }rd on the waiting list.
       *[other] You are { $position }th on the waiting list.
    }
# $date (Date): last day of enrolment.
enrol-deadline = Enrol by { DATETIME($date, day: "numeric", month: "long", year: "numeric") }.
# $role (String): role of the person in the course.
# $count (Number): number of learners or courses.
enrol-summary =
    { $role ->
        [trainer]
            { $count ->
                [one] You teach { $count } learner in this course.
               *[other] You teach { $count } learners in this course.
            }
        [moderator]
            { $count ->
                [one] You moderate the forum for { $count } learner.
               *[other] You moderate the forum for { $count } learners.
            }
       *[learner]
            { $count ->
                [0] You are the first learner in this course.
                [one] You learn together with { $count } other person.
               *[other] You learn together with { $count } other people.
            }
    }
enrol-foundation-required =
    You must complete modules 1 and 2 before you can enrol in this module.

## Lesson player

lesson-next = Next
    .aria-label = Next lesson: { $title }
lesson-previous = Back
    .aria-label = Previous lesson: { $title }
# concordia: max-length 24
lesson-mark-complete = Mark as complete
# $done and $total (Number): lessons completed and lessons in the module.
lesson-progress =
    { $total ->
        [one] { $done } of { $total } lesson completed
       *[other] { $done } of { $total } lessons completed
    }
# $ratio (Number): between 0 and 1, shown as a percentage.
lesson-progress-bar =
    .aria-label = Progress: { NUMBER($ratio, style: "percent", maximumFractionDigits: 0) }
# $minutes (Number): time left in this lesson.
lesson-time-left =
    { $minutes ->
        [0] Less than one minute left
        [one] { $minutes } minute left
       *[other] { $minutes } minutes left
    }
# $number (Number): number of the module.
lesson-locked = Complete module { $number } to open this lesson.
lesson-captions =
    .label = Captions
    .title = Show or hide captions
lesson-transcript = Read the transcript
# $size (Number): size of the file in megabytes, with at most one decimal.
lesson-download = Download the { -coursebook } ({ NUMBER($size, maximumFractionDigits: 1) } MB)

## Exercises and self-assessment

exercise-heading = Exercise { $number }: { $title }
# $minutes (Number): time for the exercise. $minimum and $maximum (Number): group size.
exercise-frame =
    { $minutes ->
        [one] { $minutes } minute, { $minimum } to { $maximum } people
       *[other] { $minutes } minutes, { $minimum } to { $maximum } people
    }
# concordia: max-length 24
exercise-submit = Submit answer
# $status (String): state of the learner's answer.
exercise-status =
    { $status ->
        [draft] Saved as a draft, not handed in yet
        [submitted] Handed in, waiting for feedback
        [returned] Feedback from your trainer is available
       *[empty] Not started
    }
exercise-answer =
    .label = Your answer
    .placeholder = Write no more than { NUMBER($limit) } characters
    .aria-label = Your answer to exercise { $number }
# $count (Number): number of attempts left.
exercise-attempts =
    { $count ->
        [0] You have no attempts left.
        [one] You have { $count } attempt left.
       *[other] You have { $count } attempts left.
    }
assessment-heading = Self-assessment
assessment-introduction = Nobody else sees your answers. Your score does not affect your certificate.
# $count (Number): unanswered questions.
assessment-unanswered =
    { $count ->
        [0] You have answered every question.
        [one] { $count } question is not answered yet.
       *[other] { $count } questions are not answered yet.
    }
# $points and $maximum (Number): points reached and points possible.
assessment-score =
    { $points ->
        [one] You have { $points } point out of { $maximum }.
       *[other] You have { $points } points out of { $maximum }.
    }

## Forum

# Verb, button: begins a new topic.
# concordia: max-length 24
forum-new-topic = Start a topic
# Verb, button: answers a contribution.
forum-reply = Reply
    .aria-label = Reply to { $name }
# $count (Number): number of replies to a topic.
forum-replies =
    { $count ->
        [0] No replies yet
        [one] { $count } reply
       *[other] { $count } replies
    }
# $count (Number): unread contributions.
forum-unread =
    { $count ->
        [one] { $count } unread contribution
       *[other] { $count } unread contributions
    }
# $name (String): name of the author. $date (Date): time of the contribution.
forum-byline = { $name }, { DATETIME($date, dateStyle: "medium", timeStyle: "short") }
# $role (String): role of the author, shown beside the name.
forum-author-role =
    { $role ->
        [trainer] Trainer
        [moderator] Moderator
       *[learner] Learner
    }
# Noun: heading above the list of ground rules.
forum-ground-rules-heading = Ground rules
forum-ground-rules =
    Please keep to the ground rules:

    1. Criticise ideas, not people.
    2. Do not publish personal data about others.
    3. Write in any language that is offered on this platform.
forum-notify =
    .label = Send me an email when somebody replies
    .title = You can change this at any time
# Verb, button: tells the moderator about a contribution that breaks the ground rules.
forum-report = Report
    .title = Report this contribution to the moderator
forum-hidden = A moderator has hidden this contribution. The author may object within 21 days.

## Live sessions

session-heading = Live sessions
# $date (Date): start of the session. $zone (String): time zone, for example CET.
session-start =
    { DATETIME($date, weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "numeric") } ({ $zone })
# $minutes (Number): minutes until the session begins.
session-starts-in =
    { $minutes ->
        [0] The session is beginning now.
        [one] The session begins in { $minutes } minute.
       *[other] The session begins in { $minutes } minutes.
    }
# concordia: max-length 24
session-join = Join session
# $hands (Number): raised hands. $people (Number): people in the session.
session-status =
    { $people ->
        [one] { $people } person is here
       *[other] { $people } people are here
    }, { $hands ->
        [0] no raised hands
        [one] { $hands } raised hand
       *[other] { $hands } raised hands
    }.
session-recording-notice =
    The trainer would like to record this plenary. The recording begins only when everybody
    has given consent. Small-group work is never recorded.
# concordia: max-length 24
session-consent-give = I consent
# concordia: max-length 24
session-consent-refuse = I do not consent
session-camera =
    .label = Camera
    .aria-label =
        { $state ->
            [on] Camera is on
           *[off] Camera is off
        }

## Certificate

certificate-heading = Certificate of completion
# $name (String): name of the learner. $hours (Number): hours of training.
certificate-text =
    { $hours ->
        [one] { $name } has completed { $hours } hour of training on citizen participation.
       *[other] { $name } has completed { $hours } hours of training on citizen participation.
    }
certificate-issued = Issued on { DATETIME($date, day: "numeric", month: "long", year: "numeric") }
# $ratio and $minimum (Number): attendance reached and attendance required, as percentages.
certificate-attendance =
    You have attended { NUMBER($ratio, style: "percent") } of the live sessions. You need at
    least { NUMBER($minimum, style: "percent") } for a certificate.
# concordia: max-length 24
certificate-download = Download

## Account

account-email =
    .label = Email address
    .placeholder = name@example.org
account-name =
    .label = Name on the certificate
    .title = Your name appears on the certificate exactly as you write it here
account-name-hint = Do not use the characters { "{" } and { "}" } in your name.
account-password =
    .label = Password
    .aria-label = Password, at least { $length } characters
account-save = Save changes
    .title = Save the changes to your account
# $days (Number): days until the account and all personal data are deleted.
account-deletion =
    { $days ->
        [one] Your account and all personal data will be deleted in { $days } day.
       *[other] Your account and all personal data will be deleted in { $days } days.
    } You may cancel this until then.
account-consent =
    .label = I agree that the evaluation team may contact me after 12 months.
    .title = You may withdraw your consent at any time

## Accessibility

accessibility-statement = Accessibility statement
accessibility-text-size =
    .label = Text size
    .aria-label = Text size: { NUMBER($scale, style: "percent") }
accessibility-contrast =
    .label = High contrast
accessibility-motion =
    .label = Reduce movement
    .title = Stop animations and moving backgrounds
# $key (String): name of a key, for example ‘?’.
accessibility-keyboard-help = Press { $key } to see all keyboard shortcuts.
accessibility-image-missing =
    .aria-label = This image has no description yet

## Errors

error-page-not-found = This page does not exist. Go back to ‘{ nav-home }’ or search the catalogue.
error-offline = You are offline. We will save your answer as soon as you are connected again.
# $count (Number): fields that must be corrected before the form can be sent.
error-fields =
    { $count ->
        [one] Please correct { $count } field.
       *[other] Please correct { $count } fields.
    }
# $limit (Number): size in megabytes.
error-file-too-large = The file is larger than { NUMBER($limit) } MB and was not uploaded.
error-not-enrolled = You must enrol before you can open this lesson.
# Link to the help desk, below every error message.
error-help = Contact the help desk
error-session-expired = You have been signed out because you were not active for { NUMBER($minutes) } minutes.

## Email notices

# Subject line of an email.
email-enrolled-subject = You are enrolled: { $course }
# $name (String): name of the learner. $course (String): title of the course.
# The empty line and the line break before the signature must stay.
email-enrolled-body =
    Dear { $name },

    You are enrolled in the course ‘{ $course }’. It begins on
    { DATETIME($date, day: "numeric", month: "long", year: "numeric") }.

    Please tell us at least 10 working days before this date if you need interpretation,
    captions or other support.

    The { -brand-name } team
# $count (Number): new contributions since the last email.
email-digest-subject =
    { $count ->
        [one] { $count } new contribution in the forum
       *[other] { $count } new contributions in the forum
    }
email-certificate-subject = Your certificate is ready
# $session (String): title of the session. $date (Date): start of the session.
email-session-moved =
    The session ‘{ $session }’ has been moved. The new date is
    { DATETIME($date, weekday: "long", day: "numeric", month: "long", year: "numeric") }.
# $days (Number): days until the deadline.
email-reminder =
    { $days ->
        [0] Today is the last day to hand in your exercise.
        [one] You have { $days } day left to hand in your exercise.
       *[other] You have { $days } days left to hand in your exercise.
    }
email-footer =
    You receive this message because you are enrolled in a course on { -brand-name }. You can
    change your choice in your account at any time.
