"""What admins get wrong: one change to the small rulebook each, the exact place, what is said, and what would be right.

Each is (file, text that stands there, what it is changed into, place, message, mend).
"""

WHEN = "    when: {words: [clearance, demin*, mine]}"
THEN = "{area: mine_action, topic: ma_clearance}"
UXO = r"'\bUXO\b'"
EXTRA = "- name: clearance"

MISTAKES = {
    # YAML
    "tab": ("topic.yaml", "    unless", "\tunless", "7:1", "a tab", "blanks"),
    "tab after blanks": ("topic.yaml", "    unless", "    \tunless", "7:5", "a tab", "blanks"),
    "indented too little": ("topic.yaml", "    unless", "   unless", "7:4", "indented unlike", "line 5, column 3"),
    "indented too far": ("topic.yaml", "    unless", "     unless", "7:6", "indented unlike", "line 5, column 5"),
    "a rule indented too little": ("topic.yaml", "  - name: clear", " - name: clear", "10:2", "indented unlike", "one column"),
    "a key indented": ("topic.yaml", "policy: best", " policy: best", "3:2", "indented unlike", "line 1, column 1"),
    "no colon": ("topic.yaml", "policy: best", "policy best", "3:1", "'policy best' has no colon", "key: value"),
    "no colon after rules": ("topic.yaml", "rules:", "rules", "4:1", "'rules' has no colon", "key: value"),
    "no colon after when": (
        "topic.yaml", "    when: {words: [cl", "    when {words: [cl",
        "11:43", "'when' has no colon", "when:"
    ),
    "no blank after the colon": ("topic.yaml", "policy: best", "policy:best", "3:1", "no blank after the colon", "key: value"),
    "no blank within braces": ("topic.yaml", "{words: [cl", "{words:[cl", "11:17", "no blank after the colon", "key: value"),
    "no blank after the dash": ("topic.yaml", EXTRA, "-name: clearance", "10:3", "no blank after the dash", "- name"),
    "no-break space": ("topic.yaml", "policy: best", "policy:\u00a0best", "3:1", "no-break space", "plain blanks"),
    "open bracket": ("topic.yaml", "demin*, mine]", "demin*, mine", "11:43", "a comma or ']'", "line 11, column 19"),
    "open brace": ("topic.yaml", THEN, THEN[:-1], "12:11", "is not closed by '}'", "add '}'"),
    "brace too many": ("topic.yaml", THEN, THEN + "}", "12:51", "'}' closes or parts nothing", "delete it"),
    "open quote": ("topic.yaml", EXTRA, "- name: 'clearance", "10:11", "the quote that opens here", "close it"),
    "colon in a text": ("topic.yaml", EXTRA, "- name: clearance: all", "10:20", "a colon stands", "in quotes"),
    "text that begins with @": ("topic.yaml", "[clearance, demin*", "[100%, @x", "11:26", "cannot begin with '@'", "quotes"),
    "text that begins with a star": ("topic.yaml", "[clearance", "[*clearance", "11:20", "aliases (*)", "quote a text"),
    "text that begins with !": ("topic.yaml", "[clearance", "[!x", "11:20", "tags (!)", "quote a text"),
    "expression in double quotes": ("topic.yaml", UXO, r'"\wUXO"', "6:99", r"\w has no meaning", "single quotes"),
    "text behind the bar": ("topic.yaml", WHEN, "    when:\n      words: | mine", "12:16", "nothing may follow", "next line"),
    "alias bomb": ("topic.yaml", "rules:\n", "rules: &r [*r, *r]\nx:\n", "4:8", "anchors", "write it out"),
    "key twice": ("topic.yaml", "policy: best", "policy: best\npolicy: first", "4:1", "'policy' stands here twice", "line 3"),
    # keys and names
    "unknown key": ("topic.yaml", "unless:", "unles:", "7:5", "no key 'unles'", "did you mean 'unless'?"),
    "key in capitals": ("topic.yaml", "policy:", "Policy:", "3:1", "no key 'Policy'", "did you mean 'policy'?"),
    "unknown key of a mail": ("topic.yaml", "no_match:", "nomatch:", "9:71", "no key 'nomatch'", "did you mean 'no_match'?"),
    "unknown condition": ("topic.yaml", "{words: [cl", "{wrods: [cl", "11:12", "no condition 'wrods'", "did you mean 'words'?"),
    "unknown field": ("topic.yaml", "[area, topic]", "[aera, topic]", "2:11", "no field 'aera'", "did you mean 'area'?"),
    "unknown policy": ("topic.yaml", "policy: best", "policy: beste", "3:9", "no policy 'beste'", "did you mean 'best'?"),
    "area misspelt": ("topic.yaml", THEN, "{area: mine-action}", "12:18", "is no area", "did you mean 'mine_action'?"),
    "area in curly quotes": ("topic.yaml", THEN, "{area: “mine_action”}", "12:18", "is no area", "did you mean 'mine_action'?"),
    "topic in capitals": ("topic.yaml", "topic: ma_c", "topic: MA_c", "12:38", "is no topic", "did you mean 'ma_clearance'?"),
    "urgency misspelt": ("urgency.yaml", "urgency: high", "urgency: hihg", "6:69", "no urgency", "did you mean 'high'?"),
    "asked value misspelt": ("urgency.yaml", "topic: ma_incident", "topic: ma_incidnt", "5:36", "no topic", "'ma_incident'?"),
    "owner that nobody is": (
        "routing.yaml", "owner: bo@desk", "owner: bob@desk",
        "5:65", "is no owner", "'bo@desk.example.org'?"
    ),
    "value with a hidden character": (
        "topic.yaml", "policy: best", "policy: best\u200b", "3:13", "an invisible character", "delete"
    ),
    "word that is turned": ("topic.yaml", "[gold mine,", "[gold\u202e mine,", "7:26", "(U+202E)", "delete"),
    "country that is none": ("desk.yaml", "[SD, SS]", "[SD, UK]", "11:85", "'UK' is no country", "ISO 3166"),
    "field of a later table": ("topic.yaml", "{words: [cl", "{urgency: high, words: [cl", "11:12", "not decided yet", "tables"),
    "value of an example": (
        "urgency.yaml", "urgency: high}", "urgency: high}, examples: {match: [{topic: x}]}",
        "6:103", "no topic", "desk"
    ),
    # words, expressions, numbers
    "regex bracket": ("topic.yaml", UXO, "'abc(def'", "6:101", "a '(' is not closed", "RE2"),
    "regex set": ("topic.yaml", UXO, "'ab[cd'", "6:100", "a '[' is not closed", "RE2"),
    "regex look-ahead": ("topic.yaml", UXO, "'a(?=b)'", "6:99", "no look-ahead", "RE2"),
    "regex back-reference": ("topic.yaml", UXO, r"'UXO\1'", "6:101", "no back-references", "RE2"),
    "regex in curly quotes": ("topic.yaml", UXO, "‘UXO’", "6:97", "curly quotes", "RE2"),
    "short star": ("topic.yaml", "demin*", "de*", "11:31", "three letters", "longer word"),
    "short star in a block": (
        "topic.yaml", WHEN, "    when:\n      words: |\n        mine\n        sea, de*",
        "14:14", "three", "longer"
    ),
    "short star in long lines": (
        "topic.yaml", WHEN, "    when:\n      words:\n        mine,\n        sea, de*",
        "14:14", "three", "longer"
    ),
    "empty list": ("topic.yaml", "[clearance, demin*, mine]", "[]", "11:19", "no word", "words: [one"),
    "empty condition": ("topic.yaml", WHEN, "    when:", "11:5", "a condition is expected", "words:"),
    "no rules": ("urgency.yaml", "rules:\n", "rules: []\nx:\n", "4:8", "the table has no rules", "take the table out"),
    "weight 0": ("topic.yaml", EXTRA, EXTRA + "\n    weight: 0", "11:13", "'0' is no weight", "above 0"),
    "weight in words": ("topic.yaml", EXTRA, EXTRA + "\n    weight: heavy", "11:13", "is no weight", "a number"),
    "weight with a comma": ("topic.yaml", EXTRA, EXTRA + "\n    weight: 1,5", "11:13", "is no weight", "1.5"),
    "two values": ("urgency.yaml", "urgency: high", "urgency: [high, low]", "6:69", "urgency has one value", "urgency: high"),
    "two rules of one name": ("topic.yaml", EXTRA, "- name: mine accident", "10:11", "two rules", "line 5"),
    # the desk
    "desk misspelt": ("desk.yaml", "lead: africa", "lead: afrika", "13:48", "no desk 'afrika'", "did you mean 'africa'?"),
    "key of the desk": ("desk.yaml", "prefix: GPC", "prefx: GPC", "2:1", "no key 'prefx'", "did you mean 'prefix'?"),
    "coordinator misspelt": (
        "desk.yaml", "[bo@desk", "[bob@desk",
        "11:47", "no coordinator", "did you mean 'bo@desk.example.org'?"
    ),
    "desk without coordinators": (
        "desk.yaml", ", coordinators: [bo@desk.example.org]", "",
        "11:5", "no coordinator", "order of duty"
    ),
    "country in small letters": ("desk.yaml", "[SD, SS]", "[no, SS]", "11:81", "'no' is no country", "did you mean 'NO'?"),
    "country of two desks": ("desk.yaml", "name: Global,", "name: Global, countries: [SS],", "11:85", "SS belongs", "one desk"),
    "table misspelt": ("desk.yaml", "[topic,", "[topics,", "4:10", "no table 'topics'", "did you mean 'topic'?"),
    "tables without brackets": (
        "desk.yaml", "[topic, urgency, routing]", "topic, urgency",
        "4:9", "no table", "tables: [topic"
    ),
    "tables in the wrong order": ("desk.yaml", "topic, urgency,", "urgency, topic,", "5:29", "not decided yet", "before it"),
}  # fmt: skip
