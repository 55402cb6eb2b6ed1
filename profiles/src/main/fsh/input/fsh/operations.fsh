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
