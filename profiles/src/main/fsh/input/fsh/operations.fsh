// Every operation that a role is offered. Where FHIR or another guide defines one, base names that
// definition; ours lists what is taken and answered here, and whatever is not listed is refused.
RuleSet: Operation(id, code, title, description)
* id = "{id}"
* url = "https://fhir.example.org/supportive-care/OperationDefinition/{id}"
* version = "0.1.0"
* name = "{title}"
* title = "{title}"
* status = #active
* kind = #operation
* affectsState = false
* publisher = "Supportive Care Exchange"
* code = #{code}
* description = "{description}"

RuleSet: Parameter(index, name, use, min, max, type, documentation)
* parameter[{index}].name = #{name}
* parameter[{index}].use = #{use}
* parameter[{index}].min = {min}
* parameter[{index}].max = "{max}"
* parameter[{index}].type = #{type}
* parameter[{index}].documentation = "{documentation}"

RuleSet: Part(index, part, name, min, max, type, documentation)
* parameter[{index}].part[{part}].name = #{name}
* parameter[{index}].part[{part}].use = #out
* parameter[{index}].part[{part}].min = {min}
* parameter[{index}].part[{part}].max = "{max}"
* parameter[{index}].part[{part}].type = #{type}
* parameter[{index}].part[{part}].documentation = "{documentation}"

RuleSet: InPart(index, part, name, min, max, type, documentation)
* parameter[{index}].part[{part}].name = #{name}
* parameter[{index}].part[{part}].use = #in
* parameter[{index}].part[{part}].min = {min}
* parameter[{index}].part[{part}].max = "{max}"
* parameter[{index}].part[{part}].type = #{type}
* parameter[{index}].part[{part}].documentation = "{documentation}"

RuleSet: Parts(index, name, use, documentation)
* parameter[{index}].name = #{name}
* parameter[{index}].use = #{use}
* parameter[{index}].min = 0
* parameter[{index}].max = "*"
* parameter[{index}].documentation = "{documentation}"

RuleSet: Matches(index)
* parameter[{index}].name = #match
* parameter[{index}].use = #out
* parameter[{index}].min = 0
* parameter[{index}].max = "*"
* parameter[{index}].documentation = "One service, the best first."
* insert Part({index}, 0, rank, 1, 1, positiveInt, From 1 on.)
* insert Part({index}, 1, score, 1, 1, decimal, How well it fits\, from 0 to 1.)
* insert Part({index}, 2, reason, 0, *, Coding, What of the need it meets.)
* insert Part({index}, 3, against, 0, *, Coding, What speaks against it.)
* insert Part({index}, 4, service, 1, 1, HealthcareService, Its entry in the directory.)

Instance: sc-assess
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-assess, assess, Assess, What a rule makes of the signs that are sent along. Stores nothing and looks nothing up.)
* title = "Assess signs that are sent along"
* resource = #Observation
* system = false
* type = true
* instance = false
* insert Parameter(0, observation, in, 1, *, Observation, Answers to signs\, all about one person.)
* insert Parameter(1, ageGroup, in, 1, 1, code, adult or child; not sure is child.)
* insert Parameter(2, form, in, 1, 1, code, A code of sc-form.)
* insert Parameter(3, return, out, 1, 1, Observation, An Observation of profile sc-assessment.)

Instance: sc-patient-assess
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-patient-assess, assess, PatientAssess, What a rule makes of the signs about a person that the caller may see. Stores nothing.)
* title = "Assess what is known of a person"
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, ageGroup, in, 1, 1, code, adult or child; not sure is child.)
* insert Parameter(1, form, in, 1, 1, code, A code of sc-form.)
* insert Parameter(2, return, out, 1, 1, Observation, An Observation of profile sc-assessment.)

Instance: sc-withdraw
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-withdraw, withdraw, Withdraw, Takes a consent back\, whole or for the actors that are named. It holds from its answer on.)
* title = "Withdraw consent"
* affectsState = true
* resource = #Consent
* system = false
* type = false
* instance = true
* insert Parameter(0, actor, in, 0, *, Reference, For whom it is withdrawn; for everyone where none is named.)
* insert Parameter(1, capturedHow, in, 1, 1, code, A code of sc-capture-method.)
* insert Parameter(2, return, out, 1, 1, Consent, The consent as it stands then.)

Instance: sc-evaluate-consent
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-evaluate-consent, evaluate-consent, EvaluateConsent, What consents say to a request about an item\, and why. Takes its input literally and stores nothing.)
* title = "Evaluate consent"
* system = true
* type = false
* instance = false
* insert Parameter(0, consent, in, 0, *, Consent, Consents of the person.)
* insert Parameter(1, resource, in, 1, 1, Resource, The item.)
* insert Parameter(2, organization, in, 1, 1, Type, Who asks: a Reference or an Identifier.)
* insert Parameter(3, group, in, 0, *, Reference, Groups that the organisation belongs to.)
* insert Parameter(4, role, in, 0, *, Coding, Roles that it has.)
* insert Parameter(5, purposeOfUse, in, 1, *, Coding, What for.)
* insert Parameter(6, action, in, 0, 1, Coding, What is to be done; access where none is named.)
* insert Parameter(7, related, in, 0, *, Resource, What else is known about the person.)
* insert Parameter(8, instant, in, 0, 1, instant, When; now where none is named.)
* insert Parameter(9, assumeLiveTask, in, 0, 1, boolean, Whether there is a Task as if accepted; true where it is not said.)
* insert Parameter(10, decision, out, 1, 1, code, permit or deny.)
* insert Parameter(11, releasedLabel, out, 0, *, Coding, Labels of identity that are released.)
* insert Parameter(12, basis, out, 0, *, string, Which provisions it rests on.)
* insert Parameter(13, reason, out, 1, 1, code, Why.)
* insert Parameter(14, explanation, out, 1, 1, string, Why\, in words.)
* parameter[15].name = #ignored
* parameter[15].use = #out
* parameter[15].min = 0
* parameter[15].max = "*"
* parameter[15].documentation = "Consents that do not count, and why."
* parameter[15].part[0].name = #consent
* parameter[15].part[0].use = #out
* parameter[15].part[0].min = 1
* parameter[15].part[0].max = "1"
* parameter[15].part[0].type = #string
* parameter[15].part[0].documentation = "Which consent: its id, or its place in what was sent."
* parameter[15].part[1].name = #reason
* parameter[15].part[1].use = #out
* parameter[15].part[1].min = 1
* parameter[15].part[1].max = "1"
* parameter[15].part[1].type = #code
* parameter[15].part[1].documentation = "Why it does not count."

Instance: sc-evaluate-measure
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-evaluate-measure, evaluate-measure, EvaluateMeasure, Counts of persons in a closed quarter of one country. Worked out once\, kept\, and answered the same ever after; numbers that could point to somebody are left out.)
* title = "Evaluate a measure"
* base = "http://hl7.org/fhir/OperationDefinition/Measure-evaluate-measure"
* resource = #Measure
* system = false
* type = false
* instance = true
* insert Parameter(0, periodStart, in, 1, 1, date, The first day of a calendar quarter.)
* insert Parameter(1, periodEnd, in, 1, 1, date, Its last day.)
* insert Parameter(2, country, in, 0, 1, code, ISO 3166-1 alpha-2. A coordinator has its own alone\, and need not name it.)
* insert Parameter(3, return, out, 1, 1, MeasureReport, A MeasureReport of type summary. A count that is left out bears a data-absent-reason.)

Instance: sc-erase
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-erase, erase, Erase, Takes everything that the caller has submitted about a person out of use and destroys its key. It cannot be undone; saying it again changes nothing more.)
* title = "Erase"
* affectsState = true
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, reason, in, 1, 1, code, A code of sc-rights-reason.)
* insert Parameter(1, return, out, 1, 1, OperationOutcome, That it is done.)

Instance: sc-restrict
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-restrict, restrict, Restrict, What the caller has submitted about a person is kept and not used\, until that is lifted.)
* title = "Restrict use"
* affectsState = true
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, reason, in, 0, 1, code, A code of sc-rights-reason; needed unless it is lifted.)
* insert Parameter(1, lift, in, 0, 1, boolean, True to use it again.)
* insert Parameter(2, return, out, 1, 1, OperationOutcome, That it is done.)

Instance: sc-break-glass
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-break-glass, break-glass, BreakGlass, Opens one person\, by an id the caller holds\, for reading with purpose BTG or ETREAT. Never against an explicit deny; an auditor looks into each.)
* title = "Emergency access"
* affectsState = true
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, reason, in, 1, 1, code, A code of sc-emergency-reason.)
* insert Parameter(1, justification, in, 1, 1, string, Why\, in words; the auditor reads them.)
* insert Parameter(2, until, out, 1, 1, instant, When it closes again: thirty minutes at most.)

Instance: sc-receipt
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-receipt, receipt, Receipt, What a consent says\, on a sheet for the person\, in words that give nothing away. PDF or HTML by Accept.)
* title = "Receipt of a consent"
* resource = #Consent
* system = false
* type = false
* instance = true
* insert Parameter(0, language, in, 0, 1, code, Of the sheet; by Accept-Language where it is not said.)
* insert Parameter(1, paperSafe, in, 0, 1, boolean, That it is safe for the person to have it on paper.)
* insert Parameter(2, return, out, 1, 1, Binary, The sheet itself.)

Instance: sc-match
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-match, match, Match, Services of the directory that can meet a need\, best first. Codes only: whatever could say who it is for is refused.)
* title = "Find matching services"
* resource = #HealthcareService
* system = false
* type = true
* instance = false
* insert Parameter(0, serviceType, in, 0, *, code, Codes of sc-service.)
* insert Parameter(1, ageBand, in, 0, 1, code, A code of sc-age-band.)
* insert Parameter(2, gender, in, 0, 1, code, male\, female\, other or unknown.)
* insert Parameter(3, language, in, 0, *, code, BCP 47 tags.)
* insert Parameter(4, country, in, 0, 1, code, ISO 3166-1\, two letters.)
* insert Parameter(5, region, in, 0, 1, code, ISO 3166-2.)
* insert Parameter(6, deliveryMode, in, 0, 1, code, A code of sc-mode.)
* insert Parameter(7, urgency, in, 0, 1, code, routine\, urgent\, asap or stat.)
* insert Parameter(8, eligibility, in, 0, *, code, Codes of sc-eligibility that are met; a service open on none of them is left out.)
* insert Matches(9)

Instance: sc-capacity
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-capacity, capacity, Capacity, A service says whether it can take someone on; nothing else of its entry changes. The last word counts.)
* title = "State the capacity"
* affectsState = true
* resource = #HealthcareService
* system = false
* type = false
* instance = true
* insert Parameter(0, capacity, in, 1, 1, code, A code of sc-capacity.)
* insert Parameter(1, return, out, 1, 1, HealthcareService, The entry as it stands then.)

Instance: sc-next-services
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-next-services, next-services, NextServices, Where else a referral could go\, for who asked or coordinates it\, without those that were asked before. Sends nothing anywhere.)
* title = "Where else a referral could go"
* resource = #Task
* system = false
* type = false
* instance = true
* insert Matches(0)

Instance: sc-populate
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-populate, populate, Populate, A response to a questionnaire\, filled with what the caller may see of a person. Stores nothing; people look it over and complete it.)
* title = "Fill a questionnaire"
* base = "http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-populate"
* resource = #Questionnaire
* system = false
* type = false
* instance = true
* insert Parameter(0, subject, in, 1, 1, Reference, The person\, by the caller's own id.)
* insert Parameter(1, response, out, 1, 1, QuestionnaireResponse, In progress\, with the answers that are known.)

Instance: sc-extract
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-extract, extract, Extract, What a whole response to one of the questionnaires says\, or what one to an imported instrument adds up to\, as drafts that its sender may submit. Stores nothing and looks nothing up.)
* title = "Drafts from a response"
* base = "http://hl7.org/fhir/uv/sdc/OperationDefinition/QuestionnaireResponse-extract"
* resource = #QuestionnaireResponse
* system = false
* type = true
* instance = false
* insert Parameter(0, questionnaire-response, in, 1, 1, QuestionnaireResponse, A completed or amended response with a subject.)
* insert Parameter(1, age, in, 0, 1, integer, In whole years; without it a score has no result.)
* insert Parameter(2, in-population, in, 0, 1, boolean, That the sender confirms the person to be of those the instrument was made for\, where these are fewer than all of an age; without it there is no result then.)
* insert Parameter(3, return, out, 1, 1, Bundle, A transaction of what it says\, to be looked over.)

Instance: sc-subscription-status
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-subscription-status, status, SubscriptionStatus, How a subscription of one's own stands.)
* title = "State of a subscription"
* base = "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-status"
* resource = #Subscription
* system = false
* type = false
* instance = true
* insert Parameter(0, return, out, 1, 1, Bundle, A searchset with one status.)

Instance: sc-subscription-events
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-subscription-events, events, SubscriptionEvents, What a subscriber has missed\, as far as it may still see it.)
* title = "Missed events"
* base = "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-events"
* resource = #Subscription
* system = false
* type = false
* instance = true
* insert Parameter(0, eventsSinceNumber, in, 0, 1, string, From this event on.)
* insert Parameter(1, eventsUntilNumber, in, 0, 1, string, Up to this event.)
* insert Parameter(2, return, out, 1, 1, Bundle, The events as they would have been sent.)

Instance: sc-my-data
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-my-data, my-data, MyData, What the caller has submitted about a person\, for herself: as HTML or PDF in plain words\, or as a document Bundle. With a key\, what everybody has submitted\, sealed to it.)
* title = "A person's own data"
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, language, in, 0, 1, code, en\, el\, it\, de\, nl or fr; the person's where none is named.)
* insert Parameter(1, paperSafe, in, 0, 1, boolean, Whether it was said that paper is safe for her: without it no page names an organisation.)
* insert Parameter(2, sealTo, in, 0, 1, string, The key that belongs to a code of hers\, in the body only; it serves once.)
* insert Parameter(3, return, out, 1, 1, Resource, A Bundle of type document\, or a Binary with the page or the sealed file.)

Instance: sc-disclosures
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-disclosures, disclosures, Disclosures, Who saw what of that which the caller has submitted about a person\, on which day and what for\, for herself: as HTML or PDF in plain words\, or as a document Bundle.)
* title = "Who saw what"
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, language, in, 0, 1, code, en\, el\, it\, de\, nl or fr; the person's where none is named.)
* insert Parameter(1, paperSafe, in, 0, 1, boolean, Whether it was said that paper is safe for her: without it no page names an organisation.)
* insert Parameter(2, return, out, 1, 1, Resource, A Bundle of type document with an AuditEvent for each occasion\, or a Binary with the page.)

Instance: sc-transfer-abroad
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-transfer-abroad, transfer-abroad, TransferAbroad, Asks the coordinator of another country to take over. The Task that it is called on goes on until the other has accepted the Task that is answered.)
* title = "Handover abroad"
* affectsState = true
* resource = #Task
* system = false
* type = false
* instance = true
* insert Parameter(0, coordinator, in, 1, 1, Reference, The Organization that is asked; the Consent has to name it.)
* insert Parameter(1, task, out, 1, 1, Task, The Task by which it is asked\, new or as it stands.)
* insert Parameter(2, recoveryDays, out, 1, 1, integer, For how many days a person may recover and reflect under the rules there.)
* insert Parameter(3, recoverySource, out, 1, 1, string, Where that stands.)

Instance: sc-everything
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-everything, everything, Everything, What the caller may see of a person's record\, the person first\, in pages as long as _count says. Neither a period nor types can be chosen.)
* title = "Everything about a person"
* base = "http://hl7.org/fhir/OperationDefinition/Patient-everything"
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, return, out, 1, 1, Bundle, A searchset; its links lead to further pages.)

Instance: sc-expand
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-expand, expand, Expand, The codes of a published value set\, in a language\, filtered\, in pages. No other value set is known\, sent along or not.)
* title = "Expand a value set"
* base = "http://hl7.org/fhir/OperationDefinition/ValueSet-expand"
* resource = #ValueSet
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the value set; not where it is called on one.)
* insert Parameter(1, valueSetVersion, in, 0, 1, string, Its version.)
* insert Parameter(2, filter, in, 0, 1, string, Only codes whose name has each of these words.)
* insert Parameter(3, offset, in, 0, 1, integer, How many codes are left out at the beginning.)
* insert Parameter(4, count, in, 0, 1, integer, How many codes at most; zero for the total only.)
* insert Parameter(5, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(6, includeDesignations, in, 0, 1, boolean, True for all wordings of each code.)
* insert Parameter(7, designation, in, 0, *, string, Only wordings of this language or use\, as system|code.)
* insert Parameter(8, activeOnly, in, 0, 1, boolean, Changes nothing: all codes are in use.)
* insert Parameter(9, excludeNested, in, 0, 1, boolean, Changes nothing: no code stands below another.)
* insert Parameter(10, return, out, 1, 1, ValueSet, The value set with its expansion.)

Instance: sc-value-set-validate-code
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-value-set-validate-code, validate-code, ValueSetValidateCode, Whether a code is in a published value set\, and its display one of the wordings of the code in any language.)
* title = "Is a code in a value set"
* base = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code"
* resource = #ValueSet
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the value set; not where it is called on one.)
* insert Parameter(1, valueSetVersion, in, 0, 1, string, Its version.)
* insert Parameter(2, code, in, 0, 1, code, The code\, beside its system.)
* insert Parameter(3, system, in, 0, 1, uri, Canonical address of the code system.)
* insert Parameter(4, systemVersion, in, 0, 1, string, Changes nothing: each code system has one version here.)
* insert Parameter(5, display, in, 0, 1, string, What the code is called where it comes from.)
* insert Parameter(6, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(7, codeableConcept, in, 0, 1, CodeableConcept, Several codings of one concept; one that is known is enough.)
* insert Parameter(8, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(9, result, out, 1, 1, boolean, Whether it fits.)
* insert Parameter(10, message, out, 0, 1, string, Why it does not.)
* insert Parameter(11, display, out, 0, 1, string, What the code is called.)

Instance: sc-code-system-validate-code
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-code-system-validate-code, validate-code, CodeSystemValidateCode, Whether a code is in a published code system\, and its display one of the wordings of the code in any language.)
* title = "Is a code in a code system"
* base = "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code"
* resource = #CodeSystem
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the code system; not where it is called on one.)
* insert Parameter(1, code, in, 0, 1, code, The code alone.)
* insert Parameter(2, version, in, 0, 1, string, Its version.)
* insert Parameter(3, display, in, 0, 1, string, What the code is called where it comes from.)
* insert Parameter(4, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(5, codeableConcept, in, 0, 1, CodeableConcept, Several codings of one concept; one that is known is enough.)
* insert Parameter(6, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(7, result, out, 1, 1, boolean, Whether it fits.)
* insert Parameter(8, message, out, 0, 1, string, Why it does not.)
* insert Parameter(9, display, out, 0, 1, string, What the code is called.)

Instance: sc-lookup
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-lookup, lookup, Lookup, All that a published code system says of a code\, in every language that it has.)
* title = "Look a code up"
* base = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup"
* resource = #CodeSystem
* system = false
* type = true
* instance = false
* insert Parameter(0, code, in, 0, 1, code, The code\, beside its system.)
* insert Parameter(1, system, in, 0, 1, uri, Canonical address of the code system.)
* insert Parameter(2, version, in, 0, 1, string, Its version.)
* insert Parameter(3, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(4, date, in, 0, 1, dateTime, Changes nothing: each code system has one version here.)
* insert Parameter(5, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(6, property, in, 0, *, code, Only this: definition\, designation\, lang.fr for one language\, or a property of the system.)
* insert Parameter(7, name, out, 1, 1, string, What the code system is called.)
* insert Parameter(8, version, out, 1, 1, string, Its version.)
* insert Parameter(9, display, out, 1, 1, string, What the code is called.)
* insert Parameter(10, definition, out, 0, 1, string, What the code means.)
* insert Parts(11, designation, out, One more wording of the code.)
* insert Part(11, 0, language, 1, 1, code, Its language.)
* insert Part(11, 1, use, 0, 1, Coding, Whether it is the plain or the discreet wording.)
* insert Part(11, 2, value, 1, 1, string, The wording.)
* insert Parts(12, property, out, One property of the code.)
* insert Part(12, 0, code, 1, 1, code, Which property.)
* insert Part(12, 1, value, 1, 1, Type, What it says.)

Instance: sc-subsumes
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-subsumes, subsumes, Subsumes, Whether one code of a published system includes another. None stands below another here: a code includes itself alone.)
* title = "Does a code include another"
* base = "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes"
* resource = #CodeSystem
* system = false
* type = true
* instance = true
* insert Parameter(0, codeA, in, 0, 1, code, One code.)
* insert Parameter(1, codeB, in, 0, 1, code, The other code\, of the same system.)
* insert Parameter(2, system, in, 0, 1, uri, Canonical address of the code system; not where it is called on one.)
* insert Parameter(3, version, in, 0, 1, string, Its version.)
* insert Parameter(4, codingA, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(5, codingB, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(6, outcome, out, 1, 1, code, equivalent or not-subsumed.)

Instance: sc-translate
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-translate, translate, Translate, Counterparts of a code of the exchange in vocabularies of others\, by the published maps. It does not look the other way round.)
* title = "What a code is elsewhere"
* base = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate"
* resource = #ConceptMap
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the map; not where it is called on one. All maps where none is named.)
* insert Parameter(1, conceptMapVersion, in, 0, 1, string, Its version.)
* insert Parameter(2, code, in, 0, 1, code, The code\, beside its system.)
* insert Parameter(3, system, in, 0, 1, uri, Canonical address of the code system.)
* insert Parameter(4, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(5, codeableConcept, in, 0, 1, CodeableConcept, Several codings of one concept; one that is known is enough.)
* insert Parameter(6, targetsystem, in, 0, 1, uri, Only counterparts in this code system.)
* insert Parts(7, dependency, in, What else is known beside the code.)
* insert InPart(7, 0, element, 1, 1, uri, What it is about: the address of a code system.)
* insert InPart(7, 1, concept, 1, 1, CodeableConcept, The code that holds there.)
* insert Parameter(8, result, out, 1, 1, boolean, Whether there is a counterpart.)
* insert Parameter(9, message, out, 0, 1, string, Why there is none.)
* insert Parts(10, match, out, One counterpart.)
* insert Part(10, 0, equivalence, 1, 1, code, How the two compare: a code of concept-map-equivalence.)
* insert Part(10, 1, concept, 1, 1, Coding, The counterpart and its system.)
* insert Part(10, 2, source, 1, 1, uri, Canonical address of the map that says so.)
