#!/usr/bin/env python3
"""Make `src/language/english_lexicon.bin`, the Bloom filter of English words and names.

    scripts/english-lexicon.py FOLDER [--write]

FOLDER holds the lists of SCOWL 2020.12.07 (Debian's package `scowl`, `/usr/share/dict/scowl`). Taken are words and names
up to size 80, American and British with their first variants, in small letters, and names up to size 95 with a capital.
Without `--write` only the numbers are shown.
"""

import math
import pathlib
import re
import sys

REGIONS = {"english", "american", "british", "british_z", "american_variant_1", "british_variant_1"}
WORDS, NAMES = 80, 95
BITS, PROBES = 1 << 22, 7
TARGET = pathlib.Path(__file__).resolve().parent.parent / "src/language/english_lexicon.bin"

# Vocabulary of deliberation and training that the lists lack.
OWN_WORDS = """
assessee assessees carousels chatbot chatbots codesign cocreate cocreated cocreation coworking crowdsource crowdsourced
crowdsourcing debrief debriefs deepfake deepfakes degrowth deliberator deliberators deliberathon demarchy facilitative
fishbowl fishbowls flipchart flipcharts flipped gamification gamified gamify geofence greenwashing hackathon hackathons
hackspace hotspot hotspots icebreaker icebreakers livestream livestreams makerspace metadata microgrant microgrants
mindmap minipublic minipublics moodboard moderator moderators onboarding participative participatory permaculture
prosumer prosumers repurpose rewilding schemas sensemaking smartphone sociocracy sortition stakeholder stakeholders
storyboard subpage timebox timeboxed unconference upcycling upskilling upvote upvotes walkthrough webinar webinars
whiteboard whiteboards wiki wikis
""".split()
# Tools and programmes that are written in small letters too.
OWN_NAMES = """
canva consul decidim discord doodle erasmus etherpad figma github gitlab hedgedoc jamboard jitsi joomla kahoot kialo
liquidfeedback loomio mastodon matrix mattermost mentimeter miro moodle mural nextcloud notion padlet polis
prezi qgis signal slack slido strava telegram trello typeform vimeo webex whatsapp wikipedia wooclap wordpress youtube
zoom zulip
""".split()


def lists(folder: pathlib.Path, kinds: set[str], size: int) -> set[str]:
    found: set[str] = set()
    for path in folder.iterdir():
        match = re.fullmatch(r"(.+?)-([a-z-]+)\.(\d+)", path.name)
        if match and match[1] in REGIONS and match[2] in kinds and int(match[3]) <= size:
            found |= {word for word in path.read_text("latin-1").split() if word.isalpha()}
    return found


def fnv(word: str) -> int:
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    small = {word.lower() for word in lists(folder, {"words", "upper", "proper-names"}, WORDS)}
    small |= {word for word in OWN_WORDS + OWN_NAMES if word.isalpha()}
    names = {name.capitalize() for name in lists(folder, {"upper", "proper-names"}, NAMES)}
    names |= {name.capitalize() for name in OWN_NAMES}
    bits = bytearray(BITS // 8)
    for word in small | names:
        value = fnv(word)
        first, step = value & 0xFFFFFFFF, (value >> 32) | 1
        for probe in range(PROBES):
            bit = ((first + probe * step) & 0xFFFFFFFF) % BITS
            bits[bit // 8] |= 1 << (bit % 8)
    filled = sum(byte.bit_count() for byte in bits) / BITS
    wrong = math.pow(filled, PROBES)
    print(f"{len(small)} words, {len(names)} names, {len(bits)} bytes, {filled:.3f} full, {wrong:.4f} taken wrongly")
    if "--write" in sys.argv:
        TARGET.write_bytes(bits)


if __name__ == "__main__":
    main()
