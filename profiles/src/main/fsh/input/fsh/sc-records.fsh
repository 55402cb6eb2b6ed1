Profile: ScAuditEvent
Parent: AuditEvent
Id: sc-auditevent
Title: "Audit event"
Description: "Who did what, when, why and with which outcome. Never what an item says, nor who a person is."
* obeys sc-aud-1
* type MS
* type = $audit-event-type#rest
* subtype 1..1 MS
* action 1..1 MS
* recorded MS
* outcome 1..1 MS
* agent 1..1 MS
* agent.who 1..1
* agent.who only Reference(Organization)
* agent.purposeOfUse MS
* entity MS

Invariant: sc-aud-1
Description: "An entity is named by reference or by its kind; no query and no detail of it is kept."
Severity: #error
Expression: "entity.query.empty() and entity.detail.empty()"

Profile: ScProvenance
Parent: Provenance
Id: sc-provenance
Title: "Provenance"
Description: "Which organisation an item comes from."
* target MS
* recorded MS
* agent MS
* agent.who MS
