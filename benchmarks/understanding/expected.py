"""What the domain lets us expect: which word lists speak for which topic, before any mail is looked at."""

STRONG, USUAL = 2.5, 1.2


def _lists(strong: str, usual: str = "") -> dict[str, float]:
    found = {name.strip(): USUAL for name in usual.split(",") if name.strip()}
    return found | {name.strip(): STRONG for name in strong.split(",") if name.strip()}


TOPICS: dict[str, dict[str, float]] = {
    "ma_incident": _lists(
        "explosion happened, stepped or drove on it, mine or ordnance accident, dangerous thing found or seen, children play with it, "
        "people gather around, it has just happened, who can come and remove it, carried home or handled, sea mine or washed ashore",
        "people killed, people hurt, bleeding and first aid, hospital and evacuation of the wounded, it came with flood or rain, "
        "strange or metal object, do not touch and cordon, disposal team, unexploded, grenades, shells and mortars, "
        "rockets missiles and drones, aircraft bombs, cluster munitions and submunitions",
    ),
    "ma_clearance": _lists(
        "demining and clearance, survey, marking and warning signs, land release and cancellation, hazardous area, is it safe, "
        "route or road check, building or school check before use, works or contractor waiting for clearance, rubble and debris, "
        "farmland under suspicion, clearance certificate and completion report, clearance costs and priorities",
        "pasture and herders, water points and infrastructure under suspicion, dogs machines and detectors, demining operators, "
        "former battle area and military positions, people return to suspected land, minefield",
    ),
    "ma_eore": _lists(
        "risk education, awareness sessions and safety talks, risk education materials, radio spots and social media messages on danger, "
        "theatre songs and stories, safe behaviour and key safety messages, school lessons on danger and teachers, "
        "community liaison and volunteers",
        "campaign and awareness material, translation of a document, children play with it",
    ),
    "ma_victim_assistance": _lists(
        "survivors of mines, loss of limb, prosthesis and orthopaedics, rehabilitation and physiotherapy, wheelchair crutches and access, "
        "pension and benefits of victims, livelihood of survivors, psychosocial and peer support of survivors, "
        "discharge from hospital and care at home, loss of sight or hearing and burns",
        "disability rights and inclusion, service map and referral of survivors, referral to a service",
    ),
    "ma_ied": _lists(
        "improvised devices, booby traps, roadside devices and convoys, search procedures for devices",
        "checklist and tool",
    ),
    "ma_stockpile": _lists(
        "ammunition stores, safety distances, explosion or fire at a depot, expired leaking or damaged ammunition, destruction of stocks, "
        "transport of ammunition and armoury",
        "small arms ammunition, explosive substances",
    ),
    "ma_advocacy": _lists(
        "treaties and ratification, fourth of april and campaign against mines, key messages and talking points",
        "international day and events, public statement, campaign and awareness material, logo and visibility, "
        "press interview and article",
    ),
    "ma_information": _lists(
        "imsma, hazard maps and polygons, accident database and casualty figures, reporting forms and data exchange of mine action",
        "data and database, map, figures and statistics, form or template, indicator definition and how to count, "
        "sharing of data and protocol, reporting and reports, error in a form or file",
    ),
    "ma_standards": _lists(
        "imas and national standards, standard operating procedures, accreditation and licence, quality assurance and inspection of clearance, "
        "protective equipment and equipment tests",
        "standards and norms",
    ),
    "ma_coordination": _lists(
        "mine action coordination group, mine action in plans and needs overview, coordination group, needs overview and response plan",
        "meeting agenda and minutes, terms of reference, shared lead and chair of a group, strategy and work plan, indicators and targets, "
        "membership of a group",
    ),
    "ma_surge": _lists(
        "mine action experts to be sent, surge and deployment, roster and secondment",
        "temporary replacement and vacancy, profile and terms for a post, months a person is needed",
    ),
    "ma_training": _lists(
        "eod and demining courses, course or training, seats and enrolment", "webinar and online learning, trainer and facilitator"
    ),
    "ma_funding": _lists(
        "trust fund and money for mine action, grant and money, pooled fund and allocation, proposal and how to apply for money",
        "donor and its conditions, budget and costs, funding gap or cut, shared financing",
    ),
    "cp_case_management": _lists(
        "case management, case forms and files, best interests of the child, caseload per worker, supervision of case workers",
        "child abuse and neglect",
    ),
    "cp_family_tracing": _lists(
        "unaccompanied and separated children, family tracing, child or parents lost, interim and foster care, family reunification",
        "orphans and orphanages, child abduction deportation and trafficking",
    ),
    "cp_armed_groups": _lists(
        "armed groups and forces, recruitment and use of children, release and handover of children, reintegration of children, "
        "grave violations, children detained by army or police"
    ),
    "cp_psychosocial": _lists(
        "psychosocial support for children, child friendly spaces, play and activities for children, distress signs of children, "
        "adolescents and their activities, caregivers and their stress"
    ),
    "cp_prevention": _lists(
        "child labour, gold sand and brick work, begging and street children, children in domestic service, child marriage, "
        "female genital mutilation, harmful practices and beliefs, corporal punishment",
        "school and dropping out",
    ),
    "cp_information": _lists("cpims system, child protection data", "data and database, who does what where, form or template"),
    "cp_coordination": _lists(
        "child protection groups, child protection plans and preparedness, child protection staff deployment, coordination group",
        "terms of reference, contingency and preparedness plan, simulation exercise, meeting agenda and minutes, surge and deployment",
    ),
    "cp_training": _lists("child protection courses, child protection minimum standards, course or training", "seats and enrolment"),
    "gbv_services": _lists(
        "clinical care and pep, rape treatment kits and supplies, dignity kits, safe space for women, shelter for survivors, "
        "referral pathway, hotline and remote help, gbv case work and service closure",
        "survivor of such violence, rape and sexual violence, domestic violence, legal help and justice for survivors",
    ),
    "gbv_risk_mitigation": _lists(
        "safety audit, lighting, latrines and locks, firewood and water points, women's safety at distributions and cash, "
        "other sectors' gbv safe work"
    ),
    "gbv_information": _lists(
        "gbvims and incident data, prevalence figures, gbv information sharing", "figures and statistics, data and database"
    ),
    "gbv_psea": _lists(
        "sexual exploitation and abuse, favours in exchange for aid, complaint against staff, confidential channel and whistleblower, "
        "code of conduct and screening, investigation of misconduct, psea network"
    ),
    "gbv_coordination": _lists(
        "gbv groups, gbv plans and staff, coordination group", "terms of reference, meeting agenda and minutes, surge and deployment"
    ),
    "gbv_training": _lists("gbv courses, briefing of guards drivers and all staff, course or training", "training materials and module"),
    "hlp_due_diligence": _lists(
        "due diligence before building, owner consent and no objection, land use agreement and lease, "
        "site for camp school or shelter, land donated or offered, host family or host community land, landowner and owner",
        "shelter repair and construction works, who owns the land question",
    ),
    "hlp_evictions": _lists(
        "eviction, notice to leave, landlord throws out, demolition and bulldozers, marked houses and red paint, "
        "announced date of eviction, moratorium and legal defence, about to be driven out",
        "relocation and resettlement site, informal settlement and occupied public building, tenant and rent",
    ),
    "hlp_restitution": _lists(
        "destroyed or damaged house, compensation, restitution and claims, reconstruction plan and zoning",
        "proof of ownership, abandoned property",
    ),
    "hlp_land_after_clearance": _lists(
        "cleared land and handover, who may use cleared land, land grabbing",
        "demining and clearance, land release and cancellation, pasture and herders (land)",
    ),
    "hlp_documents_disputes": _lists(
        "lost documents and archives, title deed and land registry, inheritance and widows, secondary occupation, "
        "boundary and land dispute, mediation and elders, forced sale and fraud, abandoned property",
        "customary chiefs and land committees, proof of ownership, women land rights, returnees and their land",
    ),
    "hlp_coordination": _lists(
        "hlp working group and plans, housing land and property sector, coordination group", "terms of reference, meeting agenda and minutes, surge and deployment"
    ),
    "hlp_training": _lists("hlp course and module, course or training", "training materials and module, housing land and property sector"),
    "pr_coordination": _lists(
        "role of the coordinator and toolbox, co lead agency, minutes agenda and decisions, government counterpart, "
        "sub national groups and field coordination, cluster performance review, coordination group",
        "protection cluster, strategy and response plan of protection, terms of reference, meeting agenda and minutes, "
        "shared lead and chair of a group, membership of a group, needs overview and response plan",
    ),
    "pr_activation": _lists(
        "cluster activation, cluster transition or deactivation, sector or cluster status and who leads"
    ),
    "pr_analysis": _lists(
        "protection analysis, protection monitoring, risks ranked by severity, sources and their reliability, trends and hotspots",
        "early warning of violence and attacks",
    ),
    "pr_information": _lists(
        "who does what where, dashboard and online viewer, form or template, error in a form or file, login and access rights, "
        "activityinfo kobo and online forms, form or formula error, five w reporting of protection, dashboard maps and data products, template or form request",
        "indicator definition and how to count, data and database, map",
    ),
    "pr_data_protection": _lists(
        "personal data protection, list of names demanded by authorities, information sharing protocol, deletion or access request, "
        "consent and retention, sharing of data and protocol"
    ),
    "pr_mainstreaming": _lists(
        "safe and dignified distribution, protection mainstreaming, accountability and complaints box, "
        "people with disabilities and elderly in aid, do no harm and conflict sensitivity, cash and protection, "
        "centrality of protection and hct strategy"
    ),
    "pr_individual_case": _lists(
        "asks for myself and my family, hunted and threatened, hiding and need a safe place, relative detained or arrested, "
        "relative disappeared, papers identity and legal status, money rent and food for myself, medical help for myself, border and journey, "
        "please do not tell my name, life threatened, hunted hiding kidnapped, armed men came",
        "victim speaking for himself, family and own things",
    ),
    "pr_surge": _lists(
        "surge and deployment, roster and secondment, temporary replacement and vacancy",
        "profile and terms for a post, months a person is needed, protection in general",
    ),
    "pr_training": _lists("course or training, seats and enrolment", "webinar and online learning, protection in general, training materials and module"),
    "pr_funding": _lists(
        "grant and money, pooled fund and allocation, funding gap or cut, donor and its conditions",
        "proposal and how to apply for money, budget and costs, embassy or parliament asks, protection in general",
    ),
    "pr_advocacy_media": _lists(
        "press interview and article, public statement, journalist background and quotes, advocacy statement",
        "key messages and talking points, protection of civilians, press deadline",
    ),
    "pr_other": _lists("study thesis and survey, question about the desk, study or thesis, question about the desk and its services"),
}


URGENCIES: dict[str, dict[str, float]] = {
    "critical": _lists(
        "people killed told, people hurt now, explosion just happened, dangerous thing with people around, life threatened, "
        "hunted hiding kidnapped, child in danger tonight, raped recently and pep window, armed men came, nobody answers the hotline, "
        "more casualties or it got worse",
        "right now, an hour ago, tonight, in the coming hours, within seventy two hours, about to be driven out, "
        "just found something dangerous, bleeding and first aid, people gather around, children play with it",
    ),
    "high": _lists(
        "works blocked or suspended, convoy stuck or road closed, school or facility closed because of it, services stop or stocks run out, "
        "threat with a date or ultimatum, press deadline, patient discharged or operation waits, plan due or signature awaited, "
        "recovery after an accident, tomorrow, day after tomorrow, before a weekday, this week, within days",
        "deadline, urgent said seriously, asks for an answer soon, next week, event planned soon with people, about to be driven out",
    ),
    "normal": _lists("", "question about ongoing work, planning and preparation, end of the month or next month, months ahead"),
    "low": _lists(
        "problem solved and closing words, for information only, study and curiosity, next year, no hurry, thanks, feedback, "
        "people safe now, item removed or situation resolved",
        "study thesis and survey, question about the desk, months ahead",
    ),
}

REQUESTERS: dict[str, dict[str, float]] = {
    "field_cluster": _lists(
        "cluster coordinator title, cluster name as sender, gbv group as sender, child protection group as sender, "
        "mine action or land group as sender, information management officer, co lead as a title, group secretariat and focal points, "
        "speaks as a coordinator"
    ),
    "un": _lists("un humanitarian agency, un mine action body, un mission and peacekeeping, united nations words, un job titles and offices"),
    "ngo": _lists(
        "international ngo name, demining ngo name, ngo words, national ngo forms, red cross and crescent, faith charity, "
        "ngo project and programme titles, network or coalition, survivors or disability organisation, women or youth association, "
        "legal clinic, field base and field team, ngo short letters"
    ),
    "government": _lists(
        "ministry, municipality and mayor, governor and prefecture, department and directorate, police and army, civil defence and rescue, "
        "national mine action authority, national commission or institute, education or health authority, "
        "village head or traditional authority",
        "official letter manner",
    ),
    "donor": _lists("donor aid agency, donor office and desk officer, foundation that gives, donor talk", "embassy"),
    "media": _lists("media outlet, journalist roles, media talk"),
    "individual": _lists(
        "victim speaking for himself, family and own things, private person occupations, private mail hints, asks for myself and my family"
    ),
    "other": _lists(
        "university and researcher, student, company and contractor, demining company, consultant, insurer and bank, software vendor, "
        "school, hospital and doctor, museum think tank and other bodies, lawyers office"
    ),
}
